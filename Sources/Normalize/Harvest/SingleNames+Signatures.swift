/// Persons by the line that they stand on: in signatures and below roles.
extension SingleNames {
  /// A line that is a person's name above or below one that is a role, or in a list below one: 主席⏎陳小明,
  /// `Guo Ye⏎Chairman`, `Executive Directors⏎Ng Wai Hung (Chairman)⏎Ho Man Fai`. Returns whether it is.
  mutating func signature(
    _ text: [UInt8], _ lines: [Structure.Line], _ index: Int, before: Bool, behind: Bool,
    isRoster: Bool, _ names: NameCollection
  ) -> Bool {
    let line = lines[index]
    if text[line.start] >= 0xE3 {
      guard before || behind || isRoster else { return false }
      let stop = hanEnd(text, line.start, line.end)
      guard endsLine(text, stop, line.end) else { return false }
      return persons(text, line.start, stop, names, isWhole: true) != nil
    }
    guard behind || isRoster else {
      named(text, lines, index, names)
      return false
    }
    guard let stop = personWords(text, line.start, line.end), endsLine(text, stop, line.end),
      behind && stop == line.end || hasSurname(text, line.start, stop)
    else { return false }
    if !isPaired(line.start, stop), names.index(english: text[line.start..<stop]) == nil {
      candidates.append(
        Candidate(
          kind: .person, start: line.start, end: stop, isHan: false, strength: .bounded, tail: 0,
          confidence: 90))
    }
    return true
  }

  /// Nothing but a bracket stands behind the name that ends at `at`.
  private func endsLine(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    guard at < end else { return true }
    let bytes = text.span
    let open = bytes[at] == 0x20 ? at + 1 : at
    return ByteMatch.starts(bytes, open, end, with: "(") && bytes[end - 1] == 0x29
      || ByteMatch.starts(bytes, open, end, with: "（")
        && ByteMatch.ends(bytes, open, end, with: "）")
  }

  /// The first or the last word is spelled like a surname.
  func hasSurname(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var first = start
    while first < end, text[first] != 0x20, text[first] != 0x2C { first += 1 }
    var last = end
    while last > start, text[last - 1] != 0x20 { last -= 1 }
    return lexicon.isSurname(PartLexicon.hash(text[start..<first]))
      || lexicon.isSurname(PartLexicon.hash(text[last..<end]))
  }

  /// `By: /s/ Serena Duan⏎Name: Serena Duan⏎Title: …`, `Submitted by: …`: reads the name behind its label.
  private mutating func named(
    _ text: [UInt8], _ lines: [Structure.Line], _ index: Int, _ names: NameCollection
  ) {
    let line = lines[index]
    let bytes = text.span
    guard line.end - line.start <= 90 else { return }
    for label in Self.personLabels
    where ByteMatch.starts(bytes, line.start, line.end, with: label) {
      _ = englishList(text, line.start + label.utf8CodeUnitCount, line.end, isSure: true, names)
      return
    }
    let isSpaced = ByteMatch.starts(bytes, line.start, line.end, with: "Name : ")
    guard isSpaced || ByteMatch.starts(bytes, line.start, line.end, with: "Name: "),
      index + 1 < lines.count
    else { return }
    let next = lines[index + 1]
    guard
      Self.titleLabels.contains(where: { ByteMatch.starts(bytes, next.start, next.end, with: $0) })
    else { return }
    _ = englishList(text, line.start + (isSpaced ? 7 : 6), line.end, isSure: true, names)
  }

  private static let personLabels: [StaticString] = [
    "By: /s/ ", "By : /s/ ", "/s/ ", "Submitted by: ", "Submitted by : ", "Contact person: ",
    "Contact Person: ",
  ]
  private static let titleLabels: [StaticString] = [
    "Title: ", "Title : ", "Position: ", "Designation: ",
  ]

  /// The line is a position of a person: 主席, Chairman and Executive Director.
  mutating func isRoleLine(
    _ text: [UInt8], _ lines: [Structure.Line], _ index: Int
  ) -> Bool {
    guard lines.indices.contains(index) else { return false }
    let line = lines[index]
    guard line.end - line.start >= 4, line.end - line.start <= 60 else { return false }
    if text[line.start] >= 0xE3 {
      guard line.end - line.start <= 40 else { return false }
      guard lexicon.isRole(han: text, line.start, line.end) else { return false }
      ahead.read(text, line.start, line.end, lexicon.han)
      return ahead.count <= 10
    }
    // `Chairman and Chief Executive Officer`: each part of it is one.
    var at = line.start
    while let and = ByteMatch.find(text.span, at, line.end, " and ") {
      guard lexicon.isRole(text[at..<and]) else { return false }
      at = and + 5
    }
    return lexicon.isRole(text[at..<line.end])
  }
}
