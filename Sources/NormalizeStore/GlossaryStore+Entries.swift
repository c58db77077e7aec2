internal import Foundation
internal import GRDB
internal import Normalize

/// Writing what records and decisions fold to.
extension GlossaryStore {
  /// Of the row of an entry, what is needed to see whether it changed.
  struct EntryRow {
    var number: Int64
    var mark: Int64
  }

  /// Makes the entries those of a glossary. What changed is written.
  ///
  /// Complexity: O(entries).
  func replaceEntries(with glossary: Glossary, _ db: Database) throws {
    var known: [Int64: EntryRow] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT identity, number, mark FROM entry")
    while let row = try rows.next() { known[row[0]] = EntryRow(number: row[1], mark: row[2]) }
    let sum = try write(glossary, over: known, db)
    try Self.setMeta(Self.entrySum, sum, db)
    // The file of names is made for these.
    try db.execute(sql: "DELETE FROM changed")
    for key in Self.namesKeys { try Self.setMeta(key, 0, db) }
  }

  /// Replaces some entries, by identity; those that the glossary has not are removed. Returns the sum
  /// of all marks that it has.
  func write(
    _ glossary: Glossary, over old: [Int64: EntryRow], _ db: Database
  ) throws -> Int64 {
    var known = old
    var index = SearchIndexWriter(db)
    var sum: Int64 = 0
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO entry(
          number, identity, pair, concept, status, documents, enKey, zhKey, enSide, zhSide, mark,
          state)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for entry in glossary.entries {
      let state = EntryCoder.bytes(entry, scopeLabel: glossary.label(ofIssuer: entry.scope))
      let mark = Self.entryMark(state)
      let identity = entry.identity.stored
      sum ^= Self.term(identity, mark)
      let old = known.removeValue(forKey: identity)
      if old?.mark == mark { continue }
      let enKey = keys.english(entry.en)
      let zhKey = keys.chinese(entry.zh)
      if let old { try remove(old.number, &index, db) }
      let sides = entry.sideKeys
      try insert.execute(arguments: [
        old?.number, identity, entry.pairIdentity.stored, entry.group.stored,
        entry.status.rawValue, entry.documents.count, String(decoding: enKey, as: UTF8.self),
        String(decoding: zhKey, as: UTF8.self), sides.en.stored, sides.zh.stored, mark, Data(state),
      ])
      try index.add(
        db.lastInsertedRowID, enKey: enKey, zhKey: zhKey, concepts: entry.concepts)
    }
    for (_, old) in known { try remove(old.number, &index, db) }
    try index.finish()
    return sum
  }

  /// What an entry adds to the sum of all.
  static func term(_ identity: Int64, _ mark: Int64) -> Int64 {
    identity &* 0x1E37_79B9_7F4A_7C15 ^ mark
  }

  static let entrySum = "entrySum"
  /// The records that the file of names is made for, where decisions changed entries since.
  static let namesKeys = ["namesHigh", "namesLow", "hasNames"]

  private func remove(
    _ number: Int64, _ index: inout SearchIndexWriter, _ db: Database
  ) throws {
    if let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT enKey, zhKey, state FROM entry WHERE number = ?"),
      arguments: [number])
    {
      let (enKey, zhKey, state): (String, String, Data) = (row[0], row[1], row[2])
      try index.remove(
        number, enKey: Array(enKey.utf8), zhKey: Array(zhKey.utf8),
        concepts: EntryCoder.entry(Array(state))?.entry.concepts ?? [])
    }
    try db.cachedStatement(sql: "DELETE FROM entry WHERE number = ?").execute(arguments: [number])
  }

  /// Calls `body` with every entry, those of most documents first, then by identity.
  ///
  /// Throws `StoreError` where one is damaged or missing, and what `body` throws. Complexity: O(n log n).
  func forEachEntryChecked(_ body: (StoredEntry) throws -> Void) throws(StoreError) {
    try read { db in
      var sum: Int64 = 0
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT number, state, mark, identity FROM entry ORDER BY documents DESC, identity")
      while let row = try rows.next() {
        let (mark, identity): (Int64, Int64) = (row[2], row[3])
        sum ^= Self.term(identity, mark)
        try body(try Self.stored(row))
      }
      if sum != (try Self.meta(Self.entrySum, db)) { throw DamagedRow("entries are missing") }
    }
  }
}
