/// Defined terms of both versions.
extension TwinNames {
  /// Terms that are defined in sentences of the same content: the only ones, those whose parts stand for
  /// one another, or those at the same place among as many.
  func terms(_ twin: Twin, _ beads: [Bead]) -> [Twin.Term] {
    var parts = PartScorer(lexicon)
    let en = definitions(twin.english, beads, isEnglish: true)
    let zh = definitions(twin.chinese, beads, isEnglish: false)
    var result: [Twin.Term] = []
    var seen: Set<[UInt8]> = []
    for (number, bead) in beads.enumerated() where bead.isAligned {
      guard let mine = en[number], let theirs = zh[number] else { continue }
      let values = mine.enumerated().map { row, term in
        theirs.enumerated().map { column, other in
          let likeness = parts.score(term, other)
          let isAtPlace = mine.count == theirs.count && row == column
          return max(1, likeness + 60) + (isAtPlace ? 60 : 0)
        }
      }
      for pair in Assignment.solve(values) {
        let isAtPlace = mine.count == theirs.count && pair.row == pair.column
        guard isAtPlace || pair.value >= 100 && pair.margin >= 40 else { continue }
        let (term, other) = (mine[pair.row], theirs[pair.column])
        guard seen.insert(term + [0] + other).inserted else { continue }
        result.append(
          Twin.Term(
            en: term, zh: other, confidence: pair.value >= 160 ? 97 : 91, alignment: number))
      }
    }
    return result
  }

  /// The terms that each alignment defines, in the order of the text.
  private func definitions(
    _ document: Document, _ beads: [Bead], isEnglish: Bool
  ) -> [Int: [[UInt8]]] {
    var numbers = [Int](repeating: -1, count: document.sentences.count)
    for (number, bead) in beads.enumerated() {
      for sentence in isEnglish ? bead.en : bead.zh { numbers[sentence] = number }
    }
    var places: [(start: Int, term: [UInt8])] = []
    for term in document.definedTerms where term.isEnglish == isEnglish {
      guard let place = document.text.textExtent(of: term.base) else { continue }
      places.append((place.start, term.term))
    }
    places.sort { $0.start < $1.start }
    var result: [Int: [[UInt8]]] = [:]
    var sentence = 0
    for (start, term) in places {
      while sentence + 1 < document.sentences.count, document.sentences[sentence].end <= start {
        sentence += 1
      }
      guard sentence < numbers.count, numbers[sentence] >= 0 else { continue }
      result[numbers[sentence], default: []].append(term)
    }
    return result
  }
}
