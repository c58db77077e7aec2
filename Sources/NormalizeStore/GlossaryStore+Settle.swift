internal import Foundation
internal import GRDB
public import Normalize

/// Making entries and the index from records.
extension GlossaryStore {
  /// Brings entries and index up to date with the records, in one transaction, and returns the
  /// glossary, frozen, as the decisions make it.
  ///
  /// `fresh` holds what some filings state, where the caller has folded them already: then they are
  /// joined rather than read again.
  ///
  /// Throws `StoreError`. Complexity: O(entries + new observations).
  @discardableResult
  public func settle(joining fresh: Fresh? = nil) throws(StoreError) -> Settled {
    try write { db in
      try self.refold(fresh, db)
      let decisions = DecisionFold(try Self.decisions(db), self.resources)
      var glossary = try self.rawGlossary(db)
      glossary.freeze(decisions)
      let digest = try Self.digest(db)
      let settled = RecordID(
        UInt64(stored: try Self.meta("settledHigh", db)),
        UInt64(stored: try Self.meta("settledLow", db)))
      if digest == settled { return Settled(glossary: glossary, digest: digest) }
      glossary.group()
      try self.writeEntries(glossary, db)
      try Self.setMeta("settledHigh", digest.high.stored, db)
      try Self.setMeta("settledLow", digest.low.stored, db)
      return Settled(glossary: glossary, digest: digest)
    }
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
    try read { db in (try self.rawGlossary(db), try Self.decisions(db)) }
  }

  /// Whether entries and index are those of the records.
  public func isSettled() throws(StoreError) -> Bool {
    try read { db in
      try Self.meta("digestHigh", db) == Self.meta("settledHigh", db)
        && Self.meta("digestLow", db) == Self.meta("settledLow", db)
    }
  }

  /// Settles where there is something to settle.
  public func settleIfNeeded() throws(StoreError) {
    if try !isSettled() { try settle() }
  }

  // MARK: - Observations

  private func refold(_ fresh: Fresh?, _ db: Database) throws {
    if let fresh, try areStored(fresh, db) {
      let glossary = fresh.glossary
      for entry in glossary.entries {
        try join(entry, glossary.label(ofIssuer: entry.scope), db)
      }
      let mark = try db.cachedStatement(sql: "UPDATE filing SET settled = 1 WHERE id = ?")
      for id in fresh.filings { try mark.execute(arguments: [id.stored]) }
    }
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO pending(pair) SELECT o.pair FROM filing f
        JOIN observation o ON o.filing = f.id WHERE f.settled = 0;
        UPDATE filing SET settled = 1 WHERE settled = 0
        """)
    let pairs = try Int64.fetchAll(db, sql: "SELECT pair FROM pending ORDER BY pair")
    let statement = try db.cachedStatement(sql: "SELECT json FROM observation WHERE pair = ?")
    let removal = try db.cachedStatement(sql: "DELETE FROM raw WHERE pair = ?")
    for pair in pairs {
      var fold = Glossary(resources)
      let rows = try Data.fetchCursor(statement, arguments: [pair])
      while let json = try rows.next() { fold.add(try Self.observation(json)) }
      try removal.execute(arguments: [pair])
      for entry in fold.entries { try put(entry, fold.label(ofIssuer: entry.scope), db) }
    }
    if !pairs.isEmpty { try db.execute(sql: "DELETE FROM pending") }
    if try Self.meta("listingsAreStale", db) != 0 { try relist(db) }
  }

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

  private func join(_ entry: GlossaryEntry, _ label: String?, _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "SELECT state FROM raw WHERE identity = ?")
    if let state = try Data.fetchOne(statement, arguments: [entry.identity.stored]),
      let known = EntryCoder.entry(Array(state))
    {
      var both = Glossary(resources)
      both.insert(known.entry)
      both.insert(entry)
      if both.entries[0] == known.entry { return }
      try put(both.entries[0], known.scopeLabel ?? label, db)
    } else {
      try put(entry, label, db)
    }
  }

  private func put(_ entry: GlossaryEntry, _ label: String?, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO raw(identity, pair, state) VALUES(?, ?, ?)"
    ).execute(arguments: [
      entry.identity.stored, entry.pairIdentity.stored,
      Data(EntryCoder.bytes(entry, scopeLabel: label)),
    ])
  }

  /// What observations alone fold to, not frozen. Complexity: O(n).
  private func rawGlossary(_ db: Database) throws -> Glossary {
    var glossary = Glossary(resources)
    let rows = try Data.fetchCursor(db, sql: "SELECT state FROM raw")
    while let state = try rows.next() {
      guard let (entry, label) = EntryCoder.entry(Array(state)) else {
        throw StoreError(
          path: path, reason: "an entry is damaged; export to JSON Lines and import into a new file"
        )
      }
      if let label { glossary.learn(labels: [label]) }
      glossary.insert(entry)
    }
    let listings = try Row.fetchCursor(db, sql: "SELECT name, code FROM listing")
    while let row = try listings.next() {
      glossary.learn(listing: row["code"], of: row["name"])
    }
    // Issuers without a listing have labels of their own: those of scopes, which came with entries.
    return glossary
  }

  // MARK: - Entries

  private func writeEntries(_ glossary: Glossary, _ db: Database) throws {
    var known: [Int64: (number: Int64, mark: Int64)] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT identity, number, mark FROM entry")
    while let row = try rows.next() { known[row[0]] = (row[1], row[2]) }
    var index = SearchIndexWriter(db)
    for entry in glossary.entries {
      let state = EntryCoder.bytes(entry, scopeLabel: glossary.label(ofIssuer: entry.scope))
      let mark = Int64(bitPattern: Self.hash(state).high)
      let identity = entry.identity.stored
      let old = known.removeValue(forKey: identity)
      if old?.mark == mark { continue }
      let enKey = keys.english(entry.en)
      let zhKey = keys.chinese(entry.zh)
      if let old { try remove(old.number, &index, db) }
      try db.cachedStatement(
        sql: """
          INSERT INTO entry(number, identity, pair, concept, status, documents, enKey, zhKey, mark, state)
          VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        old?.number, identity, entry.pairIdentity.stored, entry.group.stored,
        entry.status.rawValue, entry.documents.count, String(decoding: enKey, as: UTF8.self),
        String(decoding: zhKey, as: UTF8.self), mark, Data(state),
      ])
      try index.add(db.lastInsertedRowID, enKey: enKey, zhKey: zhKey)
    }
    for (_, old) in known { try remove(old.number, &index, db) }
  }

  private func remove(
    _ number: Int64, _ index: inout SearchIndexWriter, _ db: Database
  ) throws {
    if let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT enKey, zhKey FROM entry WHERE number = ?"),
      arguments: [number])
    {
      let (enKey, zhKey): (String, String) = (row[0], row[1])
      try index.remove(number, enKey: Array(enKey.utf8), zhKey: Array(zhKey.utf8))
    }
    try db.cachedStatement(sql: "DELETE FROM entry WHERE number = ?").execute(arguments: [number])
  }
}
