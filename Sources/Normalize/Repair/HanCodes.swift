/// The codes of two bytes of GBK and of Big5-HKSCS, and back: what one is read as when it is taken for
/// the other.
///
/// Made from ICU's converters when the first text asks for them (some milliseconds).
struct HanCodes: Sendable {
  static let gbk = HanCodes(.gb18030, isTrail: { $0 >= 0x40 && $0 != 0x7F && $0 != 0xFF })
  static let big5 = HanCodes(
    .big5HKSCS, isTrail: { $0 >= 0x40 && $0 < 0x7F || $0 >= 0xA1 && $0 != 0xFF })

  /// By lead and trail, 0 where a pair stands for nothing.
  private let scalars: [UInt32]
  /// Of the code points below U+10000, 0 where there is none.
  private let codes: [UInt16]
  /// Of those above.
  private let others: [UInt32: UInt16]

  private init(_ encoding: TextEncoding, isTrail: (UInt8) -> Bool) {
    var scalars = [UInt32](repeating: 0, count: 0x10000)
    var codes = [UInt16](repeating: 0, count: 0x10000)
    var others: [UInt32: UInt16] = [:]
    // The leads of the standards come before those of extensions, which repeat some code points.
    let leads = Array(UInt8(0xA1)...0xFE) + Array(UInt8(0x81)...0xA0)
    if let converter = try? ICU.Converter(encoding.rawValue) {
      for lead in leads {
        let trails = (UInt8(0x40)...0xFE).filter(isTrail)
        // A line each, so that a pair which stands for nothing takes no other along.
        guard let (text, _) = try? converter.decode(trails.flatMap { [lead, $0, 0x0A] }[...]) else {
          continue
        }
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (trail, line) in zip(trails, lines) where !line.isEmpty {
          let scalar = UTF8Scan.scalar(Array(line), at: 0)
          guard scalar.length == line.count, scalar.value != 0xFFFD, scalar.value > 0x7F else {
            continue
          }
          let code = UInt16(lead) << 8 | UInt16(trail)
          scalars[Int(code)] = scalar.value
          if scalar.value >= 0x10000 {
            if others[scalar.value] == nil { others[scalar.value] = code }
          } else if codes[Int(scalar.value)] == 0 {
            codes[Int(scalar.value)] = code
          }
        }
      }
    }
    for (pair, found) in EncodingIndex.pairs(encoding) where found.count == 1 {
      scalars[Int(pair)] = found[0]
      if found[0] >= 0x10000 {
        if others[found[0]] == nil { others[found[0]] = pair }
      } else if codes[Int(found[0])] == 0 {
        codes[Int(found[0])] = pair
      }
    }
    self.scalars = scalars
    self.codes = codes
    self.others = others
  }

  /// The code point of a pair, nil where it stands for nothing.
  func scalar(_ lead: UInt8, _ trail: UInt8) -> UInt32? {
    let scalar = scalars[Int(lead) << 8 | Int(trail)]
    return scalar == 0 ? nil : scalar
  }

  /// The pair of a code point, nil where it has none.
  func code(_ scalar: UInt32) -> (lead: UInt8, trail: UInt8)? {
    let code = scalar < 0x10000 ? codes[Int(scalar)] : others[scalar] ?? 0
    if code == 0 { return nil }
    return (UInt8(code >> 8), UInt8(truncatingIfNeeded: code))
  }
}
