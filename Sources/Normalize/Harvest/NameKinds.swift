/// Decides what a name is from its words.
struct NameKinds: Sendable {
  private let lexicon: Lexicon
  /// Folded last ideographs of organizations that wear no legal form, longest first.
  private let bodies: Tails
  private let places: Tails
  private let products: Tails
  private let englishBodies: KeySet
  private let englishPlaces: KeySet

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    func fold(_ list: String) -> Tails {
      Tails(
        list.split(separator: " ").map { word in
          word.unicodeScalars.map { PartLexicon.fold($0.value, lexicon.han) }
        }.sorted { $0.count > $1.count })
    }
    bodies = fold(
      "公司 集團 銀行 委員會 管理局 監督局 總局 大學 學院 學校 中學 小學 醫院 研究院 研究所 研究中心 中心 基金會 基金 協會 學會 商會 "
        + "聯合會 聯盟 總會 法院 仲裁院 檢察院 國務院 人民政府 政府 交易所 事務所 會計師行 律師行 證監會 分行 支行 分公司 辦事處 "
        + "部 局 廳 署 司 處 院 所 會 社 廠 行 店 庫 處理廠 合作社 合夥 合夥企業 企業 信託 投資者 組織 機構 聯交所 結算所 理事會 議會 黨委 "
        + "實驗室 博物館 圖書館 教會 法庭 裁判所 仲裁委員會 電視台 報 出版社 酒店 工作室 農場 市場監督管理局 服務中心 有限合夥 國資委 發改委 衛健委 住建委 經信委 科技委"
    )
    places = fold(
      "省 市 縣 區 州 鎮 鄉 村 島 路 街 道 大道 新區 開發區 自治區 特別行政區 園區 港 灣 半島 山 河 江 湖 海 廣場 大廈 樓 保稅區 群島 碼頭 礦 產業園 科技園 工業園 創業園 軟件園 坊 苑 花園 邨 屯 墟"
    )
    products = fold("膠囊 片 注射液 注射劑 顆粒 疫苗 單抗 口服液 膏 丸 散 滴眼液 噴霧 軟件 平台 系統 遊戲 手機 機械人 試劑盒 藥 飲料 汽車 型 牌 酒")
    func words(_ list: String) -> KeySet {
      KeySet(list.split(separator: " ").map { PartLexicon.hash($0.utf8) })
    }
    englishBodies = words(
      "university college school institute hospital bank commission committee council bureau ministry department "
        + "administration authority court association society foundation federation union exchange office agency "
        + "center centre academy board branch laboratory tribunal procuratorate congress group partners chambers "
        + "capital government registry fund trust club institution organisation organization station church"
    )
    englishPlaces = words(
      "county province city district town village area zone island islands road street avenue park region prefecture "
        + "peninsula river lake mountain harbour port bay building tower plaza state territory territories municipality mine uptown estate court garden gardens mansion centre"
    )
  }

  /// Words that names end in, and the last scalars of them.
  private struct Tails: Sendable {
    var words: [[UInt32]]
    var lasts: ScalarSet

    init(_ words: [[UInt32]]) {
      self.words = words
      lasts = ScalarSet(Set(words.compactMap(\.last)).sorted())
    }
  }

  private func ends(_ scalars: ArraySlice<UInt32>, with list: Tails) -> Bool {
    guard let last = scalars.last, scalars.count >= 2, list.lasts.contains(last) else {
      return false
    }
    for tail in list.words where tail.count <= scalars.count - (tail.count == 1 ? 1 : 0) {
      if scalars.suffix(tail.count).elementsEqual(tail) { return true }
    }
    return false
  }

  func isBody(_ scalars: ArraySlice<UInt32>) -> Bool {
    lexicon.formLength(scalars) > 0 || ends(scalars, with: bodies)
  }

  /// 国资委, 发改委 …: the short forms of bodies.
  func isShortBody(_ scalars: ArraySlice<UInt32>) -> Bool {
    // The full form ends in 委员会.
    scalars.last == 0x59D4
  }

  /// Road, District, Park …
  func isPlaceWord(_ word: UInt64) -> Bool { englishPlaces.contains(word) }

  func isPlace(_ scalars: ArraySlice<UInt32>) -> Bool { ends(scalars, with: places) }

  /// A surname and one or two given names, or a name of foreign origin with its dot.
  func isPerson(_ scalars: ArraySlice<UInt32>) -> Bool {
    guard scalars.count >= 2 else { return false }
    if scalars.contains(where: HanText.isDot) {
      return scalars.count <= 16 && !isBody(scalars)
        && scalars.allSatisfy { HanText.isHan($0) || HanText.isDot($0) }
    }
    guard scalars.count <= 5, scalars.allSatisfy(HanText.isHan) else { return false }
    let surname = lexicon.surnameLength(scalars)
    guard surname > 0 else { return false }
    let given = scalars.count - surname
    return given >= 1 && given <= 2
      || surname == 1 && scalars.count == 4 && lexicon.surnameLength(scalars.dropFirst()) > 0
  }

  /// The kind of a pair.
  func kind(
    _ han: ArraySlice<UInt32>, _ tokens: ArraySlice<EnglishToken>, isTitled: Bool, honorific: Bool
  ) -> Name.Kind {
    var han = han
    // 東海岸工業園（羅勇）: the place in brackets says nothing of the kind.
    if han.last == 0x29, lexicon.formLength(han) == 0, let open = han.lastIndex(of: 0x28),
      open - han.startIndex >= 3
    {
      han = han[..<open]
    }
    let words = tokens.lazy.filter { $0.isWord }
    let hasForm = words.contains { lexicon.isFormWord($0.hash) && $0.kind == .capital }
    let formLength = lexicon.formLength(han)
    if honorific, !hasForm || formLength == 0 { return .person }
    if formLength >= 2, hasForm || han.count > formLength + 1 { return .organization }
    let lawLength = lexicon.lawHeadLength(han)
    let hasLawHead = words.contains { lexicon.isLawHead($0.hash) }
    if lawLength > 0, hasLawHead || isTitled { return .law }
    if isTitled { return hasLawHead ? .law : .product }
    let hasBody = words.contains { englishBodies.contains($0.hash) }
    if hasForm, isBody(han) { return .organization }
    let count = words.count
    if han.count >= 3, let last = han.last, !honorific, Self.placeTails.contains(last),
      count <= 4, !hasBody, !hasForm
    {
      return .place
    }
    if isPerson(han), !hasBody, !hasForm, count >= 2 || honorific, count <= 6,
      words.allSatisfy({ $0.kind != .lower })
    {
      if !words.contains(where: { englishPlaces.contains($0.hash) }) { return .person }
    }
    if isPlace(han), words.contains(where: { englishPlaces.contains($0.hash) }) { return .place }
    if isBody(han), hasBody || hasForm || han.count >= 4 { return .organization }
    if isKnownPlace(tokens) || isPlace(han) && !hasBody { return .place }
    if hasBody || hasForm { return .organization }
    if ends(han, with: products) { return .product }
    if count == 1, let word = words.first, word.end - word.start >= 5, han.count <= 6 {
      return .product
    }
    return .term
  }

  /// 省 市 县 区 岛: no given name ends in them.
  private static let placeTails: ScalarSet = [0x7701, 0x5E02, 0x53BF, 0x533A, 0x5C9B]

  private func isKnownPlace(_ tokens: ArraySlice<EnglishToken>) -> Bool {
    guard let first = tokens.first(where: \.isWord) else { return false }
    var key = first.hash
    for token in tokens.drop(while: { !$0.isWord }).dropFirst() where token.isWord {
      key = PartLexicon.joined(key, token.hash)
    }
    return lexicon.parts.senses(key).contains { $0.kind == .place }
  }

  /// Numbers, amounts, dates, notes and phrases in brackets that are no names. What ends in a legal
  /// form or in the head of a law's title is one, however it begins: 證券及期貨條例, 與眾有限公司.
  func isNoName(_ scalars: ArraySlice<UInt32>) -> Bool {
    let form = lexicon.formLength(scalars)
    let head = form > 2 ? form : lexicon.lawHeadLength(scalars)
    if head > 0 {
      let body = scalars.count - head
      return body == 0 || body <= 3 && Self.references.contains(scalars[scalars.startIndex])
    }
    guard let first = scalars.first, let last = scalars.last else { return true }
    var numerals = 0
    var han = 0
    for scalar in scalars {
      if HanText.isHan(scalar) { han += 1 }
      switch scalar {
      // 零〇一二三四五六七八九十百千万亿元年月日两壹贰叁肆伍陆柒捌玖拾佰仟圆整港币人民
      case 0x96F6, 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
        0x5341, 0x767E, 0x5343, 0x4E07, 0x4EBF, 0x5143, 0x5E74, 0x6708, 0x65E5, 0x4E24, 0x58F9,
        0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396, 0x62FE, 0x4F70, 0x4EDF,
        0x5706, 0x6574, 0x5E01:
        numerals += 1
      default: break
      }
    }
    guard han >= 2 || scalars.contains(where: HanText.isDot) else { return true }
    if numerals * 2 > han { return true }
    // 合計 總計 小計 總額 at the end are labels.
    if scalars.count >= 2 {
      let tail = Array(scalars.suffix(2))
      if tail == [0x5408, 0x8BA1] || tail == [0x603B, 0x8BA1] || tail == [0x5C0F, 0x8BA1]
        || tail == [0x603B, 0x989D]
      {
        return true
      }
    }
    switch first {
    // 不 未 注 附 每 约 含 经 按 即 如 见 于 已 拟 除 包 其 该 本 此 或 及 与 由 为 指 以 因 第 连 统 合 股 证 前 现 简 下 日 截 定 有 可 占 作
    case 0x4E0D, 0x672A, 0x6CE8, 0x9644, 0x6BCF, 0x7EA6, 0x542B, 0x7ECF, 0x6309, 0x5373, 0x5982,
      0x89C1, 0x4E8E, 0x5DF2, 0x62DF, 0x9664, 0x5176, 0x8BE5, 0x6B64, 0x6216, 0x53CA, 0x4E0E,
      0x7531,
      0x6307, 0x56E0, 0x7B2C, 0x622A, 0x5360:
      return true
    default: break
    }
    // The prefixes 本 有 連同 統稱 定義 begin phrases, but also names.
    let two = scalars.prefix(2)
    for head in Self.heads where two.elementsEqual(head) { return true }
    // 以外 等 者 的 之 after all
    return last == 0x7684 && scalars.count > 2 || last == 0x8005 && scalars.count < 4
  }

  /// 该 本 此 其 注 附 每: they refer to something named elsewhere.
  private static let references: ScalarSet = [
    0x8BE5, 0x672C, 0x6B64, 0x5176, 0x6CE8, 0x9644, 0x6BCF,
  ]

  /// 本公 本集 連同 統稱 合稱 定義 股份 證券 簡稱 下稱 以下 包括 日期 代號 有關 其中 經不 可予 作為
  private static let heads: [[UInt32]] = [
    [0x672C, 0x516C], [0x672C, 0x96C6], [0x8FDE, 0x540C], [0x7EDF, 0x79F0], [0x5408, 0x79F0],
    [0x5B9A, 0x4E49], [0x80A1, 0x4EFD], [0x8BC1, 0x5238], [0x7B80, 0x79F0], [0x4E0B, 0x79F0],
    [0x4EE5, 0x4E0B], [0x5305, 0x62EC], [0x65E5, 0x671F], [0x4EE3, 0x53F7], [0x6709, 0x5173],
    [0x5176, 0x4E2D], [0x53EF, 0x4E88], [0x4F5C, 0x4E3A], [0x80A1, 0x7968], [0x65B9, 0x53EF],
    [0x672C, 0x534F], [0x672C, 0x6B21],
  ]
}
