internal import Normalize

/// Cleans and glosses every document with the frozen glossary: lines of `documents.jsonl` in order,
/// and the text files.
struct PassTwo {
  struct Findings: Sendable {
    var lines: [UInt8] = []
    var statistics = RunStatistics()
    var failures: [InputFailure] = []
    var units = 0
  }

  let settings: RunSettings
  let inputs: InputTable
  let documents: RunDocuments
  let sources: [[UInt8]]
  /// By document, as far as pass 1 kept them.
  let observed: [ObservedDocument?]
  let glossary: Glossary
  let progress: Progress

  /// Appends to `output` what is not there yet, as the journal says, and returns the statistics of
  /// all documents.
  func run(
    output path: String, journal: consuming Journal, records: [[UInt8]], text: consuming TextStore
  ) throws -> (RunStatistics, [InputFailure]) {
    let file = Box(try Descriptor.open(path, .update))
    let log = Box(journal)
    let store = Box(text)
    var total = RunStatistics()
    var failures: [InputFailure] = []
    let chunks = inputs.chunks()
    var next = 0
    var end = 0
    let size = try file.value.size
    for record in records {
      guard let done = Record(record), done.end <= size, next < chunks.count else { break }
      total.add(done.statistics)
      failures += done.failures
      end = done.end
      progress.advance(chunks[next].count)
      next += 1
    }
    try file.value.truncate(to: end)
    let (inputs, documents, sources, observed) = (inputs, documents, sources, observed)
    let (settings, glossary) = (settings, glossary)
    try Ordered.run(
      jobs: settings.jobs,
      take: {
        defer { next += 1 }
        return next < chunks.count ? chunks[next] : nil
      },
      worker: {
        var maker = RunDocumentMaker(settings, inputs, documents, observed, glossary)
        return { chunk in
          var found = Findings()
          found.units = chunk.count
          found.lines.reserveCapacity(6 * InputTable.chunkSize)
          for unit in chunk {
            let bytes = sources.isEmpty ? nil : sources[unit]
            try maker.clean(unit, bytes, into: &found, store.value)
          }
          return found
        }
      },
      deliver: { (found: Findings) in
        try file.value.write(found.lines)
        end += found.lines.count
        try log.value.append(
          Record(end: end, statistics: found.statistics, failures: found.failures).bytes)
        total.add(found.statistics)
        failures += found.failures
        progress.advance(found.units)
      })
    return (total, failures)
  }

  /// What the journal says of a chunk.
  private struct Record {
    var end: Int
    var statistics: RunStatistics
    var failures: [InputFailure]

    init(end: Int, statistics: RunStatistics, failures: [InputFailure]) {
      self.end = end
      self.statistics = statistics
      self.failures = failures
    }

    var bytes: [UInt8] {
      var writer = ByteWriter()
      writer.number(end)
      statistics.write(to: &writer)
      writer.number(failures.count)
      for failure in failures {
        writer.text(failure.path)
        writer.number(failure.line)
        writer.text(failure.code)
        writer.text(failure.message)
      }
      return writer.bytes
    }

    init?(_ bytes: [UInt8]) {
      var reader = ByteReader(bytes[...])
      guard let end = reader.number(), let statistics = RunStatistics(&reader),
        let count = reader.number(), count >= 0
      else { return nil }
      self.init(end: end, statistics: statistics, failures: [])
      for _ in 0..<count {
        guard let path = reader.text(), let line = reader.number(), let code = reader.text(),
          let message = reader.text()
        else { return nil }
        failures.append(InputFailure(path: path, line: line, code: code, message: message))
      }
    }
  }
}

/// Cleans the documents of units: one for each thread.
struct RunDocumentMaker {
  private let inputs: InputTable
  private let documents: RunDocuments
  private let observed: [ObservedDocument?]
  private let glossary: Glossary
  private var cleaner: Cleaner
  private var writer: DocumentWriter

  init(
    _ settings: RunSettings, _ inputs: InputTable, _ documents: RunDocuments,
    _ observed: [ObservedDocument?], _ glossary: Glossary
  ) {
    self.observed = observed
    self.inputs = inputs
    self.documents = documents
    self.glossary = glossary
    cleaner = Cleaner(settings.resources, settings.options)
    writer = DocumentWriter(writesLedger: settings.writesLedger)
  }

  private func kept(_ number: Int) -> ObservedDocument? {
    number < observed.count ? observed[number] : nil
  }

  /// Throws `SystemError` where a text cannot be written; what is wrong with the input is a failure.
  mutating func clean(
    _ unit: Int, _ kept: [UInt8]?, into found: inout PassTwo.Findings, _ store: borrowing TextStore
  ) throws(SystemError) {
    // Unreadable in pass 1: reported there.
    guard documents.checks[unit] != 0 else { return }
    let bytes: [UInt8]
    if let kept {
      bytes = kept
    } else {
      do {
        bytes = try UnitReader.bytes(inputs, unit)
      } catch {
        return found.failures.append(error)
      }
      guard UnitReader.check(bytes) | 1 == documents.checks[unit] else {
        return found.failures.append(
          InputFailure(
            path: inputs.path(unit), line: Int(inputs.units[unit].firstLine), code: "changed",
            message: "the file changed during the run"))
      }
    }
    var number = documents.range(ofUnit: unit).lowerBound
    var records: [Record] = []
    // The lines that are no records were reported in pass 1.
    var known: [InputFailure] = []
    UnitReader.forEachSource(in: bytes, inputs, unit, failures: &known) { records.append($0) }
    // Pass 1 read another number of them: pdftotext failed in one pass, for lack of time or memory.
    guard records.count == documents.range(ofUnit: unit).count else {
      return found.failures.append(
        InputFailure(
          path: inputs.path(unit), line: 0, code: "changed",
          message: "the file was read in one pass and not in the other; run again"))
    }
    for record in records {
      try clean(record, number, unit, into: &found, store)
      number += 1
    }
  }

  private mutating func clean(
    _ record: Record, _ number: Int, _ unit: Int,
    into found: inout PassTwo.Findings, _ store: borrowing TextStore
  ) throws(SystemError) {
    let digest = documents.digests[number]
    let original = documents.original(of: number)
    var document: Document
    if let kept = kept(number) ?? original.flatMap(kept) {
      document = cleaner.finish(kept, glossary: glossary)
    } else {
      do {
        document = try cleaner.clean(record.text, as: record.form, glossary: glossary)
      } catch {
        return found.failures.append(
          InputFailure(path: inputs.path(unit), line: 0, code: "icu", message: error.description))
      }
    }
    record.annotate(&document)
    let identity = DocumentIdentity(
      path: inputs.path(unit), recordID: record.id, sha256: digest.hexadecimal,
      fileSHA256: record.pdf?.fileSHA256,
      duplicateOf: original.map { inputs.path(documents.unit(of: $0)) },
      twin: documents.twins[number].map {
        (Digest.hexadecimal(documents.digests[$0].id), inputs.path(documents.unit(of: $0)))
      })
    writer.write(document, identity, rules: cleaner.resources.rules, to: &found.lines)
    if original == nil { try store.write(digest.id, document.glossed) }
    found.statistics.add(
      document, number: number, id: digest.id, isDuplicate: original != nil,
      cleaner.resources.rules)
  }
}
