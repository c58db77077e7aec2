/// Words at the edges of lines that say whether a sentence, a name or a field goes on.
extension LineText {
  /// `(Note⏎1)`: the number or letter that `b` begins with closes the bracket of `a`, and is no
  /// enumerator.
  func closesBracket(_ bStart: Int, _ bEnd: Int, of aStart: Int, _ aEnd: Int) -> Bool {
    var at = aEnd
    while at > aStart, aEnd - at < 12, (bytes[at - 1] | 0x20) &- 0x61 < 26 { at -= 1 }
    guard at > aStart, at < aEnd, bytes[at - 1] == 0x28 else { return false }
    return bStart < bEnd && bytes[bStart] != 0x28 && bytes[bStart] < 0x80
  }

  /// The legal form of the name that the line above ends in: `Limited (中文)`, `Co., Ltd.,`.
  func beginsWithForm(_ start: Int, _ end: Int) -> Bool {
    for form in Self.forms where ByteMatch.startsFolded(bytes.span, start, end, with: form) {
      let behind = start + form.utf8CodeUnitCount
      guard behind < end, bytes[behind] != 0x20 else {
        return ByteMatch.findFolded(bytes.span, behind, min(end, behind + 6), " liab") == nil
          && ByteMatch.findFolded(bytes.span, behind, min(end, behind + 6), " part") == nil
      }
      return (bytes[behind] | 0x20) &- 0x61 >= 26
    }
    return false
  }

  private static let forms: [StaticString] = [
    "limited", "ltd", "co., ltd", "co. ltd", "company limited", "inc.", "llc", "plc", "pte. ltd",
  ]

  /// `Mr.`, `No.`: what they say something of follows.
  func endsWithLead(_ start: Int, _ end: Int) -> Bool {
    guard end - start > 3, bytes[end - 1] == 0x2E else { return false }
    return Self.leads.contains { ByteMatch.ends(bytes.span, start, end, with: $0) }
  }

  /// `Mr. TUNG`, where the given name follows on the next line.
  func endsWithSurname(_ start: Int, _ end: Int) -> Bool {
    var at = end
    while at > start, (bytes[at - 1] | 0x20) &- 0x61 < 26 || bytes[at - 1] == 0x2D { at -= 1 }
    guard at < end, at > start + 4, bytes[at] &- 0x41 < 26, bytes[at - 1] == 0x20 else {
      return false
    }
    return endsWithLead(start, at - 1)
  }

  private static let leads: [StaticString] = [
    " Mr.", " Ms.", " Mrs.", " Dr.", " Prof.", " Messrs.", " No.", " Nos.",
  ]

  /// `Mr. Wyland Mui`, `Dr. Kwan Chi Kit, SBS`: the line begins with a person.
  func beginsPerson(_ start: Int, _ end: Int) -> Bool {
    Self.honorifics.contains { ByteMatch.starts(bytes.span, start, end, with: $0) }
  }

  private static let honorifics: [StaticString] = [
    "Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Prof. ", "Professor ", "Madam ", "Sir ", "Mr ", "Ms ", "Mrs ",
    "Dr ",
  ]

  /// `(“Dongguan Gallop”)`, `(the “Vendor”)`: a bracket that defines a term.
  func beginsQuotedBracket(_ start: Int, _ end: Int) -> Bool {
    guard start < end, bytes[start] == 0x28 else { return false }
    let isDefinite = ByteMatch.starts(bytes.span, start + 1, end, with: "the ")
    let quote = start + (isDefinite ? 5 : 1)
    return quote < end && BracketContent.isQuote(bytes, quote)
  }

  /// The full stop at the end closes a word and no sentence: `Ltd.`, `a.m.`, `No.`.
  func endsWithShortWord(_ start: Int, _ end: Int) -> Bool {
    guard end - start > 3, bytes[end - 1] == 0x2E else { return false }
    if bytes[end - 3] == 0x2E, (bytes[end - 2] | 0x20) &- 0x61 < 26 { return true }
    return endsWithAbbreviation(start, end) || endsWithLead(start, end)
  }

  /// `Independent Non-executive Directors: Mr. A`, `Note: …`: up to six words, each with a capital,
  /// and a colon.
  func beginsRole(_ start: Int, _ end: Int) -> Bool {
    guard start < end, bytes[start] &- 0x41 < 26 else { return false }
    let limit = min(end, start + 80)
    let colon = ByteScan.first(0x3A, bytes.span, start, limit)
    guard colon < limit, colon + 1 < end, bytes[colon + 1] == 0x20 else { return false }
    var words = 1
    for at in start..<colon {
      let byte = bytes[at]
      if byte == 0x20 { words += 1 }
      guard byte == 0x20 || byte == 0x2D || (byte | 0x20) &- 0x61 < 26 else { return false }
    }
    if words <= 6, isCapitalised(start, colon) { return true }
    // `Independent non-executive Directors: …`
    return words <= 4 && ByteMatch.find(bytes.span, start, colon, " non-executive ") != nil
  }

  /// A Chinese numeral and the comma that makes it the number of an item: 三、, 十二、.
  func beginsHanItem(_ start: Int, _ end: Int) -> Bool {
    var at = start
    var count = 0
    while at < end, count <= 3 {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      if scalar.value == 0x3001 { return count > 0 }
      guard HanNumeral.value(scalar.value) != nil else { return false }
      count += 1
      at += scalar.length
    }
    return false
  }

  /// The line is the name of a company in ideographs and nothing else, set apart or not:
  /// 山 東 茂 峰 紙 業 股 份 有 限 公 司.
  func isHanCompany(_ start: Int, _ end: Int) -> Bool {
    guard end - start < 160, var tail = hanBefore(start, end), tail.value == 0x53F8 else {
      return false
    }
    guard let before = hanBefore(start, tail.at), before.value == 0x516C else { return false }
    tail = before
    var at = start
    while at < tail.at {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
      switch scalar.value {
      case 0x20, 0x3000, 0x28, 0x29, 0xFF08, 0xFF09: break
      // 關 关 的 之 與 与 於 于 向 由: no name, but the words around one.
      case 0x95DC, 0x5173, 0x7684, 0x4E4B, 0x8207, 0x4E0E, 0x65BC, 0x4E8E, 0x5411, 0x7531:
        return false
      default: guard HanText.isHan(scalar.value) else { return false }
      }
    }
    return true
  }

  private func hanBefore(_ start: Int, _ end: Int) -> (value: UInt32, at: Int)? {
    var at = end
    while at > start, bytes[at - 1] == 0x20 { at -= 1 }
    guard at > start else { return nil }
    let scalar = UTF8Scan.scalar(bytes, before: at)
    return (scalar.value, at - scalar.length)
  }

  /// ，。；：、 stand in the line.
  func hasHanStop(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      if ScalarClassTable.shared[scalar.value] == .cjkStop { return true }
      at += scalar.length
    }
    return false
  }

  /// A bracket is open at the end of the line, and what stands in it so far has ideographs and no
  /// blank: `Maofeng Valley (茂峰山谷`.
  func opensHanBracket(_ start: Int, _ end: Int) -> Bool {
    var hasHan = false
    var at = end
    while at > start, end - at < 120 {
      let scalar = UTF8Scan.scalar(bytes, before: at)
      switch scalar.value {
      case 0x28, 0xFF08: return hasHan
      case 0x20, 0x29, 0xFF09: return false
      default: break
      }
      if HanText.isHan(scalar.value) { hasHan = true }
      at -= scalar.length
    }
    return false
  }

  /// A letter of ASCII stands in the line.
  func hasLetter(_ start: Int, _ end: Int) -> Bool {
    bytes[start..<end].contains { ($0 | 0x20) &- 0x61 < 26 }
  }

  /// A blank to fill in and the words behind it: `________ being the holder of`.
  func isBlankInSentence(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end, bytes[at] == 0x5F { at += 1 }
    return at - start >= 3 && at + 1 < end && bytes[at] == 0x20 && bytes[at + 1] &- 0x61 < 26
  }
}
