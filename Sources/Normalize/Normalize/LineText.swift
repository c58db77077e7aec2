/// Questions about the edges of a line that decide whether it goes on.
struct LineText {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func firstClass(_ start: Int, _ end: Int) -> (value: ScalarClass, scalar: UInt32) {
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      let value = ScalarClassTable.shared[scalar.value]
      if value != .invisible { return (resolved(value, scalar.value), scalar.value) }
      at += scalar.length
    }
    return (.newline, 0)
  }

  func lastClass(_ start: Int, _ end: Int) -> (value: ScalarClass, scalar: UInt32) {
    var at = end
    while at > start {
      let scalar = UTF8Scan.scalar(bytes, before: at)
      let value = ScalarClassTable.shared[scalar.value]
      if value != .invisible || scalar.value == 0xAD {
        return (resolved(value, scalar.value), scalar.value)
      }
      at -= scalar.length
    }
    return (.newline, 0)
  }

  /// The class that a code point has once it is repaired.
  func resolved(_ value: ScalarClass, _ scalar: UInt32) -> ScalarClass {
    switch value {
    case .radical: .han
    case .fullwidth: scalar <= 0xFF19 ? .digit : scalar <= 0xFF3A ? .upper : .lower
    case .nfc: scalar >= 0xF900 && scalar <= 0xFAFF || scalar >= 0x2F800 ? .han : .letter
    case .presentation: .cjkStop
    default: value
    }
  }

  /// Two to ten ideographs and a colon, behind which something stands: 法定代表人：王某.
  func beginsLabel(_ start: Int, _ end: Int) -> Bool {
    var at = start
    var count = 0
    if start < end, bytes[start] &- 0x41 < 26 {
      // `English name (if any): X Limited`, but not `Stock Exchange (stock code: 1548)`
      var depth = 0
      while at < end, count < 4,
        (bytes[at] | 0x20) &- 0x61 < 26 || bytes[at] == 0x20 || bytes[at] == 0x28
          || bytes[at] == 0x29
      {
        if bytes[at] == 0x20 { count += 1 }
        if bytes[at] == 0x28 { depth += 1 }
        if bytes[at] == 0x29 { depth -= 1 }
        at += 1
      }
      return depth == 0 && at + 2 < end && bytes[at] == 0x3A && bytes[at + 1] == 0x20
    }
    while at < end, count < 11 {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
      if scalar.value == 0x20 { continue }
      if scalar.value == 0xFF1A || scalar.value == 0x3A { return count >= 2 && at < end }
      guard HanText.isHan(scalar.value) else { return false }
      count += 1
    }
    return false
  }

  /// An enumerator or bullet begins the line: `(a)`, `1.`, `（一）`, `•`, `- `, `* `.
  func beginsListItem(_ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    let first = UTF8Scan.scalar(bytes, at: start)
    if Bullet.isGlyph(first.value) { return true }
    switch first.value {
    case 0x2D, 0x2013, 0x2014, 0x2A, 0x23, 0x5E, 0x2B, 0x2020, 0x2021:
      // A dash, or a footnote mark: a blank, a letter or an ideograph follows.
      let next = start + first.length
      guard next < end else { return false }
      return first.value >= 0x2A && first.value != 0x2D && first.value < 0x2013
        || bytes[next] == 0x20 || first.value == 0x2020 || first.value == 0x2021
        || first.value == 0x23
    case 0x28, 0xFF08: return closesEnumerator(start + first.length, end)
    case 0x2460...0x2473, 0x2474...0x249B: return true
    default: break
    }
    // 1. 1) 1、 12. a. a) i. iv)
    var at = start
    var digits = 0
    var letters = 0
    while at < end, digits + letters <= 4 {
      let byte = bytes[at]
      if byte >= 0x30 && byte <= 0x39 {
        digits += 1
      } else if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A && byte < 0x80 {
        letters += 1
      } else {
        break
      }
      at += 1
    }
    guard at < end, at > start else { return false }
    // Years and amounts are no numbers of items.
    let isNumber = digits > 0 && digits <= 2 && letters == 0
    let isLetter = digits == 0 && (letters == 1 || isRoman(start, at))
    guard isNumber || isLetter else { return false }
    let next = UTF8Scan.scalar(bytes, at: at).value
    if next == 0x29 || next == 0x3001 || next == 0xFF09 { return true }
    guard next == 0x2E || next == 0xFF0E else { return false }
    guard at + 1 < end else { return true }
    if isNumber {
      // `1.` and `1.2`, but no amount `1.25`.
      var dot = at + 1
      while dot < end, bytes[dot] >= 0x30 && bytes[dot] <= 0x39 || bytes[dot] == 0x2E { dot += 1 }
      // `13.09 of the Rules`, `3.20港元`: a sentence goes on.
      guard dot < end else { return false }
      if bytes[dot] >= 0x80 {
        return dot == at + 1 || !Self.units.contains(UTF8Scan.scalar(bytes, at: dot).value)
      }
      if dot > at + 1, dot + 1 < end, bytes[dot] == 0x20, bytes[dot + 1] &- 0x61 < 26 {
        return false
      }
      return bytes[dot] == 0x20 || bytes[dot] == 0x09
    }
    return bytes[at + 1] == 0x20 || bytes[at + 1] == 0x09
  }

  /// 港 元 美 人 百 千 萬 万 億 亿 倍 股 厘 仙 歐 欧 日
  private static let units: ScalarSet = [
    0x6E2F, 0x5143, 0x7F8E, 0x4EBA, 0x767E, 0x5343, 0x842C, 0x4E07, 0x5104, 0x4EBF, 0x500D, 0x80A1,
    0x5398, 0x4ED9, 0x6B50, 0x6B27, 0x65E5,
  ]

  private func isRoman(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      switch bytes[at] | 0x20 {
      case 0x69, 0x76, 0x78: at += 1
      default: return false
      }
    }
    return start < end
  }

  private func closesEnumerator(_ from: Int, _ end: Int) -> Bool {
    var at = from
    var count = 0
    var digits = 0
    while at < end, count < 5 {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      // `(852)` is the code of a telephone number.
      if scalar.value == 0x29 || scalar.value == 0xFF09 { return count > 0 && digits < 3 }
      if scalar.value &- 0x30 < 10 { digits += 1 }
      let value = ScalarClassTable.shared[scalar.value]
      let isNumeral =
        value == .digit || value == .lower || value == .upper && count == 0
        || isHanNumeral(scalar.value)
      guard isNumeral || value == .space else { return false }
      count += 1
      at += scalar.length
    }
    return false
  }

  private func isHanNumeral(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x7532,
      0x4E59, 0x4E19, 0x4E01, 0x620A:
      true
    default: false
    }
  }

  /// The line is one bracket from its first to its last code point.
  func isWholeBracket(_ start: Int, _ end: Int) -> Bool {
    end - start < 400 && closingBracket(start, end) == end
  }

  /// The byte behind the bracket that closes the one which begins the line, if it is within 400.
  private func closingBracket(_ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    let first = UTF8Scan.scalar(bytes, at: start).value
    guard first == 0x28 || first == 0xFF08 else { return nil }
    return ByteMatch.bracketEnd(bytes.span, start, min(end, start + 400))
  }

  /// Columns of the first word: what did not fit on the line before.
  func firstWordWidth(_ start: Int, _ end: Int) -> Int {
    // No line is so wide that a longer word would make a difference.
    let end = min(end, start + 2 * Int(LineJoiner.widestWrap))
    var at = start
    while at < end, bytes[at] != 0x20, bytes[at] != 0x0A, bytes[at] < 0x80 { at += 1 }
    return max(1, at - start)
  }

  /// Number of brackets that are open at the end of the line, quotes included.
  func hasOpenBracket(_ start: Int, _ end: Int) -> Bool {
    let bytes = bytes.span
    var depth = 0
    var at = end
    // Only the last 300 bytes: a bracket that stays open longer is a slip.
    let floor = max(start, end - 300)
    while true {
      // The brackets and the leads of those that are wide; 0x28 and 0x29 differ in one bit.
      at = ByteScan.skipBack(bytes, floor, at) {
        let folded = $0 | ByteScan.Lanes(repeating: 1)
        return (folded .== ByteScan.Lanes(repeating: 0x29))
          .| (folded .== ByteScan.Lanes(repeating: 0xE3))
          .| (folded .== ByteScan.Lanes(repeating: 0xEF))
          .| (folded .== ByteScan.Lanes(repeating: 0x5B))
          .| (folded .== ByteScan.Lanes(repeating: 0x5D))
      }
      guard at > floor else { return false }
      at -= 1
      switch bytes[at] {
      case 0x29, 0x5D: depth += 1
      case 0x28, 0x5B: depth -= 1
      case 0xE2, 0xE3, 0xEF:
        switch UTF8Scan.scalar(bytes, at: at).value {
        case 0xFF09, 0x300D, 0x300F, 0x300B, 0x201D, 0x3011: depth += 1
        case 0xFF08, 0x300C, 0x300E, 0x300A, 0x201C, 0x3010: depth -= 1
        default: break
        }
      default: break
      }
      if depth < 0 { return true }
    }
  }

  /// The last word is one that no sentence or line ends with.
  func endsWithFunctionWord(_ start: Int, _ end: Int) -> Bool {
    var at = end
    while at > start, bytes[at - 1] | 0x20 >= 0x61, bytes[at - 1] | 0x20 <= 0x7A,
      bytes[at - 1] < 0x80,
      end - at < 9
    {
      at -= 1
    }
    guard at == start || bytes[at - 1] == 0x20 || bytes[at - 1] == 0x0A, end - at >= 1,
      end - at <= 7
    else { return false }
    // The last syllable of a name: Lo Siu On, Chan Man To.
    if end - at == 2, at > start,
      bytes[at + 1] == 0x6E && (bytes[at] == 0x4F || bytes[at] == 0x41)
        || bytes[at] == 0x54 && bytes[at + 1] == 0x6F
    {
      return false
    }
    var key: UInt64 = 0
    var index = at
    while index < end {
      // Upper-case words end headings ("TERMS OF") and go on as well.
      key = key << 8 | UInt64(bytes[index] | 0x20)
      index += 1
    }
    return Self.functionWords.contains(key)
  }

  /// The full stop at the end belongs to an abbreviation that company names end in.
  func endsWithAbbreviation(_ start: Int, _ end: Int) -> Bool {
    guard end - start > 3, bytes[end - 1] == 0x2E else { return false }
    var key: UInt64 = 0
    var at = end - 1
    while at > start, (bytes[at - 1] | 0x20) &- 0x61 < 26, end - at < 7 { at -= 1 }
    for byte in bytes[at..<(end - 1)] { key = key << 8 | UInt64(byte | 0x20) }
    return Self.abbreviations.contains(key)
  }

  private static let abbreviations = KeySet(
    ["ltd", "co", "inc", "corp", "plc", "bhd", "pte", "llp", "sa", "nv", "ag", "lp"].map {
      $0.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    })

  /// Dashes or low lines and nothing else: `______`, `-----`.
  func isRule(_ start: Int, _ end: Int) -> Bool {
    guard end - start >= 3 else { return false }
    var at = start
    var count = 0
    while at < end {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      switch scalar.value {
      case 0x5F, 0x2D, 0x3D, 0x2014, 0x2013, 0x2500, 0x2501, 0xFF3F: count += 1
      case 0x20: break
      default: return false
      }
      at += scalar.length
    }
    return count >= 3
  }

  /// The bracket that begins the line closes in it, and words follow it.
  func goesOnBehindBracket(_ start: Int, _ end: Int) -> Bool {
    guard let close = closingBracket(start, end), close < end else { return false }
    let at = bytes[close] == 0x20 && close + 1 < end ? close + 1 : close
    let next = UTF8Scan.scalar(bytes, at: at)
    if next.value == 0x28 || next.value == 0xFF08, at + next.length < end {
      // `(中文) (“Short”) of …`
      return beginsQuotedBracket(at, end) || BracketContent.isQuote(bytes, at + next.length)
    }
    let value = ScalarClassTable.shared[next.value]
    return value.isLetter || value == .han || value == .digit
      || [0x2C, 0x2E, 0x3B, 0xFF0C, 0xFF1B, 0x3001, 0x3002].contains(next.value)
  }

  /// Nothing but words that begin with a capital, and connecting ones: a name, a title, a label.
  func isCapitalised(_ start: Int, _ end: Int) -> Bool {
    var at = start
    var words = 0
    while at < end {
      var stop = at
      while stop < end, bytes[stop] != 0x20 { stop += 1 }
      if stop > at {
        guard bytes[at] < 0x80 else { return false }
        if bytes[at] &- 0x61 < 26, !endsWithFunctionWord(at, stop) { return false }
        words += 1
      }
      at = stop + 1
    }
    return words > 0
  }

  /// `By order of the Board`: the begin of a signature.
  func beginsSignature(_ start: Int, _ end: Int) -> Bool {
    ByteMatch.starts(bytes.span, start, end, with: "By order of")
      || ByteMatch.starts(bytes.span, start, end, with: "By Order of")
      || ByteMatch.starts(bytes.span, start, end, with: "For and on behalf of")
  }

  /// `Maofeng Holdings Limited`: the line is the name of a company.
  func isCompany(_ start: Int, _ end: Int) -> Bool {
    var at = end
    if at > start, bytes[at - 1] == 0x2E || bytes[at - 1] == 0x2A { at -= 1 }
    var word = at
    while word > start, (bytes[word - 1] | 0x20) &- 0x61 < 26 { word -= 1 }
    return word > start + 3 && at > word && bytes[start] &- 0x61 >= 26
      && Lexicon.isBareForm(PartLexicon.hash(bytes[word..<at])) && isCapitalised(start, end)
      && bytes[start..<end].contains { $0 &- 0x61 < 26 }
      && !Self.prepositions.contains { ByteMatch.find(bytes.span, start, end, $0) != nil }
  }

  /// What stands in sentences and in no name.
  private static let prepositions: [StaticString] = [
    " with ", " by ", " to ", " from ", " between ", " is ", " are ", " was ", " were ", " a ",
    " an ", " its ",
  ]

  /// `Independent financial adviser to the Company`: a role that a name stands below.
  func isAppointment(_ start: Int, _ end: Int) -> Bool {
    guard bytes[start] &- 0x41 < 26, end - start < 200 else { return false }
    // Among the first five words.
    var stop = start
    var words = 0
    while stop < end, words < 5 {
      if bytes[stop] == 0x20 { words += 1 }
      stop += 1
    }
    return Self.appointments.contains { ByteMatch.findFolded(bytes.span, start, stop, $0) != nil }
  }

  private static let appointments: [StaticString] = [
    "adviser", "advisor", "sponsor", "auditor", "coordinator", "bookrunner", "lead manager",
    "solicitor", "counsel", "registrar", "placing agent", "reporting accountant", "valuer",
  ]

  private static let functionWords: KeySet = KeySet(
    [
      "the", "of", "and", "or", "to", "in", "for", "by", "with", "a", "an", "on", "at", "from",
      "as", "is", "are", "was", "were", "be", "its", "their", "that", "which", "under", "between",
      "into", "has", "have", "been", "will", "shall", "may", "not", "this", "any", "than", "upon",
      "per", "such",
    ].map { word in word.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } })
}
