internal import Normalize

/// The laws as a reader of the JSON meets them: in code points and source bytes.
extension LawChecker {
  func checkJSON(
    _ line: [UInt8], _ source: [UInt8], _ document: Document, _ found: inout [Violation]
  ) {
    let json: JSONValue
    do {
      json = try JSONParser.parse(line[...])
    } catch {
      return found.append(Violation(law: .form, detail: "the document is \(error)"))
    }
    if line.dropLast().contains(0x0A) {
      found.append(Violation(law: .form, detail: "a line end inside the document's line"))
    }
    do {
      if try SourceRestorer.restore(json) != source {
        found.append(Violation(law: .restore, detail: "other bytes"))
      }
    } catch {
      found.append(Violation(law: .restore, detail: "\(error)"))
    }
    checkPartition(json, source, &found)
    checkStructure(json, &found)
  }

  /// Map rows, edits and removed spans cover every source byte once, and map rows say what it spells.
  private func checkPartition(_ json: JSONValue, _ source: [UInt8], _ found: inout [Violation]) {
    func broken(_ detail: String) { found.append(Violation(law: .balance, detail: detail)) }
    var spans: [(start: Int, end: Int)] = []
    var textSpans: [(start: Int, end: Int)] = []
    let isUTF8 = json["source"]?["encoding"]?.string == "UTF-8"
    let text = Array(json["text"]?.text ?? [])
    let starts = text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.count]
    for row in json["map"]?.array ?? [] {
      guard let items = row.array?.compactMap(\.int), items.count == 4, items[1] < starts.count,
        items[0] <= items[1], items[2] <= items[3], items[3] <= source.count
      else { return broken("a map row is out of range") }
      spans.append((items[2], items[3]))
      textSpans.append((items[0], items[1]))
      if isUTF8, text[starts[items[0]]..<starts[items[1]]] != source[items[2]..<items[3]] {
        broken("a map row of other bytes at source byte \(items[2])")
      }
    }
    for row in json["edits"]?.array ?? [] {
      guard let items = row.array?.compactMap(\.int), items.count == 5, items[2] < starts.count,
        items[1] <= items[2], items[3] <= items[4], items[4] <= source.count
      else { return broken("an edit is out of range") }
      spans.append((items[3], items[4]))
      textSpans.append((items[1], items[2]))
    }
    for cut in json["removed"]?.array ?? [] {
      for span in cut["source"]?.array ?? [] {
        guard let items = span.array?.compactMap(\.int), items.count == 2 else {
          return broken("a removed span is no pair")
        }
        spans.append((items[0], items[1]))
      }
    }
    if let gap = Self.gap(spans, source.count) { broken("source: \(gap)") }
    if let gap = Self.gap(textSpans, starts.count - 1) { broken("text: \(gap)") }
  }

  /// The first place that the spans leave out or cover twice; nil for a partition of `0..<count`.
  private static func gap(_ spans: [(start: Int, end: Int)], _ count: Int) -> String? {
    var at = 0
    for span in spans.filter({ $0.start != $0.end }).sorted(by: { $0.start < $1.start }) {
      if span.start != at { return "covered to \(at), next at \(span.start)" }
      at = span.end
    }
    return at == count ? nil : "covered to \(at) of \(count)"
  }

  private func checkStructure(_ json: JSONValue, _ found: inout [Violation]) {
    func broken(_ detail: String) { found.append(Violation(law: .structure, detail: detail)) }
    let text = json["text"]?.text ?? []
    let count = text.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    func ranges(_ key: String) -> [(Int, Int)]? {
      var result: [(Int, Int)] = []
      for item in json[key]?.array ?? [] {
        guard let start = item["start"]?.int ?? item.array?.first?.int,
          let end = item["end"]?.int ?? item.array?.last?.int
        else { return nil }
        result.append((start, end))
      }
      return result
    }
    var at = 0
    for (start, end) in ranges("segments") ?? [] {
      if start != at || end <= start { broken("segment \(start)..<\(end) behind \(at)") }
      at = end
    }
    if at != count { broken("segments end at \(at) of \(count)") }
    for key in ["blocks", "sentences", "mentions", "glosses", "tagged"] {
      guard let list = ranges(key) else {
        broken("\(key): an entry has no range")
        continue
      }
      let limit = key == "glosses" ? json["glossed"]?.text?.count ?? 0 : count
      var last = 0
      for (start, end) in list {
        if start < last || end < start || end > limit {
          broken("\(key): \(start)..<\(end) behind \(last)")
        }
        if start == end { broken("\(key): empty at \(start)") }
        last = key == "tagged" ? start : end
      }
    }
    let concepts = Set(
      ["names", "candidates", "definedTerms"].flatMap { json[$0]?.array ?? [] }
        .compactMap { $0["concept"]?.string })
    for mention in json["mentions"]?.array ?? [] {
      if let concept = mention["concept"]?.string, concepts.contains(concept) { continue }
      broken("a mention of no known concept")
    }
  }
}
