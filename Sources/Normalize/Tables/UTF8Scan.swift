/// Decoding steps over bytes that are known to be valid UTF-8. Every index is bounds-checked by
/// `Span`; on bytes that were not valid the result is some scalar, never an access out of range.
enum UTF8Scan {
  /// The scalar that begins at `at` and its length in bytes (1...4).
  @inline(__always)
  static func scalar(_ bytes: borrowing Span<UInt8>, at: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(bytes[at])
    if lead < 0x80 { return (lead, 1) }
    let room = bytes.count - at
    if lead < 0xE0 {
      guard room >= 2 else { return (0xFFFD, room) }
      return ((lead & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F), 2)
    }
    if lead < 0xF0 {
      guard room >= 3 else { return (0xFFFD, room) }
      return (
        (lead & 0xF) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F), 3
      )
    }
    guard room >= 4 else { return (0xFFFD, room) }
    return (
      (lead & 0x7) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12 | UInt32(bytes[at + 2] & 0x3F) << 6
        | UInt32(bytes[at + 3] & 0x3F), 4
    )
  }

  /// The code point of three bytes that begins at `at`.
  @inline(__always)
  static func triple(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt32 {
    precondition(at >= 0 && at < bytes.count &- 2)
    // In bounds by the precondition, which checks the three places at once.
    let lead = unsafe bytes[unchecked: at]
    let second = unsafe bytes[unchecked: at &+ 1]
    let third = unsafe bytes[unchecked: at &+ 2]
    return UInt32(lead & 0xF) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
  }

  /// The code point of three bytes that begins at `at` and whether it is an ideograph, U+4000...U+9FFF;
  /// else the value says nothing. The caller has four bytes from `at` on, which is not negative.
  @inline(__always)
  static func ideograph(
    _ bytes: borrowing Span<UInt8>, _ at: Int
  ) -> (value: UInt32, isIdeograph: Bool) {
    assert(at >= 0 && at <= bytes.count &- 4)
    // In bounds: the caller has checked it.
    let word = unsafe bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: at, as: UInt32.self
    ).littleEndian
    return (
      word << 12 & 0xF000 | word >> 2 & 0xFC0 | word >> 16 & 0x3F,
      leadsIdeograph(UInt8(truncatingIfNeeded: word))
    )
  }

  /// The lead byte of three that are an ideograph, U+4000...U+9FFF, as nearly everything in Chinese
  /// names is.
  @inline(__always)
  static func leadsIdeograph(_ byte: UInt8) -> Bool { byte &- 0xE4 < 6 }

  @inline(__always)
  static func scalar(_ bytes: [UInt8], at: Int) -> (value: UInt32, length: Int) {
    scalar(bytes.span, at: at)
  }

  @inline(__always)
  static func scalar(_ bytes: [UInt8], before end: Int) -> (value: UInt32, length: Int) {
    scalar(bytes.span, before: end)
  }

  /// The scalar that ends before `end` and its length in bytes.
  @inline(__always)
  static func scalar(_ bytes: borrowing Span<UInt8>, before end: Int) -> (
    value: UInt32, length: Int
  ) {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80, end - start < 4 { start -= 1 }
    return (scalar(bytes, at: start).value, end - start)
  }

  /// Appends the UTF-8 of a scalar.
  @inline(__always)
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if scalar < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}
