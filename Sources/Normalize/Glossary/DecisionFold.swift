/// What a set of decisions says of each name: the later one counts, by time and then by address.
///
/// A deterministic fold of a set, so it does not depend on the order in which decisions arrive. A
/// decision whose undoing counts is as if it had not been made; undoing can be undone.
public struct DecisionFold: Sendable {
  /// The keys of a name's sides, 0 for one that it has not.
  struct Key: Hashable, Sendable {
    var en: UInt64
    var zh: UInt64
  }

  enum Verdict: Sendable {
    case accepted
    case rejected
    case corrected(to: Key)
  }

  /// A pair that a decision makes where no document states it.
  struct Made: Sendable {
    var pair: NamePair
    var kind: Name.Kind?
    var form: Name.Form?
  }

  private(set) var verdicts: [Key: Verdict] = [:]
  private(set) var made: [Key: Made] = [:]
  private(set) var officials: [Key: Name.Official] = [:]
  private(set) var scopes: [Key: Decision.Scope] = [:]
  /// The joins and splits that count, in order.
  private(set) var groupings: [(id: RecordID, isJoin: Bool, keys: [Key])] = []
  /// Those that count, in order.
  public private(set) var active: [RecordID] = []
  private let fold: NameFold

  public var isEmpty: Bool {
    verdicts.isEmpty && officials.isEmpty && scopes.isEmpty && groupings.isEmpty
  }

  public init(_ resources: Resources) { fold = NameFold(resources) }

  /// Folds decisions, each with its address. Complexity: O(n log n).
  public init(_ decisions: [RecordID: Decision], _ resources: Resources) {
    self.init(resources)
    let ordered = decisions.sorted { a, b in
      if a.value.when != b.value.when { return a.value.when < b.value.when }
      return a.key < b.key
    }
    let counting = Self.counting(decisions)
    for (id, decision) in ordered where counting.contains(id) {
      active.append(id)
      apply(id, decision)
    }
  }

  private mutating func apply(_ id: RecordID, _ decision: Decision) {
    let keys = decision.pairs.map(key)
    switch decision.action {
    case .accept:
      for (key, pair) in zip(keys, decision.pairs) {
        accept(key, Made(pair: pair, kind: decision.kind, form: decision.form))
      }
    case .reject:
      for key in keys { verdicts[key] = .rejected }
    case .correct:
      guard let pair = decision.replacement else { return }
      let target = key(pair)
      // What is right now is corrected no more: so corrections never run in a circle.
      accept(target, Made(pair: pair, kind: decision.kind, form: decision.form))
      for key in keys where key != target { verdicts[key] = .corrected(to: target) }
    case .official:
      for key in keys { officials[key] = decision.official }
    case .scope:
      for key in keys { scopes[key] = decision.scope }
    case .join: groupings.append((id, true, keys))
    case .split: groupings.append((id, false, keys))
    case .undo: break
    }
  }

  private mutating func accept(_ key: Key, _ pair: Made) {
    verdicts[key] = .accepted
    made[key] = pair
  }

  func key(_ pair: NamePair) -> Key { key(en: pair.en, zh: pair.zh) }

  func key(en: [UInt8], zh: [UInt8]) -> Key {
    let keys = Glossary.keys(en: en, zh: zh, fold)
    return Key(en: keys.en, zh: keys.zh)
  }

  /// What a corrected pair is now, through all corrections; nil where it is not corrected.
  ///
  /// Complexity: O(corrections in a row).
  func correction(of key: Key) -> Key? {
    guard case .corrected(var target)? = verdicts[key] else { return nil }
    var seen: Set<Key> = [key]
    while case .corrected(let next)? = verdicts[target], seen.insert(target).inserted {
      target = next
    }
    return target
  }

  /// The pair of a document's own is turned down, or was corrected.
  func turnsDown(_ name: Name) -> Bool {
    switch verdicts[key(en: name.en, zh: name.zh)] {
    case .rejected, .corrected: true
    case .accepted, nil: false
    }
  }

  /// The decisions that count: those no undoing of which counts.
  ///
  /// Undoings are looked at from the last backwards; addresses cannot run in a circle, and where a
  /// forged set does, none in the circle counts. Complexity: O(n).
  private static func counting(_ decisions: [RecordID: Decision]) -> Set<RecordID> {
    var undoings: [RecordID: Int] = [:]
    for (_, decision) in decisions where decision.action == .undo {
      if let target = decision.target, decisions[target] != nil {
        undoings[target, default: 0] += 1
      }
    }
    var counting: Set<RecordID> = []
    var undone: Set<RecordID> = []
    var settled = decisions.keys.filter { undoings[$0] == nil }
    while let id = settled.popLast() {
      let counts = !undone.contains(id)
      if counts { counting.insert(id) }
      guard let decision = decisions[id], decision.action == .undo, let target = decision.target,
        let left = undoings[target]
      else { continue }
      if counts { undone.insert(target) }
      undoings[target] = left - 1
      if left == 1 { settled.append(target) }
    }
    return counting
  }
}
