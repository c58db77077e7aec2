internal import ArgumentParser
internal import Normalize

extension OutputFormat: ExpressibleByArgument {}

struct CleanCommand: ParsableCommand {
  enum InputType: String, CaseIterable, ExpressibleByArgument { case text, html, pdf, jsonl }

  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Cleans documents and prints them; names are not shared between files.",
    discussion: """
      In text and Markdown, several documents are separated by a line with a form feed; JSON is one \
      line a document. A file that cannot be read is reported, the others are printed, and the exit \
      status is 3.
      """)

  @Argument(help: ArgumentHelp("Files, or - for standard input.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "More files, a path a line (or zero-terminated), - for standard input.", valueName: "file"))
  var filesFrom: String?

  @Option(help: "What is printed; text prints the glossed text.")
  var format: OutputFormat = .text

  @Option(help: "What the files are (default: by content); jsonl is {\"id\",\"text\"} a line.")
  var from: InputType?

  @OptionGroup var cleaning: CleaningOptions

  mutating func validate() throws {
    for file in files where file != "-" {
      if let status = try? FileSystem.status(file), status.kind == .directory {
        throw ValidationError("\(file) is a directory; use `normalize run \(file) --output DIR`.")
      }
    }
  }

  func run() throws {
    let options = try cleaning.pipelineOptions()
    let resources = try cleaning.resources()
    let frozen = try cleaning.frozenGlossary(resources)
    let (format, writesLedger) = (format, cleaning.ledger == .full)
    var files = files
    if let filesFrom {
      do {
        files += try FileList.paths(in: filesFrom)
      } catch {
        Terminal.warn("normalize: \(error)")
        throw ExitStatus.inputsFailed
      }
    } else if files.isEmpty {
      files = ["-"]
    }
    let input = CleanInput(files: files, type: from, encoding: options.encoding)
    let pdf = cleaning.pdfConverter
    var failures = 0
    var isFirst = true
    if format == .html { try Terminal.print(HTMLRenderer.prologue) }
    try Ordered.run(
      jobs: cleaning.jobCount,
      take: { try input.next() },
      worker: {
        var maker = DocumentMaker(
          resources, options, glossary: frozen, format: format, writesLedger: writesLedger)
        return { piece in piece.cleaned(by: &maker, pdf, separator: format.separator) }
      },
      deliver: { result in
        for message in result.messages { Terminal.warn("normalize: \(message)") }
        failures += result.messages.count
        if result.documents == 0 { return }
        if !isFirst, !format.separator.isEmpty { try Terminal.print(format.separator) }
        isFirst = false
        try Terminal.print(result.bytes)
      })
    if format == .html { try Terminal.print(HTMLRenderer.epilogue) }
    if failures > 0 { throw ExitStatus.inputsFailed }
  }
}

extension OutputFormat {
  /// What stands between two documents.
  var separator: [UInt8] {
    switch self {
    case .text, .markdown: [0x0C, 0x0A]
    case .json, .html: []
    }
  }
}
