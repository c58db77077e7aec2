import Testing

@testable import Normalize

@Suite("Persons' names")
struct PersonScoreTests {
  private static let scorer = PersonScorer(Shared.resources.lexicon)

  private static func score(_ en: String, _ zh: String) -> PersonScore {
    scorer.score(Array(en.utf8), Array(zh.utf8))
  }

  @Test(arguments: [
    ("Mr. Cheung Che Kit Richard", "張志傑", "hong-kong"),
    ("TSUI, Hoi-ching (Vera)", "徐海晴", "hong-kong"),
    ("Mrs Vera YIP LAU Suk-han", "葉劉淑嫻", "hong-kong"), ("Sin Chi Lok", "單志樂", "hong-kong"),
    ("Dr. Au Yeung Tak Shun", "歐陽德信博士", "hong-kong"), ("LAM Wing-tat, JP", "林永達", "hong-kong"),
    ("Ouyang Jianming", "欧阳建明", "pinyin"), ("Zha Wenbin", "查文斌", "pinyin"),
    ("Qiu Zhiyuan", "仇志远", "pinyin"), ("Lü Xiaoning", "吕晓宁先生", "pinyin"),
    ("Xiaoning Lu", "吕晓宁", "pinyin"), ("Tsai Hsiao-ming", "蔡曉明", "wade-giles"),
  ])
  func oneNameInBothLanguages(en: String, zh: String, scheme: String) {
    let score = Self.score(en, zh)
    #expect(score.isWhole)
    #expect(score.scheme.rawValue == scheme)
  }

  @Test(arguments: [
    ("Paul TSE", "謝偉俊"), ("Ms. Tanya CHAN", "陳淑莊"), ("Poon Pey-chau", "潘佩洲"),
  ])
  func surnameAlonePutsANameInPlaceAndIsNotWhole(en: String, zh: String) {
    let score = Self.score(en, zh)
    #expect(score.hasSurname)
    #expect(!score.isWhole)
    #expect(score.value >= 100)
  }

  @Test(arguments: [
    ("Wong Siu Ming", "陳大文"), ("Chan Tai Man", "陳小明"), ("Li Wei", "王偉"), ("Ma Yun", "馬化騰"),
    ("", "陳大文"), ("Chan", ""), ("Robert Smith", "亨利·保爾森"),
  ])
  func otherNamesContradict(en: String, zh: String) {
    #expect(Self.score(en, zh).value < 100)
    #expect(!Self.score(en, zh).isWhole)
  }

  @Test func wadeGilesFollowsItsTable() {
    func spellings(_ pinyin: String) -> [String] {
      WadeGiles.spellings(Array(pinyin.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(spellings("xiao") == ["hsiao"])
    #expect(spellings("zhong") == ["chung"])
    #expect(spellings("cai") == ["tsai"])
    #expect(spellings("shi") == ["shih"])
    #expect(spellings("zuo") == ["tso"])
    #expect(spellings("tian") == ["tien"])
    #expect(spellings("ma").isEmpty)
  }
}
