/// Labels of names in forms and lists: 中文名稱：, 公司的外文名称（如有）, `Name in English:`.
enum NameLabel {
  /// Where the value behind a label at `at` begins; nil where none stands there.
  ///
  /// Complexity: O(1): 40 bytes, and a sign at most 60 bytes behind.
  static func end(_ text: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int? {
    guard at < end else { return nil }
    var from = at
    // `1、中文名稱`, `(2) English name`.
    while from < end, from - at < 4, LetterClass.isDigit(text[from]) || isSign(text[from]) {
      from += 1
    }
    if ByteMatch.starts(text, from, end, with: "、") || ByteMatch.starts(text, from, end, with: "）")
    {
      from += 3
    }
    guard from < end else { return nil }
    if text[from] >= 0xE3 { return chinese(text, from, end) }
    switch text[from] {
    // Chinese, Company, English, Full, Name
    case 0x43, 0x45, 0x46, 0x4E: return english(text, from, end)
    default: return nil
    }
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == 0x28 || byte == 0x29 || byte == 0x2E || byte == 0x20
  }

  private static func chinese(_ text: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int? {
    let limit = min(end, at + 36)
    // 名稱, 全稱
    guard let name = ByteMatch.find(text, at, limit, "名") ?? ByteMatch.find(text, at, limit, "全")
    else { return nil }
    guard heads.contains(where: { ByteMatch.ends(text, at, name, with: $0) }) else { return nil }
    var value = name + 3
    if ByteMatch.starts(text, value, end, with: "稱")
      || ByteMatch.starts(text, value, end, with: "称")
    {
      value += 3
    }
    // （如有）, (中文)
    if ByteMatch.starts(text, value, end, with: "（"),
      let close = ByteMatch.find(text, value, min(end, value + 24), "）")
    {
      value = close + 3
    } else if value < end, text[value] == 0x28,
      let close = ByteMatch.find(text, value, min(end, value + 24), ")")
    {
      value = close + 1
    }
    for sign in signs where ByteMatch.starts(text, value, end, with: sign) {
      return behindQuotes(text, value + sign.utf8CodeUnitCount, end)
    }
    return nil
  }

  private static let heads: [StaticString] = [
    "中文", "英文", "外文", "公司", "企業", "企业", "中文全", "英文全", "公司的", "註冊", "注册",
  ]
  private static let signs: [StaticString] = ["：", ":", "\t", "為", "为", "是"]

  private static func english(_ text: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int? {
    let limit = min(end, at + 40)
    guard let name = ByteMatch.find(text, at, limit, "ame") else { return nil }
    var sign = name + 3
    // `Name in English:`, `Company name (Chinese)⇥`.
    while sign < end, sign - name < 28, text[sign] != 0x3A, text[sign] != 0x09 {
      let byte = text[sign]
      guard (byte | 0x20) &- 0x61 < 26 || byte == 0x20 || byte == 0x28 || byte == 0x29 else {
        return nil
      }
      sign += 1
    }
    guard sign < end, text[sign] == 0x3A || text[sign] == 0x09,
      ByteMatch.find(text, at, sign, "nglish") != nil
        || ByteMatch.find(text, at, sign, "hinese") != nil
        || ByteMatch.starts(text, at, end, with: "Company")
    else { return nil }
    return behindQuotes(text, sign + 1, end)
  }

  private static func behindQuotes(
    _ text: borrowing Span<UInt8>, _ from: Int, _ end: Int
  ) -> Int {
    var at = from
    while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
    return at
  }
}
