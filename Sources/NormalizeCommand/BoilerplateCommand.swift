internal import ArgumentParser
internal import Normalize

struct BoilerplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "boilerplate", abstract: "The rules that recognise boilerplate.",
    subcommands: [List.self, Learn.self, Test.self])

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

  struct Learn: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "learn",
      abstract: "Proposes rules from passages that recur across issuers in nearly the same words.",
      discussion: """
        Prints rules in the format of --rules, those with the most documents first: phrases that all \
        wordings have as anchors, slots where they differ, the wordings as examples. What a rule \
        removes or tags already is not proposed. Look through them, write a class for each `?` and \
        two `no` lines, and keep them in a file of your own.
        """)

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "input"))
    var inputs: [String]

    @Option(help: "Distinct documents that a passage must stand in.")
    var documents = 3

    @Option(help: "How many rules are printed at the most.")
    var limit = 100

    @OptionGroup var options: RuleOptions

    func validate() throws {
      if documents < 2 { throw ValidationError("--documents \(documents) must be at least 2.") }
      if limit < 1 { throw ValidationError("--limit \(limit) must be at least 1.") }
    }

    func run() throws {
      let resources = try Resources(rules: try options.ruleSet())
      var settings = BoilerplateLearner.Options()
      settings.documents = documents
      var learner = BoilerplateLearner(resources, options: settings)
      let table = InputScanner.scan(inputs, output: nil)
      var failures = table.failures
      for number in table.units.indices {
        do {
          let bytes = try UnitReader.bytes(table, number)
          UnitReader.forEachSource(in: bytes, table, number, failures: &failures) { record in
            do {
              try learner.add(record.text)
            } catch {
              Terminal.warn("normalize: \(table.path(number)): \(error)")
            }
          }
        } catch {
          failures.append(error)
        }
      }
      for failure in failures { Terminal.warn("normalize: \(failure.path): \(failure.message)") }
      let proposals = learner.proposals()
      var text =
        "# \(proposals.count) passages recur in the \(learner.documentCount) documents.\n"
      for proposal in proposals.prefix(limit) { text += "\n" + proposal.text }
      try Terminal.print(text)
      if !failures.isEmpty { throw ExitStatus.inputsFailed }
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
      var held = 0
      var failures: [String] = []
      for rule in set.rules {
        // Furniture has no words, so no examples.
        if rule.examples.no.isEmpty, !rule.anchors.isEmpty {
          failures.append(
            "\(rule.file):\(rule.line): \(rule.id) has no `no` line; "
              + "write a sentence that comes near and must stay")
        }
        for (examples, isWanted) in [(rule.examples.yes, true), (rule.examples.no, false)] {
          for example in examples {
            count += 1
            let isFound = try Self.matches(example, rule, set, isTagEnough: isWanted, &cleaner)
            if isFound == isWanted {
              held += 1
              continue
            }
            let verdict = isWanted ? "is not recognised" : "is recognised"
            failures.append("\(rule.file):\(rule.line): \(rule.id) \(verdict): \(example)")
          }
        }
      }
      for failure in failures { Terminal.warn(failure) }
      try Terminal.print("\(held) of \(count) examples hold\n")
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
