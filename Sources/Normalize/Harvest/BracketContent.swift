/// What the inside of a bracket says: a name, quoted short forms, or something else.
struct BracketContent {
  enum Cue {
    case none, former, now, short, code
  }

  struct Quote {
    private let from: Int32
    private let to: Int32
    let isHan: Bool

    var start: Int { Int(from) }
    var end: Int { Int(to) }

    init(start: Int, end: Int, isHan: Bool) {
      from = Int32(truncatingIfNeeded: start)
      to = Int32(truncatingIfNeeded: end)
      self.isHan = isHan
    }
  }

  /// The first quotes of a bracket, at most ``most``, in no memory of their own.
  struct Quotes: RandomAccessCollection {
    private static let most = 8
    private var quotes = InlineArray<8, Quote>(repeating: Quote(start: 0, end: 0, isHan: false))
    private(set) var count = 0

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(index: Int) -> Quote { quotes[index] }

    mutating func append(_ quote: Quote) {
      guard count < Self.most else { return }
      quotes[count] = quote
      count += 1
    }

    mutating func popLast() -> Quote? {
      guard count > 0 else { return nil }
      count -= 1
      return quotes[count]
    }

    mutating func removeAll() { count = 0 }
  }

  /// The name that leads the content; empty where it begins with a quote.
  var nameStart = 0
  var nameEnd = 0
  var nameIsHan = false
  var hasName: Bool { nameEnd > nameStart }
  var cue = Cue.none
  var quotes = Quotes()
  /// The last of the quotes stands without marks: `(“Mr. Sun”, 孫宏斌)`.
  var endsInBareHan = false
  /// A former name that follows the name in the same bracket.
  var formerStart = 0
  var formerEnd = 0

  /// A Chinese name that ends the bracket, behind a comma: `(NYSE: SQM, 智利化工礦業公司)`.
  var tail: Range<Int>?

  /// What the name was changed to, behind it: `(甲有限公司, now known as Y Limited 乙有限公司)`.
  var renamedStart = 0
  var renamedEnd = 0

  private static let formerCues = [
    "formerly known as", "previously known as", "formerly named", "formerly called", "formerly",
    "前稱", "前称", "原名", "曾用名", "原稱", "原称", "前身為", "舊稱",
  ].map { Array($0.utf8) }
  private static let nowCues = ["now known as", "currently known as", "現稱", "现称", "現名"].map {
    Array($0.utf8)
  }
  private static let shortCues = [
    "簡稱", "简称", "以下簡稱", "以下简称", "下稱", "下称", "統稱", "统称", "合稱", "合称", "hereinafter", "以下統稱",
    "the ", "collectively", "together",
  ].map { Array($0.utf8) }
  private static let codeCues = [
    "stock code", "Stock code", "Stock Code", "STOCK CODE", "股份代號", "股份代号", "股票代碼", "股票代码", "證券代碼",
    "证券代码", "股份代碼", "SGX", "NYSE", "NASDAQ", "Stock Exchange",
  ].map { Array($0.utf8) }
  private static let nameCues = [
    "英文名稱", "英文名称", "英文名", "英文全稱", "英文全称", "英文", "中文名稱", "中文名称", "中文名", "English name",
    "Chinese name",
    "in Chinese", "in English", "即", "the Chinese name of which is", "全稱", "全称", "漢譯", "汉译", "中譯名",
    "中译名", "中譯", "中译",
    "譯名", "译名",
  ].map { Array($0.utf8) }

  /// A bit for the second and third byte of each cue.
  private static let cueBytes: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 64)
    for cues in [formerCues, nowCues, codeCues, nameCues, shortCues] {
      for cue in cues {
        let slot = slot(cue[1], cue[2])
        bits[slot >> 6] |= 1 << UInt64(slot & 63)
      }
    }
    return bits
  }()

  @inline(__always)
  private static func slot(_ a: UInt8, _ b: UInt8) -> Int {
    Int(a & 0x3F) << 6 | Int(b & 0x3F)
  }

  /// A cue may stand at `at`: nearly all names are told apart by two bytes. All cues have three bytes
  /// or more.
  static func mayBeCue(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    guard at + 3 <= end else { return false }
    let slot = slot(text[at + 1], text[at + 2])
    return cueBytes[slot >> 6] >> UInt64(slot & 63) & 1 != 0
  }

  private static func match(_ text: [UInt8], _ at: Int, _ end: Int, _ cues: [[UInt8]]) -> Int {
    for cue in cues where at + cue.count <= end {
      var index = 0
      while index < cue.count, text[at + index] == cue[index] { index += 1 }
      if index == cue.count { return cue.count }
    }
    return 0
  }

  init(_ text: [UInt8], _ inner: Int, _ close: Int, lexicon: Lexicon) {
    var at = Self.skip(text, inner, close)
    var length = 0
    if Self.mayBeCue(text, at, close) {
      length = Self.match(text, at, close, Self.formerCues)
      if length > 0 {
        cue = .former
      } else {
        length = Self.match(text, at, close, Self.nowCues)
        if length > 0 { cue = .now }
      }
      if length == 0 {
        length = Self.match(text, at, close, Self.codeCues)
        if length > 0 {
          cue = .code
          tail = Self.hanTail(text, behindComma: at, close)
          return
        }
        length = Self.match(text, at, close, Self.nameCues)
      }
    }
    at = Self.skip(text, at + length, close)
    if at < close, text[at] == 0x3A { at = Self.skip(text, at + 1, close) }
    if at + 2 < close, text[at] == 0xEF, text[at + 1] == 0xBC, text[at + 2] == 0x9A {
      at = Self.skip(text, at + 3, close)
    }
    findQuotes(text, at, close)
    findBareShort(text, close)
    let isShort =
      Self.mayBeCue(text, at, close) ? Self.match(text, at, close, Self.shortCues) : 0
    if isShort > 0, let first = quotes.first, first.start - at < 60 {
      guard let later = laterName(text, close) else {
        if cue == .none { cue = .short }
        return
      }
      at = later
    }
    // (「旺輝控股有限公司」): a quoted name with its legal form is the counterpart.
    if quotes.count == 1, cue == .none, let quote = quotes.first, quote.start - at <= 3,
      close - quote.end <= 4, Self.isFullName(text, quote)
    {
      nameStart = quote.start
      nameEnd = quote.end
      nameIsHan = quote.isHan
      quotes.removeAll()
      return
    }
    if at < close, Self.isQuote(text, at) {
      // （「中金香港」，China International Capital … Limited）
      guard let name = bareEnglishName(text, close) else { return }
      (nameStart, nameEnd, nameIsHan) = (name, close, false)
      return
    }
    guard at < close else { return }
    // The name ends at a separator outside brackets, or where a quote begins.
    nameStart = at
    var depth = 0
    var isName = true
    let opening = UTF8Scan.scalar(text, at: at)
    nameIsHan = opening.value >= 0x2E80 || Self.beginsLikeHan(text, at, close)
    var position = at
    let bytes = text.span
    while position < close, isName {
      let byte = bytes[position]
      if UTF8Scan.leadsIdeograph(byte) || byte > 0x3B && byte < 0x80 || byte == 0x20 {
        position &+= byte < 0x80 ? 1 : 3
        continue
      }
      let scalar = UTF8Scan.scalar(bytes, at: position)
      switch scalar.value {
      // 《國有企業、上市公司選聘會計師事務所管理辦法》: signs inside a title are its own.
      case 0x28, 0xFF08, 0x300A: depth += 1
      case 0x29, 0xFF09, 0x300B: depth -= 1
      case 0xFF0C, 0xFF1B, 0x3B, 0x201C, 0x300C, 0x22, 0x300E, 0x3002: isName = depth > 0
      case 0x3001: isName = depth > 0 || !nameIsHan
      case 0x2C:
        if depth == 0 {
          var next = position + 1
          while next < close, text[next] == 0x20 { next += 1 }
          var stop = next
          while stop < close, EnglishTokenizer.isWordByte(text[stop]) { stop += 1 }
          let goesOn = stop > next && lexicon.isFormWord(PartLexicon.hash(text[next..<stop]))
          isName = goesOn || !nameIsHan && next < close && text[next] >= 0x41 && text[next] <= 0x5A
        }
      default: break
      }
      if isName { position += scalar.length }
    }
    nameEnd = position
    while nameEnd > nameStart, text[nameEnd - 1] == 0x20 { nameEnd -= 1 }
    if !nameIsHan, position < close, Self.isLabel(text, nameStart, nameEnd) {
      tail = Self.hanTail(text, behindComma: nameEnd, close)
    }
    // `…，前稱…`: a former name in the same bracket.
    var rest = position
    while rest < close {
      let scalar = UTF8Scan.scalar(text, at: rest)
      guard
        scalar.value == 0xFF0C || scalar.value == 0x2C || scalar.value == 0xFF1B
          || scalar.value == 0x20
      else { break }
      rest += scalar.length
    }
    // （National Medical Products Administration，NMPA）
    if !nameIsHan, rest > position, close - rest >= 2, close - rest <= 10,
      text[rest..<close].allSatisfy({ $0 &- 0x41 < 26 })
    {
      quotes.append(Quote(start: rest, end: close, isHan: false))
    }
    let former = Self.match(text, rest, close, Self.formerCues)
    if former > 0 {
      formerStart = Self.skip(text, rest + former, close)
      formerEnd = close
    }
    let now = Self.match(text, rest, close, Self.nowCues)
    if now > 0 {
      renamedStart = Self.skip(text, rest + now, close)
      renamedEnd = close
    }
  }

  /// （以下簡稱「簡稱」，英文名：Name）: where the name behind the quotes begins.
  private func laterName(_ text: [UInt8], _ close: Int) -> Int? {
    guard let last = quotes.last else { return nil }
    var at = last.end
    // Closing quotes and separators.
    while at < close {
      let scalar = UTF8Scan.scalar(text, at: at)
      guard Self.separators.contains(scalar.value) else { break }
      at += scalar.length
    }
    guard at > last.end, Self.mayBeCue(text, at, close) else { return nil }
    let length = Self.match(text, at, close, Self.nameCues)
    guard length > 0 else { return nil }
    at += length
    for sign in Self.cueSigns where ByteMatch.starts(text.span, at, close, with: sign) {
      at += sign.utf8CodeUnitCount
      break
    }
    at = Self.skip(text, at, close)
    return at < close ? at : nil
  }

  /// Where an English name with its legal form begins that stands behind the last Chinese quote and
  /// reaches to the end of the bracket.
  private func bareEnglishName(_ text: [UInt8], _ close: Int) -> Int? {
    guard let last = quotes.last, last.isHan else { return nil }
    var at = last.end
    while at < close {
      let scalar = UTF8Scan.scalar(text, at: at)
      guard Self.separators.contains(scalar.value) else { break }
      at += scalar.length
    }
    guard at < close, text[at] &- 0x41 < 26 else { return nil }
    var word = close
    while word > at, text[word - 1] != 0x20 { word -= 1 }
    return word > at && Lexicon.isBareForm(PartLexicon.hash(text[word..<close])) ? at : nil
  }

  private static let separators: ScalarSet = [
    0x20, 0x22, 0x27, 0x2C, 0x3B, 0x2019, 0x201D, 0x3001, 0x300D, 0x300F, 0xFF0C, 0xFF1B,
  ]
  private static let cueSigns: [StaticString] = [":", "：", "為", "为"]

  /// The quoted words end in a legal form.
  private static func isFullName(_ text: [UInt8], _ quote: Quote) -> Bool {
    guard quote.end - quote.start >= 12 else { return false }
    if quote.isHan {
      // 有限公司
      return ByteMatch.ends(text.span, quote.start, quote.end, with: "有限公司")
        || ByteMatch.ends(text.span, quote.start, quote.end, with: "責任公司")
        || ByteMatch.ends(text.span, quote.start, quote.end, with: "责任公司")
    }
    var at = quote.end
    while at > quote.start, text[at - 1] != 0x20 { at -= 1 }
    return at > quote.start + 2 && quote.end - at >= 3
      && Lexicon.isBareForm(PartLexicon.hash(text[at..<quote.end]))
  }

  /// Latin letters that an ideograph follows without a blank: ＨＹ雲有限公司.
  private static func beginsLikeHan(_ text: [UInt8], _ from: Int, _ close: Int) -> Bool {
    var at = from
    while at < close, at - from < 24, text[at] < 0x80, EnglishTokenizer.isWordByte(text[at]) {
      at += 1
    }
    guard at > from, at < close else { return false }
    return HanText.isHan(UTF8Scan.scalar(text, at: at).value)
  }

  static func isQuote(_ text: [UInt8], _ at: Int) -> Bool {
    isQuoteMark(UTF8Scan.scalar(text, at: at).value)
  }

  /// A mark that a quotation begins with.
  static func isQuoteMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x201C, 0x300C, 0x22, 0x300E, 0x2018, 0x27: true
    default: false
    }
  }

  private static func skip(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var at = from
    while at < end, text[at] == 0x20 || text[at] == 0x2A || text[at] == 0x23 { at += 1 }
    return min(at, end)
  }

  /// Where ideographs begin that reach to `end`, behind a blank.
  private static func hanTail(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var at = end
    while at > start {
      let scalar = UTF8Scan.scalar(text, before: at)
      guard HanText.isHan(scalar.value) else { break }
      at -= scalar.length
    }
    return at < end && at > start + 2 && text[at - 1] == 0x20 ? at : nil
  }

  /// `“Gansu SASAC”, 甘肅省國資委`: a Chinese short form without quotes behind the English one.
  private mutating func findBareShort(_ text: [UInt8], _ close: Int) {
    guard quotes.count == 1, let quote = quotes.first, !quote.isHan, close - quote.end >= 9,
      close - quote.end <= 150
    else { return }
    var at = quote.end + UTF8Scan.scalar(text, at: quote.end).length
    for sign in Self.bareSigns where ByteMatch.starts(text.span, at, close, with: sign) {
      at += sign.utf8CodeUnitCount
      break
    }
    let start = at
    let isTitle =
      ByteMatch.starts(text.span, at, close, with: "《")
      && ByteMatch.ends(text.span, at, close, with: "》")
    while at < close, !isTitle {
      let scalar = UTF8Scan.scalar(text, at: at)
      guard HanText.isHan(scalar.value) else { return }
      at += scalar.length
    }
    guard close - start >= 6 else { return }
    quotes.append(Quote(start: start, end: close, isHan: true))
    endsInBareHan = true
  }

  private static let bareSigns: [StaticString] = [
    ", or ", ", ", " or ", "，或", "，", "、", "或", "; ", "；", " ", ",",
  ]

  /// A letter stands behind the sign at `at`: it is no closing quote.
  private static func isApostrophe(_ text: [UInt8], _ at: Int, _ close: Int) -> Bool {
    let next = at + UTF8Scan.scalar(text, at: at).length
    return next < close && ScalarClassTable.shared[UTF8Scan.scalar(text, at: next).value].isLetter
  }

  /// The next quotation mark, or the lead byte of one of three bytes, or `end` and more.
  @inline(__always)
  static func nextQuote(_ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int) -> Int {
    var at = ByteScan.skip(bytes, from, end + ByteScan.width) {
      ($0 .== ByteScan.Lanes(repeating: 0x22))
        .| (($0 | ByteScan.Lanes(repeating: 1)) .== ByteScan.Lanes(repeating: 0xE3))
    }
    while at < end, bytes[at] != 0x22, bytes[at] | 1 != 0xE3 { at += 1 }
    return at
  }

  private mutating func findQuotes(_ text: [UInt8], _ from: Int, _ close: Int) {
    var at = from
    // Short forms stand near: a longer bracket is prose.
    let limit = min(close, from + 600)
    while true {
      at = Self.nextQuote(text.span, at, limit)
      guard at < limit else { return }
      let scalar = UTF8Scan.scalar(text, at: at)
      let closing: UInt32
      switch scalar.value {
      case 0x201C: closing = 0x201D
      case 0x300C: closing = 0x300D
      case 0x300E: closing = 0x300F
      case 0x22: closing = 0x22
      case 0x2018: closing = 0x2019
      default:
        at += scalar.length
        continue
      }
      var start = at + scalar.length
      // ‘‘Company’’, as some printers set it.
      if closing == 0x2019, start < close, UTF8Scan.scalar(text, at: start).value == 0x2018 {
        start += scalar.length
      }
      var stop = start
      var found = false
      while stop < close, stop - start < 120 {
        let next = UTF8Scan.scalar(text, at: stop)
        if next.value == closing, closing != 0x2019 || !Self.isApostrophe(text, stop, close) {
          found = true
          break
        }
        stop += next.length
      }
      guard found, stop > start else {
        at = start
        continue
      }
      let isHan = UTF8Scan.scalar(text, at: start).value >= 0x2E80
      // “Longyuan Tianhe 龍源天合”: a short form in each language.
      if !isHan, let split = Self.hanTail(text, start, stop), quotes.count < 5 {
        quotes.append(Quote(start: start, end: split - 1, isHan: false))
        quotes.append(Quote(start: split, end: stop, isHan: true))
      } else if quotes.count < 6 {
        quotes.append(Quote(start: start, end: stop, isHan: isHan))
      }
      at = stop + scalar.length
    }
  }
}
