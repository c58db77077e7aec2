/// Persons: by an honorific or in a list of directors.
extension SingleNames {
  /// The person behind an honorific. Returns where to go on.
  mutating func englishPerson(
    _ text: [UInt8], _ begun: Int, _ title: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    var at = title
    if at < end, text[at] == 0x2E { at += 1 }
    guard at < end, text[at] == 0x20 else { return at }
    at += 1
    // `the Honourable Madam Justice Fok`
    if ByteMatch.starts(text.span, at, end, with: "Justice ") { at += 8 }
    let start = at
    var stop = start
    var words = 0
    while at < end, words < 5 {
      let word = at
      guard text[at] &- 0x41 < 26 else { break }
      while at < end, EnglishTokenizer.isWordByte(text[at]), text[at] != 0x2E || at - word <= 1 {
        at += 1
      }
      words += 1
      stop = at
      // `Mr. TSE, Wai-chun`: the surname in capitals.
      if words == 1, at + 3 < end, text[at] == 0x2C, text[at + 1] == 0x20, at - word >= 2,
        text[at + 2] &- 0x41 < 26, text[at + 3] &- 0x61 < 26,
        text[word..<at].allSatisfy({ $0 &- 0x61 >= 26 }) || isInverted(text, word, at, end),
        isGiven(text, at + 2, end)
      {
        at += 1
      }
      guard at + 1 < end, text[at] == 0x20 else { break }
      at += 1
    }
    guard words >= 2 else { return max(stop, start) }
    stop = givenEnd(text, start, stop, end) ?? stop
    if ByteMatch.ends(text.span, start, stop, with: "'s") { stop -= 2 }
    if ByteMatch.ends(text.span, start, stop, with: "’s") { stop -= 4 }
    if !isPaired(start, stop) {
      let key = NameCollection.englishKey(text[start..<stop])
      guard names.index(englishKey: key) == nil else { return stop }
      candidates.append(
        Candidate(
          kind: .person, start: start, end: stop, isHan: false, strength: .bounded, tail: 0,
          confidence: 92, key: key))
    }
    return stop
  }

  /// `Ha, Frank Chun Shing`: two or three given names follow the comma behind a surname.
  private func isInverted(_ text: [UInt8], _ word: Int, _ comma: Int, _ end: Int) -> Bool {
    guard lexicon.isSurname(PartLexicon.hash(text[word..<comma])) else { return false }
    var at = comma + 2
    var words = 0
    while at + 1 < end, words < 4, text[at] &- 0x41 < 26, text[at + 1] &- 0x61 < 26,
      isGiven(text, at, end)
    {
      while at < end, (text[at] | 0x20) &- 0x61 < 26 { at += 1 }
      words += 1
      guard at < end, text[at] == 0x20 else { break }
      at += 1
    }
    return words == 2 || words == 3
  }

  /// The word at `at` is no role and no word before names: a given name may be.
  private func isGiven(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    var stop = at
    while stop < end, (text[stop] | 0x20) &- 0x61 < 26 { stop += 1 }
    let hash = PartLexicon.hash(text[at..<stop])
    return heads[hash] == nil && !lexicon.isEnglishRole(hash) && !lexicon.isEnglishStop(hash)
  }

  /// The person before an honorific.
  mutating func chinesePerson(
    _ text: [UInt8], _ floor: Int, _ end: Int, _ names: NameCollection, isMadam: Bool
  ) {
    let bytes = text.span
    var at = end
    var count = 0
    while at > floor, count < 6 {
      let scalar = UTF8Scan.scalar(bytes, before: at)
      guard HanText.isHan(scalar.value) else { break }
      at -= scalar.length
      count += 1
    }
    if count == 0 { return latinPerson(text, floor, end, names) }
    han.read(text, at, end, lexicon.han)
    guard let start = personStart(isMadam: isMadam) else { return }
    let from = han.offset(start)
    guard !isPaired(from, end),
      names.index(hanKey: NameCollection.hanKey(text, from, end, lexicon.han)) == nil
    else { return }
    candidates.append(
      Candidate(
        kind: .person, start: from, end: end, isHan: true, strength: .bounded, tail: 0,
        confidence: 90))
  }

  /// Where the person's name at the end of `han` begins.
  private func personStart(isMadam: Bool) -> Int? {
    let total = han.count
    func isBounded(_ start: Int) -> Bool {
      start == 0 || lexicon.stopLength(han.scalars, before: start) > 0
        || lexicon.weakStopLength(han.scalars, before: start) > 0
    }
    // 林鄭惠珠女士: the husband's surname before her own.
    if isMadam, total >= 4, isBounded(total - 4),
      lexicon.surnameLength(han.scalars[(total - 4)...]) == 1,
      lexicon.surnameLength(han.scalars[(total - 3)...]) == 1,
      !HanNameStart.particles.contains(han.scalars[total - 4])
    {
      return total - 4
    }
    for length in [3, 2, 4] where length <= total {
      let start = total - length
      let surname = lexicon.surnameLength(han.scalars[start...])
      guard surname > 0, surname < length, length != 4 || surname == 2 else { continue }
      // 由若翰先生: 由 is a surname too, but mostly stands before names.
      if length == 3, surname == 1, han.scalars[start] != 0x4E8E,
        HanNameStart.particles.contains(han.scalars[start]),
        lexicon.surnameLength(han.scalars[(start + 1)...]) == 1
      {
        continue
      }
      if length == 3, start > 0, lexicon.surnameLength(han.scalars[(start - 1)...]) == 2 {
        continue
      }
      if length == 2, start > 0, !isBounded(start) { continue }
      // 當時|甄先生
      if length == 2, lexicon.stopLength(han.scalars, before: start + 1) > 1 { continue }
      return start
    }
    return nil
  }

  // MARK: - Lists

  /// The persons behind 董事為 and the like: 張三、李四及王五. Returns where to go on.
  mutating func chinesePersons(
    _ text: [UInt8], _ from: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    var at = from
    // 成員為：
    for _ in 0..<2 {
      if let next = follows(text, at, end, Self.copulas) { at = next }
    }
    // 執行董事：　　　林昭朗: set apart, or in the next cell.
    while at < end, text[at] == 0x09 || ByteMatch.starts(text.span, at, end, with: "　") {
      at += text[at] == 0x09 ? 1 : 3
    }
    // 法定代表人：Ryan Cawood
    if at > from, at < end, text[at] &- 0x41 < 26 {
      return max(from, englishList(text, at, end, isSure: true, names))
    }
    var read = from
    for _ in 0..<40 {
      while at < end, text[at] == 0x20 { at += 1 }
      let stop = hanEnd(text, at, end)
      guard stop > at, isListSign(text, stop, end) else {
        guard stop > at else { return read }
        return persons(text, at, stop, names, isWhole: false) ?? read
      }
      guard let taken = persons(text, at, stop, names, isWhole: true) else {
        // 祁連山、才讓卓瑪、歐陽建平: a name of another form inside the list.
        guard read > from, stop - at <= 15, ByteMatch.starts(text.span, stop, end, with: "、") else {
          // 黄克新、余竹明回避表决。: the sentence goes on behind the last one.
          return read > from ? persons(text, at, stop, names, isWhole: false) ?? read : read
        }
        at = stop + 3
        continue
      }
      read = taken
      guard taken == stop else { return read }
      at = behindSign(text, stop, end)
      guard at > stop else { return read }
    }
    return read
  }

  /// One person's name and the sign of a list stand at `at`, a bracket between them.
  mutating func isPersonList(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    let stop = hanEnd(text, at, end)
    guard stop > at, stop < end, behindSign(text, stop, end) > stop else { return false }
    han.read(text, at, stop, lexicon.han)
    let count = han.count - (honorificScalars(han.count) ?? 0)
    return isPersonName(0, count)
  }

  static let copulas = ["分別為", "分别为", "為", "为", "是", "包括", "：", ": ", ":"].map {
    Array($0.utf8)
  }

  /// Takes one name, or two that 及 joins. Returns where they end, nil where there is none; with
  /// `isWhole` the stretch is nothing else, but for a company behind the first.
  mutating func persons(
    _ text: [UInt8], _ start: Int, _ end: Int, _ names: NameCollection, isWhole: Bool
  ) -> Int? {
    han.read(text, start, end, lexicon.han)
    var count = han.count
    if count >= 4, let length = honorificScalars(count) { count -= length }
    if isWhole, isPersonName(0, count) {
      add(text, 0, count, names)
      return end
    }
    for at in 2..<max(2, count - 1) where Self.ands.contains(han.scalars[at]) {
      guard isPersonName(0, at) else { continue }
      let isSecond = isPersonName(at + 1, count)
      // 自然人于洋和与时资本管理有限公司: the second may be a company.
      guard isSecond || !isWhole || lexicon.formLength(han.scalars[...]) > 2 else { continue }
      add(text, 0, at, names)
      guard isSecond else { return han.offset(at) }
      add(text, at + 1, count, names)
      return end
    }
    // 于海濤自2022年起…, 陳秀芳夫婦…: a particle or a word behind persons ends the last one.
    for length in [3, 2, 4]
    where length < count && isPersonName(0, length)
      && (!isWhole && HanNameStart.particles.contains(han.scalars[length])
        || length + 2 <= count && length > 2
          && Self.followers.contains(Lexicon.hash(han.scalars[length..<(length + 2)])))
      && !Self.auxiliaries.contains(han.scalars[1])
    {
      add(text, 0, length, names)
      return han.offset(length)
    }
    return nil
  }

  /// 夫妇 父子 母女 兄弟 分别 合计 共同 主持 出席 获授 获委 获聘 辞任 辞去 退任 退休 担任 签署 持有 回避 关于 发表
  /// 缺席 列席 代表 参加 组成, folded.
  private static let followers: KeySet = KeySet(
    [
      [0x592B, 0x5987], [0x7236, 0x5B50], [0x6BCD, 0x5973], [0x5144, 0x5F1F], [0x5206, 0x522B],
      [0x5408, 0x8BA1], [0x5171, 0x540C], [0x4E3B, 0x6301], [0x51FA, 0x5E2D], [0x83B7, 0x6388],
      [0x83B7, 0x59D4], [0x83B7, 0x8058], [0x8F9E, 0x4EFB], [0x8F9E, 0x53BB], [0x9000, 0x4EFB],
      [0x9000, 0x4F11], [0x62C5, 0x4EFB], [0x7B7E, 0x7F72], [0x6301, 0x6709],
      [0x56DE, 0x907F], [0x5173, 0x4E8E], [0x53D1, 0x8868], [0x7F3A, 0x5E2D], [0x5217, 0x5E2D],
      [0x4EE3, 0x8868], [0x53C2, 0x52A0], [0x7EC4, 0x6210],
    ].map { Lexicon.hash(($0 as [UInt32])[...]) })

  /// 当 及 该 须 予 在 于 已 将 可 能 以 何 时: a word, not a given name, goes on behind a surname.
  private static let auxiliaries: Set<UInt32> = [
    0x5F53, 0x53CA, 0x8BE5, 0x987B, 0x4E88, 0x5728, 0x4E8E, 0x5DF2, 0x5C06, 0x53EF, 0x80FD, 0x4EE5,
    0x4F55, 0x65F6,
  ]

  /// 及 和 与
  private static let ands: ScalarSet = [0x53CA, 0x548C, 0x4E0E]

  /// The end of the person's name that the ideographs from `start` on are as a whole.
  mutating func barePerson(_ text: [UInt8], _ start: Int) -> Int? {
    let stop = hanEnd(text, start, text.count)
    guard stop - start <= 15 else { return nil }
    han.read(text, start, stop, lexicon.han)
    return isPersonName(0, han.count) ? stop : nil
  }

  /// 先生, 女士 … at the end of `han`.
  private func honorificScalars(_ count: Int) -> Int? {
    guard count >= 2 else { return nil }
    let tail = han.scalars[(count - 2)..<count]
    return Self.honorificTails.contains { tail.elementsEqual($0) } ? 2 : nil
  }

  /// 先生 女士 博士 教授 小姐, folded.
  private static let honorificTails: [[UInt32]] = [
    [0x5148, 0x751F], [0x5973, 0x58EB], [0x535A, 0x58EB], [0x6559, 0x6388], [0x5C0F, 0x59D0],
  ]

  /// A surname and one or two ideographs, and no role or word before names.
  private func isPersonName(_ start: Int, _ end: Int) -> Bool {
    guard end - start >= 2, end - start <= 4, end <= han.count else { return false }
    let name = han.scalars[start..<end]
    let surname = lexicon.surnameLength(name)
    guard surname > 0, end - start - surname >= 1, end - start - surname <= 2,
      name.allSatisfy(HanText.isHan)
    else { return false }
    return !lexicon.isRole(han: name) && !lexicon.isStop(name) && !lexicon.isWeakStop(name)
      && lexicon.wordLength(han.scalars, at: start, atLeast: end - start) == 0
  }

  private mutating func add(_ text: [UInt8], _ start: Int, _ end: Int, _ names: NameCollection) {
    let from = han.offset(start)
    let to = end < han.count ? han.offset(end) : han.offset(han.count)
    guard !isPaired(from, to),
      names.index(hanKey: NameCollection.hanKey(text, from, to, lexicon.han)) == nil
    else { return }
    candidates.append(
      Candidate(
        kind: .person, start: from, end: to, isHan: true, strength: .bounded, tail: 0,
        confidence: 90))
  }

  /// The end of the ideographs from `at` on, sixteen at most.
  func hanEnd(_ text: [UInt8], _ from: Int, _ end: Int) -> Int {
    var at = from
    var count = 0
    while at < end, count < 16 {
      let scalar = UTF8Scan.scalar(text, at: at)
      guard HanText.isHan(scalar.value) else { break }
      at += scalar.length
      count += 1
    }
    return at
  }

  /// 、 ， ； 。 a bracket or the end of the line.
  private func isListSign(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    guard at < end else { return true }
    switch UTF8Scan.scalar(text, at: at).value {
    case 0x3001, 0xFF0C, 0xFF1B, 0x3002, 0x2C, 0x3B, 0x28, 0xFF08, 0x29, 0xFF09, 0x09, 0x20:
      return true
    default: return false
    }
  }

  /// Where the next name of a list may begin, `at` where the list ends.
  private func behindSign(_ text: [UInt8], _ at: Int, _ end: Int) -> Int {
    guard at < end else { return at }
    let scalar = UTF8Scan.scalar(text, at: at)
    switch scalar.value {
    case 0x3001, 0xFF0C, 0x2C: return at + scalar.length
    // 丁瑋（Ding Wei）、
    case 0x28, 0xFF08:
      var close = at + scalar.length
      while close < end, close - at < 60 {
        let inside = UTF8Scan.scalar(text, at: close)
        close += inside.length
        if inside.value == 0x29 || inside.value == 0xFF09 {
          return follows(text, close, end, Self.listJoints) ?? at
        }
      }
      return at
    default: return at
    }
  }

  private static let listJoints = ["、", "，", "及", "和", "與", "与"].map { Array($0.utf8) }

  /// The persons behind `Directors are`: `Ng Wai Hung, Ho Man Fai and Victor Yang`. Returns where to
  /// go on.
  mutating func englishPersons(
    _ text: [UInt8], _ from: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    guard let at = follows(text, from, end, Self.verbs) else { return from }
    return englishList(text, at, end, names)
  }

  /// A list of persons from `from` on. Returns where to go on.
  mutating func englishList(
    _ text: [UInt8], _ from: Int, _ end: Int, isSure: Bool = false, _ names: NameCollection
  ) -> Int {
    var at = from
    var read = from
    for _ in 0..<40 {
      guard let stop = personWords(text, at, end, isSure: isSure || read > from) else {
        return read
      }
      if !isPaired(at, stop), names.index(english: text[at..<stop]) == nil {
        candidates.append(
          Candidate(
            kind: .person, start: at, end: stop, isHan: false, strength: .bounded, tail: 0,
            confidence: 90))
      }
      read = stop
      guard let next = behindRole(text, stop, end) ?? follows(text, stop, end, Self.separators)
      else { return read }
      at = next
    }
    return read
  }

  /// `A and B as executive Directors, and C`: where the next person of a list may begin.
  private func behindRole(_ text: [UInt8], _ from: Int, _ end: Int) -> Int? {
    guard let role = follows(text, from, end, Self.roleLeads) else { return nil }
    var at = role
    while at < end, at - role < 90 {
      switch text[at] {
      case 0x2C, 0x3B:
        guard let next = follows(text, at, end, Self.separators) else { return nil }
        return next
      case 0x2E, 0x28: return nil
      default: at += 1
      }
    }
    return nil
  }

  /// `CHEN Xiaolong`: a surname in capitals before given names that are not. Returns where to go on.
  mutating func capitalSurname(
    _ text: [UInt8], _ at: Int, _ stop: Int, _ end: Int, _ names: NameCollection
  ) -> Int {
    guard stop + 3 < end, text[stop] == 0x20, text[stop + 1] &- 0x41 < 26,
      text[stop + 2] &- 0x61 < 26, at == 0 || !EnglishTokenizer.isWordByte(text[at - 1]),
      lexicon.isSurname(PartLexicon.hash(text[at..<stop]))
    else { return stop }
    var last = stop
    var words = 0
    while last + 2 < end, words < 3, text[last] == 0x20, text[last + 1] &- 0x41 < 26,
      text[last + 2] &- 0x61 < 26
    {
      var next = last + 1
      while next < end, (text[next] | 0x20) &- 0x61 < 26 || text[next] == 0x2D { next += 1 }
      let hash = PartLexicon.hash(text[(last + 1)..<next])
      // `SUN Life`, `HO Chi Minh City`: a word of meaning is no given name by itself.
      guard heads[hash] == nil, !lexicon.isEnglishRole(hash), !lexicon.isFormWord(hash) else {
        return stop
      }
      if words == 0, next - last > 4, lexicon.parts.contains(hash) { return stop }
      last = next
      words += 1
    }
    // Another capital: the words go on. A number: `PO Box 12`.
    if last + 1 < end, text[last] == 0x20,
      text[last + 1] &- 0x41 < 26 || text[last + 1] &- 0x30 < 10
    {
      return stop
    }
    if !isPaired(at, last), names.index(english: text[at..<last]) == nil {
      candidates.append(
        Candidate(
          kind: .person, start: at, end: last, isHan: false, strength: .bounded, tail: 0,
          confidence: 90))
    }
    return last
  }

  private static let roleLeads = [
    " as ", ", all being ", ", being ", ", each being ", ", both being ",
  ]
  .map { Array($0.utf8) }

  private static let verbs = [
    " currently comprises ", " consist of ", " comprised ", " are ", " is ", " were ", " comprise ",
    " comprises ", " consists of ", ": ",
  ].map {
    Array($0.utf8)
  }
  private static let separators = ["; and ", ", and ", " and ", ", ", "; "].map { Array($0.utf8) }

  /// End of two to four capitalised words that a comma, `and`, a full stop or a bracket follows; with
  /// `isSure` any word without a capital may.
  func personWords(
    _ text: [UInt8], _ from: Int, _ end: Int, isSure: Bool = false
  ) -> Int? {
    var at = from
    var words = 0
    while at < end, text[at] &- 0x41 < 26 {
      let begun = at
      while at < end, (text[at] | 0x20) &- 0x61 < 26 || text[at] == 0x2D || text[at] == 0x27 {
        at += 1
      }
      // `Scott A. Samuels`
      if at - begun == 1, words > 0, at + 2 < end, text[at] == 0x2E, text[at + 1] == 0x20,
        text[at + 2] &- 0x41 < 26
      {
        at += 2
        continue
      }
      let hash = PartLexicon.hash(text[begun..<at])
      guard at - begun >= 2, heads[hash] == nil, !lexicon.isEnglishStop(hash),
        !lexicon.isEnglishRole(hash)
      else { return nil }
      words += 1
      guard at + 1 < end, text[at] == 0x20, text[at + 1] &- 0x41 < 26 else { break }
      at += 1
    }
    guard words >= 2, words <= 4 else { return nil }
    at = givenEnd(text, from, at, end) ?? at
    guard at < end else { return at }
    switch text[at] {
    case 0x2C, 0x2E, 0x3B, 0x28, 0x0A: return at
    case 0x20:
      return follows(text, at, end, Self.separators) != nil || text[at + 1] == 0x28
        || isSure && text[at + 1] &- 0x61 < 26 || ByteMatch.starts(text.span, at, end, with: " as ")
        ? at : nil
    default: return nil
    }
  }
}
