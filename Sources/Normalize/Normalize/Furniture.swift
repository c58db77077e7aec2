/// Finds page numbers and running headers and footers among the lines.
///
/// A page ends at a form feed or at a line that is a page number. The lines next to a page's end
/// which recur there on a neighbouring page, or which repeat a line of the cover, are running headers
/// and footers; odd and even pages may differ. All of them go at once, so nothing is left to find a
/// second time.
///
/// Figures are compared, but for the number of the page; sentences, cells and items of lists are
/// content, however often they recur.
struct Furniture {
  private struct Candidate {
    var line: Int
    var key: UInt64
    /// Number of the page's end beside which it stands.
    var page: Int
    /// The candidate between it and the page's end, or -1.
    var outer: Int
    /// Figures other than a page's number stand in it, and it names no report.
    var hasFigures: Bool
    /// `ABC LIMITED  ANNUAL REPORT 2019`, right beside the page's number.
    var isReport = false
  }

  /// Marks furniture lines, if it `marks` at all; returns whether there is any sign of pages.
  ///
  /// Complexity: O(lines).
  static func mark(
    _ lines: inout [Line], _ text: [UInt8], marks: Bool, scratch: inout [Int32]
  ) -> Bool {
    guard marks else { return lines.contains { $0.flags.contains(.pageBreak) } }
    let look = LineText(text)
    scratch.removeAll(keepingCapacity: true)
    var hasBreak = false
    var weak: [(line: Int, number: Int)] = []
    var headers: [(line: Int, number: Int)] = []
    // Page numbers that stand among other lines, in order.
    var enclosed: [Int] = []
    for index in lines.indices {
      let line = lines[index]
      if line.flags.contains(.pageBreak) { hasBreak = true }
      guard !line.isBlank else { continue }
      if hasPageCell(text, line) {
        scratch.append(Int32(index))
        continue
      }
      if let number = numberedHeader(text, line) {
        headers.append((index, number))
        continue
      }
      guard line.width <= 40 else { continue }
      switch PageNumber.read(text, Int(line.start), Int(line.end)) {
      case .none: break
      case .strong:
        if isIsolated(lines, index) {
          scratch.append(Int32(index))
        } else {
          enclosed.append(index)
        }
      case .weak(let number):
        if isIsolated(lines, index) { weak.append((index, number)) }
      }
    }
    release(enclosed, into: &scratch)
    guard hasBreak || !scratch.isEmpty || !weak.isEmpty || !headers.isEmpty else { return false }
    confirmWeak(weak, lines, look, hasBreak: hasBreak, into: &scratch)
    confirmHeaders(headers, lines, look, into: &scratch)
    guard hasBreak || !scratch.isEmpty else { return true }
    for index in scratch { lines[Int(index)].flags.insert(.furniture) }
    markRunning(&lines, look)
    return true
  }

  /// Whether a page ends among the lines or, if it `asksNumbers`, one of them may be its number.
  static func hasSigns(_ lines: [Line], _ text: [UInt8], asksNumbers: Bool) -> Bool {
    lines.contains { line in
      if line.flags.contains(.pageBreak) { return true }
      guard asksNumbers, !line.isBlank else { return false }
      return line.width <= 40 && PageNumber.read(text, Int(line.start), Int(line.end)) != .none
        || hasPageCell(text, line) || numberedHeader(text, line) != nil
    }
  }

  /// The page number of a running header that has it as its first or last cell:
  /// `12⇥ABC Limited Annual Report 2020`.
  private static func numberedHeader(_ text: [UInt8], _ line: Line) -> Int? {
    guard line.width <= 150, line.flags.contains(.gap) || line.flags.contains(.tab),
      let number = edgeNumber(text, Int(line.start), Int(line.end)),
      isHeader(text, Int(line.start), Int(line.end))
    else { return nil }
    return number.value
  }

  /// Numbered headers count up, with the same words beside the number or with odd and even ones.
  private static func confirmHeaders(
    _ headers: [(line: Int, number: Int)], _ lines: [Line], _ look: LineText,
    into found: inout [Int32]
  ) {
    var previous: [UInt64: (line: Int, number: Int)] = [:]
    var confirmed: Set<Int> = []
    for header in headers {
      let (key, _) = key(look.bytes, lines[header.line])
      if let before = previous[key], header.number > before.number,
        header.number - before.number <= 4, header.line > before.line + 4
      {
        confirmed.formUnion([before.line, header.line])
      }
      previous[key] = header
    }
    found.append(contentsOf: confirmed.sorted().map(Int32.init))
  }

  /// The bare number of up to four digits that is the first or the last cell of a line, and the
  /// bytes of its digits.
  private static func edgeNumber(
    _ text: [UInt8], _ start: Int, _ end: Int
  ) -> (value: Int, start: Int, end: Int)? {
    var at = start
    while at < end, text[at] &- 0x30 < 10 { at += 1 }
    if at > start, at - start <= 4, isGap(text, at, end) {
      return (value(text, start, at), start, at)
    }
    at = end
    while at > start, text[at - 1] &- 0x30 < 10 { at -= 1 }
    guard at < end, end - at <= 4, at > start + 1,
      text[at - 1] == 0x09 || text[at - 1] == 0x20 && text[at - 2] == 0x20
    else { return nil }
    return (value(text, at, end), at, end)
  }

  private static func isGap(_ text: [UInt8], _ at: Int, _ end: Int) -> Bool {
    guard at < end else { return false }
    return text[at] == 0x09 || at + 1 < end && text[at] == 0x20 && text[at + 1] == 0x20
  }

  private static func value(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    text[start..<end].reduce(0) { $0 * 10 + Int($1 & 0xF) }
  }

  /// The line names a report or paper of a company, as running headers do.
  private static func isHeader(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    papers.contains { ByteMatch.findFolded(text.span, start, end, $0) != nil }
  }

  private static let papers: [StaticString] = [
    "annual report", "interim report", "quarterly report", "circular", "prospectus", "年報", "年报",
    "announcement", "公告", "中報", "中报", "年度報告", "年度报告", "中期報告", "中期报告", "季度報告", "季度报告", "通函", "招股章程",
    "招股說明書", "招股说明书",
  ]

  /// A form's footer: one cell is `Page 1 of 3` or 第 1 頁 共 3 頁, the others are short.
  private static func hasPageCell(_ text: [UInt8], _ line: Line) -> Bool {
    guard line.width <= 150, line.flags.contains(.gap) || line.flags.contains(.tab) else {
      return false
    }
    let end = Int(line.end)
    var at = Int(line.start)
    var found = false
    while at < end {
      var stop = at
      while stop < end, text[stop] != 0x09,
        !(text[stop] == 0x20 && stop + 1 < end && text[stop + 1] == 0x20)
      {
        stop += 1
      }
      if stop - at > 48 { return false }
      if stop > at, PageNumber.read(text, at, stop) == .strong, text[at] >= 0x50 { found = true }
      at = stop
      while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
    }
    return found
  }

  /// A bare number is a page number where a page ends there, where the numbers count up by one with
  /// text between, where it breaks a sentence, or where it is the only one in a text of such a length.
  private static func confirmWeak(
    _ weak: [(line: Int, number: Int)], _ lines: [Line], _ look: LineText, hasBreak: Bool,
    into found: inout [Int32]
  ) {
    var breaks = weak.map { breaksSentence(lines, look, $0.line) }
    // Those that count on from one that breaks a sentence, or up to it.
    for index in weak.indices.dropFirst() where breaks[index - 1] {
      breaks[index] =
        breaks[index]
        || weak[index].number == weak[index - 1].number + 1 && isAlone(lines, weak[index].line)
    }
    for index in weak.indices.dropLast().reversed() where breaks[index + 1] {
      breaks[index] =
        breaks[index]
        || weak[index].number + 1 == weak[index + 1].number && isAlone(lines, weak[index].line)
    }
    for (index, entry) in weak.enumerated() {
      let counts =
        index > 0 && entry.number == weak[index - 1].number + 1
        && entry.line > weak[index - 1].line + 8
        || index + 1 < weak.count && entry.number + 1 == weak[index + 1].number
          && weak[index + 1].line > entry.line + 8
      if counts || breaks[index] || isCentred(lines, look, entry.line)
        || weak.count == 1 && endsPage(lines, look, entry)
        || hasBreak && touchesBreak(lines, entry.line)
      {
        found.append(Int32(entry.line))
      }
    }
  }

  /// Blank lines on both sides.
  private static func isAlone(_ lines: [Line], _ index: Int) -> Bool {
    index > 0 && lines[index - 1].isBlank && index + 1 < lines.count && lines[index + 1].isBlank
  }

  /// In the middle of the page, below prose that begins at its left; behind it the page's footer may stand.
  private static func isCentred(_ lines: [Line], _ look: LineText, _ index: Int) -> Bool {
    guard lines[index].indent >= 30, index > 0, lines[index - 1].isBlank,
      let above = (2...4).lazy.compactMap({ prose(lines, index - $0) }).first,
      above.indent <= 12
    else { return false }
    guard let below = neighbour(lines, index, 1) else { return true }
    return isAlone(lines, index) && below.indent <= 12 && !below.flags.contains(.gap)
      || isHeader(look.bytes, Int(below.start), Int(below.end))
  }

  /// A line that may be one of wrapped prose, not its last.
  private static func prose(_ lines: [Line], _ index: Int) -> Line? {
    guard lines.indices.contains(index), !lines[index].isBlank, lines[index].width >= 40,
      !lines[index].flags.contains(.tab), !lines[index].flags.contains(.gap)
    else { return nil }
    return lines[index]
  }

  /// The nearest line with text before or behind `index`, at most three lines away.
  private static func neighbour(_ lines: [Line], _ index: Int, _ step: Int) -> Line? {
    for distance in 1...3 {
      let next = index + step * distance
      guard lines.indices.contains(next) else { return nil }
      if !lines[next].isBlank { return lines[next] }
    }
    return nil
  }

  /// The sentence of the line above goes on below: `… in the world and have⏎⏎1⏎⏎been doing so`.
  private static func breaksSentence(_ lines: [Line], _ look: LineText, _ index: Int) -> Bool {
    guard isAlone(lines, index), let above = neighbour(lines, index, -1),
      let below = neighbour(lines, index, 1), above.width >= 40,
      !above.flags.contains(.tab), !above.flags.contains(.gap), !below.flags.contains(.tab)
    else { return false }
    let last = look.lastClass(Int(above.start), Int(above.end))
    let first = look.firstClass(Int(below.start), Int(below.end)).value
    if first == .lower { return last.value.isLetter || last.scalar == 0x2C }
    return first == .han && (last.scalar == 0xFF0C || last.scalar == 0x3001)
  }

  /// A number of one digit, alone below text that fills so many pages.
  private static func endsPage(
    _ lines: [Line], _ look: LineText, _ entry: (line: Int, number: Int)
  ) -> Bool {
    guard isAlone(lines, entry.line), (1...9).contains(entry.number),
      let above = neighbour(lines, entry.line, -1), let below = neighbour(lines, entry.line, 1),
      above.width >= 40 || above.flags.contains(.tab),
      look.firstClass(Int(below.start), Int(below.end)).value != .digit
    else { return false }
    let before = Int(lines[entry.line].start)
    return before >= leastPage * entry.number && before <= largestPage * entry.number
  }

  /// Bytes of a page, at least and at most.
  private static let leastPage = 700
  private static let largestPage = 9000

  /// Page numbers one below the other stand alone where the first or the last of them does: each
  /// that goes leaves its neighbour alone.
  private static func release(_ enclosed: [Int], into found: inout [Int32]) {
    guard !enclosed.isEmpty, !found.isEmpty else { return }
    let alone = Set(found)
    var released: Set<Int32> = []
    func sweep(_ index: Int, step: Int) {
      let neighbour = Int32(index - step)
      if alone.contains(neighbour) || released.contains(neighbour) { released.insert(Int32(index)) }
    }
    for index in enclosed { sweep(index, step: 1) }
    for index in enclosed.reversed() { sweep(index, step: -1) }
    found.append(contentsOf: released.sorted())
  }

  private static func touchesBreak(_ lines: [Line], _ index: Int) -> Bool {
    if lines[index].flags.contains(.pageBreak) { return true }
    var next = index + 1
    while next < lines.count {
      if lines[next].flags.contains(.pageBreak) { return true }
      if !lines[next].isBlank { return false }
      next += 1
    }
    return false
  }

  private static func isIsolated(_ lines: [Line], _ index: Int) -> Bool {
    let before = index == 0 || lines[index - 1].isBlank || lines[index].flags.contains(.pageBreak)
    let after =
      index + 1 >= lines.count || lines[index + 1].isBlank
      || lines[index + 1].flags.contains(.pageBreak)
    return before || after
  }

  /// Marks lines beside a page's end which recur beside a neighbouring one or stand on the cover.
  ///
  /// Complexity: O(lines).
  private static func markRunning(_ lines: inout [Line], _ look: LineText) {
    var candidates: [Candidate] = []
    var seen: Set<Int> = []
    var page = 0
    var hasText = false
    func consider(_ index: Int, _ outer: Int) -> Int? {
      let line = lines[index]
      guard line.width >= 4, line.width <= 120, !line.flags.contains(.furniture),
        !isContent(look, line), seen.insert(index).inserted
      else { return nil }
      let (key, hasFigures) = key(look.bytes, line)
      candidates.append(
        Candidate(
          line: index, key: key, page: page, outer: outer,
          hasFigures: hasFigures && !isHeader(look.bytes, Int(line.start), Int(line.end))))
      candidates[candidates.count - 1].isReport =
        hasFigures && outer < 0 && isBesideNumber(lines, index)
        && isHeader(look.bytes, Int(line.start), Int(line.end))
        && look.isCapitalised(Int(line.start), Int(line.end))
      return candidates.count - 1
    }
    for index in lines.indices {
      let endsHere = lines[index].flags.contains(.furniture)
      guard endsHere || lines[index].flags.contains(.pageBreak) else {
        if !lines[index].isBlank { hasText = true }
        continue
      }
      // A number and the form feed behind it end one page.
      if hasText { page += 1 }
      hasText = !endsHere && !lines[index].isBlank
      var step = index - 1
      var outer = -1
      var taken = 0
      while step >= 0, taken < 2, index - step <= 6 {
        if !lines[step].isBlank {
          guard let number = consider(step, outer) else { break }
          outer = number
          taken += 1
        }
        step -= 1
      }
      step = endsHere ? index + 1 : index
      outer = -1
      taken = 0
      while step < lines.count, taken < 3, step - index <= 8 {
        if !lines[step].isBlank {
          guard let number = consider(step, outer) else { break }
          outer = number
          taken += 1
        }
        step += 1
      }
    }
    guard !candidates.isEmpty else { return }
    let recurring = recurring(candidates)
    let cover = coverKeys(lines, look, besides: seen)
    // What stands between a line and the page's end is furniture too. The first of its kind stays
    // where it is the document's own first line.
    var accepted = [Bool](repeating: false, count: candidates.count)
    for (number, candidate) in candidates.enumerated() {
      guard candidate.outer < 0 || accepted[candidate.outer],
        candidate.isReport || recurring.contains(candidate.key)
          || !candidate.hasFigures && cover.contains(candidate.key),
        stands(lines, candidate.line)
      else { continue }
      accepted[number] = true
      lines[candidate.line].flags.insert(.furniture)
    }
  }

  private static func isBesideNumber(_ lines: [Line], _ index: Int) -> Bool {
    index > 0 && lines[index - 1].flags.contains(.furniture)
      || index + 1 < lines.count && lines[index + 1].flags.contains(.furniture)
  }

  /// The keys that recur beside the ends of neighbouring pages, or of the next page but one; those
  /// with figures three times.
  private static func recurring(_ candidates: [Candidate]) -> Set<UInt64> {
    var last: [UInt64: (page: Int, count: Int)] = [:]
    var result: Set<UInt64> = []
    for candidate in candidates {
      let before = last[candidate.key]
      let isNear = before.map { candidate.page - $0.page <= 2 } ?? false
      let count = isNear ? (before?.count ?? 0) + 1 : 1
      last[candidate.key] = (candidate.page, count)
      if count >= (candidate.hasFigures ? 3 : 2) { result.insert(candidate.key) }
    }
    return result
  }

  /// The keys of the lines of the cover.
  private static func coverKeys(
    _ lines: [Line], _ look: LineText, besides seen: Set<Int>
  ) -> Set<UInt64> {
    var result: Set<UInt64> = []
    for index in lines.indices.prefix(coverLines)
    where !lines[index].isBlank && lines[index].width <= 120 && !seen.contains(index) {
      result.insert(key(look.bytes, lines[index]).hash)
    }
    return result
  }

  private static let coverLines = 60

  /// Blank lines, page ends or other furniture on at least one side.
  private static func stands(_ lines: [Line], _ index: Int) -> Bool {
    if index == 0 { return false }
    let before =
      lines[index].flags.contains(.pageBreak) || lines[index - 1].isBlank
      || lines[index - 1].flags.contains(.furniture)
    let after =
      index + 1 >= lines.count || lines[index + 1].isBlank
      || lines[index + 1].flags.contains(.furniture) || lines[index + 1].flags.contains(.pageBreak)
    return before || after
  }

  /// A sentence, a row of cells, an item of a list or the answer of a form.
  private static func isContent(_ look: LineText, _ line: Line) -> Bool {
    let (start, end) = (Int(line.start), Int(line.end))
    if line.flags.contains(.gap) || line.flags.contains(.tab) {
      return !isHeader(look.bytes, start, end) && !isBilingualName(look.bytes, start, end)
    }
    if look.beginsListItem(start, end) { return true }
    switch look.lastClass(start, end).scalar {
    case 0x3002, 0xFF1B, 0x3B, 0xFF1A, 0x3A: return true
    case 0x2E: return !look.endsWithAbbreviation(start, end)
    default: break
    }
    return answers.contains { $0.count == end - start && look.bytes[start..<end].elementsEqual($0) }
  }

  private static let answers = [
    "Not applicable", "Not Applicable", "NOT APPLICABLE", "None", "NONE", "不適用", "不适用",
    "N/A (not applicable)",
  ].map { Array($0.utf8) }

  /// A hash of the line without blanks, case and the number of the page; whether other figures
  /// stand in it.
  private static func key(_ text: [UInt8], _ line: Line) -> (hash: UInt64, hasFigures: Bool) {
    let (start, end) = (Int(line.start), Int(line.end))
    let number = edgeNumber(text, start, end)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var hasFigures = false
    var at = start
    while at < end {
      let byte = text[at]
      at += 1
      if byte == 0x20 || byte == 0x09 { continue }
      if byte &- 0x30 < 10 {
        if let number, at > number.start, at <= number.end { continue }
        if countsPages(text, start, at - 1, end) { continue }
        hasFigures = true
      }
      let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      hash = (hash ^ UInt64(folded)) &* 0x100_0000_01B3
    }
    return (hash, hasFigures)
  }

  /// The digit at `at` counts pages: `Page 3 of 12`, 第3頁.
  private static func countsPages(_ text: [UInt8], _ start: Int, _ at: Int, _ end: Int) -> Bool {
    var left = at
    while left > start, text[left - 1] &- 0x30 < 10 || text[left - 1] == 0x20 { left -= 1 }
    if ByteMatch.ends(text.span, start, left, with: "age") { return true }
    if ByteMatch.ends(text.span, start, left, with: "of") {
      return ByteMatch.find(text.span, start, left, "age ") != nil
    }
    var right = at
    while right < end, text[right] &- 0x30 < 10 || text[right] == 0x20 { right += 1 }
    return ByteMatch.starts(text.span, right, end, with: "頁")
      || ByteMatch.starts(text.span, right, end, with: "页")
  }
}
