/// Proposes boilerplate rules: passages that recur across issuers in nearly the same words.
///
/// 1. Each document is cleaned, so that what the rules remove or tag already is not seen.
/// 2. Sentences are counted by their tokens, numbers aside (`LearnTokens`). Those whose runs of
///    words stand in too few documents are dropped.
/// 3. The rest are brought together by min-hash: sentences that share a band of their signature
///    and half of their runs are wordings of one passage. The commonest wording leads.
/// 4. What all wordings share are the words of the rule, what differs are its slots
///    (``LearnedRule``).
///
/// The proposals depend on the set of documents alone, not on their order, and a document that is
/// added twice counts once.
///
///     var learner = BoilerplateLearner(resources)
///     for source in sources { try learner.add(source) }
///     for proposal in learner.proposals() { print(proposal.text) }
///
/// Left alone on purpose: passages of one issuer, lists and tables, sentences of less than eight
/// words or twelve ideographs, and anything with many figures.
public struct BoilerplateLearner {
  /// When a passage is proposed.
  public struct Options: Sendable {
    /// Distinct documents at the least, never below 2.
    public var documents = 3
    /// Distinct issuers at the least, of the documents whose issuer is known.
    public var issuers = 2

    public init() {}
  }

  /// A wording of a passage, with the documents it stands in.
  private struct Wording {
    /// The first of those that differ in figures and punctuation only, by their bytes.
    var bytes: [UInt8]
    /// Ascending.
    var documents: [Int32]
  }

  private static let fewestWords = 8
  private static let fewestHan = 12
  private static let mostTokens = 400
  private static let counters = 1 << 22
  private static let bands = 8

  private let options: Options
  private let resources: Resources
  private var cleaner: Cleaner
  private var wordings: [Wording] = []
  private var indexes = KeyTable(minimumCapacity: 1 << 12)
  private var seen = KeySet()
  /// The issuer of each document, 0 where it is not known.
  private var issuers: [UInt64] = []

  public init(_ resources: Resources, options: Options = Options()) {
    self.resources = resources
    self.options = options
    var settings = Normalize.Options()
    settings.gloss = .none
    cleaner = Cleaner(resources, settings)
  }

  /// How many distinct documents were added.
  public var documentCount: Int { issuers.count }

  /// Adds a document. Complexity: O(n), and O(s) of memory for sentences not seen before.
  ///
  /// - Throws: `ICUError` where ICU lacks a converter.
  public mutating func add(_ source: [UInt8]) throws(ICUError) {
    let document = try cleaner.clean(source)
    let text = document.text.bytes
    guard seen.insert(StableHash.of(source[...])) else { return }
    let number = Int32(truncatingIfNeeded: issuers.count)
    let keys = document.metadata.issuerKeys(resources)
    issuers.append((keys.codes.first ?? keys.names.first)?.value ?? 0)
    var tag = 0
    for sentence in document.sentences {
      let (start, end) = (sentence.start, sentence.end)
      while tag < document.tagged.count, document.tagged[tag].end <= start { tag += 1 }
      if tag < document.tagged.count, document.tagged[tag].start < end { continue }
      guard start >= 0, end > start, end <= text.count, end - start <= 8 * Self.mostTokens
      else { continue }
      note(Array(text[start..<end]), number)
    }
  }

  private mutating func note(_ bytes: [UInt8], _ document: Int32) {
    // A TAB parts the cells of a table.
    if bytes.contains(0x09) { return }
    let tokens = LearnTokens(bytes, resources.han)
    let fewest = tokens.language == .en ? Self.fewestWords : Self.fewestHan
    guard tokens.tokens.count >= fewest, tokens.tokens.count <= Self.mostTokens,
      tokens.numberCount * 6 <= tokens.tokens.count
    else { return }
    let key = tokens.key
    guard let index = indexes[key] else {
      indexes[key] = wordings.count
      wordings.append(Wording(bytes: bytes, documents: [document]))
      return
    }
    if wordings[index].documents.last != document { wordings[index].documents.append(document) }
    if bytes.lexicographicallyPrecedes(wordings[index].bytes) { wordings[index].bytes = bytes }
  }

  // MARK: Proposals

  /// A passage in the wordings that were found, the leading one first.
  private struct Cluster {
    var wordings: [Int]
    var shingles: Set<UInt64>
  }

  /// The rules that the documents suggest, those with the most documents first.
  ///
  /// Complexity: O(n) in the bytes of the distinct sentences, but for sorting, and O(w²) in the
  /// words of each proposed passage.
  public func proposals() -> [LearnedRule] {
    let least = max(2, options.documents)
    let candidates = frequent(least)
    var clusters: [Cluster] = []
    var buckets: [UInt64: [Int]] = [:]
    for (wording, shingles) in candidates {
      let keys = Self.bandKeys(shingles)
      var best: (cluster: Int, common: Int)?
      var tried: Set<Int> = []
      for key in keys {
        for cluster in buckets[key] ?? [] where tried.insert(cluster).inserted {
          let common = clusters[cluster].shingles.intersection(shingles).count
          let size = clusters[cluster].shingles.count + shingles.count - common
          guard common * 2 >= size, common > (best?.common ?? 0) else { continue }
          best = (cluster, common)
        }
      }
      if let best {
        clusters[best.cluster].wordings.append(wording)
        continue
      }
      for key in keys where (buckets[key]?.count ?? 0) < 32 {
        buckets[key, default: []].append(clusters.count)
      }
      clusters.append(Cluster(wordings: [wording], shingles: shingles))
    }
    var rules: [LearnedRule] = []
    for cluster in clusters {
      var documents: Set<Int32> = []
      for wording in cluster.wordings { documents.formUnion(wordings[wording].documents) }
      let known = documents.map { issuers[Int($0)] }.filter { $0 != 0 }
      let distinct = Set(known).count
      guard documents.count >= least, known.isEmpty || distinct >= options.issuers else { continue }
      let texts = cluster.wordings.map { wordings[$0].bytes }
      if let rule = LearnedRule(texts, documents.count, distinct, resources) { rules.append(rule) }
    }
    return rules.sorted { ($1.documents, $0.id) < ($0.documents, $1.id) }
  }

  /// Wordings of which half of the runs stand in `least` documents or more, about: the commonest
  /// first, then by their bytes.
  private func frequent(_ least: Int) -> [(wording: Int, shingles: Set<UInt64>)] {
    var counts = [UInt16](repeating: 0, count: Self.counters)
    var sets: [Set<UInt64>] = []
    sets.reserveCapacity(wordings.count)
    for wording in wordings {
      let shingles = Set(LearnTokens(wording.bytes, resources.han).shingles)
      for shingle in shingles {
        let slot = Int(truncatingIfNeeded: shingle >> 20) & (Self.counters - 1)
        counts[slot] = UInt16(min(Int(counts[slot]) + wording.documents.count, Int(UInt16.max)))
      }
      sets.append(shingles)
    }
    var found: [(wording: Int, shingles: Set<UInt64>)] = []
    for (index, shingles) in sets.enumerated() {
      var common = 0
      for shingle in shingles
      where Int(counts[Int(truncatingIfNeeded: shingle >> 20) & (Self.counters - 1)]) >= least {
        common += 1
      }
      if common * 2 >= shingles.count, common > 0 { found.append((index, shingles)) }
    }
    return found.sorted {
      let (one, other) = (wordings[$0.wording], wordings[$1.wording])
      return one.documents.count != other.documents.count
        ? one.documents.count > other.documents.count
        : one.bytes.lexicographicallyPrecedes(other.bytes)
    }
  }

  /// A key for each band of the signature: two minima of the shingles under hashes of their own.
  private static func bandKeys(_ shingles: Set<UInt64>) -> [UInt64] {
    (0..<bands).map { band in
      var first = UInt64.max
      var second = UInt64.max
      let seed = UInt64(band) &* 0x9E37_79B9_7F4A_7C15
      for shingle in shingles {
        first = min(first, TextHash.mix(shingle ^ seed))
        second = min(second, TextHash.mix(shingle &+ ~seed))
      }
      return TextHash.mix(first ^ second &* 3 ^ UInt64(band))
    }
  }
}
