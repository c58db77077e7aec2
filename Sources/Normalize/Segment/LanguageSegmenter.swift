/// Splits a text into runs of one language.
///
/// The runs partition the text: byte offsets on code point boundaries, the first starts at 0, the
/// last ends at `text.count`. Letters decide: ideographs, kana and bopomofo are Chinese, all other
/// letters `en`. What has no language of its own is resolved by its neighbourhood:
///
/// - before the first letter of a line or cell: with that letter; line ends: with what precedes;
/// - a bracket pair: with the language around it, fullwidth brackets and stops always with Chinese;
/// - digits before a measure word (2018年3月), a lone letter between ideographs (H股) and the letter of
///   an enumerator in Chinese text, `(a)`: Chinese;
/// - blanks and ASCII punctuation behind a Chinese name in an English line: English;
/// - else: with the letter before.
///
/// A Chinese run is `zh-Hant` or `zh-Hans` by the code points in it that only one script has, else
/// by those of its line or cell, else by those of the text, else `zh`.
///
/// The scan looks for changes of language only: English is skipped eight bytes a step, Chinese costs
/// one table look-up a code point; brackets are counted only inside a run that ends, so each byte is
/// read at most three times.
///
/// Source: UAX #24 section 5.2 (neutral code points and paired punctuation), with the line's first
/// letter in the place of a paragraph language.
///
///     Nanjing Legend (南京傳奇) received  ->  en `Nanjing Legend (`, zh-Hant `南京傳奇`, en `) received`
///     南京傳奇（Nanjing Legend）獲       ->  zh-Hant `南京傳奇（`, en `Nanjing Legend`, zh-Hant `）獲`
enum LanguageSegmenter {
  /// Bytes of a run in text of two languages, about.
  private static let bytesPerSegment = 128

  /// Replaces the content of `segments` with the runs of `text`, valid UTF-8; none for no text.
  ///
  /// Never traps; on ill-formed input the runs still partition the bytes. Complexity: O(n).
  @discardableResult
  static func segments(
    _ text: [UInt8], han: HanTable, into segments: inout [Document.Segment]
  ) -> [Int] {
    segments.removeAll(keepingCapacity: true)
    guard !text.isEmpty else { return [] }
    segments.reserveCapacity(text.count / bytesPerSegment + 1)
    var scan = LanguageScan(segments: segments)
    segments = []  // The scan owns the buffer meanwhile.
    scan.run(text.span, han)
    segments = scan.segments
    return scan.suspects
  }
}

/// What a code point says of the language that it is written in.
enum LetterClass {
  case neutral
  case western
  case chinese

  /// The class of the code point at `at` and its length, for leads from 0x80 on.
  ///
  /// Blocks, not properties: a block of letters counts as letters throughout.
  @inline(__always)
  static func wide(_ bytes: borrowing Span<UInt8>, _ at: Int) -> (kind: LetterClass, length: Int) {
    let lead = bytes[at]
    let room = bytes.count - at
    if lead >= 0xE4, lead <= 0xE9 { return (.chinese, min(3, room)) }
    if lead < 0xE0 {
      guard room >= 2, lead >= 0xC2 else { return (.neutral, 1) }
      if lead == 0xC2 { return (.neutral, 2) }
      if lead == 0xC3 {
        let isSign = bytes[at + 1] == 0x97 || bytes[at + 1] == 0xB7
        return (isSign ? .neutral : .western, 2)
      }
      return (lead == 0xCC || lead == 0xCD ? .neutral : .western, 2)
    }
    if lead >= 0xF0 {
      guard room >= 4 else { return (.neutral, room) }
      if lead == 0xF0 {
        let second = bytes[at + 1]
        return (second >= 0xA0 ? .chinese : second == 0x9F ? .neutral : .western, 4)
      }
      return (.neutral, 4)
    }
    guard room >= 3 else { return (.neutral, room) }
    return (symbolRow(lead, bytes[at + 1], bytes[at + 2]), 3)
  }

  /// U+3000...U+3004 or U+FF00...U+FF20 stands at `at`: blanks, stops, digits and signs.
  @inline(__always)
  static func isChineseSign(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    guard at &+ 2 < bytes.count else { return false }
    let (lead, second, third) = (bytes[at], bytes[at &+ 1], bytes[at &+ 2])
    return lead == 0xE3 && second == 0x80 && third < 0x85
      || lead == 0xEF && second == 0xBC && third < 0xA1
  }

  /// Classes of three-byte sequences without the unified ideographs from U+4000 on.
  private static func symbolRow(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> LetterClass {
    switch lead {
    case 0xE2: return second >= 0xBA ? .chinese : second >= 0xB0 ? .western : .neutral
    case 0xE3:
      switch second {
      case 0x80: return third >= 0x85 && third <= 0x87 ? .chinese : .neutral  // 々 〆 〇
      case 0x81, 0x84, 0x86: return .chinese
      case 0x82: return third >= 0x99 && third <= 0xA0 ? .neutral : .chinese
      case 0x83: return third == 0xBB ? .neutral : .chinese  // U+30FB KATAKANA MIDDLE DOT
      case 0x85: return .western
      case 0x87: return third >= 0xB0 ? .chinese : .neutral
      case 0x88...0x8F: return .neutral
      default: return .chinese
      }
    case 0xEE: return .neutral
    case 0xEF:
      switch second {
      case 0x80...0xA3: return .neutral
      case 0xA4...0xAB: return .chinese
      case 0xBC: return third >= 0xA1 && third <= 0xBA ? .western : .neutral
      case 0xBD:
        if third >= 0x81 && third <= 0x9A { return .western }
        return third >= 0xA6 ? .chinese : .neutral
      case 0xBE: return third <= 0x9F ? .chinese : .western
      case 0xBB: return third == 0xBF ? .neutral : .western
      case 0xAC...0xB7, 0xB9, 0xBA: return .western
      default: return .neutral
      }
    default: return .western
    }
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
