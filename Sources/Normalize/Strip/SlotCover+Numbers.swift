/// Dates, numbers that cite or count pages, and marks of list items.
extension SlotCover {
  private static func isRoman(_ scalar: UInt32) -> Bool {
    // i, v, x, l
    scalar == 0x69 || scalar == 0x76 || scalar == 0x78 || scalar == 0x6C
  }

  /// Chinese numerals as they fold: 〇零○ and 一 to 十, 百.
  static func isNumeral(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3007, 0x96F6, 0x25CB, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
      0x4E5D, 0x5341:
      true
    default: false
    }
  }

  private static func digitsEnd(_ unit: UnitText, _ at: Int) -> Int {
    var at = at
    while unit.isDigit(at) { at += 1 }
    return at
  }

  /// `13 March 2018`, `March 13, 2018`, `March 2018`: the month stands at `start..<end`.
  mutating func coverDate(_ unit: UnitText, _ start: Int, _ end: Int) {
    guard unit.hasDigit, unit.isBlank(end) || unit.scalar(end) == 0x2C else { return }
    var at = unit.skipBlanks(unit.scalar(end) == 0x2C ? end + 1 : end)
    var last = Self.digitsEnd(unit, at)
    if last - at <= 2, last > at {
      at = unit.skipBlanks(unit.scalar(last) == 0x2C ? last + 1 : last)
      last = Self.digitsEnd(unit, at)
    }
    guard last - at == 4, !unit.isWord(last) else { return }
    var first = start
    var day = start
    while unit.isBlank(day - 1) { day -= 1 }
    if day >= 2, day < start {
      // st, nd, rd, th
      if unit.trait(day - 1).contains(.letter), unit.trait(day - 2).contains(.letter) { day -= 2 }
      let behind = day
      while behind - day < 2, unit.isDigit(day - 1) { day -= 1 }
      if day < behind, !unit.isWord(day - 1) { first = day }
    }
    put(Self.bit(.date, .en), first, last)
  }

  mutating func coverNumbers(_ unit: UnitText) {
    var at = 0
    while at < unit.count {
      if unit.isDigit(at), !unit.isDigit(at - 1) { coverCitation(unit, at) }
      let isNumber = unit.isDigit(at) || Self.isNumeral(unit.scalar(at))
      if isNumber || unit.scalar(at) == Self.ordinal {
        at = max(at + 1, coverHanNumber(unit, at))
      } else {
        at += 1
      }
    }
    coverRomanPage(unit)
  }

  /// 第
  private static let ordinal: UInt32 = 0x7B2C
  private static let year: UInt32 = 0x5E74
  private static let month: UInt32 = 0x6708
  private static let day: UInt32 = 0x65E5
  /// What is counted or cited, by all of its forms.
  private static let counters = ScalarSet("條条章節节款部頁页項项號号".unicodeScalars.map(\.value))

  /// `13.10B(2)`, `IV-3`: the digits begin at `start`.
  private mutating func coverCitation(_ unit: UnitText, _ start: Int) {
    var first = start
    if unit.scalar(start - 1) == 0x2D {
      var prefix = start - 1
      while prefix > 0, unit.trait(prefix - 1).contains(.upper), start - prefix < 6 { prefix -= 1 }
      if prefix < start - 1 { first = prefix }
    }
    switch unit.scalar(first - 1) {
    case 0x2E, 0x2C, 0x24: return
    default: if unit.isWord(first - 1) { return }
    }
    var at = Self.digitsEnd(unit, start)
    guard at - start <= 4 else { return }
    while unit.scalar(at) == 0x2E, unit.isDigit(at + 1) { at = Self.digitsEnd(unit, at + 1) }
    var letters = 0
    while letters < 2, at < unit.count, unit.trait(at).contains(.upper) {
      at += 1
      letters += 1
    }
    while unit.scalar(at) == 0x28 {
      var close = at + 1
      while unit.isWord(close) { close += 1 }
      guard close > at + 1, unit.scalar(close) == 0x29 else { break }
      at = close + 1
    }
    // Not the head of a longer number, of an amount or of a word.
    var look = at
    while unit.isWord(look) || unit.scalar(look) == 0x2C {
      if unit.isDigit(look) { return }
      look += 1
    }
    if unit.isWord(at) { return }
    look = unit.skipBlanks(at)
    if unit.scalar(look) == 0x25 { return }
    var end = look
    while end < unit.count, unit.trait(end).contains(.letter) { end += 1 }
    if end > look, Self.measures.contains(unit.hash(look, end)) { return }
    put(Self.bit(.number, .en), first, at)
  }

  /// What makes a number an amount.
  private static let measures: Set<UInt64> = {
    var hashes: Set<UInt64> = []
    for word in ["per", "million", "billion", "share", "shares"] {
      hashes.insert(TextHash.word(word.unicodeScalars.map(\.value)))
    }
    return hashes
  }()

  /// 第13.10B(2)條, 第二十章, 二零二四年, 二零二四年五月三日; returns where to go on.
  private mutating func coverHanNumber(_ unit: UnitText, _ start: Int) -> Int {
    var at = unit.scalar(start) == Self.ordinal ? start + 1 : start
    let first = at
    while unit.isDigit(at) || Self.isNumeral(unit.scalar(at)) || unit.scalar(at) == 0x2E
      || unit.scalar(at) == 0x767E
    {
      at += 1
    }
    let digits = at
    guard digits > first else { return digits }
    while at < unit.count, unit.trait(at).contains(.upper) { at += 1 }
    while unit.scalar(at) == 0x28 {
      var close = at + 1
      while close < unit.count, unit.trait(close).isLatin { close += 1 }
      guard close > at + 1, unit.scalar(close) == 0x29 else { break }
      at = close + 1
    }
    if Self.counters.contains(unit.scalar(at)) {
      put(Self.bit(.number, .zh), start, at + 1)
      return at + 1
    }
    if unit.scalar(digits) == Self.year, digits - first <= 4, digits - first >= 2 {
      if digits - first == 4 { put(Self.bit(.number, .zh), first, digits + 1) }
      return coverHanDate(unit, first, digits + 1)
    }
    // A page behind a leader.
    if first == start, digits == unit.count, digits - first <= 4 {
      var prefix = first
      if unit.scalar(prefix - 1) == 0x2D {
        prefix -= 1
        while prefix > 0, unit.trait(prefix - 1).contains(.upper), first - prefix < 6 {
          prefix -= 1
        }
      }
      // `II-1` needs no TAB.
      if unit.scalar(prefix - 1) == 0x09 || prefix < first - 1 && unit.isBlank(prefix - 1) {
        put(Self.bit(.number, .zh), prefix, digits)
      }
    }
    return digits
  }

  private mutating func coverHanDate(_ unit: UnitText, _ start: Int, _ at: Int) -> Int {
    func numeralsEnd(_ at: Int) -> Int {
      var at = at
      while unit.isDigit(at) || Self.isNumeral(unit.scalar(at)) { at += 1 }
      return at
    }
    let month = numeralsEnd(at)
    guard month > at, month - at <= 3, unit.scalar(month) == Self.month else { return at }
    let day = numeralsEnd(month + 1)
    let hasDay = day > month + 1 && day - month <= 4 && unit.scalar(day) == Self.day
    let end = hasDay ? day + 1 : month + 1
    put(Self.bit(.date, .zh), start, end)
    return end
  }

  /// A Roman page number at the end: `iii`.
  private mutating func coverRomanPage(_ unit: UnitText) {
    var start = unit.count
    while start > 0, Self.isRoman(unit.scalar(start - 1)) { start -= 1 }
    if start < unit.count, !unit.isWord(start - 1) {
      put(Self.bit(.number, .en), start, unit.count)
    }
  }

  /// `(a)`, `iv.`, `2)`, `•` or 一、 at the begin.
  mutating func coverListMark(_ unit: UnitText) {
    var at = unit.skipBlanks(0)
    switch unit.scalar(at) {
    case 0x2D, 0x2013, 0x2014, 0x2022, 0xB7, 0x2A:
      put(Self.bit(.list, .en), 0, unit.skipBlanks(at + 1))
      return
    case 0x28, 0xFF08: at += 1
    default: break
    }
    let first = at
    if unit.isDigit(at) {
      while unit.isDigit(at), at - first < 2 { at += 1 }
    } else if Self.isRoman(unit.scalar(at)) {
      while Self.isRoman(unit.scalar(at)), at - first < 4 { at += 1 }
    } else if unit.isHan(at) ? Self.isListNumeral(unit.scalar(at)) : unit.isWord(at) {
      at += 1
    }
    guard at > first else { return }
    switch unit.scalar(at) {
    case 0x29, 0xFF09, 0x2E, 0x3001: put(Self.bit(.list, .en), 0, unit.skipBlanks(at + 1))
    default: return
    }
  }

  /// 一 to 十, 甲, 乙, 丙, 丁
  private static func isListNumeral(_ scalar: UInt32) -> Bool {
    isNumeral(scalar) || scalar == 0x7532 || scalar == 0x4E59 || scalar == 0x4E19
      || scalar == 0x4E01
  }
}
