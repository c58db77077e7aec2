/// Decides where a Chinese name begins that no English name stands beside.
///
/// A place, a word that stands before names, a date or the begin of the clause mark the left edge.
/// Single ideographs such as 與 or 前 do so only where they are no part of a brand: 東莞同仁堂,
/// 雲南前海, 和記, 華為.
struct HanNameStart {
  /// A left edge and how sure it is.
  struct Edge {
    var start: Int
    var strength: Strength
  }

  enum Strength: Int, Comparable {
    /// Nothing speaks for it but the begin of the stretch.
    case open
    /// Behind a word that stands before names, or at the begin of a clause.
    case bounded
    /// The same, and a place follows.
    case place

    static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }
  }

  private let lexicon: Lexicon
  /// Two ideographs of a brand or word of which one could be a word before names.
  private let brandWords: KeySet
  /// Two ideographs that are brands although they are common words: 招商銀行, 中央證券.
  private let commonBrands: KeySet

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    func words(_ list: String) -> KeySet {
      KeySet(
        list.split(separator: " ").map { word in
          Lexicon.hash(word.unicodeScalars.map { PartLexicon.fold($0.value, lexicon.han) }[...])
        })
    }
    brandWords = words(Self.brandWordList)
    commonBrands = words(
      "國家 招商 中央 交通 建設 工商 農業 民生 興業 平安 太平 南方 北方 東方 西部 中華 環球 亞洲 中信 光大 華夏 聯合 統一 人民 大眾 高等 終審")
  }

  /// The left edge of the name whose legal form or head begins at scalar `bodyEnd` of `han`; nil
  /// where nothing of a name stands before it. The name of a branch holds that of its bank or company.
  ///
  /// Complexity: O(scalars), each with the length of the longest word before names.
  func find(_ han: HanText, bodyEnd: Int, isBranch: Bool = false) -> Edge? {
    let scalars = han.scalars
    // 註冊成立的有限公司, 設立合夥企業: the form is a noun of the sentence.
    guard bodyEnd >= 2, !isAttributive(scalars[bodyEnd - 1]),
      !Self.founding.contains(Lexicon.hash(scalars[(bodyEnd - 2)..<bodyEnd]))
    else { return nil }
    // 附屬公司為有限公司
    if scalars[bodyEnd - 2] == 0x53F8, Self.copulas.contains(scalars[bodyEnd - 1]) { return nil }
    // 支行提供|銀行確認書, 甄先生與其|大學: no name stands right before the head.
    let before = lexicon.stopLength(scalars, before: bodyEnd)
    if before > 1 && lexicon.tradeLength(scalars, at: bodyEnd - before, end: bodyEnd) == 0
      || before == 1 && Self.determiners.contains(scalars[bodyEnd - 1]),
      bodyEnd > before, isBoundary(scalars, bodyEnd, before),
      bodyEnd == before || Self.organizationEnds.contains(scalars[bodyEnd - before - 1])
        || before == 1
    {
      return nil
    }
    var leftmostPlace = -1
    var depth = 0
    // Where a particle begins that only trades follow: 為投資控股有限公司 is no name.
    var nounStart = -1
    var at = bodyEnd
    while at > 1 {
      at -= 1
      // Names do not begin inside their own brackets.
      if scalars[at] == 0x29 { depth += 1 }
      if scalars[at] == 0x28 { depth -= 1 }
      guard depth <= 0, at <= bodyEnd - 2 else { continue }
      let place = lexicon.placeLength(scalars, at: at)
      if place > 0 { leftmostPlace = at }
      if isDate(scalars, before: at) {
        return Edge(start: at, strength: place > 0 ? .place : .bounded)
      }
      // 市场监督管理局及全国…有限公司: two organizations.
      if at >= 4, bodyEnd - at >= 4, Self.joints.contains(scalars[at - 1]),
        Self.organizationEnds.contains(scalars[at - 2])
      {
        return Edge(start: at, strength: place > 0 ? .place : .bounded)
      }
      if scalars[at - 1] == Self.means, bodyEnd - at >= 2, isMeaning(scalars, at) {
        return Edge(start: at, strength: place > 0 ? .place : .bounded)
      }
      let stop = lexicon.stopLength(scalars, before: at)
      if stop > 0, endsOrganization(scalars, at, stop, isBranch) { continue }
      if place > 0, stop > 0 || lexicon.weakStopLength(scalars, before: at) > 0,
        !isOfGroup(scalars, at)
      {
        return Edge(start: at, strength: .place)
      }
      guard stop > 1 || stop == 1 && Self.particles.contains(scalars[at - 1]),
        isBoundary(scalars, at, stop)
      else { continue }
      if hasBrand(scalars, at, bodyEnd) {
        if at == nounStart { return nil }
        return Edge(start: afterNumber(scalars, at, stop, bodyEnd), strength: .bounded)
      }
      // 註冊成立之投資控股有限公司: a noun of the sentence.
      if isAttributive(scalars[at - 1]) { return nil }
      // 股份由時裝發展有限公司持有: no brand, but the particle is a part of none.
      if stop == 1, Self.prepositions.contains(scalars[at - 1]) {
        return bodyEnd - at >= 4 ? Edge(start: at, strength: .open) : nil
      }
      nounStart = at - stop
    }
    if lexicon.placeLength(scalars, at: 0) > 0 { return Edge(start: 0, strength: .place) }
    // 中信银行股份有限公司|杭州分行: the branch belongs to what stands before its place.
    if isBranch, leftmostPlace > 4, bodyEnd <= 24,
      Self.organizationEnds.contains(scalars[leftmostPlace - 1]),
      hasBrand(scalars, 0, leftmostPlace)
    {
      return Edge(start: 0, strength: .bounded)
    }
    // Four ideographs may be a brand before the place (國藥集團北京…), more are prose.
    if leftmostPlace > 4 {
      return Edge(start: leftmostPlace, strength: .open)
    }
    guard nounStart != 0, hasBrand(scalars, 0, bodyEnd) || bodyEnd >= 6 else { return nil }
    return Edge(start: 0, strength: bodyEnd <= 14 && leftmostPlace < 0 ? .bounded : .open)
  }

  /// 中國重汽集團|濟南卡車股份有限公司: a group's name with its place before that of the company.
  private func isOfGroup(_ scalars: [UInt32], _ at: Int) -> Bool {
    guard at >= 6, scalars[at - 2] == 0x96C6, scalars[at - 1] == 0x56E2 else { return false }
    var start = at - 4
    while start >= 0, at - start <= 8 {
      if lexicon.placeLength(scalars, at: start) > 0,
        start + lexicon.placeLength(scalars, at: start) < at - 2
      {
        return true
      }
      start -= 1
    }
    return false
  }

  /// 指, the word of a definition.
  static let means: UInt32 = 0x6307

  /// 光宇國際指|光宇國際集團…, 核數師指|…: what stands before 指 is short for what stands behind it, or a
  /// role. Complexity: O(scalars).
  func isMeaning(_ scalars: [UInt32], _ at: Int) -> Bool {
    guard at >= 3 else { return false }
    if lexicon.stopLength(scalars, before: at - 1) > 1 { return true }
    var index = 0
    for scalar in scalars[at...] where index < at - 1 && scalar == scalars[index] { index += 1 }
    return index == at - 1
  }

  /// 有限公司|上海分公司, 銀行|蘇州分行: the name goes on behind the word that ends at `at`.
  private func endsOrganization(
    _ scalars: [UInt32], _ at: Int, _ stop: Int, _ isBranch: Bool
  ) -> Bool {
    scalars[at - 1] == 0x53F8 && at >= 4 && scalars[at - 4] == 0x6709 && scalars[at - 3] == 0x9650
      || isBranch && stop > 1 && lexicon.isRole(han: scalars[(at - stop)..<at])
  }

  /// 设立 成立 组建 注册 新设 开设 创办 豁免, folded: no name ends in them before its legal form.
  private static let founding: KeySet = KeySet(
    [
      [0x8BBE, 0x7ACB], [0x6210, 0x7ACB], [0x7EC4, 0x5EFA], [0x6CE8, 0x518C], [0x65B0, 0x8BBE],
      [0x5F00, 0x8BBE], [0x521B, 0x529E], [0x8C41, 0x514D],
    ].map { Lexicon.hash(($0 as [UInt32])[...]) })

  /// 的 or 之.
  private func isAttributive(_ scalar: UInt32) -> Bool { scalar == 0x7684 || scalar == 0x4E4B }

  /// 被告二, 賣方甲: the number belongs to the role before the name.
  private func afterNumber(_ scalars: [UInt32], _ at: Int, _ stop: Int, _ end: Int) -> Int {
    guard stop > 1, at + 3 < end else { return at }
    switch scalars[at] {
    // 一 二 三 四 五 behind 方 and 告 alone: 控股股東|三葉國際.
    case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94:
      let last = scalars[at - 1]
      return (last == 0x65B9 || last == 0x544A)
        && lexicon.isRole(han: scalars[(at - stop)..<at]) ? at + 1 : at
    // 甲 乙 丙 丁
    case 0x7532, 0x4E59, 0x4E19, 0x4E01:
      return lexicon.isRole(han: scalars[(at - stop)..<at]) ? at + 1 : at
    default: return at
    }
  }

  /// 於2014年7月1日前 and the like: a digit and its unit end just before `at`.
  private func isDate(_ scalars: [UInt32], before at: Int) -> Bool {
    guard at >= 2 else { return false }
    switch scalars[at - 1] {
    // 日 年 月 号 岁 股 元 名 家 间
    case 0x65E5, 0x5E74, 0x6708, 0x53F7, 0x5C81, 0x80A1, 0x5143, 0x540D, 0x5BB6, 0x95F4:
      return scalars[at - 2] &- 0x30 < 10
    default: return false
    }
  }

  /// The word that ends at `at` stands before the name rather than in it.
  func isBoundary(_ scalars: [UInt32], _ at: Int, _ stop: Int) -> Bool {
    if isBrandWord(scalars, at - 1), at < 2 || !Self.owners.contains(scalars[at - 2]) {
      return false
    }
    guard stop == 1 else { return true }
    if at >= 2, isBrandWord(scalars, at - 2) { return false }
    // A word or a place that it is a part of, or a place right before: 國有, 以色列, 南京|向日葵.
    var back = 1
    while back <= 4, at - back >= 0 {
      if lexicon.wordLength(scalars, at: at - back, atLeast: back + 1) > 0 { return false }
      let place = lexicon.placeLength(scalars, at: at - back)
      if place >= back || back > 2 && place == back - 1 { return false }
      back += 1
    }
    return true
  }

  /// 司 团 方 生 士 其 人: whom a particle joins with the name behind it, 本公司與德豐….
  private static let owners: ScalarSet = [
    0x53F8, 0x56E2, 0x65B9, 0x751F, 0x58EB, 0x5176, 0x4EBA,
  ]

  private func isBrandWord(_ scalars: [UInt32], _ at: Int) -> Bool {
    at + 1 < scalars.count && brandWords.contains(Lexicon.hash(scalars[at..<(at + 2)]))
  }

  /// Something in `from..<end` is more than trades and general words.
  func hasBrand(_ scalars: [UInt32], _ from: Int, _ end: Int) -> Bool {
    // 國家知識產權局
    if from + 1 < end, commonBrands.contains(Lexicon.hash(scalars[from..<(from + 2)])) {
      return true
    }
    var at = from
    while at < end {
      // (上海) of 科技(上海)股份有限公司 is no brand.
      if scalars[at] == 0x28, at > from, let close = scalars[at..<end].firstIndex(of: 0x29) {
        at = close + 1
        continue
      }
      let length = lexicon.tradeLength(scalars, at: at, end: end)
      if length == 0 { return true }
      at += length
    }
    return false
  }

  /// 及 和 与
  private static let joints: ScalarSet = [0x53CA, 0x548C, 0x4E0E]
  /// 局 部 委 院 会 司 行 署 厅 处 所
  private static let organizationEnds: ScalarSet = [
    0x5C40, 0x90E8, 0x59D4, 0x9662, 0x4F1A, 0x53F8, 0x884C, 0x7F72, 0x5385, 0x5904, 0x6240,
  ]

  /// 为 是 系 乃
  private static let copulas: ScalarSet = [0x4E3A, 0x662F, 0x7CFB, 0x4E43]

  /// 其 该 本
  private static let determiners: ScalarSet = [0x5176, 0x8BE5, 0x672C]

  /// 由 向 就 对 与
  private static let prepositions: ScalarSet = [0x7531, 0x5411, 0x5C31, 0x5BF9, 0x4E0E]

  /// 与 和 及 由 向 于 在 对 为 是 将 被 从 据 按 至 或 给 自 因
  /// 令 使 让 而 并 且 之 的 即 经 以 就 予 称 系 获 除 倘 遭 皆 悉: what stands before names in both languages and in one.
  static let commonParticles: [UInt32] = [
    0x4E0E, 0x548C, 0x53CA, 0x7531, 0x5411, 0x4E8E, 0x5728, 0x5BF9, 0x4E3A, 0x662F, 0x5C06,
    0x88AB, 0x4ECE, 0x636E, 0x6309, 0x81F3, 0x6216, 0x7ED9, 0x81EA, 0x56E0, 0x4EE4, 0x4F7F,
    0x8BA9, 0x800C, 0x5E76, 0x4E14, 0x4E4B, 0x7684, 0x5373, 0x7ECF, 0x4EE5, 0x5C31, 0x4E88,
    0x79F0, 0x7CFB, 0x83B7, 0x9664, 0x5018, 0x906D, 0x7686, 0x6089,
  ]

  /// The same, and 该 本 其 欠 等 受
  static let particles = ScalarSet(
    commonParticles + [
      0x8BE5, 0x672C, 0x5176, 0x6B20, 0x7B49, 0x53D7,
    ])

  private static let brandWordList =
    "可的 國有 所有 私有 和記 和黃 和平 和諧 和信 和田 和順 和泰 和合 和創 和美 和達 和邦 和勝 和佳 和展 和源 和興 和利 和融 和生 和光 和瑞 和元 和仁 "
    + "中和 永和 泰和 義和 祥和 協和 共和 平和 元和 安和 順和 仁和 信和 新和 太和 嘉和 人和 天和 明和 雍和 融和 大和 三和 百和 利和 同和 德和 "
    + "及時 普及 與眾 與時 與德 參與 向日 向榮 向上 方向 志向 為民 華為 有為 作為 的士 的盧 目的 由甲 自由 理由 自然 自如 自主 自動 自控 自來 自強 自立 "
    + "自游 自達 對外 應對 將軍 名將 以嶺 以太 之江 之光 之星 之家 之寶 之美 之尚 並行 因美 因子 基因 令狐 使命 大使 天使 至尊 至誠 至善 至本 至臻 至正 "
    + "至純 至上 冬至 經緯 經濟 經貿 經典 經開 經營 財經 神經 大數 數據 證據 按摩 就業 成就 在線 自在 存在 從化 是高 被單 即時 即墨 立即 本田 本溪 本色 "
    + "本鋼 本草 基本 日本 根本 資本 成本 資本 標本 讓利 給力 供給 而立 且末 賦予 其士 其昌 尤其 等離 高等 同等 任天 任達 主任 責任 信任 稱心 名稱 該隱 "
    + "於洪 本原 本源 為為 安於 以琳 以晴 就是 對韻 使館 由你 予美 向陽 自貢 自興 至和 至柔 至高 至遠 至信 至卓 經世 經綸 經天 同仁 同方 同濟 同興 同昌 同德 同輝"
}
