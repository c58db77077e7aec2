/// Writes numbers and bytes of the run's journal.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func number(_ value: Int) { word(UInt64(bitPattern: Int64(value))) }

  /// LEB128.
  mutating func word(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func text(_ value: String) { data(Array(value.utf8)) }

  mutating func data(_ value: [UInt8]) {
    number(value.count)
    bytes.append(contentsOf: value)
  }
}

/// Reads what `ByteWriter` wrote; nil where the bytes end early.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var at: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  mutating func number() -> Int? { word().map { Int(Int64(bitPattern: $0)) } }

  mutating func word() -> UInt64? {
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

  mutating func text() -> String? { data().map { String(decoding: $0, as: UTF8.self) } }

  mutating func data() -> ArraySlice<UInt8>? {
    guard let count = number(), count >= 0, count <= bytes.endIndex - at else { return nil }
    defer { at += count }
    return bytes[at..<(at + count)]
  }
}
