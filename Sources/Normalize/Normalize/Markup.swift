/// Finds the markdown residue of a block: `**bold**` across its lines, `*italic*` within a line,
/// and `## ` before headings. A star that marks a name for a footnote is none of these.
struct Markup {
  /// Byte ranges to delete, ascending within a call.
  static func find(
    _ fragments: [Fragment], _ first: Int, _ last: Int, _ text: [UInt8],
    into cuts: inout [(start: Int32, end: Int32)]
  ) {
    var opener: (start: Int, end: Int)?
    let known = cuts.count
    for index in first..<last where fragments[index].flags.contains(.mark) {
      let fragment = fragments[index]
      let start = Int(fragment.start)
      let end = Int(fragment.end)
      heading(text, start, end, into: &cuts)
      italic(text, start, end, into: &cuts)
      escapes(text, start, end, into: &cuts)
      var at = start
      while at < end {
        at = ByteScan.first(0x2A, text.span, at, end)
        guard at < end else { break }
        var stop = at
        while stop < end, text[stop] == 0x2A { stop += 1 }
        let length = stop - at
        let begun = at
        at = stop
        guard length == 2 || length == 3 || length == 4 && begun > start else { continue }
        let before = begun > start ? text[begun - 1] : 0x20
        let after = stop < end ? text[stop] : 0x20
        // `先生**、`, `Mr. Wong**,`: a mark of the name.
        let opens = !isBlank(after) && (isBlank(before) || !isClosing(text, stop))
        let closes = !isBlank(before)
        if closes, let open = opener {
          cuts.append((Int32(open.start), Int32(open.end)))
          // `公司***`: the mark stays, the markup goes.
          cuts.append((Int32(max(begun, stop - (open.end - open.start))), Int32(stop)))
          opener = nil
        } else if opens {
          opener = (begun, stop)
        }
      }
    }
    // An opener without its closer is residue where text follows it directly at a line's begin.
    if let open = opener, open.end < text.count, isLetterLike(text[open.end]),
      open.start == 0 || text[open.start - 1] == 0x0A,
      !mentions(legends, text, open.end, ByteScan.first(0x0A, text.span, open.end, text.count))
    {
      cuts.append((Int32(open.start), Int32(open.end)))
    }
    // Those of the blocks before stand before.
    cuts[known...].sort { $0.start < $1.start }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A
  }
  /// A comma, a full stop or a closing sign stands at `at`.
  private static func isClosing(_ text: [UInt8], _ at: Int) -> Bool {
    switch UTF8Scan.scalar(text, at: at).value {
    case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x2019, 0x201D, 0x3001, 0x3002, 0x300B,
      0x300D, 0x300F, 0xFF01, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F:
      true
    default: false
    }
  }

  private static func isLetterLike(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  /// `*For identification purposes only*`: one star at the begin of the line or behind a mark and a
  /// blank, one at its end, none between.
  private static func italic(
    _ text: [UInt8], _ start: Int, _ end: Int, into cuts: inout [(start: Int32, end: Int32)]
  ) {
    guard end - start > 4, text[end - 1] == 0x2A, text[end - 2] != 0x2A, text[end - 2] != 0x20
    else {
      return
    }
    var open = start
    if text[start] == 0x2A || text[start] == 0x23 || text[start] == 0x5E, start + 2 < end,
      text[start + 1] == 0x20,
      text[start + 2] == 0x2A
    {
      open = start + 2
    }
    guard text[open] == 0x2A, open + 1 < end - 1, text[end - 2] != 0x5C,
      isLetterLike(text[open + 1]) || text[open + 1] == 0x28 && text[end - 2] == 0x29
    else { return }
    guard ByteScan.first(0x2A, text.span, open + 1, end - 1) == end - 1 else { return }
    cuts.append((Int32(open), Int32(open + 1)))
    cuts.append((Int32(end - 1), Int32(end)))
  }

  /// `Limited\* (中文)`: the backslash before a sign that Markdown would read as its own.
  private static func escapes(
    _ text: [UInt8], _ start: Int, _ end: Int, into cuts: inout [(start: Int32, end: Int32)]
  ) {
    var at = start
    while true {
      at = ByteScan.first(0x5C, text.span, at, end)
      guard at + 1 < end else { return }
      switch text[at + 1] {
      case 0x2A, 0x23, 0x5F, 0x5B, 0x5D, 0x5E, 0x7E:
        cuts.append((Int32(at), Int32(at + 1)))
        at += 2
      default: at += 1
      }
    }
  }

  /// `## Heading`: two hashes or more and a blank, as often as they stand there (`# # Heading`).
  private static func heading(
    _ text: [UInt8], _ start: Int, _ end: Int, into cuts: inout [(start: Int32, end: Int32)]
  ) {
    var begun = start
    while let behind = behindHashes(text, begun, end) { begun = behind }
    if begun > start { cuts.append((Int32(start), Int32(begun))) }
  }

  /// Where the heading begins whose hashes stand at `start`; nil where they are none.
  private static func behindHashes(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var at = start
    while at < end, text[at] == 0x23 { at += 1 }
    let count = at - start
    // A heading, but no footnote: a line that is no sentence and explains no mark.
    guard count > 0, count <= 6, at < end, text[at] == 0x20, text[end - 1] != 0x2E,
      !ByteMatch.ends(text.span, at, end, with: "。"), !mentions(notes, text, at, end),
      count > 1 || end - at < 90 && !followsMark(text, start)
    else { return nil }
    while at < end, text[at] == 0x20 { at += 1 }
    return at < end ? at : nil
  }

  /// The hash before `start` is the mark of a name, `ZHANG Bin# (張斌#)`, so that one at the begin of a
  /// line is that of its note. Complexity: O(bytes between the two), so O(text) for all lines.
  private static func followsMark(_ text: [UInt8], _ start: Int) -> Bool {
    let behind = ByteScan.behindLast(0x23, text.span, 0, start)
    guard behind >= 2 else { return false }
    let before = text[behind - 2]
    return before >= 0x80 || before == 0x29 || before == 0x2E || (before | 0x20) &- 0x61 < 26
  }

  private static let notes: [[UInt8]] = [
    "purpose", "denote", "translat", "識別", "识别", "英文", "中文", "譯", "译", "nly", "name",
  ].map { Array($0.utf8) }

  /// What marks at names say of persons.
  private static let legends = notes + ["irector", "董事", "監事", "监事"].map { Array($0.utf8) }

  private static func mentions(
    _ words: [[UInt8]], _ text: [UInt8], _ start: Int, _ end: Int
  ) -> Bool {
    for word in words where end - start >= word.count {
      var at = start
      while at + word.count <= end {
        var index = 0
        while index < word.count, text[at + index] == word[index] { index += 1 }
        if index == word.count { return true }
        at += 1
      }
    }
    return false
  }
}
