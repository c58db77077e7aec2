import Testing

@testable import Normalize

/// What stands before and behind a name and is no part of it; short names; names without brackets.
@Suite("Harvest: bounds of pairs")
struct BoundaryTests {
  @Test(arguments: [
    (
      "It owns the 412-room Grand Thrush Hotel (鶇鳥大酒店) near the pagoda.",
      "Grand Thrush Hotel = 鶇鳥大酒店"
    ),
    // Hon is an honorific before a name, and a syllable in one.
    ("It was informed by Mr. Lee Hon Tong (李漢棠), the vendor.", "Lee Hon Tong = 李漢棠"),
    ("The Hon. Lee Tak Wai (李德偉) spoke.", "Lee Tak Wai = 李德偉"),
    ("Dr. Takahashi Kenji (高橋健二), aged 61, is our officer.", "Takahashi Kenji = 高橋健二"),
    (
      "accounts with Jinshan Bank Co., Ltd., Wuhan Jianghan Sub-branch (金山銀行股份有限公司武漢江漢支行) were frozen.",
      "Jinshan Bank Co., Ltd., Wuhan Jianghan Sub-branch = 金山銀行股份有限公司武漢江漢支行"
    ),
    (
      "under the Measures for the Supervision and Administration of Tea Funds (茶葉基金監督管理辦法).",
      "Measures for the Supervision and Administration of Tea Funds = 茶葉基金監督管理辦法"
    ),
    (
      "the Opinions on Further Reducing the Burden of Homework for Students in Compulsory Education (關於進一步減輕義務教育學生作業負擔的意見) say so.",
      "Opinions on Further Reducing the Burden of Homework for Students in Compulsory Education = 關於進一步減輕義務教育學生作業負擔的意見"
    ),
    (
      "與其亞太區總部賽科化學（新加坡）私人有限公司（Seco Chemicals (Singapore) Pte. Ltd.）簽署。",
      "Seco Chemicals (Singapore) Pte. Ltd. = 賽科化學（新加坡）私人有限公司"
    ),
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
    #expect(try Cleaned.statedPairs(text) == [pair])
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
    #expect(try Cleaned.statedPairs(text).contains(pair))
  }

  @Test(arguments: [
    ("並獲岩獅科技有限公司（Rocklion Technology Limited）委任。", "Rocklion Technology Limited = 岩獅科技有限公司"),
    ("競爭對手銀鷺控股有限公司（Silver Heron Holdings Limited）亦然。", "Silver Heron Holdings Limited = 銀鷺控股有限公司"),
    ("本公司委托拓鯨船务有限公司（Topwhale Shipping Limited）承运。", "Topwhale Shipping Limited = 拓鯨船务有限公司"),
    ("由海關總署（General Administration of Customs）批准。", "General Administration of Customs = 海關總署"),
    ("工业和信息化部（MIIT）已批准。", "MIIT = 工业和信息化部"),
  ])
  func wordsBeforeChineseNames(_ text: String, _ pair: String) throws {
    #expect(try Cleaned.statedPairs(text) == [pair])
  }

  @Test(arguments: [
    ("phones sold by Huawei (華為) in May.", "Huawei = 華為"),
    ("本公司與美團（Meituan）訂立協議。", "Meituan = 美團"),
    ("appliances of Midea (美的) are sold.", "Midea = 美的"),
  ])
  func brandsOfOneWord(_ text: String, _ pair: String) throws {
    #expect(try Cleaned.statedPairs(text) == [pair])
  }

  @Test func commonWordsAreNoBrands() throws {
    #expect(try Cleaned.statedPairs("Revenue (收益), Goodwill (商譽) and Turnover (營業額) rose.").isEmpty)
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
    #expect(try Cleaned.statedPairs(text).contains(pair))
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
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  @Test(arguments: [
    "公司中文全称：岩狮科技股份有限公司；英文全称：Rocklion Technology Co., Ltd.",
    "第四条 公司注册名称：中文全称：岩狮科技股份有限公司；英文全称：Rocklion Technology Co., Ltd.",
  ])
  func labelsOfFullNames(_ text: String) throws {
    #expect(try Cleaned.statedPairs(text) == ["Rocklion Technology Co., Ltd. = 岩狮科技股份有限公司"])
  }

  @Test(arguments: [
    ("持股5%以上股东岩狮集团有限公司（Rocklion Group Co., Ltd.）减持。", "Rocklion Group Co., Ltd. = 岩狮集团有限公司"),
    (
      "under the Circular on Heron Debt (《關於蒼鷺債的通知》(發改外資[2015]2044號)) of May.",
      "Circular on Heron Debt = 關於蒼鷺債的通知"
    ),
    (
      "與岩獅國際證券有限公司（「岩獅國際」，Rocklion International Securities Limited）訂立協議。",
      "Rocklion International Securities Limited = 岩獅國際證券有限公司"
    ),
    (
      "the Zhejiang Administration for Market Regulation (“Zhejiang AMR”, 浙江省市場監督管理局) said.",
      "Zhejiang Administration for Market Regulation = 浙江省市場監督管理局"
    ),
    ("全資附屬公司小鷺集團（Xiaolu Corporation）成立。", "Xiaolu Corporation = 小鷺集團"),
  ])
  func counterpartsBehindShortFormsAndNumbers(_ text: String, _ pair: String) throws {
    #expect(try Cleaned.statedPairs(text).contains(pair))
  }

  @Test func anAgreementIsNoName() throws {
    #expect(
      try Cleaned.statedPairs("entered into the Entrusted Loan Contract (委託貸款合同) with it.").isEmpty)
  }

  @Test func aHeadingIsNoCounterpart() throws {
    let cleaned = try Cleaned(
      "Financial adviser to the Company\nROCKLION CAPITAL\n岩獅融資（香港）有限公司\n\nIndependent Financial Adviser to the Independent Board Committee\n"
    )
    #expect(cleaned.pairs.isEmpty)
  }

  /// The persons of lists: behind 獨立董事, with brackets between them, behind a label.
  @Test(
    arguments: [
      ("关联董事黄克新、余竹明回避表决。", ["黄克新", "余竹明"]),
      ("听取了独立董事汪祥明、丁伟（Ding Wei）、郭田新的汇报。", ["汪祥明", "郭田新"]),
      ("執行董事：林昭明（董事長）、林峰及劉艷", ["林昭明", "林峰", "劉艷"]),
      ("独立董事意见、关于议案的说明。", []),
    ] as [(String, [String])])
  func personsOfLists(_ text: String, _ expected: [String]) throws {
    let names = try Cleaned(text + "\n").document.names
      .filter { $0.kind == .person && $0.en.isEmpty }
      .map { String(decoding: $0.zh, as: UTF8.self) }
    #expect(names == expected)
  }

  /// What the document says beside a name needs no gloss.
  @Test(arguments: [
    "loans from The Hongkong and Shanghai Banking Corporation Limited (香港上海滙豐銀行有限公司).",
    "approved by the People’s Bank of China (“PBOC”, 中國人民銀行).",
    "NIO Inc. (蔚來集團) (NYSE: NIO; HKEX: 9866) said so.",
    "與和鷺電話有限公司（Hutchinlu Telephone Company Limited）（「和鷺電話」，Hutchinlu Telephone）訂立。",
  ])
  func nothingIsGlossedBesideItsCounterpart(_ text: String) throws {
    let document = try Cleaned(text + "\n").document
    #expect(
      !document.glossed.contains(0x5B), "\(String(decoding: document.glossed, as: UTF8.self))")
  }
}
