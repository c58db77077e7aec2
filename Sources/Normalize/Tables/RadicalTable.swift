/// Radicals used as ideographs: U+2E80...U+2FD5 to the unified ideograph each stands for.
///
/// Source: EquivalentUnifiedIdeograph.txt of the Unicode Character Database, in `radicals.tsv`.
enum RadicalTable {
  private static let table: [UInt16] = {
    var result = [UInt16](repeating: 0, count: 0x160)
    for row in DataFile.rows("radicals.tsv") where row.count >= 2 {
      guard let radical = row[0].hexadecimal, let ideograph = row[1].hexadecimal,
        (0x2E80..<0x2FE0).contains(radical), ideograph < 0x10000
      else { continue }
      result[radical - 0x2E80] = UInt16(ideograph)
    }
    return result
  }()

  /// The ideograph, or nil where the radical has none.
  static func ideograph(of scalar: UInt32) -> UInt32? {
    guard (0x2E80..<0x2FE0).contains(scalar) else { return nil }
    let found = table[Int(scalar - 0x2E80)]
    return found == 0 ? nil : UInt32(found)
  }
}
