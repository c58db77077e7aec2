/// Where a text may be damaged: the places that are worth a look, found without reading what lies
/// between them.
///
/// Sixteen bytes a step for all that a text in English or Chinese does not have; of its ideographs one in
/// thirty-two bytes is looked at, which finds damaged lines of usual length. The scan of languages
/// counts the rare ideographs of each line later on, so that none is missed.
enum DamageScan {
  private typealias Lanes = ByteScan.Lanes

  /// Leads of Latin, Greek and Cyrillic letters and of signs (C2...E2), `&` and `\`.
  @inline(__always)
  private static func signs(_ lanes: ByteScan.Lanes) -> ByteScan.Mask {
    ((lanes &- Lanes(repeating: 0xC2)) .< Lanes(repeating: 0x21))
      .| (lanes .== Lanes(repeating: 0x26)) .| (lanes .== Lanes(repeating: 0x5C))
  }

  /// The first place from `from` on where a sign stands or a rare ideograph was seen, or the end.
  ///
  /// Complexity: O(n), about an instruction a byte.
  static func next(_ bytes: borrowing Span<UInt8>, _ from: Int, _ levels: HanLevels) -> Int {
    let count = bytes.count
    let table = levels.levels.span
    var at = max(0, from)
    while at &+ 36 <= count {
      // In bounds by the condition: 32 bytes are read from `at` on.
      let first = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: Lanes.self)
      let second = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at &+ 16, as: Lanes.self)
      let hits = unsafe unsafeBitCast(signs(first) .| signs(second), to: SIMD2<UInt64>.self)
      if hits[0] | hits[1] != 0 { break }
      if first[0] >= 0x80 {
        // The first whole code point: four bytes from it on are there.
        var place = at
        if bytes[place] & 0xC0 == 0x80 { place &+= 1 }
        if bytes[place] & 0xC0 == 0x80 { place &+= 1 }
        let index = Int(UTF8Scan.ideograph(bytes, place).value &- HanLevels.first)
        if UTF8Scan.leadsIdeograph(bytes[place]), index < table.count,
          table[index] == HanLevels.rare
        {
          return place
        }
      }
      at &+= 32
    }
    while at < count {
      let byte = bytes[at]
      if byte &- 0xC2 < 0x21 || byte == 0x26 || byte == 0x5C { return at }
      at &+= 1
    }
    return count
  }

  /// What a sign asks for.
  enum Answer {
    /// Nothing: it stands in sound texts, and can be no part of damage.
    case plain
    /// Nothing, but beside others it might.
    case alone
    /// The line is read.
    case line
  }

  /// Looks at the sign at `at`, which is no ideograph. Complexity: O(1).
  static func answer(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Answer {
    func byte(_ offset: Int) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }
    let lead = byte(0)
    switch lead {
    case 0x26: return reference(bytes, at)
    case 0x5C: return byte(1) == 0x75 ? .line : .alone
    default: break
    }
    if lead == 0xE2, byte(1) == 0x80, isPlainMark(byte(2)) { return .plain }
    let length = lead < 0xE0 ? 2 : 3
    let next = byte(length)
    let isBeside =
      next >= 0xC2 && next <= 0xE2
      && !(next == 0xE2 && byte(length + 1) == 0x80 && isPlainMark(byte(length + 2))
        && lead == 0xE2)
    let isLost = next == 0x3F || next == 0xEF && byte(length + 1) == 0xBF || next == 0xEE
    if lead == 0xC2 {
      if byte(1) < 0xA0 { return .line }
      return isBeside && next <= 0xC3 ? .line : .plain
    }
    if isBeside || isLost { return .line }
    // A blank that was U+00A0, behind a letter that leads a sequence.
    if next == 0x20 || next == 0x0A || next == 0, lead != 0xE2 { return .line }
    return .alone
  }

  /// The third byte of a dash, a quotation mark, a bullet or an ellipsis.
  private static func isPlainMark(_ byte: UInt8) -> Bool {
    byte >= 0x90 && byte <= 0x95 || byte == 0x98 || byte == 0x99 || byte == 0x9C || byte == 0x9D
      || byte == 0xA2 || byte == 0xA6
  }

  private static func reference(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Answer {
    var next = at + 1
    let limit = min(bytes.count, at + 36)
    while next < limit {
      let byte = bytes[next]
      if byte == 0x3B { return next > at + 2 ? .line : .alone }
      guard byte == 0x23 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 else { break }
      next += 1
    }
    // What breaks the name may be no text, or be another letter once it is normalized.
    return next == at + 1 && (next == bytes.count || bytes[next] == 0x20 || bytes[next] == 0x0A)
      ? .plain : .alone
  }

  /// Whether rare ideographs and other odd ones stand near one another in `start..<end`.
  ///
  /// Complexity: O(n).
  static func hasCluster(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ levels: HanLevels
  ) -> Bool {
    var cluster = Cluster()
    let table = levels.levels.span
    let end = min(end, bytes.count)
    var at = max(0, start)
    while at < end {
      let lead = bytes[at]
      if lead < 0x80 {
        at &+= 1
        continue
      }
      if cluster.isEmpty, UTF8Scan.leadsIdeograph(lead), at &+ 4 <= end {
        // Common ideographs, of which nearly all text consists, leave the cluster empty.
        let index = Int(UTF8Scan.ideograph(bytes, at).value &- HanLevels.first)
        if index < table.count, table[index] > 2 {
          at &+= 3
          continue
        }
      }
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += max(1, scalar.length)
      if cluster.add(scalar.value, levels) { return true }
    }
    return false
  }

  static func hasCluster(_ tokens: [RepairToken], _ levels: HanLevels) -> Bool {
    var cluster = Cluster()
    for token in tokens where !token.isASCII && cluster.add(token.scalar, levels) { return true }
    return false
  }

  /// The last code points outside ASCII, in points: one that is rare and two odd ones are enough.
  private struct Cluster {
    /// Four bits a code point, the latest lowest.
    private var points: UInt64 = 0
    private var sum = 0
    private static let reach: UInt64 = 8

    var isEmpty: Bool { points == 0 }

    mutating func add(_ scalar: UInt32, _ levels: HanLevels) -> Bool {
      let level = levels[scalar]
      let point: UInt64 = level == HanLevels.rare ? 3 : level == 2 || isOdd(scalar) ? 1 : 0
      sum += Int(point) - Int(points >> (4 * (Self.reach - 1)) & 0xF)
      points = (points << 4 | point) & (1 << (4 * Self.reach) - 1)
      return sum >= 5
    }
  }

  /// What texts have among ideographs when they were read in the wrong encoding: private use, Bopomofo, kana,
  /// Greek, Cyrillic.
  private static func isOdd(_ scalar: UInt32) -> Bool {
    scalar >= 0xE000 && scalar <= 0xF8FF || scalar >= 0x3041 && scalar < 0x3130
      || scalar >= 0x391 && scalar < 0x452
  }
}
