internal import ArgumentParser
internal import Normalize

struct BoilerplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boilerplate", abstract: "The rules that recognise boilerplate.",
    subcommands: [List.self, Test.self])

  /// The rules that a subcommand is about.
  struct RuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("More boilerplate rules.", valueName: "file"))
    var rules: String?

    func ruleSet() throws -> RuleSet { try CleaningOptions.ruleSet(adding: rules) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Prints each rule, its class, its language, what becomes of a match, and its place."
    )

    @OptionGroup var options: RuleOptions

    func run() throws {
      var text = ""
      for rule in try options.ruleSet().rules {
        let fate = rule.boilerplateClass.isStrippedByDefault ? "stripped" : "tagged"
        text += "\(rule.id)\t\(rule.boilerplateClass.rawValue)\t\(rule.language.rawValue)\t\(fate)"
        text += "\t\(rule.file):\(rule.line)\n"
      }
      try Terminal.print(text)
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Runs the examples of the rules; exit status 3 where one fails.")

    @OptionGroup var options: RuleOptions

    func run() throws {
      let set = try options.ruleSet()
      var pipeline = Options()
      pipeline.gloss = .none
      pipeline.stripped = Set(BoilerplateClass.allCases)
      var cleaner = Cleaner(try Resources(rules: set), pipeline)
      var count = 0
      var failures: [String] = []
      for rule in set.rules {
        for (examples, isWanted) in [(rule.examples.yes, true), (rule.examples.no, false)] {
          for example in examples {
            count += 1
            let isFound = try Self.matches(example, rule, set, isTagEnough: isWanted, &cleaner)
            if isFound == isWanted { continue }
            let verdict = isWanted ? "is not recognised" : "is recognised"
            failures.append("\(rule.file):\(rule.line): \(rule.id) \(verdict): \(example)")
          }
        }
      }
      for failure in failures { Terminal.warn(failure) }
      try Terminal.print("\(count - failures.count) of \(count) examples hold\n")
      if !failures.isEmpty { throw ExitStatus.inputsFailed }
    }

    /// Whether the rule, or another of its class, removes the example or, where that is enough,
    /// recognises it.
    private static func matches(
      _ example: String, _ rule: BoilerplateRule, _ set: RuleSet, isTagEnough: Bool,
      _ cleaner: inout Cleaner
    ) throws -> Bool {
      let document = try cleaner.clean(Array(example.utf8))
      func isSame(_ index: Int) -> Bool {
        set.rules[index].boilerplateClass == rule.boilerplateClass
      }
      return document.text.removals.contains { isSame(Int($0.rule)) }
        || (isTagEnough && document.tagged.contains { isSame($0.rule) })
    }
  }
}
