/// Dates that stand alone on a line, as below a signature: `Hong Kong, 13 March 2018`,
/// `March 13, 2018`, `Singapore 5 May 2021`, 香港，二零一八年三月十三日, 2018年3月13日, 二○二六年一月五日.
///
/// Left alone on purpose: `13/03/2018`, whose order is a guess, and dates inside sentences.
struct LineDate: Equatable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  /// ISO 8601.
  var iso: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// The line, or its first or last cell, is nothing but a date, perhaps with a place or a label.
  static func isPossible(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    parse(bytes, start, end) != nil
  }

  /// The date that a line consists of. Units: bytes. Complexity: O(1): lines over 160 bytes have none.
  static func parse(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> LineDate? {
    var end = end
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x2E || bytes[end - 1] == 0x2A {
      end -= 1
    }
    end = weekdayBegin(bytes, start, end)
    guard end - start >= 8, end - start <= 160 else { return nil }
    // `12 August 2024, Hong Kong`
    var isPlaceBehind = false
    if LetterClass.isLetter(bytes[end - 1]), let cut = placeBegin(bytes, start, end) {
      end = cut
      isPlaceBehind = true
    }
    // Only a digit or 日 ends a date line.
    let last = bytes[end - 1]
    guard LetterClass.isDigit(last) || last == 0xA5 && bytes[end - 2] == 0x97 else { return nil }
    var at = start
    while at < end {
      let byte = bytes[at]
      if let (date, next) = date(bytes, at, end) {
        guard date.isValid, hasDatePrefix(bytes, start, at), at == start || !isPlaceBehind else {
          return nil
        }
        return next == end || bytes[next] == 0x09 || isTime(bytes, next, end) ? date : nil
      }
      at += byte < 0x80 ? 1 : UTF8Scan.scalar(bytes, at: at).length
    }
    return nil
  }

  /// ` 17:32:05` up to the end.
  private static func isTime(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 5, end - start <= 9, bytes[start] == 0x20 else { return false }
    for at in (start + 1)..<end where !LetterClass.isDigit(bytes[at]) && bytes[at] != 0x3A {
      return false
    }
    return true
  }

  /// The comma before a place of letters and blanks alone at the end, behind a digit.
  private static func placeBegin(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var at = end
    while at > start, end - at < 24, LetterClass.isLetter(bytes[at - 1]) || bytes[at - 1] == 0x20 {
      // Each word of a place has a capital.
      if bytes[at - 1] &- 0x61 < 26, at >= 2, bytes[at - 2] == 0x20 { return nil }
      at -= 1
    }
    guard at > start + 8, bytes[at - 1] == 0x2C, LetterClass.isDigit(bytes[at - 2]) else {
      return nil
    }
    return at - 1
  }

  /// `(Tuesday)` and （星期二） at the end are left out.
  private static func weekdayBegin(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    guard end - start >= 16,
      bytes[end - 1] == 0x29 || ByteMatch.ends(bytes, start, end, with: "）")
    else { return end }
    let isWeekday =
      ByteMatch.findFolded(bytes, end - 7, end, "day)") != nil
      || ByteMatch.find(bytes, end - 15, end, "星期") != nil
    guard isWeekday else { return end }
    var at = end - 1
    while at > start, end - at <= 16 {
      if bytes[at] == 0x28 || ByteMatch.starts(bytes, at, end, with: "（") {
        while at > start, bytes[at - 1] == 0x20 { at -= 1 }
        return at
      }
      at -= 1
    }
    return end
  }

  private var isValid: Bool {
    (1950...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
  }

  /// Place, label or nothing.
  private static func hasDatePrefix(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ at: Int
  ) -> Bool {
    var end = at
    var last: UInt32 = 0
    while end > start {
      let scalar = UTF8Scan.scalar(bytes, before: end)
      if scalar.value != 0x20, scalar.value != 0x09 {
        last = scalar.value
        break
      }
      end -= scalar.length
    }
    guard end > start else { return true }
    if last == 0x3A || last == 0xFF1A || end < at && bytes[end] == 0x09 {
      return isDateLabel(bytes, start, end)
        || bytes[end - 1] >= 0x80 && isHanPlace(bytes, start, end)
    }
    let hasComma = last == 0x2C || last == 0xFF0C
    if bytes[end - 1] >= 0x80, !hasComma {
      return ByteMatch.ends(bytes, start, end, with: "董事会")
        || ByteMatch.ends(bytes, start, end, with: "董事會") || isHanPlace(bytes, start, end)
    }
    if hasComma, bytes[start] >= 0xE3, bytes[start] <= 0xE9 {
      // 中國，成都，: no more than a place.
      return end - start <= 48
    }
    // Capitalised words: a place with a comma, or one of three words without.
    var words = 0
    var isStart = true
    for position in start..<end {
      let byte = bytes[position]
      if LetterClass.isLetter(byte) {
        if isStart {
          words += 1
          if byte >= 0x61, !isSmallWord(bytes, start, position, at) { return false }
          // `HELD ON 27 JULY 2022`, `AS AT`: the date is one in a sentence.
          if !hasComma, isPreposition(bytes, position, end) { return false }
        }
        isStart = false
      } else {
        if LetterClass.isDigit(byte) || byte == 0x28 { return false }
        isStart = byte == 0x20
      }
    }
    return words <= (hasComma ? 12 : 3)
  }

  /// The line ends with one of these words, whatever their case.
  private static func isPreposition(
    _ bytes: borrowing Span<UInt8>, _ position: Int, _ end: Int
  ) -> Bool {
    guard end - position <= 6 else { return false }
    for word in prepositions
    where end - position == word.utf8CodeUnitCount
      && ByteMatch.startsFolded(bytes, position, end, with: word)
    {
      return true
    }
    return false
  }

  private static let prepositions: [StaticString] = [
    "on", "at", "of", "as", "to", "by", "in", "from", "until", "before", "after", "since", "ended",
    "ending", "for", "till",
  ]

  /// `dated this 9th day of`, `the PRC`, `Republic of Korea`: words that are small in a date line.
  private static func isSmallWord(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ position: Int, _ date: Int
  ) -> Bool {
    if ByteMatch.starts(bytes, position, date, with: "the ")
      || ByteMatch.startsFolded(bytes, position, date, with: "dated")
      || ByteMatch.starts(bytes, position, date, with: "this ")
    {
      return true
    }
    // `Hong Kong and Singapore, 8 November 2023`
    if ByteMatch.starts(bytes, position, date, with: "and "), position > start + 2,
      position + 4 < date
    {
      return bytes[position + 4] &- 0x41 < 26
    }
    guard ByteMatch.starts(bytes, position, date, with: "of ") else { return false }
    for word in states where ByteMatch.ends(bytes, start, position, with: word) { return true }
    return false
  }

  private static let states: [StaticString] = [
    "Republic ", "Region ", "States ", "City ", "Kingdom ", "Province ", "District ", "State ",
  ]

  /// 中国 北京, 中國·洛陽: a place before the date, of a country or with nothing else said.
  private static func isHanPlace(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard end - start <= 36 else { return false }
    for country in countries where ByteMatch.starts(bytes, start, end, with: country) {
      for at in start..<end where LetterClass.isDigit(bytes[at]) { return false }
      return ByteMatch.find(bytes, start, end, "於") == nil
        && ByteMatch.find(bytes, start, end, "于") == nil
        && ByteMatch.find(bytes, start, end, "至") == nil
    }
    return false
  }

  private static let countries: [StaticString] = [
    "中国", "中國", "中華人民共和國", "中华人民共和国", "香港", "澳門", "新加坡",
  ]

  private static func isDateLabel(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    if ByteMatch.startsFolded(bytes, start, end, with: "date") { return end - start <= 48 }
    let isShort = end - start <= 18
    return isShort
      && (ByteMatch.starts(bytes, start, end, with: "日期")
        || ByteMatch.starts(bytes, start, end, with: "呈交日期")
        || ByteMatch.starts(bytes, start, end, with: "公告日期")
        || ByteMatch.starts(bytes, start, end, with: "刊發日期")
        || ByteMatch.starts(bytes, start, end, with: "披露日期"))
  }

  /// The date at `at` and where it ends.
  private static func date(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int
  ) -> (LineDate, Int)? {
    let byte = bytes[at]
    if byte >= 0x80 {
      guard HanNumeral.value(UTF8Scan.scalar(bytes, at: at).value) != nil else { return nil }
      return hanDate(bytes, at, end)
    }
    if LetterClass.isDigit(byte) {
      let (first, next) = number(bytes, at, end)
      if next - at == 4 {
        if let found = hanDate(bytes, at, end) { return found }
        guard next < end, bytes[next] == 0x2D else { return nil }
        let (month, monthEnd) = number(bytes, next + 1, end)
        guard monthEnd == next + 3, monthEnd < end, bytes[monthEnd] == 0x2D else { return nil }
        let (day, dayEnd) = number(bytes, monthEnd + 1, end)
        guard dayEnd == monthEnd + 3 else { return nil }
        return (LineDate(year: first, month: month, day: day), dayEnd)
      }
      guard next - at <= 2 else { return nil }
      if next + 8 < end, bytes[next] == 0x2D,
        let (month, monthEnd) = monthName(bytes, next + 1, end),
        monthEnd < end, bytes[monthEnd] == 0x2D
      {
        // 28-Jun-2023
        let (year, yearEnd) = number(bytes, monthEnd + 1, end)
        guard yearEnd - monthEnd == 5 else { return nil }
        return (LineDate(year: year, month: month, day: first), yearEnd)
      }
      var position = next
      if position + 2 <= end, LetterClass.isLetter(bytes[position]) { position += 2 }  // 13th
      position = skipBlanks(bytes, position, end)
      if ByteMatch.starts(bytes, position, end, with: "day ") { position += 4 }
      if ByteMatch.starts(bytes, position, end, with: "of ") { position += 3 }
      guard position > next, let (month, monthEnd) = monthName(bytes, position, end) else {
        return nil
      }
      position = skipBlanks(bytes, monthEnd, end)
      let (year, yearEnd) = number(bytes, position, end)
      guard yearEnd - position == 4 else { return nil }
      return (LineDate(year: year, month: month, day: first), yearEnd)
    }
    guard byte &- 0x41 < 26, let (month, monthEnd) = monthName(bytes, at, end) else { return nil }
    var position = skipBlanks(bytes, monthEnd, end)
    let (day, dayEnd) = number(bytes, position, end)
    guard dayEnd > position, dayEnd - position <= 2 else { return nil }
    position = skipBlanks(bytes, dayEnd, end)
    guard position > dayEnd else { return nil }
    let (year, yearEnd) = number(bytes, position, end)
    guard yearEnd - position == 4 else { return nil }
    return (LineDate(year: year, month: month, day: day), yearEnd)
  }

  private static func skipBlanks(_ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int) -> Int {
    var at = from
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x2C { at += 1 }
    return at
  }

  private static func number(
    _ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int
  ) -> (value: Int, end: Int) {
    var at = from
    var value = 0
    while at < end, LetterClass.isDigit(bytes[at]), at - from < 9 {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    return (value, at)
  }

  static func monthName(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int
  ) -> (month: Int, end: Int)? {
    guard at + 3 <= end, bytes[at] &- 0x41 < 26 else { return nil }
    let key =
      UInt32(bytes[at] | 0x20) << 16 | UInt32(bytes[at + 1] | 0x20) << 8
      | UInt32(bytes[at + 2] | 0x20)
    guard let index = monthKeys.firstIndex(of: key) else { return nil }
    var next = at + 3
    while next < end, LetterClass.isLetter(bytes[next]) { next += 1 }
    guard next - at == 3 || next - at == monthLengths[index] || next - at == 4 else { return nil }
    if next < end, bytes[next] == 0x2E { next += 1 }
    return (index + 1, next)
  }

  private static let monthKeys: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { name in name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
  private static let monthLengths = [7, 8, 5, 5, 3, 4, 4, 6, 9, 7, 8, 8]

  /// 2018年3月13日 or 二零一八年三月十三日, blanks between the parts allowed.
  private static func hanDate(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int
  ) -> (LineDate, Int)? {
    guard let (year, yearEnd) = HanNumeral.number(bytes, at, end),
      let afterYear = unit(bytes, yearEnd, end, 0x5E74),
      let (month, monthEnd) = HanNumeral.number(bytes, afterYear, end),
      let afterMonth = unit(bytes, monthEnd, end, 0x6708),
      let (day, dayEnd) = HanNumeral.number(bytes, afterMonth, end),
      let next = unit(bytes, dayEnd, end, 0x65E5)
    else { return nil }
    return (LineDate(year: year, month: month, day: day), next)
  }

  /// Behind the unit and the blanks around it.
  private static func unit(
    _ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int, _ unit: UInt32
  ) -> Int? {
    var at = from
    while at < end, bytes[at] == 0x20 { at += 1 }
    guard at < end else { return nil }
    let scalar = UTF8Scan.scalar(bytes, at: at)
    guard scalar.value == unit else { return nil }
    at += scalar.length
    while at < end, bytes[at] == 0x20 { at += 1 }
    return at
  }
}

/// Chinese numerals of dates: digits in a row (二零一八), tens (十三, 二十一, 廿一), ASCII digits.
enum HanNumeral {
  /// 0...10, 20 for 廿, 30 for 卅; nil for another code point. ○ U+25CB is the zero of 二○二六.
  static func value(_ scalar: UInt32) -> Int? {
    switch scalar {
    case 0x3007, 0x25CB, 0x96F6, 0x25EF, 0xFF2F: 0
    case 0x4E00, 0x58F9: 1
    case 0x4E8C, 0x8CB3, 0x8D30: 2
    case 0x4E09, 0x53C1: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    case 0x5341: 10
    case 0x5EFF: 20
    case 0x5345: 30
    default: nil
    }
  }

  /// The number at `from` and where it ends; at most six numerals.
  static func number(
    _ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int
  ) -> (value: Int, end: Int)? {
    var at = from
    var total = 0
    var count = 0
    var hasTens = false
    while at < end, count < 6 {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      if scalar.value &- 0x30 < 10 {
        total = total * 10 + Int(scalar.value - 0x30)
      } else if let numeral = value(scalar.value) {
        if numeral >= 10 {
          // 十 after a digit multiplies it; 廿 and 卅 stand for themselves.
          guard !hasTens, total < 10 else { return nil }
          total = numeral == 10 ? max(1, total) * 10 : numeral
          hasTens = true
        } else {
          total = hasTens ? total + numeral : total * 10 + numeral
        }
      } else {
        break
      }
      count += 1
      at += scalar.length
    }
    return count > 0 ? (total, at) : nil
  }
}
