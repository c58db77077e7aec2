/// The Chinese name behind something else in one bracket.
extension BracketContent {
  /// The ideographs that reach to `close`, behind a comma or a semicolon that stands after `from`; the
  /// sign of a registered mark is left out. Complexity: O(bytes of the bracket), 160 at most.
  static func hanTail(_ text: [UInt8], behindComma from: Int, _ close: Int) -> Range<Int>? {
    let end = PairFinder.skipMarksLeft(text, from, close).end
    var at = end
    while at > from, end - at <= 160 {
      let scalar = UTF8Scan.scalar(text, before: at)
      switch scalar.value {
      case 0x2C, 0x3B, 0xFF0C, 0xFF1B:
        var start = at
        while start < end, text[start] == 0x20 { start += 1 }
        return end - start >= 6 ? start..<end : nil
      case 0x20, 0x28, 0x29, 0xFF08, 0xFF09: break
      default:
        guard HanText.isHan(scalar.value) || HanText.isDot(scalar.value) else { return nil }
      }
      at -= scalar.length
    }
    return nil
  }

  /// What leads the bracket is a few words that say something of the name before it: a generic name, a
  /// code, an acronym. No sentence and nobody's name.
  static func isLabel(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 2, end - start <= 48 else { return false }
    var blanks = 0
    for byte in text[start..<end] {
      if byte == 0x20 { blanks += 1 }
      guard byte == 0x20 || EnglishTokenizer.isWordByte(byte), byte != 0x2E else { return false }
    }
    return blanks <= 3
  }
}
