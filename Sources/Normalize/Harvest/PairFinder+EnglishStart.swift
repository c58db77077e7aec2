/// Where an English name before a Chinese one in brackets begins: by the parts of the Chinese name, by
/// capitals, and by what stands before names.
extension PairFinder {
  /// First token of the English name, by the parts of the Chinese name that remain uncovered.
  mutating func englishStart(_ text: [UInt8], floor: Int, tail: Int) -> Int? {
    var start = tokens.count
    // A role or determiner that the brand begins with.
    var lead = -1
    var soft = false
    var depth = 0
    var index = tokens.count - 1
    var remaining = aligner.uncovered(han, 0, han.count)
    walk: while index >= 0 {
      let token = tokens[index]
      // Inside a bracket of the name everything belongs to it: `LIMITED (THE)`.
      if token.kind == .close { depth += 1 }
      if token.kind == .open { depth -= 1 }
      if depth > 0, index > 0 {
        index -= 1
        continue
      }
      switch token.kind {
      case .open, .close:
        break
      case .comma:
        if index + 1 < tokens.count, lexicon.isFormWord(tokens[index + 1].hash) { break }
        if joinsBranch(index) { break }
        if endsPerson(before: index) { break walk }
        soft = true
        if index > 0, lexicon.isFormWord(tokens[index - 1].hash), !formRemains(before: index) {
          break walk
        }
      case .connector:
        if start == tokens.count { break walk }
        // `Lotus & Jade`: the sign joins parts of one name, unless a legal form stands before it.
        if token.hash == tokenizer.and, token.end - token.start == 1, index > 0,
          tokens[index - 1].kind == .capital, !lexicon.isFormWord(tokens[index - 1].hash),
          !isStop(tokens[index - 1], index - 1, text, floor)
        {
          break
        }
        // `Lusin and Company Limited`
        if index + 1 < tokens.count, Self.fellows.contains(tokens[index + 1].hash) { break }
        soft = true
        let isAnd = token.hash == tokenizer.and
        if isAnd, index > 0, lexicon.isFormWord(tokens[index - 1].hash), !formRemains(before: index)
        {
          break walk
        }
      case .capital:
        let isCovered = aligner.parts[index].count > 0 && !isStraySound(index)
        if isCovered, !soft || !isWeak(index) && !(index == 0 && lexicon.isEnglishStop(token.hash))
        {
          start = index
          soft = false
        } else if start < tokens.count, remaining == 0, isPossessive(token, text) {
          // `China’s National Administration`
          break walk
        } else if !soft {
          // Capitals without a break belong to one name, however its parts were translated.
          if leadsBrand(index, start, remaining) {
            lead = index
          } else if isStop(token, index, text, floor) {
            if start < tokens.count, coveredAhead(index, within: 2) { break }
            break walk
          }
          start = index
          remaining -= min(remaining, isAbbreviated(index) ? 1 : brandLength(token, text))
        } else if joinsCapitals(index, start, text) || joinsRomance(index, start) {
          start = index
          soft = false
        } else if remaining > 0, !isStop(token, index, text, floor),
          coveredAhead(index, within: 4) || joinsBrand(index)
        {
          start = index
          soft = false
          remaining -= min(remaining, brandLength(token, text))
        } else if !coveredAhead(index, within: 4) {
          break walk
        }
      case .lower:
        // Law titles have lower-case words: only between covered ones.
        if start == tokens.count || !coveredAhead(index, within: 3)
          || aligner.parts[index].count == 0
        {
          break walk
        }
        soft = true
      }
      index -= 1
    }
    guard start < tokens.count else { return nil }
    // `section 30 of the Fire Safety Ordinance`
    while start + 2 < tokens.count, isNumber(text, tokens[start]),
      tokens[start + 1].kind == .connector || tokens[start + 1].kind == .comma
    {
      start += 2
    }
    // `Article 17 of the Regulations`
    if start + 3 < tokens.count, Self.divisions.contains(tokens[start].hash),
      isNumber(text, tokens[start + 1]), tokens[start + 2].kind == .connector
    {
      start += 3
    }
    start = behindDate(start, text)
    if start + 1 < tokens.count, EnglishTokenizer.isFigure(text, tokens[start]) { start += 1 }
    guard start < tokens.count else { return nil }
    return adjusted(start, text, floor: floor, tail: tail, lead: lead)
  }

  /// The token behind a date that the stretch from `start` begins with: `Since 5 May 2023 X Limited`, `5
  /// May 2021, X & Y`, `May 5, 2021, X Limited`.
  private func behindDate(_ start: Int, _ text: [UInt8]) -> Int {
    var at = start
    var numbers = 0
    var months = 0
    while at < tokens.count, at - start < 5 {
      if tokens[at].kind == .comma {
        guard numbers > 0 else { break }
      } else if isNumber(text, tokens[at]) {
        numbers += 1
      } else if months == 0, Self.months.contains(tokens[at].hash) {
        months = 1
      } else {
        break
      }
      at += 1
    }
    let last = at > start && tokens[at - 1].kind == .comma ? at - 2 : at - 1
    guard months == 1, numbers > 0, last >= start, isNumber(text, tokens[last]),
      tokens[last].end - tokens[last].start == 4
    else { return start }
    return at
  }

  private static let months = KeySet(
    [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
      "sept", "oct", "nov", "dec",
    ].map { PartLexicon.hash($0.utf8) })

  /// `China Merchants Bank Co., Ltd., Hong Kong Branch` (招商銀行股份有限公司香港分行): the branch stands behind
  /// the comma, and what it is one of before.
  private func joinsBranch(_ index: Int) -> Bool {
    guard let last = tokens.last, Self.branches.contains(last.hash), tokens.count - index <= 6,
      index > 0,
      lexicon.isFormWord(tokens[index - 1].hash)
    else { return false }
    return tokens[..<index].suffix(12).indices.contains {
      aligner.parts[$0].count > 0 && !aligner.parts[$0].isForm
    }
  }

  static let branch = PartLexicon.hash("branch".utf8)
  private static let branches = KeySet(
    ["branch", "sub-branch", "subbranch", "office"].map { PartLexicon.hash($0.utf8) })

  private static let fellows = KeySet(
    ["company", "co", "partners", "sons", "associates", "brothers"].map {
      PartLexicon.hash($0.utf8)
    })

  /// `Mr. Wong Wai, Sunway Co., Ltd.`: an honorific and capitals end before the comma at `index`.
  private func endsPerson(before index: Int) -> Bool {
    var at = index - 1
    while at >= 0, index - at <= 6, tokens[at].kind == .capital {
      if lexicon.isHonorific(tokens[at].hash) { return at < index - 1 }
      at -= 1
    }
    return false
  }

  /// A role or determiner that the brand begins with: `Century Target Investment Limited`, `All Fame
  /// Investment Limited`. Ideographs remain, and what was taken so far is no brand, or no sentence
  /// begins with this word and a company's name.
  private func leadsBrand(_ index: Int, _ start: Int, _ remaining: Int) -> Bool {
    guard remaining > 0, start == index + 1, start < tokens.count else { return false }
    // `Party A Silver Heron Limited`, `the Contractor Silver Heron Limited`.
    if index > 0,
      lexicon.isEnglishRole(tokens[index - 1].hash) || tokens[index - 1].hash == tokenizer.the
    {
      return false
    }
    if Self.determiners.contains(tokens[index].hash) { return true }
    guard lexicon.isEnglishRole(tokens[index].hash) else { return false }
    var depth = 0
    return tokens[start...].indices.allSatisfy { at in
      if tokens[at].kind == .open { depth += 1 }
      if tokens[at].kind == .close { depth -= 1 }
      // The (Asia) of `Principal Trust Company (Asia) Limited` is no brand.
      if depth > 0 { return true }
      let part = aligner.parts[at]
      return tokens[at].kind != .capital
        || part.count > 0 && !part.isSound && part.kind != .place && part.kind != .surname
        || lexicon.isFormWord(tokens[at].hash)
    }
  }

  private static let determiners = KeySet(
    ["all", "a", "always", "an", "every", "both", "each", "most", "more", "ever"].map {
      PartLexicon.hash($0.utf8)
    })

  /// `China’s`, `Group's`.
  private func isPossessive(_ token: EnglishToken, _ text: [UInt8]) -> Bool {
    let (start, end) = (Int(token.start), Int(token.end))
    return end - start > 3 && !Self.peoples.contains(token.hash)
      && (ByteMatch.ends(text.span, start, end, with: "’s")
        || ByteMatch.ends(text.span, start, end, with: "'s"))
  }

  private func isNumber(_ text: [UInt8], _ token: EnglishToken) -> Bool {
    text[Int(token.start)..<Int(token.end)].allSatisfy { $0 &- 0x30 < 10 }
  }

  /// Divisions of a law.
  private static let divisions = KeySet(
    ["article", "section", "chapter", "rule", "part", "paragraph", "schedule", "regulation"].map {
      PartLexicon.hash($0.utf8)
    })

  /// Ideographs that a brand word stands for: about its syllables.
  private func brandLength(_ token: EnglishToken, _ text: [UInt8]) -> Int {
    var groups = 0
    var inside = false
    for byte in text[Int(token.start)..<Int(token.end)] {
      let lower = byte | 0x20
      let isVowel =
        lower == 0x61 || lower == 0x65 || lower == 0x69 || lower == 0x6F || lower == 0x75
      if isVowel, !inside { groups += 1 }
      inside = isVowel
    }
    return max(1, min(4, groups))
  }

  /// The part is one ideograph of a common word, which proves little across a comma or `and`.
  private func isWeak(_ index: Int) -> Bool {
    let part = aligner.parts[index]
    guard part.count == 1, !part.isSound, part.kind != .surname, index + 1 < tokens.count,
      tokens[index + 1].hash == tokenizer.and
    else { return false }
    // 農|工銀行: the ideograph stands right before that of the word behind `and`.
    let next = index + 2 < tokens.count ? aligner.parts[index + 2] : NameAligner.Part()
    return next.count == 0 || next.start != part.start + 1
  }

  /// `Lo, Tam & Fong`: capitals joined by `&` or a comma while ideographs remain.
  private func joinsBrand(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let next = tokens[index + 1]
    if next.kind == .comma {
      // One word before the comma, as the others of the brand: no date, no person before the name, and
      // no name of a list: `CCXI, and Shanghai Brilliance`.
      return index + 2 < tokens.count && tokens[index + 2].hash != tokenizer.and
        && (index == 0 || tokens[index - 1].kind != .capital)
        && tokens[(index + 1)...].contains { $0.hash == tokenizer.and }
    }
    return next.hash == tokenizer.and && (next.end - next.start == 1 || isAbbreviated(index))
      || next.kind == .connector && tokenizer.isParticle(next.hash)
  }

  /// An ideograph that no word covers is the first one of the word's Chinese: 農 for 農業.
  private func isAbbreviated(_ index: Int) -> Bool {
    for number in lexicon.parts.range(tokens[index].hash) {
      let sense = lexicon.parts[number]
      let first = lexicon.parts.scalars[Int(sense.start)]
      if sense.count >= 2,
        han.scalars.indices.contains(where: {
          !aligner.used[$0] && han.scalars[$0] == first
        })
      {
        return true
      }
    }
    return false
  }

  /// One ideograph that a word spells by chance, in capitals before `of` that stand for nothing else:
  /// `Kong Sze Man Simone of Wanli Asia Limited (萬利亞洲有限公司)`.
  private func isStraySound(_ index: Int) -> Bool {
    let part = aligner.parts[index]
    guard Self.isChance(part) else { return false }
    var at = index + 1
    while at < tokens.count, tokens[at].kind == .capital { at += 1 }
    guard at < tokens.count - 1, tokens[at].hash == tokenizer.of else { return false }
    let capitals = tokens[..<at].lastIndex { $0.kind != .capital }.map { $0 + 1 } ?? 0
    // `Association of Lau's Clansmen of Hai Lu`
    if capitals > 0, tokens[capitals - 1].hash == tokenizer.of { return false }
    // One word stands for nothing, and none for more than one ideograph.
    return lexicon.formLength(han.scalars[...]) > 2
      && (capitals..<at).contains { aligner.parts[$0].count == 0 }
      && (capitals..<at).allSatisfy {
        aligner.parts[$0].count == 0 || Self.isChance(aligner.parts[$0])
      }
  }

  private static func isChance(_ part: NameAligner.Part) -> Bool {
    part.count == 1 && (part.isSound || part.kind == .surname || part.kind == .word)
  }

  private func coveredAhead(_ index: Int, within count: Int) -> Bool {
    var at = index - 1
    var words = 0
    while at >= 0, words < count {
      if tokens[at].kind == .comma { return false }
      if tokens[at].kind == .lower { return false }
      if tokens[at].isWord {
        if tokens[at].kind == .capital, aligner.parts[at].count > 0, !aligner.parts[at].isForm,
          !isStraySound(at)
        {
          return true
        }
        words += 1
      }
      at -= 1
    }
    return false
  }

  /// A legal form of the Chinese name is aligned with a token before `index`.
  private func formRemains(before index: Int) -> Bool {
    for part in aligner.parts[..<index] where part.count > 0 && part.isForm { return true }
    return false
  }

  /// `1 AND 1 ENGINEERING`: a name in capitals inside a sentence that is not.
  private func joinsCapitals(_ index: Int, _ start: Int, _ text: [UInt8]) -> Bool {
    guard start < tokens.count, index + 1 < tokens.count, tokens[index + 1].kind == .connector,
      isInCapitals(tokens[index + 1], text), isInCapitals(tokens[start], text)
    else { return false }
    let word = text[Int(tokens[index].start)..<Int(tokens[index].end)]
    return word.allSatisfy { $0 < 0x61 || $0 > 0x7A } && hasLowerCase(before: index, text)
  }

  private func isInCapitals(_ token: EnglishToken, _ text: [UInt8]) -> Bool {
    text[Int(token.start)..<Int(token.end)].allSatisfy { $0 < 0x61 || $0 > 0x7A }
  }

  /// The text around is in mixed case, so that capitals mark the name.
  private func hasLowerCase(before index: Int, _ text: [UInt8]) -> Bool {
    let end = Int(tokens[tokens.count - 1].end)
    if tokens[..<index].contains(where: {
      $0.kind == .lower || $0.kind == .connector && !isInCapitals($0, text)
    }) {
      return true
    }
    return text[end..<min(text.count, end + 160)].lazy.filter { $0 >= 0x61 && $0 <= 0x7A }.count
      > 20
  }

  /// A function word or role that only its place capitalises.
  private func isStop(_ token: EnglishToken, _ index: Int, _ text: [UInt8], _ floor: Int) -> Bool {
    // `Restaurants & Related Caterers`
    if index > 1, tokens[index - 1].hash == tokenizer.and,
      tokens[index - 1].end - tokens[index - 1].start == 1, tokens[index - 2].kind == .capital
    {
      return false
    }
    // In a name that is set in capitals every word belongs to it.
    if index + 1 < tokens.count, isInCapitals(token, text), isInCapitals(tokens[index + 1], text),
      hasLowerCase(before: index, text)
    {
      return false
    }
    // The last word is the head: `QRST Huaming Partners`.
    if lexicon.isEnglishRole(token.hash) { return index < tokens.count - 1 || index == 0 }
    guard lexicon.isEnglishStop(token.hash) || token.hash == tokenizer.the else { return false }
    // Inside a sentence a function word has a capital only where it belongs to a name.
    return index == 0 || tokens[index - 1].kind == .comma || token.hash == tokenizer.the
  }

  /// Drops a leading function word, takes a leading `The` inside a sentence.
  private func adjusted(
    _ from: Int, _ text: [UInt8], floor: Int, tail: Int, lead: Int
  ) -> Int {
    var start = from
    while start < tokens.count - 1, start != lead,
      tokens[start].kind != .capital
        || aligner.parts[start].count == 0 && isStop(tokens[start], start, text, floor)
        || isStrayTrade(start)
    {
      start += 1
    }
    // `the PRC Foreign Investment Law (外商投資法)`: no ideograph is left for the state.
    if start + 2 < tokens.count, Self.englishStates.contains(tokens[start].hash),
      aligner.parts[start].count == 0, tokens[start + 1].kind == .capital,
      start > 0, tokens[start - 1].hash == tokenizer.the, han.scalars[0] != 0x4E2D,
      tokens.last.map({ lexicon.isLawHead($0.hash) }) ?? false
    {
      start += 1
    }
    start = behindOffice(start)
    // `Dr. Ho Man Fai of the Second Hospital`
    if lexicon.isHonorific(tokens[start].hash),
      let joint = tokens[start...].prefix(6).firstIndex(where: { $0.kind == .connector }),
      joint + 1 < tokens.count,
      tokens[(start + 1)..<joint].allSatisfy({ $0.kind == .capital }),
      (start..<joint).allSatisfy({ aligner.parts[$0].count == 0 || aligner.parts[$0].isSound }),
      let next = tokens[(joint + 1)...].firstIndex(where: { $0.kind == .capital })
    {
      start = next
    }
    // A bracket that opens before the name closes inside it: the brand stands before the bracket.
    var depth = 0
    for token in tokens[start...] {
      if token.kind == .open { depth += 1 }
      if token.kind == .close { depth -= 1 }
      if depth < 0 { break }
    }
    if depth < 0, let open = tokens[..<start].lastIndex(where: { $0.kind == .open }), open > 0 {
      start = open
      while start > 0, tokens[start - 1].kind == .capital,
        !lexicon.isEnglishStop(tokens[start - 1].hash),
        !lexicon.isEnglishRole(tokens[start - 1].hash),
        open - start < 3
      {
        start -= 1
      }
      if tokens[start].kind == .open { start += 1 }
    }
    if start > 0, tokens[start - 1].hash == tokenizer.the, tokens[start - 1].kind == .capital,
      isInside(text, start - 1, floor: floor, tail: tail)
    {
      start -= 1
    }
    return start
  }

  /// The token stands inside a sentence, behind a label or in a cell, or begins a line that is the name
  /// and nothing else and whose last bracket ends at `tail`: its capital is its own.
  private func isInside(_ text: [UInt8], _ index: Int, floor: Int, tail: Int) -> Bool {
    if index > 0 {
      let before = tokens[index - 1]
      return before.isWord || before.kind == .comma || before.kind == .close
    }
    let begun = Int(tokens[0].start)
    if begun > floor + 1, text[begun - 1] == 0x20 {
      let before = text[begun - 2]
      if before &- 0x61 < 26 || before == 0x3A || before == 0x3B || before == 0x29 { return true }
    }
    return begun > 0 && text[begun - 1] == 0x09 || isCellEnd(text, tail)
  }

  /// Nothing of a sentence stands behind a name that ends at `from`: marks, a bracket, the end of the
  /// line, of the cell or of the item.
  private func isCellEnd(_ text: [UInt8], _ from: Int) -> Bool {
    var at = from
    while at < text.count {
      switch text[at] {
      case 0x20, 0x2A, 0x23, 0x5E: at += 1
      case 0x28:
        guard let close = text[at...].prefix(120).firstIndex(of: 0x29) else { return false }
        at = close + 1
      default: return text[at] == 0x0A || text[at] == 0x09 || text[at] == 0x3B || text[at] == 0x7C
      }
    }
    return true
  }

  /// A trade that the Chinese name has not, behind `the`: `the Bank BYD Company Limited`.
  private func isStrayTrade(_ index: Int) -> Bool {
    guard index > 0, index + 1 < tokens.count, tokens[index - 1].hash == tokenizer.the,
      tokens[index - 1].kind == .connector, tokens[index + 1].kind == .capital,
      aligner.parts[index].count == 0
    else { return false }
    // `the Infrastructure Development Office`: trades alone are a name.
    return isTrade(index)
      && tokens[(index + 1)...].indices.contains {
        tokens[$0].kind == .capital && !isTrade($0) && !lexicon.isFormWord(tokens[$0].hash)
      }
  }

  private func isTrade(_ index: Int) -> Bool {
    lexicon.parts.range(tokens[index].hash).contains {
      lexicon.parts[$0].kind == .trade || lexicon.parts[$0].kind == .body
    }
  }
}
