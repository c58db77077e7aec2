/// Finds the marks that refer to a footnote which is cut: they would refer to nothing.
///
/// A mark is resolved within its own stretch of the text: between the line before that begins with
/// the same mark and the footnote itself. Elsewhere `*` means another footnote, or a product.
enum FootnoteMarks {
  /// Bytes of the marks that are cut at one place, at most: three daggers.
  static let longest = 9

  private struct Note {
    var start: Int
    /// Behind the mark.
    var end: Int
    var key: UInt32
    var isRemoved: Bool
    /// It names its mark in quotes, and speaks of the marks on both sides.
    var isQuoted = false
  }

  /// Appends the marks to cut, ascending, as byte offsets of the text.
  ///
  /// `南京傳奇* (the “Vendor”)` loses its mark, `5*3`, `**bold**` and `****` keep theirs.
  ///
  /// - Complexity: O(n) where a footnote with a mark is removed, else O(lines).
  static func cuts(
    _ text: [UInt8], _ structure: Structure, _ findings: [StripFinding], _ rules: RuleSet,
    into cuts: inout [(start: Int, end: Int)]
  ) {
    let bytes = text.span
    var notes: [Note] = []
    var finding = 0
    var removesAny = false
    for line in structure.lines where line.start < line.end && line.end <= bytes.count {
      var mark = Self.mark(bytes, line.start)
      while finding < findings.count, findings[finding].end <= line.start { finding += 1 }
      guard mark.key != 0, isNote(bytes, line, &mark) else {
        // `The English names of entities marked “*” are translations …`
        while finding < findings.count, findings[finding].start < line.end {
          if isIdentification(findings[finding], rules),
            let note = quotedMark(bytes, findings[finding])
          {
            notes.append(note)
            removesAny = true
          }
          finding += 1
        }
        continue
      }
      var isRemoved = false
      // The finding may be the line or its first sentence.
      if finding < findings.count, findings[finding].start <= mark.end,
        findings[finding].start >= line.start
      {
        isRemoved = isIdentification(findings[finding], rules)
      }
      removesAny = removesAny || isRemoved
      notes.append(Note(start: line.start, end: mark.end, key: mark.key, isRemoved: isRemoved))
    }
    guard removesAny else { return }
    scan(bytes, notes, into: &cuts)
  }

  private static func isIdentification(_ finding: StripFinding, _ rules: RuleSet) -> Bool {
    finding.isRemoved && rules.rules.indices.contains(finding.rule)
      && rules.rules[finding.rule].boilerplateClass == .identification
  }

  /// The mark that a removed note names: “*”, "#", 「*」, or an asterisk.
  private static func quotedMark(_ bytes: borrowing Span<UInt8>, _ finding: StripFinding) -> Note? {
    var at = finding.start
    while at + 2 < finding.end {
      let quote =
        bytes[at] == 0x22 || bytes[at] == 0x27 ? 1 : bytes[at] == 0xE2 || bytes[at] == 0xE3 ? 3 : 0
      if quote > 0, at + quote < finding.end {
        let mark = Self.mark(bytes, at + quote)
        let behind = mark.end < finding.end ? bytes[mark.end] : 0
        if mark.key != 0, mark.key & 0xF <= 3, isQuote(bytes, at, quote),
          behind == 0x22 || behind == 0x27 || behind == 0xE2 || behind == 0xE3
        {
          return Note(
            start: finding.start, end: mark.end, key: mark.key, isRemoved: true, isQuoted: true)
        }
      }
      at += quote > 0 ? quote : 1
    }
    if ByteMatch.findFolded(bytes, finding.start, finding.end, "asterisk") != nil {
      return Note(
        start: finding.start, end: finding.end, key: 0x2A << 4 | 1, isRemoved: true, isQuoted: true)
    }
    return nil
  }

  /// “ ‘ 「 『, or a straight quote.
  private static func isQuote(_ bytes: borrowing Span<UInt8>, _ at: Int, _ length: Int) -> Bool {
    if length == 1 { return true }
    switch UTF8Scan.scalar(bytes, at: at).value {
    case 0x2018, 0x201C, 0x300C, 0x300E: return true
    default: return false
    }
  }

  /// A mark at `at`: what it is (the scalar, and how often) and where it ends; key 0 for none.
  private static func mark(_ bytes: borrowing Span<UInt8>, _ at: Int) -> (key: UInt32, end: Int) {
    let first = scalar(bytes, at)
    guard first.key != 0 else { return (0, at) }
    var end = first.end
    var count: UInt32 = 1
    while count < 8 {
      let next = scalar(bytes, end)
      guard next.key == first.key else { break }
      end = next.end
      count += 1
    }
    return (first.key << 4 | count, end)
  }

  private static func scalar(_ bytes: borrowing Span<UInt8>, _ at: Int) -> (key: UInt32, end: Int) {
    guard at >= 0, at < bytes.count else { return (0, at) }
    switch bytes[at] {
    case 0x2A, 0x23, 0x5E, 0x2B, 0x7E: return (UInt32(bytes[at]), at + 1)
    case 0xE2:
      // U+2020 DAGGER and U+2021 DOUBLE DAGGER.
      guard at + 2 < bytes.count, bytes[at + 1] == 0x80, bytes[at + 2] & 0xFE == 0xA0 else {
        return (0, at)
      }
      return (0x2020 | UInt32(bytes[at + 2] & 1), at + 3)
    default: return (0, at)
    }
  }

  /// Whether the line is a footnote: a mark of at most three, then its text.
  private static func isNote(
    _ bytes: borrowing Span<UInt8>, _ line: Structure.Line, _ mark: inout (key: UInt32, end: Int)
  ) -> Bool {
    guard mark.key & 0xF <= 3, mark.end < line.end else { return false }
    // `**bold**` at the begin of a line is no footnote, and neither is `+852 2980 1333`.
    if mark.key >> 4 == 0x2B, bytes[mark.end] >= 0x30, bytes[mark.end] <= 0x39 { return false }
    if mark.key & 0xF >= 2, bytes[line.end - 1] == bytes[mark.end - 1] { return false }
    // Removed with the mark: the blanks or the TAB behind it.
    while mark.end < line.end, bytes[mark.end] == 0x20 || bytes[mark.end] == 0x09 { mark.end += 1 }
    return true
  }

  // MARK: References

  private static func scan(
    _ bytes: borrowing Span<UInt8>, _ notes: [Note], into cuts: inout [(start: Int, end: Int)]
  ) {
    // The next footnote of each mark, from the end on: at most 3 of 7 marks.
    var next = NextNotes()
    var decided = Array(repeating: false, count: notes.count)
    for index in notes.indices.reversed() {
      decided[index] = next[notes[index].key] ?? notes[index].isQuoted
      next[notes[index].key] = notes[index].isRemoved
    }
    // `next` now holds what the first footnote of each mark is.
    var note = 0
    var at = 0
    var emphasis = (key: UInt32(0), at: 0)
    // Marks that no footnote explains say nothing: only the bytes that those of footnotes begin with
    // are looked for.
    let leads = Set(notes.map { Self.lead($0.key) }).sorted()
    let only = ByteScan.Lanes(repeating: leads.first ?? 0)
    while true {
      if leads.count == 1 {
        at = ByteScan.skip(bytes, at, bytes.count) { $0 .== only }
      } else {
        // 0x2A and 0x2B differ in one bit.
        at = ByteScan.skip(bytes, at, bytes.count) {
          (($0 | ByteScan.Lanes(repeating: 1)) .== ByteScan.Lanes(repeating: 0x2B))
            .| ($0 .== ByteScan.Lanes(repeating: 0x23)) .| ($0 .== ByteScan.Lanes(repeating: 0x5E))
            .| ($0 .== ByteScan.Lanes(repeating: 0x7E)) .| ($0 .== ByteScan.Lanes(repeating: 0xE2))
        }
      }
      guard at < bytes.count else { break }
      let byte = bytes[at]
      guard leads.contains(byte) else {
        at += 1
        continue
      }
      if note < notes.count, at >= notes[note].start {
        // Behind a footnote its mark refers to the next one.
        next[notes[note].key] = decided[note]
        at = max(at, notes[note].end)
        note += 1
        continue
      }
      let mark = Self.mark(bytes, at)
      guard mark.key != 0 else {
        at += 1
        continue
      }
      // A longer run, `****`, is a rule and no mark.
      var end = mark.end
      while end < bytes.count, bytes[end] == byte, byte < 0x80 { end += 1 }
      if end == mark.end, next[mark.key] == true {
        if opens(bytes, at, end) {
          emphasis = (mark.key, end)
        } else if emphasis.key == mark.key, isOneLine(bytes, emphasis.at, at) {
          emphasis.key = 0
        } else if isAttached(bytes, at), isFree(bytes, end, byte) {
          cuts.append((at, end))
        }
      }
      at = end
    }
  }

  /// What the next footnote of each mark is, by the mark's key: a handful.
  private struct NextNotes {
    private var notes: [(key: UInt32, isRemoved: Bool)] = []

    subscript(key: UInt32) -> Bool? {
      get { notes.first { $0.key == key }?.isRemoved }
      set {
        notes.removeAll { $0.key == key }
        if let newValue { notes.append((key, newValue)) }
      }
    }
  }

  /// The byte that the marks of a key begin with.
  private static func lead(_ key: UInt32) -> UInt8 {
    key >> 4 < 0x80 ? UInt8(truncatingIfNeeded: key >> 4) : 0xE2
  }

  /// Whether the mark opens emphasis, `**bold**`: behind a blank and before a letter.
  private static func opens(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
    guard end < bytes.count, bytes[end] > 0x20 else { return false }
    return at == 0 || bytes[at - 1] <= 0x20 || bytes[at - 1] == 0x28
  }

  /// Whether emphasis may reach from `start` to `end`: it is short and keeps to its line.
  private static func isOneLine(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start <= 200 else { return false }
    for at in start..<end where bytes[at] == 0x0A { return false }
    return true
  }

  /// Whether a name can end before `at`.
  private static func isAttached(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    guard at > 0 else { return false }
    let byte = bytes[at - 1]
    if byte < 0x80 {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x2E, 0x29, 0x5D, 0x22, 0x27: return true
      default: return false
      }
    }
    switch UTF8Scan.scalar(bytes, before: at).value {
    // Letters, closing quotes and brackets, ideographs.
    case 0xC0...0x24F, 0x2019, 0x201D, 0x3007, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0xFF09,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x3FFFF:
      return true
    default: return false
    }
  }

  /// Whether nothing that the mark could belong to follows at `end`.
  private static func isFree(
    _ bytes: borrowing Span<UInt8>, _ end: Int, _ mark: UInt8
  ) -> Bool {
    guard end < bytes.count else { return true }
    let byte = bytes[end]
    if byte < 0x80 {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x28, 0x29, 0x5B, 0x5D, 0x22, 0x27, 0x2C, 0x2E, 0x3B, 0x3A, 0x21,
        0x3F, 0x2F:
        return true
      default: return false
      }
    }
    // Chinese text goes on behind a mark without a blank.
    let scalar = UTF8Scan.scalar(bytes, at: end).value
    switch scalar {
    case 0xA0, 0x2018...0x201F, 0x3000...0x3002, 0x3008...0x3011, 0xFF01...0xFF0F, 0xFF1A...0xFF1F:
      return true
    case 0x3400...0x4DBF, 0x4E00...0x9FFF:
      return UTF8Scan.scalar(bytes, before: end - 1).value >= 0x3400
    default: return false
    }
  }
}
