/// Clauses that qualify a notice: `… until the audit is completed`, 惟向合資格股東作出者除外.
///
/// Each of their words may be one that notices use; that they follow one another in this way no
/// notice of the rules shows. What they say is the issuer's own.
extension BoilerplateMatcher {
  /// Appends the clauses that begin with a word of exception, time or cause and go on as no example
  /// of the rules does.
  func clauses(_ rule: Compiled, _ scratch: inout MatcherScratch) {
    if rule.language == .en {
      englishClauses(rule, &scratch)
    } else {
      hanClauses(rule, &scratch)
    }
  }

  /// How many of the words from the clause's first one on are looked at, and how many pairs of them
  /// must be new: two, or three of four and more.
  private static let reach = 6
  private static let newPairs = 2

  private func englishClauses(_ rule: Compiled, _ scratch: inout MatcherScratch) {
    let count = scratch.unit.words.count
    for index in 0..<count where Self.clauseLeads.contains(scratch.unit.words[index].hash) {
      var new = 0
      var pairs = 0
      var last = index
      for next in max(1, index)..<max(1, min(count, index + Self.reach)) {
        let (a, b) = (scratch.unit.words[next - 1], scratch.unit.words[next])
        pairs += 1
        if isCovered(rule, a.start, a.end, scratch.cover)
          && isCovered(rule, b.start, b.end, scratch.cover)
          || vocabulary.contains(TextHash.words(a.hash, b.hash), rule.group)
        {
          continue
        }
        new += 1
        last = next
      }
      if new >= Self.newPairs + (pairs > 3 ? 1 : 0) {
        scratch.rest.append(
          (scratch.unit.words[index].start, scratch.unit.words[last].end, true))
        return
      }
    }
  }

  private func hanClauses(_ rule: Compiled, _ scratch: inout MatcherScratch) {
    var at = 0
    while at < scratch.unit.count {
      // A clause: up to a sign.
      var end = at
      while end < scratch.unit.count, scratch.unit.isHan(end) { end += 1 }
      if end - at >= 3, qualifies(scratch.unit, at, end) {
        var new = 0
        for place in at..<(end - 1)
        where !scratch.cover.covers(place, rule.slots)
          && !scratch.cover.covers(place + 1, rule.slots)
        {
          let pair = TextHash.pair(scratch.unit.scalar(place), scratch.unit.scalar(place + 1))
          if !vocabulary.contains(pair, rule.group) { new += 1 }
        }
        if new >= Self.newPairs {
          scratch.rest.append((at, end, true))
          return
        }
      }
      at = max(end, at + 1)
    }
  }

  /// The clause begins with a word of exception or cause, or ends in 前, 後, 除外.
  private func qualifies(_ unit: UnitText, _ start: Int, _ end: Int) -> Bool {
    if Self.hanLeads.contains(unit.scalar(start)) { return true }
    let last = unit.scalar(end - 1)
    // 前 后 外
    return last == 0x524D || last == 0x540E || last == 0x5916
  }

  /// 因 惟 除 但 倘 至 直 尤 包 特 另 由 鉴 待 未 须, folded.
  private static let hanLeads: ScalarSet = [
    0x56E0, 0x60DF, 0x9664, 0x4F46, 0x5018, 0x81F3, 0x76F4, 0x5C24, 0x5305, 0x7279, 0x53E6, 0x7531,
    0x9274, 0x5F85, 0x672A, 0x987B,
  ]

  /// Words that clauses of exception, time and cause begin with.
  private static let clauseLeads = KeySet(
    ("until before except excluding save unless because due since including particular but pending "
      + "whereas although whilst while insofar saving").split(separator: " ").map {
        TextHash.word($0.unicodeScalars.map(\.value))
      })
}
