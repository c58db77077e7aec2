/// Chinese organizations by their legal form or head, laws by their title in 《》.
extension SingleNames {
  /// Reads the name that ends in a head at `at`. Returns where to go on.
  mutating func headed(
    _ text: [UInt8], _ floor: Int, _ at: Int, _ end: Int,
    _ head: (kind: HanHeads.Kind, end: Int, count: Int), _ names: NameCollection
  ) -> Int {
    // A head needs a name before it, but 董事為 and the like.
    guard at > floor || head.kind == .personCue || head.kind == .personList,
      !isPaired(at, head.end)
    else { return head.end }
    switch head.kind {
    case .honorific: chinesePerson(text, floor, at, names, isMadam: text[at + 1] == 0xA5)
    case .personCue: return chinesePersons(text, head.end, end, names)
    case .personList:
      // 執行董事：, 執行董事為
      return follows(text, head.end, end, Self.copulas) != nil || isPersonList(text, head.end, end)
        ? chinesePersons(text, head.end, end, names) : head.end
    case .plant:
      if !followsPlant(text, head.end, end), !continues(text, head.end, end) {
        chinese(text, floor, head.end, head: head.count, isPlant: true, names)
      }
    case .body:
      // 人民法院調解…: no longer name ends in a court and a trade.
      let isCourt = ByteMatch.ends(text.span, at, head.end, with: "法院")
      if isCourt || !continues(text, head.end, end) {
        let first = UTF8Scan.scalar(text, at: at).value
        chinese(
          text, floor, head.end, head: head.count, isBranch: first == 0x5206 || first == 0x652F,
          names)
      }
    case .form:
      var stop = head.end
      if let longer = follows(text, stop, end, Self.partnerships) { stop = longer }
      // The bracket of （有限合夥） closes.
      if stop < end, text[stop] == 0x29 {
        if stretch(text, floor, stop) > floor { stop = closed(text, floor, stop, 1) }
      } else if stop + 3 <= end, text[stop] == 0xEF, text[stop + 1] == 0xBC, text[stop + 2] == 0x89
      {
        stop = closed(text, floor, stop, 3)
      }
      let isCompany = text[head.end - 1] == 0xB8 && head.count == 2
      if isCompany, stop == head.end {
        // 本公司, 該公司: no legal form, and by far the most frequent.
        let before = UTF8Scan.scalar(text, before: at).value
        let folded = PartLexicon.fold(before, lexicon.han)
        guard before == 0x20 || lexicon.isFormBeforeCompany(folded) else { return stop }
      }
      chinese(
        text, floor, stop, head: isCompany || stop > head.end ? 0 : head.count, isForm: true, names)
      return stop
    }
    return head.end
  }

  /// 房 商 家 区 址 方 长 内 牌 behind 廠: no name ends here.
  private func followsPlant(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    guard at + 3 <= end else { return false }
    switch PartLexicon.fold(UTF8Scan.scalar(text, at: at).value, lexicon.han) {
    case 0x623F, 0x5546, 0x5BB6, 0x533A, 0x5740, 0x65B9, 0x957F, 0x5185, 0x724C: return true
    default: return false
    }
  }

  private static let partnerships = [
    "（有限合夥）", "（有限合伙）", "(有限合夥)", "(有限合伙)", "（特殊普通合夥）", "（特殊普通合伙）", "(特殊普通合夥)", "(特殊普通合伙)",
  ].map { Array($0.utf8) }

  /// `stop` behind the closing bracket of `width` bytes where its opening one stands in the name.
  private func closed(_ text: [UInt8], _ floor: Int, _ stop: Int, _ width: Int) -> Int {
    let bytes = text.span
    var at = stop
    var count = 0
    while at > floor, count < 10 {
      let scalar = UTF8Scan.scalar(bytes, before: at)
      at -= scalar.length
      if scalar.value == 0x28 || scalar.value == 0xFF08 {
        // `（有限合夥）` behind a name, not `（…有限公司）`.
        return at > floor && count <= 6 ? stop + width : stop
      }
      count += 1
    }
    return stop
  }

  /// A trade or a legal form follows: the head is inside a longer name.
  private mutating func continues(_ text: [UInt8], _ from: Int, _ end: Int) -> Bool {
    var at = from
    let bytes = text.span
    var stop = at
    var count = 0
    while stop < end, count < 10 {
      let scalar = UTF8Scan.scalar(bytes, at: stop)
      guard
        HanText.isHan(scalar.value) || scalar.value == 0x28 || scalar.value == 0xFF08
          || scalar.value == 0x29
          || scalar.value == 0xFF09
      else { break }
      stop += scalar.length
      count += 1
    }
    guard count >= 2 else { return false }
    at = min(stop, end)
    ahead.read(text, from, at, lexicon.han)
    if ahead.scalars[0] == 0x28 {
      guard let close = ahead.scalars.firstIndex(of: 0x29), close + 1 < ahead.count else {
        return false
      }
      return lexicon.tradeLength(ahead.scalars, at: close + 1, end: ahead.count) > 0
    }
    // 醫院|管理有限公司: trades and a legal form, whatever else they may be.
    if let form = ahead.scalars.indices.dropLast(1).first(where: {
      ahead.scalars[$0] == 0x6709 && ahead.scalars[$0 + 1] == 0x9650
    }), form >= 2, !edges.hasBrand(ahead.scalars, 0, form) {
      return true
    }
    // 管理委員會出讓…: a verb follows.
    if lexicon.isStop(ahead.scalars[..<2]) || lexicon.isWeakStop(ahead.scalars[..<2]) {
      return false
    }
    return lexicon.tradeLength(ahead.scalars, at: 0, end: ahead.count) > 0
  }

  /// The organization whose name ends at `end`; `head` is the number of scalars of its head, 0
  /// where that is a legal form.
  private mutating func chinese(
    _ text: [UInt8], _ floor: Int, _ end: Int, head: Int, isForm: Bool = false,
    isBranch: Bool = false, isPlant: Bool = false, _ names: NameCollection
  ) {
    let begun = stretch(text, floor, end)
    guard end - begun >= 12 else { return }
    han.read(text, begun, end, lexicon.han)
    let form = isForm ? max(head, lexicon.formLength(han.scalars[...])) : head
    // 公司 alone is too common a word to end a name.
    guard form >= 2, head > 0 || form > 2, han.count >= form + 2 else { return }
    var tail = PartLexicon.seed
    var at = han.count
    while at > 0 {
      at -= 1
      tail = (tail ^ UInt64(han.scalars[at])) &* 0x100_0000_01B3
      if han.count - at > form, let known = names.index(hanTail: tail),
        !names.names[known].zh.isEmpty, !isInside(at)
      {
        return
      }
    }
    // 分公司 is a branch too.
    let isBranch = isBranch || form == 3 && han.scalars[han.count - 3] == 0x5206
    guard var edge = edges.find(han, bodyEnd: han.count - form, isBranch: isBranch) else { return }
    edge.start = behindNumber(edge.start)
    let from = han.offset(edge.start)
    let name = han.scalars[edge.start...]
    guard isForm || edge.strength > .open, !isPaired(from, end), !lexicon.isRole(han: name),
      !lexicon.isStop(name), !lexicon.isWeakStop(name), !isSum(name),
      !isPlant || !Self.ownPlants.contains(han.scalars[edge.start])
    else { return }
    tail = PartLexicon.seed
    at = han.count
    while at > edge.start {
      at -= 1
      tail = (tail ^ UInt64(han.scalars[at])) &* 0x100_0000_01B3
    }
    candidates.append(
      Candidate(
        kind: .organization, start: from, end: end, isHan: true, strength: edge.strength,
        tail: tail, confidence: edge.strength == .open ? 90 : 92))
  }

  /// Scalar behind (1) or （甲）, which counts names and is no part of one.
  private func behindNumber(_ start: Int) -> Int {
    guard start + 4 < han.count, han.scalars[start] == 0x28 else { return start }
    var at = start + 1
    while at < start + 3, isNumber(han.scalars[at]) { at += 1 }
    return at > start + 1 && han.scalars[at] == 0x29 ? at + 1 : start
  }

  /// A digit, a small letter, 一 to 十, 甲 乙 丙 丁.
  private func isNumber(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x61...0x7A, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
      0x4E5D, 0x5341, 0x7532, 0x4E59, 0x4E19, 0x4E01:
      true
    default: false
    }
  }

  /// 自 新 原 该 本 其 各 多 某 旧 此 几 数 老: 自建化工廠, 新製造廠 are nobody's names.
  private static let ownPlants: Set<UInt32> = [
    0x81EA, 0x65B0, 0x539F, 0x8BE5, 0x672C, 0x5176, 0x5404, 0x591A, 0x67D0, 0x65E7, 0x6B64, 0x51E0,
    0x6570, 0x8001,
  ]

  /// 兩家有限公司, 三間銀行: a number of them.
  private func isSum(_ scalars: ArraySlice<UInt32>) -> Bool {
    guard let first = scalars.first, let second = scalars.dropFirst().first else { return true }
    // 家 间 名 个 所 behind a numeral.
    return (second == 0x5BB6 || second == 0x95F4 || second == 0x540D || second == 0x4E2A)
      && (first &- 0x30 < 10 || first == 0x4E00 || first == 0x4E24 || first == 0x4E09
        || first == 0x56DB || first == 0x4E94 || first == 0x591A || first == 0x6570)
  }

  /// The Latin word that ends at `end` may begin a Chinese name: it is no legal form.
  private func beginsBrand(_ text: [UInt8], _ floor: Int, _ end: Int) -> Bool {
    var at = end
    while at > floor, (text[at - 1] | 0x20) &- 0x61 < 26 { at -= 1 }
    return heads[PartLexicon.hash(text[at..<end])] != Head.form.rawValue
  }

  /// The word that ends at `end` begins with a capital letter and is no legal form.
  private func beginsCapital(_ text: [UInt8], _ floor: Int, _ end: Int) -> Bool {
    var at = end
    while at > floor, (text[at - 1] | 0x20) &- 0x61 < 26 { at -= 1 }
    return text[at] &- 0x41 < 26 && !lexicon.isFormWord(PartLexicon.hash(text[at..<end]))
  }

  /// A place stands right before scalar `at`: what ends there is the tail of a longer name.
  private func isInside(_ at: Int) -> Bool {
    var length = 2
    while length <= 4, at - length >= 0 {
      if lexicon.placeLength(han.scalars, at: at - length) == length { return true }
      length += 1
    }
    return false
  }

  /// Begin of the stretch before `end` that can belong to one Chinese name.
  private func stretch(_ text: [UInt8], _ floor: Int, _ end: Int) -> Int {
    let bytes = text.span
    var at = end
    var depth = 0
    var count = 0
    while at > floor, count < 40 {
      if at - floor >= 3, UTF8Scan.leadsIdeograph(bytes[at - 3]), bytes[at - 1] & 0xC0 == 0x80 {
        at &-= 3
        count &+= 1
        continue
      }
      let scalar = UTF8Scan.scalar(bytes, before: at)
      switch scalar.value {
      case 0x29, 0xFF09: depth += 1
      case 0x28, 0xFF08:
        if depth == 0 { return at }
        depth -= 1
      default:
        // `Limited銀錨有限公司`: the English name ends here.
        if scalar.value &- 0x61 < 26, at < end, bytes[at] >= 0xE3, !beginsBrand(text, floor, at) {
          return at
        }
        let isName =
          HanText.isHan(scalar.value) || HanText.isDot(scalar.value)
          || scalar.value < 0x80 && scalar.value > 0x20
            && EnglishTokenizer.isWordByte(UInt8(scalar.value))
        // `Sino Fortune資本有限公司`: a blank between Latin words of the name.
        let isBlank =
          scalar.value == 0x20 && at < end && at - 1 > floor && bytes[at] &- 0x41 < 26
          && (bytes[at - 2] | 0x20) &- 0x61 < 26 && beginsCapital(text, floor, at - 1)
        if !isName, !isBlank { return at }
      }
      at -= scalar.length
      count += 1
    }
    return at
  }

  /// 《…法》: a law by its title. Returns where to go on.
  mutating func title(
    _ text: [UInt8], _ open: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    let bytes = text.span
    let start = open + 3
    var at = start
    while at + 3 <= end, at - start < 180 {
      if bytes[at] == 0xE3, bytes[at + 1] == 0x80, bytes[at + 2] == 0x8B {
        guard at - start >= 9, !isPaired(start, at) else { return at + 3 }
        han.read(text, start, at, lexicon.han)
        guard lexicon.lawHeadLength(han.scalars[...]) > 0, !isPaper(han.scalars),
          names.index(hanKey: NameCollection.hanKey(text, start, at, lexicon.han)) == nil
        else { return at + 3 }
        candidates.append(
          Candidate(
            kind: .law, start: start, end: at, isHan: true, strength: .bounded, tail: 0,
            confidence: 93))
        return at + 3
      }
      at += bytes[at] < 0x80 ? 1 : bytes[at] < 0xE0 ? 2 : bytes[at] < 0xF0 ? 3 : 4
    }
    return start
  }

  /// 《…協議》, 《…關注函》: papers of a matter, no laws. Their last ideographs are 协议 合同 函 告 书.
  private func isPaper(_ scalars: [UInt32]) -> Bool {
    guard let last = scalars.last, scalars.count >= 2 else { return true }
    let before = scalars[scalars.count - 2]
    return last == 0x51FD || last == 0x544A || last == 0x4E66 || before == 0x534F && last == 0x8BAE
      || before == 0x5408 && last == 0x540C
  }
}
