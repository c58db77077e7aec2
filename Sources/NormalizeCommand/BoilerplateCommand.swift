internal import ArgumentParser
internal import Normalize

struct BoilerplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boilerplate", abstract: "The rules that recognise boilerplate.",
    subcommands: [List.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Prints each rule with its class, tab-separated.")

    @OptionGroup var rules: RuleOptions

    func run() throws {
      var text = ""
      for rule in try rules.set().rules {
        let fate = rule.boilerplateClass.isStrippedByDefault ? "stripped" : "kept"
        text += "\(rule.id)\t\(rule.boilerplateClass.rawValue)\t\(fate)\n"
      }
      try Terminal.print(text)
    }
  }
}

struct RuleOptions: ParsableArguments {
  func set() throws -> RuleSet { try RuleSet.builtin() }
}
