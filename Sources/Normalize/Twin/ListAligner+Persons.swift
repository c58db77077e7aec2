/// Forms of persons that syllables alone do not bring together.
extension ListAligner {
  /// A form of a list as it is compared, and who of the other list it is.
  private struct People {
    var en: [LatinPerson]
    var zh: [HanPerson]
    /// Of `zh`: forms of one name have one key.
    var keys: [UInt64]
    /// By row: the pair.
    var found: [Int: Pair]

    /// Columns of names that no row has found yet.
    var openColumns: [Int] {
      let foundKeys = Set(found.values.map { keys[$0.zh] })
      return zh.indices.filter { !foundKeys.contains(keys[$0]) }
    }

    var openRows: [Int] { en.indices.filter { found[$0] == nil } }
  }

  /// Adds to the pairs of `each` those that need the rest of the list: slightly irregular spellings, forms with
  /// a given name of another origin alone, and the last of a surname.
  ///
  /// Complexity: O(n x m) scores, O(k³) for k persons of one surname.
  func addForms(_ en: [[UInt8]], _ zh: [[UInt8]], _ keys: [UInt64], _ pairs: inout [Pair]) {
    var people = People(
      en: en.prefix(Self.most).map(persons.reader.latin),
      zh: zh.prefix(Self.most).map(persons.reader.han), keys: keys,
      found: Dictionary(pairs.map { ($0.en, $0) }) { first, _ in first })
    addIrregular(&people)
    addAliases(&people)
    addLast(&people)
    pairs = people.found.values.sorted { $0.en < $1.en }
  }

  // MARK: - Irregular spellings

  /// Names of which one syllable is spelled as no rule has it and begins like the reading (`Kok-long` 國麟), where
  /// surname and the other syllable are right, and neither side has another that fits.
  private func addIrregular(_ people: inout People) {
    let columns = people.openColumns
    // By Chinese name: the rows whose only one it is, and whether they are spelled alike.
    var claims: [UInt64: [(row: Int, column: Int, score: PersonScore)]] = [:]
    var isContested: Set<UInt64> = []
    for row in people.openRows {
      let scores = columns.map { persons.score(people.en[row], people.zh[$0]) }
      // Another name that the letters come near is as likely.
      guard !scores.contains(where: { !$0.isIrregular && $0.value >= Self.rivalValue }) else {
        continue
      }
      let fits = zip(columns, scores).filter { $0.1.isIrregular }.map {
        (row: row, column: $0.0, score: $0.1)
      }
      let names = Set(fits.map { people.keys[$0.column] })
      if names.count == 1, let fit = fits.first {
        claims[people.keys[fit.column], default: []].append(fit)
      } else {
        isContested.formUnion(names)
      }
    }
    for (key, claim) in claims where !isContested.contains(key) {
      let syllables = Set(claim.map { Self.syllables(people.en[$0.row]) })
      guard syllables.count == 1 else { continue }
      for fit in claim {
        people.found[fit.row] = Pair(
          en: fit.row, zh: fit.column, confidence: 90, scheme: fit.score.scheme.rawValue)
      }
    }
  }

  private static let rivalValue = 110

  /// The syllables of a name, whatever its order and its names of another origin.
  private static func syllables(_ person: LatinPerson) -> [UInt64] {
    person.words.filter { $0.isSyllable || $0.isJoined }.map(\.hash).sorted()
  }

  // MARK: - Names of another origin

  /// Forms with a given name of another origin alone: where one person of the list has it with the surname.
  private func addAliases(_ people: inout People) {
    // By word of another origin: the Chinese names of whom it is.
    var bearers: [UInt64: Set<Int>] = [:]
    for pair in people.found.values {
      for word in persons.others(people.en[pair.en], people.zh[pair.zh]) {
        bearers[word, default: []].insert(pair.zh)
      }
    }
    for row in people.openRows {
      let person = people.en[row]
      let named = Set(person.words.compactMap { bearers[$0.hash] }.joined())
      let fits = named.filter { column in
        let score = persons.score(person, people.zh[column])
        return score.hasSurname && score.value >= Self.aliasValue
      }
      guard Set(fits.map { people.keys[$0] }).count == 1, let column = fits.min() else { continue }
      people.found[row] = Pair(en: row, zh: column, confidence: 93, scheme: "alias")
    }
  }

  /// The surname, and no syllable that contradicts the given name.
  private static let aliasValue = 80

  // MARK: - The last of a surname

  /// A person of the English list whose forms have no Chinese given name.
  private struct Bearer {
    var rows: [Int]
    var titles: PersonTitles
    var gender: PersonTables.Gender?
  }

  /// Forms without a Chinese given name: of the persons and Chinese names that are left, those who belong together
  /// in the best solution and in no other that is nearly as good. Surname, gender (Sophie, 劉柔芬) and titles
  /// (`Hon`, 議員) count: `Claudia MO` and `MO, (Claudia)` are 毛孟靜 where no other 毛 is left.
  private func addLast(_ people: inout People) {
    let columns = people.openColumns
    // One column for all forms of a Chinese name.
    var titles: [UInt64: PersonTitles] = [:]
    for column in columns {
      titles[people.keys[column], default: []].formUnion(people.zh[column].titles)
    }
    var names: [Int] = []
    var seen: Set<UInt64> = []
    for column in columns where seen.insert(people.keys[column]).inserted { names.append(column) }
    let bearers = bearers(people)
    guard !bearers.isEmpty, !names.isEmpty else { return }
    let saysHonourable = titles.values.contains { $0.contains(.honourable) }
    let values = bearers.map { bearer in
      names.map { column in
        value(
          bearer, people, column, titles[people.keys[column]] ?? [], saysHonourable: saysHonourable)
      }
    }
    for (rows, places) in Self.groups(of: values) {
      let part = rows.map { row in places.map { values[row][$0] } }
      for pair in Assignment.solve(part) where pair.margin >= Self.lastMargin {
        let column = names[places[pair.column]]
        for row in bearers[rows[pair.row]].rows {
          people.found[row] = Pair(en: row, zh: column, confidence: 90, scheme: "last")
        }
      }
    }
  }

  /// By how much the best solution is ahead of those without a pair: more than titles alone.
  private static let lastMargin = 50

  /// The persons of rows without a counterpart: forms of the same words are one's.
  private func bearers(_ people: People) -> [Bearer] {
    var places: [[UInt64]: Int] = [:]
    var result: [Bearer] = []
    for row in people.openRows {
      let person = people.en[row]
      let words = person.words.map(\.hash).sorted()
      let western = person.words.filter { !$0.isSyllable && !$0.isJoined && $0.letters.count >= 3 }
      guard person.words.count >= 2, !western.isEmpty else { continue }
      if let place = places[words] {
        result[place].rows.append(row)
        result[place].titles.formUnion(person.titles)
      } else {
        places[words] = result.count
        let gender = western.lazy.compactMap { persons.reader.tables.gender($0.hash) }.first
        result.append(Bearer(rows: [row], titles: person.titles, gender: gender))
      }
    }
    for place in result.indices {
      result[place].gender = result[place].titles.gender ?? result[place].gender
    }
    return result
  }

  /// What surname, gender and titles say of a person and a Chinese name; 0 where they are no pair.
  private func value(
    _ bearer: Bearer, _ people: People, _ column: Int, _ titles: PersonTitles, saysHonourable: Bool
  ) -> Int {
    guard let row = bearer.rows.first else { return 0 }
    let other = people.zh[column]
    let score = persons.score(people.en[row], other)
    guard score.hasSurname, score.value >= Self.aliasValue else { return 0 }
    var value = score.value + 15 * bearer.titles.intersection(titles).rawValue.nonzeroBitCount
    if saysHonourable, bearer.titles.contains(.honourable) != titles.contains(.honourable) {
      value -= 25
    }
    let given = other.ideographs.dropFirst(max(1, other.ideographs.count - 2)).map(\.folded)
    if let mine = bearer.gender {
      if let theirs = titles.gender {
        value += mine == theirs ? 30 : -30
      } else if let theirs = persons.reader.tables.gender(ofGiven: given) {
        let weight = theirs.isSure ? 30 : 15
        value += mine == theirs.gender ? weight : -weight
      }
    }
    // A second surname before the given name is a married woman's.
    if other.ideographs.count == 4, other.divisions.first?.maiden == 1, bearer.gender == .man {
      value -= 60
    }
    return max(1, value)
  }

  // MARK: - Offices

  /// Adds the pairs of rows that name an office and not a person: `SECRETARY FOR JUSTICE` 律政司司長, where one row and
  /// one column alone fit one another.
  ///
  /// Complexity: O(n + m) look-ups.
  func addOffices(_ en: [[UInt8]], _ zh: [[UInt8]], _ keys: [UInt64], _ pairs: inout [Pair]) {
    let found = (en: Set(pairs.map(\.en)), zh: Set(pairs.map { keys[$0.zh] }))
    let rows = en.prefix(Self.most).indices.filter { !found.en.contains($0) }
    guard !rows.isEmpty else { return }
    let offices = OfficeNames(lexicon)
    var columns: [UInt64: [Int]] = [:]
    for (column, name) in zh.prefix(Self.most).enumerated() where !found.zh.contains(keys[column]) {
      columns[NameCollection.hanKey(name, lexicon.han), default: []].append(column)
    }
    var claims: [UInt64: [Int]] = [:]
    var offers: [Int: [UInt64]] = [:]
    for row in rows {
      for key in offices.keys(en[row]) where columns[key] != nil {
        claims[key, default: []].append(row)
        offers[row, default: []].append(key)
      }
    }
    for (row, keys) in offers {
      guard keys.count == 1, let key = keys.first, let column = columns[key]?.first else {
        continue
      }
      let isOne = Set((claims[key] ?? []).map { NameCollection.englishKey(en[$0]) }).count == 1
      if isOne { pairs.append(Pair(en: row, zh: column, confidence: 93, scheme: "office")) }
    }
  }
}
