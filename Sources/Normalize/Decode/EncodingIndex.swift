/// Where the WHATWG Encoding Standard and ICU differ in what a pair of bytes is: the standard is followed.
///
/// ICU leaves some pairs of HKSCS-2008 to private use and knows nothing of those that repeat a code point of
/// Big5. Left alone: pairs that the standard leaves out and ICU has as private use (81 40 to 84 FE), and that
/// such a pair is one U+FFFD, not two.
enum EncodingIndex {
  private static let big5 = read("Big5-HKSCS")
  private static let gb18030 = read("GB18030")

  private static func read(_ encoding: StaticString) -> [UInt16: [UInt32]] {
    var result: [UInt16: [UInt32]] = [:]
    for row in DataFile.rows("codes.tsv") {
      guard let name = row.first, name == encoding, let pair = row[1].hexadecimal else { continue }
      result[UInt16(truncatingIfNeeded: pair)] = row[2].split(separator: " ").compactMap {
        $0.hexadecimal.map { UInt32($0) }
      }
    }
    return result
  }

  /// The pairs of an encoding and the code points, one or two, that they stand for.
  static func pairs(_ encoding: TextEncoding) -> [UInt16: [UInt32]] {
    switch encoding {
    case .big5HKSCS: big5
    case .gb18030: gb18030
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252: [:]
    }
  }

  /// What ICU decoded, with those pairs as the standard has them. The second code point of a pair has a
  /// length of 0.
  ///
  /// - Throws: ``ICUError`` where the conversion fails.
  /// - Complexity: O(n).
  static func decode(
    _ source: ArraySlice<UInt8>, _ converter: borrowing ICU.Converter, _ encoding: TextEncoding
  ) throws(ICUError) -> (text: [UInt8], lengths: [UInt16]) {
    let (text, lengths) = try converter.decode(source)
    // U+E000 and beyond begin with EE or EF, as U+FFFD does.
    guard encoding == .big5HKSCS || encoding == .gb18030, text.contains(where: { $0 >= 0xEE })
    else {
      return (text, lengths)
    }
    let pairs = pairs(encoding)
    var corrected: (text: [UInt8], lengths: [UInt16]) = ([], [])
    corrected.text.reserveCapacity(text.count)
    corrected.lengths.reserveCapacity(lengths.count)
    var at = source.startIndex
    var out = 0
    for entry in lengths {
      let scalar = UTF8Scan.scalar(text, at: out)
      let used = Int(entry & 0xFF)
      if used == 2, scalar.value >= 0xE000, at + 1 < source.endIndex,
        let scalars = pairs[UInt16(source[at]) << 8 | UInt16(source[at + 1])]
      {
        for (index, other) in scalars.enumerated() {
          UTF8Scan.append(other, to: &corrected.text)
          corrected.lengths.append(index == 0 ? 2 : 0)
        }
      } else {
        corrected.text += text[out..<min(text.count, out + scalar.length)]
        corrected.lengths.append(entry)
      }
      at += used
      out += scalar.length
    }
    return corrected
  }
}
