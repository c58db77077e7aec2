/// Finds the few places of a text where an anchor of a rule stands, at the cost of one hash and one
/// bit for two bytes.
///
/// Each alternative is represented by two windows of its bytes, of five bytes each, in every
/// spelling that folds to the same; they begin at neighbouring bytes, so that looking at every
/// second byte of the text finds one of them. A bit map tells whether the window at a position can
/// be one; nearly all cannot. The rest are looked up and the alternative is compared.
///
/// A hit is exact. None is missed, but for spellings in planes 2 and 3, which are left out on
/// purpose: no form of an anchor is written with them.
struct AnchorFilter: Sendable {
  /// An alternative in the text.
  struct Hit: Sendable {
    /// Byte of the text within the alternative.
    var at: Int
    var alternative: Int
  }

  private struct Entry: Sendable, BitwiseCopyable {
    var alternative: UInt32
    /// Scalar of the alternative that begins `offset` bytes behind the window.
    var pivot: Int16
    var offset: Int16
  }

  private struct Short: Sendable, BitwiseCopyable {
    var byte: UInt32
    var alternative: UInt32
  }

  /// The entries of a key: `first..<first + count`. Count 0 is free.
  private struct Bucket: Sendable, BitwiseCopyable {
    var key: UInt64
    var first: UInt32
    var count: UInt32
  }

  /// A bit for each hash. Its size is part of the type, so that no look-up needs a check.
  private final class BitMap: Sendable {
    let bits: InlineArray<4096, UInt64>

    init(_ keys: [UInt64]) {
      var bits = InlineArray<4096, UInt64>(repeating: 0)
      for key in keys {
        let hash = AnchorFilter.hash(key)
        bits[hash >> 6 & 4095] |= 1 << UInt64(hash & 63)
      }
      self.bits = bits
    }

    /// Bit 0: whether the window that `word` begins with may be one.
    @inline(__always)
    func has(_ word: UInt64) -> UInt64 {
      let hash = AnchorFilter.hash(word | AnchorWindow.foldCase)
      return bits[hash >> 6] >> UInt64(hash & 63)
    }
  }

  private static let bitCount: UInt64 = 18
  /// Shifted so that of a word only the first five bytes count.
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15 << 24

  private let shapes: AnchorShapes
  /// Ascending; the key of each entry.
  private let keys: [UInt64]
  private let entries: [Entry]
  private let map: BitMap
  private let buckets: [Bucket]
  private let mask: Int
  /// Alternatives too short for windows, by the byte that they begin with.
  private let shorts: [Short]
  /// No alternative has more bytes, in any spelling.
  private let longest: Int

  /// - Parameter alternatives: each with the windows that stand for it; without them it is found
  ///   by the first bytes of its spellings, which costs a pass over the text for each byte.
  init(
    _ alternatives: [(AnchorShapes.Alternative, AnchorWindow?)], forms: [UInt32: [UInt32]],
    han: HanTable
  ) {
    shapes = AnchorShapes(alternatives.map(\.0), han: han)
    longest = alternatives.reduce(0) { max($0, $1.0.scalars.count * 4) }
    var shorts: [Short] = []
    var filed: [(key: UInt64, entry: Entry)] = []
    for (index, (alternative, window)) in alternatives.enumerated() {
      guard let window else {
        for byte in Self.firstBytes(alternative, forms) {
          shorts.append(Short(byte: UInt32(byte), alternative: UInt32(index)))
        }
        continue
      }
      for spelling in window.spellings {
        filed.append(
          (
            spelling.key,
            Entry(
              alternative: UInt32(index), pivot: Int16(spelling.pivot),
              offset: Int16(spelling.offset))
          ))
      }
    }
    self.shorts = shorts.sorted { ($0.byte, $0.alternative) < ($1.byte, $1.alternative) }
    filed.sort { ($0.key, $0.entry.alternative) < ($1.key, $1.entry.alternative) }
    keys = filed.map(\.key)
    entries = filed.map(\.entry)
    map = BitMap(keys)
    (buckets, mask) = Self.file(keys)
  }

  private static func firstBytes(
    _ alternative: AnchorShapes.Alternative, _ forms: [UInt32: [UInt32]]
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

  private static func file(_ keys: [UInt64]) -> ([Bucket], Int) {
    var size = 64
    while size < keys.count * 2 { size *= 2 }
    let mask = size - 1
    var buckets = Array(repeating: Bucket(key: 0, first: 0, count: 0), count: size)
    for (index, key) in keys.enumerated() {
      var slot = hash(key) & mask
      while buckets[slot].count != 0, buckets[slot].key != key { slot = (slot + 1) & mask }
      if buckets[slot].count == 0 {
        buckets[slot] = Bucket(key: key, first: UInt32(index), count: 0)
      }
      buckets[slot].count += 1
    }
    return (buckets, mask)
  }

  func write(to writer: inout TableWriter) {
    shapes.write(to: &writer)
    writer.put(keys)
    writer.put(entries)
    writer.put(shorts)
    writer.put(longest)
  }

  init(from reader: inout TableReader, han: HanTable) throws(TableError) {
    shapes = try AnchorShapes(from: &reader, han: han)
    keys = try reader.take()
    entries = try reader.take()
    shorts = try reader.take()
    longest = try reader.takeNumber()
    map = BitMap(keys)
    (buckets, mask) = Self.file(keys)
  }

  @inline(__always)
  fileprivate static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* factor) >> (64 - bitCount))
  }

  // MARK: Scanning

  /// Appends the places of anchors, ascending. Complexity: O(n), and O(a) for the anchors found.
  func scan(_ text: [UInt8], into hits: inout [Hit]) {
    let first = hits.count
    scan(text.span, 0, text.count, into: &hits)
    if !shorts.isEmpty { hits[first...].sort { $0.at < $1.at } }
  }

  /// Replaces the places by those that begin in the bytes `start..<end`.
  func scan(_ text: [UInt8], _ start: Int, _ end: Int, into hits: inout [Hit]) {
    hits.removeAll(keepingCapacity: true)
    scan(text.span, start, end, into: &hits)
    hits.removeAll { $0.at < start || $0.at >= end }
    if !shorts.isEmpty { hits.sort { $0.at < $1.at } }
  }

  /// Appends the places from byte `start` to before `end`, and some beside.
  private func scan(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, into hits: inout [Hit]
  ) {
    // A window begins at most two bytes before or behind the place that it finds.
    var at = max(0, start - 4)
    let last = min(bytes.count, end + 4)
    while at < last {
      at = next(bytes, at, last)
      guard at < last else { break }
      check(bytes, at, &hits)
      at += 2
    }
    var short = 0
    while short < shorts.count {
      let byte = shorts[short].byte
      var behind = short
      while behind < shorts.count, shorts[behind].byte == byte { behind += 1 }
      let wanted = UInt8(truncatingIfNeeded: byte)
      var at = ByteScan.first(wanted, bytes, start, end)
      while at < end {
        for index in short..<behind {
          let alternative = Int(shorts[index].alternative)
          if shapes.stands(bytes, at, alternative, 0) {
            hits.append(Hit(at: at, alternative: alternative))
          }
        }
        at = ByteScan.first(wanted, bytes, at + 1, end)
      }
      short = behind
    }
  }

  /// The window at a place, with zeros behind the end.
  @inline(__always)
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
  /// the last few, or one behind `end`.
  @inline(never)
  private func next(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    let raw = unsafe bytes.bytes
    let map = self.map
    var at = at
    let whole = min(end, bytes.count - 14)
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

  @inline(__always)
  private func check(_ bytes: borrowing Span<UInt8>, _ at: Int, _ hits: inout [Hit]) {
    let key = Self.key(bytes, at)
    var slot = Self.hash(key) & mask
    while buckets[slot].key != key || buckets[slot].count == 0 {
      if buckets[slot].count == 0 { return }
      slot = (slot + 1) & mask
    }
    compare(bytes, at, buckets[slot], &hits)
  }

  @inline(never)
  private func compare(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ bucket: Bucket, _ hits: inout [Hit]
  ) {
    for index in Int(bucket.first)..<Int(bucket.first + bucket.count) {
      let entry = entries[index]
      let place = at + Int(entry.offset)
      if shapes.stands(bytes, place, Int(entry.alternative), Int(entry.pivot)) {
        hits.append(Hit(at: place, alternative: Int(entry.alternative)))
      }
    }
  }
}
