import Testing

@testable import Normalize

/// The break tests of Unicode 15.0 (UAX #29) through ICU's iterators over UTF-8.
@Suite("Conformance: breaks")
struct BreakTests {
  /// `÷ 0061 × 0308 ÷`: the text and the byte offsets of its breaks.
  private static func parse(_ line: Substring) -> (text: [UInt8], breaks: [UInt32]) {
    var text: [UInt8] = []
    var breaks: [UInt32] = []
    for word in line.prefix(while: { $0 != "#" }).split(whereSeparator: { $0 == " " || $0 == "\t" })
    {
      switch word {
      case "÷": breaks.append(UInt32(text.count))
      case "×": break
      default: text.append(contentsOf: UnicodeData.utf8(word))
      }
    }
    return (text, breaks)
  }

  /// Lines that hold a surrogate have no UTF-8; there are none in 15.0.
  private static func check(_ file: String, _ kind: ICU.BreakKind, locale: String, atLeast: Int)
    throws
  {
    let breaker = try ICU.Breaker(kind, locale: locale)
    var wrong: [Substring] = []
    var count = 0
    for line in try UnicodeData.lines("auxiliary/" + file) {
      let (text, breaks) = parse(line)
      count += 1
      if try breaker.boundaries(text[...]) != breaks { wrong.append(line) }
    }
    #expect(count >= atLeast)
    #expect(wrong.isEmpty, "\(wrong.count) of \(count) lines, first \(wrong.prefix(3))")
  }

  @Test func words() throws {
    // The root locale of CLDR breaks at a colon; Swedish has UAX #29 as it stands.
    try Self.check("WordBreakTest.txt", .word, locale: "sv", atLeast: 1_800)
  }

  @Test func sentences() throws {
    try Self.check("SentenceBreakTest.txt", .sentence, locale: "en", atLeast: 500)
  }

  @Test func graphemeClusters() throws {
    try Self.check("GraphemeBreakTest.txt", .graphemeCluster, locale: "en", atLeast: 600)
  }
}
