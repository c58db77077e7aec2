/// Offices that stand for persons in lists: `SECRETARY FOR JUSTICE` 律政司司長, `UNDER SECRETARY FOR EDUCATION` 教育局副局長.
///
/// Source: `titles.tsv` for offices by their whole name, `bodies.tsv` for those at the head of a bureau.
struct OfficeNames {
  /// By hash of the English title in lower case: hashes of the Chinese ones, folded.
  private var titles: [UInt64: [UInt64]] = [:]
  private let lexicon: Lexicon

  /// Complexity: O(n) in the bytes of the table.
  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    for row in DataFile.rows("titles.tsv") where row.count >= 3 && row[2] == "position" {
      let chinese = row[1].split(separator: "|").filter { $0 != "-" }.map { title in
        Lexicon.hash(title.unicodeScalars.map { PartLexicon.fold($0.value, lexicon.han) }[...])
      }
      for title in row[0].split(separator: "|") {
        titles[Self.key(Self.words(Array(title))), default: []] += chinese
      }
    }
  }

  /// Hashes of the Chinese names that an English office may have, each once.
  ///
  /// Complexity: O(name).
  func keys(_ name: [UInt8]) -> [UInt64] {
    var words = Self.words(name)
    var result = titles[Self.key(words)] ?? []
    for (head, title) in Self.heads where words.starts(with: head) {
      words.removeFirst(head.count)
      if words.first == Self.the { words.removeFirst() }
      guard !words.isEmpty else { break }
      for body in lexicon.parts.senses(Self.key(words + [Self.bureau])) where body.kind == .body {
        let start = Int(body.start)
        let scalars = Array(lexicon.parts.scalars[start..<(start + Int(body.count))])
        result.append(Lexicon.hash((scalars + title)[...]))
      }
      break
    }
    var seen: Set<UInt64> = []
    return result.filter { seen.insert($0).inserted }
  }

  /// Hashes of the words of a name, as phrases of the lexicon are made of them.
  private static func words(_ name: [UInt8]) -> [UInt64] {
    name.split { $0 == 0x20 || $0 == 0x2C || $0 == 0x28 || $0 == 0x29 || $0 == 0x2F }
      .map { PartLexicon.hash($0) }
  }

  private static func key(_ words: [UInt64]) -> UInt64 {
    guard let first = words.first else { return 0 }
    return words.dropFirst().reduce(first) { PartLexicon.joined($0, $1) }
  }

  private static let the = PartLexicon.hash("the".utf8)
  private static let bureau = PartLexicon.hash("bureau".utf8)

  /// What stands before the name of a bureau, with how Chinese calls its head, folded: 局长 副局长.
  private static let heads: [([UInt64], [UInt32])] = [
    (words(Array("under secretary for".utf8)), [0x526F, 0x5C40, 0x957F]),
    (words(Array("deputy secretary for".utf8)), [0x526F, 0x5C40, 0x957F]),
    (words(Array("secretary for".utf8)), [0x5C40, 0x957F]),
  ]
}
