import Testing

@testable import Normalize

/// Names that stand in a paragraph and in its translation below, or side by side in a sentence.
@Suite("Harvest: paragraphs and their translations")
struct ParagraphTests {
  private func pairs(_ text: String) throws -> Set<String> { try Cleaned(text + "\n").pairs }

  private static let minutes = """
    The Board announces that Crowfoot Lai CPA Limited resigned as auditor with effect from 18 March 2020, as no agreement on the fee of HK$2,150,000 was reached.
    董事會宣佈，高樂賢會計師事務所有限公司已辭任核數師，自2020年3月18日起生效，原因是未能就費用2,150,000港元達成共識。

    The Company sold its interest to Soon Ik Trading Limited and to Rowan Freight Limited for HK$76,000 on 12 May 2021.
    本公司於2021年5月12日以76,000港元將其權益出售予順益貿易有限公司及樂安貨運有限公司。
    """

  @Test func arePairedByTheirOrder() throws {
    let found = try pairs(Self.minutes)
    #expect(found.contains("Crowfoot Lai CPA Limited = 高樂賢會計師事務所有限公司"), "\(found)")
    #expect(found.contains("Rowan Freight Limited = 樂安貨運有限公司"), "\(found)")
  }

  @Test func otherFiguresAreNoTranslation() throws {
    let found = try pairs(
      Self.minutes.replacing("18 March 2020", with: "19 April 2018").replacing(
        "HK$2,150,000", with: "HK$3,990,000"))
    #expect(!found.contains("Crowfoot Lai CPA Limited = 高樂賢會計師事務所有限公司"), "\(found)")
  }

  @Test func oneMoreOnOneSideLeavesItOpen() throws {
    let found = try pairs(
      Self.minutes.replacing(
        "Crowfoot Lai CPA Limited", with: "Crowfoot Lai CPA Limited and Pinfold CPA Limited"))
    #expect(!found.contains { $0.hasSuffix("高樂賢會計師事務所有限公司") }, "\(found)")
  }

  @Test(arguments: [
    (
      "The plaintiff asked Ng Fung Lee Goldsmith 五豐利金行, to discontinue the action.",
      "Ng Fung Lee Goldsmith = 五豐利金行"
    ),
    (
      "The Guangzhou Municipal Water Bureau 廣州市水務局 has recorded it, and others did so too.",
      "Guangzhou Municipal Water Bureau = 廣州市水務局"
    ),
    (
      "It treats non-small cell lung cancer (“NSCLC”, 非小細胞肺癌) in adults.",
      "non-small cell lung cancer = 非小細胞肺癌"
    ),
  ])
  func standSideBySide(_ text: String, _ pair: String) throws {
    let found = try pairs(text)
    #expect(found.contains(pair), "\(found)")
  }

  @Test func aWideBracketIsReadOnce() throws {
    let found = try pairs(
      "It is owned by Ruichang Maofeng Paper Co., Ltd. （瑞昌茂峰紙業有限公司）, a company.")
    #expect(found == ["Ruichang Maofeng Paper Co., Ltd. = 瑞昌茂峰紙業有限公司"])
  }

  @Test(arguments: [
    "The lease of the premises 租賃物業, as set out below, was renewed in the year.",
    "The Directors 董事會 are pleased, and the Company 本公司 is too.",
    "It treats chronic heart failure (“NSCLC”, 非小細胞肺癌) in adults.",
  ])
  func areNoNames(_ text: String) throws {
    let found = try pairs(text)
    #expect(found.isEmpty, "\(found)")
  }
}
