/// A stretch of Chinese as folded scalars, each with its place in the text.
struct HanText {
  private(set) var scalars: [UInt32] = []
  /// The same scalars unfolded: readings belong to the form that is written.
  private(set) var original: [UInt32] = []
  /// Byte offset of each scalar, and of the end.
  private(set) var offsets: [Int32] = []

  /// Reads `start..<end`, blanks left out. Complexity: O(n).
  mutating func read(_ text: [UInt8], _ start: Int, _ end: Int, _ han: HanTable) {
    // The locals own the buffers meanwhile; there are no more scalars than bytes.
    var (scalars, original, offsets) = (self.scalars, self.original, self.offsets)
    (self.scalars, self.original, self.offsets) = ([], [], [])
    scalars.removeAll(keepingCapacity: true)
    original.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    let bytes = text.span
    let room = max(0, end - start) + 1
    scalars.append(addingCapacity: room) { folded in
      original.append(addingCapacity: room) { written in
        offsets.append(addingCapacity: room) { places in
          var at = start
          while at < end {
            let lead = bytes[at]
            if UTF8Scan.leadsIdeograph(lead), at &+ 3 <= bytes.count {
              let scalar = UTF8Scan.triple(bytes, at)
              folded.append(han.fold(scalar))
              written.append(scalar)
              places.append(Int32(truncatingIfNeeded: at))
              at &+= 3
              continue
            }
            let scalar = UTF8Scan.scalar(bytes, at: at)
            if scalar.value != 0x20 {
              folded.append(PartLexicon.fold(scalar.value, han))
              written.append(scalar.value)
              places.append(Int32(truncatingIfNeeded: at))
            }
            at += scalar.length
          }
          places.append(Int32(truncatingIfNeeded: end))
        }
      }
    }
    (self.scalars, self.original, self.offsets) = (scalars, original, offsets)
  }

  var count: Int { scalars.count }

  static func isHan(_ scalar: UInt32) -> Bool {
    scalar >= 0x3400 && scalar <= 0x9FFF || scalar == 0x3007
      || scalar >= 0x20000 && scalar < 0x32000
      || scalar >= 0xE000 && scalar <= 0xF8FF || scalar == 0x3005
  }

  /// • · ‧ ・ － in names of foreign origin.
  static func isDot(_ scalar: UInt32) -> Bool {
    scalar == 0xB7 || scalar == 0x2022 || scalar == 0x2027 || scalar == 0x30FB || scalar == 0xFF0E
  }
}
