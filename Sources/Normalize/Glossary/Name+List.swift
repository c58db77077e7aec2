extension Name {
  /// A name as a list gives it, without a place in a document.
  public init(
    kind: Kind, enForm: Form, zhForm: Form, _ pair: NamePair, official: Official,
    isInferred: Bool, confidence: Int, evidence: [Evidence], concept: UInt64
  ) {
    self.init(
      kind: kind, form: FoundName.form(enForm, zhForm), enForm: enForm, zhForm: zhForm,
      en: pair.en, zh: pair.zh, official: official, inferred: isInferred, confidence: confidence,
      variants: [], evidence: evidence, concept: concept)
  }
}

extension Name.Evidence {
  public init(kind: Kind, source: [SourceExtent]) {
    var spans = SourceSpans()
    spans.append(contentsOf: source)
    self.init(kind: kind, source: spans)
  }
}

extension Metadata.Issuer {
  /// A company with one listing, as lists of exchanges give it.
  public init(_ pair: NamePair, exchange: String, code: String) {
    self.init(
      en: pair.en.isEmpty ? nil : String(decoding: pair.en, as: UTF8.self),
      zh: pair.zh.isEmpty ? nil : String(decoding: pair.zh, as: UTF8.self), role: .issuer,
      listings: [Metadata.Listing(exchange: exchange, code: code, counter: nil)])
  }
}
