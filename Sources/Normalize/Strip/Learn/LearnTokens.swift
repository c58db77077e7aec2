/// A passage as the learner compares it: words, ideographs and numbers, without case, punctuation
/// and the form of an ideograph.
struct LearnTokens {
  struct Token {
    /// Byte offsets of the passage.
    var start: Int
    var end: Int
    var hash: UInt64
  }

  /// Every number is this one: figures vary where the words do not.
  static let number: UInt64 = 1

  private(set) var tokens: [Token] = []
  private(set) var hanCount = 0
  private(set) var numberCount = 0

  /// Complexity: O(n).
  init(_ bytes: [UInt8], _ han: HanTable) {
    var at = 0
    while at < bytes.count {
      let start = at
      let byte = bytes[at]
      if Self.isLetter(byte) {
        var hash = TextHash.seed
        while at < bytes.count, Self.isLetter(bytes[at]) {
          hash = TextHash.step(hash, UInt32(bytes[at] | 0x20))
          at += 1
        }
        tokens.append(Token(start: start, end: at, hash: TextHash.end(hash)))
      } else if Self.isDigit(byte) {
        while at < bytes.count, Self.isDigit(bytes[at]) || bytes[at] == 0x2C || bytes[at] == 0x2E {
          at += 1
        }
        tokens.append(Token(start: start, end: at, hash: Self.number))
        numberCount += 1
      } else {
        let scalar = UTF8Scan.scalar(bytes, at: at)
        at += max(1, scalar.length)
        guard scalar.value >= 0x3007, UnitText.isWord(scalar.value) else { continue }
        hanCount += 1
        let hash = TextHash.single(UnitText.fold(scalar.value, han))
        tokens.append(Token(start: start, end: at, hash: hash))
      }
    }
  }

  var language: BoilerplateRule.Language { hanCount * 2 > tokens.count ? .zh : .en }

  /// Of all tokens in their order.
  var key: UInt64 {
    tokens.reduce(TextHash.seed) { TextHash.mix($0 ^ $1.hash) }
  }

  /// Hashes of the runs of three words or four ideographs.
  var shingles: [UInt64] {
    let width = language == .en ? 3 : 4
    guard tokens.count >= width else { return [] }
    return (0...(tokens.count - width)).map { start in
      tokens[start..<(start + width)].reduce(TextHash.seed) { TextHash.mix($0 ^ $1.hash) }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
