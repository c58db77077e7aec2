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
    let parts = scope.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isListing = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.first != " " }
    if scope != "global", scope != "document", !isListing {
      throw ValidationError("\(scope) is none of global, document, EXCHANGE:CODE.")
    }
  }

  func run() throws {
    let store = try deciding.options.store(.open)
    var decision = deciding.decision(.scope, try names.pairs(in: store))
    decision.scope =
      scope == "global"
      ? .global : scope == "document" ? .document : .issuer(IssuerKey(label: scope).label)
    try deciding.record(decision, in: store)
  }
}
