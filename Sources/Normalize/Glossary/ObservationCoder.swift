/// What one filing states as packs of bytes, for a store that keeps millions of observations.
///
/// Sentences and issuers stand once, in front, and observations point to them. The same set of
/// observations gives the same packs in any order. What is read is checked: bytes that are no
/// observations give nil.
public enum ObservationCoder {
  private static let version: UInt64 = 1
  static let officials: [Name.Official] = [.en, .zh, .both, .unknown]

  /// Observations of a pack: what is read to get at one of them.
  static let packSize = 256

  /// The records, each once, in packs, and how many they are.
  ///
  /// Complexity: O(n log n) in the records.
  public static func packs(_ records: [ObservationRecord]) -> (packs: [[UInt8]], count: Int) {
    var order: [Int] = []
    for index in records.indices.sorted(by: { precedes(records[$0], records[$1]) }) {
      if let last = order.last, !precedes(records[last], records[index]) { continue }
      order.append(index)
    }
    let starts = stride(from: 0, to: order.count, by: packSize)
    let packs = starts.map { start in
      pack(order[start..<min(order.count, start + packSize)], of: records)
    }
    return (packs, order.count)
  }

  private static func pack(_ order: ArraySlice<Int>, of records: [ObservationRecord]) -> [UInt8] {
    var texts = TextList()
    var out = ByteWriter(capacity: 128 * order.count)
    var issuers: [String] = []
    var numbers: [Int] = []
    for index in order {
      let record = records[index]
      if record.issuers != issuers {
        issuers = record.issuers
        numbers = issuers.map { texts.number(of: Array($0.utf8)) }
      }
      out.number(numbers.count)
      for number in numbers { out.number(number) }
      for text in [record.enContext, record.zhContext, record.note] {
        out.number(texts.number(of: text))
      }
      write(record.name, to: &out)
    }
    var head = ByteWriter(capacity: out.bytes.count + 256 * texts.listed.count)
    head.word(version)
    head.number(texts.listed.count)
    for text in texts.listed { head.data(text) }
    head.number(order.count)
    return head.bytes + out.bytes
  }

  /// Texts, each once, numbered from 1.
  private struct TextList {
    private(set) var listed: [[UInt8]] = []
    private var numbers: [UInt64: Int] = [:]

    /// 0 for a text that is empty. Texts of one hash (which are rare) stand twice.
    mutating func number(of text: [UInt8]) -> Int {
      if text.isEmpty { return 0 }
      let hash = StableHash.of(text[...])
      if let known = numbers[hash], listed[known - 1] == text { return known }
      listed.append(text)
      numbers[hash] = listed.count
      return listed.count
    }
  }

  private static func write(_ name: Name, to out: inout ByteWriter) {
    out.choice(name.kind, of: EntryCoder.kinds)
    out.choice(name.enForm, of: EntryCoder.forms)
    out.choice(name.zhForm, of: EntryCoder.forms)
    out.choice(name.official, of: officials)
    out.number(min(100, max(0, name.confidence)) << 1 | (name.inferred ? 1 : 0))
    out.fixed(name.concept)
    out.data(name.en)
    out.data(name.zh)
    out.number(name.variants.count)
    for variant in name.variants { out.data(variant) }
    out.number(name.evidence.count)
    for evidence in name.evidence {
      out.choice(evidence.kind, of: Glossary.evidenceKinds)
      out.number(evidence.source.count)
      for span in evidence.source {
        out.number(span.start)
        out.number(span.end - span.start)
      }
    }
  }

  /// Reads a pack. Complexity: O(n).
  public static func records(_ bytes: [UInt8], of filing: UInt64) -> [ObservationRecord]? {
    var reader = ByteReader(bytes[...])
    guard reader.word() == version, let textCount = reader.count() else { return nil }
    var texts: [[UInt8]] = [[]]
    texts.reserveCapacity(textCount + 1)
    for _ in 0..<textCount {
      guard let text = reader.data() else { return nil }
      texts.append(Array(text))
    }
    guard let count = reader.count() else { return nil }
    var records: [ObservationRecord] = []
    records.reserveCapacity(count)
    for _ in 0..<count {
      guard let issuerCount = reader.count() else { return nil }
      var issuers: [String] = []
      for _ in 0..<issuerCount {
        guard let issuer = reader.choice(of: texts) else { return nil }
        issuers.append(String(decoding: issuer, as: UTF8.self))
      }
      guard let en = reader.choice(of: texts), let zh = reader.choice(of: texts),
        let note = reader.choice(of: texts), let name = name(&reader)
      else { return nil }
      records.append(
        ObservationRecord(
          filing: filing, issuers: issuers, name: name, enContext: en, zhContext: zh, note: note))
    }
    return records
  }

  private static func name(_ reader: inout ByteReader) -> Name? {
    guard let kind = reader.choice(of: EntryCoder.kinds),
      let enForm = reader.choice(of: EntryCoder.forms),
      let zhForm = reader.choice(of: EntryCoder.forms),
      let official = reader.choice(of: officials), let share = reader.number(),
      (0...201).contains(share), let concept = reader.fixed(), let en = reader.data(),
      let zh = reader.data(), let variantCount = reader.count()
    else { return nil }
    var variants: [[UInt8]] = []
    for _ in 0..<variantCount {
      guard let variant = reader.data() else { return nil }
      variants.append(Array(variant))
    }
    guard let evidenceCount = reader.count() else { return nil }
    var evidence: [Name.Evidence] = []
    for _ in 0..<evidenceCount {
      guard let kind = reader.choice(of: Glossary.evidenceKinds),
        let spanCount = reader.count(ofAtLeast: 2)
      else { return nil }
      var spans = SourceSpans()
      for _ in 0..<spanCount {
        guard let start = reader.number(), let length = reader.number(), start >= 0, length >= 0,
          length <= Int.max - start
        else { return nil }
        spans.append(SourceExtent(start, start + length))
      }
      evidence.append(Name.Evidence(kind: kind, source: spans))
    }
    return Name(
      kind: kind, form: FoundName.form(enForm, zhForm), enForm: enForm, zhForm: zhForm,
      en: Array(en), zh: Array(zh), official: official, inferred: share & 1 != 0,
      confidence: share >> 1, variants: variants, evidence: evidence, concept: concept)
  }

  /// An order of all records: by their names, then by all they say.
  private static func precedes(_ a: ObservationRecord, _ b: ObservationRecord) -> Bool {
    if a.name.en != b.name.en { return GlossaryEntry.precedes(a.name.en, b.name.en) }
    if a.name.zh != b.name.zh { return GlossaryEntry.precedes(a.name.zh, b.name.zh) }
    return GlossaryEntry.precedes(a.canonical, b.canonical)
  }
}
