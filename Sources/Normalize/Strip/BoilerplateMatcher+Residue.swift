/// What a rule leaves unexplained in a unit, and what follows from it.
extension BoilerplateMatcher {
  /// How much of a unit may be left unexplained: one word in 20, one ideograph in 25.
  private static let wordShare = 20
  private static let hanShare = 25

  /// The verdict on the bytes `start..<end`, which are at most as many as those of the longest unit.
  /// With `knowsAnchors`, `scratch.complete` names the rules whose every anchor line stands there.
  func evaluate(
    _ text: [UInt8], _ start: Int, _ end: Int, sentence: Bool, line: Bool, knowsAnchors: Bool,
    _ scratch: inout MatcherScratch
  ) -> VerdictCache.Verdict {
    scratch.unit.load(text.span, start, end, han)
    if !knowsAnchors { findAnchors(&scratch) }
    return judge(text, start, end, sentence: sentence, line: line, &scratch)
  }

  /// The finding that a verdict on the bytes `start..<end` is, nil where no rule recognises them.
  func finding(_ verdict: VerdictCache.Verdict, _ start: Int, _ end: Int) -> StripFinding? {
    guard verdict.rule >= 0 else { return nil }
    return StripFinding(
      start: start, end: end, rule: Int(verdict.rule), isRemoved: verdict.isRemoved,
      reason: verdict.reason)
  }

  private func findAnchors(_ scratch: inout MatcherScratch) {
    for rule in scratch.touched { scratch.lines[Int(rule)] = 0 }
    scratch.touched.removeAll(keepingCapacity: true)
    scratch.complete.removeAll(keepingCapacity: true)
    if scratch.epoch == .max {
      for index in scratch.seen.indices { scratch.seen[index] = 0 }
      scratch.epoch = 0
    }
    scratch.epoch += 1
    let epoch = scratch.epoch
    anchors.find(scratch.unit, into: &scratch.matches)
    for index in scratch.matches.indices {
      let alternative = Int(scratch.matches[index].payload)
      guard scratch.seen[alternative] != epoch else { continue }
      scratch.seen[alternative] = epoch
      for index in Int(starts[alternative])..<Int(starts[alternative + 1]) {
        let use = uses[index]
        let rule = Int(use.rule)
        let before = scratch.lines[rule]
        let lines = before | use.bits
        guard lines != before else { continue }
        if before == 0 { scratch.touched.append(use.rule) }
        scratch.lines[rule] = lines
        if lines == compiled[rule].lines { scratch.complete.append(use.rule) }
      }
    }
  }

  /// The best of the rules whose anchors stand in the unit: one that removes before one that
  /// keeps, then the one that leaves less, then the one with more anchor lines, then the first.
  private func judge(
    _ text: [UInt8], _ start: Int, _ end: Int, sentence: Bool, line: Bool,
    _ scratch: inout MatcherScratch
  ) -> VerdictCache.Verdict {
    var best = (rule: -1, removes: false, specific: Int.max, left: Int.max, lines: 0)
    var isCovered = false
    var hasWords = false
    let length = end - start
    for index in scratch.complete.indices {
      let rule = Int(scratch.complete[index])
      let compiled = compiled[rule]
      guard compiled.unit == .sentence ? sentence : line,
        length <= compiled.longest,
        compiled.boilerplateClass != .signature || !Self.isMarked(text, start)
      else { continue }
      if compiled.isStripped, !hasWords {
        scratch.unit.findWords()
        hasWords = true
      }
      if compiled.isStripped, compiled.slots != 0, !isCovered {
        scratch.cover.find(scratch.unit, slotPhrases)
        isCovered = true
      }
      let size = compiled.language == .en ? scratch.unit.words.count : scratch.unit.hanCount
      let share = compiled.language == .en ? Self.wordShare : Self.hanShare
      var removes = false
      if compiled.isStripped {
        // Where most of it is other text, the anchors stand there by chance.
        let most = max(size, 1) / 2
        residue(compiled, &scratch, most: most)
        guard scratch.rest.count <= most else { continue }
        // `PROFIT WARNING` is no `WARNING`.
        if compiled.unit == .line, compiled.limit == 0, scratch.rest.count * 4 > size { continue }
        removes =
          !scratch.rest.contains { $0.isSpecific }
          && scratch.rest.count <= min(compiled.limit, size / share)
          && scratch.stripping.contains(compiled.boilerplateClass)
      } else {
        scratch.rest.removeAll(keepingCapacity: true)
      }
      var specific = 0
      for item in scratch.rest where item.isSpecific { specific += 1 }
      let lines = compiled.lines.nonzeroBitCount
      let candidate = (rule, removes, specific, scratch.rest.count, lines)
      if isBetter(candidate, than: best) { best = candidate }
    }
    guard best.rule >= 0 else {
      return VerdictCache.Verdict(rule: -1, isRemoved: false, reason: "")
    }
    let reason = best.removes ? "" : reason(text, start, end, best.rule, &scratch)
    return VerdictCache.Verdict(
      rule: Int32(best.rule), isRemoved: best.removes, reason: reason)
  }

  private typealias Candidate = (rule: Int, removes: Bool, specific: Int, left: Int, lines: Int)

  private func isBetter(_ one: Candidate, than other: Candidate) -> Bool {
    if other.rule < 0 { return true }
    if one.removes != other.removes { return one.removes }
    if one.specific != other.specific { return one.specific < other.specific }
    if one.left != other.left { return one.left < other.left }
    if one.lines != other.lines { return one.lines > other.lines }
    return one.rule < other.rule
  }

  // MARK: Residue

  /// Fills `scratch.rest` with what neither the vocabulary nor a slot of the rule explains; once that
  /// is more than `most` the rest is left out.
  func residue(_ rule: Compiled, _ scratch: inout MatcherScratch, most: Int = .max) {
    scratch.rest.removeAll(keepingCapacity: true)
    let isHanRule = rule.language == .zh
    var first = 0
    while first < scratch.unit.count, !scratch.unit.isWord(first) { first += 1 }
    let isShouted = !scratch.unit.hasLower
    for word in scratch.unit.words {
      if isCovered(rule, word.start, word.end, scratch.cover)
        || vocabulary.contains(word.hash, rule.group) || scratch.unit.isDotted(word)
      {
        continue
      }
      let isName =
        scratch.unit.trait(word.start).contains(.upper) && !isShouted
        && word.start != first
      scratch.rest.append((word.start, word.end, isHanRule || isName || news.contains(word.hash)))
      if scratch.rest.count > most { return }
    }
    numbers(rule, &scratch)
    clauses(rule, &scratch)
    guard scratch.unit.hanCount > 0, scratch.rest.count <= most else { return }
    if isHanRule {
      ideographs(rule, &scratch, most: most)
      hanNames(rule, &scratch)
    } else {
      foreignNames(rule, &scratch)
    }
  }

  func isCovered(
    _ rule: Compiled, _ start: Int, _ end: Int, _ cover: borrowing SlotCover
  ) -> Bool {
    var at = start
    while at < end {
      if !cover.covers(at, rule.slots) { return false }
      at += 1
    }
    return true
  }

  private func numbers(_ rule: Compiled, _ scratch: inout MatcherScratch) {
    guard scratch.unit.hasDigit || scratch.unit.hanCount > 0 else { return }
    var at = 0
    while at < scratch.unit.count {
      if scratch.unit.isDigit(at) {
        let start = at
        var end = at
        while scratch.unit.isDigit(end)
          || scratch.unit.isDigit(end + 1)
            && (scratch.unit.scalar(end) == 0x2C || scratch.unit.scalar(end) == 0x2E)
        {
          end += 1
        }
        var isOpen = false
        for digit in start..<end
        where scratch.unit.isDigit(digit) && !scratch.cover.covers(digit, rule.slots) {
          isOpen = true
        }
        if isOpen {
          if scratch.unit.scalar(end) == 0x25 { end += 1 }
          scratch.rest.append((start, end, true))
        }
        at = max(end, at + 1)
      } else if Self.isCount(scratch.unit.scalar(at)) {
        var end = at
        while Self.isCount(scratch.unit.scalar(end)) { end += 1 }
        let percent = scratch.unit.scalar(end) == 0x25 || scratch.unit.scalar(end) == 0xFF05
        if end - at >= 2 || percent, !isCovered(rule, at, end, scratch.cover),
          percent || !knows(rule, at, end, scratch.unit)
        {
          scratch.rest.append((at, end, true))
        }
        at = end
      } else {
        at += 1
      }
    }
  }

  /// 一 to 十, 百, 千, 〇 and 零: two of them are a number.
  private static func isCount(_ scalar: UInt32) -> Bool {
    SlotCover.isNumeral(scalar) || scalar == 0x767E || scalar == 0x5343
  }

  /// Whether each pair of a stretch of Chinese text is in the vocabulary.
  private func knows(_ rule: Compiled, _ start: Int, _ end: Int, _ unit: UnitText) -> Bool {
    guard rule.language == .zh else { return false }
    for at in start..<max(start, end - 1) {
      let hash = TextHash.pair(unit.scalar(at), unit.scalar(at + 1))
      if !vocabulary.contains(hash, rule.group) { return false }
    }
    return true
  }

  private func ideographs(_ rule: Compiled, _ scratch: inout MatcherScratch, most: Int) {
    // Whether the pair of the scalar before and this one is known.
    var isKnown = false
    for at in 0..<scratch.unit.count {
      guard scratch.unit.trait(at).contains(.han) else {
        isKnown = false
        continue
      }
      let before = isKnown
      isKnown = false
      if scratch.unit.isHan(at + 1) {
        let pair = TextHash.pair(scratch.unit.scalar(at), scratch.unit.scalar(at + 1))
        isKnown = vocabulary.contains(pair, rule.group)
      }
      if before || isKnown || scratch.cover.covers(at, rule.slots)
        || vocabulary.contains(TextHash.single(scratch.unit.scalar(at)), rule.group)
      {
        continue
      }
      scratch.rest.append((at, at + 1, news.contains(TextHash.single(scratch.unit.scalar(at)))))
      if scratch.rest.count > most { return }
    }
  }

  /// Chinese text in an English notice: a name, unless a slot covers it.
  private func foreignNames(_ rule: Compiled, _ scratch: inout MatcherScratch) {
    for at in 0..<scratch.unit.count
    where scratch.unit.trait(at).contains(.han) && !scratch.cover.covers(at, rule.slots) {
      let isName = scratch.unit.isHan(at - 1) || scratch.unit.isHan(at + 1)
      scratch.rest.append((at, at + 1, isName))
    }
  }
}
