/// Makes the bytes of a `NameIndex`.
///
/// Complexity: O(n log n) in the names; about 250 bytes a pair.
struct NameIndexBuilder {
  private let han: HanTable
  private var records: [UInt8] = []
  private var pool: [UInt8] = []
  /// Names that were added.
  private(set) var count = 0
  private var sides: Table
  private var keys: Table
  private var keyNumbers: [UInt32]
  private var heads: BitMap
  private var tails: BitMap
  /// The prefix of a side and its length.
  private var members: [(prefix: UInt64, length: UInt16)] = []
  private var flags: UInt64 = 0

  /// Open addressing: `words` where a number is not 0.
  private struct Table {
    var words: [UInt64]
    var mask: Int { words.count - 1 }

    init(sides: Int) {
      var size = 16
      while size < 2 * sides { size *= 2 }
      words = Array(repeating: 0, count: size)
    }
  }

  /// As `NameIndex` reads it.
  private struct BitMap {
    var words: [UInt64]

    init(bits: Int) { words = Array(repeating: 0, count: bits / 64) }

    mutating func set(_ hash: UInt64) {
      let bit = Int(truncatingIfNeeded: hash) & (64 * words.count - 1)
      words[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  init(names: Int, _ han: HanTable) {
    self.han = han
    sides = Table(sides: 2 * names)
    keys = Table(sides: 2 * names)
    keyNumbers = Array(repeating: 0, count: keys.words.count)
    var bits = 1 << 12
    while bits < 8 * names, bits < 1 << 21 { bits *= 2 }
    heads = BitMap(bits: bits)
    while bits < 16 * names, bits < 1 << 30 { bits *= 2 }
    tails = BitMap(bits: bits)
  }

  /// Adds a name that serves all documents: of equal sides the first counts. False where there is no
  /// room for it.
  mutating func addGlobal(_ name: KnownName) -> Bool {
    let number = count
    guard append(name) else { return false }
    file(name.en, number, isEnglish: true)
    file(name.zh, number, isEnglish: false)
    key(NameCollection.englishKey(name.en), number)
    key(NameCollection.hanKey(name.zh, han), number)
    return true
  }

  /// Adds a name that serves the documents of issuers.
  mutating func append(_ name: KnownName) -> Bool {
    guard let start = UInt32(exactly: pool.count), let en = UInt16(exactly: name.en.count),
      let zh = UInt16(exactly: name.zh.count), count < 1 << 30
    else { return false }
    Self.append(start, &records)
    Self.append(en, &records)
    Self.append(zh, &records)
    Self.append(name.concept, &records)
    Self.append(NameFlags(name).bits, &records)
    Self.append(UInt32(0), &records)
    pool += name.en
    pool += name.zh
    count += 1
    return true
  }

  private mutating func file(_ side: [UInt8], _ number: Int, isEnglish: Bool) {
    let length =
      side.count >= NameIndex.long
      ? NameIndex.long : side.count >= NameIndex.middle ? NameIndex.middle : NameIndex.short
    guard side.count >= length else { return }
    var hash = PartLexicon.seed
    for byte in side { hash = PartLexicon.extend(hash, byte) }
    let spread = NameIndex.spread(hash)
    let mark = UInt64(UInt32(truncatingIfNeeded: spread >> 32))
    var slot = Int(truncatingIfNeeded: spread) & sides.mask
    while sides.words[slot] != 0 {
      let known = sides.words[slot]
      // An equal side that came before counts.
      if known & 0xFFFF_FFFF == mark, self.side(known >> 32) == side[...] { return }
      slot = (slot + 1) & sides.mask
    }
    sides.words[slot] = mark | UInt64(2 * number + (isEnglish ? 0 : 1) + 1) << 32
    let prefix = NameIndex.prefix(side.span, 0, length)
    heads.set(
      length == NameIndex.long ? NameIndex.prefix(side.span, 0, NameIndex.middle) : prefix)
    tails.set(prefix >> 20)
    members.append((prefix, UInt16(side.count)))
    if (0x61...0x7A).contains(side[0]) { flags |= 1 }
    if length == NameIndex.short { flags |= 2 }
  }

  /// The bytes of a side that a slot names.
  private func side(_ value: UInt64) -> ArraySlice<UInt8> {
    let number = Int(value - 1) >> 1
    func word(_ offset: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(records[24 * number + offset + $1]) << (8 * $1) }
    }
    let (start, en, zh) = (word(0, 4), word(4, 2), word(6, 2))
    return (value - 1) & 1 == 0
      ? pool[start..<(start + en)] : pool[(start + en)..<(start + en + zh)]
  }

  private mutating func key(_ key: UInt64, _ number: Int) {
    var slot = Int(truncatingIfNeeded: NameIndex.spread(key)) & keys.mask
    while keyNumbers[slot] != 0 {
      if keys.words[slot] == key { return }
      slot = (slot + 1) & keys.mask
    }
    keys.words[slot] = key
    keyNumbers[slot] = UInt32(number + 1)
  }

  /// The bytes. `scopes` are keys of issuers, ascending, with the places of their names among those
  /// that were appended behind the first `globalCount`.
  func bytes(key: RecordID, globalCount: Int, scopes: [(key: UInt64, names: [Int32])]) -> [UInt8] {
    var lengths: [UInt8] = []
    let groups = groupTable(&lengths)
    var scopeBytes: [UInt8] = []
    var scoped: [UInt8] = []
    for scope in scopes {
      Self.append(scope.key, &scopeBytes)
      Self.append(UInt32(scoped.count / 4), &scopeBytes)
      Self.append(UInt32(scope.names.count), &scopeBytes)
      for number in scope.names { Self.append(UInt32(bitPattern: number), &scoped) }
    }
    var keyBytes: [UInt8] = []
    keyBytes.reserveCapacity(16 * keys.words.count)
    for (slot, word) in keys.words.enumerated() {
      Self.append(word, &keyBytes)
      Self.append(UInt64(keyNumbers[slot]), &keyBytes)
    }
    let parts = [
      records, pool, Self.bytes(of: heads.words), Self.bytes(of: tails.words),
      Self.bytes(of: sides.words), groups, lengths, keyBytes, scopeBytes, scoped,
    ]
    var result: [UInt8] = []
    result.reserveCapacity(8 * NameIndex.headerWords + parts.reduce(0) { $0 + $1.count + 8 })
    for word in [
      NameIndex.magic, NameIndex.version, key.high, key.low, UInt64(globalCount),
      flags,
    ] {
      Self.append(word, &result)
    }
    for (part, bytes) in zip(NameIndex.Part.allCases, parts) {
      Self.append(UInt64(bytes.count / part.size), &result)
    }
    for bytes in parts {
      result += bytes
      while result.count % 8 != 0 { result.append(0) }
    }
    return result
  }

  /// The table of groups; their lengths, ascending, go to `lengths`.
  private func groupTable(_ lengths: inout [UInt8]) -> [UInt8] {
    let sorted = members.sorted { ($0.prefix, $0.length) < ($1.prefix, $1.length) }
    var groups: [(prefix: UInt64, start: UInt32, count: UInt32)] = []
    for (index, member) in sorted.enumerated() {
      if index > 0, sorted[index - 1] == member { continue }
      if groups.last?.prefix != member.prefix {
        groups.append((member.prefix, UInt32(lengths.count / 2), 0))
      }
      groups[groups.count - 1].count += 1
      Self.append(member.length, &lengths)
    }
    var size = 16
    while size < 2 * groups.count { size *= 2 }
    var words = [UInt64](repeating: 0, count: 2 * size)
    for group in groups {
      var slot = Int(truncatingIfNeeded: group.prefix >> 8) & (size - 1)
      while words[2 * slot + 1] != 0 { slot = (slot + 1) & (size - 1) }
      words[2 * slot] = group.prefix
      words[2 * slot + 1] = UInt64(group.start) | UInt64(group.count) << 32
    }
    return Self.bytes(of: words)
  }

  private static func bytes(of words: [UInt64]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * words.count)
    for word in words { append(word, &bytes) }
    return bytes
  }

  @inline(__always)
  private static func append(_ word: some FixedWidthInteger, _ bytes: inout [UInt8]) {
    unsafe withUnsafeBytes(of: word.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }
}
