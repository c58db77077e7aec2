/// Harvest: the names, pairs and defined terms of one normalized text, before anything is stripped.
struct Harvester {
  let lexicon: Lexicon
  var pairs: PairFinder
  private var shorts: ShortForms
  private var singles: SingleNames
  var names = NameCollection()
  private(set) var terms: [FoundTerm] = []

  /// A defined term with its place.
  struct FoundTerm {
    var term: [UInt8]
    var isHan: Bool
    let isRole: Bool
    /// Number of the name that it stands for, or -1.
    var name: Int
    var start: Int
    var end: Int
  }

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    pairs = PairFinder(lexicon)
    shorts = ShortForms(lexicon)
    singles = SingleNames(lexicon)
  }

  /// Finds what `text` states. Complexity: O(n).
  mutating func read(_ text: [UInt8], _ structure: Structure) {
    names.removeAll()
    terms.removeAll(keepingCapacity: true)
    pairs.reset()
    var previous: PairFinder.WholeName?
    var previousLine = -3
    var label: (name: PairFinder.WholeName, line: Int)?
    // Those in the further columns of its row.
    var others: [(name: PairFinder.WholeName, column: Int, line: Int)] = []
    for (index, line) in structure.lines.enumerated() {
      pairs.labelled(text, line.start, line.end) { pairs, name, column in
        guard column == 0 else {
          if let first = others.first(where: { $0.column == column && $0.line + 3 > index }),
            pairs.pairWhole(text, first.name, name, kind: .row, into: &names)
          {
            others.removeAll { $0.column == column }
          } else if others.count < 8 {
            others.append((name, column, index))
          }
          return
        }
        if let first = label, index - first.line <= 3,
          pairs.pairWhole(text, first.name, name, kind: .row, into: &names)
        {
          label = nil
        } else {
          label = (name, index)
        }
      }
      let shortsBefore = pairs.shorts.count
      let namesBefore = names.names.count
      if line.isRow {
        if let above = previous, index - previousLine == 1, above.hasForm, !above.isHan {
          let stop = ByteScan.first(0x09, text.span, line.start, line.end)
          if let name = pairs.wholeName(text, line.start, stop), name.isHan, name.hasForm {
            _ = pairs.pairWhole(text, above, name, kind: .row, isFar: true, into: &names)
          }
        }
        definition(text, line, shortsBefore: shortsBefore, namesBefore: namesBefore)
        if let tail = formTail(text, structure, index) {
          readWrappedRow(text, line, tail)
        } else {
          pairs.readRow(text, line.start, line.end, into: &names)
        }
        previous = nil
      } else {
        pairs.read(text, line.start, line.end, into: &names)
        if BracketContent.isQuote(text, line.start) { meaning(text, line) }
        if line.end - line.start <= 260 {
          let isNext = index - previousLine == 1
          var name = shortLineName(text, line)
          if let a = previous, isNext, name?.hasForm != true,
            structure.lines.indices.contains(index + 1),
            PairFinder.isCoverBracket(
              text, structure.lines[index + 1].start, structure.lines[index + 1].end),
            let cover = pairs.coverName(text, line.start, line.end, below: a)
          {
            name = cover
          }
          if let a = previous, let b = name, isNext || a.hasForm && b.hasForm,
            pairs.pairWhole(text, a, b, kind: .neighbour, isFar: !isNext, into: &names)
          {
            previous = nil
          } else if let name, name.hasForm || name.mayBePerson {
            previous = name
            previousLine = index
          } else if name == nil, previous?.hasForm ?? false, index - previousLine <= 4,
            isAttribute(text, line) || pairs.isRole(text, line.start, line.end)
          {
            // `X Limited⏎(Incorporated in Bermuda)⏎甲有限公司`, `X Limited⏎保薦人⏎甲有限公司`.
          } else {
            previous = nil
            if name == nil { pairs.readOneLine(text, line.start, line.end, into: &names) }
          }
        } else {
          previous = nil
        }
      }
      for short in pairs.shorts[shortsBefore...] { addTerm(short) }
    }
    joinCells(text, structure)
    attachShorts(text)
    shorts.resolve(pairs.shorts, into: &names)
    if singles.read(text, structure, into: &names) { resolveRest(text) }
    decideOfficial(text, structure)
    mixedCase(text)
  }

  private mutating func shortLineName(_ text: [UInt8], _ line: Structure.Line) -> PairFinder
    .WholeName?
  {
    let last = text[line.end - 1]
    if last == 0x2E, line.end - line.start > 80 { return nil }
    return pairs.wholeName(text, line.start, line.end)
  }

  /// A line that is one bracket, as below the names on a cover.
  private func isAttribute(_ text: [UInt8], _ line: Structure.Line) -> Bool {
    text[line.start] == 0x28 && text[line.end - 1] == 0x29
      || ByteMatch.starts(text.span, line.start, line.end, with: "（")
        && ByteMatch.ends(text.span, line.start, line.end, with: "）")
  }

  /// Short forms of the names that were paired last.
  private mutating func resolveRest(_ text: [UInt8]) {
    let open = pairs.shorts.indices.filter { pairs.shorts[$0].name < 0 }
    guard !open.isEmpty else { return }
    attachShorts(text)
    let rest = open.map { pairs.shorts[$0] }.filter { $0.name >= 0 }.sorted {
      ($0.name, $0.start) < ($1.name, $1.start)
    }
    shorts.resolve(rest, into: &names)
  }

  /// Short forms behind a name that is paired at another place (the cover, a later bracket).
  private mutating func attachShorts(_ text: [UInt8]) {
    guard pairs.shorts.contains(where: { $0.name < 0 }) else { return }
    // The pairs by the hash of either side, read from its end.
    guard pairs.shorts.contains(where: { $0.name < 0 && $0.baseEnd > 0 }) else {
      return attachTerms(text)
    }
    var ends = KeySet()
    for short in pairs.shorts where short.name < 0 && short.baseEnd > 0 {
      ends.insert(Self.end(text.span, short.baseEnd))
    }
    var tails = KeyTable()
    var lengths: UInt64 = 0
    var longestName = 0
    for index in names.names.indices {
      guard names.names[index].isPaired else { continue }
      for isHan in [false, true] {
        let side = isHan ? names.names[index].zh : names.names[index].en
        // Nearly no name ends like what stands before one of the brackets.
        guard side.count < Self.endLength || ends.contains(Self.end(side.span, side.count)) else {
          continue
        }
        let hash = Self.tail(side)
        if tails[hash] == nil { tails[hash] = index }
        longestName = max(longestName, side.count)
        lengths |= Self.lengthBit(side.count)
      }
    }
    for index in pairs.shorts.indices
    where pairs.shorts[index].name < 0 && pairs.shorts[index].baseEnd > 0 {
      let floor = max(pairs.shorts[index].floor, pairs.shorts[index].baseEnd - longestName)
      var best = -1
      let end = pairs.shorts[index].baseEnd
      var at = end
      var hash = PartLexicon.seed
      let bytes = text.span
      while at > floor {
        at &-= 1
        hash = PartLexicon.extend(hash, ByteMatch.fold(bytes[at]))
        if lengths & Self.lengthBit(end &- at) != 0, let name = tails[hash] { best = name }
      }
      pairs.shorts[index].name = best
    }
    attachTerms(text)
  }

  private static let endLength = 12

  /// A hash of the last ``endLength`` bytes before `end`, or of what there are, in small letters.
  private static func end(_ bytes: borrowing Span<UInt8>, _ end: Int) -> UInt64 {
    var hash = PartLexicon.seed
    var at = max(0, end - endLength)
    while at < end {
      hash = PartLexicon.extend(hash, ByteMatch.fold(bytes[at]))
      at &+= 1
    }
    return hash
  }

  /// The hash of a name from its last byte to its first, in small letters: a cover has capitals.
  private static func tail(_ name: [UInt8]) -> UInt64 {
    let bytes = name.span
    var hash = PartLexicon.seed
    var at = bytes.count
    while at > 0 {
      at &-= 1
      hash = PartLexicon.extend(hash, ByteMatch.fold(bytes[at]))
    }
    return hash
  }

  /// The bit of names that have about so many bytes.
  @inline(__always)
  private static func lengthBit(_ count: Int) -> UInt64 { 1 << UInt64(min(count, 63)) }

  /// Gives the terms the names that their short forms were given.
  private mutating func attachTerms(_ text: [UInt8]) {
    attachDistant(text)
    for index in terms.indices where terms[index].name == -1 {
      if let short = pairs.shorts.first(where: { $0.start == terms[index].start }) {
        terms[index].name = short.name
      }
    }
  }

  /// Short forms that stand behind more than the name: `X Co., Ltd. (中文), a company established in
  /// the PRC (“Short”)`, 作為賣方（「賣方」或「沐禾」）. The nearest pair before them that has all their
  /// parts is the one.
  private mutating func attachDistant(_ text: [UInt8]) {
    var ends: [(end: Int, name: Int)] = []
    for index in names.names.indices where names.names[index].isPaired {
      for evidence in names.names[index].evidence { ends.append((evidence.end, index)) }
    }
    ends.sort { $0.end < $1.end }
    for index in pairs.shorts.indices where pairs.shorts[index].name < 0 {
      let short = pairs.shorts[index]
      var low = 0
      var high = ends.count
      while low < high {
        let middle = (low + high) / 2
        if ends[middle].end <= short.start { low = middle + 1 } else { high = middle }
      }
      var at = low - 1
      while at >= 0, at >= low - 3, short.start - ends[at].end <= 400 {
        let name = ends[at].name
        let side = short.isHan ? names.names[name].zh : names.names[name].en
        if Self.isPart(short.text, of: side, isHan: short.isHan) {
          pairs.shorts[index].name = ends[at].name
          break
        }
        at -= 1
      }
    }
  }

  /// The ideographs, or the words, of a short form stand in the name in their order.
  static func isPart(_ short: [UInt8], of name: [UInt8], isHan: Bool) -> Bool {
    guard short.count >= 4, short.count < name.count else { return false }
    var at = 0
    var from = 0
    while from < short.count {
      // A unit is an ideograph or a word.
      var end = from + 1
      while end < short.count, isHan ? short[end] & 0xC0 == 0x80 : short[end] != 0x20 { end += 1 }
      let length = end - from
      var found = false
      while at + length <= name.count {
        if name[at] == short[from], name[at..<(at + length)].elementsEqual(short[from..<end]) {
          found = true
          break
        }
        at += 1
      }
      guard found else { return false }
      at += length
      from = end
      while from < short.count, short[from] == 0x20 { from += 1 }
    }
    return true
  }

  private mutating func addTerm(_ short: PairFinder.StatedShort) {
    var term = short.text
    if ByteMatch.starts(term.span, 0, term.count, with: "the ") { term.removeFirst(4) }
    guard term.count >= 2, terms.count < 400 else { return }
    let isRole =
      short.isHan ? lexicon.isRole(han: term, 0, term.count) : lexicon.isRole(term[...])
    terms.append(
      FoundTerm(
        term: term, isHan: short.isHan, isRole: isRole, name: short.name, start: short.start,
        end: short.end))
    // The Group is the Company with its subsidiaries: no company of its own stands for it.
    if Self.isGroup(term) { terms[terms.count - 1].name = Self.nobody }
  }

  /// The number of a name for terms that stand for none.
  private static let nobody = -2

  private static func isGroup(_ term: [UInt8]) -> Bool { groups.contains(PartLexicon.hash(term)) }

  /// Terms for a company with its subsidiaries.
  private static let groups = KeySet(
    [
      "Group", "Target Group", "Enlarged Group", "Remaining Group", "Group Companies", "本集團", "本集团",
      "貴集團", "贵集团", "目標集團", "目标集团", "經擴大集團", "经扩大集团", "餘下集團", "余下集团", "集團", "集团",
    ].map { PartLexicon.hash($0.utf8) })

  /// A row of a definition section: quoted heads in the first cell, their meaning behind it.
  private mutating func definition(
    _ text: [UInt8], _ line: Structure.Line, shortsBefore: Int, namesBefore: Int
  ) {
    let stop = ByteScan.first(0x09, text.span, line.start, line.end)
    let isHead =
      stop < line.end && BracketContent.isQuote(text, line.start) && stop - line.start < 200
    var at = isHead ? stop + 1 : line.start
    let body = at
    // Each cell is read by itself: a bracket never belongs to the cell before.
    while at <= line.end {
      let end = ByteScan.first(0x09, text.span, at, line.end)
      if end > at { pairs.read(text, at, end, into: &names) }
      at = end + 1
    }
    guard isHead else { return }
    let owner = firstPair(text, from: bodyBegin(text, body, line.end))
    define(text, line.start..<stop, as: owner)
  }

  /// Files the quoted heads of a definition as short forms of the name.
  private mutating func define(_ text: [UInt8], _ heads: Range<Int>, as owner: Int) {
    let content = BracketContent(text, heads.lowerBound, heads.upperBound, lexicon: lexicon)
    for quote in content.quotes {
      let term = pairs.trimmed(text, quote.start, quote.end)
      pairs.shorts.append(
        PairFinder.StatedShort(
          name: owner, text: Array(term), isHan: quote.isHan, start: quote.start, end: quote.end))
    }
  }

  /// `“Yuehua” or 「粵華」 means Dongguan Yuehua Toys Co., Ltd. (東莞粵華玩具有限公司)`: a definition as a
  /// sentence.
  private mutating func meaning(_ text: [UInt8], _ line: Structure.Line) {
    let limit = min(line.end, line.start + 160)
    for verb in Self.meanings {
      guard let at = ByteMatch.find(text.span, line.start, limit, verb),
        Self.isQuoted(text, before: at)
      else { continue }
      let body = bodyBegin(text, at + verb.utf8CodeUnitCount, line.end)
      return define(text, line.start..<at, as: firstPair(text, from: body))
    }
  }

  private static let meanings: [StaticString] = [
    " means ", " refers to ", " mean ", "指", " 指", "係指",
  ]

  /// A closing quote stands right before.
  private static func isQuoted(_ text: [UInt8], before at: Int) -> Bool {
    switch UTF8Scan.scalar(text, before: at).value {
    case 0x201D, 0x300D, 0x22, 0x300F: true
    default: false
    }
  }

  private func bodyBegin(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var at = from
    // `指` or `means` in a cell of its own.
    let stop = ByteScan.first(0x09, text.span, at, end)
    if stop < end, stop - at <= 8 { at = stop + 1 }
    for article in Self.articles where at + article.count < end {
      if text[at..<(at + article.count)].elementsEqual(article) { return at + article.count }
    }
    return at
  }

  private static let articles = ["the ", "The ", "means ", "Mr. ", "Ms. ", "Dr. ", "Mrs. "].map {
    Array($0.utf8)
  }

  /// The pair that the body of a definition begins with.
  private func firstPair(_ text: [UInt8], from start: Int) -> Int {
    for index in names.names.indices.reversed() where names.names[index].isPaired {
      let evidence = names.names[index].evidence
      if evidence.contains(where: { abs($0.start - start) <= 8 }) { return index }
    }
    return -1
  }

  private mutating func decideOfficial(_ text: [UInt8], _ structure: Structure) {
    guard names.names.indices.contains(where: { names.names[$0].isPaired }) else { return }
    let side = OfficialSide(text, structure)
    for index in names.names.indices {
      let isPair = names.names[index].isPaired
      let enMark = names.names[index].enMark
      let zhMark = enMark == 0 ? names.names[index].zhMark : 0
      guard isPair, !names.names[index].inferred,
        let verdict = side.official(
          enMark: enMark, zhMark: zhMark, at: names.names[index].evidence.first?.start ?? 0)
      else { continue }
      names.modify(index) {
        $0.official = verdict.side
        $0.evidence.keep(3)
        $0.evidence.append(.init(kind: .note, start: verdict.start, end: verdict.end))
      }
    }
  }

  /// A name in capitals takes the mixed-case form of the body where there is one.
  private mutating func mixedCase(_ text: [UInt8]) {
    for index in names.names.indices {
      let name = names.names[index].en
      guard name.count >= 8, !name.contains(where: { $0 >= 0x61 && $0 <= 0x7A }),
        name.contains(0x20)
      else { continue }
      guard let found = Self.find(name, mixedIn: text) else { continue }
      names.modify(index) {
        $0.variants.append($0.en)
        $0.en = found
      }
    }
  }

  /// The first place where `capitals` stands with lower-case letters.
  private static func find(_ capitals: [UInt8], mixedIn text: [UInt8]) -> [UInt8]? {
    guard let first = capitals.first, text.count >= capitals.count else { return nil }
    var at = 0
    while at + capitals.count <= text.count {
      if text[at] == first {
        var index = 1
        var lower = 0
        while index < capitals.count {
          let byte = text[at + index]
          let upper = byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
          guard upper == capitals[index] else { break }
          if byte != upper { lower += 1 }
          index += 1
        }
        if index == capitals.count, lower > 1 { return Array(text[at..<(at + index)]) }
      }
      at += 1
    }
    return nil
  }
}
