/// Which entries are names of one concept, and the number of each concept.
extension Glossary {
  /// Says of each entry which concept it is a name of: short forms go with a full name that a
  /// document states them for, then joins and splits in their order.
  ///
  /// A number stays with the full name that it was made from, whatever is joined with it and split
  /// from it: the smallest number of a concept's names stands for all of them.
  ///
  /// Complexity: O(entries + decisions).
  public mutating func group() {
    var owners: [UInt64: UInt64] = [:]
    for entry in entries where entry.isFull {
      for concept in [entry.concept] + entry.otherConcepts {
        owners[concept] = min(owners[concept] ?? entry.concept, entry.concept)
      }
    }
    for index in entries.indices {
      let entry = entries[index]
      let owner = ([entry.concept] + entry.otherConcepts).lazy.compactMap { owners[$0] }.first
      entries[index].group = owner ?? entry.concept
    }
    guard let decisions, !decisions.groupings.isEmpty else { return }
    regroup(decisions.groupings)
  }

  /// Joins and splits, then numbers what came of it.
  private mutating func regroup(
    _ groupings: [(id: RecordID, isJoin: Bool, keys: [DecisionFold.Key])]
  ) {
    var byKey: [DecisionFold.Key: [Int]] = [:]
    for index in entries.indices { byKey[entries[index].key, default: []].append(index) }
    // Each entry bears a label, its number or that of the split; labels that were joined are one.
    var labels = entries.map(\.group)
    var splits: Set<UInt64> = []
    var union = LabelUnion()
    for (id, isJoin, keys) in groupings {
      let members = keys.flatMap { byKey[$0] ?? [] }
      if isJoin {
        for index in members.dropFirst() { union.join(labels[members[0]], labels[index]) }
      } else {
        let label = id.high ^ id.low | 1
        splits.insert(label)
        for index in members { labels[index] = label }
      }
    }
    // The label that keeps each number: that of the name it was made from.
    var keepers: [UInt64: (weight: Int, identity: UInt64, label: UInt64)] = [:]
    for (index, entry) in entries.enumerated() {
      let isOwner = entry.isFull && entry.concept == entry.group
      let stayed = labels[index] == entry.group
      let weight = (isOwner ? 4 : 0) + (stayed ? 2 : 0) + (entry.status.isAlive ? 1 : 0)
      let known = keepers[entry.group]
      if known.map({ ($0.weight, entry.identity) < (weight, $0.identity) }) ?? true {
        keepers[entry.group] = (weight, entry.identity, labels[index])
      }
    }
    var numbers: [UInt64: UInt64] = [:]
    for (number, keeper) in keepers {
      let root = union.root(keeper.label)
      numbers[root] = min(numbers[root] ?? number, number)
    }
    // What was split off and keeps no number has that of its split; what was left behind by the name
    // that took the number along has one made of both.
    var others: [UInt64: UInt64] = [:]
    for label in Set(labels) {
      let root = union.root(label)
      let number = splits.contains(label) ? label : left(label, by: keepers[label]?.label)
      others[root] = min(others[root] ?? number, number)
    }
    for index in entries.indices {
      let root = union.root(labels[index])
      entries[index].group = numbers[root] ?? others[root] ?? labels[index]
    }
  }

  /// The number of what a name left behind when it was split off.
  private func left(_ number: UInt64, by split: UInt64?) -> UInt64 {
    split.map { StableHash.combine(number, $0) } ?? number
  }
}

/// Labels that were joined: the smallest stands for all of them.
private struct LabelUnion {
  private var parents: [UInt64: UInt64] = [:]

  /// Complexity: O(α(n)) on average; the path is halved on the way.
  mutating func root(_ label: UInt64) -> UInt64 {
    var at = label
    while let parent = parents[at] {
      if let above = parents[parent] { parents[at] = above }
      at = parent
    }
    return at
  }

  mutating func join(_ a: UInt64, _ b: UInt64) {
    let (x, y) = (root(a), root(b))
    if x != y { parents[max(x, y)] = min(x, y) }
  }
}
