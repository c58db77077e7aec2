/// What a part of a name is, where the lexicon knows it.
enum PartKind: UInt8 {
  case place, trade, word, legalForm, lawHead, body, position, surname
  /// A firm or brand that is one word: Huawei 華為.
  case brand
}

/// English phrases of names and their Chinese renderings, looked up by hash.
///
/// Sources: the tables under `Lexicon/Data`. English is keyed in lower case without full stops,
/// apostrophes straight; Chinese by `HanTable.fold`, so one row serves Traditional and Simplified.
struct PartLexicon: Sendable {
  struct Sense {
    /// Range of `scalars`, which is not empty.
    var start: Int32
    var count: UInt8
    var kind: PartKind
    /// The last six bits of the first and of the last scalar.
    var first: UInt8
    var last: UInt8

    fileprivate init(start: Int, of scalars: [UInt32], kind: PartKind) {
      self.start = Int32(start)
      count = UInt8(scalars.count - start)
      self.kind = kind
      first = UInt8(scalars[start] & 63)
      last = UInt8(scalars[scalars.count - 1] & 63)
    }

    /// As one number, for the tables.
    fileprivate var packed: UInt64 {
      UInt64(first) << 56 | UInt64(last) << 48 | UInt64(UInt32(bitPattern: start)) << 16
        | UInt64(count) << 8 | UInt64(kind.rawValue)
    }

    fileprivate init(packed: UInt64) {
      start = Int32(truncatingIfNeeded: packed >> 16)
      count = UInt8(truncatingIfNeeded: packed >> 8)
      kind = PartKind(rawValue: UInt8(truncatingIfNeeded: packed)) ?? .word
      first = UInt8(truncatingIfNeeded: packed >> 56)
      last = UInt8(truncatingIfNeeded: packed >> 48)
    }
  }

  /// Folded Chinese scalars of all senses, one after the other.
  private(set) var scalars: [UInt32] = []
  private var senses: [Sense] = []
  /// Phrase hash to its senses: the number of the first one, and below that how many there are.
  private var phrases = KeyTable()
  /// Bits for the number of senses of a phrase: the longest list has a few dozen.
  private static let countBits = 10
  /// Hashes of the first words of phrases with two words or more.
  private var openers = KeySet()
  private(set) var longestPhrase = 1

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Hash of a lower-case word; words of a phrase are chained with `joined`.
  @inline(__always)
  static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  static func joined(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    (hash ^ word) &* 0x9E37_79B9_7F4A_7C15 &+ 0x7F4A_7C15
  }

  /// Hash of a word in any case, full stops and apostrophes aside.
  static func hash(_ word: borrowing Span<UInt8>) -> UInt64 {
    let folds = folds
    let table = folds.span
    var result = seed
    for index in word.indices {
      // The table has a place for every byte.
      let folded = unsafe table[unchecked: Int(word[index])]
      if folded < 0x100 { result = extend(result, UInt8(truncatingIfNeeded: folded)) }
    }
    return result
  }

  static func hash(_ word: ArraySlice<UInt8>) -> UInt64 { hash(word.span) }
  static func hash(_ word: [UInt8]) -> UInt64 { hash(word.span) }
  static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
    hash(Array(word).span)
  }

  /// Each byte in lower case, 0x100 for full stops and apostrophes, which the hash leaves out.
  private static let folds: [UInt16] = (0..<256).map { value in
    value == 0x2E || value == 0x27 ? 0x100 : UInt16(ByteMatch.fold(UInt8(value)))
  }

  init(han: HanTable) {
    // Senses in the order of the tables with the number of their phrase; grouped at the end.
    var found: [(phrase: Int32, sense: Sense)] = []
    found.reserveCapacity(24_000)
    scalars.reserveCapacity(80_000)
    phrases = KeyTable(minimumCapacity: 20_000)
    var keys: [UInt64] = []
    func file(_ key: UInt64, _ sense: Sense) {
      if phrases[key] == nil {
        phrases[key] = keys.count
        keys.append(key)
      }
      found.append((Int32(phrases[key] ?? 0), sense))
    }
    func add(_ name: StaticString, kind: PartKind) {
      for row in DataFile.rows(name) where row.count >= 2 {
        for english in row[0].split(separator: "|") {
          let words = Self.words(english)
          guard words.count > 0 else { continue }
          if words.count > 1 {
            openers.insert(words.first)
            longestPhrase = max(longestPhrase, min(words.count, 8))
          }
          for chinese in row[1].split(separator: "|") where chinese != "-" {
            let begun = scalars.count
            for scalar in chinese.unicodeScalars { scalars.append(Self.fold(scalar.value, han)) }
            let count = scalars.count - begun
            guard count > 0, count < 64 else { continue }
            file(words.key, Sense(start: begun, of: scalars, kind: kind))
          }
        }
      }
    }
    add("places.tsv", kind: .place)
    add("trades.tsv", kind: .trade)
    add("legal-forms.tsv", kind: .legalForm)
    add("law-heads.tsv", kind: .lawHead)
    add("bodies.tsv", kind: .body)
    add("brands.tsv", kind: .brand)
    add("words.tsv", kind: .word)
    // Surnames in every spelling: Tsang 曾, Au Yeung 歐陽.
    for row in DataFile.rows("surnames.tsv") where row.count >= 3 {
      let begun = scalars.count
      for scalar in row[0].unicodeScalars { scalars.append(Self.fold(scalar.value, han)) }
      let count = scalars.count - begun
      for cell in 1...2 {
        for spelling in row[cell].split(separator: "|") where spelling != "-" {
          let words = Self.words(spelling)
          guard words.count > 0, count > 0 else { continue }
          if words.count > 1 { openers.insert(words.first) }
          file(words.key, Sense(start: begun, of: scalars, kind: .surname))
        }
      }
    }
    group(found, keys)
  }

  func write(to writer: inout TableWriter) {
    writer.put(scalars)
    writer.put(senses.map(\.packed))
    phrases.write(to: &writer)
    openers.write(to: &writer)
    writer.put(longestPhrase)
  }

  init(from reader: inout TableReader) throws(TableError) {
    scalars = try reader.take()
    senses = try reader.take(UInt64.self).map { Sense(packed: $0) }
    phrases = try KeyTable(from: &reader)
    openers = try KeySet(from: &reader)
    longestPhrase = try reader.takeNumber()
  }

  /// Files the senses by phrase, whose keys are in the order of their numbers.
  private mutating func group(_ found: [(phrase: Int32, sense: Sense)], _ keys: [UInt64]) {
    var ends = [Int](repeating: 0, count: keys.count + 1)
    for item in found { ends[Int(item.phrase) + 1] += 1 }
    for index in ends.indices.dropFirst() { ends[index] += ends[index - 1] }
    senses = found.map(\.sense)
    var next = ends
    for item in found {
      // Longest first, else in the order of the tables: 股份有限公司 before 有限公司.
      let begun = ends[Int(item.phrase)]
      var at = next[Int(item.phrase)]
      next[Int(item.phrase)] += 1
      while at > begun, senses[at - 1].count < item.sense.count {
        senses[at] = senses[at - 1]
        at -= 1
      }
      senses[at] = item.sense
    }
    let most = 1 << Self.countBits - 1
    for (number, key) in keys.enumerated() {
      phrases[key] = ends[number] << Self.countBits | min(most, ends[number + 1] - ends[number])
    }
  }

  /// Fullwidth brackets fold to ASCII ones, ideographs to their key.
  static func fold(_ scalar: UInt32, _ han: HanTable) -> UInt32 {
    switch scalar {
    case 0xFF08: 0x28
    case 0xFF09: 0x29
    case 0x41...0x5A: scalar | 0x20
    default: scalar < 0x2E80 ? scalar : han.fold(scalar)
    }
  }

  /// The words of a phrase as the name tokenizer splits it: their number, the hash of the first
  /// and of all of them.
  private static func words(_ phrase: DataText) -> (count: Int, first: UInt64, key: UInt64) {
    var result: (count: Int, first: UInt64, key: UInt64) = (0, 0, 0)
    var word = seed
    var isEmpty = true
    func flush() {
      if isEmpty { return }
      if result.count == 0 { result.first = word }
      result.key = result.count == 0 ? word : joined(result.key, word)
      result.count += 1
      word = seed
      isEmpty = true
    }
    var at = 0
    while at < phrase.count {
      let byte = phrase[at]
      switch byte {
      case 0x20, 0x28, 0x29, 0x2C, 0x2F: flush()
      case 0x2E, 0x27: isEmpty = false
      case 0xE2 where at + 2 < phrase.count && phrase[at + 1] == 0x80 && phrase[at + 2] == 0x99:
        // U+2019, the apostrophe.
        isEmpty = false
        at += 2
      default:
        word = extend(word, byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        isEmpty = false
      }
      at += 1
    }
    flush()
    return result
  }

  /// Hashes of the Chinese renderings of some kinds, as `Lexicon.hash` makes them.
  func renderings(of kinds: Set<PartKind>) -> KeySet {
    var result = KeySet(minimumCapacity: senses.count)
    for sense in senses where kinds.contains(sense.kind) {
      result.insert(Lexicon.hash(scalars[Int(sense.start)..<(Int(sense.start) + Int(sense.count))]))
    }
    return result
  }

  /// The Chinese renderings of some kinds of two scalars and more.
  func words(of kinds: Set<PartKind>) -> HanWords {
    var result = HanWords()
    for sense in senses where kinds.contains(sense.kind) && sense.count >= 2 {
      result.insert(scalars[Int(sense.start)..<(Int(sense.start) + Int(sense.count))])
    }
    return result
  }

  /// The scalars that the Chinese renderings of a kind begin with.
  func firstScalars(of kind: PartKind) -> ScalarBits {
    var result = ScalarBits()
    for sense in senses where sense.kind == kind { result.insert(scalars[Int(sense.start)]) }
    return result
  }

  @inline(__always)
  func isOpener(_ word: UInt64) -> Bool { openers.contains(word) }

  /// The numbers of the senses of a phrase, for the subscript.
  @inline(__always)
  func range(_ phrase: UInt64) -> Range<Int> {
    guard let found = phrases[phrase] else { return 0..<0 }
    let start = found >> Self.countBits
    return start..<(start + found & (1 << Self.countBits - 1))
  }

  @inline(__always)
  subscript(sense: Int) -> Sense { senses[sense] }

  @inline(__always)
  func senses(_ phrase: UInt64) -> ArraySlice<Sense> {
    senses[range(phrase)]
  }

  @inline(__always)
  func contains(_ phrase: UInt64) -> Bool { phrases[phrase] != nil }
}
