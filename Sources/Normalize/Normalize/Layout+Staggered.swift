/// Two columns whose lines do not stand side by side, as where the baselines of two fonts differ: the
/// English line is one line of the text, the Chinese one beside it the next.
extension Layout {
  /// Lays out English prose at the left and Chinese prose at the right from line `first` on; nil where
  /// there are none. Regions that begin with a line of both are `region`'s.
  ///
  /// Complexity: O(1): of the lines only `longestStagger` are looked at.
  mutating func staggered(from first: Int, blank: Bool) -> Int? {
    guard let column = staggerColumn(first) else { return nil }
    var cells: [Cell] = []
    var end = first
    while end < lines.count, end - first < Self.longestStagger, let found = halves(end, column) {
      cells += found
      end += 1
    }
    guard readsAsStaggered(cells) else { return nil }
    var bands = [cells]
    normalizeIndents(&bands, columns: 2)
    appendColumns(bands[0], blank: blank)
    isReordered = true
    return end
  }

  private static let longestStagger = 60
  /// Columns that the left side is wide at least.
  private static let leastLeft: Int32 = 24

  /// Where the right column begins: at the indent of this line or of the next one, if it is in Chinese.
  private func staggerColumn(_ first: Int) -> Int32? {
    for index in first...min(first + 1, lines.count - 1) {
      let line = lines[index]
      if line.isBlank { return nil }
      if line.indent >= Self.leastLeft, line.flags.contains(.han), !line.flags.contains(.gap),
        look.firstClass(Int(line.start), Int(line.end)).value == .han
      {
        return line.indent
      }
    }
    return nil
  }

  /// The one or two cells of a line; nil where it is no line of two such columns.
  private func halves(_ index: Int, _ column: Int32) -> [Cell]? {
    let line = lines[index]
    guard !line.isBlank, !line.flags.contains(.furniture), !line.flags.contains(.tab),
      line.indent + line.width < ColumnMask.width
    else { return nil }
    var result: [Cell] = []
    for run in runs(of: line, right: column) {
      let side = abs(run.column - column) <= 1 ? 1 : 0
      let flags = flags(run.start, run.end)
      if side == 0 {
        guard result.isEmpty, run.columnEnd < column, run.column < Self.leastLeft / 2,
          !flags.contains(.han)
        else { return nil }
      } else {
        guard result.last?.column != 1, flags.contains(.han) else { return nil }
      }
      result.append(
        Cell(
          line: Int32(index), column: side, start: run.start, end: run.end,
          width: max(1, run.columnEnd - run.column), indent: run.column, flags: flags))
    }
    return result
  }

  /// Two lines and more on each side, which go on from one to the next.
  private func readsAsStaggered(_ cells: [Cell]) -> Bool {
    var (left, right, wraps) = (0, 0, 0)
    var above: Cell?
    for cell in cells {
      if cell.column == 0 {
        left += 1
        if look.firstClass(Int(cell.start), Int(cell.end)).value == .lower { wraps += 1 }
      } else {
        right += 1
        if let above, look.lastClass(Int(above.start), Int(above.end)).value == .han,
          above.width >= 16
        {
          wraps += 1
        }
        above = cell
      }
    }
    return left >= 2 && right >= 2 && wraps >= 2
  }
}
