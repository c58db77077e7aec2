/// A set of phrases, found at a position by one or two look-ups and a comparison.
///
/// A phrase that begins with ASCII letters or digits is filed under the first eight of that run (so
/// that a shorter run must be as long in the text), one that begins with ideographs under the first
/// two, any other under its first scalar.
struct PhraseIndex: Sendable {
  /// What must hold around a phrase.
  struct Condition: OptionSet, Sendable {
    let rawValue: UInt8
    /// No word goes on before or behind a phrase that begins or ends with one.
    static let wholeWords = Condition(rawValue: 1)
    /// Begins with a capital letter.
    static let capital = Condition(rawValue: 2)
  }

  /// Scalars `start..<start + count` of `scalars`.
  private struct Phrase: Sendable, BitwiseCopyable {
    var start: UInt32
    var count: UInt16
    /// Of ``Condition``.
    var condition: UInt16
    var payload: UInt32
  }

  /// The phrases of a key: `first..<first + count`.
  private struct Bucket: Sendable, BitwiseCopyable {
    var key: UInt64
    var first: UInt32
    var count: UInt32
  }

  private var scalars: [UInt32] = []
  private var phrases: [Phrase] = []
  /// Open addressing: key 0 is free.
  private var buckets: [Bucket] = []
  private var mask = 0
  /// A bit for fourteen bits of each key, which turns most places away.
  private var filter: [UInt64] = []
  /// A bit for the low six bits of each first scalar that a phrase is filed under alone.
  private var singles: UInt64 = 0

  /// Phrases as folded by ``UnitText``, each with what to report for it.
  init(_ entries: [(text: String, payload: UInt32, condition: Condition)], han: HanTable) {
    var filed: [(key: UInt64, phrase: Phrase)] = []
    var unit = UnitText()
    for entry in entries {
      unit.load(entry.text, han)
      guard unit.count > 0 else { continue }
      let isSingle = !unit.trait(0).isLatin && (unit.count == 1 || !unit.isHan(0))
      if isSingle { singles |= 1 << UInt64(unit.scalar(0) & 63) }
      filed.append(
        (
          Self.key(unit, 0),
          Phrase(
            start: UInt32(scalars.count), count: UInt16(unit.count),
            condition: UInt16(entry.condition.rawValue), payload: entry.payload)
        ))
      scalars += unit.scalars
    }
    filed.sort { ($0.key, $0.phrase.start) < ($1.key, $1.phrase.start) }
    phrases = filed.map(\.phrase)
    file(filed.map(\.key))
  }

  /// Fills the buckets from the keys of the phrases, which ascend.
  private mutating func file(_ keys: [UInt64]) {
    var size = 16
    while size < keys.count * 2 { size *= 2 }
    buckets = Array(repeating: Bucket(key: 0, first: 0, count: 0), count: size)
    filter = Array(repeating: 0, count: 256)
    mask = size - 1
    for (index, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & mask
      while buckets[slot].key != 0, buckets[slot].key != key { slot = (slot + 1) & mask }
      if buckets[slot].key == 0 { buckets[slot] = Bucket(key: key, first: UInt32(index), count: 0) }
      buckets[slot].count += 1
      filter[Int(truncatingIfNeeded: key >> 38) & 255] |= 1 << (key >> 32 & 63)
    }
  }

  func write(to writer: inout TableWriter) {
    writer.put(scalars)
    writer.put(phrases)
    var keys = [UInt64](repeating: 0, count: phrases.count)
    for bucket in buckets where bucket.key != 0 {
      for index in Int(bucket.first)..<Int(bucket.first + bucket.count) { keys[index] = bucket.key }
    }
    writer.put(keys)
    writer.put([singles])
  }

  init(from reader: inout TableReader) throws(TableError) {
    scalars = try reader.take()
    phrases = try reader.take()
    file(try reader.take())
    singles = try reader.take(UInt64.self).first ?? 0
  }

  /// A phrase in a unit: scalars `start..<end`.
  struct Match: Sendable {
    var payload: UInt32
    var start: Int
    var end: Int
  }

  /// Replaces `matches` with all phrases of the unit, by their begin. Complexity: O(n), and O(p)
  /// for the phrases that begin with the same scalars.
  func find(_ unit: borrowing UnitText, into matches: inout [Match]) {
    matches.removeAll(keepingCapacity: true)
    let filter = self.filter.span
    for index in 0..<unit.startCount {
      let at = Int(unit.starts[index])
      let trait = unit.trait(at)
      if trait.isLatin {
        let key = Self.key(unit, at)
        if Self.may(key, filter) { look(key, unit, at, &matches) }
      } else {
        if trait.contains(.han), at + 1 < unit.count {
          let key = Self.key(unit, at)
          if Self.may(key, filter) { look(key, unit, at, &matches) }
        }
        let scalar = unit.scalar(at)
        if singles & 1 << UInt64(scalar & 63) != 0 {
          look(TextHash.single(scalar), unit, at, &matches)
        }
      }
    }
  }

  @inline(__always)
  private static func may(_ key: UInt64, _ filter: borrowing Span<UInt64>) -> Bool {
    filter[Int(truncatingIfNeeded: key >> 38) & 255] >> (key >> 32 & 63) & 1 != 0
  }

  @inline(__always)
  private static func key(_ unit: borrowing UnitText, _ at: Int) -> UInt64 {
    let trait = unit.trait(at)
    if trait.isLatin {
      var packed: UInt64 = 0
      var end = at
      while end < at + 8, unit.trait(end).isLatin {
        packed = packed << 8 | UInt64(unit.scalar(end) & 0xFF)
        end += 1
      }
      return TextHash.mix(packed)
    }
    if trait.contains(.han), at + 1 < unit.count {
      return TextHash.pair(unit.scalar(at), unit.scalar(at + 1))
    }
    return TextHash.single(unit.scalar(at))
  }

  @inline(__always)
  private func look(
    _ key: UInt64, _ unit: borrowing UnitText, _ at: Int, _ matches: inout [Match]
  ) {
    var slot = Int(truncatingIfNeeded: key) & mask
    while buckets[slot].key != key {
      if buckets[slot].key == 0 { return }
      slot = (slot + 1) & mask
    }
    compare(buckets[slot], unit, at, &matches)
  }

  @inline(never)
  private func compare(
    _ bucket: Bucket, _ unit: borrowing UnitText, _ at: Int, _ matches: inout [Match]
  ) {
    for index in Int(bucket.first)..<Int(bucket.first + bucket.count) {
      let phrase = phrases[index]
      let count = Int(phrase.count)
      guard count <= unit.count - at else { continue }
      // From the end, where phrases of a bucket differ.
      var left = count - 1
      let start = Int(phrase.start)
      while left >= 0, unit.scalar(at + left) == scalars[start + left] { left -= 1 }
      if left < 0, holds(phrase.condition, unit, at, at + count) {
        matches.append(Match(payload: phrase.payload, start: at, end: at + count))
      }
    }
  }

  @inline(__always)
  private func holds(
    _ condition: UInt16, _ unit: borrowing UnitText, _ at: Int, _ end: Int
  ) -> Bool {
    let condition = Condition(rawValue: UInt8(truncatingIfNeeded: condition))
    if condition.contains(.wholeWords) {
      if unit.isWord(at), unit.isWord(at - 1) { return false }
      if unit.isWord(end - 1), unit.isWord(end) { return false }
    }
    return !condition.contains(.capital) || unit.trait(at).contains(.upper)
  }
}
