internal import GRDB
internal import Glibc
internal import Normalize

/// Opening the file.
extension GlossaryStore {
  /// Opens a file to be read and written.
  ///
  /// Processes that make one store at the same moment are in each other's way before they can wait
  /// for each other: they try again, for two seconds at most.
  static func opened(_ path: String) throws -> DatabaseQueue {
    var configuration = configuration
    configuration.journalMode = .wal
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { try refuseOthers($0, path) }
    var attempt = 0
    while true {
      do {
        let queue = try DatabaseQueue(path: plain(path), configuration: configuration)
        if try queue.read(migrator.hasBeenSuperseded) { throw superseded(path) }
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

  /// Opens a file where nothing can be written: SQLite must not look for the files that it keeps
  /// beside those in use, and nobody changes it. One of an older version is brought up to date in
  /// memory.
  static func readOnly(_ path: String) throws -> DatabaseQueue {
    if let size = size(path + "-wal"), size > 0 {
      throw StoreError(
        path: path,
        reason:
          "it cannot be written, and the changes in \(path)-wal are not in it yet; copy both to a folder that can be written"
      )
    }
    var configuration = configuration
    configuration.readonly = true
    configuration.prepareDatabase { try refuseOthers($0, path) }
    let queue: DatabaseQueue
    do {
      queue = try DatabaseQueue(path: uri(path), configuration: configuration)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      throw StoreError(
        path: path, reason: "it cannot be read where nothing can be written; copy it")
    }
    if try queue.read(migrator.hasBeenSuperseded) { throw superseded(path) }
    return try queue.read(migrator.hasCompletedMigrations) ? queue : copied(queue)
  }

  /// A copy in memory, up to date. Complexity: O(file).
  static func copied(_ source: DatabaseQueue) throws -> DatabaseQueue {
    let copy = try DatabaseQueue(named: nil, configuration: configuration)
    try source.backup(to: copy)
    try migrator.migrate(copy)
    return copy
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.label = "glossary"
    return configuration
  }

  /// A file with tables of another program is left alone.
  private static func refuseOthers(_ db: Database, _ path: String) throws {
    let isOther = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS(SELECT 1 FROM sqlite_master) AND NOT EXISTS(
          SELECT 1 FROM sqlite_master WHERE name = 'grdb_migrations')
        """)
    if isOther ?? false {
      throw StoreError(path: path, reason: "it is no glossary: its tables are another program's")
    }
  }

  private static func superseded(_ path: String) -> StoreError {
    StoreError(
      path: path,
      reason:
        "another version of the program wrote it; export it there to JSON Lines and import that here"
    )
  }

  /// A path that SQLite takes for no address.
  private static func plain(_ path: String) -> String {
    path.hasPrefix("file:") || path.hasPrefix(":") ? "./" + path : path
  }

  /// The address of a file that does not change.
  private static func uri(_ path: String) -> String {
    var text = "file:"
    for byte in plain(path).utf8 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2F, 0x2E, 0x2D, 0x5F:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text + "?immutable=1"
  }

  // MARK: - Files

  static func isThere(_ path: String) -> Bool { unsafe access(Array(path.utf8CString), F_OK) == 0 }

  /// The file and the folder that it lies in can be written: SQLite keeps files beside it.
  static func isWritable(_ path: String) -> Bool {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    return unsafe access(Array(path.utf8CString), W_OK) == 0
      && access(Array(folder.utf8CString), W_OK) == 0
  }

  private static func size(_ path: String) -> Int? {
    var status = stat()
    guard unsafe stat(Array(path.utf8CString), &status) == 0 else { return nil }
    return Int(status.st_size)
  }

  // MARK: - Schema

  private static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("2") { try $0.execute(sql: StoreSchema.first) }
    migrator.registerMigration("3") { try $0.execute(sql: StoreSchema.third) }
    return migrator
  }()
}
