internal import GRDB
internal import Normalize

/// Keeps the tables of grams and words in step with the entries.
struct SearchIndexWriter {
  private let db: Database
  private var words: [[UInt8]: Int64] = [:]

  init(_ db: Database) { self.db = db }

  mutating func add(_ entry: Int64, enKey: [UInt8], zhKey: [UInt8]) throws {
    let grams = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO hanGram(gram, entry) VALUES(?, ?)")
    for gram in SearchKeys.hanGrams(zhKey) {
      try grams.execute(arguments: [Int64(gram), entry])
    }
    let links = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO wordEntry(word, entry) VALUES(?, ?)")
    for word in SearchKeys.words(enKey) {
      try links.execute(arguments: [try number(of: word), entry])
    }
  }

  /// Words that no entry has stay in the vocabulary: they cost a row and find nothing.
  mutating func remove(_ entry: Int64, enKey: [UInt8], zhKey: [UInt8]) throws {
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
      let grams = try db.cachedStatement(sql: "INSERT INTO wordGram(gram, word) VALUES(?, ?)")
      for gram in SearchKeys.wordGrams(word) {
        try grams.execute(arguments: [Int64(gram), new])
      }
      number = new
    }
    words[word] = number
    return number ?? 0
  }
}
