internal import Foundation
internal import GRDB
internal import Normalize

/// Bringing entries up to date with one decision, without those that it has nothing to do with.
extension GlossaryStore {
  /// Entries that one decision may touch before all are made anew.
  private static let reach = 3_000

  /// Folds anew the names that have to do with those of a decision that was just added: those that
  /// share a side with them, are stated as names of one concept with them, or that other decisions tie to them, and
  /// what has to do with these in turn. `settled` is the sum of the records before it.
  ///
  /// False, and nothing is changed, where these are too many. Complexity: O(decisions + those names).
  func patch(_ id: RecordID, settledFor settled: RecordID, _ db: Database) throws -> Bool {
    let decisions = try Self.decisions(db)
    let fold = DecisionFold(decisions, resources)
    guard let reach = try reach(of: id, decisions, fold, db) else { return false }
    var part = Glossary(resources)
    let look = try db.cachedStatement(sql: "SELECT state FROM raw WHERE pair = ?")
    for pair in Set(reach.entries.values.map { $0.entry.pairIdentity.stored }).sorted() {
      for state in try Data.fetchAll(look, arguments: [pair]) {
        let (entry, label) = try decoded(Array(state))
        if let label { part.learn(labels: [label]) }
        part.insert(entry)
      }
    }
    part.freeze(fold.restricted(to: reach.sides))
    part.group()
    var old: [Int64: EntryRow] = [:]
    var sum = try Self.meta(Self.entrySum, db)
    for (number, stored) in reach.entries {
      let identity = stored.entry.identity.stored
      let mark = Self.entryMark(EntryCoder.bytes(stored.entry, scopeLabel: stored.scopeLabel))
      old[identity] = EntryRow(number: number, mark: mark)
      sum ^= Self.term(identity, mark)
    }
    try keepChanges(reach.entries.values.map(\.entry), part.entries, settled, db)
    sum ^= try write(part, over: old, db)
    try Self.setMeta(Self.entrySum, sum, db)
    try Self.setSettled(try Self.digest(db), db)
    return true
  }

  private struct Reach {
    var entries: [Int64: StoredEntry] = [:]
    var sides: Set<DecisionFold.Side> = []
  }

  /// The entries that a decision may touch; nil where they are too many.
  private func reach(
    of id: RecordID, _ decisions: [RecordID: Decision], _ fold: DecisionFold, _ db: Database
  ) throws -> Reach? {
    var reach = Reach()
    var waiting: [DecisionFold.Side] = []
    func go(_ sides: some Sequence<DecisionFold.Side>) {
      for side in sides where reach.sides.insert(side).inserted { waiting.append(side) }
    }
    var seen: Set<RecordID> = []
    var next: RecordID? = id
    while let known = next, seen.insert(known).inserted, let decision = decisions[known] {
      go(fold.sides(of: decision))
      next = decision.action == .undo ? decision.target : nil
    }
    let ties = fold.ties(decisions.values)
    var concepts: Set<UInt64> = []
    var waitingConcepts: [UInt64] = []
    func take(_ rows: [Row]) throws {
      for row in rows {
        let number: Int64 = row[0]
        if reach.entries[number] != nil { continue }
        let stored = try Self.stored(row)
        reach.entries[number] = stored
        go(stored.entry.decisionSides)
        for concept in stored.entry.concepts where concepts.insert(concept).inserted {
          waitingConcepts.append(concept)
        }
      }
    }
    while !waiting.isEmpty || !waitingConcepts.isEmpty {
      if reach.entries.count > Self.reach { return nil }
      if let concept = waitingConcepts.popLast() {
        try take(
          Row.fetchAll(
            db.cachedStatement(
              sql: """
                SELECT number, state, mark FROM named JOIN entry ON number = named.entry
                WHERE named.concept = ? LIMIT ?
                """), arguments: [concept.stored, Self.reach + 1]))
      }
      guard let side = waiting.popLast() else { continue }
      go(ties[side] ?? [])
      let column = side.isEnglish ? "enSide" : "zhSide"
      try take(
        Row.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT number, state, mark FROM entry WHERE \(column) = ? AND \(column) <> 0 LIMIT ?
              """), arguments: [side.key.stored, Self.reach + 1]))
    }
    return reach.entries.count > Self.reach ? nil : reach
  }

  // MARK: - Names to gloss with

  /// Keeps what some entries were when the file of names was made, and which are new since.
  private func keepChanges(
    _ old: [GlossaryEntry], _ new: [GlossaryEntry], _ settled: RecordID, _ db: Database
  ) throws {
    if try Self.meta("hasNames", db) == 0 {
      try Self.setMeta("namesHigh", settled.high.stored, db)
      try Self.setMeta("namesLow", settled.low.stored, db)
      try Self.setMeta("hasNames", 1, db)
    }
    let insert = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO changed(identity, en, zh) VALUES(?, ?, ?)")
    for entry in old {
      try insert.execute(arguments: [entry.identity.stored, Data(entry.en), Data(entry.zh)])
    }
    // Of an entry that was not there, nothing is in the file.
    for entry in new {
      try insert.execute(arguments: [entry.identity.stored, Data(), Data()])
    }
  }

  /// The records that the file of names was made for and what became of its names since; nil where
  /// decisions changed none, or so many that it is better made anew.
  func nameChanges(_ db: Database) throws -> (base: RecordID, changes: NameChanges)? {
    guard try Self.meta("hasNames", db) != 0, try Self.isSettled(db) else { return nil }
    var changes = NameChanges()
    let rows = try Row.fetchAll(db, sql: "SELECT identity, en, zh FROM changed LIMIT 20001")
    if rows.count > 20_000 { return nil }
    let look = try db.cachedStatement(
      sql: "SELECT number, state, mark FROM entry WHERE identity = ?")
    var labels: Set<String> = []
    for row in rows {
      let (identity, en, zh): (Int64, Data, Data) = (row[0], row[1], row[2])
      if !en.isEmpty, !zh.isEmpty { changes.gone.insert(NamePair(en: Array(en), zh: Array(zh))) }
      guard let found = try Row.fetchOne(look, arguments: [identity]) else { continue }
      let stored = try Self.stored(found)
      changes.entries.append(stored.entry)
      if let label = stored.scopeLabel { labels.insert(label) }
    }
    for code in labels.sorted() {
      let names = try String.fetchAll(
        db, sql: "SELECT name FROM listing WHERE code = ?", arguments: [code])
      changes.listings += names.map { ($0, code) }
    }
    let base = RecordID(
      UInt64(stored: try Self.meta("namesHigh", db)), UInt64(stored: try Self.meta("namesLow", db)))
    return (base, changes)
  }
}
