internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryMerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Joins glossaries, stores or their JSON Lines: the same result in any order.",
    discussion: """
      An output that is there already is added to only where it is named among the glossaries as well.
      """)

  @Argument(help: ArgumentHelp("Stores and exports.", valueName: "glossary"))
  var inputs: [String]

  @Option(name: .shortAndLong, help: "A store, or an export where it ends in .jsonl.")
  var output: String

  func run() throws {
    let resources = try GlossaryOptions.resources()
    // What is there must not become part of the result, or go, unsaid.
    if FileSystem.exists(output), !inputs.contains(where: isOutput) {
      throw ValidationError(
        "\(output) is there already: name it among the glossaries too, to add to it, or remove it.")
    }
    var ledgers: [GlossaryLedger] = []
    for input in inputs { ledgers.append(try GlossaryFile.ledger(input, resources)) }
    if output.hasSuffix(".jsonl") {
      var all = GlossaryLedger(hash: GlossaryStore.hash)
      for ledger in ledgers { all.merge(ledger) }
      try FileSystem.replace(output, with: all.file)
      return say(all.filings.count, all.observationCount, all.decisions.count)
    }
    let store = try GlossaryStore(output, .create, resources)
    for (input, ledger) in zip(inputs, ledgers) where !isOutput(input) { try store.merge(ledger) }
    try store.settle()
    let statistics = try store.statistics()
    say(statistics.filings, statistics.observations, statistics.decisions)
    let future = try store.futureDecisions(now: DecidingOptions.now())
    if future > 0 {
      Terminal.warn("normalize: \(future) of the decisions are dated in the future")
    }
  }

  private func isOutput(_ input: String) -> Bool {
    guard let one = FileSystem.resolved(input), let other = FileSystem.resolved(output) else {
      return input == output
    }
    return one == other
  }

  private func say(_ filings: Int, _ observations: Int, _ decisions: Int) {
    Terminal.warn(
      "normalize: \(output) has \(filings) filings, \(observations) observations, \(decisions) decisions"
    )
  }
}

extension GlossaryFile {
  /// The records of a store or of an export.
  ///
  /// Throws `FailedInput` for a file that is neither, and `StoreError`.
  static func ledger(_ path: String, _ resources: Resources) throws -> GlossaryLedger {
    guard FileSystem.exists(path) else { throw FailedInput("\(path): there is no such file") }
    if try isStore(path) { return try GlossaryStore(path, .read, resources).ledger() }
    let bytes = try FileSystem.read(path)
    guard GlossaryRecord.isExport(bytes[...]) else {
      throw FailedInput(
        "\(path) holds no records: it is neither a store nor an export of one (`glossary export`); `normalize glossary import \(path) --glossary G.sqlite` reads lists, also the glossary.jsonl of a run"
      )
    }
    do {
      return try GlossaryLedger(parsing: bytes, hash: GlossaryStore.hash)
    } catch {
      throw FailedInput("\(path), \(error)")
    }
  }
}

/// An input that is not what it should be: what is said, with the exit status of failed inputs.
struct FailedInput: Error {
  let message: String
  init(_ message: String) { self.message = message }
}
