/// Comparisons of bytes with fixed words, in bounds for any position.
enum ByteMatch {
  /// `word` stands at `at` and ends by `end`.
  static func starts(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int, with word: StaticString
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at >= 0, at + count <= min(end, bytes.count) else { return false }
    // A static string lives as long as the process and is `count` bytes long.
    let start = unsafe word.utf8Start
    for index in 0..<count where unsafe start[index] != bytes[at + index] { return false }
    return true
  }

  /// `starts` for a word in lower case, whatever the case of the text.
  static func startsFolded(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int, with word: StaticString
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at >= 0, at + count <= min(end, bytes.count) else { return false }
    let start = unsafe word.utf8Start
    for index in 0..<count where unsafe start[index] != fold(bytes[at + index]) { return false }
    return true
  }

  /// `word` stands just before `end` and begins at `start` or later.
  static func ends(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, with word: StaticString
  ) -> Bool {
    let at = end - word.utf8CodeUnitCount
    return at >= start && starts(bytes, at, end, with: word)
  }

  /// Where `word` stands first in a range. Complexity: O(range × word), for short ranges.
  static func find(
    _ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int, _ word: StaticString
  ) -> Int? {
    let last = min(end, bytes.count) - word.utf8CodeUnitCount
    guard from >= 0, from <= last else { return nil }
    let first = unsafe word.utf8Start[0]
    guard word.utf8CodeUnitCount > 1 else {
      let at = ByteScan.first(first, bytes, from, last + 1)
      return at <= last ? at : nil
    }
    let second = unsafe word.utf8Start[1]
    var at = from
    while at <= last {
      at = ByteScan.skipPairs(bytes, at, last + ByteScan.width) { byte, next in
        (byte .== ByteScan.Lanes(repeating: first)) .& (next .== ByteScan.Lanes(repeating: second))
      }
      if at <= last, bytes[at] == first, starts(bytes, at, end, with: word) { return at }
      at += 1
    }
    return nil
  }

  /// `find` for a word in lower case, whatever the case of the text.
  static func findFolded(
    _ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int, _ word: StaticString
  ) -> Int? {
    let last = min(end, bytes.count) - word.utf8CodeUnitCount
    guard from >= 0, from <= last else { return nil }
    let first = unsafe word.utf8Start[0]
    for at in from...last
    where fold(bytes[at]) == first && startsFolded(bytes, at, end, with: word) {
      return at
    }
    return nil
  }

  /// `count` bytes of two texts are the same.
  @inline(__always)
  static func equals(
    _ one: borrowing Span<UInt8>, _ at: Int, _ other: borrowing Span<UInt8>, _ place: Int,
    _ count: Int
  ) -> Bool {
    guard at >= 0, place >= 0, at + count <= one.count, place + count <= other.count else {
      return false
    }
    var offset = 0
    while offset &+ 8 <= count {
      // In bounds of both by the guard and the condition.
      let left = unsafe one.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &+ offset, as: UInt64.self)
      let right = unsafe other.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: place &+ offset, as: UInt64.self)
      if left != right { return false }
      offset &+= 8
    }
    while offset < count {
      if one[at &+ offset] != other[place &+ offset] { return false }
      offset &+= 1
    }
    return true
  }

  /// The bytes at `at` are `word`, whatever the case of ASCII letters.
  static func equalsFolded(_ bytes: borrowing Span<UInt8>, _ at: Int, _ word: [UInt8]) -> Bool {
    guard at >= 0, at + word.count <= bytes.count else { return false }
    for index in word.indices where fold(bytes[at + index]) != fold(word[index]) { return false }
    return true
  }

  /// The byte behind the bracket that closes the one at `open`, if it ends by `limit`.
  static func bracketEnd(
    _ bytes: borrowing Span<UInt8>, _ open: Int, _ limit: Int
  ) -> Int? {
    var depth = 0
    var at = open
    let limit = min(limit, bytes.count)
    while at < limit {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
      if scalar.value == 0x28 || scalar.value == 0xFF08 { depth += 1 }
      if scalar.value == 0x29 || scalar.value == 0xFF09 {
        depth -= 1
        if depth == 0 { return at }
      }
    }
    return nil
  }

  @inline(__always)
  static func fold(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
