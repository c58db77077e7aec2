public import Normalize

/// What generated inputs are made from: the corpus in every encoding, the examples of the
/// boilerplate rules, and phrases that filings are full of.
public struct InputPool: Sendable {
  /// Whole filings, as they are and in other encodings.
  public let filings: [[UInt8]]
  /// The same filings in UTF-8 where they are valid UTF-8.
  public let texts: [[UInt8]]
  /// Pages in HTML, as they are and as UTF-8.
  public let pages: [[UInt8]]
  /// Lines of the filings, for texts put together anew.
  public let lines: [[UInt8]]
  /// Sentences that a rule removes, and sentences that no rule may remove.
  public let sentences: [[UInt8]]
  /// Texts for law 3 alone: sources of another cleaning.
  public let encodings: [String]

  static let targets = ["BIG5-HKSCS", "GB18030", "UTF-16LE", "UTF-16BE", "CP1252"]

  /// Reads the corpus. Complexity: O(corpus · encodings).
  public init(rules: RuleSet) {
    let sources = CorpusFiles.filings.map(\.bytes)
    let texts = sources.filter { String(validating: $0, as: UTF8.self) != nil }
    var filings = sources
    var known: [String] = []
    for target in Self.targets {
      guard let transcoder = Transcoder(to: target) else { continue }
      known.append(target)
      filings.append(contentsOf: texts.map { transcoder.encode($0) })
    }
    for text in texts.prefix(4) { filings.append([0xEF, 0xBB, 0xBF] + text) }
    self.filings = filings
    self.texts = texts
    pages = CorpusFiles.pages.map(\.bytes)
    encodings = known
    lines = texts.flatMap { text in
      text.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    }
    sentences = rules.rules.flatMap { rule in
      (rule.examples.yes + rule.examples.no).map { Array($0.utf8) }
    }
  }

  /// Markup, sound and broken.
  static let tags: [[UInt8]] = [
    "<p>", "</p>", "<br>", "<br/>", "<div>", "</div>", "<div hidden>", "<div class=\"nav menu\">",
    "<span style='display:none'>", "</span>", "<b>", "</b>", "<font size=2>", "</font>", "<table>",
    "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td colspan=3>", "<td rowspan=\"2\">", "<th>",
    "<caption>", "<tbody>", "</tbody>", "<ul>", "</ul>", "<ol type=i>", "</ol>", "<li>", "</li>",
    "<dl>", "<dt>", "<dd>", "</dl>", "<pre>", "</pre>", "<h1>", "</h1>", "<sup>", "</sup>",
    "<ruby>",
    "</ruby>", "<rt>", "</rt>", "<rp>", "<a href=/x>", "<a href='#y'>", "</a>", "<nav>", "</nav>",
    "<footer>", "</footer>", "<script>", "</script>", "<style>.x{display:none}", "</style>",
    "<title>", "</title>", "<!-- ", " -->", "<!doctype html>", "<html>", "</html>", "<body>",
    "</body>", "<head>", "<select>", "</select>", "<button>", "<svg>", "</svg>", "<textarea>",
    "<xmp>", "</xmp>", "<template>", "<noscript>", "</noscript>", "<p class=x>",
    "<i aria-hidden=true>",
    "<input type=hidden value=\"a>b\">", "<DOCUMENT>", "<TEXT>", "<![CDATA[", "]]>", "<?xml", "<",
    ">",
    "</", "<a href=\"", "'", "&", "&amp;", "&nbsp;", "&#x96F2;", "&#150;", "&#0;", "&#xD800;",
    "&#99999999999;", "&notit;", "&lt", "&#", "&bull;", "$", "(1)", "\n", " ", "\t",
  ].map { Array($0.utf8) }

  /// Building stones that are neither filing nor rule: brackets, marks, names, odd code points.
  static let atoms: [[UInt8]] = [
    "(", ")", "（", "）", "《", "》", "「", "」", "『", "』", "“", "”", "‘", "’", "[", "]", "〈", "〉",
    "*", "**", "* *", "\n* ", "#", "^", "⇥", "†", "1", "○", "二○二六年三月十三日", "13 March 2018",
    "（股份代號：1548）", "(Stock Code: 1548)", "Stock code : 328", "ＡＢ１２", "ＥＰＲＩＮＴ集團",
    "\u{200B}", "\u{00AD}", "\u{FEFF}", "\u{202E}", "\u{2060}", "\u{E000}", "\u{FFFD}", "\u{0301}",
    "\u{3099}", "\u{2028}", "\u{2029}", "\u{0085}", "\u{00A0}", "\u{3000}", "\u{FE30}", "\u{FFFE}",
    "\0", "\u{07}", "\u{1B}[0m", "\r", "\r\n", "\n", "\n\n", "\n\n\n", "\u{0B}", "\u{0C}", "\t",
    "    ", "        ", " ", "⾦", "⽣", "⼀", "𠮷", "𨋢", "頴", "羣", "Å", "A\u{030A}", "각", "가\u{11A8}",
    "南京", "傳奇", "南 京 傳 奇", "生物科技", "股份有限公司", "有限公司", "香 港 聯 合 交 易 所", "本公司",
    "Nanjing", "Legend", "Biotechnology", "Co., Ltd.", "Limited", "Holdings", "Group",
    "the Company",
    "Co.,\nLtd.", "unau-\ndited", "B-\ncell", "formerly known as", "前稱", "更名為", "means", "指",
    "for identification purposes only", "僅供識別", "* For identification purpose only",
    "– 2 –", "- 12 -", "Page 3 of 7", "第 3 頁", ". . . . . .", "ьььььь", "•", "‧", "·", "●", "[●]",
    "[REDACTED]", "10³", "½", "①", "㈱", "$", "RMB3.5 (含稅)", "&lt;p&gt;", "<b>", "</td>", "http://",
    "www.example.com", "a@b.hk", "Mr. CHAN Chan Kit", "陳振傑先生", "歐陽", "董事會", "承董事會命",
    "By order of the Board", "特此公告", "此乃要件", "IMPORTANT", "WARNING:", " [Nanjing Legend]",
    " [南京傳奇]", "Limited\n有限公司", "。", "；", "，", "、", "：", "!", "?", ".", ",", ";", ":", "-",
    "Ã©", "Â ", "â€œ", "Ã¢â‚¬â„¢", "å\u{8D}\u{97}äº¬", "ÄÏ¾©´«Ææ", "«n¨Ê¶Ç©_", "鍗椾含浼犲", "鰍儔換ⅸ",
    "¡°", "¡¯s", "\\u5357", "\\ud83d\\ude00", "&#x5357;", "&amp;amp;", "&nbsp;", "\u{F325}",
    "\u{E000}陳",
    "—", "…", "~", "|", "=", "_", "`", "\\", "\"", "'", "/", "%", "100.5%", "1,234,567", "HK$0.01",
  ].map { Array($0.utf8) }
}
