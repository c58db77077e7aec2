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
  private var reader: HTMLReader
  private var repairer = TextRepairer()
  private var normalizer: TextNormalizer
  private var structure = CurrentStructure()
  private var stripper: StripSettler
  private var harvester: Harvester
  var assembly: NameAssembly
  private var glosser = Glosser()

  /// Each round looks at the whole text, which must change nothing: for the laws.
  package var isThorough = false {
    didSet {
      normalizer.isThorough = isThorough
      stripper.isThorough = isThorough
      structure.isThorough = isThorough
    }
  }

  public init(_ resources: Resources, _ options: Options) {
    self.resources = resources
    self.options = options
    reader = HTMLReader(
      navigationRule: options.stripped.contains(.navigation) ? Int32(RuleSet.navigation) : nil)
    normalizer = TextNormalizer(
      furnitureRule: options.stripped.contains(.pageFurniture) ? Int32(RuleSet.furniture) : nil)
    stripper = StripSettler(resources, stripping: options.stripped)
    harvester = Harvester(resources.lexicon)
    assembly = NameAssembly(resources, floor: options.floor)
  }

  /// Cleans one source; names that it does not state are taken from `glossary` where it mentions
  /// them. A cleaner serves one frozen glossary: its matcher is built at the first call.
  ///
  /// Throws `ICUError` where ICU lacks a converter. Complexity: O(n).
  public mutating func clean(
    _ source: [UInt8], as form: SourceForm = .file, glossary: Glossary? = nil
  ) throws(ICUError) -> Document {
    var (document, unsettled, group) = try begin(source, form, isExact: false)
    if !settle(&document, unsettled, &group, repairs: false) {
      // Damage that the first look overlooked shows once the text is settled.
      (document, unsettled, group) = try begin(source, form, isExact: true)
      _ = settle(&document, unsettled, &group, repairs: true)
    }
    finish(&document, glossary)
    return document
  }

  /// The first pass of a run: names and metadata only; the text is the normalized one. `finish`
  /// goes on from there, in this cleaner or in another one with the same options and resources.
  ///
  /// Throws `ICUError` where ICU lacks a converter. Complexity: O(n).
  public mutating func observe(
    _ source: [UInt8], as form: SourceForm = .file
  ) throws(ICUError) -> ObservedDocument {
    var (document, unsettled, group) = try begin(source, form, isExact: true)
    document.names = assembly.observed
    return ObservedDocument(
      begun: BegunDocument(
        document: document, unsettled: unsettled, group: group, sawSigns: repairer.sawSigns),
      structure: structure.value, names: assembly.collected,
      sawContext: normalizer.sawContext)
  }

  /// The document that `clean` makes of what was observed. Complexity: O(n).
  public mutating func finish(
    _ observed: ObservedDocument, glossary: Glossary? = nil
  ) -> Document {
    structure.take(observed.structure)
    assembly.collected = observed.names
    normalizer.sawContext = observed.sawContext
    var begun = observed.begun
    begun.document.names = []
    repairer.sawSigns = begun.sawSigns
    _ = settle(&begun.document, begun.unsettled, &begun.group, repairs: true)
    finish(&begun.document, glossary)
    return begun.document
  }

  /// Decodes, normalizes, and finds the names and what the document says of itself.
  private mutating func begin(
    _ source: [UInt8], _ form: SourceForm, isExact: Bool
  ) throws(ICUError) -> (document: Document, unsettled: Unsettled, group: Int32) {
    let (decoded, isPage) = try decode(source, form)
    var group: Int32 = 0
    let (normalized, unsettled, leftAlone) = harvest(
      decoded, isPage: isPage, isExact: isExact, group: &group)
    var document = Document(sourceBytes: source, decoded: decoded, text: normalized)
    if isPage {
      document.mediaType = .html
      if reader.dropped > 0 {
        document.warnings.append(
          Document.Warning(
            code: "deep-markup",
            message: """
              \(reader.dropped) tags are nested more than \(HTMLTree.deepest) deep; what they hide or \
              set in tables may be shown as text
              """,
            source: []))
      }
    }
    document.metadata = resources.metadata.find(
      normalized.bytes, structure.value, names: assembly.names)
    if normalizer.sawPrivateUse { warnOfPrivateUse(&document) }
    if !leftAlone.isEmpty {
      document.warnings.append(
        Document.Warning(
          code: "combining-marks",
          message: "\(leftAlone.count) runs of more than 30 combining marks are left as they are",
          source: leftAlone.prefix(100).map(decoded.source)))
    }
    return (document, unsettled, group)
  }

  /// Decodes a source, and says whether it is a page in HTML.
  private func decode(
    _ source: [UInt8], _ form: SourceForm
  ) throws(ICUError) -> (decoded: DecodedSource, isPage: Bool) {
    if case .value(let isValid) = form {
      let decoded = SourceDecoder.decode(value: source, isValid: isValid)
      return (decoded, HTMLSniffer.beginsPage(decoded.text))
    }
    if form == .pages { return (SourceDecoder.decode(value: source, isValid: false), false) }
    var isPage = form == .html || form == .file && HTMLSniffer.isPage(source)
    let decoded = try SourceDecoder.decode(
      source, override: options.encoding,
      declared: isPage ? HTMLSniffer.declaredEncoding(source) : nil)
    // Tags in UTF-16 are seen once it is decoded.
    if form == .file, decoded.encoding.unit == 2 { isPage = HTMLSniffer.isPage(decoded.text) }
    return (decoded, isPage)
  }

  /// Strips and describes. False where the text is damaged yet and `repairs` is false.
  ///
  /// What was joined or cut can bring damage together: the text is repaired and settled until there
  /// is none.
  private mutating func settle(
    _ document: inout Document, _ before: Unsettled, _ group: inout Int32, repairs: Bool
  ) -> Bool {
    let languages = document.metadata.languages
    var unsettled = before
    var budget = Self.rounds * document.text.bytes.count + Self.roundBytes
    while budget > 0 {
      budget -= document.text.bytes.count + Self.roundCost
      document.text = settle(document.text, unsettled, group: &group)
      let suspects = describe(&document)
      if !repairs, repairer.findsDamage(document.text.bytes, suspects: suspects) { return false }
      guard let step = repairer.repairAgain(document.text, suspects: suspects) else { break }
      document.text = step.text
      document.metadata.languages = languages
      unsettled = .everywhere
      structure.expire()
    }
    return true
  }

  /// Tags, mentions and glosses.
  private mutating func finish(_ document: inout Document, _ glossary: Glossary?) {
    stripper.tag(&document)
    if let decisions = glossary?.decisions, !decisions.isEmpty {
      assembly.turnDown(decisions.turnsDown)
    }
    assembly.mention(&document, glossary, resolvingTerms: options.resolution != .none)
    glosser.gloss(&document, options, floor: options.floor)
    warn(&document)
  }

  /// Normalizes a source and collects its names. Returns where the text may not be settled yet.
  private mutating func harvest(
    _ decoded: DecodedSource, isPage: Bool, isExact: Bool, group: inout Int32
  ) -> (text: AlignedText, unsettled: Unsettled, leftAlone: [DecodedExtent]) {
    var normalized = AlignedText(base: decoded.text)
    if isPage { normalized = reader.read(normalized, group: &group) }
    if let step = repairer.repair(normalized, isExact: isExact) { normalized = step.text }
    var leftAlone: [DecodedExtent] = []
    var unsettled = Unsettled.everywhere
    normalizer.joinsAgain = false
    for round in 0..<2 {
      let step = normalizer.pass(normalized, unsettled, group: &group)
      // The first pass is over the whole text.
      if round == 0 { leftAlone = normalizer.leftAlone.flatMap(normalized.baseExtents) }
      guard let step else {
        unsettled = .nowhere
        break
      }
      normalized = step.text
      unsettled = Unsettled(after: step.change)
      // Joined lines and closed gaps can bring together what one pass kept apart.
      if round == 0, !normalized.hasStructuralEdit { break }
    }
    structure.expire()
    structure.read(normalized.bytes)
    harvester.read(normalized.bytes, structure.value)
    assembly.collect(harvester, normalized, decoded, floor: options.floor)
    return (normalized, unsettled, leftAlone)
  }

  /// Strips and normalizes until neither finds anything to do, so that a clean text stays as it is.
  ///
  /// Each round shortens the text. The limit is for inputs that were made to defeat it: the rounds
  /// together read the text forty times, and a short one more often.
  private mutating func settle(
    _ normalized: AlignedText, _ before: Unsettled, group: inout Int32
  ) -> AlignedText {
    var text = normalized
    var unsettled = before
    stripper.begin()
    normalizer.joinsAgain = true
    var budget = Self.rounds * text.bytes.count + Self.roundBytes
    while budget > 0 {
      budget -= text.bytes.count + Self.roundCost
      let stripped = stripper.strip(text, &structure, group: &group)
      if let stripped {
        text = stripped.text
        structure.follow(stripped.change)
        unsettled.follow(stripped.change, cuttingMarksOf: text.bytes)
      } else if unsettled.isNowhere {
        break
      }
      guard let step = normalizer.pass(text, unsettled, group: &group) else {
        unsettled = .nowhere
        if stripped == nil { break }
        continue
      }
      text = step.text
      structure.follow(step.change)
      unsettled = Unsettled(after: step.change)
      stripper.follow(step.change)
    }
    stripper.readAgain(text.bytes, &structure)
    structure.read(text.bytes)
    return text
  }

  private static let rounds = 40
  /// Bytes that a short text's rounds read besides, and what a round costs beyond the bytes it reads.
  private static let roundBytes = 1 << 22
  private static let roundCost = 1 << 10

  /// Blocks, sentences, language runs. Returns places in the runs that have rare ideographs.
  private mutating func describe(_ document: inout Document) -> [Int] {
    let text = document.text.bytes
    document.sentences = structure.value.sentences.map { TextExtent($0.start, $0.end) }
    BlockClassifier.blocks(text, structure.value, into: &document.blocks)
    let suspects = LanguageSegmenter.segments(
      text, han: resources.han, into: &document.segments)
    for segment in document.segments
    where segment.language != .undetermined
      && !document.metadata.languages.contains(segment.language)
    {
      document.metadata.languages.append(segment.language)
    }
    return suspects
  }

  /// Lists code points of private use: what they show, only the font knows.
  private func warnOfPrivateUse(_ document: inout Document) {
    let text = document.text.bytes
    var places: [SourceExtent] = []
    var count = 0
    var at = 0
    while at < text.count {
      guard text[at] == 0xEE || text[at] == 0xEF else {
        at += 1
        continue
      }
      let scalar = UTF8Scan.scalar(text, at: at)
      if scalar.value >= 0xE000, scalar.value <= 0xF8FF {
        count += 1
        if places.count < 100 {
          places += document.text.baseExtents(of: TextExtent(at, at + scalar.length)).map(
            document.decoded.source)
        }
      }
      at += max(1, scalar.length)
    }
    guard count > 0 else { return }
    document.warnings.append(
      Document.Warning(
        code: "private-use",
        message: "\(count) private-use code points, which only their font can show", source: places)
    )
  }

  private func warn(_ document: inout Document) {
    let malformed = document.decoded.edits.lazy.filter { $0.rule == .malformed }
    let count = document.decoded.edits.count { $0.rule == .malformed }
    if count > 0 {
      document.warnings.append(
        Document.Warning(
          code: "malformed-bytes",
          message:
            "\(count) malformed sequences in \(document.decoded.encoding.rawValue)",
          source: Array(malformed.prefix(100).map(\.source))))
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
