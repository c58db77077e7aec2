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
  private var excerpt: [UInt8] = []
  private var excerptStructure = Structure()
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
    if readLines(text.bytes) { return nil }
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
    hasDependent = findings.contains(where: dependsOnOthers)
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
  private mutating func readLines(_ text: [UInt8]) -> Bool {
    if unread.isNowhere { return true }
    if unread.isEverywhere { return false }
    let lines = unread.lines(text)
    guard lines.reduce(0, { $0 + $1.count }) <= text.count / 2 else { return false }
    excerpt.removeAll(keepingCapacity: true)
    for line in lines {
      excerpt.append(contentsOf: text[line])
      excerpt.append(0x0A)
      excerpt.append(0x0A)
    }
    SentenceBreaker.shared.find(excerpt, into: &excerptStructure)
    found.removeAll(keepingCapacity: true)
    matcher.find(
      excerpt, excerptStructure, stripping: stripped, into: &found, scratch: &scratch)
    if found.contains(where: { $0.isRemoved || dependsOnOthers($0) }) { return false }
    merge(lines)
    unread = .nowhere
    return true
  }

  /// Puts what was found in the excerpt in the place of what was known of its lines.
  private mutating func merge(_ lines: [Range<Int>]) {
    var line = 0
    findings.removeAll { finding in
      while line < lines.count, lines[line].upperBound <= finding.start { line += 1 }
      return line < lines.count && lines[line].lowerBound < finding.end
    }
    line = 0
    var begun = 0
    for finding in found {
      while line + 1 < lines.count, finding.start >= begun + lines[line].count + 2 {
        begun += lines[line].count + 2
        line += 1
      }
      var moved = finding
      moved.start += lines[line].lowerBound - begun
      moved.end += lines[line].lowerBound - begun
      findings.append(moved)
    }
    if !found.isEmpty { findings.sort { $0.start < $1.start } }
  }
}

/// Lines and sentences, and whether they are those of the text as it is.
struct CurrentStructure {
  private(set) var value = Structure()
  private(set) var isCurrent = false

  init() {}

  /// The structure of the text as it is.
  init(_ structure: Structure) {
    value = structure
    isCurrent = true
  }

  /// Finds the structure of the text, if it is not at hand. Complexity: O(n), or O(1).
  mutating func read(_ text: [UInt8]) {
    if isCurrent { return }
    SentenceBreaker.shared.find(text, into: &value)
    isCurrent = true
  }

  /// The text is another one now.
  mutating func expire() { isCurrent = false }
}
