internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryScope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scope",
    abstract: "Says which documents a name serves: global, document, or an issuer (HKEX:1548).")

  @Argument(help: ArgumentHelp("global, document, or an issuer's listing.", valueName: "scope"))
  var scope: String

  @OptionGroup var names: NameArguments
  @OptionGroup var deciding: DecidingOptions

  mutating func validate() throws {
    if scope != "global", scope != "document", !scope.contains(":") {
      throw ValidationError("\(scope) is none of global, document, EXCHANGE:CODE.")
    }
  }

  func run() throws {
    let store = try deciding.options.store()
    var decision = deciding.decision(.scope, try names.pairs(in: store))
    decision.scope =
      scope == "global" ? .global : scope == "document" ? .document : .issuer(scope)
    try deciding.record(decision, in: store)
  }
}
