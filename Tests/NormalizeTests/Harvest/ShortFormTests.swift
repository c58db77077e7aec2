import Testing

@testable import Normalize

/// Short forms: stated in both languages, or composed by dropping what the other side drops.
@Suite("Harvest: short forms")
struct ShortFormTests {
  @Test(arguments: [
    // The legal form alone is dropped: everything else stays, with or without a counterpart.
    (
      "Helin Visual Technology Co., Ltd. (鶴林視像科技股份有限公司) (“Helin Visual Technology”) sells.\n",
      "Helin Visual Technology = 鶴林視像科技"
    ),
    (
      "The Company placed a deposit with Bank of Jinshan Co., Ltd. (金山銀行股份有限公司) (“Bank of Jinshan”).\n",
      "Bank of Jinshan = 金山銀行"
    ),
    (
      "Better Tooth Dental Clinic Limited (康齒牙醫診所有限公司) (“Better Tooth Dental Clinic”) rents it.\n",
      "Better Tooth Dental Clinic = 康齒牙醫診所"
    ),
    // Parts with counterparts are dropped with them.
    (
      "Ruichang Maofeng Pharmaceutical Co., Ltd. (瑞昌茂峰製藥有限公司) (“Ruichang Maofeng”) makes it.\n",
      "Ruichang Maofeng = 瑞昌茂峰"
    ),
    // Ideographs beside a dropped part belong to it: 清潔|能源.
    (
      "Yancheng Maofeng Clean Energy Development Co., Ltd. (鹽城茂峰清潔能源發展有限公司) (“Yancheng Maofeng”).\n",
      "Yancheng Maofeng = 鹽城茂峰"
    ),
    (
      "甲方為鹽城茂峰清潔能源發展有限公司（Yancheng Maofeng Clean Energy Development Co., Ltd.，「鹽城茂峰」）。\n",
      "Yancheng Maofeng = 鹽城茂峰"
    ),
    // Definitions in a cell and in a sentence.
    (
      "“Board”\tthe board of directors\n“Gorse Capital”\tGorse Capital Limited (金雀資本有限公司), an adviser\n",
      "Gorse Capital = 金雀資本"
    ),
    (
      "“Gorse Group” means Gorse Group Limited (金雀集團有限公司), a company of the vendor.\n",
      "Gorse Group = 金雀集團"
    ),
    (
      "近日，浙江茂峰风电股份有限公司（以下简称“茂峰风电”，英文名：Zhejiang Maofeng Wind Power Co., Ltd.）收到通知。\n",
      "Maofeng Wind Power = 茂峰风电"
    ),
    // Ideographs that no word has are another's; one may belong to the word beside.
    (
      "Guizhou Maotang Pharmaceutical Co., Ltd. (國藥集團茂堂(貴州)製藥有限公司) (“Maotang”) makes it.\n",
      "Maotang = 茂堂"
    ),
    (
      "Shenzhen Gorlus Holding Co., Ltd. (深圳市戈立(集團)股份有限公司) (“Gorlus”) is a holder.\n",
      "Gorlus = 戈立"
    ),
    // The English short form has no bracket.
    (
      "Maofeng Glass (Guangxi) Company Limited (茂峰玻璃(廣西)有限公司) (“Maofeng Guangxi”) makes it.\n",
      "Maofeng Guangxi = 茂峰廣西"
    ),
    // The last word of a phrase for which two ideographs stand; a bracket in both; the group.
    (
      "Maofeng Environmental Protection Group Co., Ltd. (茂峰環保集團股份有限公司, “Maofeng Environmental”), a subsidiary.\n",
      "Maofeng Environmental = 茂峰環保"
    ),
    (
      "Boston Catering Services Limited (波士頓餐飲服務有限公司) (“Boston Catering”) is a tenant.\n",
      "Boston Catering = 波士頓餐飲"
    ),
    (
      "Eagle Asset Management (GP) Limited (鷹君資產管理(金雀)有限公司) (“Eagle Asset Management”) is it.\n",
      "Eagle Asset Management = 鷹君資產管理"
    ),
    (
      "Great Eagle Holdings Limited (鷹君集團有限公司) (“Great Eagle”) is a tenant.\n",
      "Great Eagle = 鷹君"
    ),
    (
      "Bank of Maofeng Co.,Ltd. (茂峰銀行股份有限公司) (“Bank of Maofeng”) lends.\n", "Bank of Maofeng = 茂峰銀行"
    ),
    // A name of common words alone.
    (
      "sold by Smart Mobile Holdings Limited (智能移動控股有限公司) (“Smart Mobile”), a company.\n",
      "Smart Mobile = 智能移動"
    ),
    (
      "Gorse Star International Investment Limited (金雀星國際投資有限公司), also known as “Gorse Star”.\n",
      "Gorse Star = 金雀星"
    ),
    // What stands between known parts corresponds.
    (
      "Maofeng Foreversun Chemical Logistics Co., Ltd. (茂峰恒阳化工储运有限公司) (“Maofeng Foreversun”).\n",
      "Maofeng Foreversun = 茂峰恒阳"
    ),
    // A brand in capitals is no acronym.
    (
      "MAOSKY Limited (茂天有限公司) (“MAOSKY”) is a supplier.\n", "MAOSKY = 茂天"
    ),
    (
      "It is a member of the Institute of Gorse Accountants (金雀會計師公會) (the ‘‘IGA’’).\n",
      "IGA = 金雀會計師公會"
    ),
  ])
  func areFound(_ text: String, _ pair: String) throws {
    let pairs = try Cleaned(text).pairs
    #expect(pairs.contains(pair), "\(pairs)")
  }

  @Test(arguments: [
    // The known parts stand in another order, so that nothing tells what the open words are.
    "Foreversun Chemical Logistics Maofeng Co., Ltd. (茂峰恒阳化工储运有限公司) (“Foreversun”).\n",
    // It fits two names.
    "Gorse Express (Cayman) Inc. (金雀快遞（開曼）有限公司) (“Gorse Express”) holds Gorse Express Limited (金雀快遞有限公司).\n",
    // A word of the trade alone.
    "Nanping Maofeng Chemical Limited (南平茂峰化工有限公司) (“Chemical”) is one.\n",
  ])
  func areNotGuessed(_ text: String) throws {
    let shorts = try Cleaned(text).document.names.filter { $0.isPaired && $0.inferred }
    #expect(shorts.isEmpty, "\(shorts.map { String(decoding: $0.zh, as: UTF8.self) })")
  }

  /// The Chinese short form has no legal form, so that the English one has none.
  @Test func aForeignLegalFormIsDroppedToo() throws {
    let cleaned = try Cleaned(
      "与卡鹭酒业有限公司（Karlu Breweries A/S，以下简称“卡鹭”）签订协议。卡鹭是供应商。\n")
    #expect(!cleaned.pairs.contains { $0.hasPrefix("Karlu A/S") })
  }
}
