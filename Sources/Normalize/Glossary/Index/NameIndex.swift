/// The names of a frozen glossary, filed once for all documents: what a file beside the store holds,
/// so that a million names are there as soon as it is mapped.
///
/// A text is looked through with two small bit maps, of the first six and of the first twelve bytes of
/// the names; where both let a place pass, the group of names with that beginning says which lengths
/// there are, and the hash of that many bytes finds the name. A damaged file finds other names or none;
/// it is never read out of bounds.
///
/// Units: UTF-8 bytes. Complexity of the search: O(text); nothing is read at the opening.
public struct NameIndex: Sendable {
  static let magic: UInt64 = 0x5845_444E_494D_414E  // NAMINDEX
  static let version: UInt64 = 1

  /// A part of the bytes, of so many elements.
  struct Section {
    var offset: Int
    var count: Int
    var size: Int

    @inline(__always)
    func at(_ index: Int) -> Int { index >= 0 && index < count ? offset &+ index &* size : -1 }
  }

  /// The parts in their order; an element's size in bytes.
  enum Part: Int, CaseIterable {
    case names, pool, heads, tails, sides, groups, lengths, keys, scopes, scoped

    var size: Int {
      switch self {
      case .names: 24
      case .pool: 1
      case .heads, .tails, .sides: 8
      case .groups, .keys, .scopes: 16
      case .lengths: 2
      case .scoped: 4
      }
    }
  }

  /// Magic, version, two words of the key, names that serve all documents, whether one begins in
  /// lower case (1) and whether one is shorter than six bytes (2); then the numbers of elements.
  static let headerWords = 6 + Part.allCases.count

  /// Prefixes by which names are filed.
  static let short = 3
  static let middle = 6
  static let long = 12

  private let bytes: FixedBytes
  private let names: Section
  private let pool: Section
  private let heads: Section
  private let tails: Section
  private let sides: Section
  private let groups: Section
  private let lengths: Section
  private let keys: Section
  private let scopes: Section
  private let scoped: Section
  /// Names that serve all documents; those of issuers come behind.
  let globalCount: Int
  private let fold: UInt8
  private let hasShort: Bool
  /// Names that changed since: their pairs, and the numbers of those that serve all documents.
  private var gone: Set<NamePair> = []
  private var goneNumbers: Set<Int> = []

  /// Nil where the bytes are no index, or one for another key. Complexity: O(1).
  public init?(_ bytes: FixedBytes, key: RecordID) {
    func word(_ index: Int) -> UInt64 { bytes.load(8 * index) }
    guard word(0) == Self.magic, word(1) == Self.version, word(2) == key.high, word(3) == key.low
    else { return nil }
    var at = 8 * Self.headerWords
    var sections: [Section] = []
    for part in Part.allCases {
      guard let count = Int(exactly: word(6 + part.rawValue)), count >= 0,
        count <= (bytes.count - at) / part.size
      else { return nil }
      sections.append(Section(offset: at, count: count, size: part.size))
      at += (count * part.size + 7) & ~7
      guard at <= bytes.count else { return nil }
    }
    func isTable(_ part: Part) -> Bool {
      let count = sections[part.rawValue].count
      return count > 0 && count & (count - 1) == 0
    }
    guard [Part.heads, .tails, .sides, .groups, .keys].allSatisfy(isTable),
      let count = Int(exactly: word(4)), count >= 0,
      count <= sections[Part.names.rawValue].count
    else { return nil }
    self.bytes = bytes
    names = sections[Part.names.rawValue]
    pool = sections[Part.pool.rawValue]
    heads = sections[Part.heads.rawValue]
    tails = sections[Part.tails.rawValue]
    sides = sections[Part.sides.rawValue]
    groups = sections[Part.groups.rawValue]
    lengths = sections[Part.lengths.rawValue]
    keys = sections[Part.keys.rawValue]
    scopes = sections[Part.scopes.rawValue]
    scoped = sections[Part.scoped.rawValue]
    globalCount = count
    fold = word(5) & 1 == 0 ? 0 : 0x20
    hasShort = word(5) & 2 != 0
  }

  // MARK: - Names

  /// All names: the numbers of those that serve all documents, then those of issuers.
  var count: Int { names.count }

  /// Finds some pairs no longer. Complexity: O(bytes of the pairs).
  mutating func hide(_ pairs: Set<NamePair>) {
    gone = pairs
    for pair in pairs {
      for side in [pair.en, pair.zh] where !side.isEmpty {
        var hash = PartLexicon.seed
        for byte in side { hash = PartLexicon.extend(hash, byte) }
        guard let hit = self.side(side.span, 0, side.count, hash) else { continue }
        let name = name(hit.number)
        if name.en == pair.en, name.zh == pair.zh { goneNumbers.insert(hit.number) }
      }
    }
  }

  private func isGone(_ name: KnownName) -> Bool {
    !gone.isEmpty && gone.contains(NamePair(en: name.en, zh: name.zh))
  }

  /// The name of a number; one without sides where a damaged file has none.
  func name(_ number: Int) -> KnownName {
    let at = names.at(number)
    let start = pool.offset + Int(bytes.load(at, as: UInt32.self))
    let enCount = Int(bytes.load(at + 4, as: UInt16.self))
    let zhCount = Int(bytes.load(at + 6, as: UInt16.self))
    let flags = NameFlags(bits: bytes.load(at + 16, as: UInt32.self))
    return KnownName(
      kind: flags.kind, enForm: flags.enForm, zhForm: flags.zhForm,
      en: at < 0 ? [] : bytes.bytes(start, enCount),
      zh: at < 0 ? [] : bytes.bytes(start + enCount, zhCount),
      official: flags.official, concept: bytes.load(at + 8), confidence: flags.confidence,
      isInferred: flags.isInferred)
  }

  /// The name that serves all documents and has this key on either side. Complexity: O(1).
  func number(forKey key: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: Self.spread(key)) & (keys.count - 1)
    for _ in 0..<keys.count {
      let at = keys.at(slot)
      let value = bytes.load(at + 8, as: UInt32.self)
      if value == 0 { return nil }
      if bytes.load(at, as: UInt64.self) == key {
        let number = Int(value) - 1
        return goneNumbers.contains(number) ? nil : number
      }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  /// Names that serve the documents of the issuers with these keys, each once.
  ///
  /// Complexity: O(keys log issuers + names).
  func names(forIssuers issuers: [UInt64]) -> [KnownName] {
    var seen: Set<Int> = []
    var result: [KnownName] = []
    for issuer in issuers {
      var low = 0
      var high = scopes.count
      while low < high {
        let middle = (low + high) / 2
        if bytes.load(scopes.at(middle), as: UInt64.self) < issuer {
          low = middle + 1
        } else {
          high = middle
        }
      }
      let at = scopes.at(low)
      guard at >= 0, bytes.load(at, as: UInt64.self) == issuer else { continue }
      let start = Int(bytes.load(at + 8, as: UInt32.self))
      let count = min(Int(bytes.load(at + 12, as: UInt32.self)), scoped.count)
      for place in start..<(start + count) {
        let number = globalCount + Int(bytes.load(scoped.at(place), as: UInt32.self))
        guard seen.insert(number).inserted else { continue }
        let name = name(number)
        if !isGone(name) { result.append(name) }
      }
    }
    return result
  }

  var hasScopes: Bool { scopes.count > 0 }

  // MARK: - Search

  struct Hit {
    var start: Int
    var end: Int
    var number: Int
    var isEnglish: Bool
  }

  /// The leftmost mention from `from` on, of those the longest. The byte at `from` may begin a word.
  func next(_ text: borrowing Span<UInt8>, from: Int) -> Hit? {
    var at = from
    while at >= 0, at &+ Self.short <= text.count {
      let byte = text[at]
      if byte < 0x80 {
        if NameMatcher.isWord(byte), let hit = match(text, at) { return hit }
        at = NameMatcher.nextBegin(text, at &+ 1, fold: fold)
      } else {
        if byte & 0xF0 == 0xE0, !hasShort {
          at = passIdeographs(text, at)
          // What follows may be ASCII.
          if at &+ Self.short > text.count || text[at] < 0x80 { continue }
        }
        if text[at] >= 0xC0, let hit = match(text, at) { return hit }
        at &+= Self.length(text[at])
      }
    }
    return nil
  }

  @inline(__always)
  private static func length(_ byte: UInt8) -> Int {
    byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
  }

  /// The first place from `at` on that is no ideograph, or one where a name may begin.
  @inline(__always)
  private func passIdeographs(_ text: borrowing Span<UInt8>, _ from: Int) -> Int {
    var at = from
    while at &+ 8 <= text.count {
      // The condition keeps the eight bytes inside.
      let word = unsafe text.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: UInt64.self
      ).littleEndian
      guard word & 0xF0 == 0xE0, !isSet(heads, Self.prefix(word & 0xFFFF_FFFF_FFFF, Self.middle))
      else { return at }
      at &+= 3
    }
    return at
  }

  private func match(_ text: borrowing Span<UInt8>, _ at: Int) -> Hit? {
    var best: Hit?
    if at &+ Self.middle <= text.count {
      let middle = Self.prefix(text, at, Self.middle)
      if isSet(heads, middle) {
        if at &+ Self.long <= text.count {
          look(text, at, Self.prefix(text, at, Self.long), &best)
          if best != nil { return best }
        }
        look(text, at, middle, &best)
        if best != nil { return best }
      }
    }
    if hasShort {
      let short = Self.prefix(text, at, Self.short)
      if isSet(heads, short) { look(text, at, short, &best) }
    }
    return best
  }

  @inline(__always)
  private func isSet(_ map: Section, _ hash: UInt64) -> Bool {
    let bit = Int(truncatingIfNeeded: hash) & (64 &* map.count &- 1)
    return bytes.load(map.offset &+ 8 &* (bit >> 6), as: UInt64.self) &>> UInt64(bit & 63) & 1 != 0
  }

  /// The longest name of the group of a prefix that stands at `at`.
  private func look(
    _ text: borrowing Span<UInt8>, _ at: Int, _ prefix: UInt64, _ best: inout Hit?
  ) {
    guard isSet(tails, prefix >> 20) else { return }
    var slot = Int(truncatingIfNeeded: prefix >> 8) & (groups.count - 1)
    for _ in 0..<groups.count {
      let place = groups.at(slot)
      let count = Int(bytes.load(place + 12, as: UInt32.self))
      if count == 0 { return }
      if bytes.load(place, as: UInt64.self) == prefix {
        let start = Int(bytes.load(place + 8, as: UInt32.self))
        return look(text, at, lengths: start, min(count, lengths.count), &best)
      }
      slot = (slot + 1) & (groups.count - 1)
    }
  }

  private func look(
    _ text: borrowing Span<UInt8>, _ at: Int, lengths start: Int, _ count: Int,
    _ best: inout Hit?
  ) {
    var hash = PartLexicon.seed
    var read = 0
    for place in start..<(start + count) {
      let length = Int(bytes.load(lengths.at(place), as: UInt16.self))
      guard length >= Self.short, at + length <= text.count else { return }
      while read < length {
        hash = PartLexicon.extend(hash, text[at + read])
        read += 1
      }
      if let hit = side(text, at, length, hash) { best = hit }
    }
  }

  /// The name whose side `length` bytes at `at` are.
  private func side(
    _ text: borrowing Span<UInt8>, _ at: Int, _ length: Int, _ hash: UInt64
  ) -> Hit? {
    let spread = Self.spread(hash)
    var slot = Int(truncatingIfNeeded: spread) & (sides.count - 1)
    for _ in 0..<sides.count {
      let place = sides.at(slot)
      let value = bytes.load(place + 4, as: UInt32.self)
      if value == 0 { return nil }
      if bytes.load(place, as: UInt32.self) == UInt32(truncatingIfNeeded: spread >> 32) {
        let number = Int(value - 1) >> 1
        let isEnglish = (value - 1) & 1 == 0
        let (start, count) = side(number, isEnglish: isEnglish)
        if count == length, bytes.equal(start, count, text, at),
          goneNumbers.isEmpty || !goneNumbers.contains(number),
          !isEnglish || at + length >= text.count || !NameMatcher.isWord(text[at + length])
        {
          return Hit(start: at, end: at + length, number: number, isEnglish: isEnglish)
        }
      }
      slot = (slot + 1) & (sides.count - 1)
    }
    return nil
  }

  private func side(_ number: Int, isEnglish: Bool) -> (start: Int, count: Int) {
    let at = names.at(number)
    guard at >= 0 else { return (0, -1) }
    let start = pool.offset + Int(bytes.load(at, as: UInt32.self))
    let enCount = Int(bytes.load(at + 4, as: UInt16.self))
    if isEnglish { return (start, enCount) }
    return (start + enCount, Int(bytes.load(at + 6, as: UInt16.self)))
  }

  // MARK: - Hashes

  /// The hash of the first three, six or twelve bytes at `at`, which are there.
  @inline(__always)
  static func prefix(_ text: borrowing Span<UInt8>, _ at: Int, _ length: Int) -> UInt64 {
    if length < long { return prefix(NameMatcher.load(text, at, length), length) }
    let first = prefix(NameMatcher.load(text, at, middle), middle)
    return prefix(first ^ NameMatcher.load(text, at &+ middle, middle), long)
  }

  /// The hash of three or six bytes in a word.
  @inline(__always)
  static func prefix(_ word: UInt64, _ length: Int) -> UInt64 {
    let mixed = (word ^ UInt64(length) << 56) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }

  @inline(__always)
  static func spread(_ hash: UInt64) -> UInt64 {
    let mixed = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed >> 33
  }
}

/// Kind, forms, official side and confidence of a name in 32 bits.
struct NameFlags {
  var kind: Name.Kind
  var enForm: Name.Form
  var zhForm: Name.Form
  var official: Name.Official
  var isInferred: Bool
  var confidence: Int

  init(_ name: KnownName) {
    (kind, enForm, zhForm) = (name.kind, name.enForm, name.zhForm)
    (official, isInferred, confidence) = (name.official, name.isInferred, name.confidence)
  }

  /// Of bits that say nothing that can be, a term of no confidence.
  init(bits: UInt32) {
    func part(_ shift: UInt32, _ mask: UInt32) -> Int { Int(bits >> shift & mask) }
    let kinds = EntryCoder.kinds
    kind = part(0, 7) < kinds.count ? kinds[part(0, 7)] : .term
    enForm = EntryCoder.forms[part(3, 3)]
    zhForm = EntryCoder.forms[part(5, 3)]
    official = ObservationCoder.officials[part(7, 3)]
    isInferred = part(9, 1) == 1
    confidence = part(10, 0x7F) > 100 ? 0 : part(10, 0x7F)
  }

  var bits: UInt32 {
    func place<Word: Equatable>(_ word: Word, _ words: [Word]) -> UInt32 {
      UInt32(words.firstIndex(of: word) ?? 0)
    }
    return place(kind, EntryCoder.kinds) | place(enForm, EntryCoder.forms) << 3
      | place(zhForm, EntryCoder.forms) << 5 | place(official, ObservationCoder.officials) << 7
      | (isInferred ? 1 << 9 : 0) | UInt32(min(100, max(0, confidence))) << 10
  }
}
