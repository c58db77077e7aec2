/// Names of the two versions that stand in sentences of the same content.
struct TwinNames {
  let lexicon: Lexicon
  private let persons: PersonScorer
  private var parts: PartScorer

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    persons = PersonScorer(lexicon)
    parts = PartScorer(lexicon)
  }

  /// One name of a version, and the alignments that mention it, ascending.
  private struct Side {
    var number: Int
    var alignments: [Int] = []
    var title = Title.none
    /// Where it stands first.
    var first = TextExtent(0, 0)
  }

  /// What stands beside a person's name.
  private enum Title { case none, mister, madam, doctor, professor }

  /// Adds to `twin.names` the pairs that the versions state and those that alignment finds.
  ///
  /// Names of a kind are assigned jointly, in the groups that share an alignment; a pair that another
  /// solution could do without is left out.
  mutating func pair(_ twin: inout Twin, _ beads: [Bead]) {
    let en = sides(twin.english, beads, isEnglish: true)
    let zh = sides(twin.chinese, beads, isEnglish: false)
    twin.names = stated(twin, en, zh)
    var known = Set(twin.names.map { NameCollection.englishKey($0.name.en) })
    known.formUnion(twin.names.map { NameCollection.hanKey($0.name.zh, lexicon.han) })
    for kind in Self.kinds {
      let english = en.filter {
        let name = twin.english.names[$0.number]
        return name.kind == kind && name.zh.isEmpty
          && !known.contains(NameCollection.englishKey(name.en))
      }
      let chinese = zh.filter {
        let name = twin.chinese.names[$0.number]
        return name.kind == kind && name.en.isEmpty
          && !known.contains(NameCollection.hanKey(name.zh, lexicon.han))
      }
      let all = (
        en.filter { twin.english.names[$0.number].kind == kind },
        zh.filter { twin.chinese.names[$0.number].kind == kind }
      )
      assign(english, chinese, all, kind, &twin)
      if kind == .person { search(english, chinese, &twin) }
    }
    twin.names.sort {
      ($0.alignments.first ?? .max, $0.name.concept) < (
        $1.alignments.first ?? .max, $1.name.concept
      )
    }
  }

  /// Concepts of the persons of both versions whose names are explained as a whole by one of the other
  /// version and no other: they tell which sentences belong together.
  ///
  /// Complexity: O(persons of both), forty of each at most.
  func samePersons(_ english: Document, _ chinese: Document) -> [(en: UInt64, zh: UInt64)] {
    let en = english.names.filter { $0.kind == .person && $0.zh.isEmpty }.prefix(Self.mostPersons)
    let zh = chinese.names.filter { $0.kind == .person && $0.en.isEmpty }.prefix(Self.mostPersons)
    var rivals: [UInt64: Int] = [:]
    var found: [(en: UInt64, zh: UInt64)] = []
    for name in en {
      for other in zh where persons.score(name.en, other.zh).isWhole {
        rivals[name.concept, default: 0] += 1
        rivals[other.concept, default: 0] += 1
        found.append((name.concept, other.concept))
      }
    }
    return found.filter { rivals[$0.en] == 1 && rivals[$0.zh] == 1 }
  }

  private static let mostPersons = 40

  private static let kinds: [Name.Kind] = [.person, .organization, .law, .place, .product, .term]

  /// The names of a document with the alignments that mention them.
  private func sides(_ document: Document, _ beads: [Bead], isEnglish: Bool) -> [Side] {
    var sides = document.names.indices.map { Side(number: $0) }
    var numbers = [Int](repeating: -1, count: document.sentences.count)
    for (number, bead) in beads.enumerated() {
      for sentence in isEnglish ? bead.en : bead.zh { numbers[sentence] = number }
    }
    var sentence = 0
    for mention in document.mentions.sorted(by: { $0.start < $1.start })
    where mention.name >= 0 && mention.term < 0 {
      while sentence + 1 < document.sentences.count,
        document.sentences[sentence].end <= mention.start
      {
        sentence += 1
      }
      guard sentence < numbers.count, numbers[sentence] >= 0, mention.name < sides.count else {
        continue
      }
      if sides[mention.name].title == .none {
        sides[mention.name].title =
          isEnglish
          ? Self.englishTitle(document.text.bytes, before: mention.start)
          : Self.chineseTitle(document.text.bytes, behind: mention.end)
      }
      if sides[mention.name].first.isEmpty {
        sides[mention.name].first = TextExtent(mention.start, mention.end)
      }
      if sides[mention.name].alignments.last != numbers[sentence] {
        sides[mention.name].alignments.append(numbers[sentence])
      }
    }
    return sides
  }

  private static func englishTitle(_ text: [UInt8], before end: Int) -> Title {
    let bytes = text.span
    for (word, title) in englishTitles where ByteMatch.ends(bytes, 0, end, with: word) {
      return title
    }
    return .none
  }

  private static let englishTitles: [(StaticString, Title)] = [
    ("Mr. ", .mister), ("Mr ", .mister), ("Ms. ", .madam), ("Ms ", .madam), ("Mrs. ", .madam),
    ("Mrs ", .madam), ("Miss ", .madam), ("Madam ", .madam), ("Dr. ", .doctor), ("Dr ", .doctor),
    ("Professor ", .professor), ("Prof. ", .professor),
  ]

  private static func chineseTitle(_ text: [UInt8], behind start: Int) -> Title {
    let bytes = text.span
    for (word, title) in chineseTitles
    where ByteMatch.starts(bytes, start, bytes.count, with: word) {
      return title
    }
    return .none
  }

  private static let chineseTitles: [(StaticString, Title)] = [
    ("先生", .mister), ("女士", .madam), ("小姐", .madam), ("博士", .doctor), ("醫生", .doctor),
    ("医生", .doctor), ("教授", .professor),
  ]

  /// Pairs that either version has by itself, each once.
  private func stated(_ twin: Twin, _ en: [Side], _ zh: [Side]) -> [Twin.PairedName] {
    var result: [Twin.PairedName] = []
    var places: [UInt64: Int] = [:]
    for (document, sides) in [(twin.english, en), (twin.chinese, zh)] {
      for side in sides {
        let name = document.names[side.number]
        guard name.isPaired else { continue }
        let key = StableHash.combine(
          NameCollection.englishKey(name.en), NameCollection.hanKey(name.zh, lexicon.han))
        if let place = places[key] {
          result[place].alignments = Self.merged(result[place].alignments, side.alignments)
          // As each version writes its own side.
          if document.names[side.number].evidence.contains(where: { $0.kind == .lexicon }) {
            result[place].name.zh = name.zh
          }
          result[place].name.confidence = max(result[place].name.confidence, name.confidence)
        } else {
          places[key] = result.count
          result.append(
            Twin.PairedName(name: name, alignments: Array(side.alignments.prefix(4)), scheme: nil))
        }
      }
    }
    return result
  }

  private static func merged(_ a: [Int], _ b: [Int]) -> [Int] {
    Array(Set(a).union(b).sorted().prefix(4))
  }

  // MARK: - Assignment

  /// Names of one group are at most this many; larger ones are taken in the order of the text.
  private static let most = 120

  private mutating func assign(
    _ en: [Side], _ zh: [Side], _ all: (en: [Side], zh: [Side]), _ kind: Name.Kind,
    _ twin: inout Twin
  ) {
    guard !en.isEmpty, !zh.isEmpty else { return }
    let crowd = crowd(en, zh, all: all)
    var openEnglish = Set(en.map(\.number))
    var openChinese = Set(zh.map(\.number))
    for (rows, columns) in groups(en, zh) {
      let values = rows.map { row in
        columns.map { column in
          value(en[row], zh[column], kind, twin, crowd)
        }
      }
      for pair in Assignment.solve(values)
      where pair.value >= Self.least && pair.margin >= Self.margin(kind) {
        let (row, column) = (en[rows[pair.row]], zh[columns[pair.column]])
        let isSure = pair.value >= 200
        add(row, column, kind, &twin, confidence: isSure ? 96 : pair.margin >= 120 ? 93 : 91)
        openEnglish.remove(row.number)
        openChinese.remove(column.number)
      }
    }
    if kind == .person || kind == .organization {
      pairLast(en, zh, openEnglish, openChinese, crowd, kind, &twin)
    }
  }

  /// Persons that only one version was seen to name: the words of the other one that spell the name.
  private mutating func search(_ en: [Side], _ zh: [Side], _ twin: inout Twin) {
    var known = Set(twin.names.map(\.name.en)).union(twin.names.map(\.name.zh))
    let search = TwinSearch(persons)
    for (sides, isEnglish) in [(en, true), (zh, false)] {
      for side in sides {
        let name = isEnglish ? twin.english.names[side.number] : twin.chinese.names[side.number]
        guard name.kind == .person, !name.isPaired,
          known.insert(isEnglish ? name.en : name.zh).inserted
        else { continue }
        for number in side.alignments.prefix(2) {
          let alignment = twin.alignments[number]
          let found =
            isEnglish
            ? Twin.extent(twin.chinese, alignment.zh).flatMap {
              search.chinese(twin.chinese.text.bytes, $0, for: name.en)
            }
            : Twin.extent(twin.english, alignment.en).flatMap {
              search.english(twin.english.text.bytes, $0, for: name.zh)
            }
          // A part of a longer name (Ko May-yee of Leung Ko May-yee) is another person's.
          guard let found, !known.contains(where: { $0.count > found.count && $0.contains(found) }),
            known.insert(found).inserted
          else { continue }
          add(
            isEnglish ? name.en : found, isEnglish ? found : name.zh, like: name, [number], &twin,
            confidence: 95)
          break
        }
      }
    }
  }

  /// The one name that is left of each side where sentences of the same content have as many names in both
  /// versions: `Dr. Elizabeth QUAT` among nine others is 葛珮帆, however her surname is spelled.
  private mutating func pairLast(
    _ en: [Side], _ zh: [Side], _ openEnglish: Set<Int>, _ openChinese: Set<Int>,
    _ crowd: [Int: Crowd], _ kind: Name.Kind, _ twin: inout Twin
  ) {
    var (openEnglish, openChinese) = (openEnglish, openChinese)
    for (number, count) in crowd.sorted(by: { $0.key < $1.key })
    where count.en == count.zh && count.isEven && count.en >= (kind == .person ? 4 : 2) {
      let mine = en.filter { openEnglish.contains($0.number) && $0.alignments.contains(number) }
      let theirs = zh.filter { openChinese.contains($0.number) && $0.alignments.contains(number) }
      guard let row = mine.first, let column = theirs.first, mine.count == 1, theirs.count == 1,
        twin.alignments[number].confidence >= 90,
        kind == .person || value(row, column, kind, twin, crowd) >= 0
      else { continue }
      openEnglish.remove(row.number)
      openChinese.remove(column.number)
      add(row, column, kind, &twin, confidence: 90)
    }
  }

  /// What a pair is worth at least, and by how much it is ahead of other solutions.
  private static let least = 100
  private static func margin(_ kind: Name.Kind) -> Int { kind == .person ? 60 : 50 }

  /// How many names of a kind an alignment has, of each side.
  private struct Crowd {
    /// Without a counterpart.
    var en = 0
    var zh = 0
    /// All of them.
    var allEnglish = 0
    var allChinese = 0

    var isPair: Bool { en == 1 && zh == 1 }
    var isEven: Bool { allEnglish == allChinese }
  }

  private func crowd(
    _ en: [Side], _ zh: [Side], all: (en: [Side], zh: [Side])
  ) -> [Int: Crowd] {
    var result: [Int: Crowd] = [:]
    for side in en { for number in side.alignments { result[number, default: Crowd()].en += 1 } }
    for side in zh { for number in side.alignments { result[number, default: Crowd()].zh += 1 } }
    for side in all.en {
      for number in side.alignments { result[number, default: Crowd()].allEnglish += 1 }
    }
    for side in all.zh {
      for number in side.alignments { result[number, default: Crowd()].allChinese += 1 }
    }
    return result
  }

  /// Rows and columns that share alignments with one another, directly or through others.
  private func groups(_ en: [Side], _ zh: [Side]) -> [([Int], [Int])] {
    var parents: [Int: Int] = [:]
    func root(_ number: Int) -> Int {
      var at = number
      while let parent = parents[at], parent != at { at = parent }
      parents[number] = at
      return at
    }
    for side in en + zh {
      guard let first = side.alignments.first else { continue }
      for number in side.alignments {
        let (a, b) = (root(first), root(number))
        parents[max(a, b)] = min(a, b)
      }
    }
    var groups: [Int: ([Int], [Int])] = [:]
    for (number, side) in en.enumerated() {
      if let first = side.alignments.first {
        groups[root(first), default: ([], [])].0.append(number)
      }
    }
    for (number, side) in zh.enumerated() {
      if let first = side.alignments.first {
        groups[root(first), default: ([], [])].1.append(number)
      }
    }
    return groups.sorted { $0.key < $1.key }.map(\.value).compactMap { rows, columns in
      rows.isEmpty || columns.isEmpty
        ? nil : (Array(rows.prefix(Self.most)), Array(columns.prefix(Self.most)))
    }
  }

  private mutating func value(
    _ en: Side, _ zh: Side, _ kind: Name.Kind, _ twin: Twin, _ crowd: [Int: Crowd]
  ) -> Int {
    let shared = en.alignments.filter { zh.alignments.contains($0) }
    guard !shared.isEmpty else { return -1 }
    let isAlone = shared.contains { crowd[$0]?.isPair ?? false }
    let (english, chinese) = (twin.english.names[en.number], twin.chinese.names[zh.number])
    let apart = en.alignments.count + zh.alignments.count - 2 * shared.count
    let place = 20 * min(3, shared.count - 1) + (isAlone ? 60 : 0) - 8 * min(4, apart)
    if kind == .person {
      let title = en.title == .none || zh.title == .none ? 0 : en.title == zh.title ? 15 : -15
      let counterpart = person(english, chinese, twin.chinese.text.bytes, zh.first)
      return persons.score(english.en, counterpart).value + place + title
    }
    // The only two names of a kind in sentences of the same content, whatever they mean: `ALL-TOP` is 鼎冠.
    let isOnly =
      kind == .organization && english.enForm == chinese.zhForm
      && shared.contains { number in
        crowd[number].map { $0.isPair && $0.isEven } ?? false
          && twin.alignments[number].confidence >= 90
      }
    return parts.best(english, chinese, twin.chinese.text.bytes, zh.first).score + 40 + place
      + (isOnly ? 130 : 0)
  }

  /// A Chinese person's name, with the ideograph before it in the text where the English name says so: 劉淑儀
  /// of 葉劉淑儀 is `IP LAU Suk-yee`.
  private func person(
    _ english: Name, _ chinese: Name, _ text: [UInt8], _ place: TextExtent
  ) -> [UInt8] {
    guard place.count == chinese.zh.count, place.start >= 3,
      HanText.isHan(UTF8Scan.scalar(text, before: place.start).value)
    else { return chinese.zh }
    let start = place.start - UTF8Scan.scalar(text, before: place.start).length
    let longer = Array(text[start..<place.end])
    let score = persons.score(english.en, longer)
    return score.isWhole && score.value > persons.score(english.en, chinese.zh).value
      ? longer : chinese.zh
  }

  private mutating func add(
    _ en: Side, _ zh: Side, _ kind: Name.Kind, _ twin: inout Twin, confidence: Int
  ) {
    let (english, chinese) = (twin.english.names[en.number], twin.chinese.names[zh.number])
    let counterpart =
      kind == .person
      ? person(english, chinese, twin.chinese.text.bytes, zh.first)
      : parts.best(english, chinese, twin.chinese.text.bytes, zh.first).zh
    var name = english
    name.zhForm = chinese.zhForm
    name.form = FoundName.form(english.enForm, chinese.zhForm)
    name.variants = english.variants + chinese.variants
    add(
      english.en, counterpart, like: name,
      Array(en.alignments.filter { zh.alignments.contains($0) }.prefix(4)), &twin,
      confidence: confidence)
  }

  private func add(
    _ en: [UInt8], _ zh: [UInt8], like name: Name, _ alignments: [Int], _ twin: inout Twin,
    confidence: Int
  ) {
    var name = name
    (name.en, name.zh) = (en, zh)
    name.inferred = true
    name.confidence = confidence
    name.concept = NameAssembly.pairConcept(name, lexicon.han)
    name.evidence = [Name.Evidence(kind: .parallel, source: name.evidence.first?.source ?? [])]
    twin.names.append(
      Twin.PairedName(
        name: name, alignments: alignments,
        scheme: name.kind == .person ? persons.score(en, zh).scheme.rawValue : nil))
  }
}
