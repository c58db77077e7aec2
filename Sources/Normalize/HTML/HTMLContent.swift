/// Writes a text of a page: character references resolved, white space collapsed.
enum HTMLContent {
  /// A text without the white space at its edges.
  static func inner(_ token: HTMLToken, _ page: borrowing Span<UInt8>) -> Range<Int> {
    var start = Int(token.start)
    var end = Int(token.end)
    while start < end, HTMLAttributes.isBlank(page[start]) { start += 1 }
    while end > start, HTMLAttributes.isBlank(page[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Writes a range that begins and ends with a word. Complexity: O(n).
  static func write(
    _ range: Range<Int>, isLiteral: Bool, isPreformatted: Bool, superscript: Bool,
    _ page: borrowing Span<UInt8>, _ out: inout Rewriter
  ) {
    if superscript, note(range, page, &out) { return }
    var at = range.lowerBound
    var kept = at
    while at < range.upperBound {
      let byte = page[at]
      if byte == 0x26, !isLiteral,
        let found = CharacterReference.resolve(page, at, range.upperBound)
      {
        out.keep(kept, at)
        out.replace(at, found.end, with: found.bytes[...], rule: .reference)
        at = found.end
        kept = at
      } else if !isPreformatted, HTMLAttributes.isBlank(byte) {
        let begun = at
        var hasLineEnd = false
        while at < range.upperBound, HTMLAttributes.isBlank(page[at]) {
          if page[at] != 0x20, page[at] != 0x09 { hasLineEnd = true }
          at += 1
        }
        if at - begun > 1 || byte != 0x20 {
          out.keep(kept, begun)
          out.replace(begun, at, with: 0x20, rule: hasLineEnd ? .joinLine : .blank)
          kept = at
        }
      } else {
        at += 1
      }
    }
    out.keep(kept, range.upperBound)
  }

  /// The longest mark of a note.
  private static let longestNote = 8

  /// A number above the line, `10<sup>3</sup>` or `Limited<sup>(1)</sup>`, with the digits that are
  /// above the line in plain text; its brackets go. False where it is something else.
  private static func note(
    _ range: Range<Int>, _ page: borrowing Span<UInt8>, _ out: inout Rewriter
  ) -> Bool {
    guard range.count <= longestNote else { return false }
    var hasDigit = false
    for at in range {
      switch page[at] {
      case 0x30...0x39: hasDigit = true
      case 0x28, 0x29, 0x5B, 0x5D, 0x2D: break
      default: return false
      }
    }
    guard hasDigit else { return false }
    for at in range {
      switch page[at] {
      case 0x30...0x39:
        let digit = Self.superscripts[Int(page[at] - 0x30)]
        out.replace(at, at + 1, with: digit[...], rule: .superscript)
      case 0x2D: out.replace(at, at + 1, with: Self.minus[...], rule: .superscript)
      default: out.delete(at, at + 1, rule: .superscript)
      }
    }
    return true
  }

  private static let superscripts: [[UInt8]] = "⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.map {
    Array(String($0).utf8)
  }
  private static let minus: [UInt8] = Array("⁻".utf8)
}
