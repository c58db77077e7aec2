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
    /// Its key in the collection of names, 0 where it was not asked for.
    var key: UInt64 = 0
  }

  let lexicon: Lexicon
  let tokenizer = EnglishTokenizer()
  let edges: HanNameStart
  let heads: KeyTable
  /// Lengths of the heads that begin with each capital letter, a bit each.
  var headLengths = [UInt16](repeating: 0, count: 26)
  /// A bit for the first three letters of each head that has so many.
  private var headStarts = [UInt64](repeating: 0, count: 512)
  let hanHeads = HanHeads()
  let company = PartLexicon.hash("company".utf8)
  var aligner: NameAligner
  /// Scalars behind a head.
  var ahead = HanText()
  var tokens: [EnglishToken] = []
  var han = HanText()
  var candidates: [Candidate] = []
  /// Ideographs of which the counterpart of a name has one.
  var hints: [UInt32] = []
  /// Keys of the names that the lexicon has pairs of, once they were asked for.
  var listed = KeySet()
  var hasListed = false
  /// Names that were met before.
  var seen = KeyTable(minimumCapacity: 64)
  /// Where pairs stand, by begin.
  private var paired: [(start: Int, end: Int)] = []
  private var nextPaired = 0

  /// What a capitalised word says of the words around it.
  enum Head: Int {
    case form, honorific, body, law
    /// `Directors are …`: a list of persons may follow.
    case persons
    /// A head that needs two or three words before it: too common a word.
    case common
    /// The same, and one of the words is no trade: not `New Energy Plant`.
    case weak
  }

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    edges = HanNameStart(lexicon)
    aligner = NameAligner(lexicon)
    var heads = KeyTable(minimumCapacity: 128)
    for (words, head) in Self.headWords {
      for word in words.split(separator: " ") {
        let letters = Array(word.utf8)
        headLengths[Int(letters[0] &- 0x41)] |= 1 << UInt16(letters.count)
        if letters.count >= 3 {
          let start = Self.startNumber(letters[0], letters[1], letters[2])
          headStarts[start >> 6] |= 1 << UInt64(start & 63)
        }
        heads[PartLexicon.hash(letters)] = head.rawValue
      }
    }
    self.heads = heads
  }

  private static let headWords: [(String, Head)] = [
    (
      "Limited Ltd LLC LLP LP Inc Corporation Corp PLC Partnership GmbH Bhd Incorporated Pcl AG SA NV BV "
        + "Ltda ASA Oyj Pty Co AB Oy Tbk ApS SE SAS KG Kaisha Sarl SpA Kft Srl", .form
    ),
    ("Directors Director Supervisors Messrs Board", .persons),
    ("Mr Ms Mrs Dr Madam Professor Prof Sir Miss Ir Justice Captain", .honorific),
    (
      "University Hospital Bank Institute Ministry Bureau College Court Academy Association "
        + "Administration Authority Commission Foundation Observatory Polytechnic Government School "
        + "Offices Federation Firm Accountants Solicitors Valuers Appraisers Surveyors Cooperative "
        + "Kindergarten Museum Monastery Procuratorate", .body
    ),
    (
      "Company Fund Trust Centre Center Exchange Partners Chamber Council Society Associates Trustees",
      .common
    ),
    ("Factory Works Mill Mills Mine Plant Manufactory Appraisal Clinic Club Church", .weak),
    ("Ordinance Act Law Regulations Regulation Measures Code", .law),
  ]

  /// Reads the lines of a text. Returns whether pairs were found. Complexity: O(text).
  mutating func read(
    _ text: [UInt8], _ structure: Structure, into names: inout NameCollection
  ) -> Bool {
    candidates.removeAll(keepingCapacity: true)
    paired.removeAll(keepingCapacity: true)
    nextPaired = 0
    for index in names.names.indices where names.names[index].isPaired {
      for evidence in names.names[index].evidence where evidence.kind != .composed {
        paired.append((evidence.start, evidence.end))
      }
    }
    paired.sort { $0.start < $1.start }
    let lines = structure.lines
    // Whether the lines before, at and behind are roles of persons; persons listed below one.
    var (before, here, isRoster) = (false, isRoleLine(text, lines, 0), false)
    for (index, line) in lines.enumerated() {
      read(text, line.start, line.end, names)
      let behind = isRoleLine(text, lines, index + 1)
      if line.end - line.start > 60 {
        isRoster = false
      } else if here {
        isRoster = true
      } else {
        let isPerson = signature(
          text, lines, index, before: before, behind: behind, isRoster: isRoster, names)
        isRoster = isRoster && isPerson
      }
      (before, here) = (here, behind)
    }
    settleEdges(text)
    dropInner()
    var order: [Int] = []
    order.reserveCapacity(candidates.count)
    for index in candidates.indices where candidates[index].confidence > 0 { order.append(index) }
    order.sort { candidates[$0].start < candidates[$1].start }
    let known = names.names.count
    pairChanges(text, order, into: &names)
    pairNeighbours(text, order, into: &names)
    pairBarePersons(text, order, into: &names)
    pairTwins(text, order, into: &names)
    pairParagraphs(text, lines, order, into: &names)
    let stated = names.names.count
    for candidate in candidates
    where candidate.confidence > 0 {
      let name = Array(text[candidate.start..<candidate.end])
      names.addSingle(
        FoundName(
          kind: candidate.kind, enForm: .full, zhForm: .full, en: candidate.isHan ? [] : name,
          zh: candidate.isHan ? name : [], confidence: candidate.confidence,
          evidence: .init(kind: .mention, start: candidate.start, end: candidate.end)),
        key: candidate.key, lexicon.han)
    }
    return stated > known
  }

  private mutating func read(
    _ text: [UInt8], _ start: Int, _ end: Int, _ names: NameCollection
  ) {
    let bytes = text.span
    var at = start
    while true {
      // The next capital letter, or the first byte of a wide sign or ideograph.
      at = ByteScan.skip(bytes, at, end + ByteScan.width) {
        (($0 &- ByteScan.Lanes(repeating: 0x41)) .< ByteScan.Lanes(repeating: 26))
          .| ($0 .>= ByteScan.Lanes(repeating: 0xE3))
      }
      guard at < end else { return }
      let byte = bytes[at]
      if byte &- 0x41 < 26 {
        if let stop = commonWord(bytes, at, end) {
          at = stop
        } else {
          at = capitalised(text, start, at, end, names)
        }
      } else if byte >= 0xE3 {
        at = wide(text, start, at, end, names)
      } else {
        at += 1
      }
    }
  }

  /// The end of the capitalised word at `at` where its first three letters, the second one small,
  /// begin no head: nearly all words are such.
  @inline(__always)
  private func commonWord(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int? {
    guard at + 2 < end, bytes[at + 1] &- 0x61 < 26, (bytes[at + 2] | 0x20) &- 0x61 < 26 else {
      return nil
    }
    let start = Self.startNumber(bytes[at], bytes[at + 1], bytes[at + 2])
    guard headStarts[start >> 6] &>> UInt64(truncatingIfNeeded: start) & 1 == 0 else { return nil }
    return wordEnd(bytes, at + 3, end)
  }

  /// The end of the letters from `at` on.
  @inline(__always)
  func wordEnd(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    var stop = ByteScan.skip(bytes, at, end + ByteScan.width) {
      (($0 | ByteScan.Lanes(repeating: 0x20)) &- ByteScan.Lanes(repeating: 0x61))
        .>= ByteScan.Lanes(repeating: 26)
    }
    while stop < end, (bytes[stop] | 0x20) &- 0x61 < 26 { stop &+= 1 }
    return min(stop, end)
  }

  /// A number below 32,768 for three letters in either case.
  @inline(__always)
  private static func startNumber(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
  }

  /// Reads ideographs and signs from `at` on until something else stands there or a name has ended.
  private mutating func wide(
    _ text: [UInt8], _ floor: Int, _ from: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    let bytes = text.span
    let last = min(end - 3, bytes.count - 8)
    var at = from
    while at + 3 <= end, bytes[at] & 0xF0 == 0xE0 {
      // Nearly no place begins a head or a title.
      at = hanHeads.skip(bytes, at, last)
      guard at + 3 <= end, bytes[at] & 0xF0 == 0xE0 else { break }
      if let head = hanHeads.match(text, at, end) {
        return headed(text, floor, at, end, head, names)
      }
      if ByteMatch.starts(bytes, at, end, with: "《") { return title(text, at, end, names) }
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

  /// The end of the first of `words` that stands at `at`.
  func follows(_ text: [UInt8], _ at: Int, _ end: Int, _ words: [[UInt8]]) -> Int? {
    for word in words where at + word.count <= end {
      var index = 0
      while index < word.count, text[at + index] == word[index] { index += 1 }
      if index == word.count { return at + index }
    }
    return nil
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
