internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryLookup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Names in either language, in part, in either script, or nearly spelled so.",
    discussion: """
      Without a name, names are read from standard input, one a line, and the best entry of each is \
      printed. Exit status 3 where a name is not found.
      """)

  @Argument(help: "Names; none reads them from standard input.")
  var names: [String] = []

  @OptionGroup var options: GlossaryOptions
  @OptionGroup var rows: RowOptions

  @Option(help: "So many for each name at the most (default: 10; 1 from standard input).")
  var limit: Int?

  @Flag(help: "What was rejected, corrected or superseded as well.")
  var all = false

  mutating func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is \(limit); it must be 1 or more.") }
  }

  func run() throws {
    let store = try options.store(.read)
    var table = RowTable(["query", "score", "match"] + EntryRow.columns + ["evidence"])
    var isMissing = false
    let asked = try names.isEmpty ? Self.lines() : names
    for name in asked {
      let found = try store.lookup(
        name, limit: limit ?? (names.isEmpty ? 1 : 10), all: all)
      if found.isEmpty {
        isMissing = true
        table.append(
          [.text(name), .fraction(0), .text("none")]
            + [RowTable.Value](repeating: .absent, count: EntryRow.columns.count + 1))
      }
      for match in found {
        table.append(
          [.text(name), .fraction(Int((match.score * 100).rounded())), .text(match.how.rawValue)]
            + EntryRow.values(match.entry)
            + [.list(match.entry.entry.evidence.map(\.rawValue))])
      }
    }
    try Terminal.print(table.text(rows.format))
    if isMissing { throw ExitStatus.inputsFailed }
  }

  /// Lines of standard input without blanks around them; empty ones are left out.
  private static func lines() throws -> [String] {
    let bytes = try Inputs.read("-")
    return bytes.split(separator: 0x0A).map { line in
      var line = line
      while let last = line.last, last == 0x0D || last == 0x20 { line.removeLast() }
      while line.first == 0x20 { line.removeFirst() }
      return String(decoding: line, as: UTF8.self)
    }.filter { !$0.isEmpty }
  }
}
