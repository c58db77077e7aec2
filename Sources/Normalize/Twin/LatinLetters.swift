/// Letters of U+00C0...U+00FF as names in pinyin and of foreign origin have them.
enum LatinLetters {
  /// A name with its accents left out: `Lü` is Lu. Complexity: O(n).
  static func plain(_ name: [UInt8]) -> [UInt8] {
    guard name.contains(0xC3) else { return name }
    var result: [UInt8] = []
    var at = 0
    while at < name.count {
      if name[at] == 0xC3, at + 1 < name.count, let letter = letter(name[at + 1]) {
        result.append(letter)
        at += 2
      } else {
        result.append(name[at])
        at += 1
      }
    }
    return result
  }

  /// The plain letter of the second byte behind C3, nil where there is none.
  static func letter(_ byte: UInt8) -> UInt8? {
    let small: UInt8
    switch byte | 0x20 {
    case 0xA0...0xA5: small = 0x61
    case 0xA7: small = 0x63
    case 0xA8...0xAB: small = 0x65
    case 0xAC...0xAF: small = 0x69
    case 0xB1: small = 0x6E
    case 0xB2...0xB6, 0xB8: small = 0x6F
    case 0xB9...0xBC: small = 0x75
    case 0xBD: small = 0x79
    default: return nil
    }
    return byte & 0x20 == 0 ? small & 0xDF : small
  }
}
