internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Cleans files and folders into one folder: documents, texts, glossary, report.",
    discussion: """
      DIR gets documents.jsonl (one line a document), text/xx/ID.txt (glossed), glossary.jsonl, \
      report.html and failures.jsonl. Names that one document states gloss the others. A second run \
      changes nothing where nothing changed; an interrupted one resumes. With --glossary G.sqlite \
      the names are added to that store and those of all its filings gloss; without, DIR gets a \
      glossary.sqlite of its own. From folders: .txt, .htm, .html, .pdf, .jsonl, .gz, .zst and .zip; a \
      file named on the command line is always taken.
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "input"))
  var inputs: [String] = []

  @Option(
    help: ArgumentHelp(
      "More files and folders, a path a line (or zero-terminated), - for standard input.",
      valueName: "file"))
  var filesFrom: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the output goes.", valueName: "dir"))
  var output: String

  @OptionGroup var cleaning: CleaningOptions

  mutating func validate() throws {
    if inputs.isEmpty, filesFrom == nil {
      throw ValidationError("Name files or folders, or a list of them with --files-from FILE.")
    }
  }

  /// What lies in the output is replaced by it. Throws `ValidationError`.
  private func requireInputsApart(_ inputs: [String]) throws {
    guard let folder = FileSystem.resolved(output) else { return }
    for input in inputs {
      guard let path = FileSystem.resolved(input) else { continue }
      if path == folder {
        throw ValidationError("\(input) is both input and --output; choose another --output.")
      }
      if path.utf8.starts(with: (folder + "/").utf8) {
        throw ValidationError("\(input) lies in --output \(output); choose another --output.")
      }
    }
  }

  func run() throws {
    let settings = try RunSettings(cleaning)
    var inputs = inputs
    if let filesFrom {
      do {
        inputs += try FileList.paths(in: filesFrom)
      } catch {
        Terminal.warn("normalize: \(error)")
        throw ExitStatus.inputsFailed
      }
    }
    try requireInputsApart(inputs)
    do {
      let folder = try OutputFolder(output)
      var found = InputScanner.scan(
        inputs, output: folder.status, encoding: settings.options.encoding)
      found.pdf = cleaning.pdfConverter
      found.pdf.cache = PDFCache(folder.pdf)
      let engine = RunEngine(settings: settings, inputs: found)
      let failures = try engine.run(folder)
      if failures > 0 {
        Terminal.warn("normalize: \(failures) failed; see \(output)/failures.jsonl")
        throw ExitStatus.inputsFailed
      }
    } catch let error as OutputError {
      Terminal.warn("normalize: \(error)")
      throw ExitStatus.unwritable
    } catch let error as SystemError {
      Terminal.warn("normalize: \(error)")
      throw ExitStatus.unwritable
    } catch let error as StoreError {
      Terminal.warn("normalize: \(error)")
      throw error.status
    }
  }
}
