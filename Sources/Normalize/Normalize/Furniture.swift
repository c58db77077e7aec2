/// Finds page numbers and running headers and footers among the lines.
///
/// A page ends at a form feed or at a line that is a page number. Lines next to a page's end which
/// recur there, or which repeat a line of the document there, are running headers and footers; odd
/// and even pages may differ. All of them go at once, so nothing is left to find a second time.
struct Furniture {
  private struct Candidate {
    var line: Int
    var key: UInt64
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
      guard line.width <= 40 else { continue }
      switch pageNumber(text, Int(line.start), Int(line.end)) {
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
    guard hasBreak || !scratch.isEmpty || !weak.isEmpty else { return false }
    confirmWeak(weak, lines, hasBreak: hasBreak, into: &scratch)
    guard hasBreak || !scratch.isEmpty else { return true }
    for index in scratch { lines[Int(index)].flags.insert(.furniture) }
    markRunning(&lines, look, hasBreak: hasBreak)
    return true
  }

  /// Whether a page ends among the lines or, if it `asksNumbers`, one of them may be its number.
  static func hasSigns(_ lines: [Line], _ text: [UInt8], asksNumbers: Bool) -> Bool {
    lines.contains { line in
      if line.flags.contains(.pageBreak) { return true }
      guard asksNumbers, !line.isBlank else { return false }
      return line.width <= 40 && pageNumber(text, Int(line.start), Int(line.end)) != .none
        || hasPageCell(text, line)
    }
  }

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
      if stop > at, pageNumber(text, at, stop) == .strong, text[at] >= 0x50 { found = true }
      at = stop
      while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
    }
    return found
  }

  private enum PageNumber: Equatable {
    case none
    case strong
    case weak(Int)
  }

  /// A bare number is a page number where a page ends there or where the numbers count up by one.
  private static func confirmWeak(
    _ weak: [(line: Int, number: Int)], _ lines: [Line], hasBreak: Bool, into found: inout [Int32]
  ) {
    for (index, entry) in weak.enumerated() {
      let counts =
        index > 0 && entry.number == weak[index - 1].number + 1
        && entry.line > weak[index - 1].line + 8
        || index + 1 < weak.count && entry.number + 1 == weak[index + 1].number
          && weak[index + 1].line > entry.line + 8
      if counts || hasBreak && touchesBreak(lines, entry.line) { found.append(Int32(entry.line)) }
    }
  }

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

  /// `– 2 –`, `Page 3 of 10`, `第 2 頁`, `- iv -` (strong); `12`, `3/10` (weak).
  private static func pageNumber(_ text: [UInt8], _ start: Int, _ end: Int) -> PageNumber {
    var digits = 0
    var value = 0
    var romans = 0
    var dashes = 0
    var words = 0
    var han = 0
    var others = 0
    var slashes = 0
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      at += scalar.length
      switch scalar.value {
      case 0x30...0x39:
        digits += 1
        if slashes == 0, value < 100_000 { value = value * 10 + Int(scalar.value - 0x30) }
      case 0xFF10...0xFF19:
        digits += 1
        if value < 100_000 { value = value * 10 + Int(scalar.value - 0xFF10) }
      case 0x2D, 0x2010...0x2015, 0xFF0D, 0x2212: dashes += 1
      case 0x69, 0x76, 0x78, 0x6C, 0x63, 0x49, 0x56, 0x58: romans += 1
      case 0x20, 0xA0, 0x3000, 0xFF0C, 0x2C: break
      case 0x2F: slashes += 1
      case 0x7B2C, 0x9801, 0x9875, 0x5171: han += 1
      case 0x50, 0x70, 0x61, 0x67, 0x65, 0x6F, 0x66, 0x47, 0x45, 0x41: words += 1
      default: others += 1
      }
      if others > 0 || digits > 6 { return .none }
    }
    if dashes == 2, han == 0, words == 0, slashes == 0,
      (digits > 0 && digits <= 4) != (romans > 0 && romans <= 6)
    {
      return isDashed(text, start, end) ? .strong : .none
    }
    // The pages of an appendix: – II-1 –.
    if dashes == 3, han == 0, words == 0, slashes == 0, digits > 0, digits <= 4, romans > 0,
      romans <= 5
    {
      return isDashed(text, start, end) ? .strong : .none
    }
    if dashes > 0 { return .none }
    if han >= 2, digits > 0, romans == 0, words == 0 { return .strong }
    if words > 0 {
      let word = text[start..<min(end, start + 5)].map { $0 | 0x20 }
      return digits > 0 && word.starts(with: Array("page ".utf8)) ? .strong : .none
    }
    if digits > 0, digits <= 4, romans == 0, han == 0 { return .weak(value) }
    return .none
  }

  /// The dashes stand at both ends, so that `2018-3-1` is none.
  private static func isDashed(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    func isDash(_ scalar: UInt32) -> Bool {
      scalar == 0x2D || (0x2010...0x2015).contains(scalar) || scalar == 0xFF0D || scalar == 0x2212
    }
    return isDash(UTF8Scan.scalar(text, at: start).value)
      && isDash(UTF8Scan.scalar(text, before: end).value)
  }

  /// Marks lines beside a page's end which recur beside other ends or elsewhere in the document.
  private static func markRunning(_ lines: inout [Line], _ look: LineText, hasBreak: Bool) {
    var candidates: [Candidate] = []
    var seen: Set<Int> = []
    func consider(_ index: Int) {
      guard seen.insert(index).inserted else { return }
      let line = lines[index]
      guard line.width >= 4, line.width <= 120, !line.flags.contains(.furniture) else { return }
      guard !endsLikeProse(look, line) else { return }
      candidates.append(Candidate(line: index, key: key(look.bytes, line)))
    }
    for index in lines.indices {
      let endsHere = lines[index].flags.contains(.furniture)
      guard endsHere || lines[index].flags.contains(.pageBreak) else { continue }
      var step = index - 1
      var taken = 0
      while step >= 0, taken < 2, index - step <= 6 {
        if !lines[step].isBlank {
          consider(step)
          taken += 1
        }
        step -= 1
      }
      step = endsHere ? index + 1 : index
      taken = 0
      while step < lines.count, taken < 3, step - index <= 8 {
        if !lines[step].isBlank {
          consider(step)
          taken += 1
        }
        step += 1
      }
    }
    guard !candidates.isEmpty else { return }
    var counts: [UInt64: Int] = [:]
    for candidate in candidates { counts[candidate.key, default: 0] += 1 }
    // A header seen once is one where the same line stands elsewhere (the cover).
    let once = Set(candidates.filter { counts[$0.key] == 1 }.map(\.key))
    var elsewhere: Set<UInt64> = []
    if !once.isEmpty {
      for index in lines.indices where !lines[index].isBlank && lines[index].width <= 120 {
        guard !seen.contains(index) else { continue }
        let found = key(look.bytes, lines[index])
        if once.contains(found) { elsewhere.insert(found) }
      }
    }
    // The first of its kind stays where it is the document's own first line (the cover).
    for candidate in candidates {
      let recurs = counts[candidate.key] ?? 0 >= 2
      guard recurs || elsewhere.contains(candidate.key) else { continue }
      guard stands(lines, candidate.line) else { continue }
      lines[candidate.line].flags.insert(.furniture)
    }
  }

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

  private static func endsLikeProse(_ look: LineText, _ line: Line) -> Bool {
    let last = look.lastClass(Int(line.start), Int(line.end))
    return last.scalar == 0x3002 || last.scalar == 0xFF1B || last.scalar == 0x3B
      || last.scalar == 0x2E && line.width > 70
  }

  /// A hash of the line without blanks, digits and case.
  private static func key(_ text: [UInt8], _ line: Line) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text[Int(line.start)..<Int(line.end)] {
      if byte == 0x20 || byte >= 0x30 && byte <= 0x39 { continue }
      let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      hash = (hash ^ UInt64(folded)) &* 0x100_0000_01B3
    }
    return hash
  }
}
