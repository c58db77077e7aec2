/// The encoding of a file of JSON Lines: chosen once, from the head of the file.
///
/// Lines are decoded before their JSON is read: 許, 功 and 蓋 end in 0x5C in Big5, which JSON takes for
/// the beginning of an escape. Line ends need no decoding: 0x0A is no second byte in any of them.
public struct LineEncoding: Sendable, Equatable {
  /// How many bytes of a file decide.
  public static let headSize = 1 << 18
  public static let utf8 = LineEncoding(encoding: .utf8, evidence: EncodingEvidence(.valid))

  public let encoding: TextEncoding
  public let evidence: EncodingEvidence

  private init(encoding: TextEncoding, evidence: EncodingEvidence) {
    (self.encoding, self.evidence) = (encoding, evidence)
  }

  /// The encoding of the file that begins so. `override` is obeyed. Complexity: O(n).
  public init(head: ArraySlice<UInt8>, override: TextEncoding? = nil) {
    var head = head.prefix(Self.headSize)
    // What is cut in the middle of a sequence decides nothing.
    while let byte = head.last, byte >= 0x80, override == nil { head.removeLast() }
    let decision = SourceDecoder.decide(Array(head), override: override)
    self.init(encoding: decision.encoding, evidence: decision.evidence)
  }

  /// Its lines cannot be told apart byte by byte.
  public var isWide: Bool { encoding == .utf16LittleEndian || encoding == .utf16BigEndian }
}

/// A line in UTF-8.
public struct DecodedLine: Sendable {
  public var bytes: ArraySlice<UInt8>
  /// Whether the bytes are valid UTF-8; else they are those of the file.
  public var isValid: Bool
  /// What the line was in, and why; nil for UTF-8.
  public var origin: String?
  /// Malformed sequences that became U+FFFD.
  public var malformed = 0
}

/// Decodes the lines of a file one by one. Not Sendable: its converter keeps state.
public struct LineDecoder: ~Copyable {
  private let file: LineEncoding
  private let converter: ICU.Converter?

  /// Throws `ICUError` where ICU lacks the encoding.
  public init(_ file: LineEncoding) throws(ICUError) {
    self.file = file
    converter = file.encoding == .utf8 ? nil : try ICU.Converter(file.encoding.rawValue)
  }

  /// A line that is valid UTF-8 is taken as that, unless the user said otherwise or nothing of it is
  /// longer than two bytes, which GB18030 can look like. Any other is in the encoding of the file,
  /// or, where that is UTF-8, in the one that the line looks like.
  ///
  /// Throws `ICUError` where ICU lacks the encoding. Complexity: O(n).
  public func decode(_ line: ArraySlice<UInt8>) throws(ICUError) -> DecodedLine {
    let utf8 = UTF8Validation(line.span)
    let isValid = utf8.malformed.isEmpty
    let isSaid = file.evidence.kind == .override
    switch converter {
    case let converter?:
      let isObvious = isValid && !isSaid && line.contains { $0 >= 0xE0 }
      if isObvious || isValid && utf8.multibyteCount == 0 {
        return DecodedLine(bytes: line, isValid: true)
      }
      return try decode(line, converter, file.encoding, file.evidence)
    case nil:
      if isValid || isSaid { return DecodedLine(bytes: line, isValid: isValid) }
      let choice = SourceDecoder.choose(Array(line), utf8)
      if choice.encoding == .utf8 { return DecodedLine(bytes: line, isValid: false) }
      return try decode(
        line, ICU.Converter(choice.encoding.rawValue), choice.encoding, choice.evidence)
    }
  }

  private func decode(
    _ line: ArraySlice<UInt8>, _ converter: borrowing ICU.Converter, _ encoding: TextEncoding,
    _ evidence: EncodingEvidence
  ) throws(ICUError) -> DecodedLine {
    let (text, lengths) = try EncodingIndex.decode(line, converter, encoding)
    return DecodedLine(
      bytes: text[...], isValid: true, origin: "the line was \(encoding.rawValue), \(evidence)",
      malformed: lengths.count { $0 & 0x100 != 0 })
  }
}
