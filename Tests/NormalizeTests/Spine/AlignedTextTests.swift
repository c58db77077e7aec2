import Testing

@testable import Normalize

@Suite("Spine")
struct AlignedTextTests {
  /// `abcdef` with `bc` replaced, `e` removed and `f` read first.
  private static func sample() -> (AlignedText, [UInt8]) {
    let base = Array("abcdef".utf8)
    let text = AlignedText(
      bytes: Array("faXYZd".utf8),
      pieces: [
        .init(textStart: 0, textEnd: 1, baseStart: 5, baseEnd: 6, rule: .copy),
        .init(textStart: 1, textEnd: 2, baseStart: 0, baseEnd: 1, rule: .copy),
        .init(textStart: 2, textEnd: 5, baseStart: 1, baseEnd: 3, rule: .nfc),
        .init(textStart: 5, textEnd: 6, baseStart: 3, baseEnd: 4, rule: .copy),
      ],
      removals: [.init(rule: 0, group: 1, baseStart: 4, baseEnd: 5)], baseCount: 6)
    return (text, base)
  }

  @Test func theSampleIsSound() {
    let (text, base) = Self.sample()
    #expect(text.violations(base: base).isEmpty)
  }

  @Test func rangesMapToTheBaseInTextOrder() {
    let (text, _) = Self.sample()
    // `fa` is read from two places; the later one in the source comes first.
    #expect(text.baseExtents(of: TextExtent(0, 2)) == [DecodedExtent(5, 6), DecodedExtent(0, 1)])
    // Inside an edit, the whole edit.
    #expect(text.baseExtents(of: TextExtent(3, 4)) == [DecodedExtent(1, 3)])
    // Adjacent spans are one.
    #expect(text.baseExtents(of: TextExtent(1, 6)) == [DecodedExtent(0, 4)])
  }

  @Test func emptyRangesMapToPositionsTheEndIncluded() {
    let (text, _) = Self.sample()
    #expect(text.baseExtents(of: TextExtent(1, 1)) == [DecodedExtent(0, 0)])
    #expect(text.baseExtents(of: TextExtent(6, 6)) == [DecodedExtent(4, 4)])
    #expect(AlignedText(base: []).baseExtents(of: TextExtent(0, 0)) == [DecodedExtent(0, 0)])
  }

  @Test func theBaseMapsToTheText() {
    let (text, _) = Self.sample()
    #expect(text.textExtent(of: DecodedExtent(5, 6)) == TextExtent(0, 1))
    #expect(text.textExtent(of: DecodedExtent(1, 2)) == TextExtent(2, 5))
    #expect(text.textExtent(of: DecodedExtent(4, 5)) == nil, "it was removed")
    #expect(text.textExtent(of: DecodedExtent(6, 6)) == TextExtent(6, 6))
  }

  @Test func whatIsBrokenIsSaid() {
    let breaks: [(String, (inout AlignedText) -> Void)] = [
      ("a gap in the text", { $0.pieces[1].textStart = 0 }),
      ("a base byte covered twice", { $0.pieces[3].baseEnd = 5 }),
      ("a base byte left out", { $0.removals = [] }),
      ("other bytes in a copy", { $0.bytes[0] = 0x41 }),
      ("text behind the last piece", { $0.bytes.append(0x41) }),
    ]
    for (what, change) in breaks {
      var (text, base) = Self.sample()
      change(&text)
      #expect(!text.violations(base: base).isEmpty, "\(what)")
    }
  }

  @Test func codePointsAreCountedAtEveryOffset() {
    let text = String(repeating: "a港𠮷é", count: 60)
    let index = CodePointIndex(Array(text.utf8))
    var expected = 0
    var offset = 0
    for scalar in text.unicodeScalars {
      #expect(index.codePoints(before: offset) == expected)
      offset += scalar.utf8.count
      expected += 1
    }
    #expect(index.codePoints(before: offset) == expected)
    #expect(index.count == 240)
  }
}
