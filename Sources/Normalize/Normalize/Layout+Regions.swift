/// Where a region of text in columns begins and ends, and what a line on its own is cut into.
extension Layout {
  /// The stretches of a line between gaps. `right` is where the right column of a region begins: one
  /// blank before it is a gap too where the other script follows, as behind a line that fills its
  /// column. An enumerator or a bullet and the text that hangs behind it are one stretch.
  func runs(of line: Line, right: Int32? = nil) -> [Run] {
    var result: [Run] = []
    var at = Int(line.start)
    let end = Int(line.end)
    var column = line.indent
    var begun = at
    // What stands behind the last gap, and whether the stretch has enumerators alone so far.
    var part = at
    var isHead = true
    var begunColumn = column
    var contentEnd = at
    var contentColumn = column
    var blanks: Int32 = 0
    // Ideographs since the last blank: a name set apart, 王　曄, is no gap.
    var ideographs = 0
    var wasWide = false
    var wasMeans = false
    // Behind an opening bracket no cell begins: `Ltd. (  上海…`, as fonts of another width leave it.
    var wasOpen = false
    let table = ScalarClassTable.shared
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      let value = table[scalar.value]
      if value.isBlank {
        let columns: Int32 = value == .ideographicSpace ? 2 : 1
        blanks += columns
        column += columns
      } else {
        let isHan = value == .han
        if blanks == 1, column == right, value.isWide != wasWide {
          result.append(
            Run(
              start: Int32(begun), end: Int32(contentEnd), column: begunColumn,
              // The gutter stays two columns wide.
              columnEnd: max(begunColumn + 1, contentColumn - 1)))
          begun = at
          begunColumn = column
          part = at
          isHead = true
        }
        defer { wasOpen = value == .open || value == .cjkOpen }
        wasWide = value.isWide
        // 冠宇有限  指  珠海冠宇電池有限公司: the word of a definition is no name set apart.
        let isMeans = ideographs > 1 && scalar.value == Self.means && isLoneHan(at, end)
        if blanks >= 2, !wasOpen,
          !(isHan && blanks <= 4
            && (ideographs == 1 || ideographs > 1 && (isLoneHan(at, end) || isRespect(at, end))))
            || isMeans || ideographs == 1 && wasMeans
        {
          wasMeans = isMeans
          isHead = isHead && blanks <= Self.widestHang && isMarker(part, contentEnd, at, line)
          if !isHead {
            result.append(
              Run(
                start: Int32(begun), end: Int32(contentEnd), column: begunColumn,
                columnEnd: contentColumn))
            begun = at
            begunColumn = column
            isHead = true
          }
          part = at
        }
        if blanks > 0 { ideographs = 0 }
        ideographs = isHan ? ideographs + 1 : value == .invisible ? ideographs : 9
        blanks = 0
        column += value.isWide ? 2 : value == .invisible ? 0 : 1
        contentEnd = at + scalar.length
        contentColumn = column
      }
      at += scalar.length
    }
    result.append(
      Run(
        start: Int32(begun), end: Int32(contentEnd), column: begunColumn, columnEnd: contentColumn)
    )
    return result
  }

  /// Columns between an enumerator and its text, at most.
  private static let widestHang: Int32 = 12

  /// `start..<end` is an enumerator or a bullet, `(a)`, `12.`, `（一）`, `•`, of the text at `next`.
  private func isMarker(_ start: Int, _ end: Int, _ next: Int, _ line: Line) -> Bool {
    guard end > start, end - start <= 12 else { return false }
    let first = UTF8Scan.scalar(text, at: start)
    let isWhole = first.length == end - start
    if isWhole, Bullet.isGlyph(first.value) { return true }
    let behind = ScalarClassTable.shared[UTF8Scan.scalar(text, at: next).value]
    if isWhole, first.value == 0x2D || first.value == 0x2013 || first.value == 0x2014 {
      // A dash in a table stands for no figure.
      return start == Int(line.start) && (behind.isLetter || behind == .han || behind == .open)
    }
    // Figures behind it are a table's, as `(1)` is that of a note.
    guard start == Int(line.start) || behind.isLetter || behind == .han || behind == .cjkOpen else {
      return false
    }
    switch UTF8Scan.scalar(text, before: end).value {
    case 0x29, 0xFF09, 0x2E, 0x3001:
      return behind != .digit && look.beginsListItem(start, end)
        && (first.value != 0x28 && first.value != 0xFF08 || isNumeral(start, end, first.length))
    default:
      // 2.1
      return start == Int(line.start) && behind != .digit && isSection(start, end)
    }
  }

  /// What stands between the brackets of `start..<end` is a letter, a numeral or ideographs: no unit.
  private func isNumeral(_ start: Int, _ end: Int, _ bracket: Int) -> Bool {
    let inside = text[(start + bracket)..<max(start + bracket, end - bracket)]
    return inside.count == 1 || inside.allSatisfy { $0 &- 0x30 < 10 || $0 >= 0x80 }
      || inside.allSatisfy { [0x69, 0x76, 0x78].contains($0 | 0x20) }
  }

  /// Numbers of up to two digits with full stops between.
  private func isSection(_ start: Int, _ end: Int) -> Bool {
    let parts = text[start..<end].split(separator: 0x2E, omittingEmptySubsequences: false)
    return (2...4).contains(parts.count)
      && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy { $0 &- 0x30 < 10 } }
  }

  /// 指, between what is defined and what it means.
  static let means: UInt32 = 0x6307

  /// 閣下, before which a letter leaves a blank in respect.
  private func isRespect(_ at: Int, _ end: Int) -> Bool {
    ByteMatch.starts(text.span, at, end, with: "閣下")
      || ByteMatch.starts(text.span, at, end, with: "阁下")
  }

  /// One ideograph with a blank or the line's end behind it.
  func isLoneHan(_ at: Int, _ end: Int) -> Bool {
    let next = at + UTF8Scan.scalar(text, at: at).length
    guard next < end else { return true }
    return ScalarClassTable.shared[UTF8Scan.scalar(text, at: next).value].isBlank
  }

  func mask(_ runs: [Run]) -> ColumnMask {
    var result = ColumnMask()
    for run in runs { result.insert(run.column, run.columnEnd) }
    return result
  }

  /// Lays out the region that begins at a line with a gap; nil where there is none.
  mutating func region(from first: Int, blank: Bool) -> Int? {
    let opening = runs(of: lines[first])
    guard opening.count > 1, lines[first].indent + lines[first].width < ColumnMask.width else {
      return nil
    }
    guard !isLetterSpaced(opening) else { return nil }
    var covered = mask(opening)
    var gutters = covered.gutters(floor: 2)
    guard !gutters.isEmpty else { return nil }
    var accepted = first + 1
    var index = first + 1
    var blanks = 0
    var gapped = 1
    var leftOnly = 0
    var pending = covered
    while index < lines.count {
      let line = lines[index]
      if line.isBlank {
        blanks += 1
        if blanks > 3 { break }
        index += 1
        continue
      }
      if line.flags.contains(.furniture) {
        index += 1
        continue
      }
      guard !line.flags.contains(.tab), line.indent + line.width < ColumnMask.width else { break }
      let pieces = runs(of: line, right: gutters.count == 1 ? gutters[0].upperBound : nil)
      let next = pending.union(mask(pieces))
      let remaining = next.gutters(floor: 2)
      guard !remaining.isEmpty else { break }
      if blanks > 0, remaining.count < gutters.count { break }
      let rightStart = gutters[0].upperBound
      let isRightOnly = line.indent + 2 >= rightStart
      let crosses =
        pieces.count > 1 && pieces[0].column < rightStart
        && pieces[pieces.count - 1].columnEnd > rightStart
      if crosses || isRightOnly {
        if isRightOnly, !crosses {
          // A line that only happens to stand to the right (a centred heading) ends the region.
          let near = gutters.contains { abs($0.upperBound - line.indent) <= 3 }
          if !near, pieces.count == 1, blanks > 0 { break }
        }
        // Figures that end below one another may begin in other columns.
        if crosses, !pieces.contains(where: { $0.column >= rightStart - 1 }),
          !pieces.dropFirst().contains(where: { isAligned($0, opening.dropFirst()) })
        {
          break
        }
        // A row on its own and a table below it that is set otherwise.
        if crosses, blanks > 0, gapped == 1, pieces.count != opening.count,
          !pieces.dropFirst().contains(where: { isAligned($0, opening.dropFirst()) })
        {
          break
        }
        pending = next
        covered = next
        gutters = remaining
        accepted = index + 1
        gapped += 1
        leftOnly = 0
      } else {
        leftOnly += 1
        if leftOnly > 12 || blanks > 0 && leftOnly > 2 { break }
        pending = next
      }
      blanks = 0
      index += 1
    }
    let end = extended(from: accepted, gutters: gutters)
    if gapped == 1 {
      guard let cuts = singleCuts(opening) else { return nil }
      appendRow(first, opening, cuts, blank: blank)
      return first + 1
    }
    layOut(first, end, gutters, blank: blank)
    return end
  }

  /// A stretch that begins or ends where one of the others does.
  private func isAligned(_ run: Run, _ others: ArraySlice<Run>) -> Bool {
    others.contains { abs($0.column - run.column) <= 3 || abs($0.columnEnd - run.columnEnd) <= 1 }
  }

  /// Left-only lines right behind the region that go on with its left column.
  func extended(from accepted: Int, gutters: [Range<Int32>]) -> Int {
    var end = accepted
    while end < lines.count {
      let line = lines[end]
      guard !line.isBlank, !line.flags.contains(.furniture), !line.flags.contains(.tab),
        line.indent + line.width <= gutters[0].lowerBound + 1
      else { break }
      let first = look.firstClass(Int(line.start), Int(line.end))
      let isRest = look.beginsWithForm(Int(line.start), Int(line.end))
      guard
        gutters.count == 1
          && (first.value == .lower || first.value == .cjkClose || first.value == .cjkStop
            || asksForMore(end - 1, than: line, gutter: gutters[0]))
          || isRest
      else { break }
      end += 1
    }
    return end == accepted ? longerLeft(from: accepted, gutter: gutters[0]) : end
  }

  /// Lines up to the next blank one that all fit the left column, right behind prose in English beside
  /// prose in Chinese: the left column is only longer. `accepted` where they are not.
  ///
  /// Complexity: O(1): of the lines on both sides only so many are looked at.
  private func longerLeft(from accepted: Int, gutter: Range<Int32>) -> Int {
    guard accepted < lines.count, isBilingualProse(endingAt: accepted, gutter) else {
      return accepted
    }
    var end = accepted
    while end < lines.count, !lines[end].isBlank, !lines[end].flags.contains(.furniture),
      !lines[end].flags.contains(.pageBreak)
    {
      let line = lines[end]
      guard end - accepted < Self.longestTail, !line.flags.contains(.tab),
        !line.flags.contains(.gap), line.indent + line.width <= gutter.lowerBound,
        line.indent <= lines[accepted - 1].indent + 2, line.flags.contains(.latin)
      else { return accepted }
      end += 1
    }
    return end
  }

  private static let longestTail = 60

  /// The lines above, up to a blank one, have English at the left, which goes on from line to line, and
  /// Chinese at the right.
  private func isBilingualProse(endingAt end: Int, _ gutter: Range<Int32>) -> Bool {
    var rows = 0
    var wraps = 0
    var index = end - 1
    while index >= 0, end - index <= 12, !lines[index].isBlank {
      let cells = cells(index, [gutter])
      guard let left = cells.first, left.column == 0, left.flags.contains(.latin),
        !left.flags.contains(.han)
      else { return false }
      if cells.count > 1 {
        guard cells[1].flags.contains(.han) else { return false }
        rows += 1
      }
      if look.firstClass(Int(left.start), Int(left.end)).value == .lower { wraps += 1 }
      index -= 1
    }
    return rows >= 2 && wraps > 0
  }

  /// The left column's text in the line `index` breaks off in a sentence: behind a comma or a small
  /// word, or where the first word of the next line would not have fitted.
  private func asksForMore(_ index: Int, than next: Line, gutter: Range<Int32>) -> Bool {
    guard !lines[index].isBlank,
      let left = cells(index, [gutter]).first(where: { $0.column == 0 })
    else { return false }
    let start = Int(left.start)
    let end = Int(left.end)
    let last = look.lastClass(start, end)
    if last.scalar == 0x2C || last.scalar == 0xFF0C || last.scalar == 0x3001
      || look.endsWithFunctionWord(start, end) || look.hasOpenBracket(start, end)
    {
      return true
    }
    guard last.value.isLetter || last.value == .han || look.endsWithLead(start, end) else {
      return false
    }
    let word = look.firstWordWidth(Int(next.start), Int(next.end))
    return left.indent + left.width + 1 + Int32(word) > gutter.lowerBound
  }

  /// Single ideographs set apart: 目　　錄, 釋 　義, 公  告.
  func isLetterSpaced(_ runs: [Run]) -> Bool {
    runs.allSatisfy { run in
      let scalar = UTF8Scan.scalar(text, at: Int(run.start))
      let value = ScalarClassTable.shared[scalar.value]
      return Int(run.end - run.start) == scalar.length && (value == .han || value == .radical)
    }
  }

  /// Where a line on its own is cut into cells: wide gaps, or a gap between the two languages.
  func singleCuts(_ runs: [Run]) -> [Bool]? {
    var cuts: [Bool] = []
    for index in 1..<runs.count {
      let left = runs[index - 1]
      let right = runs[index]
      let gap = right.column - left.columnEnd
      let a = look.lastClass(Int(left.start), Int(left.end))
      let b = look.firstClass(Int(right.start), Int(right.end))
      let isA = a.value == .han || a.value.isCJKPunctuation
      let isB = b.value == .han || b.value.isCJKPunctuation
      if isA, isB {
        let short =
          isSingleHan(left) && a.scalar != Self.means
          || isSingleHan(right) && b.scalar != Self.means
        cuts.append(!short && gap >= 2 && a.scalar != 0x3002 && !(a.value == .cjkStop && gap < 4))
      } else if isA != isB {
        cuts.append(gap >= 3)
      } else {
        cuts.append(gap >= 5)
      }
    }
    return cuts.contains(true) ? cuts : nil
  }

  func isSingleHan(_ run: Run) -> Bool {
    Int(run.end - run.start) == UTF8Scan.scalar(text, at: Int(run.start)).length
  }

  mutating func appendRow(_ index: Int, _ runs: [Run], _ cuts: [Bool], blank: Bool) {
    let line = lines[index]
    var begun = 0
    for position in 1...runs.count where position == runs.count || cuts[position - 1] {
      let from = runs[begun]
      let to = runs[position - 1]
      appendCell(
        Cell(
          line: Int32(index), column: 0, start: from.start, end: to.end,
          width: to.columnEnd - from.column, indent: line.indent, flags: flags(from.start, to.end)),
        separator: position == runs.count ? .undecided : .tab,
        blank: begun == 0 && (blank || line.flags.contains(.pageBreak)), isRow: true)
      begun = position
    }
  }
}
