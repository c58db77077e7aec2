import Testing

@testable import Normalize

/// What the learner proposes, and what not.
@Suite("Strip: learning rules")
struct BoilerplateLearnerTests {
  private static let issuers = [
    ("Amber Coast Holdings Limited", "1201"), ("Blue Pagoda Group Limited", "1455"),
    ("Red Kite Technology Limited", "2288"), ("Stone Bridge Limited", "3301"),
  ]

  /// A filing of issuer `number` with some content that is its own.
  private static func filing(_ number: Int, _ passage: String) -> [UInt8] {
    let (name, code) = issuers[number % issuers.count]
    let places = ["Dongguan", "Ningbo", "Suzhou", "Hefei", "Wuhan"]
    return Array(
      """
      \(name)
      (Stock code: \(code))

      VOLUNTARY ANNOUNCEMENT

      The harbour office number \(number) in \(places[number % 5]) was let to a \(places[(number + 2) % 5]) firm.

      \(passage)

      """.utf8)
  }

  private static func learn(_ sources: [[UInt8]]) throws -> [LearnedRule] {
    var learner = BoilerplateLearner(Shared.resources)
    for source in sources { try learner.add(source) }
    return learner.proposals()
  }

  private static let wordings = [
    "The maps in this announcement are shown for illustration only, are not drawn to scale and should not be relied on for any survey of the land.",
    "The maps in this circular are shown for illustration only, are not drawn to scale and must not be relied on for any survey of the land.",
    "The maps in this notice are shown for illustration only, are not drawn to scale and should not be relied on for any survey of the land or buildings.",
  ]

  @Test(
    "A passage in three wordings of three issuers becomes one rule that reads back and removes it")
  func positive() throws {
    let found = try Self.learn((0..<3).map { Self.filing($0, Self.wordings[$0]) })
    let rule = try #require(found.first)
    #expect(found.count == 1)
    #expect((rule.documents, rule.issuers, rule.wordings) == (3, 3, 3))
    #expect(rule.slots.contains(.document))
    #expect(rule.boilerplateClass == nil)
    #expect(rule.text.contains("class ?"))
    let text = rule.text.replacing("class ?", with: "class disclaimer")
    let set = try RuleSet.builtin().adding(Array(text.utf8), file: "mine.rules")
    var cleaner = Cleaner(try Resources(rules: set), Options())
    for wording in Self.wordings {
      let document = try cleaner.clean(Array((wording + "\n").utf8))
      #expect(document.text.bytes.isEmpty, "\(wording)")
    }
  }

  @Test("Chinese passages are found as well, with what differs between them")
  func varied() throws {
    let passages = [
      "本公告所載地圖及圖則僅作說明之用，並非按比例繪製，不應用於任何土地測量。",
      "本通函所載地圖及圖則僅作說明之用，並非按比例繪製，閣下不應用於任何土地測量。",
      "本公告所载地图及图则仅作说明之用，并非按比例绘制，不应用于任何土地测量或估值。",
    ]
    let found = try Self.learn((0..<3).map { Self.filing($0, passages[$0]) })
    let rule = try #require(found.first)
    #expect(found.count == 1)
    #expect(rule.language == .zh)
    #expect(rule.wordings >= 2)
  }

  @Test("The proposals do not depend on the order of the documents, nor on doubles")
  func deterministic() throws {
    let sources = (0..<3).map { Self.filing($0, Self.wordings[$0]) }
    let found = try Self.learn(sources)
    #expect(try Self.learn(sources.reversed()) == found)
    #expect(try Self.learn(sources + sources) == found)
  }

  /// Nothing to propose: too few documents, one issuer, content, or a rule has it already.
  @Test(arguments: [
    (0..<2).map { filing($0, wordings[$0]) },
    (0..<4).map { _ in filing(0, wordings[0]) },
    (0..<3).map { filing(4 * $0, wordings[$0]) },
    (0..<4).map {
      filing(
        $0,
        "The Group sold \($0 + 3) berths of the pier to the Port of Example\($0) for the sum of HK$\($0)2 million."
      )
    },
    (0..<4).map {
      filing(
        $0,
        "Shareholders and potential investors are advised to exercise caution when dealing in the shares of the Company."
      )
    },
  ])
  func negative(_ sources: [[UInt8]]) throws {
    #expect(try Self.learn(sources).isEmpty)
  }
}
