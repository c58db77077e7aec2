/// Which blanks between two code points go: those that set ideographs and their signs apart.
extension ScalarRepair {
  /// The rule that removes the blanks `from..<to`, or nil where one space stays.
  func gap(
    _ previous: ScalarClass, _ previousScalar: UInt32, _ start: Int, _ from: Int, _ to: Int,
    _ end: Int
  ) -> EditRule? {
    if previous == .newline || previous == .tab || to >= end { return .lineBlank }
    let scalar = UTF8Scan.scalar(text, at: to)
    let next = look.resolved(table[scalar.value], scalar.value)
    if next == .tab { return .lineBlank }
    let isHan = previous == .han || previous == .kana
    let isNextHan = next == .han || next == .kana
    switch (previous, next) {
    case (.han, .han), (.han, .kana), (.kana, .han), (.kana, .kana): return .hanSpace
    case (.cjkOpen, _), (_, .cjkClose), (_, .cjkStop): return .hanSpace
    case (.cjkStop, .han), (.cjkStop, .cjkOpen), (.cjkClose, .han), (.cjkClose, .cjkOpen),
      (.han, .cjkOpen):
      return .hanSpace
    case (.cjkStop, .digit), (.cjkClose, .digit), (.digit, .cjkOpen): return .hanDigitSpace
    case (.han, .digit): return .hanDigitSpace
    case (.digit, .han): return isListNumber(start, from, scalar.value) ? nil : .hanDigitSpace
    case (.han, .dot), (.dot, .han):
      return joinsDot(previous, from, to, end, start) ? .hanSpace : nil
    case (.open, _) where isNextHan: return .hanSpace
    case (_, .close) where isHan: return .hanSpace
    case (_, .open) where isHan: return isNameBracket(to, end) ? .hanSpace : nil
    case (.close, _) where isNextHan: return endsNameBracket(start, from) ? .hanSpace : nil
    case (.quote, _) where isNextHan:
      return previousScalar == 0x201C || previousScalar == 0x2018 ? .hanSpace : nil
    case (_, .quote) where isHan:
      return scalar.value == 0x201D || scalar.value == 0x2019 ? .hanSpace : nil
    default: return nil
    }
  }

  /// A field begins behind the gap `from..<to`, and one stands before it:
  /// `证券代码：000725  证券简称：茂峰纸业`.
  func beginsField(_ start: Int, _ from: Int, _ to: Int, _ end: Int) -> Bool {
    func isColon(_ scalar: UInt32) -> Bool { scalar == 0xFF1A || scalar == 0x3A }
    // Invisible code points may be all that stands behind the gap.
    guard to < end, from > start else { return false }
    var at = to
    var ideographs = 0
    var wasBlank = true
    var scalar = UTF8Scan.scalar(text, at: at)
    while !isColon(scalar.value) {
      if scalar.value == 0x20, !wasBlank {
        // One blank at most, as between ideographs that are set apart.
        wasBlank = true
      } else {
        guard table[scalar.value] == .han, ideographs < 8 else { return false }
        ideographs += 1
        wasBlank = false
      }
      at += scalar.length
      guard at < end else { return false }
      scalar = UTF8Scan.scalar(text, at: at)
    }
    guard ideographs >= 2, at + scalar.length < end,
      !isColon(UTF8Scan.scalar(text, before: from).value)
    else { return false }
    let floor = max(start, from - 120)
    at = from
    while at > floor {
      scalar = UTF8Scan.scalar(text, before: at)
      if isColon(scalar.value) { return true }
      at -= scalar.length
    }
    return false
  }

  /// A number of up to three digits at the line's begin that no unit follows.
  private func isListNumber(_ start: Int, _ from: Int, _ han: UInt32) -> Bool {
    guard from - start <= 5, text[start] != 0x2E else { return false }
    for byte in text[start..<from] where (byte < 0x30 || byte > 0x39) && byte != 0x2E {
      return false
    }
    return !Self.units.contains(han)
  }

  private static let units = ScalarSet(
    "年月日號号時时點点分條条章節项項頁页至億亿萬万千百個个名股元港美人歲岁家間间位份期級级次類类樓楼室座及或倍天週周%％".unicodeScalars
      .map(\.value))

  /// A dot between two ideographs with a blank on one side only, or a name's dot with blanks on
  /// both: `亨利 · 保爾森`. A bullet between blanks separates.
  private func joinsDot(_ previous: ScalarClass, _ from: Int, _ to: Int, _ end: Int, _ start: Int)
    -> Bool
  {
    if previous == .han {
      // Blank before the dot: an ideograph must follow it.
      let dot = UTF8Scan.scalar(text, at: to)
      var at = to + dot.length
      var blanks = 0
      while at < end {
        let scalar = UTF8Scan.scalar(text, at: at)
        let value = table[scalar.value]
        if value.isBlank {
          blanks += 1
        } else {
          return value == .han && (dot.value != 0x2022 || blanks == 0)
        }
        at += scalar.length
      }
      return false
    }
    // Blank behind the dot: an ideograph must stand before it.
    let dot = UTF8Scan.scalar(text, before: from)
    var at = from - dot.length
    var blanks = 0
    while at > start {
      let scalar = UTF8Scan.scalar(text, before: at)
      let value = table[scalar.value]
      if value.isBlank {
        blanks += 1
      } else {
        return value == .han && (dot.value != 0x2022 || blanks == 0)
      }
      at -= scalar.length
    }
    return false
  }

  /// `(北京)` in the middle of a Chinese name: up to six ideographs in ASCII brackets, an ideograph behind.
  private func isNameBracket(_ at: Int, _ end: Int) -> Bool {
    var position = at + 1
    var ideographs = 0
    var closed = false
    while position < end, ideographs <= 6 {
      let scalar = UTF8Scan.scalar(text, at: position)
      let value = table[scalar.value]
      if closed {
        if value == .han { return true }
        guard value.isBlank else { return false }
      } else if value == .han {
        ideographs += 1
      } else if value == .close {
        guard ideographs > 0 else { return false }
        closed = true
      } else if !value.isBlank {
        return false
      }
      position += scalar.length
    }
    return false
  }

  private func endsNameBracket(_ start: Int, _ end: Int) -> Bool {
    guard end > start else { return false }
    var position = end - 1
    var ideographs = 0
    var opened = false
    while position > start, ideographs <= 6 {
      let scalar = UTF8Scan.scalar(text, before: position)
      let value = table[scalar.value]
      if opened {
        if value == .han { return true }
        guard value.isBlank else { return false }
      } else if value == .han {
        ideographs += 1
      } else if value == .open {
        guard ideographs > 0 else { return false }
        opened = true
      } else if !value.isBlank {
        return false
      }
      position -= scalar.length
    }
    return false
  }
}
