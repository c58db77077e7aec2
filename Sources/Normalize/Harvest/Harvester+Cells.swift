/// Names that a table wraps: `Neimenggu Fufeng | PRC⏎Biotechnologies Co., Ltd. (內蒙古…有限公司)`.
extension Harvester {
  /// A cell of a row, or a line that is no row.
  private struct Cell {
    var start: Int
    var end: Int
  }

  /// Pairs names that begin in a cell of a row and go on in the cells below it, up to three lines on.
  ///
  /// Complexity: O(bytes of the rows and of three lines behind each).
  mutating func joinCells(_ text: [UInt8], _ structure: Structure) {
    let lines = structure.lines
    for (index, line) in lines.enumerated() where line.isRow {
      guard index + 1 < lines.count, !lines[index + 1].beginsBlock else { continue }
      var column = 0
      while column < 8, let cell = Self.cell(text, line, column) {
        if cell.end - cell.start >= 4, cell.end - cell.start <= 160,
          text[cell.start] &- 0x41 < 26, !Self.hasHan(text, cell)
        {
          join(text, lines, index, column, cell)
        }
        column += 1
      }
    }
  }

  /// Cell number `column` of a line, nil where it has not so many; a line that is no row is one cell.
  private static func cell(_ text: [UInt8], _ line: Structure.Line, _ column: Int) -> Cell? {
    var start = line.start
    for _ in 0..<column {
      let tab = ByteScan.first(0x09, text.span, start, line.end)
      guard tab < line.end else { return nil }
      start = tab + 1
    }
    return Cell(start: start, end: ByteScan.first(0x09, text.span, start, line.end))
  }

  private static func hasHan(_ text: [UInt8], _ cell: Cell) -> Bool {
    text[cell.start..<cell.end].contains { $0 &- 0xE4 < 6 || $0 == 0xE3 }
  }

  private mutating func join(
    _ text: [UInt8], _ lines: [Structure.Line], _ index: Int, _ column: Int, _ first: Cell
  ) {
    var joined = Array(text[first.start..<pairs.nameEnd(text, first.start, first.end)])
    let second = joined.count + 1
    var pieces = [first]
    for next in (index + 1)...(index + 3) {
      guard next < lines.count, !lines[next].beginsBlock else { return }
      guard let below = Self.cell(text, lines[next], column), below.end > below.start,
        below.end - below.start <= 200
      else { return }
      let isHan = Self.hasHan(text, below)
      // Behind a legal form another name begins.
      if !isHan, pairs.endsInForm(joined) { return }
      pieces.append(below)
      joined.append(0x20)
      let end = isHan ? below.end : pairs.nameEnd(text, below.start, below.end)
      joined.append(contentsOf: text[below.start..<end])
      if isHan { return pair(text, joined, second, pieces) }
    }
  }

  /// Pairs the name that the pieces are together, which begins with the first of them; the other ones
  /// begin at `second`.
  private mutating func pair(
    _ text: [UInt8], _ joined: [UInt8], _ second: Int, _ pieces: [Cell]
  ) {
    var found = NameCollection()
    let state = pairs.state
    pairs.read(joined, 0, joined.count, into: &found)
    if found.names.isEmpty { pairs.readOneLine(joined, 0, joined.count, into: &found) }
    pairs.restore(state)
    guard let last = pieces.last,
      var name = found.names.first(where: { $0.isPaired && $0.evidence[0].start <= 5 }),
      name.kind == .organization || name.kind == .person, name.confidence >= 90,
      joined[name.evidence[0].start...].starts(with: name.en),
      !pairs.isWhole(joined, from: second, for: name.zh)
    else { return }
    // The last cell states a pair by itself: only the rest of a name is joined with what is above.
    if let known = names.index(hanKey: NameCollection.hanKey(name.zh, lexicon.han)),
      names.names[known].isPaired
    {
      guard !pairs.isWhole(names.names[known].en) else { return }
      names.modify(known) { $0.confidence = min($0.confidence, 50) }
    }
    name.confidence = min(name.confidence, 95)
    name.evidence = .init(kind: .row, start: pieces[0].start, end: pieces[0].end)
    for piece in pieces.dropFirst().dropLast() {
      name.evidence.append(.init(kind: .row, start: piece.start, end: piece.end))
    }
    name.evidence.append(.init(kind: .row, start: last.start, end: last.end))
    names.add(name, lexicon.han)
  }
}
