/// A fault in a file of boilerplate rules: where it is and what to do.
public struct RuleError: Error, Equatable, CustomStringConvertible {
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// What is wrong and what to write instead.
  public var reason: String

  public var description: String { "\(file):\(line): \(reason)" }
}

/// Reads the rule format: a blank line ends a rule, `#` begins a comment, a line is a key, a blank
/// and a value, in which `\t` stands for a TAB.
///
///     rule thanks-en
///     class formula
///     language en
///     unit sentence
///     anchor thank | thanks
///     slots party
///     yes The Board thanks its shareholders.
///     no The Board thanks Mr. Chan for 12 years of service.
struct RuleParser {
  private struct Draft {
    var id: String
    var line: Int
    var kind: BoilerplateClass?
    var language: BoilerplateRule.Language?
    var unit: BoilerplateRule.Unit?
    var limit: Int?
    var anchors: [[String]] = []
    var slots: [BoilerplateRule.Slot] = []
    var words: [String] = []
    var yes: [String] = []
    var no: [String] = []
  }

  private let file: String
  private var number = 0
  private var draft: Draft?
  private var rules: [BoilerplateRule] = []
  /// Where the rules begin, by name.
  private var lines: [String: Int] = [:]

  private init(file: String) { self.file = file }

  /// The rules of a file, in its order.
  ///
  /// - Throws: ``RuleError`` for the first line that is not in the format.
  /// - Complexity: O(n) in the number of bytes.
  static func parse(_ bytes: [UInt8], file: String) throws(RuleError) -> [BoilerplateRule] {
    var parser = RuleParser(file: file)
    try parser.forEachLine(bytes) { parser, line throws(RuleError) in try parser.read(line) }
    try parser.endRule()
    return parser.rules
  }

  /// Refuses a file that is no text; those of the program are known to be.
  ///
  /// - Throws: ``RuleError`` for the first line that is not UTF-8, too long, or has control codes.
  /// - Complexity: O(n).
  static func check(_ bytes: [UInt8], file: String) throws(RuleError) {
    var parser = RuleParser(file: file)
    try parser.forEachLine(bytes) { parser, line throws(RuleError) in
      guard UTF8Validation(line.span).malformed.isEmpty else {
        throw parser.error("the line is not UTF-8; save the file in UTF-8")
      }
      guard line.count <= longestLine else {
        throw parser.error("the line has more than \(longestLine) bytes; shorten it")
      }
      guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        throw parser.error("the line has a control code; take it out")
      }
    }
  }

  private static let longestLine = 10_000

  private mutating func forEachLine(
    _ bytes: [UInt8],
    _ body: (inout RuleParser, ArraySlice<UInt8>) throws(RuleError) -> Void
  ) throws(RuleError) {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while at <= bytes.count {
      let end = ByteScan.first(0x0A, bytes.span, at, bytes.count)
      number += 1
      let line = bytes[at..<end]
      try body(&self, line.last == 0x0D ? line.dropLast() : line)
      at = end + 1
    }
  }

  private func error(_ reason: String, line: Int? = nil) -> RuleError {
    RuleError(file: file, line: line ?? number, reason: reason)
  }

  private mutating func read(_ line: ArraySlice<UInt8>) throws(RuleError) {
    if line.first == 0x23 { return }
    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return try endRule() }
    let cut = line.firstIndex(of: 0x20) ?? line.endIndex
    let key = String(decoding: line[..<cut], as: UTF8.self)
    let bytes = Self.unescape(line[cut...].drop { $0 == 0x20 })
    if key == "anchor", !bytes.isEmpty, draft != nil {
      let alternatives = try alternatives(bytes)
      draft?.anchors.append(alternatives)
      return
    }
    let value = String(decoding: bytes, as: UTF8.self)
    guard !value.isEmpty else { throw error("`\(key)` has no value; write `\(key) VALUE`") }
    if key == "rule" {
      guard draft == nil else { throw error("put a blank line before the rule") }
      guard value.utf8.allSatisfy(Self.isIdentifier) else {
        throw error("the name `\(value)` may have lower-case letters, digits and hyphens only")
      }
      draft = Draft(id: value, line: number)
      return
    }
    guard var rule = draft else { throw error("`\(key)` stands outside a rule; begin with `rule`") }
    switch key {
    case "class":
      let hint = BoilerplateClass.allCases.map(\.rawValue).joined(separator: ", ")
      try set(&rule.kind, BoilerplateClass(rawValue: value), key, value, hint)
    case "language": try set(&rule.language, .init(rawValue: value), key, value, "en or zh")
    case "unit": try set(&rule.unit, .init(rawValue: value), key, value, "sentence or line")
    case "limit":
      let limit = Int(value).flatMap { (0...99).contains($0) ? $0 : nil }
      try set(&rule.limit, limit, key, value, "a number from 0 to 99")
    case "slots":
      for name in value.split(separator: " ") {
        guard let slot = BoilerplateRule.Slot(rawValue: String(name)) else {
          let known = BoilerplateRule.Slot.allCases.map(\.rawValue).joined(separator: ", ")
          throw error("there is no slot `\(name)`; use \(known)")
        }
        guard !rule.slots.contains(slot) else {
          throw error("the slot `\(name)` is given twice; keep one")
        }
        rule.slots.append(slot)
      }
    case "words": rule.words.append(value)
    case "yes": rule.yes.append(value)
    case "no": rule.no.append(value)
    default:
      throw error(
        "there is no key `\(key)`; use rule, class, language, unit, limit, anchor, slots, words, "
          + "yes or no")
    }
    draft = rule
  }

  private func set<Value>(
    _ field: inout Value?, _ value: Value?, _ key: String, _ text: String, _ hint: String
  ) throws(RuleError) {
    guard field == nil else { throw error("`\(key)` is given twice; keep one") }
    guard let value else { throw error("`\(key) \(text)` is not known; use \(hint)") }
    field = value
  }

  /// The alternatives of an anchor line, which ` | ` separates.
  private func alternatives(_ value: ArraySlice<UInt8>) throws(RuleError) -> [String] {
    var found: [String] = []
    var start = value.startIndex
    var at = start
    while at <= value.endIndex {
      let isBar =
        at + 2 < value.endIndex && value[at] == 0x20 && value[at + 1] == 0x7C
        && value[at + 2] == 0x20
      if at == value.endIndex || isBar {
        var part = value[start..<at].drop { $0 == 0x20 }
        while part.last == 0x20 { part.removeLast() }
        guard !part.isEmpty else {
          throw error("an alternative of the anchor is empty; write `anchor ONE | OTHER`")
        }
        guard !part.contains(0x7C) else {
          throw error("a bar stands between blanks: write `anchor ONE | OTHER`")
        }
        let text = String(decoding: part, as: UTF8.self)
        guard !found.contains(text) else {
          throw error("the alternative `\(text)` is given twice; keep one")
        }
        found.append(text)
        at += isBar ? 3 : 1
        start = at
      } else {
        at += 1
      }
    }
    return found
  }

  private mutating func endRule() throws(RuleError) {
    guard let rule = draft else { return }
    draft = nil
    guard let kind = rule.kind, let language = rule.language, let unit = rule.unit else {
      throw error("rule \(rule.id) needs class, language and unit", line: rule.line)
    }
    guard !rule.anchors.isEmpty, !rule.yes.isEmpty else {
      throw error("rule \(rule.id) needs an `anchor` and a `yes` line at least", line: rule.line)
    }
    // A rule's state is a bit for each of its anchor lines.
    guard rule.anchors.count <= 32 else {
      throw error("rule \(rule.id) has more than 32 anchor lines; join some", line: rule.line)
    }
    if let earlier = lines.updateValue(rule.line, forKey: rule.id) {
      throw error("rule \(rule.id) is in line \(earlier) already; rename it", line: rule.line)
    }
    rules.append(
      BoilerplateRule(
        id: rule.id, boilerplateClass: kind, language: language, unit: unit, anchors: rule.anchors,
        slots: rule.slots, limit: rule.limit ?? (language == .en ? 2 : 4), words: rule.words,
        examples: (rule.yes, rule.no), file: file, line: rule.line))
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2D
  }

  /// The value without blanks at its end, with a TAB for each `\t`.
  private static func unescape(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var value = value
    while value.last == 0x20 { value.removeLast() }
    guard value.contains(0x5C) else { return value }
    var out: [UInt8] = []
    var at = value.startIndex
    while at < value.endIndex {
      if value[at] == 0x5C, at + 1 < value.endIndex, value[at + 1] == 0x74 {
        out.append(0x09)
        at += 2
      } else {
        out.append(value[at])
        at += 1
      }
    }
    return out[...]
  }
}
