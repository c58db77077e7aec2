/// Writes JSON into a byte buffer: strings escaped as RFC 8259 asks and no more, numbers plainly.
struct JSONWriter {
  private(set) var bytes: [UInt8]

  init(reusing bytes: consuming [UInt8] = []) {
    self.bytes = bytes
    self.bytes.removeAll(keepingCapacity: true)
  }

  @inline(__always) mutating func raw(_ byte: UInt8) { bytes.append(byte) }

  mutating func raw(_ text: StaticString) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func comma() { bytes.append(0x2C) }

  mutating func number(_ value: Int) {
    if value < 0 {
      bytes.append(0x2D)
      return number(-value)
    }
    if value < 10 { return bytes.append(0x30 + UInt8(truncatingIfNeeded: value)) }
    var divisor = 10
    while divisor <= value / 10 { divisor *= 10 }
    var rest = value
    while divisor > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  /// A number between 0 and 1 with two decimals.
  mutating func fraction(_ hundredths: Int) {
    if hundredths >= 100 { return raw("1.0") }
    raw("0.")
    raw(0x30 + UInt8(truncatingIfNeeded: hundredths / 10))
    raw(0x30 + UInt8(truncatingIfNeeded: hundredths % 10))
  }

  private static let escaped: [Bool] = (0..<256).map { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }

  /// The escaped content of a string, without quotes. Complexity: O(n), copying plain stretches.
  mutating func content(_ text: ArraySlice<UInt8>) {
    let table = Self.escaped.span
    var copied = text.startIndex
    var at = text.startIndex
    let end = text.endIndex
    while at < end {
      let byte = text[at]
      if table[Int(byte)] {
        bytes.append(contentsOf: text[copied..<at])
        escape(byte)
        copied = at + 1
      }
      at += 1
    }
    bytes.append(contentsOf: text[copied..<end])
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22: bytes.append(0x22)
    case 0x5C: bytes.append(0x5C)
    case 0x0A: bytes.append(0x6E)
    case 0x09: bytes.append(0x74)
    case 0x0D: bytes.append(0x72)
    default:
      raw("u00")
      bytes.append(Self.hex(byte >> 4))
      bytes.append(Self.hex(byte & 15))
    }
  }

  static func hex(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x57 + nibble }

  mutating func string(_ text: ArraySlice<UInt8>) {
    bytes.append(0x22)
    content(text)
    bytes.append(0x22)
  }

  mutating func string(_ text: [UInt8]) { string(text[...]) }
  mutating func string(_ text: String) { string(Array(text.utf8)[...]) }

  mutating func stringOrNull(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  mutating func stringOrNull(_ text: [UInt8]) {
    if text.isEmpty { raw("null") } else { string(text[...]) }
  }
}
