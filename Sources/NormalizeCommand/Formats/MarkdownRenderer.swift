internal import Normalize

/// CommonMark (with GitHub's tables) of a document: headings, lists and tables from its blocks,
/// glosses as `Name [南京傳奇]`. What would be markup is escaped.
enum MarkdownRenderer {
  static func render(_ document: Document, into output: inout [UInt8]) {
    let rendered = RenderedDocument(document: document)
    var isFirst = true
    for block in rendered.blocks {
      let lines = rendered.lines(block)
      if lines.isEmpty { continue }
      if !isFirst { output.append(0x0A) }
      isFirst = false
      switch block.kind {
      case .heading:
        output.append(contentsOf: "## ".utf8)
        append(lines, " ", rendered, &output)
      case .listItem:
        output.append(contentsOf: "- ".utf8)
        append([trimmed(lines[0], document)] + lines.dropFirst(), "\n  ", rendered, &output)
      case .table:
        table(lines, rendered, &output)
      case .footnote:
        output.append(contentsOf: "> ".utf8)
        append(lines, "\n> ", rendered, &output)
      case .paragraph, .signature:
        append(lines, "\\\n", rendered, &output)
      }
      if block.kind != .table { output.append(0x0A) }
    }
  }

  /// A list item without the hyphen that it has in the text.
  private static func trimmed(_ line: (start: Int, end: Int), _ document: Document)
    -> (start: Int, end: Int)
  {
    let bytes = document.text.bytes
    var start = line.start
    guard start + 1 < line.end, bytes[start] == 0x2D, bytes[start + 1] == 0x20 else { return line }
    start += 2
    return (start, line.end)
  }

  private static func append(
    _ lines: [(start: Int, end: Int)], _ separator: String, _ rendered: RenderedDocument,
    _ output: inout [UInt8]
  ) {
    for (place, line) in lines.enumerated() {
      if place > 0 { output.append(contentsOf: separator.utf8) }
      append(line, rendered, &output, isLineStart: true)
    }
  }

  private static func table(
    _ lines: [(start: Int, end: Int)], _ rendered: RenderedDocument, _ output: inout [UInt8]
  ) {
    let rows = lines.map { rendered.cells($0) }
    let width = rows.map(\.count).max() ?? 1
    for (number, row) in rows.enumerated() {
      output.append(0x7C)
      for column in 0..<width {
        output.append(0x20)
        if column < row.count { append(row[column], rendered, &output, isLineStart: false) }
        output.append(contentsOf: " |".utf8)
      }
      output.append(0x0A)
      if number == 0 {
        output.append(contentsOf: ("|" + String(repeating: " --- |", count: width) + "\n").utf8)
      }
    }
  }

  private static func append(
    _ range: (start: Int, end: Int), _ rendered: RenderedDocument, _ output: inout [UInt8],
    isLineStart: Bool
  ) {
    var isLineStart = isLineStart
    for stretch in rendered.stretches(range.start, range.end) {
      switch stretch {
      case .text(let text): escape(text, isLineStart: isLineStart, &output)
      case .glossed(let name, let gloss, _):
        escape(name, isLineStart: isLineStart, &output)
        for byte in gloss { output.append(byte) }
      }
      isLineStart = false
    }
  }

  /// Backslashes before what CommonMark would read as markup.
  private static func escape(
    _ text: ArraySlice<UInt8>, isLineStart: Bool, _ output: inout [UInt8]
  ) {
    for (place, byte) in text.enumerated() {
      switch byte {
      case 0x5C, 0x60, 0x2A, 0x5F, 0x5B, 0x5D, 0x3C, 0x3E, 0x7C, 0x7E: output.append(0x5C)
      case 0x26: output.append(contentsOf: "&amp;".utf8)
      case 0x23 where isLineStart && place == 0: output.append(0x5C)
      case 0x2D, 0x2B, 0x3D:
        if isLineStart, place == 0 { output.append(0x5C) }
      case 0x2E, 0x29:
        // `1.` and `1)` begin a list.
        let number = text.prefix(place)
        if isLineStart, place > 0, place < 10, number.allSatisfy({ (0x30...0x39).contains($0) }) {
          output.append(0x5C)
        }
      default: break
      }
      if byte != 0x26 { output.append(byte) }
    }
  }
}
