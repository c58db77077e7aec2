struct MetadataFinder: Sendable {
  init(lexicon: Lexicon) {}
  func find(_ text: [UInt8], _ structure: Structure, names: [Name]) -> Metadata { Metadata() }
}
