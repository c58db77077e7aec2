/// A rule that the learner proposes, for a person to look at.
public struct LearnedRule: Sendable, Equatable {
  /// `learned-en-` and a number that stands for the passage.
  public var id: String
  /// The class of the rules that are most like it; nil where none is.
  public var boilerplateClass: BoilerplateClass?
  public var language: BoilerplateRule.Language
  /// Phrases that stand in all wordings.
  public var anchors: [String]
  /// What explains the places where the wordings differ.
  public var slots: [BoilerplateRule.Slot]
  /// Wordings, the commonest first.
  public var examples: [String]
  /// How many documents support it, of how many issuers that are known.
  public var documents: Int
  public var issuers: Int
  /// How many wordings were found.
  public var wordings: Int

  private static let mostExamples = 5
  private static let mostCompared = 16

  /// The rule for a passage; nil where too little of it is the same in all wordings.
  init?(_ texts: [[UInt8]], _ documents: Int, _ issuers: Int, _ resources: Resources) {
    guard let lead = texts.first else { return nil }
    let tokens = LearnTokens(lead, resources.han)
    let others = texts.dropFirst().prefix(Self.mostCompared).map {
      LearnTokens($0, resources.han)
    }
    var isShared = tokens.tokens.map { $0.hash != LearnTokens.number }
    for other in others { Self.keep(&isShared, tokens, other) }
    guard isShared.count(where: { $0 }) * 10 >= isShared.count * 6 else { return nil }
    let language = tokens.language
    let anchors = Self.anchors(lead, tokens, isShared, texts, language)
    let shared = Set(zip(tokens.tokens, isShared).filter(\.1).map(\.0.hash))
    let compared = texts.prefix(Self.mostCompared + 1)
    guard !anchors.isEmpty, let slots = Self.slots(compared, shared, language, resources)
    else { return nil }
    self.anchors = anchors
    self.language = language
    self.documents = documents
    self.issuers = issuers
    wordings = texts.count
    id = "learned-\(language.rawValue)-" + Self.hexadecimal(tokens.key)
    self.slots = slots
    examples = texts.prefix(Self.mostExamples).map { Self.line($0) }
    boilerplateClass = resources.matcher.likeliestClass(of: lead)
  }

  /// The rule in the format of the rule files, ready to be looked through: a class that is not
  /// known is `?`, which no file may have.
  public var text: String {
    var text = "# \(documents) documents"
    text += issuers > 0 ? " of \(issuers) issuers" : ""
    text += wordings > 1 ? ", \(wordings) wordings\n" : "\n"
    text +=
      "rule \(id)\nclass \(boilerplateClass?.rawValue ?? "?")\nlanguage \(language.rawValue)\n"
    text += "unit sentence\n"
    for anchor in anchors { text += "anchor \(anchor)\n" }
    if !slots.isEmpty { text += "slots " + slots.map(\.rawValue).joined(separator: " ") + "\n" }
    for example in examples { text += "yes \(example)\n" }
    return text
  }

  // MARK: What is shared

  /// Unsets the tokens that a longest common subsequence with another wording leaves out.
  private static func keep(_ isShared: inout [Bool], _ one: LearnTokens, _ other: LearnTokens) {
    let (a, b) = (one.tokens, other.tokens)
    let width = b.count + 1
    var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        lengths[i * width + j] =
          a[i].hash == b[j].hash
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < a.count {
      if j < b.count, a[i].hash == b[j].hash {
        i += 1
        j += 1
      } else if j < b.count, lengths[i * width + j + 1] >= lengths[(i + 1) * width + j] {
        j += 1
      } else {
        isShared[i] = false
        i += 1
      }
    }
  }

  /// Up to three phrases that all wordings have, the rarest first found: four words or ideographs.
  private static func anchors(
    _ lead: [UInt8], _ tokens: LearnTokens, _ isShared: [Bool], _ texts: [[UInt8]],
    _ language: BoilerplateRule.Language
  ) -> [String] {
    let lowered = texts.map(lower)
    var found: [(rate: Int, start: Int, end: Int, phrase: String)] = []
    let width = language == .en ? 3 : 4
    for first in tokens.tokens.indices where first + width <= tokens.tokens.count {
      let last = first + width - 1
      guard (first...last).allSatisfy({ isShared[$0] }) else { continue }
      // Words with a blank between, ideographs with nothing.
      let gap = language == .en ? 1 : 0
      let isWhole = (first..<last).allSatisfy {
        tokens.tokens[$0 + 1].start - tokens.tokens[$0].end == gap
          && (gap == 0 || lead[tokens.tokens[$0].end] == 0x20)
      }
      guard isWhole else { continue }
      let (start, end) = (tokens.tokens[first].start, tokens.tokens[last].end)
      let bytes = lower(Array(lead[start..<end]))
      guard lowered.allSatisfy({ contains($0, bytes) }) else { continue }
      let phrase = String(decoding: bytes, as: UTF8.self)
      found.append((AnchorRate.of(phrase, language), start, end, phrase))
    }
    var chosen: [(rate: Int, start: Int, end: Int, phrase: String)] = []
    for item in found.sorted(by: { ($0.rate, $0.start) < ($1.rate, $1.start) }) {
      guard chosen.count < 3 else { break }
      if chosen.contains(where: { $0.start < item.end && item.start < $0.end }) { continue }
      chosen.append(item)
    }
    return chosen.sorted { $0.start < $1.start }.map(\.phrase)
  }

  private static func lower(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  private static func contains(_ text: [UInt8], _ phrase: [UInt8]) -> Bool {
    guard let first = phrase.first, text.count >= phrase.count else { return false }
    for start in 0...(text.count - phrase.count)
    where text[start] == first && text[start..<(start + phrase.count)].elementsEqual(phrase) {
      return true
    }
    return false
  }

  /// The slots that stand in any of the wordings; nil where the places in which they differ hold
  /// figures and names that are no slots, in one of three: then the passage is a form that is filled
  /// in with content.
  private static func slots(
    _ texts: ArraySlice<[UInt8]>, _ shared: Set<UInt64>, _ language: BoilerplateRule.Language,
    _ resources: Resources
  ) -> [BoilerplateRule.Slot]? {
    var covered: SlotCover.Slots = 0
    var filled = 0
    var unit = UnitText()
    var cover = SlotCover()
    var known: SlotCover.Slots = 0
    // A date that differs is content.
    for slot in BoilerplateRule.Slot.allCases where slot != .date {
      known |= SlotCover.bit(slot, language)
    }
    for text in texts {
      unit.load(text.span, 0, text.count, resources.han)
      cover.find(unit, resources.matcher.slotPhrases)
      for at in 0..<unit.count { covered |= cover.slots[at] & known }
      if isFilled(text, LearnTokens(text, resources.han), shared, cover, known) { filled += 1 }
    }
    if filled * 3 > texts.count { return nil }
    return BoilerplateRule.Slot.allCases.filter {
      covered & SlotCover.bit($0, language) != 0
    }
  }

  /// Whether a wording has a figure, a name in Latin letters or more than six ideographs that are
  /// neither shared nor in a slot.
  private static func isFilled(
    _ text: [UInt8], _ tokens: LearnTokens, _ shared: Set<UInt64>, _ cover: borrowing SlotCover,
    _ known: SlotCover.Slots
  ) -> Bool {
    var scalar = 0
    var at = 0
    var han = 0
    for (index, token) in tokens.tokens.enumerated() {
      while at < token.start {
        at += max(1, UTF8Scan.scalar(text, at: at).length)
        scalar += 1
      }
      if shared.contains(token.hash) || cover.covers(scalar, known) { continue }
      let byte = text[token.start]
      if token.hash == LearnTokens.number { return true }
      if byte >= 0x41, byte <= 0x5A, index > 0 { return true }
      if byte >= 0x80 { han += 1 }
    }
    return han > 6
  }

  /// An example on one line.
  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = Array("0123456789abcdef")
    return String((0..<8).map { digits[Int(value >> (60 - 4 * UInt64($0)) & 15)] })
  }
}

extension BoilerplateMatcher {
  /// The class of the rule whose anchor lines stand in a passage most fully, two thirds at the
  /// least; nil where there is none.
  func likeliestClass(of text: [UInt8]) -> BoilerplateClass? {
    var unit = UnitText()
    unit.load(text.span, 0, text.count, han)
    var matches: [PhraseIndex.Match] = []
    anchors.find(unit, into: &matches)
    var lines = [UInt32](repeating: 0, count: compiled.count)
    for match in matches {
      let alternative = Int(match.payload)
      for index in Int(starts[alternative])..<Int(starts[alternative + 1]) {
        lines[Int(uses[index].rule)] |= uses[index].bits
      }
    }
    var best: (rule: Int, share: Int)?
    for rule in compiled.indices where compiled[rule].isStripped && lines[rule] != 0 {
      let count = compiled[rule].lines.nonzeroBitCount
      guard count >= 3, compiled[rule].unit == .sentence else { continue }
      let share = 100 * lines[rule].nonzeroBitCount / count
      if share >= 66, share > (best?.share ?? 0) { best = (rule, share) }
    }
    return best.map { compiled[$0.rule].boilerplateClass }
  }
}
