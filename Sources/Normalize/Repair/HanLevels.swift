/// How common each ideograph is in filings, in five levels: what tells a text from one that was read in
/// the wrong encoding.
///
/// Levels count how often the lexicon and the boilerplate rules write an ideograph, and whether
/// it is of the first level of Big5 or of GB 2312, which hold nearly all that is written in each script.
/// In filings 0.3 % of the ideographs are rare (level 1), in misread ones 20 to 60 %.
struct HanLevels: Sendable {
  static let shared = CompiledTables.stored?.levels ?? HanLevels(building: ())

  static let first: UInt32 = 0x4E00
  static let count = 0xA000 - 0x4E00
  static let rare: UInt8 = 1

  /// By code point from U+4E00 to U+9FFF.
  let levels: [UInt8]

  init(building _: Void) {
    var levels = [UInt8](repeating: Self.rare, count: Self.count)
    let big5 = Self.decode("Big5-HKSCS", 0xA4...0xC6)
    let gb = Self.decode("GB18030", 0xB0...0xD7)
    for scalar in big5 + gb {
      let index = Int(scalar &- Self.first)
      if index < levels.count { levels[index] = 2 }
    }
    var counts = [Int](repeating: 0, count: Self.count)
    DataFile.forEachFile { name, text in
      guard name.hasSuffix(".tsv") || name.hasSuffix(".rules"), name != "radicals.tsv" else {
        return
      }
      let bytes = Array(text)
      var at = 0
      while at < bytes.count {
        let scalar = UTF8Scan.scalar(bytes, at: at)
        let index = Int(scalar.value &- Self.first)
        if index < counts.count { counts[index] += 1 }
        at += max(1, scalar.length)
      }
    }
    // Forms of one ideograph share what each is counted: the lexicon is in Traditional.
    let han = try? HanTable(bytes: DataFile.bytes("han.bin"), levels: nil)
    var shared: [UInt32: Int] = [:]
    for (index, count) in counts.enumerated() where count > 0 {
      if let key = han?.fold(Self.first + UInt32(index)) { shared[key, default: 0] += count }
    }
    for index in counts.indices where levels[index] == 2 {
      if let key = han?.fold(Self.first + UInt32(index)) { counts[index] = shared[key] ?? 0 }
    }
    for (index, count) in counts.enumerated() where count > 0 {
      levels[index] = count >= 40 ? 5 : count >= 8 ? 4 : count >= 2 ? 3 : 2
    }
    self.levels = levels
  }

  /// The code points of the pairs whose lead lies in a range; pairs of 0xA1...0xFE and 0x40...0x7E.
  private static func decode(_ encoding: String, _ leads: ClosedRange<UInt8>) -> [UInt32] {
    guard let converter = try? ICU.Converter(encoding) else { return [] }
    var result: [UInt32] = []
    for lead in leads {
      for trail in UInt8(0x40)...0xFE where trail < 0x7F && encoding == "Big5-HKSCS" || trail > 0xA0
      {
        guard let (text, lengths) = try? converter.decode([lead, trail]), lengths == [2] else {
          continue
        }
        result.append(UTF8Scan.scalar(text, at: 0).value)
      }
    }
    return result
  }

  func write(to writer: inout TableWriter) { writer.put(levels) }

  init(from reader: inout TableReader) throws(TableError) {
    levels = try reader.take(UInt8.self)
    guard levels.count == Self.count else {
      throw TableError(
        table: "compiled.bin", byteOffset: 0,
        reason: "\(levels.count) levels of ideographs and not \(Self.count)")
    }
  }

  /// 1...5, and 0 for what is no ideograph of U+4E00...U+9FFF.
  @inline(__always)
  subscript(scalar: UInt32) -> UInt8 {
    let index = Int(scalar &- Self.first)
    return index < levels.count ? levels[index] : 0
  }

  /// What a code point says, in tenths of a bit: the rarer, the more.
  func cost(_ scalar: UInt32) -> Int {
    switch self[scalar] {
    case 5: return 95
    case 4: return 124
    case 3: return 146
    case 2: return 168
    case 1: return 223
    default: break
    }
    switch scalar {
    case 0x3001, 0x3002, 0x3008...0x3011, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0x2014, 0x2018,
      0x2019, 0x201C, 0x201D, 0x2026, 0x25CB, 0x3000:
      return 80
    case 0x3007, 0xB7, 0x2022, 0x2027, 0xFF01...0xFF5E: return 110
    case 0..<0x80: return 60
    case 0x3400...0x4DBF, 0x20000...0x3FFFF, 0xE000...0xF8FF: return 240
    case 0xFFFD: return 200
    default: return 170
    }
  }
}
