/// Why a document does not give its source back.
public struct RestoreError: Error, Equatable, Sendable, CustomStringConvertible {
  public let reason: String
  public var description: String { reason }
}

/// Rebuilds the source bytes from a document's JSON: text, map, edits, removed spans and ledger.
public enum SourceRestorer {
  /// The source bytes. The caller compares their SHA-256 with the document's.
  ///
  /// Throws `RestoreError` where a field is missing or does not fit the others, naming it.
  /// Complexity: O(n).
  public static func restore(_ document: JSONValue) throws(RestoreError) -> [UInt8] {
    guard document["schema"]?.string == "normalize/document/1" else {
      throw RestoreError(reason: "schema is not normalize/document/1")
    }
    guard let text = document["text"]?.text else { throw missing("text") }
    guard let source = document["source"], let count = source["bytes"]?.int, count >= 0,
      count <= 1 << 40
    else { throw missing("source.bytes") }
    guard let label = source["encoding"]?.string, let encoding = TextEncoding(rawValue: label)
    else {
      throw missing("source.encoding")
    }
    guard let ledger = document["ledger"]?.array else {
      throw missing("ledger (written with --ledger full)")
    }
    let rules = try ruleList(document)
    let starts = scalarStarts(text)
    var work = Rebuild(encoding: encoding, count: count)
    var said: [Int: [UInt8]] = [:]
    var raw: [(Int, [UInt8])] = []
    for entry in ledger {
      guard let items = entry.array, items.count >= 2, let at = items[0].int else {
        throw RestoreError(reason: "ledger: an entry is not [start, text] or [start, null, hex]")
      }
      if let given = items[1].text {
        said[at] = given
      } else if items.count == 3, let hex = items[2].text, let bytes = unhex(hex) {
        raw.append((at, bytes))
      } else {
        throw RestoreError(reason: "ledger: the entry at \(at) is neither text nor hexadecimal")
      }
    }
    for row in document["map"]?.array ?? [] {
      let (from, to, start, end) = try positions(row, skipping: 0, starts, "map")
      try work.place(text[from..<to], start, end)
    }
    let rawStarts = Set(raw.map(\.0))
    for row in document["edits"]?.array ?? [] {
      let (from, to, start, end) = try positions(row, skipping: 1, starts, "edits")
      guard start < end, !rawStarts.contains(start) else { continue }
      guard let number = row.array?.first?.int, rules.indices.contains(number) else {
        throw RestoreError(reason: "edits: a rule number is not in rules")
      }
      let units = encoding.unit == 2 ? (end - start) / 2 : end - start
      guard
        let was = said[start]
          ?? SourceDefault.source(rules[number], text: text[from..<to], units: units)
      else { throw RestoreError(reason: "ledger: nothing for the edit at source byte \(start)") }
      try work.place(was[...], start, end)
    }
    for cut in document["removed"]?.array ?? [] {
      guard let was = cut["text"]?.text, let spans = cut["source"]?.array else {
        throw missing("removed")
      }
      try work.placeRemoved(was, spans, rawStarts: rawStarts)
    }
    for (start, bytes) in raw { try work.put(bytes[...], start, start + bytes.count) }
    return try work.finish()
  }

  private static func missing(_ field: String) -> RestoreError {
    RestoreError(reason: "the document has no \(field)")
  }

  private static func ruleList(_ document: JSONValue) throws(RestoreError) -> [EditRule] {
    var result: [EditRule] = []
    for value in document["rules"]?.array ?? [] {
      guard let name = value.string, let rule = EditRule.allCases.first(where: { $0.name == name })
      else {
        throw RestoreError(reason: "rules: unknown rule \(value.string ?? "?")")
      }
      result.append(rule)
    }
    return result
  }

  /// Byte offset of each code point, and of the end.
  private static func scalarStarts(_ text: [UInt8]) -> [Int] {
    var result: [Int] = []
    for at in text.indices where text[at] & 0xC0 != 0x80 { result.append(at) }
    result.append(text.count)
    return result
  }

  private static func positions(
    _ row: JSONValue, skipping skipped: Int, _ starts: [Int], _ field: String
  ) throws(RestoreError) -> (Int, Int, Int, Int) {
    guard let items = row.array, items.count == 4 + skipped else {
      throw RestoreError(reason: "\(field): a row has not \(4 + skipped) numbers")
    }
    let numbers = items[skipped...].compactMap(\.int)
    guard numbers.count == 4, numbers[0] >= 0, numbers[0] <= numbers[1], numbers[1] < starts.count,
      numbers[2] >= 0, numbers[2] <= numbers[3]
    else { throw RestoreError(reason: "\(field): a row is out of range") }
    return (starts[numbers[0]], starts[numbers[1]], numbers[2], numbers[3])
  }

  private static func unhex(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 2 == 0 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 2)
    var high: UInt8 = 0
    for (index, byte) in text.enumerated() {
      let nibble: UInt8
      switch byte {
      case 0x30...0x39: nibble = byte - 0x30
      case 0x61...0x66: nibble = byte - 0x57
      default: return nil
      }
      if index % 2 == 0 { high = nibble << 4 } else { result.append(high | nibble) }
    }
    return result
  }
}

extension TextEncoding {
  /// Bytes of a code unit.
  var unit: Int { self == .utf16LittleEndian || self == .utf16BigEndian ? 2 : 1 }
}

/// The source while its parts are put in place.
private struct Rebuild: ~Copyable {
  private var bytes: [UInt8]
  private var filled: Int = 0
  private let encoding: TextEncoding
  private let converter: ICU.Converter?

  init(encoding: TextEncoding, count: Int) {
    self.encoding = encoding
    bytes = [UInt8](repeating: 0, count: count)
    converter = encoding == .utf8 ? nil : try? ICU.Converter(encoding.rawValue)
  }

  private func encoded(_ text: ArraySlice<UInt8>) throws(RestoreError) -> [UInt8] {
    if encoding == .utf8 { return Array(text) }
    do {
      if let result = try converter?.encode(text) { return result }
    } catch {
      throw RestoreError(reason: error.description)
    }
    throw RestoreError(reason: "a part of the text has no bytes in \(encoding.rawValue)")
  }

  mutating func place(_ text: ArraySlice<UInt8>, _ start: Int, _ end: Int) throws(RestoreError) {
    try put(try encoded(text)[...], start, end)
  }

  mutating func put(_ part: ArraySlice<UInt8>, _ start: Int, _ end: Int) throws(RestoreError) {
    guard end <= bytes.count, part.count == end - start else {
      throw RestoreError(reason: "the parts for source bytes \(start)..<\(end) do not fit")
    }
    bytes.replaceSubrange(start..<end, with: part)
    filled += end - start
  }

  /// The text of a cut is that of its spans, one after the other.
  mutating func placeRemoved(_ text: [UInt8], _ spans: [JSONValue], rawStarts: Set<Int>)
    throws(RestoreError)
  {
    var ranges: [(Int, Int)] = []
    for span in spans {
      guard let pair = span.array, pair.count == 2, let start = pair[0].int, let end = pair[1].int,
        start <= end
      else { throw RestoreError(reason: "removed: a span is not [start, end]") }
      ranges.append((start, end))
    }
    if ranges.allSatisfy({ rawStarts.contains($0.0) }) { return }
    if ranges.contains(where: { rawStarts.contains($0.0) }) {
      throw RestoreError(reason: "removed: some spans are kept as bytes and others are not")
    }
    let part = try encoded(text[...])
    var at = 0
    for (start, end) in ranges {
      guard at + end - start <= part.count else {
        throw RestoreError(reason: "removed: the text is shorter than its spans")
      }
      try put(part[at..<(at + end - start)], start, end)
      at += end - start
    }
  }

  consuming func finish() throws(RestoreError) -> [UInt8] {
    guard filled == bytes.count else {
      throw RestoreError(reason: "\(bytes.count - filled) source bytes are not accounted for")
    }
    return bytes
  }
}
