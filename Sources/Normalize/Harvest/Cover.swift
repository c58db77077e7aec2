/// What the first lines of a filing say: the parties with their codes and where the title is.
struct Cover {
  struct Party {
    var en: Range<Int>?
    var zh: Range<Int>?
    var listings: [Metadata.Listing] = []
    /// Lines of its names and of what stands in brackets below them.
    var lines: Range<Int>
    var hasName: Bool { en != nil || zh != nil }
  }

  private(set) var parties: [Party] = []
  /// First line that can belong to the title.
  private(set) var titleLine = 0
  /// Line of the first paragraph, or of what else ends the cover.
  private(set) var end = 0

  /// First line in the form of a title before any name, -1 where there is none.
  private(set) var headingLine = -1

  /// Names that no line in brackets has followed yet.
  private var pending = CoverNames.Pair()
  private var pendingLine = -1
  private var lastWasAttribute = false
  /// A line of codes without brackets came first: 证券代码：603459.
  private var isHeaderFirst = false
  private var isBracketHeader = false
  private var isForm = false
  /// The first party has neither code nor place of incorporation below its name.
  private var isPlain = false

  private static let lineLimit = 60

  /// The cover that begins at the line `first`: of the filing, or of what is attached to it.
  ///
  /// Complexity: O(1): at most 60 lines, of which long ones are skipped.
  init(
    _ text: borrowing Span<UInt8>, _ structure: Structure, _ names: CoverNames, from first: Int = 0
  ) {
    let lines = structure.lines
    var index = first
    let limit = min(lines.count, first + Self.lineLimit)
    end = limit
    titleLine = first
    while index < limit {
      let line = lines[index]
      let length = line.end - line.start
      if length == 0 {
        index += 1
        continue
      }
      if Self.isParagraph(text, line) {
        // A notice may stand before the names; what defines the issuer is the body.
        if !parties.isEmpty || pendingLine >= 0 || Self.definesIssuer(text, line) {
          end = index
          break
        }
        index += 1
        if headingLine < 0 { titleLine = index }
        continue
      }
      // What stands below a signature is signed by somebody.
      if BlockClassifier.isSignatureCue(text, line) {
        end = index
        break
      }
      if headingLine < 0, parties.isEmpty, pendingLine < 0,
        CoverTitle.isTitle(text, line, isFirst: true)
      {
        headingLine = index
      }
      read(text, line, index, names, before: index > first ? lines[index - 1] : nil)
      index += 1
    }
    finish()
  }

  /// `(the “Company”`, （「本公司」）.
  private static func definesIssuer(
    _ text: borrowing Span<UInt8>, _ line: Structure.Line
  ) -> Bool {
    // The notice of the exchange, before nearly every announcement, defines nobody.
    if ByteMatch.starts(text, line.start, line.end, with: "Hong Kong Exchanges")
      || ByteMatch.starts(text, line.start, line.end, with: "香港交易及")
    {
      return false
    }
    let end = min(line.end, line.start + 600)
    // Nor does the directors' statement of responsibility, before the cover of a GEM filing.
    if ByteMatch.findFolded(text, line.start, end, "accept full responsibility") != nil
      || ByteMatch.find(text, line.start, end, "全部責任") != nil
      || ByteMatch.find(text, line.start, end, "全部责任") != nil
    {
      return false
    }
    var at = line.start
    while true {
      // Quotes, or the lead bytes of those of three bytes.
      at = ByteScan.skip(text, at, end) {
        ($0 .== ByteScan.Lanes(repeating: 0x22))
          .| (($0 | ByteScan.Lanes(repeating: 1)) .== ByteScan.Lanes(repeating: 0xE3))
      }
      guard at < end else { return false }
      let byte = text[at]
      if byte == 0x22, ByteMatch.starts(text, at, end, with: "\"Company\"") { return true }
      if byte == 0xE2,
        ByteMatch.starts(text, at, end, with: "“Company”")
          || ByteMatch.starts(text, at, end, with: "‘Company’")
          || ByteMatch.starts(text, at, end, with: "“本公司”")
          || ByteMatch.starts(text, at, end, with: "“公司”")
      {
        return true
      }
      if byte == 0xE3, ByteMatch.starts(text, at, end, with: "「本公司」") { return true }
      at += 1
    }
  }

  /// Sentences end the cover, or stand before it.
  static func isParagraph(_ text: borrowing Span<UInt8>, _ line: Structure.Line) -> Bool {
    let length = line.end - line.start
    if length > 420 { return true }
    guard !line.isRow else { return false }
    switch UTF8Scan.scalar(text, before: line.end).value {
    case 0x3002: return length > 24
    case 0x2E:
      guard length > 60 else { return false }
      // `… SHIP REPAIR CO., LTD.` is no sentence.
      var lower = 0
      for at in line.start..<min(line.end, line.start + 80)
      where text[at] >= 0x61 && text[at] <= 0x7A {
        lower += 1
      }
      return lower > 30
    case 0x3A, 0xFF1A, 0x3B: return length > 150
    default: return false
    }
  }

  private mutating func read(
    _ text: borrowing Span<UInt8>, _ line: Structure.Line, _ index: Int, _ names: CoverNames,
    before: Structure.Line?
  ) {
    let first = text[line.start]
    // `“Fund”⇥X Fund`: a row of definitions is no cover.
    if line.isRow,
      ByteMatch.starts(text, line.start, line.end, with: "“")
        || ByteMatch.starts(text, line.start, line.end, with: "「")
    {
      return
    }
    // `(1) CHANGE OF NAME; AND`: an item of the title, or of a list.
    let isItem = CoverTitle.isItem(text, line.start, line.end)
    let isBracket =
      !isItem && (first == 0x28 || ByteMatch.starts(text, line.start, line.end, with: "（"))
    var listings: [Metadata.Listing] = []
    let mayHaveCode = Self.hasCodeForm(text, line)
    var hasLabel =
      mayHaveCode && ListingCodes.find(text, line.start, line.end, into: &listings)
    if hasLabel, !isBracket, !line.isRow {
      // A name and its code on one line, `EN 中文 (Stock Code: 1548)`, or no more than a code.
      if let open = Self.openBracket(text, line) {
        let pair = names.names(text, line.start, open)
        hasLabel = !pair.isEmpty
        note(pair, index)
      } else {
        hasLabel = line.end - line.start <= 80
      }
    }
    // A code in a form below `Convertible Bonds due 2027` is that of the bonds.
    if hasLabel, line.isRow, let before, Self.isDebt(text, before) { return }
    if hasLabel || isBracket && Self.isAttribute(text, line.start, line.end) {
      // Names some lines above, in a list of advisers, do not go with a code in another row.
      let isNear = pendingLine >= 0 && index - pendingLine <= (isBracket ? 4 : 2)
      if !parties.isEmpty, pendingLine < 0 || !isNear || line.isRow && isPlain {
        if lastWasAttribute || parties.count == 1 || listings.isEmpty { add(listings, index) }
      } else {
        start(listings, index, isHeader: pendingLine < 0 && (!isBracket || headingLine < 0))
        isBracketHeader = isBracket
      }
      lastWasAttribute = true
      return
    }
    if isBracket, lastWasAttribute, !parties.isEmpty,
      parties[parties.count - 1].lines.upperBound == index
    {
      add([], index)
      return
    }
    if isItem {
      lastWasAttribute = false
      return
    }
    if ByteMatch.starts(text, line.start, line.end, with: "债券")
      || ByteMatch.starts(text, line.start, line.end, with: "債券")
    {
      if parties.count == 1, parties[0].lines.upperBound == index { add([], index) }
      return
    }
    if let label = Self.nameLabel(text, line) {
      let pair = Self.labelled(text, label, line.end, names)
      if !pair.isEmpty {
        note(pair, index)
        isForm = true
        return
      }
    }
    // Names in the cells of a row, or the line as a whole.
    var at = line.start
    var found = false
    while at < line.end {
      var cell = at
      while cell < line.end, text[cell] != 0x09 { cell += 1 }
      let pair = names.names(text, at, cell)
      if !pair.isEmpty {
        note(pair, index)
        found = true
      }
      at = cell + 1
    }
    if !found { lastWasAttribute = false }
    // `(Stock Code: 1858)` alone goes with the name on the next line, or with none.
    if isBracketHeader, isHeaderFirst, parties.count == 1, !parties[0].hasName,
      parties[0].lines.upperBound != index
    {
      isHeaderFirst = false
    }
    if found, isHeaderFirst, parties.count == 1, !parties[0].hasName {
      parties[0].en = pending.en
      parties[0].zh = pending.zh
      parties[0].lines = parties[0].lines.lowerBound..<(index + 1)
      clear()
      titleLine = index + 1
    } else if found, isHeaderFirst, parties.count == 1, parties[0].lines.upperBound == index {
      // The name in the other language on the next line.
      if parties[0].en == nil { parties[0].en = pending.en }
      if parties[0].zh == nil { parties[0].zh = pending.zh }
      parties[0].lines = parties[0].lines.lowerBound..<(index + 1)
      clear()
      titleLine = index + 1
    }
  }

  private mutating func clear() {
    pending = CoverNames.Pair()
    pendingLine = -1
  }

  private mutating func note(_ pair: CoverNames.Pair, _ index: Int) {
    guard !pair.isEmpty else { return }
    // A side that is known already begins another party, unless no code comes: advisers.
    let repeats = pair.en != nil && pending.en != nil || pair.zh != nil && pending.zh != nil
    if repeats {
      if parties.isEmpty {
        parties.append(
          Party(en: pending.en, zh: pending.zh, lines: pendingLine..<(pendingLine + 1)))
        titleLine = pendingLine + 1
        isPlain = true
      }
      clear()
    }
    if pendingLine < 0 { pendingLine = index }
    if pending.en == nil { pending.en = pair.en }
    if pending.zh == nil { pending.zh = pair.zh }
    lastWasAttribute = false
  }

  private func take(_ index: Int) -> Party {
    Party(en: pending.en, zh: pending.zh, lines: pendingLine..<(index + 1))
  }

  private mutating func start(_ listings: [Metadata.Listing], _ index: Int, isHeader: Bool) {
    if pendingLine < 0 {
      guard parties.isEmpty else { return }
      isHeaderFirst = isHeader
      parties.append(Party(listings: listings, lines: index..<(index + 1)))
    } else {
      var party = take(index)
      party.listings = listings
      parties.append(party)
    }
    titleLine = index + 1
    clear()
  }

  private mutating func add(_ listings: [Metadata.Listing], _ index: Int) {
    let last = parties.count - 1
    for listing in listings
    where !parties[last].listings.contains(where: { $0.code == listing.code }) {
      parties[last].listings.append(listing)
    }
    if parties[last].lines.upperBound == index {
      parties[last].lines = parties[last].lines.lowerBound..<(index + 1)
      titleLine = index + 1
    }
  }

  private mutating func finish() {
    // Names below the title that no code follows are advisers.
    if pendingLine >= 0, parties.isEmpty {
      parties.append(Party(en: pending.en, zh: pending.zh, lines: pendingLine..<(pendingLine + 1)))
      if !isForm { titleLine = pendingLine + 1 }
    }
    if isForm || parties.isEmpty, headingLine >= 0 { titleLine = headingLine }
  }

  // MARK: - Kinds of lines

  /// The name in the field of a form: what stands there up to a bracket or the next cell, whatever
  /// it ends with, without the letters of a stock short name (小米集團-W).
  private static func labelled(
    _ text: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ names: CoverNames
  ) -> CoverNames.Pair {
    let pair = names.names(text, start, end)
    if !pair.isEmpty { return pair }
    var from = start
    while from < end, text[from] == 0x20 || text[from] == 0x09 { from += 1 }
    var stop = from
    while stop < end, text[stop] != 0x09 {
      let isBracket = text[stop] == 0x28 || ByteMatch.starts(text, stop, end, with: "（")
      if isBracket, isAttribute(text, stop, min(end, MetadataFinder.closing(text, stop))) { break }
      stop += 1
    }
    (from, stop) = CoverNames.trimmed(text, from, stop)
    var suffix = stop
    while suffix > from, stop - suffix < 3, text[suffix - 1] &- 0x41 < 26 { suffix -= 1 }
    if suffix < stop, suffix > from, text[suffix - 1] == 0x2D {
      stop = CoverNames.trimmed(text, from, suffix - 1).1
    }
    guard stop - from >= 5, stop - from <= 140 else { return CoverNames.Pair() }
    let whole = names.names(text, from, stop)
    if !whole.isEmpty { return whole }
    var han = 0
    var lower = 0
    var upper = 0
    var at = from
    while at < stop {
      let byte = text[at]
      if byte < 0x80 {
        if byte &- 0x61 < 26 { lower += 1 }
        if byte &- 0x41 < 26 { upper += 1 }
        if LetterClass.isDigit(byte) || byte == 0x3A { return CoverNames.Pair() }
        at += 1
      } else {
        let (kind, length) = LetterClass.wide(text, at)
        if kind == .chinese { han += 1 }
        at += length
      }
    }
    if han > 0 {
      return han >= 2 && lower == 0 ? CoverNames.Pair(zh: from..<stop) : CoverNames.Pair()
    }
    return upper > 0 && text[from] &- 0x41 < 26
      ? CoverNames.Pair(en: from..<stop) : CoverNames.Pair()
  }

  /// The line speaks of bonds, notes or warrants.
  private static func isDebt(_ text: borrowing Span<UInt8>, _ line: Structure.Line) -> Bool {
    guard line.end - line.start <= 400 else { return false }
    return debtWords.isFound(in: text, line.start, line.end)
  }

  private static let debtWords: FoldedWords = [
    "bond", "notes due", "debenture", "warrant", "convertible", "債券", "债券", "票據", "票据", "權證", "权证",
    "債權證", "可轉換", "可換股",
  ]

  /// A digit, or what codes of letters stand behind.
  private static func hasCodeForm(
    _ text: borrowing Span<UInt8>, _ line: Structure.Line
  ) -> Bool {
    for at in line.start..<line.end {
      let byte = text[at]
      if LetterClass.isDigit(byte) || byte == 0x3A || byte == 0x9A { return true }
    }
    return false
  }

  private static func openBracket(
    _ text: borrowing Span<UInt8>, _ line: Structure.Line
  ) -> Int? {
    // The last bracket that holds the code: names have brackets too.
    for at in stride(from: line.end - 1, to: line.start, by: -1)
    where text[at] == 0x28 || text[at] == 0xEF && ByteMatch.starts(text, at, line.end, with: "（") {
      var listings: [Metadata.Listing] = []
      if ListingCodes.find(text, at, line.end, into: &listings) { return at }
    }
    return nil
  }

  /// `(Incorporated in …)`, `(Company Registration No. …)`, （於開曼群島註冊成立的有限公司）.
  private static func isAttribute(
    _ text: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    if text[start] == 0x28 {
      return ByteMatch.findFolded(text, start, end, "incorporated") != nil
        || ByteMatch.findFolded(text, start, end, "registration") != nil
        || ByteMatch.findFolded(text, start, end, "established") != nil
        || ByteMatch.findFolded(text, start, end, "formerly known") != nil
        || ByteMatch.findFolded(text, start, end, "constituted") != nil
        || ByteMatch.findFolded(text, start, end, "continued in") != nil
        || ByteMatch.find(text, start, end, "註冊") != nil
    }
    return ByteMatch.find(text, start, end, "註冊") != nil
      || ByteMatch.find(text, start, end, "注册") != nil
      || ByteMatch.find(text, start, end, "成立") != nil
      || ByteMatch.starts(text, start, end, with: "（前稱")
      || ByteMatch.starts(text, start, end, with: "（前称")
  }

  /// Behind the label of a form's name field.
  private static func nameLabel(
    _ text: borrowing Span<UInt8>, _ line: Structure.Line
  ) -> Int? {
    let isLabel =
      ByteMatch.startsFolded(text, line.start, line.end, with: "name of issuer")
      || ByteMatch.startsFolded(text, line.start, line.end, with: "name of listed issuer")
      || ByteMatch.startsFolded(text, line.start, line.end, with: "issuer name")
      || ByteMatch.startsFolded(text, line.start, line.end, with: "company name")
      || ByteMatch.starts(text, line.start, line.end, with: "公司名稱")
      || ByteMatch.starts(text, line.start, line.end, with: "公司名称")
      || ByteMatch.starts(text, line.start, line.end, with: "發行人名稱")
    guard isLabel else { return nil }
    for at in line.start..<min(line.end, line.start + 80) {
      if text[at] == 0x3A || text[at] == 0x09 { return at + 1 }
      if ByteMatch.starts(text, at, line.end, with: "：") { return at + 3 }
    }
    return nil
  }
}
