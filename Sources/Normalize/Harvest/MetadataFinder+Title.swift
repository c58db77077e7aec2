/// The title of an announcement, report or circular.
extension MetadataFinder {
  /// The lines in heading form below the parties of the cover, joined with blanks.
  ///
  /// A title ends before the first paragraph and, but for a type of announcement alone
  /// (`JOINT ANNOUNCEMENT`), a numbered list or 及, at the first blank line.
  func title(
    _ text: [UInt8], _ structure: Structure, _ cover: Cover, exhibit: Int?
  ) -> String? {
    let bytes = text.span
    if let exhibit, cover.titleLine <= exhibit {
      return exhibitTitle(bytes, structure, exhibit + 1)
    }
    let lines = structure.lines
    var first = cover.titleLine
    if let party = cover.parties.first, cover.titleLine < party.lines.lowerBound, party.hasName,
      cover.titleLine == 0
    {
      first = 0
    }
    var chosen = titleLines(bytes, structure, cover, first, lines.count)
    if chosen.isEmpty, let party = cover.parties.first, cover.headingLine >= 0,
      cover.headingLine < party.lines.lowerBound
    {
      // `ANNUAL RESULTS` above the name of the issuer.
      chosen = titleLines(bytes, structure, cover, cover.headingLine, party.lines.lowerBound)
    }
    guard !chosen.isEmpty else { return nil }
    var result: [UInt8] = []
    for line in chosen {
      let (start, end) = CoverTitle.range(bytes, line)
      guard start < end else { continue }
      if !result.isEmpty { result.append(0x20) }
      result.append(contentsOf: text[start..<end])
    }
    for index in result.indices where result[index] == 0x09 { result[index] = 0x20 }
    return result.isEmpty ? nil : String(decoding: result, as: UTF8.self)
  }

  /// The lines of the title that begins at the line `first` or below, before the line `limit`.
  private func titleLines(
    _ bytes: borrowing Span<UInt8>, _ structure: Structure, _ cover: Cover, _ first: Int,
    _ limit: Int
  ) -> [Structure.Line] {
    let lines = structure.lines
    var chosen: [Structure.Line] = []
    var index = first
    let end = max(cover.end, min(first + 1, lines.count))
    while index < min(limit, end + 1), chosen.count < 12 {
      let line = lines[index]
      defer { index += 1 }
      guard line.end > line.start else { continue }
      if Cover.isParagraph(bytes, line) || BlockClassifier.isSignatureCue(bytes, line) { break }
      let isName = !coverNames.names(bytes, line.start, line.end).isEmpty
      let isLine = !isName && CoverTitle.isTitle(bytes, line, isFirst: chosen.isEmpty)
      if chosen.isEmpty {
        if isLine { chosen.append(line) }
        continue
      }
      if line.beginsBlock || isName, !continues(bytes, chosen, line, isLast: index + 1 >= cover.end)
      {
        if isName, !line.beginsBlock { continue }
        break
      }
      guard isLine else {
        // Names and brackets may stand between: `EN / Annual Report 2021 / 中文 / 二零二一年年報`.
        if isName { continue }
        break
      }
      chosen.append(line)
    }
    return chosen
  }

  /// The first line that is `Exhibit 99.1` and no more: no line of an index of exhibits.
  ///
  /// Complexity: O(1): 200 lines.
  func exhibitLine(_ bytes: borrowing Span<UInt8>, _ structure: Structure) -> Int? {
    let lines = structure.lines
    for index in lines.indices.prefix(200) where lines[index].end - lines[index].start <= 20 {
      let (start, end) = CoverTitle.range(bytes, lines[index])
      guard start < end,
        ByteMatch.startsFolded(bytes, start, end, with: "exhibit 99")
          || ByteMatch.startsFolded(bytes, start, end, with: "ex-99")
      else { continue }
      var at = end
      while at > start, LetterClass.isDigit(bytes[at - 1]) || bytes[at - 1] == 0x2E { at -= 1 }
      // In an index another exhibit or the signatures follow.
      guard at - start <= 8, index + 1 < lines.count else { continue }
      let next = CoverTitle.range(bytes, lines[index + 1])
      let isIndex =
        ByteMatch.startsFolded(bytes, next.0, next.1, with: "exhibit")
        || ByteMatch.startsFolded(bytes, next.0, next.1, with: "ex-")
        || ByteMatch.startsFolded(bytes, next.0, next.1, with: "signature")
      if !isIndex { return index }
    }
    return nil
  }

  /// The headline below `Exhibit 99.1` of a Form 6-K: the first line, and what goes on with it.
  private func exhibitTitle(
    _ bytes: borrowing Span<UInt8>, _ structure: Structure, _ first: Int
  ) -> String? {
    let lines = structure.lines
    var result = ""
    // `99.1` again is no headline.
    let first = first + (first < lines.count && !Self.hasLetter(bytes, lines[first]) ? 1 : 0)
    for index in first..<max(first, min(lines.count, first + 3)) {
      let line = lines[index]
      let (start, end) = CoverTitle.range(bytes, line)
      guard start < end, !Cover.isParagraph(bytes, line), index == first || !line.beginsBlock,
        index == first || CoverTitle.isTitle(bytes, line, isFirst: false)
      else { break }
      if !result.isEmpty { result += " " }
      result += ListingCodes.string(bytes, start, end)
    }
    return result.isEmpty ? nil : result
  }

  private static func hasLetter(_ bytes: borrowing Span<UInt8>, _ line: Structure.Line) -> Bool {
    for at in line.start..<line.end where bytes[at] >= 0x80 || LetterClass.isLetter(bytes[at]) {
      return true
    }
    return false
  }

  /// The line goes on with a title although a blank line stands between.
  private func continues(
    _ bytes: borrowing Span<UInt8>, _ chosen: [Structure.Line], _ line: Structure.Line, isLast: Bool
  ) -> Bool {
    guard let last = chosen.last else { return false }
    if ByteMatch.starts(bytes, line.start, line.end, with: "(1)")
      || ByteMatch.starts(bytes, line.start, line.end, with: "(2)")
      || ByteMatch.starts(bytes, line.start, line.end, with: "AND")
    {
      return true
    }
    let (start, end) = CoverTitle.range(bytes, last)
    if ByteMatch.ends(bytes, start, end, with: "AND")
      || ByteMatch.ends(bytes, start, end, with: "及")
      || ByteMatch.ends(bytes, start, end, with: ";")
    {
      return true
    }
    guard chosen.count == 1 else { return false }
    for word in Self.types
    where end - start == word.utf8CodeUnitCount
      && ByteMatch.startsFolded(bytes, start, end, with: word)
    {
      return true
    }
    // The same title in the other language.
    return (bytes[start] >= 0xE3) != (bytes[line.start] >= 0xE3) && isLast
  }

  /// Types of announcement that stand above the title proper.
  private static let types: [StaticString] = [
    "announcement", "joint announcement", "voluntary announcement", "inside information",
    "inside information announcement", "circular", "clarification announcement",
    "supplemental announcement", "公告", "聯合公告", "自願公告", "自願性公告", "內幕消息", "澄清公告", "補充公告", "通函",
  ]
}
