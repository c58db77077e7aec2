internal import ArgumentParser
internal import Normalize

/// For `make tables`: writes the tables that the program builds from its data.
struct TablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "Prints compiled.bin as the data of this program give it (for development).",
    shouldDisplay: false)

  @Flag(help: "Print nothing; exit status 3 where the embedded file is another.")
  var check = false

  func run() throws {
    let bytes = try CompiledTables.bytes()
    guard check else { return try Terminal.print(bytes) }
    if bytes != CompiledTables.embedded {
      Terminal.warn("normalize: compiled.bin is not what the data give; run `make tables`")
      throw ExitStatus.inputsFailed
    }
  }
}
