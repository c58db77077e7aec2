import Testing

@testable import Normalize

/// RFC 8259, sections 2 to 8: what the grammar has and what it has not.
@Suite("Output: JSON grammar")
struct JSONGrammarTests {
  private func isJSON(_ bytes: [UInt8]) -> Bool { (try? JSONParser.parse(bytes[...])) != nil }

  @Test(arguments: [
    "0", "-0", "0.0", "-0.0e-0", "1E5", "1e+5", "1.5e-3", "123456789012345678901234567890",
    "1e99999", "-1e99999", "1e-99999", "[]", "[ ]", "{}", "{ }", " \t\r\n[\n1\r,\t2 ] \n",
    "[[[]]]", "[{}]", "{\"\":0}", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":[null,true,false]}}",
    "\"\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0000\"", "\"\\uD834\\uDD1E\"", "\"\\uabCD\"",
    "\"\u{7F}\"", "\"\u{2028}\u{2029}\"", "\"\u{FEFF}\"", "\"\\ud800\"", "\"\\udc00\\ud800\"",
    "\"\\ud800\\ud800\\udc00\"", "null", "true", "false", "[1,\"a\",null]",
  ])
  func accepted(_ json: String) { #expect(isJSON(Array(json.utf8))) }

  @Test(arguments: [
    "", " ", "01", "-01", "00", "-", "+1", ".5", "-.5", "1.", "1.e5", "1e", "1e+", "1E-", "0x10",
    "1_000", "1,000", "NaN", "Infinity", "-Infinity", "١", "1 2", "0.1.2", "1e5.5", "--1",
    "[", "]", "[1,]", "[,1]", "[1,,2]", "[1;2]", "[1", "{", "}", "{,}", "{\"a\"}", "{\"a\":}",
    "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "[}", "{]",
    "\"", "\"a", "'a'", "\"\\", "\"\\\"", "\"\\a\"", "\"\\'\"", "\"\\u\"", "\"\\u12\"",
    "\"\\u12G4\"", "\"\\U0041\"", "\"\\x41\"", "\"\n\"", "\"\t\"", "\"\u{0}\"", "\"\u{1F}\"",
    "True", "nul", "nulll", "tru e", "\u{FEFF}{}", "\u{A0}1", "1\u{A0}", "\u{0C}1", "// a\n1",
    "/* */1", "1 #", "[1]x", "\"a\"\"b\"", "{} {}", "[\"a\"", "{\"a\":\"b\"", "[\"\\ud800\\u\"]",
  ])
  func refused(_ json: String) { #expect(!isJSON(Array(json.utf8))) }

  @Test func theLimitOfNestingIs256() {
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth)
    }
    #expect(isJSON(nested(256)))
    #expect(!isJSON(nested(257)))
  }

  @Test(arguments: [
    ("0", JSONValue.number(0)), ("-7", .number(-7)), ("1.5e2", .number(150)),
    ("999999999999999", .number(999_999_999_999_999)),
    ("9007199254740991", .number(9_007_199_254_740_991)),
    ("9007199254740993", .numeral(Array("9007199254740993".utf8))),
    ("-1e99999", .numeral(Array("-1e99999".utf8))),
  ])
  func numbersAreExactOrKeepTheirDigits(_ json: String, _ value: JSONValue) throws {
    #expect(try JSONParser.parse(Array(json.utf8)[...]) == value)
  }

  @Test(arguments: [
    ("\"\\ud83d\\ude00\"", "😀", 0), ("\"a\\ud83d\"", "a\u{FFFD}", 1),
    ("\"\\ude00b\"", "\u{FFFD}b", 1), ("\"\\ud83d\\u0041\"", "\u{FFFD}A", 1),
    ("\"\\ud83d\\ud83d\\ude00\"", "\u{FFFD}😀", 1), ("\"\\udc00\\ud800\"", "\u{FFFD}\u{FFFD}", 2),
  ])
  func loneSurrogatesAreCounted(_ json: String, _ text: String, _ count: Int) throws {
    var found = 0
    let value = try JSONParser.parse(Array(json.utf8)[...], loneSurrogates: &found)
    #expect(value.string == text)
    #expect(found == count)
  }

  @Test func anErrorSaysWhere() {
    let error = #expect(throws: JSONError.self) {
      try JSONParser.parse(Array("{\"n\": 01}".utf8)[...])
    }
    #expect(error == JSONError(offset: 6, reason: "a number begins with 0"))
  }
}
