/// Applies what the matcher found: cuts removed stretches with the white space they leave, and the
/// marks of footnotes that go.
struct Stripper {
  /// The text without the removed findings.
  static func apply(
    _ input: AlignedText, _ findings: [StripFinding], marks: [(start: Int, end: Int)],
    group: inout Int32
  ) -> AlignedText {
    var cuts: [(start: Int, end: Int)] = []
    return apply(input, findings, marks: marks, group: &group, cuts: &cuts)
  }

  /// The same; replaces `cuts` with all that was cut, ascending byte ranges of the text, as
  /// ``BoilerplateMatcher/findAgain(_:_:cuts:stripping:into:scratch:)`` wants them.
  static func apply(
    _ input: AlignedText, _ findings: [StripFinding], marks: [(start: Int, end: Int)],
    group: inout Int32, cuts: inout [(start: Int, end: Int)]
  ) -> AlignedText {
    cuts.removeAll(keepingCapacity: true)
    let text = input.bytes
    var out = Rewriter(over: text)
    var at = 0
    var mark = 0
    func copy(to end: Int, _ out: inout Rewriter) {
      while mark < marks.count, marks[mark].start < end {
        if marks[mark].start >= at {
          out.keep(at, marks[mark].start)
          out.delete(marks[mark].start, marks[mark].end, rule: .footnoteMark)
          cuts.append(marks[mark])
          at = marks[mark].end
        }
        mark += 1
      }
      if at < end { out.keep(at, end) }
      at = max(at, end)
    }
    for finding in findings where finding.isRemoved && finding.start >= at {
      copy(to: finding.start, &out)
      group += 1
      out.remove(finding.start, finding.end, rule: Int32(finding.rule), group: group)
      cuts.append((finding.start, finding.end))
      at = finding.end
      while mark < marks.count, marks[mark].start < at { mark += 1 }
      // White space behind the cut: at a line's begin it goes, before another sentence too.
      let atLineStart = finding.start == 0 || text[finding.start - 1] == 0x0A
      var end = at
      while end < text.count, text[end] == 0x20 { end += 1 }
      if end < text.count, text[end] == 0x0A || end == text.count, atLineStart {
        // The whole line went: one line end goes with it, and a blank line that is now double.
        end += 1
        if end < text.count, text[end] == 0x0A, finding.start < 2 || text[finding.start - 2] == 0x0A
        {
          end += 1
        }
        out.delete(at, end, rule: .stripBlank)
        cuts.append((at, min(end, text.count)))
        at = end
      } else if end > at {
        if end < text.count, text[end] == 0x0A || atLineStart || text[finding.start - 1] == 0x20 {
          out.delete(at, end, rule: .stripBlank)
          cuts.append((at, end))
          at = end
        }
      }
    }
    copy(to: text.count, &out)
    return out.finish(over: input)
  }
}
