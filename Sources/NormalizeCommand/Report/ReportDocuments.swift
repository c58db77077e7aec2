internal import Normalize

/// The report's documents: source and result side by side.
struct ReportDocuments {
  /// A document worth looking at, and why.
  struct Sample {
    var number: Int
    var reason: String
  }

  private static let maximum = 40
  /// Bytes of a text that are shown.
  private static let maximumBytes = 24_000

  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  /// All documents of a small run; of a large one those with warnings, in conflicts, with names of
  /// low confidence, and a sample.
  func samples(_ conflicts: [ReportNames.Conflict]) -> [Sample] {
    let count = report.documents.digests.count
    if count <= Self.maximum { return (0..<count).map { Sample(number: $0, reason: "") } }
    var result: [Sample] = []
    var seen: Set<Int> = []
    func take(_ number: Int, _ reason: String, upTo limit: Int) {
      if result.count < limit, seen.insert(number).inserted {
        result.append(Sample(number: number, reason: reason))
      }
    }
    let candidates = report.statistics.candidates
    for candidate in candidates where candidate.reason == .warning {
      take(candidate.number, "warning", upTo: 12)
    }
    var documents = report.documents
    let ids = conflicts.prefix(20).flatMap { conflict in
      conflict.entries.prefix(2).compactMap(\.documents.smallest.first)
    }
    documents.index(Set(ids))
    for id in ids {
      if let number = documents.document(withID: id) { take(number, "conflict", upTo: 20) }
    }
    for candidate in candidates where candidate.reason == .lowConfidence {
      take(candidate.number, "low confidence", upTo: 30)
    }
    for candidate in candidates where candidate.reason == .sample {
      take(candidate.number, "sample", upTo: Self.maximum)
    }
    return result
  }

  func write(_ samples: [Sample], _ html: inout HTMLWriter) {
    html.raw("<section id=\"documents\"><h2>Documents</h2><p class=\"lead\">")
    html.raw("Left the source: what was <del>removed</del> is struck through, its rule on hover. ")
    html.raw("Right the result with its <ins>[glosses]</ins>. Names with a counterpart are ")
    html.raw("<mark>blue</mark>, others <mark class=\"one\">yellow</mark>.</p>\n")
    if samples.isEmpty { html.raw("<p class=\"empty\">There are none.</p>") }
    var cleaner = Cleaner(report.settings.resources, report.settings.options)
    for (place, sample) in samples.enumerated() {
      guard let record = record(sample.number),
        var document = try? cleaner.clean(
          record.text, as: record.form, glossary: report.glossary)
      else { continue }
      record.annotate(&document)
      write(document, sample, record.id, isOpen: place == 0, &html)
    }
    html.raw("</section>\n")
  }

  private func record(_ number: Int) -> Record? {
    UnitReader.record(number, report.documents, report.inputs, report.sources)
  }

  private func write(
    _ document: Document, _ sample: Sample, _ record: String?, isOpen: Bool,
    _ html: inout HTMLWriter
  ) {
    html.raw("<details id=\"d")
    html.number(sample.number)
    html.raw(isOpen ? "\" open>" : "\">")
    html.raw("<summary><b>")
    html.text(report.inputs.path(report.documents.unit(of: sample.number)))
    if let record { html.text(", \(record)") }
    html.raw("</b>")
    if !sample.reason.isEmpty {
      html.raw("<span class=\"tag\">")
      html.text(sample.reason)
      html.raw("</span>")
    }
    html.raw("<small class=\"soft\">")
    html.text(Self.facts(document))
    html.raw("</small></summary>")
    if !document.warnings.isEmpty {
      html.raw("<ul class=\"warnings\">")
      for warning in document.warnings.prefix(20) {
        html.raw("<li>")
        html.text("\(warning.code): \(warning.message)")
        html.raw("</li>")
      }
      html.raw("</ul>")
    }
    html.raw("<div class=\"sides\"><div><h4>Source</h4><pre>")
    let sides = ReportSides(document, report.settings.resources.rules, limit: Self.maximumBytes)
    sides.writeSource(&html)
    html.raw("</pre></div><div><h4>Result</h4><pre>")
    sides.writeResult(&html)
    html.raw("</pre></div></div></details>\n")
  }

  private static func facts(_ document: Document) -> String {
    var facts = [document.decoded.encoding.rawValue]
    if let last = document.pages.last { facts.append("\(last.number) pages") }
    if let issuer = document.metadata.issuers.first(where: { $0.role == .issuer }) {
      facts.append([issuer.en, issuer.zh].compactMap { $0 }.joined(separator: " "))
    }
    if let date = document.metadata.date { facts.append(date) }
    let removed = document.text.removals.reduce(0) { $0 + Int($1.baseEnd - $1.baseStart) }
    facts.append("\(Report.grouped(document.sourceBytes.count)) bytes")
    facts.append("\(Report.grouped(removed)) removed")
    facts.append("\(document.names.count { $0.isPaired }) pairs")
    return facts.joined(separator: " · ")
  }
}
