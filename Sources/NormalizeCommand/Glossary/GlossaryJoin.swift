internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryJoin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Says that names are those of one concept.")

  @OptionGroup var names: NameArguments
  @OptionGroup var deciding: DecidingOptions

  func run() throws {
    let store = try deciding.options.store(.open)
    let pairs = try names.pairs(in: store)
    if pairs.count < 2 { throw ValidationError("Name two or more.") }
    try deciding.record(deciding.decision(.join, pairs), in: store)
  }
}
