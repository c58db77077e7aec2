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

  private func lines(_ unsettled: Unsettled, of text: [UInt8]) -> [String] {
    var structure = Structure()
    SentenceBreaker.shared.find(text, into: &structure)
    return unsettled.lines(structure).map { number in
      let line = structure.lines[number]
      return String(decoding: text[line.start..<line.end], as: UTF8.self)
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
    #expect(
      lines(unsettled, of: step.text.bytes) == ["Two", "Three"])
  }

  @Test func aBlankLineThatChangedTouchesBothSides() throws {
    let step = try step("one\n\n\ntwo\n\nthree\n") { out in
      out.keep(0, 5)
      out.delete(5, 6, rule: .blankLines)
      out.keep(6, 17)
    }
    let unsettled = Unsettled(after: step.change)
    #expect(
      pieces(unsettled.blocks(step.text.bytes), of: step.text.bytes) == ["one\n\ntwo\n\n"])
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
