internal import Normalize

/// Reads every input once: digests, and what each document states for the glossary.
struct PassOne {
  struct Findings: Sendable {
    var documents: [[Digest]] = []
    var checks: [UInt64] = []
    var failures: [InputFailure] = []
    var glossary: Glossary?
    /// The bytes of the units, where there is room to keep them.
    var sources: [[UInt8]] = []
    /// By document: what pass 2 goes on with.
    var observed: [ObservedDocument?] = []
  }

  struct Outcome {
    var documents = RunDocuments()
    var failures: [InputFailure] = []
    var glossary: Glossary
    var sources: [[UInt8]] = []
    /// By document, as far as there is room: what pass 2 goes on with.
    var observed: [ObservedDocument?] = []
  }

  /// Sources of a run up to this size stay in memory for the second pass.
  private static let keptBytes = 48 << 20
  /// Observed documents of about this size together stay in memory for the second pass.
  private static let retainedBytes = 64 << 20
  /// Runs from this size on keep what was observed on disk, to resume after an interruption.
  private static let journaledBytes = 32 << 20

  let settings: RunSettings
  let inputs: InputTable
  /// Without, only digests are made: enough to see that nothing has changed.
  let observes: Bool
  let journalPath: String?
  let progress: Progress

  func run() throws -> Outcome {
    var outcome = Outcome(glossary: Glossary(settings.resources))
    outcome.failures = inputs.failures
    let size = inputs.bytes
    let keeps = size <= Self.keptBytes
    var known: [Digest: Journal.Place] = [:]
    var journal: Box<Journal>?
    if let journalPath, observes, size >= Self.journaledBytes {
      journal = Box(
        try Journal(journalPath, header: Array(settings.fingerprint.hexadecimal.utf8)) {
          if let key = Self.key($0) { known[key] = $1 }
        })
    }
    var retained = 0
    let chunks = inputs.chunks()
    var next = 0
    let (inputs, settings) = (inputs, settings)
    let memory = observes ? Memory(places: known, journal: journal) : nil
    try Ordered.run(
      jobs: settings.jobs,
      take: {
        defer { next += 1 }
        return next < chunks.count ? chunks[next] : nil
      },
      worker: {
        var cleaner = Cleaner(settings.resources, settings.options)
        return { chunk in
          try Self.read(chunk, inputs, settings, memory, keeps, &cleaner)
        }
      },
      deliver: { (found: Findings) in
        for (digests, check) in zip(found.documents, found.checks) {
          outcome.documents.append(digests, check: check)
        }
        outcome.failures += found.failures
        outcome.sources += found.sources
        for document in found.observed where retained < Self.retainedBytes {
          retained += document?.retainedBytes ?? 0
          outcome.observed.append(document)
        }
        if let glossary = found.glossary {
          if let journal {
            let key = Self.key(found.documents)
            if known[key] == nil {
              try journal.value.append(key.words.flatMap(Self.bytes) + glossary.file(whole: true))
            }
          }
          outcome.glossary.merge(glossary)
        }
        progress.advance(found.checks.count)
      })
    outcome.failures = InputFailure.sorted(outcome.failures)
    return outcome
  }

  private static func read(
    _ chunk: Range<Int>, _ inputs: InputTable, _ settings: RunSettings,
    _ memory: Memory?, _ keeps: Bool, _ cleaner: inout Cleaner
  ) throws -> Findings {
    var found = Findings()
    var glossary = Glossary(settings.resources)
    var waiting: [Waiting] = []
    var seen: Set<Digest> = []
    for number in chunk {
      var digests: [Digest] = []
      var bytes: [UInt8] = []
      do {
        bytes = try UnitReader.bytes(inputs, number)
        UnitReader.forEachSource(in: bytes, inputs, number, failures: &found.failures) {
          record in
          let digest = Digest(record.text)
          digests.append(digest)
          guard memory != nil else { return }
          if seen.insert(digest).inserted {
            waiting.append(
              Waiting(id: digest.id, record: record, document: found.observed.count))
          }
          found.observed.append(nil)
        }
        found.checks.append(UnitReader.check(bytes) | 1)
      } catch {
        found.failures.append(error)
        found.checks.append(0)
      }
      found.documents.append(digests)
      if keeps { found.sources.append(bytes) }
      // What is remembered is known by all digests of the chunk, so without a journal there is
      // nothing to wait for.
      if let memory, memory.places.isEmpty {
        observe(waiting, &glossary, &found, &cleaner)
        waiting.removeAll(keepingCapacity: true)
      }
    }
    guard let memory else { return found }
    if !memory.places.isEmpty {
      if let file = try memory.glossaryFile(key(found.documents)),
        let known = try? Glossary(settings.resources, parsing: file)
      {
        glossary = known
      } else {
        observe(waiting, &glossary, &found, &cleaner)
      }
    }
    found.glossary = glossary
    return found
  }

  /// A document that is to be observed.
  private struct Waiting {
    var id: UInt64
    var record: Record
    /// Its number in the chunk.
    var document: Int
  }

  private static func observe(
    _ waiting: [Waiting], _ glossary: inout Glossary, _ found: inout Findings,
    _ cleaner: inout Cleaner
  ) {
    for next in waiting {
      // A document that cannot be cleaned states nothing; pass 2 reports it.
      guard let observed = try? cleaner.observe(next.record.text, as: next.record.form)
      else { continue }
      glossary.observe(observed.document, id: next.id)
      found.observed[next.document] = observed
    }
  }

  /// What an interrupted run observed: where its journal has it.
  private struct Memory: Sendable {
    var places: [Digest: Journal.Place]
    var journal: Box<Journal>?

    func glossaryFile(_ key: Digest) throws(SystemError) -> [UInt8]? {
      guard let place = places[key], let journal else { return nil }
      return Array(try journal.value.record(place).dropFirst(32))
    }
  }

  /// What a chunk's observations are remembered under: the digests of its documents.
  private static func key(_ documents: [[Digest]]) -> Digest {
    var hasher = Digest.Builder()
    for digests in documents {
      hasher.update(UInt64(digests.count))
      for digest in digests { for word in digest.words { hasher.update(word) } }
    }
    return hasher.finish()
  }

  private static func bytes(_ word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
  }

  /// The key that a record begins with.
  private static func key(_ record: [UInt8]) -> Digest? {
    guard record.count >= 32 else { return nil }
    var words: [UInt64] = [0, 0, 0, 0]
    for place in 0..<32 { words[place / 8] |= UInt64(record[place]) << UInt64(place % 8 * 8) }
    return Digest(words[0], words[1], words[2], words[3])
  }
}

/// A value that cannot be copied, held by reference.
final class Box<Value: ~Copyable> {
  let value: Value
  init(_ value: consuming Value) { self.value = value }
}

extension Box: Sendable where Value: Sendable & ~Copyable {}
