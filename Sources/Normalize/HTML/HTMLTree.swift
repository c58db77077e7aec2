internal import CGumbo

/// What encloses what on a page, by the rules of the HTML Standard for trees: tags that were never
/// closed, cells without rows, tables in tables.
///
/// Gumbo builds the tree, from a skeleton: the tags that matter, without attributes, and one letter for
/// each text. It sees no other byte of the page. Elements nest at most `deepest` deep in it; a tag
/// beyond is left out, and its text belongs to the element around it. So neither the time nor the
/// stack that Gumbo needs depends on what a page was made to do to it
/// ([decision 0012](Documentation/Decisions/0012-html.md)).
struct HTMLTree {
  struct Element {
    var tag: HTMLTag
    /// Index of the element around it; 0 encloses all, itself too.
    var parent: Int32
    /// Index of its start tag; -1 where the page has none.
    var token: Int32
    var flags: HTMLToken.Flags
  }

  /// In the order in which they begin.
  private(set) var elements: [Element] = [
    Element(tag: .other, parent: 0, token: -1, flags: [])
  ]
  /// Of each token that is a text: the element that it stands in, else 0.
  private(set) var parents: [Int32]
  /// Start tags that were left out for being too deep.
  private(set) var dropped = 0

  static let deepest = 400

  /// Complexity: O(n · deepest) at worst, O(n) for pages that people made.
  init(_ tokens: [HTMLToken], _ page: borrowing Span<UInt8>) {
    parents = [Int32](repeating: 0, count: tokens.count)
    var skeleton = HTMLSkeleton()
    for index in tokens.indices { skeleton.add(tokens[index], index, page) }
    dropped = skeleton.dropped
    if !build(skeleton, tokens) {
      elements.removeLast(elements.count - 1)
      for index in parents.indices { parents[index] = 0 }
    }
  }

  /// False where the tree does not hold each text once.
  private mutating func build(_ skeleton: HTMLSkeleton, _ tokens: [HTMLToken]) -> Bool {
    var events: UnsafeMutablePointer<cgumbo_event>?
    var count = 0
    let status = unsafe skeleton.bytes.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { text in
        unsafe cgumbo_parse(text.baseAddress, text.count, &events, &count)
      }
    }
    guard status == 0, let found = unsafe events else { return false }
    defer { unsafe cgumbo_free(found) }
    var open: [Int32] = []
    var texts = 0
    for index in 0..<count {
      // The shim says that there are `count` events.
      let event = unsafe found[index]
      switch event.kind {
      case Int32(CGUMBO_ENTER):
        let parent = open.last ?? 0
        open.append(Int32(elements.count))
        let token = skeleton.token(at: event.at, isText: false)
        if let token {
          elements.append(
            Element(
              tag: tokens[token].tag, parent: parent, token: Int32(token),
              flags: tokens[token].flags))
        } else {
          let tag: HTMLTag = event.implied == 1 ? .tr : event.implied == 2 ? .td : .other
          elements.append(Element(tag: tag, parent: parent, token: -1, flags: []))
        }
      case Int32(CGUMBO_LEAVE): _ = open.popLast()
      default:
        for token in skeleton.texts(at: event.at, count: Int(event.length)) {
          guard parents[token] == 0 else { return false }
          parents[token] = open.last ?? 0
          texts += 1
        }
      }
    }
    return texts == skeleton.textCount
  }
}

/// The tags of a page that decide what encloses what, and a letter for each text.
struct HTMLSkeleton {
  private(set) var bytes: [UInt8] = []
  private(set) var dropped = 0
  private(set) var textCount = 0
  /// Where each of its parts begins, and the token that it stands for; negative for a text.
  private var places: [(at: Int32, token: Int32)] = []
  /// Of elements that nest: which of those that are open are in the skeleton.
  private var open: [HTMLTag: [Bool]] = [:]
  /// The same of inline elements of names of which one is hidden, by their name.
  private var inline: [UInt64: [Bool]] = [:]
  private var depth = 0
  private var formatting = 0

  mutating func add(_ token: HTMLToken, _ index: Int, _ page: borrowing Span<UInt8>) {
    switch token.kind {
    case .text:
      guard !token.flags.contains(.blank), !token.flags.contains(.hidden) else { return }
      places.append((Int32(bytes.count), ~Int32(index)))
      bytes.append(0x78)
      textCount += 1
    case .start:
      if token.tag.isStructural {
        guard token.tag.nests else { return tag(token.tag.name, index, isEnd: false) }
        let keeps = depth < HTMLTree.deepest
        open[token.tag, default: []].append(keeps)
        guard keeps else {
          dropped += 1
          return
        }
        depth += 1
        tag(token.tag.name, index, isEnd: false)
      } else if token.tag != .br, token.tag != .hr, token.tag != .xmp {
        inlineStart(token, index, page)
      }
    case .end:
      if token.tag.isStructural {
        if token.tag.nests, let keeps = open[token.tag]?.popLast() {
          guard keeps else { return }
          depth -= 1
        }
        tag(token.tag.name, index, isEnd: true)
      } else if !inline.isEmpty {
        inlineEnd(token, index, page)
      }
    case .other: break
    }
  }

  /// Hidden formatting elements that are open at once: each is opened again in every paragraph.
  private static let deepestFormatting = 16

  private mutating func inlineStart(
    _ token: HTMLToken, _ index: Int, _ page: borrowing Span<UInt8>
  ) {
    let hides = token.flags.contains(.hidden) || token.flags.contains(.icon)
    guard hides || !inline.isEmpty else { return }
    let name = Self.name(token, page)
    guard !name.isVoid, hides || inline[name.key] != nil else { return }
    let room =
      name.formatting == nil ? HTMLTree.deepest - depth : Self.deepestFormatting - formatting
    let keeps = hides && room > 0
    inline[name.key, default: []].append(keeps)
    if hides, !keeps { dropped += 1 }
    guard keeps else { return }
    if name.formatting == nil { depth += 1 } else { formatting += 1 }
    tag(name.formatting ?? "span", index, isEnd: false)
  }

  private mutating func inlineEnd(
    _ token: HTMLToken, _ index: Int, _ page: borrowing Span<UInt8>
  ) {
    let name = Self.name(token, page)
    guard let keeps = inline[name.key]?.popLast(), keeps else { return }
    if name.formatting == nil { depth -= 1 } else { formatting -= 1 }
    tag(name.formatting ?? "span", index, isEnd: true)
  }

  private mutating func tag(_ name: String, _ index: Int, isEnd: Bool) {
    if !isEnd { places.append((Int32(bytes.count), Int32(index))) }
    bytes.append(0x3C)
    if isEnd { bytes.append(0x2F) }
    bytes.append(contentsOf: name.utf8)
    bytes.append(0x3E)
  }

  /// A hash of the name of a tag, whether such an element has no content and no end tag, and its name
  /// where it goes on behind the paragraph that it was opened in.
  private static func name(
    _ token: HTMLToken, _ page: borrowing Span<UInt8>
  ) -> (key: UInt64, isVoid: Bool, formatting: String?) {
    let start = Int(token.start) + (token.kind == .end ? 2 : 1)
    var end = start
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    while end < Int(token.end), !HTMLAttributes.isBlank(page[end]), page[end] != 0x2F,
      page[end] != 0x3E
    {
      key = (key ^ UInt64(ByteMatch.fold(page[end]))) &* 0x100_0000_01B3
      end += 1
    }
    for name in voids where HTMLAttributes.is(page, start..<end, name) { return (key, true, nil) }
    for name in formattings where HTMLAttributes.is(page, start..<end, name) {
      return (key, false, name.description)
    }
    return (key, false, nil)
  }

  private static let voids: [StaticString] = [
    "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "param", "source",
    "track", "basefont", "bgsound", "frame", "keygen",
  ]

  private static let formattings: [StaticString] = [
    "a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u",
  ]

  /// The token of the tag that begins at a place of the skeleton.
  func token(at place: Int32, isText: Bool) -> Int? {
    guard let index = index(at: place), places[index].token >= 0 else { return nil }
    return Int(places[index].token)
  }

  /// The tokens of `count` texts from a place of the skeleton on.
  func texts(at place: Int32, count: Int) -> [Int] {
    guard var index = index(at: place) else { return [] }
    var result: [Int] = []
    while index < places.count, result.count < count {
      if places[index].token < 0 { result.append(Int(~places[index].token)) }
      index += 1
    }
    return result
  }

  private func index(at place: Int32) -> Int? {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].at < place { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low].at == place ? low : nil
  }
}
