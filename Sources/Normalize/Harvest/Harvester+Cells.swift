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
    // The next line with ideographs, from each row on: most tables have none.
    var next = 0
    for (index, line) in lines.enumerated() where line.isRow {
      guard index + 1 < lines.count, !lines[index + 1].beginsBlock else { continue }
      if next <= index {
        next = index + 1
        while next < lines.count, !Self.hasHan(text, lines[next].start, lines[next].end) {
          next += 1
        }
      }
      guard next <= index + 3 else { continue }
      var column = 0
      while column < 8, let cell = Self.cell(text, line, column) {
        if cell.end - cell.start >= 4, cell.end - cell.start <= 160 {
          if Self.hasHan(text, cell) {
            joinBracket(text, lines[index + 1], column, cell)
          } else if Self.endsInCapital(text, cell) {
            join(text, lines, index, column, cell)
          }
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
    hasHan(text, cell.start, cell.end)
  }

  private static func hasHan(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let bytes = text.span
    var at = start
    while true {
      at = ByteScan.skip(bytes, at, end + ByteScan.width) {
        $0 .>= ByteScan.Lanes(repeating: 0xE3)
      }
      guard at < end else { return false }
      if bytes[at] >= 0xE3, bytes[at] < 0xEA { return true }
      at += 1
    }
  }

  /// The last word begins with a capital letter: a name may go on.
  private static func endsInCapital(_ text: [UInt8], _ cell: Cell) -> Bool {
    var at = cell.end
    // Marks and the bracket of a short form stand behind the name.
    if text[at - 1] == 0x29 || text[at - 1] == 0x2A || text[at - 1] == 0x5E || text[at - 1] == 0x23
    {
      return text[cell.start] &- 0x41 < 26
    }
    while at > cell.start, text[at - 1] != 0x20 { at -= 1 }
    return text[at] &- 0x41 < 26
  }

  /// The end of a name without the place of the next column: `Gorse Port International PRC`.
  private static func behindPlace(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    for place in places where ByteMatch.ends(text.span, start, end, with: place) {
      return end - place.utf8CodeUnitCount
    }
    return end
  }

  private static let places: [StaticString] = [" PRC", " BVI", " The PRC", " the PRC"]

  /// 古星輝先生 | …⏎(KOO Sing Fai) | …: the bracket in the cell below.
  private mutating func joinBracket(
    _ text: [UInt8], _ next: Structure.Line, _ column: Int, _ first: Cell
  ) {
    guard first.end - first.start <= 48, text[first.end - 1] >= 0x80,
      let below = Self.cell(text, next, column), below.end - below.start >= 6,
      below.end - below.start <= 90
    else { return }
    let isWide = ByteMatch.starts(text.span, below.start, below.end, with: "（")
    guard isWide || text[below.start] == 0x28,
      text[below.start + (isWide ? 3 : 1)] &- 0x41 < 26
    else { return }
    let joined = Array(text[first.start..<first.end]) + Array(text[below.start..<below.end])
    pair(text, joined, joined.count, [first, below])
  }

  private mutating func join(
    _ text: [UInt8], _ lines: [Structure.Line], _ index: Int, _ column: Int, _ first: Cell
  ) {
    var joined = Array(
      text[
        first
          .start..<Self.behindPlace(
            text, first.start, pairs.nameEnd(text, first.start, first.end))])
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

  /// The English name begins before `second` and reaches to the bracket or ideographs there or behind.
  private func crosses(_ joined: [UInt8], _ second: Int, _ name: FoundName) -> Bool {
    let start = name.evidence[0].start
    return start < second - 1 && joined[start...].starts(with: name.en)
      && (start + name.en.count >= second || joined[second] == 0x28 || joined[second] >= 0xE3)
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
      var name = found.names.first(where: { $0.isPaired }),
      name.kind == .organization || name.kind == .person, name.confidence >= 90,
      second == joined.count || crosses(joined, second, name),
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

  // MARK: - Legal forms below a row

  /// The line below row `index`, where it is the legal form that a name of the row lacks and nothing else:
  /// `Corporation Limited`, 有限公司. Complexity: O(1).
  func formTail(_ text: [UInt8], _ structure: Structure, _ index: Int) -> Range<Int>? {
    guard index + 1 < structure.lines.count else { return nil }
    let next = structure.lines[index + 1]
    guard !next.isRow, !next.beginsBlock, next.end - next.start >= 4, next.end - next.start <= 40
    else { return nil }
    if text[next.start] >= 0xE4 {
      let isForm = Self.hanForms.contains {
        ByteMatch.starts(text.span, next.start, next.end, with: $0)
      }
      return isForm && next.end - next.start <= 27 ? next.start..<next.end : nil
    }
    guard text[next.start] &- 0x41 < 26 else { return nil }
    var tokens: [EnglishToken] = []
    pairs.tokenizer.tokenize(text, next.start, next.end, into: &tokens)
    return !tokens.isEmpty
      && tokens.allSatisfy {
        $0.kind == .comma || $0.kind == .capital && lexicon.isFormWord($0.hash)
      } ? next.start..<next.end : nil
  }

  private static let hanForms: [StaticString] = [
    "有限公司", "股份有限公司", "有限責任公司", "有限责任公司", "公司", "份有限公司", "限公司", "責任公司", "责任公司",
  ]

  /// Reads a row of which the first cell in the script of `tail` goes on with it.
  mutating func readWrappedRow(_ text: [UInt8], _ line: Structure.Line, _ tail: Range<Int>) {
    let isHan = text[tail.lowerBound] >= 0xE4
    var joined: [UInt8] = []
    var isJoined = false
    var at = line.start
    while at <= line.end {
      let stop = ByteScan.first(0x09, text.span, at, line.end)
      if at > line.start { joined.append(0x09) }
      joined.append(contentsOf: text[at..<stop])
      if !isJoined, stop > at, (text[stop - 1] >= 0x80) == isHan {
        isJoined = true
        if !isHan { joined.append(0x20) }
        joined.append(contentsOf: text[tail])
      }
      at = stop + 1
    }
    var found = NameCollection()
    let state = pairs.state
    pairs.readRow(joined, 0, joined.count, into: &found)
    pairs.restore(state)
    for var name in found.names where name.isPaired {
      name.evidence = .init(kind: .row, start: line.start, end: tail.upperBound)
      names.add(name, lexicon.han)
    }
  }
}
