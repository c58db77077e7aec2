/// Converts byte offsets of a UTF-8 text to counts of Unicode code points.
///
/// Holds the count at every 16th byte. Complexity: O(n) to build, O(1) a look-up (two words are
/// read); for ASCII texts the offset is the count.
struct CodePointIndex {
  private let bytes: [UInt8]
  /// Code points before each block of sixteen bytes.
  private let marks: [Int32]
  let isASCII: Bool
  let count: Int

  init(_ text: [UInt8]) {
    bytes = text
    let total = text.count
    var seen: Int32 = 0
    marks = [Int32](capacity: total >> 4 + 1) { marks in
      let bytes = text.span
      var at = 0
      while at &+ 16 <= total {
        marks.append(seen)
        // In bounds by the condition.
        let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: at, as: SIMD2<UInt64>.self)
        let goesOn = Self.continuations(lanes[0]) &+ Self.continuations(lanes[1])
        seen &+= 16 &- Int32(truncatingIfNeeded: Self.sum(goesOn))
        at &+= 16
      }
      marks.append(seen)
      while at < total {
        seen &+= bytes[at] & 0xC0 != 0x80 ? 1 : 0
        at &+= 1
      }
    }
    isASCII = Int(seen) == total
    count = Int(seen)
  }

  /// One bit, the lowest, in each byte of the form 10xxxxxx.
  @inline(__always)
  private static func continuations(_ word: UInt64) -> UInt64 {
    word >> 7 & ~word >> 6 & 0x0101_0101_0101_0101
  }

  /// The sum of the bytes of a word, where it is less than 256.
  @inline(__always)
  private static func sum(_ word: UInt64) -> Int {
    Int((word &* 0x0101_0101_0101_0101) >> 56)
  }

  /// Code points before the byte at `offset` (clamped to the text).
  @inline(__always)
  func codePoints(before offset: Int) -> Int {
    if isASCII { return offset }
    let clamped = min(max(offset, 0), bytes.count)
    let block = clamped & ~15
    let rest = clamped & 15
    let before = Int(marks[clamped >> 4])
    if rest == 0 { return before }
    let span = bytes.span
    guard block &+ 16 <= span.count else {
      var seen = before
      for at in block..<clamped { seen &+= span[at] & 0xC0 != 0x80 ? 1 : 0 }
      return seen
    }
    // In bounds by the guard. A lane of a mask that is set is all bits.
    let lanes = unsafe span.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: block, as: ByteScan.Lanes.self)
    let counts =
      ((lanes & ByteScan.Lanes(repeating: 0xC0)) .== ByteScan.Lanes(repeating: 0x80))
      .& (ByteScan.Lanes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        .< ByteScan.Lanes(repeating: UInt8(truncatingIfNeeded: rest)))
    let words = unsafe unsafeBitCast(counts, to: SIMD2<UInt64>.self)
    let goesOn = (words[0] & 0x0101_0101_0101_0101) &+ (words[1] & 0x0101_0101_0101_0101)
    return before &+ rest &- Self.sum(goesOn)
  }
}
