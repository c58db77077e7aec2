extension SourceDecoder {
  /// The share of double-byte pairs that lie among the common code points of an encoding, and of
  /// bytes that fit its structure at all.
  private struct PairCount {
    var pairs = 0
    var common = 0
    var broken = 0

    var share: Double { pairs == 0 ? 0 : Double(common) / Double(pairs + 2 * broken) }
  }

  /// Chooses among UTF-8 with damage, Big5-HKSCS, GB18030 and windows-1252.
  ///
  /// A text in Big5 or GB has nearly all its pairs in the standard's first level (the commonest
  /// 5,401 or 3,755 ideographs) or its punctuation; read as the other, about half. Near ties go to
  /// ICU's detector. windows-1252 remains where high bytes stand alone among ASCII.
  static func choose(_ source: [UInt8], _ utf8: UTF8Validation) -> (
    encoding: TextEncoding, evidence: EncodingEvidence
  ) {
    if utf8.multibyteCount > 2 * utf8.malformed.count {
      let detail = "\(utf8.malformed.count) malformed, \(utf8.multibyteCount) well-formed sequences"
      return (.utf8, EncodingEvidence(.mostlyValid, detail))
    }
    let big5 = count(source, trail: { $0 >= 0x40 && $0 <= 0x7E || $0 >= 0xA1 && $0 <= 0xFE }) {
      lead, trail in
      lead >= 0xA4 && lead <= 0xC6 || lead >= 0xA1 && lead <= 0xA3 && trail != 0x7F
    }
    let gb = count(source, trail: { $0 >= 0x30 && $0 != 0x7F && $0 != 0xFF }) { lead, trail in
      trail >= 0xA1 && (lead >= 0xB0 && lead <= 0xD7 || lead >= 0xA1 && lead <= 0xA3)
    }
    let best = max(big5.share, gb.share)
    if best >= 0.5, max(big5.pairs, gb.pairs) >= 1, !looksWestern(source) {
      var encoding: TextEncoding = big5.share >= gb.share ? .big5HKSCS : .gb18030
      if abs(big5.share - gb.share) < 0.08,
        let saysBig5 = try? ICU.detect(source.prefix(65_536), as: "Big5"),
        let saysGB = try? ICU.detect(source.prefix(65_536), as: "GB18030"), saysBig5 != saysGB
      {
        encoding = saysBig5 > saysGB ? .big5HKSCS : .gb18030
      }
      let detail =
        "Big5 \(percent(big5.share)) %, GB \(percent(gb.share)) % among common code points"
      return (encoding, EncodingEvidence(.frequency, detail))
    }
    if utf8.multibyteCount > 0, utf8.multibyteCount >= utf8.malformed.count {
      let detail = "\(utf8.malformed.count) malformed, \(utf8.multibyteCount) well-formed sequences"
      return (.utf8, EncodingEvidence(.mostlyValid, detail))
    }
    if source.contains(where: { $0 >= 0x80 }), isWindows1252(source) {
      return (.windows1252, EncodingEvidence(.fallback, "high bytes stand alone among ASCII"))
    }
    return (.utf8, EncodingEvidence(.fallback))
  }

  private static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }

  private static func count(
    _ source: [UInt8], trail isTrail: (UInt8) -> Bool, common isCommon: (UInt8, UInt8) -> Bool
  ) -> PairCount {
    var result = PairCount()
    let bytes = source.prefix(262_144)
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead < 0x80 {
        at += 1
        continue
      }
      guard lead >= 0x81, lead <= 0xFE, at + 1 < bytes.count, isTrail(bytes[at + 1]) else {
        result.broken += 1
        at += 1
        continue
      }
      result.pairs += 1
      if isCommon(lead, bytes[at + 1]) { result.common += 1 }
      at += 2
    }
    return result
  }

  /// High bytes that are mostly single between ASCII: curly quotes, dashes, accented letters.
  private static func looksWestern(_ source: [UInt8]) -> Bool {
    let bytes = source.prefix(262_144)
    var high = 0
    var lone = 0
    for at in bytes.indices where bytes[at] >= 0x80 {
      high += 1
      let before = at > 0 && bytes[at - 1] >= 0x80
      let after = at + 1 < bytes.count && bytes[at + 1] >= 0x80
      if !before, !after { lone += 1 }
    }
    // In Big5 a third of the trails are ASCII, but leads then come in runs with other pairs.
    return high > 0 && Double(lone) / Double(high) > 0.75 && high * 8 < bytes.count
  }

  /// Bytes that windows-1252 defines, and few of its control gaps.
  private static func isWindows1252(_ source: [UInt8]) -> Bool {
    !source.prefix(262_144).contains { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }
      && looksWestern(source)
  }
}
