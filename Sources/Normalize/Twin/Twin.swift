/// The two language versions of one filing, aligned.
///
/// Positions count bytes of the `text` of their document. Written as `normalize/twin/1` by
/// `TwinWriter`.
public struct Twin: Sendable {
  /// Sentences of both versions that say the same; one side is empty where a version has none.
  public struct Alignment: Sendable, Equatable {
    /// Numbers of sentences of `english` and `chinese`.
    public var en: Range<Int>
    public var zh: Range<Int>
    /// Hundredths; 0 for a sentence without a counterpart.
    public var confidence: Int

    public var isAligned: Bool { !en.isEmpty && !zh.isEmpty }
  }

  /// A name of both versions.
  public struct PairedName: Sendable, Equatable {
    public var name: Name
    /// Numbers of the alignments that show it, at most four.
    public var alignments: [Int]
    /// How the syllables of a person's name are explained.
    public var scheme: String?
  }

  /// A defined term of both versions: `Group` and 本集團.
  public struct Term: Sendable, Equatable {
    public var en: [UInt8]
    public var zh: [UInt8]
    /// Hundredths.
    public var confidence: Int
    public var alignment: Int
  }

  /// What one version says and the other does not.
  public struct Inconsistency: Sendable, Equatable {
    public enum Kind: String, Sendable { case date, time, number, sentence, metadata }
    public var kind: Kind
    /// Number of the alignment, -1 for metadata.
    public var alignment: Int
    /// Where it stands in each version; nil where it does not.
    public var en: TextExtent?
    public var zh: TextExtent?
    public var message: String
  }

  public var english: Document
  public var chinese: Document
  public var alignments: [Alignment]
  public var names: [PairedName]
  public var terms: [Term]
  public var inconsistencies: [Inconsistency]

  /// The bytes of some sentences of a version, from the first to the last.
  public static func extent(_ document: Document, _ sentences: Range<Int>) -> TextExtent? {
    guard let first = sentences.first, let last = sentences.last else { return nil }
    return TextExtent(document.sentences[first].start, document.sentences[last].end)
  }
}

/// Aligns the English and the Chinese version of a filing.
///
/// Not Sendable: each job has its own.
public struct TwinAligner {
  private let resources: Resources
  private let options: Options
  private var reader: TwinReader
  private var names: TwinNames

  public init(_ resources: Resources, _ options: Options) {
    self.resources = resources
    self.options = options
    reader = TwinReader(resources.lexicon)
    names = TwinNames(resources.lexicon)
  }

  /// Cleans both versions, with the names that either states known to both, and aligns them.
  ///
  /// Throws `ICUError` where ICU lacks a converter. Complexity: O(n) in the sentences, O(m³) in the
  /// names of one kind that stand in sentences of the same content.
  public mutating func align(
    _ en: [UInt8], _ zh: [UInt8], as form: SourceForm = .file, glossary known: Glossary? = nil,
    decisions: DecisionFold? = nil
  ) throws(ICUError) -> Twin {
    try align(en, as: form, zh, as: form, glossary: known, decisions: decisions)
  }

  /// As `align(_:_:as:glossary:decisions:)` of versions that come in two forms.
  public mutating func align(
    _ en: [UInt8], as enForm: SourceForm, _ zh: [UInt8], as zhForm: SourceForm,
    glossary known: Glossary? = nil, decisions: DecisionFold? = nil
  ) throws(ICUError) -> Twin {
    var first = Cleaner(resources, options)
    var second = Cleaner(resources, options)
    let observed = (en: try first.observe(en, as: enForm), zh: try second.observe(zh, as: zhForm))
    var glossary = Glossary(resources)
    glossary.observe(observed.en.document, id: 1)
    glossary.observe(observed.zh.document, id: 2)
    if let known { glossary.merge(known) }
    glossary.freeze(decisions)
    return align(
      first.finish(observed.en, glossary: glossary), second.finish(observed.zh, glossary: glossary))
  }

  /// Aligns two documents that were cleaned with one glossary.
  mutating func align(_ english: Document, _ chinese: Document) -> Twin {
    var shared: [UInt64: UInt64] = [:]
    for concept in Set(english.mentions.map(\.concept))
      .intersection(chinese.mentions.map(\.concept))
    {
      shared[concept] = concept
    }
    for (en, zh) in names.samePersons(english, chinese) {
      shared[en] = en
      shared[zh] = en
    }
    let en = reader.units(english, isEnglish: true, shared: shared)
    let zh = reader.units(chinese, isEnglish: false, shared: shared)
    let beads = TwinPath(en, zh).beads()
    var twin = Twin(
      english: english, chinese: chinese,
      alignments: beads.map {
        Twin.Alignment(en: $0.en, zh: $0.zh, confidence: $0.isAligned ? $0.confidence : 0)
      }, names: [], terms: [], inconsistencies: [])
    names.pair(&twin, beads)
    twin.terms = names.terms(twin, beads)
    var check = TwinCheck(twin, en, zh)
    twin.inconsistencies = check.inconsistencies()
    return twin
  }
}

extension Bead {
  /// Hundredths: 50 where the sentences belong together as likely as not.
  var confidence: Int {
    // A logistic curve, by its values: 0 is 50, 2 is 88, 4 is 98.
    let steps = [50, 73, 88, 95, 98]
    let place = max(0, min(4, score))
    let low = Int(place)
    guard score > 0 else { return max(5, 50 + Int(score * 15)) }
    guard low < 4 else { return min(99, 98 + Int((score - 4) / 4)) }
    return steps[low] + Int((place - Double(low)) * Double(steps[low + 1] - steps[low]))
  }
}
