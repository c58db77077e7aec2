/// One document on its way to JSON: what is written, and how its positions count.
struct DocumentSheet: ~Copyable {
  var json: JSONWriter
  /// Code points of the text.
  let index: CodePointIndex

  init(_ text: [UInt8], capacity: Int) {
    json = JSONWriter(capacity: capacity)
    index = CodePointIndex(text)
  }

  mutating func write(
    _ document: Document, _ identity: DocumentIdentity, _ rules: RuleSet, writesLedger: Bool,
    to output: inout [UInt8]
  ) {
    json.raw("{\"schema\":\"normalize/document/1\",\"id\":\"")
    json.content(identity.sha256.utf8.span.extracting(first: 16))
    json.raw("\"")
    source(document, identity)
    metadata(document.metadata)
    json.raw(",\"text\":")
    json.string(document.text.bytes)
    json.raw(",\"glossed\":")
    json.string(document.glossed)
    json.drainIfLong(to: &output)
    glosses(document)
    structure(document, to: &output)
    json.drainIfLong(to: &output)
    json.raw(",\"names\":[")
    names(document.names)
    json.raw("],\"candidates\":[")
    names(document.candidates)
    json.raw("]")
    mentions(document)
    terms(document)
    tagged(document, rules)
    removed(document, rules)
    json.drainIfLong(to: &output)
    ledger(document, writesLedger: writesLedger, to: &output)
    warnings(document)
    json.raw("}\n")
    json.drain(to: &output)
  }

  private mutating func source(_ document: Document, _ identity: DocumentIdentity) {
    json.raw(",\"source\":{\"path\":")
    json.string(identity.path)
    if let record = identity.recordID {
      json.raw(",\"recordId\":")
      json.string(record)
    }
    json.raw(",\"bytes\":")
    json.number(document.decoded.sourceCount)
    json.raw(",\"sha256\":")
    json.string(identity.sha256)
    json.raw(",\"encoding\":")
    json.string(document.decoded.encoding.rawValue)
    json.raw(",\"encodingEvidence\":")
    json.string(document.decoded.evidence.description)
    json.raw(",\"mediaType\":")
    json.string(document.mediaType.rawValue)
    if let digest = identity.fileSHA256 {
      json.raw(",\"fileSha256\":")
      json.string(digest)
    }
    if !document.pages.isEmpty { pages(document.pages) }
    json.raw("}")
    if let duplicate = identity.duplicateOf {
      json.raw(",\"duplicateOf\":")
      json.string(duplicate)
    }
    if let twin = identity.twin {
      json.raw(",\"twin\":{\"id\":")
      json.string(twin.id)
      json.raw(",\"path\":")
      json.string(twin.path)
      json.raw("}")
    }
  }

  private mutating func pages(_ pages: [Document.Page]) {
    json.raw(",\"pages\":[")
    for (position, page) in pages.enumerated() {
      if position > 0 { json.comma() }
      json.raw("{\"page\":")
      json.number(page.number)
      json.numbers(",\"source\":[", page.source.start, ",", page.source.end, "]")
      json.raw(",\"box\":")
      if let box = page.box {
        for (side, value) in box.enumerated() {
          json.raw(side == 0 ? "[" : ",")
          json.hundredths(value)
        }
        json.raw("]}")
      } else {
        json.raw("null}")
      }
    }
    json.raw("]")
  }

  private mutating func metadata(_ metadata: Metadata) {
    let issuer = metadata.issuers.firstIndex { $0.role == .issuer }
    json.raw(",\"metadata\":{\"issuer\":{\"en\":")
    json.stringOrNull(issuer.flatMap { metadata.issuers[$0].en })
    json.raw(",\"zh\":")
    json.stringOrNull(issuer.flatMap { metadata.issuers[$0].zh })
    json.raw("},\"issuers\":[")
    for position in metadata.issuers.indices {
      if position > 0 { json.comma() }
      json.issuer(metadata.issuers[position])
    }
    json.raw("],\"formerNames\":[")
    for (position, former) in metadata.formerNames.enumerated() {
      if position > 0 { json.comma() }
      json.raw("{\"en\":")
      json.stringOrNull(former.en)
      json.raw(",\"zh\":")
      json.stringOrNull(former.zh)
      json.raw("}")
    }
    json.raw("],\"stockCodes\":[")
    if let first = issuer ?? metadata.issuers.indices.first {
      for (position, listing) in metadata.issuers[first].listings.enumerated() {
        if position > 0 { json.comma() }
        json.string(listing.code)
      }
    }
    json.raw("],\"title\":")
    json.stringOrNull(metadata.title)
    json.raw(",\"date\":")
    json.stringOrNull(metadata.date)
    json.raw(",\"languages\":[")
    for (position, language) in metadata.languages.enumerated() {
      if position > 0 { json.comma() }
      json.raw(language.quoted)
    }
    json.raw("]}")
  }

  private mutating func glosses(_ document: Document) {
    json.raw(",\"glosses\":[")
    if !document.glosses.isEmpty {
      // What stands between the glosses is the text, so its index serves for both.
      var inserted = 0
      for (position, gloss) in document.glosses.enumerated() {
        if position > 0 { json.comma() }
        let at = index.codePoints(before: gloss.at)
        let length = ByteScan.codePoints(document.glossed.span, gloss.start, gloss.end)
        json.raw("{\"at\":")
        json.number(at)
        json.numbers(",\"start\":", at + inserted, ",\"end\":", at + inserted + length, "")
        json.raw(",\"concept\":")
        json.hexadecimal(gloss.concept)
        json.raw("}")
        inserted += length
      }
    }
    json.raw("]")
  }

  private mutating func structure(_ document: Document, to output: inout [UInt8]) {
    json.raw(",\"blocks\":[")
    for position in document.blocks.indices {
      let block = document.blocks[position]
      if position > 0 { json.comma() }
      range(block.start, block.end)
      json.raw(",\"kind\":")
      json.raw(block.kind.quoted)
      json.raw("}")
      json.drainIfLong(to: &output)
    }
    json.raw("],\"sentences\":[")
    for position in document.sentences.indices {
      let sentence = document.sentences[position]
      if position > 0 { json.comma() }
      json.numbers(
        "[", index.codePoints(before: sentence.start), ",", index.codePoints(before: sentence.end),
        "]")
      json.drainIfLong(to: &output)
    }
    json.raw("],\"segments\":[")
    for position in document.segments.indices {
      let segment = document.segments[position]
      if position > 0 { json.comma() }
      range(segment.start, segment.end)
      json.raw(",\"language\":")
      json.raw(segment.language.quoted)
      json.raw("}")
    }
    json.raw("]")
  }

  /// `{"start":…,"end":…` without the closing brace.
  @inline(__always)
  private mutating func range(_ start: Int, _ end: Int) {
    json.numbers(
      "{\"start\":", index.codePoints(before: start), ",\"end\":", index.codePoints(before: end), ""
    )
  }

  private mutating func spans(_ spans: some RandomAccessCollection<SourceExtent>) {
    json.raw("[")
    var isFirst = true
    for span in spans {
      if !isFirst { json.comma() }
      isFirst = false
      json.numbers("[", span.start, ",", span.end, "]")
    }
    json.raw("]")
  }

  private mutating func names(_ names: [Name]) {
    // Looked at in place: a name holds several arrays, each of which a copy would retain.
    let names = names.span
    for position in names.indices {
      json.raw(position > 0 ? ",{\"concept\":" : "{\"concept\":")
      json.hexadecimal(names[position].concept)
      json.raw(",\"kind\":")
      json.raw(names[position].kind.quoted)
      json.raw(",\"form\":")
      json.raw(names[position].form.quoted)
      json.raw(",\"enForm\":")
      json.raw(names[position].enForm.quoted)
      json.raw(",\"zhForm\":")
      json.raw(names[position].zhForm.quoted)
      json.raw(",\"en\":")
      json.stringOrNull(names[position].en.span)
      json.raw(",\"zh\":")
      json.stringOrNull(names[position].zh.span)
      json.raw(",\"official\":")
      json.raw(names[position].official.quoted)
      json.raw(names[position].inferred ? ",\"inferred\":true" : ",\"inferred\":false")
      json.raw(",\"confidence\":")
      json.fraction(names[position].confidence)
      json.raw(",\"variants\":[")
      for number in names[position].variants.indices {
        if number > 0 { json.comma() }
        json.string(names[position].variants[number])
      }
      json.raw("],\"evidence\":[")
      evidence(names[position].evidence)
      json.raw("]}")
    }
  }

  private mutating func evidence(_ evidence: [Name.Evidence]) {
    let evidence = evidence.span
    for number in evidence.indices {
      json.raw(number > 0 ? ",{\"kind\":" : "{\"kind\":")
      json.raw(evidence[number].kind.quoted)
      json.raw(",\"source\":")
      spans(evidence[number].source)
      json.raw("}")
    }
  }

  private mutating func mentions(_ document: Document) {
    json.raw(",\"mentions\":[")
    for position in document.mentions.indices {
      let mention = document.mentions[position]
      if position > 0 { json.comma() }
      range(mention.start, mention.end)
      json.raw(",\"source\":[")
      var first = true
      document.text.forEachBaseExtent(of: TextExtent(mention.start, mention.end)) { extent in
        let span = document.decoded.source(extent)
        if !first { json.comma() }
        first = false
        json.numbers("[", span.start, ",", span.end, "]")
      }
      json.raw("],\"concept\":")
      json.hexadecimal(mention.concept)
      json.raw(mention.isEnglish ? ",\"language\":\"en\"" : ",\"language\":\"zh\"")
      if mention.term >= 0 {
        json.raw(",\"term\":")
        json.number(mention.term)
        json.raw("}")
      } else {
        json.raw("}")
      }
    }
    json.raw("]")
  }

  private mutating func terms(_ document: Document) {
    json.raw(",\"definedTerms\":[")
    for position in document.definedTerms.indices {
      let term = document.definedTerms[position]
      json.raw(position > 0 ? ",{\"term\":" : "{\"term\":")
      json.string(term.term)
      json.raw(",\"concept\":")
      json.hexadecimal(term.concept)
      json.raw(term.isRole ? ",\"role\":true" : ",\"role\":false")
      json.numbers(
        ",\"scope\":[", index.codePoints(before: term.scope.start), ",",
        index.codePoints(before: term.scope.end), "]")
      json.raw(",\"source\":")
      spans(term.source)
      json.raw("}")
    }
    json.raw("]")
  }

  private mutating func tagged(_ document: Document, _ rules: RuleSet) {
    json.raw(",\"tagged\":[")
    for (position, tag) in document.tagged.enumerated() {
      if position > 0 { json.comma() }
      range(tag.start, tag.end)
      self.rule(rules.rules.span[tag.rule], lead: ",\"rule\":")
      json.raw(",\"reason\":")
      json.string(tag.reason)
      json.raw("}")
    }
    json.raw("]")
  }

  private mutating func rule(_ rule: borrowing BoilerplateRule, lead: StaticString) {
    json.raw(lead)
    json.string(rule.id)
    json.raw(",\"class\":")
    json.string(rule.boilerplateClass.rawValue)
  }

  private mutating func removed(_ document: Document, _ rules: RuleSet) {
    json.raw(",\"removed\":[")
    let removals = document.text.removals
    var first = 0
    while first < removals.count {
      let last = AlignedText.endOfGroup(removals, first)
      if first > 0 { json.comma() }
      rule(rules.rules.span[Int(removals[first].rule)], lead: "{\"rule\":")
      json.raw(",\"source\":[")
      for position in first..<last {
        let span = document.decoded.source(removals[position].base)
        if position > first { json.comma() }
        json.numbers("[", span.start, ",", span.end, "]")
      }
      json.raw("],\"text\":\"")
      for position in first..<last {
        let base = removals[position].base
        json.content(document.decoded.text[base.start..<base.end])
      }
      json.raw("\"}")
      first = last
    }
    json.raw("]")
  }

  private mutating func warnings(_ document: Document) {
    json.raw(",\"warnings\":[")
    for (position, warning) in document.warnings.enumerated() {
      if position > 0 { json.comma() }
      json.raw("{\"code\":")
      json.string(warning.code)
      json.raw(",\"message\":")
      json.string(warning.message)
      json.raw(",\"source\":")
      spans(warning.source)
      json.raw("}")
    }
    json.raw("]")
  }
}
