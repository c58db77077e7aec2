internal import GRDB
public import Normalize

extension GlossaryStore {
  /// Records a decision of a person, made now, behind all that were made before; a clock that runs
  /// behind does not make it an older one. Then entries and index are brought up to date.
  ///
  /// Returns the decision's address. Throws `StoreError`. Complexity: that of `settle()`.
  @discardableResult
  public func record(_ decision: Decision, now: Instant) throws(StoreError) -> RecordID {
    var decision = decision
    let id = try write { db in
      let last = try String.fetchOne(db, sql: "SELECT MAX(at) FROM decision").flatMap(Instant.init)
      decision.when =
        max(
          now, Instant(milliseconds: (last?.milliseconds ?? -1) + 1)
        ).description
      try Self.decide([decision], db)
      return Self.hash(decision.canonical)
    }
    try settle()
    return id
  }
}
