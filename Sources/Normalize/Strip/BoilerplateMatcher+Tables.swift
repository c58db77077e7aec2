extension BoilerplateMatcher {
  /// What the matcher is made of.
  struct Tables {
    var compiled: [Compiled]
    var vocabulary: Vocabulary
    var slotPhrases: PhraseIndex
    var anchors: PhraseIndex
    var uses: [Use]
    var starts: [UInt32]
    var choice: Choice
    var commonTitles: KeySet
    var news: KeySet

    init(_ rules: RuleSet, _ han: HanTable) {
      let (groups, vocabularies) = BoilerplateMatcher.vocabularies(rules, han)
      compiled = BoilerplateMatcher.compile(rules, groups)
      vocabulary = Vocabulary(vocabularies)
      slotPhrases = SlotLexicon.index(han: han)
      commonTitles = BoilerplateMatcher.titles(han)
      news = SlotLexicon.news(han: han)
      var ids: [String: Int] = [:]
      var texts: [(text: String, payload: UInt32, condition: PhraseIndex.Condition)] = []
      var found: [[Use]] = []
      for (index, rule) in rules.rules.enumerated() {
        for (line, alternatives) in rule.anchors.enumerated() {
          for alternative in alternatives {
            // English alternatives are whole words, Chinese ones stand anywhere.
            let key = "\(rule.language.rawValue) \(alternative)"
            let known = ids[key] ?? found.count
            if known == found.count {
              ids[key] = known
              texts.append((alternative, UInt32(known), rule.language == .en ? .wholeWords : []))
              found.append([])
            }
            found[known].append(Use(rule: UInt32(index), bits: UInt32(1) << UInt32(line)))
          }
        }
      }
      anchors = PhraseIndex(texts, han: han)
      (uses, starts) = BoilerplateMatcher.flatten(found)
      choice = BoilerplateMatcher.choice(rules, han)
    }

    func write(to writer: inout TableWriter) {
      writer.put(compiled.map { UInt32($0.group) })
      vocabulary.write(to: &writer)
      slotPhrases.write(to: &writer)
      anchors.write(to: &writer)
      writer.put(uses)
      writer.put(starts)
      choice.filter.write(to: &writer)
      writer.put(choice.uses)
      writer.put(choice.starts)
      writer.put(choice.needs)
      choice.others.write(to: &writer)
      writer.put(choice.isWithin)
      commonTitles.write(to: &writer)
      news.write(to: &writer)
    }

    init(from reader: inout TableReader, _ rules: RuleSet, _ han: HanTable) throws(TableError) {
      let groups = try reader.take(UInt32.self).map { Int($0) }
      compiled = BoilerplateMatcher.compile(rules, groups)
      vocabulary = try Vocabulary(from: &reader)
      slotPhrases = try PhraseIndex(from: &reader)
      anchors = try PhraseIndex(from: &reader)
      uses = try reader.take()
      starts = try reader.take()
      choice = Choice(
        filter: try AnchorFilter(from: &reader, han: han), uses: try reader.take(),
        starts: try reader.take(), needs: try reader.take(),
        others: try AnchorLines(from: &reader, han: han), isWithin: try reader.take())
      commonTitles = try KeySet(from: &reader)
      news = try KeySet(from: &reader)
    }
  }

  /// Appends the tables, without those that are read from the rules again.
  static func write(_ rules: RuleSet, _ han: HanTable, to writer: inout TableWriter) {
    Tables(rules, han).write(to: &writer)
  }
}
