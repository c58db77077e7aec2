import Foundation
import Laws
import Testing

@testable import NormalizeCommand

/// Names of files are bytes; what lies in the output folder may be somebody's.
@Suite("Command: paths")
struct PathTests {
  @Test(
    arguments: [
      [0x61], [0xE8, 0xB3, 0x87], [0xB8, 0xEA], [0x61, 0xFF, 0x2E, 0x74], [0xE8, 0xB3],
      [0xF4, 0x8F, 0xBA, 0xB8], [0xF4, 0x8F, 0xBA, 0xB8, 0xB8], [0xED, 0xA0, 0x80], [],
    ] as [[UInt8]])
  func everyNameComesBack(_ bytes: [UInt8]) {
    let name = NativeName.string(bytes)
    let called = NativeName.cString(name).map { UInt8(bitPattern: $0) }
    #expect(called == bytes + [0])
  }

  @Test func bytesAreShown() {
    #expect(NativeName.shown(NativeName.string([0x61, 0xB8, 0xEA])) == "a\\xB8\\xEA")
    #expect(NativeName.shown("資.txt") == "資.txt")
  }

  /// Names that are no UTF-8: a shell makes them, since Foundation cannot.
  @Test func namesThatAreNotUTF8AreOpened() throws {
    try CommandTests.inFolder { folder in
      func shell(_ script: String) throws -> Shell.Result {
        try Shell.run(
          ["/bin/bash", "-c", "BIN=$0; " + script, CommandTests.binary], folder: folder)
      }
      let made = try shell(
        "mkdir in && cd in && printf 'First.\\n' > $'\\xb8\\xea.txt' && mkdir $'d\\xff' "
          + "&& printf 'Second.\\n' > $'d\\xff/a.txt' && printf 'Third.\\n' > '\\xB8.txt'")
      #expect(made.status == 0, "\(made.errors)")
      let cleaned = try shell("\"$BIN\" clean $'in/\\xb8\\xea.txt' $'in/missing\\xb8'")
      #expect(cleaned.text == "First.\n")
      #expect(cleaned.status == 3)
      #expect(cleaned.errors.contains("in/missing\\xB8: "))
      for jobs in ["1", "2"] {
        let run = try shell(
          "\"$BIN\" run in $'in/\\xb8\\xea.txt' --output out\(jobs) --jobs \(jobs)")
        #expect(run.status == 0, "\(run.errors)")
      }
      let documents = CorpusFiles.read(folder + "/out1/documents.jsonl") ?? []
      #expect(documents == CorpusFiles.read(folder + "/out2/documents.jsonl"))
      let paths = String(decoding: documents, as: UTF8.self).split(separator: "\n").map {
        $0.split(separator: "\"path\":\"")[1].split(separator: "\"")[0]
      }
      #expect(paths == ["in/\\\\xB8.txt", "in/\\\\xB8\\\\xEA.txt", "in/d\\\\xFF/a.txt"])
    }
  }

  @Test func messagesHoldNothingThatATerminalObeys() throws {
    let result = try CommandTests.run("clean", "\u{1B}[31mred")
    #expect(result.errors.hasPrefix("normalize: \\x1B[31mred: "))
  }

  // MARK: - The output folder

  private static func inRun(_ body: (_ folder: String) throws -> Void) throws {
    try CommandTests.inFolder { folder in
      for (name, text) in [("a", "The Board met.\n"), ("b", "It left.\n")] {
        try FileManager.default.createDirectory(
          atPath: folder + "/in", withIntermediateDirectories: true)
        try CorpusFiles.write(Array(text.utf8), to: "\(folder)/in/\(name).txt")
      }
      let result = try CommandTests.run("run", "in", "--output", "out", folder: folder)
      #expect(result.status == 0)
      try body(folder)
    }
  }

  private static func texts(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder + "/out/text")
      .filter { $0.hasSuffix(".txt") }.sorted()
  }

  @Test(arguments: ["documents.jsonl", "glossary.jsonl", "report.html", "failures.jsonl", "text"])
  func aChangedOutputIsMadeAnewAndSaid(_ name: String) throws {
    try Self.inRun { folder in
      let place = name == "text" ? "text/" + (try #require(Self.texts(folder).first)) : name
      let path = "\(folder)/out/\(place)"
      let written = try #require(CorpusFiles.read(path))
      // Of the same size, where there is any.
      let changed = written.isEmpty ? [0x0A] : written.dropLast() + [0x21]
      try CorpusFiles.write(Array(changed), to: path)
      let again = try CommandTests.run("run", "in", "--output", "out", folder: folder)
      #expect(again.status == 0)
      #expect(again.errors.contains("out/\(place) is not as it was written"))
      #expect(CorpusFiles.read(path) == written)
      let third = try CommandTests.run("run", "in", "--output", "out", folder: folder)
      #expect(third.errors.isEmpty)
    }
  }

  @Test func filesOfOthersAmongTheTextsStay() throws {
    try Self.inRun { folder in
      let text = folder + "/out/text/"
      let known = String(try #require(Self.texts(folder).first).prefix(3))
      try FileManager.default.createDirectory(
        atPath: text + "mine", withIntermediateDirectories: true)
      let mine = ["notes.txt", "mine/a.txt", known + "b.txt"]
      for name in mine { try CorpusFiles.write(Array(name.utf8), to: text + name) }
      try CorpusFiles.write(Array("It came back.\n".utf8), to: folder + "/in/b.txt")
      let again = try CommandTests.run("run", "in", "--output", "out", folder: folder)
      #expect(again.status == 0)
      #expect(again.errors.contains("kept out/text/"))
      for name in mine { #expect(CorpusFiles.read(text + name) == Array(name.utf8)) }
      // The text of what is no input any more is gone.
      #expect(try Self.texts(folder).count == 2 + mine.count)
    }
  }

  @Test(arguments: [
    ["in", "--output", "in"], ["in/a.txt", "--output", "in"], ["in/a.txt", "--output", "in/a.txt"],
    ["out/documents.jsonl", "--output", "out"], ["in", "out/text", "--output", "./out/"],
  ])
  func inputsInTheOutputAreRefused(_ arguments: [String]) throws {
    try Self.inRun { folder in
      let before = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      let result = try Shell.run([CommandTests.binary, "run"] + arguments, folder: folder)
      #expect(result.status == 1)
      #expect(result.errors.contains("choose another --output"))
      #expect(try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() == before)
    }
  }

  @Test func listsOfClassesMayHaveBlanks() throws {
    let text = "The Board met.\n"
    let listed = try CommandTests.run("clean", "--strip", "caution, formula", "-", input: text)
    #expect(listed.status == 0)
    #expect(listed.text == text)
    for list in ["caution,", "", "caution formula"] {
      #expect(try CommandTests.run("clean", "--strip", list, "-", input: text).status == 1)
    }
  }

  @Test func aRuleWithoutANegativeExampleFailsItsTest() throws {
    try CommandTests.inFolder { folder in
      let rule = """
        rule thanks-en
        class formula
        language en
        unit sentence
        anchor thanks its shareholders
        yes The Board thanks its shareholders.

        """
      try CorpusFiles.write(Array(rule.utf8), to: folder + "/mine.rules")
      let result = try CommandTests.run(
        "boilerplate", "test", "--rules", "mine.rules", folder: folder)
      #expect(result.status == 3)
      #expect(result.errors.contains("mine.rules:1: thanks-en has no `no` line"))
    }
  }

  /// Twice the glosses in one paragraph take about twice the time.
  @Test func glossesOfOneBlockAreRenderedInLinearTime() throws {
    func time(_ count: Int) throws -> Duration {
      let names = "深圳海港物流有限公司宣佈。南京傳奇有限公司同意。"
      let text =
        "Shenzhen Harbour Logistics Limited (深圳海港物流有限公司). Nanjing Legend Limited "
        + "(南京傳奇有限公司).\n\n" + String(repeating: names, count: count) + "\n"
      return try (0..<3).map { _ in
        try ContinuousClock().measure {
          let result = try CommandTests.run(
            "clean", "--format", "html", "--gloss", "every", "-", input: text)
          #expect(result.status == 0)
        }
      }.min() ?? .zero
    }
    let (small, large) = (try time(5_000), try time(20_000))
    #expect(large < small * 10, "\(small), \(large)")
  }
}
