internal import CPacking

/// The members of a zip archive, read by its central directory (APPNOTE 6.3).
///
/// Every number in an archive is a claim: a place outside the file, a member that overlaps another, a
/// size or checksum that is not what comes out are errors. Not read: encrypted members, archives in
/// parts, sizes of Zip64.
struct ZipArchive {
  /// A file of the archive.
  struct Member: Equatable, Sendable {
    /// As it is spelled, its bytes that are no UTF-8 as `NativeName` has them.
    var name: String
    /// Where its local header begins.
    var offset: Int
    var packed: Int
    var unpacked: Int
    var method: UInt16
    var checksum: UInt32
    var isEncrypted: Bool
  }

  /// Reads bytes of the archive: fewer than asked for at its end.
  typealias Source = (_ offset: Int, _ count: Int) throws(SystemError) -> [UInt8]

  let members: [Member]
  private let size: Int

  private static let endSize = 22
  private static let entrySize = 46
  private static let headerSize = 30
  private static let longestComment = 65_535

  /// Reads the directory. Throws `PackingError` where it is damaged, `SystemError` where the file
  /// cannot be read. Complexity: O(members).
  init(size: Int, _ source: Source) throws {
    self.size = size
    let tailSize = min(size, Self.endSize + Self.longestComment)
    let tail = try source(size - tailSize, tailSize)
    guard let end = Self.end(of: tail) else { throw PackingError.cut(.zip) }
    let count = Int(Self.number16(tail, end + 10))
    let length = Int(Self.number32(tail, end + 12))
    let start = Int(Self.number32(tail, end + 16))
    let place = size - tailSize + end
    guard count < 0xFFFF, start < 0xFFFF_FFFF, Self.number16(tail, end + 4) == 0 else {
      throw PackingError(
        code: "unsupportedArchive",
        reason: "it is a zip archive in parts or of Zip64, which is not read; unpack it")
    }
    guard start + length <= place else { throw PackingError.damaged(.zip, at: place) }
    members = try Self.members(in: try source(start, length), count, at: start)
    let claimed = members.reduce(0) { $0 + $1.packed }
    guard claimed <= size else {
      throw PackingError(
        code: "damagedArchive", reason: "the members of the zip archive lie in one another")
    }
  }

  /// Where the record begins that ends a directory.
  private static func end(of tail: [UInt8]) -> Int? {
    var at = tail.count - endSize
    while at >= 0 {
      if tail[at] == 0x50, tail[at + 1] == 0x4B, tail[at + 2] == 0x05, tail[at + 3] == 0x06,
        at + endSize + Int(number16(tail, at + 20)) == tail.count
      {
        return at
      }
      at -= 1
    }
    return nil
  }

  private static func members(
    in directory: [UInt8], _ count: Int, at start: Int
  ) throws(PackingError) -> [Member] {
    var result: [Member] = []
    var at = 0
    for _ in 0..<count {
      guard at + entrySize <= directory.count, number32(directory, at) == 0x0201_4B50 else {
        throw .damaged(.zip, at: start + at)
      }
      let nameEnd = at + entrySize + Int(number16(directory, at + 28))
      let next = nameEnd + Int(number16(directory, at + 30)) + Int(number16(directory, at + 32))
      guard next <= directory.count else { throw .damaged(.zip, at: start + at) }
      result.append(
        Member(
          name: NativeName.string(Array(directory[(at + entrySize)..<nameEnd])),
          offset: Int(number32(directory, at + 42)), packed: Int(number32(directory, at + 20)),
          unpacked: Int(number32(directory, at + 24)), method: number16(directory, at + 10),
          checksum: number32(directory, at + 16),
          isEncrypted: number16(directory, at + 8) & 1 == 1))
      at = next
    }
    return result
  }

  /// The bytes of a member. Throws `PackingError` and `SystemError`.
  static func read(_ member: Member, _ source: Source) throws -> [UInt8] {
    if member.isEncrypted {
      throw PackingError(
        code: "encrypted", reason: "it is encrypted in the zip archive; unpack it with its password"
      )
    }
    guard member.packed < 0xFFFF_FFFF, member.unpacked < 0xFFFF_FFFF else {
      throw PackingError(
        code: "unsupportedArchive", reason: "its sizes are those of Zip64, which is not read")
    }
    if member.unpacked > PackingLimit.document {
      throw PackingError.tooLarge(PackingLimit.document)
    }
    try PackingLimit.check(packed: member.packed, unpacked: member.unpacked)
    let header = try source(member.offset, headerSize)
    guard header.count == headerSize, number32(header, 0) == 0x0403_4B50 else {
      throw PackingError.damaged(.zip, at: member.offset)
    }
    let start =
      member.offset + headerSize + Int(number16(header, 26)) + Int(number16(header, 28))
    let packed = try source(start, member.packed)
    guard packed.count == member.packed else { throw PackingError.cut(.zip) }
    let bytes: [UInt8]
    switch member.method {
    case 0: bytes = packed
    case 8: bytes = try Unpacker.unpack(packed, .deflate, limit: member.unpacked)
    case 93: bytes = try Unpacker.unpack(packed, .zstandard, limit: member.unpacked)
    default:
      throw PackingError(
        code: "unsupportedArchive",
        reason: "it is packed by method \(member.method) of zip, which is not read; unpack it")
    }
    guard bytes.count == member.unpacked, checksum(bytes) == member.checksum else {
      throw PackingError(
        code: "damagedArchive", reason: "it is damaged: its checksum in the zip archive is another")
    }
    return bytes
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe cpacking_crc32(0, buffer.baseAddress, buffer.count)
    }
  }

  /// Little-endian numbers; the caller has seen that they are there.
  private static func number16(_ bytes: [UInt8], _ at: Int) -> UInt16 {
    UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
  }

  private static func number32(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    UInt32(number16(bytes, at)) | UInt32(number16(bytes, at + 2)) << 16
  }
}
