import Testing

@testable import Normalize

/// The glossary is a fold of a set of observations: laws of merging, scopes, conflicts, the file.
@Suite struct GlossaryTests {
  private static let resources: Resources? = {
    guard let rules = try? RuleSet.builtin() else { return nil }
    return try? Resources(rules: rules)
  }()

  private func empty() throws -> Glossary { Glossary(try #require(Self.resources)) }

  private func observation(
    _ en: String, _ zh: String, document: UInt64 = 1, issuers: [UInt64] = [],
    form: Name.Form = .full, confidence: Int = 97, official: Name.Official = .unknown,
    kind: Name.Kind = .organization, evidence: Name.Evidence.Kind = .bracket
  ) -> Observation {
    Observation(
      document: document, issuers: issuers,
      name: Name(
        kind: kind, form: form, enForm: form, zhForm: form, en: Array(en.utf8),
        zh: Array(zh.utf8), official: official, inferred: false, confidence: confidence,
        variants: [], evidence: [Name.Evidence(kind: evidence, source: [])], concept: 7))
  }

  private func folded(_ observations: [Observation]) throws -> Glossary {
    var glossary = try empty()
    for observation in observations { glossary.add(observation) }
    glossary.freeze()
    return glossary
  }

  /// Observations that meet in a few entries in many ways.
  private func generated(_ seed: UInt64, _ count: Int) -> [Observation] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let english = [
      "Nanjing Legend Biotechnology Co., Ltd.", "NANJING LEGEND BIOTECHNOLOGY CO., LTD.",
      "Nanjing Legend Biotechnology Company Limited", "Nanjing Legend", "CFDA", "",
    ]
    let chinese = ["南京傳奇生物科技股份有限公司", "南京传奇生物科技股份有限公司", "南京傳奇", "南京美華有限公司", ""]
    let forms: [Name.Form] = [.full, .short, .abbreviation]
    let officials: [Name.Official] = [.en, .zh, .both, .unknown]
    let kinds: [Name.Kind] = [.organization, .term]
    return (0..<count).map { _ in
      observation(
        english[next(english.count)], chinese[next(chinese.count)],
        document: UInt64(next(90)) &* 0x9E37_79B9_7F4A_7C15 | 1, issuers: [UInt64(next(2) + 1)],
        form: forms[next(3)], confidence: 90 + next(10), official: officials[next(4)],
        kind: kinds[next(2)])
    }
  }

  @Test(arguments: 1...20) func mergingIsASetUnion(seed: Int) throws {
    let all = generated(UInt64(seed), 300)
    let whole = try folded(all).file(whole: true)
    let parts = [Array(all[..<100]), Array(all[50..<220]), Array(all[200...])]
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2, 1, 1, 0]] {
      var merged = try empty()
      for part in order { merged.merge(try folded(parts[part])) }
      merged.freeze()
      let isSame = merged.file(whole: true) == whole
      #expect(isSame)
    }
    let backwards = try folded(all.reversed()).file(whole: true) == whole
    let twice = try folded(all + all).file(whole: true) == whole
    #expect(backwards)
    #expect(twice)
  }

  @Test(arguments: 1...20) func theFileIsTheState(seed: Int) throws {
    let glossary = try folded(generated(UInt64(seed), 200))
    let file = glossary.file(whole: true)
    var read = try Glossary(try #require(Self.resources), parsing: file)
    read.freeze()
    let isSame = read.file(whole: true) == file
    #expect(isSame)
  }

  @Test func onlyFullNamesCrossIssuers() throws {
    let glossary = try folded([
      observation("Nanjing Legend Biotechnology Co., Ltd.", "南京傳奇生物科技股份有限公司", issuers: [5]),
      observation("Nanjing Legend", "南京傳奇", issuers: [5], form: .short),
      observation("Legend", "傳奇", issuers: [], form: .short),
    ])
    #expect(glossary.globalNames.map(\.zh) == [Array("南京傳奇生物科技股份有限公司".utf8)])
    #expect(glossary.names(forIssuers: [5]).map(\.zh) == [Array("南京傳奇".utf8)])
    #expect(glossary.names(forIssuers: [6]).isEmpty)
  }

  @Test func twoChineseNamesAreAConflict() throws {
    let glossary = try folded([
      observation("Meihua Limited", "美華有限公司", document: 1),
      observation("Meihua Limited", "梅花有限公司", document: 2),
      observation("Yuexiu Limited", "越秀有限公司", document: 2),
    ])
    #expect(glossary.globalNames.map(\.zh) == [Array("越秀有限公司".utf8)])
    let conflicts = glossary.listed(.conflict)
    #expect(conflicts.map(\.documents.smallest).sorted { $0[0] < $1[0] } == [[1], [2]])
  }

  @Test func spellingsAreVariantsAndNoConflict() throws {
    let glossary = try folded([
      observation("Meihua (Group) Co., Ltd.", "美華(集團)有限公司", document: 2),
      observation("MEIHUA (GROUP) COMPANY LIMITED", "美华（集团）有限公司", document: 1),
    ])
    #expect(glossary.globalNames.count == 1)
    #expect(glossary.globalNames.first?.en == Array("Meihua (Group) Co., Ltd.".utf8))
    #expect(glossary.listed(.known).first?.variants.count == 2)
  }

  @Test func companiesWithAnotherLegalFormAreOthers() throws {
    let glossary = try folded([
      observation("Xiaomi Corporation", "小米股份有限公司"),
      observation("Xiaomi Co., Ltd.", "小米有限公司"),
    ])
    #expect(glossary.globalNames.count == 2)
  }

  @Test func aGlossaryIsNoWitness() throws {
    let glossary = try folded([
      observation("Meihua Limited", "美華有限公司", evidence: .glossary),
      observation("Stock Exchange", "聯交所", evidence: .lexicon),
    ])
    #expect(glossary.isEmpty)
  }

  @Test func aPairResolvesTheNameInOneLanguage() throws {
    let glossary = try folded([
      observation("Meihua Limited", "", document: 1),
      observation("Yuexiu Limited", "", document: 1),
      observation("Meihua Limited", "美華有限公司", document: 2),
    ])
    let unpaired = glossary.listed(.unpaired)
    #expect(unpaired.map(\.en) == [Array("Yuexiu Limited".utf8)])
  }

  @Test func manyDocumentsAreCountedInBoundedRoom() {
    var sketch = DocumentSketch()
    var state: UInt64 = 1
    for _ in 0..<10_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      sketch.insert(state)
    }
    #expect(sketch.smallest.count == DocumentSketch.capacity)
    #expect((5_000...20_000).contains(sketch.count))
  }

  @Test(arguments: [
    "{}", "{\"schema\":\"normalize/glossary/2\"}", "{\"en\":\"A\",\"zh\":\"甲\"}", "x",
  ])
  func aFileOfAnotherKindIsRefused(text: String) throws {
    let resources = try #require(Self.resources)
    #expect(throws: GlossaryError.self) {
      try Glossary(resources, parsing: Array(text.utf8))
    }
  }

  @Test func aHandWrittenFileNeedsNamesOnly() throws {
    let text = """
      {"schema":"normalize/glossary/1"}
      {"en":"Meihua Limited","zh":"美華有限公司"}

      """
    var glossary = try Glossary(try #require(Self.resources), parsing: Array(text.utf8))
    glossary.freeze()
    #expect(glossary.globalNames.count == 1)
  }

  private func parsing(_ line: String) throws(GlossaryError) -> Glossary? {
    guard let resources = Self.resources else { return nil }
    let text = "\u{FEFF}{\"schema\":\"normalize/glossary/1\"}\n\(line)\n"
    return try Glossary(resources, parsing: Array(text.utf8))
  }

  @Test(arguments: [
    "{\"en\":\"南京傳奇有限公司\",\"zh\":\"Nanjing Legend Limited\"}", "{\"en\":\"南京傳奇有限公司\"}",
    "{\"zh\":\"Nanjing Legend Limited\"}", "{\"en\":5,\"zh\":\"南京傳奇\"}", "[]", "5",
    "{\"en\":\"A Ltd\",\"zh\":\"甲有限公司\",\"scope\":5}",
    "{\"en\":\"A Ltd\",\"zh\":\"甲有限公司\",\"kind\":5}",
    "{\"en\":\"A Ltd\",\"zh\":\"甲有限公司\",\"confidence\":1e999}",
    "{\"en\":\"A Ltd\",\"zh\":\"甲\\ud800有限公司\"}",
  ])
  func aFaultyLineOfAFileIsRefused(_ line: String) {
    let error = #expect(throws: GlossaryError.self) { try parsing(line) }
    #expect(error?.line == 2)
  }

  @Test(arguments: [
    "{\"en\":\"TCL 集團\",\"zh\":\"TCL集團\"}", "{\"en\":\"360\",\"zh\":\"三六零\"}",
    "{\"en\":\"Nanjing Legend Limited\",\"zh\":null}", "{\"zh\":\"南京傳奇有限公司\"}",
    "{\"en\":\"A Ltd\",\"zh\":\"甲有限公司\",\"scope\":null,\"kind\":null}",
  ])
  func mixedNamesOfAFileAreRead(_ line: String) throws {
    #expect(try parsing(line) != nil)
  }
}
