import Testing

@testable import Normalize

@Suite("Output: restore")
struct RestoreTests {
  private static func json(_ source: [UInt8], ledger: Bool = true) throws -> JSONValue {
    let cleaned = try Cleaned(bytes: source)
    var writer = DocumentWriter(writesLedger: ledger)
    var line: [UInt8] = []
    writer.write(
      cleaned.document, DocumentIdentity(path: "a.txt", sha256: String(repeating: "a", count: 64)),
      rules: Shared.resources.rules, to: &line)
    return try JSONParser.parse(line[...])
  }

  private static let source =
    Array(
      "香 港\u{200B}  交易所\r\n\r\nThe unau-\r\ndited   results \u{AD}of the Group\u{FF01}\r\n".utf8)
    + [0xFF]

  @Test func theSourceComesBack() throws {
    #expect(try SourceRestorer.restore(Self.json(Self.source)) == Self.source)
  }

  @Test func theLedgerIsNotTheSource() throws {
    let ledger = try #require(Self.json(Self.source)["ledger"]?.array)
    let kept = ledger.reduce(0) { $0 + ($1.array?.last?.text?.count ?? 0) }
    #expect(kept < Self.source.count / 2)
  }

  @Test func withoutALedgerItSaysSo() throws {
    let document = try Self.json(Self.source, ledger: false)
    #expect(throws: RestoreError.self) { try SourceRestorer.restore(document) }
  }

  @Test(arguments: ["schema", "text", "source", "map", "ledger"])
  func aDocumentWithoutAPartIsRefused(_ key: String) throws {
    guard case .object(var members) = try Self.json(Self.source) else {
      Issue.record("the document is no object")
      return
    }
    members.removeAll { $0.key == key }
    #expect(throws: RestoreError.self) { try SourceRestorer.restore(.object(members)) }
  }

  @Test(arguments: ["null", "[]", "{}", "{\"schema\":\"normalize/document/2\"}"])
  func somethingElseIsRefused(_ text: String) throws {
    let value = try JSONParser.parse(Array(text.utf8)[...])
    #expect(throws: RestoreError.self) { try SourceRestorer.restore(value) }
  }

  @Test func positionsThatLieAreRefusedAndNotFollowed() throws {
    guard case .object(var members) = try Self.json(Self.source) else {
      Issue.record("the document is no object")
      return
    }
    let place = try #require(members.firstIndex { $0.key == "map" })
    for row in [[0, 1, 5, 99_999], [0, 99_999, 0, 1], [5, 2, 0, 1], [-1, 2, 0, 1], [0, 1]] {
      members[place].value = .array([.array(row.map { .number(Double($0)) })])
      #expect(throws: RestoreError.self) { try SourceRestorer.restore(.object(members)) }
    }
  }
}

@Suite("Output: JSON")
struct JSONTests {
  @Test(arguments: [
    ("\"a\\u00e9\\ud83d\\ude00\\n\"", "aé😀\n"), ("\"\\ud83d\"", "\u{FFFD}"),
    ("\"\\/\\\\\\\"\"", "/\\\""),
  ])
  func stringsAreUnescaped(_ json: String, _ text: String) throws {
    #expect(try JSONParser.parse(Array(json.utf8)[...]).string == text)
  }

  @Test(arguments: [
    "", "{", "[1,", "[1 2]", "{\"a\" 1}", "\"", "\"\u{1}\"", "nul", "01x", "[1]]", "\"\\x\"",
    "{a:1}", "\"\\u12\"",
  ])
  func whatIsNoJSONIsRefused(_ json: String) {
    #expect(throws: JSONError.self) { try JSONParser.parse(Array(json.utf8)[...]) }
  }

  @Test func nestingHasALimit() {
    let deep = [UInt8](repeating: 0x5B, count: 100_000)
    #expect(throws: JSONError.self) { try JSONParser.parse(deep[...]) }
  }

  @Test func whatIsWrittenIsRead() throws {
    var json = JSONWriter()
    let text =
      (0..<0x300).compactMap { Unicode.Scalar($0) }.map { String($0) }.joined() + "\u{2028}𠮷"
    json.string(text)
    #expect(try JSONParser.parse(json.bytes[...]).string == text)
  }

  @Test(arguments: [(0, "0"), (7, "7"), (10, "10"), (-42, "-42"), (1_000_000_007, "1000000007")])
  func numbers(_ value: Int, _ text: String) {
    var json = JSONWriter()
    json.number(value)
    #expect(String(decoding: json.bytes, as: UTF8.self) == text)
  }
}
