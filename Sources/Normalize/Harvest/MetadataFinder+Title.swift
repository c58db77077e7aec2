/// The title of an announcement, report or circular.
extension MetadataFinder {
  /// The lines in heading form below the parties of the cover, joined with blanks.
  ///
  /// A title ends before the first paragraph and, but for a type of announcement alone
  /// (`JOINT ANNOUNCEMENT`), a numbered list or 及, at the first blank line.
  func title(_ text: [UInt8], _ structure: Structure, _ cover: Cover) -> String? {
    let bytes = text.span
    if let exhibit = exhibitTitle(bytes, structure) { return exhibit }
    let lines = structure.lines
    var first = cover.titleLine
    if let party = cover.parties.first, cover.titleLine < party.lines.lowerBound, party.hasName,
      cover.titleLine == 0
    {
      first = 0
    }
    var chosen: [Structure.Line] = []
    var index = first
    let end = max(cover.end, min(first + 1, lines.count))
    while index < min(lines.count, end + 1), chosen.count < 12 {
      let line = lines[index]
      defer { index += 1 }
      guard line.end > line.start else { continue }
      if Cover.isParagraph(bytes, line) { break }
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

  /// `Exhibit 99.1` of a Form 6-K is followed by the headline.
  private func exhibitTitle(
    _ bytes: borrowing Span<UInt8>, _ structure: Structure
  ) -> String? {
    let lines = structure.lines
    for index in lines.indices.prefix(60)
    where ByteMatch.startsFolded(bytes, lines[index].start, lines[index].end, with: "exhibit 99") {
      guard index + 1 < lines.count else { return nil }
      let line = lines[index + 1]
      let (start, end) = CoverTitle.range(bytes, line)
      guard start < end, !Cover.isParagraph(bytes, line) else { return nil }
      return ListingCodes.string(bytes, start, end)
    }
    return nil
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
