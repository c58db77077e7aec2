/// The classes of boilerplate, as the contract names them.
public enum BoilerplateClass: String, CaseIterable, Sendable {
  case disclaimer, caution, forwardLooking, responsibility, identification, offerLegend, importance
  case formula, pageFurniture, contents, navigation
  case boardComposition, signature, placeholder, auditResponsibility

  /// Removed unless the caller keeps it; the others are tagged.
  public var isStrippedByDefault: Bool {
    switch self {
    case .boardComposition, .signature, .placeholder, .auditResponsibility: false
    default: true
    }
  }
}
