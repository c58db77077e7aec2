import Testing

@testable import Normalize

/// Lines: wrapped ones are joined, others stay.
@Suite("Normalize: lines")
struct LineTests {
  @Test func aWrappedEnglishParagraphIsOneLine() throws {
    let source = """
      The board of directors of the Company is pleased to announce the unaudited results of the
      Group for the six months ended 30 June 2026, together with the comparative figures for the
      corresponding period in 2025.

      """
    let expected =
      "The board of directors of the Company is pleased to announce the unaudited results of the "
      + "Group for the six months ended 30 June 2026, together with the comparative figures for the "
      + "corresponding period in 2025.\n"
    let cleaned = try Cleaned(source)
    #expect(cleaned.text == expected)
    #expect(cleaned.rules == [.joinLine])
  }

  @Test func aWrappedChineseParagraphIsJoinedWithoutASpace() throws {
    let source = """
      董事會欣然宣佈本集團截至二零二六年六月三十日止六個月之未經審核綜合業績，連同二零二五
      年同期之比較數字。本公告所載資料已由本公司審核委員會審閱，並已獲董事會批准刊發。

      """
    let cleaned = try Cleaned(source)
    #expect(cleaned.text == source.split(separator: "\n").joined() + "\n")
    #expect(cleaned.rules == [.joinHanLine])
  }

  @Test func aDividedWordIsHealed() throws {
    let source = """
      The board of directors of the Company is pleased to announce the unau-
      dited consolidated results of the Group for the six months ended 30 June.

      """
    #expect(try Cleaned(source).text.contains("the unaudited consolidated results"))
  }

  @Test func aHyphenThatBelongsToTheWordStays() throws {
    let source = """
      The candidate is a bispecific product that targets the antigen of the B-
      cell lineage and has been developed by the Group for some years until now.

      """
    #expect(try Cleaned(source).text.contains("the B-cell lineage"))
  }

  @Test(arguments: [
    "LEGEND HOLDINGS LIMITED\n傳奇控股有限公司\n(Incorporated in the Cayman Islands with limited liability)\n(Stock Code: 9911)\n",
    "By order of the Board\nLegend Holdings Limited\nChan Tai Man\nChairman\n",
    "(a) the first item;\n(b) the second item; and\n(c) the third item.\n",
  ])
  func coversSignaturesAndListsKeepTheirLines(_ source: String) throws {
    let cleaned = try Cleaned(source) { $0.stripped = [] }
    #expect(cleaned.text == source)
  }

  @Test func bulletsBecomeHyphens() throws {
    #expect(
      try Cleaned("• first point\n• second point\n").text == "- first point\n- second point\n")
  }

  @Test func aDotInsideANameIsNoBullet() throws {
    #expect(try Cleaned("約翰•史密斯先生獲委任為執行董事。\n").text.contains("約翰"))
    #expect(!(try Cleaned("約翰•史密斯先生獲委任為執行董事。\n").text.contains("- ")))
  }

  @Test func markdownResidueGoes() throws {
    let cleaned = try Cleaned("**Definitions of the terms**\n\nThe **Company** is listed.\n")
    #expect(!cleaned.text.contains("*"))
    #expect(cleaned.text.contains("The Company is listed."))
  }

  @Test func aFootnoteMarkIsNoMarkdown() throws {
    let cleaned = try Cleaned(
      "Nanjing Legend Biotechnology Co., Ltd.* (南京傳奇生物科技股份有限公司) is a subsidiary.\n")
    #expect(cleaned.text.contains("Ltd.* ("))
  }

  @Test func pageNumbersGoToTheLedger() throws {
    let source = """
      The Group's revenue for the period was HK$1.2 billion, which is more than in the last year.

      – 2 –

      \u{0C}The Group's profit for the period was HK$0.3 billion, which is less than in the last year.

      """
    let cleaned = try Cleaned(source)
    #expect(!cleaned.text.contains("– 2 –"))
    #expect(cleaned.removed.contains { $0.kind == .pageFurniture && $0.text.contains("– 2 –") })
  }

  @Test func keptFurnitureStays() throws {
    let source = "The first page of this announcement.\n\n– 2 –\n\nThe second page of it.\n"
    let cleaned = try Cleaned(source) { $0.stripped.remove(.pageFurniture) }
    #expect(cleaned.text.contains("– 2 –"))
  }

  @Test(arguments: [
    "執行董事為卓百德先生**、潘仲賢先生**、王靜瑛女士**。\n\n** 獨立非執行董事\n",
    "The directors are Mr. Wong**, Mr. Chan** and Ms. Lee**.\n\n** Independent director\n",
    "Maofeng Trading Limited##\n\n## A wholly-owned enterprise.\n",
  ])
  func marksOfRolesAreNoMarkdown(_ source: String) throws {
    #expect(try Cleaned(source) { $0.stripped = [] }.text == source)
  }

  @Test func aBracketWithTheChineseNameFollowsItsLine() throws {
    let source = """
      Under the agreement the Company will buy the machines of Shandong Maofeng Tissue Limited*
      (山東茂峰紙業有限公司) (“Maofeng Tissue”) in the course of the year that begins in March.

      貸款由山東茂峰有限公司
      （Shandong Maofeng Co., Ltd.）提供，年期三年。

      """
    let text = try Cleaned(source) { $0.stripped = [] }.text
    #expect(text.contains("Tissue Limited* (山東茂峰紙業有限公司)"))
    #expect(text.contains("有限公司（Shandong Maofeng Co., Ltd.）提供"))
  }

  @Test(arguments: [
    "Independent financial adviser to the Independent Board Committee\nMaofeng Capital Limited\n茂峰融資有限公司\n",
    "Financial adviser to the Offeror in relation to the Share Offer\nMaofeng\n",
    "山東茂峰紙業有限公司\n（於開曼群島註冊成立的有限公司）\n",
    "For the company and all of its subsidiaries, signed by WANG Rui Yong\nIndependent Directors:\n",
  ])
  func namesBelowTheirRolesStandAlone(_ source: String) throws {
    #expect(try Cleaned(source) { ($0.stripped, $0.gloss) = ([], .none) }.text == source)
  }

  @Test func namesInTwoColumnsAreRows() throws {
    let source = """
      Maofeng (Jinan) Smart Water Co., Ltd.         濟南茂峰智慧水務股份有限公司
      Zhejiang Viewmark Science Co., Ltd.           浙江景標科技股份有限公司
      Ocean Lark Flavor and Food Tech Co., Ltd.     海雀香料食品科技股份有限公司

      """
    let rows = try Cleaned(source) { $0.gloss = .none }.text.split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows.last == "Ocean Lark Flavor and Food Tech Co., Ltd.\t海雀香料食品科技股份有限公司")
  }

  /// Whatever is taken away brings the next to light: all of it goes at once, or in as many rounds as
  /// it takes.
  @Test(arguments: [
    (1...165).map { "- \($0) -\n" }.joined(), "A\n\n" + (1...500).map { "– \($0) –\n" }.joined(),
    String(repeating: "# ", count: 43) + "\n", String(repeating: "## ", count: 400) + "Notes\n",
    String(repeating: "**# ", count: 60) + "a\n",
    "Intro\n\u{0C}" + String(repeating: "Header of page\n", count: 300),
    // The notice goes, then the number beside it, then the heading.
    "警告\n阁下出售送交承让人机构。–1–",
  ])
  func damageThatIsNestedIsUndoneAtOnce(_ source: String) throws {
    let once = try Cleaned(source)
    #expect(try Cleaned(once.text).text == once.text)
  }

  @Test func pageNumbersBelowEachOtherGo() throws {
    let source = "The Board met.\n\n" + (1...165).map { "- \($0) -\n" }.joined()
    #expect(try Cleaned(source).text == "The Board met.\n")
    // Between lines of a text they may be its own.
    let list = "The scores:\n- 1 -\n- 2 -\nThat is all.\n"
    #expect(try Cleaned(list).text.contains("- 2 -"))
  }

  /// Lines of at most `width` characters.
  private static func wrapped(_ text: String, _ width: Int) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: 60...100)
  func aParagraphIsOneLineAtAnyWidth(_ width: Int) throws {
    let text =
      "Reference is made to the announcement dated 7 May 2021 in relation to the acquisition of the "
      + "entire equity interest in Lidu Maofeng Commercial Management Group Co., Ltd. "
      + "(鯉都茂峰商業管理集團股份有限公司) pursuant to Rule 13.09 of the Listing Rules for a consideration of "
      + "RMB 987.1 million and the loan of HK$3.20 million by the Bank of Jinshan, which will be repaid "
      + "on 7 May 2022."
    let cleaned = try Cleaned(Self.wrapped(text, width)) { ($0.stripped, $0.gloss) = ([], .none) }
    #expect(cleaned.text == text + "\n")
  }

  @Test(arguments: [
    "By order of the board of directors of Maofeng Mining Limited\nChan Kam Kwan\nCompany Secretary\n",
    "Maofeng Traditional Chinese Medicine Holdings Co. Limited\nCHEN Yinglong\nChairman\n",
    "1. To receive the accounts of the year that ended in March and the reports of the auditor\n"
      + "2. To elect a director of the company who holds office until the end of the next year\n",
  ])
  func linesOfTheirOwnStay(_ source: String) throws {
    #expect(try Cleaned(source) { ($0.stripped, $0.gloss) = ([], .none) }.text == source)
  }
}
