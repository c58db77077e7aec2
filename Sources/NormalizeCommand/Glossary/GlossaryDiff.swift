internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What a glossary has that an older one has not, and what became of names since.")

  @Argument(help: "The older store or export.")
  var old: String

  @Argument(help: "The newer store or export.")
  var new: String

  @OptionGroup var rows: RowOptions

  func run() throws {
    let resources = try GlossaryOptions.resources()
    let before = try Self.entries(GlossaryFile.ledger(old, resources).glossary(resources))
    let after = try Self.entries(GlossaryFile.ledger(new, resources).glossary(resources))
    var table = RowTable(["change", "en", "zh", "was", "is"])
    for (key, entry) in after.sorted(by: { $0.key < $1.key }) {
      let status = Self.status(entry)
      guard let was = before[key] else {
        table.append(Self.row("added", entry, nil, status))
        continue
      }
      if Self.status(was) != status || was.official != entry.official {
        table.append(Self.row("changed", entry, Self.status(was), status))
      }
    }
    for (key, entry) in before.sorted(by: { $0.key < $1.key }) where after[key] == nil {
      table.append(Self.row("removed", entry, Self.status(entry), nil))
    }
    try Terminal.print(table.text(rows.format))
  }

  private static func entries(_ glossary: Glossary) -> [UInt64: GlossaryEntry] {
    glossary.entries.reduce(into: [:]) { $0[$1.identity] = $1 }
  }

  private static func status(_ entry: GlossaryEntry) -> String {
    let status = entry.isAccepted ? "accepted" : entry.status.rawValue
    return entry.official == .unknown ? status : "\(status), official \(entry.official.rawValue)"
  }

  private static func row(
    _ change: String, _ entry: GlossaryEntry, _ was: String?, _ now: String?
  ) -> [RowTable.Value] {
    [
      .text(change), .optional(String(decoding: entry.en, as: UTF8.self)),
      .optional(String(decoding: entry.zh, as: UTF8.self)), .optional(was), .optional(now),
    ]
  }
}
