import Testing

@testable import Normalize

/// Where a hard wrap is healed and where the line ends; columns of unequal length; fields in a line.
@Suite("Normalize: wraps")
struct WrapTests {
  private static func text(_ source: String) throws -> String {
    try Cleaned(source) { ($0.stripped, $0.gloss) = ([], .none) }.text
  }

  /// English beside Chinese, and longer: read to its end. No cell begins behind an opening bracket.
  @Test func columnsOfTwoLanguages() throws {
    let source = """
      Mr. Li Lin, aged 45, has been an         黎霖先生，45歲，自二零一五年三月
      executive Director since 1 March         一日起擔任執行董事。彼負責本集團
      2015. He serves on the board.            的整體策略。
      He joined Nanjing Orchid Pharma
      Co., Ltd. in 2009.

      The Company has three directors.
      """
    #expect(
      try Self.text(source).hasPrefix(
        "Mr. Li Lin, aged 45, has been an executive Director since 1 March 2015. He serves on the board. "
          + "He joined Nanjing Orchid Pharma Co., Ltd. in 2009.\n\n黎霖先生，45歲，"))
    let open = "The buyer is Jinan Maofeng Co., Ltd.* (   濟南茂峰有限公司) (“Maofeng”)\nof Jinan.\n"
    #expect(
      try Self.text(open)
        == "The buyer is Jinan Maofeng Co., Ltd.* (濟南茂峰有限公司) (“Maofeng”) of Jinan.\n")
  }

  /// Wrapped behind a word that could end a line: what it goes on with is its own.
  @Test(arguments: [
    (
      "is owned as to 32% by Mr. Wong Kam Shan (王錦山先生), and by Maofeng Group Corporation",
      "Limited (茂峰集團有限公司)."
    ),
    (
      "(北港銀行) (“North Port Bank”) and by loans of the Bank of Maofeng Limited",
      "Singapore Branch (茂峰銀行新加坡分行), the"
    ),
    (
      "Stock Exchange (stock code: 1548). Maofeng Tissue Limited is listed on the Shanghai",
      "Stock Exchange (stock code: 601548)."
    ),
    (
      "The meeting will be held at the hotel of the Company in Jinan at 10:00 a.m.",
      "on Friday, 21 June 2024."
    ),
    (
      "The holder of the shares of Maofeng Tissue Company Limited appoints (Note",
      "3) the chairman of the meeting as proxy."
    ),
    (
      "The vendor of the machines is a company which is controlled by Mr.",
      "Wong Kam Shan and his family."
    ),
    (
      "The vendor of the machines is an associate of Mr. WONG",
      "Kam Shan (王錦山) and of his brother."
    ),
    (
      "the agreement with Jinan Maofeng Private Equity Fund Management Co., Ltd.",
      "(濟南茂峰私募股權基金管理有限公司) (the “General Partner”), the Company and others."
    ),
    (
      "through its subsidiary Jinan Maofeng Precision Machinery Co., Ltd.",
      "(“Maofeng Precision”), 70% of the shares of an Italian company for EUR3.1 million."
    ),
    (
      "the seller is Maofeng Feed Mill (茂峰飼料廠), a sole proprietorship of Mr. Bao Chaolu",
      "(包朝魯)"
    ),
  ])
  func sentencesGoOn(_ first: String, _ second: String) throws {
    let before =
      "The Board announces that on 3 May 2026 the following was agreed upon, as it is said,"
    #expect(
      try Self.text("\(before)\n\(first)\n\(second)\n") == "\(before) \(first) \(second)\n")
  }

  /// Between ideographs and a bracket of ideographs, a comma or the rest of a name stands no blank.
  @Test(arguments: [
    ("本公司與濟南茂峰股權投資合夥企業", "(有限合夥)訂立協議，據此本公司將向其出資。"),
    (
      "The buyer is Jinan Maofeng Tissue Company Limited (濟南茂峰紙業有限公司",
      ", “Maofeng Tissue”) of Jinan."
    ),
    ("The project which the Company develops is Maofeng Valley (茂峰山谷", "A-ONE項目) in Jinan."),
    ("The brand under which the products of the Company are sold is “Lark” (", "「海雀」) in Jinan."),
  ])
  func nothingIsPutIntoAName(_ first: String, _ second: String) throws {
    #expect(try Self.text("\(first)\n\(second)\n") == "\(first)\(second)\n")
  }

  @Test(arguments: [
    "Executive Directors: Mr. Wong Kam Shan (Chairman), Mr. Chan Tai Man, Mr. Lee Rui Yong\n"
      + "Independent Non-executive Directors: Mr. Au Kin, Mr. Sze Lei Ming, Ms. Rania Cheung\n",
    "Executive Directors: WONG Kam Shan, CHAN Tai Man, LEE Rui Yong and KWOK Man Chung\n"
      + "Independent non-executive Directors: AU Kin, SZE Lei Ming and Rania CHEUNG\n",
    "二、会议审议通过了《关于续聘会计师事务所的议案》，续聘景标会计师事务所为公司2026年度审计机构。\n三、会议听取了独立董事关于公司课题的汇报。\n",
    "The members of the Board of the Company are set out below.\n董事會成員載列如下。\n",
    "ACQUISITION OF LAND USE RIGHTS BY A WHOLLY-OWNED SUBSIDIARY\n全資附屬公司收購土地使用權\n",
    "Executive directors of the Company\nMr. Mok Tsan Wing (Chairman)\nMr. Wyland Mui\n"
      + "Ms. Yip Sau Fong, Fiona\n",
    "MAOFENG SHIPBUILDING AND OFFSHORE ENGINEERING INDUSTRIES (HOLDINGS) LTD.\n"
      + "(茂峰造船及海洋工程工業（控股）有限公司)\n",
  ])
  func linesOfTheirOwnStay(_ source: String) throws {
    #expect(try Self.text(source) == source)
  }

  /// Latin words among the ideographs make the lines of a paragraph of various widths.
  @Test(arguments: [
    (
      "投資者持有人民幣普通股，董事會已議決豁免向股東提供保證配額。本公司的中國法律顧問茂峰律師事",
      "務所（Maofeng Law Firm）認為有關限制仍然有效。"
    ),
    ("生产工艺，相关专利均归属公司或茂峰研究院，不存在涉及职务发明的纠纷。研究院现拥有授权专", "利62项，在研项目11个。"),
  ])
  func proseOfVariousWidthsGoesOn(_ first: String, _ second: String) throws {
    let before =
      "王大文先生在职期间参与的在研项目为“长链二元酸”（Long Chain Dicarboxylic Acid，LCDA）及“丙二醇”（1,3-PDO）"
    #expect(try Self.text("\(before)\n\(first)\n\(second)\n").contains(first + second))
  }

  /// An item and the lines that hang below it, as pdftotext and Word set them.
  @Test func textThatHangsBehindAnEnumeratorIsNoColumn() throws {
    let source = """
      The resumption guidance has the following conditions, all of which the Company must meet:

      (a)   publish all outstanding financial results of the Company and its subsidiaries and of
            the funds of Maofeng Tissue;

      (i)   (1)   tell the market of the lodging of forms with the share registrar, Maofeng Harvest
                  Registrars Limited, before the meeting; and

      •     the mill of Maofeng Paper Co., Ltd. (茂峰造紙有限公司), which has been closed since the month
            of May;

      2.1   The mill is insured.

      –     The pulp is not.
      """
    #expect(
      try Self.text(source) == """
        The resumption guidance has the following conditions, all of which the Company must meet:

        (a) publish all outstanding financial results of the Company and its subsidiaries and of the funds of Maofeng Tissue;

        (i) (1) tell the market of the lodging of forms with the share registrar, Maofeng Harvest Registrars Limited, before the meeting; and

        - the mill of Maofeng Paper Co., Ltd. (茂峰造紙有限公司), which has been closed since the month of May;

        2.1 The mill is insured.

        – The pulp is not.

        """)
  }

  /// Enumerators in a table, units and dashes for figures stay in their cells.
  @Test func cellsOfATableStay() throws {
    let source = """
                                        Tonnage      Grade        Contained
        Maofeng Mine                      (kt)         (%)           (kt)
        Measured                        22,104        0.112          24.8
        Inferred                             –        0.071           7.1

        (a)   Net assets to be disposed of            Not applicable
        (b)   Net profits attributable to them        18.6%
      """
    #expect(
      try Self.text(source) == """
        \tTonnage\tGrade\tContained
        Maofeng Mine\t(kt)\t(%)\t(kt)
        Measured\t22,104\t0.112\t24.8
        Inferred\t–\t0.071\t7.1

        (a) Net assets to be disposed of\tNot applicable
        (b) Net profits attributable to them\t18.6%

        """)
  }

  /// Names, heads and labels that were wrapped in their cells; labels without figures stand alone.
  @Test func cellsOfSeveralLinesAreOne() throws {
    let source = """
                                    Place of                  Percentage of
                                    incorporation/            equity attributable
      Name                          registration              to the Company        Principal activities

      Zhuhai Maofeng                PRC/                      100%                  Manufacture of
        Packaging Co., Ltd.*        Mainland China                                  packaging materials
        (珠海茂峰包裝有限公司)

      Maofeng Trading               Hong Kong                 100%                  Trading
        Limited

      Profits are shared as follows:

                                                                    2025           2024
                                                                 RMB’000        RMB’000
      Share of profits of:
        Joint ventures                                             1,205            987
        Associates                                                  (340)           112
      """
    #expect(
      try Self.text(source) == """
        Name\tPlace of incorporation/ registration\tPercentage of equity attributable to the Company\tPrincipal activities

        Zhuhai Maofeng Packaging Co., Ltd.* (珠海茂峰包裝有限公司)\tPRC/ Mainland China\t100%\tManufacture of packaging materials

        Maofeng Trading Limited\tHong Kong\t100%\tTrading

        Profits are shared as follows:

        \t2025\t2024
        \tRMB’000\tRMB’000
        Share of profits of:
        Joint ventures\t1,205\t987
        Associates\t(340)\t112

        """)
  }

  @Test func aRowAboveATableIsNotPartOfIt() throws {
    let source = """
      Section II                                                                       None

      Name of the subsidiary        Name in English                                        Share
      茂峰造紙有限公司              Maofeng Paper Making Company of the City of Jinan         70%
      茂峰紙漿有限公司              Maofeng Pulp Co., Ltd.                                   100%
      茂峰研究院                    Maofeng Research Academy of the University of Jinan   51%
      """
    #expect(
      try Self.text(source) == """
        Section II\tNone

        Name of the subsidiary\tName in English\tShare
        茂峰造紙有限公司\tMaofeng Paper Making Company of the City of Jinan\t70%
        茂峰紙漿有限公司\tMaofeng Pulp Co., Ltd.\t100%
        茂峰研究院\tMaofeng Research Academy of the University of Jinan\t51%

        """)
  }

  @Test func theIssuerStandsAboveItsTitleAndItsBoard() throws {
    let issuer = "济南茂峰生物技术股份有限公司"
    let spaced = issuer.map(String.init).joined(separator: " ")
    let source = "\(spaced)\n关于子公司引入投资者的公告\n\n\(spaced)\n董事会\n2026年4月27日\n"
    #expect(
      try Self.text(source)
        == "\(issuer)\n关于子公司引入投资者的公告\n\n\(issuer)\n董事会\n2026年4月27日\n")
  }

  /// The left column is longer than the right one, and one of its lines fills it.
  @Test func theLongerColumnEndsBeforeTheOther() throws {
    let source = """
      At the date of this announcement, the executive      於本公告日期，本公司的執行董事為王錦山先生（主席）
      directors of the Company are Mr. Wong Kam Shan       、陳大文先生及歐健先生；獨立非執行董事為李瑞勇
      (Chairman), Mr. Chan Tai Man and Mr. Au Kin, and     先生、施雷鳴先生、張蘭雅女士、潘仲賢先生及卓百
      the nonexecutive director is Ms. Lo; the independent 德先生。
      non-executive directors are Professor Lee Rui Yong,
      Mr. Sze Lei Ming, Ms. Rania Cheung, Mr. Poon Chung
      Yin and Mr. Cheuk Pak Tak.

      """
    let expected =
      "At the date of this announcement, the executive directors of the Company are Mr. Wong Kam Shan "
      + "(Chairman), Mr. Chan Tai Man and Mr. Au Kin, and the nonexecutive director is Ms. Lo; the "
      + "independent non-executive directors are Professor Lee Rui Yong, Mr. Sze Lei Ming, Ms. Rania "
      + "Cheung, Mr. Poon Chung Yin and Mr. Cheuk Pak Tak.\n\n"
      + "於本公告日期，本公司的執行董事為王錦山先生（主席）、陳大文先生及歐健先生；獨立非執行董事為李瑞勇先生、施雷鳴先生、張蘭雅女士、潘仲賢先生及卓百德先生。\n"
    #expect(try Self.text(source) == expected)
  }

  @Test func aNameThatEndsLikeASmallWordIsNoBrokenSentence() throws {
    let source = """
      By order of the Board                                承董事會命
      MAOFENG PROPERTIES LIMITED                           茂峰置業有限公司
      LO Siu On                                            羅肇安
      Chairman                                             主席

      """
    #expect(try Self.text(source).hasSuffix("\nLO Siu On\t羅肇安\nChairman\t主席\n"))
  }

  @Test(arguments: [
    ("证券代码：000725  证券简称：茂峰A", "证券代码：000725\t证券简称：茂峰A"),
    ("证 券 代 码：600600   证 券 简 称：茂 峰", "证券代码：600600\t证券简称：茂峰"),
    ("（一）  公司名称：茂峰纸业", "（一）公司名称：茂峰纸业"), ("股  份  代  號：1548", "股份代號：1548"),
  ])
  func fieldsOfALineStayApart(_ source: String, _ expected: String) throws {
    #expect(try Self.text(source + "\n") == expected + "\n")
  }

  @Test func blanksToFillInStay() throws {
    let source = """
      I/We (Note 1)
      ______________________________
      of (Note 1)
      ______________________________
      being the holder of shares of the Company appoint the chairman of the meeting as proxy.

      """
    let blank = String(repeating: "_", count: 30)
    #expect(
      try Cleaned(source).text.hasPrefix("I/We (Note 1) \(blank) of (Note 1) \(blank) being the"))
  }

  @Test(arguments: [
    (
      "*(Incorporated in the Cayman Islands with limited liability)*",
      "(Incorporated in the Cayman Islands with limited liability)"
    ),
    (
      "Maofeng Tissue Limited\\* (茂峰紙業有限公司) \\[the Vendor\\]",
      "Maofeng Tissue Limited* (茂峰紙業有限公司) [the Vendor]"
    ),
  ])
  func emphasisAndEscapesGo(_ source: String, _ expected: String) throws {
    #expect(try Self.text(source + "\n") == expected + "\n")
  }
}
