/// Verdicts on units that come again in the same words, as the exchange's disclaimer does in every
/// filing. Of fixed size; the bytes themselves are compared, so that a verdict is never another's.
struct VerdictCache: Sendable {
  struct Verdict: Sendable {
    /// -1 where nothing was recognised.
    var rule: Int32
    var isRemoved: Bool
    var reason: String
  }

  private struct Entry: Sendable {
    var bytes: [UInt8] = []
    var asks: UInt8 = 0
    var verdict = Verdict(rule: -1, isRemoved: false, reason: "")
  }

  /// So many that the few hundred units that all filings have seldom share a slot with another.
  private static let size = 4096
  /// Longer units are not remembered. In bytes.
  private static let longest = 2048
  private var entries: [Entry] = []

  /// The slot of the bytes `start..<end`, nil where they are too long.
  func slot(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, asks: UInt8) -> Int? {
    guard end - start <= Self.longest else { return nil }
    let hash = ByteScan.hash(bytes, start, end) ^ UInt64(asks) << 4
    return Int(truncatingIfNeeded: hash) & (Self.size - 1)
  }

  func verdict(
    _ slot: Int, _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, asks: UInt8
  ) -> Verdict? {
    guard slot < entries.count, entries[slot].asks == asks,
      entries[slot].bytes.count == end - start
    else { return nil }
    let known = entries[slot].bytes
    guard ByteMatch.equals(known.span, 0, bytes, start, end - start) else { return nil }
    return entries[slot].verdict
  }

  mutating func put(
    _ verdict: Verdict, _ slot: Int, _ text: [UInt8], _ start: Int, _ end: Int, asks: UInt8
  ) {
    if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.size) }
    entries[slot].bytes.removeAll(keepingCapacity: true)
    entries[slot].bytes.append(contentsOf: text[start..<end])
    entries[slot].asks = asks
    entries[slot].verdict = verdict
  }
}
