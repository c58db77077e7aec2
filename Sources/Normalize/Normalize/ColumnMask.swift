/// Which display columns (0..<256) of a stretch of lines hold content: one bit a column.
struct ColumnMask {
  static let width: Int32 = 256
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  private static func bits(_ from: Int32, _ to: Int32, word: Int32) -> UInt64 {
    let low = max(0, from - 64 * word)
    let high = min(64, to - 64 * word)
    guard low < high else { return 0 }
    return (high - low == 64 ? ~0 : (1 << UInt64(high - low)) - 1) << UInt64(low)
  }

  mutating func insert(_ from: Int32, _ to: Int32) {
    words.0 |= Self.bits(from, to, word: 0)
    words.1 |= Self.bits(from, to, word: 1)
    words.2 |= Self.bits(from, to, word: 2)
    words.3 |= Self.bits(from, to, word: 3)
  }

  func contains(_ column: Int32) -> Bool {
    let bit = UInt64(1) << UInt64(column & 63)
    switch column >> 6 {
    case 0: return words.0 & bit != 0
    case 1: return words.1 & bit != 0
    case 2: return words.2 & bit != 0
    case 3: return words.3 & bit != 0
    default: return false
    }
  }

  func union(_ other: ColumnMask) -> ColumnMask {
    var result = self
    result.words.0 |= other.words.0
    result.words.1 |= other.words.1
    result.words.2 |= other.words.2
    result.words.3 |= other.words.3
    return result
  }

  /// The empty stretches at least `floor` columns wide with content on both sides.
  func gutters(floor: Int32) -> [Range<Int32>] {
    var result: [Range<Int32>] = []
    var column: Int32 = 0
    while column < Self.width, !contains(column) { column += 1 }
    var begun: Int32 = -1
    while column < Self.width {
      if contains(column) {
        if begun >= 0, column - begun >= floor { result.append(begun..<column) }
        begun = -1
      } else if begun < 0 {
        begun = column
      }
      column += 1
    }
    return result
  }
}
