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
}
