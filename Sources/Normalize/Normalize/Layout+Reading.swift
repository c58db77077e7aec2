/// Whether a region is read row by row or column by column, band by band.
extension Layout {
  mutating func layOut(
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
    let isTable = gutters.count > 1 || isDefinition || hasLabels(bands)
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

  func cells(_ index: Int, _ gutters: [Range<Int32>]) -> [Cell] {
    var result: [Cell] = []
    let right = gutters.count == 1 ? gutters[0].upperBound : nil
    for run in runs(of: lines[index], right: right) {
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
  func normalizeIndents(_ bands: inout [[Cell]], columns: Int) {
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

  /// Heads at the left, most of them quoted, or a column of 指 / means.
  func readsAsDefinitions(_ bands: [[Cell]], columns: Int) -> Bool {
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

  /// `Executive Directors:  Mr. A`, `Name  : A`: labels at the left, what they are of at the right.
  func hasLabels(_ bands: [[Cell]]) -> Bool {
    var heads = 0
    var labels = 0
    for band in bands {
      for cell in band where cell.column < 2 {
        let isColon = { (scalar: UInt32) in scalar == 0x3A || scalar == 0xFF1A }
        if cell.column == 0 {
          heads += 1
          if isColon(look.lastClass(Int(cell.start), Int(cell.end)).scalar) { labels += 1 }
        } else if isColon(UTF8Scan.scalar(text, at: Int(cell.start)).value) {
          labels += 1
        }
      }
    }
    return labels >= 2 && labels * 2 >= heads
  }

  /// How the lines of a band follow one another.
  struct BandReading {
    var transitions = 0
    var wrapped = 0
    /// Two issuers or two signatures side by side.
    var isPaired = false
  }

  func reading(of band: [Cell]) -> BandReading {
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

  static let signatures: [[UInt8]] = [
    "By order", "承董事會命", "承董事会命", "For and on behalf",
  ].map { Array($0.utf8) }

  func beginsSignature(_ band: [Cell]) -> Bool {
    guard band.count > 1, band[0].column == 0, band[1].column == 1 else { return false }
    return Self.signatures.contains { form in
      text[Int(band[0].start)..<Int(band[0].end)].starts(with: form)
        && text[Int(band[1].start)..<Int(band[1].end)].starts(with: form)
    }
  }

  /// The text of a cell plainly goes on in the one below it.
  func goesOn(_ a: Cell, _ b: Cell, width: Int32) -> Bool {
    let last = look.lastClass(Int(a.start), Int(a.end))
    let first = look.firstClass(Int(b.start), Int(b.end))
    if beginsItem(b) { return false }
    if first.value == .lower { return true }
    if last.value == .han,
      first.value == .han || first.value == .digit || first.value.isCJKPunctuation
    {
      // A list of names: each ends where a name does.
      if endsName(a) { return false }
      return a.width + 4 >= width && width >= 20
    }
    if last.scalar == 0xFF0C || last.scalar == 0x3001 { return true }
    if look.hasOpenBracket(Int(a.start), Int(a.end)) { return true }
    return look.endsWithFunctionWord(Int(a.start), Int(a.end))
      || last.scalar == 0x2C && a.width > 20
  }

  private func endsName(_ cell: Cell) -> Bool {
    Self.nameEnds.contains { ByteMatch.ends(text.span, Int(cell.start), Int(cell.end), with: $0) }
  }

  private static let nameEnds: [StaticString] = [
    "公司", "合夥)", "合伙)", "合夥）", "合伙）", "合夥企業", "合伙企业", "先生", "女士", "博士", "銀行", "银行",
  ]

  mutating func appendColumns(_ band: [Cell], blank: Bool) {
    var leads = blank
    let columns = (band.map(\.column).max() ?? 0) + 1
    var cells = [[Cell]](repeating: [], count: columns)
    for cell in band { cells[cell.column].append(cell) }
    for column in cells {
      for cell in column {
        appendCell(cell, separator: .undecided, rule: .column, blank: leads, isRow: false)
        leads = false
      }
      leads = true
    }
  }
}
