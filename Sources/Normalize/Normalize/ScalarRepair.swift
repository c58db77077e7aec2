/// Repairs the code points and blanks inside one fragment and passes everything else through.
struct ScalarRepair {
  let text: [UInt8]
  let table = ScalarClassTable.shared
  let look: LineText
  /// Byte ranges of markup residue, ascending.
  private let cuts: [(start: Int32, end: Int32)]
  /// Runs of combining marks that are too long to be put in order.
  private(set) var leftAlone: [TextExtent] = []

  init(_ text: [UInt8], cuts: [(start: Int32, end: Int32)]) {
    self.text = text
    self.cuts = cuts
    look = LineText(text)
  }

  /// Whether any cut lies in the range.
  private func firstCut(_ start: Int, _ end: Int) -> Int? {
    guard !cuts.isEmpty else { return nil }
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      if Int(cuts[middle].end) <= start { low = middle + 1 } else { high = middle }
    }
    return low < cuts.count && Int(cuts[low].start) < end ? low : nil
  }

  /// Writes the content of a fragment. Complexity: O(bytes), looking ahead at most 40 bytes a blank.
  mutating func emit(_ fragment: Fragment, _ out: inout Rewriter) {
    var start = Int(fragment.start)
    let end = Int(fragment.end)
    guard start < end else { return }
    if !fragment.isRow || fragment.flags.contains(.bullet) { bullet(&start, end, &out) }
    let cut = fragment.flags.contains(.mark) ? firstCut(start, end) : nil
    guard fragment.flags.contains(.edits) || cut != nil || fragment.flags.contains(.tab) else {
      out.keep(start, end)
      return
    }
    repair(start, end, cut: cut, &out)
  }

  /// A bullet glyph and the blanks behind it become `- `.
  private func bullet(_ start: inout Int, _ end: Int, _ out: inout Rewriter) {
    let first = UTF8Scan.scalar(text, at: start)
    guard first.value >= 0x80, Bullet.isGlyph(first.value) else { return }
    var at = start + first.length
    var blanks = 0
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      let value = table[scalar.value]
      guard value.isBlank || value == .tab || value == .invisible else { break }
      at += scalar.length
      blanks += 1
    }
    // A glyph that stands alone is content: a mark in a form.
    guard at < end else { return }
    // ○ and □ directly before text are a numeral or a box.
    if blanks == 0, first.value == 0x25CB || first.value == 0x25A1 || first.value == 0x30FB {
      return
    }
    out.replace(start, at, with: [0x2D, 0x20], rule: .bullet)
    start = at
  }

  private mutating func repair(_ start: Int, _ end: Int, cut: Int?, _ out: inout Rewriter) {
    var at = start
    var kept = start
    var previous = ScalarClass.newline
    // Of a quotation mark; only such is asked for.
    var previousScalar: UInt32 = 0
    var cutIndex = cut
    var repeated: UInt32 = 0
    var runStart = start
    while at < end {
      if let index = cutIndex, index < cuts.count, Int(cuts[index].start) == at {
        out.keep(kept, at)
        let stop = min(end, Int(cuts[index].end))
        out.delete(at, stop, rule: .markdown)
        at = stop
        kept = at
        cutIndex = index + 1
        continue
      }
      if PlainText.isWord(text[at]) {
        let words = at + 1
        // A cut may begin inside a word: the backslash of `Limited\*`.
        let stop = cutIndex.map { $0 < cuts.count ? min(end, Int(cuts[$0].start)) : end } ?? end
        at = stop > words ? PlainText.skip(text.span, words, stop) : words
        previousScalar = UInt32(text[at - 1])
        previous = table[previousScalar]
        if repeated != 0, ByteScan.first(0x20, text.span, words, at) < at { repeated = 0 }
        continue
      }
      if text[at] &- 0xE4 < 6 {
        // No markup begins with an ideograph, and none asks for an edit itself.
        let behind = Ideographs.skip(text.span, at, end)
        if behind > at {
          at = behind
          previous = .han
          continue
        }
      }
      if text[at] == 0x20, previous == .han, at + 3 < end, text[at + 1] &- 0xE5 < 4 {
        // The commonest edit: one blank between two ideographs, U+5000...U+8FFF behind it.
        out.keep(kept, at)
        out.delete(at, at + 1, rule: .hanSpace)
        kept = at + 1
        previousScalar = UTF8Scan.scalar(text, at: kept).value
        at += 4
        repeated = 0
        continue
      }
      let scalar = UTF8Scan.scalar(text, at: at)
      let value = table[scalar.value]
      let next = at + scalar.length
      switch value {
      case .space, .blank, .ideographicSpace:
        var stop = next
        var columns = value == .ideographicSpace ? 2 : 1
        var isPlain = value == .space
        while stop < end {
          let more = UTF8Scan.scalar(text, at: stop)
          let kind = table[more.value]
          if kind.isBlank {
            columns += kind == .ideographicSpace ? 2 : 1
          } else if kind != .invisible && kind != .control {
            break
          }
          isPlain = false
          stop += more.length
        }
        if stop < end, !isPlain || Self.mayLead(text[stop]),
          let leaderEnd = leader(at, end, afterBlank: true)
        {
          out.keep(kept, at)
          at = emitLeader(at, leaderEnd, end, previous, &out)
          kept = at
          previous = .tab
          continue
        }
        if columns >= 2, previous != .newline, previous != .tab, beginsField(start, at, stop, end) {
          out.keep(kept, at)
          out.replace(at, stop, with: 0x09, rule: .cell)
          kept = stop
          previous = .tab
          at = stop
          repeated = 0
          continue
        }
        let outcome = gap(
          previous, previousScalar, start, at, stop, end)
        if outcome == nil, isPlain {
          // One U+0020 that stays.
        } else {
          out.keep(kept, at)
          if let rule = outcome {
            out.delete(at, stop, rule: rule)
          } else {
            out.replace(at, stop, with: 0x20, rule: .blank)
          }
          kept = stop
        }
        if outcome == nil { previous = .space }
        at = stop
        repeated = 0
        continue
      case .tab:
        // Blanks before a tab went as an edge; behind it they go here.
        var stop = next
        while stop < end {
          let more = UTF8Scan.scalar(text, at: stop)
          guard table[more.value].isBlank else { break }
          stop += more.length
        }
        if stop > next {
          out.keep(kept, next)
          out.delete(next, stop, rule: .lineBlank)
          kept = stop
        }
        previous = .tab
        at = stop
        continue
      case .invisible, .control:
        out.keep(kept, at)
        out.delete(at, next, rule: value == .invisible ? .invisible : .control)
        at = next
        kept = at
        continue
      case .newline:
        // Only inside a fragment that was cut by hand; a line end never lies in one.
        out.keep(kept, at)
        out.delete(at, next, rule: .lineEnd)
        at = next
        kept = at
        continue
      case .fullwidth:
        out.keep(kept, at)
        let byte = UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)
        out.replace(at, next, with: byte, rule: .fullwidth)
        previous = look.resolved(.fullwidth, scalar.value)
        previousScalar = scalar.value - 0xFEE0
        at = next
        kept = at
        continue
      case .radical:
        out.keep(kept, at)
        var ideograph: [UInt8] = []
        UTF8Scan.append(UInt32(table.radicals[Int(scalar.value - 0x2E80)]), to: &ideograph)
        out.replace(at, next, with: ideograph[...], rule: .radical)
        previous = .han
        previousScalar = scalar.value
        at = next
        kept = at
        continue
      case .presentation:
        out.keep(kept, at)
        var form: [UInt8] = []
        UTF8Scan.append(PresentationForm.horizontal(scalar.value), to: &form)
        out.replace(at, next, with: form[...], rule: .presentationForm)
        previous = table[PresentationForm.horizontal(scalar.value)]
        previousScalar = PresentationForm.horizontal(scalar.value)
        at = next
        kept = at
        continue
      case .nfc:
        at = compose(at, end, from: kept, &kept, &out)
        previous = look.resolved(.nfc, scalar.value)
        previousScalar = scalar.value
        continue
      case .neutral
      where PrivateUse.candidates.contains(scalar.value)
        && previous == .han && PrivateUse.isBeforeChinese(text, next, end):
        previous = value
        if let ideograph = PrivateUse.ideograph(scalar.value) {
          out.keep(kept, at)
          var bytes: [UInt8] = []
          UTF8Scan.append(ideograph, to: &bytes)
          out.replace(at, next, with: bytes[...], rule: .privateUse)
          previous = .han
          kept = next
        }
        previousScalar = scalar.value
        at = next
        continue
      case .stop, .letter, .lower, .neutral, .dot, .upper:
        if scalar.value == 0x2E || value != .stop && scalar.value >= 0x80 {
          if scalar.value != repeated {
            repeated = scalar.value
            runStart = at
          }
          if at == runStart, let leaderEnd = leader(at, end, afterBlank: false) {
            out.keep(kept, at)
            at = emitLeader(at, leaderEnd, end, previous, &out)
            kept = at
            previous = .tab
            repeated = 0
            continue
          }
        }
      default: break
      }
      previous = value
      previousScalar = scalar.value
      at = next
    }
    out.keep(kept, end)
  }

  // MARK: - Leaders

  /// A glyph of leaders may begin with the byte: neither other ASCII nor an ideograph does.
  @inline(__always)
  private static func mayLead(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte >= 0x80 && !(byte >= 0xE3 && byte <= 0xE9)
  }

  /// End of a leader run at `at`: four or more full stops (with blanks between), `…` three times,
  /// or one letter of another script or private-use glyph four times.
  private func leader(_ from: Int, _ end: Int, afterBlank: Bool) -> Int? {
    var at = from
    var scalar = UTF8Scan.scalar(text, at: at)
    while table[scalar.value].isBlank, at + scalar.length < end {
      at += scalar.length
      scalar = UTF8Scan.scalar(text, at: at)
    }
    let glyph = scalar.value
    let isStop =
      glyph == 0x2E || glyph == 0xFF0E || glyph == 0xB7 || glyph == 0x2026 || glyph == 0x2025
      || glyph == 0x22EF
    let isForeign = glyph >= 0x100 && isForeignGlyph(glyph)
    guard isStop || isForeign else { return nil }
    let floor = glyph == 0x2026 || glyph == 0x22EF ? 3 : 4
    var count = 0
    var stop = at
    while at < end {
      let next = UTF8Scan.scalar(text, at: at)
      if next.value == glyph {
        count += 1
        stop = at + next.length
      } else if !(isStop && table[next.value].isBlank) {
        break
      }
      at += next.length
    }
    return count >= floor ? stop : nil
  }

  /// A letter that font maps leave where leader dots were: no Latin, no Han, no kana.
  private func isForeignGlyph(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x400...0x52F, 0x530...0x5FF, 0x600...0x6FF, 0xE000...0xF8FF, 0x370...0x3FF: true
    default: false
    }
  }

  /// A leader between text and a number is a cell's end; elsewhere it goes.
  private func emitLeader(
    _ start: Int, _ leaderEnd: Int, _ end: Int, _ previous: ScalarClass, _ out: inout Rewriter
  ) -> Int {
    var at = leaderEnd
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      guard table[scalar.value].isBlank else { break }
      at += scalar.length
    }
    if at < end, previous != .newline, previous != .tab {
      out.replace(start, at, with: 0x09, rule: .leader)
    } else {
      out.delete(start, at, rule: .leader)
    }
    return at
  }

  // MARK: - NFC

  /// Marks behind one another that are still composed: the limit of the Stream-Safe Text Format
  /// (UAX #15, section 13). Putting a run of n marks in order costs n², so a longer one is left
  /// alone.
  private static let longestRun = 30

  /// Composes the stretch around a code point that NFC can change; returns where it ends.
  private mutating func compose(
    _ at: Int, _ end: Int, from floor: Int, _ kept: inout Int, _ out: inout Rewriter
  ) -> Int {
    // From the starter before it, which has a boundary before itself, to the next such starter.
    var begun = at
    if begun > floor {
      let before = UTF8Scan.scalar(text, before: begun)
      if table[before.value] != .nfc, begun - before.length >= floor { begun -= before.length }
    }
    var stop = at
    var marks = 0
    // The last code point that is no mark.
    var starter = begun
    while stop < end {
      let scalar = UTF8Scan.scalar(text, at: stop)
      guard table[scalar.value] == .nfc else { break }
      if ScalarClassTable.isMark(scalar.value) {
        marks += 1
      } else {
        marks = 0
        starter = stop
      }
      stop += scalar.length
      guard marks > Self.longestRun else { continue }
      while stop < end, case let next = UTF8Scan.scalar(text, at: stop),
        ScalarClassTable.isMark(next.value)
      {
        stop += next.length
      }
      leftAlone.append(TextExtent(starter, stop))
      compose(begun, starter, &kept, &out)
      return stop
    }
    compose(begun, stop, &kept, &out)
    return stop
  }

  /// Composes `begun..<stop`.
  private func compose(_ begun: Int, _ stop: Int, _ kept: inout Int, _ out: inout Rewriter) {
    guard begun < stop, let result = try? ICU.nfc(text[begun..<stop]),
      result.edits.contains(where: \.isChanged)
    else { return }
    out.keep(kept, begun)
    var source = begun
    var target = 0
    for edit in result.edits {
      if edit.isChanged {
        out.replace(
          source, source + edit.sourceLength,
          with: result.text[target..<(target + edit.targetLength)],
          rule: .nfc)
      } else {
        out.keep(source, source + edit.sourceLength)
      }
      source += edit.sourceLength
      target += edit.targetLength
    }
    kept = stop
  }
}
