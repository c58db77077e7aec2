public struct RuleError: Error, CustomStringConvertible { public var description: String { "" } }
public struct BoilerplateRule: Sendable {
  public var id: String
  public var boilerplateClass: BoilerplateClass
}
public struct RuleSet: Sendable {
  public var rules: [BoilerplateRule] = [BoilerplateRule(id: "page-furniture", boilerplateClass: .pageFurniture)]
  public static func builtin() throws(RuleError) -> RuleSet { RuleSet() }
}
