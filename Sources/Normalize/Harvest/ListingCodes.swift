/// Stock codes beside their labels: `(Stock Codes: 3427 (HKD counter) and 83427 (RMB counter))`,
/// （股份代號：1483）, 证券代码：603459, `(NASDAQ: LEGN)`.
///
/// Left alone on purpose: codes of bonds and warrants, `Commission File Number`, registration
/// numbers, and digits without a label.
enum ListingCodes {
  /// Labels in lower case; an ASCII one matches whatever its case.
  private static let labels: [StaticString] = [
    "stock code", "sgx code", "security code", "trading symbol", "ticker", "sehk:", "sgx:",
    "sgx-st:",
  ]
  private static let chineseLabels: [StaticString] = [
    "股份代號", "股份代号", "股份代碼", "股份代码", "股票代號", "股票代号", "股票代碼", "股票代码", "證券代號", "证券代号", "證券代碼",
    "证券代码", "股代码", "股代碼", "股代號",
  ]

  /// Appends the listings that a short stretch states, each once; returns whether there was a label.
  @discardableResult
  static func find(
    _ text: borrowing Span<UInt8>, _ start: Int, _ end: Int,
    into listings: inout [Metadata.Listing]
  ) -> Bool {
    let end = min(end, start + 600)
    var at = start
    var found = false
    while at < end {
      let byte = text[at]
      if byte < 0x80 {
        let length = label(text, at, end)
        if length > 0 {
          found = true
          at = codes(text, at + length, end, labelStart: at, lineStart: start, into: &listings)
        } else {
          at += 1
        }
      } else {
        var length = 0
        if byte == 0xE8 || byte == 0xE9 {
          for candidate in chineseLabels where ByteMatch.starts(text, at, end, with: candidate) {
            length = candidate.utf8CodeUnitCount
            break
          }
        }
        if length > 0 {
          found = true
          at = codes(text, at + length, end, labelStart: at, lineStart: start, into: &listings)
        } else {
          at += UTF8Scan.scalar(text, at: at).length
        }
      }
    }
    return found
  }

  static func beginsWithLabel(_ text: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
    if text[at] < 0x80 { return label(text, at, end) > 0 }
    for candidate in chineseLabels where ByteMatch.starts(text, at, end, with: candidate) {
      return true
    }
    return false
  }

  private static func label(_ text: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    switch ByteMatch.fold(text[at]) {
    case 0x73, 0x74:
      for candidate in labels where ByteMatch.startsFolded(text, at, end, with: candidate) {
        let isBond =
          at >= 5 && ByteMatch.startsFolded(text, at - 5, end, with: "debt ")
          || at >= 5 && ByteMatch.startsFolded(text, at - 5, end, with: "bond ")
          || at >= 8 && ByteMatch.startsFolded(text, at - 8, end, with: "warrant ")
        return isBond ? 0 : candidate.utf8CodeUnitCount
      }
      return 0
    case 0x6E:
      if ByteMatch.starts(text, at, end, with: "NASDAQ:") { return 7 }
      if ByteMatch.starts(text, at, end, with: "Nasdaq:") { return 7 }
      return ByteMatch.starts(text, at, end, with: "NYSE:") ? 5 : 0
    case 0x68:
      if ByteMatch.starts(text, at, end, with: "HKEX:") { return 5 }
      return ByteMatch.starts(text, at, end, with: "HKSE:") ? 5 : 0
    default: return 0
    }
  }

  /// Reads codes behind a label: `s`, a second label and a colon, then codes with their counters.
  private static func codes(
    _ text: borrowing Span<UInt8>, _ from: Int, _ end: Int, labelStart: Int, lineStart: Int,
    into listings: inout [Metadata.Listing]
  ) -> Int {
    var at = from
    // Up to the first code: `s`, `(s)`, blanks, colons, tabs, another label.
    let limit = min(end, from + 40)
    while at < limit {
      let byte = text[at]
      if LetterClass.isDigit(byte) { break }
      if byte &- 0x41 < 26, at > from, isBoundary(text[at - 1]) { break }
      at += byte < 0x80 ? 1 : UTF8Scan.scalar(text, at: at).length
    }
    while at < end {
      let codeStart = at
      var digits = 0
      var letters = 0
      while at < end, LetterClass.isDigit(text[at]) || text[at] &- 0x41 < 26 {
        if LetterClass.isDigit(text[at]) { digits += 1 } else { letters += 1 }
        at += 1
      }
      let followed = at < end && text[at] >= 0x61 && text[at] <= 0x7A
      guard !followed,
        letters > 0 || digits > 2 || isShortCode(text, from, codeStart, at, end),
        let exchange = exchange(text, codeStart, at, digits, letters, lineStart, end, labelStart)
      else { return max(at, from) }
      var listing = Metadata.Listing(
        exchange: exchange, code: string(text, codeStart, at), counter: nil)
      // `.SH` and the like.
      if at + 2 < end, text[at] == 0x2E, text[at + 1] &- 0x41 < 26 { at += 3 }
      var next = at
      while next < end, text[next] == 0x20 { next += 1 }
      let open = next < end ? UTF8Scan.scalar(text, at: next).value : 0
      if open == 0x28 || open == 0xFF08 {
        var close = next
        while close < end {
          let scalar = UTF8Scan.scalar(text, at: close)
          close += scalar.length
          if scalar.value == 0x29 || scalar.value == 0xFF09 { break }
        }
        listing.counter = counter(text, next, close)
        if listing.counter != nil {
          at = close
          next = close
        }
      }
      if !listings.contains(where: { $0.code == listing.code }) { listings.append(listing) }
      // Another one: `and`, `/`, 及, a comma.
      guard let following = separator(text, next, end) else { return at }
      at = following
    }
    return at
  }

  /// One or two digits are a code behind a colon or the bare label, where nothing counts with them:
  /// `(Stock Code: 13)`, （股份代號：86）, `Stock code 5`; but not `stock code for 2 years`.
  private static func isShortCode(
    _ text: borrowing Span<UInt8>, _ label: Int, _ start: Int, _ codeEnd: Int, _ end: Int
  ) -> Bool {
    var before = start
    while before > label, text[before - 1] == 0x20 || text[before - 1] == 0x09 { before -= 1 }
    let isStated =
      before == label || before == label + 1 && text[label] | 0x20 == 0x73
      || text[before - 1] == 0x3A || text[before - 1] == 0x2F || text[before - 1] == 0x2C
      || ByteMatch.ends(text, label, before, with: "：")
      || ByteMatch.ends(text, label, before, with: "and")
      || ByteMatch.ends(text, label, before, with: "及")
      || ByteMatch.ends(text, label, before, with: "、")
    guard isStated else { return false }
    var behind = codeEnd
    while behind < end, text[behind] == 0x20 { behind += 1 }
    guard behind < end else { return true }
    switch text[behind] {
    case 0x09, 0x0A, 0x28, 0x29, 0x2C, 0x2F, 0x3B, 0x5D: return true
    case 0x61: return ByteMatch.starts(text, behind, end, with: "and ")
    default:
      switch UTF8Scan.scalar(text, at: behind).value {
      case 0x3001, 0x3002, 0x53CA, 0xFF08, 0xFF09, 0xFF0C, 0xFF0F, 0xFF1B: return true
      default: return false
      }
    }
  }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x3A || byte == 0x09 || byte >= 0x80
  }

  private static func separator(_ text: borrowing Span<UInt8>, _ from: Int, _ end: Int) -> Int? {
    var at = from
    var found = false
    while at < end {
      let byte = text[at]
      if byte == 0x20 {
        at += 1
      } else if byte == 0x2F || byte == 0x2C || byte == 0x26 || byte == 0x3B {
        found = true
        at += 1
      } else if ByteMatch.starts(text, at, end, with: "and ") {
        found = true
        at += 4
      } else if ByteMatch.starts(text, at, end, with: "及")
        || ByteMatch.starts(text, at, end, with: "、") || ByteMatch.starts(text, at, end, with: "／")
        || ByteMatch.starts(text, at, end, with: "，")
      {
        found = true
        at += 3
      } else {
        break
      }
    }
    guard found, at < end, LetterClass.isDigit(text[at]) else { return nil }
    return at
  }

  private static func counter(
    _ text: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> String? {
    if ByteMatch.find(text, start, end, "HK") != nil || ByteMatch.find(text, start, end, "港") != nil
    {
      return "HKD"
    }
    if ByteMatch.find(text, start, end, "RMB") != nil
      || ByteMatch.find(text, start, end, "人民") != nil
      || ByteMatch.find(text, start, end, "CNY") != nil
    {
      return "RMB"
    }
    if ByteMatch.find(text, start, end, "US") != nil
      || ByteMatch.find(text, start, end, "美元") != nil
    {
      return "USD"
    }
    return nil
  }

  /// The exchange by the form of a code and the words of its line, nil where it has no form of one.
  private static func exchange(
    _ text: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ digits: Int, _ letters: Int,
    _ lineStart: Int, _ lineEnd: Int, _ labelStart: Int
  ) -> String? {
    if letters == 0 {
      switch digits {
      case 1...5: return "HKEX"
      case 6:
        switch (text[start], text[start + 1]) {
        case (0x36, _), (0x39, 0x30): return "SSE"
        case (0x30, _), (0x33, _), (0x32, _): return "SZSE"
        case (0x34, _), (0x38, _), (0x39, 0x32): return "BSE"
        default: return nil
        }
      default: return nil
      }
    }
    let near = max(lineStart, labelStart - 40)
    let far = min(lineEnd, end + 40)
    if ByteMatch.findFolded(text, near, far, "nasdaq") != nil
      || ByteMatch.find(text, near, far, "納斯達克") != nil
      || ByteMatch.find(text, near, far, "纳斯达克") != nil
    {
      return letters <= 5 && digits == 0 ? "NASDAQ" : nil
    }
    if ByteMatch.find(text, near, far, "NYSE") != nil
      || ByteMatch.findFolded(text, near, far, "new york") != nil
      || ByteMatch.find(text, near, far, "紐約") != nil
      || ByteMatch.find(text, near, far, "纽约") != nil
    {
      return letters <= 5 && digits == 0 ? "NYSE" : nil
    }
    return digits + letters == 3 || digits + letters == 4 ? "SGX" : nil
  }

  static func string(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end - start)
    for index in start..<end { bytes.append(text[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
