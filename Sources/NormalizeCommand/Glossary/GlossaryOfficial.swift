internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryOfficial: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "official",
    abstract: "Says which side of a name is official: en, zh, both, unknown.")

  @Argument(help: "en, zh, both or unknown.")
  var side: Name.Official

  @OptionGroup var names: NameArguments
  @OptionGroup var deciding: DecidingOptions

  func run() throws {
    let store = try deciding.options.store(.open)
    var decision = deciding.decision(.official, try names.pairs(in: store))
    decision.official = side
    try deciding.record(decision, in: store)
  }
}
