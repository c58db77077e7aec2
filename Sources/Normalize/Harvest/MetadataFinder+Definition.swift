/// The issuer by its definition in the body, or by its signature.
extension MetadataFinder {
  /// The party defined as the “Company” / 「本公司」 / “公司”, with a code in the same brackets or cell.
  ///
  /// A definition in one language takes the other side from the first definition in the other one.
  func defined(_ text: [UInt8], _ structure: Structure, _ names: [Name]) -> Party? {
    var found: Party?
    eachTerm(text, Self.companyTerms) { term, end in
      guard let party = party(text, structure, term: term, end: end, names) else { return false }
      guard var known = found else {
        found = party
        return !party.en.isEmpty && !party.zh.isEmpty
      }
      if known.zh.isEmpty, party.en.isEmpty {
        known.zh = party.zh
      } else if known.en.isEmpty, party.zh.isEmpty {
        known.en = party.en
      } else {
        return false
      }
      found = known
      return true
    }
    return found
  }

  /// The parties defined as the “Offeror” / 「要約人」, each once.
  func offerors(_ text: [UInt8], _ structure: Structure, _ names: [Name]) -> [Party] {
    var found: [Party] = []
    eachTerm(text, Self.offerorTerms) { term, end in
      if let party = party(text, structure, term: term, end: end, names),
        !found.contains(where: { isSame($0, party) })
      {
        found.append(party)
      }
      return found.count == 2
    }
    return found
  }

  private static let companyTerms: [StaticString] = [
    "Company”", "Company\"", "Company’", "本公司", "公司”", "Company,”", "Company,\"",
  ]
  private static let offerorTerms: [StaticString] = [
    "Offeror”", "Offeror\"", "Offeror’", "Joint Offerors”", "要約人", "要约人", "聯合要約人",
  ]

  /// Calls `body` with each quote before one of `terms` and with the end of the term, until it says
  /// true.
  private func eachTerm(
    _ text: [UInt8], _ terms: [StaticString], _ body: (_ open: Int, _ end: Int) -> Bool
  ) {
    let bytes = text.span
    let limit = min(bytes.count, Self.bodyLimit)
    var at = 0
    while true {
      // “ 「 " before the term, or the lead bytes of other signs.
      at = ByteScan.skip(bytes, at, limit) {
        ($0 .== ByteScan.Lanes(repeating: 0x22))
          .| (($0 | ByteScan.Lanes(repeating: 1)) .== ByteScan.Lanes(repeating: 0xE3))
      }
      guard at < limit else { return }
      let byte = bytes[at]
      guard byte == 0x22 || byte == 0xE2 || byte == 0xE3 else {
        at += 1
        continue
      }
      let quote = byte == 0x22 ? 1 : 3
      let isQuote =
        byte == 0x22 || ByteMatch.starts(bytes, at, limit, with: "“")
        || ByteMatch.starts(bytes, at, limit, with: "「")
        || ByteMatch.starts(bytes, at, limit, with: "‘")
      let open = at
      at += quote
      guard isQuote else { continue }
      // ‘‘Company’’
      if ByteMatch.starts(bytes, at, limit, with: "‘") { at += 3 }
      for word in terms where ByteMatch.starts(bytes, at, limit, with: word) {
        // The closing quote is no part of the term.
        let tail = word.withUTF8Buffer {
          unsafe $0.last == 0x22 ? 1 : $0.last == 0x9D || $0.last == 0x99 ? 3 : 0
        }
        if body(open, at + word.utf8CodeUnitCount - tail) { return }
        break
      }
    }
  }

  private func party(
    _ text: [UInt8], _ structure: Structure, term: Int, end: Int, _ names: [Name]
  ) -> Party? {
    let bytes = text.span
    guard let line = Self.line(at: term, structure) else { return nil }
    if term == line.start {
      // `“Company”⇥Silver Sparrow Entertainment Limited (銀雀娛樂有限公司), …`: up to the first comma.
      var from = end
      // `“Company”, “our Company” or “we”⇥X Limited`: the cell behind all of the terms.
      let cell = ByteScan.first(0x09, bytes, from, line.end)
      if cell < line.end, cell - from <= 80 { from = cell }
      while from < line.end, bytes[from] != 0x09, bytes[from] != 0x20, from - end < 12 { from += 1 }
      if ByteMatch.findFolded(bytes, from, min(line.end, from + 8), "means ") != nil { from += 6 }
      if ByteMatch.starts(bytes, from, line.end, with: "\t指") { from += 4 }
      guard let pair = nameAfter(bytes, from, line.end) else { return nil }
      var party = Party(
        en: pair.en.map { Array(text[$0]) } ?? [], zh: pair.zh.map { Array(text[$0]) } ?? [],
        listings: [], lines: 0..<0)
      ListingCodes.find(bytes, from, line.end, into: &party.listings)
      return party
    }
    // `Name (中文名) (the “Company”, …`: the bracket that holds the term, and what is before it.
    var open = term
    while open > line.start, open > term - 240 {
      let scalar = UTF8Scan.scalar(bytes, before: open)
      open -= scalar.length
      if scalar.value == 0x28 || scalar.value == 0xFF08 { break }
    }
    guard bytes[open] == 0x28 || ByteMatch.starts(bytes, open, line.end, with: "（") else {
      return nil
    }
    var listings: [Metadata.Listing] = []
    // `X Inc. (NYSE: ABC) (the “Company”)`: codes in a bracket of their own.
    var tail = CoverNames.trimmed(bytes, line.start, open).1
    while tail > line.start,
      bytes[tail - 1] == 0x29 || ByteMatch.ends(bytes, line.start, tail, with: "）"),
      let bracket = matchingOpen(bytes, line.start, tail),
      ListingCodes.find(bytes, bracket, tail, into: &listings)
    {
      tail = CoverNames.trimmed(bytes, line.start, bracket).1
      open = bracket
    }
    let before = nameBefore(text, line.start, open, names)
    guard !before.en.isEmpty || !before.zh.isEmpty else { return nil }
    var close = end
    while close < line.end, close < end + 200, bytes[close] != 0x29 { close += 1 }
    ListingCodes.find(bytes, end, close, into: &listings)
    // `Bilibili Inc. (“Bilibili” or the “Company”) (Nasdaq: BILI and HKEX: 9626)`.
    if listings.isEmpty, close + 2 < line.end, bytes[close + 1] == 0x20, bytes[close + 2] == 0x28 {
      ListingCodes.find(bytes, close + 2, Self.closing(bytes, close + 2), into: &listings)
    }
    return Party(en: before.en, zh: before.zh, listings: listings, lines: 0..<0)
  }

  static func line(at position: Int, _ structure: Structure) -> Structure.Line? {
    var low = 0
    var high = structure.lines.count
    while low < high {
      let middle = (low + high) / 2
      if structure.lines[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    guard low < structure.lines.count, structure.lines[low].start <= position else { return nil }
    return structure.lines[low]
  }

  /// The name that a stretch begins with, in one or two languages.
  func nameAfter(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> CoverNames.Pair? {
    var at = start
    var depth = 0
    let limit = min(end, start + 260)
    while at < limit {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      if scalar.value == 0x28 || scalar.value == 0xFF08 { depth += 1 }
      if scalar.value == 0x29 || scalar.value == 0xFF09 { depth -= 1 }
      let isEnd =
        scalar.value == 0xFF0C || scalar.value == 0x3002 || scalar.value == 0x3B
        || scalar.value == 0x2C && !ByteMatch.startsFolded(bytes, at, end, with: ", ltd")
          && !ByteMatch.startsFolded(bytes, at, end, with: ", inc")
      if depth < 0 || depth == 0 && isEnd { break }
      at += scalar.length
    }
    // The longest beginning that is a name: the brackets behind it may say something else.
    while at > start {
      let pair = coverNames.names(bytes, start, at)
      if !pair.isEmpty { return pair }
      var cut = at - 1
      while cut > start {
        let isBracket = bytes[cut] == 0x28 || ByteMatch.starts(bytes, cut, end, with: "（")
        if isBracket { break }
        cut -= 1
      }
      at = cut
    }
    return nil
  }

  /// The name, in one or two languages, that ends before `end`: known names first, then what the
  /// words allow.
  func nameBefore(
    _ text: [UInt8], _ floor: Int, _ end: Int, _ names: [Name]
  ) -> (en: [UInt8], zh: [UInt8], start: Int) {
    let bytes = text.span
    var (_, tail) = CoverNames.trimmed(bytes, floor, end)
    var en: [UInt8] = []
    var zh: [UInt8] = []
    var start = end
    // At most a bracket in the other language and the name before it.
    for _ in 0..<2 {
      let isClosed =
        tail > floor && bytes[tail - 1] == 0x29
        || ByteMatch.ends(bytes, floor, tail, with: "）")
      if let known = knownName(bytes, floor, tail, names) {
        if known.isEnglish, en.isEmpty { en = known.name } else if zh.isEmpty { zh = known.name }
        start = known.start
        tail = CoverNames.trimmed(bytes, floor, start).1
        if tail > floor, bytes[tail - 1] == 0x28 { tail -= 1 }
        if ByteMatch.ends(bytes, floor, tail, with: "（") { tail -= 3 }
        tail = CoverNames.trimmed(bytes, floor, tail).1
      } else if isClosed {
        guard let open = matchingOpen(bytes, floor, tail) else { break }
        let inner = coverNames.names(bytes, open, tail)
        guard !inner.isEmpty else { break }
        if let range = inner.en, en.isEmpty { en = Array(text[range]) }
        if let range = inner.zh, zh.isEmpty { zh = Array(text[range]) }
        start = open
        tail = CoverNames.trimmed(bytes, floor, open).1
      } else {
        if en.isEmpty, let from = englishStart(bytes, floor, tail) {
          en = Array(text[from..<tail])
          start = from
        } else if zh.isEmpty, let from = chineseStart(bytes, floor, tail) {
          zh = Array(text[from..<tail])
          start = from
        }
        break
      }
    }
    return (en, zh, start)
  }

  /// The longest name of `names` that ends at `end`, marks and a closing bracket aside.
  private func knownName(
    _ bytes: borrowing Span<UInt8>, _ floor: Int, _ end: Int, _ names: [Name]
  ) -> (name: [UInt8], isEnglish: Bool, start: Int)? {
    var best: (name: [UInt8], isEnglish: Bool, start: Int)?
    var ends = [end]
    if end > floor, bytes[end - 1] == 0x29 {
      ends.append(CoverNames.trimmed(bytes, floor, end - 1).1)
    }
    if ByteMatch.ends(bytes, floor, end, with: "）") { ends.append(end - 3) }
    for name in names where name.kind == .organization {
      for (side, isEnglish) in [(name.en, true), (name.zh, false)] where side.count >= 9 {
        for tail in ends where tail - side.count >= floor {
          let start = tail - side.count
          if ByteMatch.equalsFolded(bytes, start, side), side.count > (best?.name.count ?? 0) {
            best = (side, isEnglish, start)
          }
        }
      }
    }
    return best
  }

  private func matchingOpen(
    _ bytes: borrowing Span<UInt8>, _ floor: Int, _ end: Int
  ) -> Int? {
    var depth = 0
    var at = end
    while at > max(floor, end - 260) {
      let scalar = UTF8Scan.scalar(bytes, before: at)
      at -= scalar.length
      if scalar.value == 0x29 || scalar.value == 0xFF09 { depth += 1 }
      if scalar.value == 0x28 || scalar.value == 0xFF08 {
        depth -= 1
        if depth == 0 { return at }
      }
    }
    return nil
  }

  /// Where the longest run of name words that ends at `end` begins.
  private func englishStart(
    _ bytes: borrowing Span<UInt8>, _ floor: Int, _ end: Int
  ) -> Int? {
    var best: Int?
    var at = end
    while at > floor, end - at < 140 {
      at -= 1
      // `On 5 March 2020, Mingjian Capital Limited`: a comma but that of `Co., Ltd.` ends a clause.
      if bytes[at] == 0x2C, at + 1 < end, bytes[at + 1] == 0x20,
        !Self.commaForms.contains(where: { ByteMatch.startsFolded(bytes, at + 2, end, with: $0) })
      {
        break
      }
      let isWordStart =
        (at == floor || bytes[at - 1] == 0x20 || bytes[at - 1] == 0x28) && bytes[at] < 0x80
      if bytes[at] >= 0x80, bytes[at] < 0xC3 || bytes[at] > 0xC9, bytes[at] & 0xC0 != 0x80 { break }
      guard isWordStart else { continue }
      if coverNames.isEnglish(bytes, at, end) { best = at }
    }
    // `directors of Tianhe …`: a small word cannot begin a name, and `The Board of X` is none.
    guard var start = best else { return nil }
    while ByteMatch.starts(bytes, start, end, with: "The ")
      || ByteMatch.starts(bytes, start, end, with: "Board ")
      || ByteMatch.starts(bytes, start, end, with: "of ")
      || ByteMatch.starts(bytes, start, end, with: "Directors ")
    {
      while start < end, bytes[start] != 0x20 { start += 1 }
      start += 1
    }
    return start < end ? start : nil
  }

  private static let commaForms: [StaticString] = [
    "ltd", "limited", "inc", "llc", "l.l.c", "lp", "l.p", "llp", "corp", "co.", "plc", "s.a", "n.v",
    "s.p", "gmbh",
  ]

  /// Where the Chinese name that ends at `end` begins, without the stop words before it.
  private func chineseStart(
    _ bytes: borrowing Span<UInt8>, _ floor: Int, _ end: Int
  ) -> Int? {
    var start = end
    while start > floor, end - start < 120 {
      let scalar = UTF8Scan.scalar(bytes, before: start)
      let isName =
        scalar.value >= 0x3400 && scalar.value <= 0x9FFF || scalar.value >= 0x20000
        || scalar.value == 0xFF08 || scalar.value == 0xFF09 || scalar.value == 0x28
        || scalar.value == 0x29 || scalar.value < 0x80 && LetterClass.isLetter(UInt8(scalar.value))
      guard isName else { break }
      start -= scalar.length
    }
    guard coverNames.isChinese(bytes, start, end) else { return nil }
    var scalars: [UInt32] = []
    var offsets: [Int] = []
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      scalars.append(PartLexicon.fold(scalar.value, coverNames.lexicon.han))
      offsets.append(at)
      at += scalar.length
    }
    var first = 0
    var isTrimmed = true
    while isTrimmed, scalars.count - first > 6 {
      isTrimmed = false
      for length in stride(
        from: min(coverNames.lexicon.stopLength, scalars.count - first - 4), to: 0, by: -1)
      where coverNames.lexicon.isStop(scalars[first..<(first + length)]) {
        first += length
        isTrimmed = true
        break
      }
      for word in Self.leads where ByteMatch.starts(bytes, offsets[first], end, with: word) {
        first += word.utf8CodeUnitCount / 3
        isTrimmed = true
        break
      }
    }
    return offsets[first]
  }

  /// What announcements say before the issuer's name.
  private static let leads: [StaticString] = [
    "本公告乃由", "本公佈乃由", "本公告由", "本公告乃", "本公佈乃", "茲通告", "兹通告", "茲提述", "兹提述", "謹此", "有關", "由",
  ]

  /// The first party of the body that has its codes in a bracket behind its name: `Alibaba Group Holding
  /// Limited (NYSE: BABA and HKEX: 9988) today announced …`.
  func listed(_ text: [UInt8], _ structure: Structure, _ names: [Name]) -> Party? {
    let bytes = text.span
    for line in structure.lines.prefix(80) {
      let limit = min(line.end, line.start + 600)
      var at = line.start
      while at < limit {
        at = ByteScan.first(0x28, bytes, at, limit)
        guard at + 1 < limit else { break }
        if ListingCodes.beginsWithLabel(bytes, at + 1, limit) {
          var listings: [Metadata.Listing] = []
          ListingCodes.find(bytes, at, Self.closing(bytes, at), into: &listings)
          let name = nameBefore(text, line.start, at, names)
          if !listings.isEmpty, !name.en.isEmpty || !name.zh.isEmpty {
            return Party(en: name.en, zh: name.zh, listings: listings, lines: 0..<0)
          }
        }
        at += 1
      }
    }
    return nil
  }

  /// The name that a title of the first lines begins with: X股份有限公司股东减持股份计划公告.
  func titled(_ text: [UInt8], _ structure: Structure) -> Party? {
    let bytes = text.span
    for line in structure.lines.prefix(12) where line.end - line.start <= 240 {
      guard
        Self.titleEndings.contains(where: { ByteMatch.ends(bytes, line.start, line.end, with: $0) }
        ),
        let form = ByteMatch.find(bytes, line.start, line.end, "有限公司")
      else { continue }
      let end = form + 12
      guard end < line.end, coverNames.isChinese(bytes, line.start, end) else { continue }
      return Party(
        en: [], zh: Array(text[line.start..<end]), listings: [], lines: 0..<0)
    }
    return nil
  }

  private static let titleEndings: [StaticString] = [
    "公告", "公佈", "公布", "报告", "報告", "通知", "通告", "报告书", "報告書", "决议", "決議", "摘要", "意见", "意見", "函",
  ]

  /// The name below `By order of the Board` or 承董事會命, or before 董事会 at the end.
  func signed(_ text: [UInt8], _ structure: Structure) -> Party? {
    let bytes = text.span
    let lines = structure.lines
    for index in lines.indices.suffix(60) {
      let line = lines[index]
      var from = line.end
      if ByteMatch.startsFolded(bytes, line.start, line.end, with: "by order of the") {
        // `By order of the board of X` on one line.
        if let of = ByteMatch.findFolded(bytes, line.start + 15, line.end, " of ") { from = of + 4 }
      } else if ByteMatch.ends(bytes, line.start, line.end, with: "董事会")
        || ByteMatch.ends(bytes, line.start, line.end, with: "董事會"),
        let pair = Optional(coverNames.names(bytes, line.start, line.end - 9)), pair.zh != nil
      {
        return Party(
          en: [], zh: pair.zh.map { Array(text[$0]) } ?? [], listings: [], lines: 0..<0)
      } else if !ByteMatch.starts(bytes, line.start, line.end, with: "承董事")
        && !ByteMatch.startsFolded(bytes, line.start, line.end, with: "for and on behalf of")
      {
        continue
      }
      var party = Party(en: [], zh: [], listings: [], lines: 0..<0)
      func add(_ pair: CoverNames.Pair) {
        if let en = pair.en, party.en.isEmpty { party.en = Array(text[en]) }
        if let zh = pair.zh, party.zh.isEmpty { party.zh = Array(text[zh]) }
      }
      add(coverNames.names(bytes, from, line.end))
      for next in lines[(index + 1)...].prefix(3) {
        add(coverNames.names(bytes, next.start, next.end))
      }
      if party.hasName { return party }
    }
    return nil
  }
}
