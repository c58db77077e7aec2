import Testing

@testable import Normalize

/// What each decision does to the glossary, on two filings about one company.
@Suite("Glossary: decisions") struct DecisionTests {
  private static let full = NamePair(
    en: "Ningbo Gorse Biotechnology Co., Ltd.", zh: "寧波金雀生物科技有限公司")
  private static let wrong = NamePair(
    en: "Ningbo Gorse Biotechnology Co., Ltd.", zh: "寧波雀金生物科技有限公司")
  private static let short = NamePair(en: "Ningbo Gorse", zh: "寧波金雀")

  private static func record(
    _ pair: NamePair, _ filing: UInt64, _ form: Name.Form = .full, concept: UInt64 = 7
  ) -> ObservationRecord {
    ObservationRecord(
      filing: filing, issuers: ["HKEX:1548"],
      name: Name(
        kind: .organization, form: form, enForm: form, zhForm: form, en: pair.en, zh: pair.zh,
        official: .zh, inferred: false, confidence: 95, variants: [],
        evidence: [Name.Evidence(kind: .bracket, source: [])], concept: concept))
  }

  private static func ledger() -> GlossaryLedger {
    var ledger = GlossaryLedger(hash: LedgerTests.hash)
    for id in 1...2 as ClosedRange<UInt64> {
      let pair = id == 1 ? full : wrong
      ledger.add(
        FilingRecord(id: id, generator: "0.1.0", date: nil, title: nil, issuers: []),
        [record(pair, id, concept: id), record(short, id, .short, concept: id)])
    }
    return ledger
  }

  private var clock = 0

  @Test func withoutDecisionsTheTwoAreAConflict() {
    #expect(entry(Self.ledger(), Self.full)?.status == .conflict)
    #expect(Self.ledger().glossary(Shared.resources).conflicts().count == 1)
  }

  @Test func acceptingOneSettlesTheConflict() {
    var ledger = Self.ledger()
    ledger.decide(decision(.accept, [Self.full]))
    #expect(entry(ledger, Self.full)?.status == .known)
    #expect(entry(ledger, Self.full)?.confidence == 100)
    #expect(entry(ledger, Self.wrong)?.status == .superseded)
    #expect(ledger.glossary(Shared.resources).conflicts().isEmpty)
  }

  @Test func rejectingOneSettlesTheConflict() {
    var ledger = Self.ledger()
    ledger.decide(decision(.reject, [Self.wrong]))
    #expect(entry(ledger, Self.full)?.status == .known)
    #expect(entry(ledger, Self.wrong)?.status == .rejected)
  }

  /// The Simplified spelling in capitals is the same pair.
  @Test func aRejectionHoldsForEverySpelling() {
    var ledger = Self.ledger()
    ledger.decide(
      decision(
        .reject,
        [NamePair(en: "NINGBO GORSE BIOTECHNOLOGY COMPANY LIMITED", zh: "宁波金雀生物科技有限公司")]))
    #expect(entry(ledger, Self.full)?.status == .rejected)
  }

  @Test func correctingMovesTheEvidence() {
    var ledger = Self.ledger()
    var correction = decision(.correct, [Self.wrong])
    correction.replacement = Self.full
    ledger.decide(correction)
    #expect(entry(ledger, Self.wrong)?.status == .corrected)
    #expect(entry(ledger, Self.full)?.status == .known)
    #expect(entry(ledger, Self.full)?.documents.smallest == [1, 2])
  }

  @Test func whatAPairWasCorrectedToMayBeTurnedDown() {
    let other = NamePair(en: "Ningbo Gorse Biotech Limited", zh: "寧波金雀生物有限公司")
    var ledger = Self.ledger()
    var correction = decision(.correct, [Self.wrong])
    correction.replacement = other
    ledger.decide(correction)
    #expect(entry(ledger, other)?.isAccepted == true)
    ledger.decide(decision(.reject, [other], second: 1))
    #expect(entry(ledger, other)?.status == .rejected)
    #expect(entry(ledger, other)?.isAccepted == false)
    #expect(entry(ledger, Self.wrong)?.status == .corrected)
  }

  @Test func correctionsDoNotRunInACircle() {
    var ledger = Self.ledger()
    for (second, pair) in [(Self.wrong, Self.full), (Self.full, Self.wrong)].enumerated() {
      var correction = decision(.correct, [pair.0], second: second)
      correction.replacement = pair.1
      ledger.decide(correction)
    }
    #expect(entry(ledger, Self.full)?.status == .corrected)
    #expect(entry(ledger, Self.wrong)?.status == .known)
  }

  @Test func theLaterDecisionCounts() {
    var ledger = Self.ledger()
    ledger.decide(decision(.reject, [Self.full], second: 1))
    ledger.decide(decision(.accept, [Self.full], second: 2))
    #expect(entry(ledger, Self.full)?.status == .known)
    ledger.decide(decision(.reject, [Self.full], second: 3))
    #expect(entry(ledger, Self.full)?.status == .rejected)
  }

  @Test func undoingIsUndone() {
    var ledger = Self.ledger()
    let rejection = ledger.decide(decision(.reject, [Self.full]))
    var undo = decision(.undo, [], second: 1)
    undo.target = rejection
    let undoing = ledger.decide(undo)
    #expect(entry(ledger, Self.full)?.status == .conflict)
    undo.when = "2026-01-01T00:00:02.000Z"
    undo.target = undoing
    ledger.decide(undo)
    #expect(entry(ledger, Self.full)?.status == .rejected)
  }

  @Test func anAcceptedPairNeedsNoDocument() {
    var ledger = GlossaryLedger(hash: LedgerTests.hash)
    ledger.decide(decision(.accept, [Self.full]))
    #expect(entry(ledger, Self.full)?.status == .known)
    #expect(ledger.glossary(Shared.resources).globalNames.count == 1)
  }

  @Test func scopeAndOfficialSideAreAsDecided() {
    var ledger = Self.ledger()
    var scope = decision(.scope, [Self.short])
    scope.scope = .global
    ledger.decide(scope)
    var official = decision(.official, [Self.short])
    official.official = .en
    ledger.decide(official)
    let short = entry(ledger, Self.short)
    #expect(short?.scope == 0)
    #expect(short?.official == .en)
    #expect(ledger.glossary(Shared.resources).globalNames.map(\.en).contains(Self.short.en))
    scope.scope = .document
    scope.when = "2026-01-01T00:00:05.000Z"
    ledger.decide(scope)
    let glossary = ledger.glossary(Shared.resources)
    #expect(!glossary.globalNames.map(\.en).contains(Self.short.en))
    let issuer = IssuerKey(label: "HKEX:1548").value
    #expect(glossary.names(forIssuers: [issuer]).isEmpty)
  }

  @Test func conceptsAreJoinedAndSplit() {
    var ledger = Self.ledger()
    let other = NamePair(en: "Meihua Limited", zh: "美華有限公司")
    ledger.add(
      FilingRecord(id: 3, generator: "0.1.0", date: nil, title: nil, issuers: []),
      [Self.record(other, 3, concept: 3)])
    #expect(entry(ledger, Self.full)?.group == entry(ledger, Self.short)?.group)
    #expect(entry(ledger, Self.full)?.group != entry(ledger, other)?.group)
    ledger.decide(decision(.join, [Self.full, other], second: 1))
    #expect(entry(ledger, Self.short)?.group == entry(ledger, other)?.group)
    ledger.decide(decision(.split, [other], second: 2))
    #expect(entry(ledger, Self.full)?.group != entry(ledger, other)?.group)
  }

  @Test func aLaterVersionReplacesWhatAnEarlierOneObserved() {
    var ledger = Self.ledger()
    ledger.add(
      FilingRecord(id: 2, generator: "0.10.0", date: nil, title: nil, issuers: []),
      [Self.record(Self.full, 2)])
    #expect(entry(ledger, Self.wrong) == nil)
    #expect(entry(ledger, Self.full)?.status == .known)
    ledger.add(
      FilingRecord(id: 2, generator: "0.9.0", date: nil, title: nil, issuers: []),
      [Self.record(Self.wrong, 2)])
    #expect(entry(ledger, Self.wrong) == nil)
  }

  /// What a document states itself is not glossed with once it was turned down.
  @Test func aRejectedPairIsACandidateOfItsDocument() throws {
    let text = """
      The Group, through Nanjing Qingran Medical Device Co., Ltd. (南京青冉醫療器械有限公司), met today.

      Nanjing Qingran Medical Device Co., Ltd. was founded in 2010.

      """
    let pair = NamePair(en: "Nanjing Qingran Medical Device Co., Ltd.", zh: "南京青冉醫療器械有限公司")
    var ledger = GlossaryLedger(hash: LedgerTests.hash)
    ledger.decide(decision(.reject, [pair]))
    var cleaner = Cleaner(Shared.resources, Options())
    let document = try cleaner.clean(
      Array(text.utf8), glossary: ledger.glossary(Shared.resources))
    #expect(!document.names.contains { $0.en == pair.en && $0.zh == pair.zh })
    #expect(document.candidates.contains { $0.en == pair.en && $0.zh == pair.zh })
    #expect(document.glosses.isEmpty)
  }

  @Test func contextsAreSentencesOfTheDocument() throws {
    let text = """
      The Group met. It holds Nanjing Qingran Medical Device Co., Ltd.* (南京青冉醫療器械有限公司) wholly.

      * For identification purposes only

      """
    var cleaner = Cleaner(Shared.resources, Options())
    let observed = try cleaner.observe(Array(text.utf8))
    let records = observed.records(Shared.resources, id: 5, generator: "0.1.0").observations
    let record = try #require(records.first { $0.name.isPaired })
    #expect(String(decoding: record.enContext, as: UTF8.self).hasPrefix("It holds Nanjing"))
    #expect(String(decoding: record.zhContext, as: UTF8.self).hasSuffix("wholly."))
    #expect(String(decoding: record.note, as: UTF8.self).contains("identification purposes only"))
  }
}
