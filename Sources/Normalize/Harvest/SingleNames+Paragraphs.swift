/// Names of a paragraph and of its translation right below it.
///
/// Where each paragraph of one language is followed by the same in the other, what is left without a
/// counterpart on both sides corresponds, in its order: also names whose parts say nothing of one
/// another (Crowther Lai CPA Limited, 高樂賢會計師事務所有限公司).
extension SingleNames {
  /// Pairs the names of paragraphs and of those below them. Complexity: O(candidates + their lines).
  mutating func pairParagraphs(
    _ text: [UInt8], _ lines: [Structure.Line], _ order: [Int], into names: inout NameCollection
  ) {
    guard hasOpenNeighbours(text, lines, order, names) else { return }
    let pieces = Self.pieces(text, lines)
    var groups: [(line: Int, members: [Int])] = []
    var line = 0
    for index in order {
      while line < pieces.count, pieces[line].end <= candidates[index].start { line += 1 }
      guard line < pieces.count else { break }
      guard pieces[line].start <= candidates[index].start else { continue }
      if groups.last?.line == line {
        groups[groups.count - 1].members.append(index)
      } else {
        groups.append((line, [index]))
      }
    }
    let neighbours = zip(groups, groups.dropFirst()).filter { $1.line == $0.line + 1 }
    guard !neighbours.isEmpty,
      let isEnglishFirst = languageOrder(
        text, neighbours.prefix(24).map { (pieces[$0.line], pieces[$1.line]) })
        ?? languageOrder(text, Array(zip(pieces, pieces.dropFirst()).prefix(80)))
    else { return }
    for (upper, lower) in neighbours
    where Self.isHan(text, pieces[upper.line]) == !isEnglishFirst
      && Self.isHan(text, pieces[lower.line]) == isEnglishFirst
      && Self.maySaySame(text, pieces[upper.line], pieces[lower.line])
    {
      for kind in [Name.Kind.organization, .person] {
        let first = open(text, upper.members, kind, isHan: !isEnglishFirst, names)
        let second = open(text, lower.members, kind, isHan: isEnglishFirst, names)
        guard first.open.count == second.open.count, first.open.count <= Self.most else {
          pairMarked(text, first.open, second.open, into: &names)
          continue
        }
        let places = Array(zip(first.open, second.open))
        let isSure =
          places.count == 1
          && (kind == .person
            ? first.paired > 1 && first.paired == second.paired
            : Self.sharesFigure(text, pieces[upper.line], pieces[lower.line]))
        guard places.allSatisfy({ agrees(text, $0, $1, isSure: isSure) }) else {
          pairMarked(text, first.open, second.open, into: &names)
          continue
        }
        for (a, b) in places {
          pair(isEnglishFirst ? a : b, isEnglishFirst ? b : a, text, .parallel, 92, into: &names)
        }
      }
    }
  }

  /// Pairs, of names whose order or number differs in the two languages, those that agree with one name of
  /// the other language and no more. Complexity: O(names of one paragraph × names of the other).
  private mutating func pairMarked(
    _ text: [UInt8], _ first: [Int], _ second: [Int], into names: inout NameCollection
  ) {
    guard !first.isEmpty, !second.isEmpty, first.count <= 12, second.count <= 12 else { return }
    var partners = [[Int]](repeating: [], count: first.count)
    for (place, a) in first.enumerated() {
      for b in second where agrees(text, a, b, isSure: false) && aligner.isCovered(2) {
        partners[place].append(b)
      }
    }
    for (place, found) in partners.enumerated() where found.count == 1 {
      guard partners.lazy.filter({ $0.contains(found[0]) }).count == 1 else { continue }
      pair(first[place], found[0], text, .parallel, 92, into: &names)
    }
  }

  /// Names without a counterpart in both languages stand in one line or in two that follow one another.
  ///
  /// Complexity: O(candidates + lines).
  private func hasOpenNeighbours(
    _ text: [UInt8], _ lines: [Structure.Line], _ order: [Int], _ names: NameCollection
  ) -> Bool {
    var line = 0
    var (latin, han) = (-2, -2)
    for index in order
    where candidates[index].confidence > 0
      && (candidates[index].kind == .organization || candidates[index].kind == .person)
    {
      let candidate = candidates[index]
      while line < lines.count, lines[line].end <= candidate.start { line += 1 }
      if candidate.isHan { han = line } else { latin = line }
      guard abs(han - latin) <= 1, han >= 0, latin >= 0 else { continue }
      let key =
        candidate.isHan
        ? NameCollection.hanKey(text, candidate.start, candidate.end, lexicon.han)
        : NameCollection.englishKey(text[candidate.start..<candidate.end])
      if !names.isPaired(key, isHan: candidate.isHan) { return true }
    }
    return false
  }

  /// A paragraph, or the part of one that is in one language.
  private struct Piece {
    var start: Int
    var end: Int
  }

  /// The paragraphs without the number of an item; `… its fee. 續聘…` in two. Rows of tables are none.
  private static func pieces(_ text: [UInt8], _ lines: [Structure.Line]) -> [Piece] {
    let bytes = text.span
    var result: [Piece] = []
    for line in lines {
      var start = line.start
      if line.isRow {
        let cell = ByteScan.first(0x09, bytes, start, line.end)
        guard cell - start <= 8, ByteScan.first(0x09, bytes, cell + 1, line.end) == line.end else {
          continue
        }
        start = cell + 1
      }
      guard start < line.end else { continue }
      if bytes[start] < 0x80, let change = change(bytes, start, line.end) {
        result.append(Piece(start: start, end: change))
        start = change
      }
      result.append(Piece(start: start, end: line.end))
    }
    return result
  }

  /// The first ideograph behind the end of an English sentence.
  private static func change(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var at = start + 30
    while at < end {
      at = ByteScan.skip(bytes, at, end + ByteScan.width) {
        $0 .>= ByteScan.Lanes(repeating: 0xE4)
      }
      while at < end, bytes[at] < 0xE4 { at += 1 }
      guard at < end else { return nil }
      if bytes[at - 1] == 0x20, bytes[at - 2] == 0x2E || bytes[at - 2] == 0x3B { return at }
      at += 3
    }
    return nil
  }

  /// Names of one kind that are paired by their order at most.
  private static let most = 4

  /// Those of `members` that have no counterpart, each name once, and how many others have one.
  private mutating func open(
    _ text: [UInt8], _ members: [Int], _ kind: Name.Kind, isHan: Bool, _ names: NameCollection
  ) -> (open: [Int], paired: Int) {
    var result: [Int] = []
    var keys: [UInt64] = []
    var paired = 0
    for index in members where candidates[index].kind == kind && candidates[index].isHan == isHan {
      let candidate = candidates[index]
      let key =
        isHan
        ? NameCollection.hanKey(text, candidate.start, candidate.end, lexicon.han)
        : NameCollection.englishKey(text[candidate.start..<candidate.end])
      guard !keys.contains(key), !listed.contains(key) else { continue }
      keys.append(key)
      if names.isPaired(key, isHan: isHan) {
        paired += 1
      } else if candidate.confidence > 0 {
        result.append(index)
      }
    }
    return (result, paired)
  }

  /// A part of one name stands for a part of the other, more than the legal form; of a person two
  /// syllables, or the surname. Where it is sure otherwise, one word may say something else.
  private mutating func agrees(
    _ text: [UInt8], _ a: Int, _ b: Int, isSure: Bool
  ) -> Bool {
    let (en, zh) = candidates[a].isHan ? (b, a) : (a, b)
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, candidates[en].start, candidates[en].end, into: &tokens)
    han.read(text, candidates[zh].start, candidates[zh].end, lexicon.han)
    guard !tokens.isEmpty, tokens.count <= 20, han.count <= 40 else { return false }
    aligner.align(tokens, text, han, from: 0, to: han.count)
    if candidates[en].kind == .person {
      let covered = aligner.used.lazy.filter { $0 }.count
      return isSure || covered >= 2 || covered == 1 && aligner.used[0]
    }
    let form = lexicon.formLength(han.scalars[...])
    guard form >= 2, tokens.contains(where: { lexicon.isFormWord($0.hash) }) else {
      // Bodies: three in five ideographs have their words, the head among them.
      let covered = aligner.used.lazy.filter { $0 }.count
      return form < 2 && covered >= 4 && 5 * covered >= 3 * han.count && aligner.used[han.count - 1]
    }
    // 會計師事務所有限公司: only 有限公司 says nothing.
    let body = han.count - min(form, han.scalars.suffix(4).elementsEqual(Self.limited) ? 4 : form)
    if aligner.used.prefix(body).lazy.filter({ $0 }).count >= 2 { return true }
    var others = 0
    for (token, part) in zip(tokens, aligner.parts)
    where part.count == 0 && token.kind == .capital && !lexicon.isFormWord(token.hash) {
      let senses = lexicon.parts.senses(token.hash)
      if senses.contains(where: { $0.kind == .trade || $0.kind == .place }) { others += 1 }
    }
    return isSure && others <= 1
  }

  /// 有限公司
  private static let limited: [UInt32] = [0x6709, 0x9650, 0x516C, 0x53F8]

  /// Both lines have a number of three digits and more.
  private static func sharesFigure(
    _ text: [UInt8], _ upper: Piece, _ lower: Piece
  ) -> Bool {
    let figures = figures(text, upper).filter { $0 >= 100 }
    return !figures.isEmpty && self.figures(text, lower).contains { figures.contains($0) }
  }

  /// Whether English stands above Chinese in the paragraphs that say the same figures; nil where no
  /// two do so, or as many one way as the other. Complexity: O(lines), each of 2,000 bytes at most.
  private func languageOrder(_ text: [UInt8], _ lines: [(Piece, Piece)]) -> Bool? {
    var englishFirst = 0
    var chineseFirst = 0
    for (upper, lower) in lines {
      let isHan = Self.isHan(text, upper)
      guard isHan != Self.isHan(text, lower), Self.areOfOneLength(upper, lower) else { continue }
      let chinese = Self.figures(text, isHan ? upper : lower)
      guard chinese.contains(where: { $0 >= 10 }),
        Self.areSaid(chinese, text, isHan ? lower : upper)
      else { continue }
      if isHan { chineseFirst += 1 } else { englishFirst += 1 }
    }
    guard englishFirst != chineseFirst else { return nil }
    return englishFirst > chineseFirst
  }

  /// More of the line's bytes are those of ideographs than of Latin letters.
  private static func isHan(_ text: [UInt8], _ line: Piece) -> Bool {
    let end = min(line.end, line.start + 120)
    return 2 * ByteScan.high(text.span, line.start, end) > end - line.start
  }

  /// Two lines of about one length whose figures do not contradict one another.
  private static func maySaySame(
    _ text: [UInt8], _ upper: Piece, _ lower: Piece
  ) -> Bool {
    guard areOfOneLength(upper, lower) else { return false }
    let isHan = isHan(text, upper)
    guard isHan != self.isHan(text, lower) else { return false }
    return areSaid(figures(text, isHan ? upper : lower), text, isHan ? lower : upper)
  }

  private static func areOfOneLength(_ upper: Piece, _ lower: Piece) -> Bool {
    let (a, b) = (upper.end - upper.start, lower.end - lower.start)
    return min(a, b) >= 30 && a <= 4 * b && b <= 4 * a
  }

  /// Every one of the Chinese line's figures stands in the English one. Months and small numbers are words
  /// there.
  private static func areSaid(_ chinese: [Int], _ text: [UInt8], _ english: Piece) -> Bool {
    guard chinese.contains(where: { $0 >= 13 }) else { return true }
    let said = figures(text, english)
    return chinese.allSatisfy { $0 < 13 || said.contains($0) }
  }

  /// The numbers of a line that are written in digits, the first thirty.
  private static func figures(_ text: [UInt8], _ line: Piece) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(8)
    let bytes = text.span
    var at = line.start
    let end = min(line.end, line.start + 2_000)
    while at < end, result.count < 30 {
      at = ByteScan.skip(bytes, at, end) {
        ($0 &- ByteScan.Lanes(repeating: 0x30)) .< ByteScan.Lanes(repeating: 10)
      }
      while at < end, bytes[at] &- 0x30 >= 10 { at += 1 }
      guard at < end else { break }
      var value = 0
      while at < end, text[at] &- 0x30 < 10 {
        value = min(value * 10 + Int(text[at] &- 0x30), 1 << 40)
        at += 1
      }
      // `13.5億` is 1.35 billion: its digits say nothing in the other language.
      if isMyriad(text, at, end)
        || at + 1 < end && text[at] == 0x2E && text[at + 1] &- 0x30 < 10
          && isMyriad(text, digitsEnd(text, at + 1, end), end)
      {
        at = text[at] == 0x2E ? digitsEnd(text, at + 1, end) : at
        continue
      }
      result.append(value)
    }
    return result
  }

  private static func digitsEnd(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var at = from
    while at < end, text[at] &- 0x30 < 10 { at += 1 }
    return at
  }

  /// 億 or 萬 stands at `at`.
  private static func isMyriad(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    guard at + 3 <= end, text[at] >= 0xE4 else { return false }
    return myriads.contains { ByteMatch.starts(text.span, at, end, with: $0) }
  }

  private static let myriads: [StaticString] = ["億", "亿", "萬", "万"]
}
