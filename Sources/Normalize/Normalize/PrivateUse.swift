/// Private-use code points that Windows and old tables have for ideographs of Hong Kong (HKSCS).
///
/// Windows reads a pair of Big5 that it does not know as a private-use code point, in the order of the pairs (code page
/// 950). What the pair is by the Encoding Standard says what was written. Only behind an ideograph and before
/// another one or a Chinese mark: fonts use the same code points for bullets, digits and signs. Left alone: U+F634 and above, where Adobe's fonts have digits.
enum PrivateUse {
  /// Code points that may be one.
  static let candidates: Range<UInt32> = 0xE000..<0xF634

  /// The first code point and the lead byte of each range of pairs.
  private static let ranges: [(first: UInt32, lead: UInt32)] = [
    (0xEEB8, 0x81), (0xE311, 0x8E), (0xE000, 0xFA),
  ]
  private static let pairsPerLead: UInt32 = 157

  /// The ideograph, nil where the pair is none.
  static func ideograph(_ scalar: UInt32) -> UInt32? {
    guard candidates.contains(scalar), let range = ranges.first(where: { $0.first <= scalar })
    else {
      return nil
    }
    let number = scalar - range.first
    let lead = range.lead + number / pairsPerLead
    let trail = number % pairsPerLead
    guard lead <= 0xFE,
      let found = HanCodes.big5.scalar(
        UInt8(lead), UInt8(truncatingIfNeeded: trail < 63 ? 0x40 + trail : 0x62 + trail)),
      found >= 0x3400 && found <= 0x9FFF || found >= 0x20000
    else { return nil }
    return found
  }

  /// Whether Chinese follows what stands at `at`, other private-use code points passed over.
  static func isBeforeChinese(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    var at = at
    for _ in 0..<8 where at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      if !candidates.contains(scalar.value) {
        let kind = ScalarClassTable.shared[scalar.value]
        return kind == .han || kind.isCJKPunctuation
      }
      at += max(1, scalar.length)
    }
    return false
  }
}
