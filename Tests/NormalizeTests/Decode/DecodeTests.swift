import Laws
import Testing

@testable import Normalize

@Suite("Decode")
struct DecodeTests {
  private static let chinese = "本公司董事會欣然宣佈，南京傳奇生物科技股份有限公司已收到臨床試驗批件。\n"
  private static let simplified = "本公司董事会及全体董事保证本公告内容不存在任何虚假记载、误导性陈述或者重大遗漏。\n"

  private static func encoded(_ text: String, _ encoding: String) throws -> [UInt8] {
    try #require(Transcoder.encode(Array(text.utf8), to: encoding), "iconv lacks \(encoding)")
  }

  @Test(arguments: [
    ("BIG5-HKSCS", chinese, TextEncoding.big5HKSCS),
    ("GB18030", simplified, .gb18030),
    ("GB18030", chinese, .gb18030),
    ("UTF-16LE", "Announcement of 2018\n" + chinese, .utf16LittleEndian),
    ("UTF-16BE", "Announcement of 2018\n" + chinese, .utf16BigEndian),
    (
      "CP1252",
      "The Company\u{2019}s \u{201C}Tea House\u{201D} business in Hong Kong \u{2013} update\n",
      .windows1252
    ),
  ])
  func encodingsAreFound(_ name: String, _ text: String, _ expected: TextEncoding) throws {
    let decoded = try SourceDecoder.decode(try Self.encoded(text, name))
    #expect(decoded.encoding == expected)
    #expect(String(decoding: decoded.text, as: UTF8.self) == text)
    #expect(decoded.edits.isEmpty)
  }

  @Test func byteOrderMarksDecideAndGo() throws {
    let utf8 = try SourceDecoder.decode([0xEF, 0xBB, 0xBF] + Array(Self.chinese.utf8))
    #expect(utf8.encoding == .utf8)
    #expect(utf8.evidence.kind == .byteOrderMark)
    #expect(utf8.text == Array(Self.chinese.utf8))
    #expect(utf8.source(0) == 3)
    let wide = try SourceDecoder.decode([0xFF, 0xFE] + Self.encoded(Self.chinese, "UTF-16LE"))
    #expect(wide.encoding == .utf16LittleEndian)
    #expect(wide.text == Array(Self.chinese.utf8))
  }

  @Test func theOverrideIsObeyedAndSaid() throws {
    let decoded = try SourceDecoder.decode([0x80, 0x41], override: .windows1252)
    #expect(String(decoding: decoded.text, as: UTF8.self) == "€A")
    #expect(decoded.evidence.kind == .override)
  }

  /// Maximal subparts of ill-formed sequences (Unicode 15.0, table 3-8, and its examples).
  @Test(
    arguments: [
      (
        [0x61, 0xF1, 0x80, 0x80, 0xE1, 0x80, 0xC2, 0x62, 0x80, 0x63, 0x80, 0xBF, 0x64],
        [1, 4, 6, 8, 10, 11]
      ),
      ([0xED, 0xA0, 0x80], [0, 1, 2]),
      ([0xF4, 0x90, 0x80, 0x80], [0, 1, 2, 3]),
      ([0xC0, 0xAF], [0, 1]),
      ([0xE0, 0x80, 0xAF], [0, 1, 2]),
    ] as [([UInt8], [Int])])
  func malformedBytesAreFound(_ bytes: [UInt8], _ starts: [Int]) {
    #expect(UTF8Validation(bytes).malformed.map(\.lowerBound) == starts)
    let shown = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { $0 == "\u{FFFD}" }
      .count
    #expect(shown == starts.count, "the standard library replaces as many")
  }

  @Test func malformedBytesAreShownLocatedAndReported() throws {
    let cleaned = try Cleaned(bytes: Array("The Com".utf8) + [0xFF] + Array("pany 公司\n".utf8))
    #expect(cleaned.text == "The Com\u{FFFD}pany 公司\n")
    let warning = try #require(cleaned.document.warnings.first { $0.code == "malformed-bytes" })
    #expect(warning.source == [SourceExtent(7, 8)])
  }

  @Test(arguments: [[UInt8](), [0xEF, 0xBB, 0xBF], [0x20, 0x0A, 0x09]])
  func emptyAndBlankSourcesAreDocuments(_ bytes: [UInt8]) throws {
    let cleaned = try Cleaned(bytes: bytes)
    #expect(cleaned.text.isEmpty)
    #expect(!cleaned.document.warnings.isEmpty)
  }

  /// Big5-HKSCS 88 62 is U+00CA U+0304 by the standard; ICU has a private-use code point for it.
  @Test func aPairOfBytesWithoutACodePointOfItsOwnComesBack() throws {
    var checker = LawChecker(Shared.resources)
    let source: [UInt8] = [0x88, 0x62, 0xA4, 0xA4, 0xA4, 0xE5, 0x0A]
    #expect(checker.violations(source).isEmpty)
    let decoded = try SourceDecoder.decode(source, override: .big5HKSCS)
    #expect(decoded.text.suffix(7) == Array("中文\n".utf8)[...])
  }

  @Test(arguments: [
    "The\u{0} Board met.\n", "\u{0}The Board", "公司\u{0}董事會", "a\u{0}bc",
  ])
  func aStrayZeroByteIsNoUTF16(_ text: String) throws {
    let decoded = try SourceDecoder.decode(Array(text.utf8))
    #expect(decoded.encoding == .utf8)
    #expect(decoded.text == Array(text.utf8))
  }

  @Test(arguments: ["The Board met.\n", "董事會已於今日舉行會議\n", "12\n"])
  func shortUTF16IsFound(_ text: String) throws {
    let decoded = try SourceDecoder.decode(try Self.encoded(text, "UTF-16LE"))
    #expect(decoded.encoding == .utf16LittleEndian)
    #expect(String(decoding: decoded.text, as: UTF8.self) == text)
  }

  @Test(arguments: [
    "\u{201C}Caf\u{E9}\u{201D}", "\u{201C}Caf\u{E9}\u{201D}\n",
    "The \u{201C}Caf\u{E9}\u{201D} in Hong Kong \u{2013} update\n", "the Board\u{2019}s",
  ])
  func anAccentBesideAQuoteIsWestern(_ text: String) throws {
    let decoded = try SourceDecoder.decode(try Self.encoded(text, "CP1252"))
    #expect(decoded.encoding == .windows1252)
    #expect(String(decoding: decoded.text, as: UTF8.self) == text)
  }

  @Test(arguments: [
    ("BIG5-HKSCS", "中", TextEncoding.big5HKSCS), ("BIG5-HKSCS", "公司", .big5HKSCS),
    ("BIG5-HKSCS", "The 公司 is", .big5HKSCS), ("GB18030", "中国", .gb18030),
  ])
  func shortChineseIsNotWestern(_ name: String, _ text: String, _ expected: TextEncoding) throws {
    #expect(try SourceDecoder.decode(try Self.encoded(text, name)).encoding == expected)
  }

  @Test(arguments: [
    ("utf-8", TextEncoding.utf8), (" Big5 ", .big5HKSCS), ("GBK", .gb18030), ("gb2312", .gb18030),
    ("ISO-8859-1", .windows1252), ("utf_16le", .utf16LittleEndian),
  ])
  func labelsAreKnown(_ label: String, _ encoding: TextEncoding) {
    #expect(TextEncoding(label: label) == encoding)
  }

  @Test func unknownLabelsAreNot() {
    #expect(TextEncoding(label: "koi8-r") == nil)
    #expect(TextEncoding(label: "") == nil)
  }
}
