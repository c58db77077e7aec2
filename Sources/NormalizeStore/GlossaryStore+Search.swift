internal import Foundation
internal import GRDB
internal import Normalize

/// Searching names in both languages over folded keys.
///
/// A name of ideographs is found by its rarest 2-grams, one of words by its rarest words, which are
/// found by their 3-grams where they are misspelt. What is read is bounded, so a search takes
/// milliseconds however many names share 有限公司.
extension GlossaryStore {
  /// Rows of one gram or word that a search reads at the most.
  private static let bound = 4000
  /// A gram or word with fewer entries than this is rare: what has it is looked at, and the others
  /// are not.
  private static let few = 300

  /// The entries whose names are nearest, the best first; of those of one score the one of most
  /// documents first. Those that people turned down are left out unless `all`.
  ///
  /// Throws `StoreError`. Complexity: O(bound), see above.
  public func lookup(
    _ query: String, limit: Int = 10, all: Bool = false
  ) throws(StoreError) -> [GlossaryMatch] {
    let name = Array(query.utf8)
    guard name.count <= GlossarySide.longest else { return [] }
    return try read { db in
      var scores: [Int64: (score: Double, how: GlossaryMatch.How)] = [:]
      func offer(_ number: Int64, _ score: Double, _ how: GlossaryMatch.How) {
        if (scores[number]?.score ?? -1) < score { scores[number] = (score, how) }
      }
      let isHan = GlossarySide.isHan(name)
      let key = isHan ? self.keys.chinese(name) : self.keys.english(name)
      for number in try self.exact(key, isHan: isHan, db) { offer(number, 1, .exact) }
      // Nothing is nearer than the name itself.
      let isFound =
        try limit == 1
        && scores.keys.contains {
          try Self.entry($0, db).map { all || $0.entry.status.isAlive } ?? false
        }
      if !isFound {
        if isHan { try self.chinese(key, db, offer) } else { try self.english(key, db, offer) }
      }
      let ranked = scores.sorted {
        $0.value.score == $1.value.score ? $0.key < $1.key : $0.value.score > $1.value.score
      }.prefix(max(200, 4 * limit))
      var matches: [GlossaryMatch] = []
      for (number, found) in ranked {
        guard let stored = try Self.entry(number, db), all || stored.entry.status.isAlive else {
          continue
        }
        matches.append(GlossaryMatch(entry: stored, how: found.how, score: found.score))
      }
      matches.sort(by: Self.precedes)
      return Array(matches.prefix(limit))
    }
  }

  private static func precedes(_ a: GlossaryMatch, _ b: GlossaryMatch) -> Bool {
    if a.score != b.score { return a.score > b.score }
    let (x, y) = (a.entry.entry, b.entry.entry)
    if x.isPaired != y.isPaired { return x.isPaired }
    if x.documents.count != y.documents.count { return x.documents.count > y.documents.count }
    return x.identity < y.identity
  }

  /// The entries whose name folds to this key.
  private func exact(_ key: [UInt8], isHan: Bool, _ db: Database) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(
        sql: isHan
          ? "SELECT number FROM entry WHERE zhKey = ? AND zhKey <> '' LIMIT 200"
          : "SELECT number FROM entry WHERE enKey = ? AND enKey <> '' LIMIT 200"),
      arguments: [String(decoding: key, as: UTF8.self)])
  }

  /// The entries that have most of some grams or words: by the rare ones, else by all of them.
  private func having(
    _ lists: [(few: [Int64], read: () throws -> [Int64])]
  ) throws -> [Int64] {
    var found = lists.map(\.few).filter { !$0.isEmpty && $0.count < Self.few }
    if found.isEmpty {
      found = try lists.filter { !$0.few.isEmpty }.prefix(3).map { try $0.read() }
    }
    var counts: [Int64: Int] = [:]
    for list in found { for number in Set(list) { counts[number, default: 0] += 1 } }
    return counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
      .prefix(1000).map(\.key)
  }

  // MARK: - Ideographs

  private func chinese(
    _ key: [UInt8], _ db: Database, _ offer: (Int64, Double, GlossaryMatch.How) -> Void
  ) throws {
    let scalars = SearchKeys.scalars(key)
    guard let first = scalars.first else { return }
    if scalars.count == 1 {
      let grams = SearchKeys.hanGrams(beginningWith: first)
      let numbers = try Int64.fetchAll(
        db,
        sql: "SELECT DISTINCT entry FROM hanGram WHERE gram BETWEEN ? AND ? LIMIT ?",
        arguments: [Int64(grams.lowerBound), Int64(grams.upperBound), Self.bound])
      try scoreChinese(numbers, scalars, db, offer)
      return
    }
    // The last gram is that of a name's end: what is asked for may stand in the middle.
    let grams = zip(scalars, scalars.dropFirst()).map { UInt64($0) << 21 | UInt64($1) }
    let statement = try db.cachedStatement(sql: "SELECT entry FROM hanGram WHERE gram = ? LIMIT ?")
    func entries(_ gram: UInt64, _ limit: Int) throws -> [Int64] {
      try Int64.fetchAll(statement, arguments: [Int64(gram), limit])
    }
    let lists = try Set(grams).sorted().map { gram in
      (try entries(gram, Self.few), { try entries(gram, Self.bound) })
    }
    try scoreChinese(try having(lists), scalars, db, offer)
  }

  private func scoreChinese(
    _ numbers: [Int64], _ scalars: [UInt32], _ db: Database,
    _ offer: (Int64, Double, GlossaryMatch.How) -> Void
  ) throws {
    let statement = try db.cachedStatement(sql: "SELECT zhKey FROM entry WHERE number = ?")
    for number in numbers {
      guard let text = try String.fetchOne(statement, arguments: [number]) else { continue }
      let name = SearchKeys.scalars(Array(text.utf8))
      let share = Double(min(scalars.count, name.count)) / Double(max(scalars.count, name.count, 1))
      if name == scalars {
        offer(number, 1, .exact)
      } else if let place = Self.place(of: scalars, in: name) {
        // At the begin rather than in the middle: the brand stands there.
        offer(number, 0.7 + 0.25 * share - (place == 0 ? 0 : 0.05), .part)
      } else if let place = Self.place(of: name, in: scalars), name.count > 1 {
        offer(number, 0.5 + 0.25 * share - (place == 0 ? 0 : 0.05), .part)
      } else if scalars.count > 2 {
        let limit = max(1, scalars.count / 4)
        let distance = SearchKeys.distance(scalars, name, limit: limit)
        if distance <= limit {
          offer(number, 0.9 * (1 - Double(distance) / Double(scalars.count)), .fuzzy)
        }
      }
    }
  }

  private static func place(of part: [UInt32], in whole: [UInt32]) -> Int? {
    guard !part.isEmpty, part.count <= whole.count else { return nil }
    return (0...(whole.count - part.count)).first { start in
      whole[start] == part[0] && whole[start..<(start + part.count)].elementsEqual(part)
    }
  }

  // MARK: - Words

  private func english(
    _ key: [UInt8], _ db: Database, _ offer: (Int64, Double, GlossaryMatch.How) -> Void
  ) throws {
    let words = SearchKeys.words(key).prefix(16)
    func entries(_ numbers: [Int64], _ limit: Int) throws -> [Int64] {
      var list: [Int64] = []
      for number in numbers where list.count < limit {
        list += try Int64.fetchAll(
          db.cachedStatement(sql: "SELECT entry FROM wordEntry WHERE word = ? LIMIT ?"),
          arguments: [number, limit])
      }
      return list
    }
    var lists: [(few: [Int64], read: () throws -> [Int64])] = []
    for word in words where words.count == 1 || !SearchKeys.isFormWord(word) {
      let like = try self.words(like: word, db)
      lists.append((try entries(like, Self.few), { try entries(like, Self.bound) }))
    }
    let statement = try db.cachedStatement(sql: "SELECT enKey FROM entry WHERE number = ?")
    for number in try having(lists) {
      guard let text = try String.fetchOne(statement, arguments: [number]) else { continue }
      let (score, isExact) = Self.score(Array(words), SearchKeys.words(Array(text.utf8)))
      if score >= 0.5 { offer(number, score, isExact ? .part : .fuzzy) }
    }
  }

  /// Numbers of the words that are this one or spelled nearly so, the nearest first.
  private func words(like word: [UInt8], _ db: Database) throws -> [Int64] {
    let text = String(decoding: word, as: UTF8.self)
    if let number = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT number FROM word WHERE text = ?"), arguments: [text])
    {
      // Its entries may be gone.
      let used = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT entry FROM wordEntry WHERE word = ? LIMIT 1"),
        arguments: [number])
      if used != nil { return [number] }
    }
    let grams = SearchKeys.wordGrams(word)
    guard word.count >= 3 else { return [] }
    var counts: [Int64: Int] = [:]
    let statement = try db.cachedStatement(
      sql: "SELECT word FROM wordGram WHERE gram = ? LIMIT 20000")
    for gram in grams {
      let rows = try Int64.fetchCursor(statement, arguments: [Int64(gram)])
      while let number = try rows.next() { counts[number, default: 0] += 1 }
    }
    let limit = Self.limit(word)
    let least = max(1, grams.count - 3 * limit)
    var found: [(distance: Int, number: Int64)] = []
    let look = try db.cachedStatement(sql: "SELECT text FROM word WHERE number = ?")
    let likely = counts.filter { $0.value >= least }
      .sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.prefix(500)
    for (number, _) in likely {
      guard let text = try String.fetchOne(look, arguments: [number]) else { continue }
      let distance = SearchKeys.distance(word, Array(text.utf8), limit: limit)
      // Who has typed the begin of a word goes on with it.
      if distance <= limit {
        found.append((distance, number))
      } else if word.count >= 4, text.utf8.starts(with: word) {
        found.append((limit + 1, number))
      }
    }
    return found.sorted { ($0.distance, $0.number) < ($1.distance, $1.number) }.prefix(20)
      .map(\.number)
  }

  private static func limit(_ word: [UInt8]) -> Int { word.count < 4 ? 0 : word.count < 8 ? 1 : 2 }

  /// How well words are those of a name: each word by its spelling, and how much of the name is left.
  private static func score(
    _ words: [[UInt8]], _ name: [[UInt8]]
  ) -> (score: Double, isExact: Bool) {
    var sum = 0.0
    var weights = 0.0
    var isExact = true
    var taken: Set<Int> = []
    for word in words {
      let weight = SearchKeys.isFormWord(word) ? 0.2 : 1
      weights += weight
      var best = (value: 0.0, place: -1)
      for (place, other) in name.enumerated() where !taken.contains(place) {
        var value = 0.0
        if word == other {
          value = 1
        } else {
          let limit = limit(word)
          let distance = limit == 0 ? 1 : SearchKeys.distance(word, other, limit: limit)
          if distance <= limit {
            value = 1 - Double(distance) / Double(max(word.count, other.count))
          } else if word.count >= 4, other.starts(with: word) {
            value = 0.75
          }
        }
        if value > best.value { best = (value, place) }
      }
      if best.value < 1 { isExact = false }
      sum += weight * best.value
      if best.place >= 0 { taken.insert(best.place) }
    }
    guard weights > 0, !name.isEmpty else { return (0, false) }
    let left = name.indices.filter { !taken.contains($0) }
      .reduce(0.0) { $0 + (SearchKeys.isFormWord(name[$1]) ? 0.2 : 1) }
    let share = weights / (weights + left)
    return (sum / weights * (0.75 + 0.23 * share), isExact)
  }

  // MARK: - Rows

  static func entry(_ number: Int64, _ db: Database) throws -> StoredEntry? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT number, state, mark FROM entry WHERE number = ?"),
      arguments: [number]
    ).map(stored)
  }

  /// The entry of a row: its number, its state and its mark.
  ///
  /// Throws `DamagedRow` where the state is not what the mark was made of.
  static func stored(_ row: Row) throws -> StoredEntry {
    let (number, state, mark): (Int64, Data, Int64) = (row[0], row[1], row[2])
    let bytes = Array(state)
    guard entryMark(bytes) == mark, let (entry, label) = EntryCoder.entry(bytes) else {
      throw DamagedRow("entry \(number)")
    }
    return StoredEntry(number: number, entry: entry, scopeLabel: label)
  }

  static func entryMark(_ state: [UInt8]) -> Int64 { Int64(bitPattern: hash(state).high) }
}
