/// Builds the next text of the pipeline by copying, replacing and removing ranges of a given one.
///
/// Every byte of the input goes to exactly one call. Ranges may come in any order, which is how
/// columns are read. `finish` composes the new edits with those of the input, so that the result
/// refers to the base again. Complexity: O(1) a call beyond the bytes copied.
struct Rewriter: ~Copyable {
  private let input: [UInt8]
  /// What stands in the place of ranges of the input, in order.
  private var put: [UInt8] = []
  /// Bytes of the new text so far.
  private var count = 0
  private var pieces: PieceBuffer
  private var removals: [AlignedText.Removal] = []
  /// What is kept and not yet a piece: neighbours are one.
  private var from = 0
  private var to = 0

  /// `pieces` where it is known that there will be about so many.
  init(over input: [UInt8], pieces: Int = 0) {
    self.input = input
    self.pieces = PieceBuffer(capacity: pieces)
  }

  /// Copies a range of the input unchanged.
  @inline(__always)
  mutating func keep(_ start: Int, _ end: Int) {
    guard start < end else { return }
    if start != to || from == to {
      flush()
      from = start
    }
    to = end
  }

  private mutating func flush() {
    guard from < to else { return }
    let begun = Int32(truncatingIfNeeded: count)
    count += to - from
    let end = Int32(truncatingIfNeeded: count)
    if !pieces.extend(from: Int32(from), to: Int32(to), textEnd: end) {
      pieces.append(
        AlignedText.Piece(
          textStart: begun, textEnd: end, baseStart: Int32(from), baseEnd: Int32(to), rule: .copy))
    }
    from = to
  }

  /// Puts one byte in place of a range of the input; an empty range inserts it.
  mutating func replace(_ start: Int, _ end: Int, with byte: UInt8, rule: EditRule) {
    put.append(byte)
    edit(start, end, bytes: 1, rule: rule)
  }

  /// Puts bytes (valid UTF-8) in place of a range of the input.
  mutating func replace(_ start: Int, _ end: Int, with text: ArraySlice<UInt8>, rule: EditRule) {
    put.append(contentsOf: text)
    edit(start, end, bytes: text.count, rule: rule)
  }

  /// Drops a range: an edit with empty text. What it was stays in the ledger.
  mutating func delete(_ start: Int, _ end: Int, rule: EditRule) {
    guard start < end else { return }
    edit(start, end, bytes: 0, rule: rule)
  }

  /// Removes a range under a rule of Strip: it is listed under `removed`.
  mutating func remove(_ start: Int, _ end: Int, rule: Int32, group: Int32) {
    guard start < end else { return }
    removals.append(
      AlignedText.Removal(
        rule: rule, group: group, baseStart: Int32(start), baseEnd: Int32(end)))
  }

  /// An edit of a range whose new text is the last `bytes` bytes that were put.
  private mutating func edit(_ start: Int, _ end: Int, bytes: Int, rule: EditRule) {
    flush()
    let begun = Int32(truncatingIfNeeded: count)
    count += bytes
    pieces.append(
      AlignedText.Piece(
        textStart: begun, textEnd: Int32(truncatingIfNeeded: count), baseStart: Int32(start),
        baseEnd: Int32(max(start, end)), rule: rule))
  }

  private consuming func step() -> AlignedText {
    flush()
    let pieces = pieces.pieces
    return AlignedText(
      bytes: text(pieces), pieces: pieces, removals: removals, baseCount: input.count)
  }

  /// The text of the pieces: what is kept, and what was put between.
  private func text(_ pieces: [AlignedText.Piece]) -> [UInt8] {
    typealias Lanes = ByteScan.Lanes
    let width = MemoryLayout<Lanes>.size
    let (source, put) = (input.span, put.span)
    return unsafe [UInt8](unsafeUninitializedCapacity: count + width) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      var at = 0
      var next = 0
      for piece in pieces {
        let length = Int(piece.textEnd - piece.textStart)
        // The lengths of all pieces add up to `count`, so that what is stored lies in the buffer, with
        // sixteen bytes behind it.
        precondition(length >= 0 && at + length <= count)
        if piece.isCopy {
          let from = Int(piece.baseStart)
          if length <= width, from >= 0, from + width <= source.count {
            // In bounds by the condition.
            let lanes = unsafe source.bytes.unsafeLoadUnaligned(
              fromUncheckedByteOffset: from, as: Lanes.self)
            unsafe UnsafeMutableRawPointer(base + at).storeBytes(of: lanes, as: Lanes.self)
          } else {
            unsafe source.extracting(from..<(from + length)).withUnsafeBufferPointer {
              guard let start = $0.baseAddress else { return }
              unsafe (base + at).update(from: start, count: length)
            }
          }
        } else {
          for index in 0..<length { unsafe base[at + index] = put[next + index] }
          next += length
        }
        at += length
      }
      filled = at
    }
  }

  /// The new text, referring to the base of `input`, whose bytes the rewriter was made with.
  ///
  /// Complexity: O(pieces of both) when ranges ascended, O(log pieces) more at each jump.
  consuming func finish(over input: borrowing AlignedText) -> AlignedText {
    let step = step()
    return input.isIdentity ? step : step.composed(over: input)
  }

  /// `finish` with what was changed, or nil where nothing was.
  consuming func finishStep(over input: borrowing AlignedText) -> TextStep? {
    let isWhole = from == 0 && to == input.bytes.count || input.bytes.isEmpty
    if isWhole, pieces.isEmpty, removals.isEmpty { return nil }
    let step = step()
    if step.isIdentity { return nil }
    let change = TextChange(of: step, from: input.bytes)
    return TextStep(
      text: input.isIdentity ? step : step.composed(over: input), change: change)
  }
}

extension AlignedText {
  /// True where the text is its base, unchanged.
  var isIdentity: Bool {
    removals.isEmpty && (pieces.isEmpty ? baseCount == 0 : pieces.count == 1 && pieces[0].isCopy)
      && bytes.count == baseCount
  }

  /// This text, whose base is the text of `under`, referred to the base of `under`.
  ///
  /// An edit of `under` that a boundary cuts goes with the part that holds its first byte; an empty
  /// edit of `under` goes with the part that holds the byte after it.
  consuming func composed(over under: borrowing AlignedText) -> AlignedText {
    var walk = Composition(
      removals: under.removals, capacity: pieces.count + under.pieces.count)
    let upper = pieces
    for piece in upper {
      if piece.isCopy {
        walk.copy(piece, of: under)
      } else {
        walk.edit(piece, of: under)
      }
    }
    for removal in removals { walk.remove(removal, of: under) }
    walk.tail(of: under, textEnd: Int32(bytes.count))
    return AlignedText(
      bytes: bytes, pieces: walk.pieces, removals: walk.removals, baseCount: under.baseCount)
  }
}

/// The walk over the pieces of a lower text while the pieces of the upper one go by.
private struct Composition {
  var pieces: [AlignedText.Piece] = []
  var removals: [AlignedText.Removal]
  private var cursor = 0

  init(removals: [AlignedText.Removal], capacity: Int) {
    self.removals = removals
    pieces.reserveCapacity(capacity + 8)
  }

  /// First lower piece that ends behind `start`, or an empty one at or behind it.
  private mutating func seek(_ start: Int32, in lower: borrowing [AlignedText.Piece]) -> Int {
    var low = cursor
    let ascends = low < lower.count && lower[low].textEnd <= start
    if !ascends || low + 16 < lower.count && lower[low + 16].textEnd < start {
      low = 0
      var high = lower.count
      while low < high {
        let middle = (low + high) / 2
        if lower[middle].textEnd < start { low = middle + 1 } else { high = middle }
      }
    }
    while low < lower.count,
      lower[low].textEnd < start
        || lower[low].textEnd == start && lower[low].textStart < start
    {
      low += 1
    }
    cursor = low
    return low
  }

  private mutating func append(_ piece: AlignedText.Piece) {
    if piece.isCopy, let last = pieces.last, last.isCopy, last.baseEnd == piece.baseStart {
      pieces[pieces.count - 1].textEnd = piece.textEnd
      pieces[pieces.count - 1].baseEnd = piece.baseEnd
    } else {
      pieces.append(piece)
    }
  }

  mutating func copy(_ upper: AlignedText.Piece, of under: borrowing AlignedText) {
    var index = seek(upper.baseStart, in: under.pieces)
    let shift = upper.textStart - upper.baseStart
    while index < under.pieces.count, under.pieces[index].textStart < upper.baseEnd {
      var piece = under.pieces[index]
      let from = max(piece.textStart, upper.baseStart)
      let to = min(piece.textEnd, upper.baseEnd)
      if piece.isCopy {
        piece.baseEnd = piece.baseStart + (to - piece.textStart)
        piece.baseStart += from - piece.textStart
      } else if from > piece.textStart {
        piece.baseStart = piece.baseEnd
      }
      piece.textStart = from + shift
      piece.textEnd = to + shift
      append(piece)
      cursor = index
      index += 1
    }
  }

  mutating func edit(_ upper: AlignedText.Piece, of under: borrowing AlignedText) {
    var first = true
    forEachBase(upper.baseStart, upper.baseEnd, of: under) { start, end, pieces in
      if !first, let last = pieces.last, last.rule == upper.rule, last.baseEnd == start {
        pieces[pieces.count - 1].baseEnd = end
      } else {
        pieces.append(
          AlignedText.Piece(
            textStart: first ? upper.textStart : upper.textEnd, textEnd: upper.textEnd,
            baseStart: start, baseEnd: end, rule: upper.rule))
      }
      first = false
    }
    if first {
      // Inserted text: it stands behind whatever came before.
      let at = pieces.last?.baseEnd ?? 0
      if upper.textStart < upper.textEnd {
        pieces.append(
          AlignedText.Piece(
            textStart: upper.textStart, textEnd: upper.textEnd, baseStart: at, baseEnd: at,
            rule: upper.rule))
      }
    }
  }

  mutating func remove(_ upper: AlignedText.Removal, of under: borrowing AlignedText) {
    var spans: [AlignedText.Removal] = []
    forEachBase(upper.baseStart, upper.baseEnd, of: under) { start, end, _ in
      if let last = spans.last, last.baseEnd == start {
        spans[spans.count - 1].baseEnd = end
      } else {
        spans.append(
          AlignedText.Removal(
            rule: upper.rule, group: upper.group, baseStart: start, baseEnd: end))
      }
    }
    removals.append(contentsOf: spans)
  }

  /// Empty edits at the very end of the lower text belong to no upper byte.
  mutating func tail(of under: borrowing AlignedText, textEnd: Int32) {
    let end = Int32(under.bytes.count)
    var index = under.pieces.count
    while index > 0, under.pieces[index - 1].textStart == end { index -= 1 }
    while index < under.pieces.count {
      var piece = under.pieces[index]
      piece.textStart = textEnd
      piece.textEnd = textEnd
      pieces.append(piece)
      index += 1
    }
  }

  private mutating func forEachBase(
    _ start: Int32, _ end: Int32, of under: borrowing AlignedText,
    _ body: (Int32, Int32, inout [AlignedText.Piece]) -> Void
  ) {
    guard start < end else { return }
    var index = seek(start, in: under.pieces)
    while index < under.pieces.count, under.pieces[index].textStart < end {
      let piece = under.pieces[index]
      cursor = index
      index += 1
      if piece.isCopy {
        let from = max(piece.textStart, start) - piece.textStart
        let to = min(piece.textEnd, end) - piece.textStart
        body(piece.baseStart + from, piece.baseStart + to, &pieces)
      } else if piece.textStart >= start, piece.baseStart < piece.baseEnd {
        body(piece.baseStart, piece.baseEnd, &pieces)
      }
    }
  }
}
