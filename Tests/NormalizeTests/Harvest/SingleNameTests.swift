import Testing

@testable import Normalize

/// Names that a text gives in one language only: where they begin and end, and what is none.
@Suite("Harvest: names in one language")
struct SingleNameTests {
  /// What stands before and behind `of` and `in`, initials, Latin names in Chinese text.
  @Test(
    arguments: [
      ("He was a Bye-Fellow of Downthorpe College in 1990.", ["Downthorpe College"]),
      (
        "She holds a degree from the University of Gorsebridge in England.",
        ["University of Gorsebridge"]
      ),
      (
        "with the School of Electronics and Information of Northern Gorse University.",
        ["School of Electronics and Information of Northern Gorse University"]
      ),
      ("treated at Sisters of Gorse Valley Hospital in May.", ["Sisters of Gorse Valley Hospital"]),
      ("taught at a Community College in May.", []),
      ("REGISTERED OFFICE\nPO Box 2681, Gorse Bay", []),
      ("OFFER FOR AND ON BEHALF OF BROAD GORSE LIMITED", ["BROAD GORSE LIMITED"]),
      ("法定代表人：Ryan Gorsewood", ["Ryan Gorsewood"]),
      ("執行董事：　　　林昭朗（董事長）、林峰及劉艷", ["林昭朗", "林峰", "劉艷"]),
      ("质押日\t金鹭银行股份有限公司杭州分行\t否", ["金鹭银行股份有限公司杭州分行"]),
      ("附屬公司中國鷺鳶集團濟南卡車股份有限公司訂約。", ["中國鷺鳶集團濟南卡車股份有限公司"]),
      ("由湖北金鳶醫院管理有限公司持有。", ["湖北金鳶醫院管理有限公司"]),
      ("By: /s/ Scott A. Gorse\nName: Scott A. Gorse\nTitle: Director", ["Scott A. Gorse"]),
      ("非執行董事Andreas Hermann Gorse先生放棄投票。", ["Andreas Hermann Gorse"]),
      ("本公司與Gorse Heron Limited的先生會面。", ["Gorse Heron Limited"]),
    ] as [(String, [String])])
  func namesAroundSmallWords(_ text: String, _ expected: [String]) throws {
    #expect(try lone(text) == expected)
  }

  /// The names of one language, in the order of the text.
  private func lone(_ text: String) throws -> [String] {
    try Cleaned(text + "\n").document.names.filter { !$0.isPaired }.map {
      String(decoding: $0.en.isEmpty ? $0.zh : $0.en, as: UTF8.self)
    }
  }

  @Test(arguments: [
    // A verb, a role or a particle before the name.
    ("本公司擬償還結欠重慶恒瑞物流控股有限公司的貸款。", "重慶恒瑞物流控股有限公司"),
    ("據此，賣方甲同意向廣州盛達佳源投資管理有限公司轉讓股權。", "廣州盛達佳源投資管理有限公司"),
    ("貸款由銀錨瑞財務有限公司提供。", "銀錨瑞財務有限公司"),
    ("关联股东陕西延河石化集团有限责任公司应回避表决。", "陕西延河石化集团有限责任公司"),
    ("於2014年7月1日北京傳奇汽車有限公司取得批准。", "北京傳奇汽車有限公司"),
    // What looks like such a word is part of the brand.
    ("本公司收購東莞同仁堂榮昌鋼鐵控股有限公司。", "東莞同仁堂榮昌鋼鐵控股有限公司"),
    ("供應商為雲南前海傳媒控股有限公司。", "雲南前海傳媒控股有限公司"),
    ("本集團向哈爾濱朝聚長江鋼鐵(集團)有限公司採購。", "哈爾濱朝聚長江鋼鐵(集團)有限公司"),
    ("貸款由和記物流有限公司提供。", "和記物流有限公司"),
    ("公司向華為技術有限公司採購設備。", "華為技術有限公司"),
    // Other forms and heads.
    ("主要股東為天津寶勝化工合夥企業(有限合夥)。", "天津寶勝化工合夥企業(有限合夥)"),
    ("公司聘请北京市金诚律师事务所提供意见。", "北京市金诚律师事务所"),
    ("該研究由廣東省人民醫院進行。", "廣東省人民醫院"),
    ("根據《醫療器械質量管理規範》行事。", "醫療器械質量管理規範"),
    ("公司前身为衡阳湘江水泵厂。", "衡阳湘江水泵厂"),
    ("本集團向海倫市綠原大豆專業合作社採購。", "海倫市綠原大豆專業合作社"),
    ("该方案已获甘肃省国资委批准。", "甘肃省国资委"),
    ("保荐机构华瑞承销保荐有限责任公司并无异议。", "华瑞承销保荐有限责任公司"),
    ("本公司與控股股東三葉國際有限公司訂約。", "三葉國際有限公司"),
    // Persons.
    ("王洪新先生獲委任為董事。", "王洪新"),
    ("本公司由林鄭惠珠女士擁有。", "林鄭惠珠"),
    ("王于漸教授獲提名。", "王于漸"),
  ])
  func chineseNamesHaveTheirBounds(_ text: String, _ name: String) throws {
    #expect(try lone(text) == [name])
  }

  @Test(arguments: [
    "本公司為一間於開曼群島註冊成立的有限公司。", "該公司為投資控股有限公司。", "本公司之主要往來銀行同意。",
    "呈請人已於高等法院提出呈請。", "本公司根據上市規則行事。", "該製造廠房位於東莞，印刷廠商已遷出。", "公司自建化工厂。",
  ])
  func nounsOfTheSentenceAreNoNames(_ text: String) throws {
    #expect(try lone(text) == [])
  }

  @Test(arguments: [
    ("The seller is Hop Hing Oils Company Limited.", "Hop Hing Oils Company Limited"),
    ("A charge was granted to Hop Leaders Group Limited by it.", "Hop Leaders Group Limited"),
    (
      "It sold Tianjin Baosheng Chemical Limited Partnership in May.",
      "Tianjin Baosheng Chemical Limited Partnership"
    ),
    ("The tenant is Oriental Press & Paper Mills Sdn Bhd.", "Oriental Press & Paper Mills Sdn Bhd"),
    ("It was chartered by Gallant Sea Shipping S.A. in June.", "Gallant Sea Shipping S.A."),
    ("On Time Logistics Limited is dormant.", "On Time Logistics Limited"),
    (
      "The guarantor is China Tower & Antenna Corporation Limited.",
      "China Tower & Antenna Corporation Limited"
    ),
    (
      "Patents of the University of Southern Queensland were licensed.",
      "University of Southern Queensland"
    ),
    ("It was advised by Mr. Wong Kwok Keung of Jade Advisory Limited.", "Wong Kwok Keung"),
    ("Orders from Hallstrom Fordon AB fell.", "Hallstrom Fordon AB"),
    ("It sold PT Samudra Lestari Tbk in March.", "PT Samudra Lestari Tbk"),
    ("Wuxi Second Bearing Works was closed.", "Wuxi Second Bearing Works"),
    ("Ferncliff Yau & Partners acted for it.", "Ferncliff Yau & Partners"),
    ("Zhongyi Huaxin Law Firm has agreed.", "Zhongyi Huaxin Law Firm"),
    ("Under the Harbour Craft Act of 1934 it is.", "Harbour Craft Act of 1934"),
    ("It was bought by ALWAYS BRIGHT LIMITED then.", "ALWAYS BRIGHT LIMITED"),
    ("The licence is eSun Digital Entertainment Limited's.", "eSun Digital Entertainment Limited"),
  ])
  func englishNamesHaveTheirBounds(_ text: String, _ name: String) throws {
    #expect(try lone(text).contains(name))
  }

  @Test(arguments: [
    "The Company Limited by guarantee was wound up.", "It is a Private Limited company.",
    "The plan includes a new Factory, the Production Works and a New Energy Plant.",
    "The Target Company and the Listed Company agreed.", "By order of the Board",
  ])
  func englishRolesAreNoNames(_ text: String) throws {
    #expect(try lone(text) == [])
  }

  @Test(arguments: [
    ("执行董事为张三丰、李四海及王五德。", ["张三丰", "李四海", "王五德"]),
    ("保荐代表人乔端平、于海涛自2022年起履行职责。", ["乔端平", "于海涛"]),
    ("認購方為自然人于洋和北海資本管理有限公司。", ["于洋", "北海資本管理有限公司"]),
    ("法定代表人：陳大文", ["陳大文"]),
    ("承董事會命\n主席\n陳小明", ["陳小明"]),
    (
      "The executive Directors are Ng Wai Hung, Ho Man Fai and Victor Yang.",
      ["Ng Wai Hung", "Ho Man Fai", "Victor Yang"]
    ),
    ("By order of the Board\nGuo Ye\nChairman and Chief Executive Officer", ["Guo Ye"]),
    ("董事會成員為：王建國、李秀蘭、歐陽明輝。", ["王建國", "李秀蘭", "歐陽明輝"]),
    ("实际控制人林志强、陈秀芳夫妇控制公司。", ["林志强", "陈秀芳"]),
    ("（经办人：樊丽娟）", ["樊丽娟"]),
    (
      "Messrs. Ronald Chiu Yat Sing and Lam Wing Tai retired by rotation.",
      ["Ronald Chiu Yat Sing", "Lam Wing Tai"]
    ),
    (
      "The Board comprises Chan Siu Ming and Lo Yuk Lan as executive Directors, and Peter Grove as non-executive Director.",
      ["Chan Siu Ming", "Lo Yuk Lan", "Peter Grove"]
    ),
    ("CHEN Xiaolong was redesignated.", ["CHEN Xiaolong"]),
    ("By: /s/ Serena Duan\nName: Serena Duan\nTitle: Chief Financial Officer", ["Serena Duan"]),
    // Roles and prose are no persons.
    ("SUN Life is an insurer.", []), ("董事長應及時主持會議。", []),
    ("董事長及總經理同意。", []), ("執行董事為本公司之控股股東。", []),
    ("The executive Directors are responsible for it.", []),
    ("The Directors are Hong Kong residents.", []),
  ])
  func personsWithoutHonorifics(_ text: String, _ expected: [String]) throws {
    let persons = try lone(text)
    #expect(persons == expected)
  }

  @Test func whatAPairStatesIsNotListedAgain() throws {
    let cleaned = try Cleaned(
      "本集團持有哈爾濱朝聚長江鋼鐵(集團)有限公司（Harbin Chaoju Changjiang Steel (Group) Co., Ltd.）的股權。\n")
    #expect(
      cleaned.pairs == [
        "Harbin Chaoju Changjiang Steel (Group) Co., Ltd. = 哈爾濱朝聚長江鋼鐵(集團)有限公司"
      ])
    #expect(cleaned.document.names.count == 1)
  }

  @Test func theLexiconGivesTheOtherSideInEitherScript() throws {
    let cleaned = try Cleaned("公司收到中国证券监督管理委员会的批复。\n")
    #expect(
      cleaned.pairs == ["China Securities Regulatory Commission = 中国证券监督管理委员会"])
    #expect(cleaned.document.names.allSatisfy { $0.evidence.allSatisfy { $0.kind == .lexicon } })
  }
}

/// Which side of a pair is official, and the sentence that says so.
@Suite("Harvest: official side")
struct OfficialSideTests {
  private static let pair = "It sold Harbour Steel Co., Ltd.* (海港鋼鐵有限公司) in May.\n\n"

  @Test(arguments: [
    ("* For identification purposes only\n", Name.Official.zh),
    ("* The English names of the companies marked are translations.\n", .zh),
    ("* The English translation of the Chinese name is for information only.\n", .zh),
    ("* The Chinese names are for reference and identification only.\n", .en),
    // What is said of names goes before the bare mark.
    (
      "* For identification purposes only\n\nIf the names differ, the English names shall prevail.\n",
      .en
    ),
    // What is said of the document does not.
    (
      "* For identification purposes only\n\nThe English text of this circular shall prevail over the Chinese text.\n",
      .zh
    ),
    ("* see note 3\n", .unknown),
  ])
  func isDecidedByTheNote(_ note: String, _ side: Name.Official) throws {
    let cleaned = try Cleaned(Self.pair + note)
    let name = try #require(cleaned.document.names.first { $0.isPaired })
    #expect(name.official == side)
    #expect(name.evidence.contains { $0.kind == .note } == (side != .unknown))
  }

  @Test func aClauseForTheDocumentDecidesNamesWithoutMarks() throws {
    let cleaned = try Cleaned(
      "買方為海港鋼鐵有限公司 (Harbour Steel Co., Ltd.)。\n\n本公告中英文版本如有歧義，概以英文版本為準。\n")
    #expect(cleaned.document.names.first { $0.isPaired }?.official == .en)
  }
}

/// Terms that a document defines for itself.
@Suite("Harvest: defined terms")
struct DefinedTermTests {
  private static let text = """
    Harbour Steel Co., Ltd. (海港鋼鐵有限公司) (the “Company”) and its subsidiaries (the “Group”) are pleased.

    The Company sold a ship. The Target Company bought it, and the Company Secretary agreed with the Company.

    """

  @Test func areMentionedWhereTheyStandAlone() throws {
    let cleaned = try Cleaned(Self.text)
    let terms = cleaned.document.mentions.filter { $0.term >= 0 }
    let text = cleaned.document.text.bytes
    #expect(
      terms.map { String(decoding: text[$0.start..<$0.end], as: UTF8.self) }
        == ["Company", "Company", "Company"])
    let company = try #require(cleaned.document.names.first { $0.isPaired })
    #expect(terms.allSatisfy { $0.concept == company.concept })
  }

  @Test func whatTheyReferToFollowsWhenAsked() throws {
    let inline = try Cleaned(Self.text) { $0.resolution = .inline }
    #expect(inline.glossed.contains("The Company [Harbour Steel Co., Ltd.] sold a ship."))
    #expect(!inline.glossed.contains("Company [Harbour Steel Co., Ltd.] Secretary"))
    #expect(!inline.glossed.contains("“Company [") && !inline.glossed.contains("Group ["))
    let none = try Cleaned(Self.text) { $0.resolution = .none }
    #expect(none.document.mentions.allSatisfy { $0.term < 0 })
    #expect(!none.glossed.contains("[Harbour"))
  }

  @Test func aTermThatIsDefinedAnewHasTwoScopes() throws {
    let cleaned = try Cleaned(
      """
      Harbour Steel Co., Ltd. (海港鋼鐵有限公司) (the “Vendor”) sold it, and the Vendor left.

      Golden Pine Limited (金松有限公司) (the “Vendor”) sold the other, and the Vendor left too.

      """)
    let vendors = cleaned.document.definedTerms
    #expect(vendors.count == 2)
    #expect(vendors[0].scope.end == vendors[1].scope.start)
    let mentioned = cleaned.document.mentions.filter { $0.term >= 0 }.map(\.term)
    #expect(mentioned == [0, 0, 1, 1])
  }
}
