import Testing

@testable import Normalize

/// What stands before and behind a name and is no part of it; short names; names without brackets.
@Suite("Harvest: bounds of pairs")
struct BoundaryTests {
  private func pairs(_ text: String) throws -> [String] {
    try Cleaned(text + "\n").document.names
      .filter { name in name.isPaired && name.evidence.contains { $0.kind != .lexicon } }
      .map {
        String(decoding: $0.en, as: UTF8.self) + " = " + String(decoding: $0.zh, as: UTF8.self)
      }
  }

  @Test(arguments: [
    (
      "On 4 March 2020, Beijing Rocklion Technology Co., Ltd. (北京岩獅科技股份有限公司) agreed.",
      "Beijing Rocklion Technology Co., Ltd. = 北京岩獅科技股份有限公司"
    ),
    (
      "Since 5 May 2023 Zhejiang Fuyu Trading Co., Ltd. (浙江富裕貿易有限公司) has lent it.",
      "Zhejiang Fuyu Trading Co., Ltd. = 浙江富裕貿易有限公司"
    ),
    (
      "On May 5, 2021, Kwan & Wood Holdings Limited (關活控股有限公司) signed.",
      "Kwan & Wood Holdings Limited = 關活控股有限公司"
    ),
    (
      "It is owned by Mr. Wong Wai, Union Harvest Limited (聯合豐收有限公司) and others.",
      "Union Harvest Limited = 聯合豐收有限公司"
    ),
    (
      "In Hong Kong, Capital Lantern Limited (資燈有限公司) is dormant.",
      "Capital Lantern Limited = 資燈有限公司"
    ),
    (
      "the Service Provider Silver Heron Limited (銀鷺有限公司) agreed.",
      "Silver Heron Limited = 銀鷺有限公司"
    ),
    (
      "paid to the Bank Silver Heron Limited (銀鷺有限公司) in 2018.",
      "Silver Heron Limited = 銀鷺有限公司"
    ),
    (
      "the counterparties are (i) Both Lantern Limited (互燈有限公司); and (ii) a bank.",
      "Both Lantern Limited = 互燈有限公司"
    ),
  ])
  func datesPersonsAndRolesBeforeThem(_ text: String, _ pair: String) throws {
    #expect(try pairs(text) == [pair])
  }

  /// The capital of `The` says that it belongs to the name, but at the begin of a sentence.
  @Test(arguments: [
    (
      "On 4 March 2020, The Lantern Company, Limited (燈籠有限公司) agreed.",
      "The Lantern Company, Limited = 燈籠有限公司"
    ),
    ("Vendor: The Lantern Company, Limited (燈籠有限公司)", "The Lantern Company, Limited = 燈籠有限公司"),
    (
      "Name\tShare\nThe Lantern Company, Limited (燈籠有限公司)\t30%",
      "The Lantern Company, Limited = 燈籠有限公司"
    ),
    (
      "The Lantern Company, Limited (燈籠有限公司) is a customer of the Group.",
      "Lantern Company, Limited = 燈籠有限公司"
    ),
  ])
  func theBelongsToTheNameInsideASentence(_ text: String, _ pair: String) throws {
    #expect(try pairs(text).contains(pair))
  }

  @Test(arguments: [
    ("並獲岩獅科技有限公司（Rocklion Technology Limited）委任。", "Rocklion Technology Limited = 岩獅科技有限公司"),
    ("競爭對手銀鷺控股有限公司（Silver Heron Holdings Limited）亦然。", "Silver Heron Holdings Limited = 銀鷺控股有限公司"),
    ("本公司委托拓鯨船务有限公司（Topwhale Shipping Limited）承运。", "Topwhale Shipping Limited = 拓鯨船务有限公司"),
    ("由海關總署（General Administration of Customs）批准。", "General Administration of Customs = 海關總署"),
    ("工业和信息化部（MIIT）已批准。", "MIIT = 工业和信息化部"),
  ])
  func wordsBeforeChineseNames(_ text: String, _ pair: String) throws {
    #expect(try pairs(text) == [pair])
  }

  @Test(arguments: [
    ("phones sold by Huawei (華為) in May.", "Huawei = 華為"),
    ("本公司與美團（Meituan）訂立協議。", "Meituan = 美團"),
    ("appliances of Midea (美的) are sold.", "Midea = 美的"),
  ])
  func brandsOfOneWord(_ text: String, _ pair: String) throws {
    #expect(try pairs(text) == [pair])
  }

  @Test func commonWordsAreNoBrands() throws {
    #expect(try pairs("Revenue (收益), Goodwill (商譽) and Turnover (營業額) rose.").isEmpty)
  }

  @Test(arguments: [
    (
      "Silver Heron Holdings Limited (in liquidation) （銀鷺控股有限公司（清盤中））",
      "Silver Heron Holdings Limited = 銀鷺控股有限公司"
    ),
    ("before Madam Justice Linda Shum (岑靜芬法官) in chambers.", "Linda Shum = 岑靜芬"),
    ("董事井賢良（Eric Jing）先生出席會議。", "Eric Jing = 井賢良"),
    ("Mr. Sun Hongbo (“Mr. Sun”, 孫宏波) agreed.", "Sun Hongbo = 孫宏波"),
    ("Mr. Wilson OR Chong-man (柯創文) agreed.", "Wilson OR Chong-man = 柯創文"),
    ("買方張富先生（Daniel Fu Zhang）同意。", "Daniel Fu Zhang = 張富"),
    (
      "with Bank of Jilin, Dalian branch (吉林銀行大連分行) in May.",
      "Bank of Jilin, Dalian branch = 吉林銀行大連分行"
    ),
    (
      "under the Measures for the Keeping of Herons† 《蒼鷺飼養管理辦法》 of 2020.",
      "Measures for the Keeping of Herons = 蒼鷺飼養管理辦法"
    ),
  ])
  func statusTitlesAndPersons(_ text: String, _ pair: String) throws {
    #expect(try pairs(text).contains(pair))
  }

  @Test func aRenamedCompanyIsTheFormerOne() throws {
    let cleaned = try Cleaned(
      "with CM Heron Limited (民鷺有限公司, now known as Deep Lantern Limited 深燈有限公司) and\n")
    let former = cleaned.document.names.filter { $0.form == .former }.map {
      String(decoding: $0.en, as: UTF8.self)
    }
    #expect(former == ["CM Heron Limited"])
    #expect(cleaned.pairs.contains("Deep Lantern Limited = 深燈有限公司"))
  }

  @Test(
    arguments: [
      (
        "He is a director of Silver Heron Holdings Limited, 銀鷺控股有限公司, a dealer.",
        ["Silver Heron Holdings Limited = 銀鷺控股有限公司"]
      ),
      (
        "He works for Beijing E-Hulo Information Technology Co., Ltd, 北京宜璐信息技術有限公司, in Beijing.",
        ["Beijing E-Hulo Information Technology Co., Ltd = 北京宜璐信息技術有限公司"]
      ),
      // Two companies of a list.
      ("The holders are Shanghai Heron Industrial Co., Ltd., 上海復燈投資管理有限公司, and others.", []),
      ("The customers are Harbin Pharmaceutical Group Co., Ltd., 哈爾濱高科技集團股份有限公司 and others.", []),
    ] as [(String, [String])])
  func namesBesideAComma(_ text: String, _ expected: [String]) throws {
    #expect(try pairs(text) == expected)
  }

  @Test(arguments: [
    "公司中文全称：岩狮科技股份有限公司；英文全称：Rocklion Technology Co., Ltd.",
    "第四条 公司注册名称：中文全称：岩狮科技股份有限公司；英文全称：Rocklion Technology Co., Ltd.",
  ])
  func labelsOfFullNames(_ text: String) throws {
    #expect(try pairs(text) == ["Rocklion Technology Co., Ltd. = 岩狮科技股份有限公司"])
  }
}
