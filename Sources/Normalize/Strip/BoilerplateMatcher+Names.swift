/// Chinese names in Chinese units, and the words for why a unit is kept.
extension BoilerplateMatcher {
  /// What stands behind the name of a person or company, folded.
  private static let titles: [[UInt32]] = ["先生", "女士", "博士", "教授", "小姐", "有限公司"].map {
    $0.unicodeScalars.map(\.value)
  }

  /// Marks names (先生 and the like behind them) and titles in 《》 that the rule does not know.
  func hanNames(_ rule: Compiled, _ scratch: inout MatcherScratch) {
    var run = 0
    var at = 0
    while at < scratch.unit.count {
      if scratch.unit.scalar(at) == 0x300A {
        var close = at + 1
        while close < scratch.unit.count, scratch.unit.scalar(close) != 0x300B { close += 1 }
        guard close < scratch.unit.count else { return }
        if !commonTitles.contains(scratch.unit.hash(at + 1, close)) {
          note(rule, at, close + 1, &scratch)
        }
        at = close + 1
        run = at
        continue
      }
      guard scratch.unit.trait(at).contains(.han) else {
        at += 1
        run = at
        continue
      }
      if let length = titleLength(scratch.unit, at), at - run >= 2 {
        note(rule, max(run, at - 12), at + length, &scratch)
        at += length
        run = at
      } else {
        at += 1
      }
    }
  }

  private func titleLength(_ unit: UnitText, _ at: Int) -> Int? {
    for title in Self.titles where title.count <= unit.count - at {
      var index = 0
      while index < title.count, unit.scalar(at + index) == han.fold(title[index]) { index += 1 }
      if index == title.count { return index }
    }
    return nil
  }

  private func note(_ rule: Compiled, _ start: Int, _ end: Int, _ scratch: inout MatcherScratch) {
    var isOpen = false
    for at in start..<end {
      let scalar = scratch.unit.scalar(at)
      let isCovered = scratch.cover.covers(at, rule.slots)
      if !isCovered, !vocabulary.contains(TextHash.single(scalar), rule.group) { isOpen = true }
    }
    guard isOpen else { return }
    for at in start..<(end - 1) {
      let scalar = scratch.unit.scalar(at)
      let next = scratch.unit.scalar(at + 1)
      if scalar == 0x300A || scalar == 0x300B || isMark(next)
        || scratch.cover.covers(at, rule.slots) || scratch.cover.covers(at + 1, rule.slots)
        || vocabulary.contains(TextHash.pair(scalar, next), rule.group)
      {
        continue
      }
      scratch.rest.append((start, end, true))
      return
    }
  }

  /// 《》、（）()
  private func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300A, 0x300B, 0x3001, 0xFF08, 0xFF09, 0x28, 0x29: true
    default: false
    }
  }

  // MARK: Reasons

  /// Why the unit in the scratch is kept: `specific content: 17, 91.2%`.
  func reason(
    _ text: [UInt8], _ start: Int, _ end: Int, _ rule: Int, _ scratch: inout MatcherScratch
  ) -> String {
    guard compiled[rule].isStripped else { return keptReasons[rule] }
    residue(compiled[rule], &scratch)
    let isSpecific = scratch.rest.contains { $0.isSpecific }
    if !isSpecific, !scratch.stripping.contains(compiled[rule].boilerplateClass) {
      return "\(compiled[rule].boilerplateClass.rawValue) is kept on request"
    }
    // Neighbours are one thing: a name of two words, a word of single ideographs.
    let items = scratch.rest.filter { $0.isSpecific == isSpecific }.sorted { $0.start < $1.start }
    var joined: [(start: Int, end: Int)] = []
    for item in items {
      if let last = joined.last, item.start <= scratch.unit.skipBlanks(last.end) {
        joined[joined.count - 1].end = max(last.end, item.end)
      } else {
        joined.append((item.start, item.end))
      }
    }
    // The unit holds no offsets, because only reasons need them.
    var offsets: [Int] = []
    var at = start
    while at < end {
      offsets.append(at)
      at += max(1, UTF8Scan.scalar(text, at: at).length)
    }
    offsets.append(end)
    let shown = joined.prefix(3).map { item in
      let last = min(item.end, item.start + 40, offsets.count - 1)
      return String(decoding: text[offsets[min(item.start, last)]..<offsets[last]], as: UTF8.self)
    }
    let more = joined.count > 3 ? " and \(joined.count - 3) more" : ""
    return (isSpecific ? "specific content: " : "other words: ")
      + shown.joined(separator: ", ") + more
  }
}
