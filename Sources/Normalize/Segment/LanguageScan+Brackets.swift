/// Brackets and what else the neighbourhood of a run claims.
extension LanguageScan {
  /// The run at `start` stands in a line of the other language, or in brackets that belong to it.
  func isInside(_ bytes: borrowing Span<UInt8>, chinese: Bool) -> Bool {
    if chinese != baseIsChinese { return true }
    guard start > 0, let last = segments.last,
      last.end == start, (last.language == .en) == chinese
    else { return false }
    return Self.bracket(bytes, start - UTF8Scan.scalar(bytes, before: start).length) > 0
  }

  /// Emits the run `start..<to` of one language, but what its neighbourhood claims of it: closing
  /// brackets that were opened outside and, in English lines, the ASCII behind the last letter,
  /// which ends before `letters`. Returns where the claimed tail begins, `to` where there is none.
  mutating func emit(
    _ bytes: borrowing Span<UInt8>, chinese: Bool, to: Int, letters: Int
  ) -> Int {
    guard isInside(bytes, chinese: chinese) else {
      append(start, to, chinese: chinese)
      return to
    }
    let isEnglishLine = chinese && !baseIsChinese
    var from = start
    var depth = 0
    var at = start
    // What stands before the first letter was given to the run on purpose.
    var hasLetter = false
    while at < to {
      let byte = bytes[at]
      if byte >= 0xE4 && byte <= 0xE9 {
        hasLetter = true
        at = max(at + 3, Ideographs.skip(bytes, at, to))
        continue
      }
      if LetterClass.isLetter(byte) {
        hasLetter = true
        // In English all that is claimed, opens or closes is a bracket, a quote or beyond ASCII.
        at = chinese ? at + 1 : Self.skipPlain(bytes, at + 1, to)
        continue
      }
      if chinese, Self.isPlainSign(bytes, at),
        byte >= 0x80 || !isEnglishLine || at < letters || !hasLetter || depth > 0
      {
        at += byte < 0x80 ? 1 : 3
        continue
      }
      let mark = Self.bracket(bytes, at)
      var isClaimed = hasLetter && depth == 0 && mark < 0
      if hasLetter, depth == 0 {
        if chinese {
          isClaimed =
            isClaimed
            || isEnglishLine && at >= letters && byte < 0x80 && byte != 0x0A
              && !LetterClass.isDigit(byte) && byte != 0x25
        } else {
          isClaimed =
            isClaimed || Self.isFullwidth(bytes, at) && LetterClass.wide(bytes, at).kind == .neutral
        }
      }
      if !isClaimed {
        depth = max(0, depth + mark)
        at += byte < 0x80 ? 1 : LetterClass.wide(bytes, at).length
        continue
      }
      append(from, at, chinese: chinese)
      from = at
      while at < to {
        let next = bytes[at]
        if next < 0x80 {
          if LetterClass.isLetter(next) { break }
          at += 1
        } else {
          let (kind, length) = LetterClass.wide(bytes, at)
          if kind != .neutral { break }
          at += length
        }
      }
      if at >= to { return from }
      append(from, at, chinese: !chinese)
      from = at
    }
    append(from, to, chinese: chinese)
    return to
  }

  /// The next byte beyond ASCII, bracket or straight quote from `at` on, or a place before one.
  @inline(__always)
  private static func skipPlain(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    ByteScan.skip(bytes, at, end) {
      // ( and ), [ and ], { and } differ in bits 1 and 2 from one another at the most.
      let folded = $0 & ByteScan.Lanes(repeating: 0xF9)
      return ($0 .>= ByteScan.Lanes(repeating: 0x80)) .| ($0 .== ByteScan.Lanes(repeating: 0x22))
        .| ($0 & ByteScan.Lanes(repeating: 0xFE) .== ByteScan.Lanes(repeating: 0x28))
        .| (folded .== ByteScan.Lanes(repeating: 0x59))
        .| (folded .== ByteScan.Lanes(repeating: 0x79))
    }
  }

  /// A digit, a blank or a full stop or comma of either script at `at`: no bracket, and neutral.
  @inline(__always)
  private static func isPlainSign(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Bool {
    let byte = bytes[at]
    if byte < 0x80 { return byte &- 0x2C < 14 || byte == 0x20 }
    guard at &+ 2 < bytes.count else { return false }
    let (second, third) = (bytes[at &+ 1], bytes[at &+ 2])
    return byte == 0xE3 && second == 0x80 && third < 0x83
      || byte == 0xEF && second == 0xBC && third == 0x8C
  }

  /// 1 for an opening, -1 for a closing bracket or curly quote at `at`, else 0.
  ///
  /// A straight double quote opens behind a blank or a bracket. U+2019 is an apostrophe.
  static func bracket(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Int {
    let byte = bytes[at]
    if byte < 0x80 {
      switch byte {
      case 0x28, 0x5B, 0x7B: return 1
      case 0x29, 0x5D, 0x7D: return -1
      case 0x22:
        guard at > 0 else { return 1 }
        let before = bytes[at - 1]
        return before == 0x20 || before == 0x28 || before == 0x0A || before == 0x09 ? 1 : -1
      default: return 0
      }
    }
    guard byte == 0xE2 || byte == 0xE3 || byte == 0xEF, at + 2 < bytes.count else { return 0 }
    let pair = UInt16(bytes[at + 1]) << 8 | UInt16(bytes[at + 2])
    switch (byte, pair) {
    case (0xE2, 0x809C): return 1
    case (0xE2, 0x809D): return -1
    case (0xE3, 0x8088...0x8091), (0xE3, 0x8094...0x809B): return pair & 1 == 0 ? 1 : -1
    case (0xEF, 0xBC88), (0xEF, 0xBCBB), (0xEF, 0xBD9B): return 1
    case (0xEF, 0xBC89), (0xEF, 0xBCBD), (0xEF, 0xBD9D): return -1
    default: return 0
    }
  }
}
