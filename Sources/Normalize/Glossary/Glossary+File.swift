/// Why a glossary file cannot be read.
public struct GlossaryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Counts from 1.
  public let line: Int
  public let reason: String

  public var description: String { "line \(line): \(reason)" }
}

/// `glossary.jsonl`: a schema line, the issuers whose names and listings are known to go together,
/// then one entry a line. The file holds the whole state of the fold, so files merge as sets do.
extension Glossary {
  static let schema = "normalize/glossary/1"

  /// The file, for a frozen glossary. With `whole`, names that a pair of the same glossary resolves
  /// are kept: the state of a part that is still to be merged.
  ///
  /// Complexity: O(n log n).
  public func file(whole: Bool = false) -> [UInt8] {
    var json = JSONWriter()
    json.raw("{\"schema\":\"normalize/glossary/1\"}\n")
    for name in listings.keys.sorted(by: { (labels[$0] ?? "") < (labels[$1] ?? "") }) {
      guard let label = labels[name] else { continue }
      json.raw("{\"issuer\":")
      json.string(label)
      json.raw(",\"listings\":[")
      let codes = (listings[name] ?? []).compactMap { labels[$0] }.sorted()
      for (position, code) in codes.enumerated() {
        if position > 0 { json.comma() }
        json.string(code)
      }
      json.raw("]}\n")
    }
    let rivals = rivalries()
    for index in sorted() where whole || !entries[index].isResolved {
      write(entries[index], rivals[entries[index].identity] ?? [], &json)
    }
    return json.bytes
  }

  /// For each entry in conflict, the entries that contradict it.
  private func rivalries() -> [UInt64: [Int]] {
    let contested = sorted().filter { entries[$0].status == .conflict }
    var bySide: [UInt64: [Int]] = [:]
    func keys(_ entry: GlossaryEntry) -> [UInt64] {
      [entry.enKey, entry.zhKey].map {
        StableHash.combine(StableHash.combine(entry.scope, entry.formClass), $0)
      }
    }
    for index in contested {
      for key in keys(entries[index]) { bySide[key, default: []].append(index) }
    }
    var result: [UInt64: [Int]] = [:]
    for index in contested {
      var found: [Int] = []
      for key in keys(entries[index]) {
        for other in bySide[key] ?? [] where other != index && !found.contains(other) {
          found.append(other)
        }
      }
      result[entries[index].identity] = found
    }
    return result
  }

  private func write(_ entry: GlossaryEntry, _ rivals: [Int], _ json: inout JSONWriter) {
    json.raw("{\"concept\":")
    hexadecimal(entry.concept, &json)
    json.raw(",\"kind\":")
    json.string(entry.kind.rawValue)
    json.raw(",\"status\":")
    json.string(entry.status.rawValue)
    if entry.isAccepted { json.raw(",\"accepted\":true") }
    json.raw(",\"scope\":")
    if entry.scope == 0 {
      json.raw("\"global\"")
    } else if entry.scope == GlossaryEntry.documentScope {
      json.raw("\"document\"")
    } else {
      json.raw("{\"issuer\":")
      if let label = labels[entry.scope] { json.string(label) } else { key(entry.scope, &json) }
      json.raw("}")
    }
    json.raw(",\"enForm\":")
    json.string(entry.enForm.rawValue)
    json.raw(",\"zhForm\":")
    json.string(entry.zhForm.rawValue)
    json.raw(",\"en\":")
    json.stringOrNull(entry.en)
    json.raw(",\"zh\":")
    json.stringOrNull(entry.zh)
    json.raw(",\"official\":")
    json.string(entry.official.rawValue)
    if entry.officialBits.nonzeroBitCount > 1 {
      json.raw(",\"officialSeen\":[")
      list(Self.officials.filter { entry.officialBits & Self.bits($0) != 0 }.map(\.rawValue), &json)
      json.raw("]")
    }
    json.raw(entry.isInferred ? ",\"inferred\":true" : ",\"inferred\":false")
    json.raw(",\"confidence\":")
    json.fraction(Int(entry.confidence))
    json.raw(",\"variants\":[")
    for (position, variant) in entry.variants.enumerated() {
      if position > 0 { json.comma() }
      json.string(variant)
    }
    json.raw("],\"evidence\":[")
    list(entry.evidence.map(\.rawValue), &json)
    json.raw("],\"documents\":")
    json.number(entry.documents.count)
    if entry.documents.isSaturated { json.raw(",\"documentsEstimated\":true") }
    json.raw(",\"sample\":[")
    for (position, document) in entry.documents.smallest.enumerated() {
      if position > 0 { json.comma() }
      hexadecimal(document, &json)
    }
    json.raw("],\"statedIn\":")
    hexadecimal(entry.from, &json)
    if !rivals.isEmpty {
      json.raw(",\"conflictsWith\":[")
      for (position, rival) in rivals.enumerated() {
        if position > 0 { json.comma() }
        json.raw("{\"en\":")
        json.stringOrNull(entries[rival].en)
        json.raw(",\"zh\":")
        json.stringOrNull(entries[rival].zh)
        json.raw(",\"documents\":")
        json.number(entries[rival].documents.count)
        json.raw("}")
      }
      json.raw("]")
    }
    json.raw("}\n")
  }

  private static let officials: [Name.Official] = [.en, .zh, .both]

  private func list(_ words: [String], _ json: inout JSONWriter) {
    for (position, word) in words.enumerated() {
      if position > 0 { json.comma() }
      json.string(word)
    }
  }

  private func hexadecimal(_ value: UInt64, _ json: inout JSONWriter) {
    json.raw(0x22)
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      json.raw(JSONWriter.hex(UInt8(truncatingIfNeeded: value >> shift & 15)))
    }
    json.raw(0x22)
  }

  /// An issuer's key without a label: `"#0123456789abcdef"`.
  private func key(_ value: UInt64, _ json: inout JSONWriter) {
    let digits = String(value, radix: 16)
    json.string("#" + String(repeating: "0", count: 16 - digits.count) + digits)
  }

  // MARK: - Reading

  /// Reads a file that `file(whole:)` or a person wrote: of an entry only `en` and `zh` (or one of
  /// them) are required.
  ///
  /// Throws `GlossaryError` with the line. Complexity: O(n). The result is not frozen.
  public init(_ resources: Resources, parsing bytes: [UInt8]) throws(GlossaryError) {
    self.init(resources)
    var number = 0
    var isSchemaSeen = false
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for line in bytes[mark...].split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      guard String(validating: line, as: UTF8.self) != nil else {
        throw GlossaryError(line: number, reason: "it is not UTF-8")
      }
      let value: JSONValue
      var loneSurrogates = 0
      do {
        value = try JSONParser.parse(line, loneSurrogates: &loneSurrogates)
      } catch {
        throw GlossaryError(line: number, reason: error.description)
      }
      guard loneSurrogates == 0 else {
        throw GlossaryError(line: number, reason: "an escape is half a code point")
      }
      if let schema = value["schema"] {
        guard schema.string == Self.schema else {
          throw GlossaryError(line: number, reason: "schema is not \(Self.schema)")
        }
        isSchemaSeen = true
        continue
      }
      guard isSchemaSeen else {
        throw GlossaryError(
          line: number, reason: "the first line is not {\"schema\":\"\(Self.schema)\"}")
      }
      if let issuer = value["issuer"]?.string {
        readIssuer(issuer, value)
      } else {
        try readEntry(value, line: number)
      }
    }
  }

  private mutating func readIssuer(_ label: String, _ value: JSONValue) {
    let name = IssuerKey(label: label)
    labels[name.value] = label
    for code in value["listings"]?.array?.compactMap(\.string) ?? [] {
      let key = IssuerKey(label: code)
      labels[key.value] = code
      listings[name.value, default: []].insert(key.value)
    }
  }

  private mutating func readEntry(_ value: JSONValue, line: Int) throws(GlossaryError) {
    guard case .object = value else {
      throw GlossaryError(line: line, reason: "the line is no JSON object")
    }
    let en = try name(value, "en", line)
    let zh = try name(value, "zh", line)
    if let reason = GlossarySide.fault(en: en, zh: zh) {
      throw GlossaryError(line: line, reason: reason)
    }
    // What a person turned down is no name; the other statuses are decided anew.
    if let given = value["status"]?.string, given == "candidate" { return }
    let status: GlossaryEntry.Status = try word(value, "status", .known, line)
    guard status.isAlive else { return }
    let kind: Name.Kind = try word(value, "kind", .organization, line)
    let enForm: Name.Form = try word(value, "enForm", .full, line)
    let zhForm: Name.Form = try word(value, "zhForm", .full, line)
    let official: Name.Official = try word(value, "official", .unknown, line)
    var scope: UInt64 = 0
    if let issuer = value["scope"]?["issuer"]?.string {
      if issuer.hasPrefix("#"), let key = Self.hexadecimal(Array(issuer.utf8.dropFirst())) {
        scope = key
      } else {
        let key = IssuerKey(label: issuer)
        labels[key.value] = issuer
        scope = key.value
      }
    } else if value["scope"]?.string == "document" {
      scope = GlossaryEntry.documentScope
    } else if let given = value["scope"], given.string != "global", given != .null {
      throw GlossaryError(
        line: line, reason: "scope is none of global, document, {\"issuer\":…}")
    }
    var officialBits = Self.bits(official)
    for seen in value["officialSeen"]?.array?.compactMap(\.string) ?? [] {
      if let side = Name.Official(rawValue: seen) { officialBits |= Self.bits(side) }
    }
    var evidenceBits: UInt16 = 0
    for kind in value["evidence"]?.array?.compactMap(\.string) ?? [] {
      if let bit = Self.evidenceKinds.firstIndex(where: { $0.rawValue == kind }) {
        evidenceBits |= 1 << UInt16(bit)
      }
    }
    let confidence: Int
    if case .number(let share)? = value["confidence"] {
      confidence = min(100, max(0, Int((share * 100).rounded())))
    } else if value["confidence"] != nil {
      throw GlossaryError(line: line, reason: "confidence is no number")
    } else {
      confidence = 100
    }
    let keys = keys(en: en, zh: zh)
    let documents = value["sample"]?.array?.compactMap { Self.hexadecimal($0.text) } ?? []
    let isMixed = en.contains { (0x61...0x7A).contains($0) }
    var isInferred = false
    if case .bool(true)? = value["inferred"] { isInferred = true }
    var isSaturated = false
    if case .bool(true)? = value["documentsEstimated"] { isSaturated = true }
    var entry = GlossaryEntry(
      scope: scope, kind: kind, enForm: enForm, zhForm: zhForm, en: en, zh: zh,
      confidence: UInt8(confidence), isInferred: isInferred,
      concept: Self.hexadecimal(value["concept"]?.text) ?? StableHash.combine(keys.en, keys.zh),
      documents: DocumentSketch(documents, isSaturated: isSaturated), enKey: keys.en,
      zhKey: keys.zh, officialBits: officialBits, evidenceBits: evidenceBits,
      rank: UInt16(confidence) << 1 | (isMixed ? 1 : 0),
      from: Self.hexadecimal(value["statedIn"]?.text) ?? documents.min() ?? .max)
    let variants = value["variants"]?.array?.compactMap(\.text) ?? []
    entry.setSpellings(variants)
    insert(entry)
  }

  private func word<Word: RawRepresentable>(
    _ value: JSONValue, _ key: String, _ absent: Word, _ line: Int
  ) throws(GlossaryError) -> Word where Word.RawValue == String {
    guard let given = value[key], given != .null else { return absent }
    guard let text = given.string else {
      throw GlossaryError(line: line, reason: "\(key) is no string")
    }
    guard let word = Word(rawValue: text) else {
      throw GlossaryError(line: line, reason: "\(key) cannot be \(text)")
    }
    return word
  }

  /// A side; empty where it is absent or null.
  private func name(
    _ value: JSONValue, _ key: String, _ line: Int
  ) throws(GlossaryError) -> [UInt8] {
    guard let given = value[key], given != .null else { return [] }
    guard let text = given.text else {
      throw GlossaryError(line: line, reason: "\(key) is no string")
    }
    return text
  }

  private static func hexadecimal(_ text: [UInt8]?) -> UInt64? {
    guard let text, text.count == 16 else { return nil }
    return UInt64(String(decoding: text, as: UTF8.self), radix: 16)
  }
}
