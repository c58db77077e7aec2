import Laws
import Testing

@testable import Normalize

/// Law 5: merging glossaries is commutative, associative and idempotent.
@Suite("Glossary: merge")
struct GlossaryLawTests {
  private static let parts: [Glossary] = {
    var cleaner = Cleaner(Shared.resources, Options())
    var parts: [Glossary] = []
    for (index, filing) in CorpusFiles.filings.enumerated() {
      guard let document = try? cleaner.clean(filing.bytes) else { continue }
      if index % 4 == 0 { parts.append(Glossary(Shared.resources)) }
      parts[parts.count - 1].observe(document, id: UInt64(index + 1))
    }
    return parts
  }()

  private static func merged(_ order: [Int]) -> [UInt8] {
    var result = Glossary(Shared.resources)
    for index in order { result.merge(parts[index]) }
    result.freeze()
    return result.file(whole: true)
  }

  @Test func anyOrderGivesTheSameFile() {
    let order = Array(Self.parts.indices)
    let expected = Self.merged(order)
    #expect(!Self.parts.isEmpty)
    #expect(expected.split(separator: 0x0A).count > 20, "the corpus states names")
    #expect(Self.merged(order.reversed()) == expected)
    var random = RandomSource(seed: 5)
    for _ in 0..<10 { #expect(Self.merged(order.shuffled(using: &random)) == expected) }
  }

  @Test func groupingDoesNotMatter() {
    let order = Array(Self.parts.indices)
    var left = Glossary(Shared.resources)
    for index in order.prefix(3) { left.merge(Self.parts[index]) }
    var right = Glossary(Shared.resources)
    for index in order.dropFirst(3) { right.merge(Self.parts[index]) }
    left.merge(right)
    left.freeze()
    #expect(left.file(whole: true) == Self.merged(order))
  }

  @Test func mergingTwiceIsMergingOnce() {
    let order = Array(Self.parts.indices)
    #expect(Self.merged(order + order) == Self.merged(order))
  }

  @Test func theFileHoldsTheWholeState() throws {
    let file = Self.merged(Array(Self.parts.indices))
    var read = try Glossary(Shared.resources, parsing: file)
    read.freeze()
    #expect(read.file(whole: true) == file)
  }

  @Test func aFileThatIsNoneSaysTheLine() {
    #expect(throws: GlossaryError.self) {
      try Glossary(Shared.resources, parsing: Array("{\"schema\":\"other\"}\n".utf8))
    }
  }
}
