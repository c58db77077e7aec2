/// UTF-8 that was read as an encoding of one byte a code point: `nÃ©`, `å\u{8D}\u{97}`, `вЂњ`.
///
/// The steps are those of ftfy 6.3 (`fix_encoding`; Robyn Speer, Apache License 2.0), over code points
/// that know where they came from: a text that shows signs (``MojibakeSigns``) is written in each
/// encoding that has all its code points, and taken where the bytes are UTF-8; else stretches that
/// look like UTF-8 are taken alone. A blank that was U+00A0 is one again, a sequence that lost a byte
/// is U+FFFD. Each step makes the text shorter.
enum UTF8Repair {
  /// The text one step on, nil where it is left as it is. Complexity: O(n).
  static func step(_ tokens: ArraySlice<RepairToken>) -> [RepairToken]? {
    guard tokens.contains(where: { !$0.isASCII }), MojibakeSigns.shared.areIn(tokens) else {
      return nil
    }
    for encoding in SingleByteEncoding.all {
      guard var bytes = encoding.encode(tokens) else { continue }
      if encoding.restoresBlanks { restoreBlanks(&bytes) }
      if encoding.isLossy { replaceLost(&bytes) }
      let isVariant = bytes.contains { $0.value == 0xED || $0.value == 0xC0 }
      if let decoded = decode(bytes, isVariant: isVariant) { return decoded }
    }
    return nil
  }

  /// All steps, for a text that is not looked at again.
  static func settle(_ tokens: ArraySlice<RepairToken>) -> [RepairToken] {
    var result = Array(tokens)
    var rounds = 0
    while rounds < LineRepair.rounds,
      let next = step(result[...]) ?? stretches(result[...]) ?? controls(result[...])
    {
      result = next
      rounds += 1
    }
    return result
  }

  // MARK: - Decoding

  /// The text of the bytes, nil where they are no UTF-8; with surrogates in pairs and a zero of two
  /// bytes where the bytes may be a variant of it.
  private static func decode(_ bytes: [RepairByte], isVariant: Bool) -> [RepairToken]? {
    var result: [RepairToken] = []
    result.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at].value < 0x80 {
        result.append(bytes[at].token)
        result[result.count - 1].scalar = UInt32(bytes[at].value)
        at += 1
      } else if let (scalar, length) = sequence(bytes, at) {
        result.append(RepairToken(scalar, of: bytes[at..<(at + length)], rule: .mojibake))
        at += length
      } else if isVariant, let (scalar, length) = variant(bytes, at) {
        result.append(RepairToken(scalar, of: bytes[at..<(at + length)], rule: .mojibake))
        at += length
      } else {
        return nil
      }
    }
    return result
  }

  /// The sequence of several bytes at `at` and its length (Unicode 15.0, table 3-7).
  static func sequence(_ bytes: [RepairByte], _ at: Int) -> (scalar: UInt32, length: Int)? {
    let lead = bytes[at].value
    let length = lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, lead < 0xF5, at + length <= bytes.count else { return nil }
    var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for index in (at + 1)..<(at + length) {
      guard bytes[index].value & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(bytes[index].value & 0x3F)
    }
    let floor: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard scalar >= floor, scalar <= 0x10FFFF, scalar & 0xFFFF_F800 != 0xD800 else { return nil }
    return (scalar, length)
  }

  private static func variant(_ bytes: [RepairByte], _ at: Int) -> (scalar: UInt32, length: Int)? {
    func byte(_ offset: Int) -> UInt32 {
      at + offset < bytes.count ? UInt32(bytes[at + offset].value) : 0
    }
    if byte(0) == 0xC0, byte(1) == 0x80 { return (0, 2) }
    guard byte(0) == 0xED, byte(1) & 0xF0 == 0xA0, byte(2) & 0xC0 == 0x80, byte(3) == 0xED,
      byte(4) & 0xF0 == 0xB0, byte(5) & 0xC0 == 0x80
    else { return nil }
    let high = (byte(1) & 0xF) << 6 | byte(2) & 0x3F
    return (0x10000 + (high << 10 | (byte(4) & 0xF) << 6 | byte(5) & 0x3F), 6)
  }

  // MARK: - Blanks and lost bytes

  /// Puts U+00A0 back where a blank stands in a sequence that would be UTF-8 with it.
  private static func restoreBlanks(_ bytes: inout [RepairByte]) {
    guard bytes.indices.contains(where: { blank(bytes, $0) != nil }) else { return }
    var result: [RepairByte] = []
    result.reserveCapacity(bytes.count + 8)
    for at in bytes.indices {
      result.append(bytes[at])
      // `Ã la`: the word à with its blank.
      if bytes[at].value == 0xC3, at + 1 < bytes.count, bytes[at + 1].value == 0x20,
        !wordsBehindBlank.contains(where: { starts(bytes, at + 2, with: $0) })
      {
        result.append(RepairByte(0xA0, bytes[at].token))
      }
    }
    var at = 0
    while at < result.count {
      guard let length = blank(result, at) else {
        at += 1
        continue
      }
      for index in at..<(at + length) where result[index].value == 0x20 {
        result[index].value = 0xA0
      }
      at += length
    }
    bytes = result
  }

  private static let wordsBehindBlank = [" ", "quele", "quela", "quilo", "s "].map {
    Array($0.utf8)
  }

  private static func starts(_ bytes: [RepairByte], _ at: Int, with word: [UInt8]) -> Bool {
    at + word.count <= bytes.count && word.indices.allSatisfy { bytes[at + $0].value == word[$0] }
  }

  /// Length of a sequence at `at` that has a blank where U+00A0 would make it UTF-8.
  private static func blank(_ bytes: [RepairByte], _ at: Int) -> Int? {
    let lead = bytes[at].value
    guard lead >= 0xC2 else { return nil }
    func byte(_ offset: Int) -> UInt8 { at + offset < bytes.count ? bytes[at + offset].value : 0 }
    func isTrail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
    func isOther(_ byte: UInt8) -> Bool { isTrail(byte) && byte != 0x85 && byte != 0xA0 }
    switch lead {
    case 0xC2, 0xC3, 0xC5, 0xCE, 0xD0, 0xD9: return byte(1) == 0x20 ? 2 : nil
    case 0xE0...0xE3:
      if lead >= 0xE2, byte(1) == 0x20, isOther(byte(2)) { return 3 }
      return isOther(byte(1)) && byte(2) == 0x20 ? 3 : nil
    case 0xF0:
      let blanks = (1...3).filter { byte($0) == 0x20 }
      let isSequence = (1...3).allSatisfy { isTrail(byte($0)) || byte($0) == 0x20 }
      return isSequence && blanks.count == 1 ? 4 : nil
    default: return nil
    }
  }

  /// Makes U+FFFD of sequences that lost a byte, and of lost bytes alone.
  private static func replaceLost(_ bytes: inout [RepairByte]) {
    guard
      bytes.contains(where: { $0.value == SingleByteEncoding.lost || $0.value == 0x3F })
    else { return }
    var result: [RepairByte] = []
    var at = 0
    while at < bytes.count {
      guard let length = lossy(bytes, at) else {
        result.append(bytes[at])
        at += 1
        continue
      }
      let whole = RepairToken(0xFFFD, of: bytes[at..<(at + length)], rule: .mojibake)
      result.append(contentsOf: [0xEF, 0xBF, 0xBD].map { RepairByte($0, whole) })
      at += length
    }
    bytes = result
  }

  private static func lossy(_ bytes: [RepairByte], _ at: Int) -> Int? {
    let lost = SingleByteEncoding.lost
    func byte(_ offset: Int) -> UInt8 { at + offset < bytes.count ? bytes[at + offset].value : 0 }
    func isTrail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 || byte == lost }
    func isMark(_ byte: UInt8) -> Bool { byte == lost || byte == 0x3F }
    let lead = byte(0)
    switch lead {
    case 0xC2...0xDF:
      return byte(1) == lost || lead <= 0xC3 && byte(1) == 0x3F ? 2 : nil
    case 0xE0...0xEF:
      if lead == 0xED, byte(1) & 0xF0 == 0xA0, byte(3) == 0xED, byte(4) & 0xF0 == 0xB0,
        isMark(byte(2)) && (isTrail(byte(5)) || isMark(byte(5)))
          || (isTrail(byte(2)) || isMark(byte(2))) && isMark(byte(5))
      {
        return 6
      }
      if isMark(byte(1)), isTrail(byte(2)) { return 3 }
      return isTrail(byte(1)) && isMark(byte(2)) ? 3 : nil
    case 0xF0...0xF4:
      let marks = (1...3).filter { isMark(byte($0)) }
      let others = (1...3).filter { !isMark(byte($0)) && !isTrail(byte($0)) }
      let questions = (1...3).filter { byte($0) == 0x3F }
      return !marks.isEmpty && others.isEmpty && questions.count <= 1 ? 4 : nil
    case lost: return 1
    default: return nil
    }
  }

  // MARK: - Stretches

  /// Places that a code point can have in UTF-8 read as one of the encodings like Latin-1.
  private struct Places: OptionSet {
    let rawValue: UInt8
    static let firstOfTwo = Places(rawValue: 1)
    static let firstOfThree = Places(rawValue: 2)
    static let firstOfFour = Places(rawValue: 4)
    static let trail = Places(rawValue: 8)
    /// A trail that does not stand for itself beside damage.
    static let strictTrail = Places(rawValue: 16)
  }

  private static let places: [UInt32: Places] = {
    var result: [UInt32: Places] = [0x20: .trail]
    let plain: Set<UInt32> = [
      0x2013, 0x2014, 0x2015, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026,
    ]
    for encoding in SingleByteEncoding.likeLatin1 {
      for (index, scalar) in encoding.high.enumerated() {
        switch 0x80 + index {
        case 0x80...0xBF:
          result[scalar, default: []].insert(.trail)
          if !plain.contains(scalar) { result[scalar, default: []].insert(.strictTrail) }
        case 0xC2...0xDF: result[scalar, default: []].insert(.firstOfTwo)
        case 0xE0...0xEF: result[scalar, default: []].insert(.firstOfThree)
        case 0xF0, 0xF3: result[scalar, default: []].insert(.firstOfFour)
        default: break
        }
      }
    }
    return result
  }()

  /// The text with each stretch repaired that looks like UTF-8 and shows signs by itself.
  static func stretches(_ tokens: ArraySlice<RepairToken>) -> [RepairToken]? {
    guard tokens.contains(where: { !$0.isASCII }), MojibakeSigns.shared.areIn(tokens) else {
      return nil
    }
    var result: [RepairToken] = []
    var isChanged = false
    var at = tokens.startIndex
    while at < tokens.endIndex {
      let end = stretch(tokens, at)
      let part = tokens[at..<max(at + 1, end)]
      if end > at, part.count < tokens.count, MojibakeSigns.shared.areIn(part) {
        let repaired = settle(part)
        if !repaired.elementsEqual(part) { isChanged = true }
        result += repaired
      } else {
        result += part
      }
      at = part.endIndex
    }
    return isChanged ? result : nil
  }

  /// The end of the sequences that begin at `at`, which is `at` where none does.
  private static func stretch(_ tokens: ArraySlice<RepairToken>, _ from: Int) -> Int {
    func place(_ at: Int) -> Places {
      at < tokens.endIndex ? places[tokens[at].scalar] ?? [] : []
    }
    guard !tokens[from].isASCII else { return from }
    if from > tokens.startIndex, place(from - 1).contains(.strictTrail) { return from }
    var at = from
    while at < tokens.endIndex {
      let lead = place(at)
      if lead.contains(.firstOfTwo), place(at + 1).contains(.trail) {
        at += 2
      } else if lead.contains(.firstOfThree), place(at + 1).contains(.trail),
        place(at + 2).contains(.trail)
      {
        at += 3
      } else if lead.contains(.firstOfFour), (1...3).allSatisfy({ place(at + $0).contains(.trail) })
      {
        at += 4
      } else {
        break
      }
    }
    return at
  }

  // MARK: - Control codes

  /// Control codes from U+0080 on as the code points that windows-1252 has in their place; nil where
  /// there is none. U+0085 is a line end, unless it stands as an ellipsis does.
  static func controls(_ tokens: ArraySlice<RepairToken>) -> [RepairToken]? {
    let isControl: (RepairToken) -> Bool = { $0.scalar &- 0x80 < 0x20 }
    guard tokens.contains(where: isControl) else { return nil }
    var result = Array(tokens)
    var isChanged = false
    for index in result.indices where isControl(result[index]) {
      let scalar = SingleByteEncoding.windows1252.high[Int(result[index].scalar - 0x80)]
      guard scalar != result[index].scalar, scalar != 0x2026 || isEllipsis(result, index) else {
        continue
      }
      result[index].scalar = scalar
      result[index].rule = .mojibake
      isChanged = true
    }
    return isChanged ? result : nil
  }

  /// Behind a letter and before a blank and another one, or at the end of a line that was damaged.
  private static func isEllipsis(_ tokens: [RepairToken], _ at: Int) -> Bool {
    guard at > 0, MojibakeSigns.isWord(tokens[at - 1].scalar) || tokens[at - 1].scalar > 0x2010
    else { return false }
    if at + 1 == tokens.count { return tokens.contains { $0.rule != .copy } }
    if tokens[at + 1].scalar == 0x94 || tokens[at + 1].scalar == 0x201D { return true }
    return at + 2 < tokens.count && tokens[at + 1].scalar == 0x20
      && MojibakeSigns.isWord(tokens[at + 2].scalar)
  }
}
