/// Layout: splits text set in columns by blanks into cells and columns before lines are joined.
///
/// A region is a stretch of lines that leave a common gutter free. Whether it is read row by row
/// (lists, tables, definitions: cells separated by tabs, wrapped cells put back together) or column
/// by column (bilingual prose, two issuers side by side) is decided band by band, a band being the
/// lines between blank lines. Everything else passes as one fragment a line.
struct Layout {
  /// A stretch of a line without a gap of two columns or more.
  struct Run {
    var start: Int32
    var end: Int32
    var column: Int32
    var columnEnd: Int32
  }

  /// The part of a region's line that lies in one column.
  struct Cell {
    var line: Int32
    var column: Int
    var start: Int32
    var end: Int32
    var width: Int32
    /// Columns by which it is indented against its column.
    var indent: Int32
    var flags: Line.Flags
  }

  let lines: [Line]
  let text: [UInt8]
  let look: LineText
  var fragments: [Fragment] = []
  var isReordered = false

  init(_ lines: [Line], _ text: [UInt8], reusing fragments: consuming [Fragment]) {
    self.lines = lines
    self.text = text
    look = LineText(text)
    self.fragments = fragments
    self.fragments.removeAll(keepingCapacity: true)
    if lines.count > 1 << 16 { self.fragments.reserveCapacity(lines.count) }
  }

  /// Fills `fragments` in text order.
  ///
  /// Complexity: O(lines) beyond regions; O(lines x columns) in them.
  mutating func run() {
    var index = 0
    var blank = false
    while index < lines.count {
      let line = lines[index]
      if line.isBlank {
        blank = true
        index += 1
        continue
      }
      if line.flags.contains(.gap), !line.flags.contains(.tab), !line.flags.contains(.furniture),
        let end = region(from: index, blank: blank)
      {
        blank = false
        index = end
        continue
      }
      if line.flags.contains(.han)
        || index + 1 < lines.count && lines[index + 1].flags.contains(.han),
        let end = staggered(from: index, blank: blank)
      {
        blank = false
        index = end
        continue
      }
      append(line, blank: blank)
      blank = false
      index += 1
    }
  }

  mutating func append(_ line: Line, blank: Bool) {
    var flags = line.flags
    // A page that ended is a paragraph's end unless the sentence goes on.
    if blank { flags.remove(.pageBreak) }
    var start = line.start
    var tabs: UInt8 = 0
    let isRow = line.flags.contains(.tab) && hasInnerTab(line)
    if isRow {
      // A row keeps its empty first cells.
      var at = Int(line.start)
      while at > 0, text[at - 1] == 0x09 || text[at - 1] == 0x20 {
        at -= 1
        if text[at] == 0x09, tabs < 30 { tabs += 1 }
      }
      start = line.start
    }
    fragments.append(
      Fragment(
        start: start, end: line.end, separatorEnd: 0, separator: .undecided, rule: .lineEnd,
        flags: line.flags, width: line.width, indent: line.indent, leadingTabs: tabs,
        blankBefore: blank || line.flags.contains(.pageBreak), isRow: isRow))
  }

  func hasInnerTab(_ line: Line) -> Bool {
    text[Int(line.start)..<Int(line.end)].contains(0x09)
  }

  /// Flags of a part of a line: only what later steps ask of a fragment.
  func flags(_ start: Int32, _ end: Int32) -> Line.Flags {
    var result: Line.Flags = [.edits]
    for byte in text[Int(start)..<Int(end)] {
      if byte >= 0xE3 { result.insert(.han) }
      if byte == 0x2A || byte == 0x23 { result.insert(.mark) }
      if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A { result.insert(.latin) }
    }
    return result
  }

  mutating func appendCell(
    _ cell: Cell, separator: Fragment.Separator, rule: EditRule = .cell, blank: Bool, isRow: Bool,
    tabs: UInt8 = 0, keepsIndent: Bool = false
  ) {
    fragments.append(
      Fragment(
        start: cell.start, end: cell.end, separatorEnd: 0, separator: separator, rule: rule,
        flags: cell.flags, width: cell.width, indent: cell.indent, leadingTabs: tabs,
        blankBefore: blank, isRow: isRow))
  }
}
