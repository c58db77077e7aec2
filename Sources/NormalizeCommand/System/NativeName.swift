internal import Glibc

/// Names of files as strings: on Linux they are bytes, and need not be UTF-8.
///
/// A byte that is no part of UTF-8 is held as a code point of a private-use plane, as is each byte of
/// such a code point itself. So every name is a string, and no two are the same (after PEP 383).
enum NativeName {
  /// Stands for the byte 0; only those from 0x80 on occur.
  private static let base: UInt32 = 0x10FE00
  private static let escapes: ClosedRange<UInt32> = base + 0x80...base + 0xFF

  /// The string of a name's bytes. Complexity: O(n).
  static func string(_ bytes: [UInt8]) -> String {
    if let plain = String(validating: bytes, as: UTF8.self), !hasEscapes(plain) { return plain }
    var name = String.UnicodeScalarView()
    var at = 0
    while at < bytes.count {
      let scalar = (1...min(4, bytes.count - at)).lazy
        .compactMap {
          String(validating: bytes[at..<(at + $0)], as: UTF8.self)?.unicodeScalars.first
        }
        .first
      if let scalar, !escapes.contains(scalar.value) {
        name.append(scalar)
        at += UTF8.width(scalar)
      } else {
        name.append(Unicode.Scalar(base + UInt32(bytes[at])) ?? "\u{FFFD}")
        at += 1
      }
    }
    return String(name)
  }

  /// The name's bytes and a zero: what the system is called with.
  static func cString(_ name: String) -> [CChar] {
    guard hasEscapes(name) else { return Array(name.utf8CString) }
    var result: [CChar] = []
    for scalar in name.unicodeScalars {
      if escapes.contains(scalar.value) {
        result.append(CChar(truncatingIfNeeded: scalar.value))
      } else {
        result += UTF8.encode(scalar).map { $0.map { CChar(truncatingIfNeeded: $0) } } ?? []
      }
    }
    return result + [0]
  }

  /// The name for people and for JSON: `\xB8` for a byte that is no part of UTF-8.
  static func shown(_ name: String) -> String {
    guard hasEscapes(name) else { return name }
    var result = ""
    for scalar in name.unicodeScalars {
      if escapes.contains(scalar.value) {
        result += "\\x" + String(scalar.value & 0xFF, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The arguments of the process, the program's name left out.
  static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { number in
      // In bounds: there are `argc` of them.
      guard let text = unsafe CommandLine.unsafeArgv[number] else { return nil }
      return unsafe string(at: text)
    }
  }

  /// The name that ends with a zero.
  @unsafe static func string(at start: UnsafePointer<CChar>) -> String {
    // The zero ends the bytes.
    unsafe string(
      UnsafeBufferPointer(start: start, count: strlen(start)).map(UInt8.init(bitPattern:)))
  }

  private static func hasEscapes(_ name: String) -> Bool {
    // Most names have no byte of a plane beyond the first two.
    name.utf8.contains(0xF4) && name.unicodeScalars.contains { escapes.contains($0.value) }
  }
}
