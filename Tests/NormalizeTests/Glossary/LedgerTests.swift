import Foundation
import Laws
import Testing

@testable import Normalize

/// Law 5 for records: ledgers merge as sets do, and fold to the same bytes in any order.
@Suite("Glossary: ledger") struct LedgerTests {
  #if DEBUG
    private static let histories = 400
  #else
    private static let histories = 100_000
  #endif

  static let hash: RecordHash = { bytes in
    RecordID(StableHash.of(bytes[...], seed: 1), StableHash.of(bytes[...], seed: 2))
  }

  /// A part of a history: a filing with what it states, or a decision.
  enum Part {
    case filing(FilingRecord, [ObservationRecord])
    case decision(Decision)
  }

  static let english = [
    "Ningbo Gorse Limited", "NINGBO GORSE LTD", "Ningbo Gorse", "Meihua", "",
  ]
  static let chinese = ["寧波金雀有限公司", "宁波金雀有限公司", "寧波金雀", "美華", ""]

  static func pair(_ random: inout RandomSource) -> NamePair {
    var en = random.pick(english)
    let zh = random.pick(chinese)
    if en.isEmpty, zh.isEmpty { en = "Yuexiu Limited" }
    return NamePair(en: en, zh: zh)
  }

  static func name(_ random: inout RandomSource) -> Name {
    let pair = pair(&random)
    let forms: [Name.Form] = [.full, .full, .short, .former]
    let form = random.pick(forms)
    return Name(
      kind: random.once(in: 5) ? .term : .organization, form: form, enForm: form, zhForm: form,
      en: pair.en, zh: pair.zh, official: random.pick([.unknown, .en, .zh]), inferred: false,
      confidence: random.number(90...99), variants: [],
      evidence: [Name.Evidence(kind: .bracket, source: [SourceExtent(3, 9)])],
      concept: UInt64(random.number(1...5)))
  }

  static func history(_ random: inout RandomSource) -> [Part] {
    var parts: [Part] = []
    var ids: [RecordID] = []
    for number in 0..<random.number(3...12) {
      if random.once(in: 2) {
        let id = UInt64(random.number(1...4))
        let filing = FilingRecord(
          id: id, generator: random.pick(["0.1.0", "0.1.0", "0.2.0", "import"]), date: nil,
          title: nil, issuers: [])
        let records = (0..<random.number(1...3)).map { _ in
          ObservationRecord(
            filing: id, issuers: random.once(in: 2) ? ["HKEX:1548"] : [], name: name(&random))
        }
        parts.append(.filing(filing, records))
        continue
      }
      let action = random.pick(Decision.Action.allCases)
      var decision = Decision(
        action, action == .undo ? [] : (0..<random.number(1...2)).map { _ in pair(&random) },
        who: "a", when: "2026-01-01T00:00:00.00\(random.number(0...9))Z", why: "\(number)")
      switch action {
      case .correct: decision.replacement = pair(&random)
      case .official: decision.official = random.pick([.en, .zh, .both])
      case .scope:
        decision.scope = random.pick([.global, .document, .issuer("HKEX:1548"), .issuer("SSE:6")])
      case .undo:
        guard !ids.isEmpty else { continue }
        decision.target = random.pick(ids)
      default: break
      }
      if !ids.isEmpty, random.once(in: 4) { decision.after = [random.pick(ids)] }
      ids.append(hash(decision.canonical))
      parts.append(.decision(decision))
    }
    return parts
  }

  static func ledger(_ parts: some Sequence<Part>) -> GlossaryLedger {
    var ledger = GlossaryLedger(hash: hash)
    for part in parts {
      switch part {
      case .filing(let filing, let records): ledger.add(filing, records)
      case .decision(let decision): ledger.decide(decision)
      }
    }
    return ledger
  }

  static func folded(_ ledger: GlossaryLedger) -> [UInt8] {
    let glossary = ledger.glossary(Shared.resources)
    var bytes = glossary.file(whole: true)
    for index in glossary.sorted() {
      bytes += Array(
        "\(glossary.entries[index].group) \(glossary.entries[index].isAccepted)\n".utf8)
    }
    return bytes
  }

  @Test func mergingIsASetUnion() throws {
    let seed = RandomSeed.value
    var differing = 0
    for number in 0..<Self.histories {
      var random = RandomSource(seed: seed, input: number)
      let parts = Self.history(&random)
      let whole = Self.ledger(parts)
      let expected = Self.folded(whole)
      let file = whole.file
      let cut = random.below(parts.count + 1)
      let overlap = random.below(cut + 1)
      var left = Self.ledger(parts[overlap...].shuffled(using: &random))
      let right = Self.ledger(parts[..<cut].shuffled(using: &random))
      left.merge(right)
      if random.once(in: 2) { left.merge(left) }
      if left.file != file || Self.folded(left) != expected {
        differing += 1
        if differing < 4 { Issue.record("history \(number) of seed \(seed) depends on its order") }
      }
    }
    #expect(differing == 0)
  }

  /// What was turned down last is never used, whatever is observed before or after.
  @Test func aRejectionNeverComesBackByItself() throws {
    for number in 0..<(Self.histories / 10) {
      var random = RandomSource(seed: RandomSeed.value &+ 1, input: number)
      var parts = Self.history(&random)
      let pair = NamePair(en: "Ningbo Gorse Limited", zh: "寧波金雀有限公司")
      let rejection = Decision(
        .reject, [pair], who: "b", when: "2026-02-01T00:00:00.000Z", why: "another company")
      parts.insert(.decision(rejection), at: random.below(parts.count + 1))
      let glossary = Self.ledger(parts).glossary(Shared.resources)
      let keys = glossary.keys(en: pair.en, zh: pair.zh)
      let used = glossary.entries.contains {
        $0.enKey == keys.en && $0.zhKey == keys.zh && $0.status.isAlive
      }
      if used {
        Issue.record("history \(number) brings a rejected pair back")
        return
      }
    }
  }

  @Test func theExportIsLossless() throws {
    for number in 0..<200 {
      var random = RandomSource(seed: 11, input: number)
      let ledger = Self.ledger(Self.history(&random))
      var filings: [UInt64: FilingRecord] = [:]
      var observations: [UInt64: [ObservationRecord]] = [:]
      var read = GlossaryLedger(hash: Self.hash)
      for line in ledger.file.split(separator: 0x0A) {
        switch try GlossaryRecord(line, hash: Self.hash) {
        case .schema: break
        case .filing(let filing): filings[filing.id] = filing
        case .observation(let record): observations[record.filing, default: []].append(record)
        case .decision(let decision): read.decide(decision)
        }
      }
      for (id, filing) in filings { read.add(filing, observations[id] ?? []) }
      #expect(read.file == ledger.file)
    }
  }

  @Test(arguments: [
    "{\"observation\":\"00000000000000000000000000000000\",\"filing\":\"0000000000000001\"}",
    "{\"decision\":\"x\",\"action\":\"reject\"}", "{\"filing\":5}", "{}", "[", "\"a\"",
    "{\"schema\":\"normalize/glossary/9\"}",
    "{\"decision\":\"00000000000000000000000000000000\",\"action\":\"reject\",\"names\":[{\"en\":\"A\"}],"
      + "\"who\":\"\",\"when\":\"2026-01-01T00:00:00.000Z\",\"why\":\"\"}",
  ])
  func aFaultyLineIsRefused(line: String) {
    #expect(throws: RecordError.self) {
      try GlossaryRecord(Array(line.utf8)[...], hash: Self.hash)
    }
  }

  @Test func entriesAreCodedWhole() {
    for number in 0..<300 {
      var random = RandomSource(seed: 12, input: number)
      let glossary = Self.ledger(Self.history(&random)).glossary(Shared.resources)
      for entry in glossary.entries {
        let bytes = EntryCoder.bytes(entry, scopeLabel: "HKEX:1")
        #expect(EntryCoder.entry(bytes)?.entry == entry)
        // Damaged bytes give nil or another entry, never a trap.
        var damaged = bytes
        damaged[random.below(damaged.count)] ^= UInt8(1 << random.below(8))
        _ = EntryCoder.entry(damaged)
        _ = EntryCoder.entry(Array(bytes.prefix(random.below(bytes.count))))
      }
    }
  }
}

extension LedgerTests {
  @Test(arguments: [
    ("HKEX:917", "HKEX:0917"), ("hkex:00917", "HKEX:0917"), ("HKEX:1548", "HKEX:1548"),
    ("HKEX:80700", "HKEX:80700"), ("HKEX:0", "HKEX:0000"), ("SGX:0917", "SGX:0917"),
    ("HKEX:91A", "HKEX:91A"), ("HKEX:", "HKEX:"), ("zh:HKEX:7", "zh:HKEX:7"),
  ])
  func codesOfHongKongHaveOneSpelling(label: String, canonical: String) {
    #expect(IssuerKey(label: label).label == canonical)
    #expect(IssuerKey(label: label) == IssuerKey(label: canonical))
  }

  @Test func observationsArePackedAsASet() throws {
    for number in 0..<300 {
      var random = RandomSource(seed: 13, input: number)
      let sentences = ["", "Ningbo Gorse (寧波金雀) was sold.", "寧波金雀已出售。"].map { Array($0.utf8) }
      var records = (0..<random.number(1...600)).map { _ in
        ObservationRecord(
          filing: 7, issuers: random.pick([[], ["HKEX:1548"], ["en:gorse", "HKEX:9"]]),
          name: Self.name(&random), enContext: random.pick(sentences),
          zhContext: random.pick(sentences), note: random.pick(sentences))
      }
      let (packs, count) = ObservationCoder.packs(records)
      let read = try packs.flatMap { try #require(ObservationCoder.records($0, of: 7)) }
      #expect(read.count == count)
      #expect(Set(read.map(\.canonical)) == Set(records.map(\.canonical)))
      #expect(Set(read.map(\.canonical)).count == count)
      records = Array(records.reversed()) + records.prefix(3)
      #expect(ObservationCoder.packs(records).packs == packs)
      // Damaged bytes give nil or other records, never a trap.
      var damaged = packs[0]
      damaged[random.below(damaged.count)] ^= UInt8(1 << random.below(8))
      _ = ObservationCoder.records(damaged, of: 7)
      let part = packs[0].prefix(random.below(packs[0].count))
      #expect(ObservationCoder.records(Array(part), of: 7) == nil)
    }
  }
}

/// The seed of generated histories: `SEED=n make test` makes others.
enum RandomSeed {
  static let value =
    ProcessInfo.processInfo.environment["NORMALIZE_SEED"].flatMap(UInt64.init) ?? 20_181_548
}
