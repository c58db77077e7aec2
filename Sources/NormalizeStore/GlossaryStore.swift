internal import Crypto
internal import GRDB
internal import Glibc
public import Normalize

/// The glossary on disk: its records, the entries that they fold to, and an index to search them.
///
/// Records (filings, observations, decisions) are the truth, as `GlossaryLedger` has them in memory;
/// entries and the index are made from them by `settle()` and can be made again. Every write is one
/// transaction: a process that is killed leaves what was committed. Several processes may read and
/// write one file; they wait for each other for up to half a minute.
///
/// Sendable notes: `DatabaseQueue` serializes all access.
public final class GlossaryStore: Sendable {
  public let path: String
  public let resources: Resources
  let keys: SearchKeys
  let queue: DatabaseQueue

  public enum Mode: Sendable {
    case create
    /// The file must be there.
    case open
  }

  /// Opens a store, makes it where it does not exist, and brings an older one up to date.
  ///
  /// Throws `StoreError`.
  public init(_ path: String, _ mode: Mode, _ resources: Resources) throws(StoreError) {
    self.path = path
    self.resources = resources
    keys = SearchKeys(resources)
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.journalMode = .wal
    configuration.foreignKeysEnabled = true
    configuration.label = "glossary"
    do {
      if mode == .open, !Self.isThere(path) {
        throw StoreError(path: path, reason: "there is no such glossary; `normalize run` makes one")
      }
      queue = try Self.opened(path, configuration)
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(error, path)
    }
  }

  /// Processes that make one store at the same moment are in each other's way before they can wait
  /// for each other: they try again, for two seconds at most.
  private static func opened(
    _ path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    var attempt = 0
    while true {
      do {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        if try queue.read(migrator.hasBeenSuperseded) {
          throw StoreError(
            path: path,
            reason:
              "another version of the program wrote it; export it there to JSON Lines and import that here"
          )
        }
        try migrator.migrate(queue)
        return queue
      } catch let error as DatabaseError
        where attempt < 40 && [.SQLITE_BUSY, .SQLITE_ERROR].contains(error.resultCode)
      {
        attempt += 1
        usleep(50_000)
      }
    }
  }

  /// Whether the first bytes of a file are those of SQLite. Complexity: O(1).
  public static func isStore(_ head: some Sequence<UInt8>) -> Bool {
    head.prefix(16).elementsEqual("SQLite format 3\0".utf8)
  }

  private static func isThere(_ path: String) -> Bool {
    let name = Array(path.utf8CString)
    return unsafe access(name, F_OK) == 0
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
    do { return try queue.read(body) } catch { throw wrapped(error) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try queue.write(body) } catch { throw wrapped(error) }
  }

  private func wrapped(_ error: any Error) -> StoreError {
    (error as? StoreError) ?? StoreError(error, path)
  }

  /// What changes when any record does: the sum of all addresses.
  public func digest() throws(StoreError) -> RecordID { try read(Self.digest) }

  // MARK: - Schema

  private static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("2") { try $0.execute(sql: StoreSchema.first) }
    return migrator
  }()
}

extension UInt64 {
  /// As SQLite stores it.
  var stored: Int64 { Int64(bitPattern: self) }
  init(stored: Int64) { self.init(bitPattern: stored) }
}
