/// What a twin says of itself and gives the glossary.
extension Twin {
  /// Hundredths of the sentences of both versions that have their counterpart.
  ///
  /// Complexity: O(alignments).
  public var agreement: Int {
    let all = english.sentences.count + chinese.sentences.count
    guard all > 0 else { return 0 }
    let aligned = alignments.reduce(0) { sum, alignment in
      alignment.isAligned && alignment.confidence >= Self.clear
        ? sum + alignment.en.count + alignment.zh.count : sum
    }
    // Two documents of a line or two agree by chance.
    return alignments.count { $0.isAligned && $0.confidence >= Self.clear } < Self.fewest
      ? 0 : 100 * aligned / all
  }

  /// Hundredths of an alignment that is one, and how many make a filing.
  private static let clear = 60
  private static let fewest = 3

  /// Neither dates nor stock codes speak against it: those that both versions have are the same.
  public var speaksOfOneFiling: Bool {
    if let first = english.metadata.date, let second = chinese.metadata.date, first != second {
      return false
    }
    let (first, second) = (Self.codes(english), Self.codes(chinese))
    return first.isEmpty || second.isEmpty || !first.isDisjoint(with: second)
  }

  private static func codes(_ document: Document) -> Set<String> {
    Set(
      document.metadata.issuers.filter { $0.role == .issuer }
        .flatMap { $0.listings.map { "\($0.exchange):\($0.code)" } })
  }

  /// What the two versions give the glossary together: the names that their alignment paired, with a sentence of
  /// each, under an id of their own, so that they go when one of the two does.
  ///
  /// Complexity: O(names).
  public func records(
    _ resources: Resources, id: UInt64, generator: String
  ) -> (filing: FilingRecord, observations: [ObservationRecord]) {
    var metadata = chinese.metadata
    metadata.issuers = issuers
    let filing = FilingRecord(
      id: id, generator: generator, date: metadata.date ?? english.metadata.date,
      title: metadata.title ?? english.metadata.title, issuers: issuers)
    let labels = filing.issuerLabels(resources)
    let observations = names.compactMap { paired -> ObservationRecord? in
      guard paired.name.isPaired, paired.name.kind != .title,
        paired.name.evidence.contains(where: { $0.kind == .parallel })
      else { return nil }
      var name = paired.name
      // Spans would be those of one version.
      name.evidence = [Name.Evidence(kind: .parallel, source: SourceSpans())]
      let context = paired.alignments.first.map { alignments[$0] }
      return ObservationRecord(
        filing: id, issuers: labels, name: name,
        enContext: Self.context(english, context?.en), zhContext: Self.context(chinese, context?.zh)
      )
    }
    return (filing, observations)
  }

  /// The issuer with the names and codes of both versions.
  private var issuers: [Metadata.Issuer] {
    let en = english.metadata.issuers.first { $0.role == .issuer }
    guard var issuer = chinese.metadata.issuers.first(where: { $0.role == .issuer }) ?? en else {
      return []
    }
    issuer.en = en?.en ?? issuer.en
    issuer.zh = issuer.zh ?? en?.zh
    if issuer.listings.isEmpty { issuer.listings = en?.listings ?? [] }
    return [issuer]
  }

  /// The sentences, where they are not long.
  private static func context(_ document: Document, _ sentences: Range<Int>?) -> [UInt8] {
    guard let sentences, let extent = extent(document, sentences),
      extent.end - extent.start <= longestContext
    else { return [] }
    return document.text.bytes[extent.start..<extent.end].map { $0 < 0x20 ? 0x20 : $0 }
  }

  private static let longestContext = 600
}
