/// Finds every mention of a set of names in a text, leftmost first and longest first.
///
/// Complexity: O(n). A name is looked for where a word or an ideograph begins; bit maps of the first
/// six and of the first twelve bytes of the names turn nearly all places away before any is compared.
/// The names of the lexicon and of a glossary last; those of a document are added and dropped again,
/// so that one pass over its text finds both.
struct NameMatcher {
  struct Pattern {
    /// Range of `bytes`.
    fileprivate var start: Int32
    fileprivate(set) var count: Int32
    var name: Int32
    var isEnglish: Bool
    /// A capitalised word behind makes it part of something else: `Mr. Lo` of `Mr. Lo Wing Sang`.
    fileprivate var standsAlone = false
  }

  /// The bit of a pattern's head, its bucket, whose number is also the bit of its tail, and the
  /// pattern behind it in the bucket. The bucket of a short name is that of its head.
  private struct Place {
    var head: Int32
    var bucket: Int32
    var next: Int32
  }

  /// Prefixes by which names are filed: those that are longer than a prefix, by it.
  private static let short = 3
  private static let middle = 6
  private static let long = 12
  /// Bits of a head behind those of its bucket: of the places where no name begins fewer are left.
  private static let finer: UInt64 = 3

  private var bytes: [UInt8] = []
  private var patterns: [Pattern] = []
  private var buckets: [Int32]
  /// Where each pattern is filed.
  private var places: [Place] = []
  /// A bit for each prefix of three or six bytes, and one for each of twelve.
  private var heads: [UInt64]
  private var tails: [UInt64]
  /// First bytes of names, a bit each.
  private var firsts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var hasShort = false
  /// A short name begins beyond ASCII.
  private var hasShortWide = false
  private let shift: UInt64
  private let headShift: UInt64

  /// What `reset()` goes back to.
  private struct Lasting {
    var bytes: Int
    var patterns: Int
    var heads: [UInt64]
    var tails: [UInt64]
    var firsts: (UInt64, UInt64, UInt64, UInt64)
    var hasShort: Bool
    var hasShortWide: Bool
  }
  private var lasting: Lasting?

  /// A matcher for about `capacity` lasting names; those of a document fit in beside them.
  init(capacity: Int = 0) {
    var bits: UInt64 = 12
    while 1 << bits < 8 * capacity, bits < 24 { bits += 1 }
    buckets = [Int32](repeating: -1, count: 1 << Int(bits))
    heads = [UInt64](repeating: 0, count: 1 << Int(bits + Self.finer - 6))
    tails = [UInt64](repeating: 0, count: 1 << Int(bits - 6))
    shift = 64 - bits
    headShift = shift - Self.finer
  }

  /// Names of the document, and of what lasts, in buckets that are full.
  private var crowd = NameCrowd()
  private var lastingCrowd = NameCrowd()
  /// `next` of a name that is in a crowd.
  private static let crowded: Int32 = -2
  private static let room = 12

  private func isFull(_ bucket: Int) -> Bool {
    var candidate = buckets[bucket]
    var count = 0
    while candidate >= 0 {
      count += 1
      if count == Self.room { return true }
      candidate = places[Int(candidate)].next
    }
    return false
  }

  /// Makes the patterns so far the lasting ones, which `reset()` keeps.
  mutating func seal() {
    lastingCrowd = crowd
    crowd = NameCrowd()
    lasting = Lasting(
      bytes: bytes.count, patterns: patterns.count, heads: heads, tails: tails, firsts: firsts,
      hasShort: hasShort, hasShortWide: hasShortWide)
  }

  /// Drops the patterns that were added behind the lasting ones. Complexity: O(dropped).
  mutating func reset() {
    let kept = lasting?.patterns ?? 0
    // Undone in the reverse order, each bucket gets the pattern back that was first before.
    while patterns.count > kept {
      patterns.removeLast()
      let place = places.removeLast()
      if place.next != Self.crowded { buckets[Int(place.bucket)] = place.next }
      let (head, tail) = (Int(place.head) >> 6, Int(place.bucket) >> 6)
      heads[head] = lasting?.heads[head] ?? 0
      tails[tail] = lasting?.tails[tail] ?? 0
    }
    crowd.removeAll()
    bytes.removeSubrange((lasting?.bytes ?? 0)...)
    firsts = lasting?.firsts ?? (0, 0, 0, 0)
    hasShort = lasting?.hasShort ?? false
    hasShortWide = lasting?.hasShortWide ?? false
  }

  var isEmpty: Bool { patterns.isEmpty }

  /// Adds a name; of two equal ones the later is found.
  mutating func add(
    _ name: [UInt8], name number: Int, isEnglish: Bool, standsAlone: Bool = false
  ) {
    guard name.count >= Self.short else { return }
    let index = patterns.count
    let pattern = Pattern(
      start: Int32(bytes.count), count: Int32(name.count), name: Int32(number),
      isEnglish: isEnglish, standsAlone: standsAlone)
    patterns.append(pattern)
    unsafe name.span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    let slots = slots(pattern)
    var place = Place(
      head: Int32(truncatingIfNeeded: slots.head), bucket: Int32(truncatingIfNeeded: slots.bucket),
      next: Self.crowded)
    if isFull(slots.bucket) {
      crowd.add(name, index, bucket: slots.bucket)
    } else {
      place.next = buckets[slots.bucket]
      buckets[slots.bucket] = Int32(index)
    }
    places.append(place)
    heads[slots.head >> 6] |= 1 << UInt64(slots.head & 63)
    tails[slots.bucket >> 6] |= 1 << UInt64(slots.bucket & 63)
    let first = name[0]
    if name.count < Self.middle {
      hasShort = true
      if first >= 0x80 { hasShortWide = true }
    }
    let bit = UInt64(1) << UInt64(first & 63)
    switch first >> 6 {
    case 0: firsts.0 |= bit
    case 1: firsts.1 |= bit
    case 2: firsts.2 |= bit
    default: firsts.3 |= bit
    }
  }

  /// The bit of a pattern's head and its bucket, whose number is also the bit of its tail.
  private func slots(_ pattern: Pattern) -> (head: Int, bucket: Int) {
    let span = bytes.span
    let at = Int(pattern.start)
    let count = Int(pattern.count)
    if count < Self.middle {
      let key = slot(Self.load(span, at, Self.short), Self.short)
      return (key, Self.bucket(key))
    }
    let word = Self.load(span, at, Self.middle)
    let head = slot(word, Self.middle)
    guard count >= Self.long else { return (head, Self.bucket(head)) }
    return (head, tail(word, Self.load(span, at + Self.middle, Self.middle)))
  }

  /// `count` bytes at `at` as one number; in bounds for a pattern or a checked place.
  @inline(__always)
  static func load(_ bytes: borrowing Span<UInt8>, _ at: Int, _ count: Int) -> UInt64 {
    if at >= 0, at &+ 8 <= bytes.count {
      // In bounds by the condition; `count` is below eight.
      let word = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: UInt64.self
      ).littleEndian
      return word & (1 &<< UInt64(8 &* count) &- 1)
    }
    var word: UInt64 = 0
    var index = min(count, bytes.count - at)
    while index > 0 {
      index -= 1
      word = word << 8 | UInt64(bytes[at + index])
    }
    return word
  }

  /// The bit of the first `length` bytes of a word, three or six; those behind do not count.
  @inline(__always)
  private func slot(_ word: UInt64, _ length: Int) -> Int {
    let mixed = (word << UInt64(64 - 8 * length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> headShift)
  }

  @inline(__always)
  private static func bucket(_ head: Int) -> Int { head >> Int(finer) }

  @inline(__always)
  private func tail(_ first: UInt64, _ second: UInt64) -> Int {
    let mixed = (first &* 0x9E37_79B9_7F4A_7C15 ^ second) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> shift)
  }

  @inline(__always)
  private func mayBegin(_ byte: UInt8) -> Bool {
    let word: UInt64
    switch byte >> 6 {
    case 0: word = firsts.0
    case 1: word = firsts.1
    case 2: word = firsts.2
    default: word = firsts.3
    }
    return word & 1 << UInt64(byte & 63) != 0
  }

  /// A mention of a name.
  struct Hit {
    var start: Int
    var end: Int
    var pattern: Pattern
  }

  /// Appends the mentions in text order; they do not overlap.
  func find(in text: [UInt8], into hits: inout [Hit]) {
    guard !patterns.isEmpty else { return }
    let span = text.span
    let heads = self.heads.span
    var at = 0
    while let hit = next(span, heads, &at) { hits.append(hit) }
  }

  /// The mentions of its names and of those of an index, whose numbers begin at `first`, as if they
  /// were all its own: leftmost first, longest first, its own before the index's and that before the
  /// names below `first` that come from outside.
  ///
  /// Complexity: O(n).
  func find(
    in text: [UInt8], beside index: NameIndex, numberedFrom first: Int, into hits: inout [Hit]
  ) {
    let span = text.span
    let heads = self.heads.span
    var at = 0
    var mine = next(span, heads, &at)
    var other = index.next(span, from: 0)
    while mine != nil || other != nil {
      let hit: Hit
      if let mine, !(other.map { Self.precedes($0, mine) } ?? false) {
        hit = mine
      } else if let other {
        hit = Hit(
          start: other.start, end: other.end,
          pattern: Pattern(
            start: 0, count: Int32(other.end - other.start), name: Int32(first + other.number),
            isEnglish: other.isEnglish))
      } else {
        return
      }
      hits.append(hit)
      if let found = mine, found.start < hit.end {
        at = hit.end
        mine = next(span, heads, &at)
      }
      if let found = other, found.start < hit.end { other = index.next(span, from: hit.end) }
    }
  }

  /// Whether a name of an index is taken rather than one of these: it begins before, is longer, or is
  /// the same and the other one is of the lexicon.
  private static func precedes(_ other: NameIndex.Hit, _ mine: Hit) -> Bool {
    if other.start != mine.start { return other.start < mine.start }
    if other.end != mine.end { return other.end > mine.end }
    return mine.pattern.name >= NameAssembly.outside
  }

  /// The next mention from `at` on, which goes behind it; nil at the end of the text. The byte at `at`
  /// may begin a word: none goes on to it.
  @inline(__always)
  private func next(
    _ span: borrowing Span<UInt8>, _ heads: borrowing Span<UInt64>, _ at: inout Int
  ) -> Hit? {
    let count = span.count
    // Words in lower case need no look where no name begins with a letter in lower case.
    let fold: UInt8 = firsts.1 >> 33 & 0x3FF_FFFF == 0 ? 0 : 0x20
    while at &+ 2 < count {
      var byte = span[at]
      if byte < 0x80 {
        if Self.isWord(byte), mayBegin(byte), let found = match(span, heads, at) {
          return hit(found, &at)
        }
        at = Self.nextBegin(span, at &+ 1, fold: fold)
        continue
      }
      if byte & 0xF0 == 0xE0, at &+ 8 <= count {
        // Ideographs and their signs, of which nearly none begins a name.
        var mayBegin = hasShortWide
        repeat {
          // The condition keeps the eight bytes inside.
          let word = unsafe span.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: at, as: UInt64.self
          ).littleEndian
          byte = UInt8(truncatingIfNeeded: word)
          guard byte & 0xF0 == 0xE0 else { break }
          let head = slot(word, Self.middle)
          mayBegin = mayBegin || heads[head >> 6] &>> UInt64(head & 63) & 1 != 0
          if mayBegin { break }
          at &+= 3
        } while at &+ 8 <= count
        guard mayBegin else { continue }
      }
      if byte >= 0xE0, let found = match(span, heads, at) { return hit(found, &at) }
      at &+= byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    }
    return nil
  }

  /// The mention of a pattern at `at`, which goes behind it.
  @inline(__always)
  private func hit(_ found: Int, _ at: inout Int) -> Hit {
    let pattern = patterns[found]
    let start = at
    at &+= Int(pattern.count)
    return Hit(start: start, end: at, pattern: pattern)
  }

  /// The next place from `at` on, which is not 0, where a word begins with a capital or a digit or a
  /// code point beyond ASCII stands, or the end. With 0x20 for `fold`, capitals need not be.
  @inline(__always)
  static func nextBegin(
    _ bytes: borrowing Span<UInt8>, _ at: Int, fold: UInt8
  ) -> Int {
    typealias Lanes = ByteScan.Lanes
    var at = at
    while at &+ 16 <= bytes.count {
      // In bounds: `at` is above 0, and sixteen bytes from it are there by the condition.
      let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: Lanes.self)
      let before = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &- 1, as: Lanes.self)
      let begins =
        wordLanes(lanes, fold: fold, first: fold == 0 ? 0x41 : 0x61)
        .& .!wordLanes(before, fold: 0x20, first: 0x61)
      let hit = ByteScan.index(begins .| (lanes .>= Lanes(repeating: 0x80)))
      at &+= hit
      if hit < 16 { return at }
    }
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x80 || isWord(byte) && !isWord(bytes[at &- 1]) { return at }
      at &+= 1
    }
    return at
  }

  /// ASCII digits, and letters from `first` on once `fold` is set in them.
  @inline(__always)
  private static func wordLanes(
    _ lanes: ByteScan.Lanes, fold: UInt8, first: UInt8
  ) -> ByteScan.Mask {
    (((lanes | ByteScan.Lanes(repeating: fold)) &- ByteScan.Lanes(repeating: first))
      .< ByteScan.Lanes(repeating: 26))
      .| ((lanes &- ByteScan.Lanes(repeating: 0x30)) .< ByteScan.Lanes(repeating: 10))
  }

  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 && byte < 0x80 || byte &- 0x30 < 10
  }

  /// The longest pattern at `at`, behind which three bytes stand.
  @inline(__always)
  private func match(
    _ text: borrowing Span<UInt8>, _ heads: borrowing Span<UInt64>, _ at: Int
  ) -> Int? {
    if at + 8 <= text.count {
      // The condition keeps the eight bytes inside.
      let word =
        unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
        .littleEndian & 0xFFFF_FFFF_FFFF
      let head = slot(word, Self.middle)
      let isMiddle = heads[head >> 6] & 1 << UInt64(head & 63) != 0
      if !isMiddle {
        guard hasShort else { return nil }
        let short = slot(word & 0xFF_FFFF, Self.short)
        guard heads[short >> 6] & 1 << UInt64(short & 63) != 0 else { return nil }
      }
      return look(text, at, word, head: isMiddle ? head : -1)
    }
    let word = Self.load(text, at, Self.middle)
    return look(text, at, word, head: text.count - at >= Self.middle ? slot(word, Self.middle) : -1)
  }

  @inline(never)
  private func look(_ text: borrowing Span<UInt8>, _ at: Int, _ word: UInt64, head: Int) -> Int? {
    if head >= 0 {
      if at + Self.long + 2 <= text.count {
        // The condition keeps the eight bytes inside.
        let second =
          unsafe text.bytes.unsafeLoadUnaligned(
            fromByteOffset: at + Self.middle, as: UInt64.self
          ).littleEndian & 0xFFFF_FFFF_FFFF
        if let found = lookLong(text, at, tail(word, second)) { return found }
      } else if at + Self.long <= text.count {
        let second = Self.load(text, at + Self.middle, Self.middle)
        if let found = lookLong(text, at, tail(word, second)) { return found }
      }
      if let found = compare(text, at, Self.bucket(head), atLeast: Self.middle) { return found }
    }
    guard hasShort else { return nil }
    let short = slot(word & 0xFF_FFFF, Self.short)
    guard heads[short >> 6] &>> UInt64(short & 63) & 1 != 0 else { return nil }
    return compare(text, at, Self.bucket(short), atLeast: Self.short)
  }

  @inline(__always)
  private func lookLong(_ text: borrowing Span<UInt8>, _ at: Int, _ bucket: Int) -> Int? {
    guard tails[bucket >> 6] & 1 << UInt64(bucket & 63) != 0 else { return nil }
    return compare(text, at, bucket, atLeast: Self.long)
  }

  /// The longest pattern of a bucket that stands at `at`. Patterns of other prefixes that share the
  /// bucket are told apart by the comparison.
  private func compare(
    _ text: borrowing Span<UInt8>, _ at: Int, _ bucket: Int, atLeast: Int
  ) -> Int? {
    var candidate = buckets[bucket]
    var best: Int?
    var longest = 0
    var count = 0
    while candidate >= 0 {
      let index = Int(candidate)
      if Int(patterns[index].count) > longest, stands(text, at, index, atLeast) {
        best = index
        longest = Int(patterns[index].count)
      }
      candidate = places[index].next
      count &+= 1
    }
    // Only a bucket that is full has more names in a crowd.
    if count < Self.room { return best }
    if !lastingCrowd.isEmpty { look(lastingCrowd, text, at, bucket, atLeast, &best, &longest) }
    if !crowd.isEmpty { look(crowd, text, at, bucket, atLeast, &best, &longest) }
    return best
  }

  private func look(
    _ crowd: borrowing NameCrowd, _ text: borrowing Span<UInt8>, _ at: Int, _ bucket: Int,
    _ atLeast: Int, _ best: inout Int?, _ longest: inout Int
  ) {
    crowd.forEach(text, at, bucket) { index in
      if Int(patterns[index].count) >= longest, stands(text, at, index, atLeast) {
        best = index
        longest = Int(patterns[index].count)
      }
    }
  }

  /// The name of a pattern stands at `at`.
  @inline(__always)
  private func stands(
    _ text: borrowing Span<UInt8>, _ at: Int, _ index: Int, _ atLeast: Int
  ) -> Bool {
    let length = Int(patterns[index].count)
    guard length >= atLeast, at + length <= text.count else { return false }
    guard ByteMatch.equals(bytes.span, Int(patterns[index].start), text, at, length),
      !patterns[index].isEnglish || endsWord(text, at + length)
    else { return false }
    return !patterns[index].standsAlone || !patterns[index].isEnglish
      || at + length + 1 >= text.count || text[at + length] != 0x20
      || text[at + length + 1] &- 0x41 >= 26
  }

  private func endsWord(_ text: borrowing Span<UInt8>, _ end: Int) -> Bool {
    guard end < text.count else { return true }
    return !Self.isWord(text[end])
  }
}
