internal import Normalize

/// Finds the inputs: files named on the command line, and the files of folders by extension.
///
/// Hidden files and the output folder are passed over, links to folders are not followed (so a loop
/// of links ends), links to files are.
struct InputScanner {
  /// A larger file of records is cut into parts of this size.
  private static let partSize = 1 << 20

  /// Device and inode of the output folder.
  private let output: FileSystem.Status?
  private let encoding: TextEncoding?
  private var table: InputTable

  private init(output: FileSystem.Status?, encoding: TextEncoding?) {
    self.output = output
    self.encoding = encoding
    table = InputTable(encoding: encoding)
  }

  static func scan(
    _ inputs: [String], output: FileSystem.Status?, encoding: TextEncoding? = nil
  ) -> InputTable {
    var scanner = InputScanner(output: output, encoding: encoding)
    for input in inputs { scanner.named(input) }
    scanner.table.sort()
    return scanner.table
  }

  private mutating func named(_ path: String) {
    do {
      let status = try FileSystem.status(path)
      switch status.kind {
      case .directory:
        var trimmed = path
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        folder(trimmed, status)
      default: add(path, status)
      }
    } catch {
      fail(error)
    }
  }

  private mutating func fail(_ error: SystemError) {
    table.failures.append(InputFailure(error))
  }

  private mutating func folder(_ path: String, _ status: FileSystem.Status) {
    if let output, status.device == output.device, status.inode == output.inode { return }
    do {
      for (name, kind) in try FileSystem.names(in: path) where name.utf8.first != 0x2E {
        let child = path.hasSuffix("/") ? path + name : path + "/" + name
        switch kind {
        case .directory:
          do { folder(child, try FileSystem.status(child)) } catch { fail(error) }
        case .file, .link:
          guard FilingName.isFiling(name) else {
            table.skipped += 1
            continue
          }
          do {
            let status = try FileSystem.status(child)
            if status.kind == .file { add(child, status) } else { table.skipped += 1 }
          } catch {
            fail(error)
          }
        case .other: table.skipped += 1
        }
      }
    } catch {
      fail(error)
    }
  }

  /// Adds a file, or the filings of an archive: content says which it is, whatever its name.
  private mutating func add(_ path: String, _ status: FileSystem.Status) {
    if status.kind == .file, let wrapping = wrapping(of: path) {
      if wrapping == .zip { return archive(path) }
      return table.append(path, size: status.size)
    }
    guard status.size > 4 * Self.partSize else { return table.append(path, size: status.size) }
    do {
      let reader = try LineReader(path, pieceSize: Self.partSize)
      guard let file = try reader.recordFile(override: encoding), !file.encoding.isWide else {
        return table.append(path, size: status.size)
      }
      var offset = 0
      while let part = try reader.next() {
        table.append(
          path, size: part.bytes.count, offset: offset, firstLine: part.line, of: file)
        offset += part.bytes.count
      }
    } catch {
      table.failures.append(InputFailure(error))
    }
  }

  /// Nil also for what cannot be read, which is said where it is read.
  private func wrapping(of path: String) -> Wrapping? {
    let head = try? FileSystem.read(path, from: 0, count: Wrapping.headSize)
    return head.flatMap { Wrapping(head: $0) }
  }

  private mutating func archive(_ path: String) {
    do {
      let listing = try ArchiveFile.file(path).listing()
      for member in listing.filings { table.append(path, member) }
      table.skipped += listing.skipped
      for (name, error) in listing.refused {
        let shown = NativeName.shown(path + "/" + name)
        table.failures.append(InputFailure(.packing(error, path: shown)))
      }
    } catch {
      table.failures.append(InputFailure(InputError(error, path: path)))
    }
  }
}
