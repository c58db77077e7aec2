/// From rules to what the matcher runs on.
extension BoilerplateMatcher {
  static func compile(_ rules: RuleSet, _ han: HanTable) -> ([Compiled], Vocabulary) {
    // One vocabulary for the sentences of a legal class, one for each other rule.
    var names: [String: Int] = [:]
    var learned: [Set<UInt64>] = []
    var groups: [Int] = []
    for rule in rules.rules {
      let name = rule.sharesVocabulary
        ? "\(rule.boilerplateClass.rawValue) \(rule.language.rawValue)" : rule.id
      let group = names[name] ?? learned.count
      if group == learned.count {
        names[name] = group
        learned.append([])
      }
      Vocabulary.learn(rule, han, into: &learned[group])
      groups.append(group)
    }
    var vocabulary = Vocabulary()
    let numbers = learned.map { vocabulary.add($0) }
    var compiled: [Compiled] = []
    for (index, rule) in rules.rules.enumerated() {
      var slots: SlotCover.Slots = 0
      for slot in rule.slots { slots |= SlotCover.bit(slot, rule.language) }
      compiled.append(
        Compiled(
          boilerplateClass: rule.boilerplateClass, language: rule.language, unit: rule.unit,
          slots: slots, group: numbers[groups[index]], limit: rule.limit,
          lines: UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(rule.anchors.count)) - 1)))
    }
    return (compiled, vocabulary)
  }

  /// The filter for the rarest anchor line of each rule.
  static func filter(_ rules: RuleSet, _ han: HanTable) -> AnchorFilter {
    var spellings: [UInt32: [UInt32]] = [:]
    for scalar in UInt32(0x2E80)...0x9FFF where han.flags(scalar).contains(.han) {
      spellings[han.fold(scalar), default: []].append(scalar)
    }
    for scalar in UInt32(0x3400)...0x9FFF where spellings[scalar] == nil {
      if han.fold(scalar) != scalar { spellings[scalar] = [] }
    }
    let rates = AnchorWindow.rates(rules.rules.flatMap { $0.examples.yes + $0.examples.no })
    var numbers: [String: Int] = [:]
    var chosen: [(AnchorFilter.Alternative, AnchorWindow)] = []
    var unit = UnitText()
    for rule in rules.rules {
      var best: (rate: Int, windows: [(String, AnchorFilter.Alternative, AnchorWindow)])?
      for line in rule.anchors {
        let rate = line.reduce(0) { $0 + AnchorRate.of($1.lowercased(), rule.language) }
        if let best, best.rate <= rate { continue }
        var windows: [(String, AnchorFilter.Alternative, AnchorWindow)] = []
        for text in line {
          let bytes = Array(text.utf8)
          unit.load(bytes.span, 0, bytes.count, han)
          let isWhole = rule.language == .en
          guard let window = AnchorWindow.rarest(
            of: unit.low, isWhole: isWhole, spellings: spellings, rates: rates)
          else { break }
          let interest = interest(of: rule)
          windows.append(
            (
              "\(isWhole) \(text.lowercased())",
              AnchorFilter.Alternative(scalars: unit.low, isWhole: isWhole, interest: interest),
              window
            ))
        }
        if windows.count == line.count { best = (rate, windows) }
      }
      for (name, alternative, window) in best?.windows ?? [] {
        if let number = numbers[name] {
          chosen[number].0.interest.formUnion(alternative.interest)
        } else {
          numbers[name] = chosen.count
          chosen.append((alternative, window))
        }
      }
    }
    return AnchorFilter(chosen, han: han)
  }

  private static func interest(of rule: BoilerplateRule) -> AnchorFilter.Interest {
    guard rule.unit == .line else { return .sentence }
    return rule.boilerplateClass == .signature ? .shortLine : .line
  }

  static func titles(_ han: HanTable) -> Set<UInt64> {
    var hashes: Set<UInt64> = []
    var unit = UnitText()
    for exchange in ["", "香港联合交易所有限公司"] {
      for board in ["", "证券", "主板", "GEM", "创业板", "GEM证券", "创业板证券"] {
        for title in [
          "上市规则", "收购守则", "公司收购、合并及股份回购守则", "公司收购及合并守则", "证券及期货条例",
          "公司(清盘及杂项条文)条例", "公司（清盘及杂项条文）条例", "美国证券法",
        ] {
          let bytes = Array((exchange + board + title).utf8)
          unit.load(bytes.span, 0, bytes.count, han)
          hashes.insert(TextHash.word(unit.low, 0, unit.count))
        }
      }
    }
    return hashes
  }
}
