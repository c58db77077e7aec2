/// Where bytes are not UTF-8 (Unicode 15.0, table 3-7; maximal subparts as in W3C and Python).
struct UTF8Validation {
  /// Malformed stretches, in order, each the maximal subpart of an ill-formed sequence, or a surrogate
  /// pair of CESU-8 (UTR #26) as a whole.
  private(set) var malformed: [Range<Int>] = []
  /// Well-formed sequences of two bytes or more.
  private(set) var multibyteCount = 0

  /// Complexity: O(n); eight ASCII bytes a step.
  init(_ source: [UInt8]) { self.init(source.span) }

  init(_ bytes: borrowing Span<UInt8>) {
    let count = bytes.count
    var at = 0
    (at, multibyteCount) = Self.plainPrefix(bytes)
    while at < count {
      let lead = bytes[at]
      if lead < 0x80 {
        at = ByteScan.skip(bytes, at + 1, count) { $0 .>= ByteScan.Lanes(repeating: 0x80) }
        continue
      }
      // The common leads of three bytes, which any two further bytes 10xxxxxx may follow: five
      // sequences at a time, then one.
      let begun = at
      while at &+ 16 <= count, Self.isFiveSequences(bytes, at) { at &+= 15 }
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
        // It says UTF-8 as clearly as two sequences beside it do.
        if length == -Self.pairLength { multibyteCount += 3 }
        at -= length
      }
    }
  }

  /// How many of the first bytes, and of their sequences of several, are whole sequences without any doubt, sixteen bytes a step: trails
  /// stand where the leads before want them and nowhere else, and no lead is one whose second byte
  /// must be looked at (E0, ED, F0 and above) or that is none (C0, C1).
  private static func plainPrefix(
    _ bytes: borrowing Span<UInt8>
  ) -> (bytes: Int, sequences: Int) {
    typealias Lanes = ByteScan.Lanes
    var at = 0
    var sequences = 0
    // Two bytes that stand before: the first step begins behind ASCII.
    while at < 2 { if at < bytes.count, bytes[at] < 0x80 { at += 1 } else { return (0, 0) } }
    while at &+ 16 <= bytes.count {
      // In bounds by the condition, as two bytes stand before `at`.
      let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: Lanes.self)
      let one = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &- 1, as: Lanes.self)
      let two = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &- 2, as: Lanes.self)
      if ByteScan.index((lanes | one | two) .>= Lanes(repeating: 0x80)) == 16 {
        at &+= 16
        continue
      }
      let isTrail = (lanes & Lanes(repeating: 0xC0)) .== Lanes(repeating: 0x80)
      let isWanted = (one .>= Lanes(repeating: 0xC0)) .| (two .>= Lanes(repeating: 0xE0))
      let isDoubtful =
        (lanes .>= Lanes(repeating: 0xF0)) .| (lanes .== Lanes(repeating: 0xE0))
        .| (lanes .== Lanes(repeating: 0xED))
        .| ((lanes & Lanes(repeating: 0xFE)) .== Lanes(repeating: 0xC0))
      if ByteScan.index((isTrail .^ isWanted) .| isDoubtful) < 16 { break }
      sequences &+= ByteScan.count(lanes .>= Lanes(repeating: 0xC0))
      at &+= 16
    }
    // A sequence that goes on behind is not whole: its lead is one of the last two bytes.
    if bytes[at &- 1] >= 0xC0 { return (at &- 1, sequences &- 1) }
    return bytes[at &- 2] >= 0xE0 ? (at &- 2, sequences &- 1) : (at, sequences)
  }

  /// The fifteen bytes at `at` are five sequences of three bytes whose lead is neither E0 nor ED.
  /// Sixteen bytes must stand there.
  @inline(__always)
  private static func isFiveSequences(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    typealias Lanes = ByteScan.Lanes
    // In bounds: the caller has sixteen bytes from `at` on.
    let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: Lanes.self)
    let isTrail = (lanes & Lanes(repeating: 0xC0)) .== Lanes(repeating: 0x80)
    let isLead =
      ((lanes & Lanes(repeating: 0xF0)) .== Lanes(repeating: 0xE0))
      .& (lanes .!= Lanes(repeating: 0xE0)) .& (lanes .!= Lanes(repeating: 0xED))
    let trails = unsafe unsafeBitCast(isTrail, to: SIMD2<UInt64>.self)
    let leads = unsafe unsafeBitCast(isLead, to: SIMD2<UInt64>.self)
    // Leads are bytes 0, 3, 6, 9 and 12; byte 15 is not asked.
    let isLow = (trails[0] | 0x00FF_0000_FF00_00FF) & (leads[0] | ~0x00FF_0000_FF00_00FF)
    let isHigh =
      (trails[1] | 0xFF00_00FF_0000_FF00) & (leads[1] | ~0x0000_00FF_0000_FF00)
    return isLow & isHigh == ~0
  }

  /// Bytes of a surrogate pair in CESU-8.
  static let pairLength = 6

  private static func isPair(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    at + pairLength <= bytes.count && bytes[at] == 0xED && bytes[at + 1] & 0xF0 == 0xA0
      && bytes[at + 2] & 0xC0 == 0x80 && bytes[at + 3] == 0xED && bytes[at + 4] & 0xF0 == 0xB0
      && bytes[at + 5] & 0xC0 == 0x80
  }

  /// The code point of a surrogate pair in CESU-8.
  static func pair(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    let units = bytes.map { UInt32($0) }
    guard units.count == pairLength else { return 0xFFFD }
    let high = (units[1] & 0xF) << 6 | units[2] & 0x3F
    return 0x10000 + (high << 10 | (units[4] & 0xF) << 6 | units[5] & 0x3F)
  }

  /// Length of the well-formed sequence at `at`, or minus the length of the ill-formed subpart.
  private static func sequence(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    let lead = bytes[at]
    let (needed, low, high): (Int, UInt8, UInt8)
    switch lead {
    case 0xC2...0xDF: (needed, low, high) = (1, 0x80, 0xBF)
    case 0xE0: (needed, low, high) = (2, 0xA0, 0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: (needed, low, high) = (2, 0x80, 0xBF)
    case 0xED:
      if isPair(bytes, at) { return -pairLength }
      (needed, low, high) = (2, 0x80, 0x9F)
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
