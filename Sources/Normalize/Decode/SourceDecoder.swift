/// Decode: bytes to UTF-8, with the decision and its evidence.
///
/// The order of trust is a byte order mark, the caller's override, the declared label, validity as
/// UTF-8, and only then frequency, among the encodings that a filing can be in. Nothing is dropped:
/// what an encoding does not allow is shown as U+FFFD and its bytes stay in the ledger.
enum SourceDecoder {
  /// Decodes a source. Complexity: O(n); UTF-8 is checked and not copied.
  ///
  /// Throws `ICUError` where ICU lacks the converter.
  static func decode(
    _ source: [UInt8], override: TextEncoding? = nil, declared: TextEncoding? = nil
  ) throws(ICUError) -> DecodedSource {
    let decision = decide(source, override: override, declared: declared)
    if decision.evidence.kind == .ascii || decision.evidence.kind == .valid {
      return identity(source, decision.evidence)
    }
    return try decode(
      source, as: decision.encoding, skipping: decision.skipped, decision.evidence)
  }

  /// A text that is UTF-8 whatever it looks like, as the value of a JSON string is. `isValid` where
  /// that is known already. Complexity: O(n).
  static func decode(value source: [UInt8], isValid: Bool) -> DecodedSource {
    if isValid {
      let ascii = ByteScan.skip(source.span, 0, source.count) {
        $0 .>= ByteScan.Lanes(repeating: 0x80)
      }
      let isASCII = source[ascii...].allSatisfy { $0 < 0x80 }
      return identity(source, EncodingEvidence(isASCII ? .ascii : .valid))
    }
    let utf8 = UTF8Validation(source)
    let (malformed, well) = (utf8.malformed.count, utf8.multibyteCount)
    if malformed == 0 { return decode(value: source, isValid: true) }
    let detail = "\(malformed) malformed, \(well) well-formed sequences"
    return decodeUTF8(
      source, skipping: 0, [],
      EncodingEvidence(well >= malformed ? .mostlyValid : .fallback, detail))
  }

  private static func identity(_ source: [UInt8], _ evidence: EncodingEvidence) -> DecodedSource {
    DecodedSource(
      text: source, encoding: .utf8, evidence: evidence, edits: [], map: .identity(skipped: 0),
      sourceCount: source.count)
  }

  /// The encoding, the length of its byte order mark, and why. Complexity: O(n).
  static func decide(
    _ source: [UInt8], override: TextEncoding? = nil, declared: TextEncoding? = nil
  ) -> (encoding: TextEncoding, skipped: Int, evidence: EncodingEvidence) {
    let mark = byteOrderMark(source)
    if let override {
      let skipped = mark.map { $0.encoding == override ? $0.length : 0 } ?? 0
      return (override, skipped, EncodingEvidence(.override))
    }
    if let mark { return (mark.encoding, mark.length, EncodingEvidence(.byteOrderMark)) }
    let utf8 = UTF8Validation(source)
    if let wide = zeroByteEncoding(source, isUTF8: utf8.malformed.isEmpty) {
      return (wide, 0, EncodingEvidence(.zeroBytes))
    }
    if utf8.malformed.isEmpty {
      let kind: EncodingEvidence.Kind = utf8.multibyteCount == 0 ? .ascii : .valid
      return (.utf8, 0, EncodingEvidence(kind))
    }
    let choice = choose(source, utf8)
    if let declared, isPlausible(declared, source, choice) {
      return (declared, 0, EncodingEvidence(.declared))
    }
    return (choice.encoding, 0, choice.evidence)
  }

  /// Decodes bytes in a known encoding, behind a byte order mark of `skipped` bytes.
  static func decode(
    _ source: [UInt8], as encoding: TextEncoding, skipping skipped: Int,
    _ evidence: EncodingEvidence
  ) throws(ICUError) -> DecodedSource {
    var edits: [DecodedSource.Edit] = []
    if skipped > 0 {
      edits.append(
        DecodedSource.Edit(
          decoded: DecodedExtent(0, 0), source: SourceExtent(0, skipped), rule: .byteOrderMark))
    }
    if encoding == .utf8 {
      return decodeUTF8(source, skipping: skipped, edits, evidence)
    }
    let converter = try ICU.Converter(encoding.rawValue)
    let body = source[skipped...]
    let (text, lengths) = try EncodingIndex.decode(body, converter, encoding)
    let isExact = try converter.encode(text[...]).map { $0[...] == body } ?? false
    var table = [UInt32](repeating: 0, count: text.count + 1)
    var at = skipped
    var out = 0
    for entry in lengths {
      let used = Int(entry & 0xFF)
      let width = scalarLength(text[out])
      for byte in out..<min(out + width, text.count) { table[byte] = UInt32(at) }
      let end = min(out + width, text.count)
      var rule: EditRule?
      if entry & 0x100 != 0 {
        rule = .malformed
      } else if !isExact {
        // Also a scalar that shares its bytes with the one before it (Big5-HKSCS 88 62).
        let encoded = try converter.encode(text[out..<end])
        if encoded.map({ $0[...] != source[at..<(at + used)] }) ?? true { rule = .reencoded }
      }
      if let rule {
        edits.append(
          DecodedSource.Edit(
            decoded: DecodedExtent(out, end), source: SourceExtent(at, at + used), rule: rule))
      }
      at += used
      out = end
    }
    table[text.count] = UInt32(source.count)
    return DecodedSource(
      text: text, encoding: encoding, evidence: evidence, edits: edits, map: .table(table),
      sourceCount: source.count)
  }

  private static func decodeUTF8(
    _ source: [UInt8], skipping skipped: Int, _ marks: [DecodedSource.Edit],
    _ evidence: EncodingEvidence
  ) -> DecodedSource {
    let body = skipped == 0 ? source : Array(source[skipped...])
    let validation = UTF8Validation(body)
    if validation.malformed.isEmpty {
      return DecodedSource(
        text: body, encoding: .utf8, evidence: evidence, edits: marks,
        map: .identity(skipped: skipped), sourceCount: source.count)
    }
    var text: [UInt8] = []
    text.reserveCapacity(body.count + 3 * validation.malformed.count)
    var edits = marks
    edits.reserveCapacity(edits.count + validation.malformed.count)
    var shifts: [(decoded: Int32, source: Int32)] = []
    shifts.reserveCapacity(validation.malformed.count + 1)
    shifts.append((0, Int32(skipped)))
    var copied = 0
    for span in validation.malformed {
      text.append(contentsOf: body[copied..<span.lowerBound])
      let begun = text.count
      let isPair = span.count == UTF8Validation.pairLength
      UTF8Scan.append(isPair ? UTF8Validation.pair(body[span]) : 0xFFFD, to: &text)
      copied = span.upperBound
      edits.append(
        DecodedSource.Edit(
          decoded: DecodedExtent(begun, text.count),
          source: SourceExtent(span.lowerBound + skipped, span.upperBound + skipped),
          rule: isPair ? .reencoded : .malformed))
      shifts.append((Int32(text.count), Int32(copied + skipped)))
    }
    text.append(contentsOf: body[copied...])
    return DecodedSource(
      text: text, encoding: .utf8, evidence: evidence, edits: edits, map: .shifted(shifts),
      sourceCount: source.count)
  }

  private static func byteOrderMark(_ source: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if source.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if source.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if source.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// UTF-16 without a mark: its ASCII (blanks, digits, line ends) has a zero in every other byte.
  ///
  /// Chinese text in UTF-16 has few zeros, but is no UTF-8. What can be read as UTF-8 needs more of
  /// them: a stray U+0000 in an English text is none of UTF-16.
  private static func zeroByteEncoding(_ source: [UInt8], isUTF8: Bool) -> TextEncoding? {
    guard source.count >= 4, source.count % 2 == 0 else { return nil }
    let sample = source.prefix(65_536)
    guard ByteScan.first(0, source.span, 0, sample.count) < sample.count else { return nil }
    var zeros = (even: 0, odd: 0)
    var index = 0
    for byte in sample {
      if byte == 0 {
        if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
      }
      index += 1
    }
    let floor = isUTF8 ? max(2, sample.count / 8) : max(1, sample.count / 100)
    if zeros.odd >= floor, zeros.odd > 8 * zeros.even { return .utf16LittleEndian }
    if zeros.even >= floor, zeros.even > 8 * zeros.odd { return .utf16BigEndian }
    return nil
  }

  @inline(__always)
  private static func scalarLength(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }
}

extension DecodedSource {
  /// Decodes a source as the pipeline does. Throws `ICUError` where ICU lacks the converter.
  package init(_ source: [UInt8], override: TextEncoding?) throws(ICUError) {
    self = try SourceDecoder.decode(source, override: override)
  }
}
