/// Which terms and which heads of names are looked for, and what must not stand beside them.
extension NameAssembly {
  /// Adds the defined terms that stand for a name, and bounds the scope of those that are defined
  /// anew further on.
  mutating func addTerms(_ document: Document) {
    previousTerm.removeAll(keepingCapacity: true)
    for index in terms.indices {
      previousTerm.append(-1)
      guard terms[index].name >= 0, terms[index].term.count >= 3 else { continue }
      let term = terms[index].term
      let key = ByteScan.hash(term.span, 0, term.count)
      if let owner = owners[key] {
        guard owner >= Self.term, terms[owner - Self.term].term == term else { continue }
        // Its scope begins here, and that of the one before ends.
        let place = document.text.textExtent(of: terms[index].base)?.start ?? 0
        previousTerm[index] = Int32(owner - Self.term)
        terms[owner - Self.term].scope.end = max(terms[owner - Self.term].scope.start, place)
        terms[index].scope.start = place
      }
      owners[key] = Self.term + index
      matcher.add(
        term, name: Self.term + index, isEnglish: terms[index].isEnglish, standsAlone: true)
    }
  }

  /// Whether a tenth of the text and more is English, and Chinese.
  private static func shares(_ document: Document) -> (english: Bool, chinese: Bool) {
    var english = 0
    var chinese = 0
    for segment in document.segments {
      switch segment.language {
      case .en: english += segment.end - segment.start
      case .undetermined: break
      default: chinese += segment.end - segment.start
      }
    }
    let least = document.text.bytes.count / 10
    return (english > least, chinese > least)
  }

  /// The number of the known pair of which `start..<end` is a side.
  func known(_ text: [UInt8], _ start: Int, _ end: Int, isEnglish: Bool) -> Int? {
    known[
      isEnglish
        ? NameCollection.englishKey(text[start..<end])
        : NameCollection.hanKey(text, start, end, resources.han)]
  }

  /// Adds the first words of companies' names, which may be short for them.
  mutating func addHeads(_ document: Document) {
    var defined = KeySet()
    for term in terms where term.name >= 0 {
      defined.insert(ByteScan.hash(term.term.span, 0, term.term.count))
    }
    let (english, chinese) = Self.shares(document)
    used.file(names, inEnglish: english, inChinese: chinese) {
      owners[$0] != nil || defined.contains($0)
    }
    for (number, head) in used.heads.enumerated() {
      matcher.add(
        used.spelling(of: head, names), name: Self.head + number, isEnglish: head.isEnglish)
    }
  }

  /// The term that stands at `start..<end`, by the scopes of those that are spelled like it; -1
  /// where the words around make it part of something else.
  func term(_ last: Int, _ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    guard terms[last].isEnglish ? standsAlone(text, start, end) : isWord(text, start, end) else {
      return -1
    }
    var index = last
    while terms[index].scope.start > start, previousTerm[index] >= 0 {
      index = Int(previousTerm[index])
    }
    return index
  }

  /// No capitalised word right before or behind: not the `Company` of `Target Company` or of
  /// `Company Secretary`.
  private func standsAlone(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    if end + 1 < text.count, text[end] == 0x20, text[end + 1] &- 0x41 < 26 { return false }
    guard start >= 2, text[start - 1] == 0x20, (text[start - 2] | 0x20) &- 0x61 < 26 else {
      return true
    }
    var at = start - 2
    while at > 0, (text[at - 1] | 0x20) &- 0x61 < 26 { at -= 1 }
    let isThe = start - 1 - at == 3 && text[at] == 0x54 && text[at + 1] == 0x68
    return text[at] &- 0x61 < 26 || isThe
  }

  /// A capitalised word that is no function word stands right before.
  func followsName(_ text: [UInt8], _ start: Int) -> Bool {
    guard start >= 2, text[start - 1] == 0x20, (text[start - 2] | 0x20) &- 0x61 < 26 else {
      return false
    }
    var at = start - 1
    while at > 0, (text[at - 1] | 0x20) &- 0x61 < 26 { at -= 1 }
    let word = PartLexicon.hash(text[at..<(start - 1)])
    return text[at] &- 0x41 < 26 && !resources.lexicon.isEnglishStop(word)
      && !resources.lexicon.isEnglishRole(word)
  }

  /// A Chinese term of two ideographs stands behind a sign or a word before names: not the 買方 of
  /// 購買方.
  private func isWord(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard end - start <= 6, start >= 3 else { return true }
    var scalars: [UInt32] = []
    var at = start
    while at > 0, scalars.count < 4 {
      let scalar = UTF8Scan.scalar(text, before: at)
      guard HanText.isHan(scalar.value) else { break }
      scalars.append(PartLexicon.fold(scalar.value, resources.han))
      at -= scalar.length
    }
    guard !scalars.isEmpty else { return true }
    scalars.reverse()
    return resources.lexicon.stopLength(scalars, before: scalars.count) > 0
  }
}
