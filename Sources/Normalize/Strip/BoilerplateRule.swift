/// One template of boilerplate: what must stand in a unit, and what else may.
///
/// A unit (a sentence or a line) matches where each line of `anchors` has an alternative in it. It
/// is removed where the words of the examples and the slots explain the rest.
public struct BoilerplateRule: Sendable {
  /// The language whose words the rule knows.
  public enum Language: String, Sendable {
    case en, zh
  }

  /// What the rule is tried on, and what it removes.
  public enum Unit: String, Sendable {
    case sentence, line
  }

  /// A stretch whose content does not matter: a company where a party is expected, and the like.
  public enum Slot: String, CaseIterable, Sendable {
    case document, exchange, party, event, date, number, place, adviser, list
    /// Companies in the place of the issuer: the shareholders *of A and B*, securities *of A*.
    case issuer
  }

  /// A name of the rule, of lower-case letters, digits and hyphens.
  public var id: String
  public var boilerplateClass: BoilerplateClass
  public var language: Language
  public var unit: Unit
  /// Each element is one line of alternatives, of which one must stand in the unit.
  public var anchors: [[String]]
  public var slots: [Slot]
  /// How many words (`en`) or Han code points (`zh`) may be left unexplained at the most.
  public var limit: Int
  /// Words beyond those of the examples.
  public var words: [String]
  /// Units that the rule recognises (`yes`) and units that no rule may remove (`no`).
  public var examples: (yes: [String], no: [String])
  /// Where the rule stands.
  public var file: String
  public var line: Int

  /// Whether the rule shares the vocabulary of its class and language: legal sentences are put
  /// together from one stock of words.
  var sharesVocabulary: Bool {
    guard unit == .sentence else { return false }
    switch boilerplateClass {
    case .disclaimer, .caution, .forwardLooking, .responsibility, .offerLegend: return true
    default: return false
    }
  }
}
