import Testing

@testable import Normalize

/// NormalizationTest.txt of Unicode 15.0 (UAX #15), all lines.
@Suite("Conformance: normalization")
struct NormalizationTests {
  private struct Row {
    /// source; NFC; NFD; NFKC; NFKD
    var columns: [[UInt8]]
  }

  private static func rows() throws -> (all: [Row], partOne: Set<UInt32>) {
    var rows: [Row] = []
    var listed: Set<UInt32> = []
    var isPartOne = false
    for line in try UnicodeData.lines("NormalizationTest.txt.bz2") {
      if line.hasPrefix("@Part") {
        isPartOne = line.hasPrefix("@Part1")
        continue
      }
      let columns = line.split(separator: ";", omittingEmptySubsequences: false).prefix(5)
      if isPartOne, let scalar = UInt32(columns[0], radix: 16) { listed.insert(scalar) }
      rows.append(Row(columns: columns.map { UnicodeData.utf8($0) }))
    }
    return (rows, listed)
  }

  private static func nfc(_ text: [UInt8]) throws -> [UInt8] { try ICU.nfc(text[...]).text }

  @Test func icuIsOfTheVersionOfTheFiles() {
    #expect(ICU.version.hasPrefix("72."), "the files are of Unicode 15.0, which is ICU 72")
  }

  @Test func everyLineHolds() throws {
    let (rows, _) = try Self.rows()
    #expect(rows.count > 19_000)
    var wrong: [Int] = []
    for (index, row) in rows.enumerated() {
      let c = row.columns
      let composed = try c.map { try Self.nfc($0) }
      let holds =
        composed[0] == c[1] && composed[1] == c[1] && composed[2] == c[1]
        && composed[3] == c[3] && composed[4] == c[3]
      if !holds { wrong.append(index) }
    }
    #expect(wrong.isEmpty, "lines \(wrong.prefix(10))")
  }

  @Test func whatPartOneDoesNotListStaysAsItIs() throws {
    let (_, listed) = try Self.rows()
    var changed: [UInt32] = []
    for value in UInt32(0)...0x10FFFF where !listed.contains(value) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = Array(String(scalar).utf8)
      if try Self.nfc(text) != text { changed.append(value) }
    }
    #expect(changed.isEmpty, "\(changed.prefix(10).map { String($0, radix: 16) })")
  }

  @Test func editsComposeToTheResult() throws {
    for row in try Self.rows().all {
      let source = row.columns[0]
      let (text, edits) = try ICU.nfc(source[...])
      #expect(edits.reduce(0) { $0 + $1.sourceLength } == source.count)
      #expect(edits.reduce(0) { $0 + $1.targetLength } == text.count)
      var at = 0
      var out = 0
      for edit in edits {
        if !edit.isChanged {
          #expect(source[at..<(at + edit.sourceLength)] == text[out..<(out + edit.targetLength)])
        }
        at += edit.sourceLength
        out += edit.targetLength
      }
    }
  }

  /// Through the pipeline: what the stage does besides NFC (radicals, fullwidth letters, controls,
  /// blanks, invisible code points, bullets) is in its rules; a line on which no other rule speaks
  /// must come out as column 2.
  @Test func theStageComposesLikeTheFile() throws {
    var normalizer = TextNormalizer(furnitureRule: nil)
    var compared = 0
    var group: Int32 = 0
    var wrong: [(Int, String)] = []
    for (index, row) in try Self.rows().all.enumerated() {
      // In a word, so that no line rule applies: a starter before, a starter behind.
      let source = Array("x".utf8) + row.columns[0] + Array("x\n".utf8)
      let expected = try Self.nfc(Array("x".utf8) + row.columns[1] + Array("x\n".utf8))
      let base = AlignedText(base: source)
      let result = normalizer.pass(base, group: &group) ?? base
      #expect(result.violations(base: source).isEmpty)
      let others = result.pieces.contains { $0.rule != .copy && $0.rule != .nfc }
      if others { continue }
      compared += 1
      if result.bytes != expected {
        wrong.append((index, String(decoding: result.bytes, as: UTF8.self)))
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) lines, first \(wrong.prefix(5))")
    #expect(compared > 17_000, "only \(compared) lines were compared")
  }
}
