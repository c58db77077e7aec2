/// Marks which scalars of a unit a slot explains.
///
/// Phrases are found first; a slot is then put together from them from right to left, so that the
/// longest chain from each position is known in one pass. Slots of both languages are looked for
/// in every unit, because a filing names companies in the other language in brackets.
struct SlotCover: Sendable {
  /// A set of slots, with the numbers of Chinese text apart: there a bare number is content.
  typealias Slots = UInt16

  /// Slots that cover each scalar.
  private(set) var slots: [Slots] = []
  private var marks: [PhraseIndex.Match] = []
  /// Ends of the phrases that a Chinese issuer may follow, ascending but for some.
  var heads: [Int] = []
  /// End of the longest chain from a scalar on, or -1.
  private var eventEnd: [Int] = []
  private var partyEnd: [Int] = []
  private var documentEnd: [Int] = []

  static func bit(_ slot: BoilerplateRule.Slot, _ language: BoilerplateRule.Language) -> Slots {
    switch slot {
    case .document: 1
    case .exchange: 2
    case .party: 4
    case .event: 8
    case .date: 16
    case .number: language == .en ? 32 : 512
    case .place: 64
    case .adviser: 128
    case .list: 256
    case .issuer: 1024
    }
  }

  /// Whether one of `wanted` covers the scalar; nothing does before slots were looked for.
  @inline(__always)
  func covers(_ at: Int, _ wanted: Slots) -> Bool { wanted != 0 && slots[at] & wanted != 0 }

  /// Finds all slots of a unit. Complexity: O(n) for the lengths that the slots may have.
  mutating func find(_ unit: UnitText, _ phrases: PhraseIndex) {
    let count = unit.count
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: count))
    phrases.find(unit, into: &marks)
    chain(unit)
    heads.removeAll(keepingCapacity: true)
    for mark in marks
    where mark.payload & SlotLexicon.Role.hanIssuerHead.rawValue != 0 { heads.append(mark.end) }
    for index in marks.indices { cover(marks[index], unit) }
    coverChains(unit)
    coverNames(unit)
    if unit.hasDigit || unit.hanCount > 0 { coverNumbers(unit) }
    coverListMark(unit)
  }

  private mutating func put(_ slot: BoilerplateRule.Slot, _ start: Int, _ end: Int) {
    put(Self.bit(slot, .en), start, end)
  }

  mutating func put(_ bit: Slots, _ start: Int, _ end: Int) {
    var at = max(0, start)
    while at < min(end, slots.count) {
      slots[at] |= bit
      at += 1
    }
  }

  // MARK: Chains

  private static func reset(_ array: inout [Int], _ count: Int) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: repeatElement(-1, count: count + 1))
  }

  private mutating func chain(_ unit: UnitText) {
    Self.reset(&eventEnd, unit.count)
    Self.reset(&partyEnd, unit.count)
    Self.reset(&documentEnd, unit.count)
    for mark in marks.reversed() {
      let role = SlotLexicon.Role(rawValue: mark.payload)
      if role.contains(.event) || role.contains(.hanEvent) {
        eventEnd[mark.start] = max(eventEnd[mark.start], mark.end)
      }
      if role.contains(.hanEventPart) {
        eventEnd[mark.start] = max(eventEnd[mark.start], eventEnd[mark.end])
      }
      if role.contains(.party) { partyEnd[mark.start] = max(partyEnd[mark.start], mark.end) }
      if role.contains(.hanDocumentKind) {
        documentEnd[mark.start] = max(documentEnd[mark.start], mark.end)
      }
      if role.contains(.hanDocumentPart) || role.contains(.hanDocumentHead) {
        let end = documentEnd[mark.end]
        // 本 alone does not begin inside the chain, but 本該 does no harm.
        documentEnd[mark.start] = max(documentEnd[mark.start], end)
      }
      if role.contains(.documentKind) {
        documentEnd[mark.start] = max(documentEnd[mark.start], mark.end)
      }
      guard unit.isBlank(mark.end) else { continue }
      let next = unit.skipBlanks(mark.end)
      if role.contains(.eventPart) {
        eventEnd[mark.start] = max(eventEnd[mark.start], eventEnd[next])
      }
      if role.contains(.partyPart) {
        partyEnd[mark.start] = max(partyEnd[mark.start], partyEnd[next])
      }
    }
  }

  private mutating func cover(_ mark: PhraseIndex.Match, _ unit: UnitText) {
    let role = SlotLexicon.Role(rawValue: mark.payload)
    if role.contains(.exchange) {
      var start = mark.start
      if start >= 4, unit.scalar(start - 4) == 0x74, unit.scalar(start - 3) == 0x68,
        unit.scalar(start - 2) == 0x65, unit.isBlank(start - 1), !unit.isWord(start - 5)
      {
        start -= 4
      }
      put(.exchange, start, aliasEnd(unit, mark.end))
    }
    if role.contains(.place) { put(.place, mark.start, aliasEnd(unit, mark.end)) }
    if role.contains(.adviser) { put(.adviser, mark.start, mark.end) }
    if role.contains(.month) { coverDate(unit, mark.start, mark.end) }
    if role.contains(.documentHead) { coverDocument(unit, mark.start, mark.end) }
    if role.contains(.hanDocumentHead), documentEnd[mark.end] > 0 {
      put(.document, mark.start, aliasEnd(unit, documentEnd[mark.end]))
    }
    if role.contains(.issuerHead) { coverIssuers(unit, behind: mark.end) }
    if role.contains(.issuerTopic), unit.isBlank(mark.end) {
      coverIssuers(unit, at: unit.skipBlanks(mark.end), head: mark.end)
    }
    if role.contains(.issuerVerb) { coverIssuer(unit, before: mark.start) }
    if role.contains(.hanIssuerHolder) { coverIssuers(unit, before: mark.start, atClause: true) }
    if role.contains(.hanIssuerStock) { coverIssuers(unit, before: mark.start, atClause: false) }
    if role.contains(.hanLegalForm) {
      var start = mark.start
      while start > 0, unit.isHan(start - 1), mark.start - start <= 20 { start -= 1 }
      if mark.start - start >= 2, mark.start - start <= 20 {
        put(.party, start, aliasEnd(unit, mark.end))
      }
    }
  }

  private mutating func coverChains(_ unit: UnitText) {
    var event = 0
    var party = 0
    for at in 0..<unit.count {
      if eventEnd[at] > at, at >= event {
        event = aliasEnd(unit, eventEnd[at])
        put(.event, at, event)
      }
      if partyEnd[at] > at, at >= party {
        party = aliasEnd(unit, partyEnd[at])
        put(.party, at, party)
      }
    }
  }

  private mutating func coverDocument(_ unit: UnitText, _ start: Int, _ end: Int) {
    var at = end
    for _ in 0...3 {
      guard unit.isBlank(at) else { return }
      at = unit.skipBlanks(at)
      if documentEnd[min(at, unit.count)] > at {
        put(.document, start, aliasEnd(unit, documentEnd[at]))
        return
      }
      let word = at
      while unit.scalar(at) == 0x2D || unit.isWord(at) && unit.trait(at).contains(.letter) {
        at += 1
      }
      guard at > word else { return }
    }
  }

  // MARK: Names

  private mutating func coverNames(_ unit: UnitText) {
    let legalForm = SlotLexicon.Role.legalForm.rawValue
    guard marks.contains(where: { $0.payload & legalForm != 0 }) else { return }
    var at = 0
    while at < unit.count {
      if unit.trait(at).contains(.upper), !unit.isWord(at - 1),
        let end = Self.nameEnd(unit, at)
      {
        let covered = aliasEnd(unit, end)
        put(.party, at, covered)
        at = max(at + 1, covered)
      } else {
        at += 1
      }
    }
  }

  private static let legalForms: Set<UInt64> = {
    var hashes: Set<UInt64> = []
    for form in [
      "limited", "ltd", "corporation", "corp", "inc", "plc", "llc", "llp", "company", "holdings",
      "group",
    ] {
      hashes.insert(TextHash.word(form.unicodeScalars.map(\.value)))
    }
    return hashes
  }()

  /// End of the company name in Latin letters that begins at `start`: at most nine capitalised
  /// words and a legal form.
  private static func nameEnd(_ unit: UnitText, _ start: Int) -> Int? {
    var at = start
    var found: Int?
    for index in 0..<11 {
      var end = at
      while unit.isWord(end) || isNameMark(unit.scalar(end)) { end += 1 }
      var form = at
      while form < unit.count, unit.trait(form).contains(.letter) { form += 1 }
      if index > 0, form > at, !unit.isWord(form), unit.scalar(form) != 0x27,
        legalForms.contains(unit.hash(at, form))
      {
        found = unit.scalar(form) == 0x2E && form - at <= 4 ? form + 1 : form
      }
      if unit.scalar(end) == 0x2C { end += 1 }
      guard unit.isBlank(end) else { return found }
      at = unit.skipBlanks(end)
      at = skipConnector(unit, at)
      let first = unit.scalar(at) == 0x28 ? at + 1 : at
      // `plc` is the one legal form in lower case.
      guard first < unit.count,
        unit.trait(first).contains(.upper) || unit.scalar(first) == 0x70
      else { return found }
    }
    return found
  }

  private static func skipConnector(_ unit: UnitText, _ at: Int) -> Int {
    var length = 0
    if unit.scalar(at) == 0x6F, unit.scalar(at + 1) == 0x66 {
      length = 2
    } else if unit.scalar(at) == 0x61, unit.scalar(at + 1) == 0x6E, unit.scalar(at + 2) == 0x64 {
      length = 3
    } else if unit.scalar(at) == 0x26 {
      length = 1
    }
    guard length > 0, unit.isBlank(at + length) else { return at }
    return unit.skipBlanks(at + length)
  }

  private static func isNameMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x26, 0x2E, 0x27, 0x28, 0x29, 0x2D: true
    default: false
    }
  }

  // MARK: Aliases

  /// Behind the brackets that follow `end` and hold a defined term, or the name of what stands
  /// there in the other language.
  func aliasEnd(_ unit: UnitText, _ end: Int) -> Int {
    var end = end
    for _ in 0..<2 {
      var at = end
      switch unit.scalar(at) {
      case 0x2A, 0x23, 0x5E, 0x2020, 0x2021: at += 1
      default: break
      }
      at = unit.skipBlanks(at)
      guard Self.isOpen(unit.scalar(at)), let close = Self.aliasClose(unit, at) else { return end }
      end = close + 1
    }
    return end
  }

  private static func isOpen(_ scalar: UInt32) -> Bool { scalar == 0x28 || scalar == 0xFF08 }
  private static func isClose(_ scalar: UInt32) -> Bool { scalar == 0x29 || scalar == 0xFF09 }

  private static func aliasClose(_ unit: UnitText, _ open: Int) -> Int? {
    let limit = min(unit.count, open + 145)
    var at = open + 1
    var quote = -1
    var hasQuoted = false
    var hanOnly = true
    var depth = 0
    while at < limit {
      let scalar = unit.scalar(at)
      if isClose(scalar) {
        if depth == 0 { break }
        depth -= 1
      } else if isOpen(scalar) {
        depth += 1
        if depth > 1 { return nil }
      } else if quote < 0, isOpenQuote(scalar) {
        quote = at
      } else if quote >= 0, isCloseQuote(scalar), at - quote > 1, at - quote <= 61 {
        hasQuoted = true
      } else if !unit.trait(at).contains(.han), scalar != 0xB7 {
        hanOnly = false
      }
      at += 1
    }
    guard at < limit, isClose(unit.scalar(at)) else { return nil }
    if hasQuoted, quote - open <= 61 { return at }
    if hanOnly, quote < 0, (3...42).contains(at - open) { return at }
    // `（Hong Kong Exchanges and Clearing Limited）` behind the Chinese name.
    let first = unit.skipBlanks(open + 1)
    if first < at, unit.trait(first).contains(.upper), let end = nameEnd(unit, first), end == at {
      return at
    }
    return nil
  }

  private static func isOpenQuote(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x201C, 0x22, 0x2018, 0x300C, 0x300E: true
    default: false
    }
  }

  private static func isCloseQuote(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x201D, 0x22, 0x27, 0x300D, 0x300F: true
    default: false
    }
  }
}
