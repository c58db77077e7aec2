/// Finds every mention of a set of names in a text, leftmost first and longest first.
///
/// Complexity: O(n) with a look-up at each capitalised word and each ideograph; a bitmap of the
/// first three bytes turns nearly all of them away.
struct NameMatcher {
  struct Pattern {
    var bytes: [UInt8]
    var name: Int32
    var isEnglish: Bool
  }

  private var patterns: [Pattern] = []
  private var buckets: [Int32]
  private var next: [Int32] = []
  private let shift: UInt32

  /// `bits`: binary logarithm of the number of buckets; 10 serves a document, 16 a glossary.
  init(bits: UInt32 = 10) {
    buckets = [Int32](repeating: -1, count: 1 << Int(bits))
    shift = 32 - bits
  }

  mutating func removeAll() {
    patterns.removeAll(keepingCapacity: true)
    next.removeAll(keepingCapacity: true)
    for index in buckets.indices { buckets[index] = -1 }
  }

  var isEmpty: Bool { patterns.isEmpty }

  mutating func add(_ bytes: [UInt8], name: Int, isEnglish: Bool) {
    guard bytes.count >= 3 else { return }
    patterns.append(Pattern(bytes: bytes, name: Int32(name), isEnglish: isEnglish))
  }

  /// Sorts the patterns so that the longest of a bucket comes first.
  mutating func freeze() {
    let order = patterns.indices.sorted {
      patterns[$0].bytes.count != patterns[$1].bytes.count
        ? patterns[$0].bytes.count < patterns[$1].bytes.count : $0 > $1
    }
    next = [Int32](repeating: -1, count: patterns.count)
    for index in order {
      let bytes = patterns[index].bytes
      let slot = slot(bytes[0], bytes[1], bytes[2])
      next[index] = buckets[slot]
      buckets[slot] = Int32(index)
    }
  }

  @inline(__always)
  private func slot(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
    let key = UInt32(a) | UInt32(b) << 8 | UInt32(c) << 16
    return Int((key &* 0x9E37_79B1) >> shift)
  }

  /// Calls `body` for each mention in text order; mentions do not overlap.
  func forEach(in text: [UInt8], _ body: (Int, Int, Pattern) -> Void) {
    guard !patterns.isEmpty else { return }
    let bytes = text.span
    let heads = buckets.span
    let count = bytes.count
    var at = 0
    var atWordStart = true
    while at + 2 < count {
      let byte = bytes[at]
      if byte < 0x80 {
        let isWord = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
        if isWord, atWordStart {
          if heads[slot(byte, bytes[at + 1], bytes[at + 2])] >= 0, let found = match(bytes, at) {
            body(at, at + patterns[found].bytes.count, patterns[found])
            at += patterns[found].bytes.count
            atWordStart = true
            continue
          }
        }
        atWordStart = !isWord
        at += 1
      } else if byte >= 0xE0 {
        if heads[slot(byte, bytes[at + 1], bytes[at + 2])] >= 0, let found = match(bytes, at) {
          body(at, at + patterns[found].bytes.count, patterns[found])
          at += patterns[found].bytes.count
          atWordStart = true
          continue
        }
        atWordStart = true
        at += byte >= 0xF0 ? 4 : 3
      } else {
        atWordStart = true
        at += 2
      }
    }
  }

  private func match(_ text: borrowing Span<UInt8>, _ at: Int) -> Int? {
    var candidate = buckets[slot(text[at], text[at + 1], text[at + 2])]
    while candidate >= 0 {
      let index = Int(candidate)
      let length = patterns[index].bytes.count
      if at + length <= text.count {
        var position = 0
        while position < length, patterns[index].bytes[position] == text[at + position] { position += 1 }
        if position == length, !patterns[index].isEnglish || endsWord(text, at + length) { return index }
      }
      candidate = next[index]
    }
    return nil
  }

  private func endsWord(_ text: borrowing Span<UInt8>, _ end: Int) -> Bool {
    guard end < text.count else { return true }
    let byte = text[end]
    return !(byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A && byte < 0x80 || byte >= 0x30 && byte <= 0x39)
  }
}
