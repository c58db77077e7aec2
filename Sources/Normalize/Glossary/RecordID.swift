/// The address of a record by its content: the first 16 bytes of the SHA-256 of its canonical form.
///
/// The pure model takes the hash from outside (`RecordHash`), because hashing is no subject of ours.
public struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let high: UInt64
  public let low: UInt64

  public init(_ high: UInt64, _ low: UInt64) { (self.high, self.low) = (high, low) }

  /// From 32 hexadecimal digits; nil for anything else.
  public init?(_ text: [UInt8]) {
    guard text.count == 32, let high = Self.word(text[..<16]), let low = Self.word(text[16...])
    else { return nil }
    self.init(high, low)
  }

  public init?(_ text: String) { self.init(Array(text.utf8)) }

  public static func < (a: RecordID, b: RecordID) -> Bool { (a.high, a.low) < (b.high, b.low) }

  /// 32 lower-case hexadecimal digits.
  public var description: String { Self.digits(high) + Self.digits(low) }

  /// 16 lower-case hexadecimal digits.
  public static func digits(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The number that sixteen hexadecimal digits are; nil for anything else.
  public static func word(_ digits: some Collection<UInt8>) -> UInt64? {
    guard digits.count == 16 else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt64(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt64(byte - 0x57)
      default: return nil
      }
    }
    return value
  }
}

/// What addresses records: the same bytes have the same address on every machine.
public typealias RecordHash = @Sendable (_ canonical: [UInt8]) -> RecordID
