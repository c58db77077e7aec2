/// One run of `LanguageSegmenter` over a text.
struct LanguageScan {
  var segments: [Document.Segment]
  /// Inside the last letters of runs with rare ideographs: damage, perhaps.
  private(set) var suspects: [Int] = []
  /// Where the current run begins, with the neutral code points before its first letter.
  var start = 0
  /// The language of the first letter of the line or cell is Chinese.
  var baseIsChinese = false
  /// Evidence of the current Chinese run, of its line or cell, of the text.
  var run = Evidence()
  private var line = Evidence()
  private var document = Evidence()
  /// First segment of the line or cell.
  private var lineFirst = 0
  private var hasUnresolved = false

  struct Evidence {
    /// Code points that only Traditional text has, less those that only Simplified text has.
    var balance = 0

    var language: Language {
      balance == 0 ? .chinese : balance > 0 ? .traditional : .simplified
    }

    mutating func add(_ other: Evidence) { balance += other.balance }
  }

  init(segments: [Document.Segment]) { self.segments = segments }

  mutating func run(_ bytes: borrowing Span<UInt8>, _ han: HanTable) {
    var at = 0
    // Everything up to the first letter goes with it.
    while at < bytes.count {
      let byte = bytes[at]
      let (kind, length) =
        byte < 0x80
        ? (LetterClass.isLetter(byte) ? .western : .neutral, 1) : LetterClass.wide(bytes, at)
      if kind != .neutral {
        baseIsChinese = kind == .chinese || byte < 0x80 && at == 0 && isLone(bytes, at)
        break
      }
      at += length
    }
    guard at < bytes.count else {
      segments.append(Document.Segment(start: 0, end: bytes.count, language: .undetermined))
      return
    }
    if !baseIsChinese {
      at = Self.skipEnglish(bytes, at)
      leaveEnglish(bytes, at)
    }
    while at < bytes.count {
      at = scanChinese(bytes, at, han)
      guard at < bytes.count else { break }
      at = Self.skipEnglish(bytes, at)
      leaveEnglish(bytes, at)
    }
    endLine(to: segments.count)
    if hasUnresolved { settle() }
  }

  // MARK: - Scanning

  /// The next Chinese letter from `at` on, or the end.
  @inline(__always)
  private static func skipEnglish(_ bytes: borrowing Span<UInt8>, _ from: Int) -> Int {
    let count = bytes.count
    var at = from
    while at < count {
      if bytes[at] < 0x80 {
        at += 1
        while at + 8 <= count {
          // Any eight bytes are an integer, and the offset is checked.
          let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
          let high = word.littleEndian & 0x8080_8080_8080_8080
          if high != 0 {
            at += high.trailingZeroBitCount >> 3
            break
          }
          at += 8
        }
        continue
      }
      let (kind, length) = LetterClass.wide(bytes, at)
      if kind == .chinese { return at }
      at += length
    }
    return count
  }

  /// Scans Chinese lines from the letter at `from` to the next western letter, or to the end.
  private mutating func scanChinese(
    _ bytes: borrowing Span<UInt8>, _ from: Int, _ han: HanTable
  ) -> Int {
    let count = bytes.count
    var at = from
    // End of the last letter of the run, 0 before the first one of a line.
    var letters = 0
    // The balance of `run`.
    var balance = 0
    while at < count {
      let byte = bytes[at]
      if byte &- 0xE4 < 6, at &+ 2 < count {
        let stop = Ideographs.skip(bytes, at, count)
        if stop > at {
          balance &+= han.balance(bytes, at, stop)
          at = stop
        } else {
          balance &+= han.balance(UTF8Scan.scalar(bytes, at: at).value)
          at &+= 3
        }
        letters = at
        continue
      }
      if byte >= 0x80 {
        if LetterClass.isChineseSign(bytes, at) {
          at &+= 3
          continue
        }
        let (kind, length) = LetterClass.wide(bytes, at)
        if kind == .western { break }
        if kind == .chinese {
          balance &+= han.balance(UTF8Scan.scalar(bytes, at: at).value)
          letters = at + length
        }
        at += length
        continue
      }
      if byte == 0x0A {
        repeat { at += 1 } while at < count && bytes[at] == 0x0A
        if letters > 0 {
          note(balance, endingAt: letters)
          balance = 0
          let tail = emit(bytes, chinese: true, to: at, letters: letters)
          append(tail, at, chinese: false)
          start = at
          letters = 0
        }
        endLine(to: segments.count)
        baseIsChinese = true
        continue
      }
      if LetterClass.isLetter(byte), !isLone(bytes, at) { break }
      at &+= 1
      // Digits and signs.
      while at < count, bytes[at] &- 0x20 < 0x21 { at &+= 1 }
    }
    if letters == 0 {
      // Neutral code points at the begin of a line: with the western letter, or with what precedes.
      if at == count {
        append(start, count, chinese: true)
        start = count
      }
      baseIsChinese = at == count
      return at
    }
    note(balance, endingAt: letters)
    let tab = at < count ? Self.lastBreak(bytes, letters, at) : 0
    let end = tab > 0 ? tab : at
    let tail = emit(bytes, chinese: true, to: end, letters: letters)
    if tab > 0 || at == count {
      append(tail, end, chinese: false)
      start = end
    } else {
      start = tail
    }
    if tab > 0 {
      endLine(to: segments.count)
      baseIsChinese = false
    }
    return at
  }

  /// The western letter at `at` belongs to Chinese: H股, (a), （A）.
  private func isLone(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    guard at + 1 < bytes.count else { return false }
    let next = bytes[at + 1]
    if next >= 0xE4 && next <= 0xE9 { return true }
    guard at > 0 else { return false }
    let isClosed =
      next == 0x29
      || next == 0xEF && at + 3 < bytes.count && bytes[at + 2] == 0xBC && bytes[at + 3] == 0x89
    guard isClosed else { return false }
    return bytes[at - 1] == 0x28
      || at >= 3 && bytes[at - 1] == 0x88 && bytes[at - 2] == 0xBC && bytes[at - 3] == 0xEF
  }

  /// Takes in the letters of a run in one line, the last of which ends at `end`.
  private mutating func note(_ sum: Int, endingAt end: Int) {
    let (balance, rare) = HanTable.split(sum)
    if rare > 0 { suspects.append(end - 1) }
    run = Evidence(balance: balance)
    line.add(run)
    document.add(run)
  }

  /// Ends the western run `start..<` before the Chinese letter at `at`, or at the end of the text.
  private mutating func leaveEnglish(_ bytes: borrowing Span<UInt8>, _ at: Int) {
    // The neutral code points before the letter are `letters..<at`.
    var letters = at
    var cut = 0
    if at < bytes.count, at >= start + 2, LetterClass.isLetter(bytes[at - 1]),
      bytes[at - 2] == 0x0A || bytes[at - 2] == 0x09
    {
      // A lone letter at the begin of a line: H股.
      letters = at - 1
      cut = at - 1
    }
    while letters > start {
      let byte = bytes[letters - 1]
      if byte < 0x80 {
        if LetterClass.isLetter(byte) { break }
        if cut == 0, byte == 0x0A || byte == 0x09 { cut = letters }
        letters -= 1
      } else {
        let length = UTF8Scan.scalar(bytes, before: letters).length
        if LetterClass.wide(bytes, letters - length).kind != .neutral { break }
        letters = max(start, letters - length)
      }
    }
    let lineStart = cut > 0 ? cut : Self.lastBreak(bytes, start, letters)
    let isEnd = at == bytes.count
    if cut > 0 || isEnd {
      if isEnd { cut = at }
      emitEnglish(bytes, to: cut, lineStart: cut > 0 ? 0 : lineStart)
    } else {
      emitEnglish(bytes, to: chineseHead(bytes, letters, at), lineStart: lineStart)
    }
    if lineStart > 0, !isEnd {
      // No segment but the last can reach into the line that the Chinese letter stands in.
      endLine(to: segments.count)
      baseIsChinese = cut > 0
    }
  }

  /// Emits `start..<to`. Only its first line can be inside a Chinese one: `lineStart`, where it is
  /// not 0, says that there is a second.
  private mutating func emitEnglish(_ bytes: borrowing Span<UInt8>, to: Int, lineStart: Int) {
    guard isInside(bytes, chinese: false) else {
      append(start, to, chinese: false)
      start = to
      return
    }
    var end = ByteScan.skip(bytes, start, to) {
      ($0 .== ByteScan.Lanes(repeating: 0x0A)) .| ($0 .== ByteScan.Lanes(repeating: 0x09))
    }
    while end < to, bytes[end] != 0x0A, bytes[end] != 0x09 { end += 1 }
    while end < to, bytes[end] == 0x0A || bytes[end] == 0x09 { end += 1 }
    let tail = emit(bytes, chinese: false, to: end, letters: end)
    if end < to || lineStart > 0 {
      append(tail, end, chinese: true)
      append(end, to, chinese: false)
      start = to
    } else if to == bytes.count {
      append(tail, to, chinese: true)
      start = to
    } else {
      start = tail
    }
  }

  /// Where Chinese begins in the neutral code points `from..<at` before a Chinese letter.
  private func chineseHead(_ bytes: borrowing Span<UInt8>, _ from: Int, _ at: Int) -> Int {
    var position = from
    while position < at {
      if Self.isFullwidth(bytes, position) { return position }
      position += 1
    }
    // Digits with a measure word.
    guard at > from, LetterClass.isDigit(bytes[at - 1]),
      Self.isMeasure(UTF8Scan.scalar(bytes, at: at).value)
    else { return at }
    position = at
    while position > from {
      let byte = bytes[position - 1]
      guard LetterClass.isDigit(byte) || byte == 0x2C || byte == 0x2E else { break }
      position -= 1
    }
    while position < at, !LetterClass.isDigit(bytes[position]) { position += 1 }
    return position
  }

  /// U+3000...U+303F and the fullwidth forms: neutral, but written in Chinese only.
  static func isFullwidth(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    guard at + 2 < bytes.count else { return false }
    return bytes[at] == 0xE3 && bytes[at + 1] == 0x80
      || bytes[at] == 0xEF && (bytes[at + 1] == 0xBC || bytes[at + 1] == 0xBD)
  }

  /// 年 月 日 時 分 號 号 元 萬 万 億 亿 千 百 股 個 个 名 項 项 條 条 歲 岁 間 间 份 倍 樓 楼 至 類 类 日 章 頁 页
  private static func isMeasure(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x5E74, 0x6708, 0x65E5, 0x6642, 0x65F6, 0x5206, 0x865F, 0x53F7, 0x5143, 0x842C, 0x4E07,
      0x5104, 0x4EBF, 0x5343, 0x767E, 0x80A1, 0x500B, 0x4E2A, 0x540D, 0x9805, 0x9879, 0x689D,
      0x6761,
      0x6B72, 0x5C81, 0x9593, 0x95F4, 0x4EFD, 0x500D, 0x6A13, 0x697C, 0x81F3, 0x985E, 0x7C7B,
      0x7AE0,
      0x9801, 0x9875:
      true
    default: false
    }
  }

  /// Behind the last line end or tab in a range, 0 where there is none.
  private static func lastBreak(_ bytes: borrowing Span<UInt8>, _ from: Int, _ to: Int) -> Int {
    var at = ByteScan.skipBack(bytes, from, to) {
      ($0 .== ByteScan.Lanes(repeating: 0x0A)) .| ($0 .== ByteScan.Lanes(repeating: 0x09))
    }
    while at > from {
      if bytes[at - 1] == 0x0A || bytes[at - 1] == 0x09 { return at }
      at -= 1
    }
    return 0
  }

  // MARK: - Segments

  mutating func append(_ from: Int, _ to: Int, chinese: Bool) {
    guard from < to else { return }
    let language = chinese ? run.language : .en
    let isKnown = language != .chinese
    if !isKnown { hasUnresolved = true }
    if let last = segments.last, last.language == language,
      isKnown || segments.count > lineFirst
    {
      segments[segments.count - 1].end = to
    } else {
      segments.append(Document.Segment(start: from, end: to, language: language))
    }
  }

  /// Gives the line's runs without evidence the variant of the line.
  private mutating func endLine(to end: Int) {
    let language = line.language
    if hasUnresolved, language != .chinese {
      var index = lineFirst
      while index < end {
        if segments[index].language == .chinese { segments[index].language = language }
        index += 1
      }
    }
    lineFirst = end
    line = Evidence()
  }

  /// Gives the remaining runs the variant of the text and joins neighbours of one language.
  private mutating func settle() {
    let language = document.language
    var kept = 0
    for index in segments.indices {
      var next = segments[index]
      if next.language == .chinese { next.language = language }
      if kept > 0, segments[kept - 1].language == next.language {
        segments[kept - 1].end = next.end
      } else {
        segments[kept] = next
        kept += 1
      }
    }
    segments.removeLast(segments.count - kept)
  }
}
