/// Rows of cells: which lines make one, and how their cells follow one another.
extension Layout {
  /// A row of cells, which may hold several lines of the source.
  struct Row {
    private(set) var cells: [Cell] = []
    /// The last cell of each column, as an index into `cells`.
    private var last: [Int?]

    init(columns: Int) { last = [Int?](repeating: nil, count: columns) }

    mutating func append(_ cell: Cell) {
      last[cell.column] = cells.count
      cells.append(cell)
    }

    func last(of column: Int) -> Cell? { last[column].map { cells[$0] } }

    /// The cells by column, the columns without any left out.
    var byColumn: [(column: Int, cells: [Cell])] {
      var result = [[Cell]](repeating: [], count: last.count)
      for cell in cells { result[cell.column].append(cell) }
      return result.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) }
    }
  }

  /// Appends rows; a row may go on from the band before. Returns whether the last row may go on.
  ///
  /// The cells of a band are in the order of their lines. Complexity: O(cells x columns).
  mutating func appendRows(
    _ band: [Cell], columns: Int, blank: Bool, isDefinition: Bool, continuing: Bool
  ) -> Bool {
    var rows: [Row] = []
    let widest = band.lazy.filter { $0.column == 0 }.map { $0.indent + $0.width }.max() ?? 0
    var begun = 0
    while begun < band.count {
      var end = begun
      while end < band.count, band[end].line == band[begun].line { end += 1 }
      let members = band[begun..<end]
      begun = end
      if let row = rows.last, !isDefinition, goesOn(members, from: row, widest: widest) {
        // The row goes on.
      } else if beginsRow(members, after: rows.last, isDefinition: isDefinition) {
        rows.append(Row(columns: columns))
      }
      for cell in members { rows[rows.count - 1].append(cell) }
    }
    for (index, row) in rows.enumerated() { emit(row, blank: index == 0 && blank) }
    return isDefinition
  }

  /// The cells of a line are the rest of the row above: a name that was wrapped, or a head of several
  /// lines.
  private func goesOn(_ members: ArraySlice<Cell>, from row: Row, widest: Int32) -> Bool {
    guard let first = members.first, let line = row.cells.last?.line, line + 1 == first.line,
      members.allSatisfy({ !isFigure($0) && !beginsWithQuote($0) && !beginsItem($0) })
    else { return false }
    if let above = row.last(of: 0), first.column == 0 {
      let isBelow = first.indent > (row.cells.first { $0.column == 0 }?.indent ?? 0)
      if members.count == 1, !endsWithColon(above) {
        if look.beginsWithForm(Int(first.start), Int(first.end))
          || isBelow && look.isWholeBracket(Int(first.start), Int(first.end))
        {
          return true
        }
        // The third line of a cell, and more.
        let word = look.firstWordWidth(Int(first.start), Int(first.end))
        return row.cells.lazy.filter { $0.column == 0 }.count > 1 && widest >= 24
          && above.line == line && above.indent + above.width + 1 + Int32(word) > widest
      }
      guard isBelow else { return false }
    }
    return members.contains { cell in
      guard let above = row.last(of: cell.column), above.line == line else { return false }
      return endsWithJoiner(above) || text[Int(above.end) - 1] == 0x2F
    }
  }

  func beginsItem(_ cell: Cell) -> Bool {
    look.beginsListItem(Int(cell.start), Int(cell.end))
  }

  private func endsWithColon(_ cell: Cell) -> Bool {
    let last = look.lastClass(Int(cell.start), Int(cell.end)).scalar
    return last == 0x3A || last == 0xFF1A
  }

  private func beginsRow(
    _ members: ArraySlice<Cell>, after row: Row?, isDefinition: Bool
  ) -> Bool {
    guard let row, let first = members.first else { return true }
    if first.column > 0 {
      // Text below text of the same column goes on; figures begin a row.
      return !members.allSatisfy { cell in
        guard let above = row.last(of: cell.column) else { return isDefinition }
        if isDefinition { return true }
        let value = look.firstClass(Int(cell.start), Int(cell.end)).value
        return members.count == 1 && above.line + 1 == cell.line
          && (value == .lower || value == .han || value == .upper || value == .cjkClose
            || value == .cjkOpen || value == .open)
          && !cell.flags.isEmpty && !isFigure(cell)
      }
    }
    guard let above = row.last(of: 0) else { return true }
    if beginsItem(first) { return true }
    // `Name  : A` below `By  : B`
    if members.count > 1, text[Int(members[members.startIndex + 1].start)] == 0x3A { return true }
    if members.count > 1, members.allSatisfy({ $0.indent >= 2 }),
      !isFigure(members[members.startIndex + 1])
    {
      return false
    }
    if isDefinition, beginsWithQuote(first) {
      return !endsWithJoiner(above)
    }
    if look.hasOpenBracket(Int(above.start), Int(above.end)) { return false }
    let value = look.firstClass(Int(first.start), Int(first.end)).value
    if value == .lower || value == .cjkClose { return false }
    if endsWithJoiner(above) { return false }
    return !(isDefinition && above.line + 1 == first.line && !beginsWithQuote(first))
  }

  func beginsWithQuote(_ cell: Cell) -> Bool {
    switch UTF8Scan.scalar(text, at: Int(cell.start)).value {
    case 0x201C, 0x300C, 0x22, 0x300A, 0x27, 0x2018: true
    default: false
    }
  }

  func isMeansWord(_ cell: Cell) -> Bool {
    let word = text[Int(cell.start)..<Int(cell.end)]
    return word.elementsEqual("指".utf8) || word.elementsEqual("means".utf8)
      || word.elementsEqual("mean".utf8) || word.elementsEqual(":".utf8)
      || word.elementsEqual("：".utf8)
  }

  private func endsWithJoiner(_ cell: Cell) -> Bool {
    if look.endsWithFunctionWord(Int(cell.start), Int(cell.end)) { return true }
    let last = look.lastClass(Int(cell.start), Int(cell.end)).scalar
    // 或 及 和 與 、 ，
    return [0x6216, 0x53CA, 0x548C, 0x8207, 0x3001, 0xFF0C, 0x2C].contains(last)
  }

  private func isFigure(_ cell: Cell) -> Bool {
    let bytes = text[Int(cell.start)..<Int(cell.end)]
    let digits = bytes.lazy.filter { $0 >= 0x30 && $0 <= 0x39 }.count
    return digits * 3 >= bytes.count || bytes.allSatisfy { $0 == 0x2D || $0 == 0x20 }
  }

  private mutating func emit(_ row: Row, blank: Bool) {
    let columns = row.byColumn
    guard let firstColumn = columns.first?.column else { return }
    var leads = blank
    var tabs = UInt8(clamping: firstColumn)
    for (place, (column, parts)) in columns.enumerated() {
      for (index, cell) in parts.enumerated() {
        let isLastPart = index + 1 == parts.count
        let separator: Fragment.Separator
        if isLastPart {
          separator = place + 1 == columns.count ? .undecided : .tab
        } else {
          separator = cellJoint(cell, parts[index + 1])
        }
        var fragment = cell
        fragment.flags.insert(.edits)
        appendCell(
          fragment, separator: separator, rule: .cell, blank: leads, isRow: true, tabs: tabs)
        if separator == .none, isHyphenEnd(cell), index + 1 < parts.count {
          fragments[fragments.count - 1].dropsHyphen = false
        }
        leads = false
        tabs = 0
      }
      // Empty cells between this column and the next one that has text.
      if place + 1 < columns.count, columns[place + 1].column > column + 1 {
        tabs = UInt8(clamping: columns[place + 1].column - column - 1)
      }
    }
  }

  private func isHyphenEnd(_ cell: Cell) -> Bool {
    look.lastClass(Int(cell.start), Int(cell.end)).scalar == 0x2D
  }

  private func cellJoint(_ a: Cell, _ b: Cell) -> Fragment.Separator {
    let last = look.lastClass(Int(a.start), Int(a.end))
    let first = look.firstClass(Int(b.start), Int(b.end))
    let isA = last.value == .han || last.value.isCJKPunctuation
    let isB = first.value == .han || first.value.isCJKPunctuation
    if isA && isB || isA && first.value == .digit || last.value == .digit && isB { return .none }
    if last.scalar == 0x2D, first.value == .lower { return .none }
    return .space
  }
}
