internal import Glibc

/// The few calls on paths that the command needs.
enum FileSystem {
  enum Kind { case file, directory, link, other }

  struct Status {
    var kind: Kind
    var size: Int
    /// Device and inode: the same for two paths of one file.
    var device: UInt64
    var inode: UInt64
    /// When the content changed last, in nanoseconds.
    var changed: Int
  }

  static func status(_ path: String, follow: Bool = true) throws(SystemError) -> Status {
    var found = stat()
    guard
      unsafe fstatat(
        AT_FDCWD, NativeName.cString(path), &found, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0
    else {
      throw SystemError("stat", path)
    }
    let kind: Kind =
      switch found.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    return Status(
      kind: kind, size: Int(found.st_size), device: UInt64(found.st_dev),
      inode: UInt64(found.st_ino),
      changed: found.st_mtim.tv_sec * 1_000_000_000 + found.st_mtim.tv_nsec)
  }

  static func exists(_ path: String) -> Bool { unsafe access(NativeName.cString(path), F_OK) == 0 }

  /// The absolute path without links; nil where nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let found = unsafe realpath(NativeName.cString(path), nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe NativeName.string(at: found)
  }

  /// The whole file. `size` saves a copy where it is known.
  static func read(_ path: String, expecting size: Int = 0) throws(SystemError) -> [UInt8] {
    try Descriptor.open(path, .read).readAll(expecting: size)
  }

  /// Bytes `offset..<offset + count` of a file, fewer at its end.
  static func read(_ path: String, from offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    let file = try Descriptor.open(path, .read)
    try file.seek(to: offset)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count, try file.read(count - bytes.count, into: &bytes) > 0 {}
    return bytes
  }

  /// Writes a file that is there whole or not at all.
  static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let temporary = path + ".tmp"
    let file = try Descriptor.open(temporary, .write)
    try file.write(bytes)
    try rename(temporary, path)
  }

  static func rename(_ old: String, _ new: String) throws(SystemError) {
    guard unsafe Glibc.rename(NativeName.cString(old), NativeName.cString(new)) == 0 else {
      throw SystemError("rename", new)
    }
  }

  /// Makes a directory and those above it.
  static func makeDirectory(_ path: String) throws(SystemError) {
    let name = NativeName.cString(path)
    if unsafe mkdir(name, 0o777) == 0 || errno == EEXIST { return try requireDirectory(path) }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw SystemError("mkdir", path)
    }
    try makeDirectory(String(path[..<slash]))
    if unsafe mkdir(name, 0o777) != 0, errno != EEXIST { throw SystemError("mkdir", path) }
  }

  private static func requireDirectory(_ path: String) throws(SystemError) {
    if try status(path).kind != .directory { throw SystemError("mkdir", path, code: ENOTDIR) }
  }

  static func removeFile(_ path: String) throws(SystemError) {
    if unsafe unlink(NativeName.cString(path)) != 0, errno != ENOENT {
      throw SystemError("unlink", path)
    }
  }

  /// Removes a directory and all in it; links are removed, not followed.
  static func removeTree(_ path: String) throws(SystemError) {
    guard exists(path) else { return }
    for name in try names(in: path) {
      let child = path + "/" + name.name
      if name.kind == .directory { try removeTree(child) } else { try removeFile(child) }
    }
    if unsafe rmdir(NativeName.cString(path)) != 0, errno != ENOENT {
      throw SystemError("rmdir", path)
    }
  }

  /// Names in a directory, sorted by bytes, without `.` and `..`; what each is itself, links not
  /// followed.
  static func names(in path: String) throws(SystemError) -> [(name: String, kind: Kind)] {
    guard let directory = unsafe opendir(NativeName.cString(path)) else {
      throw SystemError("opendir", path)
    }
    defer { unsafe closedir(directory) }
    var result: [(name: String, kind: Kind)] = []
    errno = 0
    // The entry is the directory's and is read before the next call.
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe NativeName.string(at: $0)
        }
      }
      if name == "." || name == ".." { continue }
      var kind: Kind? =
        switch unsafe Int32(entry.pointee.d_type) {
        case Int32(DT_REG): .file
        case Int32(DT_DIR): .directory
        case Int32(DT_LNK): .link
        case Int32(DT_UNKNOWN): nil
        default: .other
        }
      if kind == nil { kind = try status(path + "/" + name, follow: false).kind }
      result.append((name, kind ?? .other))
      errno = 0
    }
    if errno != 0 { throw SystemError("readdir", path) }
    return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
