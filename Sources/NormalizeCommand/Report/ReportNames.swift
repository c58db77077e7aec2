internal import Normalize

/// The glossary's part of the report: pairs, conflicts, names known in one language.
struct ReportNames {
  /// Entries that contradict each other, and the side that they share.
  struct Conflict {
    var shared: [UInt8]
    var isEnglish: Bool
    var entries: [GlossaryEntry]
  }

  private let glossary: Glossary
  private let documents: RunDocuments
  private let inputs: InputTable
  let known: [GlossaryEntry]
  let unpaired: [GlossaryEntry]
  let conflicts: [Conflict]

  init(_ glossary: Glossary, _ documents: RunDocuments, _ inputs: InputTable) {
    self.glossary = glossary
    self.inputs = inputs
    known = glossary.frequent(.known, limit: Report.maximumRows)
    unpaired = glossary.frequent(.unpaired, limit: Report.maximumRows)
    conflicts = Self.group(glossary.listed(.conflict))
    var ids: Set<UInt64> = []
    for entry in known.prefix(Report.maximumRows) + unpaired.prefix(Report.maximumRows) {
      ids.formUnion(entry.documents.smallest.prefix(1))
    }
    for conflict in conflicts.prefix(Report.maximumRows) {
      for entry in conflict.entries { ids.formUnion(entry.documents.smallest.prefix(3)) }
    }
    var documents = documents
    documents.index(ids)
    self.documents = documents
  }

  /// All entries of a status, those of the tables and the rest.
  func count(_ status: GlossaryEntry.Status) -> Int { glossary.count(of: status) }

  /// One conflict for each side that has two counterparts.
  private static func group(_ entries: [GlossaryEntry]) -> [Conflict] {
    var places: [[UInt64]: Int] = [:]
    var conflicts: [Conflict] = []
    for isEnglish in [false, true] {
      for entry in entries {
        let sides = entry.sideKeys
        let key = [isEnglish ? 1 : 0, entry.scope, isEnglish ? sides.en : sides.zh, sides.form]
        if let place = places[key] {
          conflicts[place].entries.append(entry)
        } else {
          places[key] = conflicts.count
          conflicts.append(
            Conflict(
              shared: isEnglish ? entry.en : entry.zh, isEnglish: isEnglish, entries: [entry]))
        }
      }
    }
    return conflicts.filter { $0.entries.count > 1 }
  }

  // MARK: - Tables

  func writePairs(shown: Set<Int>, _ html: inout HTMLWriter) {
    html.raw("<section id=\"pairs\"><h2>Pairs</h2><p class=\"lead\">")
    html.raw("Names known in both languages, the most frequent first. The official side is bold; ")
    html.raw("an inferred pair was composed from a stated one.</p>")
    guard !known.isEmpty else {
      return html.raw("<p class=\"empty\">No pair was found.</p></section>\n")
    }
    html.raw("<input type=\"search\" data-table=\"pair-table\" placeholder=\"Filter\" ")
    html.raw("aria-label=\"Filter the pairs\" hidden><div class=\"scroll\">")
    html.raw("<table id=\"pair-table\"><thead><tr><th>English</th><th>Chinese</th><th>Kind</th>")
    html.raw("<th>Scope</th><th>Found by</th><th>Confidence</th><th class=\"n\">Documents</th>")
    html.raw("<th>First</th></tr></thead><tbody>\n")
    for entry in known.prefix(Report.maximumRows) {
      html.raw("<tr>")
      side(entry, isEnglish: true, &html)
      side(entry, isEnglish: false, &html)
      html.raw("<td><span class=\"tag\">")
      html.text(entry.kind.rawValue)
      html.raw("</span>")
      if !entry.isFull {
        html.raw(" <span class=\"tag\">")
        html.text(entry.enForm == .full ? entry.zhForm.rawValue : entry.enForm.rawValue)
        html.raw("</span>")
      }
      if entry.isInferred { html.raw(" <span class=\"tag\">inferred</span>") }
      html.raw("</td><td><small>")
      html.text(entry.scope == 0 ? "all" : glossary.label(ofIssuer: entry.scope) ?? "issuer")
      html.raw("</small></td><td><small>")
      html.text(entry.evidence.map(\.rawValue).joined(separator: ", "))
      html.raw("</small></td><td class=\"nb\"><span class=\"meter\"><i style=\"width:")
      html.number(Int(entry.confidence))
      html.raw("%\"></i></span>")
      html.text(Self.share(Int(entry.confidence)))
      html.raw("</td>")
      count(entry, &html)
      first(entry, shown, &html)
      html.raw("</tr>\n")
    }
    html.raw("</tbody></table></div>")
    Report.writeMore(count(.known), "glossary.jsonl", &html)
    html.raw("</section>\n")
  }

  func writeConflicts(_ html: inout HTMLWriter) {
    html.raw("<section id=\"conflicts\"><h2>Conflicts</h2><p class=\"lead\">")
    html.raw("One name with two counterparts. Neither is used in other documents until a person ")
    html.raw("decides.</p>")
    guard !conflicts.isEmpty else {
      return html.raw("<p class=\"empty\">There are none.</p></section>\n")
    }
    html.raw("<div class=\"scroll\"><table><thead><tr><th>Name</th><th>Counterparts</th>")
    html.raw("</tr></thead><tbody>\n")
    for conflict in conflicts.prefix(Report.maximumRows) {
      html.raw("<tr><td>")
      html.text(conflict.shared[...])
      html.raw("</td><td class=\"conflict\">")
      for entry in conflict.entries {
        html.raw("<div>")
        html.text((conflict.isEnglish ? entry.zh : entry.en)[...])
        html.raw(" <small>")
        html.text("\(Self.documents(entry)), \(Self.share(Int(entry.confidence))): ")
        let paths = entry.documents.smallest.prefix(3).compactMap { path($0) }
        html.text(paths.joined(separator: ", "))
        html.raw("</small></div>")
      }
      html.raw("</td></tr>\n")
    }
    html.raw("</tbody></table></div>")
    Report.writeMore(conflicts.count, "glossary.jsonl", &html)
    html.raw("</section>\n")
  }

  func writeWorklist(_ html: inout HTMLWriter) {
    html.raw("<section id=\"worklist\"><h2>Worklist</h2><p class=\"lead\">")
    html.raw("Names known in one language, the most frequent first: what a terminologist would ")
    html.raw("look up next.</p>")
    guard !unpaired.isEmpty else {
      return html.raw("<p class=\"empty\">There are none.</p></section>\n")
    }
    html.raw("<input type=\"search\" data-table=\"work-table\" placeholder=\"Filter\" ")
    html.raw("aria-label=\"Filter the worklist\" hidden><div class=\"scroll\">")
    html.raw(
      "<table id=\"work-table\"><thead><tr><th>Name</th><th>Missing</th><th>Kind</th><th class=\"n\">Documents</th>"
    )
    html.raw("<th>First</th></tr></thead><tbody>\n")
    for entry in unpaired.prefix(Report.maximumRows) {
      html.raw("<tr><td>")
      html.text((entry.en.isEmpty ? entry.zh : entry.en)[...])
      html.raw(entry.en.isEmpty ? "</td><td>English" : "</td><td>Chinese")
      html.raw("</td><td><span class=\"tag\">")
      html.text(entry.kind.rawValue)
      html.raw("</span></td>")
      count(entry, &html)
      first(entry, [], &html)
      html.raw("</tr>\n")
    }
    html.raw("</tbody></table></div>")
    Report.writeMore(count(.unpaired), "glossary.jsonl", &html)
    html.raw("</section>\n")
  }

  // MARK: - Cells

  private func side(_ entry: GlossaryEntry, isEnglish: Bool, _ html: inout HTMLWriter) {
    let isOfficial =
      entry.official == .both || entry.official == (isEnglish ? Name.Official.en : .zh)
    html.raw(isOfficial ? "<td class=\"off\"" : "<td")
    html.raw(isEnglish ? " lang=\"en\">" : " lang=\"zh\">")
    html.text((isEnglish ? entry.en : entry.zh)[...])
    html.raw("</td>")
  }

  private func count(_ entry: GlossaryEntry, _ html: inout HTMLWriter) {
    html.raw("<td class=\"n\">")
    if entry.documents.isSaturated { html.raw("≈ ") }
    html.text(Report.grouped(entry.documents.count))
    html.raw("</td>")
  }

  private func first(_ entry: GlossaryEntry, _ shown: Set<Int>, _ html: inout HTMLWriter) {
    html.raw("<td><small>")
    if let id = entry.documents.smallest.first, let number = documents.document(withID: id) {
      let path = inputs.path(documents.unit(of: number))
      if shown.contains(number) {
        html.raw("<a href=\"#d")
        html.number(number)
        html.raw("\">")
        html.text(path)
        html.raw("</a>")
      } else {
        html.text(path)
      }
    }
    html.raw("</small></td>")
  }

  private func path(_ id: UInt64) -> String? {
    documents.document(withID: id).map { inputs.path(documents.unit(of: $0)) }
  }

  private static func documents(_ entry: GlossaryEntry) -> String {
    let count = entry.documents.count
    return (entry.documents.isSaturated ? "≈ " : "") + Report.grouped(count)
      + (count == 1 ? " document" : " documents")
  }

  private static func share(_ hundredths: Int) -> String {
    hundredths >= 100 ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
  }
}
