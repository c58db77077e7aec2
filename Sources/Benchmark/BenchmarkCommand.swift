internal import Laws

#if STAGES
  @testable internal import Normalize
#else
  internal import Normalize
#endif

/// The time of each stage over the corpus, one thread; `make bench` runs it behind the whole.
@main
struct BenchmarkCommand {
  static func main() throws {
    let filings = CorpusFiles.filings.map(\.bytes)
    let resources = try Resources(rules: RuleSet.builtin())
    var cleaner = Cleaner(resources, Options())
    var documents: [Document] = []
    for filing in filings { documents.append(try cleaner.clean(filing)) }
    let bytes = filings.reduce(0) { $0 + $1.count }
    print("| stage | MB/s of source | share of `clean` |")
    print("| --- | --- | --- |")
    let whole = try time { for filing in filings { _ = try cleaner.clean(filing) } }
    func row(_ name: String, _ seconds: Double) {
      let speed = Double(bytes) / seconds / 1e6
      print("| \(name) | \(Int(speed.rounded())) | \(Int((100 * seconds / whole).rounded())) % |")
    }
    #if STAGES
      let decoded = try filings.map { try SourceDecoder.decode($0) }
      row("decode", try time { for filing in filings { _ = try SourceDecoder.decode(filing) } })
      var normalizer = TextNormalizer(furnitureRule: 0)
      row(
        "normalize, one pass",
        try time {
          for source in decoded {
            var group: Int32 = 0
            _ = normalizer.pass(AlignedText(base: source.text), group: &group)
          }
        })
      var structure = Structure()
      let texts = documents.map(\.text.bytes)
      row(
        "segment, sentences",
        try time {
          for text in texts { SentenceBreaker.shared.find(text, into: &structure) }
        })
      var harvester = Harvester(resources.lexicon)
      row(
        "segment and harvest, names",
        try time {
          for text in texts {
            SentenceBreaker.shared.find(text, into: &structure)
            harvester.read(text, structure)
          }
        })
    #endif
    row("clean", whole)
    var writer = DocumentWriter()
    var output: [UInt8] = []
    let identity = DocumentIdentity(path: "a", sha256: String(repeating: "0", count: 64))
    row(
      "write JSON",
      try time {
        for document in documents {
          output.removeAll(keepingCapacity: true)
          writer.write(document, identity, rules: resources.rules, to: &output)
        }
      })
  }

  /// Seconds of the fastest of some repetitions.
  private static func time(_ body: () throws -> Void) throws -> Double {
    var best = Double.infinity
    for _ in 0..<7 {
      let begun = ContinuousClock.now
      try body()
      best = min(best, (ContinuousClock.now - begun) / .seconds(1))
    }
    return best
  }
}
