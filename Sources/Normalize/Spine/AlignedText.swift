/// A text together with where each byte of it comes from.
///
/// The spine of the pipeline: `bytes` is the current text (valid UTF-8), `pieces` tile it in text
/// order and say which bytes of the base each came from, `removals` are the spans of the base that
/// have no place in the text. The base is the decoded source.
///
/// Invariants, checked by `violations()` and the property tests:
/// - the pieces' text ranges tile `0..<bytes.count` in order;
/// - the base ranges of pieces and removals are disjoint and cover the whole base;
/// - a `.copy` piece has ranges of equal length and equal bytes on both sides.
///
/// Base ranges need not ascend: columns, cells and displaced line tails are read in another order
/// than they stand in the source. An unchanged span is one piece, however long.
public struct AlignedText: Sendable {
  /// A run of text that came from one run of the base by one rule.
  public struct Piece: Equatable, Sendable {
    public var textStart: Int32
    public var textEnd: Int32
    public var baseStart: Int32
    public var baseEnd: Int32
    public var rule: EditRule

    var isCopy: Bool { rule == .copy }
  }

  /// A span of the base that was removed, by the rule with this number in the pipeline's rule list.
  public struct Removal: Equatable, Sendable {
    public var rule: Int32
    /// Removals of one cut share a group; a cut that was read from two columns has several spans.
    public var group: Int32
    public var baseStart: Int32
    public var baseEnd: Int32

    var base: DecodedExtent { DecodedExtent(Int(baseStart), Int(baseEnd)) }
  }

  /// Behind the last removal of the group that the one at `first` begins.
  static func endOfGroup(_ removals: [Removal], _ first: Int) -> Int {
    var last = first + 1
    while last < removals.count, removals[last].group == removals[first].group { last += 1 }
    return last
  }

  public var bytes: [UInt8]
  public var pieces: [Piece]
  public var removals: [Removal]
  public var baseCount: Int

  /// The text that is its own base. Complexity: O(1) beyond holding the bytes.
  public init(base bytes: [UInt8]) {
    self.bytes = bytes
    baseCount = bytes.count
    removals = []
    pieces =
      bytes.isEmpty
      ? []
      : [
        Piece(
          textStart: 0, textEnd: Int32(bytes.count), baseStart: 0, baseEnd: Int32(bytes.count),
          rule: .copy)
      ]
  }

  init(bytes: [UInt8], pieces: [Piece], removals: [Removal], baseCount: Int) {
    self.bytes = bytes
    self.pieces = pieces
    self.removals = removals
    self.baseCount = baseCount
  }

  /// Index of the piece that holds the byte at `position`, the last one for the end.
  ///
  /// Complexity: O(log pieces). Empty pieces are skipped.
  func pieceIndex(at position: Int) -> Int? {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if Int(pieces[middle].textEnd) <= position { low = middle + 1 } else { high = middle }
    }
    return low < pieces.count ? low : (pieces.isEmpty ? nil : pieces.count - 1)
  }

  /// The base spans that a range of the text came from, in text order, adjacent ones merged.
  ///
  /// A position inside an edit maps to the whole edit. The empty range maps to an empty span at the
  /// corresponding position of the base. Complexity: O(log pieces + pieces in the range).
  public func baseExtents(of range: TextExtent) -> [DecodedExtent] {
    var result: [DecodedExtent] = []
    forEachBaseExtent(of: range) { result.append($0) }
    return result
  }

  /// `baseExtents(of:)` without the array; adjacent spans are merged.
  func forEachBaseExtent(of range: TextExtent, _ body: (DecodedExtent) -> Void) {
    guard var index = pieceIndex(at: range.start) else {
      return body(DecodedExtent(0, 0))
    }
    if range.isEmpty {
      let piece = pieces[index]
      let offset = piece.isCopy ? min(range.start, Int(piece.textEnd)) - Int(piece.textStart) : 0
      let at =
        range.start >= Int(piece.textEnd)
        ? Int(piece.baseEnd) : Int(piece.baseStart) + max(0, offset)
      return body(DecodedExtent(at, at))
    }
    var pending: DecodedExtent?
    while index < pieces.count, Int(pieces[index].textStart) < range.end {
      let piece = pieces[index]
      index += 1
      if piece.textStart == piece.textEnd { continue }
      var next = DecodedExtent(Int(piece.baseStart), Int(piece.baseEnd))
      if piece.isCopy {
        let from = max(range.start, Int(piece.textStart))
        let to = min(range.end, Int(piece.textEnd))
        next = DecodedExtent(
          Int(piece.baseStart) + from - Int(piece.textStart),
          Int(piece.baseStart) + to - Int(piece.textStart))
      }
      if let last = pending, last.end == next.start {
        pending = DecodedExtent(last.start, next.end)
      } else {
        if let last = pending { body(last) }
        pending = next
      }
    }
    if let last = pending { body(last) }
  }

  /// The text range that a base position became, or nil where it was removed.
  ///
  /// Units: bytes. An edit maps as a whole. Complexity: O(pieces): the base order is not the text order.
  public func textExtent(of range: DecodedExtent) -> TextExtent? {
    var low = Int.max
    var high = Int.min
    for piece in pieces {
      let from = max(range.start, Int(piece.baseStart))
      let to = min(range.end, Int(piece.baseEnd))
      let touches = from < to || (range.isEmpty && from == to)
      guard touches else { continue }
      if piece.isCopy {
        low = min(low, Int(piece.textStart) + from - Int(piece.baseStart))
        high = max(high, Int(piece.textStart) + to - Int(piece.baseStart))
      } else {
        low = min(low, Int(piece.textStart))
        high = max(high, Int(piece.textEnd))
      }
    }
    if range.start == baseCount, range.isEmpty { return TextExtent(bytes.count, bytes.count) }
    return low <= high ? TextExtent(low, high) : nil
  }

  /// What is wrong with the invariants, empty when they hold. For tests and `restore`.
  ///
  /// Complexity: O(n log n) in pieces and removals.
  public func violations(base: [UInt8]) -> [String] {
    var found: [String] = []
    var at: Int32 = 0
    var spans: [(Int32, Int32)] = []
    for piece in pieces {
      if piece.textStart != at { found.append("text gap at \(at)") }
      at = piece.textEnd
      spans.append((piece.baseStart, piece.baseEnd))
      if piece.isCopy {
        if piece.textEnd - piece.textStart != piece.baseEnd - piece.baseStart {
          found.append("copy of unequal length at \(piece.textStart)")
        } else if bytes[Int(piece.textStart)..<Int(piece.textEnd)]
          != base[Int(piece.baseStart)..<Int(piece.baseEnd)]
        {
          found.append("copy of unequal bytes at \(piece.textStart)")
        }
      }
    }
    if at != bytes.count { found.append("pieces end at \(at) of \(bytes.count)") }
    for removal in removals { spans.append((removal.baseStart, removal.baseEnd)) }
    var covered: Int32 = 0
    for span in spans.filter({ $0.0 < $0.1 }).sorted(by: { $0.0 < $1.0 }) {
      if span.0 != covered { found.append("base gap or overlap at \(covered), next \(span.0)") }
      covered = max(covered, span.1)
    }
    if covered != baseCount { found.append("base covered to \(covered) of \(baseCount)") }
    return found
  }
}
