/// Layout: splits text set in columns by blanks into cells and columns before lines are joined.
///
/// A region is a stretch of lines that leave a common gutter free. Whether it is read row by row
/// (lists, tables, definitions: cells separated by tabs, wrapped cells put back together) or column
/// by column (bilingual prose, two issuers side by side) is decided band by band, a band being the
/// lines between blank lines. Everything else passes as one fragment a line.
struct Layout {
  /// A stretch of a line without a gap of two columns or more.
  private struct Run {
    var start: Int32
    var end: Int32
    var column: Int32
    var columnEnd: Int32
  }

  /// The part of a region's line that lies in one column.
  private struct Cell {
    var line: Int32
    var column: Int
    var start: Int32
    var end: Int32
    var width: Int32
    /// Columns by which it is indented against its column.
    var indent: Int32
    var flags: Line.Flags
  }

  private let lines: [Line]
  private let text: [UInt8]
  private let look: LineText
  private(set) var fragments: [Fragment] = []
  private(set) var isReordered = false

  init(_ lines: [Line], _ text: [UInt8], reusing fragments: consuming [Fragment]) {
    self.lines = lines
    self.text = text
    look = LineText(text)
    self.fragments = fragments
    self.fragments.removeAll(keepingCapacity: true)
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
      append(line, blank: blank)
      blank = false
      index += 1
    }
  }

  private mutating func append(_ line: Line, blank: Bool) {
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

  private func hasInnerTab(_ line: Line) -> Bool {
    text[Int(line.start)..<Int(line.end)].contains(0x09)
  }

  // MARK: - Regions

  private func runs(of line: Line) -> [Run] {
    var result: [Run] = []
    var at = Int(line.start)
    let end = Int(line.end)
    var column = line.indent
    var begun = at
    var begunColumn = column
    var contentEnd = at
    var contentColumn = column
    var blanks: Int32 = 0
    // Ideographs since the last blank: a name set apart, 王　曄, is no gap.
    var ideographs = 0
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
        if blanks >= 2,
          !(isHan && blanks <= 4 && (ideographs == 1 || ideographs > 1 && isLoneHan(at, end)))
        {
          result.append(
            Run(
              start: Int32(begun), end: Int32(contentEnd), column: begunColumn,
              columnEnd: contentColumn))
          begun = at
          begunColumn = column
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

  /// One ideograph with a blank or the line's end behind it.
  private func isLoneHan(_ at: Int, _ end: Int) -> Bool {
    let next = at + UTF8Scan.scalar(text, at: at).length
    guard next < end else { return true }
    return ScalarClassTable.shared[UTF8Scan.scalar(text, at: next).value].isBlank
  }

  private func mask(_ runs: [Run]) -> ColumnMask {
    var result = ColumnMask()
    for run in runs { result.insert(run.column, run.columnEnd) }
    return result
  }

  /// Lays out the region that begins at a line with a gap; nil where there is none.
  private mutating func region(from first: Int, blank: Bool) -> Int? {
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
      let pieces = runs(of: line)
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
        if crosses, !pieces.contains(where: { $0.column >= rightStart - 1 }) { break }
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

  /// Left-only lines right behind the region that go on with its left column.
  private func extended(from accepted: Int, gutters: [Range<Int32>]) -> Int {
    var end = accepted
    guard gutters.count == 1 else { return end }
    while end < lines.count {
      let line = lines[end]
      guard !line.isBlank, !line.flags.contains(.furniture), !line.flags.contains(.tab),
        line.indent + line.width <= gutters[0].lowerBound + 1
      else { break }
      let first = look.firstClass(Int(line.start), Int(line.end))
      guard first.value == .lower || first.value == .cjkClose || first.value == .cjkStop else {
        break
      }
      end += 1
    }
    return end
  }

  /// Single ideographs set apart: 目　　錄, 釋 　義, 公  告.
  private func isLetterSpaced(_ runs: [Run]) -> Bool {
    runs.allSatisfy { run in
      let scalar = UTF8Scan.scalar(text, at: Int(run.start))
      let value = ScalarClassTable.shared[scalar.value]
      return Int(run.end - run.start) == scalar.length && (value == .han || value == .radical)
    }
  }

  /// Where a line on its own is cut into cells: wide gaps, or a gap between the two languages.
  private func singleCuts(_ runs: [Run]) -> [Bool]? {
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
        let short = isSingleHan(left) || isSingleHan(right)
        cuts.append(!short && gap >= 2 && a.scalar != 0x3002 && !(a.value == .cjkStop && gap < 4))
      } else if isA != isB {
        cuts.append(gap >= 3)
      } else {
        cuts.append(gap >= 5)
      }
    }
    return cuts.contains(true) ? cuts : nil
  }

  private func isSingleHan(_ run: Run) -> Bool {
    Int(run.end - run.start) == UTF8Scan.scalar(text, at: Int(run.start)).length
  }

  private mutating func appendRow(_ index: Int, _ runs: [Run], _ cuts: [Bool], blank: Bool) {
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

  /// Flags of a part of a line: only what later steps ask of a fragment.
  private func flags(_ start: Int32, _ end: Int32) -> Line.Flags {
    var result: Line.Flags = [.edits]
    for byte in text[Int(start)..<Int(end)] {
      if byte >= 0xE3 { result.insert(.han) }
      if byte == 0x2A || byte == 0x23 { result.insert(.mark) }
      if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A { result.insert(.latin) }
    }
    return result
  }

  private mutating func appendCell(
    _ cell: Cell, separator: Fragment.Separator, rule: EditRule = .cell, blank: Bool, isRow: Bool,
    tabs: UInt8 = 0, keepsIndent: Bool = false
  ) {
    fragments.append(
      Fragment(
        start: cell.start, end: cell.end, separatorEnd: 0, separator: separator, rule: rule,
        flags: cell.flags, width: cell.width, indent: cell.indent, leadingTabs: tabs,
        blankBefore: blank, isRow: isRow))
  }

  // MARK: - Reading order

  private mutating func layOut(
    _ first: Int, _ end: Int, _ gutters: [Range<Int32>], blank: Bool
  ) {
    // Cells of each band; furniture lines go by themselves.
    var bands: [[Cell]] = []
    var furniture: [(band: Int, line: Int)] = []
    var band: [Cell] = []
    for index in first..<end {
      let line = lines[index]
      if line.isBlank {
        if !band.isEmpty { bands.append(band) }
        band = []
        continue
      }
      if line.flags.contains(.furniture) {
        if !band.isEmpty { bands.append(band) }
        band = []
        furniture.append((bands.count, index))
        continue
      }
      band.append(contentsOf: cells(index, gutters))
    }
    if !band.isEmpty { bands.append(band) }
    normalizeIndents(&bands, columns: gutters.count + 1)
    let isDefinition = gutters.count <= 2 && readsAsDefinitions(bands, columns: gutters.count + 1)
    let isTable = gutters.count > 1 || isDefinition
    let readings = isTable ? [] : bands.map { reading(of: $0) }
    let transitions = readings.reduce(0) { $0 + $1.transitions }
    let wrapped = readings.reduce(0) { $0 + $1.wrapped }
    // Prose wraps at most of its lines, a list at few: the region decides for its small bands.
    let isProse = transitions > 0 && wrapped * 5 >= transitions * 2
    var leadsWithBlank = blank
    var openRow = false
    var shown = 0
    for (index, band) in bands.enumerated() {
      while shown < furniture.count, furniture[shown].band == index {
        append(lines[furniture[shown].line], blank: true)
        shown += 1
      }
      let columnwise =
        !isTable
        && (readings[index].isPaired
          || (readings[index].transitions >= 4
            ? readings[index].wrapped * 5 >= readings[index].transitions * (isProse ? 1 : 3)
            : isProse))
      if columnwise {
        openRow = false
        appendColumns(band, blank: leadsWithBlank || index > 0)
      } else {
        openRow = appendRows(
          band, columns: gutters.count + 1, blank: leadsWithBlank || index > 0,
          isDefinition: isDefinition, continuing: openRow)
      }
      leadsWithBlank = false
    }
    while shown < furniture.count {
      append(lines[furniture[shown].line], blank: true)
      shown += 1
    }
    isReordered = true
  }

  private func cells(_ index: Int, _ gutters: [Range<Int32>]) -> [Cell] {
    var result: [Cell] = []
    for run in runs(of: lines[index]) {
      // The first column whose gutter ends behind the run's begin.
      var column = 0
      while column < gutters.count, run.column >= gutters[column].lowerBound { column += 1 }
      if let last = result.last, last.column == column {
        result[result.count - 1].end = run.end
        result[result.count - 1].width = run.columnEnd - last.indent
        result[result.count - 1].flags.formUnion(flags(run.start, run.end))
      } else {
        result.append(
          Cell(
            line: Int32(index), column: column, start: run.start, end: run.end,
            width: run.columnEnd - run.column, indent: run.column, flags: flags(run.start, run.end))
        )
      }
    }
    for position in result.indices {
      result[position].width = max(result[position].width, 1)
    }
    return result
  }

  /// Makes `indent` relative to the leftmost cell of each column.
  private func normalizeIndents(_ bands: inout [[Cell]], columns: Int) {
    var least = [Int32](repeating: .max, count: columns)
    for band in bands {
      for cell in band { least[cell.column] = min(least[cell.column], cell.indent) }
    }
    for band in bands.indices {
      for index in bands[band].indices {
        bands[band][index].indent -= least[bands[band][index].column]
      }
    }
  }

  private func beginsWithQuote(_ cell: Cell) -> Bool {
    switch UTF8Scan.scalar(text, at: Int(cell.start)).value {
    case 0x201C, 0x300C, 0x22, 0x300A, 0x27, 0x2018: true
    default: false
    }
  }

  private func isMeansWord(_ cell: Cell) -> Bool {
    let word = text[Int(cell.start)..<Int(cell.end)]
    return word.elementsEqual("指".utf8) || word.elementsEqual("means".utf8)
      || word.elementsEqual("mean".utf8) || word.elementsEqual(":".utf8)
      || word.elementsEqual("：".utf8)
  }

  /// Heads at the left, most of them quoted, or a column of 指 / means.
  private func readsAsDefinitions(_ bands: [[Cell]], columns: Int) -> Bool {
    var heads = 0
    var quoted = 0
    var means = 0
    for band in bands {
      for cell in band {
        if cell.column == 0 {
          heads += 1
          if beginsWithQuote(cell) { quoted += 1 }
        } else if cell.column == 1, isMeansWord(cell) {
          means += 1
        }
      }
    }
    if means > 0, means * 3 >= heads { return true }
    return columns == 2 && quoted >= 2 && quoted * 2 >= heads
  }

  /// How the lines of a band follow one another.
  private struct BandReading {
    var transitions = 0
    var wrapped = 0
    /// Two issuers or two signatures side by side.
    var isPaired = false
  }

  private func reading(of band: [Cell]) -> BandReading {
    var result = BandReading()
    var hasScripts = [(latin: false, han: false), (latin: false, han: false)]
    var brackets = [0, 0]
    var lastOf: [Cell?] = [nil, nil]
    var width: [Int32] = [0, 0]
    for cell in band where cell.column < 2 {
      width[cell.column] = max(width[cell.column], cell.width)
    }
    var lineCount = 0
    var lastLine: Int32 = -1
    for cell in band where cell.column < 2 {
      if cell.line != lastLine { lineCount += 1 }
      lastLine = cell.line
      let first = look.firstClass(Int(cell.start), Int(cell.end))
      let last = look.lastClass(Int(cell.start), Int(cell.end))
      let isBracket =
        (first.value == .open || first.value == .cjkOpen)
        && (last.value == .close || last.value == .cjkClose)
      if first.value == .open || first.value == .cjkOpen { brackets[cell.column] += 1 }
      if !isBracket {
        if first.value == .han { hasScripts[cell.column].han = true }
        if first.value == .upper || first.value == .lower { hasScripts[cell.column].latin = true }
      }
      if let before = lastOf[cell.column], before.line + 1 == cell.line {
        result.transitions += 1
        if goesOn(before, cell, width: width[cell.column]) { result.wrapped += 1 }
      }
      lastOf[cell.column] = cell
    }
    // Two issuers, two signatures: each side has its names in both languages, or its own brackets.
    result.isPaired =
      lineCount >= 3 && hasScripts[0] == (true, true) && hasScripts[1] == (true, true)
      || lineCount >= 3 && brackets[0] > 0 && brackets[1] > 0 && brackets[0] == brackets[1]
      || lineCount >= 2 && beginsSignature(band)
    return result
  }

  private static let signatures: [[UInt8]] = ["By order", "承董事會命", "承董事会命", "For and on behalf"].map
  {
    Array($0.utf8)
  }

  private func beginsSignature(_ band: [Cell]) -> Bool {
    guard band.count > 1, band[0].column == 0, band[1].column == 1 else { return false }
    return Self.signatures.contains { form in
      text[Int(band[0].start)..<Int(band[0].end)].starts(with: form)
        && text[Int(band[1].start)..<Int(band[1].end)].starts(with: form)
    }
  }

  /// The text of a cell plainly goes on in the one below it.
  private func goesOn(_ a: Cell, _ b: Cell, width: Int32) -> Bool {
    let last = look.lastClass(Int(a.start), Int(a.end))
    let first = look.firstClass(Int(b.start), Int(b.end))
    if first.value == .lower { return true }
    if last.value == .han,
      first.value == .han || first.value == .digit || first.value.isCJKPunctuation
    {
      return a.width + 4 >= width && width >= 20
    }
    if last.scalar == 0xFF0C || last.scalar == 0x3001 { return true }
    if look.hasOpenBracket(Int(a.start), Int(a.end)) { return true }
    return look.endsWithFunctionWord(Int(a.start), Int(a.end))
      || last.scalar == 0x2C && a.width > 20
  }

  private mutating func appendColumns(_ band: [Cell], blank: Bool) {
    var leads = blank
    let columns = (band.map(\.column).max() ?? 0) + 1
    for column in 0..<columns {
      for cell in band where cell.column == column {
        appendCell(cell, separator: .undecided, rule: .column, blank: leads, isRow: false)
        leads = false
      }
      leads = true
    }
  }

  /// Appends rows; a row may go on from the band before. Returns whether the last row may go on.
  private mutating func appendRows(
    _ band: [Cell], columns: Int, blank: Bool, isDefinition: Bool, continuing: Bool
  ) -> Bool {
    var rows: [[Cell]] = []
    var line: Int32 = -1
    var begins: [Bool] = []
    for cell in band {
      if cell.line != line {
        line = cell.line
        let members = band.filter { $0.line == cell.line }
        let starts = beginsRow(members, after: rows.last, isDefinition: isDefinition)
        if starts || rows.isEmpty {
          rows.append(members)
          begins.append(starts)
        } else {
          rows[rows.count - 1].append(contentsOf: members)
        }
      }
    }
    for (index, row) in rows.enumerated() {
      emit(row, blank: index == 0 && blank)
    }
    return isDefinition
  }

  private func beginsRow(_ members: [Cell], after row: [Cell]?, isDefinition: Bool) -> Bool {
    guard let row, let first = members.first else { return true }
    if first.column > 0 {
      // Text below text of the same column goes on; figures begin a row.
      return !members.allSatisfy { cell in
        guard let above = row.last(where: { $0.column == cell.column }) else {
          return isDefinition
        }
        if isDefinition { return true }
        let value = look.firstClass(Int(cell.start), Int(cell.end)).value
        return members.count == 1 && above.line + 1 == cell.line
          && (value == .lower || value == .han || value == .upper || value == .cjkClose
            || value == .cjkOpen || value == .open)
          && !cell.flags.isEmpty && !isFigure(cell)
      }
    }
    guard let above = row.last(where: { $0.column == 0 }) else { return true }
    if members.count > 1, members.allSatisfy({ $0.indent >= 2 }), !isFigure(members[1]) {
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

  private mutating func emit(_ row: [Cell], blank: Bool) {
    let columns = Set(row.map(\.column)).sorted()
    guard let firstColumn = columns.first, let lastColumn = columns.last else { return }
    var leads = blank
    var tabs = UInt8(clamping: firstColumn)
    for column in columns {
      let parts = row.filter { $0.column == column }
      for (index, cell) in parts.enumerated() {
        let isLastPart = index + 1 == parts.count
        let separator: Fragment.Separator
        if isLastPart {
          separator = column == lastColumn ? .undecided : .tab
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
      if let next = columns.first(where: { $0 > column }), next > column + 1 {
        tabs = UInt8(clamping: next - column - 1)
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
