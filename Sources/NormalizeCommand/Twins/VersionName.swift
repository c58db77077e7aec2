import Normalize

/// What the name of a file says of the language of a version: `notice_c.pdf`, `zh/notice.html`, `notice.EN.txt`.
struct VersionName: Equatable {
  enum Language: Equatable, Sendable { case en, zh }

  /// The path without its language and extension, folded: the two versions of a filing have the same.
  private(set) var key: [UInt8] = []
  /// nil where the name says nothing.
  private(set) var language: Language?
  /// The name says Simplified Chinese: `_sc`, `zh-CN`, `简体`.
  private(set) var isSimplified = false

  /// Reads a path; its bytes need not be UTF-8. Complexity: O(path).
  init(_ path: some Sequence<UInt8>) {
    let segments = Array(path).split(separator: 0x2F)
    for (place, segment) in segments.enumerated() {
      let isFile = place == segments.count - 1
      var tokens = Self.tokens(isFile ? Self.withoutExtensions(segment) : segment)
      let written = tokens
      if let found = Self.take(&tokens) {
        language = found
        // What was taken off either end.
        let taken = tokens.isEmpty ? written[...] : written.suffix(written.count - tokens.count)
        isSimplified =
          found == .zh
          && (taken.contains(where: Self.simplified.contains)
            || written.first.map(Self.simplified.contains) ?? false)
      }
      if tokens.isEmpty, !isFile { continue }
      key += tokens.joined(separator: [0x2D]) + [0x2F]
    }
  }

  private static func withoutExtensions(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var name = name
    while let dot = name.lastIndex(of: 0x2E), dot > name.startIndex,
      extensions.contains(name[(dot + 1)...].map(lower))
    {
      name = name[..<dot]
    }
    return name
  }

  /// Runs of letters and digits, and runs of other bytes beyond ASCII.
  private static func tokens(_ segment: ArraySlice<UInt8>) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var last = 0
    for byte in segment {
      let folded = lower(byte)
      let kind =
        byte >= 0x80 ? 2 : folded &- 0x61 < 26 || folded &- 0x30 < 10 ? 1 : 0
      if kind != 0 {
        if kind == last { tokens[tokens.count - 1].append(folded) } else { tokens.append([folded]) }
      }
      last = kind
    }
    return tokens
  }

  /// Takes the language off the end of the tokens, or off their beginning.
  private static func take(_ tokens: inout [[UInt8]]) -> Language? {
    if tokens.count >= 2, regions.contains(tokens[tokens.count - 1]),
      let found = languages[tokens[tokens.count - 2]]
    {
      tokens.removeLast(2)
      return found
    }
    if let last = tokens.last, let found = languages[last] {
      tokens.removeLast()
      return found
    }
    if tokens.count >= 2, let found = languages[tokens[0]], tokens[0].count > 1 {
      tokens.removeFirst()
      return found
    }
    return nil
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  private static func words(_ text: String) -> [[UInt8]] {
    text.split(separator: " ").map { Array($0.utf8) }
  }

  private static let extensions = Set(words("txt htm html pdf jsonl gz zst zip"))
  private static let simplified = Set(words("sc cn sg chs zhs hans 簡體 简体"))
  private static let regions = Set(words("hk tw mo sg cn us gb uk hant hans"))
  private static let languages: [[UInt8]: Language] = {
    var result: [[UInt8]: Language] = [:]
    for word in words("e en eng english 英文 英文版") { result[word] = .en }
    for word in words("c zh chi chinese tc sc cn cht chs zht zhs hant hans 中文 中文版 繁體 繁体 簡體 简体") {
      result[word] = .zh
    }
    return result
  }()
}

/// The language that most of a source is in, by its bytes alone.
enum SourceLanguage: UInt8, Sendable {
  case other, en, zh

  /// Counts letters and bytes beyond ASCII outside tags, in the first 256 KB: in UTF-8, Big5 and GB 18030 Chinese
  /// has twice as many of these and more, English next to none; both languages together have as many of each.
  ///
  /// Complexity: O(1) beyond that size.
  init(_ source: [UInt8]) {
    var letters = 0
    var high = 0
    let bytes = source.span
    let end = min(bytes.count, Self.longest)
    var at = 0
    while at < end {
      let open = ByteScan.first(0x3C, bytes, at, end)
      letters += ByteScan.letters(bytes, at, open)
      high += ByteScan.high(bytes, at, open)
      at = open + 1
      guard at < end else { break }
      let next = bytes[at]
      if (next | 0x20) &- 0x61 < 26 || next == 0x2F || next == 0x21 {
        at = ByteScan.first(0x3E, bytes, at, end) + 1
      }
    }
    if high > 2 * letters, high >= Self.least {
      self = .zh
    } else if high * 10 < letters, letters >= Self.least {
      self = .en
    } else {
      self = .other
    }
  }

  private static let longest = 1 << 18
  private static let least = 100
}
