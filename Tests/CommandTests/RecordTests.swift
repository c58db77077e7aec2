import Foundation
import Laws
import Testing

/// JSON Lines as people have them: in other encodings, damaged, with numbers for ids.
@Suite("Command: JSON Lines")
struct RecordTests {
  private static let good = "{\"id\":\"b\",\"text\":\"The Board met.\\n\"}\n"

  /// `clean` and `run` over one file of these bytes: what `clean` prints and `run` leaves.
  private static func both(
    _ bytes: [UInt8], _ arguments: String..., body: (Shell.Result, String, String) throws -> Void
  ) throws {
    try CommandTests.inFolder { folder in
      try CorpusFiles.write(bytes, to: folder + "/a.jsonl")
      let cleaned = try Shell.run(
        [CommandTests.binary, "clean", "--format", "json"] + arguments + ["a.jsonl"], folder: folder
      )
      let run = try Shell.run(
        [CommandTests.binary, "run", "a.jsonl", "--output", "out"] + arguments, folder: folder)
      #expect(run.status == cleaned.status)
      func file(_ name: String) -> String {
        String(decoding: CorpusFiles.read(folder + "/out/" + name) ?? [], as: UTF8.self)
      }
      let documents = file("documents.jsonl")
      // Only names of other documents can make a difference.
      #expect(documents.split(separator: "\n").count == cleaned.text.split(separator: "\n").count)
      try body(cleaned, documents, file("failures.jsonl"))
    }
  }

  @Test(arguments: [("BIG5-HKSCS", "Big5-HKSCS"), ("GB18030", "GB18030")])
  func theEncodingOfTheFileIsDecodedFirst(_ name: String, _ label: String) throws {
    let text = "本公司董事會許功蓋宣佈，南京傳奇生物科技股份有限公司成功。"
    let line = "{\"id\":\"許\",\"text\":\"\(text)\\n\"}\n"
    let bytes = try #require(Transcoder.encode(Array(line.utf8), to: name))
    for arguments in [[], ["--encoding", label]] {
      try CommandTests.inFolder { folder in
        try CorpusFiles.write(bytes, to: folder + "/a.jsonl")
        let result = try Shell.run(
          [CommandTests.binary, "clean", "--format", "json"] + arguments + ["a.jsonl"],
          folder: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.text.contains("\"text\":\"\(text)\\n\""))
        #expect(result.text.contains("\"recordId\":\"許\""))
        #expect(result.text.contains("\"encoding\":\"UTF-8\""))
        #expect(result.text.contains("the line was \(label)"))
        // The source of a record is the UTF-8 of its text.
        try CorpusFiles.write(result.output, to: folder + "/d.json")
        let restored = try CommandTests.run("restore", folder + "/d.json")
        #expect(restored.output == Array((text + "\n").utf8))
      }
    }
  }

  @Test(arguments: ["UTF-16LE", "UTF-16BE"]) func wideFilesAreRefused(_ name: String) throws {
    let bytes = try #require(Transcoder.encode(Array(("\u{FEFF}" + Self.good).utf8), to: name))
    try Self.both(bytes) { cleaned, documents, failures in
      #expect(cleaned.status == 3)
      #expect(cleaned.errors.contains("a.jsonl: JSON Lines in \(name)"))
      #expect(cleaned.errors.contains("iconv -f \(name) -t UTF-8"))
      #expect(documents.isEmpty)
      #expect(failures.contains("iconv -f \(name)"))
    }
  }

  @Test(arguments: [
    "{\"id\":\"a\",\"text\":\"broken\n", "{\"url\":\"broken\n", "ken\"}\n", "{\"schema\":1}\n",
    "{\"text\":\"a\",\"n\":01}\n", "{\"text\":5}\n",
  ])
  func aDamagedFirstRecordIsReported(_ line: String) throws {
    try Self.both(Array((line + Self.good).utf8)) { cleaned, documents, failures in
      #expect(cleaned.status == 3)
      #expect(cleaned.errors.contains("a.jsonl, line 1: "))
      #expect(documents.contains("\"recordId\":\"b\""))
      #expect(failures.hasPrefix("{\"path\":\"a.jsonl\",\"line\":1,\"code\":\"invalidRecord\""))
    }
  }

  @Test(arguments: [
    "{The Board} met.\nIt decided.\n", "[1] The Board met.\n", "{ }\n", "The {\"id\"} field.\n",
    "The Board met.\n\nIt said:\n{\"id\":\"b\",\"text\":\"The Board met.\"}\nIt left.\n",
  ])
  func aTextWithBracesIsAText(_ text: String) throws {
    try Self.both(Array(text.utf8)) { cleaned, documents, _ in
      #expect(cleaned.status == 0)
      #expect(!documents.contains("recordId"))
      #expect(documents.split(separator: "\n").count == 1)
    }
  }

  /// A record longer than what is looked at first.
  @Test func aLongFirstRecordIsARecord() throws {
    let text = String(repeating: "The Board met again. ", count: 20_000)
    let lines = "{\"url\":\"x\",\"text\":\"\(text)\",\"id\":\"a\"}\n" + Self.good
    try Self.both(Array(lines.utf8)) { cleaned, documents, _ in
      #expect(cleaned.status == 0, "\(cleaned.errors)")
      #expect(documents.contains("\"recordId\":\"a\""))
    }
  }

  @Test(arguments: [
    ("12345678901234567890", "12345678901234567890"), ("17", "17"), ("\"17\"", "17"),
    ("9007199254740993", "9007199254740993"), ("1.5", "1.5"),
  ])
  func numbersAreIdentifiers(_ id: String, _ shown: String) throws {
    let line = "{\"id\":\(id),\"text\":\"The Board met.\"}\n"
    try Self.both(Array(line.utf8)) { cleaned, documents, _ in
      #expect(cleaned.text.contains("\"recordId\":\"\(shown)\""))
      #expect(documents.contains("\"recordId\":\"\(shown)\""))
    }
  }

  @Test func loneSurrogatesAreSaid() throws {
    try Self.both(Array("{\"text\":\"The \\ud83d Board\"}\n".utf8)) { cleaned, documents, _ in
      #expect(cleaned.text.contains("\"code\":\"lone-surrogates\""))
      #expect(documents.contains("\"code\":\"lone-surrogates\""))
      #expect(cleaned.text.contains("\"text\":\"The \u{FFFD} Board"))
    }
  }

  @Test func blankLinesAndMarksAreNoRecords() throws {
    let lines = "\u{FEFF}\r\n\t\n \(Self.good)\n\t \r\n{\"id\":\"c\",\"text\":\"It left.\"}"
    try Self.both(Array(lines.utf8)) { cleaned, documents, failures in
      #expect(cleaned.status == 0, "\(cleaned.errors)")
      #expect(documents.split(separator: "\n").count == 2)
      #expect(failures.isEmpty)
    }
  }
}
