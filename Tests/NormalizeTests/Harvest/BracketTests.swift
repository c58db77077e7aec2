import Testing

@testable import Normalize

/// Brackets that hold more than a counterpart, lists of names before one, names that cells divide.
@Suite("Harvest: brackets, lists and cells")
struct BracketTests {
  @Test(
    arguments: [
      (
        "The Gorse Valley Medical Authority (GVMA) (金雀谷醫療管理局) approved it.",
        ["Gorse Valley Medical Authority = 金雀谷醫療管理局", "GVMA = 金雀谷醫療管理局"]
      ),
      // (HK) is no acronym of what stands before it.
      ("Sold to Wing Heron (HK) Limited (永鷺有限公司) in May.", ["Wing Heron (HK) Limited = 永鷺有限公司"]),
    ] as [(String, [String])])
  func anAcronymBetweenName(_ text: String, _ expected: [String]) throws {
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  @Test(
    arguments: [
      ("Approval of XELORUVA® (xelorunib, 賽洛瓦®) was given.", ["XELORUVA = 賽洛瓦"]),
      ("We sell heronlizumab (鷺澤安®), and QERIVA® (奇瑞瓦®).", ["heronlizumab = 鷺澤安", "QERIVA = 奇瑞瓦"]),
      (
        "Heron Kite Inc. (NYSE: HRK, 鷺鳶有限公司) supplies it.", ["Heron Kite Inc. = 鷺鳶有限公司"]
      ),
      // Somebody else's name behind a sentence.
      ("Heron Kite Inc. (a company in which his brother, 陳大明, has an interest) sold it.", []),
      ("The treatment (保守治療) goes on.", []),
    ] as [(String, [String])])
  func theChineseNameBehindALabel(_ text: String, _ expected: [String]) throws {
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  @Test(
    arguments: [
      (
        "Issued by the Ministry of Finance and the State Administration of Taxation (財政部、國家稅務總局), it applies.",
        ["Ministry of Finance = 財政部", "State Administration of Taxation = 國家稅務總局"]
      ),
      (
        "They are Mr. Chan Tai Man, Mr. Ho Kwok Keung and Ms. Lee Siu Ming (陳大文、何國強及李小明).",
        ["Chan Tai Man = 陳大文", "Ho Kwok Keung = 何國強", "Lee Siu Ming = 李小明"]
      ),
      (
        "held by Mr. Chan Tai Man and Ms. Lee Siu Ming (陳大文先生及李小明女士).",
        ["Chan Tai Man = 陳大文", "Lee Siu Ming = 李小明"]
      ),
      // Two names before the bracket and two in it that do not agree.
      ("held by Heron Limited and the banks (金雀谷有限公司、其他人) now.", []),
    ] as [(String, [String])])
  func listsBeforeOneBracket(_ text: String, _ expected: [String]) throws {
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  @Test(arguments: [
    // The branch stands behind the abbreviated legal form, without a comma.
    (
      "Loans from Gorse Valley Bank Co., Ltd. Suzhou Branch (金雀谷銀行股份有限公司蘇州分行), and others.",
      "Gorse Valley Bank Co., Ltd. Suzhou Branch = 金雀谷銀行股份有限公司蘇州分行"
    ),
    // A person before `of` with a syllable of the company's name.
    (
      "The liquidators, Kong Sze Man Simone of Mandrake Asia Limited (萬利亞洲有限公司), agreed.",
      "Mandrake Asia Limited = 萬利亞洲有限公司"
    ),
    // What a comma and `and` set apart is another name.
    (
      "rated by GVXI, and Gorse Brilliance Rating Co., Ltd. (“Gorse Brilliance”, 金雀新世紀資信評估投資服務有限公司).",
      "Gorse Brilliance Rating Co., Ltd. = 金雀新世紀資信評估投資服務有限公司"
    ),
    // A surname that is a small word elsewhere.
    ("His spouse, Ms. Yu Yuling (于玉玲), agreed.", "Yu Yuling = 于玉玲"),
    // The short form and a semicolon before the counterpart; a law behind its acronym.
    (
      "Gorse Hydropower Co., Ltd (“Gorse Hydro”; 金雀水電有限責任公司) is a venture.",
      "Gorse Hydropower Co., Ltd = 金雀水電有限責任公司"
    ),
    (
      "under the Heron Protection Law of the PRC (the “HP Law”, 中華人民共和國蒼鷺保護法) of 2020.",
      "Heron Protection Law of the PRC = 中華人民共和國蒼鷺保護法"
    ),
    // Latin letters at the end of a Chinese name.
    ("对手为三星SDX（Samsung SDX Co., Ltd.）以及其他公司。", "Samsung SDX Co., Ltd. = 三星SDX"),
    ("在“弗鸢动力”（FinKite Powertrain）平台上开发。", "FinKite Powertrain = 弗鸢动力"),
    // The word of a definition before the name.
    ("「岩獅動力」指岩獅動力有限公司（Rocklion Motors GmbH）", "Rocklion Motors GmbH = 岩獅動力有限公司"),
    (
      "岩狮国际    指    岩狮国际集团科技有限公司（Rocklion Technology International Group Limited）",
      "Rocklion Technology International Group Limited = 岩狮国际集团科技有限公司"
    ),
    (
      "须遵守公司收購及合併守則（Codes on Takeovers and Mergers and Share Buy-backs）及規定。",
      "Codes on Takeovers and Mergers and Share Buy-backs = 公司收購及合併守則"
    ),
    ("安羅鳶尼膠囊（商品名：鷺可維®）（Anlotikinib Capsule）銷售理想。", "Anlotikinib Capsule = 安羅鳶尼膠囊"),
    ("developed in the Maringela Project (馬靈格拉項目), a venture.", "Maringela Project = 馬靈格拉項目"),
  ])
  func whatStandsAround(_ text: String, _ pair: String) throws {
    let found = try Cleaned.statedPairs(text)
    #expect(found.contains(pair), "\(found)")
  }

  @Test func aNameWithTheWordOfDefinitions() throws {
    let cleaned = try Cleaned("公司与北京指南鸢科技有限公司签约。\n")
    #expect(
      cleaned.document.names.map { String(decoding: $0.zh, as: UTF8.self) } == ["北京指南鸢科技有限公司"])
  }

  @Test(
    arguments: [
      (
        "Name\tPlace\nGorse Valley\tPRC\nBiotechnologies Co., Ltd. (金雀谷生物科技有限公司)\tMSG",
        ["Gorse Valley Biotechnologies Co., Ltd. = 金雀谷生物科技有限公司"]
      ),
      (
        "Name\tPlace\nGorse Northeast\tPRC\nBiotechnologies Co., Ltd.\tMSG\n(金雀東北生物科技有限公司)",
        ["Gorse Northeast Biotechnologies Co., Ltd. = 金雀東北生物科技有限公司"]
      ),
      // A short form between the two names.
      (
        "Name\tRelationship\nWuxi Maofeng Power Co., Ltd. (“Wuxi Maofeng”)\tFellow subsidiary\n無錫茂峰電力有限公司",
        ["Wuxi Maofeng Power Co., Ltd. = 無錫茂峰電力有限公司", "Wuxi Maofeng = 無錫茂峰"]
      ),
      // The place of the next column.
      (
        "Name\tShare\nGorse Port International PRC\t40%\nContainer Terminal Co., Ltd.\t\n(金雀港國際集裝箱碼頭有限公司)",
        ["Gorse Port International Container Terminal Co., Ltd. = 金雀港國際集裝箱碼頭有限公司"]
      ),
      // Two companies, each whole in its own row.
      (
        "Name\tPlace\nGorse Group (BVI) Limited\tBVI\nHeron Fermentation Co., Ltd. (蒼鷺發酵有限公司)\tPRC",
        ["Heron Fermentation Co., Ltd. = 蒼鷺發酵有限公司"]
      ),
      (
        "Name\tPlace\nGorse Farms\tBVI\nGorse Valley Limited (金雀谷有限公司)\tPRC",
        ["Gorse Valley Limited = 金雀谷有限公司"]
      ),
    ] as [(String, [String])])
  func namesThatCellsDivide(_ text: String, _ expected: [String]) throws {
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  /// Rows of resolutions and lists of directors.
  @Test(
    arguments: [
      (
        "Resolution\tFor\n(i) to re-elect Mr. Zhang Cuilong\t8,904\n(張翠龍) as a director\t(98%)",
        ["Zhang Cuilong = 張翠龍"]
      ),
      (
        "Resolution\tFor\n4. To re-appoint Messrs. Gorse Heath\t9,010\nTollmann (金雀•關黃陳方會計師行) as auditor\t(98%)",
        ["Gorse Heath Tollmann = 金雀•關黃陳方會計師行"]
      ),
      (
        "執行董事：\t非執行董事：\n古星朗先生\t霍建昌先生（主席）（FOK Kin Cheong, Canning）\n(KOO Sing Long)\t馬勵仁先生",
        ["FOK Kin Cheong, Canning = 霍建昌", "KOO Sing Long = 古星朗"]
      ),
      ("集團總經理\n李朗\n（Li Long Dr）", ["Li Long = 李朗"]),
      ("主席\n李朗\n（Executive Director）", []),
    ] as [(String, [String])])
  func personsThatLinesDivide(_ text: String, _ expected: [String]) throws {
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  /// A Chinese name without a legal form between the English one and the bracket of a cover.
  @Test func coverNamesWithoutAForm() throws {
    let cover = "Gorsevent Biologics, Inc.\n金雀達生物製藥\n(Incorporated in the Cayman Islands)\n"
    #expect(try Cleaned.statedPairs(cover) == ["Gorsevent Biologics, Inc. = 金雀達生物製藥"])
    #expect(
      try Cleaned.statedPairs("Gorsevent Biologics, Inc.\n須予披露交易\n(Stock Code: 1801)\n").isEmpty)
    #expect(
      try Cleaned.statedPairs("Gorsevent Biologics, Inc.\n金雀達生物製藥\nOn 5 May it met.\n").isEmpty)
  }

  /// The short form's name is set in capitals on the cover.
  @Test func shortFormsOfTheIssuer() throws {
    let cleaned = try Cleaned(
      "GORSE WATER LIMITED\n金雀水務有限公司\n\nThe board of Gorse Water Limited (the “Company” or “Gorse Water”) met.\n"
    )
    #expect(cleaned.pairs.contains("Gorse Water = 金雀水務"), "\(cleaned.pairs)")
  }
}
