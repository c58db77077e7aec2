internal import Foundation
internal import GRDB
public import Normalize

/// A filing with all that it states, as one unit of work.
public struct FiledObservations: Sendable {
  public var filing: FilingRecord
  public var observations: [ObservationRecord]

  public init(_ filing: FilingRecord, _ observations: [ObservationRecord]) {
    (self.filing, self.observations) = (filing, observations)
  }
}

/// Adding and removing records.
extension GlossaryStore {
  /// Filings that are complete as this program and these options read them.
  ///
  /// Complexity: O(filings).
  public func complete(readBy: String) throws(StoreError) -> Set<UInt64> {
    try read { db in
      let ids = try Int64.fetchCursor(
        db, sql: "SELECT id FROM filing WHERE readBy = ?", arguments: [readBy])
      var result: Set<UInt64> = []
      while let id = try ids.next() { result.insert(UInt64(stored: id)) }
      return result
    }
  }

  /// Adds filings in one transaction, each with its mark. What another program or other options
  /// observed of a filing is replaced.
  ///
  /// Throws `StoreError`; then none is added. Complexity: O(observations log n).
  public func add(_ batch: [FiledObservations], readBy: String) throws(StoreError) {
    try write { db in
      for filed in batch {
        if let known = try Self.filing(filed.filing.id, db) {
          if known.readBy == readBy || known.record.replaces(filed.filing) { continue }
          try Self.remove(filed.filing.id, db)
        }
        try self.insert(filed, readBy: readBy, db)
      }
    }
  }

  /// Adds filings by union, as merging does, and decisions. Throws `StoreError`; then none is added.
  public func merge(
    _ batch: [FiledObservations], _ decisions: [Decision] = []
  ) throws(StoreError) {
    try write { db in
      try Self.decide(decisions, db)
      for filed in batch {
        guard let known = try Self.filing(filed.filing.id, db) else {
          try self.insert(filed, readBy: "", db)
          continue
        }
        if known.record.replaces(filed.filing) { continue }
        if filed.filing.replaces(known.record) {
          try Self.remove(filed.filing.id, db)
          try self.insert(filed, readBy: "", db)
          continue
        }
        var both = try Self.observations(of: filed.filing.id, db)
        let addresses = Set(both.map { Self.hash($0.canonical) })
        let new = filed.observations.filter { !addresses.contains(Self.hash($0.canonical)) }
        let isLater = known.record.canonical.lexicographicallyPrecedes(filed.filing.canonical)
        if new.isEmpty, !isLater { continue }
        both += new
        try Self.remove(filed.filing.id, db)
        let record = isLater ? filed.filing : known.record
        try self.insert(
          FiledObservations(record, both), readBy: known.readBy, db)
      }
    }
  }

  /// Removes the filings that runs observed and that are not among `ids`; what was imported or merged
  /// stays. Throws `StoreError`.
  public func keepOnly(_ ids: Set<UInt64>) throws(StoreError) {
    try write { db in
      let known = try Int64.fetchAll(db, sql: "SELECT id FROM filing WHERE readBy <> ''")
      for id in known where !ids.contains(UInt64(stored: id)) {
        try Self.remove(UInt64(stored: id), db)
      }
    }
  }

  /// Adds decisions in one transaction. Throws `StoreError`; then none is added.
  public func decide(_ decisions: [Decision]) throws(StoreError) {
    try write { try Self.decide(decisions, $0) }
  }

  static func decide(_ decisions: [Decision], _ db: Database) throws {
    for decision in decisions {
      let canonical = decision.canonical
      let id = hash(canonical)
      try db.execute(
        sql: "INSERT OR IGNORE INTO decision(id, at, json) VALUES(?, ?, ?)",
        arguments: [id.data, decision.when, Data(canonical)])
      if db.changesCount > 0 { try toggle(id, db) }
    }
  }

  // MARK: - Rows

  private func insert(
    _ filed: FiledObservations, readBy: String, _ db: Database
  ) throws {
    let canonical = filed.filing.canonical
    let filing = filed.filing.id.stored
    try db.cachedStatement(
      sql: "INSERT INTO filing(id, json, date, readBy, settled) VALUES(?, ?, ?, ?, 0)"
    ).execute(arguments: [filing, Data(canonical), filed.filing.date, readBy])
    try Self.toggle(Self.hash(canonical), db)
    let listing = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO listing(name, code) VALUES(?, ?)")
    for (name, code) in filed.filing.listings(resources) {
      try listing.execute(arguments: [name, code])
    }
    let statement = try db.cachedStatement(
      sql: "INSERT INTO observation(id, filing, pair, json) VALUES(?, ?, ?, ?)")
    var seen: Set<RecordID> = []
    let fold = Glossary(resources)
    for observation in filed.observations where observation.filing == filed.filing.id {
      let json = observation.canonical
      let id = Self.hash(json)
      guard seen.insert(id).inserted else { continue }
      try statement.execute(arguments: [
        id.data, filing, fold.pairIdentity(observation.name).stored, Data(json),
      ])
    }
    try Self.toggle(seen.reduce(RecordID(0, 0)) { $0.joined($1) }, db)
  }

  /// Removes a filing; its pairs wait to be folded anew.
  static func remove(_ id: UInt64, _ db: Database) throws {
    guard let known = try filing(id, db) else { return }
    try db.execute(
      sql: "INSERT OR IGNORE INTO pending(pair) SELECT pair FROM observation WHERE filing = ?",
      arguments: [id.stored])
    var sum = hash(known.record.canonical)
    let ids = try Data.fetchCursor(
      db, sql: "SELECT id FROM observation WHERE filing = ?", arguments: [id.stored])
    while let data = try ids.next() { sum = sum.joined(RecordID(data: data)) }
    try toggle(sum, db)
    try db.execute(sql: "DELETE FROM filing WHERE id = ?", arguments: [id.stored])
    try setMeta("listingsAreStale", 1, db)
  }

  static func filing(
    _ id: UInt64, _ db: Database
  ) throws -> (record: FilingRecord, readBy: String)? {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT json, readBy FROM filing WHERE id = ?", arguments: [id.stored])
    else { return nil }
    return (try filing(row["json"]), row["readBy"])
  }

  static func filing(_ json: Data) throws -> FilingRecord {
    try FilingRecord(try JSONParser.parse(Array(json)[...]))
  }

  static func observation(_ json: Data) throws -> ObservationRecord {
    try ObservationRecord(try JSONParser.parse(Array(json)[...]))
  }

  static func observations(of filing: UInt64, _ db: Database) throws -> [ObservationRecord] {
    try Data.fetchAll(
      db, sql: "SELECT json FROM observation WHERE filing = ? ORDER BY id",
      arguments: [filing.stored]
    ).map(observation)
  }

  static func decisions(_ db: Database) throws -> [RecordID: Decision] {
    var result: [RecordID: Decision] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT id, json FROM decision")
    while let row = try rows.next() {
      let json: Data = row["json"]
      result[RecordID(data: row["id"])] = try Decision(try JSONParser.parse(Array(json)[...]))
    }
    return result
  }

  // MARK: - Numbers

  static func meta(_ key: String, _ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key]) ?? 0
  }

  static func setMeta(_ key: String, _ value: Int64, _ db: Database) throws {
    try db.cachedStatement(
      sql:
        "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    ).execute(arguments: [key, value])
  }

  static func digest(_ db: Database) throws -> RecordID {
    RecordID(
      UInt64(stored: try meta("digestHigh", db)), UInt64(stored: try meta("digestLow", db)))
  }

  /// Adds an address to the sum of all, or takes it out.
  private static func toggle(_ id: RecordID, _ db: Database) throws {
    let sum = try digest(db).joined(id)
    try setMeta("digestHigh", sum.high.stored, db)
    try setMeta("digestLow", sum.low.stored, db)
  }
}

extension RecordID {
  var data: Data {
    var bytes = Data(capacity: 16)
    for word in [high, low] {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes
  }

  /// Bytes behind the sixteenth are left out; missing ones are zero.
  init(data: Data) {
    var words: (UInt64, UInt64) = (0, 0)
    for (place, byte) in data.prefix(16).enumerated() {
      if place < 8 {
        words.0 |= UInt64(byte) << UInt64(56 - 8 * place)
      } else {
        words.1 |= UInt64(byte) << UInt64(120 - 8 * place)
      }
    }
    self.init(words.0, words.1)
  }

  /// The sum of addresses in which each counts once: in any order the same.
  func joined(_ other: RecordID) -> RecordID { RecordID(high ^ other.high, low ^ other.low) }
}
