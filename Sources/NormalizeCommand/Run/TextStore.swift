internal import Glibc

/// The folder `text/xx/ID.txt` while it is written: one call each to open, write and close a file;
/// the folder is published whole.
struct TextStore: ~Copyable, Sendable {
  private let folder: Int32
  private let path: String

  init(_ path: String) throws(SystemError) {
    try FileSystem.makeDirectory(path)
    let number = unsafe open(NativeName.cString(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError("open", path) }
    folder = number
    self.path = path
  }

  deinit { close(folder) }

  func write(_ id: UInt64, _ text: [UInt8]) throws(SystemError) {
    var name = Self.name(id)
    var number = openat(folder, &name)
    if number < 0, errno == ENOENT {
      // The folder `xx` is made with its first file; another thread may be quicker.
      name[2] = 0
      if unsafe mkdirat(folder, name, 0o777) != 0, errno != EEXIST { throw error("mkdir", name) }
      name[2] = 0x2F
      number = openat(folder, &name)
    }
    guard number >= 0 else { throw error("open", name) }
    defer { close(number) }
    try Descriptor.write(text, to: number, path)
  }

  /// Where the text of a document lies, below the folder.
  static func place(_ id: UInt64) -> String {
    let hexadecimal = Digest.hexadecimal(id)
    return "\(hexadecimal.prefix(2))/\(hexadecimal).txt"
  }

  /// Moves from one folder to another what no run writes there: its first path and how many there
  /// are, nil where there is nothing.
  static func moveForeign(
    from old: String, to new: String
  ) throws(SystemError) -> (first: String, count: Int)? {
    var moved: [String] = []
    for (name, kind) in try FileSystem.names(in: old) {
      guard kind == .directory, isFolder(name) else {
        moved.append(name)
        continue
      }
      for file in try FileSystem.names(in: "\(old)/\(name)")
      where file.kind != .file || !isText(file.name, in: name) {
        moved.append("\(name)/\(file.name)")
      }
    }
    for name in moved {
      if let slash = name.firstIndex(of: "/") {
        try FileSystem.makeDirectory("\(new)/\(name[..<slash])")
      }
      try FileSystem.rename("\(old)/\(name)", "\(new)/\(name)")
    }
    return moved.first.map { ($0, moved.count) }
  }

  private static func isFolder(_ name: String) -> Bool {
    name.utf8.count == 2 && name.utf8.allSatisfy(isDigit)
  }

  private static func isText(_ name: String, in folder: String) -> Bool {
    name.utf8.count == 20 && name.hasPrefix(folder) && name.hasSuffix(".txt")
      && name.utf8.prefix(16).allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66
  }

  private func error(_ call: String, _ name: [CChar]) -> SystemError {
    let code = errno
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let text = String(decoding: bytes, as: UTF8.self)
    // What cannot be opened for writing is output that cannot be written.
    return SystemError("write", "\(path)/\(text)", code: code)
  }

  private func openat(_ folder: Int32, _ name: inout [CChar]) -> Int32 {
    while true {
      let number = unsafe Glibc.openat(
        folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      if number >= 0 || errno != EINTR { return number }
    }
  }

  /// `xx/ID.txt` with a zero behind it.
  private static func name(_ id: UInt64) -> [CChar] {
    var name: [CChar] = []
    name.reserveCapacity(24)
    func put(_ shift: UInt64) {
      let nibble = CChar(truncatingIfNeeded: id >> shift & 15)
      name.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
    }
    put(60)
    put(56)
    name.append(0x2F)
    for shift in stride(from: UInt64(60), through: 4, by: -4) { put(shift) }
    put(0)
    for byte in ".txt\0".utf8 { name.append(CChar(byte)) }
    return name
  }
}
