internal import ArgumentParser

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of documents (document.schema.json).")

  func run() throws {
    try Terminal.print(SchemaText.document)
  }
}
