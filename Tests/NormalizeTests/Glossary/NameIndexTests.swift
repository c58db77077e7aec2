import Laws
import Testing

@testable import Normalize

/// A glossary that is filed beforehand finds what one that is learnt finds.
@Suite("Glossary: index") struct NameIndexTests {
  static let key = RecordID(1, 2)
  static let parts = [
    "Ningbo", "Gorse", "Gorse Group", "Limited", "A", "AB", "ABC",
    "Gorse Holdings (Ningbo) Limited",
    "寧波", "金雀", "金雀集團", "有限公司", "金", "寧波金雀集團有限公司", "㐀", "a", "ab", "abc de",
  ]

  static func side(_ random: inout RandomSource, isEnglish: Bool) -> [UInt8] {
    let half = isEnglish ? parts[..<8] + parts[15...] : parts[8..<15]
    let words = (0..<random.number(1...3)).map { _ in random.pick(Array(half)) }
    return Array(words.joined(separator: isEnglish ? " " : "").utf8)
  }

  static func known(_ random: inout RandomSource) -> KnownName {
    KnownName(
      kind: .organization, enForm: .full, zhForm: .short, en: side(&random, isEnglish: true),
      zh: side(&random, isEnglish: false), official: .zh, concept: random.next(),
      confidence: random.number(90...99), isInferred: random.once(in: 2))
  }

  static func index(_ names: [KnownName], key: RecordID = key) throws -> NameIndex {
    try #require(NameIndex(FixedBytes(bytes(names)), key: key))
  }

  static func bytes(_ names: [KnownName]) throws -> [UInt8] {
    var builder = NameIndexBuilder(names: names.count, Shared.resources.han)
    for name in names {
      let isIn = builder.addGlobal(name)
      #expect(isIn)
    }
    return builder.bytes(key: key, globalCount: names.count, scopes: [])
  }

  static func text(_ random: inout RandomSource) -> [UInt8] {
    let joints = ["", " ", ", ", "。", "x", "9", "、", "\n"]
    return Array(
      (0..<random.number(0...40)).map { _ in random.pick(parts) + random.pick(joints) }
        .joined().utf8)
  }

  @Test func mentionsAreThoseOfOneMatcher() throws {
    for number in 0..<2_000 {
      var random = RandomSource(seed: 21, input: number)
      let names = (0..<random.number(0...30)).map { _ in Self.known(&random) }
      let lexicon = (0..<3).map { _ in Self.known(&random) }
      let own = (0..<random.number(0...4)).map { _ in Self.known(&random) }
      var whole = NameMatcher(capacity: 200)
      var beside = NameMatcher(capacity: 20)
      func add(_ name: KnownName, _ number: Int, _ matcher: inout NameMatcher) {
        matcher.add(name.en, name: number, isEnglish: true)
        matcher.add(name.zh, name: number, isEnglish: false)
      }
      let outside = NameAssembly.outside
      for (place, name) in lexicon.enumerated().reversed() {
        add(name, outside + place, &whole)
        add(name, outside + place, &beside)
      }
      for (place, name) in names.enumerated().reversed() {
        add(name, outside + lexicon.count + place, &whole)
      }
      whole.seal()
      beside.seal()
      for (place, name) in own.enumerated() {
        add(name, place, &whole)
        add(name, place, &beside)
      }
      let text = Self.text(&random)
      var expected: [NameMatcher.Hit] = []
      whole.find(in: text, into: &expected)
      var found: [NameMatcher.Hit] = []
      beside.find(
        in: text, beside: try Self.index(names), numberedFrom: outside + lexicon.count,
        into: &found)
      func shown(_ hits: [NameMatcher.Hit]) -> [[Int]] {
        hits.map { [$0.start, $0.end, Int($0.pattern.name)] }
      }
      #expect(shown(found) == shown(expected), "input \(number)")
    }
  }

  @Test func namesComeBackWhole() throws {
    for number in 0..<200 {
      var random = RandomSource(seed: 22, input: number)
      let names = (0..<random.number(1...300)).map { _ in Self.known(&random) }
      let index = try Self.index(names)
      #expect(names.indices.allSatisfy { index.name($0) == names[$0] })
      for name in names {
        let first = names.firstIndex {
          let keys = [
            NameCollection.englishKey($0.en), NameCollection.hanKey($0.zh, Shared.resources.han),
          ]
          return keys.contains(NameCollection.englishKey(name.en))
        }
        #expect(index.number(forKey: NameCollection.englishKey(name.en)) == first)
      }
    }
  }

  @Test func documentsAreThoseOfTheGlossary() throws {
    var glossary = Glossary(Shared.resources)
    var cleaner = Cleaner(Shared.resources, Options())
    let filings = CorpusFiles.filings.map(\.bytes)
    for (number, source) in filings.enumerated() {
      glossary.observe(try cleaner.clean(source), id: UInt64(number + 1))
    }
    glossary.freeze()
    let floor = Options().floor
    let bytes = try #require(glossary.indexBytes(floor: floor, key: Self.key))
    let index = try #require(NameIndex(FixedBytes(bytes), key: Self.key))
    #expect(index.globalCount > 100)
    let opened = Glossary(Shared.resources, index, DecisionFold(Shared.resources))
    var first = Cleaner(Shared.resources, Options())
    var second = Cleaner(Shared.resources, Options())
    for source in filings {
      let expected = try first.clean(source, glossary: glossary)
      let found = try second.clean(source, glossary: opened)
      #expect(found.names == expected.names)
      #expect(found.mentions == expected.mentions)
      #expect(found.glossed == expected.glossed)
    }
  }

  @Test func damagedBytesAreNoTrap() throws {
    var random = RandomSource(seed: 23)
    let names = (0..<40).map { _ in Self.known(&random) }
    let bytes = try Self.bytes(names)
    #expect(NameIndex(FixedBytes(bytes), key: RecordID(1, 3)) == nil)
    #expect(NameIndex(FixedBytes([]), key: Self.key) == nil)
    for _ in 0..<3_000 {
      var damaged = bytes
      for _ in 0..<random.number(1...20) {
        let inHeader = random.once(in: 3)
        damaged[random.below(inHeader ? 8 * NameIndex.headerWords : damaged.count)] = UInt8(
          random.below(256))
      }
      if random.once(in: 4) { damaged.removeLast(random.below(damaged.count)) }
      guard let index = NameIndex(FixedBytes(damaged), key: Self.key) else { continue }
      var hits: [NameMatcher.Hit] = []
      NameMatcher().find(
        in: Self.text(&random), beside: index, numberedFrom: NameAssembly.outside, into: &hits)
      for hit in hits { _ = index.name(Int(hit.pattern.name) - NameAssembly.outside) }
      _ = index.names(forIssuers: [1, 2, .max])
      _ = index.number(forKey: random.next())
    }
  }
}
