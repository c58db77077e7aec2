/// The form of the lines that a title is made of.
enum CoverTitle {
  static func range(
    _ bytes: borrowing Span<UInt8>, _ line: Structure.Line
  ) -> (Int, Int) {
    var start = line.start
    var end = line.end
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x5F || bytes[end - 1] == 0x2A {
      end -= 1
    }
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x5F || bytes[start] == 0x2A {
      start += 1
    }
    return (start, end)
  }

  /// `(1) …`, `（二）…`: an item of a title that names several matters.
  static func isItem(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var at = start
    if ByteMatch.starts(bytes, at, end, with: "（") {
      at += 3
    } else if at < end, bytes[at] == 0x28 {
      at += 1
    } else {
      return false
    }
    var count = 0
    while at < end, count < 3 {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      if scalar.value == 0x29 || scalar.value == 0xFF09 { return count > 0 }
      let isNumeral =
        scalar.value &- 0x30 < 10 || scalar.value &- 0xFF10 < 10
        || HanNumeral.value(scalar.value) != nil
      guard isNumeral else { return false }
      count += 1
      at += scalar.length
    }
    return false
  }

  /// Heading form, and none of the lines of a cover that say something else.
  static func isTitle(
    _ bytes: borrowing Span<UInt8>, _ line: Structure.Line, isFirst: Bool
  ) -> Bool {
    let (start, end) = range(bytes, line)
    guard end - start >= 6 || !isFirst, start < end else { return false }
    if bytes[start] >= 0x61, bytes[start] <= 0x7A { return false }
    if LineDate.isPossible(bytes, start, end) || isAddress(bytes, start, end) { return false }
    for word in cues where ByteMatch.startsFolded(bytes, start, end, with: word) { return true }
    if ByteMatch.ends(bytes, start, end, with: "的特色") { return false }
    for word in otherLines where ByteMatch.startsFolded(bytes, start, end, with: word) {
      return false
    }
    if bytes[start] == 0x28 {
      // `(1) SALE AND PURCHASE …`, but not `(Address of principal executive offices)`.
      return start + 1 < end && LetterClass.isDigit(bytes[start + 1])
        || ByteMatch.starts(bytes, start, end, with: "(I")
    }
    if ByteMatch.starts(bytes, start, end, with: "（") {
      let next = UTF8Scan.scalar(bytes, at: min(start + 3, end - 1)).value
      return HanNumeral.value(next) != nil || next &- 0x30 < 10 || next &- 0xFF10 < 10
    }
    if line.isRow { return false }
    var isStop = false
    switch UTF8Scan.scalar(bytes, before: end).value {
    case 0x3B, 0xFF1B: isStop = true
    case 0x3A, 0xFF1A: return false
    default: break
    }
    if BlockClassifier.isHeading(
      bytes, start, isStop ? end - (bytes[end - 1] == 0x3B ? 1 : 3) : end)
    {
      return true
    }
    // Long Chinese titles, and `… SHIP REPAIR CO., LTD.`.
    var lower = 0
    var han = 0
    var at = start
    while at < end {
      let byte = bytes[at]
      if byte >= 0x61, byte <= 0x7A { lower += 1 }
      if byte >= 0xE4, byte <= 0xE9 { han += 1 }
      at += 1
    }
    if han > 0, han * 3 > (end - start) / 2 { return han <= 90 }
    return lower == 0 && han == 0
  }

  /// `8 Wang Kwong Road Kowloon Bay`, `Unit 1203, 12/F, Heron Tower`: a number, but no year, and a street or
  /// a building.
  private static func isAddress(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    var at = start
    while at < end, LetterClass.isDigit(bytes[at]) { at += 1 }
    guard
      at > start && at - start < 4
        || rooms.contains(where: { ByteMatch.startsFolded(bytes, start, end, with: $0) })
    else { return false }
    return streets.contains { street in
      guard let found = ByteMatch.findFolded(bytes, at, end, street) else { return false }
      let behind = found + street.utf8CodeUnitCount
      return behind >= end || !LetterClass.isLetter(bytes[behind])
    }
  }

  private static let rooms: [StaticString] = [
    "unit ", "room ", "suite ", "flat ", "rooms ", "units ",
  ]
  private static let streets: [StaticString] = [
    " road", " street", " avenue", " lane", " drive", " tower", " building", " centre", " plaza",
    "/f",
  ]

  /// What forms are called, however long.
  private static let cues: [StaticString] = ["monthly return", "next day disclosure return"]

  private static let otherLines: [StaticString] = [
    "definitions", "characteristics of", "form 6-k", "6-k", "united states",
    "securities and exchange",
    "contents", "financial advis", "joint financial", "independent financial",
    "sole sponsor", "joint sponsor", "sponsor", "placing agent", "ff301", "to :", "to:",
    "this circular is",
    "釋義", "释义", "目錄", "目录", "財務顧問", "财务顾问", "獨立財務顧問", "獨立董事委員會及", "保薦人", "致：", "此乃要件", "重要內容",
    "重要内容", "for the month ended", "截至月份", "commission file", "公司名稱", "name of issuer", "特此公告",
    "http", "managed by", "to the shareholders", "to the independent", "to the holders",
    "to the qualifying",
    "dear sir", "dear shareholder", "敬啟者", "致列位", "致股東",
  ]
}
