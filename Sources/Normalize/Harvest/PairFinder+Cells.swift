/// Names that the cells of a table divide.
extension PairFinder {
  /// The number of short forms and former names that are filed.
  typealias State = (shorts: Int, formers: Int)
  var state: State { (shorts.count, formers.count) }

  /// Forgets what was filed after `state`.
  mutating func restore(_ state: State) {
    shorts.removeLast(shorts.count - state.shorts)
    formers.removeLast(formers.count - state.formers)
  }

  /// The end of the name in a cell: before marks, also those that something of the next column stands
  /// behind, and before a bracket with short forms.
  func nameEnd(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var stop = text[start..<end].firstIndex { $0 == 0x2A || $0 == 0x5E || $0 == 0x23 } ?? end
    stop = Self.skipMarksLeft(text, start, stop).end
    if stop > start, text[stop - 1] == 0x29, let open = lastOpening(text, start, stop),
      BracketContent.isQuote(text, open + 1)
    {
      stop = Self.skipMarksLeft(text, start, open).end
    }
    return amountStart(text, start, stop) ?? stop
  }

  /// `X Co., Ltd.| Taiwan NT$30,000,000`: where a cell goes on behind a legal form, up to an amount.
  private func amountStart(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var word = end
    while word > start, text[word - 1] != 0x20 { word -= 1 }
    guard word > start, text[word..<end].contains(0x2C),
      text[word..<end].contains(where: { $0 &- 0x30 < 10 })
    else { return nil }
    for _ in 0..<4 {
      let stop = word - 1
      guard stop > start else { return nil }
      word = stop
      while word > start, text[word - 1] != 0x20 { word -= 1 }
      if Lexicon.isBareForm(PartLexicon.hash(text[word..<stop])) { return stop }
    }
    return nil
  }

  /// The last word is a legal form.
  func endsInForm(_ name: [UInt8]) -> Bool {
    var start = name.count
    while start > 0, name[start - 1] != 0x20 { start -= 1 }
    return start > 0 && Lexicon.isBareForm(PartLexicon.hash(name[start...]))
  }

  /// The words from `start` on are a whole name, and all of the Chinese name but two ideographs is said
  /// by them: what stands before them is another cell's.
  mutating func isWhole(_ joined: [UInt8], from start: Int, for zh: [UInt8]) -> Bool {
    guard start < joined.count else { return false }
    let end = joined[start...].firstIndex { $0 == 0x28 || $0 >= 0xE3 } ?? joined.count
    guard isWhole(Array(joined[start..<end])) else { return false }
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(joined, start, end, into: &tokens)
    han.read(zh, 0, zh.count, lexicon.han)
    aligner.align(tokens, joined, han, from: 0, to: han.count)
    return aligner.uncovered(han, 0, han.count - lexicon.formLength(han.scalars[...])) <= 2
  }

  /// Two words and more of which one is neither a trade nor a legal form: a name by itself.
  mutating func isWhole(_ name: [UInt8]) -> Bool {
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(name, 0, name.count, into: &tokens)
    return tokens.count > 1
      && tokens.contains { token in
        token.kind == .capital && !lexicon.isFormWord(token.hash)
          && !lexicon.parts.senses(token.hash).contains { $0.kind == .trade }
      }
  }
}
