/// A code point of a line under repair, with the bytes of the text that it came from.
struct RepairToken: Equatable {
  var scalar: UInt32
  /// Byte offsets in the text.
  var start: Int32
  var end: Int32
  /// `.copy` while the code point is the one that stands there.
  var rule: EditRule
}

/// A byte that an encoding gives for a token; the byte that was lost has no place of its own.
struct RepairByte {
  var value: UInt8
  var token: RepairToken

  init(_ value: UInt8, _ token: RepairToken) {
    self.value = value
    self.token = token
  }
}

extension RepairToken {
  /// One code point in the place of the tokens of some bytes, which stand side by side.
  init(_ scalar: UInt32, of bytes: ArraySlice<RepairByte>, rule: EditRule) {
    let first = bytes.first?.token
    let last = bytes.last?.token
    self.init(
      scalar: scalar, start: first?.start ?? 0, end: max(first?.end ?? 0, last?.end ?? 0),
      rule: rule)
  }

  var isASCII: Bool { scalar < 0x80 }
}
