/// An encoding of one byte a code point that UTF-8 is read as by mistake.
///
/// Bytes that the encoding leaves undefined stand for the control codes of the same number, as browsers
/// read them. In all but ISO 8859 and the two that define every byte, U+FFFD is a byte that was
/// lost.
struct SingleByteEncoding: Sendable {
  /// The code points of the bytes from 0x80 on.
  let high: [UInt32]
  /// The byte of each slot (``slot(_:)``), 0 for none.
  private let bytes: [UInt8]
  let isLossy: Bool
  /// A blank in its text may have been U+00A0; on a Macintosh, too much else is one.
  let restoresBlanks: Bool

  /// The byte that stands for one that was lost.
  static let lost: UInt8 = 0x1A

  /// In the order in which they are tried.
  static let all: [SingleByteEncoding] = [
    ("ISO-8859-1", false), ("windows-1252", true), ("windows-1251", true), ("windows-1250", true),
    ("windows-1253", true), ("windows-1254", true), ("windows-1257", true), ("ISO-8859-2", false),
    ("macintosh", false), ("IBM437", false),
  ].map { SingleByteEncoding($0.0, isLossy: $0.1) }

  static var latin1: SingleByteEncoding { all[0] }
  static var windows1252: SingleByteEncoding { all[1] }
  /// Those whose letters stand where Latin-1 has its letters.
  static var likeLatin1: ArraySlice<SingleByteEncoding> { all[..<7] }

  /// An encoding that ICU lacks is that of the control codes alone.
  private init(_ name: String, isLossy: Bool) {
    self.isLossy = isLossy
    restoresBlanks = name != "macintosh"
    var high = (UInt32(0x80)...0xFF).map { $0 }
    if let converter = try? ICU.Converter(name) {
      for index in high.indices {
        let byte = UInt8(truncatingIfNeeded: 0x80 + index)
        guard let (text, lengths) = try? converter.decode([byte]), lengths.count == 1,
          lengths[0] & 0x100 == 0, !text.isEmpty
        else { continue }
        high[index] = UTF8Scan.scalar(text, at: 0).value
      }
    }
    var bytes = [UInt8](repeating: 0, count: Self.slotCount)
    for (index, scalar) in high.enumerated() {
      if let slot = Self.slot(scalar) { bytes[slot] = UInt8(truncatingIfNeeded: 0x80 + index) }
    }
    if isLossy, let slot = Self.slot(0xFFFD) { bytes[slot] = Self.lost }
    self.high = high
    self.bytes = bytes
  }

  private static let lastInOrder: UInt32 = 0x25FF
  private static let slotCount = 0x2604

  /// Code points of these encodings lie below U+2600, but for four.
  private static func slot(_ scalar: UInt32) -> Int? {
    if scalar <= lastInOrder { return Int(scalar) }
    switch scalar {
    case 0xF8FF: return 0x2600
    case 0xFB01: return 0x2601
    case 0xFB02: return 0x2602
    case 0xFFFD: return 0x2603
    default: return nil
    }
  }

  /// The byte of a code point, nil where the encoding has none.
  func byte(_ scalar: UInt32) -> UInt8? {
    if scalar < 0x80 { return isLossy && scalar == 0x1A ? nil : UInt8(scalar) }
    guard let slot = Self.slot(scalar), bytes[slot] != 0 else { return nil }
    return bytes[slot]
  }

  /// The bytes of a line, nil where a code point has none.
  func encode(_ tokens: ArraySlice<RepairToken>) -> [RepairByte]? {
    var result: [RepairByte] = []
    result.reserveCapacity(tokens.count)
    for token in tokens {
      guard let byte = byte(token.scalar) else { return nil }
      result.append(RepairByte(byte, token))
    }
    return result
  }
}
