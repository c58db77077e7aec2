/// Joins the lines of one block until no two neighbours ask for it, in one pass over the text.
///
/// `LineJoiner` decides with what a text's lines are; a joined line is longer, may be the block's
/// widest, and so can be joined with the next one in its turn. Here the joined lines are looked at
/// as they will stand: round by round, all pairs of a round with the lines before it. After the
/// first round only pairs with a new line are looked at, and all where the block's width changed.
struct BlockJoiner {
  /// Fragments that are one line so far; named by the first of them.
  private struct Run {
    var last: Int
    var next: Int
    var previous: Int
    var width: Int32
    var flags: Line.Flags
    var isAbsorbed = false
    /// A line of dashes says nothing of the block's width.
    var isRule: Bool
  }

  /// How often the width may change: bounds the time for text that was made to change it.
  private static let widthChanges = 200

  private var runs: [Run] = []
  /// Lines of each width that counts, and their number in all.
  private var widths = [Int32](repeating: 0, count: Int(LineJoiner.widestWrap) + 1)
  /// Those of them without ideographs.
  private var latinWidths = [Int32](repeating: 0, count: Int(LineJoiner.widestWrap) + 1)
  /// No line of the block that counts is wider.
  private var widest = -1
  private var lines = 0
  /// The last line.
  private var tail = 0
  private var candidates: [Int] = []
  private var joined: [Int] = []

  /// Decides the separators of `fragments[first..<last]`, one block between blank lines.
  ///
  /// Complexity: O(lines).
  mutating func join(
    _ fragments: inout [Fragment], _ first: Int, _ last: Int, _ look: LineText
  ) {
    guard last - first >= 2 else { return }
    begin(fragments, first, last, look)
    var width = blockWidth(fragments, first)
    var changesLeft = Self.widthChanges
    while !candidates.isEmpty {
      joined.removeAll(keepingCapacity: true)
      for head in candidates {
        let next = runs[head].next
        guard next >= 0, fragments[first + runs[head].last].separator == .undecided,
          let joint = LineJoiner.decision(
            line(fragments, first, head), line(fragments, first, next), width: width, look,
            isLoose: false, lines: lines)
        else { continue }
        LineJoiner.apply(joint, to: &fragments[first + runs[head].last])
        joined.append(head)
      }
      if joined.isEmpty { return }
      for head in joined.reversed() { absorb(fragments, first, head) }
      let newWidth = blockWidth(fragments, first)
      if newWidth != width || lines == 2, changesLeft > 0 {
        changesLeft -= 1
        allCandidates()
      } else {
        newCandidates()
      }
      width = newWidth
    }
  }

  private mutating func begin(
    _ fragments: [Fragment], _ first: Int, _ last: Int, _ look: LineText
  ) {
    runs.removeAll(keepingCapacity: true)
    for place in 0..<(widest + 1) { (widths[place], latinWidths[place]) = (0, 0) }
    widest = -1
    lines = last - first
    tail = lines - 1
    for index in 0..<lines {
      let fragment = fragments[first + index]
      runs.append(
        Run(
          last: index, next: index + 1 < lines ? index + 1 : -1, previous: index - 1,
          width: fragment.width, flags: fragment.flags,
          isRule: look.isRule(Int(fragment.start), Int(fragment.end))))
      count(fragments, first, index, 1)
    }
    allCandidates()
  }

  private mutating func allCandidates() {
    candidates.removeAll(keepingCapacity: true)
    var head = 0
    while runs[head].next >= 0 {
      candidates.append(head)
      head = runs[head].next
    }
  }

  /// The pairs that a line of this round is in.
  private mutating func newCandidates() {
    candidates.removeAll(keepingCapacity: true)
    for head in joined where !runs[head].isAbsorbed {
      let previous = runs[head].previous
      if previous >= 0, candidates.last != previous { candidates.append(previous) }
      candidates.append(head)
    }
  }

  /// The line that begins with fragment `head`, as a fragment.
  private func line(_ fragments: [Fragment], _ first: Int, _ head: Int) -> Fragment {
    var line = fragments[first + head]
    line.end = fragments[first + runs[head].last].end
    line.width = runs[head].width
    line.flags = runs[head].flags
    return line
  }

  /// Makes the line `head` and the one behind it one, as was decided.
  private mutating func absorb(_ fragments: [Fragment], _ first: Int, _ head: Int) {
    let next = runs[head].next
    let joint = fragments[first + runs[head].last]
    count(fragments, first, head, -1)
    count(fragments, first, next, -1)
    runs[head].width += runs[next].width + (joint.separator == .space ? 1 : 0)
    if joint.dropsHyphen { runs[head].width -= 1 }
    runs[head].flags.formUnion(runs[next].flags)
    runs[head].last = runs[next].last
    runs[head].next = runs[next].next
    if runs[next].next >= 0 { runs[runs[next].next].previous = head }
    runs[next].isAbsorbed = true
    if next == tail { tail = head }
    lines -= 1
    count(fragments, first, head, 1)
  }

  private mutating func count(
    _ fragments: [Fragment], _ first: Int, _ head: Int, _ change: Int32
  ) {
    guard !fragments[first + head].isRow, !runs[head].isRule,
      runs[head].width <= LineJoiner.widestWrap
    else { return }
    let width = Int(max(0, runs[head].width))
    widest = max(widest, width)
    widths[width] += change
    if !runs[head].flags.contains(.han) { latinWidths[width] += change }
  }

  /// The width of the block: that of its widest line that may be wrapped. The last line of a
  /// paragraph says nothing of it; of two lines either may be it.
  private mutating func blockWidth(_ fragments: [Fragment], _ first: Int) -> BlockWidth {
    if lines > 2 { count(fragments, first, tail, -1) }
    let width = widths[...widest].lastIndex { $0 > 0 } ?? 0
    let latin = latinWidths[...widest].lastIndex { $0 > 0 } ?? 0
    if lines > 2 { count(fragments, first, tail, 1) }
    return BlockWidth(all: Int32(width), latin: Int32(latin))
  }
}
