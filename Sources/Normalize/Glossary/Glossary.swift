/// Names folded from a set of observations, with what may serve which documents.
///
/// The fold is a join: merging is commutative, associative and idempotent, so documents, chunks and
/// glossaries merge in any order (law 5). Only unconflicted full names serve all documents; other
/// forms serve the documents of the issuer whose documents state them; a document without an issuer
/// keeps its short forms to itself.
///
///     var glossary = Glossary(resources)
///     glossary.observe(document, id: 0x85E2_2325_0D38_65C8)
///     glossary.freeze()
///     glossary.globalNames  // Nanjing Legend Biotechnology Co., Ltd. = 南京傳奇生物科技股份有限公司
///
/// Left alone on purpose: an entry is never rewritten by another one; two Chinese names for one
/// English name are a conflict for a person to decide.
public struct Glossary: Sendable {
  let resources: Resources
  let fold: NameFold
  public internal(set) var entries: [GlossaryEntry] = []
  private var places: [UInt64: Int32] = [:]
  /// Labels of issuer keys.
  var labels: [UInt64: String] = [:]
  /// A listing that a document gives beside an issuer's name: from the name's key to the codes'.
  var listings: [UInt64: Set<UInt64>] = [:]

  /// What people decided, as of the last `freeze(_:)`.
  private(set) var decisions: DecisionFold?

  // Built by `freeze()`.
  private var order: [Int] = []
  public private(set) var globalNames: [KnownName] = []
  private var issuerScopes: [UInt64] = []
  /// Names by issuer, in numbers of `scopedNames`.
  private var issuerNames: [[Int32]] = []
  private var scopedNames: [KnownName] = []
  /// What it was opened with, in place of entries and lists.
  let index: NameIndex?

  public init(_ resources: Resources) {
    self.resources = resources
    fold = NameFold(resources)
    index = nil
  }

  /// A frozen glossary that glosses with the names of an index, and with what became of some since.
  /// It has no entries: it is not merged and not listed.
  public init(
    _ resources: Resources, _ index: NameIndex, _ decisions: DecisionFold,
    _ changes: NameChanges = NameChanges()
  ) {
    self.resources = resources
    fold = NameFold(resources)
    var index = index
    index.hide(changes.gone)
    self.index = index
    self.decisions = decisions
    for entry in changes.entries where entry.status == .known { insert(entry) }
    for (name, code) in changes.listings { learn(listing: code, of: name) }
    list()
  }

  /// A frozen glossary of the entries that are in use, as a store has settled them; it is not merged.
  ///
  /// Complexity: O(n log n).
  public init(
    _ resources: Resources, known: [GlossaryEntry], listings: [(name: String, code: String)],
    _ decisions: DecisionFold
  ) {
    self.init(resources)
    self.decisions = decisions
    entries = known
    for (name, code) in listings { learn(listing: code, of: name) }
    list()
  }

  static let evidenceKinds: [Name.Evidence.Kind] = [
    .bracket, .neighbour, .row, .composed, .defined, .former, .mention, .lexicon, .glossary, .note,
    .parallel, .imported,
  ]

  public var isEmpty: Bool { entries.isEmpty }
  public var count: Int { entries.count }

  // MARK: - Observing

  /// Adds all that a document states. `id` is the first 8 bytes of its SHA-256.
  ///
  /// Complexity: O(names).
  public mutating func observe(_ document: Document, id: UInt64) {
    let issuers = learn(document.metadata)
    let names = document.names
    for index in names.indices where names[index].isWitnessed {
      add(Observation(document: id, issuers: issuers, name: names[index]))
    }
  }

  /// Adds what a document says of its issuers; returns the keys that its short forms are scoped by.
  ///
  /// Complexity: O(issuers).
  @discardableResult
  public mutating func learn(_ metadata: Metadata) -> [UInt64] {
    let (codes, names) = metadata.issuerKeys(resources)
    for key in codes.isEmpty ? names : codes { labels[key.value] = key.label }
    if !codes.isEmpty {
      for name in names {
        labels[name.value] = name.label
        listings[name.value, default: []].formUnion(codes.map(\.value))
      }
    }
    return (codes.isEmpty ? names : codes).map(\.value)
  }

  /// Adds what a kept filing says of its issuers. Complexity: O(issuers).
  public mutating func learn(_ filing: FilingRecord) {
    learn(labels: filing.issuerLabels(resources))
    for (name, code) in filing.listings(resources) { learn(listing: code, of: name) }
  }

  /// Adds labels of issuers, so that scopes can be shown.
  public mutating func learn(labels new: [String]) {
    for label in new {
      let key = IssuerKey(label: label)
      labels[key.value] = key.label
    }
  }

  /// Adds that a listing goes with an issuer's name.
  public mutating func learn(listing code: String, of name: String) {
    learn(labels: [code, name])
    listings[IssuerKey(label: name).value, default: []].insert(IssuerKey(label: code).value)
  }

  /// Adds one observation. Complexity: O(name + issuers).
  public mutating func add(_ observation: Observation) {
    guard observation.isWitness else { return }
    var entry = Self.entry(observation, fold)
    if entry.isFull { return insert(entry) }
    for issuer in observation.issuers {
      entry.scope = issuer
      insert(entry)
    }
  }

  static func entry(_ observation: Observation, _ fold: NameFold) -> GlossaryEntry {
    let name = observation.name
    var evidence: UInt16 = 0
    for (bit, kind) in evidenceKinds.enumerated()
    where name.evidence.contains(where: { $0.kind == kind }) {
      evidence |= 1 << UInt16(bit)
    }
    let isMixed = name.en.contains { (0x61...0x7A).contains($0) }
    let keys = Self.keys(en: name.en, zh: name.zh, fold)
    return GlossaryEntry(
      scope: 0, kind: name.kind, enForm: name.enForm, zhForm: name.zhForm, en: name.en,
      zh: name.zh, confidence: UInt8(clamping: name.confidence), isInferred: name.inferred,
      concept: name.concept,
      documents: DocumentSketch([observation.document], isSaturated: false), enKey: keys.en,
      zhKey: keys.zh, officialBits: bits(name.official), evidenceBits: evidence,
      rank: UInt16(clamping: name.confidence) << 1 | (isMixed ? 1 : 0), from: observation.document)
  }

  static func bits(_ official: Name.Official) -> UInt8 {
    switch official {
    case .en: 1
    case .zh: 2
    case .both: 4
    case .unknown: 0
    }
  }

  static func keys(en: [UInt8], zh: [UInt8], _ fold: NameFold) -> (en: UInt64, zh: UInt64) {
    (
      en.isEmpty ? 0 : StableHash.of(fold.variant(en)[...]) | 1,
      zh.isEmpty ? 0 : StableHash.of(fold.chinese(zh)[...]) | 1
    )
  }

  func keys(en: [UInt8], zh: [UInt8]) -> (en: UInt64, zh: UInt64) {
    Self.keys(en: en, zh: zh, fold)
  }

  /// Adds an entry, or joins it with the one of the same identity.
  public mutating func insert(_ entry: GlossaryEntry) {
    order = []
    if let place = places[entry.identity] {
      entries[Int(place)].join(entry)
    } else {
      places[entry.identity] = Int32(entries.count)
      entries.append(entry)
    }
  }

  /// Joins another glossary. Complexity: O(the other's entries).
  public mutating func merge(_ other: Glossary) {
    for index in other.entries.indices { insert(other.entries[index]) }
    labels.merge(other.labels) { mine, theirs in min(mine, theirs) }
    listings.merge(other.listings) { $0.union($1) }
  }

  // MARK: - Freezing

  /// Decides what is known, in conflict or unpaired, and builds the lists that documents are glossed
  /// with.
  ///
  /// Decisions change which entries there are, so a glossary that is frozen with some is not merged
  /// afterwards; without any, nothing changes.
  ///
  /// Complexity: O(n log n) in the entries.
  public mutating func freeze(_ decisions: DecisionFold? = nil) {
    self.decisions = decisions
    if let decisions, !decisions.isEmpty { apply(decisions) }
    decide()
    list()
  }

  /// Builds the lists that documents are glossed with.
  private mutating func list() {
    order = fileOrder()
    globalNames = []
    scopedNames = []
    var numbers: [KnownName: Int32] = [:]
    var scoped: [UInt64: [Int32]] = [:]
    for index in sorted() where entries[index].status == .known {
      let known = KnownName(entries[index])
      if entries[index].scope == 0 {
        globalNames.append(known)
      } else {
        let number = numbers[known] ?? Int32(scopedNames.count)
        if numbers.updateValue(number, forKey: known) == nil { scopedNames.append(known) }
        scoped[entries[index].scope, default: []].append(number)
      }
    }
    let byCode = scoped
    for (name, codes) in listings {
      let names = Self.joined(codes.sorted().map { byCode[$0] ?? [] }, behind: scoped[name] ?? [])
      if !names.isEmpty { scoped[name] = names }
    }
    issuerScopes = scoped.keys.sorted()
    issuerNames = issuerScopes.map { scoped[$0] ?? [] }
  }

  /// Names that serve the documents of the issuers with these keys.
  ///
  /// Complexity: O(keys log issuers); nothing is allocated for issuers without names. Keys with one
  /// list (a listing and the name that goes with it) give that list once.
  public func names(forIssuers keys: [UInt64]) -> [KnownName] {
    let filed = index?.names(forIssuers: keys) ?? []
    if issuerScopes.isEmpty { return filed }
    var lists: [[Int32]] = []
    for key in keys {
      var low = 0
      var high = issuerScopes.count
      while low < high {
        let middle = (low + high) / 2
        if issuerScopes[middle] < key { low = middle + 1 } else { high = middle }
      }
      if low < issuerScopes.count, issuerScopes[low] == key { lists.append(issuerNames[low]) }
    }
    return filed
      + Self.joined(lists.dropFirst(), behind: lists.first ?? []).map { scopedNames[Int($0)] }
  }

  /// The numbers of some lists behind those of another one, each once.
  ///
  /// Complexity: O(numbers).
  private static func joined(_ lists: some Sequence<[Int32]>, behind first: [Int32]) -> [Int32] {
    var result = first
    var seen: Set<Int32> = []
    // Of an issuer's codes and names most say the same.
    for list in lists where list != result {
      if seen.isEmpty { seen = Set(result) }
      for number in list where seen.insert(number).inserted { result.append(number) }
    }
    return result
  }

  /// Names for a document with this metadata: those of its issuers, in the order of the file.
  public func names(for metadata: Metadata) -> [KnownName] {
    if issuerScopes.isEmpty, index?.hasScopes != true { return [] }
    let (codes, names) = metadata.issuerKeys(resources)
    return self.names(forIssuers: (codes + names).map(\.value)).sorted(by: KnownName.precedes)
  }

  /// A name that serves all documents. `number` is one that `names` or the index gave.
  func globalName(_ number: Int) -> KnownName {
    guard let index else { return globalNames[number] }
    return number < index.count ? index.name(number) : globalNames[number - index.count]
  }

  /// The bytes of a `NameIndex` with the names of a frozen glossary that are at or above a confidence
  /// in hundredths; nil where they are more than it can hold.
  ///
  /// Complexity: O(n log n).
  public func indexBytes(floor: Int, key: RecordID) -> [UInt8]? {
    var builder = NameIndexBuilder(names: globalNames.count, resources.han)
    for name in globalNames where name.confidence >= floor {
      if !builder.addGlobal(name) { return nil }
    }
    let globalCount = builder.count
    for name in scopedNames where !builder.append(name) { return nil }
    let scopes = zip(issuerScopes, issuerNames).map { (key: $0, names: $1) }
    return builder.bytes(key: key, globalCount: globalCount, scopes: scopes)
  }

  private mutating func decide() {
    // Fields are read in place: an entry is a large value to copy.
    let pairs = entries.indices.filter { entries[$0].isPaired }
    // What was accepted is not contested: what was accepted before it and contradicts it is history.
    var accepted: [UInt64: UInt64] = [:]
    for index in latestFirst(pairs.filter { entries[$0].isAccepted && isAlive($0) }) {
      let sides = sides(index)
      if sides.contains(where: { side, other in accepted[side].map { $0 != other } ?? false }) {
        entries[index].status = .superseded
        continue
      }
      for (side, other) in sides { accepted[side] = other }
    }
    if !accepted.isEmpty {
      for index in pairs where isAlive(index) && !entries[index].isAccepted {
        if sides(index).contains(where: { accepted[$0.0] != nil }) {
          entries[index].status = .superseded
        }
      }
    }
    var partner: [UInt64: UInt64] = [:]
    var contested: Set<UInt64> = []
    // A side stands for any form: an abbreviation paired with a full name resolves both.
    var named: Set<UInt64> = []
    partner.reserveCapacity(2 * pairs.count)
    named.reserveCapacity(2 * pairs.count)
    for index in pairs where isAlive(index) {
      for key in [entries[index].enKey, entries[index].zhKey] {
        named.insert(StableHash.combine(entries[index].scope, key))
      }
      for (side, other) in sides(index) {
        if let known = partner[side] {
          if known != other { contested.insert(side) }
        } else {
          partner[side] = other
        }
      }
    }
    for index in entries.indices where isAlive(index) {
      if entries[index].isPaired {
        let isContested = !contested.isEmpty && sides(index).contains { contested.contains($0.0) }
        entries[index].status = isContested ? .conflict : .known
      } else {
        let key = entries[index].enKey | entries[index].zhKey
        let scope = entries[index].scope
        entries[index].status = .unpaired
        entries[index].isResolved =
          named.contains(StableHash.combine(scope, key))
          || named.contains(StableHash.combine(0, key))
      }
    }
  }

  /// Accepted entries, those that were accepted last before the others. Complexity: O(n log n).
  private func latestFirst(_ accepted: [Int]) -> [Int] {
    func rank(_ index: Int) -> Int { decisions?.ranks[entries[index].key] ?? 0 }
    return accepted.map { (rank: rank($0), identity: entries[$0].identity, index: $0) }
      .sorted { $0.rank == $1.rank ? $0.identity < $1.identity : $0.rank > $1.rank }
      .map(\.index)
  }

  private func isAlive(_ index: Int) -> Bool { entries[index].status.isAlive }

  /// The sides of a pair, by the hash of scope, form, key and language, each with the other's key.
  private func sides(_ index: Int) -> [(UInt64, UInt64)] {
    let (en, zh) = (entries[index].enKey, entries[index].zhKey)
    let place = StableHash.combine(entries[index].scope, entries[index].formClass)
    return [
      (StableHash.combine(place, en), zh), (StableHash.combine(place, zh &+ 1), en),
    ]
  }

  /// Indexes of the entries in the order of the file, as of the last `freeze()`.
  func sorted() -> [Int] { order.count == entries.count ? order : fileOrder() }

  /// Kind, Chinese, English, scope, forms.
  private func fileOrder() -> [Int] {
    // Most are told apart by their kind and the first bytes of their Chinese names.
    let kinds = EntryCoder.kinds.map(\.rawValue).sorted()
    var order: [(head: UInt64, tail: UInt64, index: Int)] = []
    order.reserveCapacity(entries.count)
    for index in entries.indices {
      let kind = UInt64(kinds.firstIndex(of: entries[index].kind.rawValue) ?? 0)
      let zh = entries[index].zh
      order.append((kind << 56 | Self.word(zh, 0, 7), Self.word(zh, 7, 8), index))
    }
    order.sort { a, b in
      if a.head != b.head { return a.head < b.head }
      if a.tail != b.tail { return a.tail < b.tail }
      return precedes(a.index, b.index)
    }
    return order.map(\.index)
  }

  /// Bytes of a name as a number that compares as they do; 0 behind its end.
  private static func word(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
    var word: UInt64 = 0
    for at in start..<(start + count) {
      word = word << 8 | (at < bytes.count ? UInt64(bytes[at]) : 0)
    }
    return word
  }

  /// The order of entries of one kind. Fields are read in place: an entry is a large value to copy.
  private func precedes(_ a: Int, _ b: Int) -> Bool {
    if entries[a].zh != entries[b].zh {
      return GlossaryEntry.precedes(entries[a].zh, entries[b].zh)
    }
    if entries[a].en != entries[b].en {
      return GlossaryEntry.precedes(entries[a].en, entries[b].en)
    }
    if entries[a].scope != entries[b].scope { return entries[a].scope < entries[b].scope }
    return entries[a].identity < entries[b].identity
  }

  /// Entries of a status in the order of the file, those that a pair resolves left out.
  public func listed(_ status: GlossaryEntry.Status) -> [GlossaryEntry] {
    sorted().filter { isListed($0, status) }.map { entries[$0] }
  }

  /// The entries of a status that most documents have, those of one count in the order of the file.
  ///
  /// Complexity: O(n log n).
  public func frequent(_ status: GlossaryEntry.Status, limit: Int) -> [GlossaryEntry] {
    var ranked: [(count: Int, place: Int, index: Int)] = []
    for (place, index) in sorted().enumerated() where isListed(index, status) {
      ranked.append((entries[index].documents.count, place, index))
    }
    ranked.sort { ($1.count, $0.place) < ($0.count, $1.place) }
    return ranked.prefix(limit).map { entries[$0.index] }
  }

  public func count(of status: GlossaryEntry.Status) -> Int {
    entries.indices.count { isListed($0, status) }
  }

  private func isListed(_ index: Int, _ status: GlossaryEntry.Status) -> Bool {
    entries[index].status == status && !entries[index].isResolved
  }

  /// Label of an issuer's key, `HKEX:1548`.
  public func label(ofIssuer key: UInt64) -> String? { labels[key] }

  /// Replaces all entries; `places` follows. Complexity: O(n).
  mutating func replaceEntries(_ new: [GlossaryEntry]) {
    entries = []
    places = [:]
    entries.reserveCapacity(new.count)
    places.reserveCapacity(new.count)
    for entry in new { insert(entry) }
  }
}
