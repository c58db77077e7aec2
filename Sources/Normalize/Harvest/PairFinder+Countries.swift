/// Countries that stand before Chinese names and are no part of them.
extension PairFinder {
  /// 日商|三葉光機株式會社 (Mitsuba Koki K.K.), 新加坡|南洋理工大學, 德國|默克集團 (Merck KGaA), 越南海防市|亭武工業區
  /// (Dinh Vu Industrial Zone): the scalar behind the country that the name from `start` on says and the
  /// English name does not.
  ///
  /// The country of 德國商業銀行 (Commerzbank) and 法國巴黎銀行 (BNP Paribas) stays: it goes where the rest has
  /// its words, or is a brand with a legal form. Complexity: O(scalars).
  func behindCountry(_ start: Int, _ text: [UInt8], _ begin: Int) -> Int {
    let scalars = han.scalars
    guard start + 6 < scalars.count else { return start }
    if let length = merchantLength(start) { return start + length }
    guard Self.initials.contains(scalars[start]),
      let country = Self.countries.first(where: { scalars[start...].starts(with: $0) }),
      start + country.count + 4 <= scalars.count
    else { return start }
    let rest = start + country.count
    guard !aligner.used[start..<rest].contains(true) else { return start }
    let covered = aligner.used[rest...].lazy.filter { $0 }.count
    if 3 * covered >= 2 * (scalars.count - rest), aligner.used[rest],
      aligner.used[scalars.count - 1]
    {
      return rest
    }
    // A province or town of that country.
    if let division = scalars[rest...].prefix(6).firstIndex(where: Self.towns.contains),
      division > rest + 1, division + 4 < scalars.count,
      !aligner.used[rest...division].contains(true)
    {
      return division + 1
    }
    // In a cell or behind a label the name stands alone, with its country.
    guard start > 0 || !isAlone(text, begin) else { return start }
    let form = lexicon.formLength(scalars[...])
    let isGroup = Self.groups.contains { scalars.suffix(2).elementsEqual($0) }
    guard form > 0 || isGroup else { return start }
    let end = scalars.count - (form > 0 ? form : 2)
    return end - rest >= 2 && edges.hasBrand(scalars, rest, end) ? rest : start
  }

  /// What begins at `begin` is the first of a line or of a cell, or stands behind a colon.
  private func isAlone(_ text: [UInt8], _ begin: Int) -> Bool {
    guard begin > 0 else { return true }
    return text[begin - 1] == 0x0A || text[begin - 1] == 0x09
      || ByteMatch.ends(text.span, 0, begin, with: "：")
      || ByteMatch.ends(text.span, 0, begin, with: "指")
  }

  /// The length of 日商, 美商 and the like, as Taiwan writes before firms of other countries.
  private func merchantLength(_ start: Int) -> Int? {
    let scalars = han.scalars
    let isPlain = scalars[start + 1] == 0x5546 && Self.nations.contains(scalars[start])
    let isSingapore =
      scalars[start...].starts(with: Self.singapore) && scalars[start + 3] == 0x5546
    guard isPlain || isSingapore else { return nil }
    let length = isPlain ? 2 : 4
    guard !aligner.used[start..<(start + length)].contains(true),
      !Self.commerce.contains(scalars[start + length])
    else { return nil }
    return length
  }

  /// 日 美 英 德 法 荷 韩 瑞 义 意 加 澳 港 比 丹 西
  private static let nations: ScalarSet = [
    0x65E5, 0x7F8E, 0x82F1, 0x5FB7, 0x6CD5, 0x8377, 0x97E9, 0x745E, 0x4E49, 0x610F, 0x52A0, 0x6FB3,
    0x6E2F, 0x6BD4, 0x4E39, 0x897F,
  ]

  /// 务 业 贸 城 场 社 银 会: 商 is a part of a word before them.
  private static let commerce: ScalarSet = [
    0x52A1, 0x4E1A, 0x8D38, 0x57CE, 0x573A, 0x793E, 0x94F6, 0x4F1A,
  ]

  private static let singapore: [UInt32] = [0x65B0, 0x52A0, 0x5761]

  /// 省 州 市 县 府
  private static let towns: ScalarSet = [0x7701, 0x5DDE, 0x5E02, 0x53BF, 0x5E9C]

  /// 集团 大学 学院 分校 医院
  private static let groups: [[UInt32]] = [
    [0x96C6, 0x56E2], [0x5927, 0x5B66], [0x5B66, 0x9662], [0x5206, 0x6821], [0x533B, 0x9662],
  ]

  /// Countries, folded; China is a part of names.
  private static let countries: [[UInt32]] = [
    "德国", "瑞士", "奥地利", "意大利", "法国", "荷兰", "丹麦", "瑞典", "芬兰", "挪威", "新加坡", "美国", "英国", "韩国", "日本",
    "西班牙", "葡萄牙", "以色列", "加拿大", "澳大利亚", "澳洲", "泰国", "马来西亚", "越南", "印尼", "俄罗斯", "比利时", "巴西", "墨西哥",
    "波兰", "捷克", "印度尼西亚", "菲律宾", "柬埔寨", "爱尔兰",
  ].map { $0.unicodeScalars.map(\.value) }
  private static let initials = ScalarSet(Set(countries.map { $0[0] }).sorted())
}
