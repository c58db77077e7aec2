/// Normalize: layout first, then lines, then code points and blanks, each an edit with its rule.
///
/// One call is one pass: lines are scanned, page furniture is found, text in columns is put in
/// reading order, wrapped lines are joined, and every fragment is repaired. A text that needs
/// nothing comes back as its own identity.
struct TextNormalizer {
  /// Rule numbers of Strip for what this stage removes; nil keeps page furniture.
  var furnitureRule: Int32?

  private var lines: [Line] = []
  private var fragments: [Fragment] = []
  private var scratch: [Int32] = []
  private var cuts: [(start: Int32, end: Int32)] = []
  /// Where the first fragment begins.
  private var leading = 0

  init(furnitureRule: Int32?) { self.furnitureRule = furnitureRule }

  /// The last pass over a whole text saw signs of pages or text in columns: then one block decides
  /// what another one is.
  var sawContext = true
  /// The last pass over a whole text saw code points of private use.
  private(set) var sawPrivateUse = false

  /// Lines that were joined are looked at as one and joined with the next, as often as they ask
  /// for it; else only once.
  var joinsAgain = false
  /// What the last pass left alone of its input: runs of combining marks without end.
  private(set) var leftAlone: [TextExtent] = []
  /// Every pass is one over the whole text.
  var isThorough = false
  private var blockJoiner = BlockJoiner()

  /// The lines of more are given back once they are read: a text of one-letter lines has many.
  private static let keptLines = 1 << 16

  /// The text one pass on, referring to the base of `input`; nil where nothing is to be done.
  mutating func pass(_ input: AlignedText, group: inout Int32) -> AlignedText? {
    pass(input, .everywhere, group: &group)?.text
  }

  /// The text one pass on with what changed; nil where nothing is to be done.
  ///
  /// Blocks in which nothing is unsettled stay as they are: a pass over them found nothing to do,
  /// and a block asks for nothing outside it, but for text in columns and the furniture of pages.
  /// Where the text has these, all of it is looked at again. Complexity: O(n).
  mutating func pass(
    _ input: AlignedText, _ unsettled: Unsettled, group: inout Int32
  ) -> TextStep? {
    leftAlone.removeAll(keepingCapacity: true)
    if !unsettled.isEverywhere, !sawContext, !isThorough {
      let begun = group
      var out = Rewriter(over: input.bytes)
      if repairBlocks(unsettled.blocks(input.bytes), input.bytes, &out, &group) {
        return out.finishStep(over: input)
      }
      group = begun
      leftAlone.removeAll(keepingCapacity: true)
    }
    let text = input.bytes
    lines.removeAll(keepingCapacity: true)
    // Room for all lines at once: an array that grows holds them twice.
    if text.count > Self.keptLines {
      lines.reserveCapacity(ByteScan.count(0x0A, text.span) + 1)
    }
    LineScanner.scan(text, 0, text.count, into: &lines)
    let sawPages = Furniture.mark(
      &lines, text, marks: furnitureRule != nil, scratch: &scratch)
    let flags = lines.reduce(into: Line.Flags()) { $0.formUnion($1.flags) }
    sawContext = sawPages || flags.contains(.gap)
    sawPrivateUse = flags.contains(.privateUse)
    layOut(0, text.count, text)
    var out = Rewriter(
      over: text, pieces: fragments.count > Self.keptLines ? 2 * fragments.count : 0)
    write(0, text.count, text, &out, &group)
    if fragments.count > Self.keptLines { fragments = [] }
    return out.finishStep(over: input)
  }

  /// Repairs some blocks and keeps the others; false where one of them is not a matter of its own.
  private mutating func repairBlocks(
    _ blocks: [Range<Int>], _ text: [UInt8], _ out: inout Rewriter, _ group: inout Int32
  ) -> Bool {
    var at = 0
    for block in blocks {
      lines.removeAll(keepingCapacity: true)
      LineScanner.scan(text, block.lowerBound, block.upperBound, into: &lines)
      if lines.contains(where: { $0.flags.contains(.gap) })
        || Furniture.hasSigns(lines, text, asksNumbers: furnitureRule != nil)
      {
        return false
      }
      layOut(block.lowerBound, block.upperBound, text)
      if fragments.isEmpty { return false }
      out.keep(at, block.lowerBound)
      write(block.lowerBound, block.upperBound, text, &out, &group)
      at = block.upperBound
    }
    out.keep(at, text.count)
    return true
  }

  /// Makes the fragments of the lines of `from..<to`, decides what stands between them and where
  /// markup is cut.
  private mutating func layOut(_ from: Int, _ to: Int, _ text: [UInt8]) {
    // The layout owns the buffer meanwhile, so that filling it copies nothing.
    let buffer = fragments
    fragments = []
    var layout = Layout(lines, text, reusing: buffer)
    layout.run()
    fragments = layout.fragments
    if lines.count > Self.keptLines { lines = [] }
    leading = placeSeparators(to, isReordered: layout.isReordered)
    joinLines(LineText(text))
    cuts.removeAll(keepingCapacity: true)
    findMarkup(text)
  }

  /// Gives every fragment the bytes up to the next one in source order; returns where the first one
  /// begins.
  private mutating func placeSeparators(_ count: Int, isReordered: Bool) -> Int {
    guard !fragments.isEmpty else { return count }
    if !isReordered {
      for index in 0..<(fragments.count - 1) {
        fragments[index].separatorEnd = fragments[index + 1].start
      }
      fragments[fragments.count - 1].separatorEnd = Int32(count)
      return Int(fragments[0].start)
    }
    let order = fragments.indices.sorted { fragments[$0].start < fragments[$1].start }
    for (index, position) in order.enumerated() {
      fragments[position].separatorEnd =
        index + 1 < order.count ? fragments[order[index + 1]].start : Int32(count)
    }
    return Int(fragments[order[0]].start)
  }

  private mutating func joinLines(_ look: LineText) {
    var first = 0
    var index = 0
    while index <= fragments.count {
      let isEnd = index == fragments.count
      if isEnd
        || index > first
          && (fragments[index].blankBefore || fragments[index].flags.contains(.furniture))
      {
        if joinsAgain {
          blockJoiner.join(&fragments, first, index, look)
        } else {
          LineJoiner.joinBlock(&fragments, first, index, look)
        }
        first = index
      }
      if !isEnd, fragments[index].flags.contains(.furniture) { first = index + 1 }
      index += 1
    }
    bridgePages(look)
  }

  /// A sentence that goes on behind a page's end is one line again.
  private mutating func bridgePages(_ look: LineText) {
    var last = -1
    var crossed = false
    for index in fragments.indices {
      if fragments[index].flags.contains(.furniture) {
        crossed = true
        continue
      }
      if fragments[index].flags.contains(.pageBreak) { crossed = true }
      if crossed, last >= 0 {
        LineJoiner.decide(
          &fragments, last, index,
          width: BlockWidth(all: fragments[last].width, latin: fragments[last].width), look,
          isLoose: true, lines: 2)
        if fragments[last].separator != .undecided { fragments[index].blankBefore = false }
      }
      crossed = false
      last = index
    }
  }

  private mutating func findMarkup(_ text: [UInt8]) {
    var first = 0
    var index = 0
    var hasMark = false
    while index < fragments.count {
      if fragments[index].blankBefore, index > first {
        if hasMark { Markup.find(fragments, first, index, text, into: &cuts) }
        first = index
        hasMark = false
      }
      if fragments[index].flags.contains(.mark) { hasMark = true }
      index += 1
    }
    if hasMark { Markup.find(fragments, first, index, text, into: &cuts) }
  }

  // MARK: - Writing

  private mutating func write(
    _ from: Int, _ to: Int, _ text: [UInt8], _ out: inout Rewriter, _ group: inout Int32
  ) {
    var repair = ScalarRepair(text, cuts: cuts)
    defer { leftAlone += repair.leftAlone }
    if fragments.isEmpty {
      edges(from, to, text, &out)
      return
    }
    let firstTabs = Int(fragments[0].leadingTabs)
    edges(from, leading, text, &out, keepingTabs: firstTabs)
    for index in fragments.indices {
      let fragment = fragments[index]
      if fragment.flags.contains(.furniture), let rule = furnitureRule {
        group += 1
        out.remove(Int(fragment.start), Int(fragment.end), rule: rule, group: group)
        edges(Int(fragment.end), Int(fragment.separatorEnd), text, &out)
        continue
      }
      var content = fragment
      if fragment.dropsHyphen {
        let hyphen = UTF8Scan.scalar(text, before: Int(fragment.end))
        content.end = fragment.end - Int32(hyphen.length)
      }
      repair.emit(content, &out)
      separator(index, from: Int(content.end), isInner: to < text.count, text, &out)
    }
  }

  /// Index of the next fragment that stays.
  private func following(_ index: Int) -> (index: Int, blank: Bool)? {
    var next = index + 1
    var blank = false
    while next < fragments.count {
      if furnitureRule == nil || !fragments[next].flags.contains(.furniture) {
        return (next, blank || fragments[next].blankBefore)
      }
      blank = true
      next += 1
    }
    return nil
  }

  /// Writes what stands behind a fragment; `isInner` where other blocks follow the last one.
  private func separator(
    _ index: Int, from: Int, isInner: Bool, _ text: [UInt8], _ out: inout Rewriter
  ) {
    let fragment = fragments[index]
    let end = Int(fragment.separatorEnd)
    switch fragment.separator {
    case .none: out.delete(from, end, rule: fragment.rule)
    case .space: one(0x20, from, end, fragment.rule, text, &out)
    case .tab:
      one(0x09, from, end, .cell, text, &out)
      if index + 1 < fragments.count {
        for _ in 0..<fragments[index + 1].leadingTabs {
          out.replace(end, end, with: 0x09, rule: .cell)
        }
      }
    case .undecided, .lineEnd, .blankLine:
      guard let next = following(index) else {
        // The last line ends the text, or a block of it.
        if isInner {
          var tabs = 0
          while tabs < end - from, text[end - 1 - tabs] == 0x09 { tabs += 1 }
          return lineEnds(2, from, end, text, .lineEnd, tabs: tabs, &out)
        }
        lineEnds(1, from, end, text, .finalLine, &out)
        return
      }
      let lineCount = next.blank || fragment.separator == .blankLine ? 2 : 1
      let tabs = Int(fragments[next.index].leadingTabs)
      lineEnds(
        lineCount, from, end, text, fragment.rule == .column ? .column : .lineEnd, tabs: tabs, &out)
    }
  }

  private func one(
    _ byte: UInt8, _ from: Int, _ end: Int, _ rule: EditRule, _ text: [UInt8], _ out: inout Rewriter
  ) {
    if end == from + 1, text[from] == byte {
      out.keep(from, end)
    } else {
      out.replace(from, end, with: byte, rule: rule)
    }
  }

  /// Writes one or two line ends (and the tabs of a row's empty first cells) for the white space
  /// `from..<end`, copying what already is that.
  private func lineEnds(
    _ count: Int, _ from: Int, _ end: Int, _ text: [UInt8], _ rule: EditRule, tabs: Int = 0,
    _ out: inout Rewriter
  ) {
    if end - from == count + tabs {
      var isSame = true
      for position in from..<end where text[position] != (position < from + count ? 0x0A : 0x09) {
        isSame = false
      }
      if isSame { return out.keep(from, end) }
    }
    // `lines` blank lines at the end of the longest common run are copied, the rest is an edit.
    if end - from > count, tabs == 0, text[from] == 0x0A, count == 1 || text[from + 1] == 0x0A {
      out.keep(from, from + count)
      let isBlankOnly = text[(from + count)..<end].allSatisfy { $0 == 0x0A || $0 == 0x0D }
      out.delete(from + count, end, rule: isBlankOnly ? .blankLines : .lineBlank)
      return
    }
    var bytes = [UInt8](repeating: 0x0A, count: count)
    if tabs > 0 { bytes.append(contentsOf: [UInt8](repeating: 0x09, count: tabs)) }
    out.replace(
      from, end, with: bytes[...],
      rule: from == end ? rule : hasBreak(text, from, end) ? .pageBreak : rule)
  }

  private func hasBreak(_ text: [UInt8], _ from: Int, _ end: Int) -> Bool {
    text[from..<end].contains(0x0C)
  }

  /// White space at the begin of the text, or around removed lines, goes.
  private func edges(
    _ from: Int, _ end: Int, _ text: [UInt8], _ out: inout Rewriter, keepingTabs tabs: Int = 0
  ) {
    guard from < end else { return }
    if tabs > 0, tabs == end - from, text[from..<end].allSatisfy({ $0 == 0x09 }) {
      out.keep(from, end)
    } else if tabs > 0 {
      out.replace(
        from, end, with: [UInt8](repeating: 0x09, count: tabs)[...], rule: .lineBlank)
    } else {
      out.delete(from, end, rule: .blankLines)
    }
  }
}
