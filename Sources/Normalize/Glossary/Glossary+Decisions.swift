/// How decisions change the entries, and which entries are names of one concept.
extension Glossary {
  /// Marks what was turned down, makes what was corrected or accepted, moves what has another scope,
  /// and says which side is official.
  ///
  /// Complexity: O(entries + decisions).
  mutating func apply(_ decisions: DecisionFold) {
    var decided: [GlossaryEntry] = []
    decided.reserveCapacity(entries.count)
    var stated: Set<DecisionFold.Key> = []
    for entry in entries {
      var entry = entry
      let key = entry.key
      let verdict = decisions.verdicts[key]
      if case .corrected? = verdict, let target = decisions.correction(of: key),
        let made = decisions.made[target]
      {
        var right = corrected(entry, made)
        if let scope = decisions.scopes[target] { right.scope = self.key(of: scope) }
        // What a pair was corrected to may have been turned down since.
        if case .rejected? = decisions.verdicts[target] {
          right.isAccepted = false
          right.status = .rejected
        }
        decided.append(right)
        stated.insert(target)
      }
      stated.insert(key)
      if let scope = decisions.scopes[key] { entry.scope = self.key(of: scope) }
      if let side = decisions.officials[key] { entry.officialBits = Self.bits(side) }
      switch verdict {
      case nil: break
      case .accepted:
        entry.accept()
        // As the person wrote it.
        if let made = decisions.made[key] { entry.show(made.pair) }
      case .rejected: entry.status = .rejected
      case .corrected: entry.status = .corrected
      }
      decided.append(entry)
    }
    for (key, made) in decisions.made where !stated.contains(key) {
      guard case .accepted? = decisions.verdicts[key] else { continue }
      decided.append(entry(made, scope: decisions.scopes[key]))
    }
    replaceEntries(decided)
    for index in entries.indices {
      if let side = decisions.officials[entries[index].key] {
        entries[index].officialBits = Self.bits(side)
      }
    }
    for (_, scope) in decisions.scopes {
      if case .issuer(let label) = scope { learn(labels: [label]) }
    }
  }

  private func key(of scope: Decision.Scope) -> UInt64 {
    switch scope {
    case .global: 0
    case .document: GlossaryEntry.documentScope
    case .issuer(let label): IssuerKey(label: label).value
    }
  }

  /// What a corrected entry's documents state, under the right names.
  private func corrected(_ entry: GlossaryEntry, _ made: DecisionFold.Made) -> GlossaryEntry {
    var right = entry
    (right.en, right.zh) = (made.pair.en, made.pair.zh)
    (right.enKey, right.zhKey) = keys(en: right.en, zh: right.zh)
    right.kind = made.kind ?? entry.kind
    if let form = made.form { (right.enForm, right.zhForm) = (form, form) }
    right.spellings = []
    right.status = .unpaired
    right.concept = StableHash.combine(right.enKey, right.zhKey)
    right.otherConcepts = []
    right.accept()
    right.isMade = true
    // As the person wrote it.
    right.rank = .max
    return right
  }

  /// An entry that a decision makes.
  private func entry(_ made: DecisionFold.Made, scope: Decision.Scope?) -> GlossaryEntry {
    let form = made.form ?? .full
    let keys = keys(en: made.pair.en, zh: made.pair.zh)
    var entry = GlossaryEntry(
      scope: scope.map(key(of:)) ?? 0, kind: made.kind ?? .organization, enForm: form,
      zhForm: form, en: made.pair.en, zh: made.pair.zh, confidence: 100, isInferred: false,
      concept: StableHash.combine(keys.en, keys.zh), documents: DocumentSketch(), enKey: keys.en,
      zhKey: keys.zh, officialBits: 0, evidenceBits: 0, rank: .max, from: .max)
    entry.accept()
    entry.isMade = true
    return entry
  }

  // MARK: - Concepts

  /// Says of each entry which concept it is a name of: short forms go with a full name that a
  /// document states them for, then joins and splits in their order.
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
    var byKey: [DecisionFold.Key: [Int]] = [:]
    for index in entries.indices { byKey[entries[index].key, default: []].append(index) }
    var groups = GroupUnion()
    for (id, isJoin, keys) in decisions.groupings {
      let members = keys.flatMap { byKey[$0] ?? [] }
      if isJoin {
        for index in members.dropFirst() {
          groups.join(entries[members[0]].group, entries[index].group)
        }
      } else {
        for index in members { entries[index].group = id.high ^ id.low | 1 }
      }
    }
    for index in entries.indices { entries[index].group = groups.root(entries[index].group) }
  }
}

extension GlossaryEntry {
  /// Displays a spelling of its own; the others stay beside it.
  mutating func show(_ pair: NamePair) {
    let known = [en, zh]
    (en, zh, rank) = (pair.en, pair.zh, .max)
    setSpellings(known)
  }

  var key: DecisionFold.Key { DecisionFold.Key(en: enKey, zh: zhKey) }

  mutating func accept() {
    isAccepted = true
    confidence = 100
    if !status.isAlive { status = .unpaired }
  }
}

/// Groups that were joined: the smallest number stands for all of them.
private struct GroupUnion {
  private var parents: [UInt64: UInt64] = [:]

  /// Complexity: O(α(n)) on average; the path is halved on the way.
  mutating func root(_ group: UInt64) -> UInt64 {
    var at = group
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

extension Glossary {
  /// What tells the names of observations apart, whatever their scope: see
  /// `GlossaryEntry.pairIdentity`.
  ///
  /// Complexity: O(name).
  public func pairIdentity(_ name: Name) -> UInt64 {
    Self.entry(Observation(document: 0, issuers: [], name: name), fold).pairIdentity
  }
}
