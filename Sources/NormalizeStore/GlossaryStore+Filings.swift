internal import Foundation
internal import GRDB
public import Normalize

extension GlossaryStore {
  /// Calls `body` with the filing of each id that the store has, in the order of `ids`.
  ///
  /// Throws `StoreError`, and what `body` throws. Complexity: O(ids log n).
  public func forEachFiling(
    _ ids: some Sequence<UInt64>, _ body: (FilingRecord) throws -> Void
  ) throws {
    try read { db in
      for id in ids {
        if let found = try Self.filing(id, db) { try body(found.record) }
      }
    }
  }
}
