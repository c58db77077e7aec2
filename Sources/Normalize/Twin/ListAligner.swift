/// Finds in two lists of names, one of each language, those that belong together, by sound, parts and
/// structure alone.
///
/// Not Sendable: each job has its own.
public struct ListAligner {
  /// What the names are of.
  public enum Kind: String, CaseIterable, Sendable { case person, organization }

  /// Names of the two lists that belong together, by their numbers.
  public struct Pair: Equatable, Sendable {
    public var en: Int
    public var zh: Int
    /// Hundredths.
    public var confidence: Int
    /// How the syllables of a person's name are explained; `alias` for a form without a Chinese given name
    /// that another form of the list explains, `last` for the one that is left of its surname, `office` for
    /// who is named by an office; of other kinds `parts`, and `short` for a short and a full name of one language.
    public var scheme: String
  }

  /// Names of a list that are matched at once.
  public static let most = 2000

  let lexicon: Lexicon
  let persons: PersonScorer
  private var parts: PartScorer

  public init(_ resources: Resources) {
    lexicon = resources.lexicon
    persons = PersonScorer(lexicon)
    parts = PartScorer(lexicon)
  }

  /// Pairs of two lists in which each name has one counterpart at most: the best solution for all of them,
  /// without the pairs that it could do without. In the order of `en`; lists are cut at `most`.
  ///
  /// `Chan Tai Man` and 陳大文, 陳太敏 stay unpaired: both fit alike.
  ///
  /// Complexity: O(n x m) scores, O(k³) for k names that fit one another.
  public mutating func together(_ en: [[UInt8]], _ zh: [[UInt8]], kind: Kind) -> [Pair] {
    let scores = scores(en, zh, kind)
    var result: [Pair] = []
    for (rows, columns) in Self.groups(of: scores.map { $0.map(\.value) }) {
      let values = rows.map { row in columns.map { max(0, scores[row][$0].value) } }
      for pair in Assignment.solve(values) {
        let (row, column) = (rows[pair.row], columns[pair.column])
        let score = scores[row][column]
        guard pair.value >= Self.least(kind), pair.margin >= Self.margin(kind) else { continue }
        result.append(
          Pair(
            en: row, zh: column, confidence: Self.confidence(score, pair.margin),
            scheme: score.scheme))
      }
    }
    if kind == .person { addOffices(en, zh, keys(zh, kind), &result) }
    return result.sorted { $0.en < $1.en }
  }

  /// For each name of `en` by itself the one of `zh` that it fits, where no other fits nearly as well. Several
  /// forms of one person find the same name: `CHAN, Wai-yip (Albert)` 陳偉業 and then `ALBERT CHAN` too.
  ///
  /// Complexity: O(n x m) scores.
  public mutating func each(_ en: [[UInt8]], _ zh: [[UInt8]], kind: Kind) -> [Pair] {
    let scores = scores(en, zh, kind)
    let keys = keys(zh, kind)
    var result: [Pair] = []
    for (row, line) in scores.enumerated() {
      guard let best = line.indices.max(by: { (line[$0].value, $1) < (line[$1].value, $0) }) else {
        break
      }
      var second = 0
      for column in line.indices where keys[column] != keys[best] {
        second = max(second, line[column].value)
      }
      let score = line[best]
      guard score.isWhole, score.value - second >= Self.lead else { continue }
      result.append(
        Pair(
          en: row, zh: best, confidence: Self.confidence(score, score.value - second),
          scheme: score.scheme))
    }
    if kind == .person {
      addForms(en, zh, keys, &result)
      addOffices(en, zh, keys, &result)
    }
    return result.sorted { $0.en < $1.en }
  }

  /// Of a person the ideographs of the name alone, so that 陳志全 and 陳志全議員 are one.
  private func keys(_ zh: [[UInt8]], _ kind: Kind) -> [UInt64] {
    zh.map { name in
      guard kind == .person else { return NameCollection.hanKey(name, lexicon.han) }
      return persons.reader.han(name).ideographs.reduce(PartLexicon.seed) {
        StableHash.combine($0, UInt64($1.folded))
      }
    }
  }

  // MARK: - Scores

  private struct Score {
    var value: Int
    /// Enough to be believed of names that nothing else brings together.
    var isWhole: Bool
    var scheme: String
  }

  private mutating func scores(_ en: [[UInt8]], _ zh: [[UInt8]], _ kind: Kind) -> [[Score]] {
    let (en, zh) = (en.prefix(Self.most), zh.prefix(Self.most))
    switch kind {
    case .person:
      let others = zh.map(persons.reader.han)
      return en.map { name in
        let person = persons.reader.latin(name)
        return others.map { other in
          let score = persons.score(person, other)
          return Score(
            value: score.value + person.titles.agreement(other.titles),
            isWhole: score.value >= Self.enough || score.isWhole && score.value >= Self.shortEnough,
            scheme: score.scheme.rawValue)
        }
      }
    case .organization:
      let tidy = zh.map(ShortNames.tidy)
      let short = ShortNames(lexicon)
      let isChinese = zh.map(Self.hasHan)
      return en.map { name in
        let hasHan = Self.hasHan(name)
        return zh.indices.map { column in
          let value: Int
          switch (hasHan, isChinese[column]) {
          case (true, true):
            value = max(short.chinese(name, zh[column]), short.chinese(zh[column], name))
          case (false, false):
            value = max(short.english(name, zh[column]), short.english(zh[column], name))
          case (false, true), (true, false):
            value = parts.score(name, tidy[column], isList: true)
          }
          let isShort = hasHan == isChinese[column]
          return Score(
            value: value, isWhole: value >= (isShort ? 60 : 100),
            scheme: isShort ? "short" : "parts")
        }
      }
    }
  }

  /// A name of ideographs: two such lists are of full and short names.
  private static func hasHan(_ name: [UInt8]) -> Bool {
    var at = 0
    while at < name.count {
      let scalar = UTF8Scan.scalar(name, at: at)
      at += max(1, scalar.length)
      if HanText.isHan(scalar.value) { return true }
    }
    return false
  }

  /// What a pair is worth at least, and by how much it is ahead of other solutions.
  private static func least(_ kind: Kind) -> Int { kind == .person ? 150 : 50 }
  private static func margin(_ kind: Kind) -> Int { kind == .person ? 60 : 40 }
  private static let lead = 40
  /// A person's name that nothing else brings together: surname and two syllables, or one of one.
  static let enough = 200
  private static let shortEnough = 140

  private static func confidence(_ score: Score, _ margin: Int) -> Int {
    if score.value >= 200, margin >= 60 { return 96 }
    return margin >= 120 ? 93 : 91
  }

  /// Rows and columns that fit one another, directly or through others.
  static func groups(of scores: [[Int]]) -> [([Int], [Int])] {
    let columns = scores.first?.count ?? 0
    var parents = Array(0..<(scores.count + columns))
    func root(_ number: Int) -> Int {
      var at = number
      while parents[at] != at {
        parents[at] = parents[parents[at]]
        at = parents[at]
      }
      return at
    }
    for (row, line) in scores.enumerated() {
      for (column, score) in line.enumerated() where score > 0 {
        let (a, b) = (root(row), root(scores.count + column))
        parents[max(a, b)] = min(a, b)
      }
    }
    var groups: [Int: ([Int], [Int])] = [:]
    for row in scores.indices { groups[root(row), default: ([], [])].0.append(row) }
    for column in 0..<columns {
      groups[root(scores.count + column), default: ([], [])].1.append(column)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value).compactMap { rows, columns in
      // Larger groups are taken in the order of the lists.
      rows.isEmpty || columns.isEmpty
        ? nil : (Array(rows.prefix(mostInGroup)), Array(columns.prefix(mostInGroup)))
    }
  }

  private static let mostInGroup = 400
}
