/// A set of folded Chinese words that is asked for the longest one at a place.
///
/// Each beginning of a word is filed too, so that a look-up ends at the first ideograph that leads
/// to none. Words are filed as they are read: from the first scalar, or from the last.
struct HanWords: Sendable {
  /// 1 where a word ends, 0 where it only goes on.
  private var table: KeyTable

  init() { table = KeyTable() }
  init(table: KeyTable) { self.table = table }

  /// Files a word as a sequence of scalars in the order in which they will be read.
  mutating func insert(_ word: some Sequence<UInt32>) {
    var hash = PartLexicon.seed
    for scalar in word {
      hash = Self.extend(hash, scalar)
      if table[hash] == nil { table[hash] = 0 }
    }
    if hash != PartLexicon.seed { table[hash] = 1 }
  }

  /// Whether a whole stretch is a word.
  func contains(_ word: some Sequence<UInt32>) -> Bool {
    var hash = PartLexicon.seed
    for scalar in word { hash = Self.extend(hash, scalar) }
    return table[hash] == 1
  }

  /// Whether a word is read as these three scalars, or begins with them.
  func leads(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Bool {
    let hash = Self.extend(Self.extend(PartLexicon.seed, first), second)
    return table[Self.extend(hash, third)] != nil
  }

  /// Length of the longest word that begins at `at` and ends by `end`, 0 for none.
  func length(_ scalars: [UInt32], at: Int, end: Int) -> Int {
    var hash = PartLexicon.seed
    var position = at
    var found = 0
    while position < end {
      hash = Self.extend(hash, scalars[position])
      guard let value = table[hash] else { break }
      position += 1
      if value == 1 { found = position - at }
    }
    return found
  }

  /// Length of the longest word that ends just before `end` of a set that is read backwards, 0 for
  /// none.
  func length(_ scalars: ArraySlice<UInt32>, before end: Int) -> Int {
    var hash = PartLexicon.seed
    var position = end
    var found = 0
    while position > scalars.startIndex {
      hash = Self.extend(hash, scalars[position - 1])
      guard let value = table[hash] else { break }
      position -= 1
      if value == 1 { found = end - position }
    }
    return found
  }

  @inline(__always)
  private static func extend(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
  }

  func write(to writer: inout TableWriter) { table.write(to: &writer) }
  init(from reader: inout TableReader) throws(TableError) { table = try KeyTable(from: &reader) }
}
