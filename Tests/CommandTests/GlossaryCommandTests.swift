import Foundation
import Laws
import Testing

/// `normalize glossary` from outside, on a store that a run made.
@Suite("Command: glossary") struct GlossaryCommandTests {
  private static let filing = """
    Meihua Holdings Limited
    美華控股有限公司
    (Stock Code: 6011)

    ANNOUNCEMENT

    The Group, through Nanjing Qingran Medical Device Co., Ltd.* (南京青冉醫療器械有限公司)
    (“Nanjing Qingran”), a subsidiary, met today. Nanjing Qingran was founded in 2010.

    * For identification purposes only

    Hong Kong, 5 May 2023

    """

  /// A folder with a store at `g.sqlite` and its run in `out`.
  private static func inStore(_ body: (String) throws -> Void) throws {
    try CommandTests.inFolder { folder in
      try CorpusFiles.write(Array(filing.utf8), to: folder + "/a.txt")
      let result = try CommandTests.run(
        "run", "a.txt", "--output", "out", "--glossary", "g.sqlite", folder: folder)
      #expect(result.status == 0)
      try body(folder)
    }
  }

  private static func glossary(_ folder: String, _ arguments: String..., input: String = "")
    throws -> Shell.Result
  {
    try Shell.run(
      [CommandTests.binary, "glossary"] + arguments + ["--glossary", "g.sqlite"],
      input: Array(input.utf8), folder: folder)
  }

  private static func text(_ folder: String) throws -> String {
    let found = try Shell.run(
      ["/bin/sh", "-c", "cat out/text/*/*.txt"], input: [], folder: folder)
    return found.text
  }

  @Test(arguments: [
    "list", "lookup", "show", "conflicts", "unpaired", "accept", "reject", "correct", "join",
    "split", "scope", "official", "undo", "merge", "import", "export", "stats", "diff",
  ])
  func everySubcommandHasHelp(_ name: String) throws {
    let result = try CommandTests.run("glossary", name, "--help")
    #expect(result.status == 0)
    #expect(result.text.contains("USAGE: normalize glossary \(name)"))
  }

  @Test(arguments: ["青冉", "南京青冉醫療器械有限公司", "南京青冉医疗器械有限公司", "nanjing qingrn", "QINGRAN MEDICAL"])
  func lookupFindsTheName(_ query: String) throws {
    try Self.inStore { folder in
      let result = try Self.glossary(folder, "lookup", query, "--format", "json")
      #expect(result.status == 0)
      #expect(result.text.contains("Nanjing Qingran"), "\(query)")
    }
  }

  @Test func lookupReadsNamesFromStandardInput() throws {
    try Self.inStore { folder in
      let result = try Self.glossary(
        folder, "lookup", "--format", "csv", input: "南京青冉\n\nKlingon Trading\n")
      #expect(result.status == 3)
      let lines = result.text.split(separator: "\r\n")
      #expect(lines.count == 3)
      #expect(lines.last?.hasPrefix("Klingon Trading,0.00,none") == true)
    }
  }

  @Test func theCardSaysWhatIsKnown() throws {
    try Self.inStore { folder in
      let card = try Self.glossary(folder, "show", "南京青冉").text
      for piece in [
        "Nanjing Qingran Medical Device Co., Ltd. = 南京青冉醫療器械有限公司 (full",
        "Nanjing Qingran = 南京青冉 (short", "“* For identification purposes only”", "2023-05-05",
        "有限公司",
      ] {
        #expect(card.contains(piece), "\(piece)")
      }
      let issuer = try Self.glossary(folder, "show", "美華控股有限公司", "--format", "json").text
      #expect(issuer.contains("HKEX:6011"))
    }
  }

  @Test func aRejectionStays() throws {
    try Self.inStore { folder in
      #expect(try Self.text(folder).contains("Nanjing Qingran [南京青冉]"))
      let rejected = try Self.glossary(folder, "reject", "南京青冉", "--why", "no such name")
      #expect(rejected.status == 0)
      for _ in 0..<2 {
        _ = try CommandTests.run(
          "run", "a.txt", "--output", "out", "--glossary", "g.sqlite", folder: folder)
        #expect(try !Self.text(folder).contains("[南京青冉]"))
      }
      let id = String(rejected.text.prefix(10))
      #expect(try Self.glossary(folder, "show", "南京青冉").text.contains("no such name"))
      #expect(try Self.glossary(folder, "undo", id).status == 0)
      _ = try CommandTests.run(
        "run", "a.txt", "--output", "out", "--glossary", "g.sqlite", folder: folder)
      #expect(try Self.text(folder).contains("Nanjing Qingran [南京青冉]"))
    }
  }

  @Test func aCorrectionIsGlossedWith() throws {
    try Self.inStore { folder in
      let result = try Self.glossary(
        folder, "correct", "南京青冉", "--zh", "南京清冉", "--why", "misprint")
      #expect(result.status == 0)
      _ = try CommandTests.run(
        "run", "a.txt", "--output", "out", "--glossary", "g.sqlite", folder: folder)
      #expect(try Self.text(folder).contains("Nanjing Qingran [南京清冉]"))
    }
  }

  @Test func decisionsAreShownOnTheCard() throws {
    try Self.inStore { folder in
      _ = try Self.glossary(folder, "official", "en", "南京青冉", "--by", "A. Reviewer")
      _ = try Self.glossary(folder, "scope", "global", "南京青冉")
      _ = try Self.glossary(folder, "accept", "南京青冉", "--why", "seen in the register")
      let card = try Self.glossary(folder, "show", "南京青冉").text
      #expect(card.contains("Nanjing Qingran = 南京青冉 (short, global, accepted"))
      #expect(card.contains("official by A. Reviewer: en"))
      #expect(card.contains("seen in the register"))
      #expect(try Self.glossary(folder, "split", "南京青冉").status == 0)
      let alone = try Self.glossary(folder, "show", "南京青冉").text
      #expect(!alone.contains("Medical Device Co., Ltd. ="))
      #expect(try Self.glossary(folder, "join", "南京青冉", "南京青冉醫療器械有限公司").status == 0)
      #expect(try Self.glossary(folder, "show", "南京青冉").text.contains("Co., Ltd. ="))
    }
  }

  @Test func whatIsWrittenIsReadAgainTheSame() throws {
    try Self.inStore { folder in
      _ = try Self.glossary(folder, "reject", "南京青冉", "--why", "a \"test\" <&>")
      for format in ["jsonl", "csv", "tsv", "tbx", "tbx3", "tmx"] {
        let first = try Self.glossary(folder, "export", "--format", format)
        #expect(first.status == 0)
        let kind = format == "tbx3" ? "tbx" : format
        try CorpusFiles.write(first.output, to: folder + "/list.\(kind)")
        let store = "\(format).sqlite"
        let done = try CommandTests.run(
          "glossary", "import", "list.\(kind)", "--glossary", store, folder: folder)
        #expect(done.status == 0, "\(format): \(done.errors)")
        let second = try CommandTests.run(
          "glossary", "export", "--format", format, "--glossary", store, folder: folder)
        let isSame = second.output == first.output
        #expect(isSame, "\(format)")
      }
    }
  }

  @Test func aListOfSecuritiesIsImported() throws {
    try CommandTests.inFolder { folder in
      let list = """
        Stock code,中文名稱,Board,English Name
        00005,海岳銀行控股有限公司,Main,Haiyue Bank Holdings Limited
        600519,貴州酒業股份有限公司,,"Guizhou ""Spirits"" Co., Ltd."
        8,,Main,
        9.HK,Exchanged Limited,Main,對調有限公司

        """
      try CorpusFiles.write(Array(list.utf8), to: folder + "/list.csv")
      _ = try Self.glossary(folder, "accept", "--en", "A Limited", "--zh", "甲有限公司")
      let result = try CommandTests.run(
        "glossary", "import", "list.csv", "--glossary", "g.sqlite", folder: folder)
      #expect(result.status == 3)
      #expect(result.errors.contains("line 4"))
      #expect(result.errors.contains("line 5"))
      let card = try Self.glossary(folder, "show", "海岳銀行控股有限公司").text
      #expect(card.contains("Haiyue Bank Holdings Limited"))
      #expect(card.contains("HKEX:0005"))
      #expect(try Self.glossary(folder, "show", "贵州酒业股份有限公司").text.contains("SSE:600519"))
    }
  }

  @Test func aDryRunChangesNothing() throws {
    try Self.inStore { folder in
      let list = "en,zh\nNanjing Qingran,南京冉青\nHaiyue Limited,海岳有限公司\n"
      try CorpusFiles.write(Array(list.utf8), to: folder + "/list.csv")
      let before = try Self.glossary(folder, "export").output
      let result = try Self.glossary(folder, "import", "list.csv", "--dry-run")
      #expect(result.text.contains("contradicts"))
      #expect(result.text.contains("new"))
      let isSame = try Self.glossary(folder, "export").output == before
      #expect(isSame)
    }
  }

  @Test func mergingIsTheSameInAnyOrder() throws {
    try Self.inStore { folder in
      _ = try CommandTests.run(
        "glossary", "accept", "--en", "A Limited", "--zh", "甲有限公司", "--glossary", "h.sqlite",
        folder: folder)
      for (output, inputs) in [
        ("x.jsonl", ["g.sqlite", "h.sqlite"]), ("y.jsonl", ["h.sqlite", "g.sqlite", "g.sqlite"]),
      ] {
        let arguments = ["glossary", "merge"] + inputs + ["--output", output]
        #expect(
          try Shell.run([CommandTests.binary] + arguments, input: [], folder: folder).status == 0)
      }
      let same = try Shell.run(["/usr/bin/cmp", "x.jsonl", "y.jsonl"], input: [], folder: folder)
      #expect(same.status == 0)
      let diff = try CommandTests.run("glossary", "diff", "g.sqlite", "x.jsonl", folder: folder)
      #expect(diff.text.contains("added"))
    }
  }

  @Test(arguments: [
    ["list"], ["list", "--glossary", "/nonexistent/g.sqlite"], ["lookup", "--limit", "0", "x"],
    ["reject", "--glossary", "/etc/passwd", "x"],
  ])
  func usageErrorsSayWhatToDo(_ arguments: [String]) throws {
    let result = try Shell.run(
      ["/usr/bin/env", "-u", "NORMALIZE_GLOSSARY", CommandTests.binary, "glossary"] + arguments,
      input: [])
    #expect(result.status == 1)
    #expect(!result.errors.isEmpty)
  }

  @Test func aDamagedStoreIsSaid() throws {
    try CommandTests.inFolder { folder in
      try CorpusFiles.write(
        Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 5000),
        to: folder + "/g.sqlite")
      let result = try Self.glossary(folder, "list")
      #expect(result.status == 3)
      #expect(result.errors.contains("g.sqlite"))
    }
  }
}
