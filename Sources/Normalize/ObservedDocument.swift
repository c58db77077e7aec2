/// A document between the first and the second pass of a run: normalized, its names and metadata
/// found, nothing stripped or glossed.
///
/// What `Cleaner.finish` makes of it is what `Cleaner.clean` makes of the source.
public struct ObservedDocument: Sendable {
  let begun: BegunDocument
  let structure: Structure
  let names: NameAssembly.Collected
  /// What the normalizer knows of the whole text.
  let sawContext: Bool

  /// Names and metadata; the text is the normalized one.
  public var document: Document { begun.document }

  /// About how many bytes it keeps in memory.
  public var retainedBytes: Int {
    let text = begun.document.text
    let decoded = begun.document.decoded
    // Text that is the source, or the decoded text, is held once.
    var bytes = begun.document.sourceBytes.count
    switch decoded.map {
    case .identity(skipped: 0): break
    case .identity, .shifted: bytes += decoded.text.count
    case .table: bytes += 5 * decoded.text.count
    }
    if !text.isIdentity { bytes += text.bytes.count }
    bytes += 64 * decoded.edits.count + 24 * (text.pieces.count + text.removals.count)
    bytes += 56 * structure.lines.count + 16 * structure.sentences.count
    return bytes + 512 * (names.count + 2)
  }
}

/// A document whose text is normalized and may not be settled yet.
struct BegunDocument: Sendable {
  var document: Document
  var unsettled: Unsettled
  /// Number of the last removal so far.
  var group: Int32
  /// What the repair of the decoded text saw.
  var sawSigns: Bool
}
