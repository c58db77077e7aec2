import Testing

@testable import Normalize

/// Positions follow a text from step to step; what changed is found again.
@Suite("Changes of a text")
struct TextChangeTests {
  private func step(_ text: String, _ edit: (inout Rewriter) -> Void) throws -> TextStep {
    let input = AlignedText(base: Array(text.utf8))
    var out = Rewriter(over: input.bytes)
    edit(&out)
    let step = out.finishStep(over: input)
    return try #require(step)
  }

  private func pieces(_ ranges: [Range<Int>], of text: [UInt8]) -> [String] {
    ranges.map { String(decoding: text[$0], as: UTF8.self) }
  }

  /// The lines that are unsettled, as they are read in the text.
  private func lines(_ unsettled: Unsettled, of text: [UInt8]) -> [String] {
    var structure = Structure()
    SentenceBreaker.shared.find(text, into: &structure)
    return unsettled.lines(structure).map {
      String(decoding: text[structure.lines[$0].start..<structure.lines[$0].end], as: UTF8.self)
    }
  }

  /// What a structure is, in a form that can be compared.
  private func shown(_ structure: Structure) -> [[Int]] {
    structure.lines.map { line in
      [line.start, line.end, line.isRow ? 1 : 0, line.beginsBlock ? 1 : 0]
        + structure.sentences[line.sentences].flatMap { [$0.start, $0.end] }
    }
  }

  @Test func aStructureThatFollowsIsTheOneThatIsFound() throws {
    let text = "One. Two here.\n\nA\tB\n王。李！\nFour * five.\nSix\n"
    let bytes = Array(text.utf8)
    for start in bytes.indices {
      for end in start...min(start + 3, bytes.count) where start < end {
        let changed = try step(text) { out in
          out.keep(0, start)
          out.replace(start, end, with: 0x2E, rule: .nfc)
          out.keep(end, bytes.count)
        }
        var structure = CurrentStructure()
        structure.read(bytes)
        structure.follow(changed.change)
        structure.read(changed.text.bytes)
        var found = Structure()
        SentenceBreaker.shared.find(changed.text.bytes, into: &found)
        #expect(shown(structure.value) == shown(found))
      }
    }
  }

  @Test func whatIsTouchedIsItsBlock() throws {
    let step = try step("one\n\ntwo\nthree\n\nfour\n") { out in
      out.keep(0, 5)
      out.replace(5, 6, with: 0x54, rule: .nfc)
      out.keep(6, 9)
      out.replace(9, 10, with: 0x54, rule: .nfc)
      out.keep(10, 21)
    }
    let unsettled = Unsettled(after: step.change)
    // What begins a block may have been cut behind the one before.
    #expect(
      pieces(unsettled.blocks(step.text.bytes), of: step.text.bytes)
        == ["one\n\nTwo\nThree\n\n"])
    #expect(lines(unsettled, of: step.text.bytes) == ["Two", "Three"])
  }

  @Test func aBlankLineThatChangedTouchesBothSides() throws {
    let step = try step("one\n \ntwo\n\nthree\n") { out in
      out.keep(0, 4)
      out.delete(4, 5, rule: .blankLines)
      out.keep(5, 17)
    }
    let unsettled = Unsettled(after: step.change)
    #expect(
      pieces(unsettled.blocks(step.text.bytes), of: step.text.bytes) == ["one\n\ntwo\n\n"])
  }

  @Test func aBlockThatIsCutTouchesNothing() throws {
    let step = try step("one\n\ntwo\n\nthree\n") { out in
      out.keep(0, 5)
      out.remove(5, 8, rule: 0, group: 1)
      out.delete(8, 10, rule: .stripBlank)
      out.keep(10, 16)
    }
    #expect(step.text.bytes == Array("one\n\nthree\n".utf8))
    #expect(Unsettled(after: step.change).isNowhere)
  }

  @Test func aLineThatIsCutTouchesItsBlock() throws {
    let step = try step("one\ntwo\n\nthree\n") { out in
      out.keep(0, 4)
      out.remove(4, 7, rule: 0, group: 1)
      out.delete(7, 8, rule: .stripBlank)
      out.keep(8, 15)
    }
    let unsettled = Unsettled(after: step.change)
    #expect(
      pieces(unsettled.blocks(step.text.bytes), of: step.text.bytes) == ["one\n\nthree\n"])
  }

  @Test(arguments: [
    ("The buyer is X Limited* (甲).\n\nNext.\n", true),
    // Another line, another mark, an ideograph before it: each may ask for something.
    ("The buyer is X Limited* (甲).\nNext.\n", false),
    ("The *buyer is X Limited* (甲).\n\nNext.\n", false),
    ("甲有限公司* (X).\n\nNext.\n", false),
    ("Rows\tX Limited* (甲)\n\nNext.\n", false),
  ])
  func aMarkThatIsCutTouchesNothing(text: String, isSettled: Bool) throws {
    let bytes = Array(text.utf8)
    let mark = try #require(bytes.lastIndex(of: 0x2A))
    let step = try step(text) { out in
      out.keep(0, mark)
      out.delete(mark, mark + 1, rule: .footnoteMark)
      out.keep(mark + 1, bytes.count)
    }
    var unsettled = Unsettled.nowhere
    unsettled.follow(step.change, cuttingMarksOf: step.text.bytes)
    #expect(unsettled.isNowhere == isSettled)
    var lines = Unsettled.nowhere
    lines.follow(step.change)
    #expect(!lines.isNowhere)
  }

  @Test func aCutIsAPlace() throws {
    let first = try step("abc\ndef\nghi\n") { out in
      out.keep(0, 4)
      out.delete(4, 8, rule: .blankLines)
      out.keep(8, 12)
    }
    var unsettled = Unsettled(after: first.change)
    #expect(unsettled.ranges.map(\.start) == [4])
    #expect(first.change.place(of: 8, 11).map { [$0.start, $0.end] } == [4, 7])
    #expect(first.change.place(of: 2, 9) == nil)
    var out = Rewriter(over: first.text.bytes)
    out.delete(0, 4, rule: .blankLines)
    out.keep(4, 8)
    let next = out.finishStep(over: first.text)
    let second = try #require(next)
    unsettled.follow(second.change)
    #expect(unsettled.ranges.map(\.start) == [0, 0])
    #expect(lines(unsettled, of: second.text.bytes) == ["ghi"])
  }

  @Test func anotherOrderUnsettlesEverything() throws {
    let step = try step("abcdef") { out in
      out.keep(3, 6)
      out.keep(0, 3)
    }
    #expect(Unsettled(after: step.change).isEverywhere)
  }
}
