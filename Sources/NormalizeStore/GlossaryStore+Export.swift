internal import Foundation
internal import GRDB
public import Normalize

/// The lossless export and its import.
extension GlossaryStore {
  /// The export in pieces, as `GlossaryLedger.file` gives it; one moment of the store.
  ///
  /// Throws what `body` throws, or `StoreError`. Complexity: O(n log n); memory does not grow. What is
  /// damaged or missing is said, at the latest at the end.
  public func export(_ body: ([UInt8]) throws -> Void) throws {
    try reading { db in
      var piece = GlossaryLedger.header
      func flush(_ least: Int) throws {
        if piece.count > least {
          try body(piece)
          piece.removeAll(keepingCapacity: true)
        }
      }
      try forEachRecord(db) { json, observations in
        GlossaryLedger.append(json, observations, Self.hash, to: &piece)
        try flush(1 << 16)
      } decision: { id, json in
        GlossaryLedger.append("decision", id, Array(json), to: &piece)
        try flush(1 << 16)
      }
      try flush(0)
    }
  }

  /// The records as a set. Complexity: O(n); for glossaries that fit into memory.
  public func ledger() throws(StoreError) -> GlossaryLedger {
    try read { db in
      var ledger = GlossaryLedger(hash: Self.hash)
      try forEachRecord(db) { json, observations in
        ledger.add(try Self.filing(json), observations)
      } decision: { _, json in
        ledger.decide(try Decision(try JSONParser.parse(Array(json)[...])))
      }
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
