/// Writes numbers and bytes for files of our own: journals and stores.
///
/// Units: LEB128 numbers, strings with their count in front.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  package mutating func number(_ value: Int) { word(UInt64(bitPattern: Int64(value))) }

  package mutating func word(_ value: UInt64) {
    if value < 0x80 {
      bytes.append(UInt8(value))
      return
    }
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Eight bytes, the lowest first: for hashes, which LEB128 makes longer.
  package mutating func fixed(_ value: UInt64) {
    let little = value.littleEndian
    unsafe withUnsafeBytes(of: little) { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func fixed(_ values: [UInt64]) {
    number(values.count)
    for value in values { fixed(value) }
  }

  package mutating func text(_ value: String) { data(Array(value.utf8)) }

  package mutating func data(_ value: [UInt8]) {
    number(value.count)
    bytes.append(contentsOf: value)
  }

  /// The place of a word in a list that both sides know.
  package mutating func choice<Word: Equatable>(_ word: Word, of words: [Word]) {
    number(words.firstIndex(of: word) ?? 0)
  }
}

/// Reads what `ByteWriter` wrote; nil where the bytes end early or say what cannot be.
package struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var at: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  package mutating func number() -> Int? { word().map { Int(Int64(bitPattern: $0)) } }

  package mutating func word() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.endIndex, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  package mutating func fixed() -> UInt64? {
    guard bytes.endIndex - at >= 8 else { return nil }
    var value: UInt64 = 0
    for place in 0..<8 { value |= UInt64(bytes[at + place]) << UInt64(8 * place) }
    at += 8
    return value
  }

  package mutating func fixedList() -> [UInt64]? {
    guard let count = count(ofAtLeast: 8) else { return nil }
    var values: [UInt64] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = fixed() else { return nil }
      values.append(value)
    }
    return values
  }

  /// The number of things that follow, of so many bytes each at least; nil where they cannot.
  package mutating func count(ofAtLeast size: Int = 1) -> Int? {
    guard let count = number(), count >= 0, count <= (bytes.endIndex - at) / size else {
      return nil
    }
    return count
  }

  package mutating func text() -> String? { data().map { String(decoding: $0, as: UTF8.self) } }

  package mutating func data() -> ArraySlice<UInt8>? {
    guard let count = count() else { return nil }
    defer { at += count }
    return bytes[at..<(at + count)]
  }

  package mutating func choice<Word>(of words: [Word]) -> Word? {
    guard let place = number(), words.indices.contains(place) else { return nil }
    return words[place]
  }
}
