import Testing

@testable import Normalize

@Suite("Two lists of names")
struct ListAlignerTests {
  private static func pairs(
    _ en: [String], _ zh: [String], _ kind: ListAligner.Kind = .person, each: Bool = false
  ) -> [String: String] {
    var aligner = ListAligner(Shared.resources)
    let (mine, theirs) = (en.map { Array($0.utf8) }, zh.map { Array($0.utf8) })
    let found =
      each
      ? aligner.each(mine, theirs, kind: kind) : aligner.together(mine, theirs, kind: kind)
    return Dictionary(found.map { (en[$0.en], zh[$0.zh]) }) { first, _ in first }
  }

  @Test func aBoardInAnotherOrder() {
    let found = Self.pairs(
      [
        "Mr. Cheung Che Kit Richard", "Ms. TSUI Hoi-ching", "Ouyang Jianming",
        "Mrs Vera YIP LAU Suk-han",
      ],
      ["歐陽建明", "葉劉淑嫻", "徐海晴女士", "張志傑"])
    #expect(
      found == [
        "Mr. Cheung Che Kit Richard": "張志傑", "Ms. TSUI Hoi-ching": "徐海晴女士",
        "Ouyang Jianming": "歐陽建明", "Mrs Vera YIP LAU Suk-han": "葉劉淑嫻",
      ])
  }

  @Test func namesThatFitTwoStayAlone() {
    #expect(
      Self.pairs(["Chan Chi Wai", "Lo Man Kit"], ["陳志偉", "陳志衛", "盧文傑"]) == ["Lo Man Kit": "盧文傑"])
  }

  @Test func aPartOfANameIsAnotherPerson() {
    #expect(Self.pairs(["HEUNG Wah Keung"], ["華強", "向華強"]) == ["HEUNG Wah Keung": "向華強"])
  }

  @Test func formsOfOnePersonFindOneName() {
    let found = Self.pairs(
      ["POON, Wai-lun (Gilbert)", "GILBERT POON", "POON Wai-lun", "Gilbert LO"],
      ["潘偉倫", "潘佩洲", "盧文傑議員"],
      each: true)
    #expect(found["POON, Wai-lun (Gilbert)"] == "潘偉倫")
    #expect(found["GILBERT POON"] == "潘偉倫")
    #expect(found["POON Wai-lun"] == "潘偉倫")
  }

  @Test func theLastOfASurname() {
    let found = Self.pairs(
      ["Claudine MO", "MO, (Claudine)", "LEUNG, (Kara)", "Ivo LEUNG"], ["毛靜兒", "梁繼賢", "梁頌文"],
      each: true)
    #expect(found == ["Claudine MO": "毛靜兒", "MO, (Claudine)": "毛靜兒"])
  }

  @Test func genderAndTitlesTellTheLastOfASurnameApart() {
    let found = Self.pairs(
      ["Miriam POON", "POON, (Patrick)", "Hon Ivo LO", "LO, (Karl)", "Sophia KWAN", "Karl KWAN"],
      ["潘健儀", "潘秀成", "盧繼賢議員", "盧頌彥", "關梁柔芬", "關思遠"], each: true)
    #expect(found["Miriam POON"] == "潘健儀")
    #expect(found["POON, (Patrick)"] == "潘秀成")
    #expect(found["Hon Ivo LO"] == "盧繼賢議員")
    #expect(found["LO, (Karl)"] == "盧頌彥")
    #expect(found["Sophia KWAN"] == "關梁柔芬")
    #expect(found["Karl KWAN"] == "關思遠")
  }

  @Test func oneSyllableMayBeSpelledAsNoRuleHasIt() {
    #expect(
      Self.pairs(
        ["POON Kok-long", "Joseph POON Kok-long", "LAM Kok-wai"], ["潘國麟", "林國偉"], each: true)
        == [
          "POON Kok-long": "潘國麟", "Joseph POON Kok-long": "潘國麟", "LAM Kok-wai": "林國偉",
        ])
    // Two that fit so stay alone.
    #expect(Self.pairs(["POON Kok-long"], ["潘國麟", "潘國倫"], each: true).isEmpty)
  }

  @Test func usualSpellingsComeBeforeSeldomOnes() {
    #expect(
      Self.pairs(["Tse Wai-chun"], ["謝偉俊", "謝偉銓"], each: true) == ["Tse Wai-chun": "謝偉俊"])
    #expect(Self.pairs(["Tse Wai-chun"], ["謝偉俊", "謝偉駿"], each: true).isEmpty)
    #expect(
      Self.pairs(["Margaret NG", "Philip WONG"], ["吳靄文", "黃宜衡"], each: true) == [
        "Margaret NG": "吳靄文", "Philip WONG": "黃宜衡",
      ])
  }

  @Test func officesByTheirTitles() {
    let found = Self.pairs(
      [
        "SECRETARY FOR EDUCATION", "UNDER SECRETARY FOR EDUCATION", "SECRETARY FOR JUSTICE",
        "CHAIRMAN", "PRESIDENT",
      ], ["律政司司長", "教育局局長", "主席", "教育局副局長"], each: true)
    #expect(
      found == [
        "SECRETARY FOR EDUCATION": "教育局局長", "UNDER SECRETARY FOR EDUCATION": "教育局副局長",
        "SECRETARY FOR JUSTICE": "律政司司長",
      ])
  }

  @Test func namesOfSingaporeAndMalaysia() {
    let found = Self.pairs(
      ["TAN Boon Huat", "LIM Swee Choon", "NG Teck Hock", "Goh Beng Kiat"],
      ["吳明吉", "黃德福", "林瑞春", "陳文發"])
    #expect(
      found == [
        "TAN Boon Huat": "陳文發", "LIM Swee Choon": "林瑞春", "NG Teck Hock": "黃德福",
        "Goh Beng Kiat": "吳明吉",
      ])
  }

  @Test func companiesByTheirParts() {
    let found = Self.pairs(
      ["Hangzhou Yunlan Logistics Co., Ltd.", "Foshan Dakeng Cold Storage Co., Ltd."],
      ["佛山市大坑冷藏有限公司", "杭州雲瀾物流有限公司"], .organization)
    #expect(
      found == [
        "Hangzhou Yunlan Logistics Co., Ltd.": "杭州雲瀾物流有限公司",
        "Foshan Dakeng Cold Storage Co., Ltd.": "佛山市大坑冷藏有限公司",
      ])
  }

  @Test func shortNamesOfOneLanguage() {
    #expect(
      Self.pairs(
        ["北辰科技", "*ST寧川", "寧鋼股份", "深雲瀾A"],
        ["寧川北辰科技股份有限公司", "寧川雲瀾物流股份有限公司", "寧川實業集團股份有限公司", "安寧鋼鐵股份有限公司", "深圳雲瀾電子股份有限公司"],
        .organization)
        == ["北辰科技": "寧川北辰科技股份有限公司", "寧鋼股份": "安寧鋼鐵股份有限公司", "深雲瀾A": "深圳雲瀾電子股份有限公司"])
    #expect(
      Self.pairs(
        ["Yunlan Logistics", "DCS"],
        ["Dakeng Cold Storage Co., Ltd.", "Hangzhou Yunlan Logistics Co., Ltd."], .organization)
        == [
          "Yunlan Logistics": "Hangzhou Yunlan Logistics Co., Ltd.",
          "DCS": "Dakeng Cold Storage Co., Ltd.",
        ])
  }

  @Test func aShortNameIsExplainedAsAWhole() {
    #expect(
      Self.pairs(
        ["Foshan Dakeng Cold Storage Equipment Co., Ltd.", "NKR Technology Co., Ltd."],
        ["大坑股份", "雲瀾科技"], .organization) == [
          "Foshan Dakeng Cold Storage Equipment Co., Ltd.": "大坑股份"
        ])
  }

  @Test(arguments: [
    ("*ST寧川", "寧川"), ("XD雲瀾科", "雲瀾科"), ("深雲瀾A", "深雲瀾"), ("雲瀾-W", "雲瀾"), ("寧鋼股份", "寧鋼"),
    ("TCL科技", "TCL科技"), ("", ""), ("*", "*"), ("A", "A"), ("股份", "股份"),
  ])
  func marksOfShares(listed: String, tidy: String) {
    #expect(ShortNames.tidy(Array(listed.utf8)) == Array(tidy.utf8))
  }

  @Test func oddListsGiveNothing() {
    #expect(Self.pairs([], ["陳大文"]).isEmpty)
    #expect(Self.pairs(["Chan Tai Man"], []).isEmpty)
    #expect(Self.pairs(["", "(", "王"], ["", "（", "Chan"], each: true).isEmpty)
    #expect(Self.pairs(["", "(", "王"], ["", "（", "Chan"], .organization).isEmpty)
  }

  @Test(arguments: [
    ("hwa", "hua"), ("chee", "chi"), ("shek", "sek"), ("kah", "ka"), ("ruey", "rui"),
    ("shiow", "xiu"),
    ("hau", "hao"), ("yih", "yi"), ("perng", "peng"), ("tzse", "tse"),
  ])
  func soundsAreTheSameHoweverSpelled(a: String, b: String) {
    #expect(PersonReader.sound(Array(a.utf8)) == PersonReader.sound(Array(b.utf8)))
  }

  @Test(arguments: [
    ("zhao", "jau"), ("xie", "shie"), ("zhong", "jhong"), ("zhi", "jhih"), ("xuan", "shiuan"),
  ])
  func taiwanSpellings(pinyin: String, other: String) {
    #expect(TaiwanSpelling.spellings(pinyin.utf8).contains(Array(other.utf8)))
  }
}
