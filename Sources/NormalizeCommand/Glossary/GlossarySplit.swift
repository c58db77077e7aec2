internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossarySplit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Says that names are those of a concept of their own.")

  @OptionGroup var names: NameArguments
  @OptionGroup var deciding: DecidingOptions

  func run() throws {
    let store = try deciding.options.store(.open)
    try deciding.record(deciding.decision(.split, try names.pairs(in: store)), in: store)
  }
}
