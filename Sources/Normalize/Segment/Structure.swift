/// What a block is to a reader.
public enum BlockKind: String, Sendable {
  case heading, paragraph, table, listItem, footnote, signature
}

/// A stretch of lines that belong together.
public struct Block: Sendable, Equatable {
  public var start: Int
  public var end: Int
  public var kind: BlockKind
}

/// Lines and sentences of a normalized text: byte offsets, in order, without the line ends.
struct Structure: Sendable {
  struct Line: Sendable {
    var start: Int
    var end: Int
    /// Its sentences: indexes into `sentences`.
    var sentences: Range<Int>
    var isRow: Bool
    /// A blank line stands before it, or it is the first.
    var beginsBlock: Bool
  }

  struct Sentence: Sendable, Equatable {
    var start: Int
    var end: Int
  }

  var lines: [Line] = []
  var sentences: [Sentence] = []

  mutating func removeAll() {
    lines.removeAll(keepingCapacity: true)
    sentences.removeAll(keepingCapacity: true)
  }

  /// Appends a line, whose sentences are the last ones; the lines before say whether it begins a
  /// block.
  mutating func append(_ line: Line) {
    var line = line
    line.beginsBlock = lines.last.map { line.start > $0.end + 1 } ?? true
    lines.append(line)
  }
}

/// Lines and sentences, and whether they are those of the text as it is.
struct CurrentStructure {
  private(set) var value = Structure()
  private(set) var isCurrent = false
  /// Whatever changes, the whole text is read again.
  var isThorough = false
  /// A buffer for the next value.
  private var spare = Structure()

  /// Takes over the structure of the text as it is.
  mutating func take(_ structure: Structure) {
    value = structure
    isCurrent = true
  }

  /// Finds the structure of the text, if it is not at hand.
  ///
  /// Lines that were followed to where they stand are taken as they are. Complexity: O(n), or O(1).
  mutating func read(_ text: [UInt8]) {
    if isCurrent { return }
    isCurrent = true
    swap(&value, &spare)
    value.removeAll()
    var at = 0
    for index in spare.lines.indices where spare.lines[index].isWhole(text, from: at) {
      var line = spare.lines[index]
      SentenceBreaker.shared.find(text, at, line.start, into: &value)
      at = min(line.end + 1, text.count)
      let first = value.sentences.count
      for number in line.sentences { value.sentences.append(spare.sentences[number]) }
      line.sentences = first..<value.sentences.count
      value.append(line)
    }
    SentenceBreaker.shared.find(text, at, text.count, into: &value)
  }

  /// The text is another one now.
  mutating func expire() {
    isCurrent = false
    value.removeAll()
  }

  /// The text is one step on: lines that were copied as a whole are moved, the others dropped.
  ///
  /// Complexity: O(lines log pieces + sentences).
  mutating func follow(_ change: TextChange) {
    guard !isThorough, change.keepsOrder else { return expire() }
    isCurrent = false
    var kept = 0
    for index in value.lines.indices {
      var line = value.lines[index]
      guard let place = change.place(of: line.start, line.end) else { continue }
      let shift = place.start - line.start
      if shift != 0 {
        for number in line.sentences {
          value.sentences[number].start += shift
          value.sentences[number].end += shift
        }
        (line.start, line.end) = place
      }
      value.lines[kept] = line
      kept += 1
    }
    value.lines.removeLast(value.lines.count - kept)
  }
}

extension Structure.Line {
  /// It stands at `from` or behind it and is a line of the text, from its begin to its end.
  fileprivate func isWhole(_ text: [UInt8], from: Int) -> Bool {
    start >= from && end <= text.count && (start == 0 || text[start - 1] == 0x0A)
      && (end == text.count || text[end] == 0x0A)
  }
}
