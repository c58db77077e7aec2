/// Persons that one version names where the other has no name that was recognised: their counterpart is
/// looked for among the words of the sentence.
struct TwinSearch {
  private let persons: PersonScorer

  init(_ persons: PersonScorer) { self.persons = persons }

  /// The words of an English sentence that spell a Chinese name as a whole, where no others do.
  ///
  /// Complexity: O(words x readings).
  func english(_ text: [UInt8], _ sentence: TextExtent, for zh: [UInt8]) -> [UInt8]? {
    var found: [UInt8]?
    for run in Self.runs(text, sentence) {
      guard let name = name(text, run, for: zh) else { continue }
      guard found == nil || found == name else { return nil }
      found = name
    }
    return found
  }

  /// The whole run, or two to four words side by side in it.
  private func name(_ text: [UInt8], _ run: [TextExtent], for zh: [UInt8]) -> [UInt8]? {
    func bytes(_ first: Int, _ last: Int) -> [UInt8] {
      Array(text[run[first].start..<run[last].end])
    }
    if run.count <= 5, run.count >= 2, persons.score(bytes(0, run.count - 1), zh).isWhole {
      return bytes(0, run.count - 1)
    }
    for count in 2..<5 where count < run.count {
      for first in 0...(run.count - count)
      where persons.score(bytes(first, first + count - 1), zh).isWhole {
        return bytes(first, first + count - 1)
      }
    }
    return nil
  }

  /// The Chinese name among the ideographs of a sentence that an English one spells as a whole, where no
  /// other does.
  func chinese(_ text: [UInt8], _ sentence: TextExtent, for en: [UInt8]) -> [UInt8]? {
    var places: [Int] = []
    var found: [UInt8]?
    var at = sentence.start
    while at < sentence.end {
      let scalar = UTF8Scan.scalar(text, at: at)
      if !HanText.isHan(scalar.value) { places.removeAll() }
      at += scalar.length
      guard HanText.isHan(scalar.value) else { continue }
      places.append(at - scalar.length)
      for count in [4, 3, 2] where places.count >= count {
        let name = Array(text[places[places.count - count]..<at])
        let score = persons.score(en, name)
        // One southern syllable alone (`Oon` 恩) is not all of `LIM Oon Kuin` 林恩強, however irregular the other.
        guard persons.isBare(name), score.isWhole, score.given > 1 || score.scheme != .southern
        else { continue }
        // 歐陽德 inside 歐陽德信 is found before the longer name.
        if let known = found, name.starts(with: known) {
          found = name
        } else if found == nil {
          found = name
        } else if found != name, !(found ?? []).suffix(name.count).elementsEqual(name) {
          return nil
        }
        break
      }
    }
    return found
  }

  /// Runs of words that begin with a capital, blanks and hyphens alone between them.
  private static func runs(_ text: [UInt8], _ sentence: TextExtent) -> [[TextExtent]] {
    var runs: [[TextExtent]] = []
    var run: [TextExtent] = []
    var at = sentence.start
    func isLetter(_ place: Int) -> Bool {
      let byte = text[place]
      return (byte | 0x20) &- 0x61 < 26 || byte == 0x27 || byte == 0xC3
        || place > sentence.start && text[place - 1] == 0xC3
    }
    while at < sentence.end {
      if isLetter(at) {
        let start = at
        while at < sentence.end, isLetter(at) || text[at] == 0x2D { at += 1 }
        let isCapital = text[start] &- 0x41 < 26 || text[start] == 0xC3
        if isCapital {
          run.append(TextExtent(start, at))
        } else {
          if run.count >= 2 { runs.append(run) }
          run.removeAll()
        }
      } else {
        if text[at] != 0x20 {
          if run.count >= 2 { runs.append(run) }
          run.removeAll()
        }
        at += 1
      }
    }
    if run.count >= 2 { runs.append(run) }
    return runs
  }
}
