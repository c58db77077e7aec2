import Testing

@testable import Normalize

/// Names that something else than a bracket puts together: words, cells, lines, changes of name, the
/// two versions of a text.
@Suite("Harvest: counterparts")
struct CounterpartTests {
  private func pairs(_ text: String) throws -> [String] {
    try Cleaned(text + "\n").pairs.sorted()
  }

  // MARK: - Words

  @Test(arguments: [
    "The Company’s name in Chinese is 「雲杉纜車有限公司」 and in English is “Spruce Ropeway Limited”.",
    "The name in English is “Spruce Ropeway Limited” and its Chinese name is “雲杉纜車有限公司”.",
    "The lessee is Spruce Ropeway Limited (known in Chinese as 雲杉纜車有限公司).",
    "Spruce Ropeway Limited, whose Chinese name is 雲杉纜車有限公司, was struck off.",
    "It is held by 雲杉纜車有限公司 (in English, for identification purposes only, Spruce Ropeway Limited).",
    "本公司的中文名稱為「雲杉纜車有限公司」，英文名稱為「Spruce Ropeway Limited」。",
    "雲杉纜車有限公司，英文名為Spruce Ropeway Limited，成立於2009年。",
    "承租人為雲杉纜車有限公司（英文名稱：Spruce Ropeway Limited）。",
    // Labels.
    "中文名稱：雲杉纜車有限公司  英文名稱：Spruce Ropeway Limited",
    "公司名稱（中文）：雲杉纜車有限公司\n公司名稱（英文）：Spruce Ropeway Limited",
    "公司的中文名稱\t雲杉纜車有限公司\n公司的中文簡稱\t雲杉\n公司的外文名稱（如有）\tSpruce Ropeway Limited",
    "1、中文名稱：雲杉纜車有限公司\n2、英文名稱：Spruce Ropeway Limited",
    "Name in English: Spruce Ropeway Limited\nName in Chinese: 雲杉纜車有限公司",
    "Chinese name: 雲杉纜車有限公司\nEnglish name: Spruce Ropeway Limited\nOffice: 8/F, 12 Elm Road",
  ])
  func areStatedByWords(_ text: String) throws {
    #expect(try pairs(text) == ["Spruce Ropeway Limited = 雲杉纜車有限公司"])
  }

  @Test(arguments: [
    "Osier Limited sued. The judgment says in Chinese that 鳳尾竹業有限公司 owes the price.",
    "Osier Limited and 鳳尾竹業有限公司 are the defendants.",
    "The owner was changed from Osier Limited to 鳳尾竹業有限公司.",
    "中文名稱：鳳尾竹業有限公司\n註冊資本：十萬元\n聯絡：Osier Limited",
    "Osier Limited, 鳳尾竹業有限公司",
    // A gloss is no evidence.
    "Spruce Ropeway Limited [雲杉纜車有限公司] was sold.",
  ])
  func areNotStatedByOtherWords(_ text: String) throws {
    #expect(try pairs(text).isEmpty)
  }

  // MARK: - Changes of name

  @Test(arguments: [
    "The English name of the Company has been changed from “Grebe Boats Limited” to “Spruce Ropeway Limited” and its Chinese name has been changed from “鸊鷉船務有限公司” to “雲杉纜車有限公司”.",
    "本公司的英文名稱已由「Grebe Boats Limited」更改為「Spruce Ropeway Limited」，而中文名稱亦由「鸊鷉船務有限公司」更改為「雲杉纜車有限公司」。",
    "公司中文名稱由“鸊鷉船務有限公司”變更為“雲杉纜車有限公司”，英文名稱由“Grebe Boats Limited”變更為“Spruce Ropeway Limited”。",
  ])
  func oldAndNewNamesArePairedApart(_ text: String) throws {
    let cleaned = try Cleaned(text + "\n")
    #expect(
      cleaned.pairs == [
        "Grebe Boats Limited = 鸊鷉船務有限公司", "Spruce Ropeway Limited = 雲杉纜車有限公司",
      ])
    #expect(cleaned.name("Grebe Boats Limited")?.form == .former)
    #expect(cleaned.name("Spruce Ropeway Limited")?.form == .full)
  }

  @Test func aPlanMakesNoFormerName() throws {
    let cleaned = try Cleaned(
      "董事會建議將英文名稱由「Grebe Boats Limited」改為「Spruce Ropeway Limited」，並將中文名稱由「鸊鷉船務有限公司」改為「雲杉纜車有限公司」。\n")
    #expect(cleaned.name("Grebe Boats Limited")?.form == .full)
  }

  @Test func anAdoptedNameGoesWithTheNewOne() throws {
    let text =
      "The English name was changed from “Grebe Boats Limited” to “Spruce Ropeway Limited” and 「雲杉纜車有限公司」 was adopted as its dual foreign name."
    #expect(try pairs(text) == ["Spruce Ropeway Limited = 雲杉纜車有限公司"])
  }

  // MARK: - Cells and lines

  @Test(arguments: [
    "| Vendor | Grebe Ferries Limited | 鸊鷉渡輪有限公司 |",
    "“Vendor”\tGrebe Ferries Limited, a company\t鸊鷉渡輪有限公司，一間公司",
    "Grebe Ferries Limited\n(Incorporated in Bermuda)\n(Stock Code: 1234)\n鸊鷉渡輪有限公司\n（於百慕達註冊成立）",
  ])
  func standInCellsAndLines(_ text: String) throws {
    #expect(try pairs(text) == ["Grebe Ferries Limited = 鸊鷉渡輪有限公司"])
  }

  // MARK: - Twins

  @Test func paragraphsAndTheirTwinsNameTheSame() throws {
    let cleaned = try Cleaned(
      """
      Yongtai Fengye Paper Co., Ltd. (“Fengye Paper”) borrowed from Ms. Tong Yee Mei.

      永泰楓葉紙業有限公司（「楓葉紙業」）向唐依薇女士借款。

      """)
    #expect(
      cleaned.pairs == [
        "Yongtai Fengye Paper Co., Ltd. = 永泰楓葉紙業有限公司", "Fengye Paper = 楓葉紙業",
        "Tong Yee Mei = 唐依薇",
      ])
    let name = try #require(cleaned.name("Tong Yee Mei"))
    #expect(name.evidence.map(\.kind) == [.parallel, .parallel])
  }

  @Test(arguments: [
    // One word or one ideograph more.
    "Ningbo Haitian Plastics Co., Ltd. was sold.\n\n寧波海天精工機械有限公司已售出。",
    // Two of them would do.
    "Mr. Wong Wai Man and Mr. Wong Wai Man Peter met.\n\n黃偉文先生與黃慧敏女士會面。",
    "The bank is Lukang Bank Co., Ltd.\n\n銀行為鹿港商業銀行股份有限公司。",
  ])
  func namesThatDifferAreNoTwins(_ text: String) throws {
    #expect(try pairs(text).isEmpty)
  }

  @Test func oneCompanySignsInBothLanguages() throws {
    let text = """
      By order of the Board
      Gorse Limited
      Tam Oi Lin
      Chairman

      承董事會命
      金雀渡輪有限公司
      主席
      譚愛蓮
      """
    #expect(try pairs(text) == ["Gorse Limited = 金雀渡輪有限公司", "Tam Oi Lin = 譚愛蓮"])
  }

  // MARK: - Brackets

  @Test(arguments: [
    (
      "“Yuehua” or 「粵華」 means Dongguan Yuehua Toys Co., Ltd. (東莞粵華玩具有限公司).",
      "Yuehua = 粵華"
    ),
    (
      "博遠精密手術有限公司（Boyuan Precision Surgical Limited，「博遠手術」（Boyuan Surgical））",
      "Boyuan Surgical = 博遠手術"
    ),
    (
      "Longxi Tianbao Engineering Corporation* 隴西天寶工程有限公司 (“Longxi Tianbao 隴西天寶”) built it.",
      "Longxi Tianbao = 隴西天寶"
    ),
    (
      "The Gansu Assets Commission* (甘肅省國有資產委員會) (“Gansu SASAC”, 甘肅省國資委) agreed.",
      "Gansu SASAC = 甘肅省國資委"
    ),
  ])
  func shortFormsInBothLanguages(_ text: String, _ pair: String) throws {
    #expect(try pairs(text).contains(pair))
  }

  @Test(arguments: [
    ("She worked at QRST Huaming Partners (克勤思華明會計師行).", "QRST Huaming Partners = 克勤思華明會計師行"),
    ("The brand “Plumfield” (「梅野」) is sold.", "Plumfield = 梅野"),
    ("Lumacrest® (璐美晶) is sold.", "Lumacrest = 璐美晶"),
    (
      "under the Measures for Audits by State-owned Enterprises and Banks* (《國有企業、銀行審計管理辦法》)",
      "Measures for Audits by State-owned Enterprises and Banks = 國有企業、銀行審計管理辦法"
    ),
    ("本公司就北承科技有限公司（Bizoft Technologies Limited）提供擔保。", "Bizoft Technologies Limited = 北承科技有限公司"),
  ])
  func brandsFirmsAndLaws(_ text: String, _ pair: String) throws {
    #expect(try pairs(text) == [pair])
  }

  @Test func aTornNameIsACandidate() throws {
    let cleaned = try Cleaned("TRADING LIMITED (大笨鐘貿易有限公司) was sold.\n")
    #expect(cleaned.pairs.isEmpty)
    #expect(cleaned.document.candidates.contains { $0.isPaired })
  }
}
