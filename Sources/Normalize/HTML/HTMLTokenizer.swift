/// Cuts a page into tags, text and what is neither, as the tokenizer of the HTML Standard does.
///
/// Where it is more lenient: an element that is passed over with its content (`<button>`, `<svg>`)
/// is so only where its end tag follows, so that a page that was cut off loses nothing to it.
/// Complexity: O(n).
struct HTMLTokenizer {
  private(set) var tokens: [HTMLToken] = []
  private var hiding = HTMLHiding()
  private var at = 0
  /// Elements whose end tag is nowhere behind `at`.
  private var endless: Set<HTMLTag> = []
  private var isInLink = false
  private var beginsLink = false
  private var superscripts = 0
  /// Between `<DOCUMENT>` and `<TEXT>` of a filing of EDGAR.
  private var isInWrapper = false
  private var sawDocument = false

  static func tokens(of page: borrowing Span<UInt8>) -> [HTMLToken] {
    var tokenizer = HTMLTokenizer()
    tokenizer.run(page)
    return tokenizer.tokens
  }

  private mutating func run(_ page: borrowing Span<UInt8>) {
    var begun = 0
    while at < page.count {
      at = ByteScan.first(0x3C, page, at, page.count)
      guard at + 1 < page.count else { break }
      let open = at
      guard let token = markup(page) else {
        at = open + 1
        continue
      }
      text(page, begun, open)
      tokens.append(token)
      follow(token)
      at = Int(token.end)
      if token.kind == .start, token.tag == .xmp { raw(page, token.tag) }
      begun = at
    }
    text(page, begun, page.count)
  }

  /// What the `<` at `at` begins; nil where it is text.
  private mutating func markup(_ page: borrowing Span<UInt8>) -> HTMLToken? {
    let open = at
    switch page[open + 1] {
    case 0x21:
      if ByteMatch.starts(page, open, page.count, with: "<!--") { return comment(page, open) }
      return bogus(page, open)
    case 0x3F: return bogus(page, open)
    case 0x2F:
      guard open + 2 < page.count else { return nil }
      return Self.isLetter(page[open + 2]) ? endTag(page, open) : bogus(page, open)
    case let byte where Self.isLetter(byte): return startTag(page, open)
    default: return nil
    }
  }

  /// What stands before the first document of a filing of EDGAR describes the filing.
  private mutating func hideWrapper() {
    guard !sawDocument else { return }
    sawDocument = true
    if tokens.contains(where: { $0.kind == .start && $0.tag.isStructural }) { return }
    for index in tokens.indices where tokens[index].kind == .text {
      tokens[index].flags.insert(.hidden)
    }
  }

  private func token(
    _ start: Int, _ end: Int, _ kind: HTMLToken.Kind, _ tag: HTMLTag = .other,
    _ flags: HTMLToken.Flags = []
  ) -> HTMLToken {
    HTMLToken(start: Int32(start), end: Int32(end), kind: kind, tag: tag, flags: flags)
  }

  private func comment(_ page: borrowing Span<UInt8>, _ open: Int) -> HTMLToken {
    let inner = open + 4
    if inner < page.count, page[inner] == 0x3E { return token(open, inner + 1, .other) }
    if ByteMatch.starts(page, inner, page.count, with: "->") {
      return token(open, inner + 2, .other)
    }
    var next = inner
    while next < page.count {
      next = ByteScan.first(0x3E, page, next, page.count)
      if next >= page.count { break }
      if next - 2 >= inner, page[next - 1] == 0x2D, page[next - 2] == 0x2D { break }
      if next - 3 >= inner, page[next - 1] == 0x21, page[next - 2] == 0x2D, page[next - 3] == 0x2D {
        break
      }
      next += 1
    }
    return token(open, min(page.count, next + 1), .other)
  }

  private func bogus(_ page: borrowing Span<UInt8>, _ open: Int) -> HTMLToken {
    token(
      open, min(page.count, ByteScan.first(0x3E, page, open, page.count) + 1), .other)
  }

  private func endTag(_ page: borrowing Span<UInt8>, _ open: Int) -> HTMLToken {
    let nameEnd = Self.nameEnd(page, open + 2)
    let tag = HTMLTag(page, open + 2, nameEnd)
    var attributes = HTMLAttributes(nameEnd, page.count)
    while attributes.next(page) != nil {}
    // `</br>` is read as `<br>`.
    return token(open, attributes.at, tag == .br ? .start : .end, tag)
  }

  /// What a tag means for the text behind it.
  private mutating func follow(_ token: HTMLToken) {
    let isStart = token.kind == .start
    guard isStart || token.kind == .end else { return }
    switch token.tag {
    case .a:
      isInLink = isStart && token.flags.contains(.link)
      beginsLink = isInLink
    case .sup: superscripts = max(0, superscripts + (isStart ? 1 : -1))
    // Marks that were never closed end with their block.
    case .p, .td, .tr, .table, .li, .div: superscripts = 0
    case .document:
      isInWrapper = isStart
      if isStart { hideWrapper() }
    case .text: isInWrapper = false
    default: break
    }
  }

  private mutating func startTag(_ page: borrowing Span<UInt8>, _ open: Int) -> HTMLToken {
    let nameEnd = Self.nameEnd(page, open + 1)
    let tag = HTMLTag(page, open + 1, nameEnd)
    var attributes = HTMLAttributes(nameEnd, page.count)
    var flags: HTMLToken.Flags = []
    var isOpen = false
    while let attribute = attributes.next(page) {
      hiding.note(attribute, page, &flags)
      if tag == .a, HTMLAttributes.is(page, attribute.name, "href") {
        let first = attribute.value.isEmpty ? 0x23 : page[attribute.value.lowerBound]
        if first != 0x23 { flags.insert(.link) }
      }
      if HTMLAttributes.is(page, attribute.name, "open") { isOpen = true }
    }
    if tag == .nav || tag == .menu { flags.insert(.navigation) }
    if tag == .footer || tag == .header || tag == .aside { flags.insert(.hint) }
    if tag == .dialog, !isOpen { flags.insert(.hidden) }
    let end = attributes.at
    if tag.isOpaque, let close = closing(page, tag, end) {
      if tag == .style { hiding.learn(page, end..<close.content) }
      return token(open, close.end, .other, tag)
    }
    return token(open, end, .start, tag, flags)
  }

  /// Where the content of an element ends that is passed over, and where its end tag does; nil where
  /// the element is no such thing for want of its end tag.
  private mutating func closing(
    _ page: borrowing Span<UInt8>, _ tag: HTMLTag, _ from: Int
  ) -> (content: Int, end: Int)? {
    guard !endless.contains(tag) else { return tag.isRaw ? (page.count, page.count) : nil }
    var next = from
    var isEscaped = false
    var isEscapedTwice = false
    while next < page.count {
      next = ByteScan.first(0x3C, page, next, page.count)
      guard next + 2 < page.count else { break }
      if tag == .script {
        // `<!-- … <script> … </script> … -->` inside a script.
        if ByteMatch.starts(page, next, page.count, with: "<!--") {
          isEscaped = true
        } else if isEscaped, Self.named(page, next + 1, .script) {
          isEscapedTwice = true
        }
      }
      if page[next + 1] == 0x2F, Self.named(page, next + 2, tag) {
        if isEscapedTwice {
          isEscapedTwice = false
        } else {
          var attributes = HTMLAttributes(Self.nameEnd(page, next + 2), page.count)
          while attributes.next(page) != nil {}
          return (next, attributes.at)
        }
      }
      if isEscaped, ByteMatch.find(page, next, nextMark(page, next), "-->") != nil {
        (isEscaped, isEscapedTwice) = (false, false)
      }
      next += 1
    }
    endless.insert(tag)
    return tag.isRaw ? (page.count, page.count) : nil
  }

  /// Behind the stretch that belongs to the `<` at `at`: the next `<`.
  private func nextMark(_ page: borrowing Span<UInt8>, _ at: Int) -> Int {
    ByteScan.first(0x3C, page, at + 1, page.count)
  }

  /// The text of an element in which tags are none.
  private mutating func raw(_ page: borrowing Span<UInt8>, _ tag: HTMLTag) {
    guard let close = closing(page, tag, at) else { return }
    text(page, at, close.content, .literal)
    if close.content < close.end { tokens.append(token(close.content, close.end, .end, tag)) }
    at = close.end
  }

  private mutating func text(
    _ page: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ given: HTMLToken.Flags = []
  ) {
    guard start < end else { return }
    var flags = given
    if Self.isBlank(page, start, end, isLiteral: given.contains(.literal)) {
      flags.insert(.blank)
    } else {
      if isInLink { flags.insert(.link) }
      if beginsLink { flags.insert(.linkBegin) }
      beginsLink = false
      if superscripts > 0 { flags.insert(.superscript) }
      if isInWrapper { flags.insert(.hidden) }
    }
    tokens.append(token(start, end, .text, .other, flags))
  }

  /// Nothing that is seen, not even a sign: white space, `&nbsp;`, U+200B ZERO WIDTH SPACE.
  private static func isBlank(
    _ page: borrowing Span<UInt8>, _ start: Int, _ end: Int, isLiteral: Bool
  ) -> Bool {
    var at = start
    while at < end {
      if HTMLAttributes.isBlank(page[at]) {
        at += 1
        continue
      }
      var scalar = UTF8Scan.scalar(page, at: at)
      if scalar.value == 0x26, !isLiteral {
        guard let found = CharacterReference.resolve(page, at, end) else { return false }
        scalar = (UTF8Scan.scalar(found.bytes, at: 0).value, found.end - at)
      }
      switch scalar.value {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20, 0xA0, 0x2000...0x200D, 0x2060, 0x3000, 0xFEFF: break
      default: return false
      }
      at += scalar.length
    }
    return true
  }

  /// Behind the name of a tag that begins at `at`.
  private static func nameEnd(_ page: borrowing Span<UInt8>, _ at: Int) -> Int {
    var end = at
    while end < page.count, !HTMLAttributes.isBlank(page[end]), page[end] != 0x2F,
      page[end] != 0x3E
    {
      end += 1
    }
    return end
  }

  /// The name at `at` is that of an element.
  private static func named(_ page: borrowing Span<UInt8>, _ at: Int, _ tag: HTMLTag) -> Bool {
    guard at < page.count, isLetter(page[at]) else { return false }
    var end = at
    while end < page.count, end - at <= 11, isLetter(page[end]) || page[end] &- 0x30 < 10 {
      end += 1
    }
    guard
      end >= page.count || HTMLAttributes.isBlank(page[end]) || page[end] == 0x2F
        || page[end] == 0x3E
    else { return false }
    return HTMLTag(page, at, end) == tag
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
