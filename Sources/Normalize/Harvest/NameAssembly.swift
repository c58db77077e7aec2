/// Turns what Harvest found into the names, candidates, terms and mentions of a document.
struct NameAssembly {
  let resources: Resources
  private(set) var names: [Name] = []
  /// Those of `names`, as far as they were collected.
  private var keys: [Keys] = []
  private var candidates: [Name] = []
  var terms: [DefinedTerm] = []
  /// Names of one language, and the pair known from outside that they are the other side of.
  private var doubled: [(index: Int, taken: Int)] = []
  /// The term that is spelled the same and defined before, -1 for none.
  var previousTerm: [Int32] = []
  /// The lexicon's pairs, then the frozen glossary's, then the names of the document.
  var matcher: NameMatcher
  private var hits: [NameMatcher.Hit] = []
  /// The glossary's names, where they are filed already.
  private var index: NameIndex?
  private var hasGlossary = false
  /// Names that were given their counterpart, by the number of the pair.
  private var completed = KeyTable()
  /// Numbers of the pairs known from outside, by the key of either side.
  var known = KeyTable()
  /// The pairs of the document by the key of either side, -1 for those that it states.
  private var stated = KeyTable()
  /// The name or term that each spelling is looked for as, by the hash of its bytes.
  var owners = KeyTable()
  /// The terms by what is defined as what.
  private var byTerm = KeyTable()
  /// Sides that two names share: a mention of them says nothing of the counterpart.
  private var ambiguous: Set<Int> = []
  var used: UsedShortForms

  /// Names of the glossary below this confidence, in hundredths, are not taken.
  private let floor: Int

  init(_ resources: Resources, floor: Int) {
    self.resources = resources
    self.floor = floor
    matcher = NameMatcher()
    used = UsedShortForms(resources.lexicon)
    learn(nil)
  }

  /// Pairs of the document that a person turned down.
  private var turnedDown: [Name] = []

  /// The number of what is looked for so that no shorter name is found inside of it.
  static let shield = Int(Int32.max)
  /// Where the numbers of known names begin: those of a document lie below.
  static let outside = 1 << 24
  /// Where the numbers of defined terms begin.
  static let term = 1 << 23
  /// Where the numbers of heads of names begin.
  static let head = 3 << 22

  /// Takes in what is known from outside. Of equal names the first one counts, the glossary's before
  /// the lexicon's.
  private mutating func learn(_ glossary: Glossary?) {
    let pairs = resources.lexicon.known
    index = glossary?.index
    let names = glossary?.globalNames ?? []
    let shields = glossary?.decisions?.shields ?? []
    matcher = NameMatcher(capacity: 2 * (pairs.count + names.count) + shields.count)
    // Before all others: what has a name of its own is one.
    for side in shields {
      matcher.add(side, name: Self.shield, isEnglish: !GlossarySide.isHan(side))
    }
    known = KeyTable(minimumCapacity: 2 * (pairs.count + names.count))
    for (index, pair) in pairs.enumerated().reversed() { learn(pair.en, pair.zh, index) }
    let first = pairs.count + (index?.count ?? 0)
    for (place, name) in names.enumerated().reversed() where name.confidence >= floor {
      learn(name.en, name.zh, first + place)
    }
    matcher.seal()
  }

  private mutating func learn(_ en: [UInt8], _ zh: [UInt8], _ number: Int) {
    matcher.add(en, name: Self.outside + number, isEnglish: true)
    matcher.add(zh, name: Self.outside + number, isEnglish: false)
    known[NameCollection.englishKey(en)] = number
    known[NameCollection.hanKey(zh, resources.han)] = number
  }

  /// What `collect` made, to go on with it later.
  struct Collected: Sendable {
    fileprivate var names: [Name]
    fileprivate var keys: [Keys]
    fileprivate var candidates: [Name]
    fileprivate var terms: [DefinedTerm]

    var count: Int { names.count + candidates.count + terms.count }
  }

  var collected: Collected {
    get { Collected(names: names, keys: keys, candidates: candidates, terms: terms) }
    set {
      (names, keys) = (newValue.names, newValue.keys)
      (candidates, terms) = (newValue.candidates, newValue.terms)
    }
  }

  /// The names that say something new to a glossary: those of one language whose counterpart the
  /// lexicon knows are left out.
  var observed: [Name] {
    names.indices.filter { index in
      if names[index].isPaired { return true }
      let key = names[index].en.isEmpty ? keys[index].han : keys[index].english
      guard let number = known[key] else { return true }
      return number >= resources.lexicon.known.count
    }.map { names[$0] }
  }

  /// Builds the names of a document from the harvest of its normalized text.
  mutating func collect(
    _ harvest: Harvester, _ text: AlignedText, _ decoded: DecodedSource, floor: Int
  ) {
    names.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
    let han = resources.han
    var numbers = [Int](repeating: -1, count: harvest.names.names.count)
    // Looked at in place: a name holds several arrays, each of which a copy would retain.
    let collected = harvest.names.names
    let found = collected.span
    for index in found.indices {
      let count = min(4, found[index].evidence.count)
      var evidence: [Name.Evidence] = []
      if count > 1 { evidence.reserveCapacity(count) }
      for number in 0..<count {
        let place = found[index].evidence[number]
        let piece = Name.Evidence(
          kind: place.kind,
          source: Self.sources(TextExtent(place.start, place.end), text, decoded))
        // A literal of one is made without growing.
        if count == 1 { evidence = [piece] } else { evidence.append(piece) }
      }
      let owner = found[index].owner >= 0 ? found[index].owner : index
      let name = Name(
        kind: found[index].kind, form: FoundName.form(found[index].enForm, found[index].zhForm),
        enForm: found[index].enForm,
        zhForm: found[index].zhForm, en: found[index].en,
        zh: found[index].zh, official: found[index].official, inferred: found[index].inferred,
        confidence: found[index].confidence, variants: found[index].variants, evidence: evidence,
        concept: Self.concept(
          Keys(english: found[owner].englishKey, han: found[owner].hanKey), found[owner].kind))
      if found[index].confidence >= floor {
        numbers[index] = names.count
        names.append(name)
        keys.append(Keys(english: found[index].englishKey, han: found[index].hanKey))
      } else {
        candidates.append(name)
      }
    }
    byTerm.removeAll()
    for term in harvest.terms {
      let number = term.name >= 0 ? numbers[term.name] : -1
      let place = TextExtent(term.start, term.end)
      let spans = Self.sources(place, text, decoded)
      let concept =
        number >= 0 ? names[number].concept : Self.termConcept(term.term, han)
      // A term that is defined again as the same thing is one term.
      let key = PartLexicon.joined(PartLexicon.hash(term.term), concept)
      if let known = byTerm[key] {
        if terms[known].source.count < 8 { terms[known].source.append(contentsOf: spans) }
        continue
      }
      byTerm[key] = terms.count
      terms.append(
        DefinedTerm(
          term: term.term, concept: concept, name: number, isRole: term.isRole,
          isEnglish: !term.isHan, scope: TextExtent(0, 0),
          base: text.baseExtents(of: place).first ?? DecodedExtent(0, 0), source: spans))
    }
  }

  /// Makes candidates of the pairs that a person turned down: they are shown and not used.
  ///
  /// Complexity: O(names + terms).
  mutating func turnDown(_ isTurnedDown: (Name) -> Bool) {
    turnedDown.removeAll(keepingCapacity: true)
    let isKept = names.map { !isTurnedDown($0) }
    guard isKept.contains(false) else { return }
    var numbers = [Int](repeating: -1, count: names.count)
    for (number, index) in names.indices.filter({ isKept[$0] }).enumerated() {
      numbers[index] = number
    }
    turnedDown = names.indices.filter { !isKept[$0] }.map { names[$0] }
    for index in names.indices where !isKept[index] {
      names[index].confidence = 0
      candidates.append(names[index])
    }
    keys = zip(keys, isKept).filter(\.1).map(\.0)
    names = zip(names, isKept).filter(\.1).map(\.0)
    for index in terms.indices where terms[index].name >= 0 {
      terms[index].name = numbers[terms[index].name]
    }
  }

  /// Where a stretch of the text stands in the source.
  private static func sources(
    _ extent: TextExtent, _ text: AlignedText, _ decoded: DecodedSource
  ) -> SourceSpans {
    var spans = SourceSpans()
    text.forEachBaseExtent(of: extent) { spans.append(decoded.source($0)) }
    return spans
  }

  private static func concept(_ keys: Keys, _ kind: Name.Kind) -> UInt64 {
    PartLexicon.joined(
      keys.english &* 0x9E37_79B9_7F4A_7C15 ^ keys.han, UInt64(kind.rawValue.utf8.count))
  }

  /// The concept of a full pair that is stated nowhere.
  static func pairConcept(_ name: Name, _ han: HanTable) -> UInt64 {
    concept(
      Keys(
        english: NameCollection.englishKey(name.en), han: NameCollection.hanKey(name.zh, han)),
      name.kind)
  }

  /// The keys of the two sides of a name, 0 for one that it has not.
  fileprivate struct Keys: Sendable {
    var english: UInt64
    var han: UInt64
  }

  private func keys(_ name: Name) -> Keys {
    Keys(
      english: name.en.isEmpty ? 0 : NameCollection.englishKey(name.en),
      han: name.zh.isEmpty ? 0 : NameCollection.hanKey(name.zh, resources.han))
  }

  private static func termConcept(_ term: [UInt8], _ han: HanTable) -> UInt64 {
    PartLexicon.joined(PartLexicon.hash(term), 0x7465_726D)
  }

  /// Finds the mentions in the finished text and hands everything to the document.
  ///
  /// Complexity: O(text + names).
  mutating func mention(
    _ document: inout Document, _ glossary: Glossary?, resolvingTerms: Bool
  ) {
    let text = document.text.bytes
    if let glossary, !hasGlossary {
      learn(glossary)
      hasGlossary = true
    }
    matcher.reset()
    ambiguous.removeAll(keepingCapacity: true)
    complete(glossary, document.metadata)
    owners.removeAll()
    addShields()
    for index in names.indices {
      add(names[index].en, index, true)
      add(names[index].zh, index, false)
      for number in names[index].variants.indices {
        let variant = names[index].variants[number]
        add(variant, index, variant.first.map { $0 < 0x80 } ?? true)
      }
    }
    for index in terms.indices { terms[index].scope = TextExtent(0, text.count) }
    if resolvingTerms { addTerms(document) }
    addHeads(document)
    var mentions: [Document.Mention] = []
    mentions.reserveCapacity(names.count * 3)
    var isKnown = false
    hits.removeAll(keepingCapacity: true)
    if let index {
      let first = Self.outside + resources.lexicon.known.count
      matcher.find(in: text, beside: index, numberedFrom: first, into: &hits)
    } else {
      matcher.find(in: text, into: &hits)
    }
    var behind = 0
    for hit in hits where hit.start >= behind {
      let (start, end, pattern) = (hit.start, hit.end, hit.pattern)
      if pattern.name == Self.shield { continue }
      if pattern.name >= Self.outside {
        // `Bowen Chiu & Partners` is not Chiu & Partners.
        if pattern.isEnglish, followsName(text, start) { continue }
        isKnown = true
      } else if pattern.name >= Self.head {
        // What the lexicon knows is no head.
        if let number = known(text, start, end, isEnglish: pattern.isEnglish) {
          isKnown = true
          mentions.append(
            Document.Mention(
              start: start, end: end, name: Self.outside + number, concept: 0,
              isEnglish: pattern.isEnglish))
          continue
        }
        let number = Int(pattern.name) - Self.head
        guard let short = used.read(text, start, end, head: number, into: &names) else { continue }
        if names[short.name].evidence[0].source.isEmpty {
          names[short.name].evidence[0].source = Self.sources(
            TextExtent(start, short.end), document.text, document.decoded)
        }
        behind = short.end
        mentions.append(
          Document.Mention(
            start: start, end: short.end, name: short.name, concept: 0,
            isEnglish: pattern.isEnglish))
        continue
      } else if pattern.name >= Self.term {
        let found = term(Int(pattern.name) - Self.term, text, start, end)
        guard found >= 0 else { continue }
        mentions.append(
          Document.Mention(
            start: start, end: end, name: terms[found].name, term: found, concept: 0,
            isEnglish: pattern.isEnglish))
        continue
      }
      mentions.append(
        Document.Mention(
          start: start, end: end, name: Int(pattern.name), concept: 0,
          isEnglish: pattern.isEnglish))
    }
    if isKnown { takeKnown(&mentions, glossary) }
    for index in mentions.indices {
      let name = mentions[index].name
      mentions[index].concept = names[name].concept
      if ambiguous.isEmpty || mentions[index].term >= 0 { continue }
      mentions[index].isAmbiguous = ambiguous.contains(
        2 * name + (mentions[index].isEnglish ? 1 : 0))
    }
    if !doubled.isEmpty { dropDoubled(&mentions) }
    document.mentions = mentions
    document.names = names
    document.candidates = candidates
    document.definedTerms = terms
  }

  /// Shields what the document states and a person turned down, unless it is known otherwise.
  private mutating func addShields() {
    for name in turnedDown {
      let keys = keys(name)
      for (side, key, isEnglish) in [(name.en, keys.english, true), (name.zh, keys.han, false)]
      where !side.isEmpty && outsider(of: key) == nil {
        matcher.add(side, name: Self.shield, isEnglish: isEnglish)
      }
    }
  }

  /// Gives the names of one language the counterpart that is known from outside, and adds what the
  /// glossary has for the issuer.
  private mutating func complete(_ glossary: Glossary?, _ metadata: Metadata) {
    stated.removeAll()
    for index in names.indices where names[index].isPaired { state(keys[index], -1) }
    completed.removeAll()
    doubled.removeAll(keepingCapacity: true)
    for index in names.indices where !names[index].isPaired {
      let isHan = names[index].en.isEmpty
      let key = isHan ? keys[index].han : keys[index].english
      guard let number = outsider(of: key) else { continue }
      if let taken = completed[UInt64(number)] {
        // The other side of a pair that the document names apart.
        doubled.append((index, taken))
        continue
      }
      guard stated[key] == nil else { continue }
      var pair = outsider(number, glossary)
      let pairKeys = keys(pair)
      guard !isStated(pairKeys) else { continue }
      completed[UInt64(number)] = index
      // The pair is known from outside alone: the mention says where, not that.
      pair.evidence[0].source.append(contentsOf: names[index].evidence.lazy.flatMap { $0.source })
      if isHan { pair.zh = names[index].zh } else { pair.en = names[index].en }
      state(pairKeys, index)
      names[index] = pair
    }
    for name in glossary?.names(for: metadata) ?? [] where name.confidence >= floor {
      let pair = Self.name(name)
      let pairKeys = keys(pair)
      guard !isStated(pairKeys) else { continue }
      state(pairKeys, names.count)
      names.append(pair)
    }
  }

  /// Takes the names out whose counterpart stands in the list as the same known pair.
  private mutating func dropDoubled(_ mentions: inout [Document.Mention]) {
    var numbers = Array(names.indices)
    for (index, taken) in doubled {
      numbers[index] = taken
      names[taken].evidence[0].source.append(contentsOf: names[index].evidence.flatMap(\.source))
    }
    var kept = 0
    var places = [Int](repeating: -1, count: names.count)
    // Exchanged in place: a name holds several arrays, each of which a copy would retain.
    var found = names.mutableSpan
    for index in found.indices where numbers[index] == index {
      places[index] = kept
      if kept != index { found.swapAt(kept, index) }
      kept += 1
    }
    names.removeLast(names.count - kept)
    for index in mentions.indices { mentions[index].name = places[numbers[mentions[index].name]] }
    for index in mentions.indices where mentions[index].term < 0 {
      mentions[index].concept = names[mentions[index].name].concept
    }
    for index in terms.indices where terms[index].name >= 0 {
      terms[index].name = places[numbers[terms[index].name]]
    }
  }

  private func isStated(_ keys: Keys) -> Bool {
    stated[keys.english] != nil || stated[keys.han] != nil
  }

  private mutating func state(_ keys: Keys, _ number: Int) {
    stated[keys.english] = number
    stated[keys.han] = number
  }

  /// Adds the names from outside that the text mentions and says nothing else of; the mentions of
  /// the others are dropped.
  private mutating func takeKnown(_ mentions: inout [Document.Mention], _ glossary: Glossary?) {
    var numbers: [Int: Int] = [:]
    for index in mentions.indices where mentions[index].name >= Self.outside {
      let known = mentions[index].name - Self.outside
      let number: Int
      if let taken = numbers[known] {
        number = taken
      } else {
        number = take(known, glossary)
        numbers[known] = number
      }
      mentions[index].name = number
    }
    mentions.removeAll { $0.name < 0 }
  }

  /// Number of the name that a known pair becomes, -1 where the document says something else of
  /// either side.
  private mutating func take(_ number: Int, _ glossary: Glossary?) -> Int {
    let pair = outsider(number, glossary)
    let pairKeys = keys(pair)
    if let taken = stated[pairKeys.english] ?? stated[pairKeys.han] { return taken }
    state(pairKeys, names.count)
    names.append(pair)
    return names.count - 1
  }

  /// Number of the pair known from outside that has this key on either side.
  private func outsider(of key: UInt64) -> Int? {
    index?.number(forKey: key).map { resources.lexicon.known.count + $0 } ?? known[key]
  }

  /// A pair that is known from outside, of the lexicon or of the glossary.
  private func outsider(_ number: Int, _ glossary: Glossary?) -> Name {
    let pairs = resources.lexicon.known
    if number >= pairs.count, let glossary {
      return Self.name(glossary.globalName(number - pairs.count))
    }
    let pair = pairs[number]
    let pairKeys = Keys(
      english: NameCollection.englishKey(pair.en),
      han: NameCollection.hanKey(pair.zh, resources.han))
    return Name(
      kind: pair.kind, form: .full, enForm: .full, zhForm: .full, en: pair.en, zh: pair.zh,
      official: .unknown, inferred: false, confidence: 95, variants: [],
      evidence: [Name.Evidence(kind: .lexicon, source: [])],
      concept: Self.concept(pairKeys, pair.kind))
  }

  private static func name(_ known: KnownName) -> Name {
    Name(
      kind: known.kind,
      form: known.enForm == .full && known.zhForm == .full
        ? .full : known.enForm == .full ? known.zhForm : known.enForm,
      enForm: known.enForm, zhForm: known.zhForm, en: known.en, zh: known.zh,
      official: known.official, inferred: known.isInferred, confidence: known.confidence,
      variants: [], evidence: [Name.Evidence(kind: .glossary, source: [])],
      concept: known.concept)
  }

  private mutating func add(_ side: [UInt8], _ index: Int, _ isEnglish: Bool) {
    guard side.count >= 3 else { return }
    let key = ByteScan.hash(side.span, 0, side.count)
    if let other = owners[key] {
      // Its own spelling in capitals: keys do not tell case.
      if other == index { matcher.add(side, name: index, isEnglish: isEnglish) }
      if names[other].isPaired, names[index].isPaired, names[other].concept != names[index].concept
      {
        ambiguous.insert(2 * other + (isEnglish ? 1 : 0))
      }
      return
    }
    owners[key] = index
    matcher.add(side, name: index, isEnglish: isEnglish)
  }
}
