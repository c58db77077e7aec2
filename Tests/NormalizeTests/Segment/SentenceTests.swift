import Testing

@testable import Normalize

@Suite("Segment: sentences")
struct SentenceTests {
  @Test(
    arguments: [
      (
        "The Board met. It approved the results. Dividends were declared.",
        ["The Board met.", "It approved the results.", "Dividends were declared."]
      ),
      // An abbreviation does not end a sentence, nor does an initial or a number.
      (
        "Mr. Chan of Legend Co. Ltd. resigned. Dr. J. K. Lee joined on No. 3 of p. 12 of the report.",
        [
          "Mr. Chan of Legend Co. Ltd. resigned.",
          "Dr. J. K. Lee joined on No. 3 of p. 12 of the report.",
        ]
      ),
      (
        "The profit was RMB3.5 million. The loss was nil.",
        ["The profit was RMB3.5 million.", "The loss was nil."]
      ),
      (
        "董事會已批准業績。股息已宣派！股東應注意投資風險。",
        ["董事會已批准業績。", "股息已宣派！", "股東應注意投資風險。"]
      ),
      ("本公司稱為「本公司。」其附屬公司為本集團。", ["本公司稱為「本公司。」", "其附屬公司為本集團。"]),
    ] as [(String, [String])])
  func areFound(_ text: String, _ sentences: [String]) throws {
    #expect(try Cleaned(text + "\n") { $0.stripped = [] }.sentences == sentences)
  }

  @Test func aRowOfCellsIsOneSentence() throws {
    let cleaned = try Cleaned("Revenue. Note 3\t1,234\t1,100\n")
    #expect(cleaned.sentences == ["Revenue. Note 3\t1,234\t1,100"])
  }
}

@Suite("Segment: language runs")
struct LanguageRunTests {
  @Test func aTextOfOneLanguageIsOneRun() throws {
    #expect(try Cleaned("The Board of Directors.\n").segments == ["en: The Board of Directors.\n"])
    #expect(
      try Cleaned("本公司董事會歡迎各位股東。\n").segments == ["zh-Hant: 本公司董事會歡迎各位股東。\n"])
    #expect(
      try Cleaned("本公司董事会欢迎各位股东。\n").segments == ["zh-Hans: 本公司董事会欢迎各位股东。\n"])
  }

  @Test func twoIdeographsInsideEnglishAreFound() throws {
    let cleaned = try Cleaned("The director Chan Man (陳文) has resigned from the Board.\n")
    let han = cleaned.document.segments.filter { $0.language != .en }
    #expect(han.count == 1)
    #expect(han.contains { cleaned.part($0.start, $0.end).contains("陳文") })
  }

  @Test func aLatinNameInsideChineseIsFound() throws {
    let cleaned = try Cleaned("本公司附屬公司 Legend Biotech 已獲董事會批准。\n")
    #expect(
      cleaned.document.segments.contains {
        $0.language == .en && cleaned.part($0.start, $0.end).contains("Legend Biotech")
      })
  }

  @Test func thereIsNothingInAnEmptyText() throws {
    #expect(try Cleaned("").segments.isEmpty)
  }
}

@Suite("Segment: blocks")
struct BlockTests {
  private static func kinds(_ text: String) throws -> [String] {
    let cleaned = try Cleaned(text) { $0.stripped = [] }
    return cleaned.document.blocks.map(\.kind.rawValue)
  }

  @Test func paragraphsAndHeadings() throws {
    let kinds = try Self.kinds(
      "LISTING RULES IMPLICATIONS\n\nAs one of the applicable percentage ratios exceeds 5%, the transaction is subject to the rules.\n"
    )
    #expect(kinds == ["heading", "paragraph"])
  }

  @Test func rowsOfCellsAreATable() throws {
    #expect(try Self.kinds("Revenue\t1,234\t1,100\nCost of sales\t(900)\t(800)\n") == ["table"])
  }

  @Test func listItems() throws {
    let kinds = try Self.kinds("(a) to approve the agreement;\n\n(b) to declare a dividend.\n")
    #expect(kinds == ["listItem", "listItem"])
  }
}
