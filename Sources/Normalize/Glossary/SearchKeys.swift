/// The keys that names are searched by: folded ideographs with their 2-grams, folded words with their
/// 3-grams, and how far two spellings are apart.
///
/// Ideographs need their own grams: a 3-gram index finds no name of two, and word break shatters
/// brands that no dictionary has. Units: code points for ideographs, bytes for words.
public struct SearchKeys: Sendable {
  private let fold: NameFold
  private let han: HanTable

  public init(_ resources: Resources) {
    fold = NameFold(resources)
    han = resources.han
  }

  /// The language of a Chinese name by its ideographs: `zh-Hant`, `zh-Hans`, or `zh` where both
  /// write it so. Complexity: O(n).
  public func language(ofChinese name: [UInt8]) -> Language {
    let balance = Self.scalars(name).reduce(0) { $0 + han.balance($1) }
    return balance > 0 ? .traditional : balance < 0 ? .simplified : .chinese
  }

  /// The Chinese key: Traditional, Simplified and variants alike, without ASCII punctuation and middle
  /// dots, which people leave out. Complexity: O(n).
  public func chinese(_ name: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    let folded = fold.chinese(name)
    for (place, byte) in folded.enumerated() {
      let isDot =
        byte == 0xC2 && place + 1 < folded.count && folded[place + 1] == 0xB7
        || byte == 0xB7 && place > 0 && folded[place - 1] == 0xC2
      let isSign =
        byte < 0x30 || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
        || (0x7B...0x7F).contains(byte)
      if !isDot, !isSign { key.append(byte) }
    }
    return key
  }

  /// The English key: words in lower case, one blank between them, legal forms in one spelling.
  ///
  ///     english("Nanjing Legend Biotechnology Company Limited")  // nanjing legend biotechnology co ltd
  ///
  /// Complexity: O(n).
  public func english(_ name: [UInt8]) -> [UInt8] {
    var words: [[UInt8]] = [[]]
    for byte in fold.english(name) {
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x80...0xFF: words[words.count - 1].append(byte)
      case 0x2E, 0x27: continue
      case 0x26: words += [Array("and".utf8), []]
      default: words.append([])
      }
    }
    let kept = words.filter { !$0.isEmpty }.map(NameFold.short)
    return Array(kept.joined(separator: [0x20]))
  }

  /// Words of an English key.
  public static func words(_ key: [UInt8]) -> [[UInt8]] {
    key.split(separator: 0x20).map { Array($0) }
  }

  /// Words that end company names and tell nothing of which one it is.
  public static func isFormWord(_ word: [UInt8]) -> Bool { formWords.contains(word) }

  private static let formWords = Set(
    ["co", "ltd", "inc", "corp", "plc", "llc", "lp", "the", "and", "of"].map { Array($0.utf8) })

  /// The 2-grams of a Chinese key, its last code point with 0 behind it, each once, ascending.
  public static func hanGrams(_ key: [UInt8]) -> [UInt64] {
    let scalars = scalars(key)
    var grams: Set<UInt64> = []
    for (place, scalar) in scalars.enumerated() {
      let next = place + 1 < scalars.count ? scalars[place + 1] : 0
      grams.insert(UInt64(scalar) << 21 | UInt64(next))
    }
    return grams.sorted()
  }

  /// The grams that begin with a code point.
  public static func hanGrams(beginningWith scalar: UInt32) -> ClosedRange<UInt64> {
    UInt64(scalar) << 21...(UInt64(scalar) << 21 | 0x1F_FFFF)
  }

  public static func scalars(_ key: [UInt8]) -> [UInt32] {
    var result: [UInt32] = []
    var at = 0
    while at < key.count {
      let (scalar, length) = UTF8Scan.scalar(key, at: at)
      result.append(scalar)
      at += length
    }
    return result
  }

  /// The 3-grams of a word with a mark at each end, each once, ascending.
  public static func wordGrams(_ word: [UInt8]) -> [UInt64] {
    let marked = [0x5E] + word + [0x24]
    guard marked.count >= 3 else { return [] }
    var grams: Set<UInt64> = []
    for place in 0..<(marked.count - 2) {
      grams.insert(
        UInt64(marked[place]) << 16 | UInt64(marked[place + 1]) << 8 | UInt64(marked[place + 2]))
    }
    return grams.sorted()
  }

  /// The edit distance (insertions, deletions, substitutions, exchanged neighbours), `limit + 1`
  /// where it is more.
  ///
  /// Complexity: O(a · b), and O(a) where the lengths differ by more than the limit.
  public static func distance<Element: Equatable>(
    _ a: [Element], _ b: [Element], limit: Int
  ) -> Int {
    if abs(a.count - b.count) > limit { return limit + 1 }
    var before: [Int] = []
    var last = Array(0...b.count)
    for row in a.indices {
      var next = [row + 1]
      next.reserveCapacity(b.count + 1)
      for column in b.indices {
        var cost = last[column] + (a[row] == b[column] ? 0 : 1)
        cost = min(cost, last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        next.append(cost)
      }
      if (next.min() ?? 0) > limit { return limit + 1 }
      (before, last) = (last, next)
    }
    return min(last[b.count], limit + 1)
  }
}
