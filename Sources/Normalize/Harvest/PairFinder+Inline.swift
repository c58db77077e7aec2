/// Names that stand beside their counterpart without a bracket, and terms that an acronym spells.
extension PairFinder {
  /// `leases Level 3 of Haiyue Plaza 海悅廣場, No. 88`: a Chinese name inside an English sentence, right
  /// behind its English one.
  ///
  /// Complexity: O(line), and a bounded amount for each of the first runs of ideographs.
  mutating func inline(
    _ text: [UInt8], _ start: Int, _ end: Int, into names: inout NameCollection
  ) {
    guard end - start >= 24, text[start] < 0x80 else { return }
    let bytes = text.span
    var at = start
    var runs = 0
    while runs < Self.mostRuns {
      at = ByteScan.skip(bytes, at, end + ByteScan.width) {
        $0 .>= ByteScan.Lanes(repeating: 0xE3)
      }
      while at < end, bytes[at] < 0xE3 { at += 1 }
      guard at < end else { return }
      runs += 1
      let from = at
      var count = 0
      while at < end,
        UTF8Scan.leadsIdeograph(bytes[at]) || count > 0 && isWideBracket(text, at, end)
      {
        at += 3
        count += 1
      }
      guard count > 0 else {
        at += 1
        continue
      }
      guard at < end, count >= 3, count <= 40, from - start >= 4, bytes[from - 1] == 0x20,
        isLetter(bytes[from - 2]) || bytes[from - 2] == 0x2E || bytes[from - 2] == 0x29,
        isBehindName(text, at, end)
      else { continue }
      let (baseEnd, mark) = Self.skipMarksLeft(text, start, from)
      let content = BracketContent(text, from, at, lexicon: lexicon)
      guard content.hasName, content.cue == .none else { continue }
      _ = englishFirst(
        text, start, baseEnd, mark, content, evidenceEnd: at, isInline: true, into: &names)
    }
  }

  private static let mostRuns = 32

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// （ or ）, inside a name.
  private func isWideBracket(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    ByteMatch.starts(text.span, at, end, with: "（")
      || ByteMatch.starts(text.span, at, end, with: "）")
  }

  /// The sentence goes on in English: a sign, or a blank and a word in small letters or a bracket.
  private func isBehindName(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    switch text[at] {
    case 0x2C, 0x2E, 0x3B, 0x29: return true
    case 0x20: return at + 1 < end && (text[at + 1] &- 0x61 < 26 || text[at + 1] == 0x28)
    default: return false
    }
  }

  /// `non-small cell lung cancer (“NSCLC”, 非小細胞肺癌)`: words of which the first letters are the acronym.
  mutating func spelledTerm(
    _ text: [UInt8], _ floor: Int, _ baseEnd: Int, _ content: BracketContent,
    _ bare: BracketContent.Quote, into names: inout NameCollection
  ) -> Int? {
    guard let quote = content.quotes.first, !quote.isHan,
      let start = initials(text, floor, baseEnd, text[quote.start..<quote.end])
    else { return nil }
    han.read(text, bare.start, bare.end, lexicon.han)
    let scalars = han.scalars[...]
    guard scalars.count >= 3, scalars.allSatisfy(HanText.isHan), !kinds.isNoName(scalars),
      !lexicon.isRole(han: scalars), !lexicon.isRole(text[start..<baseEnd])
    else { return nil }
    return names.add(
      FoundName(
        kind: .term, enForm: .full, zhForm: .full, en: Array(text[start..<baseEnd]),
        zh: Array(text[bare.start..<bare.end]), confidence: 92,
        evidence: .init(kind: .bracket, start: start, end: bare.end)), lexicon.han)
  }

  /// Where the words begin whose first letters are the capitals of an acronym of three and more; a
  /// hyphen divides words.
  private func initials(
    _ text: [UInt8], _ floor: Int, _ end: Int, _ acronym: ArraySlice<UInt8>
  ) -> Int? {
    guard acronym.count >= 3, acronym.count <= 8, acronym.allSatisfy({ $0 &- 0x41 < 26 }) else {
      return nil
    }
    var at = end
    for letter in acronym.reversed() {
      var stop = at
      while stop > floor, isLetter(text[stop - 1]) { stop -= 1 }
      guard stop < at, text[stop] & 0xDF == letter else { return nil }
      at = stop
      if at > floor, text[at - 1] == 0x20 || text[at - 1] == 0x2D { at -= 1 }
    }
    // Behind the blank or hyphen that was passed last.
    if at < end, !isLetter(text[at]) { at += 1 }
    return at < end ? at : nil
  }
}
