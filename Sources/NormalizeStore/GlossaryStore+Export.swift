internal import Foundation
internal import GRDB
public import Normalize

/// The lossless export and its import.
extension GlossaryStore {
  /// The export in pieces, as `GlossaryLedger.file` gives it; one moment of the store.
  ///
  /// Throws what `body` throws, or `StoreError`. Complexity: O(n log n); memory does not grow.
  public func export(_ body: ([UInt8]) throws -> Void) throws {
    try queue.read { db in
      var piece = GlossaryLedger.header
      func flush(_ least: Int) throws {
        if piece.count > least {
          try body(piece)
          piece.removeAll(keepingCapacity: true)
        }
      }
      // Identifiers are stored signed: those with the highest bit come last.
      let filings = try Row.fetchCursor(
        db, sql: "SELECT id, json FROM filing ORDER BY id < 0, id")
      while let row = try filings.next() {
        let (id, json): (Int64, Data) = (row[0], row[1])
        let observations = try self.observations(of: UInt64(stored: id), db)
        GlossaryLedger.append(json, observations, Self.hash, to: &piece)
        try flush(1 << 16)
      }
      let decisions = try Row.fetchCursor(db, sql: "SELECT id, json FROM decision ORDER BY id")
      while let row = try decisions.next() {
        let json: Data = row[1]
        GlossaryLedger.append("decision", RecordID(data: row[0]), Array(json), to: &piece)
        try flush(1 << 16)
      }
      try flush(0)
    }
  }

  /// The records as a set. Complexity: O(n); for glossaries that fit into memory.
  public func ledger() throws(StoreError) -> GlossaryLedger {
    try read { db in
      var ledger = GlossaryLedger(hash: Self.hash)
      let rows = try Data.fetchCursor(db, sql: "SELECT json FROM filing")
      while let json = try rows.next() {
        let filing = try Self.filing(json)
        ledger.add(filing, try self.observations(of: filing.id, db))
      }
      for decision in try Self.decisions(db).values { ledger.decide(decision) }
      return ledger
    }
  }

  /// Adds all records of a ledger, in batches of a thousand filings; decisions first, so that none is
  /// lost where it is interrupted.
  public func merge(_ ledger: GlossaryLedger) throws(StoreError) {
    try decide(Array(ledger.decisions.values))
    var batch: [FiledObservations] = []
    for id in ledger.filings.keys.sorted() {
      guard let filing = ledger.filings[id] else { continue }
      batch.append(FiledObservations(filing, ledger.records(of: id)))
      if batch.count == 1000 {
        try merge(batch)
        batch = []
      }
    }
    try merge(batch)
  }
}
