internal import GRDB

/// Why the glossary on disk cannot be read or written: the file, what was tried, and what to do.
public struct StoreError: Error, CustomStringConvertible, Sendable {
  /// The result code of SQLite, 0 where it was not SQLite that failed.
  public let code: Int32
  public let path: String
  public let reason: String

  public init(path: String, reason: String) { (code, self.path, self.reason) = (0, path, reason) }

  init(_ error: any Error, _ path: String) {
    self.path = path
    guard let failure = error as? DatabaseError else {
      code = 0
      reason = "\(error)"
      return
    }
    code = failure.resultCode.rawValue
    reason =
      switch failure.resultCode {
      case .SQLITE_NOTADB: "it is no glossary: not an SQLite file"
      case .SQLITE_CORRUPT: "the file is damaged; restore it from a copy or import an export of it"
      case .SQLITE_FULL: "the disk is full; what was committed before is kept"
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        "another process has been writing it for too long; try again"
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: "it cannot be opened for writing"
      default: "\(failure.message ?? "SQLite says \(failure.resultCode.rawValue)")"
      }
  }

  public var description: String { "\(path): \(reason)" }
}
