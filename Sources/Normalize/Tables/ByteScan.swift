/// Steps over bytes, sixteen at a time, to the first one that a test picks out.
///
/// The tests are lane-wise comparisons: the loop costs about an instruction a byte.
package enum ByteScan {
  package typealias Lanes = SIMD16<UInt8>
  package typealias Mask = SIMDMask<SIMD16<Int8>>

  /// The number of bytes that a step reads, with the one behind them.
  static let width = 17

  /// The first byte from `at` on that `test` picks, or a place less than sixteen bytes before `end`
  /// from where the caller looks byte by byte. `end` may lie beyond the bytes: a caller that adds
  /// ``width`` to its end, and takes what lies behind that for nothing, looks at no byte by itself.
  @inline(__always)
  static func skip(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int, _ test: (Lanes) -> Mask
  ) -> Int {
    var at = at
    let last = min(end, bytes.count) - 16
    guard at >= 0 else { return at }
    while at <= last {
      // In bounds: sixteen bytes from `at` on end by `last + 16`, and any bytes are lanes.
      let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: Lanes.self)
      let hit = index(test(lanes))
      if hit < 16 { return at &+ hit }
      at &+= 16
    }
    return at
  }

  /// `skip` for a test of each byte and the one behind it.
  @inline(__always)
  static func skipPairs(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int, _ test: (Lanes, Lanes) -> Mask
  ) -> Int {
    var at = at
    let last = min(end, bytes.count) - 17
    guard at >= 0 else { return at }
    while at <= last {
      // In bounds: seventeen bytes from `at` on end by `last + 17`, and any bytes are lanes.
      let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: Lanes.self)
      let behind = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &+ 1, as: Lanes.self)
      let hit = index(test(lanes, behind))
      if hit < 16 { return at &+ hit }
      at &+= 16
    }
    return at
  }

  /// Behind the last byte of `from..<at` that `test` picks, or a place less than sixteen bytes
  /// behind `from` from where the caller looks byte by byte.
  @inline(__always)
  static func skipBack(
    _ bytes: borrowing Span<UInt8>, _ from: Int, _ at: Int, _ test: (Lanes) -> Mask
  ) -> Int {
    var at = min(at, bytes.count)
    let first = max(0, from) + 16
    while at >= first {
      // In bounds: sixteen bytes before `at`, and any bytes are lanes.
      let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &- 16, as: Lanes.self)
      // A mask has all bits of a lane set or none.
      let hits = unsafe unsafeBitCast(test(lanes), to: SIMD2<UInt64>.self)
      let high = hits[1].littleEndian
      if high != 0 { return at &- high.leadingZeroBitCount >> 3 }
      let low = hits[0].littleEndian
      if low != 0 { return at &- 8 &- low.leadingZeroBitCount >> 3 }
      at &-= 16
    }
    return at
  }

  /// The first lane that is set, 16 where none is.
  @inline(__always)
  static func index(_ mask: Mask) -> Int {
    // A mask has all bits of a lane set or none.
    let hits = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    let low = hits[0].littleEndian
    if low != 0 { return low.trailingZeroBitCount >> 3 }
    let high = hits[1].littleEndian
    return high != 0 ? 8 &+ (high.trailingZeroBitCount >> 3) : 16
  }

  /// The first `byte` of `at..<end`, or `end`.
  package static func first(
    _ byte: UInt8, _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int
  ) -> Int {
    let end = min(end, bytes.count)
    var at = skip(bytes, at, end) { $0 .== Lanes(repeating: byte) }
    while at < end, bytes[at] != byte { at += 1 }
    return at
  }

  /// Behind the last `byte` of `from..<at`, or `from`.
  package static func behindLast(
    _ byte: UInt8, _ bytes: borrowing Span<UInt8>, _ from: Int, _ at: Int
  ) -> Int {
    let from = max(0, from)
    var at = min(at, bytes.count)
    while at &- 8 >= from {
      // In bounds by the condition. A byte that is equal becomes 0, and only such has a bit then.
      let word =
        unsafe bytes.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: at &- 8, as: UInt64.self
        ).littleEndian ^ (0x0101_0101_0101_0101 &* UInt64(byte))
      let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      let equal = ~((word & low) &+ low | word | low)
      if equal != 0 { return at &- equal.leadingZeroBitCount >> 3 }
      at &-= 8
    }
    while at > from, bytes[at &- 1] != byte { at &-= 1 }
    return max(from, at)
  }

  /// The first quotation mark, backslash or control code of a JSON string from `at` on, or the end.
  package static func stringStop(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    let end = bytes.count
    var at = skip(bytes, at, end) {
      ($0 .< Lanes(repeating: 0x20)) .| ($0 .== Lanes(repeating: 0x22))
        .| ($0 .== Lanes(repeating: 0x5C))
    }
    while at < end, bytes[at] >= 0x20, bytes[at] != 0x22, bytes[at] != 0x5C { at += 1 }
    return at
  }

  /// A hash of the bytes `from..<to`, eight at a time.
  static func hash(_ bytes: borrowing Span<UInt8>, _ from: Int, _ to: Int) -> UInt64 {
    let to = min(to, bytes.count)
    var at = max(0, from)
    var hash = UInt64(truncatingIfNeeded: to &- at)
    while at &+ 8 <= to {
      // In bounds by the condition.
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: UInt64.self
      ).littleEndian
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      at &+= 8
    }
    while at < to {
      hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01B3
      at &+= 1
    }
    return TextHash.mix(hash)
  }

  /// How many lanes are set.
  @inline(__always)
  static func count(_ mask: Mask) -> Int {
    // A mask has all bits of a lane set or none.
    let words = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    let ones = (words[0] & 0x0101_0101_0101_0101) &+ (words[1] & 0x0101_0101_0101_0101)
    return Int((ones &* 0x0101_0101_0101_0101) >> 56)
  }

  /// Number of ASCII letters in `at..<end`.
  package static func letters(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    let first = Lanes(repeating: 0x61)
    return count(bytes, at, end) { (($0 | Lanes(repeating: 0x20)) &- first) .< 26 }
  }

  /// Number of bytes beyond ASCII in `at..<end`.
  package static func high(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    count(bytes, at, end) { $0 .>= Lanes(repeating: 0x80) }
  }

  /// How often `byte` stands in the bytes.
  package static func count(_ byte: UInt8, _ bytes: borrowing Span<UInt8>) -> Int {
    count(bytes, 0, bytes.count) { $0 .== Lanes(repeating: byte) }
  }

  /// Number of code points in `at..<end`, whose first byte begins one.
  static func codePoints(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    // A byte 10xxxxxx goes on, any other begins a code point.
    max(0, min(end, bytes.count) - max(0, at))
      - count(bytes, at, end) { ($0 & Lanes(repeating: 0xC0)) .== Lanes(repeating: 0x80) }
  }

  /// How many bytes of `at..<end` a test picks.
  @inline(__always)
  private static func count(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int, _ test: (Lanes) -> Mask
  ) -> Int {
    var at = max(0, at)
    let end = min(end, bytes.count)
    var count = 0
    while at &+ 16 <= end {
      // Fewer than 255 steps fill no lane, and fifteen no sum of eight lanes.
      var lanes = Lanes()
      var left = 15
      while left > 0, at &+ 16 <= end {
        // In bounds by the condition.
        let next = unsafe bytes.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: at, as: Lanes.self)
        // A lane of a mask that is set is -1.
        lanes = unsafe lanes &- unsafeBitCast(test(next), to: Lanes.self)
        at &+= 16
        left &-= 1
      }
      let sums = unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self) &* 0x0101_0101_0101_0101
      count &+= Int(sums[0] >> 56) &+ Int(sums[1] >> 56)
    }
    while at < end {
      // The first lane is the byte.
      count &+= test(Lanes(repeating: bytes[at]))[0] ? 1 : 0
      at &+= 1
    }
    return count
  }
}
