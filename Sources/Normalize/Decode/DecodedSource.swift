/// A source as valid UTF-8, with where each byte of it came from.
public struct DecodedSource: Sendable {
  /// A place where the decoded text is not what the source bytes spell: a byte order mark, malformed
  /// bytes (shown as U+FFFD), or bytes that the encoding would write in another way.
  public struct Edit: Equatable, Sendable {
    // Texts have less than 2^31 bytes, and damaged ones as many edits as bytes.
    private var decodedStart: Int32
    private var decodedEnd: Int32
    private var sourceStart: Int32
    private var sourceEnd: Int32
    public let rule: EditRule

    public var decoded: DecodedExtent { DecodedExtent(Int(decodedStart), Int(decodedEnd)) }
    public var source: SourceExtent { SourceExtent(Int(sourceStart), Int(sourceEnd)) }

    init(decoded: DecodedExtent, source: SourceExtent, rule: EditRule) {
      (decodedStart, decodedEnd) = (Int32(decoded.start), Int32(decoded.end))
      (sourceStart, sourceEnd) = (Int32(source.start), Int32(source.end))
      self.rule = rule
    }
  }

  /// From positions of the decoded text to positions of the source.
  enum Map: Sendable {
    /// The source is the text, behind a byte order mark of this many bytes.
    case identity(skipped: Int)
    /// The source position of every decoded byte, and of the end.
    case table([UInt32])
    /// Text that equals the source but for edits of other length: the decoded and source positions
    /// behind each of them.
    case shifted([(decoded: Int32, source: Int32)])
  }

  public var text: [UInt8]
  public var encoding: TextEncoding
  public var evidence: EncodingEvidence
  public var edits: [Edit]
  var map: Map
  public var sourceCount: Int

  /// The source position that a decoded position came from. Complexity: O(1) or O(log edits).
  public func source(_ position: Int) -> Int {
    switch map {
    case .identity(let skipped): return position + skipped
    case .table(let table): return table.isEmpty ? 0 : Int(table[min(position, table.count - 1)])
    case .shifted(let marks):
      var low = 0
      var high = marks.count
      while low < high {
        let middle = (low + high) / 2
        if Int(marks[middle].decoded) <= position { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return position }
      return Int(marks[low - 1].source) + position - Int(marks[low - 1].decoded)
    }
  }

  public func source(_ extent: DecodedExtent) -> SourceExtent {
    SourceExtent(source(extent.start), source(extent.end))
  }

  /// The first edit that ends behind a decoded position. Complexity: O(log edits).
  func firstEdit(behind position: Int) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].decoded.end <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether an edit lies in a part of the text or reaches into it. Complexity: O(log edits).
  func touchesEdit(_ extent: DecodedExtent) -> Bool {
    let first = firstEdit(behind: extent.start)
    return first < edits.count && edits[first].decoded.overlaps(extent)
  }
}
