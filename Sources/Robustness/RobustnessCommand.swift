internal import ArgumentParser
internal import Foundation
internal import Laws
internal import Normalize

/// `robustness`: the laws over generated input, on all cores; exit status 1 where one is broken.
@main
struct RobustnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robustness",
    abstract: "Checks the laws of Normalize on generated and mutated input.",
    subcommands: [Campaign.self, Work.self, Input.self, Check.self, Linear.self],
    defaultSubcommand: Campaign.self)
}

/// The inputs `from..<to` of a run, in this process. Started by `Campaign`.
struct Work: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Checks some inputs in this process.")

  @Option(help: "Seed of the run.") var seed: UInt64
  @Option(help: "First input.") var from: Int
  @Option(help: "Behind the last input.") var to: Int
  @Option(help: "Every which input.") var step: Int = 1
  @Option(help: "File that says which input is being checked.") var progress: String

  func run() throws {
    let rules = try RuleSet.builtin()
    let factory = InputFactory(pool: InputPool(rules: rules), seed: seed)
    var checker = LawChecker(try Resources(rules: rules))
    let mark = try ProgressFile(writing: progress)
    for number in stride(from: from, to: to, by: step) {
      mark.set(number)
      for violation in checker.violations(factory.input(number)) {
        // Not `print`: what a buffer holds is lost in a trap.
        FileHandle.standardOutput.write(Data("input \(number): \(violation)\n".utf8))
      }
    }
    mark.set(to)
  }
}

/// One input of a run, for a look at it.
struct Input: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes an input to a file, as small as it can be and still break the same law.")

  @Option(help: "Seed of the run.") var seed: UInt64
  @Option(help: "Its number.") var number: Int
  @Option(help: "Where it goes.") var output: String
  @Flag(help: "Leave out all that is not needed to break the law.") var shrink = false

  func run() throws {
    let rules = try RuleSet.builtin()
    let factory = InputFactory(pool: InputPool(rules: rules), seed: seed)
    var bytes = factory.input(number)
    if shrink {
      bytes = try Shrinker(resources: Resources(rules: rules)).smallest(bytes)
    }
    try CorpusFiles.write(bytes, to: output)
    print("\(bytes.count) bytes in \(output)")
  }
}

/// The laws on files.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Checks the laws on files.")

  @Argument(help: "Files.") var files: [String]

  func run() throws {
    var checker = LawChecker(try Resources(rules: RuleSet.builtin()))
    checker.freshEvery = 1
    var isBroken = false
    for file in files {
      guard let bytes = CorpusFiles.read(file) else {
        throw ValidationError("\(file) cannot be read")
      }
      for violation in checker.violations(bytes) {
        print("\(file): \(violation)")
        isBroken = true
      }
    }
    if isBroken { throw ExitCode.failure }
  }
}
