/// That one document states one name: what the glossary is folded from.
///
/// Content-addressed: the same document observed twice is the same set of observations.
public struct Observation: Sendable, Equatable {
  /// The first 8 bytes of the SHA-256 of the source.
  public var document: UInt64
  /// Keys of the document's issuers; short forms serve their documents alone.
  public var issuers: [UInt64]
  public var name: Name

  public init(document: UInt64, issuers: [UInt64], name: Name) {
    self.document = document
    self.issuers = issuers
    self.name = name
  }

  var isWitness: Bool { name.isWitnessed }
}

extension Name {
  /// Whether its document itself is a witness: a name known from a lexicon or a glossary alone, a
  /// title and a name below certainty are none.
  var isWitnessed: Bool {
    if kind == .title || (en.isEmpty && zh.isEmpty) { return false }
    guard isPaired else { return true }
    return evidence.contains {
      $0.kind != .lexicon && $0.kind != .glossary && $0.kind != .mention
    }
  }
}
