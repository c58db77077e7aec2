/// Writes JSON into a byte buffer: strings escaped as RFC 8259 asks and no more, numbers plainly.
struct JSONWriter {
  private(set) var bytes: [UInt8]

  init(reusing bytes: consuming [UInt8] = []) {
    self.bytes = bytes
    self.bytes.removeAll(keepingCapacity: true)
  }

  @inline(__always) mutating func raw(_ byte: UInt8) { bytes.append(byte) }

  @inline(__always)
  mutating func raw(_ text: StaticString) {
    reserve(text.utf8CodeUnitCount)
    bytes.append(addingCapacity: text.utf8CodeUnitCount) { Self.raw(text, into: &$0) }
  }

  mutating func comma() { bytes.append(0x2C) }

  mutating func number(_ value: Int) {
    reserve(20)
    bytes.append(addingCapacity: 20) { Self.number(value, into: &$0) }
  }

  /// Two numbers and what stands around them, at the cost of one check for room.
  @inline(__always)
  mutating func numbers(
    _ lead: StaticString, _ first: Int, _ middle: StaticString, _ second: Int,
    _ tail: StaticString
  ) {
    let room =
      40 + lead.utf8CodeUnitCount + middle.utf8CodeUnitCount + tail.utf8CodeUnitCount
    reserve(room)
    bytes.append(addingCapacity: room) { out in
      Self.raw(lead, into: &out)
      Self.number(first, into: &out)
      Self.raw(middle, into: &out)
      Self.number(second, into: &out)
      Self.raw(tail, into: &out)
    }
  }

  /// A number of sixteen hexadecimal digits, in quotes.
  mutating func hexadecimal(_ value: UInt64) {
    reserve(18)
    bytes.append(addingCapacity: 18) { out in
      out.append(0x22)
      var shift: UInt64 = 64
      while shift > 0 {
        shift -= 4
        out.append(Self.hex(UInt8(truncatingIfNeeded: value >> shift & 15)))
      }
      out.append(0x22)
    }
  }

  /// Room for `count` more bytes; the room doubles, whatever a single append asks for.
  @inline(__always)
  private mutating func reserve(_ count: Int) {
    if bytes.capacity - bytes.count < count {
      bytes.reserveCapacity(2 * bytes.capacity + count + 256)
    }
  }

  @inline(__always)
  private static func raw(_ text: StaticString, into out: inout OutputSpan<UInt8>) {
    let count = text.utf8CodeUnitCount
    guard out.freeCapacity >= count else { return }
    unsafe out.withUnsafeMutableBufferPointer { buffer, length in
      guard let base = buffer.baseAddress else { return }
      // In bounds: there is room for `count` bytes behind the `length` that are there, and a static
      // string is `count` bytes long.
      unsafe UnsafeMutableRawPointer(base + length).copyMemory(
        from: text.utf8Start, byteCount: count)
      length += count
    }
  }

  /// Appends at most 20 digits.
  @inline(__always)
  private static func number(_ value: Int, into out: inout OutputSpan<UInt8>) {
    var rest = value.magnitude
    if value < 0 { out.append(0x2D) }
    if rest < 10 { return out.append(0x30 + UInt8(truncatingIfNeeded: rest)) }
    if rest < 100_000_000 {
      // The digits as bytes of one number, the first in the lowest.
      var digits: UInt64 = 0
      var count = 0
      var small = UInt32(truncatingIfNeeded: rest)
      while small > 0 {
        digits = digits << 8 | UInt64(0x30 + small % 10)
        small /= 10
        count += 1
      }
      for _ in 0..<count {
        out.append(UInt8(truncatingIfNeeded: digits))
        digits >>= 8
      }
      return
    }
    var divisor: UInt = 10
    while divisor <= rest / 10 { divisor *= 10 }
    while divisor > 0 {
      out.append(0x30 + UInt8(truncatingIfNeeded: rest / divisor))
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

  /// The escaped content of a string, without quotes. Complexity: O(n), copying plain stretches.
  mutating func content(_ text: ArraySlice<UInt8>) { content(text.span) }

  private mutating func content(_ span: borrowing Span<UInt8>) {
    let end = span.count
    var copied = 0
    var at = 0
    while true {
      at = ByteScan.stringStop(span, at)
      guard at < end else { break }
      copy(span, copied, at)
      escape(span[at])
      at += 1
      copied = at
    }
    copy(span, copied, end)
  }

  @inline(__always)
  private mutating func copy(_ span: borrowing Span<UInt8>, _ from: Int, _ to: Int) {
    guard from < to else { return }
    unsafe span.extracting(from..<to).withUnsafeBufferPointer {
      unsafe bytes.append(contentsOf: $0)
    }
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

  mutating func string(_ text: String) {
    bytes.append(0x22)
    content(text.utf8.span)
    bytes.append(0x22)
  }

  mutating func stringOrNull(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  mutating func stringOrNull(_ text: [UInt8]) {
    if text.isEmpty { raw("null") } else { string(text[...]) }
  }
}
