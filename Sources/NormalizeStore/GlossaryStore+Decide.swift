internal import Foundation
internal import GRDB
public import Normalize

extension GlossaryStore {
  /// Records a decision of a person, made now, behind all that were made before; a clock that runs
  /// behind does not make it an older one, and what is dated in the future counts before it where it
  /// speaks of the same names. Then entries and index are brought up to date.
  ///
  /// Returns the decision's address. Throws `StoreError`. Complexity: O(decisions + names that have a
  /// side in common with those that it speaks of); that of `settle()` where these are many or nothing
  /// was settled.
  @discardableResult
  public func record(_ decision: Decision, now: Instant) throws(StoreError) -> RecordID {
    var decision = decision
    let (id, isPatched) = try write { db in
      let wasSettled = try Self.isSettled(db)
      let last = try String.fetchOne(
        db, sql: "SELECT MAX(at) FROM decision WHERE at <= ?",
        arguments: [now.horizon.description]
      ).flatMap(Instant.init)
      decision.when =
        max(now, Instant(milliseconds: (last?.milliseconds ?? -1) + 1)).description
      decision.after = try self.later(than: decision, db)
      let before = try Self.digest(db)
      try Self.decide([decision], db)
      let id = Self.hash(decision.canonical)
      return (id, try wasSettled && self.patch(id, settledFor: before, db))
    }
    if !isPatched { try settle() }
    return id
  }

  /// The decisions that are dated behind one and speak of its names, ascending.
  private func later(than decision: Decision, _ db: Database) throws -> [RecordID] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, json FROM decision WHERE at >= ? ORDER BY id",
      arguments: [decision.when])
    if rows.isEmpty { return [] }
    let fold = DecisionFold(resources)
    let sides = fold.sides(of: decision)
    var result: [RecordID] = []
    for row in rows {
      let (id, json): (Data, Data) = (row[0], row[1])
      let other = try Decision(try JSONParser.parse(Array(json)[...]))
      if !sides.isDisjoint(with: fold.sides(of: other)) { result.append(RecordID(data: id)) }
    }
    return result
  }
}
