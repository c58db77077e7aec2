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
    let (big5, gb) = (big5Pairs(source), gbPairs(source))
    let best = max(big5.share, gb.share)
    let highBytes = HighBytes(source.prefix(262_144))
    if best >= 0.5, max(big5.pairs, gb.pairs) >= 1, !highBytes.looksWestern {
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
    if highBytes.isWindows1252 {
      return (.windows1252, EncodingEvidence(.fallback, "high bytes stand alone among ASCII"))
    }
    return (.utf8, EncodingEvidence(.fallback))
  }

  /// Whether bytes that are no UTF-8 may be what a page declares: pages lie, and say windows-1252 for
  /// Big5, or GB2312 for windows-1252.
  static func isPlausible(
    _ declared: TextEncoding, _ source: [UInt8],
    _ choice: (encoding: TextEncoding, evidence: EncodingEvidence)
  ) -> Bool {
    if declared == choice.encoding { return true }
    if choice.evidence.kind == .mostlyValid { return false }
    switch declared {
    case .windows1252: return choice.evidence.kind != .frequency
    case .big5HKSCS, .gb18030:
      let (big5, gb) = (big5Pairs(source).share, gbPairs(source).share)
      let (own, other) = declared == .big5HKSCS ? (big5, gb) : (gb, big5)
      return own >= 0.5 && own + 0.15 >= other
    // What can be read for its tags is no UTF-16.
    case .utf8, .utf16LittleEndian, .utf16BigEndian: return false
    }
  }

  private static func big5Pairs(_ source: [UInt8]) -> PairCount {
    count(
      source, trail: { $0 >= 0x40 && $0 <= 0x7E || $0 >= 0xA1 && $0 <= 0xFE },
      common: { lead, trail in
        lead >= 0xA4 && lead <= 0xC6 || lead >= 0xA1 && lead <= 0xA3 && trail != 0x7F
      })
  }

  private static func gbPairs(_ source: [UInt8]) -> PairCount {
    count(
      source, trail: { $0 >= 0x30 && $0 != 0x7F && $0 != 0xFF },
      common: { lead, trail in
        trail >= 0xA1 && (lead >= 0xB0 && lead <= 0xD7 || lead >= 0xA1 && lead <= 0xA3)
      })
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

  /// How the high bytes of a text stand among its ASCII.
  private struct HighBytes {
    /// Bytes in all, high ones, those that windows-1252 leaves undefined.
    var count = 0
    var high = 0
    var undefined = 0
    /// Single ones between ASCII, and a letter with a curly quote or dash beside it: `é”`.
    var western = 0
    /// Curly quotes and dashes of windows-1252.
    var marks = 0

    init(_ bytes: ArraySlice<UInt8>) {
      count = bytes.count
      func highByte(_ at: Int) -> UInt8 {
        bytes.indices.contains(at) && bytes[at] >= 0x80 ? bytes[at] : 0
      }
      for at in bytes.indices where bytes[at] >= 0x80 {
        high += 1
        let (before, byte, after) = (highByte(at - 1), bytes[at], highByte(at + 1))
        if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) { undefined += 1 }
        if Self.isMark(byte) { marks += 1 }
        if before == 0, after == 0 {
          western += 1
        } else if before == 0 || after == 0 {
          let beside = before == 0 ? after : before
          let isRunOfTwo = highByte(before == 0 ? at + 2 : at - 2) == 0
          if isRunOfTwo,
            Self.isMark(byte) && beside >= 0xC0 || byte >= 0xC0 && Self.isMark(beside)
          {
            western += 1
          }
        }
      }
    }

    private static func isMark(_ byte: UInt8) -> Bool {
      byte >= 0x91 && byte <= 0x97 || byte == 0x84 || byte == 0x85
    }

    /// Most stand alone, and they are few: in Big5 a third of the trails are ASCII, but leads then
    /// come in runs with other pairs.
    var looksWestern: Bool {
      high > 0 && Double(western) / Double(high) > 0.75 && high * 8 < count
    }

    /// In a short text they may be many, where a quote or a dash is among them.
    var isWindows1252: Bool {
      undefined == 0
        && (looksWestern || marks > 0 && western == high && count < 64 && 2 * high <= count)
    }
  }
}
