import Laws
import Testing

@testable import Normalize

/// Lines of JSON are decoded before they are read: 0x5C is a second byte in Big5 and GB18030.
@Suite("Decode: lines")
struct LineEncodingTests {
  private static let line = "{\"id\":\"許\",\"text\":\"本公司董事會許功蓋宣佈，南京傳奇生物科技股份有限公司成功。\"}"

  private func encoded(_ text: String, _ encoding: String) throws -> [UInt8] {
    try #require(Transcoder.encode(Array(text.utf8), to: encoding), "iconv lacks \(encoding)")
  }

  private func decoded(
    _ bytes: [UInt8], head: [UInt8]? = nil, override: TextEncoding? = nil
  ) throws -> DecodedLine {
    let file = LineEncoding(head: (head ?? bytes)[...], override: override)
    return try LineDecoder(file).decode(bytes[...])
  }

  @Test(arguments: [("BIG5-HKSCS", TextEncoding.big5HKSCS), ("GB18030", .gb18030)])
  func aLineIsDecodedAsItsFile(_ name: String, _ encoding: TextEncoding) throws {
    let bytes = try encoded(Self.line, name)
    #expect(LineEncoding(head: bytes[...]).encoding == encoding)
    let line = try decoded(bytes)
    #expect(String(decoding: line.bytes, as: UTF8.self) == Self.line)
    #expect(line.isValid)
    #expect(line.origin?.contains(encoding.rawValue) == true)
    #expect(line.malformed == 0)
  }

  @Test func theUserIsObeyed() throws {
    let bytes = try encoded("{\"text\":\"許\"}", "BIG5-HKSCS")
    #expect(
      String(decoding: try decoded(bytes, override: .big5HKSCS).bytes, as: UTF8.self)
        == "{\"text\":\"許\"}")
    let kept = try decoded(bytes, override: .utf8)
    #expect(Array(kept.bytes) == bytes)
    #expect(!kept.isValid)
  }

  /// A dump whose lines come from two sources: each is read as what it is.
  @Test func linesInUTF8StayInAFileThatIsNot() throws {
    let head = try encoded(Self.line, "BIG5-HKSCS")
    let line = try decoded(Array(Self.line.utf8), head: head)
    #expect(String(decoding: line.bytes, as: UTF8.self) == Self.line)
    #expect(line.origin == nil)
  }

  @Test func aLineInBig5IsFoundInAFileOfUTF8() throws {
    let line = try decoded(try encoded(Self.line, "BIG5-HKSCS"), head: Array(Self.line.utf8))
    #expect(String(decoding: line.bytes, as: UTF8.self) == Self.line)
    #expect(line.origin?.contains("Big5-HKSCS") == true)
  }

  /// What a scraper cut in the middle is no reason to guess an encoding: the bytes are kept.
  @Test func aDamagedLineOfUTF8IsKept() throws {
    // The last sequence is `。`, of three bytes.
    let bytes = Array(Self.line.utf8.dropLast(3)) + Array("\"}".utf8)
    let line = try decoded(bytes, head: Array(Self.line.utf8))
    #expect(Array(line.bytes) == bytes)
    #expect(!line.isValid)
    #expect(line.origin == nil)
  }

  @Test func malformedBytesAreCounted() throws {
    let bytes = try encoded(Self.line, "BIG5-HKSCS")
    #expect(try decoded(bytes.dropLast(2) + [0xFF, 0x22, 0x7D], head: bytes).malformed == 1)
  }

  /// A head that is cut inside a code point, and one in ASCII, are heads of UTF-8.
  @Test(arguments: [[0x7B, 0xE5, 0x8D], [0x7B, 0x22]] as [[UInt8]])
  func aCutHeadIsUTF8(_ head: [UInt8]) {
    #expect(LineEncoding(head: head[...]).encoding == .utf8)
  }

  @Test(arguments: ["UTF-16LE", "UTF-16BE"]) func wideFilesAreSeen(_ name: String) throws {
    let ascii = "{\"id\":\"a\",\"text\":\"The Board met.\"}\n"
    #expect(LineEncoding(head: try encoded(ascii, name)[...]).isWide)
    #expect(LineEncoding(head: try encoded("\u{FEFF}" + Self.line, name)[...]).isWide)
  }
}
