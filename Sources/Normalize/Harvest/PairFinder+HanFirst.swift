extension PairFinder {
  /// `中文名（English Name）`: decides where the Chinese name begins. Returns the pair's number.
  mutating func hanFirst(
    _ text: [UInt8], _ floor: Int, _ baseEnd: Int, _ mark: UInt8, _ content: BracketContent,
    evidenceEnd: Int, into names: inout NameCollection
  ) -> Int? {
    var clean = Self.skipMarksLeft(text, content.nameStart, content.nameEnd)
    clean.end = Self.statusStart(text, content.nameStart, clean.end)
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, content.nameStart, clean.end, into: &tokens)
    guard let first = tokens.first, let last = tokens.last, tokens.count <= 30,
      first.kind == .capital || first.kind == .connector && first.hash == tokenizer.the,
      !hasHan(text, content.nameStart, clean.end)
    else { return nil }
    if first.kind == .connector || first.hash == tokenizer.the, tokens.count > 1,
      first.kind == .connector
    {
      tokens.removeFirst()
    }
    guard !lexicon.isRole(text[Int(first.start)..<Int(last.end)]) else { return nil }
    // Whole sentences are no names.
    guard tokens.lazy.filter({ $0.kind == .lower }).count <= 2 else { return nil }
    var end = baseEnd
    var isTitled = false
    var begin = hanFloor(text, floor, end)
    let lastScalar = UTF8Scan.scalar(text, before: end)
    if lastScalar.value == 0x300B, let open = opening(text, floor, end, 0x300A) {
      isTitled = true
      end -= lastScalar.length
      begin = open
    } else if lastScalar.value == 0x300D || lastScalar.value == 0x201D {
      let want: UInt32 = lastScalar.value == 0x300D ? 0x300C : 0x201C
      guard let open = opening(text, floor, end, want) else { return nil }
      end -= lastScalar.length
      begin = open
    }
    let honorific =
      isTitled
      ? nil : honorificLength(text, begin, end) ?? professionLength(text, begin, end)
    if let honorific { end -= honorific }
    if !isTitled, let account = accountStart(text, begin, end) {
      end = account
      begin = hanFloor(text, floor, end)
    }
    begin = behindItem(text, begin, end)
    guard end > begin else { return nil }
    han.read(text, begin, end, lexicon.han)
    guard han.count >= 2 else { return nil }
    // 海關總署（General Administration of Customs）: no title of a person.
    let titledEnglish = lexicon.isHonorific(tokens[0].hash) && !kinds.isBody(han.scalars[...])
    // 董事井賢棟（Eric Jing）先生
    let isAddressed = honorific != nil || beginsWithHonorific(text, evidenceEnd)
    if isAddressed || titledEnglish || !isTitled && readsAsPerson(text) {
      if let pair = hanPerson(
        text, mark, clean.mark, honorific: isAddressed || titledEnglish,
        evidenceEnd: evidenceEnd, into: &names)
      {
        return pair
      }
    }
    aligner.align(tokens, text, han, from: 0, to: han.count)
    var start = 0
    if !isTitled {
      if isAcronym(text), let known = knownStart() {
        start = known
      } else if end == baseEnd, beginsLikeHead(text, begin) {
        start = 0
      } else {
        guard let found = hanStart() else { return nil }
        start = behindMeans(bounded(found), text, begin)
        // 香港公司|收購及合併守則: a name that the lexicon has is whole.
        if start > 0, han.scalars.last != 0x53F8, let known = knownStart(), known < start {
          start = known
        }
      }
    }
    if start == Self.republic.count, isOfRepublic() { start = 0 }
    if han.scalars[start...].starts(with: Self.japaneseForm) { start += 2 }
    if !isTitled { start = behindCountry(start, text, begin) }
    guard start < han.count else { return nil }
    let scalars = han.scalars[start...]
    guard scalars.count >= 2, !kinds.isNoName(scalars), !lexicon.isRole(han: scalars) else {
      return nil
    }
    let kind =
      isBrand(tokens[...])
      ? .organization
      : kinds.kind(scalars, tokens[...], isTitled: isTitled, honorific: false)
    guard
      accepts(text, kind, tokens[...], from: 0)
        || end < baseEnd && !isTitled && isQuotedBrand(scalars)
    else { return nil }
    let zhStart = han.offset(start)
    let isFormer = precedesFormerCue(text, floor, zhStart) || content.cue == .former
    if end < baseEnd, !isTitled, let owner = owner(of: text[zhStart..<end], text, names) {
      // `博遠精密手術有限公司（…，「博遠手術」（Boyuan Surgical））`
      return names.add(
        FoundName(
          kind: names.names[owner].kind, enForm: .short, zhForm: .short,
          en: Array(text[Int(tokens[0].start)..<Int(tokens[tokens.count - 1].end)]),
          zh: Array(text[zhStart..<end]), confidence: 96,
          evidence: .init(kind: .defined, start: zhStart, end: evidenceEnd), owner: owner),
        lexicon.han)
    }
    let isShortened = isAcronym(text) && !isBrand(tokens[...]) && isSpelledOut(kind, scalars)
    let name = FoundName(
      kind: kind, enForm: isFormer ? .former : isShortened ? .abbreviation : .full,
      zhForm: isFormer ? .former : .full,
      en: Array(text[Int(tokens[0].start)..<Int(tokens[tokens.count - 1].end)]),
      zh: Array(text[zhStart..<end]), confidence: confidence(kind, from: 0),
      evidence: .init(kind: .bracket, start: zhStart, end: evidenceEnd), enMark: clean.mark,
      zhMark: mark)
    return names.add(name, lexicon.han)
  }

  /// 「奧的曼（中國）」⇥指⇥奧的曼電梯（中國）有限公司: the cell begins with the first two ideographs of the term
  /// that it defines, so that nothing stands before the name.
  private func beginsLikeHead(_ text: [UInt8], _ begin: Int) -> Bool {
    let bytes = text.span
    guard begin >= 12, text[begin - 1] == 0x09 || ByteMatch.ends(bytes, 0, begin, with: "指"),
      begin + 6 <= bytes.count
    else { return false }
    var at = begin - 1
    let limit = max(0, begin - 90)
    while at > limit, text[at] != 0x0A { at -= 1 }
    if text[at] == 0x0A { at += 1 }
    guard
      ByteMatch.starts(bytes, at, begin, with: "「") || ByteMatch.starts(bytes, at, begin, with: "“")
    else { return false }
    return text[(at + 3)..<(at + 9)].elementsEqual(text[begin..<(begin + 6)])
      && text[begin] >= 0xE4
  }

  /// 中华人民共和国|国家邮政局 (State Post Bureau of the PRC): the name begins with the state that both have.
  private func isOfRepublic() -> Bool {
    guard han.scalars.starts(with: Self.republic), let last = tokens.last(where: \.isWord) else {
      return false
    }
    return Self.states.contains(last.hash)
  }

  /// 日本|株式会社: the form leads the name, and no place stands before it.
  private static let japaneseForm: [UInt32] = [0x65E5, 0x672C, 0x682A, 0x5F0F, 0x4F1A, 0x793E]

  /// 中华人民共和国
  private static let republic: [UInt32] = [
    0x4E2D, 0x534E, 0x4EBA, 0x6C11, 0x5171, 0x548C, 0x56FD,
  ]
  private static let states = KeySet(["prc", "china"].map { PartLexicon.hash($0.utf8) })

  /// “弗迪动力”（FinDreams Powertrain）: a quoted name beside two or three words with capitals of which the
  /// lexicon knows not all.
  private func isQuotedBrand(_ scalars: ArraySlice<UInt32>) -> Bool {
    if scalars.count <= 4, tokens.count == 1, let word = tokens.first {
      // “鹭鸶”（Egret）, 「豪沃」（HOWO）
      return word.kind == .capital && word.end - word.start >= 4
        && !lexicon.isEnglishRole(word.hash) && !lexicon.parts.contains(word.hash)
    }
    guard scalars.count <= 6, tokens.count >= 2, tokens.count <= 3 else { return false }
    return tokens.allSatisfy { $0.kind == .capital && !lexicon.isEnglishRole($0.hash) }
      && tokens.contains { !lexicon.parts.contains($0.hash) }
  }

  /// One word in capitals: `NDRC`.
  private func isAcronym(_ text: [UInt8]) -> Bool { isAcronym(text, tokens[...]) }

  /// One word in capitals and nothing else: `NDRC`.
  func isAcronym(_ text: [UInt8], _ words: ArraySlice<EnglishToken>) -> Bool {
    guard let word = words.first, words.count == 1 else { return false }
    return word.end - word.start <= 8 && isCapitals(text, word)
  }

  /// A body's name that has more than a brand, so that an acronym beside it is short for it.
  func isSpelledOut(_ kind: Name.Kind, _ scalars: ArraySlice<UInt32>) -> Bool {
    kind == .organization && scalars.count >= 6 && kinds.isBody(scalars)
  }

  /// Where the longest name that the lexicon has begins and reaches to the end: 工业和信息化部.
  private func knownStart() -> Int? {
    (0..<max(0, han.count - 2)).first { knownHan.contains(Lexicon.hash(han.scalars[$0...])) }
  }

  /// An ideograph stands in the bracket: `X Limited 甲有限公司` is a pair of its own.
  private func hasHan(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      if HanText.isHan(scalar.value) { return true }
      at += scalar.length
    }
    return false
  }

  /// The pair found last, where a quoted form in both languages is short for it.
  private func owner(
    of zh: ArraySlice<UInt8>, _ text: [UInt8], _ names: NameCollection
  ) -> Int? {
    guard let last = names.names.last, last.zhForm == .full, last.enForm == .full,
      last.kind == .organization,
      Harvester.isPart(Array(zh), of: last.zh, isHan: true),
      Harvester.isPart(
        Array(text[Int(tokens[0].start)..<Int(tokens[tokens.count - 1].end)]), of: last.en,
        isHan: false)
    else { return nil }
    return names.names.count - 1
  }

  /// Begin of the Chinese stretch that ends at `end`: up to punctuation, brackets balanced.
  private func hanFloor(_ text: [UInt8], _ floor: Int, _ end: Int) -> Int {
    var at = end
    var depth = 0
    var count = 0
    let bytes = text.span
    while at > floor, count < 60 {
      if at - floor >= 3, UTF8Scan.leadsIdeograph(bytes[at - 3]), bytes[at - 1] & 0xC0 == 0x80 {
        at &-= 3
        count &+= 1
        continue
      }
      let scalar = UTF8Scan.scalar(bytes, before: at)
      switch scalar.value {
      case 0x29, 0xFF09:
        depth += 1
      case 0x28, 0xFF08:
        if depth == 0 { return at }
        depth -= 1
      default:
        let isName =
          HanText.isHan(scalar.value) || HanText.isDot(scalar.value) || scalar.value == 0x2D
          || scalar.value == 0x3014 || scalar.value == 0x3015
          || scalar.value < 0x80 && scalar.value > 0x20
            && EnglishTokenizer.isWordByte(UInt8(scalar.value))
          || scalar.value == 0x2014
        if !isName, scalar.value != 0x20 || depth == 0 { return at }
      }
      at -= scalar.length
      count += 1
    }
    return at
  }

  /// 挪威中央银行|－自有资金（Norges Bank）: where the account of a holder begins that stands behind its name.
  private func accountStart(_ text: [UInt8], _ begin: Int, _ end: Int) -> Int? {
    let bytes = text.span
    for account in Self.accounts where ByteMatch.ends(bytes, begin, end, with: account) {
      let at = end - account.utf8CodeUnitCount
      for dash in Self.dashes where ByteMatch.ends(bytes, 0, at, with: dash) {
        return at - dash.utf8CodeUnitCount
      }
    }
    return nil
  }

  private static let accounts: [StaticString] = [
    "自有资金", "自有資金", "客户资金", "客戶資金", "自营账户", "自營賬戶", "人民币资金", "客户资金专户",
  ]
  private static let dashes: [StaticString] = ["－", "—", "–", "-", "──", "——"]

  private func opening(_ text: [UInt8], _ floor: Int, _ end: Int, _ mark: UInt32) -> Int? {
    var at = end
    var count = 0
    while at > floor, count < 80 {
      let scalar = UTF8Scan.scalar(text, before: at)
      if scalar.value == mark { return at }
      at -= scalar.length
      count += 1
    }
    return nil
  }

  /// First scalar of the Chinese name in `han`, by the English parts that remain uncovered.
  private func hanStart() -> Int? {
    let count = han.count
    // Leftmost covered scalar that hangs together with the end; a word that stands before names
    // ends the stretch, unless the English name has its `and` there.
    var first = count
    var gap = 0
    var at = count - 1
    let body = aligner.parts.lazy.filter { $0.count > 0 && !isCompany($0) }.map { Int($0.start) }
      .min()
    while at >= 0 {
      // The 公司 of 附屬公司 before the brand is no legal form of the name.
      if aligner.used[at], at >= (body ?? 0) || !isForm(at) {
        first = at
        gap = 0
      } else {
        let stop = stopEnds(at + 1)
        if stop > 0, !(stop == 1 && joinsParts(at)) { break }
        gap += 1
        if gap > 8 { break }
      }
      at -= 1
    }
    if first == count { first = count - lexicon.formLength(han.scalars[...]) }
    guard first > 0 else { return first }
    guard hasOpenWord(from: first) else {
      return leadingScalar(before: first) ?? placeStart(before: first)
    }
    let stop = stopEnds(first)
    // 和化學有限公司 (Adm Chemical): without the particle nothing of a brand is left.
    let isBrandless =
      stop == 1 && !edges.hasBrand(han.scalars, first, count - lexicon.formLength(han.scalars[...]))
    if stop > 0, !isBrandless,
      aligner.uncovered(han, first, count) > 0 || edges.isBoundary(han.scalars, first, stop)
    {
      return first
    }
    // A brand without counterpart: up to the nearest word that stands before names.
    var candidate = first - 1
    while candidate >= 0, first - candidate < 16 {
      if candidate == 0 { return 0 }
      let stop = stopEnds(candidate)
      if stop > 0 {
        // 自 behind 向 begins a name: two particles do not follow one another.
        let isParticle = stop == 1 && !Self.joiners.contains(han.scalars[candidate - 1])
        return isParticle && (candidate == 1 || stopEnds(candidate - 1) == 1)
          ? candidate - 1 : candidate
      }
      candidate -= 1
    }
    return max(0, first - 4)
  }

  /// Scalar `at` stands for a legal form.
  private func isForm(_ at: Int) -> Bool {
    aligner.parts.contains {
      isCompany($0) && Int($0.start) <= at && at < Int($0.start) + Int($0.count)
    }
  }

  /// A legal form, or 公司 as the meaning of a word.
  private func isCompany(_ part: NameAligner.Part) -> Bool {
    part.count > 0
      && (part.isForm
        || part.count == 2 && han.scalars[Int(part.start)] == 0x516C
          && han.scalars[Int(part.start) + 1] == 0x53F8)
  }

  /// One ideograph between the name's first covered part and a word before names, or the begin: the
  /// first of a brand whose other one alone has its English word (富|業集團, Ace Business Group).
  private func leadingScalar(before first: Int) -> Int? {
    guard first > 0, first < han.count, stopEnds(first) == 0, HanText.isHan(han.scalars[first - 1]),
      !Self.loneWords.contains(han.scalars[first - 1]),
      lexicon.placeLength(han.scalars, at: first) == 0,
      isLonePart(first) || lexicon.placeLength(han.scalars, at: first - 1) > 1,
      first == 1 || stopEnds(first - 1) > 0
    else { return nil }
    return first - 1
  }

  /// The part that begins at `first` is one ideograph.
  private func isLonePart(_ first: Int) -> Bool {
    !aligner.parts.contains { $0.count > 1 && Int($0.start) == first && !$0.isForm }
  }

  /// 购 售 买 卖 付 欠 聘 获 邀 请 派 助 替 循 依 若 如 曾 现 已 均 亦 又 再 另 系 指 兼 前 原 后 该 此 各 每 某 市 省 县 区 收 受 借 租 贷
  private static let loneWords: ScalarSet = [
    0x8D2D, 0x552E, 0x4E70, 0x5356, 0x4ED8, 0x6B20, 0x8058, 0x83B7, 0x9080, 0x8BF7, 0x6D3E, 0x52A9,
    0x66FF, 0x5FAA, 0x4F9D, 0x82E5, 0x5982, 0x66FE, 0x73B0, 0x5DF2, 0x5747, 0x4EA6, 0x53C8, 0x518D,
    0x53E6, 0x7CFB, 0x6307, 0x517C, 0x524D, 0x539F, 0x540E, 0x8BE5, 0x6B64, 0x5404, 0x6BCF, 0x67D0,
    0x5E02, 0x7701, 0x53BF, 0x533A, 0x6536, 0x53D7, 0x501F, 0x79DF, 0x8D37,
  ]

  /// The left edge of a company's name where the English name leaves it open: what stands before the
  /// name decides, not the parts alone (大公工程有限公司, A.D. Partners Construction).
  private func bounded(_ start: Int) -> Int {
    let form = lexicon.formLength(han.scalars[...])
    guard form > 2, start < han.count,
      hasOpenWord(from: start)
        || aligner.parts[0].count == 0 && !edges.hasBrand(han.scalars, start, han.count - form),
      let edge = edges.find(han, bodyEnd: han.count - form)
    else { return start }
    if edge.start < start {
      // A role before the name ends what may be taken in: 股份過戶登記分處|聯合證券登記有限公司.
      for at in (edge.start + 1)...start where lexicon.stopLength(han.scalars, before: at) > 2 {
        return start
      }
      return edge.strength > .open || start >= han.count - form ? edge.start : start
    }
    return edge.strength == .place ? edge.start : start
  }

  /// The place that stands between the last word before names and the name's first covered part:
  /// 重慶市 of 重慶市迪馬實業股份有限公司 (Dima Holdings).
  private func placeStart(before first: Int) -> Int {
    for length in 2...5 where length <= first {
      let start = first - length
      var place = han.scalars[start..<first]
      if let last = place.last, place.count > 2,
        last == 0x5E02 || last == 0x7701 || last == 0x53BF || last == 0x533A
      {
        place = place.dropLast()
      }
      if lexicon.isPlace(han: place), start == 0 || stopEnds(start) > 0 { return start }
    }
    return first
  }

  /// Behind the 指 of a definition: 「甲」指|甲有限公司, 光宇國際指|光宇國際集團科技有限公司.
  private func behindMeans(_ start: Int, _ text: [UInt8], _ begin: Int) -> Int {
    if start == 0, han.count > 5, han.scalars[0] == HanNameStart.means, begin >= 3 {
      let before = UTF8Scan.scalar(text, before: begin).value
      return before == 0x300D || before == 0x201D || before == 0x22 || before == 0x300F ? 1 : 0
    }
    let last = min(han.count - 3, start + 12)
    guard start < last else { return start }
    for at in (start + 1)...last
    where han.scalars[at - 1] == HanNameStart.means && edges.isMeaning(han.scalars, at) {
      return at
    }
    return start
  }

  /// 與 和 及 之 between two covered parts: the English name joins them too.
  private func joinsParts(_ at: Int) -> Bool {
    guard at > 0, aligner.used[at - 1] else { return false }
    let scalar = han.scalars[at]
    if scalar == 0x4E4B || scalar == 0x7684 { return true }
    return tokens.contains { $0.hash == tokenizer.and || $0.hash == tokenizer.of }
  }

  /// A word of the English name has no part in the Chinese stretch from `first`.
  private func hasOpenWord(from first: Int) -> Bool {
    for (index, token) in tokens.enumerated() where token.kind == .capital {
      let part = aligner.parts[index]
      if part.count > 0, Int(part.start) >= first { continue }
      if token.hash == tokenizer.the || lexicon.isFormWord(token.hash) { continue }
      return true
    }
    return false
  }

  /// Length of the word ending before `at` that may stand before a name, 0 for none. Of single
  /// ideographs only those that begin no brand.
  func stopEnds(_ at: Int) -> Int {
    let length = lexicon.stopLength(han.scalars, before: at)
    // 眾智聯合|會計師事務所
    if length == 2, at + 3 < han.count, han.scalars[at - 2] == 0x8054,
      han.scalars[(at + 1)...].prefix(2).contains(0x5E08)
    {
      return 0
    }
    return length > 1 || length == 1 && Self.singleStops.contains(han.scalars[at - 1]) ? length : 0
  }

  /// 与 和 及 由 向 于 对 将 被 为 就 按 据
  static let joiners: ScalarSet = [
    0x4E0E, 0x548C, 0x53CA, 0x7531, 0x5411, 0x4E8E, 0x5BF9, 0x5C06, 0x88AB, 0x4E3A, 0x5C31, 0x6309,
    0x636E,
  ]

  /// Of the particles before names, those that begin no brand, and 惟 乃 待 须 拟 但 属 报
  private static let singleStops = ScalarSet(
    HanNameStart.commonParticles + [
      0x60DF, 0x4E43, 0x5F85, 0x987B, 0x62DF, 0x4F46, 0x5C5E, 0x62A5,
    ])
}
