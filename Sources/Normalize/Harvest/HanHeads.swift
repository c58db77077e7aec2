/// Words that Chinese names end in, or that stand right behind a person's name.
struct HanHeads {
  enum Kind: Int {
    /// A legal form, or its last word.
    case form
    /// 大學, 醫院, 法院 …: an organization without a legal form.
    case body
    /// 機械廠 …: an organization, but for 製造廠房 and 製造廠商.
    case plant
    case honorific
    /// 執行董事為, 法定代表人: a person's name follows, or a list of them.
    case personCue
    /// 獨立董事: a list of persons may follow, or anything else.
    case personList
  }

  /// A bit for the first two ideographs of each word.
  private var starts = [UInt64](repeating: 0, count: 256)
  /// The kind of a word, or what is only the begin of one.
  private var words = KeyTable(minimumCapacity: 256)
  private static let prefix = -1

  init() {
    for (list, kind) in Self.lists {
      for word in list.split(separator: " ") {
        let scalars = word.unicodeScalars.map(\.value)
        let slot = Self.slot(word.utf8.prefix(6).reversed().reduce(0) { $0 << 8 | UInt64($1) })
        starts[slot >> 6] |= 1 << UInt64(slot & 63)
        for count in 2..<scalars.count where words[Lexicon.hash(scalars[..<count])] == nil {
          words[Lexicon.hash(scalars[..<count])] = Self.prefix
        }
        words[Lexicon.hash(scalars[...])] = kind.rawValue
      }
    }
  }

  private static let longest = 8

  /// Both scripts: the words are compared as they are written.
  private static let lists: [(String, Kind)] = [
    (
      "公司 合夥企業 合伙企业 有限合夥 有限合伙 事務所 事务所 律師行 律师行 會計師行 会计师行 株式會社 株式会社", .form
    ),
    (
      "大學 大学 書院 书院 學院 学院 中學 中学 醫院 医院 銀行 银行 委員會 委员会 協會 协会 學會 学会 商會 商会 基金會 基金会 "
        + "聯合會 联合会 促進會 促进会 法院 檢察院 检察院 監管局 监管局 管理局 監督局 监督局 總局 总局 知識產權局 知识产权局 交易所 "
        + "研究院 研究所 研究中心 仲裁院 分行 支行 分院 分局 人民政府 市政府 省政府 財政局 财政局 公安局 稅務局 税务局 規劃局 规划局 "
        + "自然資源局 自然资源局 委員會辦公室 委员会办公室 農牧局 农牧局 農業局 农业局 農村局 农村局 水利局 "
        + "教育局 衛生局 卫生局 商務局 商务局 交通局 交通運輸局 交通运输局 生態環境局 生态环境局 應急局 应急局 國資委 国资委 發改委 发改委 "
        + "衛健委 卫健委 住建局 市監局 市监局 海關 海关 幼兒園 幼儿园 學校 学校 小學 小学 合作社 合作聯社 合作联社 產業基金 产业基金 "
        + "投資基金 投资基金 產業信託 产业信托 投資信託 投资信托 信託基金 信托基金 投資信託基金 投资信托基金 房地產基金 房地产基金 慈善基金 家族信託 家族信托", .body
    ),
    (
      "機械廠 机械厂 製造廠 制造厂 加工廠 加工厂 電子廠 电子厂 紡織廠 纺织厂 化工廠 化工厂 印刷廠 印刷厂 食品廠 食品厂 製品廠 制品厂 製藥廠 制药厂 "
        + "藥廠 药厂 酒廠 酒厂 鋼鐵廠 钢铁厂 水泥廠 水泥厂 發電廠 发电厂 電廠 电厂 造紙廠 造纸厂 紙廠 纸厂 製衣廠 制衣厂 服裝廠 服装厂 器材廠 "
        + "器材厂 配件廠 配件厂 總廠 总厂 分廠 分厂 煉油廠 炼油厂 玻璃廠 玻璃厂 陶瓷廠 陶瓷厂 家具廠 家具厂 傢具廠 塑料廠 塑料厂 塑膠廠 五金廠 "
        + "五金厂 針織廠 针织厂 軸承廠 轴承厂 儀表廠 仪表厂 電機廠 电机厂 造船廠 造船厂 船廠 船厂 飼料廠 饲料厂 糖廠 糖厂 水泵廠 水泵厂 機床廠 "
        + "机床厂 電器廠 电器厂 工具廠 工具厂 玩具廠 玩具厂 鞋廠 鞋厂 木器廠 木器厂 閥門廠 阀门厂 電纜廠 电缆厂 化廠 化厂 肥廠 肥厂 機廠 机厂 車廠 车厂 品廠 品厂 材廠 材厂 具廠 具厂 "
        + "器廠 器厂 膠廠 胶厂 布廠 布厂 紗廠 纱厂 絲廠 丝厂 油廠 油厂 鐵廠 铁厂 鋼廠 钢厂 鋁廠 铝厂 銅廠 铜厂 磚廠 砖厂 茶廠 茶厂 粉廠 粉厂 "
        + "瓷廠 瓷厂 鹽廠 盐厂", .plant
    ),
    (
      "董事為 董事为 董事包括 監事為 监事为 董事長 董事长 法定代表人 總經理 总经理 財務總監 财务总监 公司秘書 公司秘书 董事會秘書 董事会秘书 董事會成員 董事会成员 自然人股東 自然人股东 "
        + "保薦代表人 保荐代表人 簽字律師 签字律师 簽字註冊會計師 签字注册会计师 自然人 負責人 负责人 實際控制人 实际控制人 "
        + "執行事務合夥人 执行事务合伙人 經辦律師 经办律师 聯繫人 联系人 經辦人 经办人 呈交者 簽署人 签署人 授權代表 授权代表 委派代表 聯絡人 联络人 姓名 董事： 監事： 监事：",
      .personCue
    ),
    (
      "關聯董事 关联董事 關連董事 关连董事 獨立董事 独立董事 執行董事 执行董事 非執行董事 非执行董事 職工監事 职工监事 外部監事 外部监事", .personList
    ),
    ("先生 女士 博士 教授 小姐 太太 太平紳士 太平绅士 船長 船长 爵士 醫生 医生 法官 大律師 大律师", .honorific),
  ]

  /// The first place from `at` on where a word may begin or 《 stands, of code points of three bytes;
  /// else where another one stands, or a place behind `last`.
  @inline(__always)
  func skip(_ bytes: borrowing Span<UInt8>, _ at: Int, _ last: Int) -> Int {
    let starts = starts.span
    let last = min(last, bytes.count - 8)
    var at = at
    while at <= last {
      // In bounds: eight bytes from `at` on end by `last + 8`.
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: UInt64.self
      ).littleEndian
      // No word begins before U+4000.
      if UInt8(truncatingIfNeeded: word) &- 0xE4 < 12 {
        let slot = Self.slot(word)
        if starts[slot >> 6] &>> UInt64(truncatingIfNeeded: slot) & 1 != 0 { return at }
      } else if word & 0xF0 != 0xE0 || word & 0xFF_FFFF == Self.titleMark {
        return at
      }
      at &+= 3
    }
    return at
  }

  /// 《 as the first three bytes of a little-endian number.
  private static let titleMark: UInt64 = 0x8A80E3

  /// One of 16,384 places for the lower six bytes of a number.
  @inline(__always)
  private static func slot(_ bytes: UInt64) -> Int {
    Int(truncatingIfNeeded: ((bytes << 16) &* 0x9E37_79B9_7F4A_7C15) >> 50)
  }

  /// The longest word at `at` and the byte behind it.
  func match(_ text: [UInt8], _ at: Int, _ end: Int) -> (kind: Kind, end: Int, count: Int)? {
    let bytes = text.span
    // Two ideographs of three bytes at least.
    guard at + 6 <= end else { return nil }
    var hash = PartLexicon.seed
    var position = at
    var count = 0
    var found: (kind: Int, end: Int, count: Int) = (Self.prefix, 0, 0)
    // All of a word are code points of three bytes.
    while position &+ 3 <= end, count < Self.longest, bytes[position] & 0xF0 == 0xE0 {
      hash = (hash ^ UInt64(UTF8Scan.triple(bytes, position))) &* 0x100_0000_01B3
      position &+= 3
      count &+= 1
      guard count >= 2 else { continue }
      guard let value = words[hash] else { break }
      if value != Self.prefix { found = (value, position, count) }
    }
    return Kind(rawValue: found.kind).map { ($0, found.end, found.count) }
  }
}
