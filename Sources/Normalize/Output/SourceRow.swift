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
  /// The rows of a text over a decoded source: unchanged runs, edits of the pipeline and edits of
  /// the decoding, in text order.
  ///
  /// Complexity: O(pieces + edits log edits).
  func rows(over source: DecodedSource) -> [SourceRow] {
    var rows: [SourceRow] = []
    rows.reserveCapacity(pieces.count + source.edits.count)
    let edits = source.edits
    for edit in edits
    where edit.decoded.isEmpty && edit.decoded.start == 0 && edit.rule == .byteOrderMark {
      rows.append(
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
        rows.append(
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
          rows.append(
            SourceRow(
              rule: .copy, text: TextExtent(at + shift, span.end + shift),
              source: SourceExtent(source.source(at), edit.source.start), needsBytes: false,
              decoded: span))
        }
        rows.append(
          SourceRow(
            rule: edit.rule,
            text: TextExtent(edit.decoded.start + shift, edit.decoded.end + shift),
            source: edit.source, needsBytes: true, decoded: edit.decoded))
        at = edit.decoded.end
      }
      if at < decoded.end {
        rows.append(
          SourceRow(
            rule: .copy, text: TextExtent(at + shift, text.end),
            source: SourceExtent(source.source(at), source.source(decoded.end)), needsBytes: false,
            decoded: DecodedExtent(at, decoded.end)))
      }
    }
    return rows
  }
}
