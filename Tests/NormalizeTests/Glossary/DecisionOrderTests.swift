import Testing

@testable import Normalize

/// Decisions that contradict each other, follow each other, and move names between concepts.
@Suite("Glossary: decisions in order") struct DecisionOrderTests {
  private static let full = NamePair(
    en: "Ningbo Gorse Biotechnology Co., Ltd.", zh: "寧波金雀生物科技有限公司")
  private static let wrong = NamePair(
    en: "Ningbo Gorse Biotechnology Co., Ltd.", zh: "寧波雀金生物科技有限公司")
  private static let short = NamePair(en: "Ningbo Gorse", zh: "寧波金雀")

  private static func record(
    _ pair: NamePair, _ filing: UInt64, _ form: Name.Form = .full, concept: UInt64
  ) -> ObservationRecord {
    ObservationRecord(
      filing: filing, issuers: ["HKEX:1548"],
      name: Name(
        kind: .organization, form: form, enForm: form, zhForm: form, en: pair.en, zh: pair.zh,
        official: .zh, inferred: false, confidence: 95, variants: [],
        evidence: [Name.Evidence(kind: .bracket, source: [])], concept: concept))
  }

  /// One filing that states these, each of its concept.
  private static func ledger(
    _ names: [(pair: NamePair, form: Name.Form, concept: UInt64)]
  ) -> GlossaryLedger {
    var ledger = GlossaryLedger(hash: LedgerTests.hash)
    ledger.add(
      FilingRecord(id: 1, generator: "0.1.0", date: nil, title: nil, issuers: []),
      names.map { record($0.pair, 1, $0.form, concept: $0.concept) })
    return ledger
  }

  /// Of two that contradict each other the later counts; the earlier one is history.
  @Test func theLaterAcceptanceCounts() {
    for (first, second) in [(Self.full, Self.wrong), (Self.wrong, Self.full)] {
      var ledger = Self.ledger([(Self.full, .full, 1), (Self.wrong, .full, 2)])
      ledger.decide(decision(.accept, [first], second: 1))
      ledger.decide(decision(.accept, [second], second: 2))
      #expect(entry(ledger, second)?.status == .known)
      #expect(entry(ledger, first)?.status == .superseded)
      #expect(ledger.glossary(Shared.resources).conflicts().isEmpty)
    }
  }

  /// What gave way to a pair that gave way itself comes back.
  @Test func whatGaveWayMayReturn() {
    let pairs = [
      NamePair(en: "Ningbo Gorse Limited", zh: "寧波金雀有限公司"),
      NamePair(en: "Ningbo Gorse Limited", zh: "寧波雀金有限公司"),
      NamePair(en: "Ningbo Finch Limited", zh: "寧波雀金有限公司"),
    ]
    var ledger = GlossaryLedger(hash: LedgerTests.hash)
    for (second, pair) in pairs.enumerated() {
      ledger.decide(decision(.accept, [pair], second: second))
    }
    #expect(pairs.map { entry(ledger, $0)?.status } == [.known, .superseded, .known])
  }

  /// Whatever the clocks said, who knew a decision decides behind it.
  @Test func aLaterDecisionSaysWhatItFollows() {
    var ledger = Self.ledger([(Self.full, .full, 1)])
    var future = decision(.reject, [Self.full])
    future.when = "9999-12-31T23:59:59.999Z"
    let id = ledger.decide(future)
    ledger.decide(decision(.accept, [Self.full], second: 1))
    #expect(entry(ledger, Self.full)?.status == .rejected)
    var informed = decision(.accept, [Self.full], second: 2)
    informed.after = [id]
    let accepted = ledger.decide(informed)
    #expect(entry(ledger, Self.full)?.status == .known)
    #expect(DecisionFold.ordered(ledger.decisions).last == accepted)
  }

  @Test(arguments: [
    ("2024-02-29T23:59:59.999Z", true), ("2026-03-01T09:30:00.000Z", true),
    ("2023-02-29T00:00:00.000Z", false), ("2026-13-01T00:00:00.000Z", false),
    ("2026-00-01T00:00:00.000Z", false), ("2026-04-31T00:00:00.000Z", false),
    ("2026-04-30T24:00:00.000Z", false), ("2026-04-30T23:60:00.000Z", false),
    ("2026-04-30T23:59:60.000Z", false), ("2026-04-30T23:59:59Z", false),
    ("2026-04-30 23:59:59.000Z", false), ("٢٠٢٦-04-30T23:59:59.000Z", false), ("", false),
  ])
  func momentsAreThoseOfTheCalendar(_ text: String, _ isOne: Bool) throws {
    var decision = decision(.reject, [Self.full])
    decision.when = text
    let value = try JSONParser.parse(decision.canonical[...])
    if isOne {
      #expect(try Decision(value) == decision)
    } else {
      #expect(throws: RecordError.self) { try Decision(value) }
    }
  }

  @Test func whatADecisionFollowsIsKept() throws {
    var decision = decision(.reject, [Self.full])
    decision.after = [RecordID(1, 2), RecordID(.max, 0)]
    #expect(try Decision(JSONParser.parse(decision.canonical[...])) == decision)
  }

  /// Of one concept with what it corrects, so that its evidence is the entity's.
  @Test func aCorrectedPairStaysInItsConcept() {
    let right = NamePair(en: "Ningbo Gorse Biotechnology Co., Ltd.", zh: "寧波金鵲生物科技有限公司")
    var ledger = Self.ledger([(Self.full, .full, 7), (Self.short, .short, 7)])
    var correction = decision(.correct, [Self.full])
    correction.replacement = right
    ledger.decide(correction)
    #expect(entry(ledger, right)?.status == .known)
    #expect(entry(ledger, right)?.group == 7)
    #expect(entry(ledger, Self.full)?.group == 7)
    #expect(entry(ledger, Self.short)?.group == 7)
    #expect(entry(ledger, right)?.documents.smallest == [1])
  }

  /// A number stays with the name that it was made from.
  @Test(arguments: [0, 1]) func conceptNumbersStayWhereTheyBelong(_ leaver: Int) {
    let pairs = [
      NamePair(en: "Meihua Limited", zh: "美華有限公司"), NamePair(en: "Yuexiu Limited", zh: "越秀有限公司"),
    ]
    var ledger = Self.ledger([(pairs[0], .full, 5), (pairs[1], .full, 3)])
    ledger.decide(decision(.join, pairs, second: 1))
    #expect(pairs.map { entry(ledger, $0)?.group } == [3, 3])
    ledger.decide(decision(.split, [pairs[leaver]], second: 2))
    #expect(pairs.map { entry(ledger, $0)?.group } == [5, 3])
    ledger.decide(decision(.join, pairs, second: 3))
    #expect(pairs.map { entry(ledger, $0)?.group } == [3, 3])
  }

  /// The full name keeps its number, whichever of its names is split from the other.
  @Test(arguments: [full, short]) func theFullNameKeepsTheNumber(_ leaver: NamePair) {
    var ledger = Self.ledger([(Self.full, .full, 7), (Self.short, .short, 7)])
    ledger.decide(decision(.split, [leaver]))
    #expect(entry(ledger, Self.full)?.group == 7)
    #expect(entry(ledger, Self.short)?.group != 7)
  }

  /// A longer name that was turned down is no place for a shorter one.
  @Test(arguments: [
    "We met 南京青冉醫療器械有限公司 today.", "本公司與南京青冉醫療器械有限公司今日會面。",
    "We met Nanjing Qingran Medical Device Co., Ltd. today.", "本公司持有南京青冉醫療器械有限公司的股份。",
  ])
  func aRejectedNameShieldsItsSpan(_ text: String) throws {
    let full = NamePair(en: "Nanjing Qingran Medical Device Co., Ltd.", zh: "南京青冉醫療器械有限公司")
    let short = NamePair(en: "Nanjing Qingran", zh: "南京青冉")
    var ledger = GlossaryLedger(hash: LedgerTests.hash)
    ledger.decide(decision(.accept, [short]))
    let source = Array((text + "\n\nWe met Nanjing Qingran and 南京青冉 in May.\n").utf8)
    func glossed() throws -> String {
      var options = Options()
      options.gloss = .every
      var cleaner = Cleaner(Shared.resources, options)
      let document = try cleaner.clean(source, glossary: ledger.glossary(Shared.resources))
      return String(decoding: document.glossed, as: UTF8.self)
    }
    var turnings = [decision(.reject, [full], second: 1), decision(.correct, [full], second: 1)]
    turnings[1].replacement = NamePair(en: "Nanjing Qingran Device Co., Ltd.", zh: "南京清冉器械有限公司")
    for turning in turnings {
      let before = ledger
      ledger.decide(turning)
      #expect(try !glossed().contains("[Nanjing Qingran]醫療"))
      #expect(try !glossed().contains("[南京青冉] Medical"))
      #expect(try glossed().contains("Nanjing Qingran [南京青冉] and 南京青冉 [Nanjing Qingran] in"))
      ledger = before
    }
  }

  /// Words that a person left out were no part of the name.
  @Test func whatWasCutOffIsNoShield() {
    let long = NamePair(en: "the Board of Nanjing Qingran", zh: "南京青冉")
    var correction = decision(.correct, [long])
    correction.replacement = NamePair(en: "Nanjing Qingran", zh: "南京青冉")
    let id = LedgerTests.hash(correction.canonical)
    #expect(DecisionFold([id: correction], Shared.resources).shields.isEmpty)
    let rejection = decision(.reject, [long])
    #expect(DecisionFold([id: rejection], Shared.resources).shields.count == 2)
  }
}
