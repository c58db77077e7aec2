/// Where bytes are not UTF-8 (Unicode 15.0, table 3-7; maximal subparts as in W3C and Python).
struct UTF8Validation {
  /// Malformed stretches, in order, each the maximal subpart of an ill-formed sequence.
  private(set) var malformed: [Range<Int>] = []
  /// Well-formed sequences of two bytes or more.
  private(set) var multibyteCount = 0

  /// Complexity: O(n); eight ASCII bytes a step.
  init(_ source: [UInt8]) {
    let bytes = source.span
    let count = bytes.count
    var at = 0
    while at < count {
      let lead = bytes[at]
      if lead < 0x80 {
        at = ByteScan.skip(bytes, at + 1, count) { $0 .>= ByteScan.Lanes(repeating: 0x80) }
        continue
      }
      // The common leads of three bytes, which any two further bytes 10xxxxxx may follow.
      let begun = at
      while at + 4 <= count {
        // In bounds by the condition.
        let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)
          .littleEndian
        guard word & 0xC0_C0F0 == 0x80_80E0, word & 0xF != 0, word & 0xF != 0xD else { break }
        at += 3
      }
      if at > begun {
        multibyteCount += (at - begun) / 3
        continue
      }
      if lead >= 0xE0, lead < 0xF0, at + 3 <= count {
        let second = bytes[at + 1]
        let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
        let high: UInt8 = lead == 0xED ? 0x9F : 0xBF
        if second >= low, second <= high, bytes[at + 2] & 0xC0 == 0x80 {
          multibyteCount += 1
          at += 3
          continue
        }
      }
      let length = Self.sequence(bytes, at)
      if length > 0 {
        multibyteCount += 1
        at += length
      } else {
        malformed.append(at..<(at - length))
        at -= length
      }
    }
  }

  /// Length of the well-formed sequence at `at`, or minus the length of the ill-formed subpart.
  private static func sequence(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    let lead = bytes[at]
    let (needed, low, high): (Int, UInt8, UInt8)
    switch lead {
    case 0xC2...0xDF: (needed, low, high) = (1, 0x80, 0xBF)
    case 0xE0: (needed, low, high) = (2, 0xA0, 0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: (needed, low, high) = (2, 0x80, 0xBF)
    case 0xED: (needed, low, high) = (2, 0x80, 0x9F)
    case 0xF0: (needed, low, high) = (3, 0x90, 0xBF)
    case 0xF1...0xF3: (needed, low, high) = (3, 0x80, 0xBF)
    case 0xF4: (needed, low, high) = (3, 0x80, 0x8F)
    default: return -1
    }
    var taken = 1
    while taken <= needed {
      guard at + taken < bytes.count else { return -taken }
      let byte = bytes[at + taken]
      let fits = taken == 1 ? byte >= low && byte <= high : byte & 0xC0 == 0x80
      if !fits { return -taken }
      taken += 1
    }
    return taken
  }
}
