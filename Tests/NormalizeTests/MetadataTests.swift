import Testing

@testable import Normalize

// The table is embedded in the test's binary: where it does not load, no test here can say anything
private let finder = MetadataFinder(
  lexicon: Lexicon(han: try! HanTable(bytes: DataFile.bytes("han.bin"))))

private func pair(_ en: String, _ zh: String) -> Name {
  Name(
    kind: .organization, form: .full, enForm: .full, zhForm: .full, en: Array(en.utf8),
    zh: Array(zh.utf8), official: .unknown, inferred: false, confidence: 99, variants: [],
    evidence: [],
    concept: 0)
}

private func metadata(_ string: String, _ names: [Name] = []) -> Metadata {
  let text = Array(string.utf8)
  var structure = Structure()
  SentenceBreaker.shared.find(text, into: &structure)
  return finder.find(text, structure, names: names)
}

private let notice = """
  Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no \
  responsibility for the contents of this announcement and expressly disclaim any liability.


  """

@Suite struct MetadataTests {
  @Test func cover() {
    let found = metadata(
      notice + """
        Genscript Biotech Corporation 金斯瑞生物科技股份有限公司*

        (Incorporated in the Cayman Islands with limited liability)
        (Stock code: 1548)

        VOLUNTARY ANNOUNCEMENT
        RESEARCH AND DEVELOPMENT UPDATE

        Reference is made to the announcements of Genscript Biotech Corporation (the “Company”) dated.

        By order of the Board
        Genscript Biotech Corporation

        Hong Kong, 13 March 2018

        """)
    #expect(
      found.issuers == [
        Metadata.Issuer(
          en: "Genscript Biotech Corporation", zh: "金斯瑞生物科技股份有限公司", role: .issuer,
          listings: [Metadata.Listing(exchange: "HKEX", code: "1548", counter: nil)])
      ])
    #expect(found.title == "VOLUNTARY ANNOUNCEMENT RESEARCH AND DEVELOPMENT UPDATE")
    #expect(found.date == "2018-03-13")
    #expect(found.stockCodes == ["1548"])
    #expect(found.formerNames.isEmpty)
  }

  @Test func capitalsTakeMixedCase() {
    let text =
      notice + """
        GOLDEN THISTLE GROUP LIMITED
        金薊集團有限公司
        (Stock Code: 08391)

        CHANGE OF DIRECTORS

        The board of directors of Golden Thistle Group Limited (the “Company”) announces the following.

        """
    #expect(metadata(text).issuers.first?.en == "Golden Thistle Group Limited")
    #expect(metadata(text).stockCodes == ["08391"])
  }

  @Test func countersAndFormerName() {
    let found = metadata(
      notice + """
        Boyuan Toys Group Limited
        博元玩具集團有限公司#
        (formerly known as Tin Lung Toys Limited 天龍玩具有限公司) (Incorporated in Bermuda) \
        (Stock Codes: 3427 (HKD counter) and 83427 (RMB counter))

        PROFIT WARNING

        This announcement is made by Boyuan Toys Group Limited, a company formerly listed on GEM.

        """)
    #expect(found.stockCodes == ["3427", "83427"])
    #expect(found.issuers.first?.listings.map(\.counter) == ["HKD", "RMB"])
    #expect(
      found.formerNames == [Metadata.FormerName(en: "Tin Lung Toys Limited", zh: "天龍玩具有限公司")])
  }

  @Test func jointAnnouncementAndOfferor() {
    let found = metadata(
      notice + """
        Mingjian Capital Limited
        明澗資本有限公司
        (Incorporated in the British Virgin Islands with limited liability)

        Kwong Shing Precision Limited
        廣誠精密有限公司*
        (Incorporated in the Cayman Islands with limited liability) (Stock Code: 6812)

        JOINT ANNOUNCEMENT

        Financial adviser to the Offeror

        Oakfield Lane Capital Limited

        On 5 March 2020, Mingjian Capital Limited (the “Offeror”) and Orient Pagoda Limited \
        (stock code: 2440) entered into the agreement with the vendors.

        """)
    #expect(found.issuers.map(\.role) == [.offeror, .issuer])
    #expect(found.issuers.map(\.zh) == ["明澗資本有限公司", "廣誠精密有限公司"])
    #expect(found.stockCodes == ["6812"])
    #expect(found.title == "JOINT ANNOUNCEMENT")
  }

  @Test func mainlandHeader() {
    let found = metadata(
      """
      证券代码：603459\t证券简称：泓澈环境\t公告编号：临2018-031
      债券代码：113597\t债券简称：泓澈转债

      泓澈环境科技股份有限公司
      关于对外投资设立合资公司的公告

      本公司董事会及全体董事保证本公告内容不存在任何虚假记载、误导性陈述或者重大遗漏。

      泓澈环境科技股份有限公司董事会
      2018年7月17日

      """, [pair("Hongche Environmental Technology Co., Ltd.", "泓澈环境科技股份有限公司")])
    #expect(found.issuers.first?.en == "Hongche Environmental Technology Co., Ltd.")
    #expect(found.issuers.first?.zh == "泓澈环境科技股份有限公司")
    #expect(
      found.issuers.first?.listings == [
        Metadata.Listing(exchange: "SSE", code: "603459", counter: nil)
      ])
    #expect(found.title == "关于对外投资设立合资公司的公告")
    #expect(found.date == "2018-07-17")
  }

  @Test func issuerByDefinition() {
    let found = metadata(
      notice + """
        INSIDE INFORMATION
        MATERIAL LITIGATION

        The board of directors of Tianhe Logistics Group Co., Ltd.* (天河物流集團股份有限公司) (the “Company”) \
        announces that Huaxin Limited (stock code: 2440) has filed a claim.

        """)
    #expect(found.issuers.first?.en == "Tianhe Logistics Group Co., Ltd.")
    #expect(found.issuers.first?.zh == "天河物流集團股份有限公司")
    #expect(found.stockCodes.isEmpty)
    #expect(found.title == "INSIDE INFORMATION MATERIAL LITIGATION")
  }

  @Test func issuerByTwoDefinitions() {
    let found = metadata(
      """
      CHAIRMAN’S STATEMENT

      I present the results of Blue Finch Paper Holdings Limited (the “Company”) for the year of 2023.

      藍雀紙品控股有限公司（「本公司」）公佈其業績。

      """)
    #expect(found.issuers.map(\.en) == ["Blue Finch Paper Holdings Limited"])
    #expect(found.issuers.map(\.zh) == ["藍雀紙品控股有限公司"])
  }

  @Test func issuerByDefinitionInSingleQuotes() {
    let found = metadata(
      notice + """
        INSIDE INFORMATION

        The board of directors of Tianhe Logistics Group Co., Ltd. (天河物流集團股份有限公司) (stock code: 7) (the ‘‘Company’’) \
        announces that Huaxin Limited (stock code: 2440) has filed a claim.

        """)
    #expect(found.issuers.first?.en == "Tianhe Logistics Group Co., Ltd.")
    #expect(found.stockCodes == ["7"])
  }

  @Test func issuerByDefinitionInChinese() {
    let found = metadata(
      """
      （於中華人民共和國註冊成立的股份有限公司）
      （股份代號：2706）

      股東特別大會通告

      茲通告梵洛水務集團股份有限公司（「本公司」）謹訂於二零二零年六月十九日舉行股東特別大會。

      """)
    #expect(found.issuers.first?.zh == "梵洛水務集團股份有限公司")
    #expect(found.stockCodes == ["2706"])
    #expect(found.title == "股東特別大會通告")
  }

  @Test func renamedIssuer() {
    let found = metadata(
      """
      ALPRINT集團控股有限公司
      Alprint Group Limited
      （股份代號：8397）

      更改公司名稱

      茲提述晟印科技有限公司 (Shing Yan Technology Limited)（現稱 ALPRINT集團控股有限公司）（「本公司」）的通函。
      Tai Wo Limited (formerly known as Wo Kee Radio Limited) is the predecessor of another company.

      """, [pair("Shing Yan Technology Limited", "晟印科技有限公司")])
    #expect(
      found.formerNames == [
        Metadata.FormerName(en: "Shing Yan Technology Limited", zh: "晟印科技有限公司")
      ])
  }

  @Test func commissionFileNumberIsNoCode() {
    let found = metadata(
      """
      UNITED STATES
      SECURITIES AND EXCHANGE COMMISSION

      FORM 6-K

      Commission File Number: 001-39871

      Lingdong Interactive Holdings Inc.

      Exhibit 99.1

      Lingdong Interactive Announces Restructuring

      BEIJING, March 17, 2022 -- Lingdong Interactive Holdings Inc. (“Lingdong” or the “Company”) today \
      announced that it has amended the arrangements.

      """)
    #expect(found.issuers.first?.en == "Lingdong Interactive Holdings Inc.")
    #expect(found.stockCodes.isEmpty)
    #expect(found.title == "Lingdong Interactive Announces Restructuring")
  }

  @Test(arguments: [
    ("(Stock Code: 13)", ["13"]), ("(Stock code: 1)", ["1"]), ("（股份代號：86）", ["86"]),
    ("(Stock Codes: 16 (HKD counter) and 80016 (RMB counter))", ["16", "80016"]),
    ("(Stock Code 股份代號: 5)", ["5"]), ("(Stock Codes: 341, 80341)", ["341", "80341"]),
    ("(SEHK: 2057; NYSE: JHC)", ["2057", "JHC"]), ("(HKEX: 13; Nasdaq: JHC)", ["13", "JHC"]),
    ("(Stock Code: 23; Debt Stock Codes: 40121, 5834)", ["23"]),
    ("(Stock code for 2 years)", []), ("(Warrant Code: 23)\n(Stock Code: 8)", ["8"]),
  ])
  func codesOfOneDigitAndMore(_ line: String, _ codes: [String]) {
    let found = metadata(
      notice + """
        Jade Heron Holdings Limited
        翠鷺控股有限公司
        (Incorporated in Bermuda)
        \(line)

        CHANGE OF AUDITOR

        The Board announces the following.

        """)
    #expect(found.stockCodes == codes)
    #expect(found.issuers.first?.zh == "翠鷺控股有限公司")
    #expect(found.title == "CHANGE OF AUDITOR")
  }

  @Test(arguments: [
    "(Stock Code: 1858)\n\nSilver Finch Medical Co., Ltd.*\n銀雀醫療股份有限公司\n(A joint stock company)",
    "（股份代號：1858）\n銀雀醫療股份有限公司\nSilver Finch Medical Co., Ltd.\n（於中國註冊成立的股份有限公司）",
    "Stock code: 1858\n\nSilver Finch Medical Co., Ltd. 銀雀醫療股份有限公司",
  ])
  func theCodeStandsBeforeTheName(_ cover: String) {
    let found = metadata(
      notice + cover + "\n\nCHANGE OF AUDITOR\n\nThe Board announces the following.\n")
    #expect(found.issuers.count == 1)
    #expect(found.issuers.first?.en == "Silver Finch Medical Co., Ltd.")
    #expect(found.issuers.first?.zh == "銀雀醫療股份有限公司")
    #expect(found.stockCodes == ["1858"])
    #expect(found.title == "CHANGE OF AUDITOR")
  }

  @Test func anAdviserBelowTheCodeIsNotTheIssuer() {
    let found = metadata(
      notice + """
        (Stock Code: 1858)

        CHANGE OF AUDITOR

        Financial adviser to the Company
        Oakfield Lane Capital Limited

        The Board of Silver Finch Medical Co., Ltd. (the “Company”) announces the following.

        """)
    #expect(found.issuers.first?.en == "Silver Finch Medical Co., Ltd.")
    #expect(found.stockCodes == ["1858"])
  }

  @Test func anAnnouncementAttachedToAForm() {
    let found = metadata(
      """
      UNITED STATES
      SECURITIES AND EXCHANGE COMMISSION

      FORM 6-K

      Jade Heron (Cayman) Inc.

      Exhibit Index

      Exhibit 99.1 — Announcement — Grant of Share Units

      SIGNATURES

      Jade Heron (Cayman) Inc.

      Exhibit 99.1

      Hong Kong Exchanges and Clearing Limited takes no responsibility for the contents of this announcement.

      Jade Heron (Cayman) Inc.
      翠鷺（開曼）有限公司
      (Incorporated in the Cayman Islands with limited liability)
      (Stock Code: 2099)

      GRANT OF SHARE UNITS
      AND LETTER OF INTENT

      The Board hereby announces the following of the Company and of its subsidiaries.

      By order of the Board
      Jade Heron (Cayman) Inc.

      Hong Kong, June 17, 2022

      """)
    #expect(found.issuers.first?.en == "Jade Heron (Cayman) Inc.")
    #expect(found.issuers.first?.zh == "翠鷺（開曼）有限公司")
    #expect(found.stockCodes == ["2099"])
    #expect(found.title == "GRANT OF SHARE UNITS AND LETTER OF INTENT")
    #expect(found.date == "2022-06-17")
  }

  @Test(arguments: ["Exhibit 99.1", "EX-99.1", "EXHIBIT 99.1\n\n99.1"])
  func theHeadlineOfAnExhibit(_ exhibit: String) {
    let found = metadata(
      """
      FORM 6-K

      Jade Heron Inc.

      EXHIBIT INDEX

      Exhibit 99.1
      Exhibit 99.2

      SIGNATURES

      Jade Heron Inc.

      \(exhibit)

      Jade Heron Announces
      Unaudited Results

      SHANGHAI, June 16, 2022 -- Jade Heron Inc. (NYSE: JHI) (“Jade Heron”) today announced its results.

      """)
    #expect(found.title == "Jade Heron Announces Unaudited Results")
    #expect(found.issuers.first?.en == "Jade Heron Inc.")
  }

  @Test func anOfferorThatIsNotOnTheCover() {
    let found = metadata(
      notice + """
        Wai Heron Holdings Limited
        惠鷺集團有限公司
        (Stock Code: 610)

        JADE KING HOLDINGS LIMITED
        翠基控股有限公司*
        (Stock Code: 240)

        JOINT ANNOUNCEMENT

        The boards of Wai Heron Holdings Limited (“Wai Heron”) and of Jade King Holdings Limited (“Jade King”) \
        announce that Top Lark Holdings Limited (峻雀控股有限公司) (the “Offeror”) will make the Offer.

        """)
    #expect(
      found.issuers.map(\.en) == [
        "Wai Heron Holdings Limited", "Jade King Holdings Limited", "Top Lark Holdings Limited",
      ])
    #expect(found.issuers.map(\.role) == [.issuer, .issuer, .offeror])
    #expect(found.issuers.last?.zh == "峻雀控股有限公司")
  }

  @Test(arguments: [
    (
      "POLL RESULTS OF THE ANNUAL GENERAL MEETING\nHELD ON 27 JULY 2022",
      "POLL RESULTS OF THE ANNUAL GENERAL MEETING HELD ON 27 JULY 2022"
    ),
    ("MONTHLY UPDATE\nAS AT 31 MAY 2022", "MONTHLY UPDATE AS AT 31 MAY 2022"),
    ("INSIDE INFORMATION\nPROFIT WARNING", "INSIDE INFORMATION PROFIT WARNING"),
    ("CHANGE OF DIRECTORS\n\nHong Kong, 3 May 2026", "CHANGE OF DIRECTORS"),
  ])
  func titlesWithDates(_ lines: String, _ title: String) {
    let found = metadata(
      notice + "Heron Holdings plc\n翠鷺控股有限公司*\n(Stock Code: 5)\n\n\(lines)\n\n"
        + "The Board announces a contract of the Group with its customer in the north.\n")
    #expect(found.title == title)
    #expect(found.issuers.first?.en == "Heron Holdings plc")
  }

  @Test(arguments: [
    "By order of the Board\nJade Heron Holdings Limited\nWong Tai\nChairman\n\nHong Kong, 7 July 2022",
    "By order of the Board\n\nWong Tai\n\nChairman\n\nSeoul, Republic of Korea, 7 July 2022",
    "承董事會命\n翠鷺控股有限公司\n主席\n黃大文\n\n香港，二零二二年七月七日",
  ])
  func aSignatureIsNoTitle(_ signature: String) {
    let found = metadata(
      "The Board announces that the Group signed a contract of HK$120 million with its customer.\n\n\(signature)\n"
    )
    #expect(found.title == nil)
    #expect(found.date == "2022-07-07")
  }

  @Test func formsInChineseWithShortNamesAndBonds() {
    let found = metadata(
      """
      表格類別:股票\t狀態:新提交\tFF305
      翌日披露報表

      公司名稱:\t翠鷺集團-W (於開曼群島註冊成立以不同投票權控制的有限公司)
      (JADE HERON CORPORATION)
      呈交日期:\t2024年9月5日

      證券代號 (如上市)\t01810\t說明\tB類普通股

      1). 2025年到期零息可換股債券
      證券代號\t40121

      """)
    #expect(found.issuers.first?.zh == "翠鷺集團")
    #expect(found.issuers.first?.en == "JADE HERON CORPORATION")
    #expect(found.stockCodes == ["01810"])
    #expect(found.title == "翌日披露報表")
    #expect(found.date == "2024-09-05")
  }

  @Test func emptyTextHasNoMetadata() {
    #expect(metadata("") == Metadata())
    #expect(metadata("Nothing here.\n").issuers.isEmpty)
  }

  @Test func registrationNumberAndBondCodeAreNoCodes() {
    let found = metadata(
      """
      SENG HUAT MARINE LIMITED
      (Company Registration No. 201732184K)
      (Debt Stock Code: 40123)

      PROPOSED ACQUISITION

      """)
    #expect(found.issuers.first?.en == "SENG HUAT MARINE LIMITED")
    #expect(found.stockCodes.isEmpty)
  }

  @Test(arguments: [
    "(", "（", "(Stock Code:", "(Stock Code: 1548", "股份代號：", "「本公司」", "(the “Company”", "known as ",
    "前稱", "更名為", "By order of the", "承董事會命", "“Company”\t", "Exhibit 99.1", "(Stock Code: A", "*",
    "年月日",
    "二零一八年", "Name of Issuer:", "A Limited\n(formerly known as", "（前稱",
  ])
  func fragmentsDoNotTrap(_ text: String) {
    _ = metadata(text)
    _ = metadata(text + "\n")
    _ = metadata("A B Limited\n(Stock Code: 1)\n" + text)
    _ = metadata(text + text)
  }
}
