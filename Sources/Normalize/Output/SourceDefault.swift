/// What an edit's source was where its rule alone determines it, so that the ledger need not say.
///
/// `writer` and `restore` both use this table: an edit without a ledger entry has this source.
enum SourceDefault {
  /// The decoded source of an edit of `rule` with this text, if `units` code units of the encoding
  /// were its length; nil where the rule determines nothing.
  static func source(_ rule: EditRule, text: ArraySlice<UInt8>, units: Int) -> [UInt8]? {
    switch rule {
    case .byteOrderMark: [0xEF, 0xBB, 0xBF]
    case .blank, .hanSpace, .hanDigitSpace, .lineBlank, .stripBlank, .column, .cell:
      [UInt8](repeating: 0x20, count: units)
    case .joinLine, .joinHanLine, .blankLines, .lineEnd:
      rule == .lineEnd && units == 2 ? [0x0D, 0x0A] : [UInt8](repeating: 0x0A, count: units)
    case .healHyphen: [0x2D, 0x0A]
    case .markdown, .footnoteMark: [UInt8](repeating: 0x2A, count: units)
    case .leader: [UInt8](repeating: 0x2E, count: units)
    case .finalLine: []
    case .pageBreak: [0x0A, 0x0C]
    case .fullwidth: fullwidth(text)
    case .copy, .malformed, .reencoded, .nfc, .radical, .invisible, .control, .presentationForm,
      .bullet:
      nil
    }
  }

  private static func fullwidth(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count == 1, let byte = text.first, byte > 0x20, byte < 0x7F else { return nil }
    var result: [UInt8] = []
    UTF8Scan.append(0xFEE0 + UInt32(byte), to: &result)
    return result
  }
}
