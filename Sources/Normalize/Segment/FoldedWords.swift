/// A few words in lower case that a stretch is searched for whatever its case.
struct FoldedWords: Sendable, ExpressibleByArrayLiteral {
  private let words: [StaticString]
  /// A bit for the last six bits of each of the first two bytes of a word.
  private var starts = [UInt64](repeating: 0, count: 64)

  /// Words of two bytes at least.
  init(arrayLiteral elements: StaticString...) {
    words = elements
    for word in elements {
      let slot = word.withUTF8Buffer { unsafe Self.slot($0[0], $0[1]) }
      starts[slot >> 6] |= 1 << UInt64(slot & 63)
    }
  }

  @inline(__always)
  private static func slot(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 63) << 6 | Int(second & 63)
  }

  /// One of the words stands in `from..<end`.
  ///
  /// Complexity: O(range), and the words where one begins with the same two bytes.
  func isFound(in bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int) -> Bool {
    let end = min(end, bytes.count)
    guard from + 1 < end else { return false }
    for at in from..<(end - 1) {
      let first = bytes[at]
      // No word begins inside a code point.
      if first & 0xC0 == 0x80 { continue }
      let slot = Self.slot(ByteMatch.fold(first), ByteMatch.fold(bytes[at + 1]))
      guard starts[slot >> 6] &>> UInt64(slot & 63) & 1 != 0 else { continue }
      for word in words where ByteMatch.startsFolded(bytes, at, end, with: word) { return true }
    }
    return false
  }
}
