extension PairFinder {
  /// `English Name* (中文名)`: decides where the English name begins. Returns the pair's number.
  mutating func englishFirst(
    _ text: [UInt8], _ floor: Int, _ baseEnd: Int, _ mark: UInt8, _ content: BracketContent,
    evidenceEnd: Int, isInline: Bool = false, into names: inout NameCollection
  ) -> Int? {
    guard let zh = hanName(text, content.nameStart, content.nameEnd) else { return nil }
    var end = baseEnd
    // A quoted base is a defined term; the name inside the quotes is taken as it is.
    let lastScalar = UTF8Scan.scalar(text, before: end)
    if lastScalar.value == 0x201D || lastScalar.value == 0x22 {
      end -= lastScalar.length
    }
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, before: end, floor: floor, into: &tokens)
    guard !tokens.isEmpty else { return nil }
    // `Bank of Jilin, Dalian branch`
    if let last = tokens.last, last.kind == .lower, last.hash == Self.branch {
      tokens[tokens.count - 1].kind = .capital
    }
    han.read(text, zh.start, zh.end, lexicon.han)
    let scalars = han.scalars[...]
    guard !kinds.isNoName(scalars) || namesSurname(text), !lexicon.isRole(han: scalars) else {
      return nil
    }
    let isRegistered =
      zh.isRegistered || ByteMatch.starts(text.span, baseEnd, evidenceEnd, with: "®")
      || ByteMatch.starts(text.span, baseEnd, evidenceEnd, with: "™")
    if isRegistered, let start = registeredStart(text, floor) {
      return names.add(
        FoundName(
          kind: .product, enForm: .full, zhForm: .full, en: Array(text[start..<end]),
          zh: Array(text[zh.start..<zh.end]), confidence: 95,
          evidence: .init(kind: .bracket, start: start, end: evidenceEnd), enMark: mark,
          zhMark: zh.mark), lexicon.han)
    }
    let isPersonal =
      !zh.isTitled
      && (zh.hasHonorific || isAddressed()
        || kinds.isPerson(scalars)
          && !(tokens.last.map { kinds.isPlaceWord($0.hash) } ?? false))
    if isPersonal, let person = englishPerson(text, honorific: zh.hasHonorific) {
      if isInline, !spellsPerson(text, person.start) { return nil }
      let name = FoundName(
        kind: .person, enForm: content.cue == .former ? .former : .full, zhForm: .full,
        en: Array(text[person.start..<person.end]), zh: Array(text[zh.start..<zh.end]),
        confidence: 97,
        evidence: .init(kind: .bracket, start: person.start, end: evidenceEnd), enMark: mark,
        zhMark: zh.mark)
      return names.add(name, lexicon.han)
    }
    aligner.align(tokens, text, han, from: 0, to: han.count)
    if end < baseEnd, content.cue == .none,
      let title = quotedTitle(text, floor, end), lexicon.formLength(scalars) == 0
    {
      return names.add(
        FoundName(
          kind: .product, enForm: .full, zhForm: .full, en: Array(text[title..<end]),
          zh: Array(text[zh.start..<zh.end]), confidence: 94,
          evidence: .init(kind: .bracket, start: title, end: evidenceEnd), zhMark: zh.mark),
        lexicon.han)
    }
    guard var start = englishStart(text, floor: floor, tail: evidenceEnd) else { return nil }
    if scalars.last != 0x53F8, lexicon.lawHeadLength(scalars) > 0,
      let head = titleStart(before: start)
    {
      start = head
    }
    var kept = tokens[start...]
    var kind = kinds.kind(scalars, kept, isTitled: zh.isTitled, honorific: zh.hasHonorific)
    if isBrand(kept) { kind = .organization }
    if kind == .law, !kept.contains(where: { lexicon.isLawHead($0.hash) }) {
      guard let head = lawHead(before: start) else { return nil }
      kept = tokens[head...]
    }
    let enStart = Int(kept[kept.startIndex].start)
    let enEnd = Int(tokens[tokens.count - 1].end)
    guard accepts(text, kind, kept, from: start), !isInline || isSure(kind) else { return nil }
    let isFormer = precedesFormerCue(text, floor, enStart) || content.cue == .former
    let isShortened =
      isAcronym(text, kept) && !isBrand(kept) && isSpelledOut(kind, scalars)
    let name = FoundName(
      kind: kind, enForm: isFormer ? .former : isShortened ? .abbreviation : .full,
      zhForm: isFormer ? .former : .full,
      en: Array(text[enStart..<enEnd]), zh: Array(text[zh.start..<zh.end]),
      confidence: isTorn(kept) ? 80 : confidence(kind, from: start),
      evidence: .init(kind: .bracket, start: enStart, end: evidenceEnd), enMark: mark,
      zhMark: zh.mark)
    return names.add(name, lexicon.han)
  }

  /// Ideographs that begin a phrase elsewhere, but here with the surname of the words before: Yu Yumei
  /// 于玉梅.
  private func namesSurname(_ text: [UInt8]) -> Bool {
    guard kinds.isPerson(han.scalars[...]), tokens.count >= 2 else { return false }
    let last = tokens.suffix(3)
    guard last.suffix(2).allSatisfy({ $0.kind == .capital && !lexicon.isEnglishRole($0.hash) })
    else { return false }
    return last.contains { token in
      token.kind == .capital
        && lexicon.parts.range(token.hash).contains { number in
          let sense = lexicon.parts[number]
          return sense.kind == .surname && sense.count == 1
            && lexicon.parts.scalars[Int(sense.start)] == han.scalars[0]
        }
    }
  }

  /// Where the name of a registered product begins that ends with the tokens: up to three words with
  /// capitals, or the generic name in small letters: `tislelizumab (百澤安®)`.
  private func registeredStart(_ text: [UInt8], _ floor: Int) -> Int? {
    guard let last = tokens.last, han.count <= 8, lexicon.formLength(han.scalars[...]) == 0,
      han.scalars.allSatisfy(HanText.isHan)
    else { return nil }
    guard last.kind == .capital else {
      return last.kind == .lower && last.end - last.start >= 7 ? Int(last.start) : nil
    }
    var start = tokens.count - 1
    while start > 0, tokens.count - start < 3, tokens[start - 1].kind == .capital,
      !lexicon.isEnglishStop(tokens[start - 1].hash),
      !lexicon.isEnglishRole(tokens[start - 1].hash),
      !lexicon.isFormWord(tokens[start - 1].hash)
    {
      start -= 1
    }
    // `Injection XGEVA®`: a word in capitals is the brand.
    if tokens.count - start > 1, isCapitals(text, last), last.end - last.start >= 4 {
      start = tokens.count - 1
    }
    let word = tokens[start]
    return lexicon.isFormWord(last.hash) ? nil : Int(word.start)
  }

  /// One word that the lexicon knows as a firm: `Huawei`.
  func isBrand(_ kept: ArraySlice<EnglishToken>) -> Bool {
    guard let word = kept.firstIndex(where: \.isWord) else { return false }
    return aligner.parts[word].kind == .brand && kept.lazy.filter(\.isWord).count == 1
  }

  /// The head of a law's title that stands further to the left: `Measures for the Selection of
  /// Accounting Firms by Listed Companies`.
  private func lawHead(before start: Int) -> Int? {
    var at = start - 1
    while at >= 0, start - at <= 24 {
      if tokens[at].kind == .comma { return nil }
      if tokens[at].kind == .capital, lexicon.isLawHead(tokens[at].hash) { return at }
      at -= 1
    }
    return nil
  }

  /// `Measures for the|Supervision and Administration of …`, `Opinions on … for|Students in …`: the head of
  /// a title that stands further to the left, where the stretch from `start` does not end in one.
  private func titleStart(before start: Int) -> Int? {
    guard let last = tokens.last(where: \.isWord), !lexicon.isLawHead(last.hash) else { return nil }
    var at = start - 1
    while at >= 0, tokens[at].kind == .connector || tokens[at].kind == .lower { at -= 1 }
    if at >= 0, at < start - 1, tokens[at].kind == .capital, lexicon.isLawHead(tokens[at].hash) {
      return at
    }
    guard !tokens[start...].contains(where: { lexicon.isLawHead($0.hash) }) else { return nil }
    return lawHead(before: start)
  }

  /// Names side by side in a sentence: half of the ideographs have their words.
  private func isSure(_ kind: Name.Kind) -> Bool {
    guard kind == .organization || kind == .place || kind == .law else { return false }
    return aligner.used.lazy.filter { $0 }.count * 2 >= han.count
  }

  /// Two of the ideographs are spelled by the words from `start` on.
  private mutating func spellsPerson(_ text: [UInt8], _ start: Int) -> Bool {
    aligner.align(tokens, text, han, from: 0, to: han.count)
    return zip(tokens, aligner.parts).lazy.filter { Int($0.start) >= start && $1.count > 0 }.count
      >= 2
  }

  /// Trades and a legal form, while the Chinese name has a brand or a place before its trade: the
  /// brand stands elsewhere, on the line before or behind a sign.
  private func isTorn(_ kept: ArraySlice<EnglishToken>) -> Bool {
    let form = lexicon.formLength(han.scalars[...])
    guard form > 2, !isBegun(at: kept.startIndex) else { return false }
    for index in kept.indices where kept[index].kind == .capital {
      let part = aligner.parts[index]
      guard
        part.isForm || part.kind == .trade && part.count > 0 || lexicon.isFormWord(kept[index].hash)
      else { return false }
    }
    return aligner.uncovered(han, 0, han.count - form) >= 2
  }

  /// A word of the sentence, `(ii)` or the like stands right before: the name begins here.
  private func isBegun(at index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = tokens[index - 1]
    switch before.kind {
    case .lower: return true
    case .connector: return before.hash != tokenizer.and && before.hash != tokenizer.of
    case .close:
      return index > 2 && tokens[index - 3].kind == .open
        && tokens[index - 2].end - tokens[index - 2].start <= 4
    default: return false
    }
  }

  /// Terms of one's own are only paired where the lexicon agrees; amounts and roles never.
  func accepts(
    _ text: [UInt8], _ kind: Name.Kind, _ kept: ArraySlice<EnglishToken>, from start: Int
  ) -> Bool {
    guard let first = kept.first, let last = kept.last else { return false }
    let phrase = text[Int(first.start)..<Int(last.end)]
    if lexicon.isRole(phrase) || Self.origins.contains(first.hash) { return false }
    let words = kept.lazy.filter { $0.isWord }
    let count = words.count
    // A legal form alone is no name, nor is `Loan A` or `Phase II`.
    if isForm(kept) { return false }
    if kind == .term || kind == .product, count == 2, let last = words.last,
      last.end - last.start <= 2, isCapitalLetters(text, last)
    {
      return false
    }
    guard words.contains(where: { $0.end - $0.start > 1 }), phrase.contains(where: { $0 >= 0x41 })
    else {
      return false
    }
    // RMB, HK$, Note (a), 50 million.
    if let byte = phrase.first, byte >= 0x30 && byte <= 0x39, count <= 2, kind == .term {
      return false
    }
    // `Revenue` (收益): one word that the lexicon translates is a common one.
    if kind == .term || kind == .product, count == 1,
      let word = kept.firstIndex(where: \.isWord),
      aligner.parts[word].count > 0, !aligner.parts[word].isSound
    {
      return false
    }
    // A brand in capitals: XELORIN (賽洛寧).
    if kind == .term || kind == .product, count == 1, let word = words.first,
      isCapitals(text, word),
      first.end - first.start >= 5, han.count <= 8
    {
      return true
    }
    if kind == .term {
      // 委託貸款合同: an agreement, whatever it is called.
      if Self.agreements.contains(where: { han.scalars.suffix(2).elementsEqual($0) }) {
        return false
      }
      let letters = words.filter { $0.kind == .capital }.count
      if isAmongBrands(text, last) { return true }
      guard letters >= 2 || count >= 3 else { return false }
      let covered = aligner.used.lazy.filter { $0 }.count
      if covered * 2 >= aligner.used.count || letters >= 3 { return true }
      if isProject(kept) { return true }
      // A brand that is spelled: Qingliu Thrombectomy Stent 青流取栓支架.
      return kept.indices.contains { aligner.parts[$0].isSound && aligner.parts[$0].count >= 2 }
    }
    return true
  }

  /// `the animated series “Flying Kittens” (飛天小貓) and “Captain Oolong” (烏龍艦長)`: where the quoted words that
  /// end at `end` begin, behind a word for what has a title. Complexity: O(1): 180 bytes.
  private func quotedTitle(_ text: [UInt8], _ floor: Int, _ end: Int) -> Int? {
    guard han.count <= 12 else { return nil }
    var open = end
    while open > floor, end - open < 60, text[open - 1] != 0x22,
      !ByteMatch.ends(text.span, floor, open, with: "“")
    {
      open -= 1
    }
    guard open > floor, open < end, end - open < 60, text[open] &- 0x41 < 26 else { return nil }
    var from = open
    while from > floor, open - from < 120, text[from - 1] != 0x2E, text[from - 1] != 0x3B,
      text[from - 1] != 0x0A
    {
      from -= 1
    }
    return Self.titled.isFound(in: text.span, from, open) ? open : nil
  }

  private static let titled: FoldedWords = [
    "series ", "brand ", "brands ", "film ", "films ", "drama ", "game ", "games ", "programme ",
    "trademark ", "trade mark ", "animation ", "magazine ", "app ", "song ", "novel ", "comic ",
  ]

  /// `under the Purewell (潔維), Little Molar (小臼牙) and Maison Sourire brands`: the clause behind the name's
  /// bracket ends in `brand` or `brands`. Complexity: O(1): 100 bytes.
  private func isAmongBrands(_ text: [UInt8], _ last: EnglishToken) -> Bool {
    guard han.count <= 8, lexicon.formLength(han.scalars[...]) == 0 else { return false }
    let from = Int(last.end)
    let limit = min(text.count, from + 100)
    var end = from
    while end < limit, text[end] != 0x0A, text[end] != 0x2E, text[end] != 0x3B { end += 1 }
    return ByteMatch.find(text.span, from, end, " brands") != nil
      || ByteMatch.find(text.span, from, min(end, from + 40), ") brand") != nil
  }

  /// `Marillana Project` 馬瑞拉納項目: the last word is that of the last ideographs, and the lexicon knows
  /// none of the others.
  private func isProject(_ kept: ArraySlice<EnglishToken>) -> Bool {
    guard let last = kept.indices.last, kept.count >= 2, kept[last].kind == .capital else {
      return false
    }
    let part = aligner.parts[last]
    return part.count >= 2 && Int(part.start) + Int(part.count) == han.count && han.count >= 4
      && kept.dropLast().allSatisfy {
        $0.kind == .capital && !lexicon.parts.contains($0.hash) && !lexicon.isEnglishRole($0.hash)
          && !lexicon.isEnglishStop($0.hash) && $0.end - $0.start >= 4
      }
  }

  /// 合同 合约 协议 契约
  private static let agreements: [[UInt32]] = [
    [0x5408, 0x540C], [0x5408, 0x7EA6], [0x534F, 0x8BAE], [0x5951, 0x7EA6],
  ]

  /// `Incorporated in the Cayman Islands …`
  private static let origins = KeySet(
    ["incorporated", "registered", "established", "continued"].map {
      PartLexicon.hash($0.utf8)
    })

  /// `Limited`, `Co., Ltd.`: a legal form and nothing else.
  private func isForm(_ kept: ArraySlice<EnglishToken>) -> Bool {
    var key: UInt64?
    for word in kept where word.isWord {
      guard lexicon.isFormWord(word.hash) else { return false }
      key = key.map { PartLexicon.joined($0, word.hash) } ?? word.hash
    }
    guard let key else { return true }
    return lexicon.parts.range(key).contains { lexicon.parts[$0].kind == .legalForm }
  }

  /// A letter or a Roman numeral.
  private func isCapitalLetters(_ text: [UInt8], _ token: EnglishToken) -> Bool {
    text[Int(token.start)..<Int(token.end)].allSatisfy { $0 &- 0x41 < 26 || $0 &- 0x30 < 10 }
  }

  func confidence(_ kind: Name.Kind, from start: Int) -> Int {
    let total = aligner.used.count
    let covered = aligner.used.lazy.filter { $0 }.count
    let share = total == 0 ? 0 : covered * 100 / total
    let floor = kind == .term ? 90 : 93
    return min(99, floor + share * 6 / 100)
  }

  func precedesFormerCue(_ text: [UInt8], _ floor: Int, _ start: Int) -> Bool {
    guard start > floor, Self.formerEnds.contains(text[start - 1]) else { return false }
    for cue in Self.formerCues where start - cue.count >= floor {
      if text[(start - cue.count)..<start].elementsEqual(cue) { return true }
    }
    return false
  }

  private static let formerEnds = ByteBits(formerCues.compactMap(\.last))
  private static let formerCues: [[UInt8]] = [
    "formerly known as ", "Formerly known as ", "previously known as ", "formerly named ",
    "formerly called ", "前稱", "前称",
    "原名", "曾用名", "原稱", "前稱為", "前称为", "曾用名：", "前稱：", "前稱「",
  ].map { Array($0.utf8) }
}
