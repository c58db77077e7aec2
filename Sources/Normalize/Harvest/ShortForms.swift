/// Pairs short forms: both stated, or one stated and the other composed by keeping the same parts
/// of the full pair.
struct ShortForms {
  let lexicon: Lexicon
  let tokenizer = EnglishTokenizer()
  var aligner: NameAligner
  var full: [EnglishToken] = []
  private var short: [EnglishToken] = []
  var han = HanText()
  var shortHan = HanText()
  /// The first of the names with the same two first ideographs, by their hash.
  private var heads = KeyTable()
  /// Of each name that was filed the next one with the same head, -1 behind the last; and, for a name
  /// that is the first of its head, the last one.
  private var following: [(next: Int32, last: Int32)] = []
  /// Names with one beginning that are compared: those of a group of companies.
  private static let mostLookedAt = 400
  /// The last composition failed because the short form keeps a part of a phrase.
  var dividesPhrase = false
  /// A phrase may lose its last words where two ideographs stand for all of it.
  var keepsBegun = false

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    aligner = NameAligner(lexicon)
  }

  /// Adds the short pairs that `stated` leads to. Complexity: O(short forms x names) at worst.
  mutating func resolve(_ stated: [PairFinder.StatedShort], into names: inout NameCollection) {
    heads.removeAll()
    following.removeAll(keepingCapacity: true)
    var index = 0
    while index < stated.count {
      let owner = stated[index].name
      var last = index + 1
      while last < stated.count, stated[last].name == owner { last += 1 }
      if owner >= 0 {
        pair(stated[index..<last], owner, into: &names)
      }
      index = last
    }
  }

  private mutating func pair(
    _ group: ArraySlice<PairFinder.StatedShort>, _ owner: Int, into names: inout NameCollection
  ) {
    let name = names.names[owner]
    guard !name.en.isEmpty, !name.zh.isEmpty, name.zhForm != .short, name.enForm != .short else {
      return
    }
    let english = group.filter {
      !$0.isHan && (!isRole($0) || isAcronym(bare($0.text)) && abbreviates(bare($0.text), name.en))
    }
    let chinese = group.filter { $0.isHan && !isRole($0) }
    var pairedEnglish = false
    for item in english {
      let text = bare(item.text)
      guard text.count > 1 else { continue }
      if isAcronym(text), text.count < Self.brandLength || !name.en.starts(with: text) {
        if name.kind != .person, name.kind != .place, abbreviates(text, name.en) {
          add(owner, name, text, name.zh, .abbreviation, .full, false, 95, item, into: &names)
        }
        continue
      }
      if let other = chinese.first, chinese.count == 1 {
        add(owner, name, text, other.text, .short, .short, false, 96, item, into: &names)
        pairedEnglish = true
        continue
      }
      if name.kind == .person || name.kind == .place { continue }
      if let composed = composedHan(text, name), isUnique(composed, owner, names) {
        add(owner, name, text, composed, .short, .short, true, 92, item, into: &names)
      }
    }
    guard !pairedEnglish, name.kind != .person, name.kind != .place else { return }
    for item in chinese {
      if let composed = composedEnglish(item.text, name) {
        add(owner, name, composed, item.text, .short, .short, true, 92, item, into: &names)
      }
    }
  }

  /// A word in capitals of so many letters that the name begins with is a brand: HUTCHMED, not BDO.
  private static let brandLength = 5

  /// The letters of the acronym stand in the name in their order, the first as its first letter, or
  /// it is the name's first word (BDO Limited).
  private func abbreviates(_ acronym: [UInt8], _ name: [UInt8]) -> Bool {
    if name.count > acronym.count, name.starts(with: acronym), name[acronym.count] == 0x20 {
      return true
    }
    var at = 0
    var isFirst = true
    for letter in acronym where letter >= 0x41 && letter <= 0x5A {
      while at < name.count, name[at] != letter, name[at] != letter | 0x20 || isFirst { at += 1 }
      guard at < name.count else { return isAnagram(acronym, name) }
      at += 1
      isFirst = false
    }
    // Initials are capitals: at least half of the letters begin words.
    var initials = 0
    var previous: UInt8 = 0x20
    for byte in name {
      if previous == 0x20 || previous == 0x28 || previous == 0x2D, acronym.contains(byte & 0xDF) {
        initials += 1
      }
      previous = byte
    }
    return initials * 2 >= acronym.count
  }

  /// The letters are the initials of the name's words in the order of another language: LECM of Civil
  /// Engineering Laboratory of Macau.
  private func isAnagram(_ acronym: [UInt8], _ name: [UInt8]) -> Bool {
    var initials: [UInt8] = []
    var previous: UInt8 = 0x20
    for byte in name {
      if previous == 0x20 || previous == 0x28 || previous == 0x2D, byte &- 0x41 < 26 {
        initials.append(byte)
      }
      previous = byte
    }
    return acronym.count >= 3 && initials.count <= 10 && initials.sorted() == acronym.sorted()
  }

  private func isRole(_ item: PairFinder.StatedShort) -> Bool {
    item.isHan
      ? lexicon.isRole(han: item.text, 0, item.text.count) : lexicon.isRole(item.text[...])
  }

  /// Without `the `.
  private func bare(_ text: [UInt8]) -> [UInt8] {
    ByteMatch.starts(text.span, 0, text.count, with: "the ")
      || ByteMatch.starts(text.span, 0, text.count, with: "The ")
      ? Array(text.dropFirst(4)) : text
  }

  /// One word of capitals: MIIT, CSRC, C&F.
  private func isAcronym(_ text: [UInt8]) -> Bool {
    text.count >= 2 && text.count <= 10
      && text.allSatisfy {
        $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x26 || $0 == 0x2D
          || $0 == 0x2E
      }
      && text.contains { $0 >= 0x41 && $0 <= 0x5A }
  }

  private func add(
    _ owner: Int, _ name: FoundName, _ en: [UInt8], _ zh: [UInt8], _ enForm: Name.Form,
    _ zhForm: Name.Form,
    _ inferred: Bool, _ confidence: Int, _ item: PairFinder.StatedShort,
    into names: inout NameCollection
  ) {
    names.add(
      FoundName(
        kind: name.kind, enForm: enForm, zhForm: zhForm, en: en, zh: zh, inferred: inferred,
        confidence: confidence,
        evidence: .init(kind: inferred ? .composed : .defined, start: item.start, end: item.end),
        owner: owner),
      lexicon.han)
  }

  // MARK: - Composition

  /// Aligns a name whose English words are in `full`.
  mutating func align(_ name: FoundName, longest: Int = 6) {
    dividesPhrase = false
    han.read(name.zh, 0, name.zh.count, lexicon.han)
    aligner.align(full, name.en, han, from: 0, to: han.count, longest: longest)
  }

  /// The run of tokens and the run of ideographs that alone are left without counterpart, the legal
  /// form of either side aside.
  func residue() -> (tokens: Range<Int>, scalars: Range<Int>)? {
    var tokens: Range<Int>?
    for index in full.indices
    where full[index].kind == .capital && aligner.parts[index].count == 0 && !isBareForm(index) {
      guard let first = tokens else {
        tokens = index..<(index + 1)
        continue
      }
      // `Casting and Forging`: connectors may stand between.
      for between in first.upperBound..<index where full[between].kind != .connector { return nil }
      tokens = first.lowerBound..<(index + 1)
    }
    guard let tokens else { return nil }
    var scalars: Range<Int>?
    for index in 0..<(han.count - bareFormLength())
    where !aligner.used[index] && NameAligner.counts(han.scalars[index]) {
      guard let first = scalars else {
        scalars = index..<(index + 1)
        continue
      }
      guard index == first.upperBound else { return nil }
      scalars = first.lowerBound..<(index + 1)
    }
    guard let scalars else { return nil }
    return (tokens, scalars)
  }

  /// `Limited`, `Co.`, `Inc.`: a word that says nothing but the legal form.
  func isBareForm(_ index: Int) -> Bool { Lexicon.isBareForm(full[index].hash) }

  /// Ideographs of the name's end that say nothing but the legal form.
  func bareFormLength() -> Int {
    var length = 0
    for form in Self.bareHanForms
    where form.count > length && han.count > form.count
      && han.scalars[(han.count - form.count)...].elementsEqual(form)
    {
      length = form.count
    }
    return length
  }

  /// Folded: 有限公司 股份有限公司 有限责任公司 公司 (有限合伙) 合伙企业 (特殊普通合伙) 合伙企业(有限合伙).
  private static let bareHanForms: [[UInt32]] = [
    [0x6709, 0x9650, 0x516C, 0x53F8], [0x80A1, 0x4EFD, 0x6709, 0x9650, 0x516C, 0x53F8],
    [0x6709, 0x9650, 0x8D23, 0x4EFB, 0x516C, 0x53F8], [0x516C, 0x53F8],
    [0x28, 0x6709, 0x9650, 0x5408, 0x4F19, 0x29], [0x5408, 0x4F19, 0x4F01, 0x4E1A],
    [0x28, 0x7279, 0x6B8A, 0x666E, 0x901A, 0x5408, 0x4F19, 0x29],
    [0x5408, 0x4F19, 0x4F01, 0x4E1A, 0x28, 0x6709, 0x9650, 0x5408, 0x4F19, 0x29],
  ]

  /// The Chinese short form that drops what the English one drops.
  ///
  /// A phrase of the lexicon that the short form divides (環境科技) is taken word by word.
  mutating func composedHan(_ text: [UInt8], _ name: FoundName) -> [UInt8]? {
    if let composed = composedHan(text, name, longest: 6) { return composed }
    guard dividesPhrase else {
      guard !short.isEmpty, let isChosen = chosen(), short.count < full.count else { return nil }
      return composedByGaps(isChosen, name)
    }
    if let composed = composedHan(text, name, longest: 1) { return composed }
    keepsBegun = true
    defer { keepsBegun = false }
    return composedHan(text, name, longest: 6)
  }

  /// Which words of the name in `full` the short form in `short` has, in their order; nil where it has
  /// others.
  private func chosen() -> [Bool]? {
    var isChosen = [Bool](repeating: false, count: full.count)
    var at = 0
    for word in short where word.isWord {
      while at < full.count, !(full[at].isWord && full[at].hash == word.hash) { at += 1 }
      guard at < full.count else { return nil }
      isChosen[at] = true
      at += 1
    }
    return isChosen
  }

  private static let keptForms = KeySet(
    ["co", "company", "corp", "corporation", "ltd", "limited"].map { PartLexicon.hash($0.utf8) })

  /// What no part covers belongs to the words that stay, as long as each word that is dropped has its
  /// part, is the legal form, or all of what is not covered.
  private mutating func composedHan(
    _ text: [UInt8], _ name: FoundName, longest: Int
  ) -> [UInt8]? {
    dividesPhrase = false
    full.removeAll(keepingCapacity: true)
    tokenizer.tokenize(name.en, 0, name.en.count, into: &full)
    short.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, 0, text.count, into: &short)
    let words = short.lazy.filter { $0.isWord }.count
    // “Yuhang Co” keeps a legal form that the Chinese one could not do without.
    guard words > 0, words < full.lazy.filter({ $0.isWord }).count,
      let last = short.last(where: \.isWord), !Self.keptForms.contains(last.hash)
    else {
      short.removeAll(keepingCapacity: true)
      return nil
    }
    guard let isChosen = chosen() else { return nil }
    align(name, longest: longest)
    guard dividesNothing(isChosen) else { return nil }
    let rest = residue()
    var isDropped = [Bool](repeating: false, count: han.count)
    var dropsRest = false
    // More than the legal form is left out.
    var dropsWord = false
    for index in full.indices where full[index].isWord {
      let part = aligner.parts[index]
      if isChosen[index] {
        // One word for a whole phrase (Fund 私募股權基金) is no part of a short form.
        if longest == 1, part.count > 3, !part.isSound { return nil }
        continue
      }
      if full[index].kind == .connector { continue }
      // The 行 of 銀行 is no Co. that is dropped.
      if part.count == 1, isBareForm(index) || isHalf(index, isChosen) { continue }
      if isRestOfPhrase(index, isChosen) { continue }
      if part.count > 0 {
        if !part.isForm { dropsWord = true }
        for scalar in Int(part.start)..<(Int(part.start) + Int(part.count)) {
          isDropped[scalar] = true
        }
      } else if let rest, rest.tokens.contains(index) {
        dropsRest = true
      } else if isBracketed(index) {
        dropOpenBrackets(&isDropped)
      } else if !isBareForm(index), !dropGroup(index, &isDropped) {
        return nil
      }
    }
    if let rest {
      let keepsRest = rest.tokens.contains { isChosen[$0] && full[$0].kind != .connector }
      guard !(dropsRest && keepsRest) else { return nil }
      if dropsRest {
        for scalar in rest.scalars { isDropped[scalar] = true }
      } else if keepsRest, isInDoubt(rest.scalars, isDropped) {
        return nil
      }
    }
    if !full.indices.contains(where: { isChosen[$0] && isBareForm($0) }) {
      for scalar in (han.count - bareFormLength())..<han.count { isDropped[scalar] = true }
    }
    // 天元|錳業 of Tianyuan Manganese (Industry): one ideograph keeps its 業.
    for scalar in han.scalars.indices.dropFirst()
    where isDropped[scalar] && !isDropped[scalar - 1] && han.scalars[scalar] == 0x4E1A
      && isLonePart(scalar) && isLonePart(scalar - 1)
    {
      isDropped[scalar] = false
    }
    for scalar in han.scalars.indices.dropFirst()
    where isDropped[scalar - 1] && !aligner.used[scalar]
      && Self.divisions.contains(han.scalars[scalar])
    {
      // 市 of a place that is dropped.
      isDropped[scalar] = true
    }
    if dropsWord || dropsRest { dropOwnDivision(&isDropped) }
    let bare = full.indices.contains {
      isChosen[$0] && full[$0].kind == .capital && aligner.parts[$0].count == 0 && !isBareForm($0)
    }
    guard dropOpen(&isDropped, hasOpenWord: bare) else { return nil }
    if bare {
      dropOpenBrackets(&isDropped)
      dropTradeTail(&isDropped)
    } else if dropsWord {
      dropForeign(&isDropped)
    }
    dropEmptyBrackets(&isDropped)
    if !text.contains(0x28) { dropBrackets(&isDropped) }
    guard let first = edge(han.scalars.indices, isDropped, -1),
      let last = edge(han.scalars.indices.reversed(), isDropped, 1)
    else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(name.zh.count)
    var kept = 0
    for index in first...last where !isDropped[index] {
      for byte in han.offset(index)..<han.offset(index + 1) { result.append(name.zh[byte]) }
      kept += 1
    }
    guard kept >= 2, kept < han.count else { return nil }
    // A short form has the brand or the place of the name, not its trade alone.
    let names = full.indices.contains { index in
      let part = aligner.parts[index]
      return isChosen[index] && full[index].kind != .connector
        && (part.count == 0 && !isBareForm(index) || part.isSound || part.kind == .place
          || part.kind == .word || part.kind == .brand || part.kind == .surname)
    }
    // Smart Mobile of Smart Mobile Holdings Limited: the name has nothing else.
    let isAll =
      kept >= 4 && words > 1 && full.first.map { $0.hash == short.first?.hash } ?? false
    return names || isAll && !hasBrand() ? result : nil
  }

  /// A word of the name is more than a trade or its legal form.
  private func hasBrand() -> Bool {
    full.indices.contains { index in
      let part = aligner.parts[index]
      return full[index].kind == .capital && !isBareForm(index)
        && (part.count == 0 || part.isSound || part.kind != .trade && !part.isForm)
    }
  }

  /// No other name of the document begins with the composed form.
  private mutating func isUnique(
    _ composed: [UInt8], _ owner: Int, _ names: NameCollection
  ) -> Bool {
    // Names by their first two ideographs: only those can begin with the composed form.
    while following.count < names.names.count { file(names.names[following.count].zh) }
    guard composed.count >= 6 else { return false }
    let isParent = isParent(names.names[owner].zh, composed)
    var candidate = heads[Self.head(composed)] ?? -1
    var lookedAt = 0
    while candidate >= 0, lookedAt < Self.mostLookedAt {
      let index = candidate
      candidate = Int(following[index].next)
      lookedAt += 1
      guard index != owner, names.names[index].zhForm == .full,
        names.names[index].zh.count > composed.count,
        names.names[index].zh.starts(with: composed),
        !names.names[index].zh.starts(with: names.names[owner].zh),
        !isParent || self.isParent(names.names[index].zh, composed)
      else { continue }
      if names.names[index].kind == .organization
        || !names.names[owner].zh.starts(with: composed)
      {
        return false
      }
    }
    return true
  }

  /// Files the next name by its Chinese side.
  private mutating func file(_ zh: [UInt8]) {
    let index = following.count
    following.append((-1, Int32(index)))
    guard zh.count >= 6 else { return }
    let head = Self.head(zh)
    guard let first = heads[head] else {
      heads[head] = index
      return
    }
    following[Int(following[first].last)].next = Int32(index)
    following[first].last = Int32(index)
  }

  private static func head(_ name: [UInt8]) -> UInt64 {
    var hash = PartLexicon.seed
    for byte in name.prefix(6) { hash = PartLexicon.extend(hash, byte) }
    return hash
  }
}
