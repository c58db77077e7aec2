import Testing

@testable import Normalize

/// Short forms that the text uses and does not define.
@Suite("Harvest: short forms in use")
struct UsedShortFormTests {
  private func shorts(_ text: String) throws -> [String] {
    try Cleaned(text + "\n").document.names.filter { $0.form == .short }.map {
      String(decoding: $0.en, as: UTF8.self) + " = " + String(decoding: $0.zh, as: UTF8.self)
    }
  }

  @Test(arguments: [
    (
      "Ruichang Maofeng Pharmaceutical Co., Ltd. (瑞昌茂峰製藥有限公司) was founded in 2008. In May Ruichang Maofeng moved.",
      "Ruichang Maofeng = 瑞昌茂峰"
    ),
    // As far as the name goes on there.
    (
      "China Thrush Water Limited (中國鶇鳥水務有限公司) is a subsidiary. The loan to Thrush Water was repaid.",
      "Thrush Water = 鶇鳥水務"
    ),
    // Chinese text with the English name once.
    (
      "本公司與瑞昌茂峰製藥有限公司（Ruichang Maofeng Pharmaceutical Co., Ltd.）訂立協議。於本公告日期，瑞昌茂峰持有三項專利。",
      "Ruichang Maofeng = 瑞昌茂峰"
    ),
    // One word that is none of the language.
    (
      "Wexolan Technology Co., Ltd. (威索蘭科技股份有限公司) is a supplier. We buy parts from Wexolan.",
      "Wexolan = 威索蘭"
    ),
    // The parent of companies whose names begin with it, defined.
    (
      "Thrush Group Limited (鶇鳥集團有限公司) (“Thrush Group”) holds Thrush Group Property Limited (鶇鳥集團物業有限公司).",
      "Thrush Group = 鶇鳥集團"
    ),
    // 市 goes where no word says it.
    (
      "Foshan Cuiwei Loom Co., Ltd. (佛山市翠微織機有限公司) (“Foshan Cuiwei”) makes it.",
      "Foshan Cuiwei = 佛山翠微"
    ),
    // 市 stays where nothing but the legal form goes.
    (
      "Foshan Cuiwei Loom Co., Ltd. (佛山市翠微織機有限公司) (“Foshan Cuiwei Loom”) makes it.",
      "Foshan Cuiwei Loom = 佛山市翠微織機"
    ),
    // A branch has the name of its company.
    (
      "Ruichang Maofeng Paper Co., Ltd. (瑞昌茂峰紙業有限公司) (“Ruichang Maofeng”) closed Ruichang Maofeng Paper Co., Ltd., Jiujiang Branch (瑞昌茂峰紙業有限公司九江分公司).",
      "Ruichang Maofeng = 瑞昌茂峰"
    ),
  ])
  func arePaired(_ text: String, _ pair: String) throws {
    let found = try shorts(text)
    #expect(found.contains(pair), "\(found)")
  }

  @Test(arguments: [
    // Two names begin so: it is short for neither.
    """
    Ruichang Maofeng Pharmaceutical Co., Ltd. (瑞昌茂峰製藥有限公司) and Ruichang Maofeng Paper Co., Ltd.
    (瑞昌茂峰紙業有限公司) are subsidiaries. In May Ruichang Maofeng moved.
    """,
    // Another name that goes on, a person, a place.
    "Ruichang Maofeng Paper Co., Ltd. (瑞昌茂峰紙業有限公司) is one. Ruichang Maofeng Hotels is another.",
    "瑞昌茂峰紙業有限公司（Ruichang Maofeng Paper Co., Ltd.）為賣方，瑞昌茂峰集團為買方。",
    "Hong Kong Thrush Limited (香港鶇鳥有限公司) has offices in Hong Kong.",
    "Kestrel Plaza Property Limited (隼匯廣場置業有限公司) leases Kestrel Plaza.",
    // The rest of the name stands in the cell below.
    "Ruichang Maofeng Paper\tPRC\t100%\nCo., Ltd. (瑞昌茂峰紙業有限公司)\t\t\n",
    "Thrush Health Fund, L.P. (鶇鳥醫療基金) led it.\nParty\tThrush Health\tOther\n\tFund, L.P.\tAsia Limited\n",
  ])
  func areNotGuessed(_ text: String) throws {
    let found = try shorts(text)
    #expect(found.isEmpty, "\(found)")
  }

  @Test func theirMentionsAreGlossed() throws {
    let cleaned = try Cleaned(
      "Ruichang Maofeng Pharmaceutical Co., Ltd. (瑞昌茂峰製藥有限公司) was founded. In May Ruichang Maofeng moved.\n"
    )
    #expect(cleaned.glossed.contains("In May Ruichang Maofeng [瑞昌茂峰] moved."))
    #expect(cleaned.name("Ruichang Maofeng")?.inferred == true)
  }
}
