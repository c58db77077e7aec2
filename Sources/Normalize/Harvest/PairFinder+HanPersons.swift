/// Persons before an English name in brackets.
extension PairFinder {
  mutating func readsAsPerson(_ text: [UInt8]) -> Bool {
    let words = tokens.lazy.filter { $0.isWord }
    guard words.count >= 2, words.count <= 6, words.allSatisfy({ $0.kind == .capital }) else {
      return false
    }
    guard !words.contains(where: { lexicon.isFormWord($0.hash) }), !kinds.isBody(han.scalars[...])
    else { return false }
    return kinds.isPerson(han.scalars[...])
      || kinds.isPerson(han.scalars.suffix(3)) && spellsSuffix(text)
  }

  /// Every word spells an ideograph among the last three: 由陳姝妤 (Tan Shu Yu).
  private mutating func spellsSuffix(_ text: [UInt8]) -> Bool {
    aligner.align(tokens, text, han, from: max(0, han.count - 3), to: han.count)
    return aligner.used.suffix(3).allSatisfy { $0 } && aligner.parts.allSatisfy { $0.count > 0 }
  }

  mutating func hanPerson(
    _ text: [UInt8], _ zhMark: UInt8, _ enMark: UInt8, honorific: Bool, evidenceEnd: Int,
    into names: inout NameCollection
  ) -> Int? {
    if lexicon.isHonorific(tokens[0].hash) { tokens.removeFirst() }
    while tokens.count > 2, tokens[tokens.count - 2].kind == .comma,
      isCapitals(text, tokens[tokens.count - 1]),
      tokens[tokens.count - 1].end - tokens[tokens.count - 1].start <= 7
    {
      tokens.removeLast(2)
    }
    guard let first = tokens.first, let last = tokens.last else { return nil }
    guard let start = personStart(text, honorific: honorific) else { return nil }
    let zhStart = han.offset(start)
    let zhEnd = han.offset(han.count)
    let name = FoundName(
      kind: .person, enForm: .full, zhForm: .full,
      en: Array(text[Int(first.start)..<Int(last.end)]),
      zh: Array(text[zhStart..<zhEnd]), confidence: 97,
      evidence: .init(kind: .bracket, start: zhStart, end: evidenceEnd), enMark: enMark,
      zhMark: zhMark)
    return names.add(name, lexicon.han)
  }

  /// Where the person's name at the end of `han` begins.
  private mutating func personStart(_ text: [UInt8], honorific: Bool) -> Int? {
    let count = han.count
    if han.scalars.contains(where: HanText.isDot) {
      // A name of foreign origin: up to a word that stands before names.
      guard let dot = han.scalars.firstIndex(where: HanText.isDot) else { return nil }
      var at = dot
      while at > 0 {
        if dot - at >= 1, stopEnds(at) > 0 { return at }
        at -= 1
      }
      return 0
    }
    aligner.align(tokens, text, han, from: max(0, count - 5), to: count)
    var sounded: Int?
    for part in aligner.parts where part.count > 0 {
      sounded = min(sounded ?? count, Int(part.start))
    }
    // 由陳姝妤 (Tan Shu Yu): 由 is Yu as a surname, but the name has a syllable for each word.
    if let first = sounded, Self.joiners.contains(han.scalars[first]),
      count - first - 1 == tokens.count, lexicon.surnameLength(han.scalars[(first + 1)...]) > 0
    {
      sounded = first + 1
    }
    // 藍章華 (Nam Cheung Wah): a surname that is read otherwise before as many ideographs as words.
    if let first = sounded, first > 0, tokens.count == count - first + 1, stopEnds(first) == 0,
      lexicon.surnameLength(han.scalars[(first - 1)...]) == 1
    {
      sounded = first - 1
    }
    // The surname may stand before the spelled part: 仇 Qiu, 單 Shan have other readings too.
    if let given = sounded, given > 0, given == count - 2,
      lexicon.surnameLength(han.scalars[(given - 1)...]) == 1,
      lexicon.surnameLength(han.scalars[given...]) == 0
    {
      sounded = given - 1
    }
    if let sounded, sounded < count - 1, count - sounded >= 2,
      lexicon.surnameLength(han.scalars[sounded...]) > 0
    {
      return sounded
    }
    for length in [3, 2, 4] where length <= count {
      let start = count - length
      let name = han.scalars[start...]
      let surname = lexicon.surnameLength(name)
      guard surname > 0 else { continue }
      if length == 3, count >= 4, lexicon.surnameLength(han.scalars[(start - 1)...]) == 2 {
        continue
      }
      if length == 4, surname != 2 { continue }
      if length == 2, count > 2, stopEnds(start) == 0, start > 0 { continue }
      return start
    }
    if count <= 4 { return 0 }
    return honorific ? behindRole() : nil
  }

  /// 藝術總監|羽田真由美, 技術總監|布文達: behind the last word before names, two to seven ideographs from the
  /// end, for a person of whom the honorific tells.
  private func behindRole() -> Int? {
    // 中国科学技术大学（USTC）教授
    guard tokens.count >= 2, !kinds.isBody(han.scalars[...]),
      lexicon.formLength(han.scalars[...]) == 0
    else { return nil }
    for length in 2...7 where length < han.count {
      let start = han.count - length
      let stop = lexicon.stopLength(han.scalars, before: start)
      if stop > 1 || stop == 1 && Self.joiners.contains(han.scalars[start - 1]) { return start }
      for role in 2...5 where role <= start {
        if lexicon.isRole(han: han.scalars[(start - role)..<start]) { return start }
      }
    }
    return nil
  }

  /// The length of a profession that stands behind a person as an honorific does, where the English words
  /// spell what is before it: 謝淑芬|會計師 (Hsieh Shu-fen).
  mutating func professionLength(_ text: [UInt8], _ begin: Int, _ end: Int) -> Int? {
    for word in Self.professions where ByteMatch.ends(text.span, begin, end, with: word) {
      let length = word.utf8CodeUnitCount
      guard end - length - begin >= 6, tokens.count >= 2, tokens.count <= 4,
        tokens.allSatisfy({ $0.kind == .capital })
      else { return nil }
      han.read(text, begin, end - length, lexicon.han)
      aligner.align(tokens, text, han, from: max(0, han.count - 4), to: han.count)
      return aligner.parts.allSatisfy { $0.count > 0 } && aligner.used.suffix(2).allSatisfy { $0 }
        ? length : nil
    }
    return nil
  }

  private static let professions: [StaticString] = [
    "會計師", "会计师", "建築師", "建筑师", "測量師", "测量师", "精算師", "精算师", "藥劑師", "药剂师", "藥師", "药师", "估值師", "估值师",
    "老師", "老师", "同志",
  ]

  /// Ulrike Sommer|女士（中文名：蘇莉珂）, Ingrid Solheim|博士（蘇靄瑩）: the end of the Latin name before an honorific
  /// that a bracket with ideographs follows. Complexity: O(1).
  func titledLatin(_ text: [UInt8], _ floor: Int, _ end: Int, _ group: BracketGroup) -> Int? {
    guard group.hasHan, !group.hasLatin, end - floor >= 12, text[end - 3] >= 0xE4,
      group.close - group.inner <= 48
    else { return nil }
    let from = max(floor, end - 60)
    guard let length = honorificLength(text, from, end) else { return nil }
    let latin = Self.skipMarksLeft(text, floor, end - length).end
    return latin > floor && (text[latin - 1] | 0x20) &- 0x61 < 26 ? latin : nil
  }
}
