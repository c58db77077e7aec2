internal import Crypto
internal import GRDB
public import Normalize
internal import Synchronization

/// The glossary on disk: its records, the entries that they fold to, and an index to search them.
///
/// Records (filings, observations, decisions) are the truth, as `GlossaryLedger` has them in memory;
/// entries and the index are made from them by `settle()` and can be made again. Every write is one
/// transaction: a process that is killed leaves what was committed. Several processes may read and
/// write one file; they wait for each other for up to half a minute.
///
/// Sendable notes: `DatabaseQueue` serializes all access; the copy is behind a lock.
public final class GlossaryStore: Sendable {
  public let path: String
  public let resources: Resources
  let keys: SearchKeys
  let queue: DatabaseQueue
  /// The file cannot be written.
  public let isReadOnly: Bool
  /// The copy in memory that entries are made in where the file is only read.
  private let made = Mutex<DatabaseQueue?>(nil)

  public enum Mode: Sendable {
    case create
    /// The file must be there and will be changed.
    case open
    /// The file must be there; nothing that people said is added.
    case read
  }

  /// Opens a store, makes it where it does not exist, and brings an older one up to date.
  ///
  /// With `read`, a file that cannot be written, or that lies where nothing can be, is read as it is:
  /// what must be made to read it is made in memory.
  ///
  /// Throws `StoreError`.
  public init(_ path: String, _ mode: Mode, _ resources: Resources) throws(StoreError) {
    self.path = path
    self.resources = resources
    keys = SearchKeys(resources)
    isReadOnly = mode == .read && Self.isThere(path) && !Self.isWritable(path)
    do {
      if mode != .create, !Self.isThere(path) {
        throw StoreError(path: path, reason: "there is no such glossary; `normalize run` makes one")
      }
      queue = isReadOnly ? try Self.readOnly(path) : try Self.opened(path)
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(error, path)
    }
  }

  /// Whether the first bytes of a file are those of SQLite. Complexity: O(1).
  public static func isStore(_ head: some Sequence<UInt8>) -> Bool {
    head.prefix(16).elementsEqual("SQLite format 3\0".utf8)
  }

  /// The first 16 bytes of the SHA-256.
  public static let hash: RecordHash = { canonical in
    var words: (UInt64, UInt64) = (0, 0)
    for (place, byte) in SHA256.hash(data: canonical).prefix(16).enumerated() {
      if place < 8 {
        words.0 = words.0 << 8 | UInt64(byte)
      } else {
        words.1 = words.1 << 8 | UInt64(byte)
      }
    }
    return RecordID(words.0, words.1)
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try (made.withLock { $0 } ?? queue).read(body) } catch { throw wrapped(error) }
  }

  /// As `read`, where `body` throws errors of its own.
  func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try (made.withLock { $0 } ?? queue).read(body)
    } catch let error as DatabaseError {
      throw wrapped(error)
    } catch let error as DamagedRow {
      throw wrapped(error)
    }
  }

  /// Changes records. Throws `StoreError`, also where the file is only read.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    if isReadOnly {
      throw StoreError(path: path, reason: "it cannot be opened for writing", fault: .output)
    }
    do { return try queue.write(body) } catch { throw wrapped(error) }
  }

  /// Changes what is made from records: of a file that is only read, in a copy in memory.
  func derive<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      guard isReadOnly else { return try queue.write(body) }
      let copy = try made.withLock { copy in
        if let copy { return copy }
        let new = try Self.copied(queue)
        copy = new
        return new
      }
      return try copy.write(body)
    } catch {
      throw wrapped(error)
    }
  }

  private func wrapped(_ error: any Error) -> StoreError {
    (error as? StoreError) ?? StoreError(error, path)
  }

  /// What changes when any record does: the sum of all addresses.
  public func digest() throws(StoreError) -> RecordID { try read(Self.digest) }
}

extension UInt64 {
  /// As SQLite stores it.
  var stored: Int64 { Int64(bitPattern: self) }
  init(stored: Int64) { self.init(bitPattern: stored) }
}
