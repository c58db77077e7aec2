internal import Normalize
internal import NormalizeStore

/// Everything that the glossary knows of one concept, for a person who has to sign it.
struct EntityCard {
  /// A sentence of a filing.
  struct Quotation {
    var text: [UInt8]
    var filing: FilingRecord
  }

  /// A name that a filing calls a former one.
  struct FormerName {
    var pair: NamePair
    /// The first filing that does.
    var filing: FilingRecord
  }

  /// A pair in use and one that contradicts it.
  struct Rival {
    var one: StoredEntry
    var other: StoredEntry
  }

  struct Decided {
    var id: RecordID
    var decision: Decision
    /// False where it was undone.
    var isActive: Bool
    /// The later decision that it gave way to, where what it accepted was accepted otherwise.
    var isSuperseded: Bool
  }

  private let store: GlossaryStore
  /// The name that speaks for the concept: in use, full, of most documents.
  let main: StoredEntry
  /// All names, that one first.
  let entries: [StoredEntry]
  /// What filings state of them, the earliest first; of pairs that were corrected as well.
  private let statements: [GlossaryStore.Statement]
  private let decisionFold: DecisionFold

  /// The card of a concept's entries; nil where there are none.
  init?(_ entries: [StoredEntry], _ store: GlossaryStore) throws {
    self.entries = entries.sorted(by: Self.precedes)
    guard let main = self.entries.first else { return nil }
    self.store = store
    self.main = main
    decisionFold = try store.decisionFold()
    var seen: Set<UInt64> = []
    var statements: [GlossaryStore.Statement] = []
    for stored in entries where seen.insert(stored.entry.pairIdentity).inserted {
      // What was turned down is no evidence of the entity; what was corrected is.
      if stored.entry.status == .rejected, main.entry.status != .rejected { continue }
      statements += try store.statements(of: stored.entry)
    }
    self.statements = statements.sorted {
      ($0.filing.date ?? "9", $0.filing.id) < ($1.filing.date ?? "9", $1.filing.id)
    }
  }

  private static func weight(_ stored: StoredEntry) -> [Int] {
    let entry = stored.entry
    return [
      entry.status.isAlive ? 1 : 0, entry.isPaired ? 1 : 0, stored.form == .full ? 1 : 0,
      entry.isAccepted ? 1 : 0, entry.documents.count, entry.en.count + entry.zh.count,
    ]
  }

  private static func precedes(_ a: StoredEntry, _ b: StoredEntry) -> Bool {
    let (x, y) = (weight(a), weight(b))
    return x == y ? a.entry.identity < b.entry.identity : y.lexicographicallyPrecedes(x)
  }

  // MARK: - What it says

  var title: String { main.pair.shown }

  static func status(_ stored: StoredEntry) -> String {
    stored.entry.isAccepted && stored.entry.status == .known
      ? "accepted" : stored.entry.status.rawValue
  }

  /// The sentence that decides which side is official; nil where none does.
  var decidingSentence: Quotation? {
    let side = main.entry.official
    guard side != .unknown else { return nil }
    return statements.first {
      $0.observation.name.official == side && !$0.observation.note.isEmpty
    }.map { Quotation(text: $0.observation.note, filing: $0.filing) }
  }

  var variants: [String] {
    let shown = Set(entries.flatMap { [$0.entry.en, $0.entry.zh] })
    return Set(entries.flatMap(\.entry.variants)).subtracting(shown).sorted {
      $0.lexicographicallyPrecedes($1)
    }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Former names, as they are now where they were corrected.
  var formerNames: [FormerName] {
    var seen: Set<NamePair> = []
    var result: [FormerName] = []
    for statement in statements where statement.observation.name.form == .former {
      let name = statement.observation.name
      let stated = NamePair(en: name.en, zh: name.zh)
      let pair = decisionFold.corrected(stated) ?? stated
      if seen.insert(pair).inserted {
        result.append(FormerName(pair: pair, filing: statement.filing))
      }
    }
    return result
  }

  func listings() throws -> [String] {
    var codes: Set<String> = []
    for stored in entries where stored.form == .full && stored.entry.status.isAlive {
      for label in FilingRecord.nameLabels(of: stored.pair, store.resources) {
        codes.formUnion(try store.listings(ofName: label))
      }
    }
    return codes.sorted()
  }

  /// Of an organization with one.
  var legalForm: LegalForm? {
    main.entry.kind == .organization ? LegalForm(main.pair, store.resources) : nil
  }

  /// Filings that state a name of it, the earliest first, those without a date last.
  var filings: [FilingRecord] {
    var seen: Set<UInt64> = []
    return statements.map(\.filing).filter { seen.insert($0.id).inserted }
  }

  /// The last filing with a date; the last of all where none has one.
  static func last(_ filings: [FilingRecord]) -> FilingRecord? {
    filings.last { $0.date != nil } ?? filings.last
  }

  /// The longest sentence with a name in one language.
  func context(_ side: (ObservationRecord) -> [UInt8]) -> Quotation? {
    statements.filter { !side($0.observation).isEmpty }
      .max { side($0.observation).count < side($1.observation).count }
      .map { Quotation(text: side($0.observation), filing: $0.filing) }
  }

  func rivals() throws -> [Rival] {
    var result: [Rival] = []
    for stored in entries where stored.entry.status == .conflict {
      for pair in [
        NamePair(en: stored.entry.en, zh: []), NamePair(en: [], zh: stored.entry.zh),
      ] {
        for other in try store.entries(exactly: pair)
        where other.entry.status == .conflict && other.entry.identity != stored.entry.identity
          && other.entry.scope == stored.entry.scope
          && other.entry.sideKeys.form == stored.entry.sideKeys.form
        {
          result.append(Rival(one: stored, other: other))
        }
      }
    }
    return result
  }

  func decisions() throws -> [Decided] {
    let superseded = entries.filter { $0.entry.status == .superseded && $0.entry.isAccepted }
    let identities = Set(superseded.map { decisionFold.identity(of: $0.pair) })
    return try store.decisions(about: entries.map(\.pair)).map { id, decision, isActive in
      let accepted = decision.replacement.map { [$0] } ?? decision.pairs
      let gaveWay =
        (decision.action == .accept || decision.action == .correct)
        && accepted.contains { identities.contains(decisionFold.identity(of: $0)) }
      return Decided(
        id: id, decision: decision, isActive: isActive, isSuperseded: isActive && gaveWay)
    }
  }
}

extension FilingRecord {
  /// Its date, its title and its number, for a person.
  var shown: String {
    ([date, title].compactMap { $0 } + [RecordID.digits(id)]).joined(separator: ", ")
  }
}
