internal import Normalize

/// The two passes: observe, fold, freeze; clean, gloss, write; then publish.
struct RunEngine {
  let settings: RunSettings
  let inputs: InputTable

  /// The number of failures.
  func run(_ folder: borrowing OutputFolder) throws -> Int {
    let progress = Progress(total: inputs.units.count)
    defer { progress.end() }
    if folder.mayHold(settings, inputs: inputs) {
      progress.begin("comparing")
      let seen = try PassOne(
        settings: settings, inputs: inputs, observes: false, journalPath: nil, progress: progress
      ).run()
      let fingerprint = seen.documents.fingerprint(inputs, seen.failures)
      if folder.wasMade(from: fingerprint, settings) {
        guard let changed = folder.changedOutput(seen.documents) else {
          try folder.dropWork()
          return seen.failures.count
        }
        Terminal.warn("normalize: \(changed) is not as it was written; the output is made anew")
      }
    }
    try FileSystem.makeDirectory(folder.work)
    progress.begin("observing")
    var first = try PassOne(
      settings: settings, inputs: inputs, observes: true,
      journalPath: folder.work + "/observed", progress: progress
    ).run()
    var glossary = first.glossary
    if let known = settings.known { glossary.merge(known) }
    glossary.freeze()
    let glossaryFile = glossary.file()
    let fingerprint = first.documents.fingerprint(inputs, first.failures)

    progress.begin("cleaning")
    var header = Digest.Builder()
    header.update(Array("\(settings.fingerprint.hexadecimal) \(fingerprint.hexadecimal)".utf8))
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
      settings, inputs: inputs, fingerprint: late.isEmpty ? fingerprint : Digest(0, 0, 0, 0))
    return failures.count
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
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
