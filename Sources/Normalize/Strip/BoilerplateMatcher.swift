struct MatcherScratch {}
struct BoilerplateMatcher: Sendable {
  init(_ rules: RuleSet, han: HanTable) {}
  func find(_ text: [UInt8], _ structure: Structure, stripping: Set<BoilerplateClass>, into findings: inout [StripFinding], scratch: inout MatcherScratch) {}
}
enum FootnoteMarks {
  static func cuts(_ text: [UInt8], _ structure: Structure, _ findings: [StripFinding], _ rules: RuleSet, into cuts: inout [(start: Int, end: Int)]) {}
}
