/// Numbers of notes between a name and what stands in brackets behind it.
extension PairFinder {
  /// Where the number of a note begins that ends at `end`: `(1)`, （註2）, `(Note 3)`, ¹²; nil for none.
  ///
  /// One or two digits, or a word for a note with at most two digits: the 12 of `No. (12)` in a name is
  /// rare, that of a note frequent. Complexity: O(1).
  static func noteStart(_ text: [UInt8], _ floor: Int, _ end: Int) -> Int? {
    let byte = text[end - 1]
    // ¹ ² ³ and ⁴ … ⁹
    if byte == 0xB9 || byte == 0xB2 || byte == 0xB3, end - 2 > floor, text[end - 2] == 0xC2 {
      return end - 2
    }
    if byte &- 0xB4 < 6, end - 3 > floor, text[end - 2] == 0x81, text[end - 3] == 0xE2 {
      return end - 3
    }
    let isWide = byte == 0x89 && ByteMatch.ends(text.span, floor, end, with: "）")
    guard byte == 0x29 || isWide else { return nil }
    let close = end - (isWide ? 3 : 1)
    let limit = max(floor, close - longestNote)
    var at = close
    while at > limit {
      at -= 1
      guard text[at] != 0x29 else { return nil }
      let isOpen = text[at] == 0x28
      guard isOpen || ByteMatch.starts(text.span, at, close, with: "（") else { continue }
      return at > floor && isNote(text, at + (isOpen ? 1 : 3), close) ? at : nil
    }
    return nil
  }

  /// Bytes of `附註 12` and its opening bracket.
  private static let longestNote = 14

  /// What stands in `inner..<close` is the number of a note and nothing else. Complexity: O(1).
  static func isNote(_ text: [UInt8], _ inner: Int, _ close: Int) -> Bool {
    guard close > inner, close - inner <= longestNote else { return false }
    var at = inner
    for word in noteWords where ByteMatch.startsFolded(text.span, inner, close, with: word) {
      at += word.utf8CodeUnitCount
      while at < close, text[at] == 0x20 { at += 1 }
      if at == close { return true }
      break
    }
    return close - at <= 2 && text[at..<close].allSatisfy { $0 &- 0x30 < 10 }
  }

  private static let noteWords: [StaticString] = ["notes", "note", "附註", "附注", "註", "注"]
}

/// Numbers of items before a name.
extension PairFinder {
  /// （一）|寧波甲有限公司, (2) |甲有限公司: behind a bracket at the begin that holds a number and nothing else.
  /// Complexity: O(1).
  func behindItem(_ text: [UInt8], _ begin: Int, _ end: Int) -> Int {
    let bytes = text.span
    let isWide = ByteMatch.starts(bytes, begin, end, with: "（")
    guard isWide || begin < end && bytes[begin] == 0x28 else { return begin }
    let inner = begin + (isWide ? 3 : 1)
    var at = inner
    while at < end, at - inner <= 12 {
      if bytes[at] == 0x29 { return at > inner ? at + 1 : begin }
      if bytes[at] &- 0x30 < 10 {
        at += 1
        continue
      }
      let scalar = UTF8Scan.scalar(bytes, at: at)
      if scalar.value == 0xFF09 { return at > inner ? at + 3 : begin }
      guard Self.numerals.contains(scalar.value) else { return begin }
      at += scalar.length
    }
    return begin
  }

  /// 一 二 三 四 五 六 七 八 九 十 甲 乙 丙 丁 i v x
  private static let numerals: ScalarSet = [
    0x69, 0x76, 0x78, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
    0x5341, 0x7532, 0x4E59, 0x4E19, 0x4E01,
  ]
}
