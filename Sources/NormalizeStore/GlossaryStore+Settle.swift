internal import Foundation
internal import GRDB
public import Normalize

/// Making entries and the index from records.
extension GlossaryStore {
  /// Brings entries and index up to date with the records, in one transaction, and returns the
  /// glossary, frozen, as the decisions make it.
  ///
  /// Throws `StoreError`. Complexity: O(entries + new observations).
  @discardableResult
  public func settle() throws(StoreError) -> Settled {
    let (settled, isNew) = try derive { db in
      var settled = try self.folded(nil, db)
      try self.joinFresh(db)
      try self.listStated(db)
      if try Self.isSettled(db) { return (settled, false) }
      settled.glossary.group()
      try self.replaceEntries(with: settled.glossary, db)
      try Self.setSettled(settled.digest, db)
      return (settled, true)
    }
    if isNew { compile(settled, floor: Options().floor) }
    return settled
  }

  /// What `settle()` returns. Entries and index, which nobody may ever ask for, are left to the first
  /// who does.
  ///
  /// `fresh` holds what some filings state, where the caller has folded them already: then they are
  /// joined rather than read again.
  @discardableResult
  public func fold(joining fresh: Fresh? = nil) throws(StoreError) -> Settled {
    try derive { try self.folded(fresh, $0) }
  }

  private func folded(_ fresh: Fresh?, _ db: Database) throws -> Settled {
    let isFirst =
      try Bool.fetchOne(
        db, sql: "SELECT NOT EXISTS(SELECT 1 FROM raw) AND NOT EXISTS(SELECT 1 FROM fresh)")
      ?? false
    let foldedMore = try refold(fresh, db)
    // What was folded just now need not be read again.
    let known = isFirst && !foldedMore ? fresh?.glossary : nil
    var glossary = try known ?? rawGlossary(db)
    glossary.freeze(DecisionFold(try Self.decisions(db), resources))
    return Settled(glossary: glossary, digest: try Self.digest(db))
  }

  /// What filings fold to that one reader observed.
  public struct Fresh: Sendable {
    public var glossary: Glossary
    public var filings: Set<UInt64>
    public var readBy: String

    public init(_ glossary: Glossary, of filings: Set<UInt64>, readBy: String) {
      (self.glossary, self.filings, self.readBy) = (glossary, filings, readBy)
    }
  }

  /// A frozen glossary and the sum of the records that it is made from.
  public struct Settled: Sendable {
    public var glossary: Glossary
    public var digest: RecordID
  }

  /// What the observations fold to, not frozen, and the decisions, to be joined with others.
  public func parts() throws(StoreError) -> (glossary: Glossary, decisions: [RecordID: Decision]) {
    try derive { db in
      _ = try self.refold(nil, db)
      return (try self.rawGlossary(db), try Self.decisions(db))
    }
  }

  /// Whether entries and index are those of the records.
  public func isSettled() throws(StoreError) -> Bool { try read(Self.isSettled) }

  static func setSettled(_ digest: RecordID, _ db: Database) throws {
    try setMeta("settledHigh", digest.high.stored, db)
    try setMeta("settledLow", digest.low.stored, db)
  }

  static func isSettled(_ db: Database) throws -> Bool {
    try meta("digestHigh", db) == meta("settledHigh", db)
      && meta("digestLow", db) == meta("settledLow", db)
  }

  /// Settles where there is something to settle.
  public func settleIfNeeded() throws(StoreError) {
    if try !isSettled() { try settle() }
  }

  // MARK: - Observations

  /// Keeps what is `fresh`, and folds anew the pairs whose observations changed otherwise; says
  /// whether there were any.
  private func refold(_ fresh: Fresh?, _ db: Database) throws -> Bool {
    if let fresh, try areStored(fresh, db) {
      try keep(fresh.glossary, db)
      let mark = try db.cachedStatement(sql: "UPDATE filing SET settled = 1 WHERE id = ?")
      for id in fresh.filings { try mark.execute(arguments: [id.stored]) }
    }
    let pending = try db.cachedStatement(sql: "INSERT OR IGNORE INTO pending(pair) VALUES(?)")
    for id in try Int64.fetchAll(db, sql: "SELECT id FROM filing WHERE settled = 0") {
      for pair in Set(try stated(by: UInt64(stored: id), db).map(\.pair)) {
        try pending.execute(arguments: [pair])
      }
    }
    try db.execute(sql: "UPDATE filing SET settled = 1 WHERE settled = 0")
    let pairs = Set(try Int64.fetchAll(db, sql: "SELECT pair FROM pending"))
    if !pairs.isEmpty { try foldAnew(pairs, db) }
    let isStale = try Self.meta("listingsAreStale", db) != 0
    if isStale { try relist(db) }
    return !pairs.isEmpty || isStale
  }

  /// Folds all observations of some pairs. Complexity: O(observations of the packs that have one).
  private func foldAnew(_ pairs: Set<Int64>, _ db: Database) throws {
    try listStated(db)
    try joinFresh(db)
    var fold = Glossary(resources)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT p.filing, p.bytes FROM pack p JOIN
        (SELECT DISTINCT s.filing, s.pack FROM pending n JOIN stated s ON s.pair = n.pair) d
        ON p.filing = d.filing AND p.number = d.pack
        """)
    while let row = try rows.next() {
      let (filing, pack): (Int64, Data) = (row[0], row[1])
      for record in try observations(pack, of: UInt64(stored: filing))
      where pairs.contains(fold.pairIdentity(record.name).stored) {
        fold.add(record)
      }
    }
    try db.execute(
      sql: "DELETE FROM raw WHERE pair IN (SELECT pair FROM pending); DELETE FROM pending")
    for index in Self.inOrder(fold.entries) {
      let entry = fold.entries[index]
      try put(entry, fold.label(ofIssuer: entry.scope), db)
    }
  }

  /// Places of entries in the order of the table: rows are appended, not scattered.
  private static func inOrder(_ entries: [GlossaryEntry]) -> [Int] {
    let keys = entries.indices.map {
      (entries[$0].pairIdentity.stored, entries[$0].identity.stored)
    }
    return keys.indices.sorted { keys[$0] < keys[$1] }
  }

  /// Adds the pairs of filings for which that has not been done.
  private func listStated(_ db: Database) throws {
    let ids = try Int64.fetchAll(db, sql: "SELECT id FROM filing WHERE listed = 0")
    if ids.isEmpty { return }
    let statement = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO stated(pair, filing, pack) VALUES(?, ?, ?)")
    for start in stride(from: 0, to: ids.count, by: Self.listedTogether) {
      var all: [Stated] = []
      for id in ids[start..<min(ids.count, start + Self.listedTogether)] {
        all += try stated(by: UInt64(stored: id), db)
      }
      for stated in all.sorted(by: { ($0.pair, $0.filing) < ($1.pair, $1.filing) }) {
        try statement.execute(arguments: [stated.pair, stated.filing, stated.pack])
      }
    }
    try db.execute(sql: "UPDATE filing SET listed = 1 WHERE listed = 0")
  }

  /// Filings whose pairs are sorted in memory before they are written.
  private static let listedTogether = 20_000

  /// The filings are there as this reader observed them, not as another process did since.
  private func areStored(_ fresh: Fresh, _ db: Database) throws -> Bool {
    let look = try db.cachedStatement(sql: "SELECT readBy FROM filing WHERE id = ?")
    for id in fresh.filings {
      if try String.fetchOne(look, arguments: [id.stored]) != fresh.readBy { return false }
    }
    return true
  }

  /// Makes the listings anew from the filings that are left.
  private func relist(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM listing")
    let rows = try Data.fetchCursor(db, sql: "SELECT json FROM filing")
    let statement = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO listing(name, code) VALUES(?, ?)")
    while let json = try rows.next() {
      for (name, code) in try Self.filing(json).listings(resources) {
        try statement.execute(arguments: [name, code])
      }
    }
    try Self.setMeta("listingsAreStale", 0, db)
  }

  /// Entries of a row of `fresh`.
  private static let freshSize = 4096

  /// Adds entries in few rows, to be joined when somebody needs them one by one.
  private func keep(_ glossary: Glossary, _ db: Database) throws {
    let order = Self.inOrder(glossary.entries)
    let insert = try db.cachedStatement(sql: "INSERT INTO fresh(count, states) VALUES(?, ?)")
    for start in stride(from: 0, to: order.count, by: Self.freshSize) {
      let places = order[start..<min(order.count, start + Self.freshSize)]
      var states = ByteWriter(capacity: 256 * places.count)
      for place in places {
        let entry = glossary.entries[place]
        states.data(
          EntryCoder.bytes(entry, scopeLabel: glossary.label(ofIssuer: entry.scope)))
      }
      try insert.execute(arguments: [places.count, Data(states.bytes)])
    }
    let rows = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM raw") ?? 0
    let waiting = try Int.fetchOne(db, sql: "SELECT SUM(count) FROM fresh") ?? 0
    // Runs that nobody looks at add rows without end.
    if waiting > 100_000 + 2 * rows { try joinFresh(db) }
  }

  /// Joins the entries of `fresh` with those of `raw`.
  private func joinFresh(_ db: Database) throws {
    try forEachFresh(db) { entry, label in try join(entry, label, db) }
    try db.execute(sql: "DELETE FROM fresh")
  }

  private func forEachFresh(
    _ db: Database, _ body: (GlossaryEntry, String?) throws -> Void
  ) throws {
    let rows = try Row.fetchAll(db, sql: "SELECT count, states FROM fresh ORDER BY number")
    for row in rows {
      let (count, states): (Int, Data) = (row[0], row[1])
      var reader = ByteReader(Array(states)[...])
      for _ in 0..<count {
        let (entry, label) = try decoded(Array(reader.data() ?? []))
        try body(entry, label)
      }
    }
  }

  func decoded(_ state: [UInt8]) throws -> (entry: GlossaryEntry, label: String?) {
    guard let (entry, label) = EntryCoder.entry(state) else {
      throw DamagedRow("what observations fold to")
    }
    return (entry, label)
  }

  private func join(_ entry: GlossaryEntry, _ label: String?, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "SELECT state FROM raw WHERE pair = ? AND identity = ?")
    let key = [entry.pairIdentity.stored, entry.identity.stored]
    guard let state = try Data.fetchOne(statement, arguments: StatementArguments(key)) else {
      return try put(entry, label, db)
    }
    let known = try decoded(Array(state))
    var both = Glossary(resources)
    both.insert(known.entry)
    both.insert(entry)
    if both.entries[0] != known.entry { try put(both.entries[0], known.label ?? label, db) }
  }

  private func put(_ entry: GlossaryEntry, _ label: String?, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO raw(pair, identity, state) VALUES(?, ?, ?)"
    ).execute(arguments: [
      entry.pairIdentity.stored, entry.identity.stored,
      Data(EntryCoder.bytes(entry, scopeLabel: label)),
    ])
  }

  /// What observations alone fold to, not frozen. Complexity: O(n).
  private func rawGlossary(_ db: Database) throws -> Glossary {
    var glossary = Glossary(resources)
    let rows = try Data.fetchCursor(db, sql: "SELECT state FROM raw")
    func add(_ entry: GlossaryEntry, _ label: String?) {
      if let label { glossary.learn(labels: [label]) }
      glossary.insert(entry)
    }
    while let state = try rows.next() {
      let (entry, label) = try decoded(Array(state))
      add(entry, label)
    }
    try forEachFresh(db, add)
    let listings = try Row.fetchCursor(db, sql: "SELECT name, code FROM listing")
    while let row = try listings.next() {
      glossary.learn(listing: row["code"], of: row["name"])
    }
    // Issuers without a listing have labels of their own: those of scopes, which came with entries.
    return glossary
  }
}
