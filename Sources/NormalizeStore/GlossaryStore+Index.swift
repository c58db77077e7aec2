internal import Foundation
internal import GRDB
internal import Glibc
public import Normalize

/// The names that documents are glossed with, filed in a file beside the store.
extension GlossaryStore {
  /// The glossary to gloss with, frozen. Its names come from `PATH.names`, which is mapped, not read;
  /// it is made where it is missing or speaks of other records, and kept where that can be written.
  ///
  /// Throws `StoreError`. Complexity: O(decisions) where the file is there, also where decisions
  /// changed some names since, else O(n log n).
  public func compiled(floor: Int) throws(StoreError) -> Glossary {
    let (digest, decisions, changed) = try read { db in
      (
        try Self.digest(db), DecisionFold(try Self.decisions(db), self.resources),
        try self.nameChanges(db)
      )
    }
    let key = Self.indexKey(digest, floor)
    let file = NameIndexFile.map(indexPath)
    if let file, let index = NameIndex(file, key: key) {
      return Glossary(resources, index, decisions)
    }
    if let file, let (base, changes) = changed,
      let index = NameIndex(file, key: Self.indexKey(base, floor))
    {
      return Glossary(resources, index, decisions, changes)
    }
    if let known = try known(settledFor: digest, decisions) {
      guard let bytes = compile(known, floor: floor),
        let index = NameIndex(FixedBytes(bytes), key: key)
      else { return known.glossary }
      if changed != nil { try forgetChanges(before: digest) }
      return Glossary(resources, index, decisions)
    }
    let folded = try fold()
    // Another process may have added records since: they are for the next one.
    guard folded.digest == digest, let bytes = compile(folded, floor: floor),
      let index = NameIndex(FixedBytes(bytes), key: key)
    else { return folded.glossary }
    if changed != nil { try forgetChanges(before: digest) }
    return Glossary(resources, index, decisions)
  }

  /// The file of names was made for these records: later decisions are told from there.
  private func forgetChanges(before digest: RecordID) throws(StoreError) {
    try derive { db in
      guard try Self.digest(db) == digest else { return }
      try db.execute(sql: "DELETE FROM changed")
      for key in Self.namesKeys { try Self.setMeta(key, 0, db) }
    }
  }

  /// The names in use, where entries are those of these records: nothing need be folded.
  private func known(
    settledFor digest: RecordID, _ decisions: DecisionFold
  ) throws(StoreError) -> Settled? {
    try read { db in
      guard try Self.isSettled(db), try Self.digest(db) == digest else { return nil }
      var entries: [GlossaryEntry] = []
      let rows = try Data.fetchCursor(
        db, sql: "SELECT state FROM entry NOT INDEXED WHERE status = 'known'")
      while let state = try rows.next() { entries.append(try decoded(Array(state)).entry) }
      var listings: [(name: String, code: String)] = []
      let pairs = try Row.fetchCursor(db, sql: "SELECT name, code FROM listing")
      while let row = try pairs.next() { listings.append((row[0], row[1])) }
      return Settled(
        glossary: Glossary(resources, known: entries, listings: listings, decisions), digest: digest
      )
    }
  }

  /// Files the names of a large glossary, for those who will gloss with it. Where the file cannot be
  /// written, whoever needs it makes it again.
  @discardableResult
  func compile(_ settled: Settled, floor: Int) -> [UInt8]? {
    guard settled.glossary.count >= Self.indexedFrom,
      let bytes = settled.glossary.indexBytes(
        floor: floor, key: Self.indexKey(settled.digest, floor))
    else { return nil }
    NameIndexFile.replace(indexPath, with: bytes)
    return bytes
  }

  /// Entries from which on it is worth a file.
  private static let indexedFrom = 5_000

  private var indexPath: String { path + ".names" }

  /// What the file's content depends on.
  private static func indexKey(_ digest: RecordID, _ floor: Int) -> RecordID {
    hash(Array("\(NameIndexFile.version) \(digest) \(floor)".utf8))
  }
}

/// The file of a `NameIndex`.
enum NameIndexFile {
  /// Of the way in which names are chosen and filed.
  static let version = 1

  /// The bytes of a file; nil where it cannot be mapped. It is replaced as a whole, never changed,
  /// by those who know it.
  static func map(_ path: String) -> FixedBytes? {
    let name = Array(path.utf8CString)
    let number = unsafe open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { return nil }
    defer { close(number) }
    var status = stat()
    guard unsafe fstat(number, &status) == 0, status.st_size > 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    let count = Int(status.st_size)
    let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, number, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else { return nil }
    // The mapping has `count` bytes until it is given back.
    return unsafe FixedBytes(start, count: count) { start, count in
      unsafe _ = munmap(UnsafeMutableRawPointer(mutating: start), count)
    }
  }

  /// Writes a file as a whole; where that fails, none is left, and the next one makes it.
  static func replace(_ path: String, with bytes: [UInt8]) {
    let url = URL(fileURLWithPath: path)
    try? Data(bytes).write(to: url, options: .atomic)
  }
}
