/// Finds names that the text gives in one language only: organizations by their legal form or head,
/// persons by their honorific, laws by their title.
///
/// What a pair states already is left alone, and of two readings of one name that differ in their
/// left edge the surer one stays.
struct SingleNames {
  struct Candidate {
    var kind: Name.Kind
    var start: Int
    var end: Int
    var isHan: Bool
    var strength: HanNameStart.Strength
    /// Hash of the folded scalars from the last to the first; 0 for Latin names.
    var tail: UInt64
    var confidence: Int
  }

  let lexicon: Lexicon
  private let kinds: NameKinds
  let tokenizer = EnglishTokenizer()
  let edges: HanNameStart
  let heads: KeyTable
  /// Lengths of the heads that begin with each capital letter, a bit each.
  private var headLengths = [UInt16](repeating: 0, count: 26)
  private let hanHeads = HanHeads()
  private let company = PartLexicon.hash("company".utf8)
  var aligner: NameAligner
  /// Scalars behind a head.
  private var ahead = HanText()
  var tokens: [EnglishToken] = []
  var han = HanText()
  var candidates: [Candidate] = []
  /// Where pairs stand, by begin.
  private var paired: [(start: Int, end: Int)] = []
  private var nextPaired = 0

  /// What a capitalised word says of the words around it.
  enum Head: Int {
    case form, honorific, body, law
    /// `Directors are …`: a list of persons may follow.
    case persons
    /// A head that needs three words before it: too common a word.
    case common
  }

  init(_ lexicon: Lexicon, _ kinds: NameKinds) {
    self.lexicon = lexicon
    self.kinds = kinds
    edges = HanNameStart(lexicon)
    aligner = NameAligner(lexicon)
    var heads = KeyTable(minimumCapacity: 128)
    for (words, head) in Self.headWords {
      for word in words.split(separator: " ") {
        if let first = word.utf8.first {
          headLengths[Int(first &- 0x41)] |= 1 << UInt16(word.utf8.count)
        }
        heads[PartLexicon.hash(word.utf8)] = head.rawValue
        heads[PartLexicon.hash(word.uppercased().utf8)] = head.rawValue
      }
    }
    self.heads = heads
  }

  private static let headWords: [(String, Head)] = [
    (
      "Limited Ltd LLC LLP LP Inc Corporation Corp PLC Partnership GmbH Bhd Incorporated Pcl AG SA NV BV "
        + "Ltda ASA Oyj Pty Co", .form
    ),
    ("Directors Director Supervisors Messrs", .persons),
    ("Mr Ms Mrs Dr Madam Professor Prof Sir Miss Ir Justice Captain", .honorific),
    (
      "University Hospital Bank Institute Ministry Bureau College Court Academy Association "
        + "Administration Authority Commission Foundation Observatory Polytechnic Government School "
        + "Offices Federation", .body
    ),
    ("Company Fund Trust Centre Center Exchange Partners Chamber Council Society", .common),
    ("Ordinance Act Law Regulations Regulation Measures Code", .law),
  ]

  /// Reads the lines of a text. Complexity: O(text).
  mutating func read(_ text: [UInt8], _ structure: Structure, into names: inout NameCollection) {
    candidates.removeAll(keepingCapacity: true)
    paired.removeAll(keepingCapacity: true)
    nextPaired = 0
    for name in names.names where !name.en.isEmpty && !name.zh.isEmpty {
      for evidence in name.evidence where evidence.kind != .composed {
        paired.append((evidence.start, evidence.end))
      }
    }
    paired.sort { $0.start < $1.start }
    for (index, line) in structure.lines.enumerated() {
      read(text, line.start, line.end, names)
      if line.end - line.start <= 48 { signature(text, structure.lines, index, names) }
    }
    settleEdges(text)
    dropInner()
    pairNeighbours(text, into: &names)
    for candidate in candidates where candidate.confidence > 0 {
      let name = Array(text[candidate.start..<candidate.end])
      names.add(
        FoundName(
          kind: candidate.kind, enForm: .full, zhForm: .full, en: candidate.isHan ? [] : name,
          zh: candidate.isHan ? name : [], confidence: candidate.confidence,
          evidence: [.init(kind: .mention, start: candidate.start, end: candidate.end)]),
        lexicon.han)
    }
  }

  private mutating func read(
    _ text: [UInt8], _ start: Int, _ end: Int, _ names: NameCollection
  ) {
    let bytes = text.span
    var at = start
    while true {
      // The next capital letter, or the first byte of a wide sign or ideograph.
      at = ByteScan.skip(bytes, at, end) {
        (($0 &- ByteScan.Lanes(repeating: 0x41)) .< ByteScan.Lanes(repeating: 26))
          .| ($0 .>= ByteScan.Lanes(repeating: 0xE3))
      }
      guard at < end else { return }
      let byte = bytes[at]
      if byte &- 0x41 < 26 {
        at = capitalised(text, start, at, end, names)
      } else if byte >= 0xE3 {
        at = wide(text, start, at, end, names)
      } else {
        at += 1
      }
    }
  }

  /// Reads ideographs and signs from `at` on until something else stands there or a name has ended.
  private mutating func wide(
    _ text: [UInt8], _ floor: Int, _ from: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    let bytes = text.span
    var at = from
    while at + 3 <= end, bytes[at] &- 0xE3 < 7 {
      let scalar =
        UInt32(bytes[at] & 0xF) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6
        | UInt32(bytes[at + 2] & 0x3F)
      if hanHeads.mayBegin(scalar) {
        if let head = hanHeads.match(text, at, end) {
          return headed(text, floor, at, end, head, names)
        }
      } else if scalar == 0x300A {
        return title(text, at, end, names)
      }
      at += 3
    }
    return at > from ? at : min(end, at + (bytes[at] >= 0xF0 ? 4 : 3))
  }

  /// Whether `start..<end` lies in the evidence of a pair. Asked in text order.
  mutating func isPaired(_ start: Int, _ end: Int) -> Bool {
    while nextPaired < paired.count, paired[nextPaired].end <= start { nextPaired += 1 }
    var index = nextPaired
    while index < paired.count, paired[index].start < end {
      if paired[index].start <= start, end <= paired[index].end { return true }
      index += 1
    }
    return false
  }

  // MARK: - English

  /// Reads the capitalised word at `at`. Returns where to go on.
  private mutating func capitalised(
    _ text: [UInt8], _ floor: Int, _ at: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    let bytes = text.span
    var stop = at + 1
    while stop < end, (bytes[stop] | 0x20) &- 0x61 < 26 { stop += 1 }
    if stop - at == 1, at > floor + 1, bytes[at - 1] == 0x20,
      let last = follows(text, at, end, Self.dottedForms)
    {
      return english(text, floor, at, last, .form, names)
    }
    guard stop - at <= 14, headLengths[Int(byte(bytes, at))] >> UInt16(stop - at) & 1 != 0,
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
        return englishList(text, stop + 1, end, names)
      }
      return englishPersons(text, stop, end, names)
    case .form:
      guard at > floor + 1, bytes[at - 1] == 0x20 || bytes[at - 1] == 0x2C else { return stop }
      // `Limited Partnership`, `(Limited Partnership)`, `Limited Liability Company`.
      if let longer = follows(text, stop, end, Self.longerForms) { stop = longer }
      if goesOn(text, stop, end) { return stop }
      // `Ltd.`, not the full stop behind `Limited`.
      if stop < end, bytes[stop] == 0x2E, isAbbreviation(text, at, stop) { stop += 1 }
      return english(text, floor, at, branchEnd(text, stop, end) ?? stop, .form, names)
    case .body, .law, .common:
      if let of = follows(text, stop, end, head == .law ? Self.aboutWords : Self.ofWords), of < end,
        bytes[of] &- 0x41 < 26
      {
        // `Bank of China`, `Law of the People's Republic of China on Foreign Investment`.
        stop = ofTail(text, of, end)
      }
      if goesOn(text, stop, end) { return stop }
      return english(text, floor, at, stop, head, names)
    }
  }

  /// `Ltd` `Inc` `Co` `Corp`, whose full stop belongs to them even at the end of a sentence.
  private func isAbbreviation(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    switch end - at {
    case 2: text[at + 1] == 0x6F || text[at + 1] == 0x4F
    case 3:
      text[at] == 0x42 && at >= 2 && text[at - 2] == 0x2E
        || text[at] == 0x4C && text[at + 2] | 0x20 == 0x64 || text[at] == 0x49
        || text[at] == 0x50
    case 4: text[at] == 0x43 || text[at] == 0x4C && text[at + 3] | 0x20 == 0x61
    default: false
    }
  }

  /// A legal form follows, behind a bracket or a comma at most, or another capitalised word: the name
  /// does not end here.
  private func goesOn(_ text: [UInt8], _ from: Int, _ end: Int) -> Bool {
    var at = from
    if at < end, text[at] == 0x2E { at += 1 }
    if at + 2 < end, text[at] == 0x20, text[at + 1] == 0x28 {
      var close = at + 2
      while close < end, close - at < 32, text[close] != 0x29 { close += 1 }
      guard close < end, text[close] == 0x29 else { return false }
      at = close + 1
    }
    let isComma = at < end && text[at] == 0x2C
    if isComma { at += 1 }
    guard at < end, text[at] == 0x20 else { return false }
    at += 1
    if follows(text, at, end, Self.dottedForms) != nil { return true }
    var stop = at
    var hash = PartLexicon.seed
    while stop < end, (text[stop] | 0x20) &- 0x61 < 26 {
      hash = PartLexicon.extend(hash, text[stop] | 0x20)
      stop += 1
    }
    guard stop > at, text[at] &- 0x41 < 26 else { return false }
    switch heads[hash].flatMap(Head.init) {
    case .form: return true
    case .common: return hash == company
    default: return !isComma && from == at - 1 && heads[hash] == nil && text[from] == 0x20
    }
  }

  /// End of `, Singapore Branch`, ` (Tianjin Branch)` at `from`.
  private func branchEnd(_ text: [UInt8], _ from: Int, _ end: Int) -> Int? {
    var at = from
    if at < end, text[at] == 0x2C { at += 1 }
    guard at + 8 < end, text[at] == 0x20 else { return nil }
    at += 1
    let isBracket = text[at] == 0x28
    if isBracket { at += 1 }
    var words = 0
    while words < 4, at < end, text[at] &- 0x41 < 26 {
      let begun = at
      while at < end, (text[at] | 0x20) &- 0x61 < 26 || text[at] == 0x27 || text[at] == 0x2D {
        at += 1
      }
      if words > 0, at - begun == 6, text[begun..<at].elementsEqual("Branch".utf8) {
        guard isBracket else { return at }
        return at < end && text[at] == 0x29 ? at + 1 : nil
      }
      guard at < end, text[at] == 0x20 else { return nil }
      at += 1
      words += 1
    }
    return nil
  }

  private static let dottedForms = [
    "S.A.", "B.V.", "N.V.", "L.P.", "A/S", "S.p.A.", "L.L.C.", "P.L.C.", "K.K.", "S.à r.l.", "A.G.",
  ].map { Array($0.utf8) }

  /// The place of a capital letter in the alphabet.
  @inline(__always)
  private func byte(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt8 {
    min(25, bytes[at] &- 0x41)
  }

  private static let longerForms = [
    " Partnership", " Liability Partnership", " Liability Company", " PARTNERSHIP",
    " LIABILITY COMPANY", " (Limited Partnership)",
  ].map { Array($0.utf8) }
  private static let ofWords = [" of the ", " of "].map { Array($0.utf8) }
  private static let aboutWords = [
    " of the People’s Republic of China on ", " of the People's Republic of China on ",
    " of the PRC on ",
    " of the ", " of ", " on the ", " on ", " for the ", " for ", " Governing the ", " Governing ",
  ].map { Array($0.utf8) }

  /// The end of the first of `words` that stands at `at`.
  func follows(_ text: [UInt8], _ at: Int, _ end: Int, _ words: [[UInt8]]) -> Int? {
    for word in words where at + word.count <= end {
      var index = 0
      while index < word.count, text[at + index] == word[index] { index += 1 }
      if index == word.count { return at + index }
    }
    return nil
  }

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
        (text[at] | 0x20) &- 0x61 < 26 || text[at] == 0x2D || text[at] == 0x27 || text[at] >= 0x80
      {
        hash = PartLexicon.extend(hash, text[at] | 0x20)
        at += 1
      }
      if let before = beforeAnd, heads[hash] != nil { return before }
      stop = at
      words += 1
      guard at < end, text[at] == 0x20 else { break }
      if let joined = follows(text, at, end, Self.joints), joined < end, text[joined] &- 0x41 < 26 {
        if text[at + 1] == 0x61, beforeAnd == nil { beforeAnd = at }
        at = joined
      } else {
        at += 1
      }
    }
    return stop
  }

  private static let joints = [" and ", " of the ", " of ", " for ", " in "].map { Array($0.utf8) }

  /// The name whose head begins at `headStart` and which ends at `end`. Returns where to go on.
  private mutating func english(
    _ text: [UInt8], _ floor: Int, _ headStart: Int, _ end: Int, _ head: Head,
    _ names: NameCollection
  ) -> Int {
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
        guard index > 0, tokens[index - 1].kind == .capital, start < tokens.count,
          !lexicon.isFormWord(tokens[index - 1].hash), tokens.count - index <= 8,
          token.hash == tokenizer.and
            && (isAmpersand(token) || !isOutside(tokens[index - 1]) && !endsBody(before: index))
            || token.hash == tokenizer.of && !isOutside(tokens[index - 1])
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
    let words = tokens[start...].lazy.filter { $0.kind == .capital }.count
    let isHeadFirst = start == tokens.count
    let from = isHeadFirst ? headStart : Int(tokens[start].start)
    switch head {
    case .form: guard words > 1 || words == 1 && !isForm(tokens[start]) else { return end }
    case .body:
      // `Bank of China` has its name behind the head.
      let hasTail = text[headStart..<end].contains(0x20)
      guard words >= (hasTail ? 0 : 2) else { return end }
    case .law:
      let hasTail = text[headStart..<end].lazy.filter { $0 == 0x20 }.count >= 3
      guard words >= (hasTail ? 0 : 2) else { return end }
    case .common:
      // The Project Company, Joint Venture Company: three words make a name.
      guard words >= (text[headStart] == 0x43 && text[headStart + 2] == 0x6D ? 3 : 2) else {
        return end
      }
    case .honorific, .persons: return end
    }
    guard end - from >= 5, !isPaired(from, end), names.index(english: text[from..<end]) == nil,
      !lexicon.isRole(text[from..<end]), !isWordBefore(text, floor, from)
    else { return end }
    candidates.append(
      Candidate(
        kind: head == .law ? .law : .organization, start: from, end: end, isHan: false,
        strength: .bounded, tail: 0, confidence: head == .form ? 95 : 92))
    return end
  }

  /// Drops what stands before the name in capitals: roles, honorifics with their persons, function
  /// words at the begin of a sentence.
  private func peeled(_ text: [UInt8], _ from: Int, isFollowedByComma: Bool) -> Int {
    var start = from
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
      if token.kind != .capital {
        start += 1
        continue
      }
      guard isOutside(token) else { break }
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

  private func isAmpersand(_ token: EnglishToken) -> Bool { token.end - token.start == 1 }

  func isOutside(_ token: EnglishToken) -> Bool {
    lexicon.isEnglishStop(token.hash) || lexicon.isEnglishRole(token.hash)
      || token.hash == tokenizer.the
  }

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

  // MARK: - Chinese

  /// Reads the name that ends in a head at `at`. Returns where to go on.
  private mutating func headed(
    _ text: [UInt8], _ floor: Int, _ at: Int, _ end: Int,
    _ head: (kind: HanHeads.Kind, end: Int, count: Int), _ names: NameCollection
  ) -> Int {
    guard !isPaired(at, head.end) else { return head.end }
    switch head.kind {
    case .honorific: chinesePerson(text, floor, at, names, isMadam: text[at + 1] == 0xA5)
    case .personCue: return chinesePersons(text, head.end, end, names)
    case .body:
      if !continues(text, head.end, end) {
        let first = UTF8Scan.scalar(text, at: at).value
        chinese(
          text, floor, head.end, head: head.count, isBranch: first == 0x5206 || first == 0x652F,
          names)
      }
    case .form:
      var stop = head.end
      if let longer = follows(text, stop, end, Self.partnerships) { stop = longer }
      // The bracket of （有限合夥） closes.
      if stop < end, text[stop] == 0x29 {
        if stretch(text, floor, stop) > floor { stop = closed(text, floor, stop, 1) }
      } else if stop + 3 <= end, text[stop] == 0xEF, text[stop + 1] == 0xBC, text[stop + 2] == 0x89
      {
        stop = closed(text, floor, stop, 3)
      }
      let isCompany = text[head.end - 1] == 0xB8 && head.count == 2
      chinese(
        text, floor, stop, head: isCompany || stop > head.end ? 0 : head.count, isForm: true, names)
      return stop
    }
    return head.end
  }

  private static let partnerships = [
    "（有限合夥）", "（有限合伙）", "(有限合夥)", "(有限合伙)", "（特殊普通合夥）", "（特殊普通合伙）", "(特殊普通合夥)", "(特殊普通合伙)",
  ].map { Array($0.utf8) }

  /// `stop` behind the closing bracket of `width` bytes where its opening one stands in the name.
  private func closed(_ text: [UInt8], _ floor: Int, _ stop: Int, _ width: Int) -> Int {
    let bytes = text.span
    var at = stop
    var count = 0
    while at > floor, count < 10 {
      let scalar = UTF8Scan.scalar(bytes, before: at)
      at -= scalar.length
      if scalar.value == 0x28 || scalar.value == 0xFF08 {
        // `（有限合夥）` behind a name, not `（…有限公司）`.
        return at > floor && count <= 6 ? stop + width : stop
      }
      count += 1
    }
    return stop
  }

  /// A trade or a legal form follows: the head is inside a longer name.
  private mutating func continues(_ text: [UInt8], _ from: Int, _ end: Int) -> Bool {
    var at = from
    let bytes = text.span
    var stop = at
    var count = 0
    while stop < end, count < 10 {
      let scalar = UTF8Scan.scalar(bytes, at: stop)
      guard
        HanText.isHan(scalar.value) || scalar.value == 0x28 || scalar.value == 0xFF08
          || scalar.value == 0x29
          || scalar.value == 0xFF09
      else { break }
      stop += scalar.length
      count += 1
    }
    guard count >= 2 else { return false }
    at = min(stop, end)
    ahead.read(text, from, at, lexicon.han)
    if ahead.scalars[0] == 0x28 {
      guard let close = ahead.scalars.firstIndex(of: 0x29), close + 1 < ahead.count else {
        return false
      }
      return lexicon.tradeLength(ahead.scalars, at: close + 1, end: ahead.count) > 0
    }
    // 管理委員會出讓…: a verb follows.
    if lexicon.isStop(ahead.scalars[..<2]) || lexicon.isWeakStop(ahead.scalars[..<2]) {
      return false
    }
    return lexicon.tradeLength(ahead.scalars, at: 0, end: ahead.count) > 0
  }

  /// The organization whose name ends at `end`; `head` is the number of scalars of its head, 0
  /// where that is a legal form.
  private mutating func chinese(
    _ text: [UInt8], _ floor: Int, _ end: Int, head: Int, isForm: Bool = false,
    isBranch: Bool = false, _ names: NameCollection
  ) {
    let begun = stretch(text, floor, end)
    guard end - begun >= 12 else { return }
    han.read(text, begun, end, lexicon.han)
    let form = isForm ? max(head, lexicon.formLength(han.scalars[...])) : head
    // 公司 alone is too common a word to end a name.
    guard form >= 2, head > 0 || form > 2, han.count >= form + 2 else { return }
    var tail = PartLexicon.seed
    var at = han.count
    while at > 0 {
      at -= 1
      tail = (tail ^ UInt64(han.scalars[at])) &* 0x100_0000_01B3
      if han.count - at > form, let known = names.index(hanTail: tail),
        !names.names[known].zh.isEmpty, !isInside(at)
      {
        return
      }
    }
    // 分公司 is a branch too.
    let isBranch = isBranch || form == 3 && han.scalars[han.count - 3] == 0x5206
    guard let edge = edges.find(han, bodyEnd: han.count - form, isBranch: isBranch) else { return }
    let from = Int(han.offsets[edge.start])
    let name = han.scalars[edge.start...]
    guard isForm || edge.strength > .open, !isPaired(from, end), !lexicon.isRole(han: name),
      !lexicon.isStop(name), !lexicon.isWeakStop(name), !isSum(name)
    else { return }
    tail = PartLexicon.seed
    at = han.count
    while at > edge.start {
      at -= 1
      tail = (tail ^ UInt64(han.scalars[at])) &* 0x100_0000_01B3
    }
    candidates.append(
      Candidate(
        kind: .organization, start: from, end: end, isHan: true, strength: edge.strength,
        tail: tail, confidence: edge.strength == .open ? 90 : 92))
  }

  /// 兩家有限公司, 三間銀行: a number of them.
  private func isSum(_ scalars: ArraySlice<UInt32>) -> Bool {
    guard let first = scalars.first, let second = scalars.dropFirst().first else { return true }
    // 家 间 名 个 所 behind a numeral.
    return (second == 0x5BB6 || second == 0x95F4 || second == 0x540D || second == 0x4E2A)
      && (first &- 0x30 < 10 || first == 0x4E00 || first == 0x4E24 || first == 0x4E09
        || first == 0x56DB || first == 0x4E94 || first == 0x591A || first == 0x6570)
  }

  /// The Latin word that ends at `end` may begin a Chinese name: it is no legal form.
  private func beginsBrand(_ text: [UInt8], _ floor: Int, _ end: Int) -> Bool {
    var at = end
    while at > floor, (text[at - 1] | 0x20) &- 0x61 < 26 { at -= 1 }
    return heads[PartLexicon.hash(text[at..<end])] != Head.form.rawValue
  }

  /// The word that ends at `end` begins with a capital letter and is no legal form.
  private func beginsCapital(_ text: [UInt8], _ floor: Int, _ end: Int) -> Bool {
    var at = end
    while at > floor, (text[at - 1] | 0x20) &- 0x61 < 26 { at -= 1 }
    return text[at] &- 0x41 < 26 && !lexicon.isFormWord(PartLexicon.hash(text[at..<end]))
  }

  /// A place stands right before scalar `at`: what ends there is the tail of a longer name.
  private func isInside(_ at: Int) -> Bool {
    var length = 2
    while length <= 4, at - length >= 0 {
      if lexicon.placeLength(han.scalars, at: at - length) == length { return true }
      length += 1
    }
    return false
  }

  /// Begin of the stretch before `end` that can belong to one Chinese name.
  private func stretch(_ text: [UInt8], _ floor: Int, _ end: Int) -> Int {
    let bytes = text.span
    var at = end
    var depth = 0
    var count = 0
    while at > floor, count < 40 {
      let scalar = UTF8Scan.scalar(bytes, before: at)
      switch scalar.value {
      case 0x29, 0xFF09: depth += 1
      case 0x28, 0xFF08:
        if depth == 0 { return at }
        depth -= 1
      default:
        // `Limited銀錨有限公司`: the English name ends here.
        if scalar.value &- 0x61 < 26, at < end, bytes[at] >= 0xE3, !beginsBrand(text, floor, at) {
          return at
        }
        let isName =
          HanText.isHan(scalar.value) || HanText.isDot(scalar.value)
          || scalar.value < 0x80 && scalar.value > 0x20
            && EnglishTokenizer.isWordByte(UInt8(scalar.value))
        // `Sino Fortune資本有限公司`: a blank between Latin words of the name.
        let isBlank =
          scalar.value == 0x20 && at < end && at - 1 > floor && bytes[at] &- 0x41 < 26
          && (bytes[at - 2] | 0x20) &- 0x61 < 26 && beginsCapital(text, floor, at - 1)
        if !isName, !isBlank { return at }
      }
      at -= scalar.length
      count += 1
    }
    return at
  }

  /// 《…法》: a law by its title. Returns where to go on.
  private mutating func title(
    _ text: [UInt8], _ open: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    let bytes = text.span
    let start = open + 3
    var at = start
    while at + 3 <= end, at - start < 180 {
      if bytes[at] == 0xE3, bytes[at + 1] == 0x80, bytes[at + 2] == 0x8B {
        guard at - start >= 9, !isPaired(start, at) else { return at + 3 }
        han.read(text, start, at, lexicon.han)
        guard lexicon.lawHeadLength(han.scalars[...]) > 0, !isPaper(han.scalars),
          names.index(hanKey: NameCollection.hanKey(text, start, at, lexicon.han)) == nil
        else { return at + 3 }
        candidates.append(
          Candidate(
            kind: .law, start: start, end: at, isHan: true, strength: .bounded, tail: 0,
            confidence: 93))
        return at + 3
      }
      at += bytes[at] < 0x80 ? 1 : bytes[at] < 0xE0 ? 2 : bytes[at] < 0xF0 ? 3 : 4
    }
    return start
  }

  /// 《…協議》, 《…關注函》: papers of a matter, no laws. Their last ideographs are 协议 合同 函 告 书.
  private func isPaper(_ scalars: [UInt32]) -> Bool {
    guard let last = scalars.last, scalars.count >= 2 else { return true }
    let before = scalars[scalars.count - 2]
    return last == 0x51FD || last == 0x544A || last == 0x4E66 || before == 0x534F && last == 0x8BAE
      || before == 0x5408 && last == 0x540C
  }

  // MARK: - Edges

  /// Drops candidates inside a later one: 中國人民銀行 of 中國人民銀行杭州中心支行 at the same place.
  private mutating func dropInner() {
    var least = Int.max
    for index in candidates.indices.reversed() where candidates[index].confidence > 0 {
      if candidates[index].start >= least {
        candidates[index].confidence = 0
      } else {
        least = candidates[index].start
      }
    }
  }

  /// Where one reading of a name is the tail of another and the left edge of one of them is open,
  /// the other one stays.
  ///
  /// Complexity: O(candidates x scalars of a name).
  private mutating func settleEdges(_ text: [UInt8]) {
    guard candidates.contains(where: { $0.strength == .open }) else { return }
    var byTail = KeyTable(minimumCapacity: candidates.count)
    for (index, candidate) in candidates.enumerated() where candidate.tail != 0 {
      if let other = byTail[candidate.tail], candidates[other].strength >= candidate.strength {
        continue
      }
      byTail[candidate.tail] = index
    }
    for index in candidates.indices where candidates[index].tail != 0 {
      han.read(text, candidates[index].start, candidates[index].end, lexicon.han)
      var tail = PartLexicon.seed
      var at = han.count
      while at > 1 {
        at -= 1
        tail = (tail ^ UInt64(han.scalars[at])) &* 0x100_0000_01B3
        guard let other = byTail[tail] else { continue }
        if candidates[index].strength == .open, candidates[other].strength > .open {
          candidates[index].confidence = 0
        } else if candidates[other].strength == .open, candidates[index].strength > .open {
          candidates[other].confidence = 0
        }
      }
    }
  }
}
