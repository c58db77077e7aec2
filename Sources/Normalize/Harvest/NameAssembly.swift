/// Turns what Harvest found into the names, candidates, terms and mentions of a document.
struct NameAssembly {
  private let resources: Resources
  private(set) var names: [Name] = []
  private var candidates: [Name] = []
  private var terms: [DefinedTerm] = []
  private var matcher = NameMatcher()
  /// Sides that two names share: a mention of them says nothing of the counterpart.
  private var ambiguous: Set<Int> = []
  /// Matcher of the frozen glossary's global names.
  private var frozen: NameMatcher?

  init(_ resources: Resources) { self.resources = resources }

  /// What `collect` made, to go on with it later.
  struct Collected: Sendable {
    fileprivate var names: [Name]
    fileprivate var candidates: [Name]
    fileprivate var terms: [DefinedTerm]

    var count: Int { names.count + candidates.count + terms.count }
  }

  var collected: Collected {
    get { Collected(names: names, candidates: candidates, terms: terms) }
    set { (names, candidates, terms) = (newValue.names, newValue.candidates, newValue.terms) }
  }

  /// Builds the names of a document from the harvest of its normalized text.
  mutating func collect(
    _ harvest: Harvester, _ text: AlignedText, _ decoded: DecodedSource, floor: Int
  ) {
    names.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
    let han = resources.han
    var numbers = [Int](repeating: -1, count: harvest.names.names.count)
    for (index, found) in harvest.names.names.enumerated() {
      let owner = found.owner >= 0 ? harvest.names.names[found.owner] : found
      var name = Name(
        kind: found.kind, form: found.form, enForm: found.enForm, zhForm: found.zhForm,
        en: found.en,
        zh: found.zh, official: found.official, inferred: found.inferred,
        confidence: found.confidence, variants: found.variants, evidence: [],
        concept: Self.concept(owner, han))
      for evidence in found.evidence.prefix(4) {
        var spans: [SourceExtent] = []
        text.forEachBaseExtent(of: TextExtent(evidence.start, evidence.end)) { extent in
          spans.append(decoded.source(extent))
        }
        name.evidence.append(Name.Evidence(kind: evidence.kind, source: spans))
      }
      if found.confidence >= floor {
        numbers[index] = names.count
        names.append(name)
      } else {
        candidates.append(name)
      }
    }
    for term in harvest.terms {
      let number = term.name >= 0 ? numbers[term.name] : -1
      var spans: [SourceExtent] = []
      text.forEachBaseExtent(of: TextExtent(term.start, term.end)) {
        spans.append(decoded.source($0))
      }
      terms.append(
        DefinedTerm(
          term: term.term,
          concept: number >= 0 ? names[number].concept : Self.termConcept(term.term, han),
          name: number, isRole: term.isRole, isEnglish: !term.isHan, scope: TextExtent(0, 0),
          source: spans))
    }
  }

  private static func concept(_ name: FoundName, _ han: HanTable) -> UInt64 {
    let english = name.en.isEmpty ? 0 : NameCollection.englishKey(name.en)
    let chinese = name.zh.isEmpty ? 0 : NameCollection.hanKey(name.zh, han)
    return PartLexicon.joined(
      english &* 0x9E37_79B9_7F4A_7C15 ^ chinese, UInt64(name.kind.rawValue.utf8.count))
  }

  private static func termConcept(_ term: [UInt8], _ han: HanTable) -> UInt64 {
    PartLexicon.joined(PartLexicon.hash(term), 0x7465_726D)
  }

  /// Finds the mentions in the finished text and hands everything to the document.
  mutating func mention(_ document: inout Document, _ glossary: Glossary?) {
    let text = document.text.bytes
    matcher.removeAll()
    ambiguous.removeAll(keepingCapacity: true)
    var owners = KeyTable(minimumCapacity: 3 * names.count)
    for (index, name) in names.enumerated() {
      add(name.en, index, true, &owners)
      add(name.zh, index, false, &owners)
      for variant in name.variants {
        add(variant, index, variant.first.map { $0 < 0x80 } ?? true, &owners)
      }
    }
    if let glossary { known(text, glossary, document.metadata) }
    known(text)
    matcher.freeze()
    var mentions: [Document.Mention] = []
    mentions.reserveCapacity(names.count * 3)
    matcher.forEach(in: text) { start, end, pattern in
      let name = Int(pattern.name)
      guard name < names.count else { return }
      mentions.append(
        Document.Mention(
          start: start, end: end, name: name, concept: names[name].concept,
          isEnglish: pattern.isEnglish,
          isAmbiguous: ambiguous.contains(2 * name + (pattern.isEnglish ? 1 : 0))))
    }
    document.mentions = mentions
    for index in terms.indices { terms[index].scope = TextExtent(0, text.count) }
    document.names = names
    document.candidates = candidates
    document.definedTerms = terms
  }

  private mutating func add(
    _ side: [UInt8], _ index: Int, _ isEnglish: Bool, _ owners: inout KeyTable
  ) {
    guard side.count >= 3 else { return }
    let key = PartLexicon.joined(PartLexicon.hash(side), UInt64(side.count))
    if let other = owners[key] {
      if names[other].isPaired, names[index].isPaired, names[other].concept != names[index].concept
      {
        ambiguous.insert(2 * other + (isEnglish ? 1 : 0))
      }
      return
    }
    owners[key] = index
    matcher.add(side, name: index, isEnglish: isEnglish)
  }

  /// Adds the glossary's pairs that the text mentions and no statement of it has named.
  private mutating func known(_ text: [UInt8], _ glossary: Glossary, _ metadata: Metadata) {
    if frozen == nil {
      var built = NameMatcher(bits: 16)
      for (index, name) in glossary.globalNames.enumerated() {
        built.add(name.en, name: index, isEnglish: true)
        built.add(name.zh, name: index, isEnglish: false)
      }
      built.freeze()
      frozen = built
    }
    var seen: Set<Int> = []
    var found: [KnownName] = []
    frozen?.forEach(in: text) { _, _, pattern in
      if seen.insert(Int(pattern.name)).inserted {
        found.append(glossary.globalNames[Int(pattern.name)])
      }
    }
    found.append(contentsOf: glossary.names(for: metadata))
    for known in found {
      let english = NameCollection.englishKey(known.en)
      let chinese = NameCollection.hanKey(known.zh, resources.han)
      // What the document says of either side itself stands; a side it knows alone is completed.
      if names.contains(where: {
        $0.isPaired
          && (NameCollection.englishKey($0.en) == english
            || NameCollection.hanKey($0.zh, resources.han) == chinese)
      }) {
        continue
      }
      take(
        Name(
          kind: known.kind,
          form: known.enForm == .full && known.zhForm == .full
            ? .full : known.enForm == .full ? known.zhForm : known.enForm,
          enForm: known.enForm, zhForm: known.zhForm, en: known.en, zh: known.zh,
          official: known.official, inferred: known.isInferred, confidence: known.confidence,
          variants: [], evidence: [Name.Evidence(kind: .glossary, source: [])],
          concept: known.concept))
    }
  }

  /// Adds a pair from outside: it completes the name that the document gives on one side only.
  private mutating func take(_ pair: Name) {
    let english = NameCollection.englishKey(pair.en)
    let chinese = NameCollection.hanKey(pair.zh, resources.han)
    let lone = names.firstIndex {
      !$0.isPaired
        && ($0.en.isEmpty
          ? NameCollection.hanKey($0.zh, resources.han) == chinese
          : NameCollection.englishKey($0.en) == english)
    }
    guard let lone else {
      matcher.add(pair.en, name: names.count, isEnglish: true)
      matcher.add(pair.zh, name: names.count, isEnglish: false)
      names.append(pair)
      return
    }
    var completed = pair
    completed.evidence.append(contentsOf: names[lone].evidence)
    if names[lone].en.isEmpty {
      matcher.add(pair.en, name: lone, isEnglish: true)
      completed.zh = names[lone].zh
    } else {
      matcher.add(pair.zh, name: lone, isEnglish: false)
      completed.en = names[lone].en
    }
    names[lone] = completed
  }

  /// Adds the lexicon's pairs that the text mentions and no statement has named.
  private mutating func known(_ text: [UInt8]) {
    var seen: Set<Int> = []
    var found: [Int] = []
    resources.known.forEach(in: text) { _, _, pattern in
      if seen.insert(Int(pattern.name)).inserted { found.append(Int(pattern.name)) }
    }
    guard !found.isEmpty else { return }
    let stated = Set(names.filter(\.isPaired).map { NameCollection.englishKey($0.en) })
    let statedHan = Set(
      names.filter(\.isPaired).map { NameCollection.hanKey($0.zh, resources.han) })
    for index in found {
      let pair = resources.lexicon.known[index]
      guard !stated.contains(NameCollection.englishKey(pair.en)),
        !statedHan.contains(NameCollection.hanKey(pair.zh, resources.han))
      else { continue }
      let full = FoundName(
        kind: pair.kind, enForm: pair.enForm, zhForm: pair.zhForm, en: pair.en, zh: pair.zh,
        confidence: 95, evidence: [])
      take(
        Name(
          kind: pair.kind, form: .full, enForm: .full, zhForm: .full, en: pair.en, zh: pair.zh,
          official: .unknown, inferred: false, confidence: 95, variants: [],
          evidence: [Name.Evidence(kind: .lexicon, source: [])],
          concept: Self.concept(full, resources.han)))
    }
  }
}
