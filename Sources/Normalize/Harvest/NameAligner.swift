/// Aligns the parts of an English and a Chinese name: which words stand for which ideographs.
///
/// Parts are tried from the right, longest phrase first: the lexicon (places, trades, legal forms,
/// words of meaning), then sound (pinyin, Jyutping), then equal letters. Each ideograph is used
/// once; the order of parts may differ between the languages (`University of X`, `X大學`).
struct NameAligner {
  /// Where a token's part lies in the Chinese name; count 0 where it has none.
  struct Part {
    var start: Int16 = 0
    var count: UInt8 = 0
    var kind = PartKind.word
    /// Tokens that share the part have its number.
    var group: Int16 = -1
    var isSound = false
    var isForm = false
  }

  private let lexicon: Lexicon
  private(set) var parts: [Part] = []
  /// Which scalars of the Chinese stretch are covered.
  private(set) var used: [Bool] = []
  /// By the last six bits of an ideograph: the places of the stretch where such ones stand, a bit each
  /// from its begin on. Nearly all renderings begin or end with one that it has not.
  private var places = [UInt64](repeating: 0, count: 64)
  /// The places that are covered.
  private var covered: UInt64 = 0
  private var letters: [UInt8] = []
  /// Words of the longest phrase that is looked up.
  private var longest = 6
  /// The tokens that phrases begin with, a bit each, and those that were looked up.
  private var openers: UInt64 = 0
  private var looked: UInt64 = 0

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// So many ideographs are covered at least.
  func isCovered(_ least: Int) -> Bool { used.lazy.filter { $0 }.count >= least }

  /// Aligns `tokens` with the scalars `from..<to` of `han`, phrases of up to `longest` words at once.
  /// Gives up, and says so, where more than `misses` capitalised words stand for nothing; one that
  /// the lexicon knows counts twice.
  ///
  /// Complexity: O(tokens x scalars) for names, which are short; both are cut at 40.
  @discardableResult
  mutating func align(
    _ tokens: [EnglishToken], _ text: [UInt8], _ han: HanText, from: Int, to: Int,
    longest: Int = 6, misses: Int = .max
  ) -> Bool {
    var misses = misses
    self.longest = longest
    parts.removeAll(keepingCapacity: true)
    used.removeAll(keepingCapacity: true)
    parts.append(contentsOf: repeatElement(Part(), count: tokens.count))
    used.append(contentsOf: repeatElement(false, count: han.count))
    let floor = max(from, to - 48)
    covered = 0
    for index in places.indices { places[index] = 0 }
    for place in floor..<max(floor, to) {
      places[Int(han.scalars[place] & 63)] |= 1 << UInt64(place - floor)
    }
    var group: Int16 = 0
    var index = tokens.count - 1
    let oldest = max(0, tokens.count - 40)
    (openers, looked) = (0, 0)
    var open = to - floor
    // With every ideograph covered the words before stand for none.
    while index >= oldest, open > 0 {
      guard tokens[index].isWord else {
        index -= 1
        continue
      }
      let taken = phrase(tokens, endingAt: index, oldest: oldest, han, floor, group)
      if taken > 0 {
        open -= Int(parts[index].count)
        index -= taken
        group += 1
        continue
      }
      if tokens[index].kind != .connector,
        let (start, count) = sound(tokens[index], text, han, floor, to)
      {
        parts[index] = Part(
          start: Int16(start), count: UInt8(count), group: group, isSound: true, isForm: false)
        cover(start, count, floor)
        open -= count
        group += 1
      } else if tokens[index].kind == .capital {
        // A word that the lexicon knows means something else.
        misses -= lexicon.parts.contains(tokens[index].hash) ? 2 : 1
        if misses < 0 { return false }
      }
      index -= 1
    }
    return true
  }

  /// Number of tokens of the longest phrase ending at `last` that was placed, signs included.
  private mutating func phrase(
    _ tokens: [EnglishToken], endingAt last: Int, oldest: Int, _ han: HanText, _ floor: Int,
    _ group: Int16
  ) -> Int {
    // First tokens of phrases of up to six words, the longest first.
    var first = last
    var words = 1
    while first > oldest, words < lexicon.parts.longestPhrase, words < longest {
      var next = first - 1
      while next > oldest, !tokens[next].isWord, tokens[next].kind != .close { next -= 1 }
      guard tokens[next].isWord else { break }
      first = next
      words += 1
    }
    while true {
      if tokens[first].isWord,
        first == last || isOpener(tokens[first].hash, first - oldest)
      {
        var key = tokens[first].hash
        var at = first + 1
        while at <= last {
          if tokens[at].isWord { key = PartLexicon.joined(key, tokens[at].hash) }
          at += 1
        }
        if tokens[first].kind != .connector || first != last {
          for number in lexicon.parts.range(key) {
            let sense = lexicon.parts[number]
            let starts = starts(sense)
            if starts != 0, let place = find(sense, starts, han, floor) {
              cover(place, Int(sense.count), floor)
              for token in first...last where tokens[token].isWord {
                parts[token] = Part(
                  start: Int16(place), count: sense.count, kind: sense.kind, group: group,
                  isSound: false,
                  isForm: sense.kind == .legalForm)
              }
              return last - first + 1
            }
          }
        }
      }
      if first == last { return 0 }
      first += 1
      while first < last, !tokens[first].isWord { first += 1 }
    }
  }

  /// Whether phrases begin with the token of this number, below 40.
  private mutating func isOpener(_ word: UInt64, _ number: Int) -> Bool {
    let bit = UInt64(1) << UInt64(number)
    if looked & bit == 0 {
      looked |= bit
      if lexicon.parts.isOpener(word) { openers |= bit }
    }
    return openers & bit != 0
  }

  /// Where the first ideograph of a rendering may stand and the last one as far behind, a bit each:
  /// for nearly all renderings nowhere.
  @inline(__always)
  private func starts(_ sense: PartLexicon.Sense) -> UInt64 {
    places[Int(sense.first & 63)] & places[Int(sense.last & 63)] &>> UInt64(sense.count &- 1)
  }

  /// The rightmost of the places `starts` where a rendering stands unused.
  private func find(
    _ sense: PartLexicon.Sense, _ starts: UInt64, _ han: HanText, _ floor: Int
  ) -> Int? {
    var starts = starts
    while starts != 0 {
      let place = 63 - starts.leadingZeroBitCount
      if covered >> UInt64(place) & (1 << UInt64(sense.count) - 1) == 0,
        stands(sense, han, floor + place)
      {
        return floor + place
      }
      starts &= ~(1 << UInt64(place))
    }
    return nil
  }

  /// The ideographs of a rendering stand at `place`; there is room for them.
  private func stands(_ sense: PartLexicon.Sense, _ han: HanText, _ place: Int) -> Bool {
    let base = Int(sense.start)
    for index in 0..<Int(sense.count)
    where han.scalars[place + index] != lexicon.parts.scalars[base + index] {
      return false
    }
    return true
  }

  /// Marks the places as covered.
  private mutating func cover(_ start: Int, _ count: Int, _ floor: Int) {
    covered |= (1 << UInt64(count) - 1) << UInt64(start - floor)
    var used = used.mutableSpan
    for place in start..<(start + count) { used[place] = true }
  }

  /// Where a word is spelled by the readings of adjacent ideographs, or by equal letters.
  private mutating func sound(
    _ token: EnglishToken, _ text: [UInt8], _ han: HanText, _ floor: Int, _ to: Int
  ) -> (Int, Int)? {
    letters.removeAll(keepingCapacity: true)
    let bytes = text.span
    for index in Int(token.start)..<Int(token.end) {
      let byte = bytes[index]
      if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A, byte < 0x80 {
        letters.append(byte | 0x20)
      } else if byte >= 0x30, byte <= 0x39 {
        letters.append(byte)
      }
    }
    guard letters.count >= 2 || letters.count == 1 && token.end - token.start <= 2 else {
      return nil
    }
    var place = to - 1
    while place >= floor {
      if !used[place] {
        if han.scalars[place] < 0x80 {
          if let count = literal(han, place, to) { return (place, count) }
        } else if letters.count >= 2 {
          let count = spelled(han, place, to, letter: 0, depth: 0)
          if count > 0 { return (place, count) }
        }
      }
      place -= 1
    }
    return nil
  }

  private func literal(_ han: HanText, _ place: Int, _ to: Int) -> Int? {
    guard place + letters.count <= to else { return nil }
    for index in letters.indices
    where han.scalars[place + index] != UInt32(letters[index]) || used[place + index] {
      return nil
    }
    // Not the inside of a longer Latin word.
    if place > 0, han.scalars[place - 1] < 0x80, han.scalars[place - 1] > 0x2F { return nil }
    return letters.count
  }

  /// Number of ideographs from `place` whose readings spell the rest of the word; 0 for none.
  private func spelled(_ han: HanText, _ place: Int, _ to: Int, letter: Int, depth: Int) -> Int {
    if letter == letters.count { return 0 }
    guard place < to, depth < 6, !used[place], han.scalars[place] >= 0x3400 else { return 0 }
    var best = 0
    let total = letters.count
    // Lengths that a reading of this ideograph can take of the word: one bit each.
    var lengths: UInt32 = 0
    lexicon.han.longestReadings(of: han.original(place), prefixOf: letters.span, from: letter) {
      length, _ in
      lengths |= 1 << UInt32(min(length, 31))
    }
    lexicon.han.forEachReading(of: han.original(place)) { reading in
      if reading.isJyutping {
        lexicon.hongKong.forEachPrefix(reading.syllable, of: letters.span, from: letter) { length in
          lengths |= 1 << UInt32(min(length, 31))
        }
      }
      return false
    }
    while lengths != 0 {
      let length = 31 - lengths.leadingZeroBitCount
      lengths &= ~(1 << UInt32(length))
      if letter + length == total { return 1 }
      let rest = spelled(han, place + 1, to, letter: letter + length, depth: depth + 1)
      if rest > 0 { best = max(best, rest + 1) }
    }
    return best
  }

  /// Ideographs of `from..<to` that no token covers, grammatical ones and brackets aside.
  func uncovered(_ han: HanText, _ from: Int, _ to: Int) -> Int {
    var result = 0
    for index in from..<to where !used[index] && Self.counts(han.scalars[index]) { result += 1 }
    return result
  }

  /// 的 之 和 與 及 and signs say nothing of a name's parts.
  static func counts(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x7684, 0x4E4B, 0x548C, 0x4E0E, 0x53CA, 0x28, 0x29, 0x2D, 0x2E, 0x26, 0x3001, 0x300A,
      0x300B:
      false
    default: !HanText.isDot(scalar)
    }
  }
}
