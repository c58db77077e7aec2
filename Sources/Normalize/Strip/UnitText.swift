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

  /// How many scalars the unit has; the arrays may be longer.
  private(set) var count = 0
  /// Scalars at which a phrase may begin: the first of a run of ASCII letters and digits, and what
  /// is neither of such a run nor a blank.
  private(set) var starts: [Int32] = []
  private(set) var startCount = 0
  private(set) var words: [Word] = []
  private(set) var hanCount = 0
  private(set) var hasDigit = false
  private(set) var hasLower = false
  /// The scalar, lower-cased (ASCII), folded to its key (Han), ’ straightened; above it its traits.
  private var cells: [UInt32] = []
  private let asciiCells: [UInt32]

  private static let traitShift: UInt32 = 24
  private static let scalarMask: UInt32 = 0xFF_FFFF

  init() {
    asciiCells = (UInt8(0)..<0x80).map { byte in
      let trait = Self.ascii(byte)
      let low = trait.contains(.upper) ? UInt32(byte | 0x20) : UInt32(byte)
      return UInt32(trait.rawValue) << Self.traitShift | low
    }
  }

  /// The folded scalars.
  var scalars: [UInt32] { cells[..<count].map { $0 & Self.scalarMask } }

  /// Takes apart the bytes `start..<end`, but for the words. Complexity: O(end - start).
  mutating func load(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ han: HanTable) {
    let end = min(end, bytes.count)
    let first = min(max(0, start), end)
    grow(to: end - first)
    words.removeAll(keepingCapacity: true)
    var hanCount = 0
    var number = 0
    var startNumber = 0
    var at = first
    var before: UInt32 = 0
    var seen: UInt32 = 0
    var hasLower = false
    // Out of `self` for the loop, so that a write checks bounds and nothing else.
    var cellArray: [UInt32] = []
    var startArray: [Int32] = []
    swap(&cellArray, &cells)
    swap(&startArray, &starts)
    var cells = cellArray.mutableSpan
    var starts = startArray.mutableSpan
    let asciiArray = asciiCells
    let ascii = asciiArray.span
    let latin = UInt32(Traits([.letter, .digit]).rawValue) << Self.traitShift
    let blank = UInt32(Traits.blank.rawValue) << Self.traitShift
    let runStart = UInt32(Traits.runStart.rawValue) << Self.traitShift
    while at < end {
      let byte = bytes[at]
      var cell: UInt32
      if byte < 0x80 {
        cell = ascii[Int(byte)]
        if byte >= 0x61 { hasLower = hasLower || byte <= 0x7A }
        at += 1
      } else {
        let scalar = UTF8Scan.scalar(bytes, at: at)
        let trait = Self.traits(of: scalar.value)
        if trait.contains(.han) { hanCount += 1 }
        let low = Self.fold(scalar.value, han)
        cell = UInt32(trait.rawValue) << Self.traitShift | low & Self.scalarMask
        at += max(1, scalar.length)
      }
      seen |= cell
      if cell & latin == 0 || before & latin == 0, cell & blank == 0 || cell == Self.tab {
        starts[startNumber] = Int32(truncatingIfNeeded: number)
        startNumber += 1
        if cell & latin != 0 { cell |= runStart }
      }
      cells[number] = cell
      before = cell
      number += 1
    }
    swap(&cellArray, &self.cells)
    swap(&startArray, &self.starts)
    count = number
    startCount = startNumber
    self.hanCount = hanCount
    self.hasLower = hasLower
    hasDigit = seen >> Self.traitShift & UInt32(Traits.digit.rawValue) != 0
  }

  /// Takes apart a short text of the rules.
  mutating func load(_ text: String, _ han: HanTable) {
    let bytes = Array(text.utf8)
    load(bytes.span, 0, bytes.count, han)
  }

  /// What a scalar beyond ASCII matches as.
  @inline(__always)
  static func fold(_ scalar: UInt32, _ han: HanTable) -> UInt32 {
    if scalar < 0x2E80 { return scalar == 0x2019 ? 0x27 : scalar }
    // Between the ideographs stand fullwidth forms, which fold to themselves.
    return scalar < 0xA000 || scalar >= 0x20000 ? han.fold(scalar) : scalar
  }

  private static let tab = UInt32(Traits.blank.rawValue) << traitShift | 0x09

  private mutating func grow(to size: Int) {
    guard cells.count < size else { return }
    let more = size * 2 - cells.count
    cells.append(contentsOf: repeatElement(0, count: more))
    starts.append(contentsOf: repeatElement(0, count: more))
  }

  /// Fills `words`, which only the vocabulary needs. Complexity: O(n).
  mutating func findWords() {
    words.removeAll(keepingCapacity: true)
    for index in 0..<startCount {
      var at = Int(starts[index])
      // A run may begin with digits: `13A`.
      while isDigit(at) { at += 1 }
      while trait(at).contains(.letter) {
        let start = at
        // A word behind the apostrophe of another is part of that one.
        if let last = words.last, last.end > at { break }
        while trait(at).contains(.letter) { at += 1 }
        var stem = at
        if scalar(at) == 0x27, trait(at + 1).contains(.letter) {
          at += 1
          while trait(at).contains(.letter) { at += 1 }
          // A possessive is the word itself.
          if at - stem != 2 || scalar(at - 1) != 0x73 { stem = at }
        }
        words.append(Word(start: start, end: at, hash: hash(start, stem)))
        while isDigit(at) { at += 1 }
      }
    }
  }

  /// Of the folded scalars `start..<end`.
  func hash(_ start: Int, _ end: Int) -> UInt64 {
    var hash = TextHash.seed
    for at in start..<max(start, end) { hash = TextHash.step(hash, scalar(at)) }
    return TextHash.end(hash)
  }

  /// Whether a single letter is one of an abbreviation with dots: `U.S.`.
  func isDotted(_ word: Word) -> Bool {
    guard word.end - word.start == 1 else { return false }
    let follows = scalar(word.start - 1) == 0x2E && trait(word.start - 2).contains(.letter)
    let leads = scalar(word.end) == 0x2E && trait(word.end + 1).contains(.letter)
    return follows || leads
  }

  /// The folded scalar at `at`, or 0 outside.
  @inline(__always)
  func scalar(_ at: Int) -> UInt32 { at >= 0 && at < count ? cells[at] & Self.scalarMask : 0 }

  /// What the scalar at `at` is, nothing outside.
  @inline(__always)
  func trait(_ at: Int) -> Traits {
    guard at >= 0, at < count else { return [] }
    return Traits(rawValue: UInt8(truncatingIfNeeded: cells[at] >> Self.traitShift))
  }

  @inline(__always)
  func isWord(_ at: Int) -> Bool { trait(at).contains(.word) }
  @inline(__always)
  func isHan(_ at: Int) -> Bool { trait(at).contains(.han) }
  @inline(__always)
  func isBlank(_ at: Int) -> Bool { trait(at).contains(.blank) }
  @inline(__always)
  func isDigit(_ at: Int) -> Bool { trait(at).contains(.digit) }

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

  /// Whether a scalar beyond ASCII is part of a word.
  static func isWord(_ scalar: UInt32) -> Bool { traits(of: scalar).contains(.word) }

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

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  static func step(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
  }

  @inline(__always)
  static func end(_ hash: UInt64) -> UInt64 { hash ^ hash >> 29 }

  static func word(_ scalars: [UInt32]) -> UInt64 { end(scalars.reduce(seed, step)) }

  @inline(__always)
  static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    mix(UInt64(first) << 32 | UInt64(second))
  }

  /// Two words that follow one another, by their hashes.
  @inline(__always)
  static func words(_ first: UInt64, _ second: UInt64) -> UInt64 {
    mix(first &* 0x9E37_79B9_7F4A_7C15 ^ second)
  }

  @inline(__always)
  static func single(_ scalar: UInt32) -> UInt64 { mix(UInt64(scalar) | 1 << 63) }
}
