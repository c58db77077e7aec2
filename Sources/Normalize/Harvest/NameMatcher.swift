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
    /// The bit of its head and its bucket, whose number is also the bit of its tail.
    fileprivate var head: Int32 = 0
    fileprivate var bucket: Int32 = 0
  }

  /// Prefixes by which names are filed: those that are longer than a prefix, by it.
  private static let short = 3
  private static let middle = 6
  private static let long = 12

  private var bytes: [UInt8] = []
  private var patterns: [Pattern] = []
  private var buckets: [Int32]
  private var next: [Int32] = []
  /// A bit for each prefix of three or six bytes, and one for each of twelve.
  private var heads: [UInt64]
  private var tails: [UInt64]
  /// First bytes of names, a bit each.
  private var firsts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var hasShort = false
  /// A short name begins beyond ASCII.
  private var hasShortWide = false
  private let shift: UInt64

  /// What `reset()` goes back to.
  private struct Lasting {
    var bytes = 0
    var patterns = 0
    var firsts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var hasShort = false
    var hasShortWide = false
  }
  private var lasting = Lasting()
  private var lastingHeads: [UInt64]
  private var lastingTails: [UInt64]

  /// A matcher for about `capacity` lasting names; those of a document fit in beside them.
  init(capacity: Int = 0) {
    var bits: UInt64 = 12
    while 1 << bits < 8 * capacity, bits < 24 { bits += 1 }
    buckets = [Int32](repeating: -1, count: 1 << Int(bits))
    heads = [UInt64](repeating: 0, count: 1 << Int(bits - 6))
    tails = heads
    (lastingHeads, lastingTails) = (heads, heads)
    shift = 64 - bits
  }

  /// Names of a bucket that has many: thousands of names may share their first words.
  private struct Crowd {
    /// The names by the hash of all their bytes and of their bucket.
    private var names = KeyTable()
    /// The lengths of the names of each bucket, ascending, and the numbers of the buckets.
    private var lengths: [[Int]] = []
    private var numbers = KeyTable()
    /// A bit for the last six bits of each of them.
    private var buckets: UInt64 = 0

    /// A bucket may have names here.
    @inline(__always)
    func mayHold(_ bucket: Int) -> Bool { buckets &>> UInt64(bucket & 63) & 1 != 0 }

    var isEmpty: Bool { names.isEmpty }

    mutating func removeAll() {
      guard !isEmpty else { return }
      names.removeAll()
      lengths.removeAll()
      numbers.removeAll()
      buckets = 0
    }

    mutating func add(_ name: [UInt8], _ index: Int, bucket: Int) {
      var hash = Self.seed(bucket)
      for byte in name { hash = PartLexicon.extend(hash, byte) }
      names[hash] = index
      let number = numbers[UInt64(bucket)] ?? lengths.count
      if number == lengths.count {
        numbers[UInt64(bucket)] = number
        buckets |= 1 << UInt64(bucket & 63)
        lengths.append([])
      }
      let place = lengths[number].firstIndex { $0 >= name.count } ?? lengths[number].count
      if place == lengths[number].count || lengths[number][place] != name.count {
        lengths[number].insert(name.count, at: place)
      }
    }

    private static func seed(_ bucket: Int) -> UInt64 {
      PartLexicon.seed ^ UInt64(bucket) &* 0x9E37_79B9_7F4A_7C15
    }

    /// Calls `body` with the names that may stand at `at`, the longest last.
    ///
    /// Complexity: O(length of the longest name).
    func forEach(
      _ text: borrowing Span<UInt8>, _ at: Int, _ bucket: Int, _ body: (Int) -> Void
    ) {
      guard let number = numbers[UInt64(bucket)] else { return }
      var hash = Self.seed(bucket)
      var read = 0
      for length in lengths[number] {
        guard at + length <= text.count else { return }
        while read < length {
          hash = PartLexicon.extend(hash, text[at + read])
          read += 1
        }
        if let index = names[hash] { body(index) }
      }
    }
  }

  /// Names of the document, and of what lasts, in buckets that are full.
  private var crowd = Crowd()
  private var lastingCrowd = Crowd()
  /// `next` of a name that is in a crowd.
  private static let crowded: Int32 = -2
  private static let room = 12

  private func isFull(_ bucket: Int) -> Bool {
    var candidate = buckets[bucket]
    var count = 0
    while candidate >= 0 {
      count += 1
      if count == Self.room { return true }
      candidate = next[Int(candidate)]
    }
    return false
  }

  /// Makes the patterns so far the lasting ones, which `reset()` keeps.
  mutating func seal() {
    lastingCrowd = crowd
    crowd = Crowd()
    lasting = Lasting(
      bytes: bytes.count, patterns: patterns.count, firsts: firsts, hasShort: hasShort,
      hasShortWide: hasShortWide)
    (lastingHeads, lastingTails) = (heads, tails)
  }

  /// Drops the patterns that were added behind the lasting ones. Complexity: O(dropped).
  mutating func reset() {
    // Undone in the reverse order, each bucket gets the pattern back that was first before.
    for index in (lasting.patterns..<patterns.count).reversed() {
      let (head, bucket) = (Int(patterns[index].head), Int(patterns[index].bucket))
      if next[index] != Self.crowded { buckets[bucket] = next[index] }
      heads[head >> 6] = lastingHeads[head >> 6]
      tails[bucket >> 6] = lastingTails[bucket >> 6]
    }
    patterns.removeSubrange(lasting.patterns...)
    next.removeSubrange(lasting.patterns...)
    crowd.removeAll()
    bytes.removeSubrange(lasting.bytes...)
    firsts = lasting.firsts
    hasShort = lasting.hasShort
    hasShortWide = lasting.hasShortWide
  }

  var isEmpty: Bool { patterns.isEmpty }

  /// Adds a name; of two equal ones the later is found.
  mutating func add(
    _ name: [UInt8], name number: Int, isEnglish: Bool, standsAlone: Bool = false
  ) {
    guard name.count >= Self.short else { return }
    let index = patterns.count
    let slots = slots(name.span)
    patterns.append(
      Pattern(
        start: Int32(bytes.count), count: Int32(name.count), name: Int32(number),
        isEnglish: isEnglish, standsAlone: standsAlone, head: Int32(slots.head),
        bucket: Int32(slots.bucket)))
    bytes.append(contentsOf: name)
    if isFull(slots.bucket) {
      next.append(Self.crowded)
      crowd.add(name, index, bucket: slots.bucket)
    } else {
      next.append(buckets[slots.bucket])
      buckets[slots.bucket] = Int32(index)
    }
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

  /// The bit of a name's head and its bucket, whose number is also the bit of its tail.
  private func slots(_ name: borrowing Span<UInt8>) -> (head: Int, bucket: Int) {
    if name.count < Self.middle {
      let key = slot(Self.load(name, 0, Self.short), Self.short)
      return (key, key)
    }
    let word = Self.load(name, 0, Self.middle)
    let head = slot(word, Self.middle)
    guard name.count >= Self.long else { return (head, head) }
    return (head, tail(word, Self.load(name, Self.middle, Self.middle)))
  }

  /// `count` bytes at `at` as one number; in bounds for a name or a checked place.
  @inline(__always)
  private static func load(_ bytes: borrowing Span<UInt8>, _ at: Int, _ count: Int) -> UInt64 {
    if at + 8 <= bytes.count {
      // The condition keeps the eight bytes inside.
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

  @inline(__always)
  private func slot(_ word: UInt64, _ length: Int) -> Int {
    Int(truncatingIfNeeded: ((word ^ UInt64(length) << 56) &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

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
    let count = span.count
    let heads = self.heads.span
    let hasShortWide = hasShortWide
    // Where no name begins with a lower-case letter such words need no look.
    let hasSmall = firsts.1 >> 33 & 0x3FF_FFFF != 0
    // The last place with eight bytes behind it.
    let last = count - 8
    var at = 0
    // Where the last mention ended: a name may begin there whatever stands before.
    var fresh = 0
    while at + 2 < count {
      if at > fresh {
        // The next place where a word or a code point of three bytes may begin.
        at = hasSmall ? Self.nextWord(span, at) : Self.nextCapital(span, at)
        guard at + 2 < count else { return }
      }
      var byte = span[at]
      if byte & 0xF0 == 0xE0, at <= last {
        // Code points of three bytes, of which nearly none begins a name.
        var isHead = false
        repeat {
          // The condition keeps the eight bytes inside.
          let word = unsafe span.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: at, as: UInt64.self
          ).littleEndian
          byte = UInt8(truncatingIfNeeded: word)
          guard byte & 0xF0 == 0xE0 else { break }
          let head = slot(word & 0xFFFF_FFFF_FFFF, Self.middle)
          isHead = heads[head >> 6] &>> UInt64(truncatingIfNeeded: head) & 1 != 0 || hasShortWide
          if isHead { break }
          at &+= 3
        } while at <= last
        guard isHead else { continue }
      }
      let isASCII = byte < 0x80
      let mayStart =
        isASCII
        ? Self.isWord(byte) && mayBegin(byte) && (at == fresh || !Self.isWord(span[at - 1]))
        : byte >= 0xE0
      if mayStart, let found = match(span, heads, at) {
        let end = at + Int(patterns[found].count)
        hits.append(Hit(start: at, end: end, pattern: patterns[found]))
        (at, fresh) = (end, end)
        continue
      }
      at += isASCII ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    }
  }

  /// The first place from `at` on, or one near the end, where a capital letter, a digit or a sign filed
  /// beside them stands, or a code point of three bytes or four.
  @inline(__always)
  private static func nextCapital(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    ByteScan.skip(bytes, at, bytes.count) { byte in
      let upper = byte & ByteScan.Lanes(repeating: 0xE0)
      return (upper .== ByteScan.Lanes(repeating: 0x40))
        .| (upper .== ByteScan.Lanes(repeating: 0xE0))
        .| ((byte & ByteScan.Lanes(repeating: 0xF0)) .== ByteScan.Lanes(repeating: 0x30))
    }
  }

  /// The first place from `at`, which is above 0, or one near the end, where letters and digits begin,
  /// or a code point of three bytes or four.
  @inline(never)
  private static func nextWord(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    1
      + ByteScan.skipPairs(bytes, at - 1, bytes.count) { before, byte in
        areWords(byte) .& .!areWords(before) .| (byte .>= ByteScan.Lanes(repeating: 0xE0))
      }
  }

  @inline(__always)
  private static func areWords(_ bytes: ByteScan.Lanes) -> ByteScan.Mask {
    let letters = (bytes | ByteScan.Lanes(repeating: 0x20)) &- ByteScan.Lanes(repeating: 0x61)
    return (letters .< ByteScan.Lanes(repeating: 26))
      .| (bytes &- ByteScan.Lanes(repeating: 0x30) .< ByteScan.Lanes(repeating: 10))
  }

  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool {
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
      if let found = compare(text, at, head, atLeast: Self.middle) { return found }
    }
    guard hasShort else { return nil }
    let short = slot(word & 0xFF_FFFF, Self.short)
    guard heads[short >> 6] &>> UInt64(truncatingIfNeeded: short) & 1 != 0 else { return nil }
    return compare(text, at, short, atLeast: Self.short)
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
    while candidate >= 0 {
      let index = Int(candidate)
      if Int(patterns[index].count) > longest, stands(text, at, index, atLeast) {
        best = index
        longest = Int(patterns[index].count)
      }
      candidate = next[index]
    }
    if lastingCrowd.mayHold(bucket) { look(lastingCrowd, text, at, bucket, atLeast, &best, &longest) }
    if crowd.mayHold(bucket) { look(crowd, text, at, bucket, atLeast, &best, &longest) }
    return best
  }

  private func look(
    _ crowd: borrowing Crowd, _ text: borrowing Span<UInt8>, _ at: Int, _ bucket: Int,
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
    let start = Int(patterns[index].start)
    guard Self.areEqual(bytes.span, start, text, at, length),
      !patterns[index].isEnglish || endsWord(text, at + length)
    else { return false }
    return !patterns[index].standsAlone || !patterns[index].isEnglish
      || at + length + 1 >= text.count || text[at + length] != 0x20
      || text[at + length + 1] &- 0x41 >= 26
  }

  /// Whether `length` bytes are the same, those at the end first: names that are filed together begin
  /// alike.
  @inline(__always)
  private static func areEqual(
    _ name: borrowing Span<UInt8>, _ start: Int, _ text: borrowing Span<UInt8>, _ at: Int,
    _ length: Int
  ) -> Bool {
    guard start >= 0, at >= 0, start + length <= name.count, at + length <= text.count else {
      return false
    }
    var left = length
    while left >= 8 {
      left &-= 8
      // The guard keeps `left + 8 <= length` bytes inside of both.
      let one = unsafe name.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: start &+ left, as: UInt64.self)
      let other = unsafe text.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &+ left, as: UInt64.self)
      if one != other { return false }
    }
    while left > 0 {
      left &-= 1
      if name[start &+ left] != text[at &+ left] { return false }
    }
    return true
  }

  private func endsWord(_ text: borrowing Span<UInt8>, _ end: Int) -> Bool {
    guard end < text.count else { return true }
    return !Self.isWord(text[end])
  }
}
