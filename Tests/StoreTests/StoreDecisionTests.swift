import Foundation
import GRDB
import Laws
import Normalize
import Testing

@testable import NormalizeStore

/// A decision changes what it concerns, at once, and nothing else.
@Suite("Store: decisions") struct StoreDecisionTests {
  private typealias Base = StoreTests

  static func decision(_ random: inout RandomSource, _ known: [RecordID]) -> Decision {
    let action = random.pick(Decision.Action.allCases)
    let pairs = (0..<random.number(1...2)).map { _ in random.pick(StoreTests.pairs) }
    var decision = Decision(action, pairs, who: "a", when: "", why: "")
    switch action {
    case .correct: decision.replacement = random.pick(StoreTests.pairs + [unstated])
    case .official: decision.official = random.pick([.en, .zh, .both])
    case .scope:
      decision.scope = random.pick([.global, .document, .issuer("HKEX:1548"), .issuer("SSE:6")])
    case .undo:
      if known.isEmpty { return Decision(.accept, pairs, who: "a", when: "", why: "") }
      decision.pairs = []
      decision.target = random.pick(known)
    case .accept, .reject, .join, .split: break
    }
    return decision
  }

  #if DEBUG
    private static let seeds = 12
  #else
    private static let seeds = 300
  #endif

  static let unstated = NamePair(en: "Ningbo Orchid Limited", zh: "寧波蘭馨有限公司")

  /// One decision after the other folds what it concerns; the whole fold gives the same.
  @Test(arguments: 1...seeds) func aDecisionTouchesAllThatItConcerns(seed: Int) throws {
    var random = RandomSource(seed: UInt64(100 + seed))
    try Base.inStore { store in
      for id in 1...8 as ClosedRange<UInt64> {
        try store.add([PackedFiling(Base.filed(id, &random), Base.resources)], readBy: "this")
      }
      try store.settle()
      for _ in 0..<12 {
        let decision = Self.decision(&random, try store.decisions().map(\.id))
        try store.record(decision, now: Instant(milliseconds: random.number(5...5_000)))
        #expect(try store.isSettled())
        let expected = try store.ledger().glossary(Base.resources)
        let folded = expected.entries.map { "\($0.identity) \($0.group) \($0.status)" }.sorted()
        var found: [String] = []
        try store.forEachEntryChecked {
          found.append("\($0.entry.identity) \($0.entry.group) \($0.entry.status)")
        }
        #expect(found.sorted() == folded, "\(decision)")
        if found.sorted() != folded { return }
      }
      try Base.inStore { other in
        try other.merge(store.ledger())
        try other.settle()
        #expect(try other.list(.csv) == store.list(.csv))
      }
    }
  }

  private static func name(_ number: Int) -> NamePair {
    NamePair(en: "Gorse \(number) Limited", zh: "金雀\(StoreTests.han(number))有限公司")
  }

  private static func short(_ number: Int) -> NamePair {
    NamePair(en: "Gorse \(number)", zh: "金雀\(StoreTests.han(number))")
  }

  private static func record(_ pair: NamePair, _ form: Name.Form) -> ObservationRecord {
    ObservationRecord(
      filing: 1, issuers: ["HKEX:1548"],
      name: Name(
        kind: .organization, enForm: form, zhForm: form, pair, official: .unknown,
        isInferred: false, confidence: 95, evidence: [Name.Evidence(kind: .bracket, source: [])],
        concept: GlossaryStore.hash(pair.en + pair.zh).high))
  }

  private static func many() -> FiledObservations {
    let filing = FilingRecord(
      id: 1, generator: "0.1.0", date: nil, title: nil,
      issuers: [
        Metadata.Issuer(
          NamePair(en: "Gorse Holdings Limited", zh: ""), exchange: "HKEX", code: "1548")
      ])
    return FiledObservations(
      filing,
      (0..<6_000).map { record(name($0), .full) } + (0..<20).map { record(short($0), .short) })
  }

  private static let text = Array(
    """
    Gorse Holdings Limited
    (Stock Code: 1548)

    ANNOUNCEMENT

    We sold \((0..<14).map { "Gorse \($0) Limited" }.joined(separator: ", then ")) in May, and
    then \((0..<14).map { "Gorse \($0)" }.joined(separator: ", then ")) in June. 金雀乙有限公司已出售。

    """.utf8)

  private static func glossed(_ glossary: Glossary) throws -> String {
    var cleaner = Cleaner(StoreTests.resources, Options())
    let document = try cleaner.clean(text, glossary: glossary)
    return String(decoding: document.glossed, as: UTF8.self)
  }

  private static func anyDecision(_ random: inout RandomSource, _ known: [RecordID]) -> Decision {
    let pair = random.once(in: 2) ? name(random.below(12)) : short(random.below(12))
    var decision = Decision(.reject, [pair], who: "a", when: "", why: "")
    switch random.below(5) {
    case 0:
      decision.action = .correct
      decision.replacement = NamePair(en: pair.en, zh: name(random.below(14)).zh)
    case 1: decision.action = .accept
    case 2 where !known.isEmpty:
      (decision.action, decision.pairs) = (.undo, [])
      decision.target = random.pick(known)
    case 3:
      decision.action = .scope
      decision.scope = random.pick([.global, .document, .issuer("HKEX:1548")])
    default: break
    }
    return decision
  }

  /// Decisions do not make the file of names anew: what they changed is told beside it.
  @Test func theFileOfNamesIsAmended() throws {
    try Base.inStore { store in
      try store.merge([Self.many()])
      try store.settle()
      let file = URL(fileURLWithPath: store.path + ".names")
      let made = try Data(contentsOf: file)
      var random = RandomSource(seed: 4)
      var known: [RecordID] = []
      var seen: Set<String> = []
      for step in 0..<40 {
        let decision = Self.anyDecision(&random, known)
        known.append(try store.record(decision, now: Instant(milliseconds: 5)))
        let amended = try Self.glossed(store.compiled(floor: Options().floor))
        #expect(try Data(contentsOf: file) == made)
        let whole = try Self.glossed(store.fold().glossary)
        #expect(amended == whole, "step \(step): \(decision)")
        if amended != whole { return }
        seen.insert(amended)
      }
      #expect(seen.count > 10)
    }
  }

  /// A clock that ran ahead does not decide for ever.
  @Test func theFutureIsOverruled() throws {
    try Base.inStore { store in
      let pair = Base.pairs[0]
      let future = Decision(
        .reject, [pair], who: "a", when: "9999-12-31T23:59:59.999Z", why: "wrong clock")
      let elsewhere = Decision(
        .reject, [Base.pairs[2]], who: "a", when: "9999-12-31T23:59:59.999Z", why: "wrong clock")
      try store.decide([future, elsewhere])
      try store.settle()
      let now = try #require(Instant("2026-03-01T09:30:00.000Z"))
      #expect(try store.futureDecisions(now: now) == 2)
      try store.record(Decision(.accept, [pair], who: "b", when: "", why: "known"), now: now)
      #expect(try store.lookup("寧波蘭馨生物科技股份有限公司").first?.entry.entry.isAccepted == true)
      let last = try #require(try store.decisions().last)
      #expect(last.decision.when == now.description)
      #expect(last.decision.after == [GlossaryStore.hash(future.canonical)])
      try store.record(Decision(.reject, [pair], who: "b", when: "", why: "no"), now: now)
      #expect(try store.lookup("寧波蘭馨生物科技股份有限公司").isEmpty)
    }
  }
}

/// What a file holds that is not what was written is an error, never a part of an export.
@Suite("Store: damage") struct StoreDamageTests {
  private typealias Base = StoreTests

  private static func fill(_ store: GlossaryStore) throws {
    var random = RandomSource(seed: 8)
    for id in 1...3 as ClosedRange<UInt64> {
      try store.add([PackedFiling(Base.filed(id, &random), Base.resources)], readBy: "this")
    }
    try store.record(
      Decision(.accept, [Base.pairs[6]], who: "a", when: "", why: "known"),
      now: Instant(milliseconds: 5))
  }

  @Test(arguments: [
    "UPDATE pack SET bytes = x'00'", "DELETE FROM pack", "DELETE FROM filing WHERE id = 2",
    "UPDATE filing SET json = replace(json, '2024', '2023') WHERE id = 2",
    "UPDATE decision SET json = replace(json, 'known', 'knows')", "DELETE FROM decision",
  ])
  func damagedRecordsAreSaid(_ sql: String) throws {
    try Base.inStore { store in
      try Self.fill(store)
      try store.export { _ in }
      try store.queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF; " + sql)
      }
      #expect(throws: StoreError.self) { try store.export { _ in } }
      #expect(throws: StoreError.self) { try store.ledger() }
    }
  }

  @Test(arguments: [
    "UPDATE entry SET state = x'0102'", "DELETE FROM entry WHERE number = 1",
    "UPDATE entry SET mark = mark + 1 WHERE number = 2",
  ])
  func damagedEntriesAreSaid(_ sql: String) throws {
    try Base.inStore { store in
      try Self.fill(store)
      for format in GlossaryStore.ListFormat.allCases { _ = try store.list(format) }
      try store.queue.write { db in try db.execute(sql: sql) }
      for format in GlossaryStore.ListFormat.allCases {
        #expect(throws: StoreError.self) { try store.list(format) }
      }
    }
  }

  @Test(arguments: [GlossaryStore.Mode.create, .open, .read])
  func tablesOfOthersAreLeftAlone(_ mode: GlossaryStore.Mode) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("other-\(UInt64.random(in: 0...UInt64.max)).sqlite").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: "CREATE TABLE bookmarks(a)") }
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: StoreError.self) { try GlossaryStore(path, mode, Base.resources) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }
}
