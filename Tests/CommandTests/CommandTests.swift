import Foundation
import Laws
import Testing

/// The binary, as a user meets it: what it prints, where, and its exit status.
@Suite("Command")
struct CommandTests {
  /// The binary of this build, beside the test bundle.
  static let binary: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    for _ in 0..<3 {
      let path = folder.appendingPathComponent("normalize").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
      folder.deleteLastPathComponent()
    }
    return CorpusFiles.root + "/.build/testing/release/normalize"
  }()

  static func run(_ arguments: String..., input: String = "", folder: String? = nil) throws
    -> Shell.Result
  {
    try Shell.run([binary] + arguments, input: Array(input.utf8), folder: folder)
  }

  /// A folder that is gone after the test.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("normalize-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private static let text = "The Board  met.\n"

  @Test func theVersionIsPrinted() throws {
    let result = try Self.run("--version")
    #expect(result.status == 0)
    #expect(result.text.split(separator: ".").count == 3)
  }

  @Test(arguments: ["run", "clean", "explain", "restore", "schema", "boilerplate", "glossary"])
  func everySubcommandHasHelp(_ name: String) throws {
    let result = try Self.run(name, "--help")
    #expect(result.status == 0)
    #expect(result.text.contains("USAGE: normalize \(name)"))
  }

  @Test func cleanReadsStandardInput() throws {
    let result = try Self.run("clean", "-", input: Self.text)
    #expect(result.status == 0)
    #expect(result.text == "The Board met.\n")
    #expect(result.errors.isEmpty)
  }

  @Test func severalFilesAreSeparatedByAFormFeed() throws {
    try Self.inFolder { folder in
      try CorpusFiles.write(Array("First file.\n".utf8), to: folder + "/a.txt")
      try CorpusFiles.write(Array("Second file.\n".utf8), to: folder + "/b.txt")
      let result = try Self.run("clean", "a.txt", "b.txt", folder: folder)
      #expect(result.text == "First file.\n\u{0C}\nSecond file.\n")
    }
  }

  @Test func aMissingFileIsSaidAndTheOthersComplete() throws {
    try Self.inFolder { folder in
      try CorpusFiles.write(Array("First file.\n".utf8), to: folder + "/a.txt")
      let result = try Self.run("clean", "missing.txt", "a.txt", folder: folder)
      #expect(result.status == 3)
      #expect(result.text == "First file.\n")
      #expect(result.errors.contains("missing.txt"))
    }
  }

  @Test(arguments: [
    ["clean", "/tmp"], ["clean", "--strip", "nonsense", "-"], ["clean", "--jobs", "0", "-"],
    ["clean", "--encoding", "klingon", "-"], ["clean", "--gloss", "sometimes", "-"], ["run"],
    ["nonsense"],
    ["clean", "--floor", "2", "-"],
  ])
  func wrongUsageIsStatusOne(_ arguments: [String]) throws {
    let result = try Shell.run([Self.binary] + arguments)
    #expect(result.status == 1)
    #expect(!result.errors.isEmpty)
    #expect(result.output.isEmpty)
  }

  @Test func outputThatCannotBeWrittenIsStatusTwo() throws {
    let result = try Self.run(
      "run", CorpusFiles.root + "/Corpus/filings", "--output", "/proc/normalize")
    #expect(result.status == 2)
  }

  @Test(arguments: CorpusFiles.filings.map(\.name))
  func restoreGivesEachFilingBack(_ name: String) throws {
    let path = CorpusFiles.root + "/Corpus/filings/" + name
    let document = try Self.run("clean", "--format", "json", path)
    #expect(document.status == 0)
    try Self.inFolder { folder in
      try CorpusFiles.write(document.output, to: folder + "/d.json")
      let restored = try Self.run("restore", folder + "/d.json")
      #expect(restored.status == 0)
      #expect(restored.output == CorpusFiles.read(path))
    }
  }

  @Test func restoreRefusesWhatDoesNotMatch() throws {
    let document = try Self.run("clean", "--format", "json", "-", input: Self.text)
    let changed = document.text.replacing("The Board met.", with: "The Bored met.")
    try Self.inFolder { folder in
      try CorpusFiles.write(Array(changed.utf8), to: folder + "/d.json")
      let restored = try Self.run("restore", folder + "/d.json")
      #expect(restored.status == 3)
      #expect(restored.output.isEmpty)
      #expect(restored.errors.contains("SHA-256"))
    }
  }

  @Test func jsonLinesKeepTheirIdentifiersAndOrder() throws {
    let input = (0..<50).map { "{\"id\":\"r\($0)\",\"text\":\"The Board met \($0) times.\\n\"}" }
      .joined(separator: "\n")
    let one = try Self.run(
      "clean", "--from", "jsonl", "--format", "json", "--jobs", "1", "-", input: input + "\n")
    let two = try Self.run(
      "clean", "--from", "jsonl", "--format", "json", "--jobs", "4", "-", input: input + "\n")
    #expect(one.status == 0)
    #expect(one.output == two.output)
    let lines = one.text.split(separator: "\n")
    #expect(lines.count == 50)
    for (index, line) in lines.enumerated() { #expect(line.contains("\"recordId\":\"r\(index)\"")) }
  }

  @Test func explainSaysEachChangeWithItsRule() throws {
    try Self.inFolder { folder in
      try CorpusFiles.write(
        Array(
          "The  Board met.\n\n– 2 –\n\nIt is Shenzhen Harbour Logistics Limited* (深圳海港物流有限公司).\n"
            .utf8), to: folder + "/a.txt")
      let result = try Self.run("explain", "a.txt", folder: folder)
      #expect(result.status == 0)
      #expect(result.text.contains("blank"))
      #expect(result.text.contains("深圳海港物流有限公司"))
    }
  }

  @Test func markupInAFilingIsShownAndNotRun() throws {
    let result = try Self.run(
      "clean", "--format", "html", "-", input: "The <script>alert(1)</script> & \"Board\" met.\n")
    #expect(result.status == 0)
    #expect(!result.text.contains("<script>alert"))
    #expect(result.text.contains("&lt;script&gt;"))
  }

  @Test func everyClassCanBeKeptOrStripped() throws {
    let notice = "承董事會命\n"
    let kept = try Self.run("clean", "--strip", "none", "-", input: notice)
    #expect(kept.text == notice)
  }
}

/// `run` and its folder.
@Suite("Command: run")
struct RunTests {
  /// The files of a run's folder; of its store, whose pages lie as they were written, the export.
  private static func tree(_ folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where !name.hasPrefix("glossary.sqlite") {
      if let bytes = CorpusFiles.read(folder + "/" + name) { files[name] = bytes }
    }
    let export = try CommandTests.run(
      "glossary", "export", "--format", "jsonl", "--glossary", folder + "/glossary.sqlite")
    #expect(export.status == 0, "\(export.errors)")
    files["glossary.sqlite"] = Array(export.output)
    return files
  }

  @Test func theFolderHoldsWhatTheContractSays() throws {
    try CommandTests.inFolder { folder in
      let filings = CorpusFiles.root + "/Corpus/filings"
      let result = try CommandTests.run("run", filings, "--output", folder + "/out")
      #expect(result.status == 0, "\(result.errors)")
      let files = try Self.tree(folder + "/out")
      for name in ["documents.jsonl", "glossary.jsonl", "report.html", "failures.jsonl"] {
        #expect(files[name] != nil, "\(name)")
      }
      #expect(files["failures.jsonl"]?.isEmpty == true)
      let documents = files["documents.jsonl"]?.split(separator: 0x0A) ?? []
      #expect(documents.count == CorpusFiles.filings.count)
      #expect(
        files.keys.count { $0.hasPrefix("text/") && $0.hasSuffix(".txt") }
          == CorpusFiles.filings.count)
      #expect(result.output.isEmpty || result.errors.isEmpty)
    }
  }

  @Test func jobsDoNotMatterAndASecondRunChangesNothing() throws {
    try CommandTests.inFolder { folder in
      let filings = CorpusFiles.root + "/Corpus/filings"
      _ = try CommandTests.run("run", filings, "--output", folder + "/one", "--jobs", "1")
      _ = try CommandTests.run("run", filings, "--output", folder + "/two", "--jobs", "3")
      let one = try Self.tree(folder + "/one")
      #expect(one.count > 30)
      #expect(try Self.tree(folder + "/two") == one)
      _ = try CommandTests.run("run", filings, "--output", folder + "/one")
      #expect(try Self.tree(folder + "/one") == one)
    }
  }

  /// A name that one input states glosses the others: where it changes, nothing of them is reused.
  /// The change keeps the size, so that only the content tells.
  @Test func aSecondRunAfterAChangeIsARunFromTheStart() throws {
    try CommandTests.inFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/in", withIntermediateDirectories: true)
      func state(_ name: String) throws {
        let text =
          "Example Holdings Limited\n(Stock code: 1234)\n\nThe Company dealt with Ningbo "
          + "Harbour Biotechnology Co., Ltd.* (\(name)) (the “Vendor”) on 13 March 2018.\n"
        try CorpusFiles.write(Array(text.utf8), to: folder + "/in/a.txt")
      }
      let other = "The Board met. Ningbo Harbour Biotechnology Co., Ltd. was not there.\n"
      try CorpusFiles.write(Array(other.utf8), to: folder + "/in/b.txt")
      func run(_ output: String) throws -> [String: [UInt8]] {
        let result = try CommandTests.run("run", "in", "--output", output, folder: folder)
        #expect(result.status == 0, "\(result.errors)")
        return try Self.tree(folder + "/" + output)
      }
      try state("寧波海港生物科技有限公司")
      let first = try run("out")
      try state("寧波海灣生物科技有限公司")
      let second = try run("out")
      #expect(second == (try run("fresh")))
      #expect(second["documents.jsonl"] != first["documents.jsonl"])
      try state("寧波海港生物科技有限公司")
      #expect(try run("out") == first)
      let changed = try CommandTests.run(
        "run", "in", "--output", "out", "--gloss", "none", folder: folder)
      #expect(changed.status == 0)
      #expect(try Self.tree(folder + "/out")["documents.jsonl"] != first["documents.jsonl"])
    }
  }

  @Test func duplicatesKeepTheirLine() throws {
    try CommandTests.inFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/in", withIntermediateDirectories: true)
      for name in ["b.txt", "a.txt"] {
        try CorpusFiles.write(Array("The Board met.\n".utf8), to: folder + "/in/" + name)
      }
      let result = try CommandTests.run("run", "in", "--output", "out", folder: folder)
      #expect(result.status == 0)
      let lines = String(
        decoding: CorpusFiles.read(folder + "/out/documents.jsonl") ?? [], as: UTF8.self
      )
      .split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.count { $0.contains("\"duplicateOf\"") } == 1)
    }
  }

  @Test func oddInputsAreDocuments() throws {
    try CommandTests.inFolder { folder in
      let odd: [[UInt8]] = [
        [], [0xEF, 0xBB, 0xBF], [0x20, 0x0A], [0xFF, 0xFE, 0x00], [0x80, 0x81, 0xFF],
      ]
      for (index, bytes) in odd.enumerated() {
        try CorpusFiles.write(bytes, to: folder + "/\(index).txt")
      }
      let result = try CommandTests.run("run", folder, "--output", folder + "/out")
      #expect(result.status == 0, "\(result.errors)")
      let documents = (CorpusFiles.read(folder + "/out/documents.jsonl") ?? []).split(
        separator: 0x0A)
      #expect(documents.count == odd.count)
    }
  }
}
