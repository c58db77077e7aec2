/// Converts byte offsets of a UTF-8 text to counts of Unicode code points.
///
/// Holds the count at every 64th byte. Complexity: O(n) to build, O(1) a look-up (at most 64 bytes
/// are read); for ASCII texts nothing is stored and the offset is the count.
struct CodePointIndex {
  private let bytes: [UInt8]
  private var marks: [Int32]
  let isASCII: Bool
  let count: Int

  init(_ text: [UInt8]) {
    bytes = text
    var marks: [Int32] = []
    marks.reserveCapacity(text.count / 64 + 2)
    let bytes = text.span
    let total = bytes.count
    var seen: Int32 = 0
    var at = 0
    while at < total {
      marks.append(seen)
      let end = min(at + 64, total)
      seen += Int32(ByteScan.codePoints(bytes, at, end))
      at = end
    }
    marks.append(seen)
    isASCII = Int(seen) == total
    count = Int(seen)
    self.marks = marks
  }

  /// Code points before the byte at `offset` (clamped to the text).
  @inline(__always)
  func codePoints(before offset: Int) -> Int {
    if isASCII { return offset }
    let clamped = min(max(offset, 0), bytes.count)
    let block = clamped >> 6
    return Int(marks[block]) + ByteScan.codePoints(bytes.span, block << 6, clamped)
  }
}
