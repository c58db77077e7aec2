import Testing

@testable import Normalize

/// Names that a text states in both languages: where they begin, and what is none.
@Suite("Harvest: pairs")
struct PairTests {
  /// In the sentence on the left stands exactly the pair on the right.
  @Test(arguments: [
    (
      "The clinical trial was applied for by Nanjing Legend Biotechnology Co., Ltd.* (南京傳奇生物科技股份有限公司), a subsidiary.",
      "Nanjing Legend Biotechnology Co., Ltd. = 南京傳奇生物科技股份有限公司"
    ),
    // A sentence that begins with the name.
    (
      "Shenzhen Harbour Logistics Limited* (深圳海港物流有限公司) was sold.",
      "Shenzhen Harbour Logistics Limited = 深圳海港物流有限公司"
    ),
    // Across a line break.
    (
      "The agreement was entered into between the Company and Shanghai Evergreen Technology\nCo., Ltd.* (上海長青科技有限公司) on the same day of the year.",
      "Shanghai Evergreen Technology Co., Ltd. = 上海長青科技有限公司"
    ),
    // Behind a preposition and an article.
    (
      "It was approved by the Ministry of Finance of the PRC (中華人民共和國財政部) in May.",
      "Ministry of Finance of the PRC = 中華人民共和國財政部"
    ),
    // Chinese first.
    (
      "目標公司為深圳海港物流有限公司 (Shenzhen Harbour Logistics Limited)。",
      "Shenzhen Harbour Logistics Limited = 深圳海港物流有限公司"
    ),
    // The part before “of” is not in the Chinese name.
    (
      "He graduated from the School of Economics and Management of Wuhan University (武漢大學).",
      "Wuhan University = 武漢大學"
    ),
    // Spaced by pdftotext.
    (
      "Acquired by Beijing Huateng Data Co., Ltd.* ( 北 京 華 騰 數 據 有 限 公 司 ) last year.",
      "Beijing Huateng Data Co., Ltd. = 北京華騰數據有限公司"
    ),
  ])
  func areFoundWithTheirBounds(_ text: String, _ pair: String) throws {
    let cleaned = try Cleaned(text + "\n")
    #expect(cleaned.pairs.contains(pair), "\(cleaned.pairs)")
    let stated = cleaned.document.names.filter { name in
      name.isPaired && name.form == .full && name.evidence.contains { $0.kind != .lexicon }
    }
    #expect(stated.count == 1)
  }

  @Test func namesJoinedByAndAreTwo() throws {
    let cleaned = try Cleaned(
      "between Shenzhen Harbour Logistics Limited* (深圳海港物流有限公司) and Beijing Huateng Data Co., Ltd.* (北京華騰數據有限公司) dated.\n"
    )
    #expect(cleaned.pairs.contains("Shenzhen Harbour Logistics Limited = 深圳海港物流有限公司"))
    #expect(cleaned.pairs.contains("Beijing Huateng Data Co., Ltd. = 北京華騰數據有限公司"))
  }

  @Test(arguments: [
    "The price is RMB3.5 (含稅) a unit.",
    "See note (a) (附註(甲)) below.",
    "It paid 50 million (五千萬) to the fund.",
    "The agreement was signed on 3 May 2026 (二零二六年五月三日).",
    "The sum is Total (合計) of the column.",
    "The vendor (「該協議」) has agreed to it.",
    "the purchaser (the “Purchaser”) (「買方」) has agreed to pay.",
  ])
  func areNotFoundWhereThereIsNone(_ text: String) throws {
    #expect(try Cleaned(text + "\n").pairs.isEmpty)
  }

  @Test func aShortFormIsComposed() throws {
    let cleaned = try Cleaned(
      "Nanjing Legend Biotechnology Co., Ltd.* (南京傳奇生物科技股份有限公司) (“Nanjing Legend”) is a subsidiary. Nanjing Legend has grown.\n"
    )
    let name = try #require(cleaned.name("Nanjing Legend"))
    #expect(String(decoding: name.zh, as: UTF8.self) == "南京傳奇")
    #expect(name.form == .short)
    #expect(name.inferred)
    #expect(name.evidence.contains { $0.kind == .composed })
  }

  @Test func theMarkDecidesWhichSideIsOfficial() throws {
    let cleaned = try Cleaned(
      """
      The subsidiary is Nanjing Legend Biotechnology Co., Ltd.* (南京傳奇生物科技股份有限公司).

      * For identification purposes only

      """)
    #expect(try #require(cleaned.name("Nanjing Legend Biotechnology Co., Ltd.")).official == .zh)
  }

  @Test func evidencePointsIntoTheSource() throws {
    let text = "It is Shenzhen Harbour Logistics Limited* (深圳海港物流有限公司).\n"
    let cleaned = try Cleaned(text)
    let name = try #require(cleaned.name("Shenzhen Harbour Logistics Limited"))
    let source = Array(text.utf8)
    let shown = name.evidence.flatMap(\.source).map {
      String(decoding: source[$0.start..<$0.end], as: UTF8.self)
    }
    #expect(shown.contains { $0.contains("深圳海港物流有限公司") || $0.contains("Shenzhen Harbour") })
  }

  @Test func kindsAreTold() throws {
    let cleaned = try Cleaned(
      "Under the Drug Registration Regulations (《藥品註冊管理辦法》), Mr. Chan Tai Man (陳大文先生) applied to the Ministry of Finance of the PRC (中華人民共和國財政部).\n"
    )
    #expect(cleaned.name("Drug Registration Regulations")?.kind == .law)
    #expect(cleaned.name("Chan Tai Man")?.kind == .person)
    #expect(cleaned.name("Ministry of Finance of the PRC")?.kind == .organization)
  }

  /// No part of the name has a counterpart: the left edge lies at its end.
  @Test func anUncoveredNameBeforeABracketIsNoTrap() throws {
    #expect(try Cleaned("準確(Beijing)").text == "準確(Beijing)\n")
  }
}
