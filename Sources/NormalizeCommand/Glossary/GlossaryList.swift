public import ArgumentParser
public import Normalize
internal import NormalizeStore

extension GlossaryEntry.Status: ExpressibleByArgument {}

struct GlossaryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Pairs in use, those of most documents first.")

  @OptionGroup var options: GlossaryOptions
  @OptionGroup var rows: RowOptions

  @Option(help: "Entries of this status (default: known).")
  var status: GlossaryEntry.Status = .known

  @Option(help: "Entries of this kind only.")
  var kind: Name.Kind?

  @Option(help: "So many at the most.")
  var limit: Int?

  func run() throws {
    let store = try options.store(.read)
    var table = RowTable(EntryRow.columns)
    try store.forEachEntry([status], kind: kind, limit: limit) { table.append(EntryRow.values($0)) }
    try Terminal.print(table.text(rows.format))
  }
}

/// An entry as a row.
enum EntryRow {
  static let columns = [
    "concept", "en", "zh", "kind", "form", "official", "status", "confidence", "documents", "scope",
  ]

  static func values(_ stored: StoredEntry) -> [RowTable.Value] {
    let entry = stored.entry
    return [
      .text(stored.concept), .optional(stored.en), .optional(stored.zh),
      .text(entry.kind.rawValue), .text(stored.form.rawValue), .text(entry.official.rawValue),
      .text(entry.isAccepted && entry.status == .known ? "accepted" : entry.status.rawValue),
      .fraction(Int(entry.confidence)), .number(entry.documents.count), .text(stored.scope),
    ]
  }
}
