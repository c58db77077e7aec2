/// What is known of persons' names beyond readings: how the south spells given names, which spelling of a
/// surname is the usual one, which given names are of women and which of men.
///
/// Source: `southern-readings.tsv`, `surnames.tsv`, `genders.tsv`.
struct PersonTables: Sendable {
  enum Gender: Sendable { case woman, man }

  /// Spellings of a folded ideograph in Singapore and Malaysia, in lower case.
  private let southern: [UInt32: [[UInt8]]]
  /// By hash of a spelling: folded surnames of one ideograph that it is pinyin of or the usual other
  /// spelling: `Ng` is 吳 and 伍, and 黃 only in Hokkien.
  private let usual: [UInt64: [UInt32]]
  private let given: [UInt64: Gender]
  private let ideographs: [UInt32: Gender]

  /// Complexity: O(n) in the bytes of the three tables, half a millisecond.
  init(_ han: HanTable) {
    var southern: [UInt32: [[UInt8]]] = [:]
    for row in DataFile.rows("southern-readings.tsv") where row.count >= 2 {
      guard let scalar = Self.scalar(row[0], han) else { continue }
      southern[scalar, default: []] += row[1].split(separator: "|").map { Array($0) }
    }
    self.southern = southern
    var usual: [UInt64: [UInt32]] = [:]
    for row in DataFile.rows("surnames.tsv") where row.count >= 3 {
      guard let scalar = Self.scalar(row[0], han) else { continue }
      for cell in 1...2 {
        guard let spelling = row[cell].split(separator: "|").first, spelling != "-" else {
          continue
        }
        let hash = PartLexicon.hash(spelling)
        if !(usual[hash, default: []].contains(scalar)) { usual[hash, default: []].append(scalar) }
      }
    }
    self.usual = usual
    var given: [UInt64: Gender] = [:]
    var ideographs: [UInt32: Gender] = [:]
    for row in DataFile.rows("genders.tsv") where row.count >= 2 {
      let gender: Gender = row[1] == "f" ? .woman : .man
      if let scalar = Self.scalar(row[0], han) {
        ideographs[scalar] = gender
      } else {
        given[PartLexicon.hash(row[0])] = gender
      }
    }
    (self.given, self.ideographs) = (given, ideographs)
  }

  /// The one ideograph of a cell, folded; nil for other text.
  private static func scalar(_ cell: DataText, _ han: HanTable) -> UInt32? {
    let scalars = cell.unicodeScalars.map(\.value)
    guard scalars.count == 1, let scalar = scalars.first, HanText.isHan(scalar) else { return nil }
    return han.fold(scalar)
  }

  /// How the south spells a folded ideograph of a given name.
  func southernSpellings(_ folded: UInt32) -> [[UInt8]] { southern[folded] ?? [] }

  /// All southern spellings.
  var allSouthernSpellings: some Sequence<[UInt8]> { southern.values.lazy.joined() }

  /// Folded surnames that a word usually spells.
  func usualSurnames(_ word: UInt64) -> [UInt32] { usual[word] ?? [] }

  /// Of a given name of English origin, by its hash; nil for one that both have, or an unknown one.
  func gender(_ word: UInt64) -> Gender? { given[word] }

  /// Of a Chinese given name, and whether all ideographs that tell agree; the last one counts where they do not
  /// (健儀, 秀成). Nil where none tells.
  func gender(ofGiven folded: some Sequence<UInt32>) -> (gender: Gender, isSure: Bool)? {
    let found = folded.compactMap { ideographs[$0] }
    guard let last = found.last else { return nil }
    return (last, found.allSatisfy { $0 == last })
  }
}
