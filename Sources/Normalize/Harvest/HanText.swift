/// A stretch of Chinese as folded scalars, each with its place in the text.
struct HanText {
  private(set) var scalars: [UInt32] = []
  /// The same scalars with their places, and the end of the text behind them.
  private var places: [Place] = []

  private struct Place {
    /// Unfolded: readings belong to the form that is written.
    var scalar: UInt32
    var offset: Int32
  }

  /// The scalar of this number as it is written.
  @inline(__always)
  func original(_ number: Int) -> UInt32 { places[number].scalar }

  /// Byte offset of a scalar, or of the end.
  @inline(__always)
  func offset(_ number: Int) -> Int { Int(places[number].offset) }

  /// Reads `start..<end`, blanks left out. Complexity: O(n).
  mutating func read(_ text: [UInt8], _ start: Int, _ end: Int, _ han: HanTable) {
    // The locals own the buffers meanwhile; there are no more scalars than bytes.
    var (scalars, places) = (self.scalars, self.places)
    (self.scalars, self.places) = ([], [])
    scalars.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    let bytes = text.span
    let end = min(end, bytes.count)
    let room = max(0, end - start) + 1
    scalars.append(addingCapacity: room) { folded in
      places.append(addingCapacity: room) { written in
        // In bounds: each code point has a byte at least, and there is room for one more place than
        // the stretch has bytes.
        unsafe folded.withUnsafeMutableBufferPointer { folded, foldedCount in
          unsafe written.withUnsafeMutableBufferPointer { written, writtenCount in
            var count = 0
            var at = max(0, start)
            while at < end {
              let offset = Int32(truncatingIfNeeded: at)
              if at &+ 4 <= bytes.count {
                let (scalar, isIdeograph) = UTF8Scan.ideograph(bytes, at)
                if isIdeograph {
                  unsafe folded[count] = han.fold(scalar)
                  unsafe written[count] = Place(scalar: scalar, offset: offset)
                  count &+= 1
                  at &+= 3
                  continue
                }
              }
              let scalar = UTF8Scan.scalar(bytes, at: at)
              if scalar.value != 0x20 {
                unsafe folded[count] = PartLexicon.fold(scalar.value, han)
                unsafe written[count] = Place(scalar: scalar.value, offset: offset)
                count &+= 1
              }
              at &+= max(1, scalar.length)
            }
            unsafe written[count] = Place(scalar: 0, offset: Int32(truncatingIfNeeded: end))
            foldedCount = count
            writtenCount = count &+ 1
          }
        }
      }
    }
    (self.scalars, self.places) = (scalars, places)
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
