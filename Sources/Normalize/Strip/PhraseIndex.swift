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

  private struct Phrase: Sendable {
    var start: Int
    var count: Int
    var payload: UInt32
    var condition: Condition
  }

  private var scalars: [UInt32] = []
  private var phrases: [Phrase] = []
  /// Open addressing: key 0 is free; the phrases of a key are `first..<first + count`.
  private var keys: [UInt64] = [0]
  private var buckets: [(first: Int32, count: Int32)] = [(0, 0)]
  private var mask = 0
  /// A bit for the low six bits of each first scalar that a phrase is filed under alone.
  private var singles: UInt64 = 0

  /// Phrases as folded by ``UnitText``, each with what to report for it.
  init(_ entries: [(text: String, payload: UInt32, condition: Condition)], han: HanTable) {
    var filed: [(key: UInt64, phrase: Phrase)] = []
    var unit = UnitText()
    for entry in entries {
      let bytes = Array(entry.text.utf8)
      unit.load(bytes.span, 0, bytes.count, han)
      guard unit.count > 0 else { continue }
      let isSingle = !unit.trait(0).isLatin && (unit.count == 1 || !unit.isHan(0))
      if isSingle { singles |= 1 << UInt64(unit.scalar(0) & 63) }
      filed.append(
        (
          Self.key(unit, 0),
          Phrase(
            start: scalars.count, count: unit.count, payload: entry.payload,
            condition: entry.condition)
        ))
      scalars += unit.scalars
    }
    filed.sort { ($0.key, $0.phrase.start) < ($1.key, $1.phrase.start) }
    phrases = filed.map(\.phrase)
    var size = 16
    while size < filed.count * 3 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    buckets = Array(repeating: (0, 0), count: size)
    mask = size - 1
    for (index, entry) in filed.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.key) & mask
      while keys[slot] != 0, keys[slot] != entry.key { slot = (slot + 1) & mask }
      if keys[slot] == 0 {
        keys[slot] = entry.key
        buckets[slot] = (Int32(index), 0)
      }
      buckets[slot].count += 1
    }
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
    for index in 0..<unit.startCount {
      let at = Int(unit.starts[index])
      let trait = unit.trait(at)
      if trait.isLatin {
        look(Self.key(unit, at), unit, at, &matches)
      } else {
        if trait.contains(.han), at + 1 < unit.count {
          look(Self.key(unit, at), unit, at, &matches)
        }
        let scalar = unit.scalar(at)
        if singles & 1 << UInt64(scalar & 63) != 0 {
          look(TextHash.single(scalar), unit, at, &matches)
        }
      }
    }
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
    while keys[slot] != key {
      if keys[slot] == 0 { return }
      slot = (slot + 1) & mask
    }
    compare(slot, unit, at, &matches)
  }

  @inline(never)
  private func compare(
    _ slot: Int, _ unit: borrowing UnitText, _ at: Int, _ matches: inout [Match]
  ) {
    let bucket = buckets[slot]
    for index in Int(bucket.first)..<Int(bucket.first + bucket.count) {
      let phrase = phrases[index]
      guard phrase.count <= unit.count - at else { continue }
      // From the end, where phrases of a bucket differ.
      var left = phrase.count - 1
      while left >= 0, unit.scalar(at + left) == scalars[phrase.start + left] { left -= 1 }
      if left < 0, holds(phrase.condition, unit, at, at + phrase.count) {
        matches.append(Match(payload: phrase.payload, start: at, end: at + phrase.count))
      }
    }
  }

  @inline(__always)
  private func holds(
    _ condition: Condition, _ unit: borrowing UnitText, _ at: Int, _ end: Int
  ) -> Bool {
    if condition.contains(.wholeWords) {
      if unit.isWord(at), unit.isWord(at - 1) { return false }
      if unit.isWord(end - 1), unit.isWord(end) { return false }
    }
    return !condition.contains(.capital) || unit.trait(at).contains(.upper)
  }
}
