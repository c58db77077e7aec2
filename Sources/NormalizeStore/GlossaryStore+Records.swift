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

/// A filing as rows of the store: made by the threads that observe, so that the one that writes has
/// little to do.
public struct PackedFiling: Sendable {
  public let filing: FilingRecord
  let canonical: [UInt8]
  let packs: [[UInt8]]
  /// Observations.
  let count: Int
  let listings: [(name: String, code: String)]
  /// Of all that it states.
  let address: RecordID

  /// Complexity: O(n log n) in the observations.
  public init(_ filed: FiledObservations, _ resources: Resources) {
    filing = filed.filing
    canonical = filing.canonical
    let id = filing.id
    (packs, count) = ObservationCoder.packs(filed.observations.filter { $0.filing == id })
    listings = filing.listings(resources)
    var whole = canonical
    for pack in packs { whole += pack }
    address = GlossaryStore.hash(whole)
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
  public func add(_ batch: [PackedFiling], readBy: String) throws(StoreError) {
    try write { db in
      var sum = RecordID(0, 0)
      for packed in batch.sorted(by: { $0.filing.id.stored < $1.filing.id.stored }) {
        if let known = try Self.filing(packed.filing.id, db) {
          if known.readBy == readBy || known.record.replaces(packed.filing) { continue }
          try self.remove(packed.filing.id, db)
        }
        try Self.insert(packed, readBy: readBy, db)
        sum = sum.joined(packed.address)
      }
      try Self.toggle(sum, db)
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
          try self.remove(filed.filing.id, db)
          try self.insert(filed, readBy: "", db)
          continue
        }
        let both = try self.observations(of: filed.filing.id, db)
        let addresses = Set(both.map { Self.hash($0.canonical) })
        let new = filed.observations.filter { !addresses.contains(Self.hash($0.canonical)) }
        let isLater = known.record.canonical.lexicographicallyPrecedes(filed.filing.canonical)
        if new.isEmpty, !isLater { continue }
        try self.remove(filed.filing.id, db)
        let record = isLater ? filed.filing : known.record
        try self.insert(FiledObservations(record, both + new), readBy: known.readBy, db)
      }
    }
  }

  /// Removes the filings that runs observed and that are not among `ids`; what was imported or merged
  /// stays. Throws `StoreError`.
  public func keepOnly(_ ids: Set<UInt64>) throws(StoreError) {
    try write { db in
      let known = try Int64.fetchAll(db, sql: "SELECT id FROM filing WHERE readBy <> ''")
      for id in known where !ids.contains(UInt64(stored: id)) {
        try self.remove(UInt64(stored: id), db)
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
    let packed = PackedFiling(filed, resources)
    try Self.insert(packed, readBy: readBy, db)
    try Self.toggle(packed.address, db)
  }

  /// Adds the rows of a filing that is not there; the caller adds its address to the digest.
  private static func insert(_ packed: PackedFiling, readBy: String, _ db: Database) throws {
    let id = packed.filing.id.stored
    try db.cachedStatement(
      sql: """
        INSERT INTO filing(id, json, date, readBy, count, address, settled, listed)
        VALUES(?, ?, ?, ?, ?, ?, 0, 0)
        """
    ).execute(arguments: [
      id, Data(packed.canonical), packed.filing.date, readBy, packed.count, packed.address.data,
    ])
    let pack = try db.cachedStatement(
      sql: "INSERT INTO pack(filing, number, bytes) VALUES(?, ?, ?)")
    for (number, bytes) in packed.packs.enumerated() {
      try pack.execute(arguments: [id, number, Data(bytes)])
    }
    if packed.listings.isEmpty { return }
    let listing = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO listing(name, code) VALUES(?, ?)")
    for (name, code) in packed.listings { try listing.execute(arguments: [name, code]) }
  }

  /// Removes a filing; its pairs wait to be folded anew.
  func remove(_ id: UInt64, _ db: Database) throws {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT address, listed FROM filing WHERE id = ?", arguments: [id.stored])
    else { return }
    let (address, isListed): (Data, Bool) = (row[0], row[1])
    try Self.toggle(RecordID(data: address), db)
    let pending = try db.cachedStatement(sql: "INSERT OR IGNORE INTO pending(pair) VALUES(?)")
    let mark = try db.cachedStatement(sql: "DELETE FROM stated WHERE pair = ? AND filing = ?")
    for pair in Set(try stated(by: id, db).map(\.pair)) {
      try pending.execute(arguments: [pair])
      if isListed { try mark.execute(arguments: [pair, id.stored]) }
    }
    try db.execute(sql: "DELETE FROM filing WHERE id = ?", arguments: [id.stored])
    try Self.setMeta("listingsAreStale", 1, db)
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

  /// What a filing states. Throws `StoreError` where a row is damaged.
  func observations(of filing: UInt64, _ db: Database) throws -> [ObservationRecord] {
    try packs(of: filing, db).flatMap { try observations($0, of: filing) }
  }

  /// The records of a filing as its row and its packs have them, which must be what was written.
  func checked(
    _ row: Row, _ db: Database
  ) throws -> (json: Data, observations: [ObservationRecord], address: RecordID) {
    let (stored, json, address): (Int64, Data, Data) = (row[0], row[1], row[2])
    let (id, packs) = (UInt64(stored: stored), try packs(of: UInt64(stored: stored), db))
    var whole = Array(json)
    for pack in packs { whole += pack }
    guard Self.hash(whole) == RecordID(data: address) else {
      throw DamagedRow("what filing \(RecordID.digits(id)) states")
    }
    return (json, try packs.flatMap { try observations($0, of: id) }, RecordID(data: address))
  }

  /// All filings, then all decisions by address; what is missing is said at the end.
  ///
  /// Throws `DamagedRow`, and what the bodies throw. Complexity: O(n).
  func forEachRecord(
    _ db: Database, filing: (Data, [ObservationRecord]) throws -> Void,
    decision: (RecordID, Data) throws -> Void
  ) throws {
    var sum = RecordID(0, 0)
    // Identifiers are stored signed: those with the highest bit come last.
    let filings = try Row.fetchCursor(
      db, sql: "SELECT id, json, address FROM filing ORDER BY id < 0, id")
    while let row = try filings.next() {
      let (json, observations, address) = try checked(row, db)
      sum = sum.joined(address)
      try filing(json, observations)
    }
    let decisions = try Row.fetchCursor(db, sql: "SELECT id, json FROM decision ORDER BY id")
    while let row = try decisions.next() {
      let (id, json): (Data, Data) = (row[0], row[1])
      let address = RecordID(data: id)
      guard Self.hash(Array(json)) == address else { throw DamagedRow("decision \(address)") }
      sum = sum.joined(address)
      try decision(address, json)
    }
    if sum != (try Self.digest(db)) { throw DamagedRow("records are missing") }
  }

  private func packs(of filing: UInt64, _ db: Database) throws -> [Data] {
    try Data.fetchAll(
      db.cachedStatement(sql: "SELECT bytes FROM pack WHERE filing = ? ORDER BY number"),
      arguments: [filing.stored])
  }

  /// What a pack of a filing states. Throws `StoreError` where it is damaged.
  func observations(_ pack: Data, of filing: UInt64) throws -> [ObservationRecord] {
    guard let records = ObservationCoder.records(Array(pack), of: filing) else {
      throw DamagedRow("what filing \(RecordID.digits(filing)) states")
    }
    return records
  }

  /// A pair that a filing states, and the pack that has it.
  struct Stated: Hashable {
    var pair: Int64
    var filing: Int64
    var pack: Int
  }

  /// The pairs that a filing states, those of each pack once.
  func stated(by filing: UInt64, _ db: Database) throws -> Set<Stated> {
    let fold = Glossary(resources)
    var result: Set<Stated> = []
    for (number, pack) in try packs(of: filing, db).enumerated() {
      for record in try observations(pack, of: filing) {
        let pair = fold.pairIdentity(record.name).stored
        result.insert(Stated(pair: pair, filing: filing.stored, pack: number))
      }
    }
    return result
  }

  static func decisions(_ db: Database) throws -> [RecordID: Decision] {
    var result: [RecordID: Decision] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT id, json FROM decision")
    while let row = try rows.next() {
      let (id, json): (Data, Data) = (row[0], row[1])
      let address = RecordID(data: id)
      guard hash(Array(json)) == address else { throw DamagedRow("decision \(address)") }
      result[address] = try Decision(try JSONParser.parse(Array(json)[...]))
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
