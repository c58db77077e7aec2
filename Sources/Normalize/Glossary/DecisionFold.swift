/// What a set of decisions says of each name: the later one counts, see `ordered(_:)`.
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

  var verdicts: [Key: Verdict] = [:]
  var made: [Key: Made] = [:]
  /// How late each pair was accepted: of two that contradict each other the later counts.
  private(set) var ranks: [Key: Int] = [:]
  private var lastRank = 0
  /// The pairs that were turned down, as people wrote them.
  private(set) var written: [Key: [NamePair]] = [:]
  var officials: [Key: Name.Official] = [:]
  var scopes: [Key: Decision.Scope] = [:]
  /// The joins and splits that count, in order.
  var groupings: [(id: RecordID, isJoin: Bool, keys: [Key])] = []
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
    let counting = Self.counting(decisions)
    for id in Self.ordered(decisions) where counting.contains(id) {
      guard let decision = decisions[id] else { continue }
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
      for (key, pair) in zip(keys, decision.pairs) { turnDown(key, .rejected, pair) }
    case .correct:
      guard let pair = decision.replacement else { return }
      let target = key(pair)
      // What is right now is corrected no more: so corrections never run in a circle.
      accept(target, Made(pair: pair, kind: decision.kind, form: decision.form))
      for (key, wrong) in zip(keys, decision.pairs) where key != target {
        turnDown(key, .corrected(to: target), wrong)
      }
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
    lastRank += 1
    ranks[key] = lastRank
  }

  private mutating func turnDown(_ key: Key, _ verdict: Verdict, _ pair: NamePair) {
    verdicts[key] = verdict
    written[key, default: []].append(pair)
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
}
