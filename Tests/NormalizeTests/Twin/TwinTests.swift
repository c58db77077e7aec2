import Laws
import Testing

@testable import Normalize

@Suite("Twins")
struct TwinTests {
  private static func align(_ en: [UInt8], _ zh: [UInt8]) throws -> Twin {
    var aligner = TwinAligner(Shared.resources, Options())
    return try aligner.align(en, zh)
  }

  private static func align(_ en: String, _ zh: String) throws -> Twin {
    try align(Array(en.utf8), Array(zh.utf8))
  }

  private static func text(_ document: Document, _ sentences: Range<Int>) -> String {
    guard let extent = Twin.extent(document, sentences) else { return "" }
    return String(decoding: document.text.bytes[extent.start..<extent.end], as: UTF8.self)
  }

  /// Both versions are there as a whole, in order, each sentence once.
  private static func isWhole(_ twin: Twin) -> Bool {
    var (en, zh) = (0, 0)
    for alignment in twin.alignments {
      guard alignment.en.lowerBound == en, alignment.zh.lowerBound == zh,
        alignment.en.count <= 2, alignment.zh.count <= 2,
        alignment.en.count + alignment.zh.count > 0
      else { return false }
      (en, zh) = (alignment.en.upperBound, alignment.zh.upperBound)
    }
    return en == twin.english.sentences.count && zh == twin.chinese.sentences.count
  }

  @Test(arguments: ["acquisition", "board-change"])
  func twinsOfTheCorpus(name: String) throws {
    let folder = CorpusFiles.root + "/Corpus/twins/" + name
    let en = try #require(CorpusFiles.read(folder + ".en.txt"))
    let zh = try #require(CorpusFiles.read(folder + ".zh.txt"))
    let bytes = try #require(CorpusFiles.read(folder + ".gold.json"))
    let gold = try JSONParser.parse(bytes[...])
    func pairs(_ key: String) throws -> [[String]] {
      try #require(gold[key]?.array).map { pair -> [String] in
        try #require(pair.array).compactMap { $0.string }
      }
    }
    let twin = try Self.align(en, zh)
    #expect(Self.isWhole(twin))

    let names = twin.names.filter { $0.name.evidence.contains { $0.kind != .lexicon } }
    let found = Set(
      names.map {
        [String(decoding: $0.name.en, as: UTF8.self), String(decoding: $0.name.zh, as: UTF8.self)]
      })
    #expect(found == Set(try pairs("names")))

    let terms = twin.terms.map {
      [String(decoding: $0.en, as: UTF8.self), String(decoding: $0.zh, as: UTF8.self)]
    }
    #expect(Set(terms).isSuperset(of: try pairs("terms")))

    let aligned = Set(
      twin.alignments.map { [Self.text(twin.english, $0.en), Self.text(twin.chinese, $0.zh)] })
    for pair in try pairs("aligned") { #expect(aligned.contains(pair)) }

    let wanted = try pairs("inconsistencies")
    #expect(twin.inconsistencies.count == wanted.count)
    for (inconsistency, pair) in zip(twin.inconsistencies, wanted) {
      #expect(inconsistency.kind.rawValue == pair[0])
      if inconsistency.kind == .sentence {
        let alignment = twin.alignments[inconsistency.alignment]
        #expect(Self.text(twin.chinese, alignment.zh) == pair[1])
      } else {
        #expect(inconsistency.message.hasSuffix(" says " + pair[1]))
      }
    }
  }

  @Test func filingsAgainstOneAnotherAreWholeAndDeterministic() throws {
    let filings = CorpusFiles.filings
    for (place, filing) in filings.enumerated() where place % 7 == 0 {
      let other = filings[(place * 5 + 3) % filings.count]
      let twin = try Self.align(filing.bytes, other.bytes)
      #expect(Self.isWhole(twin), "\(filing.name) with \(other.name)")
      let again = try Self.align(filing.bytes, other.bytes)
      #expect(twin.alignments == again.alignments)
      #expect(twin.names == again.names)
    }
  }

  @Test func oneSentenceMayBeTwoAndOneMayBeMissing() throws {
    let twin = try Self.align(
      "The Group sold 12 vessels for US$31 million. The gain was US$4 million.\n\nIt will pay a dividend of 5 cents on 3 May 2024. The register closes at 4:30 p.m. on 2 April 2024.\n",
      "本集團以3,100萬美元出售12艘船舶，收益為400萬美元。\n\n本公司將於2024年5月3日派發股息5仙。賬簿將於2024年4月2日下午四時三十分關閉。有關詳情載於隨附的通函內，敬請各股東閱覽。\n"
    )
    #expect(twin.alignments.map(\.en) == [0..<2, 2..<3, 3..<4, 4..<4])
    #expect(twin.alignments.map(\.zh) == [0..<1, 1..<2, 2..<3, 3..<4])
    #expect(twin.inconsistencies.map(\.kind) == [.sentence])
  }

  @Test func whatDoesNotAgreeIsSaid() throws {
    let twin = try Self.align(
      "The meeting will be held at 10:00 a.m. on 6 June 2025 with 350 members.\n",
      "大會將於二零二五年六月九日上午十時正舉行，350名成員出席。\n")
    #expect(
      twin.inconsistencies.map(\.message) == [
        "only the English version says 6 June 2025",
        "only the Chinese version says 二零二五年六月九日",
      ])
  }

  @Test func whatIsSaidInWordsOrTogetherIsNoDifference() throws {
    let twin = try Self.align(
      "For the years ended 31 December 2023 and 2022, five of the 12 mines made 30% of the sales.\n",
      "截至二零二三年及二零二二年十二月三十一日止年度，12個礦場中的5個佔銷售額的百分之三十。\n")
    #expect(twin.inconsistencies.isEmpty)
  }

  @Test func twoOfOneSurnameAreToldApartByTheirTitlesOrNotAtAll() throws {
    let en = "The directors are Mr. Paul Chan, Ms. Vera Chan and Mr. Wong Siu Ming.\n"
    let twin = try Self.align(en, "董事為陳淑莊女士、黃小明先生及陳茂波先生。\n")
    let names = Set(
      twin.names.map { String(decoding: $0.name.en + $0.name.zh, as: UTF8.self) })
    #expect(names == ["Paul Chan陳茂波", "Vera Chan陳淑莊", "Wong Siu Ming黃小明"])
    let unsure = try Self.align(
      "The directors are Mr. Paul Chan, Mr. John Chan and Mr. Wong Siu Ming.\n",
      "董事為陳淑莊先生、黃小明先生及陳茂波先生。\n")
    #expect(unsure.names.map { String(decoding: $0.name.zh, as: UTF8.self) } == ["黃小明"])
  }

  @Test func aPersonIsFoundWhereOnlyTheOtherVersionIsSeenToNameOne() throws {
    let twin = try Self.align(
      "It was signed by Mr. Peter Lam Ming on 5 May 2024.\n", "二零二四年五月五日由林明先生簽署。\n")
    #expect(twin.names.map { String(decoding: $0.name.zh, as: UTF8.self) } == ["林明"])
    let other = try Self.align(
      "It was signed by Mr. Peter Lam Ming on 5 May 2024.\n", "二零二四年五月五日由本公司簽署。\n")
    #expect(other.names.isEmpty)
  }

  @Test func emptyVersionsAreAligned() throws {
    #expect(try Self.align("", "").alignments.isEmpty)
    #expect(try Self.align("One.\n", "").alignments.map(\.confidence) == [0])
    #expect(try Self.align("", "一。\n").alignments.count == 1)
  }

  @Test func theJSONSaysWhereAndWhat() throws {
    let twin = try Self.align("Mr. Wong Siu Ming sold 5 ships.\n", "黃小明先生出售5艘船。\n")
    var output: [UInt8] = []
    let identity = DocumentIdentity(path: "a", sha256: String(repeating: "0", count: 64))
    TwinWriter.write(twin, en: identity, zh: identity, to: &output)
    let json = try JSONParser.parse(output.dropLast())
    #expect(json["schema"]?.string == "normalize/twin/1")
    let alignment = try #require(json["alignments"]?.array?.first)
    #expect(alignment["en"]?.string == "Mr. Wong Siu Ming sold 5 ships.")
    #expect(alignment["zhSpan"]?.array?.compactMap(\.int) == [0, 11])
    let name = try #require(json["names"]?.array?.first)
    #expect(name["zh"]?.string == "黃小明")
    #expect(name["evidence"]?.array?.first?["scheme"]?.string == "hong-kong")
    #expect(json["inconsistencies"]?.array?.isEmpty == true)
  }
}
