/// Strips a text round by round while it is normalized, and keeps what was recognised and stays.
///
/// A line is recognised by its own text, so that after the first round only lines which changed
/// are looked at again; where lines of contents or headings were found, whose neighbours count, all
/// of them.
struct StripSettler {
  /// What the text of the last round has, ascending.
  private var findings: [StripFinding] = []
  private let matcher: BoilerplateMatcher
  private let rules: RuleSet
  private let stripped: Set<BoilerplateClass>
  private var scratch = MatcherScratch()
  private var marks: [(start: Int, end: Int)] = []
  /// Where the text changed since it was looked at.
  private var unread = Unsettled.everywhere
  /// Every round looks at the whole text.
  var isThorough = false
  /// Something was found of which a change elsewhere can decide what it is.
  private var hasDependent = false
  private var found: [StripFinding] = []

  init(_ resources: Resources, stripping stripped: Set<BoilerplateClass>) {
    matcher = resources.matcher
    rules = resources.rules
    self.stripped = stripped
  }

  /// Begins another document.
  mutating func begin() {
    findings.removeAll(keepingCapacity: true)
    unread = .everywhere
  }

  /// Follows the text one step on.
  mutating func follow(_ change: TextChange) {
    if hasDependent || isThorough { unread = .everywhere } else { unread.follow(change) }
    guard !unread.isEverywhere else { return }
    var kept = 0
    for finding in findings {
      guard let place = change.place(of: finding.start, finding.end) else { continue }
      findings[kept] = finding
      (findings[kept].start, findings[kept].end) = place
      kept += 1
    }
    findings.removeLast(findings.count - kept)
  }

  /// The text without its boilerplate, or nil where nothing is removed. `structure` is that of the
  /// text, or says that it is none.
  ///
  /// Complexity: O(n).
  mutating func strip(
    _ text: AlignedText, _ structure: inout CurrentStructure, group: inout Int32
  ) -> TextStep? {
    if readLines(text.bytes, &structure) { return nil }
    read(text.bytes, &structure)
    guard findings.contains(where: \.isRemoved) else { return nil }
    marks.removeAll(keepingCapacity: true)
    FootnoteMarks.cuts(text.bytes, structure.value, findings, rules, into: &marks)
    let step = Stripper.apply(text, findings, marks: marks, group: &group)
    findings.removeAll(where: \.isRemoved)
    if let step { follow(step.change) }
    return step
  }

  /// Looks at the whole text, if it is not as the last round saw it, and does nothing.
  mutating func readAgain(_ text: [UInt8], _ structure: inout CurrentStructure) {
    if !unread.isNowhere { read(text, &structure) }
  }

  private mutating func read(_ text: [UInt8], _ structure: inout CurrentStructure) {
    structure.read(text)
    findings.removeAll(keepingCapacity: true)
    matcher.find(text, structure.value, stripping: stripped, into: &findings, scratch: &scratch)
    hasDependent = findings.contains { dependsOnOthers($0) }
    unread = .nowhere
  }

  /// Boilerplate that the last round recognised and kept.
  mutating func tag(_ document: inout Document) {
    for finding in findings where !finding.isRemoved {
      document.tagged.append(
        Document.Tag(
          start: finding.start, end: finding.end, rule: finding.rule, reason: finding.reason))
    }
  }

  /// Lines of contents, and headings that stay with what stands below them.
  private func dependsOnOthers(_ finding: StripFinding) -> Bool {
    matcher.compiled[finding.rule].boilerplateClass == .contents || finding.isHeldHeading
  }

  /// Looks at the lines that changed; false where that is not enough, or something is to be removed.
  private mutating func readLines(_ text: [UInt8], _ structure: inout CurrentStructure) -> Bool {
    if unread.isNowhere { return true }
    if unread.isEverywhere { return false }
    structure.read(text)
    let lines = unread.lines(structure.value)
    found.removeAll(keepingCapacity: true)
    matcher.find(
      text, structure.value, lines: lines, stripping: stripped, into: &found, scratch: &scratch)
    if found.contains(where: { $0.isRemoved || dependsOnOthers($0) }) { return false }
    merge(lines.map { structure.value.lines[$0] })
    unread = .nowhere
    return true
  }

  /// Puts what was found in the lines in the place of what was known of them.
  private mutating func merge(_ lines: [Structure.Line]) {
    var line = 0
    findings.removeAll { finding in
      while line < lines.count, lines[line].end <= finding.start { line += 1 }
      return line < lines.count && lines[line].start < finding.end
    }
    if found.isEmpty { return }
    findings.append(contentsOf: found)
    findings.sort { $0.start < $1.start }
  }
}
