internal import Normalize

/// A stretch of a block: text as it stands, or a gloss that stands behind the mention it belongs to.
enum RenderedStretch {
  case text(ArraySlice<UInt8>)
  /// A name with its counterpart, and whether the name is English.
  case glossed(name: ArraySlice<UInt8>, gloss: ArraySlice<UInt8>, isEnglish: Bool)
}

/// A block with a range of the text.
struct RenderedBlock {
  var start: Int
  var end: Int
  var kind: BlockKind
}

/// What both renderers walk over: blocks, and in each the stretches of its text.
struct RenderedDocument {
  let document: Document
  /// Numbers of the mentions in the order of their ends.
  private let mentions: [Int]

  init(document: Document) {
    self.document = document
    let found = document.mentions
    mentions = found.indices.sorted { (found[$0].end, $0) < (found[$1].end, $1) }
  }

  /// Blocks that tile the text; text that no block covers is a paragraph.
  var blocks: [RenderedBlock] {
    let count = document.text.bytes.count
    var result: [RenderedBlock] = []
    var at = 0
    for block in document.blocks.sorted(by: { $0.start < $1.start }) where block.end > at {
      if block.start > at { append(at, block.start, to: &result) }
      result.append(RenderedBlock(start: max(at, block.start), end: block.end, kind: block.kind))
      at = block.end
    }
    if at < count { append(at, count, to: &result) }
    return result
  }

  /// Paragraphs of a stretch without blocks: its lines between blank ones.
  private func append(_ start: Int, _ end: Int, to blocks: inout [RenderedBlock]) {
    var begun = start
    var at = start
    let bytes = document.text.bytes
    while at < end {
      let isBreak = bytes[at] == 0x0A && at + 1 < end && bytes[at + 1] == 0x0A
      if isBreak || at + 1 == end {
        let stop = isBreak ? at : end
        if bytes[begun..<stop].contains(where: { $0 != 0x0A }) {
          blocks.append(RenderedBlock(start: begun, end: stop, kind: .paragraph))
        }
        begun = isBreak ? at + 2 : end
        if isBreak { at += 1 }
      }
      at += 1
    }
  }

  /// The last mention that ends at a place and does not begin before `from`.
  private func mention(endingAt end: Int, from: Int) -> Document.Mention? {
    var place = Self.first(in: mentions) { document.mentions[$0].end > end }
    while place > 0, document.mentions[mentions[place - 1]].end == end {
      place -= 1
      let mention = document.mentions[mentions[place]]
      if mention.start >= from { return mention }
    }
    return nil
  }

  /// Where a condition begins to hold that holds from there on.
  private static func first<Element>(
    in elements: [Element], _ holds: (Element) -> Bool
  ) -> Int {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if holds(elements[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The stretches of a range of the text, in order. Complexity: O(n log m) in the stretches and the
  /// mentions of the text.
  func stretches(_ start: Int, _ end: Int) -> [RenderedStretch] {
    let text = document.text.bytes
    var result: [RenderedStretch] = []
    var at = start
    let first = Self.first(in: document.glosses) { $0.at > start }
    for gloss in document.glosses[first...] {
      if gloss.at > end { break }
      let inserted = document.glossed[gloss.start..<gloss.end]
      let mention = mention(endingAt: gloss.at, from: at)
      let begun = mention?.start ?? gloss.at
      if at < begun { result.append(.text(text[at..<begun])) }
      result.append(
        .glossed(
          name: text[begun..<gloss.at], gloss: inserted, isEnglish: mention?.isEnglish ?? true))
      at = gloss.at
    }
    if at < end { result.append(.text(text[at..<end])) }
    return result
  }

  /// The lines of a block.
  func lines(_ block: RenderedBlock) -> [(start: Int, end: Int)] {
    var result: [(start: Int, end: Int)] = []
    var begun = block.start
    for at in block.start..<block.end where document.text.bytes[at] == 0x0A {
      if begun < at { result.append((begun, at)) }
      begun = at + 1
    }
    if begun < block.end { result.append((begun, block.end)) }
    return result
  }

  /// The cells of a line, separated by tabs.
  func cells(_ line: (start: Int, end: Int)) -> [(start: Int, end: Int)] {
    var result: [(start: Int, end: Int)] = []
    var begun = line.start
    for at in line.start..<line.end where document.text.bytes[at] == 0x09 {
      result.append((begun, at))
      begun = at + 1
    }
    result.append((begun, line.end))
    return result
  }
}
