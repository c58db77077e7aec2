internal import GRDB
internal import Normalize

/// Why the glossary on disk cannot be read or written: the file, what was tried, and what to do.
public struct StoreError: Error, CustomStringConvertible, Sendable {
  public enum Fault: Sendable {
    /// What the file holds, or that there is none: an input that failed.
    case input
    /// The file cannot be changed: an output that could not be written.
    case output
  }

  public let fault: Fault
  public let path: String
  public let reason: String

  public init(path: String, reason: String, fault: Fault = .input) {
    (self.fault, self.path, self.reason) = (fault, path, reason)
  }

  init(_ error: any Error, _ path: String) {
    self.path = path
    guard let failure = error as? DatabaseError else {
      fault = .input
      reason = error is DamagedRow ? "\(error)" : "a record is damaged (\(error)); \(Self.mend)"
      return
    }
    switch failure.extendedResultCode {
    case .SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS:
      (fault, reason) = (.input, "the file is damaged or cannot be read; \(Self.mend)")
      return
    default: break
    }
    (fault, reason) =
      switch failure.resultCode {
      case .SQLITE_NOTADB: (.input, "it is no glossary: not an SQLite file")
      case .SQLITE_CORRUPT: (.input, "the file is damaged; \(Self.mend)")
      case .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT:
        (.input, "its tables are not those of a glossary (\(failure.message ?? "")); \(Self.mend)")
      case .SQLITE_FULL: (.output, "the disk is full; what was committed before is kept")
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        (.output, "another process has been writing it for too long; try again")
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
        (.output, "it cannot be opened for writing")
      default: (.output, "\(failure.message ?? "SQLite says \(failure.resultCode.rawValue)")")
      }
  }

  static let mend = "restore it from a copy, or import an export of it into a new file"

  public var description: String { "\(path): \(reason)" }
}

/// A row that is not what was written.
struct DamagedRow: Error, CustomStringConvertible {
  let what: String
  init(_ what: String) { self.what = what }
  var description: String { "the file is damaged: \(what); \(StoreError.mend)" }
}
