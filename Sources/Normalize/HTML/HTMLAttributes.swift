/// The attributes of a tag, one after the other, as the tokenizer of the HTML Standard reads them.
///
/// Values are as the source spells them: character references in them are not resolved.
struct HTMLAttributes {
  struct Attribute {
    var name: Range<Int>
    var value: Range<Int>
  }

  /// The next byte to look at.
  private(set) var at: Int
  private let end: Int

  /// The attributes that follow a tag's name at `at`.
  init(_ at: Int, _ end: Int) { (self.at, self.end) = (at, end) }

  /// The next attribute; nil where the tag ends: then `at` is behind its `>`, or `end` where it has
  /// none. Complexity: O(bytes read).
  mutating func next(_ bytes: borrowing Span<UInt8>) -> Attribute? {
    let end = min(end, bytes.count)
    while at < end, Self.isBlank(bytes[at]) || bytes[at] == 0x2F { at += 1 }
    guard at < end else { return nil }
    if bytes[at] == 0x3E {
      at += 1
      return nil
    }
    let nameStart = at
    // An equals sign may begin a name.
    at += 1
    while at < end, !Self.isBlank(bytes[at]), bytes[at] != 0x2F, bytes[at] != 0x3E,
      bytes[at] != 0x3D
    {
      at += 1
    }
    let name = nameStart..<at
    var next = at
    while next < end, Self.isBlank(bytes[next]) { next += 1 }
    guard next < end, bytes[next] == 0x3D else {
      at = next
      return Attribute(name: name, value: at..<at)
    }
    next += 1
    while next < end, Self.isBlank(bytes[next]) { next += 1 }
    at = next
    guard at < end, bytes[at] != 0x3E else { return Attribute(name: name, value: at..<at) }
    let quote = bytes[at]
    if quote == 0x22 || quote == 0x27 {
      let start = at + 1
      let close = ByteScan.first(quote, bytes, start, end)
      at = min(end, close + 1)
      return Attribute(name: name, value: start..<close)
    }
    let start = at
    while at < end, !Self.isBlank(bytes[at]), bytes[at] != 0x3E { at += 1 }
    return Attribute(name: name, value: start..<at)
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
  }

  /// The number that a value begins with, at most `limit`; nil where it is none.
  static func number(_ bytes: borrowing Span<UInt8>, _ value: Range<Int>, limit: Int) -> Int? {
    var at = value.lowerBound
    let end = min(value.upperBound, bytes.count)
    while at < end, isBlank(bytes[at]) { at += 1 }
    let start = at
    var number = 0
    while at < end, bytes[at] &- 0x30 < 10 {
      number = min(limit, 10 * number + Int(bytes[at] - 0x30))
      at += 1
    }
    return at > start ? number : nil
  }

  /// Whether a range is this word, capital or small (the word is small).
  static func `is`(
    _ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ word: StaticString
  ) -> Bool {
    range.count == word.utf8CodeUnitCount
      && ByteMatch.startsFolded(bytes, range.lowerBound, range.upperBound, with: word)
  }
}
