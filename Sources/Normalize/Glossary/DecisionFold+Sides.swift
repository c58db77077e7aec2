/// Which names decisions tie together: so that one decision need not touch the others.
extension DecisionFold {
  /// A side of a name, by its key.
  public struct Side: Hashable, Sendable {
    public var key: UInt64
    public var isEnglish: Bool
  }

  /// The sides of the names that a decision speaks of. Complexity: O(names).
  public func sides(of decision: Decision) -> Set<Side> {
    Set(Self.pairs(of: decision).flatMap { Self.sides(of: key($0)) })
  }

  private static func pairs(of decision: Decision) -> [NamePair] {
    decision.pairs + [decision.replacement].compactMap(\.self)
  }

  private static func sides(of key: Key) -> [Side] {
    var sides: [Side] = []
    if key.en != 0 { sides.append(Side(key: key.en, isEnglish: true)) }
    if key.zh != 0 { sides.append(Side(key: key.zh, isEnglish: false)) }
    return sides
  }

  /// The sides that decisions with several names, whether they count or not, tie to each side, some
  /// of them by others in between. Complexity: O(names of decisions).
  public func ties(_ decisions: some Sequence<Decision>) -> [Side: Set<Side>] {
    var ties: [Side: Set<Side>] = [:]
    for decision in decisions {
      let chain = Self.pairs(of: decision).map { Self.sides(of: key($0)) }
      for (one, next) in zip(chain, chain.dropFirst()) {
        for side in one { ties[side, default: []].formUnion(next) }
        for side in next { ties[side, default: []].formUnion(one) }
      }
    }
    return ties
  }

  /// What it says of the pairs that have no other sides than these. Complexity: O(pairs).
  public func restricted(to sides: Set<Side>) -> DecisionFold {
    func isIn(_ key: Key) -> Bool { Self.sides(of: key).allSatisfy(sides.contains) }
    var part = self
    part.verdicts = verdicts.filter { isIn($0.key) }
    part.made = made.filter { isIn($0.key) }
    part.officials = officials.filter { isIn($0.key) }
    part.scopes = scopes.filter { isIn($0.key) }
    part.groupings = groupings.filter { $0.keys.contains(where: isIn) }
    return part
  }
}

extension GlossaryEntry {
  /// Its sides as decisions know them.
  public var decisionSides: [DecisionFold.Side] {
    var sides: [DecisionFold.Side] = []
    if enKey != 0 { sides.append(DecisionFold.Side(key: enKey, isEnglish: true)) }
    if zhKey != 0 { sides.append(DecisionFold.Side(key: zhKey, isEnglish: false)) }
    return sides
  }
}
