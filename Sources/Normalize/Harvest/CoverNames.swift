/// Names of companies that stand alone on a line or in a cell, and in brackets.
///
/// Sources: the legal forms of `Lexicon`, and the short list below for trusts and the like.
///
/// A class, because the lexicon is many arrays and a copy of it would count references to each.
final class CoverNames: Sendable {
  let lexicon: Lexicon

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  struct Pair: Equatable {
    var en: Range<Int>?
    var zh: Range<Int>?
    var isEmpty: Bool { en == nil && zh == nil }
  }

  /// The name in one language, or in both, that the stretch consists of.
  ///
  /// Units: bytes. Marks, quotes and brackets around the names are not in the ranges.
  /// Complexity: O(n) for stretches up to 260 bytes, else O(1).
  func names(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Pair {
    guard start < end, end - start <= 260 else { return Pair() }
    let (from, to) = Self.trimmed(text, start, end)
    guard from < to else { return Pair() }
    var firstHan = -1
    var lastHan = -1
    var at = from
    while at < to {
      let byte = text[at]
      if byte < 0x80 {
        at += 1
        continue
      }
      let (kind, length) = LetterClass.wide(text, at)
      if kind == .chinese {
        if firstHan < 0 { firstHan = at }
        lastHan = at + length
      }
      at += length
    }
    if firstHan < 0 {
      return isEnglish(text, from, to) ? Pair(en: from..<to) : Pair()
    }
    // `EN 中文`: the English part ends with its legal form.
    var split = firstHan
    while split > from, text[split - 1] != 0x20, text[split - 1] != 0x09, text[split - 1] != 0x28 {
      split -= 1
    }
    let head = Self.trimmed(text, from, split)
    if head.0 < head.1, isEnglish(text, head.0, head.1) {
      let tail = Self.trimmed(text, split, to)
      if isChinese(text, tail.0, tail.1) { return Pair(en: head.0..<head.1, zh: tail.0..<tail.1) }
      return Pair()
    }
    // `中文 EN` or `中文`.
    var rest = lastHan
    while rest < to, text[rest] == 0x29 || text[rest] == 0x2A || text[rest] == 0x23 { rest += 1 }
    if ByteMatch.starts(text, rest, to, with: "）") { rest += 3 }
    let han = Self.trimmed(text, from, rest)
    guard isChinese(text, han.0, han.1) else { return Pair() }
    let tail = Self.trimmed(text, rest, to)
    guard tail.0 < tail.1 else { return Pair(zh: han.0..<han.1) }
    return isEnglish(text, tail.0, tail.1)
      ? Pair(en: tail.0..<tail.1, zh: han.0..<han.1) : Pair()
  }

  /// The stretch without blanks, marks, quotes and a pair of brackets around it.
  static func trimmed(
    _ text: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> (Int, Int) {
    var from = start
    var to = end
    while from < to {
      let scalar = UTF8Scan.scalar(text, at: from)
      guard isEdge(scalar.value) else { break }
      from += scalar.length
    }
    while to > from {
      let scalar = UTF8Scan.scalar(text, before: to)
      guard isEdge(scalar.value) else { break }
      to -= scalar.length
    }
    if from < to, text[from] == 0x28, text[to - 1] == 0x29, balance(text, from + 1, to - 1) {
      return trimmed(text, from + 1, to - 1)
    }
    if ByteMatch.starts(text, from, to, with: "（"), ByteMatch.ends(text, from, to, with: "）"),
      balance(text, from + 3, to - 3)
    {
      return trimmed(text, from + 3, to - 3)
    }
    return (from, to)
  }

  /// No bracket closes that was not opened inside.
  private static func balance(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var depth = 0
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      if scalar.value == 0x28 || scalar.value == 0xFF08 { depth += 1 }
      if scalar.value == 0x29 || scalar.value == 0xFF09 { depth -= 1 }
      if depth < 0 { return false }
      at += scalar.length
    }
    return depth == 0
  }

  private static func isEdge(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x09, 0x2A, 0x23, 0x5E, 0x2B, 0x22, 0x5F, 0x2C, 0x2020, 0x2021, 0x201C, 0x201D,
      0x300C,
      0x300D, 0x3000, 0xFF0A, 0xFF03:
      true
    default: false
    }
  }

  /// Words that a heading has and a name has not.
  private static let headingWords: KeySet = KeySet(
    [
      "acquisition", "disposal", "transaction", "transactions", "announcement", "results", "notice",
      "appointment", "resignation", "proposed", "in", "by", "to", "relation", "between", "with",
      "subscription", "placing", "change", "report", "petition", "against",
      "formation", "establishment", "guarantee", "update", "under", "adviser", "advisor", "is",
      "are", "from",
    ].map { PartLexicon.hash($0.utf8) })
  private static let moreForms: KeySet = KeySet(
    ["trust", "reit", "fund", "plc", "spa", "nv", "sa", "ag", "se", "berhad", "holdings", "llc"]
      .map { PartLexicon.hash($0.utf8) })
  private static let smallWords: KeySet = KeySet(
    ["of", "and", "the", "for", "de", "und", "et", "y", "in"].map { PartLexicon.hash($0.utf8) })

  private static let the = PartLexicon.hash("the".utf8)

  /// Last words of the legal forms that headings end with too.
  private static let weakForms: KeySet = KeySet(
    [
      "group", "commission", "office", "authority", "center", "centre", "institute", "branch",
      "accountants", "association", "society", "council", "union", "house", "department",
      "committee", "exchange",
    ].map { PartLexicon.hash($0.utf8) })

  /// Capitalised words, the last of which is a legal form.
  func isEnglish(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 5, end - start <= 140 else { return false }
    let first = text[start]
    guard first &- 0x41 < 26 || LetterClass.isDigit(first) || first >= 0x80 || first == 0x65 else {
      return false
    }
    var words = 0
    var hash = PartLexicon.seed
    var length = 0
    var isLow = false
    var last = PartLexicon.seed
    var beforeLast = PartLexicon.seed
    var at = start
    while at <= end {
      let byte = at < end ? text[at] : 0x20
      switch byte {
      case 0x20, 0x28, 0x29, 0x2C, 0x2F, 0x2D:
        // `BEIJING, March 17 -- X Inc.`: a dash that stands alone.
        if byte == 0x2D, length == 0 { return false }
        if length > 0 {
          words += 1
          let isSmall = isLow && Self.smallWords.contains(hash)
          // `Heron Holdings plc`: a legal form in small letters is the last word.
          let isForm = at == end && Self.moreForms.contains(hash)
          if !isSmall, isLow && words > 1 && !isForm || Self.headingWords.contains(hash) {
            return false
          }
          beforeLast = last
          last = hash
        }
        hash = PartLexicon.seed
        length = 0
      case 0x2E:
        // `3. …`: an enumerator.
        if words == 0, length <= 2, LetterClass.isDigit(first) { return false }
      case 0x27: break
      case 0x3A, 0x3B, 0x25, 0x40, 0x22, 0x3F, 0x5F, 0x24: return false
      default:
        if length == 0 { isLow = byte >= 0x61 && byte <= 0x7A }
        hash = PartLexicon.extend(hash, ByteMatch.fold(byte))
        length += 1
      }
      at += 1
    }
    // `WINDING-UP PETITION AGAINST THE COMPANY`
    guard words >= 2, words <= 16, beforeLast != Self.the else { return false }
    return (lexicon.isFormWord(last) || Self.moreForms.contains(last))
      && !Self.weakForms.contains(last)
  }

  /// Han with the ending of a company, and no punctuation but brackets.
  func isChinese(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 12, end - start <= 150 else { return false }
    var tail = end
    if ByteMatch.ends(text, start, end, with: "）") || text[end - 1] == 0x29 {
      // （有限合夥）
      guard
        ByteMatch.find(text, max(start, end - 36), end, "合夥") != nil
          || ByteMatch.find(text, max(start, end - 36), end, "合伙") != nil
      else { return false }
      tail = end
    } else {
      guard hasEnding(text, start, tail) else { return false }
    }
    var at = start
    var before: UInt32 = 0
    while at < tail {
      let scalar = UTF8Scan.scalar(text, at: at)
      if Self.isHeadingPair(before, scalar.value) { return false }
      before = scalar.value
      switch scalar.value {
      case 0x3001, 0x3002, 0xFF0C, 0xFF1A, 0x3A, 0x2C, 0x300C, 0x300D, 0x300A, 0x300B, 0x25, 0x201C:
        return false
      default: break
      }
      at += scalar.length
    }
    return true
  }

  /// 有關 關於 收購 出售 公告 公佈 委任 更改 更名, 本公司, 附屬 子 聯營 合營 合資 目標 上市 (公司): words of headings.
  private static func isHeadingPair(_ first: UInt32, _ second: UInt32) -> Bool {
    switch first {
    case 0x6709: second == 0x95DC || second == 0x5173
    case 0x95DC, 0x5173: second == 0x65BC || second == 0x4E8E
    case 0x6536: second == 0x8CFC || second == 0x8D2D
    case 0x51FA: second == 0x552E
    case 0x516C: second == 0x544A || second == 0x4F48
    case 0x59D4: second == 0x4EFB
    case 0x66F4: second == 0x6539 || second == 0x540D
    case 0x672C, 0x5B50: second == 0x516C
    case 0x9644: second == 0x5C6C || second == 0x5C5E
    case 0x806F: second == 0x71DF
    case 0x5408: second == 0x71DF || second == 0x8D44
    case 0x76EE: second == 0x6A19 || second == 0x6807
    case 0x4E0A: second == 0x5E02
    default: false
    }
  }

  private func hasEnding(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    for ending in Self.chineseEndings where ByteMatch.ends(text, start, end, with: ending) {
      return true
    }
    return false
  }

  private static let chineseEndings: [StaticString] = [
    "公司", "銀行", "银行", "集團", "集团", "信託", "信托", "基金", "合夥", "合伙", "企業", "企业",
  ]
}
