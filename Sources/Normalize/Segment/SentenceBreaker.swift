/// Finds lines and sentences.
///
/// English sentences end at `.`, `!` or `?` before a blank and a capital, digit, quote or bracket,
/// unless an abbreviation or an initial stands before the full stop; Chinese ones at 。！？； and
/// the closing marks behind them. Follows UAX #29's order of checks with the abbreviations of
/// filings (`abbreviations.tsv`) on top; a row of cells is one sentence.
struct SentenceBreaker: Sendable {
  static let shared = SentenceBreaker()

  /// Lower-case ASCII of up to eight bytes, packed big-endian.
  private let abbreviations: KeySet

  private init() {
    var keys = KeySet()
    for row in DataFile.rows("abbreviations.tsv") {
      // The last word of the entry, without the final period.
      guard let entry = row.first, let word = entry.split(separator: " ").last else { continue }
      let bytes = word.utf8.reversed().drop { $0 == 0x2E }.prefix { $0 != 0x2E }.reversed()
      guard !bytes.isEmpty, bytes.count <= 8 else { continue }
      keys.insert(bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1 | 0x20) })
    }
    abbreviations = keys
  }

  /// Replaces the content of `structure`. Complexity: O(n).
  func find(_ text: [UInt8], into structure: inout Structure) {
    structure.removeAll()
    find(text, 0, text.count, into: &structure)
  }

  /// Appends the lines of `text[from..<to]`, which begins where a line does and ends behind one.
  ///
  /// A line is read for itself: nothing but whether a blank line stands before it depends on others.
  /// Complexity: O(to - from).
  func find(_ text: [UInt8], _ from: Int, _ to: Int, into structure: inout Structure) {
    let bytes = text.span
    let count = bytes.count
    let to = min(to, count)
    var at = from
    while at < to {
      if bytes[at] == 0x0A {
        at += 1
        continue
      }
      let lineStart = at
      let firstSentence = structure.sentences.count
      var sentenceStart = at
      var isRow = false
      while at < count {
        at = Self.candidate(bytes, at)
        guard at < count else { break }
        let byte = bytes[at]
        if byte == 0x0A { break }
        if byte > 0x3F, byte < 0xE3 {
          at += 1
          continue
        }
        var end = 0
        switch byte {
        case 0x09:
          isRow = true
          at += 1
        case 0x2E, 0x21, 0x3F:
          at += 1
          end = englishEnd(bytes, at, sentenceStart)
        case 0xE3:
          if at + 2 < count, bytes[at + 1] == 0x80, bytes[at + 2] == 0x82 {
            at += 3
            end = closers(bytes, at)
          } else {
            at += min(3, count - at)
          }
        case 0xEF:
          if at + 2 < count, bytes[at + 1] == 0xBC,
            bytes[at + 2] == 0x9B || bytes[at + 2] == 0x81 || bytes[at + 2] == 0x9F
          {
            at += 3
            end = closers(bytes, at)
          } else {
            at += min(3, count - at)
          }
        case 0xE4...0xEE: at += min(3, count - at)
        default: at += 1
        }
        if end > 0, !isRow {
          structure.sentences.append(Structure.Sentence(start: sentenceStart, end: end))
          at = end
          while at < count, bytes[at] == 0x20 { at += 1 }
          sentenceStart = at
        }
      }
      if isRow {
        structure.sentences.removeSubrange(firstSentence...)
        sentenceStart = lineStart
      }
      var end = at
      while end > sentenceStart, bytes[end - 1] == 0x20 { end -= 1 }
      if end > sentenceStart {
        structure.sentences.append(Structure.Sentence(start: sentenceStart, end: end))
      }
      structure.append(
        Structure.Line(
          start: lineStart, end: at, sentences: firstSentence..<structure.sentences.count,
          isRow: isRow, beginsBlock: true))
      at += 1
    }
  }

  /// The next LF, TAB, `.`, `!`, `?`, 。, ；, ！ or ？ from `at` on, or a place near the end from
  /// where every byte is looked at.
  @inline(__always)
  private static func candidate(_ bytes: borrowing Span<UInt8>, _ from: Int) -> Int {
    typealias Lanes = ByteScan.Lanes
    var at = from
    while at &+ 18 <= bytes.count {
      // In bounds: eighteen bytes from `at` on are there, and any bytes are lanes.
      let first = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: Lanes.self)
      let second = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &+ 1, as: Lanes.self)
      let third = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &+ 2, as: Lanes.self)
      let ascii =
        (first .< Lanes(repeating: 0x0B)) .| (first .== Lanes(repeating: 0x2E))
        .| (first .== Lanes(repeating: 0x21)) .| (first .== Lanes(repeating: 0x3F))
      // U+3002 is E3 80 82; U+FF01, U+FF1B and U+FF1F are EF BC 81, EF BC 9B and EF BC 9F.
      let stop =
        (first .== Lanes(repeating: 0xE3)) .& (second .== Lanes(repeating: 0x80))
        .& (third .== Lanes(repeating: 0x82))
      let mark =
        (first .== Lanes(repeating: 0xEF)) .& (second .== Lanes(repeating: 0xBC))
        .& ((third .== Lanes(repeating: 0x9B)) .| (third .== Lanes(repeating: 0x81))
          .| (third .== Lanes(repeating: 0x9F)))
      let hit = ByteScan.index(ascii .| stop .| mark)
      at &+= hit
      if hit < 16 { break }
    }
    return at
  }

  /// End of a sentence whose stop was just before `at`, or 0.
  private func englishEnd(_ bytes: borrowing Span<UInt8>, _ at: Int, _ start: Int) -> Int {
    var end = at
    // Closing quotes and brackets belong to the sentence.
    while end < bytes.count {
      if bytes[end] == 0x29 || bytes[end] == 0x22 || bytes[end] == 0x5D {
        end += 1
      } else if end + 2 < bytes.count, bytes[end] == 0xE2, bytes[end + 1] == 0x80,
        bytes[end + 2] == 0x9D || bytes[end + 2] == 0x99
      {
        end += 3
      } else {
        break
      }
    }
    guard end < bytes.count, bytes[end] == 0x20 else { return 0 }
    var next = end
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard next < bytes.count else { return 0 }
    let first = bytes[next]
    let isCapital = first >= 0x41 && first <= 0x5A
    let isOther =
      first >= 0x80 || first == 0x22 || first == 0x28 || first == 0x5B
      || first >= 0x30 && first <= 0x39
    guard isCapital || isOther else { return 0 }
    if bytes[at - 1] == 0x2E, end == at {
      var word = at - 1
      var key: UInt64 = 0
      var shift: UInt64 = 0
      while word > start, shift < 64 {
        let byte = bytes[word - 1]
        guard byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A, byte < 0x80 else { break }
        key |= UInt64(byte | 0x20) << shift
        shift += 8
        word -= 1
      }
      if shift == 8, bytes[at - 2] <= 0x5A { return 0 }
      if shift > 0, shift < 64, abbreviations.contains(key) {
        // `Ltd.` before a capital may end a sentence: only where a sentence plainly begins.
        return isCompanyEnd(key) && isSentenceOpener(bytes, next) ? end : 0
      }
      // `1. The Company`: an enumerator at the begin.
      if shift == 0, at - start <= 4, first >= 0x41 {
        var digits = start
        while digits < at - 1, bytes[digits] >= 0x30, bytes[digits] <= 0x39 { digits += 1 }
        if digits == at - 1 { return 0 }
      }
    }
    return end
  }

  private func isCompanyEnd(_ key: UInt64) -> Bool {
    // ltd, inc, corp, co
    key == 0x6C_7464 || key == 0x69_6E63 || key == 0x636F_7270 || key == 0x636F
  }

  private static let openers: [StaticString] = [
    "The ", "This ", "It ", "In ", "On ", "As ", "For ", "Pursuant ", "Upon ", "Under ", "Such ",
    "Each ", "No ", "Subject ", "Save ", "Shareholders ", "To ",
  ]

  private func isSentenceOpener(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    guard bytes[at] &- 0x41 < 26 else { return false }
    for opener in Self.openers where ByteMatch.starts(bytes, at, bytes.count, with: opener) {
      return true
    }
    return false
  }

  /// End behind the closing marks 」』）》”’ and `)` at `at`.
  private func closers(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    var end = at
    while end < bytes.count {
      let scalar = UTF8Scan.scalar(bytes, at: end)
      switch scalar.value {
      case 0x300D, 0x300F, 0xFF09, 0x300B, 0x201D, 0x2019, 0x29, 0x22: end += scalar.length
      default: return end
      }
    }
    return end
  }
}
