internal import Normalize
internal import NormalizeStore

/// Everything that the glossary knows of one concept, for a person who has to sign it.
struct EntityCard {
  /// A line of the card: what it is about, and what is known.
  struct Line {
    var label: String
    var text: String
  }

  private let store: GlossaryStore
  private let entries: [StoredEntry]
  private let main: StoredEntry
  private let statements: [GlossaryStore.Statement]
  private(set) var lines: [Line] = []

  /// The card of a concept's entries, which are not empty.
  init?(_ entries: [StoredEntry], _ store: GlossaryStore) throws {
    // The name that speaks for the concept: in use, full, of most documents.
    guard
      let main = entries.max(by: { a, b in
        let (x, y) = (Self.weight(a), Self.weight(b))
        return x == y ? a.entry.identity > b.entry.identity : x.lexicographicallyPrecedes(y)
      })
    else { return nil }
    self.store = store
    self.entries = entries
    self.main = main
    var seen: Set<UInt64> = []
    var statements: [GlossaryStore.Statement] = []
    for stored in entries where seen.insert(stored.entry.pairIdentity).inserted {
      statements += try store.statements(of: stored.entry)
    }
    self.statements = statements.sorted {
      ($0.filing.date ?? "9", $0.filing.id) < ($1.filing.date ?? "9", $1.filing.id)
    }
    try build()
  }

  private static func weight(_ stored: StoredEntry) -> [Int] {
    let entry = stored.entry
    return [
      entry.status.isAlive ? 1 : 0, entry.isPaired ? 1 : 0, stored.form == .full ? 1 : 0,
      entry.isAccepted ? 1 : 0, entry.documents.count, entry.en.count + entry.zh.count,
    ]
  }

  var title: String { main.pair.shown }

  private mutating func add(_ label: String, _ text: String) {
    if !text.isEmpty { lines.append(Line(label: label, text: text)) }
  }

  private mutating func build() throws {
    add("concept", main.concept)
    add("kind", main.entry.kind.rawValue)
    let percent = main.entry.confidence
    add("status", "\(Self.status(main)), confidence \(percent)%, serves \(main.scope)")
    for stored in entries.sorted(by: Self.precedes) {
      let forms =
        stored.entry.isPaired && stored.entry.enForm != stored.entry.zhForm
        ? "en \(stored.entry.enForm.rawValue), zh \(stored.entry.zhForm.rawValue)"
        : stored.form.rawValue
      let inferred = stored.entry.isInferred ? ", inferred" : ""
      add(
        "name",
        "\(stored.pair.shown) (\(forms), \(stored.scope), \(Self.status(stored))\(inferred))")
    }
    addOfficial()
    let shown = Set(entries.flatMap { [$0.entry.en, $0.entry.zh] })
    let variants = Set(entries.flatMap(\.entry.variants)).subtracting(shown).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    add("variants", variants.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "; "))
    addFormer()
    try addListings()
    if let form = LegalForm(main.pair, store.resources), main.entry.kind == .organization {
      add("legal form", [form.en, form.zh].filter { !$0.isEmpty }.joined(separator: " = "))
      let few = form.jurisdictions.count < 4 ? form.jurisdictions : []
      add(
        "registered in",
        few.isEmpty
          ? "many use this form" : few.joined(separator: " or ") + " (by legal form and place)")
    }
    addFilings()
    addContext("context en") { $0.enContext }
    addContext("context zh") { $0.zhContext }
    try addConflicts()
    for (id, decision, isActive) in try store.decisions(about: entries.map(\.pair)) {
      var text = "\(decision.when) \(decision.action.rawValue) by \(decision.who)"
      if let replacement = decision.replacement { text += ": \(replacement.shown)" }
      if let official = decision.official { text += ": \(official.rawValue)" }
      if let target = decision.target { text += " of \(target.description.prefix(8))" }
      if !decision.why.isEmpty { text += " — \(decision.why)" }
      add("decision", "\(text) [\(id.description.prefix(8))]\(isActive ? "" : " (undone)")")
    }
  }

  private static func precedes(_ a: StoredEntry, _ b: StoredEntry) -> Bool {
    let (x, y) = (weight(a), weight(b))
    return x == y ? a.entry.identity < b.entry.identity : y.lexicographicallyPrecedes(x)
  }

  private static func status(_ stored: StoredEntry) -> String {
    stored.entry.isAccepted && stored.entry.status == .known
      ? "accepted" : stored.entry.status.rawValue
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func place(_ filing: FilingRecord) -> String {
    ([filing.date, filing.title].compactMap { $0 } + [RecordID.digits(filing.id)])
      .joined(separator: ", ")
  }

  private mutating func addOfficial() {
    let side = main.entry.official
    guard side != .unknown else { return add("official", "unknown") }
    let deciding = statements.first {
      $0.observation.name.official == side && !$0.observation.note.isEmpty
    }
    var text = side.rawValue
    if let deciding {
      text += ": “\(Self.text(deciding.observation.note))” (\(Self.place(deciding.filing)))"
    }
    add("official", text)
  }

  private mutating func addFormer() {
    var seen: Set<NamePair> = []
    for statement in statements where statement.observation.name.form == .former {
      let name = statement.observation.name
      let pair = NamePair(en: name.en, zh: name.zh)
      if seen.insert(pair).inserted {
        add("former name", "\(pair.shown), former by \(Self.place(statement.filing))")
      }
    }
  }

  private mutating func addListings() throws {
    var codes: Set<String> = []
    for stored in entries where stored.form == .full {
      for label in FilingRecord.nameLabels(of: stored.pair, store.resources) {
        codes.formUnion(try store.listings(ofName: label))
      }
    }
    add("listings", codes.sorted().joined(separator: ", "))
  }

  private mutating func addFilings() {
    var seen: Set<UInt64> = []
    let filings = statements.map(\.filing).filter { seen.insert($0.id).inserted }
    add("filings", String(filings.count))
    let dated = filings.filter { $0.date != nil }
    if let first = dated.first ?? filings.first { add("first filing", Self.place(first)) }
    if let last = dated.last ?? filings.last, filings.count > 1 {
      add("last filing", Self.place(last))
    }
  }

  private mutating func addContext(_ label: String, _ side: (ObservationRecord) -> [UInt8]) {
    guard
      let statement = statements.filter({ !side($0.observation).isEmpty })
        .max(by: { side($0.observation).count < side($1.observation).count })
    else { return }
    add(label, "“\(Self.text(side(statement.observation)))” (\(Self.place(statement.filing)))")
  }

  private mutating func addConflicts() throws {
    for stored in entries where stored.entry.status == .conflict {
      for pair in [
        NamePair(en: stored.entry.en, zh: []), NamePair(en: [], zh: stored.entry.zh),
      ] {
        for other in try store.entries(exactly: pair)
        where other.entry.status == .conflict && other.entry.identity != stored.entry.identity
          && other.entry.scope == stored.entry.scope
          && other.entry.sideKeys.form == stored.entry.sideKeys.form
        {
          add(
            "conflict",
            "\(stored.pair.shown) (\(stored.entry.documents.count) documents) against "
              + "\(other.pair.shown) (\(other.entry.documents.count))")
        }
      }
    }
  }

  /// For a terminal: labels in one column. Complexity: O(n).
  func text(isColored: Bool) -> String {
    var text =
      isColored ? "\u{1B}[1m\(RowTable.plain(title))\u{1B}[0m\n" : "\(RowTable.plain(title))\n"
    for line in lines {
      let blanks = String(repeating: " ", count: max(1, 15 - line.label.utf8.count))
      text += "  \(line.label)\(blanks)\(RowTable.plain(line.text))\n"
    }
    return text
  }

  /// One object: labels that may repeat are arrays.
  var json: String {
    var labels: [String] = []
    var values: [String: [String]] = [:]
    for line in lines {
      if values[line.label] == nil { labels.append(line.label) }
      values[line.label, default: []].append(line.text)
    }
    let arrays: Set<String> = ["name", "former name", "conflict", "decision"]
    let members = labels.map { label in
      let found = values[label] ?? []
      let value =
        arrays.contains(label)
        ? "[" + found.map(JSONText.quoted).joined(separator: ",") + "]"
        : JSONText.quoted(found.joined(separator: "; "))
      return "\(JSONText.quoted(label)):\(value)"
    }
    return "{\"title\":\(JSONText.quoted(title)),\(members.joined(separator: ","))}\n"
  }
}
