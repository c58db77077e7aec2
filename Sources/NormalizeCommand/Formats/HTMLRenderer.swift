internal import Normalize

/// HTML of documents: an article each, glossed Chinese names as ruby with the English above them,
/// English names with the Chinese behind them and on hover. All text is escaped.
enum HTMLRenderer {
  static let prologue = """
    <!DOCTYPE html>
    <html>
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Filings</title>
    <style>
    :root{color-scheme:light dark}
    body{font:16px/1.6 system-ui,"Noto Sans CJK TC","PingFang HK","Microsoft JhengHei",sans-serif;\
    max-width:46rem;margin:2rem auto;padding:0 1rem}
    article+article{border-top:1px solid #8886;margin-top:3rem;padding-top:1rem}
    h2{font-size:1.1em;margin:1.6em 0 .4em}
    table{border-collapse:collapse;display:block;overflow-x:auto}
    td{border:1px solid #8886;padding:.2em .6em;vertical-align:top}
    rt{font-size:.6em}
    .name{border-bottom:1px dotted #888}
    .gloss{opacity:.7}
    aside{font-size:.9em;opacity:.8}
    address{font-style:normal}
    </style>
    </head>
    <body>

    """

  static let epilogue = "</body>\n</html>\n"

  static func render(_ document: Document, title: String, into output: inout [UInt8]) {
    let rendered = RenderedDocument(document: document)
    var html = HTMLWriter()
    html.raw("<article data-source=\"")
    html.text(title)
    html.raw("\">\n")
    var isList = false
    for block in rendered.blocks {
      let lines = rendered.lines(block)
      if lines.isEmpty { continue }
      if isList != (block.kind == .listItem) {
        html.raw(isList ? "</ul>\n" : "<ul>\n")
        isList.toggle()
      }
      switch block.kind {
      case .heading: wrap("h2", lines, rendered, &html)
      case .listItem: wrap("li", lines, rendered, &html)
      case .footnote: wrap("aside", lines, rendered, &html)
      case .signature: wrap("address", lines, rendered, &html)
      case .paragraph: wrap("p", lines, rendered, &html)
      case .table: table(lines, rendered, &html)
      }
    }
    if isList { html.raw("</ul>\n") }
    html.raw("</article>\n")
    output.append(contentsOf: html.bytes)
  }

  private static func wrap(
    _ tag: StaticString, _ lines: [(start: Int, end: Int)], _ rendered: RenderedDocument,
    _ html: inout HTMLWriter
  ) {
    html.raw("<")
    html.raw(tag)
    html.raw(">")
    for (place, line) in lines.enumerated() {
      if place > 0 { html.raw("<br>\n") }
      append(line, rendered, &html)
    }
    html.raw("</")
    html.raw(tag)
    html.raw(">\n")
  }

  private static func table(
    _ lines: [(start: Int, end: Int)], _ rendered: RenderedDocument, _ html: inout HTMLWriter
  ) {
    html.raw("<table>\n")
    for line in lines {
      html.raw("<tr>")
      for cell in rendered.cells(line) {
        html.raw("<td>")
        append(cell, rendered, &html)
        html.raw("</td>")
      }
      html.raw("</tr>\n")
    }
    html.raw("</table>\n")
  }

  private static func append(
    _ range: (start: Int, end: Int), _ rendered: RenderedDocument, _ html: inout HTMLWriter
  ) {
    for stretch in rendered.stretches(range.start, range.end) {
      switch stretch {
      case .text(let text): html.text(text)
      case .glossed(let name, let gloss, let isEnglish):
        let counterpart = counterpart(gloss)
        if isEnglish || name.isEmpty {
          html.raw("<span class=\"name\" lang=\"en\" title=\"")
          html.text(counterpart)
          html.raw("\">")
          html.text(name)
          html.raw("</span><span class=\"gloss\" lang=\"zh\">")
          html.text(gloss)
          html.raw("</span>")
        } else {
          html.raw("<ruby lang=\"zh\">")
          html.text(name)
          html.raw("<rp> [</rp><rt lang=\"en\">")
          html.text(counterpart)
          html.raw("</rt><rp>]</rp></ruby>")
        }
      }
    }
  }

  /// The name inside ` [NAME]`.
  private static func counterpart(_ gloss: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let open = gloss.firstIndex(of: 0x5B), let close = gloss.lastIndex(of: 0x5D), open < close
    else { return gloss }
    return gloss[(open + 1)..<close]
  }
}

/// HTML into a byte buffer. `text` escapes, `raw` takes constants only.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ markup: StaticString) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  mutating func text(_ text: String) { self.text(Array(text.utf8)[...]) }
  mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }
  mutating func number(_ value: Double) {
    let tenths = Int((value * 10).rounded())
    bytes.append(contentsOf: "\(tenths / 10).\(tenths % 10)".utf8)
  }

  mutating func text(_ text: ArraySlice<UInt8>) {
    var kept = text.startIndex
    for (place, byte) in zip(text.indices, text) {
      let markup: StaticString
      switch byte {
      case 0x26: markup = "&amp;"
      case 0x3C: markup = "&lt;"
      case 0x3E: markup = "&gt;"
      case 0x22: markup = "&quot;"
      case 0x27: markup = "&#39;"
      // Controls other than tab and line end are no characters of HTML.
      case 0x00..<0x09, 0x0B..<0x20, 0x7F: markup = "\u{FFFD}"
      default: continue
      }
      bytes.append(contentsOf: text[kept..<place])
      raw(markup)
      kept = place + 1
    }
    bytes.append(contentsOf: text[kept...])
  }
}
