/// An entry as bytes, for a store that keeps millions of them.
///
/// Units: LEB128 numbers, strings with their count in front. What is read is checked: bytes that are
/// no entry give nil.
public enum EntryCoder {
  private static let version: UInt64 = 1

  /// The entry and the label of its scope. Complexity: O(n).
  public static func bytes(_ entry: GlossaryEntry, scopeLabel: String?) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(64 + entry.en.count + entry.zh.count)
    word(version, &out)
    word(entry.scope, &out)
    text(Array((scopeLabel ?? "").utf8), &out)
    word(index(kinds, entry.kind), &out)
    word(index(forms, entry.enForm) << 2 | index(forms, entry.zhForm), &out)
    text(entry.en, &out)
    text(entry.zh, &out)
    word(UInt64(entry.confidence), &out)
    let flags: [Bool] = [
      entry.isInferred, entry.documents.isSaturated, entry.isAccepted, entry.isMade,
      entry.isResolved,
    ]
    word(flags.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) }, &out)
    word(index(GlossaryEntry.Status.allCases, entry.status), &out)
    fixed(entry.concept, &out)
    fixed(entry.group, &out)
    words(entry.otherConcepts, &out)
    words(entry.documents.smallest, &out)
    fixed(entry.enKey, &out)
    fixed(entry.zhKey, &out)
    word(UInt64(entry.officialBits), &out)
    word(UInt64(entry.evidenceBits), &out)
    word(UInt64(entry.rank), &out)
    fixed(entry.from, &out)
    word(UInt64(entry.spellings.count), &out)
    for spelling in entry.spellings { text(spelling, &out) }
    return out
  }

  /// Reads what `bytes` wrote; nil where it is not that. Complexity: O(n).
  public static func entry(_ bytes: [UInt8]) -> (entry: GlossaryEntry, scopeLabel: String?)? {
    var reader = Reader(bytes: bytes)
    guard reader.word() == version, let scope = reader.word(), let label = reader.text(),
      let kind = element(kinds, reader.word()), let pair = reader.word(), pair < 16,
      let en = reader.text(), let zh = reader.text(), let confidence = reader.word(),
      confidence <= 100, let flags = reader.word(),
      let status = element(GlossaryEntry.Status.allCases, reader.word()),
      let concept = reader.fixed(), let group = reader.fixed(), let concepts = reader.words(),
      let documents = reader.words(), documents.count <= DocumentSketch.capacity,
      let enKey = reader.fixed(), let zhKey = reader.fixed(), let official = reader.word(),
      let evidence = reader.word(), let rank = reader.word(), let from = reader.fixed(),
      let count = reader.word(), count <= UInt64(GlossaryEntry.maximumSpellings),
      official < 8, evidence <= UInt64(UInt16.max), rank <= UInt64(UInt16.max)
    else { return nil }
    var spellings: [[UInt8]] = []
    for _ in 0..<count {
      guard let spelling = reader.text() else { return nil }
      spellings.append(spelling)
    }
    var entry = GlossaryEntry(
      scope: scope, kind: kind, enForm: forms[Int(pair >> 2)], zhForm: forms[Int(pair & 3)],
      en: en, zh: zh, confidence: UInt8(confidence), isInferred: flags & 1 != 0, concept: concept,
      documents: DocumentSketch(documents, isSaturated: flags & 2 != 0), enKey: enKey,
      zhKey: zhKey, officialBits: UInt8(official), evidenceBits: UInt16(evidence),
      rank: UInt16(rank), from: from)
    entry.isAccepted = flags & 4 != 0
    entry.isMade = flags & 8 != 0
    entry.isResolved = flags & 16 != 0
    entry.status = status
    entry.group = group
    entry.otherConcepts = concepts
    entry.spellings = spellings
    return (entry, label.isEmpty ? nil : String(decoding: label, as: UTF8.self))
  }

  // MARK: - Parts

  private static let kinds: [Name.Kind] = [
    .organization, .person, .place, .law, .product, .term, .title,
  ]
  private static let forms: [Name.Form] = [.full, .short, .abbreviation, .former]

  private static func index<Word: Equatable>(_ words: [Word], _ word: Word) -> UInt64 {
    UInt64(words.firstIndex(of: word) ?? 0)
  }

  private static func element<Word>(_ words: [Word], _ index: UInt64?) -> Word? {
    guard let index, index < UInt64(words.count) else { return nil }
    return words[Int(index)]
  }

  private static func word(_ value: UInt64, _ out: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    out.append(UInt8(rest))
  }

  private static func fixed(_ value: UInt64, _ out: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      out.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  private static func words(_ values: [UInt64], _ out: inout [UInt8]) {
    word(UInt64(values.count), &out)
    for value in values { fixed(value, &out) }
  }

  private static func text(_ value: [UInt8], _ out: inout [UInt8]) {
    word(UInt64(value.count), &out)
    out.append(contentsOf: value)
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    mutating func word() -> UInt64? {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while at < bytes.count, shift < 64 {
        let byte = bytes[at]
        at += 1
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
      return nil
    }

    mutating func fixed() -> UInt64? {
      guard bytes.count - at >= 8 else { return nil }
      var value: UInt64 = 0
      for place in 0..<8 { value |= UInt64(bytes[at + place]) << UInt64(8 * place) }
      at += 8
      return value
    }

    mutating func words() -> [UInt64]? {
      guard let count = word(), count <= UInt64((bytes.count - at) / 8) else { return nil }
      return (0..<count).compactMap { _ in fixed() }
    }

    mutating func text() -> [UInt8]? {
      guard let count = word(), count <= UInt64(bytes.count - at) else { return nil }
      defer { at += Int(count) }
      return Array(bytes[at..<(at + Int(count))])
    }
  }
}
