/// A stretch of Chinese as folded scalars, each with its place in the text.
struct HanText {
  private(set) var scalars: [UInt32] = []
  /// The same scalars unfolded: readings belong to the form that is written.
  private(set) var original: [UInt32] = []
  /// Byte offset of each scalar, and of the end.
  private(set) var offsets: [Int32] = []

  /// Reads `start..<end`, blanks left out. Complexity: O(n).
  mutating func read(_ text: [UInt8], _ start: Int, _ end: Int, _ han: HanTable) {
    scalars.removeAll(keepingCapacity: true)
    original.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      if scalar.value != 0x20 {
        scalars.append(PartLexicon.fold(scalar.value, han))
        original.append(scalar.value)
        offsets.append(Int32(at))
      }
      at += scalar.length
    }
    offsets.append(Int32(end))
  }

  var count: Int { scalars.count }

  static func isHan(_ scalar: UInt32) -> Bool {
    scalar >= 0x3400 && scalar <= 0x9FFF || scalar == 0x3007 || scalar >= 0x20000 && scalar < 0x32000
      || scalar >= 0xE000 && scalar <= 0xF8FF || scalar == 0x3005
  }

  /// • · ‧ ・ － in names of foreign origin.
  static func isDot(_ scalar: UInt32) -> Bool {
    scalar == 0xB7 || scalar == 0x2022 || scalar == 0x2027 || scalar == 0x30FB || scalar == 0xFF0E
  }
}
