/// Names that the two language versions of one text give apart: in parallel columns, in a paragraph and
/// its twin, in a signature in English and in Chinese.
extension SingleNames {
  /// Pairs the names of the two languages whose parts stand for one another without a rest, where no
  /// other name near by does so too; and the companies that sign in both languages.
  ///
  /// Complexity: O(candidates), each aligned with at most 24 others.
  mutating func pairTwins(_ text: [UInt8], _ order: [Int], into names: inout NameCollection) {
    guard order.contains(where: { candidates[$0].isHan && candidates[$0].confidence > 0 }),
      order.contains(where: { !candidates[$0].isHan && candidates[$0].confidence > 0 })
    else { return }
    pairSignatures(text, order, into: &names)
    let firsts = firstMentions(text, order, names)
    var twins = [Int](repeating: Self.unmatched, count: firsts.count)
    let ends = firsts.map { bodyEnd(text, candidates[$0]) }
    for place in firsts.indices where !candidates[firsts[place]].isHan {
      let en = candidates[firsts[place]]
      guard en.confidence > 0 else { continue }
      tokens.removeAll(keepingCapacity: true)
      tokenizer.tokenize(text, en.start, en.end, into: &tokens)
      readHints(en)
      for other in max(0, place - Self.reach)..<min(firsts.count, place + Self.reach + 1) {
        let zh = candidates[firsts[other]]
        guard zh.isHan, zh.kind == en.kind, zh.confidence > 0, mayBeTwin(en, zh),
          isHinted(ends[other], zh.kind), isTwin(text, en, zh)
        else { continue }
        let isFirst = twins[place] == Self.unmatched && twins[other] == Self.unmatched
        twins[place] = isFirst ? other : Self.ambiguous
        twins[other] = isFirst ? place : Self.ambiguous
      }
    }
    for (place, other) in twins.enumerated() where other > place && twins[other] == place {
      pair(firsts[place], firsts[other], text, .parallel, 93, into: &names)
    }
  }

  private static let unmatched = -1
  private static let ambiguous = -2
  /// Names before and behind that are looked at.
  private static let reach = 12

  /// The first mention of each name that is not paired yet, in the order of the text.
  private mutating func firstMentions(
    _ text: [UInt8], _ order: [Int], _ names: NameCollection
  ) -> [Int] {
    readListed()
    seen.removeAll()
    var result: [Int] = []
    for index in order {
      let candidate = candidates[index]
      guard candidate.confidence > 0, !isGloss(text, candidate) else { continue }
      let key = key(text, candidate)
      // What the lexicon knows is said by each side alone.
      guard seen[key] == nil, !listed.contains(key), !names.isPaired(key, isHan: candidate.isHan)
      else { continue }
      seen[key] = index
      result.append(index)
    }
    return result
  }

  /// `X Limited [甲有限公司]`: a gloss is no evidence.
  private func isGloss(_ text: [UInt8], _ candidate: Candidate) -> Bool {
    candidate.start > 0 && text[candidate.start - 1] == 0x5B
      || candidate.end + 1 < text.count && text[candidate.end] == 0x20
        && text[candidate.end + 1] == 0x5B
  }

  private func key(_ text: [UInt8], _ candidate: Candidate) -> UInt64 {
    candidate.isHan
      ? NameCollection.hanKey(text, candidate.start, candidate.end, lexicon.han)
      : NameCollection.englishKey(text[candidate.start..<candidate.end])
  }

  /// Takes down the names that the lexicon has pairs of, once.
  private mutating func readListed() {
    guard !hasListed else { return }
    hasListed = true
    for pair in lexicon.known {
      listed.insert(NameCollection.englishKey(pair.en))
      listed.insert(NameCollection.hanKey(pair.zh, lexicon.han))
    }
  }

  /// The lengths of two names are near enough: a word has between one and five ideographs.
  private func mayBeTwin(_ en: Candidate, _ zh: Candidate) -> Bool {
    let ideographs = (zh.end - zh.start) / 3
    let letters = en.end - en.start
    return letters >= ideographs && letters <= 16 * ideographs
  }

  /// What tells most names of the other language apart before they are aligned: the surnames that the
  /// words of a person's name may be; the last ideographs of what the last words of another name mean.
  private mutating func readHints(_ en: Candidate) {
    hints.removeAll(keepingCapacity: true)
    if en.kind == .person {
      for token in tokens {
        for number in lexicon.parts.range(token.hash) {
          let sense = lexicon.parts[number]
          if sense.kind == .surname { hints.append(lexicon.parts.scalars[Int(sense.start)]) }
        }
      }
      return
    }
    var words = 0
    for last in tokens.indices.reversed()
    where tokens[last].kind == .capital && !lexicon.isFormWord(tokens[last].hash) {
      var key = tokens[last].hash
      readEnds(key)
      if last > 0, tokens[last - 1].isWord {
        key = PartLexicon.joined(tokens[last - 1].hash, key)
        readEnds(key)
      }
      words += 1
      if words == 3 { return }
    }
  }

  private mutating func readEnds(_ key: UInt64) {
    for number in lexicon.parts.range(key) {
      let sense = lexicon.parts[number]
      guard sense.kind != .legalForm else { continue }
      let last = lexicon.parts.scalars[Int(sense.start) + Int(sense.count) - 1]
      if !hints.contains(last) { hints.append(last) }
    }
  }

  /// Ideographs of a name that its hints are looked for among.
  private struct Ends {
    var scalars: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)
  }

  /// The surname of a person, else the last six ideographs before the legal form.
  private mutating func bodyEnd(_ text: [UInt8], _ name: Candidate) -> Ends {
    var ends = Ends(scalars: (0, 0, 0, 0, 0, 0))
    guard name.isHan else { return ends }
    han.read(text, name.start, name.end, lexicon.han)
    if name.kind == .person {
      ends.scalars.0 = han.scalars[0]
      return ends
    }
    // 集團有限公司: `Group` may be a word of its own.
    let end = han.count - min(4, lexicon.formLength(han.scalars[...]))
    func scalar(_ back: Int) -> UInt32 { end >= back ? han.scalars[end - back] : 0 }
    ends.scalars = (scalar(1), scalar(2), scalar(3), scalar(4), scalar(5), scalar(6))
    return ends
  }

  /// One of the hints stands there, or there are none.
  private func isHinted(_ ends: Ends, _ kind: Name.Kind) -> Bool {
    let (a, b, c, d, e, f) = ends.scalars
    return hints.isEmpty && kind != .person
      || hints.contains { $0 == a || $0 == b || $0 == c || $0 == d || $0 == e || $0 == f }
  }

  /// Each of the words of `tokens` has its ideographs and each ideograph its word.
  private mutating func isTwin(_ text: [UInt8], _ en: Candidate, _ zh: Candidate) -> Bool {
    han.read(text, zh.start, zh.end, lexicon.han)
    let isPerson = en.kind == .person
    guard
      aligner.align(tokens, text, han, from: 0, to: han.count, misses: isPerson ? 2 : 1)
    else { return false }
    let rest = aligner.uncovered(han, 0, han.count)
    if isPerson { return rest == 0 && isPersonTwin() }
    return isBodyTwin(rest: rest)
  }

  /// With a `rest` one word that the lexicon does not know stands for ideographs side by side that are
  /// no trade it knows: 躉船 for Pontoon.
  private func isBodyTwin(rest: Int) -> Bool {
    guard rest == 0 || isOneRest(rest) else { return false }
    var open = rest == 0 ? 0 : 1
    var brand = 0
    var before = -1
    for (index, token) in tokens.enumerated() {
      let part = aligner.parts[index]
      guard token.kind == .capital else {
        before = -1
        continue
      }
      if part.count == 0, token.hash != tokenizer.the {
        open -= 1
        guard open >= 0 else { return false }
      }
      // Syllables of one brand keep their order: Wing Hang is 永亨, not 亨永.
      guard !part.isSound || before < Int(part.start) else { return false }
      before = part.isSound ? Int(part.start) : -1
      if part.isSound || part.kind != .trade && part.kind != .legalForm { brand += Int(part.count) }
    }
    return rest == 0 ? brand >= 2 : open == 0 && brand >= 3
  }

  /// The uncovered ideographs, four at most, stand side by side and begin with no known trade.
  private func isOneRest(_ rest: Int) -> Bool {
    guard rest <= 4, let first = aligner.used.indices.first(where: { !aligner.used[$0] }),
      han.count - rest >= 7,
      first + rest <= han.count, !aligner.used[first..<(first + rest)].contains(true)
    else { return false }
    return lexicon.tradeLength(han.scalars, at: first, end: first + rest) == 0
  }

  /// The syllables follow the ideographs; the surname may be the last word, and one or two names that
  /// are no Chinese ones may stand before or behind.
  private func isPersonTwin() -> Bool {
    var order: [Int] = []
    var open = 0
    for (index, token) in tokens.enumerated() where token.kind == .capital {
      let part = aligner.parts[index]
      guard part.count > 0 else {
        open += 1
        continue
      }
      guard part.count <= 2 else { return false }
      order.append(Int(part.start))
    }
    guard order.count >= 2, open <= 2 else { return false }
    if order.last == 0 { order.removeLast() }
    return zip(order, order.dropFirst()).allSatisfy { $0 < $1 }
  }

  // MARK: - Signatures

  /// `By order of the Board⏎X Limited` and 承董事會命⏎甲有限公司: where one company signs in each
  /// language, it is one company.
  private mutating func pairSignatures(
    _ text: [UInt8], _ order: [Int], into names: inout NameCollection
  ) {
    var signed: [Int] = []
    for index in order where candidates[index].confidence > 0 {
      if Self.signs(text, candidates[index]) { signed.append(index) }
    }
    guard signed.count == 2, candidates[signed[0]].isHan != candidates[signed[1]].isHan,
      candidates[signed[1]].start - candidates[signed[0]].end <= 600
    else { return }
    pair(signed[0], signed[1], text, .parallel, 94, into: &names)
  }

  /// The line before is the one that a signature begins with.
  private static func signs(_ text: [UInt8], _ candidate: Candidate) -> Bool {
    guard candidate.kind == .organization, candidate.start > 0, text[candidate.start - 1] == 0x0A
    else { return false }
    let end = candidate.start - 1
    var start = end
    while start > 0, text[start - 1] != 0x0A, end - start < 80 { start -= 1 }
    let bytes = text.span
    return signatures.contains { ByteMatch.starts(bytes, start, end, with: $0) }
      || ByteMatch.startsFolded(bytes, start, end, with: "by order of")
      || ByteMatch.startsFolded(bytes, start, end, with: "by the order of")
      || ByteMatch.startsFolded(bytes, start, end, with: "on behalf of the")
      || ByteMatch.startsFolded(bytes, start, end, with: "for and on behalf of")
  }

  private static let signatures: [StaticString] = ["承董事會", "承董事会", "承 董事會", "代表董事", "代表", "謹代表"]
}
