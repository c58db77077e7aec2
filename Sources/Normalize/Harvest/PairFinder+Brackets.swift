/// Brackets that say more than one name: acronyms, labels before the Chinese name, lists.
extension PairFinder {
  /// Files the quoted short forms of a bracket.
  mutating func addShorts(
    _ text: [UInt8], _ content: BracketContent, _ pair: Int?, _ baseEnd: Int, _ floor: Int
  ) {
    for quote in content.quotes {
      let term = trimmed(text, quote.start, quote.end)
      guard !term.isEmpty else { continue }
      shorts.append(
        StatedShort(
          name: pair ?? -1, text: Array(term), isHan: quote.isHan, start: quote.start,
          end: quote.end, baseEnd: baseEnd, floor: floor))
    }
  }

  /// `BRUKINSA® (zanubrutinib, 百悅澤®)`, `X Inc. (NYSE: X, 甲公司)`: the Chinese name behind a label is
  /// the counterpart, unless another bracket has one.
  func takeTails(_ text: [UInt8], _ contents: inout [BracketContent]) {
    guard !contents.contains(where: { $0.nameIsHan && $0.nameEnd > $0.nameStart }) else { return }
    for index in contents.indices {
      guard let tail = contents[index].tail else { continue }
      if isAcronym(text, contents[index].nameStart, contents[index].nameEnd) {
        contents[index].quotes.append(
          .init(start: contents[index].nameStart, end: contents[index].nameEnd, isHan: false))
      }
      contents[index].nameStart = tail.lowerBound
      contents[index].nameEnd = tail.upperBound
      contents[index].nameIsHan = true
      contents[index].cue = .none
      return
    }
  }

  /// Three to eight capitals.
  private func isAcronym(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    end - start >= 3 && end - start <= 8 && text[start..<end].allSatisfy { $0 &- 0x41 < 26 }
  }

  /// The capitals `start..<end` are the initials of the words that end at `base`, the last letter of
  /// the last word; small words count or not.
  func spellsInitials(
    _ text: [UInt8], _ start: Int, _ end: Int, before base: Int, _ floor: Int
  ) -> Bool {
    guard isAcronym(text, start, end) else { return false }
    var letter = end
    var at = base
    let limit = max(floor, base - 160)
    while letter > start {
      while at > limit, !EnglishTokenizer.isWordByte(text[at - 1]) {
        guard text[at - 1] == 0x20 || text[at - 1] == 0x2C else { return false }
        at -= 1
      }
      var word = at
      while word > limit, EnglishTokenizer.isWordByte(text[word - 1]), text[word - 1] != 0x2D {
        word -= 1
      }
      guard word < at else { return false }
      let initial = text[word]
      if initial & 0xDF == text[letter - 1] {
        letter -= 1
      } else if initial &- 0x61 >= 26, initial != 0x26 {
        return false
      }
      at = word
      if at > limit, text[at - 1] == 0x2D { at -= 1 }
    }
    return true
  }

  /// `三星SDI（Samsung SDI Co., Ltd.）`: Latin letters right behind ideographs belong to the Chinese name
  /// where its ideographs have words of the English one.
  mutating func mixedHan(
    _ text: [UInt8], _ floor: Int, _ baseEnd: Int, _ mark: UInt8, _ content: BracketContent,
    evidenceEnd: Int, into names: inout NameCollection
  ) -> Int? {
    guard content.cue == .none, content.nameEnd > content.nameStart,
      let at = mixedStart(text, floor, baseEnd)
    else { return nil }
    let letters = text[at..<baseEnd]
    // The English name has the letters as a word of its own, and not only them.
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, content.nameStart, content.nameEnd, into: &tokens)
    guard tokens.count >= 2,
      tokens.dropFirst().contains(where: {
        text[Int($0.start)..<Int($0.end)].elementsEqual(letters)
      })
    else { return nil }
    return hanFirst(
      text, floor, baseEnd, mark, content, evidenceEnd: evidenceEnd, into: &names)
  }

  /// Where the Latin letters that end at `end` begin, right behind ideographs.
  private func mixedStart(_ text: [UInt8], _ floor: Int, _ end: Int) -> Int? {
    var at = end
    while at > floor, end - at < 12,
      (text[at - 1] | 0x20) &- 0x61 < 26 && text[at - 1] < 0x80 || text[at - 1] &- 0x30 < 10
    {
      at -= 1
    }
    guard at < end, at >= floor + 6, text[at - 1] >= 0x80,
      HanText.isHan(UTF8Scan.scalar(text, before: at).value)
    else { return nil }
    return at
  }

  /// The bracket holds Latin letters alone and the name before it has both scripts.
  func isMixed(_ text: [UInt8], _ floor: Int, _ baseEnd: Int, _ group: BracketGroup) -> Bool {
    !group.hasHan && text[baseEnd - 1] < 0x80 && mixedStart(text, floor, baseEnd) != nil
  }

  /// `the Ministry of Finance and the State Taxation Administration (財政部、國家稅務總局)`: as many names
  /// before the bracket as are listed in it. Returns the last pair, none where one of the names has no
  /// counterpart; nil where the bracket is no list or one name stands before it.
  mutating func listed(
    _ text: [UInt8], _ floor: Int, _ baseEnd: Int, _ content: BracketContent,
    _ group: BracketGroup, into names: inout NameCollection
  ) -> Int?? {
    let items = listItems(text, content.nameStart, group.close)
    guard items.count > 1, !separators(text, floor, baseEnd).isEmpty else { return nil }
    return .some(pairList(text, floor, baseEnd, items, content, group, into: &names))
  }

  private mutating func pairList(
    _ text: [UInt8], _ floor: Int, _ baseEnd: Int, _ items: [Range<Int>],
    _ content: BracketContent, _ group: BracketGroup, into names: inout NameCollection
  ) -> Int? {
    var found = NameCollection()
    var end = baseEnd
    for item in items.reversed() {
      var part = content
      (part.nameStart, part.nameEnd) = (item.lowerBound, item.upperBound)
      (part.formerStart, part.formerEnd, part.renamedStart, part.renamedEnd) = (0, 0, 0, 0)
      let isFirst = item == items[0]
      var begins = isFirst ? [floor] : separators(text, floor, end)
      var next: Int?
      while let begin = begins.popLast() {
        let count = found.names.count
        guard
          let pair = englishFirst(
            text, begin, end, 0, part, evidenceEnd: group.end, into: &found),
          pair == count, found.names[pair].kind != .term
        else {
          if found.names.count > count { return nil }
          continue
        }
        // Nothing but an article or an honorific before the name.
        let start = found.names[pair].evidence[0].start
        guard isFirst || start - begin <= 5 else { return nil }
        next = begin
        break
      }
      guard let next else { return nil }
      end = isFirst ? end : separatorStart(text, floor, next)
    }
    var last: Int?
    for name in found.names.reversed() { last = names.add(name, lexicon.han) }
    return last
  }

  /// The names that a bracket lists: 甲、乙及丙. One where it is no list.
  private func listItems(_ text: [UInt8], _ start: Int, _ close: Int) -> [Range<Int>] {
    guard close - start >= 15, close - start <= 400 else { return [] }
    guard ByteMatch.find(text.span, start, close, "、") != nil else {
      return twoItems(text, start, close)
    }
    var items: [Range<Int>] = []
    var from = start
    var at = start
    while at <= close {
      // 《國有企業、銀行審計管理辦法》: the sign is the title's own.
      if ByteMatch.starts(text.span, at, close, with: "《") {
        at = (ByteMatch.find(text.span, at, close, "》") ?? close - 3) + 3
        continue
      }
      let isSign = ByteMatch.starts(text.span, at, close, with: "、")
      // The last two may be joined by a word.
      let isJoint = !items.isEmpty && at > from + 5 && joins(text, at, close)
      if at == close || isSign || isJoint {
        guard at - from >= 6, items.count < 6 else { return [] }
        items.append(from..<at)
        from = at + 3
        at = from
      } else {
        let scalar = UTF8Scan.scalar(text, at: at)
        guard !BracketContent.isQuoteMark(scalar.value), scalar.value != 0x2C, scalar.value != 0x3B,
          scalar.value != 0xFF0C
        else { return [] }
        at += scalar.length
      }
    }
    return items
  }

  /// 甲有限公司及乙有限公司, 陳大文先生及李小明女士: two names that both end in a legal form or an honorific.
  private func twoItems(_ text: [UInt8], _ start: Int, _ close: Int) -> [Range<Int>] {
    guard endsWhole(text, start, close) else { return [] }
    for joint in Self.joints {
      var from = start
      while let at = ByteMatch.find(text.span, from, close, joint) {
        from = at + 3
        if endsWhole(text, start, at), endsWhole(text, from, close) {
          return [start..<at, from..<close]
        }
      }
    }
    return []
  }

  private static let joints: [StaticString] = ["及", "和", "與", "与"]
  private static let wholeEnds: [StaticString] = ["公司", "先生", "女士", "博士", "教授", "小姐", "太太"]

  private func endsWhole(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    end - start >= 12
      && Self.wholeEnds.contains { ByteMatch.ends(text.span, start, end, with: $0) }
  }

  /// 及 和 與 与 behind the second name of a list, with a name of two ideographs or more behind it.
  private func joins(_ text: [UInt8], _ at: Int, _ close: Int) -> Bool {
    guard close - at >= 9 else { return false }
    switch UTF8Scan.scalar(text, at: at).value {
    case 0x53CA, 0x548C, 0x8207, 0x4E0E: return true
    default: return false
    }
  }

  /// Where the last name of a list may begin, the nearest begin last.
  private func separators(_ text: [UInt8], _ floor: Int, _ end: Int) -> [Int] {
    var result: [Int] = []
    var at = end
    let limit = max(floor, end - 160)
    while at > limit, result.count < 4 {
      for sign in Self.listSigns where ByteMatch.ends(text.span, limit, at, with: sign) {
        result.append(at)
        break
      }
      at -= 1
    }
    return result.reversed()
  }

  /// Where the sign that ends at `at` begins.
  private func separatorStart(_ text: [UInt8], _ floor: Int, _ at: Int) -> Int {
    for sign in Self.listSigns where ByteMatch.ends(text.span, floor, at, with: sign) {
      return at - sign.utf8CodeUnitCount
    }
    return at
  }

  private static let listSigns: [StaticString] = [", and ", " and ", " & ", ", "]

  /// `X (中文), or the CAC,`: an acronym without quotes; `, also known as “X”`: any name with them.
  mutating func acronymBehind(_ text: [UInt8], _ from: Int, _ pair: Int) {
    for cue in Self.orCues where from + cue.count < text.count {
      guard text[from..<(from + cue.count)].elementsEqual(cue) else { continue }
      let start = from + cue.count
      // `, also known as “BCG Chinastar”`
      if BracketContent.isQuote(text, start) {
        let content = BracketContent(text, start, min(text.count, start + 60), lexicon: lexicon)
        guard let quote = content.quotes.first, quote.start <= start + 3 else { return }
        shorts.append(
          StatedShort(
            name: pair, text: Array(text[quote.start..<quote.end]), isHan: quote.isHan,
            start: quote.start, end: quote.end))
        return
      }
      var end = start
      while end < text.count, text[end] &- 0x41 < 26 || text[end] == 0x26 { end += 1 }
      // `or the FITE Regulations`: more than the acronym.
      guard end - start >= 2, end - start <= 8, end == text.count || text[end] &- 0x61 >= 26,
        end + 1 >= text.count || text[end] != 0x20 || text[end + 1] &- 0x41 >= 26
      else { return }
      shorts.append(
        StatedShort(
          name: pair, text: Array(text[start..<end]), isHan: false, start: start, end: end))
      return
    }
  }

  private static let orCues = [
    ", or the ", ", or ", " or the ", ", also known as ", " also known as ", ", also called ",
    ", hereinafter referred to as ",
  ].map { Array($0.utf8) }

  /// `(“PBOC”, 中國人民銀行)`: beside an acronym a body's name is the whole one.
  func isAcronymOfBody(
    _ text: [UInt8], _ content: BracketContent, _ scalars: ArraySlice<UInt32>
  ) -> Bool {
    guard let quote = content.quotes.first, isAcronym(text, quote.start, quote.end) else {
      return false
    }
    return knownHan.contains(Lexicon.hash(scalars))
      || kinds.isBody(scalars) && !kinds.isShortBody(scalars)
  }
}
