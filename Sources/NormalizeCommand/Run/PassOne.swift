internal import Normalize
internal import NormalizeStore

/// Reads every input once: digests, and what each document states for the glossary.
struct PassOne {
  struct Findings: Sendable {
    var documents: [[Digest]] = []
    var languages: [[SourceLanguage]] = []
    var checks: [UInt64] = []
    var failures: [InputFailure] = []
    var glossary: Glossary?
    /// What the store is to keep.
    var filed: [PackedFiling] = []
    /// The bytes of the units, where there is room to keep them.
    var sources: [[UInt8]] = []
    /// By document: what pass 2 goes on with.
    var observed: [ObservedDocument?] = []
  }

  struct Outcome {
    var documents = RunDocuments()
    var failures: [InputFailure] = []
    /// Of the documents that were observed; those that the store had are not.
    var glossary: Glossary
    var observedIDs: Set<UInt64> = []
    var sources: [[UInt8]] = []
    /// By document, as far as there is room: what pass 2 goes on with.
    var observed: [ObservedDocument?] = []
  }

  /// Sources of a run up to this size stay in memory for the second pass.
  private static let keptBytes = 48 << 20
  /// Observed documents of about this size together stay in memory for the second pass.
  private static let retainedBytes = 64 << 20
  /// Documents that are added to the store in one transaction.
  private static let batch = 1000

  let settings: RunSettings
  let inputs: InputTable
  /// Keeps what was observed, so that an interrupted run resumes. Without one, only digests are made:
  /// enough to see that nothing has changed.
  let store: GlossaryStore?
  let progress: Progress

  func run() throws -> Outcome {
    var outcome = Outcome(glossary: Glossary(settings.resources))
    outcome.failures = inputs.failures
    let size = inputs.bytes
    let keeps = size <= Self.keptBytes
    let complete = try store?.complete(readBy: settings.reader)
    var waiting: [PackedFiling] = []
    var retained = 0
    let chunks = inputs.chunks()
    var next = 0
    let (inputs, settings) = (inputs, settings)
    try Ordered.run(
      jobs: settings.jobs,
      take: {
        defer { next += 1 }
        return next < chunks.count ? chunks[next] : nil
      },
      worker: {
        var cleaner = Cleaner(settings.resources, settings.options)
        return { chunk in
          try Self.read(chunk, inputs, settings, complete, keeps, &cleaner)
        }
      },
      deliver: { (found: Findings) in
        for (unit, digests) in found.documents.enumerated() {
          outcome.documents.append(digests, found.languages[unit], check: found.checks[unit])
        }
        outcome.failures += found.failures
        outcome.sources += found.sources
        for document in found.observed where retained < Self.retainedBytes {
          retained += document?.retainedBytes ?? 0
          outcome.observed.append(document)
        }
        if let glossary = found.glossary { outcome.glossary.merge(glossary) }
        if let store {
          waiting += found.filed
          for filed in found.filed {
            outcome.observedIDs.insert(filed.filing.id)
            outcome.documents.note(filed.filing)
          }
          if waiting.count >= Self.batch { try Self.flush(&waiting, store, settings) }
        }
        progress.advance(found.checks.count)
      })
    if let store { try Self.flush(&waiting, store, settings) }
    outcome.failures = InputFailure.sorted(outcome.failures)
    return outcome
  }

  private static func flush(
    _ waiting: inout [PackedFiling], _ store: GlossaryStore, _ settings: RunSettings
  ) throws {
    while !waiting.isEmpty {
      let count = min(batch, waiting.count)
      try store.add(Array(waiting.prefix(count)), readBy: settings.reader)
      waiting.removeFirst(count)
    }
  }

  /// `complete` are the documents that the store has; nil where nothing is observed.
  private static func read(
    _ chunk: Range<Int>, _ inputs: InputTable, _ settings: RunSettings,
    _ complete: Set<UInt64>?, _ keeps: Bool, _ cleaner: inout Cleaner
  ) throws -> Findings {
    var found = Findings()
    var glossary = Glossary(settings.resources)
    var seen: Set<Digest> = []
    for number in chunk {
      var digests: [Digest] = []
      var languages: [SourceLanguage] = []
      var bytes: [UInt8] = []
      do {
        bytes = try UnitReader.bytes(inputs, number)
        var failures: [InputFailure] = []
        defer { found.failures += failures }
        UnitReader.forEachSource(in: bytes, inputs, number, failures: &failures) { record in
          let digest = Digest(record.text)
          digests.append(digest)
          languages.append(complete == nil ? .other : SourceLanguage(record.text))
          guard let complete else { return }
          var observed: ObservedDocument?
          if seen.insert(digest).inserted, !complete.contains(digest.id) {
            observed = observe(record, digest.id, settings, &glossary, &found, &cleaner)
          }
          found.observed.append(observed)
        }
        found.checks.append(UnitReader.check(bytes) | 1)
      } catch {
        found.failures.append(error)
        found.checks.append(0)
      }
      found.documents.append(digests)
      found.languages.append(languages)
      if keeps { found.sources.append(bytes) }
    }
    if complete != nil { found.glossary = glossary }
    return found
  }

  private static func observe(
    _ record: Record, _ id: UInt64, _ settings: RunSettings, _ glossary: inout Glossary,
    _ found: inout Findings, _ cleaner: inout Cleaner
  ) -> ObservedDocument? {
    // A document that cannot be cleaned states nothing; pass 2 reports it.
    guard let observed = try? cleaner.observe(record.text, as: record.form) else { return nil }
    glossary.observe(observed.document, id: id)
    let (filing, observations) = observed.records(
      settings.resources, id: id, generator: NormalizeCommand.version)
    found.filed.append(
      PackedFiling(FiledObservations(filing, observations), settings.resources))
    return observed
  }
}

/// A value that cannot be copied, held by reference.
final class Box<Value: ~Copyable> {
  let value: Value
  init(_ value: consuming Value) { self.value = value }
}

extension Box: Sendable where Value: Sendable & ~Copyable {}
