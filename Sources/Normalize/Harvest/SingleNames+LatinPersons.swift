/// Persons without a Chinese name in Chinese text.
extension SingleNames {
  /// `Andreas Hermann Renschler先生`: two to five Latin words before the honorific at `end`.
  mutating func latinPerson(
    _ text: [UInt8], _ floor: Int, _ end: Int, _ names: NameCollection
  ) {
    var stop = end
    while stop > floor, text[stop - 1] == 0x20 { stop -= 1 }
    guard stop > floor, (text[stop - 1] | 0x20) &- 0x61 < 26 else { return }
    let start = tokenizer.leftLimit(text, from: floor, to: stop, width: 80)
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, start, stop, into: &tokens)
    guard tokens.count >= 2, tokens.count <= 5, let first = tokens.first, let last = tokens.last,
      first.kind == .capital, last.kind == .capital,
      tokens.allSatisfy({ $0.kind == .capital || tokenizer.isParticle($0.hash) }),
      !tokens.contains(where: { lexicon.isFormWord($0.hash) || isOutside($0) })
    else { return }
    let (from, to) = (Int(first.start), Int(last.end))
    guard !isPaired(from, to), names.index(english: text[from..<to]) == nil else { return }
    candidates.append(
      Candidate(
        kind: .person, start: from, end: to, isHan: false, strength: .bounded, tail: 0,
        confidence: 90))
  }
}
