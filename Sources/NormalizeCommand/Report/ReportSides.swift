internal import Normalize

/// A document's source and result as HTML: removals struck through, names and glosses marked.
struct ReportSides {
  private struct Mark {
    enum Kind {
      case removed(rule: String)
      case name(counterpart: [UInt8])
      /// The end of a page of a PDF.
      case page(Int)
      case gloss
    }
    var start: Int
    var end: Int
    var kind: Kind
  }

  private let document: Document
  private let rules: RuleSet
  private let limit: Int

  init(_ document: Document, _ rules: RuleSet, limit: Int) {
    self.document = document
    self.rules = rules
    self.limit = limit
  }

  func writeSource(_ html: inout HTMLWriter) {
    var marks: [Mark] = []
    for removal in document.text.removals {
      let rule = rules.rules[Int(removal.rule)]
      marks.append(
        Mark(
          start: Int(removal.baseStart), end: Int(removal.baseEnd),
          kind: .removed(rule: "\(rule.id) (\(rule.boilerplateClass.rawValue))")))
    }
    for mention in document.mentions {
      guard let counterpart = counterpart(mention) else { continue }
      for extent in document.text.baseExtents(of: TextExtent(mention.start, mention.end)) {
        marks.append(
          Mark(start: extent.start, end: extent.end, kind: .name(counterpart: counterpart)))
      }
    }
    // The text of a PDF is decoded unchanged: positions in both are the same.
    for page in document.pages.dropLast() where page.source.end > page.source.start {
      marks.append(
        Mark(start: page.source.end - 1, end: page.source.end, kind: .page(page.number + 1)))
    }
    write(document.decoded.text, marks, &html)
  }

  func writeResult(_ html: inout HTMLWriter) {
    var marks = document.glosses.map { Mark(start: $0.start, end: $0.end, kind: .gloss) }
    // A position of the text lies as much further in the glossed text as glosses stand before it.
    var inserted = 0
    var next = 0
    for mention in document.mentions.sorted(by: { $0.start < $1.start }) {
      guard let counterpart = counterpart(mention) else { continue }
      while next < document.glosses.count, document.glosses[next].at <= mention.start {
        inserted += document.glosses[next].end - document.glosses[next].start
        next += 1
      }
      marks.append(
        Mark(
          start: mention.start + inserted, end: mention.end + inserted,
          kind: .name(counterpart: counterpart)))
    }
    write(document.glossed, marks, &html)
  }

  private func counterpart(_ mention: Document.Mention) -> [UInt8]? {
    guard mention.term < 0, document.names.indices.contains(mention.name) else { return nil }
    let name = document.names[mention.name]
    return mention.isEnglish ? name.zh : name.en
  }

  private func write(_ text: [UInt8], _ marks: [Mark], _ html: inout HTMLWriter) {
    var end = min(text.count, limit)
    while end < text.count, end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    var at = 0
    for mark in marks.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) }) {
      // Marks are disjoint; one that is not is left out rather than nested.
      guard mark.start >= at, mark.start < mark.end, mark.end <= end else { continue }
      html.text(text[at..<mark.start])
      switch mark.kind {
      case .removed(let rule):
        html.raw("<del title=\"")
        html.text(rule)
        html.raw("\">")
        html.text(text[mark.start..<mark.end])
        html.raw("</del>")
      case .name(let counterpart):
        if counterpart.isEmpty {
          html.raw("<mark class=\"one\">")
        } else {
          html.raw("<mark title=\"")
          html.text(counterpart[...])
          html.raw("\">")
        }
        html.text(text[mark.start..<mark.end])
        html.raw("</mark>")
      case .page(let number):
        html.raw("<span class=\"empty\">page ")
        html.number(number)
        html.raw("</span>\n")
      case .gloss:
        html.raw("<ins>")
        html.text(text[mark.start..<mark.end])
        html.raw("</ins>")
      }
      at = mark.end
    }
    html.text(text[at..<end])
    if end < text.count {
      html.raw("\n<span class=\"empty\">")
      html.text("… \(Report.grouped(text.count - end)) more bytes")
      html.raw("</span>")
    }
  }
}
