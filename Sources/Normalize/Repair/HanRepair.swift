/// Chinese that was read in the wrong encoding: GBK for Big5 and the other way round, UTF-8 as GBK or
/// Big5, GBK or Big5 as windows-1252.
///
/// Each confusion that may have happened is undone for the stretch that says most for it: what the
/// code points on both sides cost (``HanLevels``) is summed up, and the stretch with the largest gain
/// is taken where it is large, and where what it gives is common Chinese. A text that is sound loses by
/// each of them, and so is left alone.
enum HanRepair {
  /// What is asked of a stretch, in tenths of a bit and code points.
  private struct Bar {
    var gain: Int
    var ideographs: Int
    /// Cost of a code point, on average.
    var cost: Int
  }

  /// A stretch of tokens and what it would become.
  private struct Find {
    var range: Range<Int>
    var tokens: [RepairToken]
    var gain: Int
    var ideographs = 0
    var cost = 0

    func meets(_ bar: Bar) -> Bool {
      gain >= bar.gain && ideographs >= bar.ideographs && cost <= bar.cost * tokens.count
    }
  }

  /// The text one step on, nil where it is left as it is. Complexity: O(n).
  static func step(_ tokens: [RepairToken]) -> [RepairToken]? {
    var best: [Find] = []
    var bestGain = 0
    func offer(_ finds: [Find]) {
      let gain = finds.reduce(0) { $0 + $1.gain }
      if gain > bestGain { (best, bestGain) = (finds, gain) }
    }
    let letters = tokens.count { $0.scalar >= 0xA1 && $0.scalar < 0x100 }
    if letters > 0 { offer(latin(tokens, triple)) }
    if letters >= 3 {
      offer(latin(tokens) { pair($0, $1, HanCodes.gbk) })
      offer(latin(tokens) { pair($0, $1, HanCodes.big5) })
      // Quotation marks alone, once there is nothing else.
      if best.isEmpty { offer(quotes(tokens)) }
    }
    if DamageScan.hasCluster(tokens, HanLevels.shared) {
      offer(exchanged(tokens, from: HanCodes.big5, to: HanCodes.gbk))
      offer(exchanged(tokens, from: HanCodes.gbk, to: HanCodes.big5))
      offer(sequences(tokens, HanCodes.gbk))
      offer(sequences(tokens, HanCodes.big5))
    }
    guard !best.isEmpty else { return nil }
    var result: [RepairToken] = []
    var at = 0
    // A stretch that was extended may reach into the next one.
    for find in best where find.range.lowerBound >= at {
      result += tokens[at..<find.range.lowerBound]
      result += find.tokens
      at = find.range.upperBound
    }
    return result + tokens[at...]
  }

  private static func isIdeograph(_ scalar: UInt32) -> Bool { HanLevels.shared[scalar] > 0 }

  // MARK: - One code of two bytes for another

  /// Stretches of code points that another encoding has for the same pairs of bytes.
  private static func exchanged(
    _ tokens: [RepairToken], from wrong: HanCodes, to right: HanCodes
  ) -> [Find] {
    let levels = HanLevels.shared
    let bar = Bar(gain: 300, ideographs: 3, cost: 130)
    // Short stretches are damage where others of the line are.
    let part = Bar(gain: 100, ideographs: 1, cost: 130)
    var finds: [Find] = []
    var scan = BestStretch()
    var others: [UInt32] = []
    others.reserveCapacity(tokens.count)
    for (at, token) in tokens.enumerated() {
      if token.isASCII {
        others.append(token.scalar)
        scan.pass(at, token.scalar == 0x20 ? -5 : -15)
      } else if let (lead, trail) = wrong.code(token.scalar), let other = right.scalar(lead, trail)
      {
        others.append(other)
        scan.pass(at, levels.cost(token.scalar) - levels.cost(other))
      } else {
        others.append(0)
        scan.stop(at)
      }
    }
    scan.stop(tokens.count)
    for found in scan.stretches where found.gain >= part.gain {
      var range = found.range
      // One or two at the edge may be as common either way.
      while let more = edge(others, tokens, range.upperBound, 1) { range = range.lowerBound..<more }
      while let more = edge(others, tokens, range.lowerBound - 1, -1) {
        range = (more + 1)..<range.upperBound
      }
      var find = Find(range: range, tokens: [], gain: found.gain)
      for at in range {
        var token = tokens[at]
        if !token.isASCII {
          token.scalar = others[at]
          token.rule = .mojibake
          find.ideographs += isIdeograph(token.scalar) ? 1 : 0
        }
        find.cost += levels.cost(token.scalar)
        find.tokens.append(token)
      }
      // Greek and Cyrillic words are none of Chinese, whatever their pairs of bytes are.
      let before = tokens[range].count { isIdeograph($0.scalar) }
      if find.meets(part), 5 * before >= 2 * range.count { finds.append(find) }
    }
    let isSure =
      finds.reduce(0) { $0 + $1.gain } >= bar.gain
      && finds.reduce(0) { $0 + $1.ideographs } >= bar.ideographs
    return isSure ? finds : []
  }

  /// Behind the last of at most three code points from `at` on up to ASCII or an end that are common
  /// in the other encoding; nil where they are more or others.
  private static func edge(
    _ others: [UInt32], _ tokens: [RepairToken], _ from: Int, _ direction: Int
  ) -> Int? {
    var at = from
    while tokens.indices.contains(at), !tokens[at].isASCII {
      guard others[at] != 0, HanLevels.shared.cost(others[at]) <= 146, abs(at - from) < 3 else {
        return nil
      }
      at += direction
    }
    return at == from ? nil : at
  }

  // MARK: - UTF-8 as a code of two bytes

  /// Stretches whose pairs of bytes are UTF-8 of Chinese.
  private static func sequences(_ tokens: [RepairToken], _ wrong: HanCodes) -> [Find] {
    let bar = Bar(gain: 200, ideographs: 2, cost: 170)
    var finds: [Find] = []
    var at = 0
    while at < tokens.count {
      guard !tokens[at].isASCII, let (lead, _) = wrong.code(tokens[at].scalar),
        lead >= 0xE2 && lead < 0xEA || lead == 0xEF
      else {
        at += 1
        continue
      }
      let (find, reached) = sequence(tokens, at, wrong)
      if let find, find.meets(bar) {
        finds.append(find)
        at = max(at + 1, find.range.upperBound)
      } else {
        // What was read in vain is read again only where it was little.
        at = reached - at > 64 ? reached : at + 1
      }
    }
    return finds
  }

  /// The best reading that begins at `from`, and how far it was tried.
  private static func sequence(
    _ tokens: [RepairToken], _ from: Int, _ wrong: HanCodes
  ) -> (find: Find?, reached: Int) {
    let levels = HanLevels.shared
    var bytes: [RepairByte] = []
    /// The token of each byte.
    var owners: [Int] = []
    /// Bytes not yet read are `bytes[read...]`; tokens from `next` on are not yet bytes.
    var read = 0
    var next = from
    var find = Find(range: from..<from, tokens: [], gain: 0)
    /// What the tokens up to the last byte read cost as they stand.
    var paid = from
    var best: Find?
    while true {
      while bytes.count - read < 4, next < tokens.count {
        guard let more = encode(tokens[next], wrong) else { break }
        bytes += more
        owners += more.map { _ in next }
        next += 1
      }
      guard read < bytes.count, bytes[read].value != SingleByteEncoding.lost else { break }
      var length = 1
      var token = bytes[read].token
      if bytes[read].value < 0x80 {
        // The trail of a pair is a letter of its own.
        if !token.isASCII { token.rule = .mojibake }
        token.scalar = UInt32(bytes[read].value)
      } else {
        let scalar: UInt32
        if let (value, count) = UTF8Repair.sequence(bytes, read) {
          (scalar, length) = (value, count)
        } else if let count = cut(bytes, read) {
          (scalar, length) = (0xFFFD, count)
        } else {
          break
        }
        // Two bytes are as a rule other pairs that look like it.
        guard scalar > 0x2000 || scalar == 0xB7 || scalar == 0xD7 else { break }
        token = RepairToken(scalar, of: bytes[read..<(read + length)], rule: .mojibake)
        if isIdeograph(scalar) { find.ideographs += 1 }
      }
      find.tokens.append(token)
      find.gain -= levels.cost(token.scalar)
      find.cost += levels.cost(token.scalar)
      read += length
      let last = owners[read - 1]
      while paid <= last {
        find.gain += levels.cost(tokens[paid].scalar)
        paid += 1
      }
      // A stretch ends where a token does.
      if read == owners.count || owners[read] > last {
        find.range = from..<(last + 1)
        if find.gain > (best?.gain ?? 0) { best = find }
      }
    }
    return (best, next)
  }

  /// The bytes of a token as UTF-8 was taken for them; U+FFFD is one that was lost.
  private static func encode(_ token: RepairToken, _ wrong: HanCodes) -> [RepairByte]? {
    if token.isASCII { return [RepairByte(UInt8(token.scalar), token)] }
    if token.scalar == 0xFFFD { return [RepairByte(SingleByteEncoding.lost, token)] }
    // As browsers and Windows read it.
    if token.scalar == 0x20AC { return [RepairByte(0x80, token)] }
    guard let (lead, trail) = wrong.code(token.scalar) else { return nil }
    return [RepairByte(lead, token), RepairByte(trail, token)]
  }

  /// Length of a sequence whose last byte was lost.
  private static func cut(_ bytes: [RepairByte], _ at: Int) -> Int? {
    let lead = bytes[at].value
    guard lead >= 0xE2 && lead < 0xF0, at + 1 < bytes.count else { return nil }
    let isLost: (Int) -> Bool = {
      at + $0 < bytes.count && bytes[at + $0].value == SingleByteEncoding.lost
    }
    if isLost(1) { return 2 }
    return bytes[at + 1].value & 0xC0 == 0x80 && isLost(2) ? 3 : nil
  }

  // MARK: - Several bytes as code points of one

  /// What the tokens at a place become, and how many of them; nil where they are no sequence.
  private typealias Reading = (_ tokens: [RepairToken], _ at: Int) -> (scalar: UInt32, length: Int)?

  private static func byte(_ tokens: [RepairToken], _ at: Int) -> UInt8? {
    guard at < tokens.count else { return nil }
    let scalar = tokens[at].scalar
    return SingleByteEncoding.windows1252.byte(scalar) ?? SingleByteEncoding.latin1.byte(scalar)
  }

  private static func pair(
    _ tokens: [RepairToken], _ at: Int, _ right: HanCodes
  ) -> (scalar: UInt32, length: Int)? {
    guard let lead = byte(tokens, at), lead >= 0x81, let trail = byte(tokens, at + 1),
      let scalar = right.scalar(lead, trail)
    else { return nil }
    return (scalar, 2)
  }

  /// An ideograph or a sign of Chinese in UTF-8.
  private static func triple(
    _ tokens: [RepairToken], _ at: Int
  ) -> (scalar: UInt32, length: Int)? {
    guard let lead = byte(tokens, at), lead >= 0xE3 && lead < 0xEA || lead == 0xEF,
      let second = byte(tokens, at + 1), let third = byte(tokens, at + 2)
    else { return nil }
    let bytes = zip([lead, second, third], tokens[at...]).map { RepairByte($0, $1) }
    guard let (scalar, _) = UTF8Repair.sequence(bytes, 0) else { return nil }
    return (scalar, 3)
  }

  /// Whether nearly all of some tokens are UTF-8 read as windows-1252: damage upon damage.
  private static func isUTF8(_ tokens: ArraySlice<RepairToken>) -> Bool {
    let bytes = tokens.compactMap { token in
      SingleByteEncoding.windows1252.byte(token.scalar).map { RepairByte($0, token) }
    }
    let high = bytes.count { $0.value >= 0x80 }
    var covered = 0
    var at = 0
    while at < bytes.count {
      if bytes[at].value >= 0x80, let (_, length) = UTF8Repair.sequence(bytes, at) {
        covered += length
        at += length
      } else {
        at += 1
      }
    }
    return 10 * covered >= 8 * high
  }

  /// Quotation marks and dashes of GBK and Big5 among ASCII: `the ¡°Company¡±`, `arm¡¯s`.
  private static func quotes(_ tokens: [RepairToken]) -> [Find] {
    var finds: [Find] = []
    var at = 0
    while at + 1 < tokens.count {
      guard tokens[at].scalar == 0xA1, let scalar = quote(tokens[at + 1].scalar),
        at == 0 || tokens[at - 1].isASCII || finds.last?.range.upperBound == at,
        at + 2 == tokens.count || tokens[at + 2].isASCII || tokens[at + 2].scalar == 0xA1
      else {
        at += 1
        continue
      }
      let token = RepairToken(
        scalar: scalar, start: tokens[at].start, end: tokens[at + 1].end, rule: .mojibake)
      finds.append(Find(range: at..<(at + 2), tokens: [token], gain: 100))
      at += 2
    }
    return finds
  }

  /// The mark whose second byte this is: A1 AE to A1 B1 in GBK, A1 A5 to A1 A8 in Big5.
  private static func quote(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0xAE, 0xA5: 0x2018
    case 0xAF, 0xA6: 0x2019
    case 0xB0, 0xA7: 0x201C
    case 0xB1, 0xA8: 0x201D
    case 0xAA: 0x2014
    default: nil
    }
  }

  /// Stretches of Latin letters and signs whose bytes are sequences of Chinese.
  private static func latin(_ tokens: [RepairToken], _ read: Reading) -> [Find] {
    let levels = HanLevels.shared
    var finds: [Find] = []
    var scan = BestStretch()
    /// What the text becomes, and where each of it begins.
    var readings: [RepairToken] = []
    var places: [Int] = []
    func isLetter(_ at: Int) -> Bool {
      tokens.indices.contains(at) && (tokens[at].scalar | 0x20) &- 0x61 < 26
    }
    /// What a token costs as it stands.
    func cost(_ at: Int) -> Int {
      if tokens[at].isASCII { return isLetter(at) ? 50 : 90 }
      return isLetter(at - 1) && isLetter(at + 1) ? 80 : 130
    }
    var at = 0
    while at < tokens.count {
      places.append(at)
      if tokens[at].isASCII {
        scan.pass(readings.count, -15)
      } else if let (scalar, length) = read(tokens, at) {
        let stands = (at..<(at + length)).reduce(0) { $0 + cost($1) }
        scan.pass(readings.count, stands - levels.cost(scalar))
        readings.append(
          RepairToken(
            scalar: scalar, start: tokens[at].start, end: tokens[at + length - 1].end,
            rule: .mojibake))
        at += length
        continue
      } else {
        scan.stop(readings.count)
      }
      readings.append(tokens[at])
      at += 1
    }
    scan.stop(readings.count)
    places.append(tokens.count)
    // Short stretches are damage where others of the line are.
    var isSure = false
    for found in scan.stretches where found.gain >= 60 {
      let range = places[found.range.lowerBound]..<places[found.range.upperBound]
      var find = Find(range: range, tokens: Array(readings[found.range]), gain: found.gain)
      var changed = 0
      for token in find.tokens where !token.isASCII {
        find.cost += levels.cost(token.scalar)
        find.ideographs += isIdeograph(token.scalar) ? 1 : 0
        changed += 1
      }
      guard find.cost <= 170 * changed else { continue }
      if let (_, length) = read(tokens, range.lowerBound), length == 3 {
        // Three in a row that are UTF-8 are seldom anything else.
        if find.ideographs >= 1, found.gain >= 150 { isSure = true }
      } else if isUTF8(tokens[range]) {
        continue
      } else if found.gain >= 200, find.ideographs >= 2 {
        let average = find.ideographs >= 6 ? 140 : find.ideographs >= 4 ? 130 : 115
        // A date: three of the commonest.
        let isDate = find.ideographs == 3 && found.gain >= 300 && find.cost <= 120 * changed
        if find.cost <= average * changed,
          find.ideographs >= 4 || isDate || MojibakeSigns.shared.areIn(tokens[range])
        {
          isSure = true
        }
      }
      finds.append(find)
    }
    return isSure ? finds : []
  }
}

/// Finds the stretches of a row of numbers whose sums are largest: Kadane's algorithm, one stretch for
/// each time the sum falls to zero or by more than a limit from its peak.
struct BestStretch {
  private(set) var stretches: [(range: Range<Int>, gain: Int)] = []
  private var start = 0
  private var sum = 0
  private var peak = 0
  private var end = 0
  /// A fall of so much ends a stretch.
  private static let fall = 400

  mutating func pass(_ at: Int, _ gain: Int) {
    if sum == 0 { start = at }
    sum += gain
    if sum > peak {
      peak = sum
      end = at + 1
    }
    if sum <= 0 || sum < peak - Self.fall { stop(at + 1) }
  }

  /// What stands at `at` belongs to no stretch.
  mutating func stop(_ at: Int) {
    if peak > 0 { stretches.append((start..<end, peak)) }
    (sum, peak) = (0, 0)
  }
}
