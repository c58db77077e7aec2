/// Whether bytes are a page in HTML, and which encoding it declares.
enum HTMLSniffer {
  /// How many bytes are looked at for tags, and for the declaration of an encoding.
  private static let tagsSize = 1 << 16
  private static let declarationSize = 1 << 13

  /// A page begins with a declaration or a tag that only pages begin with, or is full of tags: at least
  /// eight, and one in every four hundred bytes. Complexity: O(1): the first 64 KB are looked at.
  static func isPage(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    let end = min(tagsSize, span.count)
    guard ByteScan.first(0x3C, span, 0, end) < end else { return false }
    return beginsPage(bytes) || isFullOfTags(span, end)
  }

  /// The first of the text is `<!doctype html`, `<html`, `<head` or `<body`, white space, comments and
  /// an XML declaration left out.
  static func beginsPage(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    let end = min(tagsSize, span.count)
    var at = ByteMatch.starts(span, 0, end, with: "\u{FEFF}") ? 3 : 0
    while at < end {
      while at < end, HTMLAttributes.isBlank(span[at]) { at += 1 }
      guard at < end, span[at] == 0x3C else { return false }
      if ByteMatch.starts(span, at, end, with: "<!--") {
        guard let close = ByteMatch.find(span, at + 4, end, "-->") else { return false }
        at = close + 3
      } else if ByteMatch.starts(span, at, end, with: "<?xml") {
        at = ByteScan.first(0x3E, span, at, end) + 1
      } else {
        let words: [StaticString] = ["<!doctype html", "<html", "<head", "<body"]
        return words.contains { ByteMatch.startsFolded(span, at, end, with: $0) }
      }
    }
    return false
  }

  private static func isFullOfTags(_ bytes: borrowing Span<UInt8>, _ end: Int) -> Bool {
    var at = 0
    var tags = 0
    var others = 0
    while at < end {
      at = ByteScan.first(0x3C, bytes, at, end)
      guard at + 2 < end else { break }
      let nameStart = bytes[at + 1] == 0x2F ? at + 2 : at + 1
      var name = nameStart
      while name < end, ByteMatch.fold(bytes[name]) &- 0x61 < 26 || bytes[name] &- 0x30 < 10 {
        name += 1
      }
      at = name
      guard name > nameStart, name < end,
        bytes[name] == 0x3E || bytes[name] == 0x2F || HTMLAttributes.isBlank(bytes[name])
      else { continue }
      // The tables of EDGAR's plain text have tags of their own.
      if HTMLAttributes.is(bytes, nameStart..<name, "page")
        || HTMLAttributes.is(bytes, nameStart..<name, "c")
      {
        others += 1
        continue
      }
      for known in telling where HTMLAttributes.is(bytes, nameStart..<name, known) { tags += 1 }
    }
    return tags >= 8 && 400 * tags >= end && tags > 4 * others
  }

  private static let telling: [StaticString] = [
    "p", "div", "br", "td", "tr", "font", "span", "a", "b", "li", "ul", "h1", "h2", "h3", "center",
    "html", "body", "head", "meta", "strong",
  ]

  /// The encoding that a page declares: `<meta charset>`, `<meta content="text/html; charset=…">` or
  /// its XML declaration; nil where it declares none that is known.
  static func declaredEncoding(_ bytes: [UInt8]) -> TextEncoding? {
    let span = bytes.span
    let end = min(declarationSize, span.count)
    var at = 0
    while at < end {
      at = ByteScan.first(0x3C, span, at, end)
      if ByteMatch.startsFolded(span, at, end, with: "<meta") {
        if let found = charset(in: at..<ByteScan.first(0x3E, span, at, end), span) { return found }
      } else if ByteMatch.startsFolded(span, at, end, with: "<?xml") {
        if let found = label(behind: "encoding", in: at..<ByteScan.first(0x3E, span, at, end), span)
        {
          return found
        }
      }
      at += 1
    }
    return nil
  }

  private static func charset(
    in tag: Range<Int>, _ bytes: borrowing Span<UInt8>
  ) -> TextEncoding? {
    label(behind: "charset", in: tag, bytes)
  }

  /// The encoding whose label stands behind `word` and `=`.
  private static func label(
    behind word: StaticString, in range: Range<Int>, _ bytes: borrowing Span<UInt8>
  ) -> TextEncoding? {
    guard let found = ByteMatch.findFolded(bytes, range.lowerBound, range.upperBound, word) else {
      return nil
    }
    var at = found + word.utf8CodeUnitCount
    while at < range.upperBound, HTMLAttributes.isBlank(bytes[at]) { at += 1 }
    guard at < range.upperBound, bytes[at] == 0x3D else { return nil }
    at += 1
    while at < range.upperBound,
      HTMLAttributes.isBlank(bytes[at]) || bytes[at] == 0x22 || bytes[at] == 0x27
    {
      at += 1
    }
    var label = ""
    while at < range.upperBound, label.utf8.count < 20,
      ByteMatch.fold(bytes[at]) &- 0x61 < 26 || bytes[at] &- 0x30 < 10 || bytes[at] == 0x2D
        || bytes[at] == 0x5F
    {
      label.append(Character(UnicodeScalar(bytes[at])))
      at += 1
    }
    return TextEncoding(label: label)
  }
}
