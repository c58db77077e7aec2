/// The records of a glossary: filings, observations, decisions. What everything else is folded from.
///
/// A set: merging is union, so it is commutative, associative and idempotent; of one filing the
/// records of its latest version count, and merging keeps that choice a join. So ledgers that were
/// kept apart for years merge in any order to the same bytes.
///
///     var ledger = GlossaryLedger(hash: hash)
///     ledger.add(filing)
///     ledger.add(observation)
///     ledger.decide(decision)
///     ledger.glossary(resources)  // frozen, decided
public struct GlossaryLedger: Sendable {
  static let schema = "normalize/glossary/2"

  private let hash: RecordHash
  public private(set) var filings: [UInt64: FilingRecord] = [:]
  private var observations: [UInt64: [RecordID: ObservationRecord]] = [:]
  public private(set) var decisions: [RecordID: Decision] = [:]

  public init(hash: @escaping RecordHash) { self.hash = hash }

  public var isEmpty: Bool { filings.isEmpty && decisions.isEmpty }
  public var observationCount: Int { observations.values.reduce(0) { $0 + $1.count } }

  /// Adds a filing with what it states. Of two versions the later one counts.
  ///
  /// Complexity: O(observations).
  public mutating func add(_ filing: FilingRecord, _ records: [ObservationRecord]) {
    var addressed: [RecordID: ObservationRecord] = [:]
    for record in records where record.filing == filing.id {
      addressed[hash(record.canonical)] = record
    }
    add(filing, addressed)
  }

  private mutating func add(_ filing: FilingRecord, _ records: [RecordID: ObservationRecord]) {
    if let known = filings[filing.id] {
      if known.replaces(filing) { return }
      if filing.replaces(known) {
        observations[filing.id] = [:]
        filings[filing.id] = filing
      } else if known.canonical.lexicographicallyPrecedes(filing.canonical) {
        filings[filing.id] = filing
      }
    } else {
      filings[filing.id] = filing
    }
    observations[filing.id, default: [:]].merge(records) { mine, _ in mine }
  }

  /// What a filing states, in no order.
  public func records(of filing: UInt64) -> [ObservationRecord] {
    observations[filing].map { Array($0.values) } ?? []
  }

  /// Adds a decision; returns its address.
  @discardableResult
  public mutating func decide(_ decision: Decision) -> RecordID {
    let id = hash(decision.canonical)
    decisions[id] = decision
    return id
  }

  /// Union. Complexity: O(the other's records).
  public mutating func merge(_ other: GlossaryLedger) {
    for (id, filing) in other.filings { add(filing, other.observations[id] ?? [:]) }
    decisions.merge(other.decisions) { mine, _ in mine }
  }

  /// The glossary that the records fold to, frozen and grouped.
  ///
  /// Complexity: O(n log n).
  public func glossary(_ resources: Resources) -> Glossary {
    var glossary = observed(resources)
    glossary.freeze(DecisionFold(decisions, resources))
    glossary.group()
    return glossary
  }

  // MARK: - JSON Lines

  /// The lossless export: a schema line, then each filing with what it states, then decisions, all by
  /// address.
  ///
  /// Complexity: O(n log n).
  public var file: [UInt8] {
    var bytes = Self.header
    for id in filings.keys.sorted() {
      guard let filing = filings[id] else { continue }
      Self.append(filing.canonical, records(of: id), hash, to: &bytes)
    }
    for (id, decision) in decisions.sorted(by: { $0.key < $1.key }) {
      Self.append("decision", id, decision.canonical, to: &bytes)
    }
    return bytes
  }

  /// A filing's line and those of what it states, by address.
  public static func append(
    _ filing: some Sequence<UInt8>, _ records: [ObservationRecord], _ hash: RecordHash,
    to bytes: inout [UInt8]
  ) {
    bytes += filing
    bytes.append(0x0A)
    let addressed = records.map { record in
      let canonical = record.canonical
      return (id: hash(canonical), canonical: canonical)
    }
    for (id, canonical) in addressed.sorted(by: { $0.id < $1.id }) {
      append("observation", id, canonical, to: &bytes)
    }
  }

  public static let header = Array("{\"schema\":\"\(schema)\"}\n".utf8)

  /// A record's line: its canonical form with its address in front.
  public static func append(
    _ member: String, _ id: RecordID, _ canonical: [UInt8], to bytes: inout [UInt8]
  ) {
    bytes += Array("{\"\(member)\":\"\(id)\",".utf8)
    bytes += canonical.dropFirst()
    bytes.append(0x0A)
  }
}

extension Glossary {
  /// Adds a kept observation with the labels of its issuers.
  public mutating func add(_ record: ObservationRecord) {
    learn(labels: record.issuers)
    add(record.observation)
  }
}
