import Testing

@testable import Normalize

/// The issuer and the title of covers that say more, or say it in another order.
@Suite("Harvest: covers")
struct CoverTests {
  private static let cover = """
    Maofeng Biotech Holdings Limited
    茂峰生物科技控股有限公司
    (Incorporated in the Cayman Islands with limited liability)
    (Stock Code: 8189)


    """

  private static func metadata(_ source: String) throws -> Metadata {
    try Cleaned(source).document.metadata
  }

  @Test func aStatementOfResponsibilityStandsBeforeTheCover() throws {
    let found = try Self.metadata(
      """
      This announcement, for which the directors (the “Directors”) of Maofeng Biotech Holdings \
      Limited (the “Company”) collectively and individually accept full responsibility, includes \
      particulars given in compliance with the Listing Rules.


      """ + Self.cover + "FIRST QUARTERLY RESULTS\nFOR THE THREE MONTHS ENDED 31 MARCH 2026\n")
    #expect(found.stockCodes == ["8189"])
    #expect(found.title == "FIRST QUARTERLY RESULTS FOR THE THREE MONTHS ENDED 31 MARCH 2026")
  }

  @Test func theTitleMayHaveItems() throws {
    let items = "(1) CHANGE OF COMPANY NAME;\n(2) CHANGE OF SHORT NAME; AND\n(3) CHANGE OF LOGO"
    let found = try Self.metadata(Self.cover + items + "\n\nThe Board announces these changes.\n")
    #expect(found.title == items.replacing("\n", with: " "))
    #expect(found.issuers.first?.zh == "茂峰生物科技控股有限公司")
  }

  @Test func theTitleMayStandAboveTheIssuer() throws {
    let found = try Self.metadata(
      "ANNOUNCEMENT OF UNAUDITED RESULTS\nFOR THE SIX MONTHS ENDED 30 JUNE 2026\n\n" + Self.cover
        + "The Board announces the unaudited results of the Company and its subsidiaries.\n")
    #expect(
      found.title == "ANNOUNCEMENT OF UNAUDITED RESULTS FOR THE SIX MONTHS ENDED 30 JUNE 2026")
  }

  @Test func aTitleThatEndsInCompanyIsNoName() throws {
    let found = try Self.metadata(
      Self.cover + "DISCLOSEABLE TRANSACTION\nFORMATION OF JOINT VENTURE COMPANY\n\n"
        + "The Board announces that a company is formed by the Company and the Purchaser.\n")
    #expect(found.title == "DISCLOSEABLE TRANSACTION FORMATION OF JOINT VENTURE COMPANY")
  }

  @Test func theFieldOfAFormMayHoldBrackets() throws {
    let found = try Self.metadata(
      "公司名稱:\t濟南茂峰醫藥（集團）股份有限公司 (Jinan Maofeng Pharmaceutical (Group) Co., Ltd.)"
        + "（於中華人民共和國註冊成立的股份有限公司）\n呈交日期:\t2026年9月5日\n證券代號\t08189\n")
    #expect(found.issuers.first?.zh == "濟南茂峰醫藥（集團）股份有限公司")
    #expect(found.issuers.first?.en == "Jinan Maofeng Pharmaceutical (Group) Co., Ltd.")
  }

  @Test func aCodeOfSingaporeStandsInTheDefinition() throws {
    let found = try Self.metadata(
      "The board of directors of Maofeng Shipyard Holdings Ltd. (茂峰船厂控股有限公司) (the “Company”, "
        + "SGX: BS9) announces that it has bought a shipyard.\n")
    #expect(found.stockCodes == ["BS9"])
  }

  @Test(arguments: [
    "(1) 茂峰企業股份有限公司\n(2) 景標科技股份有限公司\n(3) 海雀食品有限公司\n",
    "AUDITOR\nCertified Public Accountants\n27/F, Harbour Tower\nHong Kong\n",
  ])
  func listsAndAddressesNameNoIssuer(_ source: String) throws {
    #expect(try Self.metadata(source).issuers.isEmpty)
  }
}
