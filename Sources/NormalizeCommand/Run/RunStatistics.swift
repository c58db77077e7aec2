internal import Normalize

/// Counts over the documents of a run: sums and smallest sets, so the parts add up in any order.
struct RunStatistics: Equatable, Sendable {
  /// Why a document is worth looking at, the most pressing first.
  enum Reason: Int, CaseIterable, Sendable {
    case warning, conflict, lowConfidence, sample
  }

  struct Candidate: Equatable, Sendable {
    var reason: Reason
    var id: UInt64
    var number: Int
  }

  enum Count: Int, CaseIterable, Sendable {
    case documents, duplicates, sourceBytes, textBytes, glosses, warnings, names, pairs
    case candidates, aligned, known, unaligned, tagged, edits
  }

  /// Documents of each reason that are kept.
  static let kept = 40

  private var counts = [Int](repeating: 0, count: Count.allCases.count)
  /// By class: cuts and bytes of the decoded source.
  private(set) var removed: [String: [Int]] = [:]
  private(set) var encodings: [String: [Int]] = [:]
  private(set) var edits: [String: [Int]] = [:]
  private(set) var languages: [String: [Int]] = [:]
  private(set) var candidates: [Candidate] = []

  subscript(count: Count) -> Int {
    get { counts[count.rawValue] }
    set { counts[count.rawValue] = newValue }
  }

  mutating func add(
    _ document: Document, number: Int, id: UInt64, isDuplicate: Bool, _ rules: RuleSet
  ) {
    self[.documents] += 1
    if isDuplicate { self[.duplicates] += 1 }
    self[.sourceBytes] += document.sourceBytes.count
    self[.textBytes] += document.text.bytes.count
    self[.glosses] += document.glosses.count
    self[.warnings] += document.warnings.count
    self[.names] += document.names.count
    self[.pairs] += document.names.count { $0.isPaired }
    self[.candidates] += document.candidates.count
    self[.tagged] += document.tagged.count
    encodings[document.decoded.encoding.rawValue, default: [0]][0] += 1
    var lastGroup: Int32?
    for removal in document.text.removals {
      let rule = rules.rules[Int(removal.rule)]
      var entry = removed[rule.boilerplateClass.rawValue] ?? [0, 0]
      if removal.group != lastGroup { entry[0] += 1 }
      entry[1] += Int(removal.baseEnd - removal.baseStart)
      removed[rule.boilerplateClass.rawValue] = entry
      lastGroup = removal.group
    }
    var byRule = [Int](repeating: 0, count: EditRule.allCases.count)
    for piece in document.text.pieces { byRule[Int(piece.rule.rawValue)] += 1 }
    for rule in EditRule.allCases where rule != .copy && byRule[Int(rule.rawValue)] > 0 {
      edits[rule.name, default: [0]][0] += byRule[Int(rule.rawValue)]
      self[.edits] += byRule[Int(rule.rawValue)]
    }
    var spans = [0, 0, 0, 0, 0]
    for segment in document.segments {
      spans[Self.number(segment.language)] += segment.end - segment.start
    }
    for language in Self.languages where spans[Self.number(language)] > 0 {
      languages[language.rawValue, default: [0]][0] += spans[Self.number(language)]
    }
    cover(document)
    propose(document, number: number, id: id, isDuplicate)
  }

  private static let languages: [Language] = [
    .en, .traditional, .simplified, .chinese, .undetermined,
  ]

  private static func number(_ language: Language) -> Int {
    switch language {
    case .en: 0
    case .traditional: 1
    case .simplified: 2
    case .chinese: 3
    case .undetermined: 4
    }
  }

  /// Chinese mentions: paired by this document, known from elsewhere, or without a counterpart.
  private mutating func cover(_ document: Document) {
    for mention in document.mentions where !mention.isEnglish && mention.term < 0 {
      guard document.names.indices.contains(mention.name) else { continue }
      let name = document.names[mention.name]
      if !name.isPaired {
        self[.unaligned] += 1
      } else if name.evidence.allSatisfy({ $0.kind == .glossary || $0.kind == .lexicon }) {
        self[.known] += 1
      } else {
        self[.aligned] += 1
      }
    }
  }

  private mutating func propose(
    _ document: Document, number: Int, id: UInt64, _ isDuplicate: Bool
  ) {
    if isDuplicate { return }
    let reason: Reason
    if !document.warnings.isEmpty {
      reason = .warning
    } else if document.candidates.contains(where: \.isPaired) {
      reason = .lowConfidence
    } else {
      reason = .sample
    }
    insert(Candidate(reason: reason, id: id, number: number))
  }

  /// Keeps the candidates with the smallest ids of each reason: ids are hashes, so a sample.
  private mutating func insert(_ candidate: Candidate) {
    let place =
      candidates.firstIndex {
        ($0.reason.rawValue, $0.id, $0.number)
          >= (candidate.reason.rawValue, candidate.id, candidate.number)
      } ?? candidates.count
    if place < candidates.count, candidates[place] == candidate { return }
    candidates.insert(candidate, at: place)
    let same = candidates.count { $0.reason == candidate.reason }
    if same > Self.kept, let last = candidates.lastIndex(where: { $0.reason == candidate.reason }) {
      candidates.remove(at: last)
    }
  }

  mutating func add(_ other: RunStatistics) {
    for place in counts.indices { counts[place] += other.counts[place] }
    let sum = { (a: [Int], b: [Int]) in zip(a, b).map(+) }
    removed.merge(other.removed, uniquingKeysWith: sum)
    encodings.merge(other.encodings, uniquingKeysWith: sum)
    edits.merge(other.edits, uniquingKeysWith: sum)
    languages.merge(other.languages, uniquingKeysWith: sum)
    for candidate in other.candidates { insert(candidate) }
  }

  // MARK: - Journal

  init() {}

  func write(to writer: inout ByteWriter) {
    for count in counts { writer.number(count) }
    for table in [removed, encodings, edits, languages] {
      writer.number(table.count)
      for (key, values) in table.sorted(by: { $0.key < $1.key }) {
        writer.text(key)
        writer.number(values.count)
        for value in values { writer.number(value) }
      }
    }
    writer.number(candidates.count)
    for candidate in candidates {
      writer.number(candidate.reason.rawValue)
      writer.word(candidate.id)
      writer.number(candidate.number)
    }
  }

  init?(_ reader: inout ByteReader) {
    for place in counts.indices {
      guard let value = reader.number() else { return nil }
      counts[place] = value
    }
    guard let removed = Self.table(&reader), let encodings = Self.table(&reader),
      let edits = Self.table(&reader), let languages = Self.table(&reader),
      let count = reader.number()
    else { return nil }
    (self.removed, self.encodings) = (removed, encodings)
    (self.edits, self.languages) = (edits, languages)
    for _ in 0..<max(0, count) {
      guard let raw = reader.number(), let reason = Reason(rawValue: raw), let id = reader.word(),
        let number = reader.number()
      else { return nil }
      candidates.append(Candidate(reason: reason, id: id, number: number))
    }
  }

  private static func table(_ reader: inout ByteReader) -> [String: [Int]]? {
    guard let count = reader.number(), count >= 0 else { return nil }
    var table: [String: [Int]] = [:]
    for _ in 0..<count {
      guard let key = reader.text(), let width = reader.number(), width >= 0, width < 16 else {
        return nil
      }
      var values: [Int] = []
      for _ in 0..<width {
        guard let value = reader.number() else { return nil }
        values.append(value)
      }
      table[key] = values
    }
    return table
  }
}
