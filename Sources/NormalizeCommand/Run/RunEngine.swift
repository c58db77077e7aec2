internal import Normalize
internal import NormalizeStore

/// The two passes: observe, fold, freeze; clean, gloss, write; then publish.
struct RunEngine {
  let settings: RunSettings
  let inputs: InputTable

  /// The number of failures.
  func run(_ folder: borrowing OutputFolder) throws -> Int {
    let progress = Progress(total: inputs.units.count)
    defer { progress.end() }
    let store = try GlossaryStore(
      settings.storePath ?? folder.store, .create, settings.resources)
    let held = settings.fingerprint(with: try store.digest())
    if folder.mayHold(held, inputs: inputs) {
      progress.begin("comparing")
      let seen = try PassOne(
        settings: settings, inputs: inputs, store: nil, progress: progress
      ).run()
      let fingerprint = seen.documents.fingerprint(inputs, seen.failures)
      if folder.wasMade(from: fingerprint, held) {
        guard let changed = folder.changedOutput(seen.documents) else {
          try folder.dropWork()
          inputs.pdf.cache?.prune()
          return seen.failures.count
        }
        Terminal.warn("normalize: \(changed) is not as it was written; the output is made anew")
      }
    }
    try FileSystem.makeDirectory(folder.work)
    progress.begin("observing")
    var first = try PassOne(
      settings: settings, inputs: inputs, store: store, progress: progress
    ).run()
    let twins = try TwinPass(
      settings: settings, inputs: inputs, documents: first.documents, sources: first.sources,
      store: store
    ).run(&first.glossary, &first.observedIDs)
    first.documents.pair(twins)
    // The output's own store speaks of the output's documents; one that was given keeps all.
    if settings.storePath == nil {
      try store.keepOnly(Set(first.documents.digests.map(\.id)).union(twins.map(\.id)))
    }
    let settled = try store.fold(
      joining: GlossaryStore.Fresh(first.glossary, of: first.observedIDs, readBy: settings.reader))
    let glossary = try frozen(settled, store)
    let made = settings.fingerprint(with: settled.digest)
    let glossaryFile = glossary.file()
    let fingerprint = first.documents.fingerprint(inputs, first.failures)

    progress.begin("cleaning")
    var header = Digest.Builder()
    header.update(Array("\(made.hexadecimal) \(fingerprint.hexadecimal)".utf8))
    header.update(glossaryFile)
    var records: [[UInt8]] = []
    let journal = try Journal(
      folder.work + "/cleaned", header: Array(header.finish().hexadecimal.utf8)
    ) { record, _ in records.append(record) }
    // Without the texts that they speak of, the records say nothing.
    if !FileSystem.exists(folder.work + "/text") { records = [] }
    // Texts of other inputs may be left.
    if records.isEmpty { try FileSystem.removeTree(folder.work + "/text") }
    let second = PassTwo(
      settings: settings, inputs: inputs, documents: first.documents, sources: first.sources,
      observed: first.observed, glossary: glossary, progress: progress)
    first.observed = []
    let (statistics, late) = try second.run(
      output: folder.work + "/documents.jsonl", journal: journal, records: records,
      text: try TextStore(folder.work + "/text"))
    let failures = InputFailure.sorted(first.failures + late)

    try FileSystem.replace(folder.work + "/glossary.jsonl", with: glossaryFile)
    try FileSystem.replace(folder.work + "/failures.jsonl", with: Self.lines(failures))
    let report = Report(
      settings: settings, inputs: inputs, documents: first.documents, statistics: statistics,
      glossary: glossary, failures: failures, sources: first.sources)
    try FileSystem.replace(folder.work + "/report.html", with: report.html())
    first.sources = []
    // A file that changed between the passes must be looked at again.
    try folder.publish(
      made, inputs: inputs, fingerprint: late.isEmpty ? fingerprint : Digest(0, 0, 0, 0))
    inputs.pdf.cache?.prune()
    return failures.count
  }

  /// The glossary of the second pass: the store's, joined with names that are only read.
  private func frozen(_ settled: GlossaryStore.Settled, _ store: GlossaryStore) throws -> Glossary {
    guard let known = settings.known else { return settled.glossary }
    var (glossary, decisions) = try store.parts()
    glossary.merge(known.glossary)
    decisions.merge(known.decisions) { mine, _ in mine }
    glossary.freeze(DecisionFold(decisions, settings.resources))
    return glossary
  }

  private static func lines(_ failures: [InputFailure]) -> [UInt8] {
    var bytes: [UInt8] = []
    for failure in failures {
      bytes.append(contentsOf: "{\"path\":\(JSONText.quoted(failure.path))".utf8)
      if failure.line > 0 { bytes.append(contentsOf: ",\"line\":\(failure.line)".utf8) }
      let (code, message) = (JSONText.quoted(failure.code), JSONText.quoted(failure.message))
      bytes.append(contentsOf: ",\"code\":\(code),\"message\":\(message)}\n".utf8)
    }
    return bytes
  }
}

enum JSONText {
  /// A JSON string (RFC 8259).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      // What a terminal obeys, or what turns text around: the same string to a program.
      case _ where scalar.value < 0x20 || isHidden(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func isHidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
