/// Gloss: inserts the counterpart of each known name behind its mention, as ` [NAME]`.
///
/// A form that stands beside its counterpart counts as glossed there; definitions (in quotes),
/// headings and addresses are left alone. Deleting the recorded ranges gives the text back.
struct Glosser {
  private var done: [Bool] = []
  /// Terms that what they stand for was written behind.
  private var doneTerms: [Bool] = []

  /// Fills `document.glossed` and `document.glosses` from its mentions.
  mutating func gloss(_ document: inout Document, _ options: Options, floor: Int) {
    let text = document.text.bytes
    document.glosses.removeAll(keepingCapacity: true)
    guard options.gloss != .none, !document.mentions.isEmpty else {
      document.glossed = text
      return
    }
    done.removeAll(keepingCapacity: true)
    done.append(contentsOf: repeatElement(false, count: document.names.count))
    var inserts: [(at: Int, mention: Int)] = []
    let resolves = options.resolution == .inline
    doneTerms.removeAll(keepingCapacity: true)
    if resolves {
      doneTerms.append(contentsOf: repeatElement(false, count: document.definedTerms.count))
    }
    for (index, mention) in document.mentions.enumerated() where mention.name >= 0 {
      if mention.term >= 0 {
        if resolves, followsTerm(document, mention, options) {
          inserts.append((mention.end, index))
        }
        continue
      }
      let number = mention.name
      guard document.names[number].isPaired, document.names[number].confidence >= floor,
        document.names[number].kind != .title, !mention.isAmbiguous
      else { continue }
      if options.gloss == .first, done[mention.name] { continue }
      if isDefinition(text, mention.start, mention.end) { continue }
      if standsBeside(document, index) {
        done[mention.name] = true
        continue
      }
      // The bracket says it, in other words perhaps: a code or a remark is no counterpart to keep to.
      if let bracket = counterpartBracket(text, mention) {
        let other = side(document.names[number], isEnglish: !mention.isEnglish)
        if Self.holds(text[bracket], other) { done[mention.name] = true }
        continue
      }
      let wantsChinese = mention.isEnglish
      if wantsChinese ? options.glossInto == .en : options.glossInto == .zh { continue }
      if goesOn(document, index) || isTitle(document, mention) { continue }
      if isInAddress(text, mention.start, mention.end) || isTicker(text, mention.start)
        || isHeading(document, mention)
      {
        continue
      }
      guard let place = place(text, mention) else { continue }
      done[mention.name] = true
      inserts.append((place, index))
    }
    guard !inserts.isEmpty else {
      document.glossed = text
      return
    }
    var glossed: [UInt8] = []
    glossed.reserveCapacity(text.count + inserts.count * 48)
    var copied = 0
    for insert in inserts {
      let mention = document.mentions[insert.mention]
      let name = document.names[mention.name]
      glossed.append(contentsOf: text[copied..<insert.at])
      copied = insert.at
      let start = glossed.count
      glossed.append(0x20)
      glossed.append(0x5B)
      let isOther = mention.term < 0
      glossed.append(contentsOf: side(name, isEnglish: mention.isEnglish != isOther))
      glossed.append(0x5D)
      document.glosses.append(
        Document.Gloss(at: insert.at, start: start, end: glossed.count, concept: mention.concept))
    }
    glossed.append(contentsOf: text[copied...])
    document.glossed = glossed
  }

  /// The name in one language, in the other where it has none.
  private func side(_ name: Name, isEnglish: Bool) -> [UInt8] {
    let side = isEnglish ? name.en : name.zh
    return side.isEmpty ? (isEnglish ? name.zh : name.en) : side
  }

  /// What the term stands for is to be written behind this mention of it.
  private mutating func followsTerm(
    _ document: Document, _ mention: Document.Mention, _ options: Options
  ) -> Bool {
    let text = document.text.bytes
    if options.gloss == .first, doneTerms[mention.term] { return false }
    guard !isDefinition(text, mention.start, mention.end),
      !isInAddress(text, mention.start, mention.end), !isHeading(document, mention)
    else { return false }
    doneTerms[mention.term] = true
    return true
  }

  private static let openingQuotes: ScalarSet = [0x201C, 0x22, 0x300C, 0x300E, 0x2018]
  private static let closingQuotes: ScalarSet = [0x201D, 0x22, 0x300D, 0x300F, 0x2019]

  /// Quotes stand right before and behind.
  private func isDefinition(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard start > 0, end < text.count else { return false }
    let before = UTF8Scan.scalar(text, before: start).value
    let behind = UTF8Scan.scalar(text, at: end).value
    return Self.openingQuotes.contains(before) && Self.closingQuotes.contains(behind)
  }

  /// The neighbouring mention is the same concept in the other language, with only brackets,
  /// marks, quotes and blanks between.
  private func standsBeside(_ document: Document, _ index: Int) -> Bool {
    let mentions = document.mentions
    let text = document.text.bytes
    let mention = mentions[index]
    func counterpart(_ other: Document.Mention) -> Bool {
      guard other.isEnglish != mention.isEnglish, other.name >= 0, other.term < 0 else {
        return false
      }
      if other.concept == mention.concept { return true }
      // The acronym in the next bracket, or the full name of a short form.
      return mention.isEnglish
        ? document.names[mention.name].zh == document.names[other.name].zh
        : document.names[mention.name].en == document.names[other.name].en
    }
    // Other mentions may stand between, each in a bracket of its own: `X (“ABC”) (中文)`.
    if isCounterpart(text, mention) { return true }
    var at = mention.end
    // 中文（「簡稱」，Name）: in one bracket a comma may stand between.
    var open = at
    while open < text.count, text[open] == 0x20 || text[open] == 0x2A { open += 1 }
    let isInside =
      open < text.count && (text[open] == 0x28 || UTF8Scan.scalar(text, at: open).value == 0xFF08)
    for next in (index + 1)..<min(index + 4, max(mentions.count, index + 1)) {
      guard isGap(text, at, mentions[next].start, commas: isInside) else { break }
      if counterpart(mentions[next]) { return true }
      at = mentions[next].end
    }
    at = mention.start
    for previous in stride(from: index - 1, through: max(0, index - 3), by: -1) {
      // （「簡稱」，Name）, (“Name”, or 中文)
      let isNear = at - mentions[previous].end <= 12
      guard isGap(text, mentions[previous].end, at, commas: isNear) else { break }
      if counterpart(mentions[previous]) { return true }
      at = mentions[previous].start
    }
    return false
  }

  /// A bracket behind the mention holds a name in the other language, whatever its key: the document
  /// says itself what a gloss would. Codes and labels are none. Nil where there is none.
  private func counterpartBracket(_ text: [UInt8], _ mention: Document.Mention) -> Range<Int>? {
    var at = mention.end
    while at < text.count, text[at] == 0x20 || text[at] == 0x2A || text[at] == 0x23 { at += 1 }
    guard at < text.count else { return nil }
    let open = UTF8Scan.scalar(text, at: at)
    guard open.value == 0x28 || open.value == 0xFF08 else { return nil }
    at += open.length
    let inner = at
    let bytes = text.span
    let limit = min(bytes.count, at + 200)
    var letters = 0
    var longest = 0
    while at < limit {
      let byte = bytes[at]
      if (byte | 0x20) &- 0x61 < 26 {
        at += 1
        letters = mention.isEnglish ? 0 : letters + 1
        longest = max(longest, letters)
        continue
      }
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
      switch scalar.value {
      case 0x29, 0xFF09: return longest >= (mention.isEnglish ? 4 : 10) ? inner..<at : nil
      case 0x3A, 0xFF1A, 0x0A: return nil
      case 0x20 where !mention.isEnglish: continue
      default: break
      }
      let isOther =
        mention.isEnglish
        ? HanText.isHan(scalar.value) : scalar.value < 0x80 && (scalar.value | 0x20) &- 0x61 < 26
      letters = isOther ? letters + 1 : 0
      longest = max(longest, letters)
    }
    return nil
  }

  /// Complexity: O(bytes x name), of a bracket of 200 bytes at most.
  private static func holds(_ bracket: ArraySlice<UInt8>, _ name: [UInt8]) -> Bool {
    guard let first = name.first, bracket.count >= name.count else { return false }
    return (bracket.startIndex...(bracket.endIndex - name.count)).contains {
      bracket[$0] == first && bracket[$0..<($0 + name.count)].elementsEqual(name)
    }
  }

  /// The mention is what a bracket begins with that stands right behind a word of the other language.
  private func isCounterpart(_ text: [UInt8], _ mention: Document.Mention) -> Bool {
    guard mention.start > 0 else { return false }
    let open = UTF8Scan.scalar(text, before: mention.start)
    guard open.value == 0x28 || open.value == 0xFF08 else { return false }
    var at = mention.start - open.length
    while at > 0, text[at - 1] == 0x20 || text[at - 1] == 0x2A || text[at - 1] == 0x23 { at -= 1 }
    guard at > 0 else { return false }
    let before = UTF8Scan.scalar(text, before: at).value
    return mention.isEnglish ? HanText.isHan(before) : before < 0x80 && (before | 0x20) &- 0x61 < 26
  }

  private func isGap(
    _ text: [UInt8], _ start: Int, _ end: Int, commas: Bool = false
  ) -> Bool {
    guard start <= end, end - start <= 120 else { return false }
    return Self.isHonorific(text, start, end, commas: commas)
  }

  /// End of a bracket at `at` that closes before `end`: `(the “Vendor”)`, `(Chairman)`.
  private static func bracketEnd(_ text: [UInt8], _ at: Int, _ end: Int) -> Int? {
    let open = UTF8Scan.scalar(text, at: at)
    guard open.value == 0x28 || open.value == 0xFF08 else { return nil }
    var position = at + open.length
    while position < end {
      let scalar = UTF8Scan.scalar(text, at: position)
      position += scalar.length
      if scalar.value == 0x29 || scalar.value == 0xFF09 { return position }
    }
    return nil
  }

  /// `, BBS, JP`: honours in capitals behind a comma.
  private static func honourEnd(_ text: [UInt8], _ at: Int, _ end: Int) -> Int? {
    guard text[at] == 0x2C, at + 3 < end, text[at + 1] == 0x20 else { return nil }
    var position = at + 2
    while position < end, text[position] >= 0x41, text[position] <= 0x5A { position += 1 }
    return position - at >= 4 && position - at <= 8 ? position : nil
  }

  private static let honorifics = [
    "先生", "女士", "博士", "教授", "Mr.", "Ms.", "Mrs.", "Dr.", "Prof.", "Professor", "Mr", "Ms", "Dr",
  ].map {
    Array($0.utf8)
  }

  /// Whether an honorific begins with a byte.
  private static let beginsHonorific: [Bool] = (0..<256).map { byte in
    honorifics.contains { $0.first == UInt8(byte) }
  }

  /// Only signs, honorifics, honours and brackets.
  private static func isHonorific(
    _ text: [UInt8], _ start: Int, _ end: Int, commas: Bool
  ) -> Bool {
    var at = start
    while at < end {
      var taken = 0
      if beginsHonorific[Int(text[at])] {
        for word in honorifics where at + word.count <= end {
          if text[at..<(at + word.count)].elementsEqual(word) {
            taken = max(taken, word.count)
          }
        }
      }
      if taken > 0 {
        at += taken
        continue
      }
      if let stop = bracketEnd(text, at, end) ?? honourEnd(text, at, end) {
        at = stop
        continue
      }
      let scalar = UTF8Scan.scalar(text, at: at)
      if commas {
        if scalar.value == 0x2C || scalar.value == 0xFF0C || scalar.value == 0x3001
          || scalar.value == 0x6216
        {
          at += scalar.length
          continue
        }
        if ByteMatch.starts(text.span, at, end, with: "or ") {
          at += 3
          continue
        }
      }
      switch ScalarClassTable.shared[scalar.value] {
      case .upper, .lower, .letter, .digit, .han, .kana, .cjkStop, .stop: return false
      default: at += scalar.length
      }
    }
    return true
  }

  /// Where the gloss goes: behind the mention, or behind the 》 that closes around it; nil inside a
  /// longer title: 《中華人民共和國土地管理法實施條例》.
  private func place(_ text: [UInt8], _ mention: Document.Mention) -> Int? {
    guard mention.end + 3 <= text.count,
      text[mention.end] == 0xE3 || !mention.isEnglish,
      let open = titleOpen(text, before: mention.start)
    else { return mention.end }
    let isWhole =
      open == mention.start && UTF8Scan.scalar(text, at: mention.end).value == 0x300B
    return isWhole ? mention.end + 3 : nil
  }

  /// Behind the 《 that is open at `position`, nil where none is within 60 code points of the line.
  private func titleOpen(_ text: [UInt8], before position: Int) -> Int? {
    var at = position
    var left = 60
    while at > 0, left > 0, text[at - 1] != 0x0A {
      let scalar = UTF8Scan.scalar(text, before: at)
      if scalar.value == 0x300B { return nil }
      if scalar.value == 0x300A { return at }
      at -= scalar.length
      left -= 1
    }
    return nil
  }

  /// The mention stands in a line of the title, which is among the first lines of the text.
  private func isTitle(_ document: Document, _ mention: Document.Mention) -> Bool {
    guard mention.start < 4_000, let title = document.metadata.title?.utf8 else { return false }
    let text = document.text.bytes
    let start = ByteScan.behindLast(0x0A, text.span, 0, mention.start)
    let end = ByteScan.first(0x0A, text.span, mention.end, text.count)
    guard end - start >= 6, end - start <= title.count else { return false }
    let line = text[start..<end]
    let whole = Array(title)
    return (0...(whole.count - line.count)).contains {
      whole[$0] == line[start] && whole[$0..<($0 + line.count)].elementsEqual(line)
    }
  }

  /// The name may be the begin of a longer one: another follows without a sign between (國家藥品監督
  /// 管理局藥品審評中心), or a capitalised word (`Banking Ordinance Review Committee`).
  private func goesOn(_ document: Document, _ index: Int) -> Bool {
    let mention = document.mentions[index]
    let text = document.text.bytes
    if !mention.isEnglish {
      let next = index + 1
      return next < document.mentions.count && document.mentions[next].start == mention.end
        && !document.mentions[next].isEnglish || isOfBranch(text, mention.end)
    }
    if isOfEnglishBranch(text, mention.end) { return true }
    guard mention.end + 1 < text.count, text[mention.end] == 0x20,
      text[mention.end + 1] &- 0x41 < 26
    else { return false }
    // A full stop ends `Co., Ltd.`, and `Limited` ends a name.
    let last = text[mention.end - 1]
    return last != 0x2E && last | 0x20 != 0x64
  }

  /// The name of a branch or a division goes on: 興業銀行股份有限公司|青島分行, 高等法院|原訟法庭.
  private func isOfBranch(_ text: [UInt8], _ end: Int) -> Bool {
    var at = end
    for _ in 0..<12 {
      guard at + 3 <= text.count, text[at] >= 0xE4, text[at] <= 0xE9 else { return false }
      let rest = text[at..<min(text.count, at + 9)]
      if Self.branches.contains(where: { rest.starts(with: $0) }) { return true }
      if Self.noBranch.contains(where: { rest.starts(with: $0) }) { return false }
      at += 3
    }
    return false
  }

  private static let branches = [
    "分行", "支行", "分公司", "支公司", "分局", "分會", "分会", "分院", "分所", "分部", "辦事處", "办事处", "代表處", "代表处",
    "營業部", "营业部", "法庭", "分庭",
  ].map { Array($0.utf8) }
  /// What stands between two things said: a name does not go on behind it.
  private static let noBranch = [
    "之", "的", "及", "與", "与", "和", "於", "于", "在", "為", "为", "由", "向", "設", "设", "擬", "拟", "是", "有",
    "就",
    "對", "对", "將", "将", "並", "并", "或",
  ].map { Array($0.utf8) }

  /// `X Bank Ltd.|, Hong Kong Branch`, `Co., Ltd.| Qingdao Branch`.
  private func isOfEnglishBranch(_ text: [UInt8], _ end: Int) -> Bool {
    var at = end
    if at < text.count, text[at] == 0x2C { at += 1 }
    for _ in 0..<5 {
      guard at + 1 < text.count, text[at] == 0x20, text[at + 1] &- 0x41 < 26 else { return false }
      var stop = at + 1
      while stop < text.count, text[stop] | 0x20 &- 0x61 < 26 || text[stop] == 0x2D { stop += 1 }
      let word = text[(at + 1)..<stop]
      if Self.englishBranches.contains(where: { word.elementsEqual($0) }) { return true }
      at = stop
    }
    return false
  }

  private static let englishBranches = ["Branch", "Sub-branch", "Sub-Branch"].map { Array($0.utf8) }

  /// `NYSE: NIO`: a code behind an exchange.
  private func isTicker(_ text: [UInt8], _ start: Int) -> Bool {
    start >= 4 && text[start - 1] == 0x20 && text[start - 2] == 0x3A
      && text[start - 3] &- 0x41 < 26 && text[start - 4] &- 0x41 < 26
  }

  /// Part of a URL or an e-mail address.
  private func isInAddress(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    if start > 0, [0x2F, 0x40, 0x2E, 0x5F, 0x3D].contains(text[start - 1]),
      text[start - 1] != 0x2E || start > 1 && text[start - 2] != 0x20
    {
      return true
    }
    return end < text.count
      && (text[end] == 0x40 || text[end] == 0x5F
        || text[end] == 0x2F && end + 1 < text.count && text[end + 1] != 0x20)
      || end + 1 < text.count && text[end] == 0x2E && text[end + 1] >= 0x61 && text[end + 1] <= 0x7A
  }

  private func isHeading(_ document: Document, _ mention: Document.Mention) -> Bool {
    var low = 0
    var high = document.blocks.count
    while low < high {
      let middle = (low + high) / 2
      if document.blocks[middle].end <= mention.start { low = middle + 1 } else { high = middle }
    }
    return low < document.blocks.count && document.blocks[low].start <= mention.start
      && (document.blocks[low].kind == .heading || document.blocks[low].kind == .signature)
  }
}
