/// Changes of name: `from “X” to “Y”`, 由「甲」更改為「乙」. Where a document tells the change in both
/// languages, the old names are one pair and the new names another.
extension SingleNames {
  private struct Change {
    var old: Range<Int>
    var new: Range<Int>
    var isHan: Bool
    /// It has been made, so that the old name is a former one.
    var isMade: Bool
  }

  /// Pairs the old and the new names of changes that follow one another in the two languages.
  ///
  /// Complexity: O(candidates), each with 160 bytes around it.
  mutating func pairChanges(_ text: [UInt8], _ order: [Int], into names: inout NameCollection) {
    var previous: Change?
    var last = -1
    for index in order where candidates[index].kind == .organization {
      let candidate = candidates[index]
      guard let change = change(text, candidate, order), change.old.lowerBound > last else {
        continue
      }
      last = change.new.lowerBound
      if let other = previous, other.isHan != change.isHan,
        change.old.lowerBound - other.new.upperBound <= 600
      {
        let en = other.isHan ? change : other
        let zh = other.isHan ? other : change
        let new = add(text, en.new, zh.new, .full, owner: -1, into: &names)
        let isMade = en.isMade && zh.isMade
        add(text, en.old, zh.old, isMade ? .former : .full, owner: isMade ? new : -1, into: &names)
        for other in candidates.indices
        where [en.old, en.new, zh.old, zh.new].contains(where: {
          $0.lowerBound == candidates[other].start
        }) {
          candidates[other].confidence = 0
        }
        previous = nil
      } else {
        previous = change
      }
    }
  }

  @discardableResult
  private func add(
    _ text: [UInt8], _ en: Range<Int>, _ zh: Range<Int>, _ form: Name.Form, owner: Int,
    into names: inout NameCollection
  ) -> Int {
    let kind = Name.Evidence.Kind.former
    var places = FoundName.EvidenceList(kind: kind, start: en.lowerBound, end: en.upperBound)
    places.append(.init(kind: kind, start: zh.lowerBound, end: zh.upperBound))
    return names.add(
      FoundName(
        kind: .organization, enForm: form, zhForm: form, en: Array(text[en]), zh: Array(text[zh]),
        confidence: 96, evidence: places, owner: owner),
      lexicon.han)
  }

  /// The change that a candidate is the old or the new name of. The other one may be known already:
  /// then its quotes bound it.
  private func change(_ text: [UInt8], _ candidate: Candidate, _ order: [Int]) -> Change? {
    let bytes = text.span
    let verbs = candidate.isHan ? Self.chineseVerbs : Self.englishVerbs
    let behind = skipQuotes(text, candidate.end)
    if behind < text.count, Self.beginsVerb(bytes[behind]),
      let verb = verbs.first(where: { ByteMatch.starts(bytes, behind, text.count, with: $0) })
    {
      let from = skipQuotes(text, behind + verb.utf8CodeUnitCount)
      guard let new = name(text, at: from, order) else { return nil }
      return change(text, candidate.start..<candidate.end, new, candidate.isHan)
    }
    let before = skipQuotesLeft(text, candidate.start)
    if before > 0, Self.endsVerb(bytes[before - 1]),
      let verb = verbs.first(where: { ByteMatch.ends(bytes, 0, before, with: $0) })
    {
      let end = skipQuotesLeft(text, before - verb.utf8CodeUnitCount)
      guard let start = opening(text, end) else { return nil }
      return change(text, start..<end, candidate.start..<candidate.end, candidate.isHan)
    }
    return nil
  }

  /// The change, where the words before the old name speak of a name.
  private func change(
    _ text: [UInt8], _ old: Range<Int>, _ new: Range<Int>, _ isHan: Bool
  ) -> Change? {
    let bytes = text.span
    let at = skipQuotesLeft(text, old.lowerBound)
    var floor = at
    while floor > 0, at - floor < 160, bytes[floor - 1] != 0x0A { floor -= 1 }
    let isFrom =
      isHan
      ? Self.chineseFrom.contains { ByteMatch.ends(bytes, floor, at, with: $0) }
        || ByteMatch.ends(bytes, floor, at, with: "from ")
      : ByteMatch.ends(bytes, floor, at, with: "from ")
        || Self.chineseFrom.contains { ByteMatch.ends(bytes, floor, at, with: $0) }
    guard isFrom,
      ByteMatch.find(bytes, floor, at, "name") != nil
        || ByteMatch.find(bytes, floor, at, "名") != nil
    else { return nil }
    let isPlan = Self.plans.contains { ByteMatch.find(bytes, floor, at, $0) != nil }
    return Change(old: old, new: new, isHan: isHan, isMade: !isPlan)
  }

  /// The first byte of one of the verbs below, and the last.
  private static func beginsVerb(_ byte: UInt8) -> Bool {
    byte == 0x74 || byte == 0xE6 || byte == 0xE8 || byte == 0xE5
  }
  private static func endsVerb(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0xBA || byte == 0xB1 || byte == 0xB0
  }

  private static let englishVerbs: [StaticString] = [
    "to ", "更改為", "更改为", "變更為", "变更为", "改為", "改为", "更名為", "更名为",
  ]
  private static let chineseVerbs: [StaticString] = [
    "更改為", "更改为", "變更為", "变更为", "改為", "改为", "更名為", "更名为", "改稱", "改称", "to ",
  ]
  private static let chineseFrom: [StaticString] = ["由", "自", "從", "从"]
  private static let plans: [StaticString] = [
    "ropos", "will be", "intend", "subject to", "建議", "建议", "擬", "拟",
  ]

  /// The name that begins at `at`: a candidate, or what quotes enclose.
  private func name(_ text: [UInt8], at: Int, _ order: [Int]) -> Range<Int>? {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if candidates[order[middle]].start < at { low = middle + 1 } else { high = middle }
    }
    if low < order.count, candidates[order[low]].start == at {
      return at..<candidates[order[low]].end
    }
    guard at >= 3, isQuote(UTF8Scan.scalar(text, before: at).value) else { return nil }
    var end = at
    while end < text.count, end - at < 160 {
      let scalar = UTF8Scan.scalar(text, at: end)
      if isQuote(scalar.value) { return end > at ? at..<end : nil }
      if scalar.value == 0x0A { return nil }
      end += scalar.length
    }
    return nil
  }

  /// Where the quoted name that ends at `end` begins.
  private func opening(_ text: [UInt8], _ end: Int) -> Int? {
    guard end < text.count, isQuote(UTF8Scan.scalar(text, at: end).value) else { return nil }
    var at = end
    while at > 0, end - at < 160 {
      let scalar = UTF8Scan.scalar(text, before: at)
      if isQuote(scalar.value) { return at < end ? at : nil }
      if scalar.value == 0x0A { return nil }
      at -= scalar.length
    }
    return nil
  }

  private func isQuote(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x201C, 0x201D, 0x300C, 0x300D, 0x300E, 0x300F: true
    default: false
    }
  }

  private func skipQuotes(_ text: [UInt8], _ from: Int) -> Int {
    var at = from
    while at < text.count {
      let scalar = UTF8Scan.scalar(text, at: at)
      guard scalar.value == 0x20 || isQuote(scalar.value) else { break }
      at += scalar.length
    }
    return at
  }

  /// Skips quotes to the left; blanks belong to the words before them.
  private func skipQuotesLeft(_ text: [UInt8], _ from: Int) -> Int {
    var at = from
    while at > 0 {
      let scalar = UTF8Scan.scalar(text, before: at)
      guard isQuote(scalar.value) else { break }
      at -= scalar.length
    }
    return at
  }
}
