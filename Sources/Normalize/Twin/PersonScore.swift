/// How likely an English and a Chinese name are one person's, by surname and syllables.
struct PersonScore: Equatable, Sendable {
  /// How the spelling of most syllables is explained.
  enum Scheme: String, Sendable {
    case pinyin
    case hongKong = "hong-kong"
    case wadeGiles = "wade-giles"
    /// Hokkien, Teochew, Hakka and Hainanese, as Singapore and Malaysia spell them.
    case southern
    case surname
  }

  /// Hundredths of a syllable, negative where the names contradict one another.
  var value = 0
  /// Ideographs of the given name that are explained, and those it has.
  var matched = 0
  var given = 0
  /// Ideographs of the given name whose syllable begins alike and is another.
  var faint = 0
  var hasSurname = false
  var scheme = Scheme.surname
  /// Syllables of the English name that the Chinese one does not have.
  var unexplained = 0

  /// Surname and the whole given name, and nothing besides but names of another origin: 華強 is not all of
  /// `HEUNG Wah Keung`.
  var isWhole: Bool { hasSurname && matched == given && given > 0 && unexplained == 0 }

  /// As whole but for one of two syllables, which only begins as it is read.
  var isIrregular: Bool {
    hasSurname && given == 2 && matched == 1 && faint == 1 && unexplained <= 2
  }
}

/// Scores names of persons: `Mrs Regina IP LAU Suk-yee` is 葉劉淑儀, `TSE, Wai-chun (Paul)` 謝偉俊.
///
/// `PersonReader` reads each name once; a board of 30 compares 900 pairs.
struct PersonScorer {
  private let lexicon: Lexicon
  let reader: PersonReader

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    reader = PersonReader(lexicon)
  }

  /// The names as they stand in a text, honorifics, titles and honours with them or not.
  ///
  /// Complexity: O(words x readings); both names are cut at twelve words.
  func score(_ en: [UInt8], _ zh: [UInt8]) -> PersonScore {
    score(reader.latin(en), reader.han(zh))
  }

  /// As `score(_:_:)` of names that are read already.
  func score(_ person: LatinPerson, _ other: HanPerson) -> PersonScore {
    guard !person.words.isEmpty, other.ideographs.count >= 2, other.ideographs.count <= 5 else {
      return PersonScore(value: -100)
    }
    var best: PersonScore?
    for division in other.divisions {
      let score = score(person, other, division)
      if best == nil || score.value > best!.value { best = score }
    }
    return best ?? PersonScore(value: -100)
  }

  /// The ideographs are a name alone, without 先生 and the like behind it.
  func isBare(_ zh: [UInt8]) -> Bool { reader.han(zh).others == 0 }

  // MARK: - Scoring

  private static let exactSurname = 110
  private static let seldomSurname = 85
  private static let alikeSurname = 70
  private static let nearSurname = 35
  private static let wrongSurname = -140
  private static let exactSyllable = 100
  private static let seldomSyllable = 60
  private static let alikeSyllable = 60
  private static let nearSyllable = 30
  private static let wrongSyllable = -90
  private static let leftSyllable = -45

  private func score(
    _ person: LatinPerson, _ other: HanPerson, _ division: HanPerson.Division
  ) -> PersonScore {
    let given = (division.surname + division.maiden)..<other.ideographs.count
    var best = PersonScore(value: .min)
    forEachSurnamePlace(person, other, division.surname) { range, fit in
      var score = PersonScore()
      score.hasSurname = fit.rawValue >= Fit.seldom.rawValue
      switch fit {
      case .exact: score.value = Self.exactSurname
      case .seldom: score.value = Self.seldomSurname
      case .alike: score.value = Self.alikeSurname
      case .near, .none: score.value = Self.nearSurname
      }
      var rest = person.words.indices.filter { !range.contains($0) }
      if division.maiden > 0 {
        if let place = rest.first(where: {
          self.surnameFit(person.words[$0], other.ideographs[division.surname]).rawValue
            >= Fit.seldom.rawValue
        }) {
          rest.removeAll { $0 == place }
          score.value += 60
        } else {
          score.value -= 60
        }
      }
      readGiven(person, rest, other, given, &score)
      if score.value > best.value { best = score }
    }
    if best.value == .min {
      best = PersonScore(value: Self.wrongSurname)
      readGiven(person, Array(person.words.indices), other, given, &best)
    }
    best.given = given.count
    return best
  }

  /// How well a word spells an ideograph: `alike` where both read the same but for how a sound is written,
  /// `seldom` where few spell it so.
  private enum Fit: Int { case none, near, alike, seldom, exact }

  /// Where the surname may stand among the words: a word in capitals, the first, the last, or the one
  /// before a hyphenated pair.
  private func forEachSurnamePlace(
    _ person: LatinPerson, _ other: HanPerson, _ count: Int, _ body: (Range<Int>, Fit) -> Void
  ) {
    let words = person.words
    for place in words.indices where !words[place].isJoined || count == 2 {
      if person.hasMixedCase, !words[place].isCapitals { continue }
      if count == 2 {
        // `Au Yeung`, `AU-YEUNG`, `Ouyang`.
        if place + 1 < words.count, surnameFit(words[place], other.ideographs[0]) != .none,
          fit(words[place + 1], other.ideographs[1]).0 != .none
        {
          body(place..<(place + 2), .exact)
        } else if isSurname(words[place].hash, other, 2)
          || spells(words[place].letters, other, 0..<2)
        {
          body(place..<(place + 1), .exact)
        }
        continue
      }
      let found = surnameFit(words[place], other.ideographs[0])
      if found != .none { body(place..<(place + 1), found) }
    }
  }

  /// The given name among the words at `rest`: the best run of words whose letters its ideographs
  /// spell, whole or in part; other words are names of another origin.
  private func readGiven(
    _ person: LatinPerson, _ rest: [Int], _ other: HanPerson, _ given: Range<Int>,
    _ score: inout PersonScore
  ) {
    guard !given.isEmpty else { return }
    let words = person.words
    var best = 0
    var bestMatched = 0
    var bestFaint = 0
    var irregular = (matched: 0, faint: 0)
    var scheme = score.scheme
    var isFound = false
    var used = 0..<0
    for (index, place) in rest.enumerated() {
      // The whole of the given name in one word, or in as many as it has ideographs.
      if given.count > 1, !words[place].isSyllable || words[place].letters.count > 3,
        spells(words[place].letters, other, given)
      {
        best = max(best, Self.exactSyllable * given.count)
        bestMatched = given.count
        scheme = .pinyin
        used = place..<(place + 1)
        isFound = true
      }
      // Words side by side.
      guard index + given.count <= rest.count,
        rest[index + given.count - 1] == place + given.count - 1
      else { continue }
      var value = 0
      var matched = 0
      var faint = 0
      var schemes = SchemeCounts()
      for offset in 0..<given.count {
        let (fit, how) = fit(words[place + offset], other.ideographs[given.lowerBound + offset])
        switch fit {
        case .exact, .seldom:
          value += fit == .exact ? Self.exactSyllable : Self.seldomSyllable
          matched += 1
          schemes.add(how)
        case .alike: value += Self.alikeSyllable
        case .near: value += Self.nearSyllable
        case .none:
          value += Self.wrongSyllable
          let ideograph = other.ideographs[given.lowerBound + offset]
          if words[place + offset].leads & ideograph.leads != 0 { faint += 1 }
        }
      }
      if value > best {
        (best, bestMatched, bestFaint) = (value, matched, faint)
        scheme = schemes.commonest
        used = place..<(place + given.count)
        isFound = true
      }
      if value > -Self.exactSyllable, matched > irregular.matched { irregular = (matched, faint) }
    }
    if isFound {
      score.value += best
      score.matched = bestMatched
      score.faint = bestFaint
      score.scheme = scheme
      score.unexplained = rest.count { words[$0].isSyllable && !used.contains($0) }
      score.value += min(2, score.unexplained) * Self.leftSyllable
      return
    }
    // Syllables that spell something else, but perhaps for one.
    (score.matched, score.faint) = irregular
    score.unexplained = rest.count { words[$0].isSyllable }
    score.value -= min(2, score.unexplained) * 80
  }

  /// Syllables by the scheme that explains them.
  private struct SchemeCounts {
    private var hongKong = 0
    private var wadeGiles = 0
    private var southern = 0
    private var pinyin = 0

    mutating func add(_ scheme: PersonScore.Scheme) {
      switch scheme {
      case .hongKong: hongKong += 1
      case .wadeGiles: wadeGiles += 1
      case .southern: southern += 1
      case .pinyin, .surname: pinyin += 1
      }
    }

    /// The scheme of most syllables, of as many the one that fewer names have by chance.
    var commonest: PersonScore.Scheme {
      let most = max(hongKong, wadeGiles, southern, pinyin)
      if most == 0 { return .surname }
      if hongKong == most { return .hongKong }
      if wadeGiles == most { return .wadeGiles }
      return southern == most ? .southern : .pinyin
    }
  }

  private func surnameFit(_ word: LatinPerson.Word, _ ideograph: HanPerson.Ideograph) -> Fit {
    if word.usualSurnames.contains(ideograph.folded) { return .exact }
    let fit = fit(word, ideograph).0
    return fit != .exact && word.surnames.contains(ideograph.folded) ? .seldom : fit
  }

  /// Whether one word is the spelling of an ideograph, and by which scheme.
  private func fit(
    _ word: LatinPerson.Word, _ ideograph: HanPerson.Ideograph
  ) -> (Fit, PersonScore.Scheme) {
    guard word.leads & ideograph.leads != 0 else { return (.none, .hongKong) }
    for spelling in ideograph.spellings where spelling.hash == word.hash {
      return (spelling.isSeldom ? .seldom : .exact, spelling.scheme)
    }
    if ideograph.sounds.contains(word.sound) { return (.alike, .hongKong) }
    for spelling in ideograph.spellings
    where spelling.scheme != .southern && Self.isNear(word.letters, spelling.letters) {
      return (.near, .hongKong)
    }
    return (.none, .hongKong)
  }

  private func isSurname(_ word: UInt64, _ other: HanPerson, _ count: Int) -> Bool {
    lexicon.parts.range(word).contains {
      let sense = lexicon.parts[$0]
      return sense.kind == .surname && Int(sense.count) == count
        && lexicon.parts.scalars[Int(sense.start)..<(Int(sense.start) + count)]
          .elementsEqual(other.ideographs[..<count].lazy.map(\.folded))
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
  private func spells(_ letters: [UInt8], _ other: HanPerson, _ range: Range<Int>) -> Bool {
    func rest(_ from: Int, _ number: Int) -> Bool {
      if number == range.upperBound { return from == letters.count }
      for spelling in other.ideographs[number].spellings
      where spelling.scheme != .southern && letters[from...].starts(with: spelling.letters)
        && rest(from + spelling.letters.count, number + 1)
      {
        return true
      }
      return false
    }
    return rest(0, range.lowerBound)
  }

  /// Words that are neither the surname nor a syllable of the name: `Regina` of 葉劉淑儀.
  func others(_ person: LatinPerson, _ other: HanPerson) -> [UInt64] {
    person.words.filter { word in
      !other.ideographs.contains { surnameFit(word, $0).rawValue >= Fit.near.rawValue }
        && !spells(word.letters, other, max(0, other.ideographs.count - 2)..<other.ideographs.count)
    }.map(\.hash)
  }
}
