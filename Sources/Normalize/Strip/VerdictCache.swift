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

  private static let size = 256
  /// Longer units are not remembered. In bytes.
  private static let longest = 2048
  private var entries: [Entry] = []

  /// The slot of the bytes `start..<end`, nil where they are too long.
  func slot(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, asks: UInt8) -> Int? {
    guard end - start <= Self.longest else { return nil }
    var hash = UInt64(end - start) << 8 | UInt64(asks)
    var at = start
    let raw = unsafe bytes.bytes
    while at + 8 <= end, at + 8 <= bytes.count {
      // The condition of the loop keeps the eight bytes inside.
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      at += 8
    }
    while at < end {
      hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01B3
      at += 1
    }
    return Int(truncatingIfNeeded: TextHash.mix(hash)) & (Self.size - 1)
  }

  func verdict(
    _ slot: Int, _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, asks: UInt8
  ) -> Verdict? {
    guard slot < entries.count, entries[slot].asks == asks,
      entries[slot].bytes.count == end - start
    else { return nil }
    guard Self.isEqual(entries[slot].bytes, bytes, start) else { return nil }
    return entries[slot].verdict
  }

  private static func isEqual(
    _ known: [UInt8], _ bytes: borrowing Span<UInt8>, _ start: Int
  ) -> Bool {
    guard start >= 0, start + known.count <= bytes.count else { return false }
    let one = unsafe known.span.bytes
    let other = unsafe bytes.bytes
    var at = 0
    while at + 8 <= known.count {
      // Eight bytes from `at` lie inside both, as the guard and the condition say.
      let left = unsafe one.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      let right = unsafe other.unsafeLoadUnaligned(fromByteOffset: start + at, as: UInt64.self)
      if left != right { return false }
      at += 8
    }
    while at < known.count {
      if known[at] != bytes[start + at] { return false }
      at += 1
    }
    return true
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
