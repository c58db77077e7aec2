/// A sentence or line taken apart for matching: its scalars folded, and its words.
///
/// The arrays are used again for the next unit, so that matching allocates nothing once they have
/// grown to the longest unit.
struct UnitText: Sendable {
  /// What a scalar is.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8
    /// A letter, digit or underscore of any script.
    static let word = Traits(rawValue: 1)
    static let upper = Traits(rawValue: 2)
    static let han = Traits(rawValue: 4)
    static let digit = Traits(rawValue: 8)
    static let blank = Traits(rawValue: 16)
    /// A-Z, a-z.
    static let letter = Traits(rawValue: 32)
    /// The first of a run of ASCII letters and digits.
    static let runStart = Traits(rawValue: 64)

    var isLatin: Bool { !isDisjoint(with: [.letter, .digit]) }
  }

  struct Word: Sendable {
    /// Scalars of the unit.
    var start: Int
    var end: Int
    /// Of the lower-cased word without its possessive.
    var hash: UInt64
  }

  /// Lower-cased (ASCII), Han folded to its key, ’ straightened.
  private(set) var low: [UInt32] = []
  private(set) var traits: [Traits] = []
  /// Byte of the text where each scalar begins, and where the unit ends.
  private(set) var offsets: [Int] = []
  private(set) var words: [Word] = []
  private(set) var hanCount = 0
  private(set) var hasDigit = false
  private(set) var hasLower = false

  /// How many scalars the unit has; the arrays may be longer.
  private(set) var count = 0
  /// The folded scalars alone.
  var scalars: [UInt32] { Array(low[..<count]) }

  /// Takes apart the bytes `start..<end`. Complexity: O(end - start).
  mutating func load(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ han: HanTable) {
    let end = min(end, bytes.count)
    let first = min(max(0, start), end)
    grow(to: end - first + 1)
    words.removeAll(keepingCapacity: true)
    var hanCount = 0
    var number = 0
    var at = first
    var isRun = false
    var seen: Traits = []
    var hasLower = false
    // Out of `self` for the loop, so that a write checks bounds and nothing else.
    var lowArray: [UInt32] = []
    var traitArray: [Traits] = []
    var offsetArray: [Int] = []
    swap(&lowArray, &self.low)
    swap(&traitArray, &self.traits)
    swap(&offsetArray, &self.offsets)
    var low = lowArray.mutableSpan
    var traits = traitArray.mutableSpan
    var offsets = offsetArray.mutableSpan
    while at < end {
      let byte = bytes[at]
      offsets[number] = at
      if byte < 0x80 {
        let trait = Self.ascii(byte)
        let isLatin = trait.isLatin
        seen.formUnion(trait)
        if byte >= 0x61, byte <= 0x7A { hasLower = true }
        traits[number] = isLatin && !isRun ? trait.union(.runStart) : trait
        low[number] = trait.contains(.upper) ? UInt32(byte | 0x20) : UInt32(byte)
        isRun = isLatin
        at += 1
      } else {
        let scalar = UTF8Scan.scalar(bytes, at: at)
        let trait = Self.traits(of: scalar.value)
        if trait.contains(.han) { hanCount += 1 }
        seen.formUnion(trait)
        traits[number] = trait
        low[number] = scalar.value == 0x2019 ? 0x27 : han.fold(scalar.value)
        isRun = false
        at += max(1, scalar.length)
      }
      number += 1
    }
    offsets[number] = end
    swap(&lowArray, &self.low)
    swap(&traitArray, &self.traits)
    swap(&offsetArray, &self.offsets)
    count = number
    self.hanCount = hanCount
    self.hasLower = hasLower
    hasDigit = seen.contains(.digit)
    if seen.contains(.letter) { findWords() }
  }

  private mutating func grow(to size: Int) {
    guard low.count < size else { return }
    let more = size * 2 - low.count
    low.append(contentsOf: repeatElement(0, count: more))
    traits.append(contentsOf: repeatElement([], count: more))
    offsets.append(contentsOf: repeatElement(0, count: more))
  }

  private mutating func findWords() {
    var at = 0
    while at < count {
      guard traits[at].contains(.letter) else {
        at += 1
        continue
      }
      let start = at
      while at < count, traits[at].contains(.letter) { at += 1 }
      var stem = at
      if at + 1 < count, low[at] == 0x27, traits[at + 1].contains(.letter) {
        at += 1
        while at < count, traits[at].contains(.letter) { at += 1 }
        // A possessive is the word itself.
        if at - stem != 2 || low[at - 1] != 0x73 { stem = at }
      }
      words.append(Word(start: start, end: at, hash: TextHash.word(low, start, stem)))
    }
  }

  /// Whether a single letter is one of an abbreviation with dots: `U.S.`.
  func isDotted(_ word: Word) -> Bool {
    guard word.end - word.start == 1 else { return false }
    let follows = word.start >= 2 && low[word.start - 1] == 0x2E
      && traits[word.start - 2].contains(.letter)
    let leads = word.end + 1 < count && low[word.end] == 0x2E
      && traits[word.end + 1].contains(.letter)
    return follows || leads
  }

  @inline(__always)
  func isWord(_ at: Int) -> Bool { at >= 0 && at < count && traits[at].contains(.word) }
  @inline(__always)
  func isHan(_ at: Int) -> Bool { at >= 0 && at < count && traits[at].contains(.han) }
  @inline(__always)
  func isBlank(_ at: Int) -> Bool { at >= 0 && at < count && traits[at].contains(.blank) }
  @inline(__always)
  func isDigit(_ at: Int) -> Bool { at >= 0 && at < count && traits[at].contains(.digit) }
  /// The folded scalar at `at`, or 0 outside.
  @inline(__always)
  func scalar(_ at: Int) -> UInt32 { at >= 0 && at < count ? low[at] : 0 }

  /// Behind the blanks at `at`.
  func skipBlanks(_ at: Int) -> Int {
    var at = at
    while isBlank(at) { at += 1 }
    return at
  }

  @inline(__always)
  private static func ascii(_ byte: UInt8) -> Traits {
    switch byte {
    case 0x61...0x7A: [.word, .letter]
    case 0x20, 0x09: [.blank]
    case 0x41...0x5A: [.word, .letter, .upper]
    case 0x30...0x39: [.word, .digit]
    case 0x5F: [.word]
    default: []
    }
  }

  @inline(__always)
  private static func traits(of scalar: UInt32) -> Traits {
    scalar >= 0x4E00 && scalar <= 0x9FFF ? [.word, .han] : rareTraits(of: scalar)
  }

  private static func rareTraits(of scalar: UInt32) -> Traits {
    switch scalar {
    case 0x3007, 0x3400...0x4DBF, 0x20000...0x3FFFF: [.word, .han]
    case 0xA0, 0x2000...0x200A, 0x3000: [.blank]
    case 0xFF10...0xFF19: [.word, .digit]
    case 0xD7, 0xF7, 0x2000...0x2BFF, 0x3001...0x303F, 0xFE00...0xFE6F, 0xFF00...0xFF0F,
      0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
      []
    case 0xC0...: [.word]
    default: []
    }
  }
}

/// Hashes that stand for words and for one or two ideographs in the vocabularies: 64 bits, so that
/// two of the few thousand words of the rules never meet in practice.
enum TextHash {
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    let value = (value ^ value >> 31) &* 0xD6E8_FEB8_6659_FD93
    return value ^ value >> 32
  }

  /// Of the folded scalars `start..<end`.
  @inline(__always)
  static func word(_ scalars: [UInt32], _ start: Int, _ end: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var at = start
    while at < end {
      hash = (hash ^ UInt64(scalars[at])) &* 0x100_0000_01B3
      at += 1
    }
    return hash ^ hash >> 29
  }

  @inline(__always)
  static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    mix(UInt64(first) << 32 | UInt64(second))
  }

  @inline(__always)
  static func single(_ scalar: UInt32) -> UInt64 { mix(UInt64(scalar) | 1 << 63) }
}
