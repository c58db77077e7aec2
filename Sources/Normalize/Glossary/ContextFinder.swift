/// Finds, for each name of a document, a sentence with either side, and the sentence that says which
/// is official.
///
/// Units: UTF-8 bytes. Complexity: O(text + names).
struct ContextFinder {
  struct Context {
    var en: [UInt8] = []
    var zh: [UInt8] = []
    var note: [UInt8] = []
  }

  /// Bytes of a sentence that are kept: what stands around the name, cut between code points.
  static let longest = 240

  private var matcher = NameMatcher()

  /// The contexts of `names`, in their order.
  mutating func find(
    _ names: [Name], in text: [UInt8], _ structure: Structure, _ decoded: DecodedSource
  ) -> [Context] {
    var result = [Context](repeating: Context(), count: names.count)
    matcher = NameMatcher()
    for index in names.indices {
      matcher.add(names[index].en, name: index, isEnglish: true)
      matcher.add(names[index].zh, name: index, isEnglish: false)
    }
    var hits: [NameMatcher.Hit] = []
    matcher.find(in: text, into: &hits)
    var at = 0
    var last: (start: Int, end: Int, bytes: [UInt8]) = (-1, -1, [])
    let sentences = structure.sentences
    for hit in hits {
      while at < sentences.count, sentences[at].end <= hit.start { at += 1 }
      guard at < sentences.count, sentences[at].start <= hit.start else { continue }
      let number = Int(hit.pattern.name)
      let isEnglish = hit.pattern.isEnglish
      guard (isEnglish ? result[number].en : result[number].zh).isEmpty else { continue }
      let start = sentences[at].start
      let end = max(hit.end, sentences[at].end)
      let sentence: [UInt8]
      if last.start == start, last.end == end {
        sentence = last.bytes
      } else {
        sentence = Self.excerpt(text, start, end, around: hit.start, hit.end)
        // A long one is cut around each name.
        if end - start <= Self.longest { last = (start, end, sentence) }
      }
      if isEnglish { result[number].en = sentence } else { result[number].zh = sentence }
    }
    for index in names.indices where names[index].evidence.contains(where: { $0.kind == .note }) {
      let spans = names[index].evidence.filter { $0.kind == .note }.flatMap(\.source)
      result[index].note = Self.note(spans, decoded)
    }
    return result
  }

  /// The decoded text of some spans of the source.
  private static func note(_ spans: [SourceExtent], _ decoded: DecodedSource) -> [UInt8] {
    var bytes: [UInt8] = []
    for span in spans {
      let start = position(of: span.start, decoded)
      let end = max(start, position(of: span.end, decoded))
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes += decoded.text[start..<end]
      if bytes.count > 4 * longest { break }
    }
    // Malformed bytes of the source may lie at the ends.
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    return excerpt(text, 0, text.count, around: 0, 0)
  }

  /// The first decoded position that comes from `source` or behind it. Complexity: O(log n).
  private static func position(of source: Int, _ decoded: DecodedSource) -> Int {
    var low = 0
    var high = decoded.text.count
    while low < high {
      let middle = (low + high) / 2
      if decoded.source(middle) < source { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// `start..<end` on one line, cut around a name where it is long.
  private static func excerpt(
    _ text: [UInt8], _ start: Int, _ end: Int, around first: Int, _ last: Int
  ) -> [UInt8] {
    var (low, high) = (start, end)
    if high - low > longest {
      let room = max(0, longest - (last - first)) / 2
      low = max(start, min(first - room, end - longest))
      high = min(end, max(low + longest, last))
      while low > start, text[low] & 0xC0 == 0x80 { low -= 1 }
      while high < end, text[high] & 0xC0 == 0x80 { high += 1 }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(high - low + 6)
    if low > start { bytes += "…".utf8 }
    var isBlank = true
    var from = low
    for at in low..<high where text[at] <= 0x20 {
      if at > from {
        bytes += text[from..<at]
        isBlank = false
      }
      if !isBlank { bytes.append(0x20) }
      isBlank = true
      from = at + 1
    }
    bytes += text[from..<high]
    while bytes.last == 0x20 { bytes.removeLast() }
    if high < end { bytes += "…".utf8 }
    return bytes
  }
}

extension ObservedDocument {
  /// What the glossary keeps of the document: itself, and each name that it is a witness of.
  ///
  /// Complexity: O(text + names).
  public func records(
    _ resources: Resources, id: UInt64, generator: String
  ) -> (filing: FilingRecord, observations: [ObservationRecord]) {
    let filing = FilingRecord(document, id: id, generator: generator)
    let issuers = filing.issuerLabels(resources)
    let names = document.names.filter(\.isWitnessed)
    var finder = ContextFinder()
    let contexts = finder.find(names, in: document.text.bytes, structure, document.decoded)
    let records = zip(names, contexts).map { name, context in
      ObservationRecord(
        filing: id, issuers: issuers, name: name, enContext: context.en, zhContext: context.zh,
        note: context.note)
    }
    return (filing, records)
  }
}
