internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryExport: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case jsonl, csv, tsv, tbx, tbx3, tmx, skos, ftm
  }

  enum Source: String, CaseIterable, ExpressibleByArgument { case en, zh }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Prints the glossary for other tools.",
    discussion: """
      jsonl is lossless: records with their addresses. csv has every name with its forms, scope and \
      status; tsv is source and target alone, as OmegaT and DeepL read them (forms, scope and the like \
      are lost); tbx is TBX-Basic of 2008, tbx3 ISO \
      30042:2019; tmx is 1.4; skos is JSON-LD; ftm are FollowTheMoney entities.
      """)

  @Option(help: "What is printed.")
  var format: Format = .jsonl

  @Option(name: .customLong("from"), help: "The source language of tsv.")
  var source: Source = .en

  @OptionGroup var options: GlossaryOptions

  func run() throws {
    let store = try options.store(.read)
    guard let list = GlossaryStore.ListFormat(rawValue: format.rawValue) else {
      return try store.export { try Terminal.print($0) }
    }
    try Terminal.print(try store.list(list, isFromChinese: source == .zh))
  }
}
