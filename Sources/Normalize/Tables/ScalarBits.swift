/// A set of code points below U+10000, a bit each. Those above are reported as contained, so that a
/// look-up that it guards is made.
struct ScalarBits: Sendable {
  private(set) var words = [UInt64](repeating: 0, count: 1024)

  init() {}

  /// The bits as they were written; too few of them are filled up with zeros.
  init(words: [UInt64]) {
    for index in 0..<min(words.count, self.words.count) { self.words[index] = words[index] }
  }

  mutating func insert(_ scalar: UInt32) {
    guard scalar < 0x10000 else { return }
    words[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63)
  }

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    scalar >= 0x10000 || words[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0
  }
}
