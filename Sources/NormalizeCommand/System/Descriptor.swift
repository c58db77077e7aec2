internal import CSystem
internal import Glibc

/// An open file, closed when it goes.
struct Descriptor: ~Copyable {
  let number: Int32
  let path: String

  private init(number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  /// An open descriptor, closed with the value.
  init(owning number: Int32, _ path: String) {
    self.init(number: number, path: path)
  }

  /// A file in memory that holds `bytes` and has no name.
  static func inMemory(_ bytes: [UInt8]) throws(SystemError) -> Descriptor {
    let number = system_memory_file()
    guard number >= 0 else { throw SystemError("memfd_create", "memory") }
    let file = Descriptor(number: number, path: "memory")
    try file.write(bytes)
    return file
  }

  deinit { close(number) }

  enum Mode {
    case read
    /// Created where it does not exist, emptied where it does.
    case write
    /// Created where it does not exist, kept where it does.
    case update
    case directory

    /// What an error says was attempted.
    var call: String {
      switch self {
      case .read, .directory: "open"
      case .write, .update: "create"
      }
    }

    var flags: Int32 {
      switch self {
      case .read: O_RDONLY
      case .write: O_WRONLY | O_CREAT | O_TRUNC
      case .update: O_RDWR | O_CREAT
      case .directory: O_RDONLY | O_DIRECTORY
      }
    }
  }

  static func open(_ path: String, _ mode: Mode) throws(SystemError) -> Descriptor {
    while true {
      let number = unsafe Glibc.open(NativeName.cString(path), mode.flags | O_CLOEXEC, 0o666)
      if number >= 0 { return Descriptor(number: number, path: path) }
      if errno != EINTR { throw SystemError(mode.call, path) }
    }
  }

  /// A file below an open directory.
  func open(_ name: String, _ mode: Mode) throws(SystemError) -> Descriptor {
    while true {
      let opened = unsafe openat(number, NativeName.cString(name), mode.flags | O_CLOEXEC, 0o666)
      if opened >= 0 { return Descriptor(number: opened, path: path + "/" + name) }
      if errno != EINTR { throw SystemError(mode.call, path + "/" + name) }
    }
  }

  /// Bytes at the end of `bytes`: at most `count`, none at the end of the file.
  func read(_ count: Int, into bytes: inout [UInt8]) throws(SystemError) -> Int {
    let begun = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    var got = 0
    repeat {
      got = unsafe bytes.withUnsafeMutableBytes { buffer in
        // The range was appended above and is within the buffer.
        unsafe Glibc.read(number, buffer.baseAddress.map { unsafe $0 + begun }, count)
      }
    } while got < 0 && errno == EINTR
    let code = errno
    bytes.removeLast(count - max(0, got))
    if got < 0 { throw SystemError("read", path, code: code) }
    return got
  }

  /// Bytes `offset..<offset + count`, fewer at the end of the file; the place of the next read or
  /// write stays. Any thread may call it.
  func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        // In bounds: at most the room that is left is read.
        let got = unsafe pread(
          number, buffer.baseAddress.map { unsafe $0 + done }, count - done, offset + done)
        if got > 0 {
          done += got
        } else if got == 0 {
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    if failure != 0 { throw SystemError("pread", path, code: failure) }
    return bytes
  }

  /// All bytes from here on. `expected` saves a copy where the size is known.
  func readAll(expecting expected: Int = 0) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    var bytes = unsafe [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
      while count < buffer.count {
        // In bounds: at most the room that is left is read.
        let got = unsafe Glibc.read(
          number, buffer.baseAddress.map { unsafe $0 + count }, buffer.count - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    if failure != 0 { throw SystemError("read", path, code: failure) }
    if bytes.count <= expected { return bytes }
    while try read(max(1 << 16, bytes.count), into: &bytes) > 0 {}
    return bytes
  }

  /// Writes all bytes.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    try Self.write(bytes, to: number, path)
  }

  static func write(_ bytes: [UInt8], to number: Int32, _ path: String) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let wrote = unsafe bytes.withUnsafeBytes { buffer in
        // In bounds: `done` is below the count.
        unsafe Glibc.write(
          number, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
      }
      if wrote >= 0 {
        done += wrote
      } else if errno != EINTR {
        throw SystemError("write", path)
      }
    }
  }

  var size: Int {
    get throws(SystemError) {
      var status = stat()
      guard unsafe fstat(number, &status) == 0 else { throw SystemError("fstat", path) }
      return Int(status.st_size)
    }
  }

  func truncate(to size: Int) throws(SystemError) {
    guard ftruncate(number, size) == 0 else { throw SystemError("ftruncate", path) }
    guard lseek(number, size, SEEK_SET) >= 0 else { throw SystemError("lseek", path) }
  }

  func seek(to offset: Int) throws(SystemError) {
    guard lseek(number, offset, SEEK_SET) >= 0 else { throw SystemError("lseek", path) }
  }

  /// Takes the lock of the file for this process; false where another holds it.
  func lock() throws(SystemError) -> Bool {
    if flock(number, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw SystemError("flock", path)
  }
}
