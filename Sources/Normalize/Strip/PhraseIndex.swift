/// A set of phrases, found at a position by one or two look-ups and a comparison.
///
/// A phrase that begins with ASCII letters or digits is filed under the first four of that run, one
/// that begins with ideographs under the first two, any other under its first scalar.
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
      let isSingle = !unit.traits[0].isLatin && (unit.count == 1 || !unit.isHan(0))
      if isSingle { singles |= 1 << UInt64(unit.low[0] & 63) }
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

  /// Calls `body` with the payload and the end of each phrase that stands at scalar `at`.
  @inline(__always)
  func forEach(_ unit: UnitText, at: Int, _ body: (_ payload: UInt32, _ end: Int) -> Void) {
    let trait = unit.traits[at]
    if trait.isLatin {
      guard trait.contains(.runStart) else { return }
      look(Self.key(unit, at), unit, at, body)
    } else if trait.contains(.han) {
      if at + 1 < unit.count { look(Self.key(unit, at), unit, at, body) }
      if singles & 1 << UInt64(unit.low[at] & 63) != 0 {
        look(TextHash.single(unit.low[at]), unit, at, body)
      }
    } else if singles & 1 << UInt64(unit.low[at] & 63) != 0 {
      look(TextHash.single(unit.low[at]), unit, at, body)
    }
  }

  @inline(__always)
  private static func key(_ unit: UnitText, _ at: Int) -> UInt64 {
    let trait = unit.traits[at]
    if trait.isLatin {
      var packed: UInt64 = 0
      var end = at
      while end < at + 4, end < unit.count, unit.traits[end].isLatin {
        packed = packed << 16 | UInt64(unit.low[end] & 0xFFFF)
        end += 1
      }
      return TextHash.mix(packed | 1 << 62)
    }
    if trait.contains(.han), at + 1 < unit.count {
      return TextHash.pair(unit.low[at], unit.low[at + 1])
    }
    return TextHash.single(unit.low[at])
  }

  @inline(__always)
  private func look(
    _ key: UInt64, _ unit: UnitText, _ at: Int, _ body: (_ payload: UInt32, _ end: Int) -> Void
  ) {
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != key {
      if keys[slot] == 0 { return }
      slot = (slot + 1) & mask
    }
    let bucket = buckets[slot]
    for index in Int(bucket.first)..<Int(bucket.first + bucket.count) {
      let phrase = phrases[index]
      if stands(phrase, unit, at) { body(phrase.payload, at + phrase.count) }
    }
  }

  @inline(__always)
  private func stands(_ phrase: Phrase, _ unit: UnitText, _ at: Int) -> Bool {
    guard phrase.count <= unit.count - at else { return false }
    // The last scalar tells most phrases of a bucket apart.
    var left = phrase.count
    while left > 0 {
      left -= 1
      if unit.low[at + left] != scalars[phrase.start + left] { return false }
    }
    if phrase.condition.contains(.wholeWords) {
      let end = at + phrase.count
      if unit.isWord(at), unit.isWord(at - 1) { return false }
      if unit.isWord(end - 1), unit.isWord(end) { return false }
    }
    return !phrase.condition.contains(.capital) || unit.traits[at].contains(.upper)
  }
}
