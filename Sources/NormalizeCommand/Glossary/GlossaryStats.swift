internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "How much of everything the glossary holds.")

  @OptionGroup var options: GlossaryOptions
  @OptionGroup var rows: RowOptions

  func run() throws {
    let statistics = try options.store(.read).statistics()
    var table = RowTable(["what", "value"])
    table.append([.text("filings"), .number(statistics.filings)])
    table.append([.text("first filing"), .optional(statistics.firstDate)])
    table.append([.text("last filing"), .optional(statistics.lastDate)])
    table.append([.text("observations"), .number(statistics.observations)])
    table.append([.text("decisions"), .number(statistics.decisions)])
    table.append([.text("concepts"), .number(statistics.concepts)])
    for (status, count) in statistics.entries {
      table.append([.text("names \(status)"), .number(count)])
    }
    table.append([.text("bytes"), .number(statistics.bytes)])
    try Terminal.print(table.text(rows.format))
  }
}
