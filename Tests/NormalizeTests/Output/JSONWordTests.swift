import Testing

@testable import Normalize

/// What is written ready for JSON is what the raw values say.
@Suite("JSON words")
struct JSONWordTests {
  private func check(_ word: StaticString, _ raw: String) {
    #expect("\(word)" == "\"\(raw)\"")
  }

  @Test func wordsAreTheRawValues() {
    for language in [Language.en, .traditional, .simplified, .chinese, .undetermined] {
      check(language.quoted, language.rawValue)
    }
    for kind in [BlockKind.heading, .paragraph, .table, .listItem, .footnote, .signature] {
      check(kind.quoted, kind.rawValue)
    }
    for kind in [Name.Kind.organization, .person, .place, .law, .product, .term, .title] {
      check(kind.quoted, kind.rawValue)
    }
    for form in [Name.Form.full, .short, .abbreviation, .former] {
      check(form.quoted, form.rawValue)
    }
    for side in [Name.Official.en, .zh, .both, .unknown] { check(side.quoted, side.rawValue) }
    for kind in Glossary.evidenceKinds { check(kind.quoted, kind.rawValue) }
  }

  @Test func numbersOfEachLength() {
    for digits in 1...18 {
      let power = (1..<digits).reduce(1) { product, _ in product * 10 }
      for value in [power, power + 7, 9 * power + 1, 10 * power - 1] {
        var json = JSONWriter()
        json.number(value)
        json.number(-value)
        #expect(String(decoding: json.bytes, as: UTF8.self) == "\(value)-\(value)")
      }
    }
    var json = JSONWriter()
    for value in [Int.max, Int.min, 0] { json.number(value) }
    #expect(String(decoding: json.bytes, as: UTF8.self) == "\(Int.max)\(Int.min)0")
  }

  @Test func hexadecimalHasSixteenDigits() {
    for value: UInt64 in [0, 1, 0x0123_4567_89AB_CDEF, .max, 0xA0B0_C0D0_0000_9999] {
      var json = JSONWriter()
      json.hexadecimal(value)
      let digits = String(value, radix: 16)
      let padded = String(repeating: "0", count: 16 - digits.count) + digits
      #expect(String(decoding: json.bytes, as: UTF8.self) == "\"\(padded)\"")
    }
  }

  /// Each byte that is escaped, at each place of a stretch, around the widths of the loops.
  @Test func escapesAtEachPlace() {
    for length in [1, 7, 8, 9, 15, 16, 17, 31, 40, 4_095, 4_096, 4_097] {
      for place in Set([0, 1, 7, 8, 15, 16, length / 2, length - 1]) where place < length {
        for (byte, escape) in [
          (UInt8(0x22), "\\\""), (0x5C, "\\\\"), (0x0A, "\\n"), (0x01, "\\u0001"),
        ] {
          var text = [UInt8](repeating: 0xC3, count: length)
          for at in text.indices where at % 2 == 1 { text[at] = 0xA9 }
          text[place] = byte
          var json = JSONWriter(capacity: 1)
          json.string(text)
          let expected =
            [0x22] + text[..<place] + Array(escape.utf8) + text[(place + 1)...] + [0x22]
          #expect(json.bytes == expected)
        }
      }
    }
  }
}
