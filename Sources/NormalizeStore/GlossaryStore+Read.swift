internal import Foundation
internal import GRDB
public import Normalize

/// Reading entries, the records behind them, and numbers.
extension GlossaryStore {
  /// Entries of some statuses, those of most documents first, then by identity; all of them with
  /// `limit` nil. `body` is called with one after the other.
  ///
  /// Throws `StoreError`. Complexity: O(n log n).
  public func forEachEntry(
    _ statuses: [GlossaryEntry.Status], kind: Name.Kind? = nil, limit: Int? = nil,
    _ body: (StoredEntry) throws -> Void
  ) throws(StoreError) {
    try read { db in
      let words = statuses.map(\.rawValue)
      let marks = words.map { _ in "?" }.joined(separator: ",")
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT number, state, mark FROM entry WHERE status IN (\(marks))
          ORDER BY documents DESC, identity
          """, arguments: StatementArguments(words))
      var count = 0
      while let row = try rows.next() {
        let stored = try Self.stored(row)
        if let kind, stored.entry.kind != kind { continue }
        if let limit, count >= limit { return }
        count += 1
        try body(stored)
      }
    }
  }

  /// All names of a concept, those of most documents first.
  public func entries(ofConcept concept: UInt64) throws(StoreError) -> [StoredEntry] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT number, state, mark FROM entry WHERE concept = ?
          ORDER BY documents DESC, identity
          """, arguments: [concept.stored])
      return try rows.map(Self.stored)
    }
  }

  /// Entries whose names fold to these keys; an empty side is any.
  public func entries(exactly pair: NamePair) throws(StoreError) -> [StoredEntry] {
    let en = String(decoding: keys.english(pair.en), as: UTF8.self)
    let zh = String(decoding: keys.chinese(pair.zh), as: UTF8.self)
    return try read { db in
      var conditions: [String] = []
      var arguments: [String] = []
      if !en.isEmpty {
        conditions.append("enKey = ?")
        arguments.append(en)
      }
      if !zh.isEmpty {
        conditions.append("zhKey = ?")
        arguments.append(zh)
      }
      guard !conditions.isEmpty else { return [] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT number, state, mark FROM entry WHERE \(conditions.joined(separator: " AND "))
          ORDER BY documents DESC, identity
          """, arguments: StatementArguments(arguments))
      return try rows.map(Self.stored)
    }
  }

  /// An observation with the filing that it was made in.
  public struct Statement: Sendable {
    public var observation: ObservationRecord
    public var filing: FilingRecord
  }

  /// What documents state of an entry's names, the earliest document first; documents without a date
  /// last. `limit` counts documents.
  ///
  /// Throws `StoreError`. Complexity: O(observations of those documents).
  public func statements(
    of entry: GlossaryEntry, limit: Int = 1000
  ) throws(StoreError) -> [Statement] {
    let fold = Glossary(resources)
    return try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT f.id, f.json, p.bytes FROM stated s JOIN filing f ON f.id = s.filing
          JOIN pack p ON p.filing = s.filing AND p.number = s.pack
          WHERE s.pair = ? ORDER BY f.date IS NULL, f.date, f.id, p.number LIMIT ?
          """, arguments: [entry.pairIdentity.stored, limit])
      var result: [Statement] = []
      while let row = try rows.next() {
        let (id, json, pack): (Int64, Data, Data) = (row[0], row[1], row[2])
        let filing = try Self.filing(json)
        for observation in try self.observations(pack, of: UInt64(stored: id))
        where fold.pairIdentity(observation.name) == entry.pairIdentity {
          result.append(Statement(observation: observation, filing: filing))
        }
      }
      return result
    }
  }

  /// The decisions that name one of some pairs, or undo one that does, in the order in which they
  /// count; `isActive` is false where one was undone.
  public func decisions(
    about pairs: [NamePair]
  ) throws(StoreError) -> [(id: RecordID, decision: Decision, isActive: Bool)] {
    let all = try decisions()
    let active = Set(
      DecisionFold(all.reduce(into: [:]) { $0[$1.id] = $1.decision }, resources).active)
    let wanted = Set(pairs.map(keyOfPair))
    var chosen: Set<RecordID> = []
    for (id, decision) in all {
      var named = decision.pairs
      if let replacement = decision.replacement { named.append(replacement) }
      let isAbout = named.contains { wanted.contains(keyOfPair($0)) }
      if isAbout || decision.target.map(chosen.contains) ?? false { chosen.insert(id) }
    }
    return all.filter { chosen.contains($0.id) }.map {
      ($0.id, $0.decision, active.contains($0.id))
    }
  }

  private func keyOfPair(_ pair: NamePair) -> String {
    String(decoding: keys.english(pair.en) + [0] + keys.chinese(pair.zh), as: UTF8.self)
  }

  /// All decisions in the order in which they count.
  public func decisions() throws(StoreError) -> [(id: RecordID, decision: Decision)] {
    try read { db in
      let all = try Self.decisions(db)
      return DecisionFold.ordered(all).compactMap { id in all[id].map { (id, $0) } }
    }
  }

  /// One decision; nil where there is none of this address.
  public func decision(_ id: RecordID) throws(StoreError) -> Decision? {
    try read { try Self.decisions($0)[id] }
  }

  /// What the decisions say of names.
  public func decisionFold() throws(StoreError) -> DecisionFold {
    try read { DecisionFold(try Self.decisions($0), self.resources) }
  }

  /// How many decisions are dated more than a day behind `now`: by a clock that ran ahead.
  public func futureDecisions(now: Instant) throws(StoreError) -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT COUNT(*) FROM decision WHERE at > ?",
        arguments: [now.horizon.description]) ?? 0
    }
  }

  /// Listings of issuers by the label of their names.
  public func listings(ofName label: String) throws(StoreError) -> [String] {
    try read { db in
      try String.fetchAll(
        db, sql: "SELECT code FROM listing WHERE name = ? ORDER BY code", arguments: [label])
    }
  }

  /// How many of each there are.
  public struct Statistics: Sendable {
    public var filings = 0
    public var observations = 0
    public var decisions = 0
    public var concepts = 0
    public var entries: [(status: String, count: Int)] = []
    public var firstDate: String?
    public var lastDate: String?
    public var bytes = 0
  }

  public func statistics() throws(StoreError) -> Statistics {
    try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      var result = Statistics()
      result.filings = try count("SELECT COUNT(*) FROM filing")
      result.observations = try count("SELECT SUM(count) FROM filing")
      result.decisions = try count("SELECT COUNT(*) FROM decision")
      result.concepts = try count("SELECT COUNT(DISTINCT concept) FROM entry")
      for row in try Row.fetchAll(
        db, sql: "SELECT status, COUNT(*) FROM entry GROUP BY status ORDER BY status")
      {
        result.entries.append((row[0], row[1]))
      }
      result.firstDate = try String.fetchOne(db, sql: "SELECT MIN(date) FROM filing")
      result.lastDate = try String.fetchOne(db, sql: "SELECT MAX(date) FROM filing")
      result.bytes =
        try count("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
      return result
    }
  }
}
