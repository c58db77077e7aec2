import Laws
import Testing

@testable import Normalize

@Suite("Repair: text read in the wrong encoding")
struct RepairTests {
  private static func cleaned(_ text: String) throws -> Cleaned {
    try Cleaned(text) {
      $0.stripped = []
      $0.gloss = .none
    }
  }

  /// A text written in one encoding and read as another.
  private static func misread(_ text: String, _ written: String, _ read: String) throws -> String {
    let bytes = try #require(Transcoder.encode(Array(text.utf8), to: written))
    return String(decoding: try Self.decoded(bytes, read), as: UTF8.self)
  }

  private struct NoEncoding: Error {}

  private static func decoded(_ bytes: [UInt8], _ encoding: String) throws -> [UInt8] {
    guard let reader = Transcoder(to: "UTF-8", from: encoding) else { throw NoEncoding() }
    return reader.encode(bytes)
  }

  @Test(arguments: [
    ("Soci\u{C3}\u{A9}t\u{C3}\u{A9} G\u{C3}\u{A9}n\u{C3}\u{A9}rale S.A.", "Société Générale S.A."),
    ("the \u{E2}\u{20AC}\u{153}Company\u{E2}\u{20AC}\u{9D}", "the “Company”"),
    ("arm\u{C3}\u{A2}\u{E2}\u{201A}\u{AC}\u{E2}\u{201E}\u{A2}s length", "arm’s length"),
    ("the \u{93}Offeror\u{94} and the Bank\u{92}s", "the “Offeror” and the Bank’s"),
    ("the ¡°Vendor¡± isn¡¯t", "the “Vendor” isn’t"),
    ("the ¡§Vendor¡¨", "the “Vendor”"),
    ("вЂњB-вЂќ Rating", "“B-” Rating"),
  ])
  func westernTextComesBack(_ damaged: String, _ sound: String) throws {
    let cleaned = try Self.cleaned(damaged + "\n")
    #expect(cleaned.text == sound + "\n")
    #expect(cleaned.rules == [.mojibake])
  }

  static let chinese = [
    "青嶺生物科技股份有限公司董事會欣然宣佈，本公司已簽訂買賣協議。",
    "本公司董事会及全体董事保证公告内容不存在任何虚假记载。",
    "香港，二零二二年三月十八日",
  ]

  @Test(
    arguments: [
      ("UTF-8", "ISO-8859-1"), ("GBK", "ISO-8859-1"), ("GBK", "BIG5-HKSCS"),
      ("BIG5-HKSCS", "ISO-8859-1"), ("BIG5-HKSCS", "CP1252"),
    ], chinese)
  func chineseComesBack(_ encodings: (written: String, read: String), _ text: String) throws {
    let damaged = try Self.misread(text, encodings.written, encodings.read)
    // What the encodings cannot hold is lost on the way there.
    let bytes = try #require(Transcoder.encode(Array(damaged.utf8), to: encodings.read))
    let back = try Self.decoded(bytes, encodings.written)
    guard String(decoding: back, as: UTF8.self) == text else { return }
    #expect(try Self.cleaned(damaged + "\n").text == text + "\n")
    // In a line that is sound otherwise, with its places.
    let line = "The Board of \(damaged) (Stock Code: 1548)\n"
    #expect(try Self.cleaned(line).text == "The Board of \(text) (Stock Code: 1548)\n")
  }

  @Test(arguments: [
    ("鏉辫帪鏅熷嵃绱欏搧", "東莞晟印紙品"),
    ("毞碩罫劓昜霜摩㇅嘖爺衄癹鼠侗", "天河遠景物流集團股份有限公司"),
    ("本公司 \u{E8}\u{91}\u{A3} 事會", "本公司董事會"),
  ])
  func oneLine(_ damaged: String, _ expected: String) throws {
    #expect(try Self.cleaned(damaged + "\n").text == expected + "\n")
  }

  @Test func placesAreThoseOfTheDamagedBytes() throws {
    let damaged = try Self.misread("青嶺科技有限公司", "UTF-8", "ISO-8859-1")
    let cleaned = try Self.cleaned("Qingling (\(damaged)) met.\n")
    #expect(cleaned.text == "Qingling (青嶺科技有限公司) met.\n")
    // U+79D1 is the third ideograph: each was three code points of two bytes.
    let place = TextExtent(10 + 6, 10 + 9)
    let base = cleaned.document.text.baseExtents(of: place)
    #expect(base == [DecodedExtent(10 + 12, 10 + 18)])
    var checker = LawChecker(Shared.resources)
    #expect(checker.violations(Array("Qingling (\(damaged)) met.\n".utf8)).isEmpty)
  }

  @Test(arguments: [
    ("\\u5357\\u4eac and \\ud83d\\ude00", "南京 and 😀"), ("A &amp; B", "A & B"),
    ("A &amp;amp;amp; B", "A & B"), ("\\u005cu5357", "南"), ("Tel&#58; 1&nbsp;234", "Tel: 1 234"),
    ("&#x96F2;&#21335;", "雲南"),
  ])
  func escapesAreRead(_ escaped: String, _ sound: String) throws {
    let cleaned = try Self.cleaned("x " + escaped + "\n")
    #expect(cleaned.text == "x " + sound + "\n")
    #expect(cleaned.rules.contains(.escape))
  }

  /// Sound texts that look odd: names, other languages, rare ideographs, forms.
  @Test(arguments: [
    "Société Générale, Crédit Agricole, Nestlé®, L’Oréal", "Über die Münchener Rückversicherung",
    "Telefónica, São Paulo, Itaú, Ações, Petróleo Brasileiro", "Citroën – Škoda – Łódź – Ağrı",
    "Công ty Cổ phần Sữa Việt Nam, Tập đoàn Dầu khí", "Kärnten, Århus, Ångström: 10 Å",
    "トヨタ自動車株式会社とソニーグループ株式会社", "Ελληνικά Πετρέλαια Α.Ε.", "Газпром, Сбербанк",
    "陶喆、李儇、王鑫淼、龔旻旻、䶮䨻龘", "林至頴先生、羣衆、啟德、邨、𨋢、衞、裏", "┌────┬────┐│甲│乙│└────┴────┘",
    "R&D; AT&T; S&P, C:\\users\\new, 5 × 3 ÷ 2 = 7½ ± 1°",
    "¥100, £5.8bn, €3, 10³ m², §4, ¶2, ©2022 ®™",
    "浠水縣鍾祥鑫森林業、涇縣宣紙、睢縣、郫縣", "ㄅㄆㄇㄈ 注音符號", "삼성전자 주식회사", "é à ç ñ ö ß Ã O",
    "C:\\u5 and \\u12g4, &c; &xyzzy;", "铌钽钨钼、氟硅酸钠、醋酸酯、甲苯磺酸", "鍺、鎵、銦、釩、鎢、鉬、鈮",
  ])
  func soundTextsAreLeftAlone(_ text: String) throws {
    let rules = try Self.cleaned(text + "\n").rules
    #expect(rules.isDisjoint(with: [.mojibake, .escape, .privateUse]), "\(rules)")
  }

  /// Lines are repaired in parts of some thousand code points, which escapes may cross.
  @Test func escapesThatCrossPartsAreReadAtOnce() throws {
    let amp = String(repeating: "amp;", count: 5_000)
    let cleaned = try Self.cleaned("The mill &\(amp) its lodgers &\(amp)lt; are sold.")
    #expect(cleaned.text == "The mill & its lodgers < are sold.\n")
  }

  @Test func noLineOfTheCorpusIsTouched() throws {
    var cleaner = Cleaner(Shared.resources, Options())
    for filing in CorpusFiles.filings where !filing.name.contains("damaged") {
      let document = try cleaner.clean(filing.bytes)
      document.text.forEachRow(over: document.decoded) { row in
        #expect(
          ![EditRule.mojibake, .escape, .privateUse].contains(row.rule),
          "\(filing.name) at source byte \(row.source.start)")
      }
    }
  }

  @Test func privateUseOfHongKongIsMappedBetweenIdeographsAndListedElsewhere() throws {
    let name = try Self.cleaned("陳\u{E000}文先生\n")
    #expect(name.text == "陳𠕇文先生\n")
    #expect(name.rules == [.privateUse])
    let sign = try Self.cleaned("\u{E000} The Board met.\n")
    #expect(sign.text == "\u{E000} The Board met.\n")
    let warning = try #require(sign.document.warnings.first { $0.code == "private-use" })
    #expect(warning.source == [SourceExtent(0, 3)])
  }

  @Test func damageThatOnlyJoinedLinesShowIsRepairedOnce() throws {
    var checker = LawChecker(Shared.resources)
    for text in ["Ã-\n©x\n", "a &am-\np; b\n", "\\u53\u{AD}57\n", "鍗椾\n含浼犲鐢\n", "A\u{303}\u{A9}\n"]
    {
      #expect(checker.violations(Array(text.utf8)).isEmpty, "\(text)")
    }
  }
}
