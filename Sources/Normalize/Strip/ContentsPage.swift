/// Lines of a contents page that no rule knows: those between two lines that one does.
extension BoilerplateMatcher {
  /// Lines between two entries of contents, at most.
  private static let longestGap = 60
  /// Bytes of a heading of several entries, at most.
  private static let longestHeading = 100

  /// Removes what stands between entries of contents where all of it ends in a page's number, none of which
  /// is below that of the entry before, or heads such lines.
  ///
  /// Complexity: O(findings + lines between them).
  func fillContents(
    _ text: [UInt8], _ structure: Structure, _ first: Int, _ findings: inout [StripFinding]
  ) {
    let entries = findings[first...].filter {
      let rule = compiled[$0.rule]
      return $0.isRemoved && rule.boilerplateClass == .contents && rule.slots != 0
    }
    guard entries.count > 1 else { return }
    var line = 0
    var previous: (line: Int, entry: StripFinding)?
    var added: [StripFinding] = []
    for entry in entries {
      while line < structure.lines.count, structure.lines[line].end <= entry.start { line += 1 }
      guard line < structure.lines.count else { break }
      if let previous, line > previous.line + 1, line - previous.line <= Self.longestGap {
        let between = structure.lines[(previous.line + 1)..<line]
        if Self.areContents(text, between, behind: previous.entry) {
          added += between.map {
            StripFinding(
              start: $0.start, end: $0.end, rule: previous.entry.rule, isRemoved: true, reason: "")
          }
        }
      }
      previous = (line, entry)
    }
    guard !added.isEmpty else { return }
    // What was recognised in those lines and kept is part of them.
    var next = 0
    let others = findings[first...].filter { finding in
      while next < added.count, added[next].end <= finding.start { next += 1 }
      return next == added.count || finding.end <= added[next].start
    }
    findings.replaceSubrange(
      first..., with: (others + added).sorted { ($0.start, $0.end) < ($1.start, $1.end) })
  }

  private static func areContents(
    _ text: [UInt8], _ lines: ArraySlice<Structure.Line>, behind entry: StripFinding
  ) -> Bool {
    var least = page(text, entry.start, entry.end) ?? 0
    var hasPage = false
    for line in lines {
      if let number = page(text, line.start, line.end) {
        guard number == 0 || number >= least else { return false }
        least = max(least, number)
        hasPage = true
      } else {
        guard line.end - line.start <= longestHeading, isHeading(text[line.start..<line.end]) else {
          return false
        }
      }
    }
    return hasPage
  }

  /// The number behind the last tab, 0 for one that is not in Arabic figures alone: `I-1`, `AGM-2`, `iv`.
  private static func page(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    guard let tab = text[start..<end].lastIndex(of: 0x09) else { return nil }
    let cell = text[(tab + 1)..<end]
    guard (1...8).contains(cell.count) else { return nil }
    if cell.count <= 4, cell.allSatisfy({ $0 &- 0x30 < 10 }) {
      return cell.reduce(0) { $0 * 10 + Int($1 & 0xF) }
    }
    let isOther =
      cell.allSatisfy { [0x69, 0x76, 0x78].contains($0) }
      || cell.contains(0x2D)
        && cell.allSatisfy { $0 == 0x2D || $0 &- 0x30 < 10 || $0 &- 0x41 < 26 }
    return isOther ? 0 : nil
  }

  /// Neither cells nor a sentence.
  private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
    guard let last = line.last, !line.contains(0x09) else { return false }
    return ![0x2E, 0x3B, 0x3A].contains(last)
      && !line.suffix(3).elementsEqual("。".utf8) && !line.suffix(3).elementsEqual("；".utf8)
  }
}
