import Testing

@testable import Normalize

/// What stands around names and is no part of them: numbers of notes and items, countries, offices,
/// professions; and what is: particles of other languages, `The` inside a sentence.
@Suite("Harvest: what stands around names")
struct SurroundingsTests {
  @Test(
    arguments: [
      (
        "Wuhu Tanqiao Dental Co., Ltd.(1) (蕪湖檀橋口腔有限公司) (“Wuhu Tanqiao”) was founded.",
        ["Wuhu Tanqiao Dental Co., Ltd. = 蕪湖檀橋口腔有限公司", "Wuhu Tanqiao = 蕪湖檀橋"]
      ),
      (
        "Gorse Capital Limited² (金雀資本有限公司) and Wing Dove Limited (Note 12) (永鴿有限公司) sold it.",
        ["Gorse Capital Limited = 金雀資本有限公司", "Wing Dove Limited = 永鴿有限公司"]
      ),
      (
        "附屬公司蕪湖檀橋口腔有限公司（註3）（Wuhu Tanqiao Dental Co., Ltd.）已註銷。",
        ["Wuhu Tanqiao Dental Co., Ltd. = 蕪湖檀橋口腔有限公司"]
      ),
      (
        "Held by Wuhu Tanqiao Incubation Centre (LLP)(3) (蕪湖檀橋孵化中心（有限合夥）).",
        ["Wuhu Tanqiao Incubation Centre (LLP) = 蕪湖檀橋孵化中心（有限合夥）"]
      ),
      (
        "（十二）蕪湖檀橋口腔有限公司（Wuhu Tanqiao Dental Co., Ltd.）的情况",
        ["Wuhu Tanqiao Dental Co., Ltd. = 蕪湖檀橋口腔有限公司"]
      ),
      // A number in the name itself.
      (
        "Heron Kite (No. 2) Limited (鷺鳶（第二）有限公司) sold it.",
        ["Heron Kite (No. 2) Limited = 鷺鳶（第二）有限公司"]
      ),
    ] as [(String, [String])])
  func numbersOfNotesAndItems(_ text: String, _ expected: [String]) throws {
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  @Test(
    arguments: [
      (
        "另與日商霧島光學株式會社（Kirishima Optical K.K.）訂約。",
        ["Kirishima Optical K.K. = 霧島光學株式會社"]
      ),
      (
        "公司与韩国海松电子有限公司（Haesong Electronics Co., Ltd.）签约。",
        ["Haesong Electronics Co., Ltd. = 海松电子有限公司"]
      ),
      (
        "位於日本千葉縣幕張工業園（Makuhari Industrial Park）的廠房。",
        ["Makuhari Industrial Park = 幕張工業園"]
      ),
      (
        "任職於新加坡翠華理工大學（Cuihua Technological University）。",
        ["Cuihua Technological University = 翠華理工大學"]
      ),
      // The country is a part of the name where the rest is a trade, without a form, or stands alone.
      ("由德國商業銀行（Commerzheron AG）安排。", ["Commerzheron AG = 德國商業銀行"]),
      ("由法國巴羅銀行（BNK Paloma）安排。", ["BNK Paloma = 法國巴羅銀行"]),
      (
        "「甲」\t指\t德國卡特文機電有限公司（Kartwen Maschinen GmbH）",
        ["Kartwen Maschinen GmbH = 德國卡特文機電有限公司"]
      ),
      ("徽商集團有限公司（Huishang Group Limited）", ["Huishang Group Limited = 徽商集團有限公司"]),
    ] as [(String, [String])])
  func countries(_ text: String, _ expected: [String]) throws {
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  @Test(
    arguments: [
      (
        "目標公司由舞台監督高橋真理子女士（Ms. Mariko Takahashi）及首席廚師馬洛尼先生（Mr. Dario Maloni）管理。",
        ["Mariko Takahashi = 高橋真理子", "Dario Maloni = 馬洛尼"]
      ),
      ("並由陳大明建築師（Chan Tai Ming）簽署。", ["Chan Tai Ming = 陳大明"]),
      ("其采购总监为Ulla Winter女士（中文名：温乌拉）。", ["Ulla Winter = 温乌拉"]),
      ("董事Ingrid Solheim博士（蘇靄瑩）出席。", ["Ingrid Solheim = 蘇靄瑩"]),
      ("Dr. Hannelore Winter 費海蓮博士\tOfficer 主任\t500,000", ["Hannelore Winter = 費海蓮"]),
      (
        "Dr. Chan Tai Ming (陳大明), Chief Hydrologist of Heronport Institute of Geology (鷺港地質研究所), agreed.",
        ["Chan Tai Ming = 陳大明", "Heronport Institute of Geology = 鷺港地質研究所"]
      ),
      // No person: a profession, a university before a professor, a bank.
      ("香港執業會計師（Certified Public Accountant）負責。", []),
      ("與鷺港科學技術大學（UHST）教授會面。", ["UHST = 鷺港科學技術大學"]),
    ] as [(String, [String])])
  func officesAndProfessions(_ text: String, _ expected: [String]) throws {
    #expect(try Cleaned.statedPairs(text) == expected)
  }

  @Test(
    arguments: [
      (
        "built by Sociedade de Obras e Transportes Garça Azul, Limitada (藍鷺工程運輸有限公司) in May.",
        "Sociedade de Obras e Transportes Garça Azul, Limitada = 藍鷺工程運輸有限公司"
      ),
      (
        "a loan of Banco de Garça do Oriente, S.A. (東方鷺銀行股份有限公司) was repaid.",
        "Banco de Garça do Oriente, S.A. = 東方鷺銀行股份有限公司"
      ),
      (
        "a loan of Banco de la Garza, S.A. (鷺銀行有限公司) was repaid.",
        "Banco de la Garza, S.A. = 鷺銀行有限公司"
      ),
      (
        "awarded by the Infrastructure Planning Office (基建規劃辦公室) in May.",
        "Infrastructure Planning Office = 基建規劃辦公室"
      ),
      ("under the PRC Heronry Protection Law (鷺類保護法), in force.", "Heronry Protection Law = 鷺類保護法"),
      ("under the Wren (鷦), Little Heron (小白鷺) and Maison Winter brands.", "Little Heron = 小白鷺"),
    ])
  func whereEnglishNamesBegin(_ text: String, _ expected: String) throws {
    #expect(try Cleaned.statedPairs(text) == [expected])
  }

  @Test func theInsideASentence() throws {
    let names = try Cleaned("She is a fellow of The Heron Governance Institute in London.\n")
      .document
      .names
    #expect(
      names.map { String(decoding: $0.en, as: UTF8.self) } == ["The Heron Governance Institute"])
  }

  @Test(
    arguments: [
      // Only the order of the letters is another.
      (
        "tested by the Marine Dredging Laboratory of Heronport (鷺港海事疏浚實驗室) (“LDMH”).",
        "LDMH = 鷺港海事疏浚實驗室"
      ),
      // What lies between known parts: 水母 for Medusa, 搖籃曲 for Lullaby; two ideographs a word.
      (
        "Beijing Medora Marine Sensing Technology Company Limited (北京美朵海洋感知技術有限公司) (“Beijing Medora”).",
        "Beijing Medora = 北京美朵"
      ),
      (
        "Zhenjiang Silverwren Tissue Paper Co., Ltd. (鎮江銀鷦生活用紙有限公司) (“Zhenjiang Silverwren”) rents it.",
        "Zhenjiang Silverwren = 鎮江銀鷦"
      ),
      (
        "Everblaze Youlan Cheese Co., Ltd. (恒熾優蘭奶酪股份有限公司) (“Youlan Cheese”) was delisted.",
        "Youlan Cheese = 優蘭奶酪"
      ),
      (
        "Henan Taihang Iron & Steel Company Limited (河南太行鋼鐵股份有限公司) (“Taihang Steel”) buys it.",
        "Taihang Steel = 太行鋼鐵"
      ),
      (
        "「奧的文（中國）」\t指\t奧的文電梯（中國）有限公司（Ottowen Elevators (China) Co., Ltd.）",
        "Ottowen (China) = 奧的文（中國）"
      ),
    ])
  func shortForms(_ text: String, _ expected: String) throws {
    let found = try Cleaned.statedPairs(text)
    #expect(found.count == 2 && found.contains(expected), "\(found)")
  }

  /// One ideograph of a word that goes stands beside what is open: nothing tells where the brand ends.
  @Test func doubtIsNoShortForm() throws {
    let found = try Cleaned.statedPairs(
      "Shanghai Brillant Credit Rating Service Co., Ltd. (上海新世曲資信評估服務有限公司) (“Shanghai Brillant”).")
    #expect(found == ["Shanghai Brillant Credit Rating Service Co., Ltd. = 上海新世曲資信評估服務有限公司"])
  }

  @Test(
    arguments: [
      (
        "Name\tPlace\nPine Film City (Guangzhou) Co., Ltd. 松影城（廣州）\t6/F\n有限公司\n",
        "Pine Film City (Guangzhou) Co., Ltd. = 松影城（廣州）有限公司"
      ),
      (
        "The Heron and Wren Banking\t鷺鷦銀行有限公司\nCorporation Limited\n",
        "The Heron and Wren Banking Corporation Limited = 鷺鷦銀行有限公司"
      ),
      (
        "As to PRC law: Hunan Zhenhe Law Firm\t有關中國法律：湖南振和律師事務所\n",
        "Hunan Zhenhe Law Firm = 湖南振和律師事務所"
      ),
      ("Mr. Anil Bhandari\t祈柏南先生\n", "Anil Bhandari = 祈柏南"),
      (
        "项目\t变更前\t变更后\n中文名称\t成都隼目电子有限公司\t隼视智能（成都）股份有限公司\n英文名称\tChengdu Falcon Eye Electronics Co., Ltd.\tFALCOVIEW INTELLIGENT (CHENGDU) INC.\n",
        "FALCOVIEW INTELLIGENT (CHENGDU) INC. = 隼视智能（成都）股份有限公司"
      ),
    ])
  func rows(_ text: String, _ expected: String) throws {
    let found = try Cleaned.statedPairs(text)
    #expect(found.contains(expected), "\(found)")
  }

  /// Headings in two languages are no names.
  @Test(arguments: [
    "Name of tenant 租戶名稱\tFloor 樓層\n", "Investment Holding 投資控股\t100%\n",
    "Chief Scientific Officer 首席科學官\t500,000\n",
  ])
  func headings(_ text: String) throws { #expect(try Cleaned.statedPairs(text).isEmpty) }

  @Test(
    arguments: [
      ("IFA – 3", true), ("Page | 1", true), ("2 | P a g e", true), ("II – 5", true),
      ("Phase – 3", false), ("Block A – 3", false), ("Price | 1", false), ("F – type", false),
    ])
  func pageNumbers(_ line: String, _ isOne: Bool) {
    let bytes = Array(line.utf8)
    #expect((PageNumber.read(bytes, 0, bytes.count) == .strong) == isOne)
  }
}
