/// Recognises boilerplate: sentences and lines that the rules explain.
///
/// 1. ``AnchorFilter`` finds the places where the rarest anchor line of a rule stands, or
///    the two rarest.
/// 2. A sentence or line that has them is taken apart (``UnitText``), and all anchors are
///    looked for in it.
/// 3. For each rule whose every anchor line stands there, what neither its vocabulary nor its slots
///    explain is the residue. Nothing specific and little else: removed. Something
///    specific: recognised, and kept with the reason.
///
/// The semantics are those of `Scripts/check_rules.py`, the reference.
struct BoilerplateMatcher: Sendable {
  /// A rule as it is matched.
  struct Compiled: Sendable {
    var boilerplateClass: BoilerplateClass
    var language: BoilerplateRule.Language
    var unit: BoilerplateRule.Unit
    var slots: SlotCover.Slots
    var group: Int
    var limit: Int
    /// A bit for each anchor line.
    var lines: UInt32
  }

  /// Lines of contents and signatures are short: a longer line only mentions them. In bytes.
  static let contentsLine = 240
  static let signatureLine = 120
  /// No boilerplate unit is longer; bounds the memory for a text without line ends. In bytes.
  static let longestUnit = 16_384

  let han: HanTable
  let compiled: [Compiled]
  let vocabulary: Vocabulary
  let slotPhrases: PhraseIndex
  let anchors: PhraseIndex
  /// Rule and line of each alternative: `uses[k]` for `useStart[a]..<useStart[a + 1]`.
  let uses: [(rule: Int32, line: UInt32)]
  let useStart: [Int]
  let choice: Choice
  /// Titles of laws that every filing cites: hashes of what stands between 《 and 》.
  let commonTitles: Set<UInt64>

  /// Compiles the rules. Complexity: O(n) in the bytes of the rules, about 40 ms for the built-in.
  init(_ rules: RuleSet, han: HanTable) {
    self.han = han
    slotPhrases = SlotLexicon.index(han: han)
    (compiled, vocabulary) = Self.compile(rules, han)
    commonTitles = Self.titles(han)
    var ids: [String: Int] = [:]
    var texts: [(text: String, payload: UInt32, condition: PhraseIndex.Condition)] = []
    var found: [[(rule: Int32, line: UInt32)]] = []
    for (index, rule) in rules.rules.enumerated() {
      for (line, alternatives) in rule.anchors.enumerated() {
        for alternative in alternatives {
          // English alternatives are whole words, Chinese ones stand anywhere.
          let key = "\(rule.language.rawValue) \(alternative)"
          if ids[key] == nil {
            ids[key] = found.count
            texts.append(
              (alternative, UInt32(found.count), rule.language == .en ? .wholeWords : []))
            found.append([])
          }
          found[ids[key] ?? 0].append((Int32(index), UInt32(1) << UInt32(line)))
        }
      }
    }
    anchors = PhraseIndex(texts, han: han)
    uses = found.flatMap { $0 }
    var starts = [0]
    for list in found { starts.append((starts.last ?? 0) + list.count) }
    useStart = starts
    choice = Self.choice(rules, han)
  }

  /// Appends what is recognised in the text: ascending, not overlapping.
  ///
  /// - Parameters:
  ///   - stripping: classes to remove; of the others findings say that they are kept. A class that
  ///     is kept by default is never removed.
  ///   - scratch: used with this matcher only.
  /// - Complexity: O(n), and O(u) for each unit that is looked at, once each.
  func find(
    _ text: [UInt8], _ structure: Structure, stripping: Set<BoilerplateClass>,
    into findings: inout [StripFinding], scratch: inout MatcherScratch
  ) {
    scratch.prepare(rules: compiled.count, alternatives: useStart.count, stripping)
    choice.filter.scan(text, into: &scratch.hits)
    let first = findings.count
    var line = 0
    var hit = 0
    while hit < scratch.hits.count {
      // Both ascend, so that all searches together are one walk.
      let at = scratch.hits[hit].at
      while line < structure.lines.count, structure.lines[line].end <= at { line += 1 }
      guard line < structure.lines.count else { break }
      hit = findLine(text, structure, structure.lines[line], hit, into: &findings, &scratch)
    }
    confirmHeadings(structure, first, &findings)
  }

  /// Looks at a line and its sentences; returns the number of the first hit behind it.
  private func findLine(
    _ text: [UInt8], _ structure: Structure, _ line: Structure.Line, _ firstHit: Int,
    into findings: inout [StripFinding], _ scratch: inout MatcherScratch
  ) -> Int {
    let sentences = line.sentences.clamped(to: 0..<structure.sentences.count)
    let length = line.end - line.start
    var wantsLine = false
    let last = collect(firstHit, line.end, .line, length, &wantsLine, &scratch)
    let isOne =
      sentences.count == 1
      && structure.sentences[sentences.lowerBound].end
        - structure.sentences[sentences.lowerBound].start == length
    var lineFinding: StripFinding?
    if wantsLine {
      lineFinding = evaluate(text, line.start, line.end, sentence: isOne, line: true, &scratch)
      if let lineFinding, lineFinding.isRemoved || isOne { findings.append(lineFinding) }
      if isOne || lineFinding?.isRemoved == true { return last }
    }
    let mark = findings.count
    var removes = false
    var hit = firstHit
    for number in sentences {
      guard hit < last else { break }
      let sentence = structure.sentences[number]
      var wants = false
      hit = collect(
        hit, sentence.end, .sentence, sentence.end - sentence.start, &wants, &scratch)
      guard wants else { continue }
      if let finding = evaluate(
        text, sentence.start, sentence.end, sentence: true, line: false, &scratch)
      {
        removes = removes || finding.isRemoved
        findings.append(finding)
      }
    }
    // A line that is kept says less than sentences that go.
    if let lineFinding, !removes {
      findings.removeSubrange(mark...)
      findings.append(lineFinding)
    }
    return last
  }

  /// Walks the hits up to byte `end`; `wants` becomes true where a rule of such units has all that
  /// it needs. Returns the first hit behind.
  private func collect(
    _ firstHit: Int, _ end: Int, _ unit: BoilerplateRule.Unit, _ length: Int, _ wants: inout Bool,
    _ scratch: inout MatcherScratch
  ) -> Int {
    scratch.stamp &+= 1
    var hit = firstHit
    while hit < scratch.hits.count, scratch.hits[hit].at < end {
      let alternative = scratch.hits[hit].alternative
      hit += 1
      if wants { continue }
      for use in choice.starts[alternative]..<choice.starts[alternative + 1] {
        let rule = Int(choice.uses[use].rule)
        guard compiled[rule].unit == unit, isShortEnough(compiled[rule], length) else { continue }
        let bits = scratch.stamps[rule] == scratch.stamp ? scratch.bits[rule] : 0
        scratch.stamps[rule] = scratch.stamp
        scratch.bits[rule] = bits | choice.uses[use].bit
        if scratch.bits[rule] == choice.needs[rule] { wants = true }
      }
    }
    return hit
  }

  func isShortEnough(_ rule: Compiled, _ length: Int) -> Bool {
    switch rule.boilerplateClass {
    case .contents: length <= Self.contentsLine
    case .signature: length <= Self.signatureLine
    default: true
    }
  }

  /// A heading of contents is one only where a line of contents follows, or nothing does.
  private func confirmHeadings(
    _ structure: Structure, _ first: Int, _ findings: inout [StripFinding]
  ) {
    var line = structure.lines.count
    var follows = structure.lines.count
    for index in (first..<findings.count).reversed() {
      guard findings[index].isRemoved,
        compiled[findings[index].rule].boilerplateClass == .contents
      else { continue }
      while line > 0, structure.lines[line - 1].end > findings[index].start { line -= 1 }
      let isEntry = compiled[findings[index].rule].slots != 0
      let isLast = line + 1 >= structure.lines.count
      if isEntry || isLast || follows - line <= 3 && follows < structure.lines.count {
        follows = line
      } else {
        findings[index].isRemoved = false
        findings[index].reason = "no line of contents follows"
      }
    }
  }
}

/// Buffers and remembered verdicts of a ``BoilerplateMatcher``, for one thread.
struct MatcherScratch: Sendable {
  var unit = UnitText()
  var cover = SlotCover()
  var hits: [AnchorFilter.Hit] = []
  /// Anchors in the unit.
  var matches: [PhraseIndex.Match] = []
  /// Anchor lines found in the unit, by rule; `touched` names those that are not 0.
  var lines: [UInt32] = []
  var touched: [Int32] = []
  /// Number of the unit in which an alternative was last seen.
  var seen: [UInt32] = []
  var epoch: UInt32 = 0
  /// What of a rule's needs was hit in the unit whose number is its stamp.
  var bits: [UInt8] = []
  var stamps: [UInt64] = []
  var stamp: UInt64 = 0
  /// Scalars of the unit that are left unexplained, and whether they are specific.
  var rest: [(start: Int, end: Int, isSpecific: Bool)] = []
  var stripping: Set<BoilerplateClass> = []
  var verdicts = VerdictCache()

  init() {}

  mutating func prepare(rules: Int, alternatives: Int, _ stripping: Set<BoilerplateClass>) {
    hits.removeAll(keepingCapacity: true)
    if lines.count != rules || seen.count != alternatives || stripping != self.stripping {
      lines = Array(repeating: 0, count: rules)
      seen = Array(repeating: 0, count: alternatives)
      bits = Array(repeating: 0, count: rules)
      stamps = Array(repeating: 0, count: rules)
      stamp = 0
      touched.removeAll()
      epoch = 0
      self.stripping = stripping
      verdicts = VerdictCache()
    }
  }
}
