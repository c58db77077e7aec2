/// How well the parts of an English and a Chinese name stand for one another.
struct PartScorer {
  private let lexicon: Lexicon
  private let tokenizer = EnglishTokenizer()
  private var tokens: [EnglishToken] = []
  private var han = HanText()
  private var aligner: NameAligner

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    aligner = NameAligner(lexicon)
  }

  /// About 60 for each ideograph that a word stands for; words and ideographs without a counterpart
  /// take from it, and most where the lexicon knows the word as something else.
  ///
  /// Complexity: O(words x ideographs), both cut at 40.
  mutating func score(_ english: Name, _ chinese: Name) -> Int {
    score(english.en, chinese.zh) + (english.enForm == chinese.zhForm ? 20 : -60)
  }

  /// The best of a Chinese name, what is left of it behind a particle, and the name with the ideographs
  /// before it in the text: where 長沙北海 is no known name, 長沙北海與華禧建業有限公司 may be two, of which the
  /// English text tells the second.
  ///
  /// `place` is where the name stands in `text`.
  mutating func best(
    _ english: Name, _ chinese: Name, _ text: [UInt8], _ place: TextExtent
  ) -> (score: Int, zh: [UInt8]) {
    var best = (score: score(english, chinese), zh: chinese.zh)
    let bytes = chinese.zh.span
    var at = 0
    while at < bytes.count {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
      guard Self.particles.contains(lexicon.han.fold(scalar.value)), at + 9 <= bytes.count
      else { continue }
      let rest = Array(chinese.zh[at...])
      let value = score(english.en, rest) + 20
      if value > best.score { best = (value, rest) }
    }
    guard !isWhole, place.count == chinese.zh.count else { return best }
    var start = place.start
    for _ in 0..<Self.longestExtension where start > 0 {
      let scalar = UTF8Scan.scalar(text, before: start)
      guard HanText.isHan(scalar.value) else { break }
      start -= scalar.length
      let longer = Array(text[start..<place.end])
      let value = score(english.en, longer) + 20
      if value > best.score + Self.leastGain { best = (value, longer) }
    }
    return best
  }

  private static let longestExtension = 6
  /// What ideographs before a name must add to belong to it: a word of two that stands for them.
  private static let leastGain = 60

  /// Each word of the name that was scored last has its ideographs.
  private var isWhole: Bool {
    !tokens.indices.contains { tokens[$0].kind == .capital && aligner.parts[$0].count == 0 }
  }

  /// 与 和 及 由 向 对 欠 予 为 于, folded.
  private static let particles: ScalarSet = [
    0x4E0E, 0x548C, 0x53CA, 0x7531, 0x5411, 0x5BF9, 0x6B20, 0x4E88, 0x4E3A, 0x4E8E,
  ]

  /// `isList` says that the names stand in lists alone, where a short form may be meant: what a Chinese name
  /// without a legal form leaves out of the English one costs less.
  mutating func score(_ en: [UInt8], _ zh: [UInt8], isList: Bool = false) -> Int {
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(en, 0, en.count, into: &tokens)
    han.read(zh, 0, zh.count, lexicon.han)
    guard !tokens.isEmpty, han.count > 0 else { return -1000 }
    aligner.align(tokens, en, han, from: 0, to: han.count)
    let form = lexicon.formLength(han.scalars[...])
    let isShort = isList && form == 0
    var value = 0
    var hasForm = false
    var lastGroup: Int16 = -1
    for (number, token) in tokens.enumerated() where token.isWord && token.kind != .connector {
      let part = aligner.parts[number]
      if part.count > 0 {
        // Words of one phrase share their ideographs.
        guard part.group != lastGroup else { continue }
        lastGroup = part.group
        if part.isForm { hasForm = true }
        value += part.isForm ? 30 : 45 * min(4, Int(part.count))
      } else if token.hash == tokenizer.the || lexicon.isFormWord(token.hash) {
        continue
      } else {
        value -= isShort ? 15 : lexicon.parts.contains(token.hash) ? 70 : 30
      }
    }
    value -= 30 * aligner.uncovered(han, 0, max(0, han.count - form))
    // 有限公司 without `Limited`: one of them is a short form.
    let saysForm = tokens.contains { lexicon.isFormWord($0.hash) }
    if (form > 0) != (hasForm || saysForm), !isShort { value -= 60 }
    if isList {
      let end = max(0, han.count - form)
      let brand = initials(en, end)
      value += brand
      if isShort {
        let left = aligner.uncovered(han, 0, end)
        // A short name begins with the brand: without a counterpart for that a trade in common says nothing.
        if brand == 0, !aligner.used.prefix(2).contains(true) { value -= 100 }
        // One that is explained as a whole may leave out what it likes.
        if left == 0, end >= 2 { value += 60 }
      }
    }
    return value
  }

  /// What a word in capitals adds whose letters begin the readings of ideographs without a counterpart: `HES` is
  /// 豪爾賽.
  private func initials(_ en: [UInt8], _ end: Int) -> Int {
    let open = (0..<end).filter { !aligner.used[$0] && han.scalars[$0] >= 0x3400 }
    guard let first = open.first, let last = open.last, open.count >= 3,
      last - first + 1 == open.count
    else { return 0 }
    for (number, token) in tokens.enumerated()
    where token.kind == .capital && aligner.parts[number].count == 0
      && Int(token.end - token.start) == open.count
    {
      let letters = en[Int(token.start)..<Int(token.end)]
      let isAlike = zip(letters, open).allSatisfy { letter, place in
        guard letter &- 0x41 < 26 else { return false }
        var isFound = false
        lexicon.han.forEachReading(of: han.original(place)) { reading in
          isFound = lexicon.han.letters(reading.syllable).first == letter | 0x20
          return isFound
        }
        return isFound
      }
      if isAlike { return 75 * open.count }
    }
    return 0
  }
}
