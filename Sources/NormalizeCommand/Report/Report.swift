internal import Normalize

/// `report.html`: what a run did, in one page that needs nothing else.
///
/// All text of filings passes `HTMLWriter.text`, which escapes; the page's policy allows no script
/// but its own. The page is a function of the inputs and settings: no time, no host, no duration.
struct Report {
  let settings: RunSettings
  let inputs: InputTable
  let documents: RunDocuments
  let statistics: RunStatistics
  let glossary: Glossary
  let failures: [InputFailure]
  /// Sources of the units, where they were kept.
  let sources: [[UInt8]]

  func html() -> [UInt8] {
    let names = ReportNames(glossary, documents, inputs)
    let samples = ReportDocuments(self).samples(names.conflicts)
    var html = HTMLWriter()
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"")
    html.text(ReportStyle.policy)
    html.raw("\">\n<title>Normalize: report</title>\n<style>\n")
    html.raw(ReportStyle.css)
    html.raw("\n</style>\n</head>\n<body>\n<header><div><b>Normalize</b>")
    html.raw("<a href=\"#overview\">Overview</a><a href=\"#pairs\">Pairs</a>")
    html.raw("<a href=\"#conflicts\">Conflicts</a><a href=\"#worklist\">Worklist</a>")
    if !documents.twins.isEmpty { html.raw("<a href=\"#twins\">Twins</a>") }
    if !failures.isEmpty { html.raw("<a href=\"#failures\">Failures</a>") }
    html.raw("<a href=\"#documents\">Documents</a></div></header>\n<main>\n")
    overview(names, &html)
    names.writePairs(shown: Set(samples.map(\.number)), &html)
    names.writeConflicts(&html)
    names.writeWorklist(&html)
    writeTwins(&html)
    writeFailures(&html)
    ReportDocuments(self).write(samples, &html)
    html.raw("</main>\n<script>")
    html.raw(ReportStyle.script)
    html.raw("</script>\n</body>\n</html>\n")
    return html.bytes
  }

  // MARK: - Overview

  private func overview(_ names: ReportNames, _ html: inout HTMLWriter) {
    html.raw("<section id=\"overview\"><div class=\"cards\">")
    card(statistics[.documents], "documents", &html)
    if statistics[.duplicates] > 0 { card(statistics[.duplicates], "duplicates among them", &html) }
    card(failures.count, "failures", &html, isWarning: !failures.isEmpty)
    if !documents.twins.isEmpty { card(twins.count, "twins", &html) }
    if inputs.skipped > 0 { card(inputs.skipped, "files skipped", &html) }
    card(statistics[.names], "names in documents", &html)
    card(names.count(.known), "pairs in the glossary", &html)
    card(names.conflicts.count, "conflicts", &html, isWarning: !names.conflicts.isEmpty)
    card(names.count(.unpaired), "names without counterpart", &html)
    card(statistics[.glosses], "glosses inserted", &html)
    html.raw("</div></section>\n<section><div class=\"panels\">")
    panel("Removed, by class", &html) { html in
      let rows = statistics.removed.map {
        (label: $0.key, value: $0.value[1], note: "\(Self.grouped($0.value[0])) cuts")
      }
      ReportChart.bars(rows, unit: " bytes", empty: "Nothing was removed.", &html)
    }
    panel("Changed, by rule", &html) { html in
      let rows = statistics.edits.map { (label: $0.key, value: $0.value[0], note: "") }
      ReportChart.bars(rows, unit: "", empty: "Nothing was changed.", &html)
    }
    panel("Languages of the clean text", &html) { html in
      let rows = statistics.languages.map { (label: $0.key, value: $0.value[0], note: "") }
      ReportChart.bars(rows, unit: " bytes", empty: "There is no text.", &html)
    }
    panel("Encodings", &html) { html in
      let rows = statistics.encodings.map { (label: $0.key, value: $0.value[0], note: "") }
      ReportChart.bars(rows, unit: "", empty: "There are no documents.", &html)
    }
    panel("Chinese names in the text", &html) { html in
      ReportChart.share(
        [
          ("paired in the document", statistics[.aligned], "bar"),
          ("known from elsewhere", statistics[.known], "bar2"),
          ("without counterpart", statistics[.unaligned], "bar3"),
        ], &html)
    }
    panel("Bytes", &html) { html in
      let rows = [
        (label: "source", value: statistics[.sourceBytes], note: ""),
        (label: "clean text", value: statistics[.textBytes], note: ""),
      ]
      ReportChart.bars(rows, unit: "", empty: "There are no documents.", &html)
    }
    html.raw("</div></section>\n")
  }

  private func card(
    _ value: Int, _ label: String, _ html: inout HTMLWriter, isWarning: Bool = false
  ) {
    html.raw(isWarning ? "<div class=\"card warn\"><b>" : "<div class=\"card\"><b>")
    html.text(Self.grouped(value))
    html.raw("</b><span>")
    html.text(label)
    html.raw("</span></div>")
  }

  private func panel(
    _ title: String, _ html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void
  ) {
    html.raw("<div class=\"panel\"><h3>")
    html.text(title)
    html.raw("</h3>")
    body(&html)
    html.raw("</div>")
  }

  // MARK: - Twins

  /// Each Chinese version with its English one.
  private var twins: [(en: Int, zh: Int)] {
    documents.twins.filter { documents.languages[$0.key] == .zh }
      .map { (en: $0.value, zh: $0.key) }.sorted { ($0.en, $0.zh) < ($1.en, $1.zh) }
  }

  private func writeTwins(_ html: inout HTMLWriter) {
    if documents.twins.isEmpty { return }
    html.raw("<section id=\"twins\"><h2>Twins</h2><p class=\"lead\">")
    html.raw(
      "The English and the Chinese version of one filing. The names that only both together ")
    html.raw("give are among the pairs. <code>normalize twin</code> aligns their sentences.</p>")
    html.raw(
      "<div class=\"scroll\"><table><thead><tr><th>English</th><th>Chinese</th></tr></thead><tbody>"
    )
    let pairs = twins
    for (en, zh) in pairs.prefix(Self.maximumRows) {
      html.raw("<tr><td>")
      html.text(inputs.path(documents.unit(of: en)))
      html.raw("</td><td>")
      html.text(inputs.path(documents.unit(of: zh)))
      html.raw("</td></tr>\n")
    }
    html.raw("</tbody></table></div>")
    Self.writeMore(pairs.count, "documents.jsonl", &html)
    html.raw("</section>\n")
  }

  // MARK: - Failures

  private func writeFailures(_ html: inout HTMLWriter) {
    if failures.isEmpty { return }
    html.raw("<section id=\"failures\"><h2>Failures</h2><p class=\"lead\">")
    html.raw("Inputs that gave no document; the others are complete.</p>")
    html.raw("<div class=\"scroll\"><table><thead><tr><th>Input</th><th>Code</th><th>Reason</th>")
    html.raw("</tr></thead><tbody>")
    for failure in failures.prefix(Self.maximumRows) {
      html.raw("<tr><td>")
      html.text(failure.path)
      if failure.line > 0 { html.text(", line \(failure.line)") }
      html.raw("</td><td>")
      html.text(failure.code)
      html.raw("</td><td>")
      html.text(failure.message)
      html.raw("</td></tr>\n")
    }
    html.raw("</tbody></table></div>")
    Self.writeMore(failures.count, "failures.jsonl", &html)
    html.raw("</section>\n")
  }

  // MARK: - Words

  /// Rows of a table; what is more stands in the files.
  static let maximumRows = 1000

  static func writeMore(_ count: Int, _ file: String, _ html: inout HTMLWriter) {
    guard count > maximumRows else { return }
    html.raw("<p class=\"soft\">")
    html.text("\(grouped(count - maximumRows)) more are in \(file).")
    html.raw("</p>")
  }

  /// 1,234,567.
  static func grouped(_ value: Int) -> String {
    var digits = Array(String(abs(value)))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (value < 0 ? "-" : "") + String(digits)
  }
}
