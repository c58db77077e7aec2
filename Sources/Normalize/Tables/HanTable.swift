/// What is known of Han code points: the key they match under, the script they are evidence of, and
/// how they are read in Mandarin and Cantonese.
///
/// Code points are `UInt32` scalar values. U+2E80...U+9FFF are looked up in flat arrays, other code
/// points by binary search among the extra records; a code point in neither folds to itself, has
/// no readings, and is flagged `han` only in planes 2 and 3. Every look-up is total, and none
/// allocates but ``spelling(of:)``.
///
/// Complexity: a look-up takes O(1) in U+2E80...U+9FFF, elsewhere O(log n) in the 20,000 extra
/// records; readings take O(r) more, where r, the number of readings, is below 10.
///
/// Source: `han.bin`, written by `Scripts/tables.py` from Unihan (UAX #38) and rime-cantonese; its
/// rules are in `Data/README.md`.
///
///     table.fold(0x9834) == table.fold(0x9896)  // 頴 and 颖 share a key, as does 穎
///     table.hasPinyin(0x66FE, matching: zeng)   // 曾: true, and for ceng; Jyutping zang, cang
///
/// Left alone on purpose: tones, readings of words and surnames (曾 ranks `ceng` first), and forms
/// that names keep apart in Simplified text (沈沉, 哲喆).
/// A class, so that passing it on costs one reference and not one for each of its arrays.
final class HanTable: Sendable {
  private static let magic: [UInt8] = [0x4E, 0x48, 0x54, 0x31]  // NHT1
  private static let headerSize = 56
  private static let extraRecordSize = 12
  private static let jyutpingBit: UInt16 = 0x8000
  private static let blockFirst: UInt32 = 0x2E80
  // Planes 2 and 3 are kept for ideographs: what has no record there is a rare one.
  private static let ideographicPlanes: ClosedRange<UInt32> = 0x20000...0x3FFFD
  private static let blockCount = 0x9FFF - 0x2E80 + 1

  // The block U+2E80...U+9FFF, by code point.
  private let keys: [UInt16]
  private let flagBits: [UInt8]
  /// What each is evidence of: see ``balance(_:)``.
  private let balances: [Int32]
  private let setNumbers: [UInt16]
  // Readings: set k is setData[setStart[k]..<setStart[k + 1]]; syllable i is
  // syllableBytes[syllableStart[i]..<syllableStart[i + 1]].
  private let setStart: [UInt32]
  private let setData: [UInt16]
  private let syllableStart: [UInt32]
  private let syllableBytes: [UInt8]
  // Other code points, sorted.
  private let extraScalars: [UInt32]
  private let extraKeys: [UInt32]
  private let extraSetNumbers: [UInt16]
  private let extraFlagBits: [UInt8]

  /// Decodes the bytes of `han.bin` (`Data/README.md` has the format).
  ///
  /// Every offset and number is checked here, so that look-ups cannot leave the arrays.
  ///
  /// - Throws: ``TableError`` with the byte offset of the first finding.
  /// - Complexity: O(n) in the number of bytes, about a millisecond for the file as it is.
  init(bytes: [UInt8], levels: HanLevels? = .shared) throws(TableError) {
    let source = TableBytes(name: "han.bin", bytes: bytes)
    guard bytes.count >= Self.headerSize else { throw source.error(at: 0, "header is cut short") }
    guard bytes[..<4].elementsEqual(Self.magic) else {
      throw source.error(at: 0, "magic is not NHT1")
    }
    guard source.uint32(at: 4) == Self.blockFirst, source.uint32(at: 8) == Self.blockCount else {
      throw source.error(at: 4, "block is not U+2E80...U+9FFF")
    }
    let setCount = Int(source.uint32(at: 12))
    let syllableCount = Int(source.uint32(at: 16))
    let extraCount = Int(source.uint32(at: 20))
    guard source.uint32(at: 52) == bytes.count else {
      throw source.error(at: 52, "total size is not the \(bytes.count) bytes of the file")
    }
    // The section of each field ends where the next one starts, but for padding.
    var sections: [Range<Int>] = []
    for field in stride(from: 24, to: 52, by: 4) {
      let start = Int(source.uint32(at: field))
      let end = Int(source.uint32(at: field + 4))
      guard start >= Self.headerSize, start.isMultiple(of: 4), start <= end, end <= bytes.count
      else { throw source.error(at: field, "section offset \(start) is out of place") }
      sections.append(start..<end)
    }

    keys = try source.elements(in: sections[0], count: Self.blockCount)
    flagBits = try source.elements(in: sections[1], count: Self.blockCount)
    balances = flagBits.enumerated().map { index, flags in
      let isRare = levels?[Self.blockFirst + UInt32(index)] == HanLevels.rare
      return Int32(HanFlags(rawValue: flags).balance) + (isRare ? Int32(Self.rareUnit) : 0)
    }
    setNumbers = try source.elements(in: sections[2], count: Self.blockCount)
    setStart = try source.elements(in: sections[3], count: setCount + 1)
    setData = try source.elements(in: sections[4], count: Int(setStart[setCount]))
    (syllableStart, syllableBytes) = try source.syllables(in: sections[5], count: syllableCount)

    guard setCount > 0, setStart[0] == 0, Self.ascends(setStart) else {
      throw source.error(at: sections[3].lowerBound, "offsets of reading sets are not ascending")
    }
    guard setData.allSatisfy({ Int($0 & ~Self.jyutpingBit) < syllableCount }) else {
      throw source.error(at: sections[4].lowerBound, "a reading has no syllable")
    }
    guard setNumbers.allSatisfy({ Int($0) < setCount }) else {
      throw source.error(at: sections[2].lowerBound, "a code point has no such reading set")
    }
    guard keys.allSatisfy({ $0 < 0xD800 || $0 > 0xDFFF }) else {
      throw source.error(at: sections[0].lowerBound, "a key is no scalar")
    }

    let extra = sections[6]
    guard extra.count / Self.extraRecordSize >= extraCount else {
      throw source.error(at: extra.lowerBound, "extra records are cut short")
    }
    // A record is three words: scalar, key, reading set with the flags above it.
    let words: [UInt32] = try source.elements(in: extra, count: extraCount * 3)
    var scalars: [UInt32] = []
    var keys: [UInt32] = []
    var sets: [UInt16] = []
    var flags: [UInt8] = []
    scalars.reserveCapacity(extraCount)
    keys.reserveCapacity(extraCount)
    sets.reserveCapacity(extraCount)
    flags.reserveCapacity(extraCount)
    var isSound = true
    var previous: UInt32 = 0
    for at in stride(from: 0, to: words.count, by: 3) {
      isSound =
        isSound && (at == 0 || words[at] > previous) && Self.isScalar(words[at])
        && Self.isScalar(words[at + 1]) && Int(words[at + 2] & 0xFFFF) < setCount
      previous = words[at]
      scalars.append(words[at])
      keys.append(words[at + 1])
      sets.append(UInt16(truncatingIfNeeded: words[at + 2]))
      flags.append(UInt8(truncatingIfNeeded: words[at + 2] >> 16))
    }
    guard isSound else {
      throw source.error(at: extra.lowerBound, "extra records are unsorted or point outside")
    }
    (extraScalars, extraKeys, extraSetNumbers, extraFlagBits) = (scalars, keys, sets, flags)
  }

  private static func ascends(_ offsets: [UInt32]) -> Bool {
    for index in offsets.indices.dropFirst() where offsets[index - 1] > offsets[index] {
      return false
    }
    return true
  }

  private static func isScalar(_ value: UInt32) -> Bool {
    value < 0xD800 || value > 0xDFFF && value < 0x11_0000
  }

  // MARK: Keys and flags

  /// The key that a code point matches under: one for all forms of a Han ideograph.
  ///
  /// For matching only, never for display: 后 and 後, 干 and 乾, 发, 發 and 髮 share a key, as in
  /// Simplified text. CJK and Kangxi radicals have the key of their ideograph. Idempotent.
  ///
  /// - Complexity: O(1) below U+A000, else O(log n).
  @inline(__always)
  func fold(_ scalar: UInt32) -> UInt32 {
    let index = Int(scalar &- Self.blockFirst)
    if index < keys.count { return UInt32(keys[index]) }
    if scalar < Self.blockFirst { return scalar }
    return extraIndex(of: scalar).map { extraKeys[$0] } ?? scalar
  }

  /// What a code point is and which script it is evidence of; empty where it is no Han ideograph.
  ///
  /// - Complexity: O(1) below U+A000, else O(log n).
  @inline(__always)
  func flags(_ scalar: UInt32) -> HanFlags {
    let index = Int(scalar &- Self.blockFirst)
    if index < flagBits.count { return HanFlags(rawValue: flagBits[index]) }
    if scalar < Self.blockFirst { return [] }
    if let extra = extraIndex(of: scalar) { return HanFlags(rawValue: extraFlagBits[extra]) }
    return Self.ideographicPlanes.contains(scalar) ? .han : []
  }

  /// What a rare ideograph (``HanLevels``) adds to a balance besides.
  private static let rareUnit = 1 << 24

  /// A sum of balances of less than eight million code points: the balance, and how many are rare.
  @inline(__always)
  static func split(_ sum: Int) -> (balance: Int, rare: Int) {
    let rare = (sum + rareUnit / 2) >> 24
    return (sum - rare << 24, rare)
  }

  /// What a code point adds to the evidence of a text's script (`HanFlags.balance`), and whether it is
  /// rare: see ``split(_:)``.
  @inline(__always)
  func balance(_ scalar: UInt32) -> Int {
    let index = Int(scalar &- Self.blockFirst)
    return index < balances.count ? Int(balances[index]) : Int(flags(scalar).balance)
  }

  /// The sum for the ideographs in `start..<end`, valid UTF-8 of three bytes each, U+4000...U+9FFF.
  @inline(__always)
  func balance(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var balance = 0
    var at = start
    while at < end {
      let index = Int(UTF8Scan.triple(bytes, at) &- Self.blockFirst)
      balance &+= Int(balances[index])
      at &+= 3
    }
    return balance
  }

  // MARK: Readings

  /// One toneless reading of a code point. Valid for the table that it comes from.
  struct Reading: Sendable, Equatable {
    /// Whether the syllable is Jyutping; else it is Hanyu Pinyin with ü written `v`, `u` or `yu`.
    let isJyutping: Bool
    /// Number of the syllable. Equal numbers mean equal spellings, across both romanizations.
    let syllable: UInt16
    /// Length of the syllable in ASCII letters.
    let length: Int
  }

  /// Calls `body` with each reading, pinyin first, the most usual first in each romanization, until
  /// `body` returns `true`.
  func forEachReading(of scalar: UInt32, _ body: (Reading) -> Bool) {
    for index in readingIndices(of: scalar) {
      let number = setData[index] & ~Self.jyutpingBit
      let reading = Reading(
        isJyutping: setData[index] & Self.jyutpingBit != 0, syllable: number,
        length: syllableIndices(number).count)
      if body(reading) { return }
    }
  }

  /// The lower-case ASCII spelling of a reading; empty for a reading of another table that has no
  /// counterpart here. Allocates, for edges and tests.
  func spelling(of reading: Reading) -> String {
    guard Int(reading.syllable) + 1 < syllableStart.count else { return "" }
    return String(decoding: syllableBytes[syllableIndices(reading.syllable)], as: UTF8.self)
  }

  /// Number of syllables; `Reading.syllable` is below it.
  var syllableCount: Int { syllableStart.count - 1 }

  /// The lower-case letters of a syllable.
  func letters(_ syllable: UInt16) -> ArraySlice<UInt8> { syllableBytes[syllableIndices(syllable)] }

  /// Whether `ascii`, lower-case letters, is a pinyin reading of the code point.
  func hasPinyin(_ scalar: UInt32, matching ascii: Span<UInt8>) -> Bool {
    hasReading(scalar, isJyutping: false, matching: ascii)
  }

  /// Whether `ascii`, lower-case letters, is a Jyutping reading of the code point.
  func hasJyutping(_ scalar: UInt32, matching ascii: Span<UInt8>) -> Bool {
    hasReading(scalar, isJyutping: true, matching: ascii)
  }

  /// Calls `body` with the length and the romanization of each reading that `bytes` continues with
  /// at `start`.
  ///
  /// Lengths count bytes and are at least 1. Readings come in the order of
  /// ``forEachReading(of:_:)``, so that `xian` gives 先 `(4, false)` and 西 `(2, false)`. Nothing is
  /// reported for a `start` outside `bytes`. The caller lower-cases `bytes`.
  ///
  /// - Complexity: O(r) in the readings of the code point, each compared over at most 6 bytes.
  func longestReadings(
    of scalar: UInt32, prefixOf bytes: Span<UInt8>, from start: Int,
    _ body: (_ length: Int, _ isJyutping: Bool) -> Void
  ) {
    guard start >= 0, start < bytes.count else { return }
    for index in readingIndices(of: scalar) {
      let syllable = syllableIndices(setData[index] & ~Self.jyutpingBit)
      if isPrefix(syllable, of: bytes, from: start) {
        body(syllable.count, setData[index] & Self.jyutpingBit != 0)
      }
    }
  }

  // MARK: Internals

  private func hasReading(_ scalar: UInt32, isJyutping: Bool, matching ascii: Span<UInt8>) -> Bool {
    for index in readingIndices(of: scalar)
    where (setData[index] & Self.jyutpingBit != 0) == isJyutping {
      let syllable = syllableIndices(setData[index] & ~Self.jyutpingBit)
      if syllable.count == ascii.count, isPrefix(syllable, of: ascii, from: 0) { return true }
    }
    return false
  }

  @inline(__always)
  private func isPrefix(_ syllable: Range<Int>, of bytes: Span<UInt8>, from start: Int) -> Bool {
    guard syllable.count <= bytes.count - start else { return false }
    var position = start
    for index in syllable {
      if syllableBytes[index] != bytes[position] { return false }
      position += 1
    }
    return true
  }

  @inline(__always)
  private func readingIndices(of scalar: UInt32) -> Range<Int> {
    let index = Int(scalar &- Self.blockFirst)
    let set: Int
    if index < setNumbers.count {
      set = Int(setNumbers[index])
    } else if scalar >= Self.blockFirst, let extra = extraIndex(of: scalar) {
      set = Int(extraSetNumbers[extra])
    } else {
      return 0..<0
    }
    return Int(setStart[set])..<Int(setStart[set + 1])
  }

  @inline(__always)
  private func syllableIndices(_ syllable: UInt16) -> Range<Int> {
    Int(syllableStart[Int(syllable)])..<Int(syllableStart[Int(syllable) + 1])
  }

  @inline(never)
  private func extraIndex(of scalar: UInt32) -> Int? {
    var low = 0
    var high = extraScalars.count
    while low < high {
      let middle = (low + high) / 2
      if extraScalars[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low < extraScalars.count && extraScalars[low] == scalar ? low : nil
  }
}

/// What a code point is, as far as names and language detection need it.
struct HanFlags: OptionSet, Sendable {
  let rawValue: UInt8

  /// 1 for evidence of Traditional text, -1 for evidence of Simplified text, else 0.
  var balance: Int8 { (contains(.traditional) ? 1 : 0) - (contains(.simplified) ? 1 : 0) }

  /// Evidence of Traditional text: in Big5, not in GB 2312, simplified to another form.
  static let traditional = HanFlags(rawValue: 1)
  /// Evidence of Simplified text: in GB 2312, not in Big5, the Simplified form of another.
  static let simplified = HanFlags(rawValue: 2)
  /// A unified ideograph or U+3007 IDEOGRAPHIC NUMBER ZERO; radicals are none.
  static let han = HanFlags(rawValue: 4)
  /// In level 1 of Big5 or of GB 2312.
  static let common = HanFlags(rawValue: 8)
}

/// A table file that is not what its reader expects: regenerate it with `Scripts/tables.py`.
public struct TableError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Name of the file.
  let table: String
  /// Offset of the field or section in the file, in bytes.
  let byteOffset: Int
  let reason: String

  public var description: String {
    "\(table), byte \(byteOffset): \(reason); regenerate with Scripts/tables.py"
  }
}

/// Checked little-endian access to the bytes of a table file.
private struct TableBytes {
  let name: String
  let bytes: [UInt8]

  func error(at offset: Int, _ reason: String) -> TableError {
    TableError(table: name, byteOffset: offset, reason: reason)
  }

  // The caller has checked the offset: a header field or an index into a measured section.
  func uint16(at offset: Int) -> UInt16 {
    UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
  }

  func uint32(at offset: Int) -> UInt32 {
    UInt32(uint16(at: offset)) | UInt32(uint16(at: offset + 2)) << 16
  }

  /// The numbers at the begin of a section, copied at once.
  func elements<Element: FixedWidthInteger & BitwiseCopyable>(
    in section: Range<Int>, count: Int
  ) throws(TableError) -> [Element] {
    let width = MemoryLayout<Element>.size
    guard count >= 0, section.count / width >= count, section.upperBound <= bytes.count else {
      throw error(at: section.lowerBound, "section has not room for \(count) elements")
    }
    let start = section.lowerBound
    // The guard keeps the bytes that are copied inside, and they fill the elements exactly.
    let elements = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[start..<(start + count * width)]))
      }
      filled = count
    }
    return 1.littleEndian == 1 ? elements : elements.map { Element(littleEndian: $0) }
  }

  /// The letters of all syllables one after the other, and where each starts.
  func syllables(in section: Range<Int>, count: Int) throws(TableError) -> ([UInt32], [UInt8]) {
    var starts: [UInt32] = [0]
    var letters: [UInt8] = []
    var position = section.lowerBound
    for _ in 0..<count {
      guard position < section.upperBound else {
        throw error(at: position, "syllables are cut short")
      }
      let end = position + 1 + Int(bytes[position])
      guard end > position + 1, end <= section.upperBound,
        bytes[(position + 1)..<end].allSatisfy({ (0x61...0x7A).contains($0) })
      else { throw error(at: position, "a syllable is no run of lower-case ASCII letters") }
      letters += bytes[(position + 1)..<end]
      starts.append(UInt32(letters.count))
      position = end
    }
    return (starts, letters)
  }
}
