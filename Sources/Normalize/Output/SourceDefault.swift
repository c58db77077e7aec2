/// What an edit's source was where its rule alone determines it, so that the ledger need not say.
///
/// `writer` and `restore` both use this table: an edit without a ledger entry has this source.
enum SourceDefault {
  private enum Form {
    case bytes(StaticString)
    /// One byte, as often as the source has code units.
    case repeated(UInt8)
    /// The fullwidth form of the text.
    case fullwidth
    case undetermined
  }

  private static func form(_ rule: EditRule, units: Int) -> Form {
    switch rule {
    case .byteOrderMark: .bytes("\u{FEFF}")
    case .blank, .hanSpace, .hanDigitSpace, .lineBlank, .stripBlank, .column, .cell: .repeated(0x20)
    case .lineEnd where units == 2: .bytes("\r\n")
    case .joinLine, .joinHanLine, .blankLines, .lineEnd: .repeated(0x0A)
    case .healHyphen: .bytes("-\n")
    case .markdown, .footnoteMark: .repeated(0x2A)
    case .leader: .repeated(0x2E)
    case .finalLine: .bytes("")
    case .pageBreak: .bytes("\n\u{C}")
    case .fullwidth: .fullwidth
    case .copy, .malformed, .reencoded, .markup, .hiddenText, .reference, .superscript, .ruby,
      .mojibake,
      .escape, .nfc,
      .radical, .invisible, .control, .presentationForm,
      .privateUse, .bullet:
      .undetermined
    }
  }

  /// The decoded source of an edit of `rule` with this text, if `units` code units of the encoding
  /// were its length; nil where the rule determines nothing.
  static func source(_ rule: EditRule, text: ArraySlice<UInt8>, units: Int) -> [UInt8]? {
    switch form(rule, units: units) {
    case .bytes(let bytes): return Array(bytes.description.utf8)
    case .repeated(let byte): return [UInt8](repeating: byte, count: units)
    case .fullwidth:
      guard let scalar = fullwidth(text.span) else { return nil }
      var result: [UInt8] = []
      UTF8Scan.append(scalar, to: &result)
      return result
    case .undetermined: return nil
    }
  }

  /// Whether `source` gives `was`, without making it.
  static func determines(
    _ rule: EditRule, was: borrowing Span<UInt8>, text: borrowing Span<UInt8>, units: Int
  ) -> Bool {
    switch form(rule, units: units) {
    case .bytes(let bytes):
      return bytes.utf8CodeUnitCount == was.count
        && ByteMatch.starts(was, 0, was.count, with: bytes)
    case .repeated(let byte):
      guard was.count == units else { return false }
      for at in was.indices where was[at] != byte { return false }
      return true
    case .fullwidth:
      guard let scalar = fullwidth(text), !was.isEmpty else { return false }
      let first = UTF8Scan.scalar(was, at: 0)
      return first.length == was.count && first.value == scalar
    case .undetermined: return false
    }
  }

  private static func fullwidth(_ text: borrowing Span<UInt8>) -> UInt32? {
    guard text.count == 1, text[0] > 0x20, text[0] < 0x7F else { return nil }
    return 0xFEE0 + UInt32(text[0])
  }
}
