internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Joins glossaries, stores or their JSON Lines: the same result in any order.")

  @Argument(help: ArgumentHelp("Stores and exports.", valueName: "glossary"))
  var inputs: [String]

  @Option(name: .shortAndLong, help: "A store, or an export where it ends in .jsonl.")
  var output: String

  func run() throws {
    let resources = try GlossaryOptions.resources()
    var ledgers: [GlossaryLedger] = []
    for input in inputs { ledgers.append(try GlossaryFile.ledger(input, resources)) }
    if output.hasSuffix(".jsonl") {
      var all = GlossaryLedger(hash: GlossaryStore.hash)
      for ledger in ledgers { all.merge(ledger) }
      return try FileSystem.replace(output, with: all.file)
    }
    let store = try GlossaryStore(output, .create, resources)
    for ledger in ledgers { try store.merge(ledger) }
    try store.settle()
  }
}

extension GlossaryFile {
  /// The records of a store or of an export.
  ///
  /// Throws `ValidationError` for a file that is neither.
  static func ledger(_ path: String, _ resources: Resources) throws -> GlossaryLedger {
    guard FileSystem.exists(path) else {
      throw ValidationError("\(path): there is no such file.")
    }
    if try isStore(path) { return try GlossaryStore(path, .open, resources).ledger() }
    let bytes = try FileSystem.read(path)
    guard GlossaryRecord.isExport(bytes[...]) else {
      throw ValidationError(
        "\(path) is neither a store nor an export of one (`glossary export`); import it instead.")
    }
    do {
      return try GlossaryLedger(parsing: bytes, hash: GlossaryStore.hash)
    } catch {
      throw ValidationError("\(path), \(error)")
    }
  }
}
