internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "The card of an entity: names, official side and why, listings, filings, decisions.")

  @Argument(help: ArgumentHelp("A concept (16 digits) or a name.", valueName: "name"))
  var name: String

  @OptionGroup var options: GlossaryOptions

  @OptionGroup var rows: RowOptions

  func run() throws {
    let store = try options.store(.read)
    var concepts: [UInt64] = []
    for stored in try NameSelection(store: store).entries(name)
    where !concepts.contains(stored.entry.group) {
      concepts.append(stored.entry.group)
    }
    for (place, concept) in concepts.enumerated() {
      guard let card = try EntityCard(try store.entries(ofConcept: concept), store) else {
        continue
      }
      if place > 0, rows.format == .table { try Terminal.print("\n") }
      switch rows.format {
      case .table: try Terminal.print(card.text(isColored: Terminal.isColored))
      case .json: try Terminal.print(card.json())
      case .csv: try Terminal.print(card.csv())
      }
    }
  }
}
