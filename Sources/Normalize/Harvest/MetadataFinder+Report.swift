/// The issuer of an excerpt of a report, by its running head.
extension MetadataFinder {
  /// `54 X Limited · Annual Report 2022`, `甲有限公司 二零二二年年報` among the first or the last three lines.
  ///
  /// Complexity: O(1): six lines of 160 bytes.
  func reported(_ text: [UInt8], _ structure: Structure) -> Party? {
    let bytes = text.span
    let lines = structure.lines
    for line in Array(lines.prefix(3)) + Array(lines.suffix(3)) where line.end - line.start <= 160 {
      for report in Self.reports {
        guard let at = ByteMatch.findFolded(bytes, line.start, line.end, report), at > line.start
        else { continue }
        var start = line.start
        while start < at, !LetterClass.isLetter(bytes[start]), bytes[start] < 0xE3 { start += 1 }
        var end = at
        while end > start, !LetterClass.isLetter(bytes[end - 1]),
          bytes[end - 1] < 0x80 ? bytes[end - 1] != 0x2E && bytes[end - 1] != 0x29 : true
        {
          end -= 1
        }
        guard start < end, coverNames.isEnglish(bytes, start, end) else { continue }
        return Party(en: Array(text[start..<end]), zh: [], listings: [], lines: 0..<0)
      }
      guard let at = ByteMatch.find(bytes, line.start, line.end, "有限公司") else { continue }
      let end = at + 12
      guard
        Self.chineseReports.contains(where: { ByteMatch.find(bytes, end, line.end, $0) != nil }),
        coverNames.isChinese(bytes, line.start, end)
      else { continue }
      return Party(en: [], zh: Array(text[line.start..<end]), listings: [], lines: 0..<0)
    }
    return nil
  }

  /// `Our Company, PUREWELL GROUP HOLDINGS (潔維集團控股有限公司), was incorporated …`, 本公司（甲有限公司）: in the first 40
  /// lines. Complexity: O(1).
  func ownCompany(_ text: [UInt8], _ structure: Structure, _ names: [Name]) -> Party? {
    let bytes = text.span
    for line in structure.lines.prefix(40) {
      let limit = min(line.end, line.start + 400)
      for cue in Self.ownCues {
        guard let at = ByteMatch.find(bytes, line.start, limit, cue) else { continue }
        let from = at + cue.utf8CodeUnitCount
        guard let pair = nameAfter(bytes, from, line.end) else {
          // A name without a legal form, of which the other side has one.
          var best: Name?
          for name in names where name.kind == .organization && !name.en.isEmpty {
            guard from + name.en.count <= line.end, ByteMatch.equalsFolded(bytes, from, name.en),
              name.en.count > best?.en.count ?? 0
            else { continue }
            best = name
          }
          guard let best else { continue }
          return Party(en: best.en, zh: best.zh, listings: [], lines: 0..<0)
        }
        return Party(
          en: pair.en.map { Array(text[$0]) } ?? [], zh: pair.zh.map { Array(text[$0]) } ?? [],
          listings: [], lines: 0..<0)
      }
    }
    return nil
  }

  private static let ownCues: [StaticString] = [
    "Our Company, ", "our Company, ", "The Company, ", "本公司，即", "本公司（即",
  ]

  /// `2⇥X Limited⇥甲有限公司`: the running head of a page of corporate information, whose first names are its
  /// auditor's and its bankers'.
  ///
  /// Complexity: O(lines) for a text that begins with such a heading, else O(1).
  func paged(_ text: [UInt8], _ structure: Structure) -> Party? {
    let bytes = text.span
    let lines = structure.lines
    let isInformation = lines.prefix(3).contains { line in
      Self.informations.contains {
        ByteMatch.findFolded(bytes, line.start, min(line.end, line.start + 80), $0) != nil
      }
    }
    guard isInformation else { return nil }
    for line in lines.prefix(400) where line.isRow && line.end - line.start <= 200 {
      let first = ByteScan.first(0x09, bytes, line.start, line.end)
      var last = line.end
      while last > line.start, bytes[last - 1] != 0x09 { last -= 1 }
      let isNumber = { (from: Int, to: Int) in
        to > from && to - from <= 3 && text[from..<to].allSatisfy { $0 &- 0x30 < 10 }
      }
      var range = line.start..<line.end
      guard first < line.end else { continue }
      if isNumber(line.start, first) {
        range = (first + 1)..<line.end
      } else if isNumber(last, line.end), last > line.start {
        range = line.start..<(last - 1)
      } else {
        continue
      }
      var party = Party(en: [], zh: [], listings: [], lines: 0..<0)
      var at = range.lowerBound
      while at < range.upperBound {
        let stop = ByteScan.first(0x09, bytes, at, range.upperBound)
        let pair = coverNames.names(bytes, at, stop)
        if let en = pair.en, party.en.isEmpty { party.en = Array(text[en]) }
        if let zh = pair.zh, party.zh.isEmpty { party.zh = Array(text[zh]) }
        at = stop + 1
      }
      if party.hasName { return party }
    }
    return nil
  }

  private static let informations: [StaticString] = ["corporate information", "公司資料", "公司资料"]

  /// `LIST OF DIRECTORS …⏎The members of the board of directors (“Board”) of X Limited (甲有限公司) are …`:
  /// the company whose board it is.
  ///
  /// Complexity: O(names): twelve lines.
  func boardOf(_ text: [UInt8], _ structure: Structure, _ names: [Name]) -> Party? {
    let bytes = text.span
    for line in structure.lines.prefix(12) {
      let limit = min(line.end, line.start + 400)
      guard
        let board = ByteMatch.findFolded(bytes, line.start, limit, "board of directors"),
        let of = ByteMatch.find(bytes, board + 18, min(limit, board + 60), " of ")
      else { continue }
      var best: Name?
      for name in names where name.kind == .organization && !name.en.isEmpty {
        guard of + 4 + name.en.count <= line.end,
          ByteMatch.equalsFolded(bytes, of + 4, name.en), name.en.count > best?.en.count ?? 0
        else { continue }
        best = name
      }
      if let best { return Party(en: best.en, zh: best.zh, listings: [], lines: 0..<0) }
    }
    return nil
  }

  /// 发行人概况⏎中文名称：甲股份有限公司⏎英文名称：X Co., Ltd.: the fields of a prospectus.
  ///
  /// Complexity: O(1): 60 lines, of which long ones are skipped.
  func field(_ text: [UInt8], _ structure: Structure) -> Party? {
    let bytes = text.span
    let lines = structure.lines
    var isIssuer = false
    for (index, line) in lines.prefix(60).enumerated() where line.end - line.start <= 160 {
      if Self.issuers.contains(where: { ByteMatch.find(bytes, line.start, line.end, $0) != nil }),
        line.end - line.start <= 60
      {
        isIssuer = true
      }
      guard isIssuer, let value = Self.value(bytes, line, Self.chineseLabels),
        coverNames.isChinese(bytes, value, line.end)
      else { continue }
      var party = Party(
        en: [], zh: Array(text[value..<line.end]), listings: [], lines: 0..<0)
      if index + 1 < lines.count,
        let english = Self.value(bytes, lines[index + 1], Self.englishLabels),
        coverNames.isEnglish(bytes, english, lines[index + 1].end)
      {
        party.en = Array(text[english..<lines[index + 1].end])
      }
      return party
    }
    return nil
  }

  /// Where the value behind one of the labels and a colon begins.
  private static func value(
    _ bytes: borrowing Span<UInt8>, _ line: Structure.Line, _ labels: [StaticString]
  ) -> Int? {
    for label in labels where ByteMatch.starts(bytes, line.start, line.end, with: label) {
      var at = line.start + label.utf8CodeUnitCount
      guard at < line.end else { return nil }
      if bytes[at] == 0x3A || bytes[at] == 0x09 {
        at += 1
      } else if ByteMatch.starts(bytes, at, line.end, with: "：") {
        at += 3
      } else {
        continue
      }
      while at < line.end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
      return at < line.end ? at : nil
    }
    return nil
  }

  private static let issuers: [StaticString] = ["发行人", "發行人", "公司概况", "公司概況"]
  private static let chineseLabels: [StaticString] = [
    "中文名称", "中文名稱", "发行人名称", "發行人名稱", "公司中文名称", "公司名称", "公司名稱", "发行人中文名称",
  ]
  private static let englishLabels: [StaticString] = ["英文名称", "英文名稱", "公司英文名称", "发行人英文名称"]

  private static let reports: [StaticString] = ["annual report 2", "interim report 2"]
  private static let chineseReports: [StaticString] = ["年報", "年报", "年度報告", "年度报告", "中期報告"]
}
