/// The phrases that slots are made of, and the part that each plays.
///
/// A trailing `s?` stands for both numbers. Chinese phrases may be in either script; they are
/// folded. Source: the forms of Hong Kong filings; kept in step with `Scripts/check_rules.py`.
enum SlotLexicon {
  /// The part of a phrase in a slot.
  struct Role: OptionSet, Sendable {
    let rawValue: UInt32
    static let documentHead = Role(rawValue: 1 << 0)
    static let documentKind = Role(rawValue: 1 << 1)
    static let exchange = Role(rawValue: 1 << 2)
    static let partyPart = Role(rawValue: 1 << 3)
    static let party = Role(rawValue: 1 << 4)
    static let eventPart = Role(rawValue: 1 << 5)
    static let event = Role(rawValue: 1 << 6)
    static let month = Role(rawValue: 1 << 7)
    static let place = Role(rawValue: 1 << 8)
    static let adviser = Role(rawValue: 1 << 9)
    static let hanDocumentHead = Role(rawValue: 1 << 10)
    static let hanDocumentPart = Role(rawValue: 1 << 11)
    static let hanDocumentKind = Role(rawValue: 1 << 12)
    static let hanEventPart = Role(rawValue: 1 << 13)
    static let hanEvent = Role(rawValue: 1 << 14)
    /// 有限公司
    static let hanLegalForm = Role(rawValue: 1 << 15)
    /// Limited and the like, where a name may end.
    static let legalForm = Role(rawValue: 1 << 16)
    static let and = Role(rawValue: 1 << 17)
    /// shareholders, securities: `of` and the name of an issuer may follow.
    static let issuerHead = Role(rawValue: 1 << 18)
    /// 買賣, 務請: the name of an issuer may follow.
    static let hanIssuerHead = Role(rawValue: 1 << 19)
    /// 股東: the name of an issuer may stand before, at the begin of a clause or behind a head.
    static let hanIssuerHolder = Role(rawValue: 1 << 20)
    /// 證券: the name of an issuer may stand before, behind a head.
    static let hanIssuerStock = Role(rawValue: 1 << 21)
    /// relating to: the name of an issuer may follow at once.
    static let issuerTopic = Role(rawValue: 1 << 22)
    /// undertakes no: the name of the issuer may stand before.
    static let issuerVerb = Role(rawValue: 1 << 23)
  }

  static func index(han: HanTable) -> PhraseIndex {
    var entries: [(text: String, payload: UInt32, condition: PhraseIndex.Condition)] = []
    for list in lists {
      for item in list.phrases.split(separator: "|") {
        var forms = [String(item)]
        if item.hasSuffix("s?") { forms = [String(item.dropLast(2)), String(item.dropLast(1))] }
        for form in forms { entries.append((form, list.role.rawValue, list.condition)) }
      }
    }
    return PhraseIndex(entries, han: han)
  }

  private static let lists: [(role: Role, condition: PhraseIndex.Condition, phrases: String)] = [
    (.documentHead, .wholeWords, "this|these"),
    (
      .documentKind, .wholeWords,
      "announcements?|circulars?|documents?|prospectus|prospectuses|reports?|notices?|returns?|"
        + "statements?|releases?|proofs?|phip|communications?|presentations?|publication|"
        + "materials?|memorandum|supplement|forms?"
    ),
    (
      .exchange, .wholeWords,
      "Hong Kong Exchanges and Clearing Limited|Stock Exchange of Hong Kong|"
        + "Stock Exchange of Hong Kong Limited|Hong Kong Stock Exchange|"
        + "Hong Kong Securities Clearing Company|Hong Kong Securities Clearing Company Limited|"
        + "Singapore Exchange Securities Trading Limited|Singapore Exchange|"
        + "Singapore Exchange Limited|Securities and Futures Commission|"
        + "Securities and Futures Commission of Hong Kong|Registrar of Companies|"
        + "Registrar of Companies in Hong Kong|Securities and Exchange Commission|"
        + "Shanghai Stock Exchange|Shenzhen Stock Exchange|New York Stock Exchange|Nasdaq|"
        + "Hong Kong Exchanges?|Stock Exchanges?|Exchanges?|Executive|Commission|SFC|SEHK|HKEX|"
        + "HKSCC|HKSE|GEM|Catalist|Main Board|SGXST|SGX-ST|SGX|SSE|SZSE|NYSE|SEC|CSRC|MAS|AFRC"
    ),
    (
      .partyPart, .wholeWords,
      "the|each of the|both the|any of the|such|independent|relevant|respective|Joint|Sole|"
        + "Potential|Existing|Possible|Target|Listed|Subsidiary"
    ),
    (
      .party, .wholeWords,
      "Company|Companies|Offerors?|Purchasers?|Vendors?|Issuers?|Guarantors?|Subscribers?|"
        + "Sellers?|Buyers?|Investors?|Borrowers?|Lenders?|Placing Agents?|Placees?|"
        + "Underwriters?|Sponsors?|Target Group|Target Company|Group|Board|Directors?|Target|"
        + "Trustee|Manager|REIT|Trust|Fund|SpinCo|Spin-off Company|Controlling Shareholders?|"
        + "Managers?|Bookrunners?|Lead Managers?|Overall Coordinators?"
    ),
    (
      .eventPart, [.wholeWords, .capital],
      "Proposed|Possible|Potential|Pre-Conditional|PreConditional|Conditional|Shares?|Equity|"
        + "Asset|Debt|Sale|Purchase|Further|Very|Substantial|Major|Global|Hong Kong|"
        + "International|Public|Rights|Open|Cash|Partial|Mandatory|Voluntary|General|"
        + "Unconditional|Bonds?|Notes?|Convertible|Placing|Subscription|Acquisition|Disposal|"
        + "Offer|Option|Capital|Business|Strategic|Framework|Loan|New|First|Second|"
        + "Supplemental|Definitive|Formal|Merger|Scheme|Joint|Venture|Transfer|Domestic|"
        + "Unlisted|Connected|Continuing|A|H|Securities|Whitewash"
    ),
    (.eventPart, .wholeWords, "and|or|of|the|this|such|any"),
    // What agreements always say of themselves, and no news of one.
    (
      .event, .wholeWords,
      "may be terminated in accordance with its terms|may be terminated in certain circumstances|"
        + "may be terminated upon the occurrence of certain events|"
        + "may be terminated under certain circumstances"
    ),
    (
      .event, [.wholeWords, .capital],
      "Acquisitions?|Disposals?|Transactions?|Placings?|Placements?|Subscriptions?|Offers?|"
        + "Offering|Spinoffs?|Spin-offs?|Mergers?|Schemes?|Proposals?|Rights Issue|Open Offer|"
        + "Issues?|Issuance|Listing|Restructuring|Reorganisation|Reorganization|Consolidation|"
        + "Reduction|Agreements?|MOU|Memorandum|Cooperation|Investment|Privatisation|"
        + "Privatization|Buybacks?|Buy-backs?|Repurchases?|Conversion|Completion|Closing|"
        + "Capitalisation|Capitalization|Loans?|Amendments?|Extension|Plan|Sale|Purchase|Option|"
        + "Resumption|Framework|Deed|Facility|Joint Venture|Formation|Capital Increase|"
        + "Settlement|Introduction|Delisting|Withdrawal|Distribution|Exchange Offer"
    ),
    (
      .month, .wholeWords,
      "January|February|March|April|May|June|July|August|September|October|November|December"
    ),
    (
      .place, .wholeWords,
      "Hong Kong|Hong Kong Special Administrative Region|People's Republic of China|PRC|"
        + "Mainland China|Mainland|China|Macau|Macao|Taiwan|Singapore|United States|"
        + "United States of America|U.S.|U.S|U.S.A.|US|USA|United Kingdom|UK|Japan|Canada|"
        + "Australia|Switzerland|South Africa|New Zealand|Malaysia|Thailand|"
        + "European Economic Area|EEA|European Union|Cayman Islands|British Virgin Islands|"
        + "Bermuda|District of Columbia"
    ),
    (
      .adviser, .wholeWords,
      "licensed securities dealers?|securities dealers?|stockbrokers?|brokers?|bank managers?|"
        + "solicitors?|lawyers?|accountants?|professional accountants?|tax advisers?|"
        + "registered institution in securities|registered institutions in securities|"
        + "professional advisers?|professional advisors?|financial advisers?|"
        + "financial advisors?|legal advisers?|legal advisors?|tax advisors?|"
        + "independent advisers?|independent advisors?"
    ),
    (
      .legalForm, .wholeWords,
      "Limited|Ltd|Corporation|Corp|Inc|plc|LLC|LLP|Company|Holdings|Group"
    ),
    (.and, .wholeWords, "of|and|&"),
    (
      .issuerHead, .wholeWords,
      "shareholders?|investors?|holders?|unitholders?|noteholders?|bondholders?|stockholders?|"
        + "optionholders?|securities|shares?|units?|notes?|bonds?|stock|directors?"
    ),
    (.issuerTopic, .wholeWords, "relating to|expressed by"),
    (
      .issuerVerb, .wholeWords,
      "undertakes no|does not undertake|assumes no|does not assume|disclaims any|"
        + "expressly disclaims any|is under no|has no|does not intend"
    ),
    (.hanIssuerHead, [], "买卖|处理|交易|务请|提醒|建议|谨请|敬请|促请"),
    (
      .hanIssuerHolder, [],
      "股东|独立股东|证券持有人|票据持有人|债券持有人|潜在投资者|有意投资者|准投资者|投资者|公众投资者|公众股东|"
        + "董事|董事会|唯一董事|者除外|资料除外|并无责任|概无责任|并无义务|概无义务|概不承担|不承担"
    ),
    (.hanIssuerStock, [], "证券|股份|股票|任何证券|任何股份|票据|债券|基金单位|单位"),
    (.hanDocumentHead, [], "本|此|该"),
    (
      .hanDocumentPart, [],
      "份|等|联合|综合|补充|澄清|更正|进一步|要约|上市|计划|发售|海外监管|自愿|内幕消息|网上|收购|月报|中期|年度|季度|"
        + "业绩|通告及"
    ),
    (
      .hanDocumentKind, [],
      "公告|公布|通函|文件|招股章程|招股书|报告书|报告|年报|通告|通知|报表|新闻稿|演示材料|刊物|申请版本|"
        + "聆讯后资料集|说明书|回应文件"
    ),
    (
      .exchange, [],
      "香港交易及结算所有限公司|香港联合交易所有限公司|香港中央结算有限公司|香港结算|香港交易所|香港联交所|"
        + "联交所|港交所|结算所|新加坡证券交易所有限公司|新加坡证券交易所|新交所|上海证券交易所|"
        + "深圳证券交易所|北京证券交易所|上交所|深交所|证券及期货事务监察委员会|证监会|中国证监会|"
        + "香港公司注册处处长|公司注册处处长|公司注册处|执行人员|创业板|主板|GEM|交易所"
    ),
    (
      .party, [],
      "本公司|本集团|联合要约人|要约人|共同要约人|买方|卖方|认购人|认购方|发行人|担保人|配售代理|承配人|"
        + "包销商|保荐人|联席保荐人|目标公司|目标集团|受托人|管理人|基金管理人|控股股东|投资者|贷款人|"
        + "借款人|董事会|要约方|贵公司|该公司|独家保荐人|整体协调人|账簿管理人|牵头经办人"
    ),
    (.hanLegalForm, [], "有限公司"),
    (
      .hanEventPart, [],
      "建议|可能|潜在|该等|该|此|本次|有关|上述|有条件|自愿|强制|无条件|全面|部分|现金|股份|股权|资产|"
        + "重大|非常|进一步|首次|公开|全球|香港|国际|新|及|可换股|债券|票据|债务|战略|框架|H股|A股|买卖|"
        + "关连|持续|业务|资本|认购|配售|收购|出售|供股|要约|合营|贷款|认股权"
    ),
    (
      .hanEvent, [],
      "收购事项|出售事项|收购|出售|交易|配售事项|配售|认购事项|认购|要约|分拆|合并|计划|建议|供股|公开发售|"
        + "发售|发行|上市|重组|股份合并|股本重组|股本削减|协议|谅解备忘录|备忘录|合作|投资|私有化|购回|"
        + "回购|转换|完成|交割|资本化|贷款|延期|转让|债务重组|撤回上市|增资|复牌|合营|契据|事项|"
        + "若干事件时终止|若干情况下终止|若干情况下可能终止|可予终止|可能终止|可能会终止|可能被终止|或会终止"
    ),
    (
      .place, [],
      "香港特别行政区|香港|中华人民共和国|中国内地|中国|澳门|台湾|新加坡|美国|英国|日本|加拿大|澳洲|"
        + "澳大利亚|瑞士|南非|新西兰|开曼群岛|百慕达|英属处女群岛|欧洲经济区"
    ),
    (
      .adviser, [],
      "持牌证券交易商|证券交易商|注册证券机构|其他注册证券机构|其他证券机构|证券机构|持牌证券商|股票经纪|"
        + "经纪|证券经纪|银行经理|律师|专业会计师|会计师|专业顾问|财务顾问|法律顾问|税务顾问|"
        + "其他专业顾问|独立专业顾问|其他独立专业顾问|独立财务顾问|独立法律顾问|独立税务顾问|、|，|或|及|和"
    ),
  ]

  /// What is left of a unit and is news is content, however little it is: hashes of words and of
  /// single ideographs.
  static func news(han: HanTable) -> KeySet {
    var hashes = KeySet()
    for word in newsWords.split(separator: " ") {
      hashes.insert(TextHash.word(word.unicodeScalars.map(\.value)))
    }
    for scalar in newsHan.unicodeScalars { hashes.insert(TextHash.single(han.fold(scalar.value))) }
    return hashes
  }

  private static let newsWords =
    "insolvent insolvency bankrupt bankruptcy default defaults defaulted "
    + "liquidation liquidator liquidators petition petitions receivership receiver "
    + "receivers delisting delisted suspension suspended suspend halted fraud "
    + "fraudulent arrested arrest detained investigation investigated resigned "
    + "resignation dismissed fire flood flooding explosion strike pledged pledge "
    + "pledges overdue unpaid loss losses terminated termination lapsed withdrawn "
    + "breach breached litigation lawsuit sanctioned embargo recall recalled hacked "
    + "attack qualified deficit impairment restructuring seized frozen"
  private static let newsHan = "违欠押质盘破拘罪诉亏损逾停暂灾火淹罚谴撤终"
}
