/// What a part of a name is, where the lexicon knows it.
enum PartKind: UInt8 {
  case place, trade, word, legalForm, lawHead, body, position, surname
}

/// English phrases of names and their Chinese renderings, looked up by hash.
///
/// Sources: the tables under `Lexicon/Data`. English is keyed in lower case without full stops,
/// apostrophes straight; Chinese by `HanTable.fold`, so one row serves Traditional and Simplified.
struct PartLexicon: Sendable {
  struct Sense {
    /// Range of `scalars`.
    var start: Int32
    var count: UInt8
    var kind: PartKind
  }

  /// Folded Chinese scalars of all senses, one after the other.
  private(set) var scalars: [UInt32] = []
  private var senses: [Sense] = []
  /// Phrase hash to range of `senses`.
  private var phrases: [UInt64: Range<Int32>] = [:]
  /// Hashes of the first words of phrases with two words or more.
  private var openers: Set<UInt64> = []
  private(set) var longestPhrase = 1

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Hash of a lower-case word; words of a phrase are chained with `joined`.
  @inline(__always)
  static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

  static func joined(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    (hash ^ word) &* 0x9E37_79B9_7F4A_7C15 &+ 0x7F4A_7C15
  }

  static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
    var result = seed
    for byte in word where byte != 0x2E && byte != 0x27 {
      result = extend(result, byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return result
  }

  init(han: HanTable) {
    var collected: [UInt64: [Sense]] = [:]
    var order: [UInt64] = []
    func add(_ file: String, kind: PartKind) {
      for row in DataFile.rows(file) where row.count >= 2 {
        for english in row[0].split(separator: "|") {
          let words = Self.words(english)
          guard let first = words.first else { continue }
          var key = first
          for word in words.dropFirst() { key = Self.joined(key, word) }
          if words.count > 1 {
            openers.insert(first)
            longestPhrase = max(longestPhrase, min(words.count, 8))
          }
          for chinese in row[1].split(separator: "|") where chinese != "-" {
            let begun = Int32(scalars.count)
            for scalar in chinese.unicodeScalars { scalars.append(Self.fold(scalar.value, han)) }
            let count = scalars.count - Int(begun)
            guard count > 0, count < 64 else { continue }
            if collected[key] == nil { order.append(key) }
            collected[key, default: []].append(
              Sense(start: begun, count: UInt8(count), kind: kind))
          }
        }
      }
    }
    add("places.tsv", kind: .place)
    add("trades.tsv", kind: .trade)
    add("legal-forms.tsv", kind: .legalForm)
    add("law-heads.tsv", kind: .lawHead)
    add("bodies.tsv", kind: .body)
    add("words.tsv", kind: .word)
    // Surnames in every spelling: Tsang 曾, Au Yeung 歐陽.
    for row in DataFile.rows("surnames.tsv") where row.count >= 3 {
      let begun = Int32(scalars.count)
      for scalar in row[0].unicodeScalars { scalars.append(Self.fold(scalar.value, han)) }
      let count = scalars.count - Int(begun)
      for spelling in (row[1] + "|" + row[2]).split(separator: "|") where spelling != "-" {
        let words = Self.words(spelling)
        guard let first = words.first, count > 0 else { continue }
        var key = first
        for word in words.dropFirst() { key = Self.joined(key, word) }
        if words.count > 1 { openers.insert(first) }
        if collected[key] == nil { order.append(key) }
        collected[key, default: []].append(Sense(start: begun, count: UInt8(count), kind: .surname))
      }
    }
    for key in order {
      // Longest first: 股份有限公司 before 有限公司.
      let found = (collected[key] ?? []).enumerated().sorted {
        ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
      }
      let begun = Int32(senses.count)
      senses.append(contentsOf: found.map(\.element))
      phrases[key] = begun..<Int32(senses.count)
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

  /// Word hashes of a phrase as the name tokenizer splits it.
  private static func words(_ phrase: Substring) -> [UInt64] {
    var result: [UInt64] = []
    var word: [UInt8] = []
    func flush() {
      if !word.isEmpty { result.append(hash(word)) }
      word.removeAll()
    }
    for scalar in phrase.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x28, 0x29, 0x2C, 0x2F: flush()
      case 0x2019: word.append(0x27)
      default:
        if scalar.value < 0x80 {
          word.append(UInt8(scalar.value))
        } else {
          word.append(contentsOf: Array(String(scalar).utf8))
        }
      }
    }
    flush()
    return result
  }

  func isOpener(_ word: UInt64) -> Bool { openers.contains(word) }

  func senses(_ phrase: UInt64) -> ArraySlice<Sense> {
    guard let range = phrases[phrase] else { return [] }
    return senses[Int(range.lowerBound)..<Int(range.upperBound)]
  }

  func contains(_ phrase: UInt64) -> Bool { phrases[phrase] != nil }
}
