internal import Foundation

/// Which input a process is at, as eight bytes in a file that outlive the process.
struct ProgressFile: ~Copyable {
  private let descriptor: Int32

  init(writing path: String) throws {
    descriptor = unsafe open(path, O_CREAT | O_RDWR | O_TRUNC, 0o600)
    if descriptor < 0 { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { close(descriptor) }

  func set(_ number: Int) {
    var value = Int64(number).littleEndian
    _ = unsafe pwrite(descriptor, &value, 8, 0)
  }

  /// Nil until the process has begun.
  static func read(_ path: String) -> Int? {
    guard let data = FileManager.default.contents(atPath: path), data.count == 8 else { return nil }
    return data.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

/// Lines of a pipe, read by a thread of its own so that the writer never waits.
final class LineReader: @unchecked Sendable {
  // Sendable: `buffer` and `isAtEnd` are touched under the lock alone.
  private let lock = NSCondition()
  private var buffer: [UInt8] = []
  private var isAtEnd = false

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      while true {
        let data = handle.availableData
        lock.withLock {
          if data.isEmpty { isAtEnd = true } else { buffer.append(contentsOf: data) }
          lock.broadcast()
        }
        if data.isEmpty { return }
      }
    }
  }

  /// Whole lines that have come so far.
  func lines() -> [String] {
    lock.withLock {
      guard let end = buffer.lastIndex(of: 0x0A) else { return [] }
      let part = buffer[..<end]
      buffer.removeFirst(end + 1)
      return Self.split(part)
    }
  }

  /// All that is left, when the writer has ended.
  func rest() -> [String] {
    lock.withLock {
      while !isAtEnd { lock.wait() }
      defer { buffer = [] }
      return Self.split(buffer[...])
    }
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }
}
