internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryConflicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "Names with several counterparts, with the evidence of each side: to be decided.")

  @OptionGroup var options: GlossaryOptions
  @OptionGroup var rows: RowOptions

  func run() throws {
    let store = try options.store(.read)
    var table = RowTable(
      ["name", "claim", "documents", "confidence", "evidence", "scope", "concept", "context"])
    var bySide: [String: [StoredEntry]] = [:]
    var sides: [String] = []
    try store.forEachEntry([.conflict]) { stored in
      let keys = stored.entry.sideKeys
      for (key, side) in [(keys.en, "en"), (keys.zh, "zh")] {
        let name = "\(side) \(stored.entry.scope) \(keys.form) \(key)"
        if bySide[name] == nil { sides.append(name) }
        bySide[name, default: []].append(stored)
      }
    }
    for side in sides {
      guard let claims = bySide[side], claims.count > 1 else { continue }
      let isEnglish = side.hasPrefix("en")
      for claim in claims {
        let statement = try store.statements(of: claim.entry, limit: 1).first?.observation
        let context = isEnglish ? statement?.zhContext : statement?.enContext
        table.append([
          .text(isEnglish ? claims[0].en : claims[0].zh), .text(isEnglish ? claim.zh : claim.en),
          .number(claim.entry.documents.count), .fraction(Int(claim.entry.confidence)),
          .list(claim.entry.evidence.map(\.rawValue)), .text(claim.scope), .text(claim.concept),
          .optional(context.map { String(decoding: $0, as: UTF8.self) }),
        ])
      }
    }
    try Terminal.print(table.text(rows.format))
  }
}
