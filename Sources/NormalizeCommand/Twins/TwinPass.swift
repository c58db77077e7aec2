internal import Normalize
internal import NormalizeStore

/// Between the passes: aligns the documents that may be twins, and keeps what those that are give the glossary.
///
/// Two documents at a time are in memory for each thread. The result depends on the documents alone, not on their
/// order, the threads or what the store had.
struct TwinPass {
  /// A document as one side of a pair: an English version may have a Traditional and a Simplified counterpart.
  private struct Use: Hashable {
    var document: Int
    var isSimplified: Bool

    static func all(_ candidate: TwinFinder.Candidate) -> [Use] {
      [candidate.en, candidate.zh].map {
        Use(document: $0, isSimplified: candidate.isSimplified)
      }
    }
  }

  private struct Finding: Sendable {
    var candidate: TwinFinder.Candidate
    /// Hundredths of the sentences of both that say the same; nil where metadata speak against it.
    var agreement: Int?
    var filed: FiledObservations?
  }

  let settings: RunSettings
  let inputs: InputTable
  let documents: RunDocuments
  let sources: [[UInt8]]
  let store: GlossaryStore

  /// Sentences that agree at least, in hundredths: less where the names of the files say that they are twins.
  private static let leastNamed = 50
  private static let least = 65
  /// By how much a pair is ahead of others of the same documents.
  private static let lead = 20

  /// The twins of the run by the number of the English version. Adds their names to the store, and those that the
  /// store did not have to the glossary of what was observed, and their ids.
  ///
  /// Throws `StoreError`. Complexity: O(text) of the documents that may be twins.
  func run(
    _ glossary: inout Glossary, _ observed: inout Set<UInt64>
  ) throws -> [RunTwin] {
    let candidates = try TwinFinder(
      inputs: inputs, documents: documents, store: store, observed: observed
    ).candidates()
    guard !candidates.isEmpty else { return [] }
    let complete = try store.complete(readBy: settings.reader)
    var uses: [Use: Int] = [:]
    for candidate in candidates {
      for use in Use.all(candidate) { uses[use, default: 0] += 1 }
    }
    var result: [RunTwin] = []
    var waiting: [TwinFinder.Candidate] = []
    for candidate in candidates {
      let twin = RunTwin(candidate, documents)
      if Use.all(candidate).allSatisfy({ uses[$0] == 1 }), complete.contains(twin.id) {
        result.append(twin)
      } else {
        waiting.append(candidate)
      }
    }
    let found = try align(waiting)
    var filed: [FiledObservations] = []
    for finding in Self.sure(found) {
      result.append(RunTwin(finding.candidate, documents))
      guard let observations = finding.filed, !complete.contains(observations.filing.id) else {
        continue
      }
      filed.append(observations)
      glossary.learn(observations.filing)
      for record in observations.observations { glossary.add(record) }
      observed.insert(observations.filing.id)
    }
    if !filed.isEmpty {
      try store.add(
        filed.map { PackedFiling($0, settings.resources) }, readBy: settings.reader)
    }
    return result.sorted { ($0.en, $0.zh) < ($1.en, $1.zh) }
  }

  /// Those that agree enough, and clearly more than other pairs of the same documents.
  private static func sure(_ findings: [Finding]) -> [Finding] {
    var best: [Use: [Int]] = [:]
    for finding in findings {
      for use in Use.all(finding.candidate) {
        best[use, default: []].append(finding.agreement ?? 0)
      }
    }
    return findings.filter { finding in
      guard let agreement = finding.agreement,
        agreement >= (finding.candidate.isNamed ? leastNamed : least)
      else { return false }
      return Use.all(finding.candidate).allSatisfy { use in
        (best[use] ?? []).count { $0 > agreement - lead } == 1
      }
    }
  }

  private func align(_ candidates: [TwinFinder.Candidate]) throws -> [Finding] {
    guard !candidates.isEmpty else { return [] }
    var findings: [Finding] = []
    var next = 0
    // Of the options those that decide which names a document states.
    var options = Options()
    options.encoding = settings.options.encoding
    options.floor = settings.options.floor
    let (pass, chosen) = (self, options)
    try Ordered.run(
      jobs: settings.jobs,
      take: {
        defer { next += 1 }
        return next < candidates.count ? candidates[next] : nil
      },
      worker: {
        var aligner = TwinAligner(pass.settings.resources, chosen)
        return { candidate in pass.finding(candidate, &aligner) }
      },
      deliver: { findings.append($0) })
    return findings
  }

  private func finding(
    _ candidate: TwinFinder.Candidate, _ aligner: inout TwinAligner
  ) -> Finding {
    var finding = Finding(candidate: candidate)
    // A document that cannot be read or cleaned is reported by the passes.
    guard let en = UnitReader.record(candidate.en, documents, inputs, sources),
      let zh = UnitReader.record(candidate.zh, documents, inputs, sources),
      let twin = try? aligner.align(
        en.text, as: en.form, zh.text, as: zh.form)
    else { return finding }
    guard twin.speaksOfOneFiling else { return finding }
    finding.agreement = twin.agreement
    let id = RunTwin(candidate, documents).id
    let (filing, observations) = twin.records(
      settings.resources, id: id, generator: NormalizeCommand.version)
    finding.filed = FiledObservations(filing, observations)
    return finding
  }
}

extension UnitReader {
  /// A document of a run by its number; nil where its file cannot be read or changed since the first pass.
  static func record(
    _ number: Int, _ documents: RunDocuments, _ inputs: InputTable, _ sources: [[UInt8]]
  ) -> Record? {
    let unit = documents.unit(of: number)
    guard let bytes = sources.isEmpty ? try? Self.bytes(inputs, unit) : sources[unit],
      check(bytes) | 1 == documents.checks[unit]
    else { return nil }
    var place = documents.range(ofUnit: unit).lowerBound
    var found: Record?
    var ignored: [InputFailure] = []
    forEachSource(in: bytes, inputs, unit, failures: &ignored) {
      if place == number { found = $0 }
      place += 1
    }
    return found
  }
}
