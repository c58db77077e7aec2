/// What attributes and style sheets say of an element: whether it is shown, and whether it sounds like
/// navigation.
struct HTMLHiding {
  /// Hashes of `.class` and `#id` that a style sheet hides.
  private var hidden: Set<UInt64> = []
  private static let mostRules = 4_096

  /// Adds to `flags` what an attribute says.
  func note(
    _ attribute: HTMLAttributes.Attribute, _ page: borrowing Span<UInt8>,
    _ flags: inout HTMLToken.Flags
  ) {
    let (name, value) = (attribute.name, attribute.value)
    switch name.count {
    case 2 where HTMLAttributes.is(page, name, "id"):
      words(value, page, 0x23, &flags)
    case 4 where HTMLAttributes.is(page, name, "role"): role(value, page, &flags)
    case 5 where HTMLAttributes.is(page, name, "style"): style(value, page, &flags)
    case 5 where HTMLAttributes.is(page, name, "class"): words(value, page, 0x2E, &flags)
    case 6 where HTMLAttributes.is(page, name, "hidden"): flags.insert(.hidden)
    case 11 where HTMLAttributes.is(page, name, "aria-hidden"):
      if HTMLAttributes.is(page, value, "true") { flags.insert(.icon) }
    default: break
    }
  }

  private func style(
    _ value: Range<Int>, _ page: borrowing Span<UInt8>, _ flags: inout HTMLToken.Flags
  ) {
    if Self.hides(page, value) { flags.insert(.hidden) }
    if Self.declares(page, value, "list-style", ["none"])
      || Self.declares(page, value, "list-style-type", ["none"])
    {
      flags.insert(.unmarked)
    }
  }

  private func role(
    _ value: Range<Int>, _ page: borrowing Span<UInt8>, _ flags: inout HTMLToken.Flags
  ) {
    for role: StaticString in ["navigation", "menu", "menubar", "search", "toolbar"]
    where HTMLAttributes.is(page, value, role) {
      flags.insert(.navigation)
    }
    for role: StaticString in ["banner", "contentinfo", "complementary", "dialog", "alertdialog"]
    where HTMLAttributes.is(page, value, role) {
      flags.insert(.hint)
    }
  }

  /// The names of a class or id: hidden by a style sheet, or words that sound like navigation.
  private func words(
    _ value: Range<Int>, _ page: borrowing Span<UInt8>, _ kind: UInt8,
    _ flags: inout HTMLToken.Flags
  ) {
    var at = value.lowerBound
    let end = min(value.upperBound, page.count)
    while at < end {
      while at < end, HTMLAttributes.isBlank(page[at]) { at += 1 }
      let start = at
      while at < end, !HTMLAttributes.isBlank(page[at]) { at += 1 }
      guard start < at else { continue }
      if hidden.contains(Self.key(kind, page, start..<at)) { flags.insert(.hidden) }
      for word in Self.hiddenNames where HTMLAttributes.is(page, start..<at, word) {
        flags.insert(.hidden)
      }
      parts(start, at, page, &flags)
    }
  }

  /// `navBar`, `nav-bar`, `nav_bar`: the words that a name is put together from.
  private func parts(
    _ start: Int, _ end: Int, _ page: borrowing Span<UInt8>, _ flags: inout HTMLToken.Flags
  ) {
    var begun = start
    var at = start
    while at <= end {
      let isEnd = at == end
      let isCapital = !isEnd && page[at] &- 0x41 < 26
      let isLetter = !isEnd && ByteMatch.fold(page[at]) &- 0x61 < 26
      let startsWord = isCapital && at > begun && page[at - 1] &- 0x61 < 26
      if isEnd || !isLetter || startsWord {
        if begun < at { word(begun..<at, page, &flags) }
        begun = isLetter ? at : at + 1
      }
      at += 1
    }
  }

  private func word(
    _ range: Range<Int>, _ page: borrowing Span<UInt8>, _ flags: inout HTMLToken.Flags
  ) {
    for word in Self.cookieWords where HTMLAttributes.is(page, range, word) {
      flags.insert(.cookies)
    }
    for word in Self.hintWords where HTMLAttributes.is(page, range, word) { flags.insert(.hint) }
    if HTMLAttributes.is(page, range, "unstyled") { flags.insert(.unmarked) }
  }

  private static let hiddenNames: [StaticString] = [
    "sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden",
  ]
  private static let cookieWords: [StaticString] = [
    "cookie", "cookies", "consent", "gdpr", "onetrust", "ccpa",
  ]
  private static let hintWords: [StaticString] = [
    "nav", "navbar", "navigation", "topnav", "subnav", "leftnav", "menu", "submenu", "mainmenu",
    "topmenu", "leftmenu", "breadcrumb", "breadcrumbs", "crumbs", "share", "sharing", "social",
    "addthis", "sharethis", "footer", "foot", "bottom", "header", "topbar", "banner", "sidebar",
    "toolbar", "tools", "pagination", "pager", "sitemap", "copyright", "skip", "skiplink", "totop",
    "backtotop", "gotop", "language", "lang", "langs", "langbar", "search", "login", "print",
    "links",
    "quicklinks", "newsletter", "subscribe", "related", "widget", "modal", "popup",
  ]

  // MARK: - Styles

  /// The declarations of a style hide the element.
  private static func hides(_ page: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    declares(page, range, "display", ["none"])
      || declares(page, range, "visibility", ["hidden", "collapse"])
  }

  /// `name: value` is among the declarations.
  private static func declares(
    _ page: borrowing Span<UInt8>, _ range: Range<Int>, _ name: StaticString,
    _ values: [StaticString]
  ) -> Bool {
    var at = range.lowerBound
    let end = min(range.upperBound, page.count)
    while at < end {
      while at < end, HTMLAttributes.isBlank(page[at]) || page[at] == 0x3B { at += 1 }
      let stop = ByteScan.first(0x3B, page, at, end)
      if ByteMatch.startsFolded(page, at, stop, with: name) {
        var next = at + name.utf8CodeUnitCount
        while next < stop, HTMLAttributes.isBlank(page[next]) { next += 1 }
        if next < stop, page[next] == 0x3A {
          next += 1
          while next < stop, HTMLAttributes.isBlank(page[next]) { next += 1 }
          for value in values where ByteMatch.startsFolded(page, next, stop, with: value) {
            return true
          }
        }
      }
      at = stop + 1
    }
    return false
  }

  /// Learns the rules of a style sheet that hide a class or an id: `.a, p.b, #c { display: none }`.
  /// Rules inside `@media` and the like are left alone. Complexity: O(n).
  mutating func learn(_ page: borrowing Span<UInt8>, _ range: Range<Int>) {
    var at = range.lowerBound
    let end = min(range.upperBound, page.count)
    while at < end, hidden.count < Self.mostRules {
      let open = ByteScan.first(0x7B, page, at, end)
      guard open < end else { return }
      let start = Self.behindComments(page, at, open)
      if start < open, page[start] == 0x40 {
        at = Self.behindBlock(page, open, end)
        continue
      }
      let close = ByteScan.first(0x7D, page, open, end)
      if Self.hides(page, (open + 1)..<close) { selectors(page, min(start, open)..<open) }
      at = close + 1
    }
  }

  /// Behind white space, comments and the marks that once hid style sheets.
  private static func behindComments(
    _ page: borrowing Span<UInt8>, _ from: Int, _ end: Int
  ) -> Int {
    var at = from
    while at < end {
      if HTMLAttributes.isBlank(page[at]) {
        at += 1
      } else if ByteMatch.starts(page, at, end, with: "<!--") {
        at += 4
      } else if ByteMatch.starts(page, at, end, with: "-->") {
        at += 3
      } else if ByteMatch.starts(page, at, end, with: "/*") {
        at = ByteMatch.find(page, at + 2, end, "*/").map { $0 + 2 } ?? end
      } else {
        return at
      }
    }
    return end
  }

  /// Behind the braces that open at `open`.
  private static func behindBlock(_ page: borrowing Span<UInt8>, _ open: Int, _ end: Int) -> Int {
    var depth = 0
    var at = open
    while at < end {
      if page[at] == 0x7B { depth += 1 }
      if page[at] == 0x7D {
        depth -= 1
        if depth == 0 { return at + 1 }
      }
      at += 1
    }
    return end
  }

  private mutating func selectors(_ page: borrowing Span<UInt8>, _ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      let comma = ByteScan.first(0x2C, page, at, range.upperBound)
      var (start, end) = (at, comma)
      while start < end, HTMLAttributes.isBlank(page[start]) { start += 1 }
      while end > start, HTMLAttributes.isBlank(page[end - 1]) { end -= 1 }
      at = comma + 1
      // The element before a class or an id says little more; other selectors are not read.
      var mark = start
      while mark < end, ByteMatch.fold(page[mark]) &- 0x61 < 26 || page[mark] &- 0x30 < 10 {
        mark += 1
      }
      guard mark + 1 < end, page[mark] == 0x2E || page[mark] == 0x23 else { continue }
      let name = (mark + 1)..<end
      var place = mark + 1
      while place < end,
        page[place] &- 0x30 < 10 || ByteMatch.fold(page[place]) &- 0x61 < 26
          || page[place] == 0x2D || page[place] == 0x5F
      {
        place += 1
      }
      if place == end { hidden.insert(Self.key(page[mark], page, name)) }
    }
  }

  private static func key(
    _ kind: UInt8, _ page: borrowing Span<UInt8>, _ range: Range<Int>
  ) -> UInt64 {
    var hash = 0xCBF2_9CE4_8422_2325 ^ UInt64(kind)
    for at in range { hash = (hash ^ UInt64(page[at])) &* 0x100_0000_01B3 }
    return hash
  }
}
