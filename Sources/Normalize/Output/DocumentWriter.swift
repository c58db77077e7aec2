/// What a document is called in its JSON: what only the caller knows of a source.
public struct DocumentIdentity: Sendable {
  public var path: String
  public var recordID: String?
  /// Lower-case hexadecimal SHA-256 of the source bytes.
  public var sha256: String
  /// Of a PDF: the SHA-256 of the file, whose text `sha256` speaks of.
  public var fileSHA256: String?
  public var duplicateOf: String?
  /// Id and path of the document that is the other language version of the filing.
  public var twin: (id: String, path: String)?

  public init(
    path: String, recordID: String? = nil, sha256: String,
    fileSHA256: String? = nil, duplicateOf: String? = nil, twin: (id: String, path: String)? = nil
  ) {
    self.path = path
    self.recordID = recordID
    self.sha256 = sha256
    self.fileSHA256 = fileSHA256
    self.duplicateOf = duplicateOf
    self.twin = twin
  }

  public var id: String { String(sha256.prefix(16)) }
}

/// Writes documents as `normalize/document/1`, one line each (see `document.schema.json`).
public struct DocumentWriter {
  public var writesLedger: Bool
  /// Bytes of the longest document so far: the next one is likely to fit.
  private var room = 1 << 14

  public init(writesLedger: Bool = true) { self.writesLedger = writesLedger }

  /// The document's JSON followed by a line end, appended to `output`.
  ///
  /// Complexity: O(text + rows). `rules` are those the document was cleaned with.
  public mutating func write(
    _ document: Document, _ identity: DocumentIdentity, rules: RuleSet, to output: inout [UInt8]
  ) {
    var sheet = DocumentSheet(document.text.bytes, capacity: room)
    let begun = output.count
    let rows = document.text.pieces.count + document.decoded.edits.count
    if rows > 1 << 16 { output.reserveCapacity(begun + Self.rowSize * rows) }
    sheet.write(document, identity, rules, writesLedger: writesLedger, to: &output)
    room = min(max(room, output.count - begun + 1 << 13), Self.keptRoom)
  }

  /// Bytes of a long document's JSON for each of its rows, at most: an array that grows holds it twice.
  private static let rowSize = 64
  /// Room that is asked for from the start, at most.
  private static let keptRoom = 1 << 20
}
