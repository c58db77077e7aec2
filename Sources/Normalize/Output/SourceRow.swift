/// One row of the ledger: what a stretch of the source became.
///
/// Rows are in text order. Text positions count UTF-8 bytes of the text, source positions bytes of
/// the source.
struct SourceRow: Equatable, Sendable {
  var rule: EditRule
  var text: TextExtent
  var source: SourceExtent
  /// The bytes themselves must be kept: they are no text of the encoding.
  var needsBytes: Bool
  /// The decoded stretch.
  var decoded: DecodedExtent
}

extension AlignedText {
  /// Each row of a text over a decoded source: unchanged runs, edits of the pipeline and edits of
  /// the decoding, in text order. There can be as many as the text has bytes, so they are not kept.
  ///
  /// Complexity: O(pieces + edits log edits).
  @inline(__always)
  func forEachRow(over source: borrowing DecodedSource, _ body: (SourceRow) -> Void) {
    let edits = source.edits
    for edit in edits
    where edit.decoded.isEmpty && edit.decoded.start == 0 && edit.rule == .byteOrderMark {
      body(
        SourceRow(
          rule: edit.rule, text: TextExtent(0, 0), source: edit.source, needsBytes: false,
          decoded: edit.decoded))
    }
    for piece in pieces {
      let decoded = DecodedExtent(Int(piece.baseStart), Int(piece.baseEnd))
      let text = TextExtent(Int(piece.textStart), Int(piece.textEnd))
      var index = source.firstEdit(behind: decoded.start)
      if !piece.isCopy {
        let touches =
          index < edits.count && edits[index].decoded.start < decoded.end && !decoded.isEmpty
        body(
          SourceRow(
            rule: piece.rule, text: text, source: source.source(decoded), needsBytes: touches,
            decoded: decoded))
        continue
      }
      var at = decoded.start
      let shift = text.start - decoded.start
      while index < edits.count, edits[index].decoded.start < decoded.end {
        let edit = edits[index]
        index += 1
        if edit.decoded.isEmpty { continue }
        if at < edit.decoded.start {
          let span = DecodedExtent(at, edit.decoded.start)
          body(
            SourceRow(
              rule: .copy, text: TextExtent(at + shift, span.end + shift),
              source: SourceExtent(source.source(at), edit.source.start), needsBytes: false,
              decoded: span))
        }
        body(
          SourceRow(
            rule: edit.rule,
            text: TextExtent(edit.decoded.start + shift, edit.decoded.end + shift),
            source: edit.source, needsBytes: true, decoded: edit.decoded))
        at = edit.decoded.end
      }
      if at < decoded.end {
        body(
          SourceRow(
            rule: .copy, text: TextExtent(at + shift, text.end),
            source: SourceExtent(source.source(at), source.source(decoded.end)), needsBytes: false,
            decoded: DecodedExtent(at, decoded.end)))
      }
    }
  }
}
