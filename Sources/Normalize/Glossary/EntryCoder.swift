/// An entry as bytes, for a store that keeps millions of them.
///
/// What is read is checked: bytes that are no entry give nil.
public enum EntryCoder {
  private static let version: UInt64 = 1
  static let kinds: [Name.Kind] = [
    .organization, .person, .place, .law, .product, .term, .title,
  ]
  static let forms: [Name.Form] = [.full, .short, .abbreviation, .former]

  /// The entry and the label of its scope. Complexity: O(n).
  public static func bytes(_ entry: GlossaryEntry, scopeLabel: String?) -> [UInt8] {
    var out = ByteWriter(capacity: 96 + entry.en.count + entry.zh.count)
    out.word(version)
    out.word(entry.scope)
    out.text(scopeLabel ?? "")
    out.choice(entry.kind, of: kinds)
    out.choice(entry.enForm, of: forms)
    out.choice(entry.zhForm, of: forms)
    out.data(entry.en)
    out.data(entry.zh)
    out.number(Int(entry.confidence))
    let flags: [Bool] = [
      entry.isInferred, entry.documents.isSaturated, entry.isAccepted, entry.isMade,
      entry.isResolved,
    ]
    out.word(flags.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) })
    out.choice(entry.status, of: GlossaryEntry.Status.allCases)
    out.fixed(entry.concept)
    out.fixed(entry.group)
    out.fixed(entry.otherConcepts)
    out.fixed(entry.documents.smallest)
    out.fixed(entry.enKey)
    out.fixed(entry.zhKey)
    out.number(Int(entry.officialBits))
    out.number(Int(entry.evidenceBits))
    out.number(Int(entry.rank))
    out.fixed(entry.from)
    out.number(entry.spellings.count)
    for spelling in entry.spellings { out.data(spelling) }
    return out.bytes
  }

  /// Reads what `bytes` wrote; nil where it is not that. Complexity: O(n).
  public static func entry(_ bytes: [UInt8]) -> (entry: GlossaryEntry, scopeLabel: String?)? {
    var reader = ByteReader(bytes[...])
    guard reader.word() == version, let scope = reader.word(), let label = reader.text(),
      let kind = reader.choice(of: kinds), let enForm = reader.choice(of: forms),
      let zhForm = reader.choice(of: forms), let en = reader.data(), let zh = reader.data(),
      let confidence = reader.number(), (0...100).contains(confidence), let flags = reader.word(),
      let status = reader.choice(of: GlossaryEntry.Status.allCases),
      let concept = reader.fixed(), let group = reader.fixed(), let concepts = reader.fixedList(),
      let documents = reader.fixedList(), documents.count <= DocumentSketch.capacity,
      let enKey = reader.fixed(), let zhKey = reader.fixed(), let official = reader.number(),
      let evidence = reader.number(), let rank = reader.number(), let from = reader.fixed(),
      let count = reader.count(), count <= GlossaryEntry.maximumSpellings,
      (0..<8).contains(official), let evidence = UInt16(exactly: evidence),
      let rank = UInt16(exactly: rank)
    else { return nil }
    var spellings: [[UInt8]] = []
    for _ in 0..<count {
      guard let spelling = reader.data() else { return nil }
      spellings.append(Array(spelling))
    }
    var entry = GlossaryEntry(
      scope: scope, kind: kind, enForm: enForm, zhForm: zhForm, en: Array(en), zh: Array(zh),
      confidence: UInt8(confidence), isInferred: flags & 1 != 0, concept: concept,
      documents: DocumentSketch(documents, isSaturated: flags & 2 != 0), enKey: enKey,
      zhKey: zhKey, officialBits: UInt8(official), evidenceBits: evidence, rank: rank, from: from)
    entry.isAccepted = flags & 4 != 0
    entry.isMade = flags & 8 != 0
    entry.isResolved = flags & 16 != 0
    entry.status = status
    entry.group = group
    entry.otherConcepts = concepts
    entry.spellings = spellings
    return (entry, label.isEmpty ? nil : label)
  }
}
