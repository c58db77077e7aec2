/// Running headers that set a company's two names side by side.
extension Furniture {
  /// Two cells, a name in Latin letters and one in ideographs without figures, of which one says that
  /// it is a company: `Orchid Harbour Holdings Limited      蘭港控股有限公司`.
  static func isBilingualName(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var gap = start
    while gap < end, text[gap] != 0x09,
      !(text[gap] == 0x20 && gap + 1 < end && text[gap + 1] == 0x20)
    {
      gap += 1
    }
    var right = gap
    while right < end, text[right] == 0x20 || text[right] == 0x09 { right += 1 }
    guard right < end, let first = script(text, start, gap), let second = script(text, right, end),
      first != second
    else { return false }
    return companies.contains { ByteMatch.findFolded(text.span, start, end, $0) != nil }
  }

  private enum Script { case latin, han }

  /// What a cell is in; nil where it has figures, both scripts, gaps, or too little for a name.
  private static func script(_ text: [UInt8], _ start: Int, _ end: Int) -> Script? {
    var (letters, ideographs, blanks) = (0, 0, 0)
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      at += scalar.length
      switch ScalarClassTable.shared[scalar.value] {
      case .upper, .lower: letters += 1
      case .han: ideographs += 1
      case .digit: return nil
      default: break
      }
      blanks = scalar.value == 0x20 ? blanks + 1 : 0
      if blanks > 1 || scalar.value == 0x09 { return nil }
    }
    if ideographs == 0, letters >= 8 { return .latin }
    return letters == 0 && ideographs >= 4 ? .han : nil
  }

  private static let companies: [StaticString] = [
    "limited", "ltd", "holdings", "corporation", "company", "group", "公司", "集團", "集团",
  ]
}
