import Foundation
import Laws
import Normalize
import Testing

@testable import NormalizeStore

/// The store is what its records fold to, whatever was added, removed and decided in which order.
@Suite("Store") struct StoreTests {
  static let resources: Resources = {
    do {
      return try Resources(rules: RuleSet.builtin())
    } catch {
      fatalError("the embedded tables are damaged: \(error)")
    }
  }()

  static func inStore(_ body: (GlossaryStore) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("store-\(UInt64.random(in: 0...UInt64.max)).sqlite").path
    defer {
      for suffix in ["", "-wal", "-shm", ".names"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    }
    try body(try GlossaryStore(path, .create, resources))
  }

  static let pairs: [NamePair] = [
    NamePair(en: "Ningbo Orchid Biotechnology Co., Ltd.", zh: "寧波蘭馨生物科技股份有限公司"),
    NamePair(en: "Ningbo Orchid", zh: "寧波蘭馨"), NamePair(en: "Meihua Limited", zh: "美華有限公司"),
    NamePair(en: "Meihua Limited", zh: "梅花有限公司"), NamePair(en: "Yuexiu Limited", zh: ""),
    NamePair(en: "", zh: "晨禾潤生物科技"),
    NamePair(en: "Huateng (Beijing) Data Co., Ltd.", zh: "華騰(北京)數據有限公司"),
  ]

  static func filed(_ id: UInt64, _ random: inout RandomSource) -> FiledObservations {
    let filing = FilingRecord(
      id: id, generator: "0.1.0", date: "2024-01-0\(1 + id % 9)", title: "Notice \(id)", issuers: []
    )
    let observations = (0..<random.number(1...4)).map { _ in
      let pair = random.pick(pairs)
      let form: Name.Form = pair.zh == "寧波蘭馨".utf8.map { $0 } ? .short : .full
      let name = Name(
        kind: .organization, enForm: form, zhForm: form, pair, official: .unknown,
        isInferred: false, confidence: random.number(90...99),
        evidence: [Name.Evidence(kind: .bracket, source: [SourceExtent(1, 2)])],
        concept: UInt64(random.number(1...9)))
      return ObservationRecord(filing: id, issuers: ["HKEX:1548"], name: name)
    }
    return FiledObservations(filing, observations)
  }

  @Test(arguments: 1...12) func entriesAreThoseOfTheRecords(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    try Self.inStore { store in
      for _ in 0..<6 {
        switch random.below(5) {
        case 0:
          try store.keepOnly(Set((1...8).filter { _ in random.once(in: 2) }))
        case 1:
          try store.record(
            StoreDecisionTests.decision(&random, store.decisions().map(\.id)),
            now: Instant(milliseconds: 5))
        case 2:
          // The same document as another version of the rules reads it.
          try store.add(
            [PackedFiling(Self.filed(UInt64(random.number(1...8)), &random), Self.resources)],
            readBy: "other")
        default:
          let id = UInt64(random.number(1...8))
          let filed = Self.filed(id, &random)
          var fresh = Glossary(Self.resources)
          for observation in filed.observations { fresh.add(observation) }
          fresh.learn(filed.filing)
          try store.add([PackedFiling(filed, Self.resources)], readBy: "this")
          try store.fold(joining: GlossaryStore.Fresh(fresh, of: [id], readBy: "other"))
        }
        if random.once(in: 2) { try store.settle() }
      }
      try store.settle()
      try Self.inStore { other in
        try other.merge(store.ledger())
        try other.settle()
        #expect(try other.list(.csv) == store.list(.csv))
        #expect(try other.digest() == store.digest())
      }
      // What was settled in memory is what the fold of the records gives.
      let folded = try store.ledger().glossary(Self.resources).file(whole: true)
      var settled = try store.settle().glossary
      settled.group()
      let isSame = settled.file(whole: true) == folded
      #expect(isSame)
    }
  }

  @Test func searchFindsNamesInPartAndMisspelt() throws {
    try Self.inStore { store in
      var random = RandomSource(seed: 3)
      var filed = Self.filed(1, &random)
      filed.observations = Self.pairs.map { pair in
        ObservationRecord(
          filing: 1, issuers: [],
          name: Name(
            kind: .organization, enForm: .full, zhForm: .full, pair, official: .unknown,
            isInferred: false, confidence: 95,
            evidence: [Name.Evidence(kind: .bracket, source: [])], concept: 1))
      }
      try store.add([PackedFiling(filed, Self.resources)], readBy: "this")
      try store.settle()
      for (query, expected) in [
        ("蘭馨", "寧波蘭馨"), ("兰馨", "寧波蘭馨"), ("宁波兰馨生物科技", "寧波蘭馨生物科技股份有限公司"),
        ("ningbo orchd", "寧波蘭馨"),
        ("NINGBO ORCHID BIOTECHNOLOGY COMPANY LIMITED", "寧波蘭馨生物科技股份有限公司"),
        ("orhcid biotechnology", "寧波蘭馨生物科技股份有限公司"), ("美", "美華有限公司"), ("華騰北京數據", "華騰(北京)數據有限公司"),
        ("晨禾闊生物科技", "晨禾潤生物科技"), ("huateng", "華騰(北京)數據有限公司"),
      ] {
        let found = try store.lookup(query).map(\.entry.zh)
        #expect(found.first == expected, "\(query): \(found)")
      }
      for query in ["", " ", "。", "zzzzqqq", "龘", String(repeating: "寧波", count: 2000)] {
        #expect(try store.lookup(query).isEmpty, "\(query.prefix(9))")
      }
    }
  }

  /// The digits of a number as ideographs.
  static func han(_ number: Int) -> String {
    let digits = Array("甲乙丙丁戊己庚辛壬癸")
    return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }

  @Test func theFileOfNamesFollowsTheRecords() throws {
    try Self.inStore { store in
      let pairs = (0..<6_000).map { number in
        NamePair(
          en: "Gorse \(number) Limited", zh: "金雀\(Self.han(number))有限公司")
      }
      let filing = FilingRecord(
        id: 1, generator: "0.1.0", date: nil, title: nil, issuers: [])
      let observations = pairs.map { pair in
        ObservationRecord(
          filing: 1, issuers: [],
          name: Name(
            kind: .organization, enForm: .full, zhForm: .full, pair, official: .unknown,
            isInferred: false, confidence: 95,
            evidence: [Name.Evidence(kind: .bracket, source: [])], concept: 1))
      }
      try store.merge([FiledObservations(filing, observations)])
      try store.settle()
      let file = store.path + ".names"
      func glossed() throws -> Bool {
        var cleaner = Cleaner(Self.resources, Options())
        let document = try cleaner.clean(
          Array("We sold Gorse 4321 Limited in May.".utf8),
          glossary: store.compiled(floor: Options().floor))
        return document.glossed.count > document.text.bytes.count
      }
      #expect(FileManager.default.fileExists(atPath: file))
      #expect(try glossed())
      // A file that is cut short is made again, and one that is gone.
      let whole = try Data(contentsOf: URL(fileURLWithPath: file))
      try whole.prefix(1000).write(to: URL(fileURLWithPath: file))
      #expect(try glossed())
      #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == whole)
      try FileManager.default.removeItem(atPath: file)
      #expect(try glossed())
      #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == whole)
      let decision = Decision(.reject, [pairs[4321]], who: "a", when: "", why: "")
      try store.record(decision, now: Instant(milliseconds: 5))
      #expect(try !glossed())
    }
  }

  @Test func momentsAreReadAsTheyAreWritten() {
    for (text, milliseconds) in [
      ("1970-01-01T00:00:00.000Z", 0), ("2000-02-29T12:30:15.250Z", 951_827_415_250),
      ("2026-03-01T09:30:00.001Z", 1_772_357_400_001),
      ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ] {
      #expect(Instant(milliseconds: milliseconds).description == text)
      #expect(Instant(text)?.milliseconds == milliseconds)
    }
    #expect(Instant("2026-13-01T09:30:00.001Z") == nil)
    #expect(Instant("yesterday") == nil)
  }

  /// A decision is never older than the one before it, whatever the clock says.
  @Test func decisionsAreInTheirOrder() throws {
    try Self.inStore { store in
      let pair = Self.pairs[0]
      for (action, now) in [(Decision.Action.reject, 9000), (.accept, 10)] {
        try store.record(
          Decision(action, [pair], who: "a", when: "", why: ""), now: Instant(milliseconds: now))
      }
      #expect(try store.decisions().map(\.decision.action) == [.reject, .accept])
      #expect(try store.lookup("寧波蘭馨生物科技股份有限公司").first?.entry.entry.isAccepted == true)
    }
  }
}
