/// What every job shares: rules, tables, lexicon.
public struct Resources: Sendable {
  public let rules: RuleSet
  let han: HanTable
  let lexicon: Lexicon
  let matcher: BoilerplateMatcher
  let metadata: MetadataFinder

  /// Builds the tables once. Throws `TableError` where an embedded table is damaged.
  public init(rules: RuleSet) throws(TableError) {
    self.rules = rules
    han = try HanTable(bytes: DataFile.bytes("han.bin"))
    lexicon = Lexicon(han: han)
    matcher = BoilerplateMatcher(rules, han: han)
    metadata = MetadataFinder(lexicon: lexicon)
  }
}

/// Runs the pipeline over one source after another, reusing its buffers.
///
/// Not Sendable: each job has its own. The result depends on the source, the options and the
/// resources alone.
public struct Cleaner {
  public let options: Options
  public let resources: Resources
  private var normalizer: TextNormalizer
  private var structure = Structure()
  private var findings: [StripFinding] = []
  private var marks: [(start: Int, end: Int)] = []
  private var scratch = MatcherScratch()
  private var harvester: Harvester
  var assembly: NameAssembly
  private var glosser = Glosser()

  public init(_ resources: Resources, _ options: Options) {
    self.resources = resources
    self.options = options
    normalizer = TextNormalizer(furnitureRule: options.stripped.contains(.pageFurniture) ? 0 : nil)
    harvester = Harvester(resources.lexicon)
    assembly = NameAssembly(resources)
  }

  /// Cleans one source; names that it does not state are taken from `glossary` where it mentions
  /// them. A cleaner serves one frozen glossary: its matcher is built at the first call.
  ///
  /// Throws `ICUError` where ICU lacks a converter. Complexity: O(n).
  public mutating func clean(
    _ source: [UInt8], glossary: Glossary? = nil
  ) throws(ICUError) -> Document {
    let decoded = try SourceDecoder.decode(source, override: options.encoding)
    var group: Int32 = 0
    let (normalized, isNormal) = harvest(decoded, group: &group)
    let metadata = resources.metadata.find(normalized.bytes, structure, names: assembly.names)
    let text = settle(normalized, isNormal: isNormal, group: &group)
    var document = Document(sourceBytes: source, decoded: decoded, text: text)
    document.metadata = metadata
    tag(&document)
    describe(&document)
    assembly.mention(&document, glossary)
    glosser.gloss(&document, options, floor: options.floor)
    warn(&document)
    return document
  }

  /// The first pass of a run: names and metadata only; the text is the normalized one.
  public mutating func observe(_ source: [UInt8]) throws(ICUError) -> Document {
    let decoded = try SourceDecoder.decode(source, override: options.encoding)
    var group: Int32 = 0
    let (normalized, _) = harvest(decoded, group: &group)
    var document = Document(sourceBytes: source, decoded: decoded, text: normalized)
    document.metadata = resources.metadata.find(
      normalized.bytes, structure, names: assembly.names)
    document.names = assembly.names
    return document
  }

  /// Normalizes a source and collects its names. Returns whether the text is certainly settled.
  private mutating func harvest(
    _ decoded: DecodedSource, group: inout Int32
  ) -> (text: AlignedText, isNormal: Bool) {
    let base = AlignedText(base: decoded.text)
    var normalized = base
    var isNormal = true
    if let first = normalizer.pass(base, group: &group) {
      normalized = first
      isNormal = false
      // Joined lines and closed gaps can bring together what one pass kept apart.
      if first.hasStructuralEdit {
        if let second = normalizer.pass(first, group: &group) {
          normalized = second
        } else {
          isNormal = true
        }
      }
    }
    SentenceBreaker.shared.find(normalized.bytes, into: &structure)
    harvester.read(normalized.bytes, structure)
    assembly.collect(harvester, normalized, decoded, floor: options.floor)
    return (normalized, isNormal)
  }

  /// Strips and normalizes until neither finds anything to do, so that a clean text stays as it is.
  ///
  /// Each round shortens the text; the limit is for inputs that were made to defeat it.
  private mutating func settle(
    _ normalized: AlignedText, isNormal isSettled: Bool, group: inout Int32
  ) -> AlignedText {
    var text = normalized
    var isNormal = isSettled
    for round in 0..<Self.rounds {
      if round > 0 { SentenceBreaker.shared.find(text.bytes, into: &structure) }
      let stripped = strip(text, group: &group)
      if let stripped { text = stripped }
      if stripped == nil, isNormal { break }
      if let next = normalizer.pass(text, group: &group) {
        text = next
        isNormal = false
      } else {
        isNormal = true
        if stripped == nil { break }
      }
    }
    return text
  }

  private static let rounds = 40

  /// The text without its boilerplate, or nil where nothing is removed.
  private mutating func strip(_ text: AlignedText, group: inout Int32) -> AlignedText? {
    findings.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    resources.matcher.find(
      text.bytes, structure, stripping: options.stripped, into: &findings, scratch: &scratch)
    guard findings.contains(where: \.isRemoved) else { return nil }
    FootnoteMarks.cuts(text.bytes, structure, findings, resources.rules, into: &marks)
    return Stripper.apply(text, findings, marks: marks, group: &group)
  }

  /// Boilerplate that the last round recognised and kept.
  private func tag(_ document: inout Document) {
    for finding in findings where !finding.isRemoved {
      document.tagged.append(
        Document.Tag(
          start: finding.start, end: finding.end, rule: finding.rule, reason: finding.reason))
    }
  }

  /// Blocks, sentences, language runs.
  private mutating func describe(_ document: inout Document) {
    let text = document.text.bytes
    document.sentences.reserveCapacity(structure.sentences.count)
    for sentence in structure.sentences {
      document.sentences.append(TextExtent(sentence.start, sentence.end))
    }
    BlockClassifier.blocks(text, structure, into: &document.blocks)
    LanguageSegmenter.segments(text, han: resources.han, into: &document.segments)
    for segment in document.segments
    where segment.language != .undetermined
      && !document.metadata.languages.contains(segment.language)
    {
      document.metadata.languages.append(segment.language)
    }
  }

  private func warn(_ document: inout Document) {
    let malformed = document.decoded.edits.filter { $0.rule == .malformed }
    if !malformed.isEmpty {
      document.warnings.append(
        Document.Warning(
          code: "malformed-bytes",
          message:
            "\(malformed.count) malformed sequences in \(document.decoded.encoding.rawValue)",
          source: malformed.prefix(100).map(\.source)))
    }
    if document.sourceBytes.isEmpty {
      document.warnings.append(
        Document.Warning(code: "empty", message: "the source is empty", source: []))
    } else if document.text.bytes.isEmpty {
      document.warnings.append(
        Document.Warning(code: "blank", message: "no text is left", source: []))
    }
  }
}

extension AlignedText {
  /// Lines were joined, or text was put in another order.
  fileprivate var hasStructuralEdit: Bool {
    pieces.contains {
      switch $0.rule {
      case .joinLine, .joinHanLine, .healHyphen, .column, .cell, .pageBreak: true
      default: false
      }
    }
  }
}
