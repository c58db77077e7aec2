import Testing

@testable import Normalize

/// The boilerplate rules, their matcher and the marks of footnotes that go.
struct StripTests {
  private static let matcher = try? BoilerplateMatcher(
    RuleSet.builtin(), han: HanTable(bytes: DataFile.bytes("han.bin")))
  private static let stripping = Set(BoilerplateClass.allCases)

  private func find(_ text: String, _ matcher: BoilerplateMatcher)
    -> (bytes: [UInt8], structure: Structure, findings: [StripFinding])
  {
    let bytes = Array(text.utf8)
    var structure = Structure()
    SentenceBreaker.shared.find(bytes, into: &structure)
    var findings: [StripFinding] = []
    var scratch = MatcherScratch()
    matcher.find(
      bytes, structure, stripping: Self.stripping, into: &findings, scratch: &scratch)
    return (bytes, structure, findings)
  }

  @Test("Every example that a rule is to recognise is removed, or tagged where its class is kept")
  func positiveExamples() throws {
    let rules = try RuleSet.builtin()
    let matcher = try #require(Self.matcher)
    for rule in rules.rules {
      for text in rule.examples.yes {
        let (_, structure, findings) = find(text, matcher)
        let removed = findings.filter(\.isRemoved)
        if rule.boilerplateClass.isStrippedByDefault {
          // Of an example of several sentences (；) the anchored one goes.
          #expect(!removed.isEmpty, "\(rule.id): \(text) \(findings)")
          if structure.sentences.count == 1 {
            #expect(removed.first?.end == text.utf8.count, "\(rule.id): \(text) \(findings)")
          }
        } else {
          #expect(!findings.isEmpty && removed.isEmpty, "\(text) \(findings)")
        }
      }
    }
  }

  @Test("No example that is to stay is removed by any rule")
  func negativeExamples() throws {
    let rules = try RuleSet.builtin()
    let matcher = try #require(Self.matcher)
    for text in rules.rules.flatMap(\.examples.no) {
      let (_, _, findings) = find(text, matcher)
      let removed = findings.filter(\.isRemoved)
      #expect(removed.isEmpty, "\(text) \(removed)")
    }
  }

  @Test("A caution with a number is kept, and the reason names it")
  func reasons() throws {
    let matcher = try #require(Self.matcher)
    let text = "Shareholders holding 91.2% should exercise caution when dealing in the Shares."
    let finding = try #require(find(text, matcher).findings.first)
    #expect(!finding.isRemoved)
    #expect(finding.reason == "specific content: 91.2%")
  }

  @Test("A rule of the user is added, and one of a known name replaces that rule")
  func userRules() throws {
    let text = """
      rule thanks-en
      class formula
      language en
      unit sentence
      limit 0
      anchor thank | thanks
      yes The Board thanks all staff.
      no The Board thanks Mr. Chan.
      """
    let builtin = try RuleSet.builtin()
    let rules = try builtin.adding(Array(text.utf8), file: "my.rules")
    #expect(rules.rules.count == builtin.rules.count + 1)
    #expect(try rules.adding(Array(text.utf8), file: "my.rules").rules.count == rules.rules.count)
    let matcher = BoilerplateMatcher(rules, han: try HanTable(bytes: DataFile.bytes("han.bin")))
    let found = find("The Board thanks all staff.", matcher).findings
    #expect(found.map(\.isRemoved) == [true])
  }

  @Test(
    "A fault in a rule file names the file, the line and what to do",
    arguments: [
      ("rule A", "my.rules:1:"), ("anchor x", "my.rules:1:"), ("rule a\nslots pary", "my.rules:2:"),
      ("rule a\nclass caution\n\n", "my.rules:1:"), ("rule a\nclass nonsense", "my.rules:2:"),
      ("rule a\nslots party date party", "my.rules:2:"), ("rule a\nlimit 100", "my.rules:2:"),
      ("rule a\nanchor one|two", "my.rules:2:"), ("rule a\nanchor one | one", "my.rules:2:"),
      ("rule a\nanchor | one", "my.rules:2:"), ("rule a\nyes a\u{0}b", "my.rules:2:"),
      ("rule a\rclass caution", "my.rules:1:"),
      ("rule a\n\nanchor " + String(repeating: "a", count: 200_000), "my.rules:3:"),
    ])
  func ruleErrors(text: String, place: String) throws {
    let rules = try RuleSet.builtin()
    let error = #expect(throws: RuleError.self) {
      try rules.adding(Array(text.utf8), file: "my.rules")
    }
    #expect(error?.description.hasPrefix(place) == true)
  }

  @Test("A rule file in another encoding than UTF-8 is refused at its first line that shows it")
  func ruleEncoding() throws {
    // 許 in Big5.
    let bytes = Array("rule a\nanchor ".utf8) + [0xB3, 0x5C] + Array("\n".utf8)
    let error = #expect(throws: RuleError.self) {
      try RuleSet.builtin().adding(bytes, file: "my.rules")
    }
    #expect(error?.line == 2)
    #expect(error?.reason.contains("UTF-8") == true)
  }

  @Test(
    "Marks go with their footnote, within its stretch only",
    arguments: [
      ("Nanjing Legend* (南京傳奇) paid.\n* For identification purposes only\n", 1),
      ("南京傳奇*（「賣方」）。\n* 僅供識別\n", 1),
      ("Nanjing Legend# paid.\n* For identification purposes only\n", 0),
      ("5*3 and **bold** and ****\n* For identification purposes only\n", 0),
      (
        "A Ltd.* paid.\n* A joint venture of the Group\nB Ltd.* paid.\n"
          + "* For identification purposes only\n", 1
      ),
      ("A Ltd.* paid.\n\n* For identification purposes only\n\nB Ltd.* paid.\n", 1),
    ])
  func footnoteMarks(text: String, count: Int) throws {
    let rules = try RuleSet.builtin()
    let (bytes, structure, findings) = find(text, try #require(Self.matcher))
    var cuts: [(start: Int, end: Int)] = []
    FootnoteMarks.cuts(bytes, structure, findings, rules, into: &cuts)
    #expect(cuts.count == count, "\(cuts)")
    for cut in cuts { #expect(Array(bytes[cut.start..<cut.end]) == [0x2A]) }
  }
}
