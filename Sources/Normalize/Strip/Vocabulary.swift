/// The words, pairs of words, pairs of ideographs and single ideographs that rules know, a table for each group of
/// rules that shares them.
struct Vocabulary: Sendable {
  private struct Table: Sendable {
    var start: Int
    var mask: Int
  }

  /// Open addressing; 0 is free. The tables of all groups one after the other.
  private var keys: [UInt64] = []
  private var tables: [Table] = []

  init(_ groups: [Set<UInt64>]) {
    for group in groups { add(group.filter { $0 != 0 }.sorted()) }
  }

  /// Adds a group; the same table results from the same order of hashes.
  private mutating func add(_ hashes: [UInt64]) {
    var size = 8
    while size < hashes.count * 2 { size *= 2 }
    let start = keys.count
    keys.append(contentsOf: repeatElement(0, count: size))
    for hash in hashes {
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while keys[start + slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[start + slot] = hash
    }
    tables.append(Table(start: start, mask: size - 1))
  }

  func write(to writer: inout TableWriter) {
    writer.put(
      tables.map { table in
        keys[table.start...(table.start + table.mask)].filter { $0 != 0 }.sorted()
      })
  }

  init(from reader: inout TableReader) throws(TableError) {
    for group in try reader.takeLists(UInt64.self) { add(group) }
  }

  @inline(__always)
  func contains(_ hash: UInt64, _ group: Int) -> Bool {
    let table = tables[group]
    var slot = Int(truncatingIfNeeded: hash) & table.mask
    while true {
      let key = keys[table.start + slot]
      if key == hash { return true }
      if key == 0 { return false }
      slot = (slot + 1) & table.mask
    }
  }

  /// What the examples and words of a rule teach.
  static func learn(_ rule: BoilerplateRule, _ han: HanTable, into hashes: inout Set<UInt64>) {
    var unit = UnitText()
    for text in rule.examples.yes + rule.words {
      unit.load(text, han)
      unit.findWords()
      var letters: [UInt32] = []
      for word in unit.words {
        if unit.isDotted(word) {
          // U.S. is the word `us`.
          letters.append(unit.scalar(word.start))
          if unit.scalar(word.end) != 0x2E || unit.scalar(word.end + 1) < 0x61 {
            hashes.insert(TextHash.word(letters))
            letters.removeAll()
          }
        } else {
          hashes.insert(word.hash)
        }
      }
      for index in unit.words.indices.dropFirst() {
        hashes.insert(TextHash.words(unit.words[index - 1].hash, unit.words[index].hash))
      }
      guard rule.language == .zh else { continue }
      for at in 0..<unit.count where unit.isHan(at) {
        if unit.isHan(at + 1) {
          hashes.insert(TextHash.pair(unit.scalar(at), unit.scalar(at + 1)))
        } else if !unit.isHan(at - 1) {
          hashes.insert(TextHash.single(unit.scalar(at)))
        }
      }
    }
  }
}
