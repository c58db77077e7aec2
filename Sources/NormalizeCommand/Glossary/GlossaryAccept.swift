internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryAccept: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Says that pairs are right: they are used whatever contradicts them.")

  @OptionGroup var names: NameArguments
  @OptionGroup var deciding: DecidingOptions

  @Option(help: "What the name is, of a pair that no document states.")
  var kind: Name.Kind?

  func run() throws {
    let store = try deciding.options.store(.create)
    var decision = deciding.decision(.accept, try names.pairs(in: store))
    decision.kind = kind
    try deciding.record(decision, in: store)
  }
}
