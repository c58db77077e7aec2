/// The filings of a zip archive, one after the other.
///
/// A file is read where its members lie; standard input, which has no places, as a whole before.
final class ArchiveReader {
  struct Member {
    var path: String
    var content: Result<[UInt8], PackingError>
  }

  private let path: String
  private let archive: ArchiveFile
  private var waiting: ArraySlice<ZipArchive.Member>

  /// Throws `PackingError` for a damaged archive, `SystemError` where it cannot be read.
  init(_ path: String, _ reader: LineReader) throws {
    self.path = path
    archive = path == "-" ? .bytes(try reader.bytes()) : .file(path)
    let found = try archive.listing()
    waiting = found.filings[...]
  }

  /// The next filing; nil at the end.
  func next() -> Member? {
    guard let member = waiting.popFirst() else { return nil }
    let name = path + "/" + member.name
    do {
      return Member(path: name, content: .success(try archive.bytes(of: member)))
    } catch let error as PackingError {
      return Member(path: name, content: .failure(error))
    } catch {
      return Member(path: name, content: .failure(.unreadable("\(error)")))
    }
  }
}

/// Where the bytes of an archive are.
enum ArchiveFile: Sendable {
  case file(String)
  case bytes([UInt8])

  /// What an archive holds: filings in the order of its directory, files that are none, and those
  /// that cannot be taken, with why.
  struct Listing {
    var filings: [ZipArchive.Member] = []
    var skipped = 0
    var refused: [(name: String, error: PackingError)] = []
  }

  /// Throws `PackingError` for a damaged archive, `SystemError` where it cannot be read.
  func listing() throws -> Listing {
    let size: Int
    switch self {
    case .file(let path): size = try FileSystem.status(path).size
    case .bytes(let bytes): size = bytes.count
    }
    let archive = try ZipArchive(size: size, read)
    var listing = Listing()
    var names: Set<String> = []
    for member in archive.members where !member.name.hasSuffix("/") {
      let parts = member.name.split(separator: "/", omittingEmptySubsequences: false)
      // As in folders; `__MACOSX` holds what one system notes of files.
      if parts.contains(where: { $0.hasPrefix(".") && $0 != "." && $0 != ".." || $0 == "__MACOSX" })
      {
        continue
      }
      guard FilingName.isFiling(member.name), !member.name.lowercased().hasSuffix(".zip") else {
        listing.skipped += 1
        continue
      }
      if parts.contains("..") || parts.contains("") || member.name.contains("\0") {
        listing.refused.append((member.name, .badName))
      } else if !names.insert(member.name).inserted {
        listing.refused.append((member.name, .twice))
      } else {
        listing.filings.append(member)
      }
    }
    return listing
  }

  /// The unpacked bytes of a member, which may itself be packed once more. Throws `PackingError` and
  /// `SystemError`.
  func bytes(of member: ZipArchive.Member) throws -> [UInt8] {
    try Wrapping.unpacked(try ZipArchive.read(member, read))
  }

  private func read(_ offset: Int, _ count: Int) throws(SystemError) -> [UInt8] {
    switch self {
    case .file(let path): return try FileSystem.read(path, from: offset, count: count)
    case .bytes(let bytes):
      guard offset >= 0, offset < bytes.count else { return [] }
      return Array(bytes[offset..<min(bytes.count, offset + max(0, count))])
    }
  }
}

/// Which files of folders and archives are filings, by their names: their content says what they are.
enum FilingName {
  private static let extensions = [
    ".txt", ".htm", ".html", ".pdf", ".jsonl", ".gz", ".zst", ".zip",
  ]

  static func isFiling(_ name: String) -> Bool {
    let name = name.lowercased()
    return extensions.contains(where: name.hasSuffix)
  }
}
