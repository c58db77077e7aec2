internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryUnpaired: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpaired",
    abstract: "The worklist: names known in one language, by frequency, with a sentence of context."
  )

  @OptionGroup var options: GlossaryOptions
  @OptionGroup var rows: RowOptions

  @Option(help: "Names of this kind only.")
  var kind: Name.Kind?

  @Option(help: "So many at the most.")
  var limit: Int = 100

  func run() throws {
    let store = try options.store(.read)
    var found: [StoredEntry] = []
    try store.forEachEntry([.unpaired], kind: kind) { stored in
      if !stored.entry.isResolved, found.count < limit { found.append(stored) }
    }
    var table = RowTable(["name", "kind", "documents", "scope", "concept", "context"])
    for stored in found {
      let statement = try store.statements(of: stored.entry, limit: 1).first?.observation
      let context = stored.en.isEmpty ? statement?.zhContext : statement?.enContext
      table.append([
        .text(stored.en.isEmpty ? stored.zh : stored.en), .text(stored.entry.kind.rawValue),
        .number(stored.entry.documents.count), .text(stored.scope), .text(stored.concept),
        .optional(context.map { String(decoding: $0, as: UTF8.self) }),
      ])
    }
    try Terminal.print(table.text(rows.format))
  }
}
