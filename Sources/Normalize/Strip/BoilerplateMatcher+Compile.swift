/// From rules to what the matcher runs on.
extension BoilerplateMatcher {
  /// The number of the vocabulary of each rule, and what each vocabulary holds: one for the
  /// sentences of a legal class, one for each other rule.
  static func vocabularies(_ rules: RuleSet, _ han: HanTable) -> ([Int], [Set<UInt64>]) {
    var names: [String: Int] = [:]
    var learned: [Set<UInt64>] = []
    var groups: [Int] = []
    for rule in rules.rules {
      let name =
        rule.sharesVocabulary
        ? "\(rule.boilerplateClass.rawValue) \(rule.language.rawValue)" : rule.id
      let group = names[name] ?? learned.count
      if group == learned.count {
        names[name] = group
        learned.append([])
      }
      Vocabulary.learn(rule, han, into: &learned[group])
      groups.append(group)
    }
    return (groups, learned)
  }

  static func compile(_ rules: RuleSet, _ groups: [Int]) -> [Compiled] {
    var compiled: [Compiled] = []
    compiled.reserveCapacity(rules.rules.count)
    for (index, rule) in rules.rules.enumerated() {
      var slots: SlotCover.Slots = 0
      for slot in rule.slots { slots |= SlotCover.bit(slot, rule.language) }
      compiled.append(
        Compiled(
          boilerplateClass: rule.boilerplateClass, language: rule.language, unit: rule.unit,
          slots: slots, group: index < groups.count ? groups[index] : 0, limit: rule.limit,
          lines: UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(rule.anchors.count)) - 1),
          isStripped: rule.boilerplateClass.isStrippedByDefault,
          longest: longest(rule.boilerplateClass)))
    }
    return compiled
  }

  /// What the filter looks for, and which rules ask for it.
  struct Choice: Sendable {
    var filter: AnchorFilter
    /// Rule and bit of each alternative: `uses[k]` for `starts[a]..<starts[a + 1]`.
    var uses: [Use]
    var starts: [UInt32]
    /// The bits of a rule that a unit must have to be looked at; 0 for a rule without anchors.
    var needs: [UInt8]
    /// The lines that are not among those bits.
    var others: AnchorLines
    /// 1 for a rule whose anchors never reach from one sentence to the next.
    var isWithin: [UInt8]
  }

  /// What an alternative is to a rule.
  struct Use: Sendable, BitwiseCopyable {
    var rule: UInt32
    /// The bit of an anchor line.
    var bits: UInt32
  }

  /// A line that is as common as this is looked for together with a second one, unless that is too
  /// common. For a million words.
  private static let common = 700
  private static let commonest = 8000
  /// What an alternative too short for a window adds.
  private static let shortRate = 20_000

  /// How common an alternative is, and how dear to look for.
  private static func rate(of text: String, _ language: BoilerplateRule.Language) -> Int {
    let isShort = text.utf8.count < 4 && text.utf8.first.map { $0 >= 0x61 } ?? false
    return AnchorRate.of(text, language) + (isShort ? shortRate : 0)
  }

  private static let sentenceEnds = Set(".!?。！？；;".unicodeScalars)

  /// The filter for the rarest anchor line of each rule, or the two rarest.
  static func choice(_ rules: RuleSet, _ han: HanTable) -> Choice {
    let forms = forms(han)
    var rates = AnchorWindow.Rates()
    for rule in rules.rules {
      for text in rule.examples.yes + rule.examples.no { rates.add(text, 2) }
    }
    for (word, rate) in AnchorRate.common + AnchorRate.ordinary {
      // Chinese words have no blanks beside them.
      rates.add(word.utf8.allSatisfy { $0 < 0x80 } ? " \(word) " : word, rate / 10)
    }
    var numbers: [String: Int] = [:]
    var chosen: [(AnchorShapes.Alternative, AnchorWindow?)] = []
    var uses: [[Use]] = []
    var needs: [UInt8] = []
    var isWithin: [UInt8] = []
    var others: [[[AnchorShapes.Alternative]]] = []
    var unit = UnitText()
    for (index, rule) in rules.rules.enumerated() {
      let lines = rule.anchors.map { line in
        line.reduce(0) { $0 + rate(of: $1.lowercased(), rule.language) }
      }
      let order = lines.indices.sorted { (lines[$0], $0) < (lines[$1], $1) }
      let first = order.first.map { lines[$0] } ?? 0
      var need: UInt8 = 0
      for line in order.prefix(first >= common ? 2 : 1)
      where need == 0 || lines[line] <= commonest {
        let bit: UInt8 = need == 0 ? 1 : 2
        need |= bit
        for text in rule.anchors[line] {
          let isWhole = rule.language == .en
          let name = "\(isWhole) \(text.lowercased())"
          let known = numbers[name] ?? chosen.count
          if known == chosen.count {
            numbers[name] = known
            unit.load(text, han)
            let scalars = unit.scalars
            let window = AnchorWindow.rarest(
              of: scalars, isWhole: isWhole, forms: forms, rates: rates)
            chosen.append((AnchorShapes.Alternative(scalars: scalars, isWhole: isWhole), window))
            uses.append([])
          }
          uses[known].append(Use(rule: UInt32(index), bits: UInt32(bit)))
        }
      }
      needs.append(need)
      let chosenLines = order.prefix(need.nonzeroBitCount)
      others.append(
        rule.anchors.indices.filter { !chosenLines.contains($0) }.map { line in
          rule.anchors[line].map { text in
            unit.load(text, han)
            return AnchorShapes.Alternative(scalars: unit.scalars, isWhole: rule.language == .en)
          }
        })
      let staysWithin = rule.anchors.allSatisfy { line in
        line.allSatisfy { !$0.unicodeScalars.contains(where: Self.sentenceEnds.contains) }
      }
      isWithin.append(staysWithin ? 1 : 0)
    }
    let (flat, starts) = flatten(uses)
    return Choice(
      filter: AnchorFilter(chosen, forms: forms, han: han), uses: flat, starts: starts,
      needs: needs, others: AnchorLines(others, han: han), isWithin: isWithin)
  }

  /// One list after the other, and where each begins.
  static func flatten(_ lists: [[Use]]) -> (uses: [Use], starts: [UInt32]) {
    var starts: [UInt32] = [0]
    for list in lists { starts.append((starts.last ?? 0) + UInt32(list.count)) }
    return (Array(lists.joined()), starts)
  }

  /// The ideographs of each key, the other way round from ``HanTable/fold(_:)``.
  private static func forms(_ han: HanTable) -> [UInt32: [UInt32]] {
    var forms: [UInt32: [UInt32]] = [:]
    for scalar in UInt32(0x2E80)...0x9FFF {
      let key = han.fold(scalar)
      guard key != scalar || han.flags(scalar).contains(.han) else { continue }
      forms[key, default: []].append(scalar)
    }
    return forms
  }

  static func titles(_ han: HanTable) -> KeySet {
    var hashes = KeySet()
    var unit = UnitText()
    for exchange in ["", "香港联合交易所有限公司"] {
      for board in ["", "证券", "主板", "GEM", "创业板", "GEM证券", "创业板证券"] {
        for title in [
          "上市规则", "收购守则", "公司收购、合并及股份回购守则", "公司收购及合并守则", "证券及期货条例",
          "公司(清盘及杂项条文)条例", "公司（清盘及杂项条文）条例", "美国证券法",
        ] {
          unit.load(exchange + board + title, han)
          hashes.insert(unit.hash(0, unit.count))
        }
      }
    }
    return hashes
  }
}
