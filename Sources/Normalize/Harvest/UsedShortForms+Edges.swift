/// What stands behind a short form that is used.
extension UsedShortForms {
  /// A trade, 集團 or a legal form follows: the name goes on.
  mutating func continues(_ text: [UInt8], _ at: Int) -> Bool {
    var stop = at
    var count = 0
    while stop + 3 <= text.count, count < 6, text[stop] & 0xF0 == 0xE0,
      HanText.isHan(UTF8Scan.scalar(text, at: stop).value)
        || count == 0 && ByteMatch.starts(text.span, stop, text.count, with: "（")
    {
      stop += 3
      count += 1
    }
    guard count >= 2 else { return false }
    ahead.read(text, at, stop, lexicon.han)
    let scalars = ahead.scalars[...]
    if scalars.first == 0x28 {
      // A place in brackets goes on with the name: （香港）.
      return ahead.count > 2 && lexicon.placeLength(ahead.scalars, at: 1) > 0
    }
    return lexicon.tradeLength(ahead.scalars, at: 0, end: ahead.count) > 0
      || Self.tails.contains { scalars.starts(with: $0) }
  }

  /// Folded: 集团 控股 有限 股份 公司 分公司 银行 大学 医院.
  private static let tails: [[UInt32]] = [
    [0x96C6, 0x56E2], [0x63A7, 0x80A1], [0x6709, 0x9650], [0x80A1, 0x4EFD], [0x516C, 0x53F8],
    [0x5206, 0x516C, 0x53F8], [0x94F6, 0x884C], [0x5927, 0x5B66], [0x533B, 0x9662],
  ]
}
