/// Names in the two languages that the text puts together: side by side without a bracket (`Gold Coast
/// Ferry Services Limited 金海岸渡輪服務有限公司`), by words that say so (`X Limited, whose Chinese name
/// is 甲有限公司`), in two cells of one row.
extension SingleNames {
  /// What stands between two names in two languages.
  private enum Link {
    /// Blanks, a bracket or a quote and a mark: the names may be counterparts.
    case beside(mark: UInt8, isBare: Bool)
    /// Words say that they are.
    case stated
    /// The rule between two cells.
    case cells
    /// A line end.
    case lines
    /// A comma: `X Limited, 甲有限公司, a company …`.
    case comma
  }

  /// Pairs candidates that stand together and whose parts agree, or that words put together.
  ///
  /// Complexity: O(candidates).
  mutating func pairNeighbours(_ text: [UInt8], _ order: [Int], into names: inout NameCollection) {
    for (first, second) in zip(order, order.dropFirst()) {
      let a = candidates[first]
      let b = candidates[second]
      guard a.isHan != b.isHan, a.kind == b.kind, a.confidence > 0 else { continue }
      var mark: UInt8 = 0
      var confidence = 94
      switch link(text, a.end, b.start, b.end, isHan: b.isHan) {
      case .beside(let found, let isBare):
        guard agree(text, a, b, isWhole: isBare) else { continue }
        mark = found
      case .stated: confidence = 95
      case .lines:
        guard isLine(text, b), a.isHan || b.strength > .open, agree(text, a, b, isWhole: false)
        else { continue }
      case .comma:
        guard agree(text, a, b, isWhole: false), hasBrandPart() || differsInBrand() else {
          continue
        }
      case .cells: guard isCell(text, a.start, b.end) else { continue }
      case nil:
        guard areCells(text, a, b), agree(text, a, b, isWhole: false) else { continue }
        mark = markBehind(text, a.end)
      }
      pair(first, second, text, .neighbour, confidence, mark: mark, into: &names)
    }
  }

  /// `Ms. Gary FAN 范國威, who agreed`: ideographs without an honorific right behind a person's name are
  /// paired with it where they begin with its surname.
  mutating func pairBarePersons(
    _ text: [UInt8], _ order: [Int], into names: inout NameCollection
  ) {
    for index in order
    where candidates[index].kind == .person && !candidates[index].isHan
      && candidates[index].confidence > 0
    {
      let name = candidates[index]
      let start = name.end + 1
      guard start + 6 <= text.count, text[name.end] == 0x20, text[start] >= 0xE4,
        let end = barePerson(text, start)
      else { continue }
      tokens.removeAll(keepingCapacity: true)
      tokenizer.tokenize(text, name.start, name.end, into: &tokens)
      guard tokens.contains(where: { isSurname($0.hash, han.scalars) }) else { continue }
      candidates.append(
        Candidate(
          kind: .person, start: start, end: end, isHan: true, strength: .bounded, tail: 0,
          confidence: 90))
      pair(index, candidates.count - 1, text, .neighbour, 94, into: &names)
    }
  }

  /// The word is a spelling of the surname that the ideographs begin with.
  private func isSurname(_ word: UInt64, _ scalars: [UInt32]) -> Bool {
    lexicon.parts.range(word).contains { number in
      let sense = lexicon.parts[number]
      let start = Int(sense.start)
      return sense.kind == .surname
        && lexicon.parts.scalars[start..<(start + Int(sense.count))].elementsEqual(
          scalars.prefix(Int(sense.count)))
    }
  }

  /// Adds the pair of two candidates, which say nothing more by themselves.
  mutating func pair(
    _ first: Int, _ second: Int, _ text: [UInt8], _ evidence: Name.Evidence.Kind,
    _ confidence: Int, mark: UInt8 = 0, into names: inout NameCollection
  ) {
    let a = candidates[first]
    let b = candidates[second]
    let en = a.isHan ? b : a
    let zh = a.isHan ? a : b
    candidates[first].confidence = 0
    candidates[second].confidence = 0
    names.add(
      FoundName(
        kind: a.kind, enForm: .full, zhForm: .full, en: Array(text[en.start..<en.end]),
        zh: Array(text[zh.start..<zh.end]), confidence: confidence,
        evidence: evidence == .neighbour
          ? [.init(kind: evidence, start: a.start, end: b.end)]
          : [
            .init(kind: evidence, start: a.start, end: a.end),
            .init(kind: evidence, start: b.start, end: b.end),
          ],
        enMark: a.isHan ? 0 : mark, zhMark: a.isHan ? mark : 0),
      lexicon.han)
  }

  // MARK: - Between two names

  /// What `start..<end` says of the names before and behind it; the one behind ends at `next` and is
  /// Chinese with `isHan`. Nil where anything else stands there.
  ///
  /// Complexity: O(1): 120 bytes at most.
  private func link(
    _ text: [UInt8], _ start: Int, _ end: Int, _ next: Int, isHan: Bool
  ) -> Link? {
    guard start <= end, end - start <= 120 else { return nil }
    let bytes = text.span
    var gap = Gap()
    var at = quotedBracketEnd(bytes, start, end)
    while at < end {
      let byte = bytes[at]
      if (byte | 0x20) &- 0x61 < 26 {
        let word = at
        while at < end, (bytes[at] | 0x20) &- 0x61 < 26 { at += 1 }
        guard gap.take(word: PartLexicon.hash(text[word..<at])) else { return nil }
        continue
      }
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
      if HanText.isHan(scalar.value) {
        guard gap.take(ideograph: PartLexicon.fold(scalar.value, lexicon.han)) else { return nil }
      } else {
        guard gap.take(sign: scalar.value) else { return nil }
      }
    }
    if gap.length == 1, gap.hasRule, !gap.hasWords { return .cells }
    if gap.length == 1, gap.hasBreak, !gap.hasWords { return .lines }
    if !gap.hasWords {
      if gap.length == 1, gap.isComma { return .comma }
      // Other signs list; a line that ends between them goes on in a bracket.
      return gap.isList || gap.hasBreak && !gap.hasBracket || gap.length > 4
        ? nil : .beside(mark: gap.mark, isBare: gap.length == 0)
    }
    guard !gap.hasBreak else { return nil }
    if gap.states(isHan: isHan) { return .stated }
    return !gap.hasCue && gap.isJoint && isAdopted(text, next) ? .stated : nil
  }

  /// The end of a bracket of short forms right behind a name: `X Limited (“X”) 甲有限公司`. `from` where
  /// there is none.
  private func quotedBracketEnd(
    _ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int
  ) -> Int {
    var at = from
    if at < end, bytes[at] == 0x20 { at += 1 }
    guard at < end, bytes[at] == 0x28 || ByteMatch.starts(bytes, at, end, with: "（") else {
      return from
    }
    at += bytes[at] == 0x28 ? 1 : 3
    if ByteMatch.starts(bytes, at, end, with: "the ") { at += 4 }
    guard at < end, BracketContent.isQuoteMark(UTF8Scan.scalar(bytes, at: at).value) else {
      return from
    }
    while at < end {
      if bytes[at] == 0x29 { return at + 1 }
      if ByteMatch.starts(bytes, at, end, with: "）") { return at + 3 }
      at += 1
    }
    return from
  }

  /// Behind a name: `” was adopted as its dual foreign name`, 」為本公司的雙重外文名稱.
  private func isAdopted(_ text: [UInt8], _ from: Int) -> Bool {
    var end = from
    while end < text.count, end - from < 90, text[end] != 0x2E, text[end] != 0x0A { end += 1 }
    let bytes = text.span
    if let name = ByteMatch.find(bytes, from, end, " name") {
      return ByteMatch.find(bytes, from, name, " as ") != nil
        && (ByteMatch.find(bytes, from, name, "foreign") != nil
          || ByteMatch.find(bytes, from, name, "Chinese") != nil
          || ByteMatch.find(bytes, from, name, "secondary") != nil)
    }
    return Self.adoptedNames.contains { ByteMatch.find(bytes, from, end, $0) != nil }
  }

  private static let adoptedNames: [StaticString] = [
    "外文名稱", "外文名称", "中文名稱", "中文名称", "第二名稱", "第二名称",
  ]

  /// `| X Limited | 甲有限公司 |`: nothing but rules stands around `start..<end`.
  private func isCell(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var before = start
    while before > 0, text[before - 1] == 0x20 { before -= 1 }
    var behind = end
    while behind < text.count, text[behind] == 0x20 || text[behind] == 0x2A { behind += 1 }
    return (before == 0 || text[before - 1] == 0x7C || text[before - 1] == 0x0A)
      && (behind == text.count || text[behind] == 0x7C || text[behind] == 0x0A)
  }

  /// The name is a line of its own.
  private func isLine(_ text: [UInt8], _ name: Candidate) -> Bool {
    (name.start == 0 || text[name.start - 1] == 0x0A)
      && (name.end == text.count || text[name.end] == 0x0A)
  }

  /// The names begin two cells of one row.
  private func areCells(_ text: [UInt8], _ a: Candidate, _ b: Candidate) -> Bool {
    guard b.start - a.end <= 160, b.start > a.end, text[b.start - 1] == 0x09,
      a.start == 0 || text[a.start - 1] == 0x09 || text[a.start - 1] == 0x0A
    else { return false }
    return text[a.end..<(b.start - 1)].allSatisfy { $0 != 0x09 && $0 != 0x0A }
  }

  /// The footnote mark that stands at `at`, 0 for none.
  private func markBehind(_ text: [UInt8], _ at: Int) -> UInt8 {
    text[at] == 0x2A || text[at] == 0x23 || text[at] == 0x5E ? text[at] : 0
  }

  /// Half of the ideographs, of a person all but one, stand for words of the English name; with
  /// `isWhole` the legal form counts among them.
  mutating func agree(
    _ text: [UInt8], _ a: Candidate, _ b: Candidate, isWhole: Bool
  ) -> Bool {
    let en = a.isHan ? b : a
    let zh = a.isHan ? a : b
    align(text, en, zh)
    let form = isWhole || en.kind == .person ? 0 : lexicon.formLength(han.scalars[...])
    let count = han.count - form
    let covered = aligner.used[..<count].lazy.filter { $0 }.count
    return en.kind == .person ? covered >= max(2, count - 1) : covered * 2 >= count
  }

  /// Something else than place, trade and legal form is aligned.
  private func hasBrandPart() -> Bool {
    aligner.parts.contains { part in
      part.count > 0 && !part.isForm
        && (part.isSound || part.kind != .place && part.kind != .trade && part.kind != .legalForm)
    }
  }

  /// Everything agrees but one run of words and one of ideographs, which stand for one another: the
  /// brands of `Beijing E-Hualu Information Technology Co., Ltd`, 北京易華錄信息技術股份有限公司.
  private func differsInBrand() -> Bool {
    let words = tokens.indices.filter {
      tokens[$0].kind == .capital && aligner.parts[$0].count == 0
        && !lexicon.isFormWord(tokens[$0].hash)
    }
    let ideographs = (0..<han.count).filter {
      !aligner.used[$0] && NameAligner.counts(han.scalars[$0])
    }
    guard let first = words.first, let last = words.last, let from = ideographs.first,
      let to = ideographs.last
    else { return false }
    // A trade or a place that finds no counterpart speaks against it.
    let isBrand = words.allSatisfy { word in
      !lexicon.parts.range(tokens[word].hash).contains {
        lexicon.parts[$0].kind == .trade || lexicon.parts[$0].kind == .place
      }
    }
    return isBrand && last - first == words.count - 1 && words.count <= 3
      && to - from == ideographs.count - 1 && ideographs.count <= 4
  }

  /// Aligns the words of one candidate with the ideographs of the other.
  mutating func align(_ text: [UInt8], _ en: Candidate, _ zh: Candidate) {
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, en.start, en.end, into: &tokens)
    han.read(text, zh.start, zh.end, lexicon.han)
    aligner.align(tokens, text, han, from: 0, to: han.count)
  }
}

/// The words and signs between two names, as far as they may stand there.
private struct Gap {
  /// Signs other than blanks and marks.
  var length = 0
  var mark: UInt8 = 0
  var isList = false
  var isComma = false
  var hasBreak = false
  var hasBracket = false
  var hasRule = false
  var hasWords = false
  /// `and` or `adopted`: a name that is given beside the first.
  var isJoint = false
  private var cue = Cue.none
  private var isTranslation = false
  private var endsInOf = false

  private enum Cue { case none, chinese, english, foreign }

  var hasCue: Bool { cue != .none }

  /// The words say that the name behind, a Chinese one with `isHan`, is the counterpart.
  func states(isHan: Bool) -> Bool {
    switch cue {
    case .none: false
    case .foreign: true
    // `X Limited, the English translation of 甲有限公司`.
    case .chinese: isHan || isTranslation && endsInOf
    case .english: !isHan || isTranslation && endsInOf
    }
  }

  mutating func take(word: UInt64) -> Bool {
    hasWords = true
    endsInOf = word == Self.of
    if word == Self.chinese {
      cue = .chinese
    } else if word == Self.english {
      cue = .english
    } else if Self.joints.contains(word) {
      isJoint = true
    } else if Self.translations.contains(word) {
      isTranslation = true
    } else {
      return Self.words.contains(word)
    }
    return true
  }

  mutating func take(ideograph: UInt32) -> Bool {
    hasWords = true
    switch ideograph {
    // 中 英 外
    case 0x4E2D: cue = .chinese
    case 0x82F1: cue = .english
    case 0x5916: cue = .foreign
    // 并 采
    case 0x5E76, 0x91C7: isJoint = true
    default: return Self.ideographs.contains(ideograph)
    }
    return true
  }

  mutating func take(sign: UInt32) -> Bool {
    switch sign {
    case 0x20, 0x2019, 0x27: return true
    case 0x2A, 0x23, 0x5E:
      mark = UInt8(sign)
      return true
    case 0x2C, 0xFF0C:
      isList = true
      isComma = true
    case 0x0A: hasBreak = true
    case 0x28, 0xFF08: hasBracket = true
    case 0x7C: hasRule = true
    case 0x22, 0x201C, 0x201D, 0x300C, 0x300D, 0x300E, 0x300F, 0x3A, 0xFF1A, 0x2F, 0x09: break
    case 0x29, 0xFF09: isList = true
    default: return false
    }
    length += 1
    return true
  }

  private static func hashes(_ list: String) -> KeySet {
    KeySet(list.split(separator: " ").map { PartLexicon.hash($0.utf8) })
  }

  private static let chinese = PartLexicon.hash("chinese".utf8)
  private static let english = PartLexicon.hash("english".utf8)
  private static let of = PartLexicon.hash("of".utf8)
  private static let joints = hashes("and adopt adopts adopted adopting")
  private static let translations = hashes("translation translated")
  private static let words = hashes(
    "is are as was be being of which the a company s its it with whose known called name names in "
      + "full foreign dual secondary for identification purpose purposes only also has have been "
      + "under used using official registered legal reference")
  /// 文 名 称 全 为 及 和 而 其 之 的 本 公 司 则 亦 是 双 重 纳 即 作 仅 供 识 别 以 下, folded.
  private static let ideographs: Set<UInt32> = [
    0x6587, 0x540D, 0x79F0, 0x5168, 0x4E3A, 0x53CA, 0x548C, 0x800C, 0x5176, 0x4E4B, 0x7684, 0x672C,
    0x516C, 0x53F8, 0x5219, 0x4EA6, 0x662F, 0x53CC, 0x91CD, 0x7EB3, 0x5373, 0x4F5C, 0x4EC5, 0x4F9B,
    0x8BC6, 0x522B, 0x4EE5, 0x4E0B,
  ]
}
