/// Forms whose cost must stay linear: each doubles with its count.
public enum HardCase: String, CaseIterable, Sendable {
  case openBrackets, openQuotes, openTitles, nestedBrackets, pairs, stars, starredLines, marks
  case spacedHan, scriptsInTurn, oneLongEnglishLine, oneLongChineseLine, shortLines, columns, tabs
  case blankLines, formFeeds, combiningMarks, hyphens, leaders, pageNumbers, notices, definitions
  case capitals, commas, malformed, quotes, digits, joiningLines, rows
  case nestedElements, unclosedFonts, nestedTables, cells, references, hiddenElements, openTags,
    links
  case misread, misreadTwice, ampersands, escapes, rareHan, privateUse

  /// A text that repeats the form `count` times.
  public func make(_ count: Int) -> [UInt8] {
    if self == .malformed { return (0..<2 * count).map { $0 % 2 == 0 ? 0xE4 : 0xB8 } }
    return Array(text(count).utf8)
  }

  private func text(_ count: Int) -> String {
    switch self {
    case .openBrackets: repeating("(", count)
    case .openQuotes: repeating("\u{201C}", count)
    case .openTitles: repeating("\u{300A}", count)
    case .nestedBrackets: repeating("(\u{FF08}", count) + repeating("\u{FF09})", count)
    case .pairs:
      repeating("Nanjing Co., Ltd.* (\u{5357}\u{4EAC}\u{6709}\u{9650}\u{516C}\u{53F8}) ", count)
    case .stars: repeating("*", count)
    case .starredLines: repeating("* x\n", count)
    case .marks: repeating("A* B# C^ ", count)
    case .spacedHan: repeating("\u{9999} \u{6E2F} ", count)
    case .scriptsInTurn: repeating("a\u{9999}", count)
    case .oneLongEnglishLine: repeating("the Company and the Group ", count)
    case .oneLongChineseLine: repeating("\u{672C}\u{516C}\u{53F8}\u{80A1}\u{6771}", count)
    case .shortLines: repeating("ab\n", count)
    case .columns: repeating("The Board        \u{8463}\u{4E8B}\u{6703}\n", count)
    case .tabs: repeating("\t", count)
    case .blankLines: repeating("\n \n", count)
    case .formFeeds: repeating("x\u{0C}", count)
    case .combiningMarks: "a" + repeating("\u{0301}\u{0323}", count)
    case .hyphens: repeating("unau-\n", count)
    case .leaders: repeating(". ", count)
    case .pageNumbers: repeating("\u{2013} 2 \u{2013}\n\ntext\n\n", count)
    case .notices:
      repeating("Shareholders and potential investors should exercise caution. ", count)
    case .definitions:
      repeating("(the \u{201C}Company\u{201D}) \u{300C}\u{672C}\u{516C}\u{53F8}\u{300D} ", count)
    case .capitals: repeating("CHINA LEGEND HOLDINGS ", count)
    case .commas: repeating("A, B and C, ", count)
    case .malformed: ""
    case .quotes: repeating("\u{201C}A\u{201D} ", count)
    case .digits: repeating("1,234 ", count)
    case .joiningLines:
      "The board of the Company is pleased,\n" + repeating("A,\nB and C,\n", count)
    case .rows: repeating("Item     Amount     Year\n", count)
    case .nestedElements: "<html>" + repeating("<div><ul><li>a", count)
    case .unclosedFonts:
      "<html>" + (0..<count).reduce(into: "") { $0 += "<p><font size=\($1) hidden>a<b>b" }
    case .nestedTables: "<html>" + repeating("<table><tr><td>a<td>", count)
    case .cells:
      "<html><table><tr>" + repeating("<td colspan=9 rowspan=9>a<table><td>b</table>", count)
    case .references: "<html>" + repeating("&amp&#x96F2;&notanentity&&#", count)
    case .hiddenElements: "<html>" + repeating("<span hidden>a<i aria-hidden=true>b", count)
    case .openTags: "<html>" + repeating("<p <a href='", count)
    case .misread: repeating("Ã©å\u{8D}\u{97}", count)
    case .misreadTwice: repeating("Ã\u{83}Â©", count) + repeating("鍗椾含浼", count)
    case .ampersands: "&" + repeating("amp;", count)
    case .escapes: repeating("\\u005c", count) + repeating("u005c", count)
    case .rareHan: repeating("鐨\u{9F98}齉", count)
    case .privateUse: repeating("\u{E000}\u{F325}陳", count)
    case .links: "<html>" + repeating("<ul class=nav><a href=x>a<script>", count)
    }
  }

  private func repeating(_ part: String, _ count: Int) -> String {
    String(repeating: part, count: count)
  }
}
