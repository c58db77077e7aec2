/// Finds the figures of a sentence of either language.
///
/// A number that is part of a word or a code (`NCT03090659`, `A-3`) counts by its digits. Complexity:
/// O(n).
struct FigureScanner {
  private(set) var figures: [Figure] = []
  private var at = 0
  private var end = 0

  /// Reads `start..<end` of a text, valid UTF-8.
  mutating func read(_ text: [UInt8], _ start: Int, _ end: Int) {
    figures.removeAll(keepingCapacity: true)
    (at, self.end) = (start, end)
    let bytes = text.span
    while at < end {
      let byte = bytes[at]
      if byte &- 0x30 < 10 {
        digits(bytes)
      } else if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
        word(bytes)
      } else if byte < 0x80 {
        at += 1
      } else {
        let scalar = UTF8Scan.scalar(bytes, at: at)
        if HanNumeral.value(scalar.value) != nil {
          hanNumber(bytes)
        } else {
          at += scalar.length
        }
      }
    }
  }

  private mutating func add(_ value: Figure.Value, _ start: Int, isWord: Bool = false) {
    figures.append(Figure(value: value, start: start, end: at, isWord: isWord))
  }

  // MARK: - Digits

  /// A decimal number with thousands separators from `at` on; moves behind it.
  private mutating func decimal(_ bytes: borrowing Span<UInt8>) -> (
    digits: UInt64, exponent: Int, isPlain: Bool
  ) {
    var digits: UInt64 = 0
    var exponent = 0
    var isPlain = true
    var isFraction = false
    while at < end {
      let byte = bytes[at]
      if byte &- 0x30 < 10 {
        if digits < 1_000_000_000_000_000_000 {
          digits = digits * 10 + UInt64(byte - 0x30)
          if isFraction { exponent -= 1 }
        } else if !isFraction {
          exponent += 1
        }
        at += 1
      } else if byte == 0x2C, !isFraction, isDigits(bytes, at + 1, 3) {
        isPlain = false
        at += 1
      } else if byte == 0x2E, !isFraction, isDigits(bytes, at + 1, 1) {
        isPlain = false
        isFraction = true
        at += 1
      } else {
        break
      }
    }
    return (digits, exponent, isPlain)
  }

  /// Exactly `count` digits stand at `place`, or at least one where `count` is 1.
  private func isDigits(_ bytes: borrowing Span<UInt8>, _ place: Int, _ count: Int) -> Bool {
    guard place + count <= end else { return false }
    for index in place..<(place + count) where bytes[index] &- 0x30 >= 10 { return false }
    return count == 1 || place + count == end || bytes[place + count] &- 0x30 >= 10
  }

  private mutating func digits(_ bytes: borrowing Span<UInt8>) {
    let start = at
    let first = decimal(bytes)
    let value = Int(clamping: first.digits)
    if first.isPlain, start + 4 >= at {
      if hanDate(bytes, start, value) || englishDate(bytes, start, day: value)
        || isoDate(bytes, start, value) || time(bytes, start, value)
      {
        return
      }
    }
    let exponent = first.exponent + scale(bytes)
    add(Figure.number(first.digits, exponent), start)
  }

  /// `million`, `bn`, 百萬, 億 … behind a number: its power of ten; moves behind it.
  private mutating func scale(_ bytes: borrowing Span<UInt8>) -> Int {
    var power = 0
    var place = at
    if place < end, bytes[place] == 0x20 || bytes[place] == 0x2D { place += 1 }
    for (word, scale) in Self.scales
    where ByteMatch.startsFolded(bytes, place, end, with: word) {
      let behind = place + word.utf8CodeUnitCount
      guard behind == end || !Self.isLetter(bytes[behind]) else { continue }
      at = behind
      // `hundred million`
      if scale == 2 { return 2 + self.scale(bytes) }
      return scale
    }
    place = at
    if place < end, bytes[place] == 0x20 { place += 1 }
    while place + 2 < end, let scale = HanNumeral.scale(UTF8Scan.scalar(bytes, at: place).value) {
      power += scale
      place += 3
      at = place
    }
    return power
  }

  private static let scales: [(StaticString, Int)] = [
    ("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12), ("mn", 6),
    ("bn", 9), ("mil", 6),
  ]

  /// 2018年3月13日, 3月13日, 2018年3月.
  private mutating func hanDate(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ first: Int
  ) -> Bool {
    let behind = at
    var numbers = [0, 0, 0]
    var value = first
    var unit = 0
    var isFound = false
    var last = at
    while true {
      var place = at
      if place < end, bytes[place] == 0x20 { place += 1 }
      guard place + 2 < end else { break }
      guard let found = HanNumeral.dateUnit(UTF8Scan.scalar(bytes, at: place).value), found >= unit
      else { break }
      numbers[found] = value
      unit = found + 1
      isFound = isFound || found > 0
      at = place + 3
      last = at
      if at < end, bytes[at] == 0x20 { at += 1 }
      guard unit < 3, let next = smallNumber(bytes) else { break }
      value = next
    }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    // 6月 with no day and no year may be a number of months.
    guard isFound, month >= 1, month <= 12, day <= 31, day > 0 || year >= 1900, year < 10_000 else {
      at = behind
      return false
    }
    at = last
    add(.date(year: Int16(year), month: Int8(month), day: Int8(day)), start)
    return true
  }

  /// Digits or Chinese numerals below a hundred, for months and days; moves behind them.
  private mutating func smallNumber(_ bytes: borrowing Span<UInt8>) -> Int? {
    var value = 0
    var place = at
    while place < end, bytes[place] &- 0x30 < 10, place - at < 2 {
      value = value * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    if place > at {
      at = place
      return value
    }
    let (number, behind) = HanNumeral.read(bytes, at, end)
    guard behind > at, let number, number < 100 else { return nil }
    at = behind
    return Int(number)
  }

  /// `13 March 2018`, `13th March`.
  private mutating func englishDate(
    _ bytes: borrowing Span<UInt8>, _ start: Int, day: Int
  ) -> Bool {
    guard day >= 1, day <= 31 else { return false }
    let behind = at
    for suffix in Self.ordinals where ByteMatch.starts(bytes, at, end, with: suffix) {
      at += 2
      break
    }
    for filler in Self.dayFillers where ByteMatch.startsFolded(bytes, at, end, with: filler) {
      at += filler.utf8CodeUnitCount
      break
    }
    guard let month = month(bytes) else {
      at = behind
      return false
    }
    let year = yearBehind(bytes)
    add(.date(year: Int16(year), month: Int8(month), day: Int8(day)), start)
    return true
  }

  private static let ordinals: [StaticString] = ["st", "nd", "rd", "th"]
  private static let dayFillers: [StaticString] = [" day of ", " of ", " ", "-"]

  /// The month whose name stands at `at`; moves behind it.
  private mutating func month(_ bytes: borrowing Span<UInt8>) -> Int? {
    guard let (month, behind) = LineDate.monthName(bytes, at, end) else { return nil }
    at = behind
    return month
  }

  /// `, 2018`: the year behind a month or a day, 0 for none; moves behind it.
  private mutating func yearBehind(_ bytes: borrowing Span<UInt8>) -> Int {
    var place = at
    while place < end, place - at < 2,
      bytes[place] == 0x20 || bytes[place] == 0x2C || bytes[place] == 0x2D
    {
      place += 1
    }
    guard place > at, isDigits(bytes, place, 4), bytes[place] == 0x31 || bytes[place] == 0x32 else {
      return 0
    }
    var year = 0
    for index in place..<(place + 4) { year = year * 10 + Int(bytes[index] - 0x30) }
    at = place + 4
    return year
  }

  /// `2018-03-13`, `2018/3/13`, `13/03/2018`.
  private mutating func isoDate(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ first: Int
  ) -> Bool {
    guard at < end, bytes[at] == 0x2D || bytes[at] == 0x2F || bytes[at] == 0x2E else {
      return false
    }
    let sign = bytes[at]
    let behind = at
    at += 1
    guard let second = smallDigits(bytes), at < end, bytes[at] == sign else {
      at = behind
      return false
    }
    at += 1
    let thirdStart = at
    var third = 0
    while at < end, bytes[at] &- 0x30 < 10, at - thirdStart < 4 {
      third = third * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    let isYearFirst = first >= 1900 && first < 2200
    let (year, day) = isYearFirst ? (first, third) : (third, first)
    guard at > thirdStart, year >= 1900, year < 2200, second >= 1, second <= 12, day >= 1,
      day <= 31,
      at == end || bytes[at] &- 0x30 >= 10
    else {
      at = behind
      return false
    }
    add(.date(year: Int16(year), month: Int8(second), day: Int8(day)), start)
    return true
  }

  private mutating func smallDigits(_ bytes: borrowing Span<UInt8>) -> Int? {
    var value = 0
    let start = at
    while at < end, bytes[at] &- 0x30 < 10, at - start < 2 {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    return at > start ? value : nil
  }

  /// `10:30 a.m.`, `4:00 p.m.`
  private mutating func time(_ bytes: borrowing Span<UInt8>, _ start: Int, _ hour: Int) -> Bool {
    guard hour <= 24 else { return false }
    let behind = at
    var minute = 0
    if at < end, bytes[at] == 0x3A, isDigits(bytes, at + 1, 1), at + 3 <= end,
      bytes[at + 2] &- 0x30 < 10
    {
      minute = Int(bytes[at + 1] - 0x30) * 10 + Int(bytes[at + 2] - 0x30)
      at += 3
    } else if !ByteMatch.startsFolded(bytes, at, end, with: " a.m.")
      && !ByteMatch.startsFolded(bytes, at, end, with: " p.m.")
    {
      return false
    }
    guard minute < 60 else {
      at = behind
      return false
    }
    var hours = hour
    var place = at
    if place < end, bytes[place] == 0x20 { place += 1 }
    for (mark, isAfternoon) in Self.halves
    where ByteMatch.startsFolded(bytes, place, end, with: mark) {
      if isAfternoon, hours < 12 { hours += 12 }
      if !isAfternoon, hours == 12 { hours = 0 }
      at = place + mark.utf8CodeUnitCount
      break
    }
    add(.time(Int16(hours * 60 + minute)), start)
    return true
  }

  private static let halves: [(StaticString, Bool)] = [
    ("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("noon", false),
  ]

  // MARK: - Words

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// `March 2018`, `March 13, 2018`, `three`; any other word is passed over.
  private mutating func word(_ bytes: borrowing Span<UInt8>) {
    let start = at
    if bytes[at] &- 0x41 < 26, let month = month(bytes) {
      if at < end, bytes[at] == 0x20, isDigits(bytes, at + 1, 1), !isDigits(bytes, at + 1, 4) {
        let behind = at
        at += 1
        if let day = smallDigits(bytes), day >= 1, day <= 31 {
          let year = yearBehind(bytes)
          if year > 0 || at == end || bytes[at] &- 0x30 >= 10 && bytes[at] != 0x2E {
            add(.date(year: Int16(year), month: Int8(month), day: Int8(day)), start)
            return
          }
        }
        at = behind
      }
      let year = yearBehind(bytes)
      if year > 0 { add(.date(year: Int16(year), month: Int8(month), day: 0), start) }
      return
    }
    while at < end, Self.isLetter(bytes[at]) { at += 1 }
    guard at - start >= 3, at - start <= 9 else { return }
    for (word, value) in Self.words
    where word.utf8CodeUnitCount == at - start
      && ByteMatch.startsFolded(bytes, start, at, with: word)
    {
      let exponent = scale(bytes)
      add(Figure.number(UInt64(value), exponent), start, isWord: true)
      return
    }
  }

  private static let words: [(StaticString, Int)] = [
    ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
    ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13),
    ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18),
    ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60),
    ("seventy", 70), ("eighty", 80), ("ninety", 90), ("first", 1), ("second", 2),
    ("third", 3), ("fourth", 4), ("fifth", 5),
  ]

  // MARK: - Chinese numerals

  /// 二零一八年三月十三日, 上午十時三十分, 十四.
  private mutating func hanNumber(_ bytes: borrowing Span<UInt8>) {
    let start = at
    let (number, behind) = HanNumeral.read(bytes, at, end)
    guard let number, behind > at else {
      at += UTF8Scan.scalar(bytes, at: at).length
      return
    }
    at = behind
    if number < 10_000, hanDate(bytes, start, Int(number)) { return }
    if number <= 24, hanTime(bytes, start, Int(number)) { return }
    add(Figure.number(number, 0), start, isWord: true)
  }

  private mutating func hanTime(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ hour: Int
  ) -> Bool {
    guard at + 2 < end else { return false }
    let unit = UTF8Scan.scalar(bytes, at: at).value
    // 時 时 點 点
    guard unit == 0x6642 || unit == 0x65F6 || unit == 0x9EDE || unit == 0x70B9 else { return false }
    at += 3
    var minute = 0
    let behind = at
    if at + 2 < end, UTF8Scan.scalar(bytes, at: at).value == 0x534A {
      minute = 30
      at += 3
    } else if let found = smallNumber(bytes), at + 2 < end,
      UTF8Scan.scalar(bytes, at: at).value == 0x5206
    {
      minute = found
      at += 3
    } else {
      at = behind
    }
    var hours = hour
    // 下午, 晚上 before it.
    if start >= 6, hours < 12 {
      let mark = UTF8Scan.scalar(bytes, at: start - 6).value
      if mark == 0x4E0B || mark == 0x665A { hours += 12 }
    }
    add(.time(Int16(hours * 60 + min(59, minute))), start)
    return true
  }
}
