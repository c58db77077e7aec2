extension PairFinder {
  /// A line or cell that is one name and nothing else.
  struct WholeName {
    var start: Int
    var end: Int
    var isHan: Bool
    var hasForm: Bool
    var isPerson: Bool
    var mark: UInt8
    /// No legal form, honorific or sign speaks against a person.
    var mayBePerson = false
  }

  /// The name that `start..<end` is as a whole, a role in brackets behind it aside; nil otherwise.
  mutating func wholeName(_ text: [UInt8], _ start: Int, _ end: Int) -> WholeName? {
    guard end - start >= 4, end - start <= 220 else { return nil }
    var from = start
    while from < end, text[from] == 0x2A || text[from] == 0x20 { from += 1 }
    guard from < end else { return nil }
    var (to, mark) = Self.skipMarksLeft(text, from, end)
    guard to > from else { return nil }
    // `(淮源特種紙業集團有限公司)`: a line that is one bracket.
    if text[from] == 0x28, text[to - 1] == 0x29, to - from > 12, text[from + 1] >= 0xE3 {
      from += 1
      to -= 1
    }
    // （Li Ning Dr）: a bracket that is a name below the Chinese one.
    if let inner = latinBracket(text, from, to) {
      (from, to) = (inner.lowerBound, inner.upperBound)
    }
    let first = UTF8Scan.scalar(text, at: from)
    // `（主席）`, `(Chairman)` behind a person's name.
    if text[to - 1] == 0x29 || UTF8Scan.scalar(text, before: to).value == 0xFF09 {
      if let open = lastOpening(text, from, to),
        isRoleBracket(text, open, to) || isHonours(text, open, to)
      {
        (to, mark) = Self.skipMarksLeft(text, from, open)
        guard to > from else { return nil }
      }
    }
    if first.value >= 0x2E80 {
      guard let name = hanName(text, from, to) else { return nil }
      han.read(text, name.start, name.end, lexicon.han)
      guard !kinds.isNoName(han.scalars[...]), !isRole() else { return nil }
      let hasForm = lexicon.formLength(han.scalars[...]) > 0
      let isBody = hasForm || kinds.isBody(han.scalars[...])
      // 祈柏南先生: the honorific says so, whatever the surname.
      let isPerson =
        name.hasHonorific
        && (kinds.isPerson(han.scalars[...])
          || !isBody && han.count <= 7 && han.scalars.allSatisfy(HanText.isHan))
      guard isBody || isPerson || kinds.isPerson(han.scalars[...]) else { return nil }
      return WholeName(
        start: name.start, end: name.end, isHan: true, hasForm: isBody && !isPerson,
        isPerson: isPerson, mark: name.mark == 0 ? mark : name.mark, mayBePerson: !isBody)
    }
    guard !isProse(text, from, to) else { return nil }
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, from, to, into: &tokens)
    dropPage(text)
    guard let head = tokens.first, tokens.count <= 24, head.kind == .capital else { return nil }
    // `Managed by X` says something of X.
    guard tokens.allSatisfy({ $0.kind != .lower && $0.hash != Self.by }) else { return nil }
    // `Independent Financial Adviser to the Independent Board Committee`
    if lexicon.isEnglishRole(head.hash), tokens.contains(where: { $0.hash == Self.to }) {
      return nil
    }
    let isTitled = lexicon.isHonorific(head.hash)
    if isTitled {
      tokens.removeFirst()
      while tokens.count > 2, tokens[tokens.count - 2].kind == .comma,
        isCapitals(text, tokens[tokens.count - 1])
      {
        tokens.removeLast(2)
      }
      guard let first = tokens.first, let last = tokens.last,
        tokens.count >= 2 || first.end - first.start > 1
      else { return nil }
      return WholeName(
        start: Int(first.start), end: Int(last.end), isHan: false, hasForm: false, isPerson: true,
        mark: mark, mayBePerson: true)
    }
    dropAmount(text)
    guard let last = tokens.last, let word = tokens.last(where: \.isWord) else { return nil }
    // `H SHARES OF`: the name stands on the next line.
    guard word.kind != .connector else { return nil }
    let hasForm =
      lexicon.isFormWord(word.hash) && word.end - word.start > 1 || endsWithBranch()
      || tokens.count >= 3 && Self.funds.contains(word.hash)
    guard !lexicon.isRole(text[Int(head.start)..<Int(last.end)]) else { return nil }
    return WholeName(
      start: Int(head.start), end: last.kind == .close ? to : Int(last.end), isHan: false,
      hasForm: hasForm, isPerson: false, mark: mark, mayBePerson: !hasForm && tokens.count <= 5)
  }

  /// `38 GALLOP MACHINERY HOLDINGS LIMITED`: the page's number before a running head in capitals.
  private mutating func dropPage(_ text: [UInt8]) {
    guard tokens.count >= 4, let first = tokens.first, let last = tokens.last,
      first.end - first.start <= 3, lexicon.isFormWord(last.hash),
      text[Int(first.start)..<Int(first.end)].allSatisfy({ $0 &- 0x30 < 10 }),
      text[Int(tokens[1].start)..<Int(last.end)].allSatisfy({ $0 &- 0x61 >= 26 })
    else { return }
    tokens.removeFirst()
  }

  /// `X Co., Ltd. Taiwan NT$30,000,000`: what stands behind the legal form up to an amount is of the next
  /// columns.
  private mutating func dropAmount(_ text: [UInt8]) {
    guard let last = tokens.last, last.kind == .capital || last.kind == .lower,
      let digit = text[Int(last.start)..<Int(last.end)].first(where: { $0 &- 0x30 < 10 }),
      digit != 0,
      let form = tokens.firstIndex(where: {
        $0.kind == .capital && Lexicon.isBareForm($0.hash) && $0.end - $0.start > 2
      }), form > 0, form + 2 < tokens.count, tokens.count - form <= 6
    else { return }
    tokens.removeSubrange((form + 1)...)
  }

  /// The inside of a line that is one bracket around two to five words with capitals, one of them a
  /// surname, an honorific behind them aside.
  private mutating func latinBracket(_ text: [UInt8], _ start: Int, _ end: Int) -> Range<Int>? {
    let bytes = text.span
    let isWide =
      ByteMatch.starts(bytes, start, end, with: "（") && ByteMatch.ends(bytes, start, end, with: "）")
    guard isWide || bytes[start] == 0x28 && bytes[end - 1] == 0x29 else { return nil }
    let (from, to) = (start + (isWide ? 3 : 1), end - (isWide ? 3 : 1))
    guard to - from >= 5, to - from <= 40, bytes[from] &- 0x41 < 26 else { return nil }
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, from, to, into: &tokens)
    if let last = tokens.last, lexicon.isHonorific(last.hash), tokens.count > 2 {
      tokens.removeLast()
    }
    guard tokens.count >= 2, tokens.count <= 5,
      tokens.allSatisfy({
        $0.kind == .capital && !lexicon.isEnglishRole($0.hash) && !lexicon.isFormWord($0.hash)
      }), lexicon.isSurname(tokens[0].hash) || lexicon.isSurname(tokens[tokens.count - 1].hash)
    else { return nil }
    return Int(tokens[0].start)..<Int(tokens[tokens.count - 1].end)
  }

  /// A line that is a role and nothing else: 獨家保薦人, 香港股份過戶登記分處.
  mutating func isRole(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard text[start] >= 0xE3, end - start <= 60 else { return false }
    han.read(text, start, end, lexicon.han)
    return isRole()
  }

  /// `han` is a role, be it that of a place.
  private func isRole() -> Bool {
    if lexicon.isRole(han: han.scalars[...]) { return true }
    guard han.count >= 4 else { return false }
    let place = lexicon.placeLength(han.scalars, at: 0)
    return place > 0 && place < han.count && lexicon.isRole(han: han.scalars[place...])
  }

  /// What names of funds end in.
  private static let funds = KeySet(
    ["etf", "etfs", "reit", "trust", "fund"].map { PartLexicon.hash($0.utf8) })
  private static let by = PartLexicon.hash("by".utf8)
  private static let to = PartLexicon.hash("to".utf8)

  /// Calls `body` for the names behind labels of a line: 英文名称：X, 公司的外文名称为X，中文名称为Y.
  ///
  /// Complexity: O(line) for lines that begin like a label, else O(1).
  mutating func labelled(
    _ text: [UInt8], _ start: Int, _ end: Int,
    _ body: (inout PairFinder, WholeName, _ column: Int) -> Void
  ) {
    guard end - start >= 16, end - start <= 320 else { return }
    var at = behindArticle(text, start, end)
    // A label stands at the begin, or behind a comma or a blank.
    while var value = NameLabel.end(text.span, at, end) {
      // 公司注册名称：中文全称：…
      if let inner = NameLabel.end(text.span, value, end) { value = inner }
      let (stop, next) = valueEnd(text, value, end)
      if let name = wholeName(text, value, stop), name.hasForm { body(&self, name, 0) }
      guard next + 3 < end else { return }
      at = next
    }
    // 英文名称⇥X (before the change)⇥Y (after it)
    guard at > start, text[at - 1] == 0x09 else { return }
    var column = 1
    while at < end, column < 4 {
      let stop = ByteScan.first(0x09, text.span, at, end)
      if let name = wholeName(text, at, stop), name.hasForm { body(&self, name, column) }
      column += 1
      at = stop + 1
    }
  }

  /// Behind 第四条 and blanks, in articles of association.
  private func behindArticle(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    let bytes = text.span
    guard ByteMatch.starts(bytes, start, end, with: "第"),
      let sign = ByteMatch.find(bytes, start, min(end, start + 18), "条")
        ?? ByteMatch.find(bytes, start, min(end, start + 18), "條")
    else { return start }
    var at = sign + 3
    while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
    return at
  }

  /// The end of the value at `from`, and where another label may begin.
  private func valueEnd(_ text: [UInt8], _ from: Int, _ end: Int) -> (stop: Int, next: Int) {
    let isHan = from < end && text[from] >= 0xE3
    var stop = from
    while stop < end, !isClauseEnd(text, stop), text[stop] != 0x09, text[stop] != 0x3B {
      // `甲有限公司 English name: X`, `X Limited 中文名稱：甲有限公司`.
      if text[stop] == 0x20, stop + 1 < end, (text[stop + 1] >= 0xE3) != isHan { break }
      stop += 1
    }
    var next = stop
    while next < end, text[next] == 0x20 || text[next] == 0x09 || text[next] == 0x3B { next += 1 }
    if next < end, isClauseEnd(text, next) { next += 3 }
    return (stop, next)
  }

  private func isClauseEnd(_ text: [UInt8], _ at: Int) -> Bool {
    ByteMatch.starts(text.span, at, text.count, with: "，")
      || ByteMatch.starts(text.span, at, text.count, with: "；")
      || ByteMatch.starts(text.span, at, text.count, with: "。")
  }

  /// An ideograph, a colon, or a small word that is longer than those inside names.
  private func isProse(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let bytes = text.span
    var at = start
    var length = 0
    while at < end {
      let byte = bytes[at]
      if byte &- 0x61 < 26 {
        length &+= 1
        if length == 6, at >= start + 6, bytes[at - 6] == 0x20 { return true }
      } else if byte == 0x20 {
        length = 0
      } else {
        if byte &- 0xE4 < 6 || byte | 1 == 0x3B { return true }
        length = -1_000
      }
      at &+= 1
    }
    return false
  }

  /// `Bank of X Co., Ltd., Shenzhen Branch`.
  private func endsWithBranch() -> Bool {
    tokens.indices.dropLast().contains {
      tokens[$0].kind == .capital && lexicon.isFormWord(tokens[$0].hash)
        && tokens[$0 + 1].kind == .comma
        && tokens[$0].end - tokens[$0].start > 2
    }
  }

  func lastOpening(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var at = end
    while at > start, end - at < 60 {
      let scalar = UTF8Scan.scalar(text, before: at)
      at -= scalar.length
      if scalar.value == 0x28 || scalar.value == 0xFF08 { return at }
    }
    return nil
  }

  func isRoleBracket(_ text: [UInt8], _ open: Int, _ end: Int) -> Bool {
    let inner = open + UTF8Scan.scalar(text, at: open).length
    let close = end - UTF8Scan.scalar(text, before: end).length
    guard inner < close else { return true }
    if UTF8Scan.scalar(text, at: inner).value >= 0x2E80 {
      return lexicon.isRole(han: text, inner, close)
    }
    return lexicon.isRole(text[inner..<close])
  }

  /// `(FCG, HKFCG)`: honours behind a person's name.
  private func isHonours(_ text: [UInt8], _ open: Int, _ end: Int) -> Bool {
    guard end - open <= 40, text[open] == 0x28 else { return false }
    let inner = text[(open + 1)..<(end - 1)]
    return inner.contains(0x2C) && inner.allSatisfy { $0 &- 0x41 < 26 || $0 == 0x2C || $0 == 0x20 }
  }

  /// Two whole names side by side or one below the other; with `isFar` something stands between
  /// them, so that their parts have to agree. Returns whether they were paired.
  mutating func pairWhole(
    _ text: [UInt8], _ a: WholeName, _ b: WholeName, kind evidence: Name.Evidence.Kind,
    isFar: Bool = false, into names: inout NameCollection
  ) -> Bool {
    guard a.isHan != b.isHan else { return false }
    let en = a.isHan ? b : a
    let zh = a.isHan ? a : b
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, en.start, en.end, into: &tokens)
    han.read(text, zh.start, zh.end, lexicon.han)
    aligner.align(tokens, text, han, from: 0, to: han.count)
    let covered = aligner.used.lazy.filter { $0 }.count
    if isFar {
      let form = lexicon.formLength(han.scalars[...])
      let body = aligner.used.prefix(han.count - form).lazy.filter { $0 }.count
      guard body * 3 >= han.count - form else { return false }
    }
    let isPerson =
      en.isPerson && (zh.isPerson || kinds.isPerson(han.scalars[...]))
      || kinds.isPerson(han.scalars[...]) && !zh.hasForm && !en.hasForm && covered == han.count
      || kinds.isPerson(han.scalars[...]) && !zh.hasForm && !en.hasForm && sharesSurname()
      || zh.isPerson && !en.hasForm && tokens.count <= 6 && tokens.count >= 2 && covered > 0
    if !isPerson {
      guard zh.hasForm, en.hasForm || covered * 2 >= han.count || isFirm() else { return false }
      guard !en.isPerson else { return false }
      // A heading in capitals is no firm.
      if !en.hasForm, tokens.allSatisfy({ $0.kind != .capital || isCapitals(text, $0) }) {
        return false
      }
    }
    let start = min(en.start, zh.start)
    let end = max(en.end, zh.end)
    var kind: Name.Kind =
      isPerson
      ? .person : kinds.kind(han.scalars[...], tokens[...], isTitled: false, honorific: false)
    let isFund =
      en.hasForm && zh.hasForm && tokens.last.map { Self.funds.contains($0.hash) } ?? false
    if isFund, kind == .term || kind == .product { kind = .organization }
    if kind == .term || kind == .product { return false }
    let name = FoundName(
      kind: kind, enForm: .full, zhForm: .full, en: Array(text[en.start..<en.end]),
      zh: Array(text[zh.start..<zh.end]), confidence: isPerson ? 95 : 96,
      evidence: .init(kind: evidence, start: start, end: end), enMark: en.mark, zhMark: zh.mark)
    names.add(name, lexicon.han)
    return true
  }

  /// The first or the last of two to five words is the surname that `han` begins with: `Gary FAN` 范國威.
  private func sharesSurname() -> Bool {
    guard tokens.count >= 2, tokens.count <= 5, !lexicon.isPlace(han: han.scalars[...]),
      tokens.allSatisfy({ $0.kind == .capital && !lexicon.isEnglishRole($0.hash) })
    else { return false }
    return [tokens[0], tokens[tokens.count - 1]].contains { token in
      lexicon.parts.range(token.hash).contains { number in
        let sense = lexicon.parts[number]
        guard sense.kind == .surname, Int(sense.count) < han.count else { return false }
        let start = Int(sense.start)
        return lexicon.parts.scalars[start..<(start + Int(sense.count))].elementsEqual(
          han.scalars.prefix(Int(sense.count)))
      }
    }
  }

  /// Names of partners: `Lo, Tam & Fong`.
  private func isFirm() -> Bool { tokens.contains { $0.hash == tokenizer.and } }

  /// Reads a row: cells beside each other that are names in the two languages.
  mutating func readRow(
    _ text: [UInt8], _ start: Int, _ end: Int, into names: inout NameCollection
  ) {
    var previous: WholeName?
    var at = start
    while at <= end {
      var stop = at
      while stop < end, text[stop] != 0x09 { stop += 1 }
      var name = stop > at ? wholeName(text, at, stop) : nil
      if name == nil, stop > at {
        let before = names.names.count
        readOneLine(text, at, stop, into: &names)
        if names.names.count == before {
          name = labelledName(text, at, stop)
          if name == nil { plainCell(text, at, stop, into: &names) }
        }
      }
      if let a = previous, let b = name, pairWhole(text, a, b, kind: .row, into: &names) {
        previous = nil
      } else if stop > at {
        previous = name
      }
      at = stop + 1
    }
  }

  /// `Genscript Biotech Corporation 金斯瑞生物科技股份有限公司*`: both names on one line.
  mutating func readOneLine(
    _ text: [UInt8], _ start: Int, _ end: Int, isFormer: Bool = false,
    into names: inout NameCollection
  ) {
    guard end - start >= 12, end - start <= 260 else { return }
    // No ideograph begins below E2.
    var wide = ByteScan.skip(text.span, start, end + ByteScan.width) {
      $0 .>= ByteScan.Lanes(repeating: 0xE2)
    }
    while wide < end, text[wide] < 0xE2 { wide += 1 }
    guard wide < end else { return }
    // Exactly one change between Latin and Han.
    var boundary = -1
    var at = start
    let beginsHan = UTF8Scan.scalar(text, at: start).value >= 0x2E80
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      let value = ScalarClassTable.shared[scalar.value]
      if value == .cjkStop || scalar.value == 0x201C || scalar.value == 0x300C { return }
      let isHan = value == .han
      let isLatin = value == .upper || value == .lower
      if boundary < 0 {
        if beginsHan ? isLatin : isHan {
          boundary = at
        }
      } else if beginsHan ? isHan : isLatin {
        return
      }
      at += scalar.length
    }
    // Behind a comma another name of a list begins.
    guard boundary > start + 1, text[boundary - 1] == 0x20, text[boundary - 2] != 0x2C else {
      return
    }
    guard let a = wholeName(text, start, boundary - 1), let b = wholeName(text, boundary, end)
    else { return }
    if !a.hasForm || !b.hasForm {
      // Persons: `Sung Ka Lai 宋嘉麗`, where every syllable agrees.
      guard !a.hasForm, !b.hasForm, a.isPerson && b.isPerson || agrees(text, a, b) else { return }
    }
    let before = names.names.count
    guard pairWhole(text, a, b, kind: isFormer ? .former : .neighbour, into: &names), isFormer
    else { return }
    for index in before..<names.names.count {
      names.modify(index) {
        $0.enForm = .former
        $0.zhForm = .former
      }
    }
  }

  /// Two or more words are spelled by the ideographs of a person's name.
  private mutating func agrees(_ text: [UInt8], _ a: WholeName, _ b: WholeName) -> Bool {
    let en = a.isHan ? b : a
    let zh = a.isHan ? a : b
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, en.start, en.end, into: &tokens)
    han.read(text, zh.start, zh.end, lexicon.han)
    guard kinds.isPerson(han.scalars[...]), tokens.count >= 2, tokens.count <= 5 else {
      return false
    }
    aligner.align(tokens, text, han, from: 0, to: han.count)
    return aligner.used.allSatisfy { $0 } || sharesSurname()
  }

  /// `(formerly known as English Name 中文名)`.
  mutating func formerPair(
    _ text: [UInt8], _ start: Int, _ end: Int, into names: inout NameCollection
  ) {
    readOneLine(text, start, end, isFormer: true, into: &names)
  }

  // MARK: - Covers

  /// `Innovent Biologics, Inc.⏎信達生物製藥⏎(Incorporated in …)`: ideographs between a company's name and
  /// the bracket of a cover are its Chinese name, whatever they end with.
  mutating func coverName(
    _ text: [UInt8], _ start: Int, _ end: Int, below name: WholeName
  ) -> WholeName? {
    guard !name.isHan, name.hasForm, end - start >= 9, end - start <= 45 else { return nil }
    var (to, mark) = Self.skipMarksLeft(text, start, end)
    guard let found = hanName(text, start, to), !found.isTitled, !found.hasHonorific else {
      return nil
    }
    to = found.end
    han.read(text, found.start, to, lexicon.han)
    // 嶺線中證智能電網指數ETF
    let letters = han.scalars.suffix(5).prefix { HanText.isHan($0) }.count
    guard han.scalars.dropLast(min(5, han.count) - letters).allSatisfy(HanText.isHan),
      letters > 0, !kinds.isNoName(han.scalars[...]), !isRole(),
      !Self.headings.contains(where: { ByteMatch.ends(text.span, start, to, with: $0) })
    else { return nil }
    if found.mark != 0 { mark = found.mark }
    return WholeName(
      start: found.start, end: to, isHan: true, hasForm: true, isPerson: false, mark: mark)
  }

  /// What titles of announcements end in.
  private static let headings: [StaticString] = [
    "公告", "公佈", "公布", "通告", "通函", "報告", "报告", "更新", "交易", "通知", "業績", "业绩", "聲明", "声明", "代表",
  ]

  /// A line that says below the names on a cover where the company was founded, or its code.
  static func isCoverBracket(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    start < end && (text[start] == 0x28 || text[start] == 0xEF)
      && coverBrackets.contains { ByteMatch.starts(text.span, start, end, with: $0) }
  }

  private static let coverBrackets: [StaticString] = [
    "(Incorporated ", "(incorporated ", "(a company incorporated", "(A company incorporated",
    "(A joint stock", "(a joint stock", "(Stock Code", "(Stock code", "（於", "(於", "（股份代號", "(股份代號",
    "(Continued in", "（在", "（股份代码",
  ]
}
