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
          fromUncheckedByteOffset: at, as: ByteScan.Lanes.self)
        seen &+= 16 &- Int32(truncatingIfNeeded: ByteScan.count(Self.goesOn(lanes)))
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

  /// The bytes of the form 10xxxxxx, with which a code point goes on.
  @inline(__always)
  private static func goesOn(_ lanes: ByteScan.Lanes) -> ByteScan.Mask {
    (lanes & ByteScan.Lanes(repeating: 0xC0)) .== ByteScan.Lanes(repeating: 0x80)
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
    // In bounds by the guard.
    let lanes = unsafe span.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: block, as: ByteScan.Lanes.self)
    let counted =
      (ByteScan.Lanes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        .< ByteScan.Lanes(repeating: UInt8(truncatingIfNeeded: rest)))
    return before &+ rest &- ByteScan.count(Self.goesOn(lanes) .& counted)
  }
}
