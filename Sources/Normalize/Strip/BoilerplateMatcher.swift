/// Recognises boilerplate: sentences and lines that the rules explain.
///
/// 1. ``AnchorFilter`` finds the places where the rarest anchor line of a rule stands, or
///    the two rarest.
/// 2. A sentence or line that has them is taken apart (``UnitText``), and all anchors are
///    looked for in it, unless it is clear already that no rule strips it.
/// 3. For each rule whose every anchor line stands there, what neither its vocabulary nor its slots
///    explain is the residue. Nothing specific and little else: removed. Something
///    specific: recognised, and kept with the reason.
///
/// 4. A line in heading form that is explained goes only with the line below it.
///
/// The semantics of 2 and 3 are those of `Scripts/check_rules.py`, the reference. A class, so that passing it
/// on costs one reference and not one for each of its tables.
final class BoilerplateMatcher: Sendable {
  /// A rule as it is matched.
  struct Compiled: Sendable {
    var boilerplateClass: BoilerplateClass
    var language: BoilerplateRule.Language
    var unit: BoilerplateRule.Unit
    var slots: SlotCover.Slots
    /// Number of its vocabulary.
    var group: Int
    var limit: Int
    /// A bit for each anchor line.
    var lines: UInt32
    var isStripped: Bool
    /// Bytes of the longest unit.
    var longest: Int
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
  /// Rule and line of each alternative: `uses[k]` for `starts[a]..<starts[a + 1]`.
  let uses: [Use]
  let starts: [UInt32]
  let choice: Choice
  /// Titles of laws that every filing cites: hashes of what stands between 《 and 》.
  let commonTitles: KeySet
  /// Words and ideographs that are content where they are left: ``SlotLexicon/news(han:)``.
  let news: KeySet
  /// Why a unit of a class is kept whatever it says, by the class.
  let keptReasons: [String]

  /// Compiles the rules; the built-in ones were compiled beforehand (``CompiledTables``).
  ///
  /// Complexity: O(n) in the bytes of the rules, about 40 ms for the built-in.
  convenience init(_ rules: RuleSet, han: HanTable) {
    if rules.isBuiltin, var reader = CompiledTables.stored?.matcher,
      let stored = try? Self.Tables(from: &reader, rules, han)
    {
      self.init(stored, han: han)
    } else {
      self.init(building: rules, han: han)
    }
  }

  convenience init(building rules: RuleSet, han: HanTable) {
    self.init(Tables(rules, han), han: han)
  }

  private init(_ tables: Tables, han: HanTable) {
    self.han = han
    compiled = tables.compiled
    vocabulary = tables.vocabulary
    slotPhrases = tables.slotPhrases
    anchors = tables.anchors
    uses = tables.uses
    starts = tables.starts
    choice = tables.choice
    commonTitles = tables.commonTitles
    news = tables.news
    keptReasons = compiled.map { "\($0.boilerplateClass.rawValue) is kept" }
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
    scratch.prepare(rules: compiled.count, alternatives: starts.count, stripping)
    scratch.hits.removeAll(keepingCapacity: true)
    choice.filter.scan(text, into: &scratch.hits)
    walk(text, structure, &findings, &scratch)
  }

  /// `find` for some lines by their numbers; headings are not asked what stands below them.
  func find(
    _ text: [UInt8], _ structure: Structure, lines: [Int], stripping: Set<BoilerplateClass>,
    into findings: inout [StripFinding], scratch: inout MatcherScratch
  ) {
    scratch.prepare(rules: compiled.count, alternatives: starts.count, stripping)
    for number in lines {
      let line = structure.lines[number]
      choice.filter.scan(text, line.start, line.end, into: &scratch.hits)
      if scratch.hits.isEmpty { continue }
      _ = findLine(text, structure, line, 0, into: &findings, &scratch)
    }
  }

  private func walk(
    _ text: [UInt8], _ structure: Structure, _ findings: inout [StripFinding],
    _ scratch: inout MatcherScratch
  ) {
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
    fillContents(text, structure, first, &findings)
    confirmHeadings(structure, first, &findings)
    keepHeadings(text, structure, first, &findings)
  }

  /// Looks at a line and its sentences; returns the number of the first hit behind it.
  private func findLine(
    _ text: [UInt8], _ structure: Structure, _ line: Structure.Line, _ firstHit: Int,
    into findings: inout [StripFinding], _ scratch: inout MatcherScratch
  ) -> Int {
    let sentences = line.sentences.clamped(to: 0..<structure.sentences.count)
    let length = line.end - line.start
    let isOne =
      sentences.count == 1
      && structure.sentences[sentences.lowerBound].end
        - structure.sentences[sentences.lowerBound].start == length
    var wantsLine = false
    let last = collect(firstHit, line.end, isOne ? nil : .line, length, &wantsLine, &scratch)
    var lineFinding: StripFinding?
    if wantsLine {
      lineFinding = recognise(
        text, line.start, line.end, sentence: isOne, line: true, &scratch)
      if let lineFinding, lineFinding.isRemoved || isOne { findings.append(lineFinding) }
    }
    if isOne || lineFinding?.isRemoved == true { return last }
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
      if let finding = recognise(
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

  /// Walks the hits up to byte `end` for rules on `unit`, nil for both; `wants` becomes true where
  /// such a rule has all that it needs, and `scratch.wanting` names those rules. Returns the first
  /// hit behind.
  private func collect(
    _ firstHit: Int, _ end: Int, _ unit: BoilerplateRule.Unit?, _ length: Int, _ wants: inout Bool,
    _ scratch: inout MatcherScratch
  ) -> Int {
    scratch.stamp &+= 1
    if !scratch.wanting.isEmpty { scratch.wanting.removeAll(keepingCapacity: true) }
    var hit = firstHit
    while hit < scratch.hits.count, scratch.hits[hit].at < end {
      let alternative = scratch.hits[hit].alternative
      hit += 1
      for index in Int(choice.starts[alternative])..<Int(choice.starts[alternative + 1]) {
        let use = choice.uses[index]
        let rule = Int(use.rule)
        guard unit == nil || compiled[rule].unit == unit, length <= compiled[rule].longest else {
          continue
        }
        let bits = scratch.stamps[rule] == scratch.stamp ? scratch.bits[rule] : 0
        scratch.stamps[rule] = scratch.stamp
        guard bits != .max else { continue }
        scratch.bits[rule] = bits | UInt8(truncatingIfNeeded: use.bits)
        if scratch.bits[rule] == choice.needs[rule] {
          wants = true
          scratch.wanting.append(use.rule)
          // Asked for once.
          scratch.bits[rule] = .max
        }
      }
    }
    return hit
  }

  /// The finding for a unit that the rules of `scratch.wanting` may recognise, and no others.
  ///
  /// Nearly all such units lack another anchor line. Of the rest most are of a class that is kept,
  /// where anchors are all that counts. What is left is taken apart.
  private func recognise(
    _ text: [UInt8], _ start: Int, _ end: Int, sentence: Bool, line: Bool,
    _ scratch: inout MatcherScratch
  ) -> StripFinding? {
    guard start >= 0, end > start, end <= text.count, end - start <= Self.longestUnit
    else { return nil }
    let asks: UInt8 = (sentence ? 1 : 0) | (line ? 2 : 0)
    var slot: Int?
    var best: (rule: Int, lines: Int)?
    // A rule that strips, or that only a comparison of all spellings can tell.
    var isOpen = false
    var knowsAnchors = true
    scratch.complete.removeAll(keepingCapacity: true)
    for index in scratch.wanting.indices {
      let rule = Int(scratch.wanting[index])
      if compiled[rule].boilerplateClass == .signature, Self.isMarked(text, start) { continue }
      let stands = choice.others.stand(text.span, start, end, rule: rule)
      if stands == false { continue }
      let isUnknown = stands == nil || choice.isWithin[rule] == 0
      if !isOpen, isUnknown || compiled[rule].isStripped {
        isOpen = true
        slot = scratch.verdicts.slot(text.span, start, end, asks: asks)
        if let slot,
          let known = scratch.verdicts.verdict(slot, text.span, start, end, asks: asks)
        {
          return finding(known, start, end)
        }
      }
      if isUnknown {
        knowsAnchors = false
        break
      }
      scratch.complete.append(scratch.wanting[index])
      // The one with more anchor lines, then the first.
      let lines = compiled[rule].lines.nonzeroBitCount
      if let known = best, (known.lines, rule) > (lines, known.rule) { continue }
      best = (rule, lines)
    }
    if isOpen {
      let verdict = evaluate(
        text, start, end, sentence: sentence, line: line, knowsAnchors: knowsAnchors, &scratch)
      if let slot { scratch.verdicts.put(verdict, slot, text, start, end, asks: asks) }
      return finding(verdict, start, end)
    }
    guard let best else { return nil }
    return StripFinding(
      start: start, end: end, rule: best.rule, isRemoved: false, reason: keptReasons[best.rule])
  }

  /// A footnote or a defined term begins here: `* Non-executive Director`, `“Mr. Lei”⇥… Chairman`.
  static func isMarked(_ text: [UInt8], _ start: Int) -> Bool {
    switch text[start] {
    case 0x2A, 0x23, 0x5E, 0x22: true
    case 0xE2:
      UTF8Scan.scalar(text, at: start).value == 0x201C
        || text[start + 1] == 0x80 && text[start + 2] & 0xFE == 0xA0
    case 0xE3: UTF8Scan.scalar(text, at: start).value == 0x300C
    default: false
    }
  }

  /// Bytes of the longest unit of a class.
  static func longest(_ boilerplateClass: BoilerplateClass) -> Int {
    switch boilerplateClass {
    case .contents: contentsLine
    case .signature: signatureLine
    default: longestUnit
    }
  }

  /// A heading goes with what stands below it: where some of that stays, the heading does too.
  private func keepHeadings(
    _ text: [UInt8], _ structure: Structure, _ first: Int, _ findings: inout [StripFinding]
  ) {
    let bytes = text.span
    var line = structure.lines.count
    for index in (first..<findings.count).reversed() where findings[index].isRemoved {
      let rule = compiled[findings[index].rule]
      guard Self.headsText(rule),
        findings[index].end - findings[index].start <= Self.headingLine
      else { continue }
      while line > 0, structure.lines[line - 1].end > findings[index].start { line -= 1 }
      guard line < structure.lines.count, structure.lines[line].start == findings[index].start,
        structure.lines[line].end == findings[index].end, line + 1 < structure.lines.count,
        BlockClassifier.isHeadingLine(bytes, structure.lines[line])
      else { continue }
      // The line below is gone from its begin to its end.
      let below = structure.lines[line + 1]
      var at = below.start
      var next = index + 1
      while next < findings.count, findings[next].isRemoved, findings[next].start <= at {
        at = max(at, findings[next].end)
        while at < below.end, bytes[at] == 0x20 { at += 1 }
        next += 1
      }
      if at < below.end {
        findings[index].isRemoved = false
        findings[index].reason = StripFinding.heldHeading
      }
    }
  }

  /// Headings are among what the rule recognises; those on lines of covers stand for themselves.
  private static func headsText(_ rule: Compiled) -> Bool {
    switch rule.boilerplateClass {
    case .caution: true
    case .forwardLooking, .responsibility: rule.unit == .sentence
    default: false
    }
  }

  /// Bytes of the longest heading.
  private static let headingLine = 160

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
  /// Those of the text, or of the line that is looked at.
  var hits: [AnchorFilter.Hit] = []
  /// Anchors in the unit.
  var matches: [PhraseIndex.Match] = []
  /// Anchor lines found in the unit, by rule; `touched` names those that are not 0.
  var lines: [UInt32] = []
  var touched: [UInt32] = []
  /// Those of them whose every anchor line was found.
  var complete: [UInt32] = []
  /// Number of the unit in which an alternative was last seen.
  var seen: [UInt32] = []
  var epoch: UInt32 = 0
  /// What of a rule's needs was hit in the unit whose number is its stamp.
  var bits: [UInt8] = []
  var stamps: [UInt64] = []
  var stamp: UInt64 = 0
  /// Scalars of the unit that are left unexplained, and whether they are specific.
  var rest: [(start: Int, end: Int, isSpecific: Bool)] = []
  /// Rules that may recognise the unit.
  var wanting: [UInt32] = []
  var stripping: Set<BoilerplateClass> = []
  var verdicts = VerdictCache()

  init() {}

  mutating func prepare(rules: Int, alternatives: Int, _ stripping: Set<BoilerplateClass>) {
    if lines.count != rules || seen.count != alternatives || stripping != self.stripping {
      lines = Array(repeating: 0, count: rules)
      seen = Array(repeating: 0, count: alternatives)
      bits = Array(repeating: 0, count: rules)
      stamps = Array(repeating: 0, count: rules)
      stamp = 0
      touched.removeAll()
      complete.removeAll()
      epoch = 0
      self.stripping = stripping
      verdicts = VerdictCache()
    }
  }
}
