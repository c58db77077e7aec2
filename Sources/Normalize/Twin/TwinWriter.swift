/// Writes a twin as `normalize/twin/1`: one JSON object and a line end. Offsets count code points of the
/// `text` of their version.
public enum TwinWriter {
  /// Appends the JSON. `rules` are not in it: each version's own document has them.
  ///
  /// Complexity: O(text + names).
  public static func write(
    _ twin: Twin, en: DocumentIdentity, zh: DocumentIdentity, to output: inout [UInt8]
  ) {
    var sheet = TwinSheet(twin)
    sheet.write(en, zh)
    sheet.json.drain(to: &output)
  }
}

private struct TwinSheet: ~Copyable {
  var json = JSONWriter(capacity: 1 << 16)
  private let twin: Twin
  private let english: CodePointIndex
  private let chinese: CodePointIndex

  init(_ twin: Twin) {
    self.twin = twin
    english = CodePointIndex(twin.english.text.bytes)
    chinese = CodePointIndex(twin.chinese.text.bytes)
  }

  mutating func write(_ en: DocumentIdentity, _ zh: DocumentIdentity) {
    json.raw("{\"schema\":\"normalize/twin/1\"")
    version(",\"en\":", en, twin.english)
    version(",\"zh\":", zh, twin.chinese)
    json.raw(",\"names\":[")
    for (number, name) in twin.names.enumerated() {
      if number > 0 { json.comma() }
      write(name)
    }
    json.raw("],\"definedTerms\":[")
    for (number, term) in twin.terms.enumerated() {
      json.raw(number > 0 ? ",{\"en\":" : "{\"en\":")
      json.string(term.en)
      json.raw(",\"zh\":")
      json.string(term.zh)
      json.raw(",\"confidence\":")
      json.fraction(term.confidence)
      json.raw(",\"alignment\":")
      json.number(term.alignment)
      json.raw("}")
    }
    json.raw("],\"alignments\":[")
    for (number, alignment) in twin.alignments.enumerated() {
      if number > 0 { json.comma() }
      write(alignment)
    }
    json.raw("],\"inconsistencies\":[")
    for (number, inconsistency) in twin.inconsistencies.enumerated() {
      if number > 0 { json.comma() }
      write(inconsistency)
    }
    json.raw("]}\n")
  }

  private mutating func version(
    _ key: StaticString, _ identity: DocumentIdentity, _ document: Document
  ) {
    json.raw(key)
    json.raw("{\"path\":")
    json.string(identity.path)
    json.raw(",\"id\":")
    json.string(identity.id)
    json.raw(",\"sha256\":")
    json.string(identity.sha256)
    json.raw(",\"title\":")
    json.stringOrNull(document.metadata.title)
    json.raw(",\"date\":")
    json.stringOrNull(document.metadata.date)
    json.raw(",\"text\":")
    json.string(document.text.bytes)
    json.raw("}")
  }

  private mutating func write(_ paired: Twin.PairedName) {
    let name = paired.name
    json.raw("{\"concept\":")
    json.hexadecimal(name.concept)
    json.raw(",\"kind\":")
    json.raw(name.kind.quoted)
    json.raw(",\"form\":")
    json.raw(name.form.quoted)
    json.sides(name)
    json.raw(",\"confidence\":")
    json.fraction(name.confidence)
    json.raw(",\"evidence\":[")
    for (number, evidence) in name.evidence.enumerated() {
      json.raw(number > 0 ? ",{\"kind\":" : "{\"kind\":")
      json.raw(evidence.kind.quoted)
      if evidence.kind == .parallel, let scheme = paired.scheme {
        json.raw(",\"scheme\":")
        json.string(scheme)
      }
      json.raw("}")
    }
    json.raw("],\"alignments\":[")
    for (number, alignment) in paired.alignments.enumerated() {
      if number > 0 { json.comma() }
      json.number(alignment)
    }
    json.raw("]}")
  }

  private mutating func write(_ alignment: Twin.Alignment) {
    let en = Twin.extent(twin.english, alignment.en)
    let zh = Twin.extent(twin.chinese, alignment.zh)
    json.raw("{\"en\":")
    json.stringOrNull(en.map { Array(twin.english.text.bytes[$0.start..<$0.end]) } ?? [])
    json.raw(",\"zh\":")
    json.stringOrNull(zh.map { Array(twin.chinese.text.bytes[$0.start..<$0.end]) } ?? [])
    json.raw(",\"enSpan\":")
    span(en, isEnglish: true)
    json.raw(",\"zhSpan\":")
    span(zh, isEnglish: false)
    json.numbers(",\"enSentences\":[", alignment.en.lowerBound, ",", alignment.en.upperBound, "]")
    json.numbers(",\"zhSentences\":[", alignment.zh.lowerBound, ",", alignment.zh.upperBound, "]")
    json.raw(",\"score\":")
    json.fraction(alignment.confidence)
    json.raw("}")
  }

  private mutating func write(_ inconsistency: Twin.Inconsistency) {
    json.raw("{\"kind\":")
    json.string(inconsistency.kind.rawValue)
    json.raw(",\"message\":")
    json.string(inconsistency.message)
    json.raw(",\"alignment\":")
    if inconsistency.alignment < 0 {
      json.raw("null")
    } else {
      json.number(inconsistency.alignment)
    }
    json.raw(",\"enSpan\":")
    span(inconsistency.en, isEnglish: true)
    json.raw(",\"zhSpan\":")
    span(inconsistency.zh, isEnglish: false)
    json.raw("}")
  }

  private mutating func span(_ extent: TextExtent?, isEnglish: Bool) {
    guard let extent else { return json.raw("null") }
    let first =
      isEnglish
      ? english.codePoints(before: extent.start) : chinese.codePoints(before: extent.start)
    let last =
      isEnglish ? english.codePoints(before: extent.end) : chinese.codePoints(before: extent.end)
    json.numbers("[", first, ",", last, "]")
  }
}
