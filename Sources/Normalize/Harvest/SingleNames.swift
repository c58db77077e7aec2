/// Finds names that the text gives in one language only: organizations by their legal form or head,
/// persons by their honorific, laws by their title.
///
/// What a pair states already is left alone, and of two readings of one name that differ in their
/// left edge the surer one stays.
struct SingleNames {
  private struct Candidate {
    var kind: Name.Kind
    var start: Int
    var end: Int
    var isHan: Bool
    var strength: HanNameStart.Strength
    /// Hash of the folded scalars from the last to the first; 0 for Latin names.
    var tail: UInt64
    var confidence: Int
  }

  private let lexicon: Lexicon
  private let kinds: NameKinds
  private let tokenizer = EnglishTokenizer()
  private let edges: HanNameStart
  private let heads: KeyTable
  private var tokens: [EnglishToken] = []
  private var han = HanText()
  private var candidates: [Candidate] = []
  /// Where pairs stand, by begin.
  private var paired: [(start: Int, end: Int)] = []
  private var nextPaired = 0

  /// What a capitalised word says of the words around it.
  private enum Head: Int {
    case form, honorific, body, law
  }

  init(_ lexicon: Lexicon, _ kinds: NameKinds) {
    self.lexicon = lexicon
    self.kinds = kinds
    edges = HanNameStart(lexicon)
    var heads = KeyTable(minimumCapacity: 128)
    for (words, head) in Self.headWords {
      for word in words.split(separator: " ") {
        heads[PartLexicon.hash(word.utf8)] = head.rawValue
        heads[PartLexicon.hash(word.uppercased().utf8)] = head.rawValue
      }
    }
    self.heads = heads
  }

  private static let headWords: [(String, Head)] = [
    ("Limited Ltd LLC LLP LP Inc Corporation Corp PLC Partnership GmbH Bhd Incorporated", .form),
    ("Mr Ms Mrs Dr Madam Professor Prof Sir Miss Ir", .honorific),
    (
      "University Hospital Bank Institute Ministry Bureau College Court Academy Association "
        + "Administration Authority Commission Foundation Observatory Polytechnic", .body
    ),
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
    for line in structure.lines { read(text, line.start, line.end, names) }
    settleEdges(text)
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
      // The next capital letter, or the first byte of 公 先 女 博 大 and of 《.
      at = ByteScan.skip(bytes, at, end) {
        (($0 &- ByteScan.Lanes(repeating: 0x41)) .< ByteScan.Lanes(repeating: 26))
          .| ($0 .== ByteScan.Lanes(repeating: 0xE5)) .| ($0 .== ByteScan.Lanes(repeating: 0xE3))
      }
      guard at < end else { return }
      let byte = bytes[at]
      if byte < 0x80 {
        guard byte &- 0x41 < 26 else {
          at += 1
          continue
        }
        at = capitalised(text, start, at, end, names)
      } else if byte == 0xE5, at + 6 <= end {
        at = ideographs(text, start, at, end, names)
      } else if byte == 0xE3, at + 3 <= end, bytes[at + 1] == 0x80, bytes[at + 2] == 0x8A {
        at = title(text, at, end, names)
      } else {
        at += byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : 3
      }
    }
  }

  /// Whether `start..<end` lies in the evidence of a pair. Asked in text order.
  private mutating func isPaired(_ start: Int, _ end: Int) -> Bool {
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
    guard stop - at >= 2, stop - at <= 14, at == floor || !EnglishTokenizer.isWordByte(bytes[at - 1])
    else { return stop }
    var hash = PartLexicon.seed
    for index in at..<stop { hash = PartLexicon.extend(hash, bytes[index] | 0x20) }
    guard let head = heads[hash].flatMap(Head.init) else { return stop }
    switch head {
    case .honorific: return englishPerson(text, at, stop, end, names)
    case .form:
      guard at > floor + 1, bytes[at - 1] == 0x20 || bytes[at - 1] == 0x2C else { return stop }
      // `Limited Partnership`, `(Limited Partnership)`, `Limited Liability Company`.
      if let longer = follows(text, stop, end, Self.longerForms) { stop = longer }
      // `Ltd.`, not the full stop behind `Limited`.
      if stop < end, bytes[stop] == 0x2E, stop - at <= 4 { stop += 1 }
      return english(text, floor, at, stop, .form, names)
    case .body, .law:
      if let of = follows(text, stop, end, Self.ofWords), of < end, bytes[of] &- 0x41 < 26 {
        // `Bank of China`, `University of Hong Kong`: a longer name may end behind it.
        let last = ofTail(text, of, end)
        if head == .body { return english(text, floor, at, last, .body, names) }
      }
      return english(text, floor, at, stop, head, names)
    }
  }

  private static let longerForms = [
    " Partnership", " Liability Partnership", " Liability Company", " PARTNERSHIP",
    " LIABILITY COMPANY", " (Limited Partnership)",
  ].map { Array($0.utf8) }
  private static let ofWords = [" of the ", " of "].map { Array($0.utf8) }

  /// The end of the first of `words` that stands at `at`.
  private func follows(_ text: [UInt8], _ at: Int, _ end: Int, _ words: [[UInt8]]) -> Int? {
    for word in words where at + word.count <= end {
      var index = 0
      while index < word.count, text[at + index] == word[index] { index += 1 }
      if index == word.count { return at + index }
    }
    return nil
  }

  /// The end of the capitalised words from `at` on.
  private func ofTail(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var at = from
    var stop = from
    var words = 0
    while at < end, words < 6, text[at] &- 0x41 < 26 {
      while at < end, (text[at] | 0x20) &- 0x61 < 26 || text[at] == 0x2D || text[at] == 0x27 {
        at += 1
      }
      stop = at
      words += 1
      guard at < end, text[at] == 0x20 else { break }
      at += 1
      if let joined = follows(text, at - 1, end, Self.joints) { at = joined }
    }
    return stop
  }

  private static let joints = [" and ", " of "].map { Array($0.utf8) }

  /// The name whose head begins at `headStart` and which ends at `end`. Returns where to go on.
  private mutating func english(
    _ text: [UInt8], _ floor: Int, _ headStart: Int, _ end: Int, _ head: Head,
    _ names: NameCollection
  ) -> Int {
    let limit = tokenizer.leftLimit(text, from: max(floor, headStart - 120), to: headStart)
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, limit, headStart, into: &tokens)
    var start = tokens.count
    var words = 0
    var index = tokens.count - 1
    while index >= 0 {
      let token = tokens[index]
      if token.kind == .capital {
        if isOutside(token) { break }
        start = index
        words += 1
      } else if token.kind == .comma {
        // Only `Co., Ltd.` and `X, Inc.` hold a comma.
        guard head == .form, start == tokens.count else { break }
      } else if token.kind == .connector {
        // `of` and `for` join; `and` only where no legal form stands before it.
        guard index > 0, tokens[index - 1].kind == .capital, start < tokens.count,
          !lexicon.isFormWord(tokens[index - 1].hash), !isOutside(tokens[index - 1]),
          token.hash == tokenizer.and || token.hash == tokenizer.of, tokens.count - index <= 8
        else { break }
      } else if token.kind == .lower {
        break
      }
      index -= 1
    }
    let isHeadFirst = start == tokens.count
    let from = isHeadFirst ? headStart : Int(tokens[start].start)
    switch head {
    case .form: guard !isHeadFirst, words > 1 || !isForm(tokens[start]) else { return end }
    case .body:
      // `Bank of China` has its name behind the head.
      let hasTail = text[headStart..<end].contains(0x20)
      guard words >= (hasTail ? 0 : 2) else { return end }
    case .law: guard words >= 2 else { return end }
    case .honorific: return end
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

  private func isOutside(_ token: EnglishToken) -> Bool {
    lexicon.isEnglishStop(token.hash) || lexicon.isEnglishRole(token.hash)
      || token.hash == tokenizer.the
  }

  /// `Co` and `Company` alone are no name before `Ltd.`
  private func isForm(_ token: EnglishToken) -> Bool {
    lexicon.isFormWord(token.hash) || token.end - token.start <= 1
  }

  /// A letter stands right before, so that the name begins inside a word.
  private func isWordBefore(_ text: [UInt8], _ floor: Int, _ from: Int) -> Bool {
    from > floor && EnglishTokenizer.isWordByte(text[from - 1])
  }

  private mutating func englishPerson(
    _ text: [UInt8], _ begun: Int, _ title: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    var at = title
    if at < end, text[at] == 0x2E { at += 1 }
    guard at < end, text[at] == 0x20 else { return at }
    at += 1
    let start = at
    var stop = start
    var words = 0
    while at < end, words < 5 {
      let word = at
      guard text[at] &- 0x41 < 26 else { break }
      while at < end, EnglishTokenizer.isWordByte(text[at]), text[at] != 0x2E || at - word <= 1 {
        at += 1
      }
      words += 1
      stop = at
      guard at + 1 < end, text[at] == 0x20 else { break }
      at += 1
    }
    guard words >= 2 else { return max(stop, start) }
    if !isPaired(start, stop), names.index(english: text[start..<stop]) == nil {
      candidates.append(
        Candidate(
          kind: .person, start: start, end: stop, isHan: false, strength: .bounded, tail: 0,
          confidence: 92))
    }
    return stop
  }

  // MARK: - Chinese

  /// Reads what may end a name at `at`: 公司, 先生 and their like. Returns where to go on.
  private mutating func ideographs(
    _ text: [UInt8], _ floor: Int, _ at: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    let bytes = text.span
    let a = bytes[at + 1]
    let b = bytes[at + 2]
    let c = bytes[at + 3]
    let d = bytes[at + 4]
    let e = bytes[at + 5]
    // 公司 is E5 85 AC E5 8F B8; 大學 E5 A4 A7 E5 AD B8, 大学 E5 A4 A7 E5 AD A6.
    if a == 0x85, b == 0xAC, c == 0xE5, d == 0x8F, e == 0xB8 {
      chinese(text, floor, at + 6, head: 0, names)
      return at + 6
    }
    if a == 0xA4, b == 0xA7, c == 0xE5, d == 0xAD, e == 0xB8 || e == 0xA6 {
      chinese(text, floor, at + 6, head: 2, names)
      return at + 6
    }
    // 合夥 and 合伙 are E5 90 88 E5 A4 A5 and E4 BC 99: with 企業 and brackets the legal form.
    if a == 0x90, b == 0x88, c == 0xE5 && d == 0xA4 && e == 0xA5 || c == 0xE4 && d == 0xBC && e == 0x99
    {
      var stop = at + 6
      if let longer = follows(text, stop, end, Self.partnerships) { stop = longer }
      if stop < end, bytes[stop] == 0x29 {
        stop += 1
      } else if stop + 3 <= end, bytes[stop] == 0xEF, bytes[stop + 1] == 0xBC,
        bytes[stop + 2] == 0x89
      {
        stop += 3
      }
      chinese(text, floor, stop, head: 0, names)
      return stop
    }
    // 先生 E5 85 88 E7 94 9F, 女士 E5 A5 B3 E5 A3 AB, 博士 E5 8D 9A E5 A3 AB
    if a == 0x85 && b == 0x88 && c == 0xE7 && d == 0x94 && e == 0x9F
      || (a == 0xA5 && b == 0xB3 || a == 0x8D && b == 0x9A) && c == 0xE5 && d == 0xA3 && e == 0xAB
    {
      chinesePerson(text, floor, at, names)
      return at + 6
    }
    return at + 3
  }

  private static let partnerships = ["企業（有限合夥）", "企业（有限合伙）", "企業(有限合夥)", "企业(有限合伙)", "企業", "企业"]
    .map { Array($0.utf8) }

  /// The organization whose name ends at `end`; `head` is the number of scalars of its head, 0
  /// where that is a legal form.
  private mutating func chinese(
    _ text: [UInt8], _ floor: Int, _ end: Int, head: Int, _ names: NameCollection
  ) {
    let begun = stretch(text, floor, end)
    guard end - begun >= 12 else { return }
    han.read(text, begun, end, lexicon.han)
    let form = head > 0 ? head : lexicon.formLength(han.scalars[...])
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
    guard let edge = edges.find(han, bodyEnd: han.count - form) else { return }
    let from = Int(han.offsets[edge.start])
    guard head == 0 || edge.strength > .open, !isPaired(from, end),
      !kinds.isNoName(han.scalars[edge.start...]), !lexicon.isRole(han: han.scalars[edge.start...])
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
        let isName =
          HanText.isHan(scalar.value) || HanText.isDot(scalar.value)
          || scalar.value < 0x80 && scalar.value > 0x20
            && EnglishTokenizer.isWordByte(UInt8(scalar.value))
        if !isName { return at }
      }
      at -= scalar.length
      count += 1
    }
    return at
  }

  private mutating func chinesePerson(
    _ text: [UInt8], _ floor: Int, _ end: Int, _ names: NameCollection
  ) {
    let bytes = text.span
    var at = end
    var count = 0
    while at > floor, count < 6 {
      let scalar = UTF8Scan.scalar(bytes, before: at)
      guard HanText.isHan(scalar.value) else { break }
      at -= scalar.length
      count += 1
    }
    han.read(text, at, end, lexicon.han)
    let total = han.count
    for length in [3, 2, 4] where length <= total {
      let start = total - length
      let surname = lexicon.surnameLength(han.scalars[start...])
      guard surname > 0, length != 4 || surname == 2 else { continue }
      if length == 3, start > 0, lexicon.surnameLength(han.scalars[(start - 1)...]) == 2 {
        continue
      }
      if length == 2, start > 0, lexicon.stopLength(han.scalars, before: start) == 0 { continue }
      let from = Int(han.offsets[start])
      guard !isPaired(from, end),
        names.index(hanKey: NameCollection.hanKey(text, from, end, lexicon.han)) == nil
      else { return }
      candidates.append(
        Candidate(
          kind: .person, start: from, end: end, isHan: true, strength: .bounded, tail: 0,
          confidence: 90))
      return
    }
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
        guard lexicon.lawHeadLength(han.scalars[...]) > 0,
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

  // MARK: - Edges

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
