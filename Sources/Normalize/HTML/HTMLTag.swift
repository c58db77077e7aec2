/// The elements of HTML that decide what a reader sees; all others are `other`.
enum HTMLTag: UInt8, CaseIterable {
  case other
  // What encloses text: these go into the skeleton.
  case p, div, section, article, nav, header, footer, aside, main, figure, figcaption, address
  case details, summary, fieldset, legend, blockquote, center, dialog, hgroup
  case ul, ol, dir, menu, li, dl, dt, dd
  case h1, h2, h3, h4, h5, h6, pre, listing, xmp
  case table, caption, tbody, thead, tfoot, tr, td, th
  case ruby, rb, rt, rp, rtc
  // What has no content.
  case br, hr
  // Inline.
  case a, sup
  // What no reader sees, with its content.
  case script, style, title, textarea, iframe, noembed, noframes, noscript, template, svg, select
  case button, canvas, video, audio, datalist, object
  // What wraps the filings of EDGAR.
  case document, text, plaintext

  /// Where a line ends for its start tag and its end tag.
  enum Break: UInt8, Comparable {
    case none, space, line, blank

    static func < (a: Break, b: Break) -> Bool { a.rawValue < b.rawValue }
  }

  var edge: Break {
    switch self {
    case .li, .dt, .dd, .tr, .br: .line
    case .tbody, .thead, .tfoot, .td, .th: .space
    case .p, .div, .section, .article, .nav, .header, .footer, .aside, .main, .figure, .figcaption,
      .address, .details, .summary, .fieldset, .legend, .blockquote, .center, .dialog, .hgroup, .ul,
      .ol, .dir, .menu, .dl, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .listing, .xmp, .table, .caption,
      .hr:
      .blank
    default: .none
    }
  }

  /// Whether it decides what encloses what.
  var isStructural: Bool {
    rawValue >= HTMLTag.p.rawValue && rawValue <= HTMLTag.rtc.rawValue && self != .xmp
  }

  /// Whether one may stand in another without a third between them, so that open ones pile up.
  var nests: Bool {
    switch self {
    case .p, .li, .dt, .dd, .caption, .tbody, .thead, .tfoot, .tr, .td, .th, .rb, .rt, .rp, .rtc:
      false
    default: isStructural
    }
  }

  /// Its lines are those of the source.
  var isPreformatted: Bool { self == .pre || self == .listing || self == .xmp }

  /// Its content is no markup: it ends with its end tag or with the page.
  var isRaw: Bool {
    switch self {
    case .script, .style, .title, .textarea, .iframe, .noembed, .noframes, .xmp: true
    default: false
    }
  }

  /// It is passed over with its content, up to its end tag where there is one.
  var isOpaque: Bool {
    switch self {
    case .noscript, .template, .svg, .select, .button, .canvas, .video, .audio, .datalist, .object:
      true
    default: isRaw && self != .xmp
    }
  }

  var name: String { String(describing: self) }

  /// The element with a name of ASCII in any case. Complexity: O(length).
  init(_ name: borrowing Span<UInt8>, _ start: Int, _ end: Int) {
    self = end - start > 10 ? .other : Self.byName[Self.key(name, start, end)] ?? .other
  }

  private static let byName: [UInt64: HTMLTag] = {
    var result: [UInt64: HTMLTag] = [:]
    for tag in allCases where tag != .other {
      let name = Array(tag.name.utf8)
      result[key(name.span, 0, name.count)] = tag
    }
    return result
  }()

  /// A hash of the name in small letters.
  private static func key(_ name: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for at in start..<end {
      let byte = name[at]
      hash = (hash ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
    }
    return hash
  }
}
