/// Tells text that was read in the wrong encoding by code points that no one sets side by side.
///
/// The categories and the pairs are those of ftfy 6.3 (`badness.py`; Robyn Speer, Apache License 2.0),
/// which were gathered from text in the wild; see `NOTICE`.
struct MojibakeSigns: Sendable {
  /// What a code point is taken for, a bit each.
  struct Kinds: OptionSet, Sendable {
    let rawValue: UInt16
    static let common = Kinds(rawValue: 1)
    static let c1 = Kinds(rawValue: 2)
    static let bad = Kinds(rawValue: 4)
    static let law = Kinds(rawValue: 8)
    static let currency = Kinds(rawValue: 16)
    static let opening = Kinds(rawValue: 32)
    static let closing = Kinds(rawValue: 64)
    static let numeric = Kinds(rawValue: 128)
    static let face = Kinds(rawValue: 256)
    static let upper = Kinds(rawValue: 512)
    static let lower = Kinds(rawValue: 1024)
    static let upperCommon = Kinds(rawValue: 2048)
    static let lowerCommon = Kinds(rawValue: 4096)
    static let box = Kinds(rawValue: 8192)

    func meets(_ other: Kinds) -> Bool { !isDisjoint(with: other) }
  }

  static let shared = MojibakeSigns()
  private let kinds: [UInt32: Kinds]

  private init() {
    var kinds: [UInt32: Kinds] = [:]
    func add(_ kind: Kinds, _ letters: String, _ ranges: ClosedRange<UInt32>...) {
      for scalar in letters.unicodeScalars { kinds[scalar.value, default: []].insert(kind) }
      for scalar in ranges.joined() { kinds[scalar, default: []].insert(kind) }
    }
    add(.common, "\u{A0}\u{AD}\u{B7}\u{B4}\u{2013}\u{2014}\u{2015}\u{2026}\u{2019}")
    add(.c1, "", 0x80...0x9F)
    add(
      .bad,
      "\u{A6}\u{A4}\u{A8}\u{AC}\u{AF}\u{B8}\u{192}\u{2C6}\u{2C7}\u{2D8}\u{2DB}\u{2DC}\u{2020}\u{2021}"
        + "\u{2030}\u{2310}\u{25CA}\u{FFFD}\u{AA}\u{BA}")
    add(.law, "\u{B6}\u{A7}")
    add(.currency, "\u{A2}\u{A3}\u{A5}\u{20A7}\u{20AC}")
    add(
      .opening,
      "\u{A1}\u{AB}\u{BF}\u{A9}\u{384}\u{385}\u{2018}\u{201A}\u{201C}\u{201E}\u{2022}\u{2039}\u{F8FF}"
    )
    add(.closing, "\u{AE}\u{BB}\u{2DD}\u{201D}\u{203A}\u{2122}")
    add(
      .numeric,
      "\u{B2}\u{B3}\u{B9}\u{B1}\u{BC}\u{BD}\u{BE}\u{D7}\u{B5}\u{F7}\u{2044}\u{2202}\u{2206}\u{220F}"
        + "\u{2211}\u{221A}\u{221E}\u{2229}\u{222B}\u{2248}\u{2260}\u{2261}\u{2264}\u{2265}\u{2116}"
    )
    add(
      .face, "\u{150}\u{14C}\u{16A}\u{172}\u{B0}", 0xD2...0xD6, 0xD9...0xDC, 0xF2...0xF6,
      0xF8...0xFC)
    add(
      .upper,
      "ØÜÝĂĀĄĆČĎĐĘĚĒĖĞĢİĪĶĹĽŁĻŃŇŅŒŘŚŞŠŢŤŮŰŸŹŻŽҐ", 0xC0...0xD1)
    add(
      .lower,
      "ßăąāćčďđęěēėğģįīķĺľłļœŕśşšťüźżžґ\u{FB01}\u{FB02}", 0xE0...0xF1)
    add(.upperCommon, "ÞΆΈΉΊΌΎΏΪΫ", 0x391...0x3A9, 0x401...0x42F)
    add(.lowerCommon, "άέήίΰ", 0x3B1...0x3C9, 0x430...0x45F)
    add(.box, "│┌┐┘├┤┬┼▀▄█▌▐░▒▓", 0x2550...0x256C)
    self.kinds = kinds
  }

  private func kind(_ scalar: UInt32) -> Kinds {
    // No kind has ASCII or ideographs.
    scalar < 0x80 || scalar > 0x2600 && scalar < 0xF8FF ? [] : kinds[scalar] ?? []
  }

  private static let signs: Kinds = [
    .lower, .upper, .box, .opening, .closing, .currency, .numeric, .law,
  ]

  /// Whether the text has a sign of being read in the wrong encoding. Complexity: O(n).
  func areIn(_ tokens: ArraySlice<RepairToken>) -> Bool {
    var at = tokens.startIndex
    while at < tokens.endIndex {
      // Every sign has a code point outside ASCII among its first two or behind one blank.
      if isSign(tokens, at) { return true }
      at += 1
    }
    return false
  }

  private func isSign(_ tokens: ArraySlice<RepairToken>, _ at: Int) -> Bool {
    func scalar(_ offset: Int) -> UInt32 {
      at + offset < tokens.endIndex ? tokens[at + offset].scalar : 0x110000
    }
    let (s0, s1) = (scalar(0), scalar(1))
    if s0 < 0x80, s1 < 0x80 {
      // `a Â `
      return isLowerASCII(s0) && s1 == 0x20 && (scalar(2) == 0xC2 || scalar(2) == 0xC3)
        && scalar(3) == 0x20
    }
    let (a, b) = (kind(s0), kind(s1))
    if a.meets(.c1) { return true }
    if a.isEmpty, b.isEmpty, s0 < 0x100 || s0 > 0x2600 { return false }
    let s2 = scalar(2)
    let c = kind(s2)
    if b.meets(.bad), a.meets(Self.signs.union(.bad)) { return true }
    if a.meets(.bad), b.meets(Self.signs) { return true }
    if isLetterASCII(s0), b.meets([.lowerCommon, .upperCommon]), c.meets(.bad) { return true }
    if b.meets(.upper), a.meets([.lower, .lowerCommon, .box, .closing, .currency, .numeric]) {
      return true
    }
    if b.meets(.lower), a.meets([.box, .closing, .currency, .numeric]) { return true }
    if b.meets(.currency), a.meets([.lower, .box, .closing]) { return true }
    if isSpace(s0), b.meets(.upper), c.meets(.currency) { return true }
    if a.meets([.upper, .box]), b.meets([.numeric, .law]) { return true }
    if b.meets(.opening), c.meets(.numeric),
      a.meets([.lower, .upper, .box, .currency, .closing])
    {
      return true
    }
    if b.meets(.closing), c.meets(.opening),
      a.meets([.lower, .upper, .currency, .numeric, .box, .law])
    {
      return true
    }
    if b.meets(.opening), a.meets([.currency, .numeric, .box]) { return true }
    if isLowerASCII(s0), b.meets(.upper), c.meets([.opening, .currency]) { return true }
    if a.meets(.box), b.meets([.face, .closing]) { return true }
    if b.meets(.box), a.meets([.lower, .upper, .currency, .numeric, .opening, .closing, .law]) {
      return true
    }
    if a.meets([.lower, .upper]), b.meets([.opening, .closing]), Self.isWord(s2) { return true }
    return isPhrase(s0, s1, s2, a, b, c, tokens, at)
  }

  /// The signs of single encodings.
  private func isPhrase(
    _ s0: UInt32, _ s1: UInt32, _ s2: UInt32, _ a: Kinds, _ b: Kinds, _ c: Kinds,
    _ tokens: ArraySlice<RepairToken>, _ at: Int
  ) -> Bool {
    func scalar(_ offset: Int) -> UInt32 {
      at + offset < tokens.endIndex ? tokens[at + offset].scalar : 0x110000
    }
    if s0 == 0x152 || s0 == 0x153 { return s1 <= 0x10FFFF && !isLetterASCII(s1) }
    if a.meets(.upper), s1 == 0xB0 { return true }
    let isArabic: (UInt32, Kinds) -> Bool = { scalar, kind in
      kind.meets([.common, .currency, .bad, .numeric, .opening])
        || [0x178, 0x160, 0xAE, 0xB0, 0xB5, 0xBB].contains(scalar)
    }
    switch s0 {
    case 0xC2, 0xC3, 0xCE, 0xD0:
      if b.meets([.opening, .closing]) || Self.behindLatin.contains(s1) { return true }
      if s0 == 0xC3, s1 == 0xA0 || s1 == 0xA1 { return true }
      if s0 == 0xC2 || s0 == 0xC3, s1 == 0x20, at == tokens.startIndex { return true }
    case 0xD7: if s1 == 0xB2 || s1 == 0xB3 { return true }
    case 0xD8, 0xD9:
      let s3 = scalar(3)
      if isArabic(s1, b), s2 == 0xD8 || s2 == 0xD9, isArabic(s3, kind(s3)) { return true }
    case 0xE0: if [0xB2, 0xB5, 0xB9, 0xBC, 0xBD, 0xBE].contains(s1) { return true }
    case 0x221A: if Self.behindRoot.contains(s1) { return true }
    case 0x2248: if s1 == 0xB0 || s1 == 0xA2 { return true }
    case 0x201A:
      if s1 == 0xC4, Self.behindQuote.contains(s2) { return true }
      if s1 == 0xE2 || s1 == 0xF3, [0xE0, 0xE4, 0xB0, 0xEA].contains(s2) { return true }
    case 0x432: if s1 == 0x402 { return true }
    case 0x412, 0x413, 0x420, 0x421:
      if [0x412, 0x413, 0x420, 0x421].contains(s2),
        b.meets([.c1, .bad, .opening, .closing, .currency]) || s1 == 0xB0 || s1 == 0xB5
      {
        return true
      }
      let s5 = scalar(5)
      if s0 == 0x413, s1 == 0x45E, s2 == 0x412, scalar(3) == 0x402, scalar(4) == 0x412,
        s5 <= 0x10FFFF, isLetterASCII(scalar(6)) || scalar(6) == 0x20
      {
        return true
      }
    case 0x3B2:
      if s1 == 0x20AC, [0x2122, 0xA0, 0x386, 0xAD, 0xAE, 0xB0].contains(s2) { return true }
    case 0x392, 0x393, 0x39E, 0x39F:
      if [0x392, 0x393, 0x39E, 0x39F].contains(s2),
        b.meets([.c1, .bad, .opening, .closing, .currency]) || s1 == 0xB0
      {
        return true
      }
    case 0x101: if s1 == 0x20AC { return true }
    default: break
    }
    // `aÂ `, `.Â “`
    if s1 == 0xC2 || s1 == 0xC3, isLowerASCII(s0), s2 == 0x20 { return true }
    let ends = isLowerASCII(s0) || [0x2E, 0x2C, 0x3F, 0x21].contains(s0) || a.meets(.closing)
    return s1 == 0xC2 && ends && (s2 == 0x20 || c.meets([.opening, .closing]))
  }

  private static let behindLatin: Set<UInt32> = [
    0x20AC, 0x153, 0x160, 0x161, 0xA2, 0xA3, 0x178, 0x17E, 0xA0, 0xAD, 0xAE, 0xA9, 0xB0, 0xB7, 0xBB,
    0x2013, 0x2014, 0xB4,
  ]
  private static let behindRoot: Set<UInt32> = [
    0xB1, 0x2202, 0x2020, 0x2260, 0xAE, 0x2122, 0xB4, 0x2264, 0x2265, 0xA5, 0xB5, 0xF8,
  ]
  private static let behindQuote: Set<UInt32> = [
    0xEC, 0xEE, 0xEF, 0xF2, 0xF4, 0xFA, 0xF9, 0xFB, 0x2020, 0xB0, 0xA2, 0x3C0,
  ]

  private func isLowerASCII(_ scalar: UInt32) -> Bool { scalar &- 0x61 < 26 }
  private func isLetterASCII(_ scalar: UInt32) -> Bool { (scalar | 0x20) &- 0x61 < 26 }
  private func isSpace(_ scalar: UInt32) -> Bool {
    scalar == 0x20 || scalar == 0x09 || scalar == 0xA0 || scalar == 0x3000
  }
  static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return (scalar | 0x20) &- 0x61 < 26 || scalar &- 0x30 < 10 || scalar == 0x5F
    }
    guard scalar <= 0x10FFFF else { return false }
    let kind = ScalarClassTable.shared[scalar]
    return kind.isWord || kind == .han || kind == .kana
  }
}
