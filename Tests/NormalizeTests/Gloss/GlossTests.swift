import Testing

@testable import Normalize

@Suite("Gloss")
struct GlossTests {
  private static let text = """
    The subsidiary is Nanjing Legend Biotechnology Co., Ltd. (南京傳奇生物科技股份有限公司) (“Nanjing Legend”).

    On 13 March 2018, Nanjing Legend received the permission. Nanjing Legend will begin the trial.

    南京傳奇將展開試驗。

    """

  @Test func theFirstMentionIsGlossedAndNoDefinition() throws {
    let cleaned = try Cleaned(Self.text)
    #expect(
      cleaned.glossed.contains(
        "On 13 March 2018, Nanjing Legend [南京傳奇] received the permission. Nanjing Legend will begin"
      ))
    #expect(cleaned.glossed.contains("(“Nanjing Legend”)"))
    #expect(!cleaned.glossed.contains("Co., Ltd. ["), "it stands beside its counterpart")
  }

  @Test func everyMentionIsGlossedWhenAsked() throws {
    let cleaned = try Cleaned(Self.text) { $0.gloss = .every }
    #expect(
      cleaned.glossed.contains(
        "Nanjing Legend [南京傳奇] received the permission. Nanjing Legend [南京傳奇] will"))
    #expect(cleaned.glossed.contains("南京傳奇 [Nanjing Legend]將展開試驗"))
  }

  @Test func oneDirectionAlone() throws {
    let english = try Cleaned(Self.text) {
      $0.gloss = .every
      $0.glossInto = .en
    }
    #expect(!english.glossed.contains("Nanjing Legend [南京傳奇]"))
    #expect(english.glossed.contains("南京傳奇 [Nanjing Legend]"))
    let chinese = try Cleaned(Self.text) {
      $0.gloss = .every
      $0.glossInto = .zh
    }
    #expect(chinese.glossed.contains("Nanjing Legend [南京傳奇]"))
    #expect(!chinese.glossed.contains("南京傳奇 [Nanjing Legend]"))
  }

  @Test func noneIsTheText() throws {
    let cleaned = try Cleaned(Self.text) { $0.gloss = .none }
    #expect(cleaned.glossed == cleaned.text)
    #expect(cleaned.document.glosses.isEmpty)
  }

  @Test func addressesAreLeftAlone() throws {
    let cleaned = try Cleaned(
      "The subsidiary is Legend Limited (傳奇有限公司). See www.Legend Limited.com or mail ir@Legend.hk for it.\n"
    ) {
      $0.gloss = .every
    }
    #expect(!cleaned.glossed.contains("www.Legend Limited ["))
  }

  @Test func theFloorDecides() throws {
    let cleaned = try Cleaned(Self.text) { $0.floor = 101 }
    #expect(cleaned.document.names.isEmpty)
    #expect(cleaned.document.glosses.isEmpty)
    #expect(!cleaned.document.candidates.isEmpty)
  }
}
