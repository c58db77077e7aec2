/// Escapes that a program wrote and no other one read: `\u5357` of JSON, `&amp;`, `&#x5357;` of HTML
/// in a text that is no page.
///
/// What an escape stands for can complete another one (`&amp;nbsp;`, `\u005cu5357`): the text is read
/// once, and what was written so far is looked at again where it is completed. Left alone: names
/// without a semicolon, control codes, halves of surrogate pairs, `\n` and the like, which may be
/// part of a path.
enum EscapeRepair {
  /// The longest escape: an ampersand, a name and a semicolon.
  private static let longest = 34

  /// The text without escapes, nil where there is none. Complexity: O(n).
  static func step(_ tokens: [RepairToken]) -> [RepairToken]? {
    var result: [RepairToken] = []
    result.reserveCapacity(tokens.count)
    var isChanged = false
    for token in tokens {
      result.append(token)
      guard token.isASCII else { continue }
      let byte = UInt8(truncatingIfNeeded: token.scalar)
      if byte == 0x3B {
        if reference(&result) { isChanged = true }
      } else if hexadecimal(token.scalar) != nil {
        if escape(&result) { isChanged = true }
      }
    }
    return isChanged ? result : nil
  }

  /// The number of tokens before an escape that the last of them may begin: `&amp`, `\u53`.
  static func complete(_ tokens: [RepairToken]) -> Int {
    var at = tokens.count
    while at > 0, tokens.count - at < longest {
      let token = tokens[at - 1]
      if token.scalar == 0x26 || token.scalar == 0x5C { return at - 1 }
      guard token.isASCII, token.scalar != 0x3B, token.scalar != 0x20 else { break }
      at -= 1
    }
    return tokens.count
  }

  private static func hexadecimal(_ scalar: UInt32) -> UInt32? {
    if scalar &- 0x30 < 10 { return scalar - 0x30 }
    let folded = scalar | 0x20
    return scalar < 0x80 && folded &- 0x61 < 6 ? folded - 0x57 : nil
  }

  /// Whether an escape may stand for a code point: text, and not a half of a pair.
  private static func isText(_ scalar: UInt32) -> Bool {
    scalar >= 0x20 && scalar &- 0x7F > 0x20 && scalar & 0xFFFF_F800 != 0xD800
      && scalar & 0xFFFE != 0xFFFE && scalar <= 0x10FFFF && scalar &- 0xFDD0 > 0x1F
  }

  /// Puts a code point in the place of the last tokens.
  private static func replace(
    _ tokens: inout [RepairToken], from start: Int, with scalars: [UInt32]
  ) {
    let (first, last) = (tokens[start].start, tokens[tokens.count - 1].end)
    tokens.removeSubrange(start...)
    for (index, scalar) in scalars.enumerated() {
      // A second code point has no place of its own.
      tokens.append(
        RepairToken(
          scalar: scalar, start: index == 0 ? first : last, end: last, rule: .escape))
    }
  }

  /// The last six tokens as `\u` and four digits, with the six before where both are a surrogate pair.
  private static func escape(_ tokens: inout [RepairToken]) -> Bool {
    let count = tokens.count
    guard let low = unit(tokens, count - 6) else { return false }
    if isText(low) {
      replace(&tokens, from: count - 6, with: [low])
      return true
    }
    guard low & 0xFFFF_FC00 == 0xDC00, let high = unit(tokens, count - 12),
      high & 0xFFFF_FC00 == 0xD800
    else { return false }
    let scalar = 0x10000 + ((high & 0x3FF) << 10 | low & 0x3FF)
    guard isText(scalar) else { return false }
    replace(&tokens, from: count - 12, with: [scalar])
    return true
  }

  private static func unit(_ tokens: [RepairToken], _ at: Int) -> UInt32? {
    guard at >= 0, tokens[at].scalar == 0x5C, tokens[at + 1].scalar == 0x75 else { return nil }
    var value: UInt32 = 0
    for index in (at + 2)..<(at + 6) {
      guard let digit = hexadecimal(tokens[index].scalar) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  /// The last tokens as a character reference that ends in a semicolon.
  private static func reference(_ tokens: inout [RepairToken]) -> Bool {
    let floor = max(0, tokens.count - longest)
    var at = tokens.count - 2
    while at >= floor, tokens[at].scalar != 0x26 {
      let scalar = tokens[at].scalar
      guard scalar == 0x23 || scalar &- 0x30 < 10 || scalar < 0x80 && (scalar | 0x20) &- 0x61 < 26
      else { return false }
      at -= 1
    }
    guard at >= floor, at >= 0, tokens[at].scalar == 0x26 else { return false }
    let bytes = tokens[at...].map { UInt8(truncatingIfNeeded: $0.scalar) }
    guard let (resolved, end) = CharacterReference.resolve(bytes.span, 0, bytes.count),
      end == bytes.count
    else { return false }
    var scalars: [UInt32] = []
    var index = 0
    while index < resolved.count {
      let scalar = UTF8Scan.scalar(resolved, at: index)
      scalars.append(scalar.value)
      index += max(1, scalar.length)
    }
    guard !scalars.isEmpty, scalars.allSatisfy({ isText($0) && $0 != 0xFFFD || $0 == 0xA0 }) else {
      return false
    }
    replace(&tokens, from: at, with: scalars)
    return true
  }
}
