/// A word or sign of an English name.
struct EnglishToken {
  enum Kind: UInt8 {
    // The first three are words.
    /// Begins with a capital or a digit.
    case capital
    case lower
    /// of, and, the, for …: inside names, never at their edge.
    case connector
    case comma
    case open
    case close
  }

  var start: Int32
  var end: Int32
  var kind: Kind
  /// `PartLexicon.hash` of the word.
  var hash: UInt64

  @inline(__always)
  var isWord: Bool { kind.rawValue <= Kind.connector.rawValue }

  /// A token of a text whose places fit in 32 bits.
  @inline(__always)
  fileprivate init(_ start: Int, _ end: Int, _ kind: Kind, hash: UInt64 = 0) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
    self.kind = kind
    self.hash = hash
  }
}

/// Splits stretches of text into the words and signs of names.
///
/// A class, so that passing it on costs one reference and not a copy of its lists.
final class EnglishTokenizer: Sendable {
  private let connectors: KeySet
  /// Letters of the longest of them.
  private static let longestConnector = 5
  /// of, de, du …: what stands before them belongs to the name.
  private let particles = KeySet(
    [
      "of", "de", "la", "le", "du", "des", "da", "do", "dos", "das", "di", "del", "e", "y", "von",
      "van", "der", "para",
    ].map { PartLexicon.hash($0.utf8) })
  let and: UInt64
  let of: UInt64
  let the: UInt64
  /// Words that an abbreviated name keeps its full stop behind: Co. Ltd. Inc. …
  private let abbreviations: KeySet

  /// Abbreviations that a name ends in.
  private let lastForms = KeySet(
    ["ltd", "inc", "corp", "plc", "llc", "llp", "bhd"].map { PartLexicon.hash($0.utf8) })

  init() {
    connectors = KeySet(
      [
        "of", "and", "the", "for", "in", "on", "at", "de", "la", "le", "du", "des", "da", "do",
        "di",
        "von", "van", "der", "den", "to", "with", "by", "from", "under", "upon", "a", "an", "or",
        "del", "el", "bin", "binti", "dos", "das", "e", "y", "para",
      ].map { PartLexicon.hash($0.utf8) })
    and = PartLexicon.hash("and".utf8)
    of = PartLexicon.hash("of".utf8)
    the = PartLexicon.hash("the".utf8)
    abbreviations = KeySet(
      [
        "co", "ltd", "inc", "corp", "no", "st", "mr", "ms", "mrs", "dr", "prof", "bros", "dept",
        "pte", "sdn", "bhd", "intl", "mfg", "tech", "dev", "lp", "hon", "ir", "jr", "sr", "dipl",
        "ing", "nv", "bv", "sa", "ag", "plc", "llc", "llp", "pty", "lda",
      ].map { PartLexicon.hash($0.utf8) })
  }

  /// Particles of Portuguese, Spanish, French and Italian names that no English word is spelled like.
  private let romance = KeySet(
    ["de", "du", "des", "da", "do", "dos", "das", "di", "del", "della", "e", "y", "para"].map {
      PartLexicon.hash($0.utf8)
    })

  func isRomance(_ word: UInt64) -> Bool { romance.contains(word) }
  func isParticle(_ word: UInt64) -> Bool { particles.contains(word) }

  /// `92.0`, `412-room`: a figure that stands before a name. `360` and `3M` may be names.
  static func isFigure(_ text: [UInt8], _ token: EnglishToken) -> Bool {
    let word = text[Int(token.start)..<Int(token.end)]
    guard let first = word.first, first &- 0x30 < 10,
      let sign = word.firstIndex(where: { $0 &- 0x30 >= 10 }), sign + 1 < word.endIndex
    else { return false }
    return word[sign] == 0x2E && word[(sign + 1)...].allSatisfy { $0 &- 0x30 < 10 }
      || word[sign] == 0x2D && word[(sign + 1)...].allSatisfy { $0 &- 0x61 < 26 }
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
      || byte == 0x2D || byte == 0x27 || byte == 0x26 || byte == 0x2F || byte == 0x2E
      || byte == 0x2B
  }

  /// Where the stretch to the left of `end` that can belong to one name begins.
  /// Looks back `width` bytes at most.
  func leftLimit(_ text: [UInt8], from floor: Int, to end: Int, width: Int = 280) -> Int {
    let window = max(floor, end - width)
    let bytes = text.span
    let stopTable = Self.stops
    let stops = stopTable.span
    var at = end
    while at > window {
      let byte = bytes[at - 1]
      let stop = stops[Int(byte)]
      if stop == .none {
        at &-= 1
        continue
      }
      if byte >= 0x80 {
        let scalar = UTF8Scan.scalar(text, before: at)
        let isApostrophe =
          scalar.value == 0x2019 && at < end && text[at] | 0x20 >= 0x61 && text[at] | 0x20 <= 0x7A
        let value = ScalarClassTable.shared[scalar.value]
        if !isApostrophe, !value.isLetter, scalar.value != 0x2019 || !isPossessive(text, at, end) {
          return at
        }
        at -= scalar.length
        continue
      }
      if stop == .sure { return at }
      if byte == 0x29 {
        guard let open = innerBracket(text, window, at) else { return at }
        at = open
        continue
      }
      // `Beijing---JD.com, Inc.`
      if byte == 0x2D, at < end, text[at] == 0x2D { return at + 1 }
      if byte == 0x2E, at < end, text[at] == 0x20, endsSentence(text, window, at - 1) { return at }
      at -= 1
    }
    // Not in the middle of a word.
    if at > floor, at < end, Self.isWordByte(text[at - 1]) {
      while at < end, text[at] != 0x20 { at += 1 }
    }
    return at
  }

  /// Whether a name may begin behind a byte.
  private enum Stop { case none, sure, unsure }

  /// By the byte: `.unsure` for a full stop, a hyphen, a closing bracket and what is not ASCII.
  private static let stops: [Stop] = (0..<256).map { value in
    switch UInt8(value) {
    case 0x0A, 0x09, 0x3B, 0x3A, 0x22, 0x28, 0x5B, 0x5D, 0x3F, 0x21, 0x24, 0x25, 0x2A, 0x23: .sure
    case 0x29, 0x2D, 0x2E, 0x80...: .unsure
    default: .none
    }
  }

  private func isPossessive(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    at < end && text[at] == 0x20
  }

  /// Begin of a bracket that lies inside names: `(Group)`, `(Hong Kong)`, `(Limited Partnership)`.
  private func innerBracket(_ text: [UInt8], _ floor: Int, _ close: Int) -> Int? {
    var at = close - 1
    var letters = 0
    while at > floor, close - at < 48 {
      let byte = text[at - 1]
      if byte == 0x28 { return letters > 1 ? at - 1 : nil }
      // (Xi’an)
      if byte == 0x99, ByteMatch.ends(text.span, floor, at, with: "’") {
        at -= 3
        continue
      }
      if byte >= 0x80 || byte == 0x22 || byte == 0x29 || byte == 0x3A || byte == 0x24 { return nil }
      if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A { letters += 1 }
      at -= 1
    }
    return nil
  }

  /// The full stop at `at` ends a sentence rather than an abbreviation.
  private func endsSentence(_ text: [UInt8], _ floor: Int, _ at: Int) -> Bool {
    var start = at
    while start > floor, text[start - 1] | 0x20 >= 0x61, text[start - 1] | 0x20 <= 0x7A,
      text[start - 1] < 0x80
    {
      start -= 1
    }
    if start == at { return true }
    if at - start == 1 { return false }
    if start > floor, text[start - 1] == 0x2E { return false }
    let word = PartLexicon.hash(text[start..<at])
    return !abbreviations.contains(word) || lastForms.contains(word) && beginsOther(text, at + 1)
  }

  /// Behind a blank another capitalised word begins that is no legal form: `AstraZeneca PLC. Foo`, not
  /// `China Merchants Bank Co., Ltd. Suzhou Branch`.
  private func beginsOther(_ text: [UInt8], _ from: Int) -> Bool {
    guard from + 1 < text.count, text[from] == 0x20, text[from + 1] &- 0x41 < 26 else {
      return false
    }
    var at = from + 1
    for word in 0..<4 {
      var end = at
      while end < text.count, (text[end] | 0x20) &- 0x61 < 26 || text[end] == 0x2D { end += 1 }
      let hash = PartLexicon.hash(text[at..<end])
      if word == 0, Lexicon.isBareForm(hash) { return false }
      if word > 0, branches.contains(hash) { return false }
      guard end + 1 < text.count, text[end] == 0x20, text[end + 1] &- 0x41 < 26 else { return true }
      at = end + 1
    }
    return true
  }

  /// What ends the name of a company's branch.
  private let branches = KeySet(["branch", "sub-branch"].map { PartLexicon.hash($0.utf8) })

  /// Appends the tokens of the stretch before `end` that can belong to one name.
  ///
  /// Five words in a row without a capital end every name, so that the stretch is read no further.
  func tokenize(_ text: [UInt8], before end: Int, floor: Int, into tokens: inout [EnglishToken]) {
    let near = leftLimit(text, from: floor, to: end, width: 120)
    tokenize(text, near, end, into: &tokens)
    var lower = 0
    var index = tokens.count
    while index > 0, lower < 5 {
      index -= 1
      if tokens[index].isWord { lower = tokens[index].kind == .capital ? 0 : lower + 1 }
    }
    if lower == 5 {
      tokens.removeSubrange(0..<index)
    } else {
      // What ends the stretch well inside the nearer window ends it in the wider one too; at the
      // edge of the window a word may have been cut off, but no more.
      let edge = end - 120
      guard edge > floor, near <= edge + 56 || ByteScan.first(0x20, text.span, edge, near) == near
      else { return }
      let far = leftLimit(text, from: floor, to: end)
      guard far < near else { return }
      tokens.removeAll(keepingCapacity: true)
      tokenize(text, far, end, into: &tokens)
    }
  }

  /// What a byte adds to the hash of a word: 0 where it is none of one, 1 where it adds nothing.
  private static let folds: [UInt8] = (0..<256).map { value in
    let byte = UInt8(value)
    guard byte < 0x80, isWordByte(byte) else { return 0 }
    if byte == 0x2E || byte == 0x27 { return 1 }
    return byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// Appends the tokens of `start..<end`.
  func tokenize(_ text: [UInt8], _ start: Int, _ end: Int, into tokens: inout [EnglishToken]) {
    let bytes = text.span
    let folds = Self.folds
    let table = folds.span
    let end = min(end, bytes.count)
    var at = start
    while at < end {
      let byte = bytes[at]
      if byte < 0x80, table[Int(byte)] == 0 {
        switch byte {
        case 0x2C: tokens.append(EnglishToken(at, at &+ 1, .comma))
        case 0x28: tokens.append(EnglishToken(at, at &+ 1, .open))
        case 0x29: tokens.append(EnglishToken(at, at &+ 1, .close))
        default: break
        }
        at &+= 1
        continue
      }
      let begun = at
      // A capital, a digit, or a capital behind one small letter: eSun, i-Cloud.
      var isUpper =
        byte &- 0x41 < 26 || byte &- 0x30 < 10
        || at + 2 < end && byte &- 0x61 < 26
          && (bytes[at + 1] &- 0x41 < 26
            || bytes[at + 1] == 0x2D && bytes[at + 2] &- 0x41 < 26)
      var hash = PartLexicon.seed
      // Signs that the hash leaves out.
      var signs = 0
      while at < end {
        // In bounds: `at` is below `end`, which is the number of bytes at most.
        let next = unsafe bytes[unchecked: at]
        // The table has a place for every byte.
        let folded = unsafe table[unchecked: Int(next)]
        if folded > 1 {
          hash = PartLexicon.extend(hash, folded)
          at &+= 1
          continue
        }
        if next >= 0x80 {
          let scalar = UTF8Scan.scalar(bytes, at: at)
          let value = ScalarClassTable.shared[scalar.value]
          guard value.isLetter || scalar.value == 0x2019 || scalar.value == 0x2013 else { break }
          if at == begun, value == .upper { isUpper = true }
          if scalar.value == 0x2019 {
            signs += 1
          } else {
            for index in at..<(at + scalar.length) {
              hash = PartLexicon.extend(hash, bytes[index])
            }
          }
          at += scalar.length
          continue
        }
        guard folded == 1 else { break }
        at += 1
        signs += 1
        // `Co.,Ltd.` and `Co.Ltd`: a full stop before a capital ends the word.
        if next == 0x2E, at < end, at - begun > 2, bytes[at - 3] | 0x20 >= 0x61,
          bytes[at - 3] < 0x80,
          bytes[at] >= 0x41, bytes[at] <= 0x5A
        {
          break
        }
      }
      if at == begun {
        at += UTF8Scan.scalar(bytes, at: at).length
        continue
      }
      let length = at &- begun
      if length == 1, byte == 0x2D { continue }
      let isAmpersand = length == 1 && byte == 0x26
      let isCapitals = isUpper && length > 1 && bytes[at - 1] >= 0x41 && bytes[at - 1] <= 0x5A
      let mayConnect = (!isUpper || isCapitals) && (length <= Self.longestConnector || signs > 0)
      let kind: EnglishToken.Kind =
        isAmpersand || mayConnect && connectors.contains(hash)
        ? .connector : isUpper ? .capital : .lower
      tokens.append(EnglishToken(begun, at, kind, hash: isAmpersand ? and : hash))
    }
  }
}
