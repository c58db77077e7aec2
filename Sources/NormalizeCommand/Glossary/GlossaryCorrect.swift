internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryCorrect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Says what is right in place of a pair; its documents count for the right one.",
    discussion: "normalize glossary correct 'Ningbo Grose' --en 'Ningbo Gorse' --why 'misprint'"
  )

  @Argument(help: ArgumentHelp("The concept or a name of the wrong pair.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("The right English side.", valueName: "name"))
  var en: String?

  @Option(help: ArgumentHelp("The right Chinese side.", valueName: "name"))
  var zh: String?

  @Option(help: ArgumentHelp("The wrong pair's English side, where several have the name."))
  var wrongEn: String?

  @Option(help: ArgumentHelp("The wrong pair's Chinese side, where several have the name."))
  var wrongZh: String?

  @OptionGroup var deciding: DecidingOptions

  mutating func validate() throws {
    if en == nil, zh == nil { throw ValidationError("Say what is right with --en, --zh or both.") }
  }

  func run() throws {
    let store = try deciding.options.store(.open)
    let entries = try NameSelection(store: store).entries(name)
    let alive = entries.filter(\.entry.status.isAlive)
    var found = (alive.isEmpty ? entries : alive).map(\.pair)
    if let wrongEn { found = found.filter { $0.en == Array(wrongEn.utf8) } }
    if let wrongZh { found = found.filter { $0.zh == Array(wrongZh.utf8) } }
    let pairs = Array(Set(found))
    guard let wrong = pairs.first, pairs.count == 1 else {
      let several = pairs.map(\.shown).sorted().joined(separator: ", ")
      throw ValidationError(
        "\(name) is part of several pairs: \(several); say which with --wrong-en or --wrong-zh.")
    }
    let right = NamePair(
      en: en.map { GlossarySide.tidy($0.utf8) } ?? wrong.en,
      zh: zh.map { GlossarySide.tidy($0.utf8) } ?? wrong.zh)
    if let fault = GlossarySide.fault(en: right.en, zh: right.zh) {
      throw ValidationError("--en, --zh: \(fault).")
    }
    var decision = deciding.decision(.correct, [wrong])
    decision.replacement = right
    try deciding.record(decision, in: store)
  }
}
