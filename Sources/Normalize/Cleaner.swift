/// Runs the pipeline over one source after another, reusing its buffers.
///
/// Not Sendable: each job has its own. The result depends on the source, the options and the
/// resources alone.
public struct Cleaner {
  public let options: Options
  public let resources: Resources
  private var normalizer: TextNormalizer
  private var structure = Structure()

  public init(_ resources: Resources, _ options: Options) {
    self.resources = resources
    self.options = options
    normalizer = TextNormalizer(
      furnitureRule: options.stripped.contains(.pageFurniture) ? 0 : nil)
  }

  /// Cleans one source.
  ///
  /// Throws `ICUError` where ICU lacks a converter. Complexity: O(n).
  public mutating func clean(_ source: [UInt8]) throws(ICUError) -> Document {
    let decoded = try SourceDecoder.decode(source, override: options.encoding)
    var group: Int32 = 0
    var text = AlignedText(base: decoded.text)
    for _ in 0..<Self.passes {
      let next = normalizer.pass(text, group: &group)
      let done = next.bytes == text.bytes
      text = next
      if done { break }
    }
    var document = Document(sourceBytes: source, decoded: decoded, text: text)
    document.glossed = text.bytes
    SentenceBreaker.shared.find(text.bytes, into: &structure)
    if !text.bytes.isEmpty {
      document.segments = [Document.Segment(start: 0, end: text.bytes.count, language: .en)]
    }
    return document
  }

  /// Passes after which a text that still changes is left as it is.
  private static let passes = 12
}

/// What every job shares: rules and tables.
public struct Resources: Sendable {
  public let rules: RuleSet
  let han: HanTable

  public init(rules: RuleSet) throws(TableError) {
    self.rules = rules
    han = try HanTable(bytes: DataFile.bytes("han.bin"))
  }
}
