/// What became of some names of a glossary since its `NameIndex` was made.
public struct NameChanges: Sendable {
  /// Pairs of the index that are no longer what they were, as displayed in it.
  public var gone: Set<NamePair>
  /// All entries of the names that changed, as they are now.
  public var entries: [GlossaryEntry]
  /// Listings that go with the names of issuers: (`zh:金斯瑞…`, `HKEX:1548`).
  public var listings: [(name: String, code: String)]

  public init(
    gone: Set<NamePair> = [], entries: [GlossaryEntry] = [],
    listings: [(name: String, code: String)] = []
  ) {
    (self.gone, self.entries, self.listings) = (gone, entries, listings)
  }
}
