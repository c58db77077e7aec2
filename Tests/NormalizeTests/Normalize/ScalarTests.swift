import Testing

@testable import Normalize

/// Code points and blanks, one claim a case: what goes in, what comes out, by which rule.
@Suite("Normalize: code points and blanks")
struct ScalarTests {
  @Test(
    arguments: [
      ("The Cafe\u{301} opened.", "The Caf\u{E9} opened.", EditRule.nfc),
      ("⾦融及⽣物科技業務。", "金融及生物科技業務。", .radical),
      ("ＥＰＲＩＮＴ集團有限公司二○二六年", "EPRINT集團有限公司二○二六年", .fullwidth),
      ("Hong\u{200B} Kong is open.", "Hong Kong is open.", .invisible),
      ("unau\u{AD}dited results", "unaudited results", .invisible),
      ("\u{202B}Board\u{202C} of directors", "Board of directors", .invisible),
      ("The   Board  met.", "The Board met.", .blank),
      ("The\u{A0}Board met.", "The Board met.", .blank),
      ("香 港 聯 合 交 易 所 有 限 公 司", "香港聯合交易所有限公司", .hanSpace),
      ("「 本 公 司 」及其附屬公司", "「本公司」及其附屬公司", .hanSpace),
      ("股份代號︰三二八號之公司", "股份代號：三二八號之公司", .presentationForm),
    ] as [(String, String, EditRule)])
  func areRepaired(_ source: String, _ expected: String, _ rule: EditRule) throws {
    let cleaned = try Cleaned(source + "\n")
    #expect(cleaned.text == expected + "\n")
    #expect(cleaned.rules.contains(rule), "\(cleaned.rules.map(\.name).sorted())")
  }

  /// Left alone on purpose.
  @Test(arguments: [
    "10³ cells per litre, ½ of the ① options and ㈱ companies.",
    "“Company” means the ‘issuer’ and its ‘‘subsidiaries’’.",
    "（附註：本公司，及其附屬公司；）",
    "the 「Company」 and 《公司條例》 apply.",
    "B-cell and T-cell therapies are co-developed.",
    "二○二六年三月十三日",
    "林至頴先生及林至穎先生",
    "衞生署及啓德發展",
  ])
  func areLeftAlone(_ source: String) throws {
    #expect(try Cleaned(source + "\n").text == source + "\n")
  }

  @Test func aSpaceBetweenWordsOfTwoScriptsStays() throws {
    #expect(try Cleaned("Nanjing 南京 Legend\n").text == "Nanjing 南京 Legend\n")
  }

  @Test(arguments: ["\r\n", "\r", "\n"])
  func everyLineEndIsOne(_ end: String) throws {
    #expect(
      try Cleaned("First heading\(end)\(end)Second heading\(end)").text
        == "First heading\n\nSecond heading\n")
  }

  @Test func blankLinesAreOneAtMost() throws {
    #expect(try Cleaned("\n\n  \nFirst\n\n\n\t\n\nSecond\n\n\n").text == "First\n\nSecond\n")
  }

  @Test func controlsGo() throws {
    #expect(try Cleaned("The Board\u{7} met\u{1B}.\n").text == "The Board met.\n")
  }

  /// A run of marks that is too long to be put in order stays, and what is around it is composed.
  @Test func marksWithoutEndAreLeftAloneAndReported() throws {
    let run = "a" + String(repeating: "\u{301}\u{323}", count: 40)
    let cleaned = try Cleaned("e\u{301}" + run + "e\u{301}\n")
    #expect(Array(cleaned.text.utf8) == Array(("\u{E9}" + run + "\u{E9}\n").utf8))
    let warning = try #require(cleaned.document.warnings.first { $0.code == "combining-marks" })
    #expect(warning.source == [SourceExtent(3, 3 + run.utf8.count)])
    let short = "a" + String(repeating: "\u{301}", count: 30)
    #expect(try Cleaned(short + "\n").document.warnings.isEmpty)
    #expect(try Cleaned("e\u{301}\n").text == "\u{E9}\n")
  }
}
