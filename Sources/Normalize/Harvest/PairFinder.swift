/// Finds pairs that the text states: `English Name* (中文名)`, `中文名（English Name）`, with the
/// short forms and former names in the brackets behind them.
struct PairFinder {
  let lexicon: Lexicon
  let kinds: NameKinds
  let tokenizer = EnglishTokenizer()
  let edges: HanNameStart
  var aligner: NameAligner
  var tokens: [EnglishToken] = []
  var han = HanText()
  var groups: [BracketGroup] = []
  private var stack: [Int] = []
  /// Brackets of one chain, and what they say.
  private var members: [Int] = []
  private var contents: [BracketContent] = []
  /// Short forms to be paired once all full pairs are known.
  var shorts: [StatedShort] = []
  /// The Chinese names that the lexicon has pairs of, folded, by hash.
  let knownHan: KeySet
  /// Former names of one language with their place.
  var formers: [FormerMention] = []

  /// A quoted short form and the name it stands for.
  struct StatedShort {
    var name: Int
    var text: [UInt8]
    var isHan: Bool
    var start: Int
    var end: Int
    /// Where the name before the bracket ends and may begin, for a name that is paired elsewhere.
    var baseEnd = 0
    var floor = 0
  }

  struct FormerMention {
    var name: Int
    var text: [UInt8]
    var isHan: Bool
  }

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    kinds = NameKinds(lexicon)
    edges = HanNameStart(lexicon)
    aligner = NameAligner(lexicon)
    var known = KeySet(minimumCapacity: lexicon.known.count)
    var folded = HanText()
    for pair in lexicon.known {
      folded.read(pair.zh, 0, pair.zh.count, lexicon.han)
      known.insert(Lexicon.hash(folded.scalars[...]))
    }
    knownHan = known
  }

  mutating func reset() {
    shorts.removeAll(keepingCapacity: true)
    formers.removeAll(keepingCapacity: true)
  }

  /// Reads one line. Complexity: O(line), and a bounded amount for each bracket.
  mutating func read(
    _ text: [UInt8], _ start: Int, _ end: Int, into names: inout NameCollection
  ) {
    if !groups.isEmpty { groups.removeAll(keepingCapacity: true) }
    BracketGroup.find(text, start, end, into: &groups, stack: &stack)
    var index = 0
    var consumedEnd = -1
    while index < groups.count {
      let group = groups[index]
      if group.open < consumedEnd, group.depth == 0 || group.open == consumedEnd {
        index += 1
        continue
      }
      if group.hasHan || group.hasLatin { chain(text, start, index, into: &names, &consumedEnd) }
      index += 1
    }
    titles(text, start, end, into: &names)
    inline(text, start, end, into: &names)
  }

  /// `the Measures for X† 《X辦法》`: a title right behind an English name, as if in brackets.
  private mutating func titles(
    _ text: [UInt8], _ start: Int, _ end: Int, into names: inout NameCollection
  ) {
    var at = start
    while let open = ByteMatch.find(text.span, at, end, "《") {
      at = open + 3
      let (baseEnd, mark) = Self.skipMarksLeft(text, start, open)
      guard baseEnd > start, (text[baseEnd - 1] | 0x20) &- 0x61 < 26,
        let close = ByteMatch.find(text.span, at, min(end, open + 240), "》")
      else { continue }
      at = close + 3
      let content = BracketContent(text, open, at, lexicon: lexicon)
      _ = englishFirst(text, start, baseEnd, mark, content, evidenceEnd: at, into: &names)
    }
  }

  /// Skips blanks and footnote marks to the left.
  static func skipMarksLeft(_ text: [UInt8], _ floor: Int, _ from: Int) -> (end: Int, mark: UInt8) {
    var at = from
    var mark: UInt8 = 0
    while at > floor {
      let byte = text[at - 1]
      if byte == 0x20 {
        at -= 1
      } else if byte &- 0x61 < 26 {
        break
      } else if byte == 0x2A || byte == 0x23 || byte == 0x5E || byte == 0x7E {
        mark = byte
        at -= 1
      } else if byte == 0xA0 || byte == 0xA1, at - 3 >= floor, text[at - 2] == 0x80,
        text[at - 3] == 0xE2
      {
        mark = byte == 0xA0 ? 0x86 : 0x87
        at -= 3
      } else if byte == 0xAE, at - 2 >= floor, text[at - 2] == 0xC2 {
        // ®
        at -= 2
      } else if byte == 0xA2, at - 3 >= floor, text[at - 2] == 0x84, text[at - 3] == 0xE2 {
        // ™
        at -= 3
      } else if let note = noteStart(text, floor, at) {
        at = note
      } else {
        break
      }
    }
    return (at, mark)
  }

  private static func skipMarksRight(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var at = from
    while at < end, text[at] == 0x20 || text[at] == 0x2A || text[at] == 0x23 || text[at] == 0x5E {
      at += 1
    }
    return at
  }

  /// Reads the brackets that follow one name without text between them.
  private mutating func chain(
    _ text: [UInt8], _ lineStart: Int, _ first: Int, into names: inout NameCollection,
    _ consumedEnd: inout Int
  ) {
    let head = groups[first]
    var floor = lineStart
    if head.depth > 0 {
      // Inside another bracket: the outer one bounds the name.
      for outer in groups[..<first].reversed()
      where outer.inner <= head.open && outer.close >= head.end {
        floor = outer.inner
        break
      }
    }
    var (baseEnd, mark) = Self.skipMarksLeft(text, floor, head.open)
    guard baseEnd > floor else {
      let content = BracketContent(text, head.inner, head.close, lexicon: lexicon)
      if content.cue == .former, content.hasName {
        formerPair(text, content.nameStart, content.nameEnd, into: &names)
      }
      return
    }
    var last = UTF8Scan.scalar(text, before: baseEnd)
    if let latin = titledLatin(text, floor, baseEnd, head) {
      let content = BracketContent(text, head.inner, head.close, lexicon: lexicon)
      if content.hasName, content.nameIsHan, content.cue == .none,
        englishFirst(text, floor, latin, mark, content, evidenceEnd: head.end, into: &names) != nil
      {
        consumedEnd = max(consumedEnd, head.open + 1)
        return
      }
    }
    if Self.saysNothing(text, head, behind: last.value),
      !isMixed(text, floor, baseEnd, head)
    {
      return
    }
    // A bracket whose left neighbour is a bracket was read with that one's chain.
    var members = self.members
    self.members = []
    defer { self.members = members }
    members.removeAll(keepingCapacity: true)
    var index = first
    while index < groups.count, members.count < 5 {
      let group = groups[index]
      if group.depth == head.depth {
        if let previous = members.last,
          Self.skipMarksRight(text, groups[previous].end, group.open + 1) != group.open
        {
          break
        }
        members.append(index)
      } else if group.depth < head.depth {
        break
      }
      index += 1
    }
    // `Co., Ltd. (LLP)(3) (甲合夥)`
    if members.count > 1 {
      members.removeAll { Self.isNote(text, groups[$0].inner, groups[$0].close) }
    }
    var isHanBase =
      last.value >= 0x2E80
      && (HanText.isHan(last.value) || last.value == 0x300B || last.value == 0xFF09
        || last.value == 0x300D)
    // `“淞泰清”（…）`: the quote's last code point tells the script.
    if last.value == 0x201D || last.value == 0x300D, baseEnd - last.length > floor {
      isHanBase = HanText.isHan(UTF8Scan.scalar(text, before: baseEnd - last.length).value)
    }
    var acronym: Range<Int>?
    // `(Limited Partnership)` and （有限合夥） at the end of the name belong to it.
    while members.count > 1, let member = members.first {
      let group = groups[member]
      // `X Limited (in liquidation) (甲有限公司)`, 霍建寧先生（主席）（…）, X膠囊（商品名：Y）（…）
      if Self.isStatus(text, group.inner, group.close)
        || isHanBase && isRoleBracket(text, group.open, group.end)
        || isHanBase
          && Self.labels.contains(where: {
            ByteMatch.starts(text.span, group.inner, group.close, with: $0)
          })
      {
        members.removeFirst()
        continue
      }
      let length = group.close - group.inner
      let inside = UTF8Scan.scalar(text, at: group.inner)
      let isInner =
        isHanBase
        ? group.hasHan && !group.hasLatin && length <= 30
          && !BracketContent.isQuote(text, group.inner)
          && groups[members[1]].hasLatin && !isAcronymish(text, groups[members[1]])
        : group.hasLatin && !group.hasHan && length <= 40
          && !BracketContent.isQuote(text, group.inner) && inside.value >= 0x41
          && inside.value <= 0x5A
          && groups[members[1]].hasHan
      guard isInner else { break }
      // `Banking Ordinance (Chapter 155)`: the chapter is no part of the name.
      if !isHanBase, Self.isChapter(text, group.inner) {
        members.removeFirst()
        continue
      }
      // `National Medical Products Administration (NMPA) (國家藥品監督管理局)`
      if !isHanBase, spellsInitials(text, group.inner, group.close, before: baseEnd, floor) {
        acronym = group.inner..<group.close
        members.removeFirst()
        continue
      }
      members.removeFirst()
      mark = 0
      (baseEnd, mark) = Self.skipMarksLeft(text, group.end, groups[members[0]].open)
      baseEnd = group.end
    }
    guard !members.isEmpty else { return }
    last = UTF8Scan.scalar(text, before: baseEnd)
    let lastClass = ScalarClassTable.shared[last.value]
    let isLatinBase =
      lastClass.isLetter || lastClass == .digit || last.value == 0x2E
      || last.value == 0x29 || last.value == 0x2019 || last.value == 0x201D || last.value == 0x22
    isHanBase = isHanBase || last.value == 0xFF09
    guard isLatinBase || isHanBase else { return }
    var contents = self.contents
    self.contents = []
    defer { self.contents = contents }
    contents.removeAll(keepingCapacity: true)
    for member in members {
      contents.append(
        BracketContent(text, groups[member].inner, groups[member].close, lexicon: lexicon))
    }
    if !isHanBase { takeTails(text, &contents) }
    if isLatinBase, !isHanBase, contents.count == 1, !contents[0].nameIsHan,
      let pair = mixedHan(
        text, floor, baseEnd, mark, contents[0], evidenceEnd: groups[members[0]].end, into: &names)
    {
      consumedEnd = max(consumedEnd, groups[members[0]].open + 1)
      addShorts(text, contents[0], pair, baseEnd, floor)
      return
    }
    // The brand “Plumfield” (「梅野」): both sides are quoted.
    if contents.count == 1, last.value == 0x201D, let quote = contents[0].quotes.first,
      contents[0].quotes.count == 1, quote.isHan, contents[0].nameEnd == contents[0].nameStart,
      isQuotedBrand(text, floor, baseEnd, groups[members[0]].end)
    {
      contents[0].nameStart = quote.start
      contents[0].nameEnd = quote.end
      contents[0].nameIsHan = true
      contents[0].quotes.removeAll()
    }
    var pair: Int?
    for position in contents.indices
    where contents[position].cue == .former && contents[position].hasName {
      formerPair(
        text, contents[position].nameStart, contents[position].nameEnd, into: &names)
    }
    for position in contents.indices where contents[position].hasName {
      let content = contents[position]
      guard content.cue == .none || content.cue == .former || content.cue == .now else { continue }
      if content.cue != .none, content.nameIsHan != !isHanBase { continue }
      let group = groups[members[position]]
      if isHanBase, !content.nameIsHan {
        pair = hanFirst(
          text, floor, baseEnd, mark, content, evidenceEnd: group.end, into: &names)
      } else if !isHanBase, content.nameIsHan {
        pair =
          listed(text, floor, baseEnd, content, group, into: &names)
          ?? englishFirst(
            text, floor, baseEnd, mark, content, evidenceEnd: group.end, into: &names)
      }
      if let pair {
        markFormer(text, groups[members[members.count - 1]].end, pair, &names)
        break
      }
    }
    if pair == nil, !isHanBase, contents.count == 1, contents[0].endsInBareHan,
      let bare = contents[0].quotes.popLast()
    {
      pair = bareCounterpart(
        text, floor, baseEnd, mark, contents[0], bare, evidenceEnd: groups[members[0]].end,
        into: &names)
      if pair == nil { pair = spelledTerm(text, floor, baseEnd, contents[0], bare, into: &names) }
      if pair == nil { contents[0].quotes.append(bare) }
    }
    consumedEnd = max(consumedEnd, members.last.map { groups[$0].open + 1 } ?? -1)
    if let pair, let last = members.last {
      acronymBehind(text, groups[last].end, pair)
    }
    if let pair, let acronym {
      shorts.append(
        StatedShort(
          name: pair, text: Array(text[acronym]), isHan: false, start: acronym.lowerBound,
          end: acronym.upperBound))
    }
    for position in contents.indices {
      if let pair, contents[position].formerEnd > contents[position].formerStart {
        formers.append(
          FormerMention(
            name: pair,
            text: Array(text[contents[position].formerStart..<contents[position].formerEnd]),
            isHan: contents[position].nameIsHan))
      }
      addShorts(text, contents[position], pair, baseEnd, floor)
      if let pair, contents[position].renamedEnd > contents[position].renamedStart {
        names.modify(pair) {
          $0.enForm = .former
          $0.zhForm = .former
        }
        readOneLine(
          text, contents[position].renamedStart, contents[position].renamedEnd, into: &names)
      }
      if let pair, contents[position].cue == .now {
        names.modify(pair) {
          $0.enForm = .former
          $0.zhForm = .former
        }
      }
    }
  }

  /// The bracket behind `last` has the script of what stands before it and no other, no quotes and no
  /// cue, and no bracket follows: there is no pair and no short form, as in 公司（控股股東）.
  private static func saysNothing(
    _ text: [UInt8], _ group: BracketGroup, behind last: UInt32
  ) -> Bool {
    let bytes = text.span
    let first = bytes[group.inner]
    if last >= 0x4000, last <= 0x9FFF {
      guard !group.hasLatin, UTF8Scan.leadsIdeograph(first),
        !BracketContent.mayBeCue(text, group.inner, group.close)
      else { return false }
    } else {
      // `(National Administration, NA)`: an acronym needs no quotes.
      guard !group.hasHan, first < 0x80, first > 0x2E, bytes[group.close - 1] &- 0x41 >= 26,
        (last | 0x20) &- 0x61 < 26 || last &- 0x30 < 10 || last == 0x2E
      else { return false }
    }
    let next = skipMarksRight(text, group.end, text.count)
    return (next == text.count || text[next] != 0x28 && text[next] != 0xEF)
      && BracketContent.nextQuote(bytes, group.inner, group.close) >= group.close
  }

  /// `Mr. Sun Hongbin (“Mr. Sun”, 孫宏斌)`, `Xiaomi Corporation (“Xiaomi”, 小米集團)`: a person or a whole
  /// name behind the short form is the counterpart.
  private mutating func bareCounterpart(
    _ text: [UInt8], _ floor: Int, _ baseEnd: Int, _ mark: UInt8, _ content: BracketContent,
    _ bare: BracketContent.Quote, evidenceEnd: Int, into names: inout NameCollection
  ) -> Int? {
    han.read(text, bare.start, bare.end, lexicon.han)
    let scalars = han.scalars[...]
    // 《…》, a legal form, 集团, or a body's name that is not shortened as 国资委 is.
    let isWhole =
      scalars.first == 0x300A || lexicon.formLength(scalars) > 0
      || scalars.suffix(2).elementsEqual([0x96C6, 0x56E2])
      || scalars.count >= 7 && kinds.isBody(scalars) && !kinds.isShortBody(scalars)
      || scalars.count >= 6 && lexicon.lawHeadLength(scalars) > 0
      || scalars.count >= 5 && isAcronymOfBody(text, content, scalars)
    guard isWhole || kinds.isPerson(scalars) else { return nil }
    var whole = content
    (whole.nameStart, whole.nameEnd, whole.nameIsHan) = (bare.start, bare.end, true)
    return englishFirst(text, floor, baseEnd, mark, whole, evidenceEnd: evidenceEnd, into: &names)
  }

  /// The quoted word that ends at `end` stands behind `brand`, `game` …, or `brand` behind the bracket
  /// that ends at `close`.
  private func isQuotedBrand(
    _ text: [UInt8], _ floor: Int, _ end: Int, _ close: Int
  ) -> Bool {
    var open = end - 3
    while open > floor, end - open < 80,
      !ByteMatch.starts(text.span, open, end, with: "“")
    {
      open -= 1
    }
    let from = max(floor, open - 16)
    return Self.brandCues.contains { ByteMatch.find(text.span, from, open, $0) != nil }
      || ByteMatch.starts(text.span, close, text.count, with: " brand")
  }

  private static let brandCues: [StaticString] = [
    "brand ", "trademark ", "trade mark ", "game ", "film ", "drama ", "series ", "brands ",
  ]

  private static let labels: [StaticString] = ["商品名", "通用名", "商標名", "商标名", "化學名", "化学名"]

  /// `X (中文), now known as Y`: the name before the cue is the former one.
  private mutating func markFormer(
    _ text: [UInt8], _ from: Int, _ pair: Int, _ names: inout NameCollection
  ) {
    var at = from
    while at < text.count, text[at] == 0x20 || text[at] == 0x2C { at += 1 }
    if at + 2 < text.count, text[at] == 0xEF, text[at + 1] == 0xBC, text[at + 2] == 0x8C { at += 3 }
    guard at < text.count, Self.nowStarts.contains(text[at]) else { return }
    for cue in Self.nowCues where at + cue.count <= text.count {
      if text[at..<(at + cue.count)].elementsEqual(cue) {
        names.modify(pair) {
          $0.enForm = .former
          $0.zhForm = .former
        }
        return
      }
    }
  }

  private static let nowStarts = ByteBits(nowCues.compactMap(\.first))
  private static let nowCues = [
    "now known as", "currently known as", "now renamed", "since renamed", "現稱", "现称", "現更名為",
    "现更名为", "更名為", "更名为", "後更名",
    "现已更名", "現已更名",
  ].map { Array($0.utf8) }

  private static func isChapter(_ text: [UInt8], _ at: Int) -> Bool {
    for cue in chapterCues where at + cue.count <= text.count {
      if text[at..<(at + cue.count)].elementsEqual(cue) { return true }
    }
    return false
  }

  private static let chapterCues = ["Cap. ", "Cap ", "Chapter ", "CAP. ", "CHAPTER "].map {
    Array($0.utf8)
  }

  private func isAcronymish(_ text: [UInt8], _ group: BracketGroup) -> Bool {
    BracketContent.isQuote(text, group.inner)
  }

  /// Without blanks, marks and 「」 at the edges.
  func trimmed(_ text: [UInt8], _ start: Int, _ end: Int) -> ArraySlice<UInt8> {
    var from = start
    var to = end
    while from < to,
      text[from] == 0x20 || text[from] == 0x2A || text[from] == 0x23 || text[from] == 0x5E
    { from += 1 }
    while to > from,
      text[to - 1] == 0x20 || text[to - 1] == 0x2A || text[to - 1] == 0x23 || text[to - 1] == 0x5E
        || text[to - 1] == 0x2C
    { to -= 1 }
    return text[from..<to]
  }
}
