/// Titles beside a person's name that have a counterpart in the other language: `Ms.` and 女士, `Hon` and 議員.
struct PersonTitles: OptionSet, Sendable {
  var rawValue: UInt8

  static let mister = PersonTitles(rawValue: 1)
  static let madam = PersonTitles(rawValue: 2)
  static let doctor = PersonTitles(rawValue: 4)
  static let professor = PersonTitles(rawValue: 8)
  /// Of a member of a council or parliament.
  static let honourable = PersonTitles(rawValue: 16)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Of a word before an English name, by its hash; empty for others.
  init(english word: UInt64) { self = Self.english[word] ?? [] }

  private static let english: [UInt64: PersonTitles] = Dictionary(
    uniqueKeysWithValues: [
      ("mr", .mister), ("ms", .madam), ("mrs", .madam), ("miss", .madam), ("madam", .madam),
      ("dr", .doctor), ("prof", .professor), ("professor", .professor), ("hon", .honourable),
      ("honourable", .honourable),
    ].map { (word: String, title: PersonTitles) in (PartLexicon.hash(word.utf8), title) })

  /// Behind Chinese names, folded: 先生 女士 博士 教授 小姐 议员 医生.
  static let chinese: [([UInt32], PersonTitles)] = [
    ([0x5148, 0x751F], .mister), ([0x5973, 0x58EB], .madam), ([0x535A, 0x58EB], .doctor),
    ([0x6559, 0x6388], .professor), ([0x5C0F, 0x59D0], .madam), ([0x8BAE, 0x5458], .honourable),
    ([0x533B, 0x751F], .doctor),
  ]

  var gender: PersonTables.Gender? {
    contains(.madam) ? .woman : contains(.mister) ? .man : nil
  }

  /// What the titles of both sides say of whether they are one person's, in hundredths of a syllable.
  func agreement(_ other: PersonTitles) -> Int {
    let shared = intersection(other)
    if let mine = gender, let theirs = other.gender, mine != theirs { return -30 }
    return shared.isEmpty ? 0 : 15
  }
}
