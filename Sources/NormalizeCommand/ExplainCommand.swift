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
    let source = try Inputs.read(file)
    let options = try cleaning.pipelineOptions()
    if RecordFile(sniffing: source[...], override: options.encoding) != nil {
      Terminal.warn("normalize: \(file) looks like JSON Lines and is explained as one text")
    }
    let resources = try cleaning.resources()
    let glossary = try cleaning.frozenGlossary(resources)
    var cleaner = Cleaner(resources, options)
    let document = try cleaner.clean(source, glossary: glossary)
    let explanation = Explanation(document, resources.rules, isColored: Terminal.isColored)
    try Terminal.print(explanation.text(path: NativeName.shown(file)))
  }
}
