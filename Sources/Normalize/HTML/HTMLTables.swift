/// The tables of a page as rows of cells, told apart from tables that only lay a page out.
///
/// A row with two cells or more that have text is a row of data, unless a cell holds a page of its own
/// (a table of several rows, many paragraphs). The table in a cell that has one row only is part of the
/// row around it.
struct HTMLTables {
  enum RowKind: UInt8 { case empty, single, item, layout, data }

  struct Row {
    /// Element of the table.
    var table: Int
    var kind: RowKind = .empty
    var cells: [Int] = []
  }

  /// How a cell stands to the next one of its row.
  enum Tie: UInt8 { case none, toNext, toPrevious }

  struct Cell {
    var element: Int
    var row: Int
    /// The column that it begins in, then the number of columns before it that hold text.
    var column = 0
    /// How many columns and lines it spans.
    var columns: Int
    var lines: Int
    /// Code points of its text that are no white space.
    var size = 0
    var paragraphs = 0
    var isBig = false
    var tie = Tie.none
    /// A list mark alone: `•`, `(a)`, `1.`
    var isMark = false
  }

  private(set) var cells: [Cell] = []
  private(set) var rows: [Row] = []
  /// Of each element: the cell that it is or stands in, as an index into `cells`; -1 for none.
  private(set) var cellOf: [Int32]

  /// Complexity: O(n); columns and lines that a cell spans are taken up to a hundred.
  init(_ page: HTMLPage, _ source: borrowing Span<UInt8>) {
    let elements = page.tree.elements
    cellOf = [Int32](repeating: -1, count: elements.count)
    var rowOf = [Int32](repeating: -1, count: elements.count)
    var tableOf = [Int32](repeating: -1, count: elements.count)
    var rowsOf: [Int: [Int]] = [:]
    var tables: [Int] = []
    for (index, element) in elements.enumerated() where index > 0 {
      let parent = Int(element.parent)
      cellOf[index] = cellOf[parent]
      rowOf[index] = rowOf[parent]
      tableOf[index] = tableOf[parent]
      switch element.tag {
      case .table:
        tableOf[index] = Int32(index)
        rowOf[index] = -1
        tables.append(index)
      case .tr where tableOf[parent] >= 0:
        rowOf[index] = Int32(rows.count)
        rowsOf[Int(tableOf[parent]), default: []].append(rows.count)
        rows.append(Row(table: Int(tableOf[parent])))
      case .td, .th:
        guard rowOf[parent] >= 0, elements[parent].tag == .tr else { break }
        let row = Int(rowOf[parent])
        cellOf[index] = Int32(cells.count)
        rows[row].cells.append(cells.count)
        let span = Self.spans(element, page.tokens, source)
        cells.append(
          Cell(
            element: index, row: row, columns: span.columns, lines: span.lines,
            size: page.sums[index].columns))
      default: break
      }
    }
    guard !cells.isEmpty else { return }
    readTexts(page, source)
    for table in tables.reversed() {
      settle(rowsOf[table] ?? [], cellAround: cellOf[table])
    }
  }

  private static func spans(
    _ element: HTMLTree.Element, _ tokens: [HTMLToken], _ source: borrowing Span<UInt8>
  ) -> (columns: Int, lines: Int) {
    var spans = (columns: 1, lines: 1)
    guard element.token >= 0 else { return spans }
    let token = tokens[Int(element.token)]
    // Behind `<td`.
    var attributes = HTMLAttributes(Int(token.start) + 3, Int(token.end))
    while let attribute = attributes.next(source) {
      if HTMLAttributes.is(source, attribute.name, "colspan") {
        spans.columns = max(1, HTMLAttributes.number(source, attribute.value, limit: 100) ?? 1)
      } else if HTMLAttributes.is(source, attribute.name, "rowspan") {
        spans.lines = max(1, HTMLAttributes.number(source, attribute.value, limit: 100) ?? 1)
      }
    }
    return spans
  }

  /// What the texts of the cells say of them.
  private mutating func readTexts(_ page: HTMLPage, _ source: borrowing Span<UInt8>) {
    var last: Int32 = -1
    var breaks = HTMLTag.Break.none
    for (index, token) in page.tokens.enumerated() {
      if token.kind != .text {
        if token.kind != .other { breaks = max(breaks, token.tag.edge) }
        continue
      }
      guard page.sight[index] == .shown else { continue }
      let cell = cellOf[Int(page.tree.parents[index])]
      if cell >= 0 {
        if cell == last {
          if breaks == .blank { cells[Int(cell)].paragraphs += 1 }
          cells[Int(cell)].isMark = false
          cells[Int(cell)].tie = .none
        } else {
          let word = HTMLMark(token, source)
          cells[Int(cell)].isMark = word.isListMark
          cells[Int(cell)].tie = word.tie
        }
      }
      last = cell
      breaks = .none
    }
  }

  /// Decides the kinds of the rows of a table and the columns of its cells; a table of one row in a
  /// cell is made part of the row around it.
  private mutating func settle(_ members: [Int], cellAround: Int32) {
    place(members)
    var used = [Bool](repeating: false, count: Self.mostColumns + 1)
    // A currency sign and its figure are in one column, whatever cells hold them.
    var joined = used
    var full: [Int] = []
    for row in members {
      rows[row].cells.removeAll { cells[$0].size == 0 }
      guard !rows[row].cells.isEmpty else { continue }
      full.append(row)
      tie(rows[row].cells)
      var sign: Int?
      for cell in rows[row].cells where cells[cell].tie != .toPrevious {
        let column = cells[cell].column
        used[column] = true
        if let sign, sign < column { for between in (sign + 1)...column { joined[between] = true } }
        sign = cells[cell].tie == .toNext ? column : nil
      }
    }
    var before: [Int] = []
    var count = -1
    for column in used.indices {
      if used[column], !joined[column] || count < 0 { count += 1 }
      before.append(max(0, count))
    }
    for row in full {
      for cell in rows[row].cells { cells[cell].column = before[cells[cell].column] }
      rows[row].kind = kind(rows[row].cells)
    }
    guard cellAround >= 0, let only = full.first else { return }
    let outer = Int(cellAround)
    let isWhole = rows[only].cells.reduce(0) { $0 + cells[$1].size } == cells[outer].size
    let around = cells[outer].row
    guard full.count == 1, isWhole, rows[only].kind != .layout,
      rows[around].cells.count < Self.mostColumns
    else {
      cells[outer].isBig = true
      return
    }
    // The cells of the inner row stand in the place of the cell around them.
    guard let position = rows[around].cells.firstIndex(of: outer) else { return }
    for cell in rows[only].cells {
      cells[cell].row = around
      cells[cell].column = cells[outer].column
    }
    rows[around].cells.replaceSubrange(position...position, with: rows[only].cells)
    rows[only].cells = []
    rows[only].kind = .empty
  }

  private static let mostColumns = 256

  /// Gives each cell its column: those before it in its row, and those that a cell above spans.
  private mutating func place(_ members: [Int]) {
    // Lines that the cell above each column still reaches down to.
    var reach = [Int](repeating: 0, count: Self.mostColumns + 1)
    var widest = 0
    for row in members {
      var column = 0
      for cell in rows[row].cells {
        while column < Self.mostColumns, reach[column] > 0 { column += 1 }
        cells[cell].column = column
        let end = min(Self.mostColumns, column + cells[cell].columns)
        for taken in column..<end { reach[taken] = cells[cell].lines }
        column = end
        widest = max(widest, end)
      }
      for taken in 0..<widest where reach[taken] > 0 { reach[taken] -= 1 }
    }
  }

  /// Unties what has nothing to be tied to.
  private mutating func tie(_ members: [Int]) {
    for (place, cell) in members.enumerated() {
      let isLast = place + 1 == members.count
      if cells[cell].tie == .toNext, isLast || cells[members[place + 1]].tie != .none {
        cells[cell].tie = .none
      }
      if cells[cell].tie == .toPrevious, place == 0 { cells[cell].tie = .none }
    }
  }

  private static let bigCell = 1_500
  private static let bigParagraphs = 4

  private func kind(_ members: [Int]) -> RowKind {
    guard members.count > 1 else { return .single }
    let isBig = members.contains { cell in
      cells[cell].isBig || cells[cell].size > Self.bigCell
        || cells[cell].paragraphs >= Self.bigParagraphs
    }
    if members.count == 2, cells[members[0]].isMark { return .item }
    return isBig ? .layout : .data
  }
}

/// What a short text at the begin of a cell is.
struct HTMLMark {
  var isListMark = false
  var tie = HTMLTables.Tie.none

  init(_ token: HTMLToken, _ source: borrowing Span<UInt8>) {
    var start = Int(token.start)
    var end = Int(token.end)
    while start < end, HTMLAttributes.isBlank(source[start]) { start += 1 }
    while end > start, HTMLAttributes.isBlank(source[end - 1]) { end -= 1 }
    guard end - start <= 12 else { return }
    for sign: StaticString in ["$", "HK$", "US$", "RMB", "¥", "€", "£", "(", "(RMB", "HKD", "NT$"]
    where end - start == sign.utf8CodeUnitCount
      && ByteMatch.starts(source, start, end, with: sign)
    {
      tie = .toNext
    }
    for sign: StaticString in [")", "%", ")%", "%)", "*", "#", "†"]
    where end - start == sign.utf8CodeUnitCount
      && ByteMatch.starts(source, start, end, with: sign)
    {
      tie = .toPrevious
    }
    isListMark = Self.isListMark(source, start, end)
  }

  /// A bullet, `(a)`, `(iv)`, `12.`, `a)`, `（一）`, `1`, `*`
  private static func isListMark(
    _ source: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard start < end else { return false }
    let first = UTF8Scan.scalar(source, at: start)
    if first.length == end - start, Bullet.isGlyph(first.value) || first.value == 0x2D {
      return true
    }
    if ByteMatch.starts(source, start, end, with: "&#8226;")
      || ByteMatch.starts(source, start, end, with: "&bull;")
      || ByteMatch.starts(source, start, end, with: "&middot;")
      || ByteMatch.starts(source, start, end, with: "&#9679;")
    {
      return true
    }
    var at = start
    let opens = source[at] == 0x28 || first.value == 0xFF08
    if opens { at += first.length }
    let inner = at
    while at < end, at - inner < 9,
      source[at] &- 0x30 < 10 || (source[at] | 0x20) &- 0x61 < 26 || source[at] >= 0xE3
    {
      at += source[at] >= 0xE3 ? 3 : 1
    }
    guard at > inner, at < end, at - inner <= (opens ? 9 : 3) else { return false }
    let close = UTF8Scan.scalar(source, at: at)
    guard at + close.length == end else { return false }
    return close.value == 0x29 || close.value == 0xFF09
      || !opens && (close.value == 0x2E || close.value == 0x3001)
  }
}
