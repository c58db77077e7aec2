/// Damage that files suffer between the exchange's server and the reader, and worse.
enum Mutation {
  static func damage(_ bytes: inout [UInt8], _ pool: InputPool, _ random: inout RandomSource) {
    let at = random.below(bytes.count + 1)
    switch random.below(18) {
    case 0:
      guard at < bytes.count else { return }
      bytes[at] ^= 1 << UInt8(random.below(8))
    case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.number(1...40)))
    case 2: bytes.removeLast(random.below(bytes.count + 1) / 4)
    case 3: bytes.removeFirst(random.below(bytes.count + 1) / 4)
    case 4: insert((0..<random.number(1...4)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    case 5: insert(random.pick(InputPool.atoms))
    case 6: insert(scalar(&random))
    case 7:
      let from = random.below(bytes.count + 1)
      insert(Array(bytes[from..<min(bytes.count, from + random.number(1...120))]))
    case 8:
      let atom = random.pick(InputPool.atoms)
      insert([[UInt8]](repeating: atom, count: random.number(2...60)).flatMap { $0 })
    case 9: insert(random.pick(pool.sentences))
    case 10:
      let filing = random.pick(pool.filings)
      let from = random.below(filing.count + 1)
      insert(Array(filing[from..<min(filing.count, from + random.number(1...300))]))
    case 11:
      // Scripts in turn, one code point each.
      insert((0..<random.number(2...80)).flatMap { Array(($0 % 2 == 0 ? "a" : "\u{5357}").utf8) })
    case 12:
      // One long line: every line end of a stretch becomes a blank.
      let end = min(bytes.count, at + 2_000)
      for position in at..<end where bytes[position] == 0x0A { bytes[position] = 0x20 }
    case 13:
      // Every blank of a stretch becomes a line end, or all of its Han are spaced.
      let end = min(bytes.count, at + 300)
      for position in at..<end where bytes[position] == 0x20 { bytes[position] = 0x0A }
    case 14, 15: misread(&bytes, at, &random)
    case 16: escape(&bytes, at, &random)
    default:
      let end = min(bytes.count, at + 400)
      var spaced: [UInt8] = []
      for position in at..<end {
        if bytes[position] & 0xC0 != 0x80, bytes[position] >= 0xE3 { spaced.append(0x20) }
        spaced.append(bytes[position])
      }
      bytes.replaceSubrange(at..<end, with: spaced)
    }

    func insert(_ part: [UInt8]) { bytes.insert(contentsOf: part, at: at) }
  }

  /// Encodings that a text is in, and those that it is read as.
  private static let confusions: [(is: String, read: String)] = [
    ("UTF-8", "CP1252"), ("UTF-8", "ISO-8859-1"), ("UTF-8", "GBK"), ("UTF-8", "CP1251"),
    ("GBK", "ISO-8859-1"), ("GBK", "BIG5-HKSCS"), ("BIG5-HKSCS", "CP1252"), ("BIG5-HKSCS", "GBK"),
  ]

  /// Some of the text was read in the wrong encoding, once or twice.
  private static func misread(_ bytes: inout [UInt8], _ at: Int, _ random: inout RandomSource) {
    let end = min(bytes.count, at + random.number(1...300))
    var part = Array(String(decoding: bytes[at..<end], as: UTF8.self).utf8)
    let confusion = random.pick(confusions)
    for _ in 0..<random.number(1...2) {
      guard let writer = Transcoder(to: confusion.is),
        let reader = Transcoder(to: "UTF-8", from: confusion.read)
      else { return }
      part = reader.encode(writer.encode(part))
    }
    bytes.replaceSubrange(at..<end, with: part)
  }

  /// Some of the text is escaped, as JSON, HTML or CESU-8 has it.
  private static func escape(_ bytes: inout [UInt8], _ at: Int, _ random: inout RandomSource) {
    let end = min(bytes.count, at + random.number(1...60))
    let kind = random.below(5)
    var part: [UInt8] = []
    for scalar in String(decoding: bytes[at..<end], as: UTF8.self).unicodeScalars {
      let units = String(scalar).utf16
      switch kind {
      case 0:
        for unit in units {
          let digits = String(unit, radix: 16)
          part += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        }
      case 1: part += Array("&#x\(String(scalar.value, radix: 16));".utf8)
      case 2: part += Array((scalar == " " ? "&amp;nbsp;" : String(scalar)).utf8)
      case 3 where units.count == 2:
        for unit in units {
          part += [
            0xE0 | UInt8(unit >> 12), 0x80 | UInt8(unit >> 6 & 0x3F), 0x80 | UInt8(unit & 0x3F),
          ]
        }
      default: part += Array((scalar == "&" ? "&amp;" : String(scalar)).utf8)
      }
    }
    bytes.replaceSubrange(at..<end, with: part)
  }

  /// Any code point but surrogates, most often from the blocks where filings go wrong.
  private static func scalar(_ random: inout RandomSource) -> [UInt8] {
    let ranges: [ClosedRange<Int>] = [
      0...0x20, 0x7F...0xFF, 0x300...0x36F, 0x1100...0x11FF, 0x2000...0x206F, 0x2460...0x24FF,
      0x2E80...0x2FFF, 0x3000...0x30FF, 0xAC00...0xD7A3, 0xE000...0xF8FF, 0xF900...0xFAFF,
      0xFE00...0xFE6F, 0xFF00...0xFFFF, 0x1F000...0x1F9FF, 0x20000...0x2FA1F, 0xE0000...0x10FFFF,
    ]
    let value = random.number(random.pick(ranges))
    return Unicode.Scalar(UInt32(value)).map { Array(String($0).utf8) } ?? []
  }
}
