/// Finds the few places of a text where an anchor of a rule stands, at the cost of one hash and one
/// bit a byte.
///
/// Each alternative is represented by a window of its bytes: four from an ASCII byte on, six (two
/// ideographs) from a longer scalar on, in every spelling that folds to the same. A bit map tells
/// whether the window at a position can be one of them; nearly all cannot. The rest are looked up
/// and the whole alternative is compared.
///
/// Spellings in planes 2 and 3 are left out on purpose: no form of an anchor is written with them.
struct AnchorFilter: Sendable {
  /// Units that a place asks to look at.
  struct Interest: OptionSet, Sendable {
    let rawValue: UInt8
    static let sentence = Interest(rawValue: 1)
    static let line = Interest(rawValue: 2)
    /// Only a line of less than ``BoilerplateMatcher/shortLine`` bytes.
    static let shortLine = Interest(rawValue: 4)
  }

  struct Hit: Sendable {
    /// Byte of the text within the alternative.
    var at: Int
    var interest: Interest
  }

  struct Alternative: Sendable {
    var scalars: [UInt32]
    /// Not within a longer word.
    var isWhole: Bool
    var interest: Interest
  }

  private struct Entry: Sendable {
    var alternative: Int32
    /// Index of the scalar that the window begins with.
    var pivot: Int32
  }

  private static let bitCount = 17
  private static let foldCase: UInt64 = 0x2020_2020_2020_2020
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  private let han: HanTable
  private let alternatives: [Alternative]
  private var bits: [UInt64]
  private var keys: [UInt64]
  private var buckets: [(first: Int32, count: Int32)]
  private var entries: [Entry] = []
  private var mask: Int
  /// Which bytes of a window count, by its first byte.
  private let masks: [UInt64]

  /// - Parameter windows: for each alternative the windows that stand for it and their pivot.
  init(_ alternatives: [(Alternative, AnchorWindow)], han: HanTable) {
    self.han = han
    self.alternatives = alternatives.map(\.0)
    masks = (0..<256).map { AnchorWindow.mask(UInt8($0)) }
    bits = Array(repeating: 0, count: (1 << Self.bitCount) / 64)
    var filed: [(key: UInt64, entry: Entry)] = []
    for (index, (_, window)) in alternatives.enumerated() {
      for key in window.keys {
        filed.append((key, Entry(alternative: Int32(index), pivot: Int32(window.pivot))))
      }
    }
    filed.sort { ($0.key, $0.entry.alternative) < ($1.key, $1.entry.alternative) }
    var size = 64
    while size < filed.count * 3 { size *= 2 }
    mask = size - 1
    keys = Array(repeating: 0, count: size)
    buckets = Array(repeating: (0, 0), count: size)
    entries = filed.map(\.entry)
    for (index, item) in filed.enumerated() {
      let hash = Self.hash(item.key)
      bits[hash >> 6] |= 1 << UInt64(hash & 63)
      var slot = hash & mask
      while keys[slot] != 0, keys[slot] != item.key { slot = (slot + 1) & mask }
      if keys[slot] == 0 {
        keys[slot] = item.key
        buckets[slot] = (Int32(index), 0)
      }
      buckets[slot].count += 1
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* factor) >> UInt64(64 - bitCount))
  }

  /// Appends the places of anchors, ascending. Complexity: O(n), and O(a) for the anchors found.
  func scan(_ text: [UInt8], into hits: inout [Hit]) {
    let bytes = text.span
    let raw = unsafe bytes.bytes
    let masks = self.masks.span
    let bits = self.bits.span
    var at = 0
    let whole = bytes.count - 8
    while at <= whole {
      // The loop condition keeps the eight bytes inside.
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      let key = (word | Self.foldCase) & masks[Int(UInt8(truncatingIfNeeded: word))]
      let hash = Self.hash(key)
      if bits[hash >> 6] & (1 << UInt64(hash & 63)) != 0 { check(bytes, at, key, hash, &hits) }
      at += 1
    }
    while at < bytes.count {
      var word: UInt64 = 0
      for index in 0..<min(8, bytes.count - at) {
        word |= UInt64(bytes[at + index]) << UInt64(8 * index)
      }
      let key = (word | Self.foldCase) & masks[Int(bytes[at])]
      let hash = Self.hash(key)
      if bits[hash >> 6] & (1 << UInt64(hash & 63)) != 0 { check(bytes, at, key, hash, &hits) }
      at += 1
    }
  }

  @inline(never)
  private func check(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ key: UInt64, _ hash: Int, _ hits: inout [Hit]
  ) {
    guard key != 0 else { return }
    var slot = hash & mask
    while keys[slot] != key {
      if keys[slot] == 0 { return }
      slot = (slot + 1) & mask
    }
    var interest: Interest = []
    let bucket = buckets[slot]
    for index in Int(bucket.first)..<Int(bucket.first + bucket.count) {
      let entry = entries[index]
      let wanted = alternatives[Int(entry.alternative)].interest
      if !interest.isSuperset(of: wanted), stands(bytes, at, entry) { interest.formUnion(wanted) }
    }
    if !interest.isEmpty { hits.append(Hit(at: at, interest: interest)) }
  }

  private func stands(_ bytes: borrowing Span<UInt8>, _ at: Int, _ entry: Entry) -> Bool {
    let scalars = alternatives[Int(entry.alternative)].scalars
    var end = at
    var index = Int(entry.pivot)
    while index < scalars.count {
      guard end < bytes.count else { return false }
      let scalar = UTF8Scan.scalar(bytes, at: end)
      guard fold(scalar.value) == scalars[index] else { return false }
      end += max(1, scalar.length)
      index += 1
    }
    var start = at
    index = Int(entry.pivot)
    while index > 0 {
      guard start > 0 else { return false }
      index -= 1
      let scalar = UTF8Scan.scalar(bytes, before: start)
      guard fold(scalar.value) == scalars[index] else { return false }
      start -= max(1, scalar.length)
    }
    guard alternatives[Int(entry.alternative)].isWhole else { return true }
    // Longer scalars are left to the exact comparison.
    if start > 0, Self.isWord(bytes[start]), Self.isWord(bytes[start - 1]) { return false }
    if end < bytes.count, Self.isWord(bytes[end]), Self.isWord(bytes[end - 1]) { return false }
    return true
  }

  private func fold(_ scalar: UInt32) -> UInt32 {
    if scalar >= 0x41, scalar <= 0x5A { return scalar | 0x20 }
    return scalar == 0x2019 ? 0x27 : scalar < 0x80 ? scalar : han.fold(scalar)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F
  }
}
