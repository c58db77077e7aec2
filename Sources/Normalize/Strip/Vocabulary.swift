/// The words, pairs of ideographs and single ideographs that rules know, a table for each group of
/// rules that shares them.
struct Vocabulary: Sendable {
  /// Open addressing; 0 is free. The tables of all groups one after the other.
  private var keys: [UInt64] = []
  private var tables: [(start: Int, mask: Int)] = []

  /// Adds a group; returns its number.
  mutating func add(_ hashes: Set<UInt64>) -> Int {
    var size = 8
    while size < hashes.count * 2 { size *= 2 }
    let start = keys.count
    keys.append(contentsOf: repeatElement(0, count: size))
    for hash in hashes where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while keys[start + slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[start + slot] = hash
    }
    tables.append((start, size - 1))
    return tables.count - 1
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
      let bytes = Array(text.utf8)
      unit.load(bytes.span, 0, bytes.count, han)
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
