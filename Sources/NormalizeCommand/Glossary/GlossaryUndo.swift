internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryUndo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Says that a decision no longer counts; an undoing can be undone.")

  @Argument(
    help: ArgumentHelp("The decision: its digits, or the first six and more.", valueName: "id"))
  var decision: String

  @OptionGroup var deciding: DecidingOptions

  func run() throws {
    let store = try deciding.options.store(.open)
    let found = try store.decisions().filter { $0.id.description.hasPrefix(decision.lowercased()) }
    guard decision.utf8.count >= 6, let target = found.first, found.count == 1 else {
      throw ValidationError(
        found.count > 1 && decision.utf8.count >= 6
          ? "\(decision) begins \(found.count) decisions; give more digits."
          : "\(decision) is no decision of this glossary; `normalize glossary show NAME` lists them."
      )
    }
    if !(try store.decisionFold().active.contains(target.id)) {
      Terminal.warn("normalize: \(target.id) is undone already; this is kept and changes nothing")
    }
    var undo = deciding.decision(.undo, [])
    undo.target = target.id
    try deciding.record(undo, in: store)
  }
}
