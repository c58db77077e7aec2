internal import GRDB
internal import Normalize

/// Keeps the tables of grams, words and concepts in step with the entries.
///
/// What is added is written by `finish()`, in the order of the tables: rows are appended to them, not
/// scattered over them.
struct SearchIndexWriter {
  private struct Row: Comparable {
    var key: Int64
    var entry: Int64
    static func < (a: Row, b: Row) -> Bool { (a.key, a.entry) < (b.key, b.entry) }
  }

  private let db: Database
  private var words: [[UInt8]: Int64] = [:]
  private var grams: [Row] = []
  private var links: [Row] = []
  private var wordGrams: [Row] = []
  private var concepts: [Row] = []

  init(_ db: Database) { self.db = db }

  mutating func add(
    _ entry: Int64, enKey: [UInt8], zhKey: [UInt8], concepts numbers: [UInt64]
  ) throws {
    for number in numbers { concepts.append(Row(key: number.stored, entry: entry)) }
    for gram in SearchKeys.hanGrams(zhKey) { grams.append(Row(key: Int64(gram), entry: entry)) }
    for word in SearchKeys.words(enKey) {
      links.append(Row(key: try number(of: word), entry: entry))
    }
  }

  mutating func finish() throws {
    try Self.insert(&grams, "INSERT OR IGNORE INTO hanGram(gram, entry) VALUES(?, ?)", db)
    try Self.insert(&links, "INSERT OR IGNORE INTO wordEntry(word, entry) VALUES(?, ?)", db)
    try Self.insert(&concepts, "INSERT OR IGNORE INTO named(concept, entry) VALUES(?, ?)", db)
    try Self.insert(&wordGrams, "INSERT OR IGNORE INTO wordGram(gram, word) VALUES(?, ?)", db)
  }

  private static func insert(_ rows: inout [Row], _ sql: String, _ db: Database) throws {
    rows.sort()
    let statement = try db.cachedStatement(sql: sql)
    for row in rows { try statement.execute(arguments: [row.key, row.entry]) }
    rows = []
  }

  /// Words that no entry has stay in the vocabulary: they cost a row and find nothing.
  mutating func remove(
    _ entry: Int64, enKey: [UInt8], zhKey: [UInt8], concepts numbers: [UInt64]
  ) throws {
    let names = try db.cachedStatement(sql: "DELETE FROM named WHERE concept = ? AND entry = ?")
    for number in numbers { try names.execute(arguments: [number.stored, entry]) }
    let grams = try db.cachedStatement(sql: "DELETE FROM hanGram WHERE gram = ? AND entry = ?")
    for gram in SearchKeys.hanGrams(zhKey) {
      try grams.execute(arguments: [Int64(gram), entry])
    }
    let links = try db.cachedStatement(sql: "DELETE FROM wordEntry WHERE word = ? AND entry = ?")
    for word in SearchKeys.words(enKey) {
      try links.execute(arguments: [try number(of: word), entry])
    }
  }

  private mutating func number(of word: [UInt8]) throws -> Int64 {
    if let known = words[word] { return known }
    let text = String(decoding: word, as: UTF8.self)
    let look = try db.cachedStatement(sql: "SELECT number FROM word WHERE text = ?")
    var number = try Int64.fetchOne(look, arguments: [text])
    if number == nil {
      try db.cachedStatement(sql: "INSERT INTO word(text) VALUES(?)").execute(arguments: [text])
      let new = db.lastInsertedRowID
      for gram in SearchKeys.wordGrams(word) {
        wordGrams.append(Row(key: Int64(gram), entry: new))
      }
      number = new
    }
    words[word] = number
    return number ?? 0
  }
}
