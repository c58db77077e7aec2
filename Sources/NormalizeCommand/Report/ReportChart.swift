/// Small charts as inline SVG.
enum ReportChart {
  /// Horizontal bars, the longest first, 12 at the most.
  static func bars(
    _ rows: [(label: String, value: Int, note: String)], unit: String, empty: String,
    _ html: inout HTMLWriter
  ) {
    let rows = rows.filter { $0.value > 0 }.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.label < $1.label
    }
    guard let longest = rows.first?.value else {
      html.raw("<p class=\"empty\">")
      html.text(empty)
      html.raw("</p>")
      return
    }
    let shown = rows.prefix(12)
    html.raw("<svg role=\"img\" viewBox=\"0 0 400 ")
    html.number(shown.count * 24)
    html.raw("\">")
    for (place, row) in shown.enumerated() {
      let y = place * 24
      html.raw("<g>")
      html.raw("<title>")
      html.text("\(row.label): \(Report.grouped(row.value))\(unit)")
      if !row.note.isEmpty { html.text(", \(row.note)") }
      html.raw("</title><text x=\"0\" y=\"")
      html.number(y + 15)
      html.raw("\">")
      html.text(row.label)
      html.raw("</text><rect rx=\"3\" x=\"130\" height=\"14\" fill=\"var(--bar)\" y=\"")
      html.number(y + 4)
      html.raw("\" width=\"")
      html.number(max(1.5, 190 * Double(row.value) / Double(longest)))
      html.raw("\"/><text class=\"n\" text-anchor=\"end\" x=\"400\" y=\"")
      html.number(y + 15)
      html.raw("\">")
      html.text(Report.grouped(row.value))
      html.raw("</text></g>")
    }
    html.raw("</svg>")
    if rows.count > shown.count {
      html.raw("<p class=\"soft\">")
      html.text("and \(rows.count - shown.count) more")
      html.raw("</p>")
    }
  }

  /// One bar in parts, with a legend.
  static func share(
    _ parts: [(label: String, value: Int, color: StaticString)], _ html: inout HTMLWriter
  ) {
    let total = parts.reduce(0) { $0 + $1.value }
    guard total > 0 else {
      return html.raw("<p class=\"empty\">There are none.</p>")
    }
    html.raw("<svg role=\"img\" viewBox=\"0 0 400 26\">")
    var x = 0.0
    for part in parts where part.value > 0 {
      let width = 400 * Double(part.value) / Double(total)
      html.raw("<rect height=\"26\" y=\"0\" x=\"")
      html.number(x)
      html.raw("\" width=\"")
      html.number(width)
      html.raw("\" fill=\"var(--")
      html.raw(part.color)
      html.raw(")\"><title>")
      html.text("\(part.label): \(Report.grouped(part.value))")
      html.raw("</title></rect>")
      x += width
    }
    html.raw("</svg><div class=\"legend\">")
    for part in parts {
      html.raw("<span><i style=\"background:var(--")
      html.raw(part.color)
      html.raw(")\"></i>")
      html.text("\(part.label): \(Report.grouped(part.value))")
      html.raw(" (")
      html.number(100 * Double(part.value) / Double(total))
      html.raw(" %)</span>")
    }
    html.raw("</div>")
  }
}
