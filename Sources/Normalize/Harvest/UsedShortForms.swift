/// Finds the short forms that a text uses and nowhere defines: `Shandong Fufeng` for Shandong Fufeng
/// Fermentation Co., Ltd. (山東阜豐發酵有限公司), 南京傳奇 for 南京傳奇生物科技股份有限公司.
///
/// The first words of each full name are looked for with the names themselves. Where they stand alone,
/// as far as the name goes on there, they are a short form, if the counterpart can be composed and
/// neither side fits another name of the document.
struct UsedShortForms {
  /// The first words of a name that may be used alone.
  struct Head {
    var owner: Int
    /// Where they begin in that side of the name, in bytes.
    var start: Int
    var end: Int
    var isEnglish: Bool
    /// The head of another name that is spelled the same, or -1.
    var next = -1
  }

  let lexicon: Lexicon
  private let kinds: NameKinds
  private var shorts: ShortForms
  private var han = HanText()
  var ahead = HanText()
  private(set) var heads: [Head] = []
  /// Numbers of the heads by the hash of their bytes, -1 for those of two names.
  private var byKey = KeyTable()
  /// What was found out about a short form: the number of its name, or -1.
  private var found = KeyTable()
  /// Concepts that have a short form.
  private var shortened = KeySet()
  private var tried = 0
  /// Names that may still be compared.
  private var budget = 0

  /// Short forms that are tried in a document: each is compared with all its names.
  private static let most = 300
  private static let longestChain = 8
  private static let mostHeads = 1 << 20
  private static let mostCompared = 1 << 20

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    shorts = ShortForms(lexicon)
    kinds = NameKinds(lexicon)
  }

  // MARK: - Heads

  /// Files the heads of the companies among `names` that have no short form yet; `isTaken` says that
  /// something else is spelled so. Heads of a language that the text has little of are left out.
  ///
  /// Complexity: O(names).
  mutating func file(
    _ names: [Name], inEnglish: Bool, inChinese: Bool, isTaken: (UInt64) -> Bool
  ) {
    heads.removeAll(keepingCapacity: true)
    byKey.removeAll()
    found.removeAll()
    shortened.removeAll()
    tried = 0
    budget = Self.mostCompared
    // Looked at in place: a name holds several arrays, each of which a copy would retain.
    let found = names.span
    for index in found.indices where found[index].form == .short {
      shortened.insert(found[index].concept)
    }
    for index in found.indices
    where heads.count < Self.mostHeads && found[index].kind == .organization
      && found[index].isPaired && found[index].enForm == .full && found[index].zhForm == .full
      && !found[index].inferred && !shortened.contains(found[index].concept)
      && Self.isStated(found[index].evidence)
    {
      if inEnglish { english(found[index].en, index, names, isTaken) }
      if inChinese { chinese(found[index].zh, index, names, isTaken) }
    }
  }

  /// The document says it, not the lexicon or a glossary.
  private static func isStated(_ evidence: [Name.Evidence]) -> Bool {
    guard let first = evidence.first else { return false }
    return first.kind != .lexicon && first.kind != .glossary
  }

  private mutating func add(
    _ side: [UInt8], _ range: Range<Int>, _ owner: Int, _ isEnglish: Bool, _ names: [Name],
    _ isTaken: (UInt64) -> Bool
  ) {
    let key = ByteScan.hash(side.span, range.lowerBound, range.upperBound)
    let head = Head(
      owner: owner, start: range.lowerBound, end: range.upperBound, isEnglish: isEnglish)
    if let known = byKey[key] {
      guard known >= 0 else { return }
      // Spellings of one name share their head; one that begins a name goes before those that stand
      // behind a place.
      var last = known
      var length = 1
      while true {
        if names[heads[last].owner].concept == names[owner].concept { return }
        guard heads[last].next >= 0 else { break }
        last = heads[last].next
        length += 1
      }
      if length == Self.longestChain {
        byKey[key] = -1
      } else if heads[known].start == 0 || head.start > 0 {
        if heads[known].start > 0 || head.start == 0 {
          heads[last].next = heads.count
          heads.append(head)
        }
      } else {
        heads[known] = head
      }
      return
    }
    guard !isTaken(key) else {
      byKey[key] = -1
      return
    }
    byKey[key] = heads.count
    heads.append(head)
  }

  /// The first two words, behind a place the next two as well; and the first one alone, where it is no
  /// word of the language.
  private mutating func english(
    _ name: [UInt8], _ owner: Int, _ names: [Name],
    _ isTaken: (UInt64) -> Bool
  ) {
    let begin = ByteMatch.starts(name.span, 0, name.count, with: "The ") ? 4 : 0
    guard let first = word(name, begin), var second = word(name, first.upperBound + 1) else {
      return
    }
    var place = isPlace(PartLexicon.hash(name[first])) ? first : nil
    let phrase = PartLexicon.joined(PartLexicon.hash(name[first]), PartLexicon.hash(name[second]))
    if isPlace(phrase) {
      // `Hong Kong Ferry`
      place = first.lowerBound..<second.upperBound
      guard let third = word(name, second.upperBound + 1) else { return }
      second = third
    }
    if let range = head(name, place ?? first, second) {
      add(name, range, owner, true, names, isTaken)
    }
    if place == nil, first.count >= 4, isPlain(name, first), isBrand(name[first]) {
      add(name, first, owner, true, names, isTaken)
    }
    guard place != nil, let third = word(name, second.upperBound + 1),
      let range = head(name, second, third)
    else { return }
    add(name, range, owner, true, names, isTaken)
  }

  /// No word of the lexicon and no surname: `Lenovo`, `Haihua`.
  private func isBrand(_ word: ArraySlice<UInt8>) -> Bool {
    let hash = PartLexicon.hash(word)
    return !lexicon.parts.contains(hash) && !lexicon.isSurname(hash)
      && !lexicon.isEnglishStop(hash) && !lexicon.isEnglishRole(hash)
  }

  /// The word at `at`: letters, digits and the signs inside a word, up to a blank.
  private func word(_ name: [UInt8], _ at: Int) -> Range<Int>? {
    guard at < name.count,
      name[at] &- 0x41 < 26 || name[at] == 0x26 || name[at] | 0x20 == 0x6F
        || name[at] == 0x61
    else { return nil }
    var end = at
    while end < name.count, name[end] != 0x20 { end += 1 }
    return at..<end
  }

  /// Two words with more of the name behind them, neither of which is a legal form; behind a
  /// connector one more.
  private func head(_ name: [UInt8], _ first: Range<Int>, _ second: Range<Int>) -> Range<Int>? {
    guard name[first.lowerBound] &- 0x41 < 26, isPlain(name, first) else { return nil }
    var last = second
    if !isPlain(name, second) {
      guard isConnector(name[second]), let third = word(name, second.upperBound + 1),
        isPlain(name, third)
      else { return nil }
      last = third
    }
    guard last.upperBound < name.count else { return nil }
    return first.lowerBound..<last.upperBound
  }

  private func isPlain(_ name: [UInt8], _ word: Range<Int>) -> Bool {
    name[word.lowerBound] &- 0x41 < 26 && word.count > 1
      && EnglishTokenizer.isWordByte(name[word.upperBound - 1])
      && !Lexicon.isBareForm(PartLexicon.hash(name[word]))
  }

  private func isConnector(_ word: ArraySlice<UInt8>) -> Bool {
    word.elementsEqual("of".utf8) || word.elementsEqual("and".utf8) || word.elementsEqual("&".utf8)
  }

  private func isPlace(_ phrase: UInt64) -> Bool {
    lexicon.parts.range(phrase).contains {
      lexicon.parts[$0].kind == .place || lexicon.parts[$0].kind == .brand
    }
  }

  /// Place and brand, or a brand of three ideographs and more; behind a place four ideographs as well.
  private mutating func chinese(
    _ name: [UInt8], _ owner: Int, _ names: [Name],
    _ isTaken: (UInt64) -> Bool
  ) {
    han.read(name, 0, name.count, lexicon.han)
    let body = han.count - lexicon.formLength(han.scalars[...])
    guard body >= 3, body < han.count else { return }
    let place = lexicon.placeLength(han.scalars, at: 0)
    var brand = place + 2
    while brand < min(body, place + 5), lexicon.tradeLength(han.scalars, at: brand, end: body) == 0
    {
      brand += 1
    }
    // A brand of unknown length: its first two ideographs tell it.
    if brand == place + 5 { brand = place + (place > 0 ? 2 : 3) }
    if brand >= 3, brand <= body, isWritten(brand) {
      add(name, 0..<han.offset(brand), owner, false, names, isTaken)
    }
    if place > 0, body >= place + 4, isWritten(place + 4) {
      add(name, han.offset(place)..<han.offset(place + 4), owner, false, names, isTaken)
    }
  }

  /// The first `count` scalars are ideographs.
  private func isWritten(_ count: Int) -> Bool {
    han.scalars[..<count].allSatisfy { HanText.isHan($0) }
  }

  /// What is looked for. `names` are those that were filed.
  func spelling(of head: Head, _ names: [Name]) -> [UInt8] {
    Array((head.isEnglish ? names[head.owner].en : names[head.owner].zh)[head.start..<head.end])
  }

  // MARK: - Use

  /// The short form that begins at `start` of `text` with the head of this number: where it ends and
  /// the number of its name. A name that is new is appended to `names`.
  ///
  /// Complexity: O(names) for a short form that was not met before.
  mutating func read(
    _ text: [UInt8], _ start: Int, _ end: Int, head number: Int, into names: inout [Name]
  ) -> (end: Int, name: Int)? {
    guard byKey[ByteScan.hash(text.span, start, end)] == number else { return nil }
    return heads[number].isEnglish
      ? readEnglish(text, start, end, number, &names)
      : readChinese(text, start, end, number, &names)
  }

  /// The owner of which the most stands at `start`, where that is one alone, and how far; else those
  /// of which as much stands there.
  private func owners(
    _ text: [UInt8], _ start: Int, _ end: Int, _ number: Int, _ names: [Name]
  ) -> (stop: Int, owners: [Head]) {
    var best = (stop: 0, owners: [Head]())
    var index = number
    while index >= 0 {
      let head = heads[index]
      let name = head.isEnglish ? names[head.owner].en : names[head.owner].zh
      var stop = end
      var at = head.end
      while at < name.count {
        // A word with the blank before it, or an ideograph of three bytes.
        guard head.isEnglish || name[at] & 0xF0 == 0xE0 else { break }
        var next = at + 1
        while next < name.count, head.isEnglish ? name[next] != 0x20 : name[next] & 0xC0 == 0x80 {
          next += 1
        }
        let length = next - at
        guard stop + length <= text.count,
          text[stop..<(stop + length)].elementsEqual(name[at..<next])
        else { break }
        stop += length
        at = next
      }
      // A name that stands here whole is no short form.
      if at == name.count { return (stop, []) }
      if stop > best.stop { best = (stop, []) }
      if stop == best.stop { best.owners.append(head) }
      index = head.next
    }
    return best
  }

  private mutating func readEnglish(
    _ text: [UInt8], _ start: Int, _ end: Int, _ number: Int, _ names: inout [Name]
  ) -> (end: Int, name: Int)? {
    guard !followsName(text, start) else { return nil }
    let (stop, owners) = owners(text, start, end, number, names)
    guard !owners.isEmpty, !goesOn(text, stop),
      !owners.contains(where: {
        goesOnBelow(
          text, stop, names[$0.owner].en[min(names[$0.owner].en.count, $0.end + stop - end + 1)...])
      })
    else { return nil }
    // A lone word may be a place behind `in`.
    if !text[start..<stop].contains(0x20), endsLike(text, start, Self.in[...]) { return nil }
    let key = ByteScan.hash(text.span, start, stop)
    if let known = found[key] { return known >= 0 ? (stop, known) : nil }
    guard tried < Self.most else { return nil }
    tried += 1
    found[key] = -1
    let short = Array(text[start..<stop])
    var chosen: (owner: Int, zh: [UInt8])?
    for head in owners {
      guard let composed = shorts.composedHan(short, Self.full(names[head.owner])),
        owners.count == 1 || shorts.isParent(names[head.owner].zh, composed),
        isOnly(short, composed, head.owner, isEnglish: true, names)
      else { continue }
      guard chosen == nil else { return nil }
      chosen = (head.owner, composed)
    }
    guard let (owner, composed) = chosen else { return nil }
    let number = append(short, composed, owner, &names)
    found[key] = number
    return (stop, number)
  }

  private mutating func readChinese(
    _ text: [UInt8], _ start: Int, _ end: Int, _ number: Int, _ names: inout [Name]
  ) -> (end: Int, name: Int)? {
    let (longest, owners) = owners(text, start, end, number, names)
    guard let head = owners.first, owners.count == 1, longest - end <= 60,
      head.start == 0 || !endsLike(text, start, names[head.owner].zh[..<head.start])
    else { return nil }
    // The longest part of it that divides the name where the English one can be divided.
    var stop = longest
    while stop >= end {
      defer { stop -= 3 }
      let key = ByteScan.hash(text.span, start, stop)
      let known = found[key]
      guard known != -1, !continues(text, stop) else { continue }
      if let known { return (stop, known) }
      guard tried < Self.most else { return nil }
      tried += 1
      found[key] = -1
      let short = Array(text[start..<stop])
      guard let composed = shorts.composedEnglish(short, Self.full(names[head.owner])),
        composed.contains(0x20),
        isOnly(composed, short, head.owner, isEnglish: false, names)
      else { continue }
      let number = append(composed, short, head.owner, &names)
      found[key] = number
      return (stop, number)
    }
    return nil
  }

  /// The bytes stand right before `at`.
  private func endsLike(_ text: [UInt8], _ at: Int, _ bytes: ArraySlice<UInt8>) -> Bool {
    at >= bytes.count && text[(at - bytes.count)..<at].elementsEqual(bytes)
  }

  /// A capitalised word before it makes it part of something else, a quotation mark a definition.
  private func followsName(_ text: [UInt8], _ start: Int) -> Bool {
    guard start > 0 else { return false }
    // （「和鷺電話」，Hutchinlu Telephone): the other side of something.
    if Self.openings.contains(where: { endsLike(text, start, $0[...]) }) { return true }
    let before = text[start - 1]
    if EnglishTokenizer.isWordByte(before) || before == 0x26 { return true }
    guard before == 0x20, start >= 2 else { return false }
    var end = start - 1
    let isDotted = text[end - 1] == 0x2E
    if isDotted { end -= 1 }
    var at = end
    while at > 0, (text[at - 1] | 0x20) &- 0x61 < 26 { at -= 1 }
    guard at < end, text[at] &- 0x41 < 26 else { return at == end && text[end - 1] == 0x26 }
    let word = PartLexicon.hash(text[at..<end])
    return isDotted
      ? lexicon.isHonorific(word) : !lexicon.isEnglishStop(word) && !lexicon.isEnglishRole(word)
  }

  /// A capitalised word, a figure or a bracket with one follows: the name goes on.
  private func goesOn(_ text: [UInt8], _ at: Int) -> Bool {
    guard at < text.count else { return false }
    if EnglishTokenizer.isWordByte(text[at]), text[at] != 0x2E, text[at] != 0x27 { return true }
    var next = at
    if text[next] == 0x2C { next += 1 }
    guard next < text.count, text[next] == 0x20 else { return false }
    next += 1
    while next < text.count, text[next] == 0x28 || text[next] == 0x26 || text[next] == 0x20 {
      next += 1
    }
    guard next < text.count, text[next] &- 0x41 < 26 else { return false }
    guard text[at] == 0x2C else { return true }
    // `Golden Harvest, Limited`, not `Golden Harvest, Shandong Fufeng and …`
    var end = next
    while end < text.count, (text[end] | 0x20) &- 0x61 < 26 { end += 1 }
    return Lexicon.isBareForm(PartLexicon.hash(text[next..<end]))
  }

  private static let `in` = Array(" in ".utf8)

  private static let openings = ["（", "」，", "』，", "”，", "」、"].map {
    Array($0.utf8)
  }

  /// The rest of the name begins a cell of the next line.
  private func goesOnBelow(_ text: [UInt8], _ at: Int, _ rest: ArraySlice<UInt8>) -> Bool {
    let bytes = text.span
    var cell = ByteScan.first(0x0A, bytes, at, min(text.count, at + 300)) + 1
    let limit = ByteScan.first(0x0A, bytes, min(cell, text.count), min(text.count, cell + 300))
    while cell + rest.count <= text.count, cell < limit {
      if text[cell..<(cell + rest.count)].elementsEqual(rest) { return true }
      cell = ByteScan.first(0x09, bytes, cell, limit) + 1
    }
    return false
  }

  /// The side that stands in the text is a part of no other company's name, and none begins with the
  /// composed one; but for companies of a group whose parent it is.
  private mutating func isOnly(
    _ en: [UInt8], _ zh: [UInt8], _ owner: Int, isEnglish: Bool, _ names: [Name]
  ) -> Bool {
    guard zh.count >= 6 else { return false }
    han.read(zh, 0, zh.count, lexicon.han)
    // Haiyue Plaza of Haiyue Plaza Property Co., Ltd. is a building.
    let word = en.lastIndex(of: 0x20).map { $0 + 1 } ?? 0
    guard !lexicon.isPlace(han: han.scalars[...]),
      !kinds.isPlaceWord(PartLexicon.hash(en[word...]))
    else { return false }
    let isParent = shorts.isParent(names[owner].zh, zh)
    budget -= names.count
    guard budget > 0 else { return false }
    let concept = names[owner].concept
    let found = names.span
    for index in found.indices
    where found[index].concept != concept && found[index].kind == .organization {
      if isParent, !shorts.isParent(found[index].zh, zh) { continue }
      if isEnglish ? Self.has(found[index].en, en) : begins(found[index].en, with: en),
        !begins(found[index].en, with: found[owner].en)
      {
        return false
      }
      if isEnglish ? found[index].zh.starts(with: zh) : Self.has(found[index].zh, zh),
        !found[index].zh.starts(with: found[owner].zh)
      {
        return false
      }
    }
    return true
  }

  /// The bytes stand somewhere in the name.
  private static func has(_ name: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, name.count >= part.count else { return false }
    for at in 0...(name.count - part.count) where name[at] == first {
      if name[at..<(at + part.count)].elementsEqual(part) { return true }
    }
    return false
  }

  /// The words begin the name.
  private func begins(_ name: [UInt8], with words: [UInt8]) -> Bool {
    name.starts(with: words)
      && (name.count == words.count || !EnglishTokenizer.isWordByte(name[words.count]))
  }

  private static func full(_ name: Name) -> FoundName {
    FoundName(
      kind: name.kind, enForm: .full, zhForm: .full, en: name.en, zh: name.zh, confidence: 100,
      evidence: .init(kind: .composed, start: 0, end: 0))
  }

  private mutating func append(
    _ en: [UInt8], _ zh: [UInt8], _ owner: Int, _ names: inout [Name]
  ) -> Int {
    // The other side may have been met before.
    let key = PartLexicon.joined(PartLexicon.hash(en), PartLexicon.hash(zh))
    if let known = found[key] { return known }
    found[key] = names.count
    names.append(
      Name(
        kind: names[owner].kind, form: .short, enForm: .short, zhForm: .short, en: en, zh: zh,
        official: .unknown, inferred: true, confidence: Self.confidence, variants: [],
        evidence: [Name.Evidence(kind: .composed, source: [])], concept: names[owner].concept))
    return names.count - 1
  }

  /// Below that of a short form which is defined.
  private static let confidence = 91
}
