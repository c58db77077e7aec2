internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryReject: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Says that pairs are wrong: they never come back by themselves.")

  @OptionGroup var names: NameArguments
  @OptionGroup var deciding: DecidingOptions

  func run() throws {
    let store = try deciding.options.store(.open)
    let decision = deciding.decision(.reject, try names.pairs(in: store))
    try deciding.record(decision, in: store)
  }
}
