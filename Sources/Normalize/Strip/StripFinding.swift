/// A stretch of the normalized text that a boilerplate rule recognised.
struct StripFinding: Equatable, Sendable {
  /// Byte offsets of the text that was searched.
  var start: Int
  var end: Int
  /// Index into the rule set.
  var rule: Int
  /// Removed, or recognised and kept.
  var isRemoved: Bool
  /// Why it is kept, for a finding that is not removed: "specific content: 17, 91.2 %".
  var reason: String

  /// The reason of a heading that stays with what it heads.
  static let heldHeading = "what stands below stays"

  /// A heading that goes as soon as what stands below it does.
  var isHeldHeading: Bool { !isRemoved && reason == Self.heldHeading }
}
