internal import Glibc

/// UTF-8 to another encoding by the C library's iconv: a second opinion beside ICU.
///
/// Code points that the encoding lacks are left out. Not Sendable: iconv descriptors keep state.
@safe public struct Transcoder: ~Copyable {
  private let handle: iconv_t

  /// Nil where the C library has no such encoding.
  public init?(to encoding: String, from source: String = "UTF-8") {
    let opened = unsafe iconv_open(encoding + "//IGNORE", source)
    guard Int(bitPattern: opened) != -1, let opened = unsafe opened else { return nil }
    unsafe handle = opened
  }

  deinit { _ = unsafe iconv_close(handle) }

  /// The text in an encoding; nil where the C library has no such encoding.
  public static func encode(_ text: [UInt8], to encoding: String) -> [UInt8]? {
    guard let transcoder = Transcoder(to: encoding) else { return nil }
    return transcoder.encode(text)
  }

  /// The bytes in the encoding; malformed UTF-8 and what the encoding lacks are left out.
  public func encode(_ text: [UInt8]) -> [UInt8] {
    var source = text.map { CChar(bitPattern: $0) }
    var target = [CChar](repeating: 0, count: 4 * text.count + 16)
    let room = target.count
    var left = room
    var rest = source.count
    _ = unsafe iconv(handle, nil, nil, nil, nil)
    unsafe source.withUnsafeMutableBufferPointer { from in
      unsafe target.withUnsafeMutableBufferPointer { into in
        var read = from.baseAddress
        var write = into.baseAddress
        _ = unsafe iconv(handle, &read, &rest, &write, &left)
      }
    }
    return target.prefix(room - left).map { UInt8(bitPattern: $0) }
  }
}
