extension HTMLMark {
  /// A text begins with a mark of its own: `(a) …`, `1. …`, `• …`, `一、…`.
  static func begins(_ token: HTMLToken, _ source: borrowing Span<UInt8>) -> Bool {
    let inner = HTMLContent.inner(token, source)
    guard !inner.isEmpty else { return false }
    let first = UTF8Scan.scalar(source, at: inner.lowerBound)
    if Bullet.isGlyph(first.value) || first.value == 0x2D { return true }
    let look = LineTextMark(source, inner.lowerBound, min(inner.upperBound, inner.lowerBound + 24))
    return look.isMark
  }

  /// The number of an item as `type` of its list asks for: `1`, `a`, `A`, `i` or `I`.
  static func number(_ number: Int, style: UInt8) -> [UInt8] {
    var text = String(number)
    switch style {
    case 0x61, 0x41:
      if let letters = letters(number) { text = letters }
    case 0x69, 0x49:
      if let roman = roman(number) { text = roman }
    default: break
    }
    if style == 0x41 || style == 0x49 { text = text.uppercased() }
    return Array(text.utf8) + [0x2E, 0x20]
  }

  private static func letters(_ number: Int) -> String? {
    guard number > 0 else { return nil }
    var rest = number
    var result = ""
    while rest > 0 {
      rest -= 1
      result = String(UnicodeScalar(UInt8(0x61 + rest % 26))) + result
      rest /= 26
    }
    return result
  }

  private static func roman(_ number: Int) -> String? {
    guard number > 0, number < 4_000 else { return nil }
    var rest = number
    var result = ""
    for (value, sign) in [
      (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
      (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ] {
      while rest >= value {
        result += sign
        rest -= value
      }
    }
    return result
  }
}

/// Whether a stretch begins with the mark of a list.
private struct LineTextMark {
  let isMark: Bool

  init(_ source: borrowing Span<UInt8>, _ start: Int, _ end: Int) {
    var at = start
    let opens = source[at] == 0x28 || UTF8Scan.scalar(source, at: at).value == 0xFF08
    if opens { at += UTF8Scan.scalar(source, at: at).length }
    let inner = at
    while at < end, at - inner < 6, source[at] &- 0x30 < 10 || (source[at] | 0x20) &- 0x61 < 26 {
      at += 1
    }
    if at == inner {
      while at < end, at - inner < 9, HanNumeral.value(UTF8Scan.scalar(source, at: at).value) != nil
      {
        at += UTF8Scan.scalar(source, at: at).length
      }
    }
    guard at > inner, at < end else {
      isMark = false
      return
    }
    let close = UTF8Scan.scalar(source, at: at).value
    let behind = at + UTF8Scan.scalar(source, at: at).length
    let isShort = at - inner <= 4
    let isApart = behind >= end || source[behind] == 0x20 || source[behind] >= 0x80
    isMark =
      close == 0x29 || close == 0xFF09
      || !opens && isShort && (close == 0x3001 || close == 0xFF0E || close == 0x2E && isApart)
  }
}
