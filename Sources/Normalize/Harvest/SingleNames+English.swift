/// English organizations by their legal form or head, laws by theirs.
extension SingleNames {
  /// Reads the capitalised word at `at`. Returns where to go on.
  mutating func capitalised(
    _ text: [UInt8], _ floor: Int, _ at: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    let bytes = text.span
    var stop = wordEnd(bytes, at + 1, end)
    if stop - at == 1, at > floor + 1, bytes[at - 1] == 0x20, stop < end,
      bytes[stop] | 1 == 0x2F,
      let last = follows(text, at, end, Self.dottedForms)
    {
      return english(text, floor, at, last, .form, names)
    }
    if stop - at >= 2, bytes[at + 1] &- 0x41 < 26, stop - at <= 7, stop + 2 < end,
      bytes[stop] == 0x20, bytes[stop + 2] &- 0x61 < 26
    {
      let next = capitalSurname(text, at, stop, end, names)
      if next > stop { return next }
    }
    guard stop - at <= 14, headLengths[Int(letterNumber(bytes, at))] >> UInt16(stop - at) & 1 != 0,
      at == floor || !EnglishTokenizer.isWordByte(bytes[at - 1])
    else { return stop }
    var hash = PartLexicon.seed
    for index in at..<stop { hash = PartLexicon.extend(hash, bytes[index] | 0x20) }
    guard let head = heads[hash].flatMap(Head.init), !isPaired(at, stop) else { return stop }
    switch head {
    case .honorific: return englishPerson(text, at, stop, end, names)
    case .persons:
      // `Messrs. A and B`
      if bytes[at] == 0x4D {
        if stop < end, bytes[stop] == 0x2E { stop += 1 }
        guard stop + 1 < end, bytes[stop] == 0x20 else { return stop }
        return englishList(text, stop + 1, end, isSure: true, names)
      }
      return englishPersons(text, stop, end, names)
    case .form:
      guard at > floor + 1, bytes[at - 1] == 0x20 || bytes[at - 1] == 0x2C else { return stop }
      // `Limited Partnership`, `(Limited Partnership)`, `Limited Liability Company`.
      if let longer = follows(text, stop, end, Self.longerForms) { stop = longer }
      if goesOn(text, stop, end) { return stop }
      // `Ltd.`, not the full stop behind `Limited`.
      if stop < end, bytes[stop] == 0x2E, isAbbreviation(text, at, stop) { stop += 1 }
      let last = branchEnd(text, stop, end) ?? placeEnd(text, at, stop, end) ?? stop
      return english(text, floor, at, last, .form, names)
    case .body, .law, .common, .weak:
      if let of = follows(text, stop, end, head == .law ? Self.aboutWords : Self.ofWords), of < end,
        bytes[of] &- 0x41 < 26
      {
        // `Bank of China`, `Law of the People's Republic of China on Foreign Investment`.
        stop = ofTail(text, of, end)
      }
      if head == .law, let year = yearEnd(text, stop, end) { stop = year }
      if head != .law, let longer = follows(text, stop, end, Self.partnerships) { stop = longer }
      if goesOn(text, stop, end) { return stop }
      return english(text, floor, at, stop, head, names)
    }
  }

  /// The place of a capital letter in the alphabet.
  @inline(__always)
  private func letterNumber(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt8 {
    min(25, bytes[at] &- 0x41)
  }

  private static let longerForms = [
    " Partnership", " Liability Partnership", " Liability Company", " PARTNERSHIP",
    " LIABILITY COMPANY", " (Limited Partnership)", " (THE)", " (The)",
  ].map { Array($0.utf8) }
  private static let partnerships = [
    " (Special General Partnership)", " (Limited Partnership)", " (LLP)", " (L.P.)", " (LP)",
  ].map { Array($0.utf8) }
  private static let ofWords = [" of the ", " of "].map { Array($0.utf8) }
  private static let aboutWords = [
    " of the People’s Republic of China on ", " of the People's Republic of China on ",
    " of the PRC on ",
    " of the ", " of ", " on the ", " on ", " for the ", " for ", " Governing the ", " Governing ",
  ].map { Array($0.utf8) }

  /// The end of the capitalised words from `at` on. Behind `and` another name may begin: only words
  /// without a head of their own are taken there.
  private func ofTail(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var at = from
    var stop = from
    var beforeAnd: Int?
    var words = 0
    while at < end, words < 9, text[at] &- 0x41 < 26 {
      var hash = PartLexicon.seed
      while at < end,
        (text[at] | 0x20) &- 0x61 < 26 || text[at] == 0x2D || text[at] == 0x27
          || text[at] >= 0x80 && isLetter(text, at)
      {
        hash = PartLexicon.extend(hash, text[at] | 0x20)
        at += 1
      }
      if let before = beforeAnd, heads[hash] != nil { return before }
      stop = at
      words += 1
      guard at < end, text[at] == 0x20 else { break }
      if let joined = follows(text, at, end, Self.joints), joined < end, text[joined] &- 0x41 < 26 {
        // `Electronics and Information of Northern University`: one name goes on behind `of`.
        if text[at + 1] == 0x6F { beforeAnd = nil }
        if text[at + 1] == 0x61, beforeAnd == nil { beforeAnd = at }
        at = joined
      } else {
        at += 1
      }
    }
    return stop
  }

  /// A letter beyond ASCII or an apostrophe, no closing quote; true inside one.
  private func isLetter(_ text: [UInt8], _ at: Int) -> Bool {
    if text[at] & 0xC0 == 0x80 { return true }
    let scalar = UTF8Scan.scalar(text, at: at).value
    return scalar == 0x2019 || ScalarClassTable.shared[scalar].isLetter
  }

  private static let joints = [" and ", " of the ", " of ", " for "].map { Array($0.utf8) }

  /// The name whose head begins at `headStart` and which ends at `end`. Returns where to go on.
  private mutating func english(
    _ text: [UInt8], _ floor: Int, _ headStart: Int, _ end: Int, _ head: Head,
    _ names: NameCollection
  ) -> Int {
    // Where the head makes no name, what stands behind it may be one still.
    var headEnd = headStart
    while headEnd < end, (text[headEnd] | 0x20) &- 0x61 < 26 { headEnd += 1 }
    let blanks = text[headStart..<end].lazy.filter { $0 == 0x20 }.count
    // `Bank of China` has its name behind the head.
    let hasTail = head == .body && blanks > 0 || head == .law && blanks >= 3
    if !hasTail, followsSmallWord(text, floor, headStart) { return headEnd }
    let limit = tokenizer.leftLimit(text, from: max(floor, headStart - 120), to: headStart)
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, limit, headStart, into: &tokens)
    var start = tokens.count
    var index = tokens.count - 1
    while index >= 0 {
      let token = tokens[index]
      if token.kind == .capital {
        if token.hash == tokenizer.the { break }
        start = index
      } else if token.kind == .comma {
        // Only `Co., Ltd.`, `Lam & Company, Limited` and `X, Inc.` hold a comma.
        guard head == .form, start == tokens.count else { break }
      } else if token.kind == .connector {
        // `of` joins; `and` only where no legal form stands before it.
        // `Chiu & Partners`: the sign stands right before the head.
        guard index > 0, tokens[index - 1].kind == .capital,
          start < tokens.count || isAmpersand(token),
          !lexicon.isFormWord(tokens[index - 1].hash), tokens.count - index <= 8,
          token.hash == tokenizer.and
            && (isAmpersand(token) || !isOutside(tokens[index - 1]) && !endsBody(before: index))
            || token.hash == tokenizer.of && !isOutside(tokens[index - 1])
              && !Self.sakes.contains(tokens[index - 1].hash)
              && (head != .body || Self.orders.contains(tokens[index - 1].hash))
        else { break }
      } else if token.kind == .close, start < tokens.count || head == .law,
        let open = tokens[..<index].lastIndex(where: { $0.kind == .open }), index - open <= 8
      {
        // `Companies (Winding Up and Miscellaneous Provisions) Ordinance`
        if open > 0, tokens[open - 1].kind == .capital { index = open }
      } else if token.kind == .lower {
        break
      }
      index -= 1
    }
    start = peeled(text, start, isFollowedByComma: end < text.count && text[end] == 0x2C)
    // `a fellow of The Institute`: inside a sentence the capital is the name's own.
    if start > 1, start < tokens.count, tokens[start].kind == .capital,
      tokens[start - 1].hash == tokenizer.the, tokens[start - 1].kind == .capital,
      tokens[start - 2].kind == .lower || tokens[start - 2].kind == .connector
    {
      start -= 1
    }
    let words = tokens[start...].lazy.filter { $0.kind == .capital }.count
    let isHeadFirst = start == tokens.count
    let from = isHeadFirst ? headStart : Int(tokens[start].start)
    switch head {
    case .form:
      guard words > 1 || words == 1 && !isForm(tokens[start]), !isRest(from: start) else {
        return headEnd
      }
    case .body:
      guard words >= (hasTail ? 0 : 2) || words == 1 && isCollege(text, headStart, from: start)
      else { return headEnd }
    case .law:
      // `SEHK Stock Code`
      if let last = tokens.last, Self.numberedBy.contains(last.hash) { return headEnd }
      guard words >= (hasTail ? 0 : 2) else { return headEnd }
    case .common where words == 1 && tokens.last.map(isAmpersand) ?? false: break
    case .common:
      // The Project Company, Joint Venture Company: three words make a name.
      guard words >= (text[headStart] == 0x43 && text[headStart + 2] == 0x6D ? 3 : 2) else {
        return headEnd
      }
    case .weak:
      guard words >= 2, tokens[start...].contains(where: { $0.kind == .capital && !isGeneric($0) })
      else { return headEnd }
    case .honorific, .persons: return headEnd
    }
    // `FORMATION OF JOINT VENTURE COMPANY`
    if let of = tokens[start...].lastIndex(where: { $0.hash == tokenizer.of }),
      lexicon.isRole(text[(Int(tokens[of].end) + 1)..<end])
    {
      return end
    }
    guard end - from >= 5, !isPaired(from, end), !lexicon.isRole(text[from..<end]),
      !isWordBefore(text, floor, from)
    else { return end }
    let key = NameCollection.englishKey(text[from..<end])
    guard names.index(englishKey: key) == nil else { return end }
    candidates.append(
      Candidate(
        kind: head == .law ? .law : .organization, start: from, end: end, isHan: false,
        strength: .bounded, tail: 0, confidence: head == .form ? 95 : 92, key: key))
    return end
  }

  /// A word in small letters stands right before the head, `the Company`: no name reaches over it.
  private func followsSmallWord(_ text: [UInt8], _ floor: Int, _ headStart: Int) -> Bool {
    let bytes = text.span
    let end = headStart - 1
    guard end > floor, bytes[end] == 0x20 else { return false }
    let least = max(floor, end - 40)
    var at = end
    while at > least, bytes[at - 1] &- 0x61 < 26 { at &-= 1 }
    return at < end && at > least && bytes[at - 1] == 0x20
  }

  /// Drops what stands before the name in capitals: roles, honorifics with their persons, function
  /// words at the begin of a sentence.
  private func peeled(_ text: [UInt8], _ from: Int, isFollowedByComma: Bool) -> Int {
    var start = from
    // `Adviser to the Independent Board Committee X Limited`
    if let board = tokens[start...].firstIndex(where: { $0.hash == Self.board }),
      board + 2 < tokens.count, tokens[board + 1].hash == Self.committee
    {
      start = board + 2
    }
    // `Mr. Wong Kwok Keung of RSM Advisory Limited`.
    if let title = tokens[start...].lastIndex(where: {
      heads[$0.hash] == Head.honorific.rawValue
    }) {
      // `… of RSM Advisory Limited`, `… and Fast Gain Limited`.
      guard
        let joint = tokens[title...].firstIndex(where: {
          $0.hash == tokenizer.of || $0.hash == tokenizer.and && !isAmpersand($0)
        })
      else { return tokens.count }
      start = joint + 1
    }
    while start < tokens.count {
      let token = tokens[start]
      if token.kind != .capital || EnglishTokenizer.isFigure(text, token) {
        start += 1
        continue
      }
      guard isOutside(token), !isInCapitals(text, start), !isInSentence(start) else { break }
      // `Companies (Winding Up …) Ordinance`.
      if start + 1 < tokens.count, tokens[start + 1].kind == .open { break }
      // `On Time Logistics Limited is dormant`: at the begin of a sentence it may be the name's.
      if lexicon.isEnglishStop(token.hash), !isFollowedByComma, token.end - token.start <= 3,
        Self.nameLeads.contains(token.hash), start + 1 < tokens.count,
        tokens[start + 1].kind == .capital, !isForm(tokens[start + 1])
      {
        break
      }
      start += 1
    }
    return start
  }

  private static let board = PartLexicon.hash("board".utf8)
  private static let committee = PartLexicon.hash("committee".utf8)

  /// A function word that has its capital inside a sentence: `the buyer is Always Fine Industries Limited`.
  private func isInSentence(_ index: Int) -> Bool {
    let token = tokens[index]
    return index > 0 && tokens[index - 1].kind == .lower && lexicon.isEnglishStop(token.hash)
      && token.hash != tokenizer.the && !lexicon.isEnglishRole(token.hash)
      && index + 1 < tokens.count && tokens[index + 1].kind == .capital
      && !isForm(tokens[index + 1])
  }

  /// Two words in capitals behind one that is not: `sold by ALWAYS BRIGHT LIMITED`.
  private func isInCapitals(_ text: [UInt8], _ index: Int) -> Bool {
    guard index + 1 < tokens.count, tokens[index + 1].kind == .capital else { return false }
    let begun = Int(tokens[index].start)
    guard begun >= 2, text[begun - 1] == 0x20, text[begun - 2] &- 0x61 < 26 else { return false }
    let words = text[begun..<Int(tokens[index + 1].end)]
    return words.count >= 5 && words.allSatisfy { $0 &- 0x61 >= 26 }
  }

  /// Words before a `Code` that is a number.
  private static let numberedBy = KeySet(
    ["stock", "security", "securities", "postal", "zip", "share", "counter", "trading"].map {
      PartLexicon.hash($0.utf8)
    })

  /// On, By, In, Of, For, All: they begin names too.
  private static let nameLeads = KeySet(
    ["on", "by", "in", "of", "for", "all"].map { PartLexicon.hash($0.utf8) })

  /// An organization's head stands in the capitalised words before `index`: `and` separates two.
  private func endsBody(before index: Int) -> Bool {
    var at = index - 1
    while at >= 0, tokens[at].kind == .capital || tokens[at].hash == tokenizer.of {
      if heads[tokens[at].hash] == Head.body.rawValue { return true }
      at -= 1
    }
    return false
  }

  /// `… IN | HONG KONG LIMITED`, `RESEARCH AND | MANAGEMENT LIMITED`: no brand behind a small word.
  private func isRest(from start: Int) -> Bool {
    guard start > 0, start < tokens.count, tokens[start - 1].kind == .connector else {
      return false
    }
    let words = tokens[start...].lazy.filter { $0.kind == .capital }
    guard let first = words.first else { return false }
    guard let second = words.dropFirst().first else {
      return lexicon.parts.senses(first.hash).contains { $0.kind == .trade || $0.kind == .place }
    }
    return words.dropFirst(2).isEmpty
      && lexicon.parts.senses(PartLexicon.joined(first.hash, second.hash)).contains {
        $0.kind == .place
      }
  }

  /// A trade or a word of meaning, and no place: New, Energy, Production.
  private func isGeneric(_ token: EnglishToken) -> Bool {
    let senses = lexicon.parts.senses(token.hash)
    return !senses.isEmpty && !senses.contains { $0.kind == .place }
      || token.end - token.start <= 3 || isOutside(token)
  }

  private func isAmpersand(_ token: EnglishToken) -> Bool { token.end - token.start == 1 }

  func isOutside(_ token: EnglishToken) -> Bool {
    lexicon.isEnglishStop(token.hash) || lexicon.isEnglishRole(token.hash)
      || token.hash == tokenizer.the
  }

  /// `ON BEHALF OF X LIMITED`
  private static let sakes = KeySet(
    [
      "behalf", "benefit", "name", "favour", "request", "instance", "member",
      "capital", "shares", "share", "interest", "interests", "acquisition", "disposal", "sale",
      "securities",
    ].map {
      PartLexicon.hash($0.utf8)
    })

  /// Before `of` inside the names of schools and hospitals: Our Lady of Mercy Hospital. Elsewhere what
  /// stands before it is no part of the name: a Fellow of Downing College.
  private static let orders = KeySet(
    [
      "lady", "sisters", "brothers", "heart", "city", "children", "queen", "king", "sons",
      "daughters",
    ]
    .map { PartLexicon.hash($0.utf8) })

  /// `Brandeis University`: one word that the lexicon does not know, or knows as a place, before a
  /// university or college.
  private func isCollege(_ text: [UInt8], _ headStart: Int, from start: Int) -> Bool {
    guard start == tokens.count - 1, let word = tokens.last, word.kind == .capital,
      word.end - word.start >= 4,
      ByteMatch.starts(text.span, headStart, text.count, with: "University")
        || ByteMatch.starts(text.span, headStart, text.count, with: "College")
    else { return false }
    return !isOutside(word) && !Self.schoolWords.contains(word.hash)
      && lexicon.parts.senses(word.hash).allSatisfy { $0.kind == .place || $0.kind == .surname }
  }

  /// Words that say what kind of school one is.
  private static let schoolWords = KeySet(
    [
      "community", "junior", "senior", "sixth", "vocational", "graduate", "teaching", "state",
      "city",
      "local", "public", "private", "technical", "business", "electoral", "staff", "another",
      "said",
      "same", "other", "present", "former", "boarding", "open", "research", "partner", "leading",
    ]
    .map { PartLexicon.hash($0.utf8) })

  /// Private, Public: words of legal forms.
  private static let formLeads = KeySet(
    ["private", "public", "proprietary"].map { PartLexicon.hash($0.utf8) })

  /// `Co` and `Company` alone are no name before `Ltd.`
  private func isForm(_ token: EnglishToken) -> Bool {
    lexicon.isFormWord(token.hash) || token.end - token.start <= 1
      || Self.formLeads.contains(token.hash)
  }

  /// A letter stands right before, so that the name begins inside a word.
  private func isWordBefore(_ text: [UInt8], _ floor: Int, _ from: Int) -> Bool {
    from > floor && EnglishTokenizer.isWordByte(text[from - 1])
  }
}
