internal import ArgumentParser
internal import Normalize

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Prints each change and each name of one file, with rule and reason.")

  @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file"))
  var file: String

  @OptionGroup var cleaning: CleaningOptions

  func run() throws {
    if let status = try? FileSystem.status(file), status.kind == .directory {
      throw ValidationError("\(file) is a directory.")
    }
    let record = try Inputs.record(file, cleaning.pdfConverter)
    let options = try cleaning.pipelineOptions()
    if record.pdf == nil,
      RecordFile(sniffing: record.text[...], override: options.encoding) != nil
    {
      Terminal.warn("normalize: \(file) looks like JSON Lines and is explained as one text")
    }
    let resources = try cleaning.resources()
    let glossary = try cleaning.frozenGlossary(resources)
    var cleaner = Cleaner(resources, options)
    var document = try cleaner.clean(record.text, as: record.form, glossary: glossary)
    record.annotate(&document)
    let explanation = Explanation(document, resources.rules, isColored: Terminal.isColored)
    try Terminal.print(explanation.text(path: NativeName.shown(file)))
  }
}
