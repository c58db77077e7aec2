/// Where the name of an English organization or law ends, behind its legal form or head.
extension SingleNames {
  /// `Securities Exchange Act of 1934`.
  func yearEnd(_ text: [UInt8], _ from: Int, _ end: Int) -> Int? {
    let year = from + 4
    guard year + 4 <= end, ByteMatch.starts(text.span, from, end, with: " of "),
      text[year..<(year + 4)].allSatisfy({ $0 &- 0x30 < 10 }),
      year + 4 == end || text[year + 4] &- 0x30 >= 10
    else { return nil }
    return year + 4
  }

  /// `Ltd` `Inc` `Co` `Corp`, whose full stop belongs to them even at the end of a sentence.
  func isAbbreviation(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
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
  func goesOn(_ text: [UInt8], _ from: Int, _ end: Int) -> Bool {
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
  func branchEnd(_ text: [UInt8], _ from: Int, _ end: Int) -> Int? {
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
      if words > 0, Self.branches.contains(PartLexicon.hash(text[begun..<at])) {
        guard isBracket else { return at }
        return at < end && text[at] == 0x29 ? at + 1 : nil
      }
      guard at < end, text[at] == 0x20 else { return nil }
      at += 1
      words += 1
    }
    return nil
  }

  /// End of the place behind `State Grid Corporation` at `from`: ` of China`.
  func placeEnd(_ text: [UInt8], _ head: Int, _ from: Int, _ end: Int) -> Int? {
    guard text[head] == 0x43, from - head > 4, let of = follows(text, from, end, [Self.of]),
      of < end, text[of] &- 0x41 < 26
    else { return nil }
    var stop = of
    while stop < end, (text[stop] | 0x20) &- 0x61 < 26 { stop += 1 }
    let isPlace = lexicon.parts.range(PartLexicon.hash(text[of..<stop])).contains {
      lexicon.parts[$0].kind == .place
    }
    return isPlace ? stop : nil
  }

  static let of = Array(" of ".utf8)

  static let dottedForms = [
    "S.A.S.", "S.A.", "P.C.", "B.V.", "N.V.", "L.P.", "A/S", "S.p.A.", "L.L.C.", "P.L.C.", "K.K.",
    "S.à r.l.", "A.G.",
  ].map { Array($0.utf8) }

  static let branches = KeySet(
    ["branch", "sub-branch", "subbranch"].map { PartLexicon.hash($0.utf8) })
}
