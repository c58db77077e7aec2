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

  @Test func noGlossStandsInsideALongerName() throws {
    let english = try Cleaned(
      "It applied to the Banking Ordinance Review Committee. The Banking Ordinance applies.\n")
    #expect(!english.glossed.contains("Ordinance [銀行業條例] Review"))
    #expect(english.glossed.contains("The Banking Ordinance [銀行業條例] applies."))
    let chinese = try Cleaned(
      """
      本公司向藥品審評中心 (Center for Drug Evaluation) 提出。

      中國國家藥品監督管理局藥品審評中心批准，國家藥品監督管理局亦批准。

      """)
    #expect(!chinese.glossed.contains("管理局 [National Medical Products Administration]藥品"))
    #expect(chinese.glossed.contains("管理局 [National Medical Products Administration]亦批准"))
  }
}
