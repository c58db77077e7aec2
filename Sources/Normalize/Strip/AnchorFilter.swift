/// Finds the few places of a text where an anchor of a rule stands, at the cost of one hash and one
/// bit for two bytes.
///
/// Each alternative is represented by two windows of its bytes, of five bytes each, in every
/// spelling that folds to the same; they begin at neighbouring bytes, so that looking at every
/// second byte of the text finds one of them. A bit map tells whether the window at a position can
/// be one; nearly all cannot. The rest are looked up and the whole alternative is compared.
///
/// Spellings in planes 2 and 3 are left out on purpose: no form of an anchor is written with them.
struct AnchorFilter: Sendable {
  /// An alternative in the text.
  struct Hit: Sendable {
    /// Byte of the text within the alternative.
    var at: Int
    var alternative: Int
  }

  struct Alternative: Sendable {
    var scalars: [UInt32]
    /// Not within a longer word.
    var isWhole: Bool
  }

  private struct Entry: Sendable {
    var alternative: Int32
    var pivot: Int32
    var offset: Int32
  }

  /// A bit for each hash. Its size is part of the type, so that no look-up needs a check.
  private final class BitMap: Sendable {
    let bits: InlineArray<4096, UInt64>

    init(_ hashes: [Int]) {
      var bits = InlineArray<4096, UInt64>(repeating: 0)
      for hash in hashes { bits[hash >> 6 & 4095] |= 1 << UInt64(hash & 63) }
      self.bits = bits
    }

    /// Bit 0: whether the window that `word` begins with may be one.
    @inline(__always)
    func has(_ word: UInt64) -> UInt64 {
      let hash = AnchorFilter.hash((word | AnchorWindow.foldCase) & AnchorWindow.mask)
      return bits[hash >> 6] >> UInt64(hash & 63)
    }
  }

  private static let bitCount = 18
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  private let han: HanTable
  private let alternatives: [(start: Int, count: Int, isWhole: Bool, isASCII: Bool)]
  /// Of all alternatives, one after the other.
  private let scalars: [UInt32]
  private let map: BitMap
  private var keys: [UInt64]
  private var buckets: [(first: Int32, count: Int32)]
  private let entries: [Entry]
  private let mask: Int
  /// Alternatives too short for windows, by the byte that they begin with.
  private let shorts: [(byte: UInt8, alternatives: [Int])]

  /// - Parameter alternatives: each with the windows that stand for it; without them it is found
  ///   by the first bytes of its spellings, which costs a pass over the text for each byte.
  init(_ alternatives: [(Alternative, AnchorWindow?)], forms: [UInt32: [UInt32]], han: HanTable) {
    self.han = han
    var scalars: [UInt32] = []
    self.alternatives = alternatives.map { alternative, _ in
      scalars += alternative.scalars
      let count = alternative.scalars.count
      // An apostrophe may be U+2019.
      let isASCII = alternative.scalars.allSatisfy { $0 < 0x80 && $0 != 0x27 }
      return (scalars.count - count, count, alternative.isWhole, isASCII)
    }
    self.scalars = scalars
    var byBytes: [UInt8: Set<Int>] = [:]
    var filed: [(key: UInt64, entry: Entry)] = []
    for (index, (alternative, window)) in alternatives.enumerated() {
      guard let window else {
        for byte in Self.firstBytes(alternative, forms) { byBytes[byte, default: []].insert(index) }
        continue
      }
      for spelling in window.spellings {
        let entry = Entry(
          alternative: Int32(index), pivot: Int32(spelling.pivot), offset: Int32(spelling.offset))
        filed.append((spelling.key, entry))
      }
    }
    shorts = byBytes.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    filed.sort { ($0.key, $0.entry.alternative) < ($1.key, $1.entry.alternative) }
    map = BitMap(filed.map { Self.hash($0.key) })
    var size = 64
    while size < filed.count * 3 { size *= 2 }
    mask = size - 1
    keys = Array(repeating: 0, count: size)
    buckets = Array(repeating: (0, 0), count: size)
    entries = filed.map(\.entry)
    for (index, item) in filed.enumerated() {
      var slot = Self.hash(item.key) & mask
      while keys[slot] != 0, keys[slot] != item.key { slot = (slot + 1) & mask }
      if keys[slot] == 0 {
        keys[slot] = item.key
        buckets[slot] = (Int32(index), 0)
      }
      buckets[slot].count += 1
    }
  }

  private static func firstBytes(
    _ alternative: Alternative, _ forms: [UInt32: [UInt32]]
  ) -> Set<UInt8> {
    guard let first = alternative.scalars.first else { return [] }
    var bytes: Set<UInt8> = []
    for scalar in forms[first] ?? [first] {
      var spelling: [UInt8] = []
      UTF8Scan.append(scalar, to: &spelling)
      bytes.insert(spelling[0])
    }
    if first >= 0x61, first <= 0x7A { bytes.insert(UInt8(first & 0xDF)) }
    // U+2019 for the apostrophe.
    if first == 0x27 { bytes.insert(0xE2) }
    return bytes
  }

  @inline(__always)
  fileprivate static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* factor) >> UInt64(64 - bitCount))
  }

  /// Appends the places of anchors, ascending. Complexity: O(n), and O(a) for the anchors found.
  func scan(_ text: [UInt8], into hits: inout [Hit]) {
    let bytes = text.span
    var at = 0
    while at < bytes.count {
      at = next(bytes, at)
      guard at < bytes.count else { break }
      let key = Self.key(bytes, at)
      let hash = Self.hash(key)
      if map.bits[hash >> 6] >> UInt64(hash & 63) & 1 != 0 { check(bytes, at, key, hash, &hits) }
      at += 2
    }
    let found = hits.count
    for (byte, alternatives) in shorts { scanShort(bytes, byte, alternatives, &hits) }
    if hits.count > found { hits.sort { $0.at < $1.at } }
  }

  /// The window at a place, with zeros behind the end.
  private static func key(_ bytes: borrowing Span<UInt8>, _ at: Int) -> UInt64 {
    var word: UInt64 = 0
    if at + 8 <= bytes.count {
      let raw = unsafe bytes.bytes
      // Eight bytes from `at` are inside.
      word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
    } else {
      for index in 0..<(bytes.count - at) {
        word |= UInt64(bytes[at + index]) << UInt64(8 * index)
      }
    }
    return (word | AnchorWindow.foldCase) & AnchorWindow.mask
  }

  /// The first place from `at` on, in steps of two, that the bit map does not rule out, or one of
  /// the last few.
  @inline(never)
  private func next(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    let raw = unsafe bytes.bytes
    let map = self.map
    var at = at
    let whole = bytes.count - 14
    while at < whole {
      // `at` is not negative, and the condition keeps the eight bytes of all four places inside.
      let one = map.has(
        unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self))
      let two = map.has(
        unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at &+ 2, as: UInt64.self))
      let three = map.has(
        unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at &+ 4, as: UInt64.self))
      let four = map.has(
        unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at &+ 6, as: UInt64.self))
      if (one | two | three | four) & 1 != 0 {
        return at &+ (one & 1 != 0 ? 0 : two & 1 != 0 ? 2 : three & 1 != 0 ? 4 : 6)
      }
      at &+= 8
    }
    return at
  }

  private func scanShort(
    _ bytes: borrowing Span<UInt8>, _ byte: UInt8, _ wanted: [Int], _ hits: inout [Hit]
  ) {
    let raw = unsafe bytes.bytes
    let ones: UInt64 = 0x0101_0101_0101_0101
    let pattern = ones &* UInt64(byte)
    var at = 0
    while at < bytes.count {
      if at + 8 <= bytes.count {
        // Eight bytes at once: a byte that is equal becomes 0, and borrows.
        let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) ^ pattern
        if (word &- ones) & ~word & 0x8080_8080_8080_8080 == 0 {
          at += 8
          continue
        }
      }
      for place in at..<min(at + 8, bytes.count) where bytes[place] == byte {
        for alternative in wanted where stands(bytes, place, alternative, 0) {
          hits.append(Hit(at: place, alternative: alternative))
        }
      }
      at += 8
    }
  }

  @inline(never)
  private func check(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ key: UInt64, _ hash: Int, _ hits: inout [Hit]
  ) {
    var slot = hash & mask
    while keys[slot] != key {
      if keys[slot] == 0 { return }
      slot = (slot + 1) & mask
    }
    let bucket = buckets[slot]
    for index in Int(bucket.first)..<Int(bucket.first + bucket.count) {
      let entry = entries[index]
      let place = at + Int(entry.offset)
      if stands(bytes, place, Int(entry.alternative), Int(entry.pivot)) {
        hits.append(Hit(at: place, alternative: Int(entry.alternative)))
      }
    }
  }

  /// Whether an alternative stands where its scalar `pivot` begins at `at`.
  private func stands(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ alternative: Int, _ pivot: Int
  ) -> Bool {
    let (first, count, isWhole, isASCII) = alternatives[alternative]
    guard at >= 0 else { return false }
    var start = at - pivot
    var end = start + count
    if isASCII {
      guard start >= 0, end <= bytes.count else { return false }
      // From the end, where those of a window differ.
      var index = count - 1
      while index >= 0 {
        guard Self.fold(bytes[start &+ index]) == scalars[first &+ index] else { return false }
        index &-= 1
      }
    } else {
      guard let found = extent(bytes, at, pivot, scalars[first..<(first + count)]) else {
        return false
      }
      (start, end) = found
    }
    guard isWhole else { return true }
    // Longer scalars are left to the exact comparison.
    if start > 0, Self.isWord(bytes[start]), Self.isWord(bytes[start - 1]) { return false }
    if end < bytes.count, Self.isWord(bytes[end]), Self.isWord(bytes[end - 1]) { return false }
    return true
  }

  /// The bytes of an alternative whose scalar `pivot` begins at `at`, nil where it is another.
  private func extent(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ pivot: Int, _ wanted: ArraySlice<UInt32>
  ) -> (start: Int, end: Int)? {
    var end = at
    for scalar in wanted.dropFirst(pivot) {
      guard end < bytes.count else { return nil }
      let found = UTF8Scan.scalar(bytes, at: end)
      guard fold(found.value) == scalar else { return nil }
      end += max(1, found.length)
    }
    var start = min(at, bytes.count)
    for scalar in wanted.prefix(pivot).reversed() {
      guard start > 0 else { return nil }
      let found = UTF8Scan.scalar(bytes, before: start)
      guard fold(found.value) == scalar else { return nil }
      start -= max(1, found.length)
    }
    return (start, end)
  }

  @inline(__always)
  private static func fold(_ byte: UInt8) -> UInt32 {
    UInt32(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
  }

  private func fold(_ scalar: UInt32) -> UInt32 {
    scalar < 0x80 ? Self.fold(UInt8(scalar)) : UnitText.fold(scalar, han)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F
  }
}
