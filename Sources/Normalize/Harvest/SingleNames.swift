/// Finds names that the text gives in one language only: companies by their legal form, persons by
/// their honorific.
struct SingleNames {
  private let lexicon: Lexicon
  private let kinds: NameKinds
  private let tokenizer = EnglishTokenizer()
  private var tokens: [EnglishToken] = []
  private var han = HanText()

  init(_ lexicon: Lexicon, _ kinds: NameKinds) {
    self.lexicon = lexicon
    self.kinds = kinds
  }

  /// Reads a line. Complexity: O(line).
  mutating func read(_ text: [UInt8], _ start: Int, _ end: Int, into names: inout NameCollection) {
    let bytes = text.span
    var at = start
    while true {
      // The next of the bytes that are looked at below; 0x4C and 0x4D differ in one bit.
      at = ByteScan.skip(bytes, at, end) {
        (($0 | ByteScan.Lanes(repeating: 1)) .== ByteScan.Lanes(repeating: 0x4D))
          .| ($0 .== ByteScan.Lanes(repeating: 0x44)) .| ($0 .== ByteScan.Lanes(repeating: 0xE5))
      }
      guard at < end else { return }
      let byte = bytes[at]
      // Legal forms end in Limited, Ltd, LLC, Inc; 公司 is E5 85 AC E5 8F B8; 先生 女士 begin E5.
      if byte == 0x4C {
        if let stop = latinForm(text, at, end) {
          english(text, start, stop, into: &names)
          at = stop
          continue
        }
      } else if byte == 0x4D || byte == 0x44 {
        if let stop = honorific(text, at, end, start) {
          at = englishPerson(text, stop, end, into: &names)
          continue
        }
      } else if byte == 0xE5, at + 6 <= end {
        if bytes[at + 1] == 0x85, bytes[at + 2] == 0xAC, bytes[at + 3] == 0xE5,
          bytes[at + 4] == 0x8F, bytes[at + 5] == 0xB8
        {
          chinese(text, start, at + 6, into: &names)
          at += 6
          continue
        }
        // 先生 E5 85 88 E7 94 9F, 女士 E5 A5 B3 E5 A3 AB, 博士 E5 8D 9A E5 A3 AB
        if isHanHonorific(bytes, at) {
          chinesePerson(text, start, at, into: &names)
          at += 6
          continue
        }
      }
      at += byte < 0xE0 ? 1 : min(3, end - at)
    }
  }

  private func isHanHonorific(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    let a = bytes[at + 1]
    let b = bytes[at + 2]
    let c = bytes[at + 3]
    let d = bytes[at + 4]
    let e = bytes[at + 5]
    return a == 0x85 && b == 0x88 && c == 0xE7 && d == 0x94 && e == 0x9F
      || (a == 0xA5 && b == 0xB3 || a == 0x8D && b == 0x9A) && c == 0xE5 && d == 0xA3 && e == 0xAB
  }

  private func latinForm(_ text: [UInt8], _ at: Int, _ end: Int) -> Int? {
    for form in Self.forms where at + form.count <= end {
      var index = 0
      while index < form.count, text[at + index] == form[index] { index += 1 }
      guard index == form.count else { continue }
      let stop = at + form.count
      if stop < end, text[stop] | 0x20 >= 0x61, text[stop] | 0x20 <= 0x7A { continue }
      guard at > 0, text[at - 1] == 0x20 || text[at - 1] == 0x2C else { return nil }
      return stop
    }
    return nil
  }

  private static let forms = ["Limited", "LIMITED", "Ltd.", "Ltd", "LTD.", "LTD", "LLC", "LLP"].map
  { Array($0.utf8) }

  private mutating func english(
    _ text: [UInt8], _ floor: Int, _ end: Int, into names: inout NameCollection
  ) {
    let limit = tokenizer.leftLimit(text, from: floor, to: end)
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, limit, end, into: &tokens)
    guard tokens.count >= 2 else { return }
    var start = tokens.count - 1
    var index = start
    while index >= 0 {
      let token = tokens[index]
      if token.kind == .capital {
        if index < tokens.count - 1,
          lexicon.isEnglishStop(token.hash) || lexicon.isEnglishRole(token.hash)
            || token.hash == tokenizer.the
        {
          break
        }
        start = index
      } else if token.kind == .comma {
        guard index + 1 < tokens.count, lexicon.isFormWord(tokens[index + 1].hash) else { break }
      } else if token.kind == .connector {
        // `of` joins; `and` only where no legal form stands before it.
        guard index > 0, tokens[index - 1].kind == .capital,
          !lexicon.isFormWord(tokens[index - 1].hash),
          token.hash == tokenizer.and || token.hash == tokenizer.of, tokens.count - index <= 8
        else { break }
      } else if token.kind == .lower {
        break
      }
      index -= 1
    }
    guard start < tokens.count - 1, tokens[start].kind == .capital else { return }
    let name = Array(text[Int(tokens[start].start)..<end])
    guard names.index(english: name) == nil, !lexicon.isRole(name[...]) else { return }
    names.add(
      FoundName(
        kind: .organization, enForm: .full, zhForm: .full, en: name, zh: [], confidence: 95,
        evidence: [.init(kind: .mention, start: Int(tokens[start].start), end: end)]), lexicon.han)
  }

  private static let honorifics = ["Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Mr ", "Ms ", "Dr ", "Madam "]
    .map { Array($0.utf8) }

  private func honorific(_ text: [UInt8], _ at: Int, _ end: Int, _ start: Int) -> Int? {
    guard at == start || text[at - 1] == 0x20 || text[at - 1] == 0x28 || text[at - 1] == 0x09 else {
      return nil
    }
    for word in Self.honorifics where at + word.count < end {
      var index = 0
      while index < word.count, text[at + index] == word[index] { index += 1 }
      if index == word.count { return at + word.count }
    }
    return nil
  }

  private mutating func englishPerson(
    _ text: [UInt8], _ start: Int, _ end: Int, into names: inout NameCollection
  ) -> Int {
    var at = start
    var stop = start
    var words = 0
    while at < end, words < 5 {
      let begun = at
      guard text[at] >= 0x41, text[at] <= 0x5A else { break }
      while at < end, EnglishTokenizer.isWordByte(text[at]), text[at] != 0x2E || at - begun <= 1 {
        at += 1
      }
      words += 1
      stop = at
      guard at + 1 < end, text[at] == 0x20 else { break }
      at += 1
    }
    guard words >= 2 else { return max(stop, start) }
    let name = Array(text[start..<stop])
    if names.index(english: name) == nil {
      names.add(
        FoundName(
          kind: .person, enForm: .full, zhForm: .full, en: name, zh: [], confidence: 92,
          evidence: [.init(kind: .mention, start: start, end: stop)]), lexicon.han)
    }
    return stop
  }

  private mutating func chinese(
    _ text: [UInt8], _ floor: Int, _ end: Int, into names: inout NameCollection
  ) {
    // Only with a legal form of four ideographs or more: 有限公司, 股份有限公司.
    guard end - floor >= 15, text[end - 12] == 0xE6, text[end - 11] == 0x9C, text[end - 10] == 0x89
    else { return }
    var at = end
    var depth = 0
    var count = 0
    scan: while at > floor, count < 40 {
      let scalar = UTF8Scan.scalar(text, before: at)
      switch scalar.value {
      case 0x29, 0xFF09: depth += 1
      case 0x28, 0xFF08:
        if depth == 0 { break scan }
        depth -= 1
      default:
        let isName =
          HanText.isHan(scalar.value) || HanText.isDot(scalar.value)
          || scalar.value < 0x80 && scalar.value > 0x20
            && EnglishTokenizer.isWordByte(UInt8(scalar.value))
        if !isName { break scan }
      }
      at -= scalar.length
      count += 1
    }
    han.read(text, at, end, lexicon.han)
    let form = lexicon.formLength(han.scalars[...])
    guard form > 0, han.count > form + 1 else { return }
    // The nearest word that stands before names, leaving two ideographs for the brand.
    var start = 0
    var position = han.count - form - 2
    while position > 0 {
      if lexicon.endsStop(han.scalars, before: position) {
        start = position
        break
      }
      position -= 1
    }
    let from = Int(han.offsets[start])
    guard end - from > 15, !kinds.isNoName(han.scalars[start...]) else { return }
    let name = Array(text[from..<end])
    guard names.index(chinese: name, lexicon.han) == nil else { return }
    names.add(
      FoundName(
        kind: .organization, enForm: .full, zhForm: .full, en: [], zh: name,
        confidence: 92, evidence: [.init(kind: .mention, start: from, end: end)]), lexicon.han)
  }

  private mutating func chinesePerson(
    _ text: [UInt8], _ floor: Int, _ end: Int, into names: inout NameCollection
  ) {
    var at = end
    var count = 0
    while at > floor, count < 6 {
      let scalar = UTF8Scan.scalar(text, before: at)
      guard HanText.isHan(scalar.value) else { break }
      at -= scalar.length
      count += 1
    }
    han.read(text, at, end, lexicon.han)
    let total = han.count
    for length in [3, 2, 4] where length <= total {
      let start = total - length
      let surname = lexicon.surnameLength(han.scalars[start...])
      guard surname > 0, length != 4 || surname == 2 else { continue }
      if length == 3, start > 0, lexicon.surnameLength(han.scalars[(start - 1)...]) == 2 {
        continue
      }
      if length == 2, start > 0, !lexicon.isStop(han.scalars[(start - 1)..<start]) { continue }
      let name = Array(text[Int(han.offsets[start])..<end])
      guard names.index(chinese: name, lexicon.han) == nil else { return }
      names.add(
        FoundName(
          kind: .person, enForm: .full, zhForm: .full, en: [], zh: name, confidence: 90,
          evidence: [.init(kind: .mention, start: Int(han.offsets[start]), end: end)]), lexicon.han)
      return
    }
  }
}
