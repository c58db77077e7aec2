/// Which ideographs of a full name its short form leaves out.
extension ShortForms {
  /// A phrase is kept whole or not at all.
  mutating func dividesNothing(_ isChosen: [Bool]) -> Bool {
    for index in full.indices
    where isChosen[index] && full[index].kind != .connector && aligner.parts[index].count > 0 {
      let group = aligner.parts[index].group
      for other in full.indices
      where aligner.parts[other].group == group && aligner.parts[other].count > 0 {
        guard
          isChosen[other] || full[other].kind == .connector || isBegun(index, other)
            || isJoined(index, other)
        else {
          dividesPhrase = true
          return false
        }
      }
    }
    return true
  }

  /// `Longjiang Environmental`: two ideographs stand for a phrase (Environmental Protection 環保), and the
  /// short form keeps its first word.
  private func isBegun(_ kept: Int, _ dropped: Int) -> Bool {
    keepsBegun && kept < dropped && aligner.parts[kept].count == 2
  }

  /// `Taihang Steel` of Taihang Iron & Steel: two ideographs (鋼鐵) stand for both words.
  private func isJoined(_ kept: Int, _ dropped: Int) -> Bool {
    abs(kept - dropped) == 2 && full[(kept + dropped) / 2].kind == .connector
      && aligner.parts[kept].count == 2
      && aligner.parts[kept].start == aligner.parts[dropped].start
  }

  /// 牧蘭|草業 for Mulan Forage of Mulan Forage Grass: the one ideograph of a word that is dropped belongs to
  /// a trade of which the kept word before it says the rest.
  func isHalf(_ index: Int, _ isChosen: [Bool]) -> Bool {
    guard index > 0, full[index - 1].kind == .capital, isChosen[index - 1],
      aligner.parts[index - 1].count == 0
    else { return false }
    let at = Int(aligner.parts[index].start)
    return at + 1 < han.count && !aligner.used[at + 1] && han.scalars[at + 1] == 0x4E1A
  }

  /// The word is the rest of a phrase of which another word is kept.
  func isRestOfPhrase(_ index: Int, _ isChosen: [Bool]) -> Bool {
    let part = aligner.parts[index]
    return part.count == 2
      && full.indices.contains {
        isChosen[$0] && aligner.parts[$0].count > 0 && aligner.parts[$0].group == part.group
          && (keepsBegun || isJoined($0, index))
      }
  }

  /// 集團 or 控股 before the legal form, where `Group` or `Holdings` is left out and stands for nothing else.
  func dropGroup(_ index: Int, _ isDropped: inout [Bool]) -> Bool {
    guard Self.groupWords.contains(full[index].hash) else { return false }
    let end = han.count - bareFormLength()
    guard end >= 4, !aligner.used[end - 1], !aligner.used[end - 2],
      han.scalars[end - 2] == 0x96C6 && han.scalars[end - 1] == 0x56E2
        || han.scalars[end - 2] == 0x63A7 && han.scalars[end - 1] == 0x80A1
    else { return false }
    isDropped[end - 2] = true
    isDropped[end - 1] = true
    return true
  }

  private static let groupWords = KeySet(
    ["holdings", "holding", "group"].map { PartLexicon.hash($0.utf8) })

  /// The short form leaves out a leading place, 集團 and 控股 and the legal form of the name, nothing
  /// else: the parent of companies whose names begin with it (鷹君集團有限公司 beside 鷹君物業管理有限公司).
  mutating func isParent(_ zh: [UInt8], _ short: [UInt8]) -> Bool {
    han.read(zh, 0, zh.count, lexicon.han)
    let end = han.count - lexicon.formLength(han.scalars[...])
    shortHan.read(short, 0, short.count, lexicon.han)
    var start = 0
    if !han.scalars.starts(with: shortHan.scalars) {
      start = lexicon.placeLength(han.scalars, at: 0)
    }
    guard end > start, han.scalars[start...].starts(with: shortHan.scalars) else { return false }
    var at = start + shortHan.count
    while at + 2 <= end,
      han.scalars[at] == 0x96C6 && han.scalars[at + 1] == 0x56E2
        || han.scalars[at] == 0x63A7 && han.scalars[at + 1] == 0x80A1
    {
      at += 2
    }
    return at >= end
  }

  /// The word stands in a bracket of the English name: `(CP)`.
  func isBracketed(_ index: Int) -> Bool {
    index > 0 && index + 1 < full.count && full[index - 1].kind == .open
      && full[index + 1].kind == .close
  }

  /// 市 or 縣 behind a place of two ideographs that stays, where no word says so and a brand follows: 佛山|市|
  /// 翠峰 for Foshan Cuifeng.
  func dropOwnDivision(_ isDropped: inout [Bool]) {
    for place in aligner.parts where place.count == 2 && place.kind == .place && place.start == 0 {
      let at = Int(place.start) + 2
      guard at + 2 < han.count, !isDropped[at - 1], !aligner.used[at], !isDropped[at],
        !isDropped[at + 1], Self.divisions.contains(han.scalars[at]),
        aligner.used[at + 1] || han.count - bareFormLength() - at > 2
      else { continue }
      isDropped[at] = true
    }
  }

  /// 豐巢|網絡|技術 for Hive Box: a trade of which no word says anything, between the brand and a trade that
  /// is dropped.
  func dropTradeTail(_ isDropped: inout [Bool]) {
    let body = han.count - bareFormLength()
    guard let end = (1..<max(1, body)).first(where: { isDropped[$0] && !isDropped[$0 - 1] }),
      end >= 4, aligner.used[end], !aligner.used[(end - 4)..<end].contains(true),
      lexicon.tradeLength(han.scalars, at: end - 2, end: end) == 2,
      lexicon.tradeLength(han.scalars, at: end - 4, end: end - 2) == 0,
      aligner.parts.contains(where: { Int($0.start) == end && $0.count > 1 && $0.kind == .trade })
    else { return }
    isDropped[end - 2] = true
    isDropped[end - 1] = true
  }

  /// The ideograph is all that its word stands for.
  func isLonePart(_ scalar: Int) -> Bool {
    aligner.parts.contains { $0.count == 1 && Int($0.start) == scalar && !$0.isSound }
  }

  /// One ideograph of a dropped part beside the brand (資 of 資本) leaves the rest in doubt.
  func isInDoubt(_ rest: Range<Int>, _ isDropped: [Bool]) -> Bool {
    aligner.parts.contains { part in
      part.count == 1 && isDropped[Int(part.start)] && !part.isForm
        && (Int(part.start) + 1 == rest.lowerBound || Int(part.start) == rest.upperBound)
    }
  }

  /// Decides on ideographs without a word that stand right beside a part that is dropped: they belong
  /// to a kept word that has no part, where there is one, else to what is dropped (清潔|能源 for
  /// Clean Energy). False where two such stretches leave it in doubt.
  func dropOpen(_ isDropped: inout [Bool], hasOpenWord: Bool) -> Bool {
    let body = han.count - bareFormLength()
    var stretches = 0
    var touching = false
    var at = 0
    while at < body {
      guard !aligner.used[at], !isDropped[at] else {
        at += 1
        continue
      }
      var end = at
      while end < body, !aligner.used[end], !isDropped[end] { end += 1 }
      let touches = at > 0 && isDropped[at - 1] || end < body && isDropped[end]
      if (at..<end).contains(where: { NameAligner.counts(han.scalars[$0]) }) {
        stretches += 1
        if touches { touching = true }
      }
      if touches, !hasOpenWord, !endsBrand(at, end, isDropped) {
        for scalar in at..<end where han.scalars[scalar] != 0x28 && han.scalars[scalar] != 0x29 {
          isDropped[scalar] = true
        }
      }
      at = end
    }
    return !(hasOpenWord && touching && stretches > 1)
  }

  /// 冠|君|置業: the second ideograph of a brand whose first one alone has its word, before a trade of two.
  private func endsBrand(_ at: Int, _ end: Int, _ isDropped: [Bool]) -> Bool {
    guard end - at == 1, at > 0, !isDropped[at - 1], isLonePart(at - 1), end < isDropped.count,
      isDropped[end]
    else { return false }
    return aligner.parts.contains { $0.count > 1 && Int($0.start) == end && !$0.isForm }
  }

  /// Where each kept word has its ideographs, two and more in a row that no word has are another's:
  /// 國藥集團|同濟堂 for Tongjitang, 黃河|上游|水電 for Huanghe Hydropower. One may belong to the word beside.
  func dropForeign(_ isDropped: inout [Bool]) {
    let body = han.count - bareFormLength()
    var at = 0
    while at < body {
      guard isForeign(at, isDropped) else {
        at += 1
        continue
      }
      var end = at
      while end < body, isForeign(end, isDropped) { end += 1 }
      // 京東集團 for JD.com: behind all that is kept it may be a part of the short form.
      if end - at > 1, (end..<body).contains(where: { aligner.used[$0] && !isDropped[$0] }) {
        for scalar in at..<end { isDropped[scalar] = true }
        // 與 between what is dropped and what stays.
        if end < body, !aligner.used[end], !NameAligner.counts(han.scalars[end]),
          han.scalars[end] >= 0x3400
        {
          isDropped[end] = true
        }
      }
      at = end
    }
  }

  /// Brackets of which no word says anything: 特力(集團) for Tellus.
  func dropOpenBrackets(_ isDropped: inout [Bool]) {
    guard let open = han.scalars.firstIndex(of: 0x28), open > 1,
      let close = han.scalars[open...].firstIndex(of: 0x29),
      (open..<close).dropFirst().allSatisfy({ !aligner.used[$0] }),
      (0..<open).contains(where: { !isDropped[$0] })
    else { return }
    for scalar in open...close { isDropped[scalar] = true }
  }

  func isForeign(_ scalar: Int, _ isDropped: [Bool]) -> Bool {
    !aligner.used[scalar] && !isDropped[scalar] && NameAligner.counts(han.scalars[scalar])
  }

  /// The signs of brackets, where the English short form has none: 信義(廣西), Xinyi Guangxi.
  func dropBrackets(_ isDropped: inout [Bool]) {
    for index in han.scalars.indices
    where han.scalars[index] == 0x28 || han.scalars[index] == 0x29 {
      isDropped[index] = true
    }
  }

  /// Brackets of which all that was in them is dropped go too.
  func dropEmptyBrackets(_ isDropped: inout [Bool]) {
    var open: Int?
    for index in han.scalars.indices {
      if han.scalars[index] == 0x28 { open = index }
      guard han.scalars[index] == 0x29, let begun = open else { continue }
      if isDropped[(begun + 1)..<index].allSatisfy({ $0 }) {
        isDropped[begun] = true
        isDropped[index] = true
      }
      open = nil
    }
  }

  /// The first kept ideograph; a joint of words is none where what it joined, `outward` of it, is
  /// dropped.
  func edge(
    _ order: some Sequence<Int>, _ isDropped: [Bool], _ outward: Int
  ) -> Int? {
    order.first { index in
      !isDropped[index]
        && (!isDropped.indices.contains(index + outward) || !isDropped[index + outward]
          || aligner.used[index] || NameAligner.counts(han.scalars[index])
          || han.scalars[index] == 0x28 || han.scalars[index] == 0x29)
    }
  }
}
