/// Western given names behind Chinese ones.
extension SingleNames {
  /// End of the given name behind a Chinese one: `Chan Tai-man, Henry`, `Chan Tai Man (Henry)`.
  func givenEnd(_ text: [UInt8], _ start: Int, _ stop: Int, _ end: Int) -> Int? {
    let bytes = text.span
    for suffix in Self.generations where ByteMatch.starts(bytes, stop, end, with: suffix) {
      return stop + suffix.utf8CodeUnitCount
    }
    let isBracket = ByteMatch.starts(bytes, stop, end, with: " (")
    guard isBracket || ByteMatch.starts(bytes, stop, end, with: ", ") else { return nil }
    let from = stop + 2
    var at = from
    while at < end, (bytes[at] | 0x20) &- 0x61 < 26 || bytes[at] == 0x2D { at += 1 }
    guard at - from >= 3, bytes[from] &- 0x41 < 26, bytes[from + 1] &- 0x61 < 26,
      isGivenName(PartLexicon.hash(text[from..<at])), hasSurname(text, start, stop)
    else { return nil }
    if isBracket { return at < end && bytes[at] == 0x29 ? at + 1 : nil }
    // A second word with a capital makes it something else.
    let isAlone =
      at == end || at + 1 == end || bytes[at] != 0x20 || bytes[at + 1] &- 0x41 >= 26
    return isAlone && (at == end || !EnglishTokenizer.isWordByte(bytes[at]) || bytes[at] == 0x2E)
      ? at : nil
  }

  private static let generations: [StaticString] = [", Jr.", ", Sr.", ", III"]

  /// No role, title, place, trade or body; words of meaning are given names too (Starry, Joy).
  private func isGivenName(_ word: UInt64) -> Bool {
    heads[word] == nil && !lexicon.isEnglishStop(word) && !lexicon.isEnglishRole(word)
      && !lexicon.isFormWord(word) && !lexicon.isHonorific(word)
      && (Self.givenNames.contains(word)
        || !lexicon.parts.senses(word).contains { $0.kind != .surname && $0.kind != .word })
  }

  /// A given name of English origin that many have.
  static func isWesternName(_ word: UInt64) -> Bool { givenNames.contains(word) }

  /// Given names that are also words of brands in the lexicon.
  private static let givenNames = KeySet(
    ("albert alexander alexandra alice andrew angela anna anthony antony arthur benjamin bernard carl "
      + "catherine charles christina christine christopher claire daniel danny david diana edward edwin "
      + "elizabeth eric ernest eva francis frank franklin frederick gabriel gary george gilbert gordon "
      + "grace hannah harris harrison harry helen helena henry herbert howard hugo isaac jack jacob james "
      + "jane jason jenny jerry jessica jim jimmy joan joe john jonathan joseph joshua joyce judy julia "
      + "julie justin karl kate katherine keith kelly kelvin ken kenneth kevin larry laura laurence "
      + "lawrence leo leon leonard leonardo lily linda lisa louis louise lucas lucy luke margaret maria "
      + "mark martin mary matthew max michael michelle nancy nathan nelson nicholas nick nicole norman "
      + "oliver oscar owen pamela patrick paul pauline percy peter philip phillip raymond rebecca richard "
      + "robert robin roger roland ronald roy ruby russell sally samuel sandra sarah sebastian simon sophia "
      + "stanley stephen steven stewart stuart susan sylvia ted teresa theresa thomas tim timothy tom tommy "
      + "tony victor victoria vincent vivian walter warren wendy wesley william wilson winston yvonne zoe")
      .split(separator: " ").map { PartLexicon.hash($0.utf8) })
}
