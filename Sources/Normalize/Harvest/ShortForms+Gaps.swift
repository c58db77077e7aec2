/// Short forms of names of which the lexicon knows some parts only: what stands between two known parts
/// on one side stands for what is between them on the other.
///
/// 北京|水母|海洋|感知|技術有限公司 of Beijing Medusa Marine Sensing Technology: with Beijing, Marine and
/// Technology known, Medusa is 水母 and Sensing 感知.
extension ShortForms {
  /// Words that no part stands for, and the ideographs between the same two parts.
  private struct Gap {
    var tokens: Range<Int>
    var scalars: Range<Int>
  }

  /// The Chinese short form of the words that are chosen; nil where the known parts stand in another order
  /// or a gap is open on one side. `full` and the aligner hold the name.
  ///
  /// Complexity: O(words x ideographs).
  func composedByGaps(_ isChosen: [Bool], _ name: FoundName) -> [UInt8]? {
    let body = han.count - bareFormLength()
    guard let gaps = gaps(body) else { return nil }
    var keeps = [Bool](repeating: false, count: han.count)
    var (keepsBrand, drops) = (false, false)
    for index in full.indices where full[index].kind != .connector && full[index].isWord {
      let part = aligner.parts[index]
      guard part.count > 0, Int(part.start) < body else { continue }
      if isChosen[index] {
        for scalar in Int(part.start)..<(Int(part.start) + Int(part.count)) { keeps[scalar] = true }
        if part.isSound || part.kind == .brand || part.kind == .surname { keepsBrand = true }
      } else {
        // A phrase is kept or dropped as a whole.
        guard !sharesPhrase(index, isChosen) else { return nil }
        drops = true
      }
    }
    for gap in gaps {
      let kept = gap.tokens.lazy.filter { isChosen[$0] && full[$0].kind == .capital }.count
      guard kept > 0 else {
        drops = true
        continue
      }
      guard let end = keptEnd(gap, kept, isChosen, body), !isTouched(gap, end, isChosen) else {
        return nil
      }
      if end < gap.scalars.upperBound { drops = true }
      for scalar in gap.scalars.lowerBound..<end { keeps[scalar] = true }
      keepsBrand = true
    }
    guard keepsBrand, drops, let first = keeps.firstIndex(of: true),
      let last = keeps.lastIndex(of: true)
    else { return nil }
    var result: [UInt8] = []
    for index in first...last {
      // A sign between two ideographs that stay.
      let isInner =
        index > first && index < last && HanText.isDot(han.scalars[index]) && keeps[index - 1]
        && keeps[index + 1]
      guard keeps[index] || isInner else { continue }
      result.append(contentsOf: name.zh[han.offset(index)..<han.offset(index + 1)])
    }
    return result.count >= 6 && result.count < name.zh.count ? result : nil
  }

  /// The words of the name's English side that the kept ideographs of its Chinese one stand for.
  func chosenByGaps(_ keeps: [Bool]) -> [Bool]? {
    let body = han.count - bareFormLength()
    guard let gaps = gaps(body) else { return nil }
    var isKept = [Bool](repeating: false, count: full.count)
    var keepsBrand = false
    for index in full.indices where full[index].kind == .capital {
      let part = aligner.parts[index]
      guard part.count > 0, Int(part.start) < body else { continue }
      let span = Int(part.start)..<(Int(part.start) + Int(part.count))
      let inside = span.lazy.filter { keeps[$0] }.count
      guard inside == 0 || inside == span.count else { return nil }
      isKept[index] = inside > 0
      if inside > 0, part.isSound || part.kind == .brand { keepsBrand = true }
    }
    for gap in gaps {
      let kept = gap.scalars.lazy.filter { keeps[$0] }.count
      guard kept > 0 else { continue }
      let words = gap.tokens.lazy.filter { full[$0].kind == .capital }.count
      var take = words
      if kept < gap.scalars.count {
        // Two ideographs a word, from the begin on.
        guard gap.scalars.count == 2 * words, kept % 2 == 0,
          gap.scalars.prefix(kept).allSatisfy({ keeps[$0] })
        else { return nil }
        take = kept / 2
      }
      for index in gap.tokens where full[index].kind == .capital && take > 0 {
        isKept[index] = true
        take -= 1
      }
      keepsBrand = true
    }
    return keepsBrand ? isKept : nil
  }

  /// One ideograph of a word that goes (信 of Credit) stands right beside the gap: its other one may be in it.
  private func isTouched(_ gap: Gap, _ end: Int, _ isChosen: [Bool]) -> Bool {
    full.indices.contains { index in
      let part = aligner.parts[index]
      return part.count == 1 && !isChosen[index] && !isBareForm(index)
        && (Int(part.start) + 1 == gap.scalars.lowerBound
          || Int(part.start) == end)
    }
  }

  /// Another word of the phrase that token `index` belongs to is chosen.
  private func sharesPhrase(_ index: Int, _ isChosen: [Bool]) -> Bool {
    let group = aligner.parts[index].group
    return full.indices.contains {
      isChosen[$0] && full[$0].kind == .capital && aligner.parts[$0].count > 0
        && aligner.parts[$0].group == group
    }
  }

  /// Where the ideographs of the first `kept` words of a gap end; nil where nothing tells.
  private func keptEnd(_ gap: Gap, _ kept: Int, _ isChosen: [Bool], _ body: Int) -> Int? {
    let words = gap.tokens.filter { full[$0].kind == .capital }
    if kept == words.count { return gap.scalars.upperBound }
    guard words.prefix(kept).allSatisfy({ isChosen[$0] }) else { return nil }
    let dropped = words.count - kept
    let (least, end) = (gap.scalars.lowerBound + 2, gap.scalars.upperBound)
    // Two ideographs a word that goes, if a brand of one word has two then or a known word begins there.
    let even = end - 2 * dropped
    if gap.scalars.count == 2 * words.count { return even }
    // Of two words that stay, each may have any number.
    guard kept == 1, least < end else { return nil }
    if even >= least, isWordStart(even, body) { return even }
    for at in least..<end
    where end - at >= dropped && end - at <= 3 * dropped && isWordStart(at, body) {
      return at
    }
    return nil
  }

  private func isWordStart(_ at: Int, _ end: Int) -> Bool {
    lexicon.wordLength(han.scalars, at: at, atLeast: 2) > 0
      || lexicon.tradeLength(han.scalars, at: at, end: end) >= 2
  }

  /// The gaps between the known parts; nil where those have not one order, or where words stand for no
  /// ideographs or ideographs for no words.
  private func gaps(_ body: Int) -> [Gap]? {
    guard body > 0 else { return nil }
    var gaps: [Gap] = []
    var (token, scalar) = (0, 0)
    /// Closes what is open before the part of `index` that begins at `start`.
    func close(_ index: Int, _ start: Int) -> Bool {
      guard token <= index, scalar <= start else { return false }
      let words = (token..<index).filter {
        full[$0].kind == .capital && aligner.parts[$0].count == 0 && !isBareForm($0)
      }
      let signs = (scalar..<start).filter { NameAligner.counts(han.scalars[$0]) }
      guard words.isEmpty == signs.isEmpty else { return false }
      guard let first = words.first, let last = words.last, let from = signs.first,
        let to = signs.last
      else { return true }
      // Two ideographs at least, and no sign between them.
      guard to - from + 1 == signs.count, signs.count >= 2, last - first < 8 else { return false }
      gaps.append(Gap(tokens: first..<(last + 1), scalars: from..<(to + 1)))
      return true
    }
    var group: Int16 = -1
    for index in full.indices where full[index].isWord && aligner.parts[index].count > 0 {
      let part = aligner.parts[index]
      let start = Int(part.start)
      guard start < body else { continue }
      if part.group == group {
        token = index + 1
        scalar = min(body, max(scalar, start + Int(part.count)))
        continue
      }
      guard start >= scalar, close(index, start) else { return nil }
      (token, scalar, group) = (index + 1, min(body, start + Int(part.count)), part.group)
    }
    guard close(full.count, body) else { return nil }
    return gaps
  }
}
