/// What a document is called in its JSON: what only the caller knows of a source.
public struct DocumentIdentity: Sendable {
  public var path: String
  public var recordID: String?
  /// Lower-case hexadecimal SHA-256 of the source bytes.
  public var sha256: String
  public var mediaType: String
  public var duplicateOf: String?

  public init(
    path: String, recordID: String? = nil, sha256: String, mediaType: String = "text/plain",
    duplicateOf: String? = nil
  ) {
    self.path = path
    self.recordID = recordID
    self.sha256 = sha256
    self.mediaType = mediaType
    self.duplicateOf = duplicateOf
  }

  public var id: String { String(sha256.prefix(16)) }
}

/// Writes documents as `normalize/document/1`, one line each (see `document.schema.json`).
public struct DocumentWriter {
  public var writesLedger: Bool
  private var json = JSONWriter()
  private var ruleNumbers: [Int32]
  private var ruleNames: [EditRule] = []

  public init(writesLedger: Bool = true) {
    self.writesLedger = writesLedger
    ruleNumbers = [Int32](repeating: -1, count: EditRule.allCases.count)
  }

  /// The document's JSON followed by a line end, appended to `output`.
  ///
  /// Complexity: O(text + rows). `rules` are those the document was cleaned with.
  public mutating func write(
    _ document: Document, _ identity: DocumentIdentity, rules: RuleSet, to output: inout [UInt8]
  ) {
    json = JSONWriter(reusing: output)
    output = []
    let index = CodePointIndex(document.text.bytes)
    let rows = document.text.rows(over: document.decoded)
    json.raw("{\"schema\":\"normalize/document/1\",\"id\":")
    json.string(identity.id)
    source(document, identity)
    metadata(document.metadata)
    json.raw(",\"text\":")
    json.string(document.text.bytes)
    json.raw(",\"glossed\":")
    json.string(document.glossed)
    glosses(document, index)
    structure(document, index)
    names("names", document.names)
    names("candidates", document.candidates)
    mentions(document, index)
    terms(document, index)
    tagged(document, index, rules)
    removed(document, rules)
    ledger(document, rows, index)
    warnings(document)
    json.raw("}\n")
    output = json.bytes
    json = JSONWriter()
  }

  // MARK: - Parts

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
    let evidence = document.decoded.evidence
    json.string(
      evidence.detail.isEmpty
        ? evidence.kind.rawValue : "\(evidence.kind.rawValue): \(evidence.detail)")
    json.raw(",\"mediaType\":")
    json.string(identity.mediaType)
    json.raw("}")
    if let duplicate = identity.duplicateOf {
      json.raw(",\"duplicateOf\":")
      json.string(duplicate)
    }
  }

  private mutating func metadata(_ metadata: Metadata) {
    let issuer = metadata.issuers.first { $0.role == .issuer }
    json.raw(",\"metadata\":{\"issuer\":{\"en\":")
    json.stringOrNull(issuer?.en)
    json.raw(",\"zh\":")
    json.stringOrNull(issuer?.zh)
    json.raw("},\"issuers\":[")
    for (position, issuer) in metadata.issuers.enumerated() {
      if position > 0 { json.comma() }
      json.raw("{\"en\":")
      json.stringOrNull(issuer.en)
      json.raw(",\"zh\":")
      json.stringOrNull(issuer.zh)
      json.raw(",\"role\":")
      json.string(issuer.role.rawValue)
      json.raw(",\"listings\":[")
      for (number, listing) in issuer.listings.enumerated() {
        if number > 0 { json.comma() }
        json.raw("{\"exchange\":")
        json.string(listing.exchange)
        json.raw(",\"code\":")
        json.string(listing.code)
        json.raw(",\"counter\":")
        json.stringOrNull(listing.counter)
        json.raw("}")
      }
      json.raw("]}")
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
    for (position, code) in metadata.stockCodes.enumerated() {
      if position > 0 { json.comma() }
      json.string(code)
    }
    json.raw("],\"title\":")
    json.stringOrNull(metadata.title)
    json.raw(",\"date\":")
    json.stringOrNull(metadata.date)
    json.raw(",\"languages\":[")
    for (position, language) in metadata.languages.enumerated() {
      if position > 0 { json.comma() }
      json.string(language.rawValue)
    }
    json.raw("]}")
  }

  private mutating func glosses(_ document: Document, _ index: borrowing CodePointIndex) {
    json.raw(",\"glosses\":[")
    if !document.glosses.isEmpty {
      let glossedIndex = CodePointIndex(document.glossed)
      for (position, gloss) in document.glosses.enumerated() {
        if position > 0 { json.comma() }
        json.raw("{\"at\":")
        json.number(index.codePoints(before: gloss.at))
        json.raw(",\"start\":")
        json.number(glossedIndex.codePoints(before: gloss.start))
        json.raw(",\"end\":")
        json.number(glossedIndex.codePoints(before: gloss.end))
        json.raw(",\"concept\":")
        concept(gloss.concept)
        json.raw("}")
      }
    }
    json.raw("]")
  }

  private mutating func structure(_ document: Document, _ index: borrowing CodePointIndex) {
    json.raw(",\"blocks\":[")
    for (position, block) in document.blocks.enumerated() {
      if position > 0 { json.comma() }
      range(block.start, block.end, index)
      json.raw(",\"kind\":")
      json.string(block.kind.rawValue)
      json.raw("}")
    }
    json.raw("],\"sentences\":[")
    for (position, sentence) in document.sentences.enumerated() {
      if position > 0 { json.comma() }
      json.numbers(
        "[", index.codePoints(before: sentence.start), ",", index.codePoints(before: sentence.end),
        "]")
    }
    json.raw("],\"segments\":[")
    for (position, segment) in document.segments.enumerated() {
      if position > 0 { json.comma() }
      range(segment.start, segment.end, index)
      json.raw(",\"language\":")
      json.string(segment.language.rawValue)
      json.raw("}")
    }
    json.raw("]")
  }

  /// `{"start":…,"end":…` without the closing brace.
  private mutating func range(_ start: Int, _ end: Int, _ index: borrowing CodePointIndex) {
    json.numbers(
      "{\"start\":", index.codePoints(before: start), ",\"end\":", index.codePoints(before: end), ""
    )
  }

  private mutating func spans(_ spans: [SourceExtent]) {
    json.raw("[")
    for (position, span) in spans.enumerated() {
      if position > 0 { json.comma() }
      json.numbers("[", span.start, ",", span.end, "]")
    }
    json.raw("]")
  }

  private mutating func concept(_ value: UInt64) { json.hexadecimal(value) }

  private mutating func names(_ key: String, _ names: [Name]) {
    json.raw(",")
    json.string(key)
    json.raw(":[")
    for (position, name) in names.enumerated() {
      if position > 0 { json.comma() }
      write(name)
    }
    json.raw("]")
  }

  private mutating func write(_ name: Name) {
    json.raw("{\"concept\":")
    concept(name.concept)
    json.raw(",\"kind\":")
    json.string(name.kind.rawValue)
    json.raw(",\"form\":")
    json.string(name.form.rawValue)
    json.raw(",\"enForm\":")
    json.string(name.enForm.rawValue)
    json.raw(",\"zhForm\":")
    json.string(name.zhForm.rawValue)
    json.raw(",\"en\":")
    json.stringOrNull(name.en)
    json.raw(",\"zh\":")
    json.stringOrNull(name.zh)
    json.raw(",\"official\":")
    json.string(name.official.rawValue)
    json.raw(name.inferred ? ",\"inferred\":true" : ",\"inferred\":false")
    json.raw(",\"confidence\":")
    json.fraction(name.confidence)
    json.raw(",\"variants\":[")
    for (number, variant) in name.variants.enumerated() {
      if number > 0 { json.comma() }
      json.string(variant)
    }
    json.raw("],\"evidence\":[")
    for (number, evidence) in name.evidence.enumerated() {
      if number > 0 { json.comma() }
      json.raw("{\"kind\":")
      json.string(evidence.kind.rawValue)
      json.raw(",\"source\":")
      spans(evidence.source)
      json.raw("}")
    }
    json.raw("]}")
  }

  private mutating func mentions(_ document: Document, _ index: borrowing CodePointIndex) {
    json.raw(",\"mentions\":[")
    for (position, mention) in document.mentions.enumerated() {
      if position > 0 { json.comma() }
      range(mention.start, mention.end, index)
      json.raw(",\"source\":[")
      var first = true
      document.text.forEachBaseExtent(of: TextExtent(mention.start, mention.end)) { extent in
        let span = document.decoded.source(extent)
        if !first { json.comma() }
        first = false
        json.numbers("[", span.start, ",", span.end, "]")
      }
      json.raw("],\"concept\":")
      concept(mention.concept)
      json.raw(mention.isEnglish ? ",\"language\":\"en\"}" : ",\"language\":\"zh\"}")
    }
    json.raw("]")
  }

  private mutating func terms(_ document: Document, _ index: borrowing CodePointIndex) {
    json.raw(",\"definedTerms\":[")
    for (position, term) in document.definedTerms.enumerated() {
      if position > 0 { json.comma() }
      json.raw("{\"term\":")
      json.string(term.term)
      json.raw(",\"concept\":")
      concept(term.concept)
      json.raw(term.isRole ? ",\"role\":true" : ",\"role\":false")
      json.raw(",\"scope\":[")
      json.number(index.codePoints(before: term.scope.start))
      json.comma()
      json.number(index.codePoints(before: term.scope.end))
      json.raw("],\"source\":")
      spans(term.source)
      json.raw("}")
    }
    json.raw("]")
  }

  private mutating func tagged(
    _ document: Document, _ index: borrowing CodePointIndex, _ rules: RuleSet
  ) {
    json.raw(",\"tagged\":[")
    for (position, tag) in document.tagged.enumerated() {
      if position > 0 { json.comma() }
      range(tag.start, tag.end, index)
      let rule = rules.rules[tag.rule]
      json.raw(",\"rule\":")
      json.string(rule.id)
      json.raw(",\"class\":")
      json.string(rule.boilerplateClass.rawValue)
      json.raw(",\"reason\":")
      json.string(tag.reason)
      json.raw("}")
    }
    json.raw("]")
  }

  private mutating func removed(_ document: Document, _ rules: RuleSet) {
    json.raw(",\"removed\":[")
    let removals = document.text.removals
    var first = 0
    while first < removals.count {
      var last = first + 1
      while last < removals.count, removals[last].group == removals[first].group { last += 1 }
      if first > 0 { json.comma() }
      let rule = rules.rules[Int(removals[first].rule)]
      json.raw("{\"rule\":")
      json.string(rule.id)
      json.raw(",\"class\":")
      json.string(rule.boilerplateClass.rawValue)
      json.raw(",\"source\":")
      spans(
        removals[first..<last].map {
          document.decoded.source(DecodedExtent(Int($0.baseStart), Int($0.baseEnd)))
        })
      json.raw(",\"text\":\"")
      for removal in removals[first..<last] {
        json.content(document.decoded.text[Int(removal.baseStart)..<Int(removal.baseEnd)])
      }
      json.raw("\"}")
      first = last
    }
    json.raw("]")
  }

  private mutating func ruleNumber(_ rule: EditRule) -> Int {
    let slot = Int(rule.rawValue)
    if ruleNumbers[slot] < 0 {
      ruleNumbers[slot] = Int32(ruleNames.count)
      ruleNames.append(rule)
    }
    return Int(ruleNumbers[slot])
  }

  private mutating func ledger(
    _ document: Document, _ rows: [SourceRow], _ index: borrowing CodePointIndex
  ) {
    ruleNames.removeAll(keepingCapacity: true)
    for slot in ruleNumbers.indices { ruleNumbers[slot] = -1 }
    for row in rows where row.rule != .copy { _ = ruleNumber(row.rule) }
    json.raw(",\"rules\":[")
    for (position, rule) in ruleNames.enumerated() {
      if position > 0 { json.comma() }
      json.string(rule.name)
    }
    json.raw("],\"edits\":[")
    var isFirst = true
    for row in rows where row.rule != .copy {
      if !isFirst { json.comma() }
      isFirst = false
      json.raw("[")
      json.number(ruleNumber(row.rule))
      json.comma()
      positions(row, index)
    }
    json.raw("],\"map\":[")
    isFirst = true
    for row in rows where row.rule == .copy {
      if !isFirst { json.comma() }
      isFirst = false
      json.raw("[")
      positions(row, index)
    }
    json.raw("]")
    guard writesLedger else { return }
    json.raw(",\"ledger\":[")
    entries(document, rows)
    json.raw("]")
  }

  private mutating func positions(_ row: SourceRow, _ index: borrowing CodePointIndex) {
    json.numbers(
      "", index.codePoints(before: row.text.start), ",", index.codePoints(before: row.text.end), ","
    )
    json.numbers("", row.source.start, ",", row.source.end, "]")
  }

  /// `[sourceStart,"decoded text"]` for an edit whose rule does not determine its source,
  /// `[sourceStart,null,"hexadecimal bytes"]` for bytes that are no text of the encoding.
  private mutating func entries(_ document: Document, _ rows: [SourceRow]) {
    var isFirst = true
    let decoded = document.decoded
    let isWide = decoded.encoding == .utf16LittleEndian || decoded.encoding == .utf16BigEndian
    for row in rows where row.rule != .copy && !row.source.isEmpty && row.rule != .byteOrderMark {
      if row.needsBytes {
        bytes(document, row.source, &isFirst)
        continue
      }
      let was = decoded.text[row.decoded.start..<row.decoded.end]
      let units = isWide ? row.source.count / 2 : row.source.count
      let text = document.text.bytes[row.text.start..<row.text.end]
      if let given = SourceDefault.source(row.rule, text: text, units: units), given[...] == was {
        continue
      }
      entry(row.source.start, &isFirst)
      json.string(was)
      json.raw("]")
    }
    guard !decoded.edits.isEmpty else { return }
    // A cut with damaged bytes in any of its spans is kept as bytes as a whole.
    let removals = document.text.removals
    var first = 0
    while first < removals.count {
      var last = first + 1
      while last < removals.count, removals[last].group == removals[first].group { last += 1 }
      let extents = removals[first..<last].map { DecodedExtent(Int($0.baseStart), Int($0.baseEnd)) }
      if extents.contains(where: { extent in decoded.edits.contains { $0.decoded.overlaps(extent) }
        })
      {
        for extent in extents { bytes(document, decoded.source(extent), &isFirst) }
      }
      first = last
    }
  }

  private mutating func entry(_ start: Int, _ isFirst: inout Bool) {
    if !isFirst { json.comma() }
    isFirst = false
    json.raw("[")
    json.number(start)
    json.comma()
  }

  private mutating func bytes(_ document: Document, _ source: SourceExtent, _ isFirst: inout Bool) {
    entry(source.start, &isFirst)
    json.raw("null,\"")
    for byte in document.sourceBytes[source.start..<source.end] {
      json.raw(JSONWriter.hex(byte >> 4))
      json.raw(JSONWriter.hex(byte & 15))
    }
    json.raw("\"]")
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
