/// Groups the lines of a normalized text into blocks and says what each is to a reader.
///
/// A block is a stretch of whole lines, `[start, end)` in bytes without the final line end. The text
/// is normalized, so a line end is one that the filing means: a paragraph, a list item and a
/// footnote are a line each; the rows of a table, the lines of a heading and of a signature that no
/// blank line separates are one block.
///
/// - table: rows (lines with tabs); a row of two cells whose first is a mark or an enumerator is a
///   footnote or a list item;
/// - list item: `- `, `(a)`, `1.`, `（一）`, `甲、`; a numbered short line in heading form is a heading;
/// - footnote: `*`, `#`, `^`, `†`, `+` before a blank or a letter; 附註, Notes;
/// - signature: from `By order of the Board`, 承董事會命, `For and on behalf of` down to the next blank
///   line, or, where the cue stands alone, over the short lines behind it;
/// - heading: a short line without final stop in capitals, in title case or in Chinese;
/// - paragraph: the rest.
///
///     **VOLUNTARY ANNOUNCEMENT**  heading        * For identification purposes only  footnote
///     自願公告  heading                           （一）泓澈环境科技股份有限公司…备案。  listItem
enum BlockClassifier {
  /// Replaces the content of `blocks`. Complexity: O(lines + bytes of lines without a final stop).
  static func blocks(_ text: [UInt8], _ structure: Structure, into blocks: inout [Block]) {
    blocks.removeAll(keepingCapacity: true)
    blocks.reserveCapacity(structure.lines.count)
    let bytes = text.span
    // Short lines that may still belong to a signature whose cue stood alone.
    var signatureLines = 0
    var inSignature = false
    let lines = structure.lines
    for index in lines.indices {
      let line = lines[index]
      guard line.start < line.end, line.end <= bytes.count else { continue }
      if line.beginsBlock { inSignature = false }
      var kind: BlockKind
      if inSignature {
        kind = .signature
      } else {
        kind = kindOf(bytes, line)
        // `(Incorporated in Bermuda with limited liability)` below the names of a cover.
        if kind == .paragraph, blocks.last?.kind == .heading, line.end - line.start <= 200,
          bytes[line.start] == 0x28, bytes[line.end - 1] == 0x29
        {
          kind = .heading
        }
        if kind != .table, isSignatureCue(bytes, line) || isBoardLine(bytes, lines, index) {
          kind = .signature
          inSignature = true
          let isAlone = index + 1 == lines.count || lines[index + 1].beginsBlock
          signatureLines = isAlone && line.end - line.start < 40 ? 4 : 0
        } else if signatureLines > 0 {
          let isShort =
            line.end - line.start < 90 && !endsWithStop(bytes, line) && kind != .footnote
            && !LineDate.isPossible(bytes, line.start, line.end)
          signatureLines = isShort ? signatureLines - 1 : 0
          if isShort { kind = .signature }
        }
      }
      let joins =
        !line.beginsBlock && (kind == .table || kind == .heading || kind == .signature)
        && blocks.last?.kind == kind
      if joins {
        blocks[blocks.count - 1].end = line.end
      } else {
        blocks.append(Block(start: line.start, end: line.end, kind: kind))
      }
    }
  }

  private static func kindOf(_ bytes: borrowing Span<UInt8>, _ line: Structure.Line) -> BlockKind {
    let start = line.start
    let end = line.end
    if isFootnote(bytes, start, end) { return .footnote }
    let mark = listMark(bytes, start, end)
    if line.isRow {
      guard mark.length > 0, start + mark.length < end, bytes[start + mark.length] == 0x09 else {
        return .table
      }
      var at = start + mark.length + 1
      while at < end, bytes[at] != 0x09 { at += 1 }
      if at < end { return .table }
    }
    if mark.length > 0 {
      let isHeading =
        mark.isNumber && isHeading(bytes, min(end, start + mark.length + 1), end)
      return isHeading ? .heading : .listItem
    }
    return isHeading(bytes, start, end) ? .heading : .paragraph
  }

  // MARK: - Edges

  private static func isFootnote(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let byte = bytes[start]
    switch byte {
    case 0x2A, 0x23, 0x5E, 0x2B:
      // `**` and `##` are marks as well.
      var at = start + 1
      while at < min(end, start + 3), bytes[at] == byte { at += 1 }
      let next = at < end ? bytes[at] : 0x0A
      return next == 0x20 || next == 0x09 || LetterClass.isLetter(next)
        || next >= 0xE3 && next <= 0xE9
    case 0x4E:
      return ByteMatch.starts(bytes, start, end, with: "Notes:")
        || ByteMatch.starts(bytes, start, end, with: "Note:")
    case 0xE2:
      return ByteMatch.starts(bytes, start, end, with: "†")
        || ByteMatch.starts(bytes, start, end, with: "‡")
    case 0xE9:
      return ByteMatch.starts(bytes, start, end, with: "附註")
        || ByteMatch.starts(bytes, start, end, with: "附注")
    case 0xE8:
      return ByteMatch.starts(bytes, start, end, with: "註：")
        || ByteMatch.starts(bytes, start, end, with: "註:")
    default: return false
    }
  }

  /// Length of the bullet or enumerator that a line begins with, 0 where there is none.
  private static func listMark(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> (length: Int, isNumber: Bool) {
    let first = UTF8Scan.scalar(bytes, at: start)
    let next = start + first.length < end ? bytes[start + first.length] : 0x0A
    switch first.value {
    case 0x2D, 0x2013, 0x2022, 0x25CF, 0xB7:
      return (next == 0x20 || next == 0x09 ? first.length : 0, false)
    case 0x28, 0xFF08:
      var at = start + first.length
      var count = 0
      while at < end, count < 5 {
        let scalar = UTF8Scan.scalar(bytes, at: at)
        at += scalar.length
        if scalar.value == 0x29 || scalar.value == 0xFF09 {
          return (count > 0 && count < 5 ? at - start : 0, false)
        }
        let isNumeral =
          scalar.value < 0x80
          ? LetterClass.isDigit(UInt8(scalar.value)) || LetterClass.isLetter(UInt8(scalar.value))
          : HanNumeral.value(scalar.value) != nil || isStem(scalar.value)
        guard isNumeral else { return (0, false) }
        count += 1
      }
      return (0, false)
    default: break
    }
    var at = start
    var count = 0
    while at < end, count < 4 {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      let isDigit = scalar.value < 0x80 && LetterClass.isDigit(UInt8(scalar.value))
      if count > 0, scalar.value == 0x3001 { return (at + 3 - start, true) }
      if count > 0, scalar.value == 0x2E || scalar.value == 0x29 {
        // `1.` and `1.2`, but no amount: a blank, a tab or an ideograph follows.
        guard at + 1 < end else { return (0, false) }
        let after = bytes[at + 1]
        if after == 0x20 || after == 0x09 || after >= 0xE3 && after <= 0xE9 {
          return (at + 1 - start, true)
        }
        if LetterClass.isDigit(after), scalar.value == 0x2E {
          at += 1
          continue
        }
        return (0, false)
      }
      if count > 0, bytes[at] == 0x09, at > start + 2 { return (at - start, true) }
      guard isDigit || HanNumeral.value(scalar.value) != nil || isStem(scalar.value) else { break }
      at += scalar.length
      count += 1
    }
    return (0, false)
  }

  /// 甲 乙 丙 丁 戊
  private static func isStem(_ scalar: UInt32) -> Bool {
    scalar == 0x7532 || scalar == 0x4E59 || scalar == 0x4E19 || scalar == 0x4E01 || scalar == 0x620A
  }

  private static func endsWithStop(_ bytes: borrowing Span<UInt8>, _ line: Structure.Line) -> Bool {
    switch UTF8Scan.scalar(bytes, before: line.end).value {
    case 0x2E: !endsWithForm(bytes, line.start, line.end)
    case 0x3B, 0x2C, 0x3002, 0xFF1B, 0xFF0C, 0x3001: true
    default: false
    }
  }

  /// A name ends the line: `Co., Ltd.`
  private static func endsWithForm(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    let at = max(start, end - 5)
    return ByteMatch.findFolded(bytes, at, end, "ltd.") != nil
      || ByteMatch.findFolded(bytes, at, end, "inc.") != nil
      || ByteMatch.findFolded(bytes, at, end, "corp.") != nil
  }

  static func isSignatureCue(
    _ bytes: borrowing Span<UInt8>, _ line: Structure.Line
  ) -> Bool {
    switch bytes[line.start] {
    case 0x42, 0x62:
      return ByteMatch.startsFolded(bytes, line.start, line.end, with: "by order of the")
    case 0x46, 0x66:
      return ByteMatch.startsFolded(bytes, line.start, line.end, with: "for and on behalf")
    case 0x4F, 0x6F:
      return ByteMatch.startsFolded(bytes, line.start, line.end, with: "on behalf of the board")
    case 0x59, 0x79:
      return ByteMatch.startsFolded(bytes, line.start, line.end, with: "yours faithfully")
    case 0xE6: return ByteMatch.starts(bytes, line.start, line.end, with: "承董事")
    case 0xE4: return ByteMatch.starts(bytes, line.start, line.end, with: "代表董事")
    default: return false
    }
  }

  /// `…股份有限公司董事会` above the date at the end: how mainland announcements are signed.
  private static func isBoardLine(
    _ bytes: borrowing Span<UInt8>, _ lines: [Structure.Line], _ index: Int
  ) -> Bool {
    let line = lines[index]
    guard index + 1 < lines.count, line.end - line.start >= 24, line.end - line.start <= 150,
      bytes[line.end - 1] == 0x9A || bytes[line.end - 1] == 0x83,
      ByteMatch.starts(bytes, line.end - 9, line.end, with: "董事会")
        || ByteMatch.starts(bytes, line.end - 9, line.end, with: "董事會")
    else { return false }
    return LineDate.isPossible(bytes, lines[index + 1].start, lines[index + 1].end)
  }

  /// A number before 號 樓 室 座, and 路 道 街 or a floor with it: 希慎道 33 號利園一期 50 樓.
  private static func isHanAddress(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard end - start >= 24 else { return false }
    var parts = 0
    var isNumber = false
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
      switch scalar.value {
      case 0x30...0x39: isNumber = true
      case 0x20: break
      case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341:
        isNumber = true
      // 號 号 樓 楼 室 座 層 层 舖
      case 0x865F, 0x53F7, 0x6A13, 0x697C, 0x5BA4, 0x5EA7, 0x5C64, 0x5C42, 0x8216:
        if isNumber { parts += 1 }
        isNumber = false
      default: isNumber = false
      }
    }
    return parts >= 2
  }

  // MARK: - Headings

  /// The line, but for a number before it, has the form of a heading.
  static func isHeadingLine(_ bytes: borrowing Span<UInt8>, _ line: Structure.Line) -> Bool {
    let mark = listMark(bytes, line.start, line.end)
    var start = min(line.end, line.start + mark.length)
    while start < line.end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    return isHeading(bytes, start, line.end)
  }

  /// The stretch, without its enumerator, has the form of a heading.
  static func isHeading(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end, end - start <= 400 else { return false }
    switch UTF8Scan.scalar(bytes, before: end).value {
    case 0x2E: if !endsWithForm(bytes, start, end) { return false }
    case 0x3B, 0x2C, 0x3A, 0x3002, 0xFF1B, 0xFF0C, 0x3001, 0xFF1A: return false
    default: break
    }
    var upper = 0
    var lower = 0
    var smallWords = 0
    var wordLength = 0
    var startsLow = false
    var han = 0
    var stops = 0
    var at = start
    while at < end {
      let byte = bytes[at]
      if LetterClass.isLetter(byte) {
        let isLow = byte >= 0x61
        if wordLength == 0 { startsLow = isLow }
        wordLength += 1
        if isLow { lower += 1 } else { upper += 1 }
        at += 1
        continue
      }
      // `of`, `and`, `in`, `with`, `from` are small in titles too.
      if wordLength > 4, startsLow { smallWords += 1 }
      wordLength = 0
      // No title in English, and too few ideographs are left for one in Chinese.
      if lower > 0, smallWords > 0 || end - start > 120, han + (end - at) / 3 <= lower + upper {
        return false
      }
      if byte < 0x80 {
        if byte == 0x2C, han > 0 { stops += 1 }
        at += 1
      } else {
        let (kind, length) = LetterClass.wide(bytes, at)
        if kind == .chinese { han += 1 }
        if byte == 0xEF, length == 3, bytes[at + 2] == 0x8C, bytes[at + 1] == 0xBC { stops += 1 }
        at += length
      }
    }
    if wordLength > 4, startsLow { smallWords += 1 }
    if han > lower + upper {
      if isHanAddress(bytes, start, end) { return false }
      return stops == 0 && han <= 45 && !LineDate.isPossible(bytes, start, end)
    }
    if lower == 0 { return upper >= 2 }
    if bytes[start] >= 0x61, bytes[start] <= 0x7A { return false }
    guard end - start <= 120, upper > 0, smallWords == 0 else { return false }
    return !LineDate.isPossible(bytes, start, end)
  }
}
