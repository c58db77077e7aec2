/// An observation as it is kept: that a document states a name, where, and in which sentences.
///
/// Content-addressed by its canonical form: the same document read twice by one version gives the
/// same records, so that sets of them merge by union.
public struct ObservationRecord: Sendable, Equatable {
  /// The document: the first 8 bytes of the SHA-256 of its source.
  public var filing: UInt64
  /// Labels of the issuers whose documents its short forms serve: `HKEX:1548`.
  public var issuers: [String]
  public var name: Name
  /// One sentence of the document with each side; empty where there is none.
  public var enContext: [UInt8]
  public var zhContext: [UInt8]
  /// The sentence that says which side is official; empty where none does.
  public var note: [UInt8]

  public init(
    filing: UInt64, issuers: [String], name: Name, enContext: [UInt8] = [],
    zhContext: [UInt8] = [], note: [UInt8] = []
  ) {
    (self.filing, self.issuers, self.name) = (filing, issuers, name)
    (self.enContext, self.zhContext, self.note) = (enContext, zhContext, note)
  }

  /// What the glossary is folded from.
  public var observation: Observation {
    Observation(
      document: filing, issuers: issuers.map { IssuerKey(label: $0).value }, name: name)
  }

  // MARK: - JSON

  /// One line without its end and its address; members in a fixed order.
  public var canonical: [UInt8] {
    var json = JSONWriter(capacity: 1024)
    json.raw("{\"filing\":")
    json.hexadecimal(filing)
    json.raw(",\"issuers\":[")
    for (place, label) in issuers.enumerated() {
      if place > 0 { json.comma() }
      json.string(label)
    }
    json.raw("],\"kind\":")
    json.raw(name.kind.quoted)
    json.sides(name)
    json.raw(",\"confidence\":")
    json.fraction(min(100, max(0, name.confidence)))
    json.raw(",\"concept\":")
    json.hexadecimal(name.concept)
    json.raw(",\"variants\":[")
    for (place, variant) in name.variants.enumerated() {
      if place > 0 { json.comma() }
      json.string(variant)
    }
    json.raw("],\"evidence\":[")
    for (place, evidence) in name.evidence.enumerated() {
      if place > 0 { json.comma() }
      json.raw("{\"kind\":")
      json.raw(evidence.kind.quoted)
      json.raw(",\"source\":[")
      for (number, span) in evidence.source.enumerated() {
        if number > 0 { json.comma() }
        json.numbers("[", span.start, ",", span.end, "]")
      }
      json.raw("]}")
    }
    json.raw("],\"enContext\":")
    json.stringOrNull(enContext)
    json.raw(",\"zhContext\":")
    json.stringOrNull(zhContext)
    json.raw(",\"note\":")
    json.stringOrNull(note)
    json.raw("}")
    return json.bytes
  }

  /// Reads what `canonical` gives. Throws `RecordError`.
  public init(_ value: JSONValue) throws(RecordError) {
    guard let filing = value["filing"]?.text.flatMap({ RecordID.word($0) }) else {
      throw RecordError("filing is not 16 hexadecimal digits")
    }
    let en = value["en"]?.text ?? []
    let zh = value["zh"]?.text ?? []
    if let reason = GlossarySide.fault(en: en, zh: zh) { throw RecordError(reason) }
    guard case .number(let share)? = value["confidence"] else {
      throw RecordError("confidence is no number")
    }
    let enForm: Name.Form = try Self.word(value, "enForm", .full)
    let zhForm: Name.Form = try Self.word(value, "zhForm", .full)
    var name = Name(
      kind: try Self.word(value, "kind", .organization),
      form: FoundName.form(enForm, zhForm), enForm: enForm, zhForm: zhForm, en: en, zh: zh,
      official: try Self.word(value, "official", .unknown), inferred: false,
      confidence: min(100, max(0, Int((share * 100).rounded()))),
      variants: (value["variants"]?.array ?? []).compactMap(\.text), evidence: [],
      concept: value["concept"]?.text.flatMap { RecordID.word($0) } ?? 0)
    if case .bool(true)? = value["inferred"] { name.inferred = true }
    for evidence in value["evidence"]?.array ?? [] {
      guard let kind = evidence["kind"]?.string.flatMap(Name.Evidence.Kind.init(rawValue:)) else {
        throw RecordError("an evidence has no kind that is known")
      }
      var spans = SourceSpans()
      for span in evidence["source"]?.array ?? [] {
        guard let ends = span.array, ends.count == 2, let start = ends[0].int,
          let end = ends[1].int, start >= 0, end >= start
        else { throw RecordError("a source of an evidence is not [start,end]") }
        spans.append(SourceExtent(start, end))
      }
      name.evidence.append(Name.Evidence(kind: kind, source: spans))
    }
    self.init(
      filing: filing, issuers: (value["issuers"]?.array ?? []).compactMap(\.string), name: name,
      enContext: value["enContext"]?.text ?? [], zhContext: value["zhContext"]?.text ?? [],
      note: value["note"]?.text ?? [])
  }

  static func word<Word: RawRepresentable>(
    _ value: JSONValue, _ key: String, _ absent: Word
  ) throws(RecordError) -> Word where Word.RawValue == String {
    guard let given = value[key], given != .null else { return absent }
    guard let word = given.string.flatMap(Word.init(rawValue:)) else {
      throw RecordError("\(key) cannot be \(given.string ?? "what it is")")
    }
    return word
  }
}
