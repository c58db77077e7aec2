/// Writes JSON: strings escaped as RFC 8259 asks and no more, numbers plainly.
struct JSONWriter: ~Copyable {
  private var buffer: ByteBuffer

  init(capacity: Int = 4096) { buffer = ByteBuffer(capacity: capacity) }

  /// A copy of what was written.
  var bytes: [UInt8] { buffer.bytes }
  var count: Int { buffer.count }

  /// Appends what was written to an array and goes on with nothing.
  mutating func drain(to output: inout [UInt8]) {
    buffer.append(to: &output)
    buffer.removeAll()
  }

  /// `drain`, once there is much: a long document is not held twice.
  @inline(__always)
  mutating func drainIfLong(to output: inout [UInt8]) {
    if buffer.count > Self.longest { drain(to: &output) }
  }

  private static let longest = 1 << 20

  @inline(__always)
  mutating func raw(_ byte: UInt8) {
    buffer.reserve(1)
    buffer.put(byte)
  }

  @inline(__always)
  mutating func raw(_ text: StaticString) {
    buffer.reserve(text.utf8CodeUnitCount)
    buffer.put(text)
  }

  @inline(__always)
  mutating func comma() { raw(0x2C) }

  // MARK: - Numbers

  mutating func number(_ value: Int) {
    buffer.reserve(Self.longestNumber)
    put(value)
  }

  /// Two numbers and what stands around them, at the cost of one check for room.
  @inline(__always)
  mutating func numbers(
    _ lead: StaticString, _ first: Int, _ middle: StaticString, _ second: Int,
    _ tail: StaticString
  ) {
    buffer.reserve(
      2 * Self.longestNumber + lead.utf8CodeUnitCount + middle.utf8CodeUnitCount
        + tail.utf8CodeUnitCount)
    buffer.put(lead)
    put(first)
    buffer.put(middle)
    put(second)
    buffer.put(tail)
  }

  /// The digits of `Int.min` and its sign.
  private static let longestNumber = 20

  /// All two-digit numbers, one after the other.
  private static let pairs: StaticString = """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """

  /// The two digits of a number below 100, the tens in the low byte.
  @inline(__always)
  private static func pair(_ value: UInt32) -> UInt64 {
    // In bounds: the table has 200 bytes, and the callers give less than 100.
    unsafe UInt64(
      UnsafeRawPointer(pairs.utf8Start).loadUnaligned(
        fromByteOffset: 2 * Int(value), as: UInt16.self
      ).littleEndian)
  }

  /// Writes a number, for which there is room.
  @inline(__always)
  private mutating func put(_ value: Int) {
    if value >= 0, value < 10_000 {
      // The usual position: up to four digits, built in one word.
      let number = UInt32(truncatingIfNeeded: value)
      let high = number / 100
      let digits = Self.pair(high) | Self.pair(number &- high &* 100) << 16
      let leading = number < 10 ? 3 : number < 100 ? 2 : number < 1000 ? 1 : 0
      buffer.put(word: digits >> UInt64(8 &* leading), 4 &- leading)
    } else {
      putLong(value)
    }
  }

  private mutating func putLong(_ value: Int) {
    var rest = value.magnitude
    if value < 0 { buffer.put(0x2D) }
    if rest < 10_000 { return put(Int(rest)) }
    var groups: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var count = 0
    while rest >= 10_000 {
      let group = UInt32(truncatingIfNeeded: rest % 10_000)
      rest /= 10_000
      groups = (
        Self.pair(group / 100) | Self.pair(group % 100) << 16, groups.0, groups.1, groups.2
      )
      count += 1
    }
    put(Int(rest))
    while count > 0 {
      buffer.put(word: groups.0, 4)
      groups = (groups.1, groups.2, groups.3, 0)
      count -= 1
    }
  }

  /// A number of sixteen hexadecimal digits, in quotes.
  mutating func hexadecimal(_ value: UInt64) {
    buffer.reserve(18)
    buffer.put(0x22)
    buffer.put(word: Self.hexadecimal(UInt32(truncatingIfNeeded: value >> 32)), 8)
    buffer.put(word: Self.hexadecimal(UInt32(truncatingIfNeeded: value)), 8)
    buffer.put(0x22)
  }

  /// The eight digits of a word, the first in the low byte.
  @inline(__always)
  private static func hexadecimal(_ value: UInt32) -> UInt64 {
    // The nibbles are spread over eight bytes, the highest in the lowest byte.
    var spread = UInt64(value.byteSwapped)
    spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
    spread = (spread >> 4 & 0x000F_000F_000F_000F) | (spread & 0x000F_000F_000F_000F) << 8
    // A nibble from 10 on has bit 4 set once 6 is added: such bytes become letters.
    let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return spread &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
  }

  /// The bytes as lower-case hexadecimal digits.
  mutating func hexadecimal(_ bytes: ArraySlice<UInt8>) {
    buffer.reserve(2 * bytes.count)
    for byte in bytes {
      buffer.put(Self.hex(byte >> 4))
      buffer.put(Self.hex(byte & 15))
    }
  }

  /// A number between 0 and 1 with two decimals.
  mutating func fraction(_ hundredths: Int) {
    if hundredths >= 100 { return raw("1.0") }
    raw("0.")
    raw(0x30 + UInt8(truncatingIfNeeded: hundredths / 10))
    raw(0x30 + UInt8(truncatingIfNeeded: hundredths % 10))
  }

  /// A number with up to two digits behind the point: `595`, `841.89`, `-0.5`.
  mutating func hundredths(_ value: Int) {
    if value < 0 { raw(0x2D) }
    let magnitude = Int(min(value.magnitude, UInt(Int.max)))
    number(magnitude / 100)
    let (tens, ones) = (magnitude % 100 / 10, magnitude % 10)
    if tens + ones == 0 { return }
    raw(0x2E)
    raw(0x30 + UInt8(truncatingIfNeeded: tens))
    if ones > 0 { raw(0x30 + UInt8(truncatingIfNeeded: ones)) }
  }

  static func hex(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x57 + nibble }

  // MARK: - Strings

  mutating func string(_ text: ArraySlice<UInt8>) {
    raw(0x22)
    content(text.span)
    raw(0x22)
  }

  mutating func string(_ text: [UInt8]) {
    raw(0x22)
    content(text.span)
    raw(0x22)
  }

  mutating func string(_ text: String) {
    raw(0x22)
    content(text.utf8.span)
    raw(0x22)
  }

  mutating func stringOrNull(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  mutating func stringOrNull(_ text: [UInt8]) {
    if text.isEmpty { raw("null") } else { string(text) }
  }

  mutating func stringOrNull(_ text: borrowing Span<UInt8>) {
    if text.isEmpty { return raw("null") }
    raw(0x22)
    content(text)
    raw(0x22)
  }

  /// The escaped content of a string, without quotes. Complexity: O(n).
  mutating func content(_ text: ArraySlice<UInt8>) { content(text.span) }

  /// Bytes between two checks for room.
  private static let block = 4096

  mutating func content(_ span: borrowing Span<UInt8>) {
    var at = 0
    while at < span.count {
      let end = min(span.count, at + Self.block)
      // A byte becomes six at the most.
      buffer.reserve(6 * (end - at))
      at = content(span, at, end)
    }
  }

  /// Copies `from..<end`, sixteen or eight bytes at a time, to the next byte that is escaped, and so
  /// on; returns `end`.
  @inline(__always)
  private mutating func content(_ span: borrowing Span<UInt8>, _ from: Int, _ end: Int) -> Int {
    var at = from
    while at &+ 16 <= end {
      // In bounds by the condition, as `end` is within the span.
      let lanes = unsafe span.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: ByteScan.Lanes.self)
      let hit = ByteScan.index(
        (lanes .< ByteScan.Lanes(repeating: 0x20)) .| (lanes .== ByteScan.Lanes(repeating: 0x22))
          .| (lanes .== ByteScan.Lanes(repeating: 0x5C)))
      buffer.put(lanes, hit)
      at &+= hit
      if hit < 16 {
        escape(span[at])
        at &+= 1
      }
    }
    while at &+ 8 <= end {
      // In bounds by the condition.
      let word = unsafe span.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: UInt64.self
      ).littleEndian
      let hit = Self.firstEscaped(word)
      buffer.put(word: word, hit)
      at &+= hit
      if hit < 8 {
        escape(span[at])
        at &+= 1
      }
    }
    if at < end, end >= 8 {
      // The last bytes, fewer than eight: the eight before `end` are inside, and a blank stands for
      // each of those that went before.
      let left = end &- at
      let shift = UInt64(8 &* (8 &- left))
      let word =
        unsafe span.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: end &- 8, as: UInt64.self
        ).littleEndian &>> shift
      let blanks: UInt64 = 0x2020_2020_2020_2020 &<< UInt64(8 &* left)
      if Self.firstEscaped(word | blanks) == 8 {
        buffer.put(word: word, left)
        return end
      }
    }
    while at < end {
      let byte = span[at]
      if byte >= 0x20, byte != 0x22, byte != 0x5C { buffer.put(byte) } else { escape(byte) }
      at &+= 1
    }
    return at
  }

  /// Index of the lowest byte that is escaped, 8 where none is.
  ///
  /// A byte minus 1 (or 0x20) borrows into its high bit only where it was less; what a borrow adds
  /// stands above the first true hit.
  @inline(__always)
  private static func firstEscaped(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ ones &* 0x22
    let slash = word ^ ones &* 0x5C
    let hits =
      ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (slash &- ones) & ~slash)
      & (ones &* 0x80)
    return hits.trailingZeroBitCount >> 3
  }

  /// An escape, for whose six bytes there is room.
  private mutating func escape(_ byte: UInt8) {
    buffer.put(0x5C)
    switch byte {
    case 0x22: buffer.put(0x22)
    case 0x5C: buffer.put(0x5C)
    case 0x0A: buffer.put(0x6E)
    case 0x09: buffer.put(0x74)
    case 0x0D: buffer.put(0x72)
    default:
      buffer.put("u00")
      buffer.put(Self.hex(byte >> 4))
      buffer.put(Self.hex(byte & 15))
    }
  }
}
