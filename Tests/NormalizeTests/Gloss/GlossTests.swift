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

  @Test func aCounterpartBehindAShortFormInTheBracketIsBesideIt() throws {
    let cleaned = try Cleaned(
      "貸款由麗渡茂峰紙業有限公司（「茂峰紙業」，Lidu Maofeng Paper Co., Ltd.）提供，而麗渡茂峰紙業有限公司同意。\n")
    #expect(!cleaned.glossed.contains("麗渡茂峰紙業有限公司 [Lidu"))
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

  @Test(arguments: [
    "JADE HERON HOLDINGS LIMITED\n翠鷺控股有限公司\n\nThe board of Jade Heron Holdings Limited met.\n",
    "翠鷺控股有限公司\nJADE HERON HOLDINGS LIMITED\n\nThe board of Jade Heron Holdings Limited met.\n",
  ])
  func capitalsOnTheCoverStandBesideTheirCounterpart(_ text: String) throws {
    #expect(try Cleaned(text).glossed == text)
  }

  @Test func aDefinedPersonIsFoundBehindTheHonorific() throws {
    let cleaned = try Cleaned(
      """
      The vendor is Mr. Lo Wing Sang (盧永生先生) (“Mr. Lo”).

      Mr. Lo is a director. 盧永生先生同意。

      """)
    #expect(!cleaned.glossed.contains("盧永生 [Lo Wing Sang]先生)"))
  }

  @Test func noGlossStandsInsideTheNameOfABranch() throws {
    let cleaned = try Cleaned(
      """
      公司与翠鹭银行股份有限公司 (Jade Heron Bank Co., Ltd.) 合作。

      公司在翠鹭银行股份有限公司青岛分行开户。翠鹭银行股份有限公司同意，其分行亦同意。

      """
    ) { $0.gloss = .every }
    #expect(!cleaned.glossed.contains("]青岛分行"))
    #expect(cleaned.glossed.contains("公司 [Jade Heron Bank Co., Ltd.]同意"))
    let english = try Cleaned(
      """
      It works with Jade Heron Bank Ltd. (翠鷺銀行有限公司).

      The loan is from Jade Heron Bank Ltd., Kowloon Branch. The loan of Jade Heron Bank Ltd., its banker, is due.

      """
    ) { $0.gloss = .every }
    #expect(!english.glossed.contains("], Kowloon Branch"))
    #expect(english.glossed.contains("Ltd. [翠鷺銀行有限公司], its banker"))
  }

  @Test func theGlossOfATitleStandsBehindItsBracket() throws {
    let cleaned = try Cleaned(
      "根據《證券及期貨條例》作出。另據《證券及期貨條例實施細則》辦理。\n")
    #expect(cleaned.glossed.contains("《證券及期貨條例》 [Securities and Futures Ordinance]作出"))
    #expect(cleaned.glossed.contains("《證券及期貨條例實施細則》"))
  }
}
