/// The boilerplate rules in force: those of the program and those of the user.
///
/// A finding names its rule by the index in `rules`. The first two have no anchors: what they remove is
/// found by where it stands, not by its words. Index 0 is always `page-furniture` (page numbers and
/// running headers), index 1 `html-navigation` (menus, buttons and footers of pages in HTML).
public struct RuleSet: Sendable {
  public private(set) var rules: [BoilerplateRule]
  /// Rules by their name.
  private var indexes: [String: Int]
  /// Whether these are the rules of the program, all and no others.
  private(set) var isBuiltin = true

  private init() {
    rules = Self.placed.map { id, boilerplateClass in
      BoilerplateRule(
        id: id, boilerplateClass: boilerplateClass, language: .en, unit: .line,
        anchors: [], slots: [], limit: 0, words: [], examples: ([], []), file: "", line: 0)
    }
    indexes = ["page-furniture": Self.furniture, "html-navigation": Self.navigation]
  }

  static let furniture = 0
  static let navigation = 1
  private static let placed: [(String, BoilerplateClass)] = [
    ("page-furniture", .pageFurniture), ("html-navigation", .navigation),
  ]

  /// The rules that the program brings, in the order of their files.
  ///
  /// - Throws: ``RuleError`` for a file that is not in the format, which a test rules out.
  /// - Complexity: O(n) in the bytes of the files, about 5 ms.
  public static func builtin() throws(RuleError) -> RuleSet {
    var set = RuleSet()
    for name in DataFile.names(endingIn: ".rules") {
      for rule in try RuleParser.parse(DataFile.bytes(name), file: name) {
        guard set.indexes[rule.id] == nil else {
          throw RuleError(
            file: name, line: rule.line, reason: "rule \(rule.id) is in another file; rename it")
        }
        set.put(rule)
      }
    }
    return set
  }

  /// The set with the rules of a file added. A rule of a known name replaces that rule.
  ///
  /// - Throws: ``RuleError`` naming `file` and the line; the names of the first two rules are taken.
  /// - Complexity: O(n) in the bytes of the file.
  public func adding(_ bytes: [UInt8], file: String) throws(RuleError) -> RuleSet {
    var set = self
    set.isBuiltin = false
    try RuleParser.check(bytes, file: file)
    for rule in try RuleParser.parse(bytes, file: file) {
      guard set.indexes[rule.id].map({ $0 >= Self.placed.count }) ?? true else {
        throw RuleError(
          file: file, line: rule.line,
          reason: "\(rule.id) has no words to match; give the rule another name")
      }
      set.put(rule)
    }
    return set
  }

  private mutating func put(_ rule: BoilerplateRule) {
    if let index = indexes[rule.id] {
      rules[index] = rule
    } else {
      indexes[rule.id] = rules.count
      rules.append(rule)
    }
  }
}
