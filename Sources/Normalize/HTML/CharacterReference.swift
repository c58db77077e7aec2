/// Character references of HTML: `&amp;`, `&#38634;`, `&#x96F2;` (HTML Standard, 13.2.5.72-80).
enum CharacterReference {
  /// What the `&` at `at` begins: its code points in UTF-8 and the place behind it; nil where it is
  /// an ampersand. Numbers of 128 to 159 are read as windows-1252; those that are no code point of
  /// text become U+FFFD. Complexity: O(length · log names).
  static func resolve(
    _ text: borrowing Span<UInt8>, _ at: Int, _ end: Int
  ) -> (bytes: [UInt8], end: Int)? {
    guard at + 2 < end else { return nil }
    return text[at + 1] == 0x23 ? numeric(text, at, end) : named(text, at, end)
  }

  private static func numeric(
    _ text: borrowing Span<UInt8>, _ at: Int, _ end: Int
  ) -> (bytes: [UInt8], end: Int)? {
    var next = at + 2
    let isHexadecimal = text[next] | 0x20 == 0x78
    if isHexadecimal { next += 1 }
    let begun = next
    var value: UInt32 = 0
    while next < end, let digit = digit(text[next], isHexadecimal) {
      value = min(0x110000, value * (isHexadecimal ? 16 : 10) + digit)
      next += 1
    }
    guard next > begun else { return nil }
    if next < end, text[next] == 0x3B { next += 1 }
    if value &- 0x80 < 32, windows1252[Int(value - 0x80)] != 0 {
      value = UInt32(windows1252[Int(value - 0x80)])
    }
    if value == 0 || value > 0x10FFFF || value & 0xFFFF_F800 == 0xD800 { value = 0xFFFD }
    var bytes: [UInt8] = []
    UTF8Scan.append(value, to: &bytes)
    return (bytes, next)
  }

  private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    if byte &- 0x30 < 10 { return UInt32(byte - 0x30) }
    guard isHexadecimal, (byte | 0x20) &- 0x61 < 6 else { return nil }
    return UInt32((byte | 0x20) - 0x57)
  }

  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// The longest name that stands there.
  private static func named(
    _ text: borrowing Span<UInt8>, _ at: Int, _ end: Int
  ) -> (bytes: [UInt8], end: Int)? {
    var last = at + 1
    while last < end, last - at <= longest, isNameByte(text[last]) { last += 1 }
    if last < end, text[last] == 0x3B { last += 1 }
    while last > at + 1 {
      if let bytes = Self.names.value(text, at + 1, last) { return (bytes, last) }
      last -= 1
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }

  /// Bytes of the longest name, its semicolon left out.
  private static let longest = 32
  private static let names = EntityNames()
}

/// The names of character references, sorted, and what they stand for.
private struct EntityNames: Sendable {
  private var names: [DataText] = []
  private var values: [[UInt8]] = []

  init() {
    for row in DataFile.rows("entities.tsv") {
      guard let name = row.first else { continue }
      var bytes: [UInt8] = []
      for part in row[1].split(separator: " ") {
        if let scalar = part.hexadecimal { UTF8Scan.append(UInt32(scalar), to: &bytes) }
      }
      names.append(name)
      values.append(bytes)
    }
  }

  /// What a name stands for. Complexity: O(log names).
  func value(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8]? {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      let order = compare(names[middle], text, start, end)
      if order == 0 { return values[middle] }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Negative where the name sorts before the text.
  private func compare(
    _ name: DataText, _ text: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    let count = end - start
    for at in 0..<min(name.count, count) where name[at] != text[start + at] {
      return name[at] < text[start + at] ? -1 : 1
    }
    return name.count - count
  }
}
