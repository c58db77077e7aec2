internal import CICU

/// A failed ICU call: the UErrorCode, its name and the call.
///
/// Match with `~=` on the code: `catch ICUError.fileAccess`.
public struct ICUError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The UErrorCode.
  public let code: Int32
  /// The function of the shim.
  public let call: String

  /// U_FILE_ACCESS_ERROR: the data (a converter, a transliterator) does not exist.
  public static let fileAccess = ICUError(code: 4, call: "")

  public static func ~= (pattern: ICUError, value: any Error) -> Bool {
    (value as? ICUError)?.code == pattern.code
  }

  public var description: String {
    let name = unsafe String(cString: cicu_error_name(code))
    return "ICU: \(call): \(name) (\(code))"
  }
}

/// The services of ICU that the pipeline uses. Pointers stay inside this file's closures.
enum ICU {
  /// ICU's version, for example "72.1".
  static var version: String {
    var text = [CChar](repeating: 0, count: 24)
    unsafe text.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { unsafe cicu_version(base, buffer.count) }
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// One call of the shim's grow-and-retry kind: `body` fills a buffer and says what it needs.
  private static func grow<Element>(
    _ call: String, from capacity: Int, filler: Element,
    _ body: (UnsafeMutablePointer<Element>, Int, inout Int) -> Int32
  ) throws(ICUError) -> [Element] {
    var room = max(16, capacity)
    while true {
      var needed = 0
      var status: Int32 = 0
      var buffer = [Element](repeating: filler, count: room)
      // In bounds: the shim writes at most `room` elements.
      unsafe buffer.withUnsafeMutableBufferPointer { target in
        if let base = target.baseAddress { status = unsafe body(base, target.count, &needed) }
      }
      if status < 0 { throw ICUError(code: -status, call: call) }
      if status == 0 {
        buffer.removeLast(room - min(room, needed))
        return buffer
      }
      room = max(needed, 2 * room)
    }
  }

  /// One stretch of a normalization: source and target lengths in bytes, and whether it changed.
  struct NormalizationEdit: Equatable {
    var sourceLength: Int
    var targetLength: Int
    var isChanged: Bool
  }

  /// NFC of valid UTF-8 and the edits that lead to it (UAX #15). Complexity: O(n).
  static func nfc(_ source: ArraySlice<UInt8>) throws(ICUError) -> (
    text: [UInt8], edits: [NormalizationEdit]
  ) {
    var raw = [UInt32](repeating: 0, count: 3 * (source.count + 4))
    var editCount = 0
    let text = try unsafe grow("cicu_nfc", from: 3 * source.count + 16, filler: UInt8(0)) {
      target, capacity, needed in
      unsafe source.withUnsafeBufferPointer { bytes in
        unsafe raw.withUnsafeMutableBufferPointer { edits in
          guard let from = bytes.baseAddress, let into = edits.baseAddress else {
            needed = 0
            return 0
          }
          // An edit covers a source byte or inserts; there are fewer than count + 4 of them.
          return unsafe cicu_nfc(
            from, bytes.count, target, capacity, &needed, into, edits.count / 3, &editCount)
        }
      }
    }
    let edits = (0..<min(editCount, raw.count / 3)).map {
      NormalizationEdit(
        sourceLength: Int(raw[3 * $0]), targetLength: Int(raw[3 * $0 + 1]),
        isChanged: raw[3 * $0 + 2] != 0)
    }
    return (text, edits)
  }

  /// Confidence (0...100) of ICU's detector for a charset name. Complexity: O(n).
  static func detect(_ source: ArraySlice<UInt8>, as name: String) throws(ICUError) -> Int {
    var confidence: Int32 = 0
    let status = unsafe source.withUnsafeBufferPointer { bytes -> Int32 in
      guard let from = bytes.baseAddress else { return 0 }
      return unsafe cicu_detect(from, bytes.count, name, &confidence)
    }
    if status < 0 { throw ICUError(code: -status, call: "cicu_detect") }
    return Int(confidence)
  }

  /// Transliteration, for table generation and checks only: 0.2-6 MB/s.
  static func transliterate(_ source: [UInt8], by identifier: String) throws(ICUError) -> [UInt8] {
    try unsafe grow("cicu_transliterate", from: 4 * source.count + 64, filler: UInt8(0)) {
      target, capacity, needed in
      unsafe source.withUnsafeBufferPointer { bytes in
        guard let from = bytes.baseAddress else {
          needed = 0
          return 0
        }
        return unsafe cicu_transliterate(identifier, from, bytes.count, target, capacity, &needed)
      }
    }
  }

  /// A converter between an encoding and UTF-8. Not Sendable: ICU converters keep state.
  @safe struct Converter: ~Copyable {
    private let handle: OpaquePointer

    /// Throws `ICUError` U_FILE_ACCESS_ERROR where ICU has no such encoding.
    init(_ name: String) throws(ICUError) {
      var code: Int32 = 0
      guard let handle = unsafe cicu_converter_open(name, &code) else {
        throw ICUError(code: code == 0 ? 7 : code, call: "cicu_converter_open")
      }
      unsafe self.handle = handle
    }

    deinit { unsafe cicu_converter_close(handle) }

    /// UTF-8 of the bytes, and for each scalar its source length (bits 0-7) and whether the bytes
    /// were malformed (bit 8; the scalar is then U+FFFD). Complexity: O(n).
    func decode(_ source: ArraySlice<UInt8>) throws(ICUError) -> (text: [UInt8], lengths: [UInt16])
    {
      var lengths = [UInt16](repeating: 0, count: source.count + 8)
      var scalars = 0
      let text = try unsafe ICU.grow("cicu_decode", from: 3 * source.count + 16, filler: UInt8(0)) {
        target, capacity, needed in
        unsafe source.withUnsafeBufferPointer { bytes in
          unsafe lengths.withUnsafeMutableBufferPointer { into in
            guard let from = bytes.baseAddress, let room = into.baseAddress else {
              needed = 0
              return 0
            }
            return unsafe cicu_decode(
              handle, from, bytes.count, target, capacity, &needed, room, into.count, &scalars)
          }
        }
      }
      lengths.removeLast(lengths.count - min(scalars, lengths.count))
      return (text, lengths)
    }

    /// The bytes of valid UTF-8 in this encoding, or nil where a scalar has none.
    func encode(_ source: ArraySlice<UInt8>) throws(ICUError) -> [UInt8]? {
      do {
        return try unsafe ICU.grow("cicu_encode", from: 4 * source.count + 16, filler: UInt8(0)) {
          target, capacity, needed in
          unsafe source.withUnsafeBufferPointer { bytes in
            guard let from = bytes.baseAddress else {
              needed = 0
              return 0
            }
            return unsafe cicu_encode(handle, from, bytes.count, target, capacity, &needed)
          }
        }
      } catch {
        // U_INVALID_CHAR_FOUND, U_ILLEGAL_CHAR_FOUND: no mapping, which is an answer.
        if error.code == 10 || error.code == 12 { return nil }
        throw error
      }
    }
  }

  /// What a break iterator looks for (UAX #29, UAX #14).
  enum BreakKind: Int32 {
    case graphemeCluster = 0
    case word
    case line
    case sentence
  }

  /// A break iterator over UTF-8. Not Sendable: ICU iterators keep state.
  @safe struct Breaker: ~Copyable {
    private let handle: OpaquePointer

    init(_ kind: BreakKind, locale: String) throws(ICUError) {
      var code: Int32 = 0
      guard let handle = unsafe cicu_breaker_open(kind.rawValue, locale, &code) else {
        throw ICUError(code: code == 0 ? 7 : code, call: "cicu_breaker_open")
      }
      unsafe self.handle = handle
    }

    deinit { unsafe cicu_breaker_close(handle) }

    /// All boundaries as byte offsets, 0 and the end included. Complexity: O(n).
    func boundaries(_ source: ArraySlice<UInt8>) throws(ICUError) -> [UInt32] {
      try unsafe ICU.grow("cicu_breaker_boundaries", from: source.count + 2, filler: UInt32(0)) {
        target, capacity, needed in
        unsafe source.withUnsafeBufferPointer { bytes in
          guard let from = bytes.baseAddress else {
            needed = 0
            return 0
          }
          return unsafe cicu_breaker_boundaries(
            handle, from, bytes.count, target, capacity, &needed)
        }
      }
    }
  }
}
