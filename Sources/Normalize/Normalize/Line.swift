/// What one pass over the text learned of a physical line.
struct Line {
  struct Flags: OptionSet {
    let rawValue: UInt16
    /// Some code point or blank inside may ask for an edit.
    static let edits = Flags(rawValue: 1)
    static let han = Flags(rawValue: 2)
    static let latin = Flags(rawValue: 4)
    static let tab = Flags(rawValue: 8)
    /// A run of blanks at least three columns wide, or an ideographic space.
    static let gap = Flags(rawValue: 16)
    /// A `*` or `#`: markup residue or a footnote mark.
    static let mark = Flags(rawValue: 32)
    /// The page ended before this line (U+000C).
    static let pageBreak = Flags(rawValue: 64)
    /// The first code point is a bullet glyph.
    static let bullet = Flags(rawValue: 128)
    static let furniture = Flags(rawValue: 256)
    /// A code point of private use.
    static let privateUse = Flags(rawValue: 512)
  }

  /// Content without the blanks at both edges; empty for a blank line.
  var start: Int32
  var end: Int32
  /// Columns of the content and of the blanks before it; Han and fullwidth forms count two.
  var width: Int32
  var indent: Int32
  var flags: Flags

  var isBlank: Bool { start == end }
}

/// Splits a text into lines and says of each what the later steps must look at.
///
/// The one pass that reads every byte; plain ASCII takes the short way. Complexity: O(n).
struct LineScanner {
  private static let ascii: [UInt8] = {
    // 0 plain, 1 space, 2 tab, 3 line end, 4 control, 5 mark, 6 full stop
    var table = [UInt8](repeating: 0, count: 256)
    for byte in 0..<32 { table[byte] = 4 }
    table[0x7F] = 4
    table[0x20] = 1
    table[0x09] = 2
    for byte in [0x0A, 0x0B, 0x0C, 0x0D] { table[byte] = 3 }
    table[0x2A] = 5
    table[0x23] = 5
    table[0x2E] = 6
    for byte in 0x80...0xFF { table[byte] = 7 }
    return table
  }()

  /// Appends the lines of `text[from..<to]`, which begins where a line does and ends behind one. A
  /// line ends with LF, CR, CRLF, VT, FF, NEL, LS or PS.
  static func scan(_ text: [UInt8], _ from: Int, _ to: Int, into lines: inout [Line]) {
    let kinds = ascii.span
    let table = ScalarClassTable.shared
    let bmp = table.bmp.span
    let bytes = text.span
    let count = min(to, bytes.count)
    var at = from
    var pageBreak = false
    while at < count {
      var line = Line(start: -1, end: 0, width: 0, indent: 0, flags: pageBreak ? .pageBreak : [])
      pageBreak = false
      // Columns from the line's begin, and where the last non-blank code point ended.
      var column: Int32 = 0
      var lastColumn: Int32 = 0
      var blankRun: Int32 = 0
      var lastIsCJK = false
      // A quotation mark or dot: a blank behind it goes where an ideograph follows.
      var lastIsQuote = false
      var repeated: UInt32 = 0
      var repeats = 0
      var ended = false
      while at < count, !ended {
        let byte = bytes[at]
        let kind = kinds[Int(byte)]
        switch kind {
        case 0, 5, 6:
          if blankRun > 0 {
            if line.start >= 0 {
              if blankRun > 1 || lastIsCJK { line.flags.insert(.edits) }
              if blankRun > 2 { line.flags.insert(.gap) }
            }
            blankRun = 0
          }
          if line.start < 0 {
            line.start = Int32(at)
            line.indent = column
          }
          lastIsCJK = false
          lastIsQuote = false
          if kind == 0 {
            let begun = at
            at = PlainText.skip(bytes, at + 1, count)
            column &+= Int32(truncatingIfNeeded: at &- begun)
          } else {
            if kind == 5 {
              line.flags.insert(.mark)
            } else if at + 2 < count,
              bytes[at + 1] == 0x2E || bytes[at + 1] == 0x20 && bytes[at + 2] == 0x2E
            {
              line.flags.insert(.edits)
            }
            at += 1
            column += 1
          }
          line.flags.insert(.latin)
          lastColumn = column
          line.end = Int32(at)
        case 1:
          blankRun += 1
          column += 1
          at += 1
        case 2:
          line.flags.insert(.tab)
          if blankRun > 0 || at + 1 < count && bytes[at + 1] == 0x20 { line.flags.insert(.edits) }
          blankRun = 0
          column = (column / 8 + 1) * 8
          at += 1
        case 3:
          ended = true
          at += 1
          if byte == 0x0D, at < count, bytes[at] == 0x0A { at += 1 }
          if byte == 0x0C { pageBreak = true }
        case 4:
          line.flags.insert(.edits)
          at += 1
        default:
          if blankRun == 0, line.start >= 0 {
            // The common case in Chinese text: ideographs and their punctuation.
            let begun = at
            var hasHan = false
            while at &+ 16 < count {
              let ideographs = Ideographs.run(bytes, at)
              if ideographs > 0 {
                hasHan = true
                at &+= 3 &* ideographs
                if ideographs == Ideographs.longestRun { continue }
              }
              guard at &+ 4 <= count else { break }
              // The condition keeps the four bytes inside.
              let word = unsafe bytes.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: at, as: UInt32.self
              ).littleEndian
              guard word & 0xF0 == 0xE0 else { break }
              let scalar = word << 12 & 0xF000 | word >> 2 & 0xFC0 | word >> 16 & 0x3F
              let kind = bmp[Int(scalar)]
              if kind == .han {
                hasHan = true
              } else if kind == .cjkStop || kind == .cjkOpen || kind == .cjkClose {
                repeated = scalar
                repeats = 0
              } else {
                break
              }
              at &+= 3
            }
            if at > begun {
              if hasHan { line.flags.insert(.han) }
              lastIsCJK = true
              // Three bytes are two columns.
              column &+= 2 &* Int32(truncatingIfNeeded: UInt32(truncatingIfNeeded: at &- begun) / 3)
              lastColumn = column
              line.end = Int32(at)
              continue
            }
          }
          let scalar = UTF8Scan.scalar(bytes, at: at)
          let scalarClass = scalar.value < 0x10000 ? bmp[Int(scalar.value)] : table[scalar.value]
          at += scalar.length
          if scalarClass == .han, blankRun == 0, line.start >= 0 {
            line.flags.insert(.han)
            lastIsCJK = true
            column += 2
            lastColumn = column
            line.end = Int32(at)
            continue
          }
          switch scalarClass {
          case .newline:
            ended = true
          case .blank, .ideographicSpace:
            line.flags.insert(.edits)
            let columns: Int32 = scalarClass == .ideographicSpace ? 2 : 1
            blankRun += columns
            column += columns
            if scalarClass == .ideographicSpace { line.flags.insert(.gap) }
          default:
            let isCJK = scalarClass.isWide || scalarClass == .nfc
            if blankRun > 0, line.start >= 0 {
              if blankRun > 1 || isCJK || lastIsCJK || lastIsQuote || scalarClass == .dot {
                line.flags.insert(.edits)
              }
              if blankRun > 2 { line.flags.insert(.gap) }
            }
            blankRun = 0
            if line.start < 0 {
              line.start = Int32(at - scalar.length)
              line.indent = column
              if Bullet.isGlyph(scalar.value) { line.flags.insert(.bullet) }
            }
            if scalarClass.rawValue >= ScalarClass.blank.rawValue { line.flags.insert(.edits) }
            if scalar.value &- 0xE000 < 0x1900 {
              line.flags.insert(.privateUse)
              line.flags.insert(.edits)
            }
            if scalarClass == .han || scalarClass == .radical { line.flags.insert(.han) }
            if scalarClass == .upper || scalarClass == .lower || scalarClass == .letter {
              line.flags.insert(.latin)
            }
            if scalar.value == repeated,
              scalarClass == .letter || scalarClass == .lower
                || scalarClass == .upper || scalarClass == .neutral || scalarClass == .dot
            {
              repeats += 1
              if repeats >= 3 { line.flags.insert(.edits) }
            } else {
              repeated = scalar.value
              repeats = 0
            }
            lastIsCJK = isCJK
            lastIsQuote = scalarClass == .quote || scalarClass == .dot
            column += scalarClass.isWide ? 2 : scalarClass == .invisible ? 0 : 1
            lastColumn = column
            line.end = Int32(at)
          }
        }
      }
      if line.start < 0 {
        line.start = Int32(at)
        line.end = line.start
      } else {
        line.width = lastColumn - line.indent
      }
      lines.append(line)
    }
  }
}

/// Runs of ideographs, five at a time.
enum Ideographs {
  static let longestRun = 5

  /// Behind the ideographs that stand from `at` on; fewer than seventeen bytes before `end` the run may
  /// end early.
  @inline(__always)
  static func skip(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    let end = min(end, bytes.count)
    var at = at
    while at >= 0, at &+ 17 <= end {
      let ideographs = run(bytes, at)
      at &+= 3 &* ideographs
      if ideographs < longestRun { break }
    }
    return at
  }

  /// How many of the five code points at `at` are ideographs of U+4000...U+9FFF, up to the first
  /// that is none. Seventeen bytes must stand there, valid UTF-8.
  ///
  /// U+4DC0...U+4DFF, hexagrams, end a run with all that begins E4 80...B7: Extension A is rare.
  @inline(__always)
  static func run(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    typealias Lanes = ByteScan.Lanes
    // In bounds: the caller has seventeen bytes from `at` on.
    let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: Lanes.self)
    let next = unsafe bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: at &+ 1, as: Lanes.self)
    let isLow = (lanes .== Lanes(repeating: 0xE4)) .& (next .< Lanes(repeating: 0xB8))
    let isIdeograph = ((lanes &- Lanes(repeating: 0xE4)) .< Lanes(repeating: 6)) .& .!isLow
    // The leads are bytes 0, 3, 6, 9 and 12. A mask has all bits of a lane set or none.
    let words = unsafe unsafeBitCast(isIdeograph, to: SIMD2<UInt64>.self)
    let first = ~words[0].littleEndian & 0x00FF_0000_FF00_00FF
    if first != 0 { return (first.trailingZeroBitCount >> 3) / 3 }
    let second = ~words[1].littleEndian & 0x0000_00FF_0000_FF00
    return second != 0 ? 3 &+ (second.trailingZeroBitCount >> 5) : longestRun
  }
}

/// Stretches of ASCII that ask for no edit: words with one blank between them.
enum PlainText {
  /// The end of the words that go on at `from`, behind a byte of a word.
  ///
  /// Words have no control code, `*`, `#` or full stop. The end is behind a byte of a word; it may
  /// come early.
  @inline(__always)
  static func skip(_ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int) -> Int {
    typealias Lanes = ByteScan.Lanes
    guard from > 0 else { return from }
    let last = min(end, bytes.count) - 16
    var at = from
    while at <= last {
      // In bounds: 0 < `at`, and sixteen bytes from it on end by `last + 16`.
      let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: Lanes.self)
      let before = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &- 1, as: Lanes.self)
      let blank = Lanes(repeating: 0x20)
      let isSecondBlank = (lanes .== blank) .& (before .== blank)
      // 0x2A differs from 0x2E in one bit.
      let isMark =
        ((lanes | Lanes(repeating: 0x04)) .== Lanes(repeating: 0x2E))
        .| (lanes .== Lanes(repeating: 0x23))
      let stops = isSecondBlank .| isMark .| (lanes .< blank) .| (lanes .>= Lanes(repeating: 0x7F))
      let hit = ByteScan.index(stops)
      at &+= hit
      if hit < 16 { break }
    }
    return at > from && bytes[at - 1] == 0x20 ? at - 1 : at
  }

  /// A byte that can begin such a stretch.
  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != 0x2E && byte != 0x2A && byte != 0x23
  }
}

/// Line-initial bullet glyphs.
enum Bullet {
  static func isGlyph(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2022, 0x25CF, 0x25A0, 0x25AA, 0x25C6, 0x25CB, 0x25A1, 0x25AB, 0x25C7, 0x25E6, 0x2023,
      0x2043, 0x27A2, 0x2713, 0x2714, 0x2219, 0x25B6, 0x25BA, 0x2756, 0xB7, 0x2027, 0x30FB,
      0xF0B7, 0xF06C, 0xF0A7, 0xF0D8, 0xF0FC, 0xF06E:
      true
    default: false
    }
  }
}
