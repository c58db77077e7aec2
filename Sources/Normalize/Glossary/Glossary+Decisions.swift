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

extension Glossary {
  /// What tells the names of observations apart, whatever their scope: see
  /// `GlossaryEntry.pairIdentity`.
  ///
  /// Complexity: O(name).
  public func pairIdentity(_ name: Name) -> UInt64 {
    Self.entry(Observation(document: 0, issuers: [], name: name), fold).pairIdentity
  }
}
