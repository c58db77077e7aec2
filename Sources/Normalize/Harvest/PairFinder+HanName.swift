/// Chinese names in brackets and cells, without what stands around them.
extension PairFinder {
  /// A Chinese name in a bracket or cell without its marks, titles and honorific.
  struct HanName {
    var start: Int
    var end: Int
    /// It stood in 《》.
    var isTitled = false
    var hasHonorific = false
    /// ® or ™ stood behind it.
    var isRegistered = false
    var mark: UInt8 = 0
  }

  /// The Chinese name that `start..<end` is; nil where it holds anything else.
  func hanName(_ text: [UInt8], _ start: Int, _ end: Int) -> HanName? {
    var name = HanName(start: start, end: end)
    let trimmedEnd = Self.skipMarksLeft(text, start, end)
    name.end = trimmedEnd.end
    name.mark = trimmedEnd.mark
    name.isRegistered =
      ByteMatch.starts(text.span, name.end, text.count, with: "®")
      || ByteMatch.starts(text.span, name.end, text.count, with: "™")
    while name.start < name.end, text[name.start] == 0x20 || text[name.start] == 0x2A {
      name.start += 1
    }
    guard name.start < name.end else { return nil }
    let first = UTF8Scan.scalar(text, at: name.start)
    let last = UTF8Scan.scalar(text, before: name.end)
    // 《關於…的通知》（發改外資[2015]2044號）: the number is no part of the title.
    if first.value == 0x300A, last.value != 0x300B,
      let close = ByteMatch.find(text.span, name.start, name.end, "》"), close + 3 < name.end,
      text[close + 3] == 0x28 || ByteMatch.starts(text.span, close + 3, name.end, with: "（")
    {
      name.isTitled = true
      name.start += first.length
      name.end = close
    } else if first.value == 0x300A, last.value == 0x300B {
      name.isTitled = true
      name.start += first.length
      name.end -= last.length
    } else if first.value == 0x300C,
      last.value == 0x300D || first.value == 0x201C && last.value == 0x201D
    {
      name.start += first.length
      name.end -= last.length
    }
    guard name.end - name.start >= 6, name.end - name.start <= 240 else { return nil }
    var at = name.start
    let bytes = text.span
    while at < name.end {
      if UTF8Scan.leadsIdeograph(bytes[at]) {
        at &+= 3
        continue
      }
      let scalar = UTF8Scan.scalar(bytes, at: at)
      let isAllowed =
        HanText.isHan(scalar.value) || HanText.isDot(scalar.value)
        || scalar.value < 0x80 && EnglishTokenizer.isWordByte(UInt8(scalar.value))
        || scalar.value == 0x20 || scalar.value == 0x28 || scalar.value == 0x29
        || scalar.value == 0xFF08
        || scalar.value == 0xFF09 || scalar.value == 0x2014 || scalar.value == 0x2D
        || scalar.value == 0xFF06
        || scalar.value == 0xFF0D
        || name.isTitled && scalar.value >= 0x3000 && scalar.value <= 0x303F
        || scalar.value == 0x3001 || scalar.value == 0x3014 || scalar.value == 0x3015
      guard isAllowed else { return nil }
      at += scalar.length
    }
    name.end = Self.statusStart(text, name.start, name.end)
    if let length = honorificLength(text, name.start, name.end) {
      name.end -= length
      name.hasHonorific = true
    }
    return name.end - name.start >= 6 ? name : nil
  }

  private static let honorificWords =
    "先生 女士 博士 教授 小姐 太太 醫生 医生 議員 议员 太平紳士 夫人 律師 律师 爵士 医师 醫師 船長 船长 法官 大律師 大律师 院士 勳爵 工程師 工程师"
    .split(separator: " ")
  private static let honorifics: [[UInt8]] = honorificWords.map { Array($0.utf8) }
  private static let honorificTails = ScalarSet(
    Set(honorificWords.compactMap { $0.unicodeScalars.last?.value }).sorted())

  /// An honorific stands at `at`.
  func beginsWithHonorific(_ text: [UInt8], _ at: Int) -> Bool {
    guard at + 6 <= text.count, text[at] >= 0xE3 else { return false }
    return Self.honorifics.contains {
      at + $0.count <= text.count && text[at..<(at + $0.count)].elementsEqual($0)
    }
  }

  /// Bytes of the honorifics at the end, several where they follow one another.
  func honorificLength(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var length = 0
    var found = true
    while found {
      found = false
      guard end - length > start,
        Self.honorificTails.contains(UTF8Scan.scalar(text, before: end - length).value)
      else { break }
      for word in Self.honorifics where end - length - word.count > start {
        if text[(end - length - word.count)..<(end - length)].elementsEqual(word) {
          length += word.count
          found = true
          break
        }
      }
    }
    return length > 0 ? length : nil
  }

  /// Where the bracket begins that says at the end of a company's name what becomes of it: `(in
  /// liquidation)`, （清盤中）. It is no part of the name. `end` where there is none.
  static func statusStart(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    let bytes = text.span
    var close = end
    if close > start, bytes[close - 1] == 0x29 {
      close -= 1
    } else if ByteMatch.ends(bytes, start, close, with: "）") {
      close -= 3
    } else {
      return end
    }
    var open = close
    while open > start, close - open < 60 {
      open -= 1
      let isWide = ByteMatch.starts(bytes, open, close, with: "（")
      guard isWide || bytes[open] == 0x28 else { continue }
      guard isStatus(text, open + (isWide ? 3 : 1), close) else { return end }
      while open > start, bytes[open - 1] == 0x20 { open -= 1 }
      return open
    }
    return end
  }

  /// The bracket `inner..<close` says that a company is wound up.
  static func isStatus(_ text: [UInt8], _ inner: Int, _ close: Int) -> Bool {
    let bytes = text.span
    guard close - inner >= 6, close - inner <= 60 else { return false }
    return statusWords.isFound(in: bytes, inner, close)
  }

  private static let statusWords: FoldedWords = [
    "in liquidation", "provisional liquidat", "voluntary liquidation", "compulsory liquidation",
    "receivership", "receivers", "deregistered", "dissolved", "清盤", "清盘", "清算", "接管中", "破產", "破产",
    "註銷", "注销", "解散",
  ]
}
