import Testing

@testable import Normalize

/// The search that looks about the cuts only finds what a search of the whole text finds.
@Suite("Strip: second search")
struct SecondSearchTests {
  @Test(arguments: [0, 1, 7, 60])
  func findsTheSameAsTheFirst(_ step: Int) throws {
    let matcher = Shared.resources.matcher
    let rules = Shared.resources.rules
    let examples = rules.rules.flatMap { $0.examples.yes + $0.examples.no }
    let stripping = Set(BoilerplateClass.allCases)
    var scratch = MatcherScratch()
    var other = MatcherScratch()
    // Texts of a hundred examples, with as much of others between them as `step` says.
    for start in stride(from: 0, to: examples.count, by: 100) {
      var text = ""
      for (index, example) in examples[start..<min(start + 100, examples.count)].enumerated() {
        text += example + (index % 3 == 0 ? "\n\n" : " ")
        text += String(repeating: "The pier was let. ", count: step == 0 ? 0 : index % step)
      }
      let bytes = Array(text.utf8)
      var structure = Structure()
      SentenceBreaker.shared.find(bytes, into: &structure)
      var findings: [StripFinding] = []
      matcher.find(bytes, structure, stripping: stripping, into: &findings, scratch: &scratch)
      var marks: [(start: Int, end: Int)] = []
      FootnoteMarks.cuts(bytes, structure, findings, rules, into: &marks)
      var group: Int32 = 0
      var cuts: [(start: Int, end: Int)] = []
      let cut = Stripper.apply(
        AlignedText(base: bytes), findings, marks: marks, group: &group, cuts: &cuts)
      SentenceBreaker.shared.find(cut.bytes, into: &structure)
      var found: [StripFinding] = []
      var expected: [StripFinding] = []
      matcher.findAgain(
        cut.bytes, structure, cuts: cuts, stripping: stripping, into: &found, scratch: &scratch)
      matcher.find(cut.bytes, structure, stripping: stripping, into: &expected, scratch: &other)
      #expect(found == expected)
    }
  }
}
