internal import Normalize

/// HTML of a twin: both versions side by side, what does not agree above them, the names below. All text
/// is escaped; nothing is fetched.
enum TwinRenderer {
  static func render(_ twin: Twin, paths: (en: String, zh: String), into output: inout [UInt8]) {
    var html = HTMLWriter()
    html.raw(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Two versions of one filing</title>
      <style>
      :root{color-scheme:light dark}
      body{font:15px/1.55 system-ui,"Noto Sans CJK TC","PingFang HK","Microsoft JhengHei",sans-serif;\
      max-width:76rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.3em}h2{font-size:1.05em;margin:2em 0 .5em}
      table{border-collapse:collapse;width:100%;table-layout:fixed}
      td,th{border-bottom:1px solid #8884;padding:.35em .6em;vertical-align:top;text-align:left;\
      overflow-wrap:anywhere}
      th{font-weight:600}
      .n{width:3em;opacity:.6;font-variant-numeric:tabular-nums}
      .alone td{background:#e9a10022}
      .off td{background:#d0202018}
      .low td{opacity:.75}
      mark{background:#ffd54f88;color:inherit}
      ul{padding-left:1.2em}
      </style>
      </head>
      <body>

      """)
    html.raw("<h1>")
    html.text(twin.english.metadata.title ?? paths.en)
    html.raw("</h1>\n<p>")
    html.text(paths.en)
    html.raw(" · ")
    html.text(paths.zh)
    html.raw("</p>\n")
    inconsistencies(twin, &html)
    sentences(twin, &html)
    names(twin, &html)
    html.raw("</body>\n</html>\n")
    output.append(contentsOf: html.bytes)
  }

  private static func inconsistencies(_ twin: Twin, _ html: inout HTMLWriter) {
    html.raw("<h2>What does not agree (")
    html.number(twin.inconsistencies.count)
    html.raw(")</h2>\n")
    if twin.inconsistencies.isEmpty { return html.raw("<p>Nothing was found.</p>\n") }
    html.raw("<ul>\n")
    for inconsistency in twin.inconsistencies {
      html.raw("<li>")
      if inconsistency.alignment >= 0 {
        html.raw("<a href=\"#s")
        html.number(inconsistency.alignment)
        html.raw("\">")
        html.number(inconsistency.alignment + 1)
        html.raw("</a> ")
      }
      html.text(inconsistency.kind.rawValue)
      html.raw(": ")
      html.text(inconsistency.message)
      html.raw("</li>\n")
    }
    html.raw("</ul>\n")
  }

  private static func sentences(_ twin: Twin, _ html: inout HTMLWriter) {
    html.raw(
      "<h2>Side by side</h2>\n<table>\n<tr><th class=\"n\"></th><th>English</th><th>Chinese</th></tr>\n"
    )
    let doubtful = Set(twin.inconsistencies.map(\.alignment))
    for (number, alignment) in twin.alignments.enumerated() {
      html.raw("<tr id=\"s")
      html.number(number)
      html.raw("\" class=\"")
      if !alignment.isAligned {
        html.raw("alone")
      } else if doubtful.contains(number) {
        html.raw("off")
      } else if alignment.confidence < 60 {
        html.raw("low")
      }
      html.raw("\"><td class=\"n\">")
      html.number(number + 1)
      html.raw("</td><td lang=\"en\">")
      marked(twin.english, alignment.en, twin, number, isEnglish: true, &html)
      html.raw("</td><td lang=\"")
      html.text(twin.chinese.chineseLanguage)
      html.raw("\">")
      marked(twin.chinese, alignment.zh, twin, number, isEnglish: false, &html)
      html.raw("</td></tr>\n")
    }
    html.raw("</table>\n")
  }

  /// The sentences with the figures marked that the other version does not have.
  private static func marked(
    _ document: Document, _ sentences: Range<Int>, _ twin: Twin, _ number: Int, isEnglish: Bool,
    _ html: inout HTMLWriter
  ) {
    guard let extent = Twin.extent(document, sentences) else { return }
    let bytes = document.text.bytes
    var at = extent.start
    for inconsistency in twin.inconsistencies
    where inconsistency.alignment == number && inconsistency.kind != .sentence {
      guard let place = isEnglish ? inconsistency.en : inconsistency.zh, place.start >= at,
        place.end <= extent.end, place != extent
      else { continue }
      html.text(bytes[at..<place.start])
      html.raw("<mark>")
      html.text(bytes[place.start..<place.end])
      html.raw("</mark>")
      at = place.end
    }
    html.text(bytes[at..<extent.end])
  }

  private static func names(_ twin: Twin, _ html: inout HTMLWriter) {
    html.raw(
      "<h2>Names</h2>\n<table>\n<tr><th>English</th><th>Chinese</th><th>Found by</th></tr>\n")
    for paired in twin.names {
      html.raw("<tr><td lang=\"en\">")
      html.text(paired.name.en[...])
      html.raw("</td><td lang=\"zh\">")
      html.text(paired.name.zh[...])
      html.raw("</td><td>")
      html.text(paired.name.kind.rawValue)
      html.raw(", ")
      html.text(paired.name.evidence.first?.kind.rawValue ?? "")
      if let scheme = paired.scheme {
        html.raw(", ")
        html.text(scheme)
      }
      html.raw(", ")
      html.text("\(paired.name.confidence) %")
      html.raw("</td></tr>\n")
    }
    html.raw(
      "</table>\n<h2>Defined terms</h2>\n<table>\n<tr><th>English</th><th>Chinese</th></tr>\n")
    for term in twin.terms {
      html.raw("<tr><td lang=\"en\">")
      html.text(term.en[...])
      html.raw("</td><td lang=\"zh\">")
      html.text(term.zh[...])
      html.raw("</td></tr>\n")
    }
    html.raw("</table>\n")
  }
}
