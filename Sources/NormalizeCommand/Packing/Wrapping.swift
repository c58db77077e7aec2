/// What bytes are wrapped in, as their first four say.
enum Wrapping: String, Sendable {
  case gzip = "gzip"
  case zstandard = "Zstandard"
  case zip = "zip"

  /// How many bytes decide.
  static let headSize = 4

  /// How it is unpacked; nil for an archive, which holds files.
  var kind: Unpacker.Kind? {
    switch self {
    case .gzip: .gzip
    case .zstandard: .zstandard
    case .zip: nil
    }
  }

  /// Bytes as they are, or what they unpack to where they are packed. Throws `PackingError`.
  static func unpacked(_ bytes: [UInt8]) throws(PackingError) -> [UInt8] {
    guard let wrapping = Wrapping(head: bytes) else { return bytes }
    guard let kind = wrapping.kind else { throw .nested }
    return try Unpacker.unpack(bytes, kind)
  }

  /// Nil for bytes that are not wrapped.
  init?(head: some RandomAccessCollection<UInt8>) {
    let head = Array(head.prefix(Self.headSize))
    switch head {
    case _ where head.starts(with: [0x1F, 0x8B, 0x08]): self = .gzip
    case [0x28, 0xB5, 0x2F, 0xFD]: self = .zstandard
    // A member, or the end of an archive without any.
    case [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]: self = .zip
    default: return nil
    }
  }
}

/// Why packed bytes give nothing.
struct PackingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// For `failures.jsonl`.
  let code: String
  let reason: String

  var description: String { reason }

  static func damaged(_ wrapping: Wrapping, at offset: Int) -> PackingError {
    PackingError(
      code: "damagedArchive",
      reason: "the \(wrapping.rawValue) data are damaged near byte \(offset)")
  }

  static func cut(_ wrapping: Wrapping) -> PackingError {
    PackingError(
      code: "damagedArchive",
      reason: "the \(wrapping.rawValue) data end in the middle; fetch the file again")
  }

  static let nested = PackingError(
    code: "unsupportedArchive",
    reason: "it is a zip archive in another one, which is not read; unpack it")
  static let badName = PackingError(
    code: "badName", reason: "its name in the zip archive leads out of the archive")
  static let twice = PackingError(
    code: "badName", reason: "the zip archive has another file of this name, which is taken")

  static func unreadable(_ reason: String) -> PackingError {
    PackingError(code: "EIO", reason: reason)
  }

  static let noMemory = PackingError(code: "ENOMEM", reason: "no memory to unpack it")

  static func tooLarge(_ limit: Int) -> PackingError {
    PackingError(
      code: "tooLarge",
      reason: "it unpacks to more than \(limit >> 20) MB; unpack it and divide it")
  }

  static func bomb(_ ratio: Int) -> PackingError {
    PackingError(
      code: "tooLarge",
      reason: "it unpacks to more than \(ratio) times its size, as no filing does")
  }
}

/// How much may come out of an archive.
enum PackingLimit {
  /// Bytes of one document.
  static let document = 1 << 30
  /// How many times its size a file may unpack to, once it has given this many bytes.
  static let ratio = 200
  static let free = 16 << 20

  static func check(packed: Int, unpacked: Int) throws(PackingError) {
    if unpacked > free, unpacked / ratio > packed { throw .bomb(ratio) }
  }
}
