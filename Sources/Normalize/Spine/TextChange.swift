/// What one step did to a text: the stretches that it copied, in the order of the new text.
struct TextChange: Sendable {
  private struct Kept {
    /// Where the stretch stood.
    var before: Int
    /// Where it stands.
    var start: Int
    var end: Int
    /// Only whole blocks were cut between it and the stretch before.
    var followsBlocks: Bool

    func shifted(_ position: Int) -> Int { min(start + position - before, end) }
  }

  private var kept: [Kept] = []
  /// The order of the text is the same.
  private(set) var keepsOrder = true
  /// Bytes before and after.
  private let oldCount: Int
  private let newCount: Int

  /// The change that a text is against its base, whose bytes are `old`. Complexity: O(pieces).
  init(of step: borrowing AlignedText, from old: [UInt8]) {
    oldCount = step.baseCount
    newCount = step.bytes.count
    kept.reserveCapacity(step.pieces.count / 2 + 1)
    var last = 0
    for index in step.pieces.indices where step.pieces[index].isCopy {
      let piece = step.pieces[index]
      let (before, start) = (Int(piece.baseStart), Int(piece.textStart))
      if before < last { keepsOrder = false }
      last = Int(piece.baseEnd)
      let followsBlocks =
        start == (kept.last?.end ?? 0) && Self.beginsBlock(old, before)
        && Self.beginsBlock(step.bytes, start, from: kept.last?.start ?? 0)
      kept.append(
        Kept(
          before: before, start: start, end: Int(piece.textEnd), followsBlocks: followsBlocks))
    }
  }

  /// Content begins at `at`, behind two line ends.
  private static func beginsBlock(_ text: [UInt8], _ at: Int) -> Bool {
    at >= 2 && at < text.count && text[at] > 0x20 && text[at - 1] == 0x0A && text[at - 2] == 0x0A
  }

  /// The same, and the line above with its two line ends lies behind `floor`; or the text begins.
  private static func beginsBlock(_ text: [UInt8], _ at: Int, from floor: Int) -> Bool {
    at == 0 || at - floor >= 3 && beginsBlock(text, at) && text[at - 3] != 0x0A
  }

  /// Calls `body` with each stretch of the new text that is not a copy, ascending; where something
  /// was removed without a trace the stretch is empty.
  ///
  /// Where whole blocks went and one blank line still stands between their neighbours, these are what
  /// they were: nothing is touched there.
  func forEachTouched(_ body: (_ start: Int, _ end: Int, _ removed: Int) -> Void) {
    var old = 0
    var new = 0
    for stretch in kept {
      if stretch.before != old || stretch.start != new, !stretch.followsBlocks {
        body(new, stretch.start, stretch.before - old)
      }
      old = stretch.before + stretch.end - stretch.start
      new = stretch.end
    }
    if old != oldCount || new != newCount { body(new, newCount, oldCount - old) }
  }

  /// Moves positions of the old text, ascending, to the new one; what was removed goes to where it
  /// was. Needs `keepsOrder`. Complexity: O(positions + pieces).
  func move(_ ranges: inout [(start: Int, end: Int)]) {
    var place = -1
    func moved(_ position: Int, from place: Int) -> Int {
      var at = place
      while at + 1 < kept.count, kept[at + 1].before <= position { at += 1 }
      return at < 0 ? 0 : kept[at].shifted(position)
    }
    for index in ranges.indices {
      while place + 1 < kept.count, kept[place + 1].before <= ranges[index].start { place += 1 }
      ranges[index] = (
        moved(ranges[index].start, from: place), moved(ranges[index].end, from: place)
      )
    }
  }

  /// Where a stretch of the old text stands now, or nil where it was not copied as a whole.
  ///
  /// Complexity: O(log pieces). Needs `keepsOrder`.
  func place(of start: Int, _ end: Int) -> (start: Int, end: Int)? {
    var low = 0
    var high = kept.count
    while low < high {
      let middle = (low + high) / 2
      if kept[middle].before <= start { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let stretch = kept[low - 1]
    let from = stretch.start + start - stretch.before
    guard from + end - start <= stretch.end else { return nil }
    return (from, from + end - start)
  }
}

/// A text one step on, and what the step did.
struct TextStep {
  var text: AlignedText
  var change: TextChange
}

/// Where a text may still ask for an edit: everywhere, or in stretches that changed since it was
/// looked at.
struct Unsettled: Sendable {
  private(set) var isEverywhere: Bool
  /// Ascending by their begins; they may overlap, and an empty one names the place of a cut.
  private(set) var ranges: [(start: Int, end: Int)] = []

  static let everywhere = Unsettled(isEverywhere: true)
  static let nowhere = Unsettled(isEverywhere: false)

  private init(isEverywhere: Bool) { self.isEverywhere = isEverywhere }

  /// What one step touched, of a text that was settled but for what the step looked at.
  init(after change: TextChange) {
    isEverywhere = false
    follow(change)
  }

  var isNowhere: Bool { !isEverywhere && ranges.isEmpty }

  /// Follows the text one step on: what the step touched is unsettled too.
  ///
  /// Complexity: O(n log n) in the ranges, O(pieces) of the step.
  mutating func follow(_ change: TextChange) { follow(change) { _, _, _ in false } }

  /// `follow` for who asks what Normalize has to do with the text that the step led to: nothing, where
  /// the mark of a footnote was cut out of a line that is a block and has no other.
  ///
  /// Complexity: O(n log n) in the ranges, O(pieces) of the step, each with a line of bounded length.
  mutating func follow(_ change: TextChange, cuttingMarksOf text: [UInt8]) {
    follow(change) { start, end, removed in
      start == end && removed > 0 && removed <= FootnoteMarks.longest
        && Self.isPlain(text.span, at: start)
    }
  }

  private mutating func follow(
    _ change: TextChange, without isSettled: (_ start: Int, _ end: Int, _ removed: Int) -> Bool
  ) {
    guard !isEverywhere else { return }
    guard change.keepsOrder else {
      self = .everywhere
      return
    }
    change.move(&ranges)
    let moved = ranges.count
    change.forEachTouched { start, end, removed in
      if !isSettled(start, end, removed) { ranges.append((start, end)) }
    }
    if moved > 0 { ranges.sort { $0.start < $1.start } }
  }

  /// Bytes of a line on either side of a cut, at most.
  private static let reach = 4096

  /// `X Limited| (甲)` in a line that is a block: behind a letter, a full stop or a bracket stand a
  /// blank and a bracket, which stay whatever was cut; no other line is there to be joined, and no
  /// mark, tab or control code in it that could be markup or divide it.
  private static func isPlain(_ bytes: borrowing Span<UInt8>, at: Int) -> Bool {
    let count = bytes.count
    guard at > 0, at + 1 < count, bytes[at] == 0x20, bytes[at + 1] == 0x28 else { return false }
    let before = bytes[at - 1]
    guard (before | 0x20) &- 0x61 < 26 || before == 0x2E || before == 0x29 else { return false }
    let floor = max(0, at - reach)
    let start = ByteScan.behindLast(0x0A, bytes, floor, at)
    let limit = min(count, at + reach)
    let end = ByteScan.first(0x0A, bytes, at, limit)
    guard start == 0 || start > floor && start > 1 && bytes[start - 2] == 0x0A, end < limit,
      end + 1 == count || bytes[end + 1] == 0x0A
    else { return false }
    var stop = ByteScan.skip(bytes, start, end) {
      ($0 .< ByteScan.Lanes(repeating: 0x20)) .| ($0 .== ByteScan.Lanes(repeating: 0x2A))
        .| ($0 .== ByteScan.Lanes(repeating: 0x23))
    }
    while stop < end, bytes[stop] >= 0x20, bytes[stop] != 0x2A, bytes[stop] != 0x23 { stop += 1 }
    return stop >= end
  }

  /// The blocks of a text (stretches between blank lines) that the ranges lie in or touch, whole
  /// and ascending, each with the blank line behind it and the empty cells that the next block
  /// begins with. A range at a blank line touches the blocks on both sides.
  ///
  /// Complexity: O(bytes of the blocks).
  func blocks(_ text: [UInt8]) -> [Range<Int>] {
    let bytes = text.span
    let count = bytes.count
    var result: [Range<Int>] = []
    // Where the blank line behind the last block begins.
    var contentEnd = 0
    for range in ranges {
      let floor = result.last?.upperBound ?? 0
      if range.end < contentEnd { continue }
      var start = min(max(floor, range.start - 1), count)
      while start > floor {
        if start >= 2, start < count, bytes[start - 1] == 0x0A, bytes[start - 2] == 0x0A,
          bytes[start] != 0x0A
        {
          break
        }
        start = max(floor, ByteScan.behindLast(0x0A, bytes, floor, start - 1))
      }
      var end = max(range.end, start)
      while end < count, bytes[end] == 0x0A { end += 1 }
      while end < count {
        contentEnd = ByteScan.first(0x0A, bytes, end, count)
        end = contentEnd + 1
        if end < count, bytes[end] == 0x0A { break }
      }
      end = min(end, count)
      while end < count, bytes[end] == 0x0A { end += 1 }
      while end < count, bytes[end] == 0x09 { end += 1 }
      if start == floor, let last = result.last {
        result[result.count - 1] = last.lowerBound..<end
      } else {
        result.append(start..<end)
      }
    }
    return result
  }

  /// The numbers of the lines that the ranges lie in or touch, ascending.
  ///
  /// Complexity: O(lines + ranges).
  func lines(_ structure: Structure) -> [Int] {
    var result: [Int] = []
    var line = 0
    for range in ranges {
      while line < structure.lines.count, structure.lines[line].end < range.start { line += 1 }
      while line < structure.lines.count, structure.lines[line].start <= max(range.start, range.end)
      {
        result.append(line)
        line += 1
      }
    }
    return result
  }
}
