/// Text of a list that a person gives, in any encoding that filings come in.
public enum ListText {
  /// The text as UTF-8 without a byte order mark; malformed bytes become U+FFFD.
  ///
  /// Throws `ICUError` where ICU lacks a converter. Complexity: O(n).
  public static func decoded(_ bytes: [UInt8]) throws(ICUError) -> [UInt8] {
    var text = try SourceDecoder.decode(bytes, override: nil).text
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    return text
  }
}
