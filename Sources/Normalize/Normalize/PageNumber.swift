/// What a line says of the number of its page.
enum PageNumber: Equatable {
  case none
  case strong
  case weak(Int)

  /// `– 2 –`, `Page 3 of 10`, `第 2 頁`, `- iv -` (strong); `12`, `3/10` (weak).
  static func read(_ text: [UInt8], _ start: Int, _ end: Int) -> PageNumber {
    if isPrefixed(text, start, end) || isBarred(text, start, end) { return .strong }
    var digits = 0
    var value = 0
    var romans = 0
    var dashes = 0
    var words = 0
    var han = 0
    var others = 0
    var slashes = 0
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      at += scalar.length
      switch scalar.value {
      case 0x30...0x39:
        digits += 1
        if slashes == 0, value < 100_000 { value = value * 10 + Int(scalar.value - 0x30) }
      case 0xFF10...0xFF19:
        digits += 1
        if value < 100_000 { value = value * 10 + Int(scalar.value - 0xFF10) }
      case 0x2D, 0x2010...0x2015, 0xFF0D, 0x2212: dashes += 1
      case 0x69, 0x76, 0x78, 0x6C, 0x63, 0x49, 0x56, 0x58: romans += 1
      case 0x20, 0xA0, 0x3000, 0xFF0C, 0x2C: break
      case 0x2F: slashes += 1
      case 0x7B2C, 0x9801, 0x9875, 0x5171: han += 1
      case 0x50, 0x70, 0x61, 0x67, 0x65, 0x6F, 0x66, 0x47, 0x45, 0x41: words += 1
      default: others += 1
      }
      if others > 0 || digits > 6 { return .none }
    }
    if dashes == 2, han == 0, words == 0, slashes == 0,
      (digits > 0 && digits <= 4) != (romans > 0 && romans <= 6)
    {
      return isDashed(text, start, end) ? .strong : .none
    }
    // The pages of an appendix: – II-1 –.
    if dashes == 3, han == 0, words == 0, slashes == 0, digits > 0, digits <= 4, romans > 0,
      romans <= 5
    {
      return isDashed(text, start, end) ? .strong : .none
    }
    if dashes > 0 { return .none }
    if han >= 2, digits > 0, romans == 0, words == 0 { return .strong }
    if words > 0 {
      let word = text[start..<min(end, start + 5)].map { $0 | 0x20 }
      return digits > 0 && word.starts(with: Array("page ".utf8)) ? .strong : .none
    }
    if digits > 0, digits <= 4, romans == 0, han == 0 { return .weak(value) }
    return .none
  }

  /// The dashes stand at both ends, so that `2018-3-1` is none.
  private static func isDashed(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    func isDash(_ scalar: UInt32) -> Bool {
      scalar == 0x2D || (0x2010...0x2015).contains(scalar) || scalar == 0xFF0D || scalar == 0x2212
    }
    return isDash(UTF8Scan.scalar(text, at: start).value)
      && isDash(UTF8Scan.scalar(text, before: end).value)
  }

  /// `IFA – 3`, `II – 5`, `App – 12`: the letters of a part of a document, a dash between blanks, a number.
  private static func isPrefixed(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard end > start, end - start <= 16, text[end - 1] &- 0x30 < 10 else { return false }
    var at = start
    while at < end, text[at] &- 0x41 < 26 || text[at] &- 0x61 < 26 { at += 1 }
    let word = text[start..<at]
    let isPart =
      parts.contains { word.elementsEqual($0.utf8) }
      || !word.isEmpty && word.count <= 5
        && word.allSatisfy { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }
    guard isPart, at < end, text[at] == 0x20 else { return false }
    at += 1
    let dash = UTF8Scan.scalar(text, at: at)
    guard dash.value == 0x2D || dash.value == 0x2013 || dash.value == 0x2014 else { return false }
    at += dash.length
    guard at + 1 < end, text[at] == 0x20, end - at <= 4 else { return false }
    return text[(at + 1)..<end].allSatisfy { $0 &- 0x30 < 10 }
  }

  private static let parts = ["IFA", "IBC", "App", "APP", "EGM", "AGM", "SGM", "NOTICE", "F"]

  /// `Page | 1`, `1 | Page`, `1 | P a g e`, as word processors set it.
  private static func isBarred(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard end - start <= 24, let bar = text[start..<end].firstIndex(of: 0x7C) else { return false }
    func isNumber(_ side: ArraySlice<UInt8>) -> Bool {
      let digits = side.filter { $0 != 0x20 }
      return !digits.isEmpty && digits.count <= 4 && digits.allSatisfy { $0 &- 0x30 < 10 }
    }
    func isPage(_ side: ArraySlice<UInt8>) -> Bool {
      side.filter { $0 != 0x20 }.map { $0 | 0x20 }.elementsEqual("page".utf8)
    }
    let (a, b) = (text[start..<bar], text[(bar + 1)..<end])
    return isNumber(a) && isPage(b) || isPage(a) && isNumber(b)
  }
}
