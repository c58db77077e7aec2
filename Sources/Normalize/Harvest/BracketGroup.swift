/// A pair of round brackets in a line.
struct BracketGroup {
  /// First byte of the opening bracket and of what is inside.
  var open: Int
  var inner: Int
  /// First byte of the closing bracket and the byte behind it.
  var close: Int
  var end: Int
  var depth: Int
  var hasHan: Bool
  var hasLatin: Bool

  /// Appends the pairs of `start..<end`, by their opening, ASCII and fullwidth brackets alike.
  ///
  /// Complexity: O(n). A bracket without its partner is passed over.
  static func find(
    _ text: [UInt8], _ start: Int, _ end: Int, into groups: inout [BracketGroup],
    stack: inout [Int]
  ) {
    let bytes = text.span
    stack.removeAll(keepingCapacity: true)
    let first = groups.count
    var at = start
    while true {
      // The next bracket, or the last two bytes of a fullwidth one, EF BC 88 or EF BC 89.
      at = ByteScan.skipPairs(bytes, at, end + ByteScan.width) { byte, next in
        let one = ByteScan.Lanes(repeating: 1)
        return ((byte | one) .== ByteScan.Lanes(repeating: 0x29))
          .| (byte .== ByteScan.Lanes(repeating: 0xBC))
          .& ((next | one) .== ByteScan.Lanes(repeating: 0x89))
      }
      guard at < end else { break }
      let isWide =
        bytes[at] == 0xBC && at > start && bytes[at - 1] == 0xEF && at + 1 < end
        && bytes[at + 1] | 1 == 0x89
      // The byte that tells an opening bracket from a closing one.
      let byte = isWide ? bytes[at + 1] : bytes[at]
      if isWide { at -= 1 }
      if byte == (isWide ? 0x88 : 0x28) {
        let width = isWide ? 3 : 1
        // Deeply nested brackets are no names: only eight levels are kept apart.
        if stack.count < 8 {
          stack.append(groups.count)
          groups.append(
            BracketGroup(
              open: at, inner: at + width, close: -1, end: -1, depth: stack.count - 1,
              hasHan: false,
              hasLatin: false))
        }
        at += width
      } else if byte == (isWide ? 0x89 : 0x29) {
        let width = isWide ? 3 : 1
        if let index = stack.popLast() {
          groups[index].close = at
          groups[index].end = at + width
        }
        at += width
      } else {
        at += 1
      }
    }
    // Those that are open still have no partner.
    if !stack.isEmpty { groups.removeAll { $0.close < 0 } }
    for index in first..<max(first, groups.count) {
      // Names are short: the first 400 bytes tell the scripts.
      let inner = groups[index].inner
      let limit = min(groups[index].close, inner + 400)
      groups[index].hasHan = hasHan(bytes, inner, limit)
      groups[index].hasLatin = hasLatin(bytes, inner, limit)
    }
  }

  private static func hasLatin(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var at = ByteScan.skip(bytes, start, end + ByteScan.width) {
      (($0 | ByteScan.Lanes(repeating: 0x20)) &- ByteScan.Lanes(repeating: 0x61))
        .< ByteScan.Lanes(repeating: 26)
    }
    while at < end, (bytes[at] | 0x20) &- 0x61 >= 26 { at += 1 }
    return at < end
  }

  private static func hasHan(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var at = start
    while true {
      at = ByteScan.skip(bytes, at, end + ByteScan.width) {
        $0 .>= ByteScan.Lanes(repeating: 0xE3)
      }
      guard at < end else { return false }
      let byte = bytes[at]
      if byte &- 0xE4 < 6 || byte == 0xF0
        || byte == 0xE3 && at + 1 < end && bytes[at + 1] >= 0x90
      {
        return true
      }
      at += 1
    }
  }
}
