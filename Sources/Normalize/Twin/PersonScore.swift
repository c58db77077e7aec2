/// How likely an English and a Chinese name are one person's, by surname and syllables.
struct PersonScore: Equatable, Sendable {
  /// How the spelling of most syllables is explained.
  enum Scheme: String, Sendable {
    case pinyin
    case hongKong = "hong-kong"
    case wadeGiles = "wade-giles"
    case surname
  }

  /// Hundredths of a syllable, negative where the names contradict one another.
  var value = 0
  /// Ideographs of the given name that are explained, and those it has.
  var matched = 0
  var given = 0
  var hasSurname = false
  var scheme = Scheme.surname

  /// Surname and the whole given name.
  var isWhole: Bool { hasSurname && matched == given && given > 0 }
}

/// Scores names of persons: `Mrs Regina IP LAU Suk-yee` is 葉劉淑儀, `TSE, Wai-chun (Paul)` 謝偉俊.
struct PersonScorer {
  private let lexicon: Lexicon
  /// By number of the syllable: how Hong Kong spells it, and how Wade-Giles does.
  private let hongKong: [[[UInt8]]]
  private let wadeGiles: [[[UInt8]]]
  /// Every syllable of the three spellings.
  private let syllables: KeySet

  /// A word of an English name, in lower case.
  private struct Word {
    var letters: [UInt8]
    var hash: UInt64
    var isCapitals: Bool
    /// A hyphen joins it to the word before.
    var isJoined: Bool
    /// How many commas and brackets stand before it.
    var group: Int
  }

  private struct Person {
    var words: [Word]
  }

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    let numbers = (0..<lexicon.han.syllableCount).map { UInt16($0) }
    hongKong = numbers.map { lexicon.hongKong.spellings($0) }
    wadeGiles = numbers.map { WadeGiles.spellings(lexicon.han.letters($0)) }
    var syllables = KeySet()
    for number in numbers {
      syllables.insert(PartLexicon.hash(lexicon.han.letters(number)))
      for spelling in hongKong[Int(number)] + wadeGiles[Int(number)] {
        syllables.insert(PartLexicon.hash(spelling))
      }
    }
    self.syllables = syllables
  }

  /// The names as they stand in a text, honorifics, titles and honours with them or not.
  ///
  /// Complexity: O(words x readings); both names are cut at twelve words.
  func score(_ en: [UInt8], _ zh: [UInt8]) -> PersonScore {
    let words = words(en)
    let han = ideographs(zh)
    guard !words.isEmpty, han.count >= 2, han.count <= 5 else { return PersonScore(value: -100) }
    var best: PersonScore?
    for (first, second) in surnames(han) {
      let score = score(words, han, surname: first, maiden: second)
      if best == nil || score.value > best!.value { best = score }
    }
    return best ?? PersonScore(value: -100)
  }

  // MARK: - Reading

  private func words(_ name: [UInt8]) -> [Word] {
    let name = LatinLetters.plain(name)
    var words: [Word] = []
    var at = 0
    var group = 0
    var isJoined = false
    while at < name.count, words.count < 12 {
      let byte = name[at]
      if (byte | 0x20) &- 0x61 < 26 {
        let start = at
        while at < name.count, (name[at] | 0x20) &- 0x61 < 26 || name[at] == 0x27 { at += 1 }
        let letters = name[start..<at].filter { $0 != 0x27 }
        words.append(
          Word(
            letters: letters.map { $0 | 0x20 }, hash: PartLexicon.hash(letters),
            isCapitals: letters.count >= 2 && letters.allSatisfy { $0 < 0x61 },
            isJoined: isJoined, group: group))
        isJoined = false
        continue
      }
      isJoined = byte == 0x2D
      if byte == 0x2C || byte == 0x28 || byte == 0x29 { group += 1 }
      at += 1
    }
    // Honorifics and titles before the name, honours behind it.
    while words.count > 1, lexicon.isHonorific(words[0].hash), !isCapitalSurname(words[0], words) {
      words.removeFirst()
    }
    while words.count > 2, let last = words.last, last.isCapitals, last.group > 0,
      Self.honours.contains(last.hash)
    {
      words.removeLast()
    }
    return words
  }

  private func isCapitalSurname(_ word: Word, _ words: [Word]) -> Bool {
    word.isCapitals && words.contains { !$0.isCapitals } && lexicon.isSurname(word.hash)
  }

  private static let honours = KeySet(
    "jp gbm gbs sbs bbs mh gmm cbe obe mbe sc qc kc cpa phd md".split(separator: " ").map {
      PartLexicon.hash($0.utf8)
    })

  /// The ideographs of a Chinese name as they are written, without the honorific behind them and what
  /// stands in brackets.
  private func ideographs(_ name: [UInt8]) -> [UInt32] {
    var result: [UInt32] = []
    var at = 0
    while at < name.count {
      let scalar = UTF8Scan.scalar(name, at: at)
      at += scalar.length
      if scalar.value == 0x28 || scalar.value == 0xFF08 { break }
      if HanText.isHan(scalar.value) { result.append(scalar.value) }
    }
    for honorific in Self.honorifics
    where result.count >= honorific.count + 2
      && result.suffix(honorific.count).map(lexicon.han.fold).elementsEqual(honorific)
    {
      result.removeLast(honorific.count)
    }
    return result
  }

  /// The ideographs are a name alone, without 先生 and the like behind it.
  func isBare(_ zh: [UInt8]) -> Bool { 3 * ideographs(zh).count == zh.count }

  /// 先生 女士 博士 教授 小姐 议员, folded.
  private static let honorifics: [[UInt32]] = [
    [0x5148, 0x751F], [0x5973, 0x58EB], [0x535A, 0x58EB], [0x6559, 0x6388], [0x5C0F, 0x59D0],
    [0x8BAE, 0x5458],
  ]

  /// Ideographs of the surname and of a second one before the given name: 歐陽 (2, 0), 葉劉 (1, 1).
  private func surnames(_ han: [UInt32]) -> [(Int, Int)] {
    let folded = han.map(lexicon.han.fold)
    var result: [(Int, Int)] = []
    if han.count >= 3, lexicon.surnameLength(folded[...]) == 2 { result.append((2, 0)) }
    if han.count >= 4, lexicon.surnameLength(folded[1...]) >= 1 { result.append((1, 1)) }
    if han.count <= 4 { result.append((1, 0)) }
    return result
  }

  // MARK: - Scoring

  private static let exactSurname = 110
  private static let nearSurname = 35
  private static let wrongSurname = -140
  private static let exactSyllable = 100
  private static let nearSyllable = 30
  private static let wrongSyllable = -90

  private func score(
    _ words: [Word], _ han: [UInt32], surname: Int, maiden: Int
  ) -> PersonScore {
    let given = Array(han[(surname + maiden)...])
    var best = PersonScore(value: .min)
    for (range, fit) in surnamePlaces(words, Array(han[..<surname])) {
      var score = PersonScore()
      score.hasSurname = fit == .exact
      score.value = fit == .exact ? Self.exactSurname : Self.nearSurname
      var rest = Array(words.indices).filter { !range.contains($0) }
      if maiden > 0 {
        if let place = rest.first(where: {
          self.fit(words[$0], han[surname], isSurname: true).0 == .exact
        }) {
          rest.removeAll { $0 == place }
          score.value += 60
        } else {
          score.value -= 60
        }
      }
      readGiven(words, rest, given, &score)
      if score.value > best.value { best = score }
    }
    if best.value == .min {
      best = PersonScore(value: Self.wrongSurname)
      readGiven(words, Array(words.indices), given, &best)
    }
    best.given = given.count
    return best
  }

  private enum Fit: Int { case none, near, exact }

  /// Where the surname may stand among the words: a word in capitals, the first, the last, or the one
  /// before a hyphenated pair.
  private func surnamePlaces(_ words: [Word], _ surname: [UInt32]) -> [(Range<Int>, Fit)] {
    var result: [(Range<Int>, Fit)] = []
    let hasMixed = words.contains { !$0.isCapitals } && words.contains { $0.isCapitals }
    for place in words.indices where !words[place].isJoined || surname.count == 2 {
      if hasMixed, !words[place].isCapitals { continue }
      if surname.count == 2 {
        // `Au Yeung`, `AU-YEUNG`, `Ouyang`.
        if place + 1 < words.count,
          fit(words[place], surname[0], isSurname: true).0 != .none,
          fit(words[place + 1], surname[1], isSurname: false).0 != .none
        {
          result.append((place..<(place + 2), .exact))
        } else if isSurname(words[place].hash, surname) || spells(words[place].letters, surname) {
          result.append((place..<(place + 1), .exact))
        }
        continue
      }
      let found = fit(words[place], surname[0], isSurname: true).0
      if found != .none { result.append((place..<(place + 1), found)) }
    }
    return result
  }

  /// The given name among the words at `rest`: the best run of words whose letters its ideographs
  /// spell, whole or in part; other words are names of another origin.
  private func readGiven(
    _ words: [Word], _ rest: [Int], _ given: [UInt32], _ score: inout PersonScore
  ) {
    guard !given.isEmpty else { return }
    var best = 0
    var bestMatched = 0
    var scheme = score.scheme
    var isFound = false
    for (index, place) in rest.enumerated() {
      // The whole of the given name in one word, or in as many as it has ideographs.
      if given.count > 1, spells(words[place].letters, given) {
        best = max(best, Self.exactSyllable * given.count)
        bestMatched = given.count
        scheme = .pinyin
        isFound = true
      }
      // Words side by side.
      guard index + given.count <= rest.count,
        rest[index + given.count - 1] == place + given.count - 1
      else { continue }
      var value = 0
      var matched = 0
      var used: [PersonScore.Scheme] = []
      for (offset, scalar) in given.enumerated() {
        let (fit, how) = fit(words[place + offset], scalar, isSurname: false)
        switch fit {
        case .exact:
          value += Self.exactSyllable
          matched += 1
          used.append(how)
        case .near: value += Self.nearSyllable
        case .none: value += Self.wrongSyllable
        }
      }
      if matched > 0, value > best {
        (best, bestMatched) = (value, matched)
        scheme = Self.commonest(used)
        isFound = true
      }
    }
    if isFound {
      score.value += best
      score.matched = bestMatched
      score.scheme = scheme
      return
    }
    // Syllables that spell something else.
    let foreign = rest.count { !isSyllables(words[$0].letters) }
    let others = rest.count - foreign
    if others > 0 { score.value += max(-2, -others) * 80 }
  }

  /// The scheme of most syllables, of as many the one that fewer names have by chance.
  private static func commonest(_ schemes: [PersonScore.Scheme]) -> PersonScore.Scheme {
    func count(_ scheme: PersonScore.Scheme) -> Int { schemes.count { $0 == scheme } }
    let order: [PersonScore.Scheme] = [.hongKong, .wadeGiles, .pinyin]
    return order.max { count($0) < count($1) } ?? .surname
  }

  /// Whether one word is the spelling of an ideograph, and by which scheme.
  private func fit(
    _ word: Word, _ scalar: UInt32, isSurname: Bool
  ) -> (Fit, PersonScore.Scheme) {
    let folded = lexicon.han.fold(scalar)
    if isSurname, self.isSurname(word.hash, [folded]) { return (.exact, .surname) }
    var isNear = false
    var found: PersonScore.Scheme?
    lexicon.han.forEachReading(of: scalar) { reading in
      let letters = lexicon.han.letters(reading.syllable)
      if reading.isJyutping {
        for spelling in hongKong[Int(reading.syllable)] {
          if spelling == word.letters {
            found = .hongKong
            return true
          }
          isNear = isNear || Self.isNear(word.letters, spelling)
        }
      } else {
        if letters.elementsEqual(word.letters) {
          found = .pinyin
          return true
        }
        if wadeGiles[Int(reading.syllable)].contains(word.letters) { found = found ?? .wadeGiles }
        isNear = isNear || Self.isNear(word.letters, Array(letters))
      }
      return false
    }
    if let found { return (.exact, found) }
    return (isNear ? .near : .none, .hongKong)
  }

  private func isSurname(_ word: UInt64, _ han: [UInt32]) -> Bool {
    lexicon.parts.range(word).contains {
      let sense = lexicon.parts[$0]
      return sense.kind == .surname && Int(sense.count) == han.count
        && lexicon.parts.scalars[Int(sense.start)..<(Int(sense.start) + han.count)]
          .elementsEqual(han.map(lexicon.han.fold))
    }
  }

  /// One letter more, less or other, behind the same first letter: `Kah` is near `Ka`.
  private static func isNear(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count >= 2, b.count >= 2, a[0] == b[0], abs(a.count - b.count) <= 1 else {
      return false
    }
    var head = 0
    while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
    var tail = 0
    while tail < min(a.count, b.count) - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] {
      tail += 1
    }
    return max(a.count, b.count) - head - tail <= 1
  }

  /// The letters are the readings of the ideographs one after the other, each in any scheme.
  private func spells(_ letters: [UInt8], _ han: [UInt32]) -> Bool {
    func rest(_ from: Int, _ number: Int) -> Bool {
      if number == han.count { return from == letters.count }
      var found = false
      lexicon.han.forEachReading(of: han[number]) { reading in
        let syllable = Int(reading.syllable)
        let spellings =
          reading.isJyutping
          ? hongKong[syllable]
          : [Array(lexicon.han.letters(reading.syllable))] + wadeGiles[syllable]
        for spelling in spellings
        where letters[from...].starts(with: spelling) && rest(from + spelling.count, number + 1) {
          found = true
          return true
        }
        return false
      }
      return found
    }
    return rest(0, 0)
  }

  /// The word is one syllable, or two of pinyin.
  private func isSyllables(_ letters: [UInt8]) -> Bool {
    syllables.contains(PartLexicon.hash(letters))
      && !SingleNames.isWesternName(PartLexicon.hash(letters))
  }
}
