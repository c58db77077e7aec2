import Laws
import Normalize
import Testing

@testable import NormalizeStore

/// Lists of other people: columns in any order, faults with their line, nothing that traps.
@Suite("Store: exchange") struct ExchangeTests {
  private static func rows(_ text: String, isTabbed: Bool = false) -> ExchangeList {
    SeparatedList.read(Array(text.utf8), isTabbed: isTabbed, exchange: nil)
  }

  private static func pairs(_ list: ExchangeList) -> [String] {
    list.rows.map {
      String(decoding: $0.en, as: UTF8.self) + "=" + String(decoding: $0.zh, as: UTF8.self)
    }
  }

  @Test(arguments: [
    "en,zh\nA Limited,甲有限公司\n", "中文名稱,Stock Code,English Name\r\n甲有限公司,1,A Limited\r\n",
    "\"zh\",\"note\",\"en\"\n\"甲有限公司\",\"x,y\n\",\"A Limited\"\n", "A Limited,甲有限公司\n",
    "甲有限公司,A Limited",
  ])
  func columnsComeInAnyOrder(_ text: String) {
    #expect(Self.pairs(Self.rows(text)) == ["A Limited=甲有限公司"])
  }

  @Test func faultyRowsAreSaidAndTheOthersRead() {
    let list = Self.rows(
      "en,zh,confidence\nA Limited,甲有限公司,2\nB Limited,乙有限公司,0.9\n,,\n\"C Limited,丙有限公司\nD Limited,丁有限公司,\n甲,B,\n"
    )
    #expect(Self.pairs(list) == ["B Limited=乙有限公司", "D Limited=丁有限公司"])
    #expect(list.faults.map(\.line) == [2, 5, 7])
  }

  @Test(arguments: [
    ("5", "HKEX", "0005"), ("00700", "HKEX", "0700"), ("600519", "SSE", "600519"),
    ("000001", "SZSE", "000001"), ("9988.HK", "HKEX", "9988"), ("D05.SI", "SGX", "D05"),
  ])
  func codesSayTheirExchange(_ code: String, _ exchange: String, _ expected: String) {
    let row = Self.rows("code,en\n\(code),A Limited\n").rows.first
    #expect(row?.listing?.exchange == exchange)
    #expect(row?.listing?.code == expected)
  }

  /// As another tool writes it: other indentation, order of languages, no notes of ours.
  @Test func termBasesOfOtherToolsAreRead() {
    let text = """
      <?xml version='1.0'?>
      <!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd' [ <!ENTITY x "y"> ]>
      <martif type='TBX'><text><body>
        <termEntry id='42'><langSet xml:lang='zh-TW'><tig><term>甲&amp;乙有限公司</term></tig>
          <tig><term>甲乙</term><termNote type='termType'>shortForm</termNote></tig></langSet>
          <langSet xml:lang='en-GB'><ntig><termGrp><term>A &#x26; B Limited</term></termGrp></ntig>
          <tig><term>A&amp;B</term><termNote type='termType'>shortForm</termNote></tig></langSet>
          <langSet xml:lang='de'><tig><term>A und B</term></tig></langSet>
        </termEntry></body></text></martif>
      """
    let list = TermBase.read(Array(text.utf8))
    #expect(list.faults.isEmpty)
    #expect(Self.pairs(list) == ["A & B Limited=甲&乙有限公司", "A&B=甲乙"])
    #expect(list.rows.map(\.zhForm) == [.full, .short])
  }

  @Test(arguments: [
    "<a><b></a>", "<a", "<a b=c/>", "<!DOCTYPE", "</a>",
    "<a b='",
    String(repeating: "<a>", count: 300),
  ])
  func damagedMarkupIsAFault(_ text: String) {
    #expect(TermBase.read(Array(text.utf8)).faults.count == 1)
    #expect(TranslationMemory.read(Array(text.utf8)).faults.count == 1)
  }

  /// What cannot be read costs its row, not the rest of the file.
  @Test func anUnknownEntityCostsItsRow() {
    func entry(_ en: String, _ zh: String) -> String {
      "<termEntry><langSet xml:lang='en'><tig><term>\(en)</term></tig></langSet>"
        + "<langSet xml:lang='zh'><tig><term>\(zh)</term></tig></langSet></termEntry>\n"
    }
    let text =
      "<martif><text><body>\n" + entry("A &copy; Limited", "甲有限公司")
      + entry("B & B Limited", "乙有限公司") + entry("C&#xFFFFFFFF; Limited", "丙有限公司")
      + entry("D Limited", "丁有限公司") + "</body></text></martif>"
    let list = TermBase.read(Array(text.utf8))
    #expect(Self.pairs(list) == ["B & B Limited=乙有限公司", "D Limited=丁有限公司"])
    #expect(list.faults.map(\.line) == [2, 4])
    #expect(list.faults.first?.reason == "&copy; is not known")
    let unit =
      "<tmx><body><tu><tuv xml:lang='en'><seg>A&x; Ltd</seg></tuv>"
      + "<tuv xml:lang='zh'><seg>甲</seg></tuv></tu><tu><tuv xml:lang='en'><seg>B Ltd</seg></tuv>"
      + "<tuv xml:lang='zh'><seg>乙</seg></tuv></tu></body></tmx>"
    let memory = TranslationMemory.read(Array(unit.utf8))
    #expect(Self.pairs(memory) == ["B Ltd=乙"])
    #expect(memory.faults.map(\.reason) == ["&x; is not known"])
  }

  @Test func columnsThatAreNotReadAreSaid() {
    let list = Self.rows("English Name,Board,中文名稱,ISIN\nA Limited,Main,甲有限公司,1\n")
    #expect(list.unread == ["Board", "ISIN"])
    #expect(list.rows.count == 1)
  }

  @Test func noInputTraps() {
    var seed = Array(
      """
      <martif><termEntry id="c00"><langSet xml:lang="en"><tig><term>A &lt; B</term><note>normalize: pair=1; scope=HKEX:1; confidence=9e99</note></tig></langSet></termEntry></martif>
      "en","zh"\n"A ""B"" Limited","甲\n有限公司",1\tx\ny,z\n
      """.utf8)
    seed += seed
    for number in 0..<3000 {
      var random = RandomSource(seed: 9, input: number)
      var bytes = Array(seed.prefix(random.below(seed.count)))
      for _ in 0..<random.number(1...8) where !bytes.isEmpty {
        bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      _ = TermBase.read(bytes)
      _ = TranslationMemory.read(bytes)
      _ = SeparatedList.read(bytes, isTabbed: random.once(in: 2), exchange: nil)
    }
  }
}
