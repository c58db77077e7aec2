/// A parsed JSON value. For documents that `restore` reads and lines of JSON Lines: numbers keep
/// their integer value, objects their order.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  /// The digits of a number that no `Double` holds: 2^53 or more, or out of its range.
  case numeral([UInt8])
  case string([UInt8])
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  public static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.number(let x), .number(let y)): x == y
    case (.numeral(let x), .numeral(let y)): x == y
    case (.string(let x), .string(let y)): x == y
    case (.array(let x), .array(let y)): x == y
    case (.object(let x), .object(let y)):
      x.elementsEqual(y) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  public var text: [UInt8]? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  public var string: String? { text.map { String(decoding: $0, as: UTF8.self) } }

  /// The value as a count or offset; nil where it is no whole number of a sensible size.
  public var int: Int? {
    guard case .number(let value) = self, value == value.rounded(), abs(value) < 1e15 else {
      return nil
    }
    return Int(value)
  }

  public var array: [JSONValue]? {
    guard case .array(let items) = self else { return nil }
    return items
  }
}

/// Where and why bytes are no JSON (RFC 8259).
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  public let offset: Int
  public let reason: String

  public var description: String { "not JSON at byte \(offset): \(reason)" }
}

/// A strict parser over bytes (RFC 8259). Complexity: O(n); nesting is limited to 256.
///
/// Bytes that are not UTF-8 are left to the caller: a malformed filing is still a filing.
public struct JSONParser {
  private let bytes: ArraySlice<UInt8>
  private var at: Int
  private var loneSurrogates = 0

  /// Parses one value with white space around it.
  public static func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
    var loneSurrogates = 0
    return try parse(bytes, loneSurrogates: &loneSurrogates)
  }

  /// The same; counts the escapes that are half a code point and became U+FFFD.
  public static func parse(
    _ bytes: ArraySlice<UInt8>, loneSurrogates: inout Int
  ) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.at == bytes.endIndex else { throw parser.error("text behind the value") }
    loneSurrogates += parser.loneSurrogates
    return value
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  private func error(_ reason: String) -> JSONError {
    JSONError(offset: at - bytes.startIndex, reason: reason)
  }

  private var peek: UInt8? { at < bytes.endIndex ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < 256 else { throw error("nested more than 256 deep") }
    skipBlanks()
    guard let byte = peek else { throw error("the value is missing") }
    switch byte {
    case 0x22: return .string(try string())
    case 0x7B: return try object(depth: depth)
    case 0x5B: return try array(depth: depth)
    case 0x74: return try literal("true", .bool(true))
    case 0x66: return try literal("false", .bool(false))
    case 0x6E: return try literal("null", .null)
    default: return try number()
    }
  }

  private mutating func literal(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for expected in word.utf8 {
      guard peek == expected else { throw error("unknown word") }
      at += 1
    }
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    at += 1
    var members: [(key: String, value: JSONValue)] = []
    skipBlanks()
    if peek == 0x7D {
      at += 1
      return .object(members)
    }
    while true {
      skipBlanks()
      guard peek == 0x22 else { throw error("a member's name is missing") }
      let key = String(decoding: try string(), as: UTF8.self)
      skipBlanks()
      guard peek == 0x3A else { throw error("a colon is missing") }
      at += 1
      members.append((key, try value(depth: depth + 1)))
      skipBlanks()
      guard let byte = peek else { throw error("the object does not end") }
      at += 1
      if byte == 0x7D { return .object(members) }
      guard byte == 0x2C else { throw error("a comma is missing") }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    at += 1
    var items: [JSONValue] = []
    skipBlanks()
    if peek == 0x5D {
      at += 1
      return .array(items)
    }
    while true {
      items.append(try value(depth: depth + 1))
      skipBlanks()
      guard let byte = peek else { throw error("the array does not end") }
      at += 1
      if byte == 0x5D { return .array(items) }
      guard byte == 0x2C else { throw error("a comma is missing") }
    }
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let begun = at
    let isNegative = peek == 0x2D
    if isNegative { at += 1 }
    let whole = at
    var value = 0
    while let byte = peek, byte >= 0x30, byte <= 0x39 {
      // Digits behind the fifteenth are read again below.
      if at - whole < 15 { value = 10 * value + Int(byte - 0x30) }
      at += 1
    }
    guard at > whole else {
      at = begun
      throw error("not a value")
    }
    if bytes[whole] == 0x30, at - whole > 1 {
      at = whole
      throw error("a number begins with 0")
    }
    var isShort = at - whole <= 15
    if peek == 0x2E {
      at += 1
      try digits()
      isShort = false
    }
    if let byte = peek, byte | 0x20 == 0x65 {
      at += 1
      if peek == 0x2B || peek == 0x2D { at += 1 }
      try digits()
      isShort = false
    }
    // Zero has a sign in neither.
    if isShort { return .number(Double(isNegative ? -value : value)) }
    let digits = bytes[begun..<at]
    guard let exact = Double(String(decoding: digits, as: UTF8.self)), abs(exact) < 0x1p53 else {
      return .numeral(Array(digits))
    }
    return .number(exact)
  }

  /// One digit at least.
  private mutating func digits() throws(JSONError) {
    let begun = at
    while let byte = peek, byte >= 0x30, byte <= 0x39 { at += 1 }
    if at == begun { throw error("a digit is missing") }
  }

  /// The unescaped bytes of a string; a lone surrogate becomes U+FFFD and is counted.
  private mutating func string() throws(JSONError) -> [UInt8] {
    at += 1
    var result: [UInt8] = []
    var copied = at
    while let byte = peek {
      if byte == 0x22 {
        result.append(contentsOf: bytes[copied..<at])
        at += 1
        return result
      }
      if byte < 0x20 { throw error("a control code in a string") }
      if byte != 0x5C {
        at += 1
        continue
      }
      result.append(contentsOf: bytes[copied..<at])
      at += 1
      guard let escape = peek else { break }
      at += 1
      switch escape {
      case 0x22, 0x5C, 0x2F: result.append(escape)
      case 0x62: result.append(0x08)
      case 0x66: result.append(0x0C)
      case 0x6E: result.append(0x0A)
      case 0x72: result.append(0x0D)
      case 0x74: result.append(0x09)
      case 0x75: UTF8Scan.append(try escapedScalar(), to: &result)
      default:
        at -= 1
        throw error("unknown escape")
      }
      copied = at
    }
    throw error("the string does not end")
  }

  private mutating func hex4() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek else { throw error("the escape does not end") }
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: throw error("not a hexadecimal digit")
      }
      at += 1
    }
    return value
  }

  private mutating func escapedScalar() throws(JSONError) -> UInt32 {
    let first = try hex4()
    guard first >= 0xD800, first < 0xE000 else { return first }
    guard first < 0xDC00, at + 1 < bytes.endIndex, bytes[at] == 0x5C, bytes[at + 1] == 0x75 else {
      loneSurrogates += 1
      return 0xFFFD
    }
    let mark = at
    at += 2
    let second = try hex4()
    guard second >= 0xDC00, second < 0xE000 else {
      at = mark
      loneSurrogates += 1
      return 0xFFFD
    }
    return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
  }
}
