import Foundation
import Laws
import Testing

/// Exit statuses of `normalize glossary`, as the table in the README has them, and what is said.
@Suite("Command: glossary, what fails") struct GlossaryExitTests {
  private static let list = "en,zh\nHaiyue Limited,海岳有限公司\nA Limited,甲有限公司\n"

  /// A folder with a list, a store of it at `g.sqlite`, a damaged store and an export.
  private static func inFolder(_ body: (String) throws -> Void) throws {
    try CommandTests.inFolder { folder in
      try CorpusFiles.write(Array(list.utf8), to: folder + "/list.csv")
      _ = try run(folder, "import", "list.csv", "--glossary", "g.sqlite")
      try CorpusFiles.write(
        Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 5000),
        to: folder + "/damaged.sqlite")
      let export = try run(folder, "export", "--glossary", "g.sqlite").output
      try CorpusFiles.write(export, to: folder + "/g.jsonl")
      try CorpusFiles.write(
        Array(String(decoding: export, as: UTF8.self).replacing("Haiyue", with: "Haiyve").utf8),
        to: folder + "/edited.jsonl")
      try CorpusFiles.write([0x0A, 0x20], to: folder + "/empty.csv")
      try CorpusFiles.write(Array("en,zh\n,\nB,C\n".utf8), to: folder + "/faulty.csv")
      try body(folder)
    }
  }

  private static func run(_ folder: String, _ arguments: String...) throws -> Shell.Result {
    try Shell.run([CommandTests.binary, "glossary"] + arguments, input: [], folder: folder)
  }

  @Test(arguments: [
    ("list --glossary g.sqlite", 0), ("lookup 海岳 --glossary g.sqlite", 0),
    ("merge g.sqlite g.jsonl --output new.sqlite", 0), ("import g.jsonl --glossary n.sqlite", 0),
    ("import list.csv --dry-run --glossary none.sqlite", 0),
    // What is asked for cannot be meant.
    ("list", 1), ("list --glossary none.sqlite", 1), ("list --glossary list.csv", 1),
    ("show Nobody --glossary g.sqlite", 1), ("reject Nobody --glossary g.sqlite", 1),
    ("merge g.jsonl --output g.sqlite", 1), ("undo 123 --glossary g.sqlite", 1),
    ("nothing", 1), ("lookup --limit 0 x --glossary g.sqlite", 1),
    // What cannot be written.
    ("merge g.sqlite --output none/x.sqlite", 2), ("merge g.sqlite --output none/x.jsonl", 2),
    ("import list.csv --glossary none/x.sqlite", 2),
    // What was given is not what it should be.
    ("list --glossary damaged.sqlite", 3), ("export --glossary damaged.sqlite", 3),
    ("reject Haiyue --glossary damaged.sqlite", 3), ("stats --glossary damaged.sqlite", 3),
    ("merge damaged.sqlite --output new.sqlite", 3), ("merge none.sqlite --output new.sqlite", 3),
    ("merge edited.jsonl --output new.sqlite", 3), ("merge list.csv --output new.sqlite", 3),
    ("diff g.sqlite none.sqlite", 3), ("diff damaged.sqlite g.sqlite", 3),
    ("import none.csv --glossary g.sqlite", 3), ("import edited.jsonl --glossary g.sqlite", 3),
    ("import empty.csv --glossary g.sqlite", 3), ("import g.sqlite --glossary g.sqlite", 3),
    ("import faulty.csv --glossary g.sqlite", 3), ("lookup Nobody --glossary g.sqlite", 3),
  ])
  func statusesAreThoseOfTheTable(_ line: String, _ status: Int32) throws {
    try Self.inFolder { folder in
      let result = try Shell.run(
        ["/usr/bin/env", "-u", "NORMALIZE_GLOSSARY", CommandTests.binary, "glossary"]
          + line.split(separator: " ").map(String.init), input: [], folder: folder)
      #expect(result.status == status, "\(line): \(result.errors)")
      #expect(status == 0 || !result.errors.isEmpty || line.hasPrefix("lookup Nobody"))
    }
  }

  @Test(arguments: [("clean", 3), ("run", 3)])
  func aDamagedGlossaryFailsEverywhere(_ command: String, _ status: Int32) throws {
    try Self.inFolder { folder in
      try CorpusFiles.write(Array("We met.\n".utf8), to: folder + "/a.txt")
      let rest = command == "run" ? ["--output", "out"] : []
      let result = try Shell.run(
        [CommandTests.binary, command, "a.txt", "--glossary", "damaged.sqlite"] + rest, input: [],
        folder: folder)
      #expect(result.status == status)
      #expect(result.errors.contains("damaged.sqlite"))
    }
  }

  /// A byte changed anywhere in the pages of a store is said, or changes nothing that is exported.
  @Test func damagedPagesAreSaid() throws {
    try Self.inFolder { folder in
      let whole = try Data(contentsOf: URL(fileURLWithPath: folder + "/g.sqlite"))
      let formats = ["jsonl", "csv"]
      let sound = try formats.map {
        try Self.run(folder, "export", "--format", $0, "--glossary", "g.sqlite").output
      }
      var random = RandomSource(seed: 21)
      for _ in 0..<20 {
        var damaged = Array(whole)
        let at = random.number(100...(damaged.count - 1))
        for place in at..<min(damaged.count, at + 64) {
          damaged[place] ^= UInt8(truncatingIfNeeded: random.next())
        }
        try CorpusFiles.write(damaged, to: folder + "/d.sqlite")
        for (place, format) in formats.enumerated() {
          let result = try Self.run(folder, "export", "--format", format, "--glossary", "d.sqlite")
          #expect(
            result.status == 3 || result.status == 0 && result.output == sound[place],
            "\(format) with damage at \(at): \(result.status) \(result.errors)")
        }
      }
    }
  }

  @Test func importSaysWhatItDoesNotRead() throws {
    try Self.inFolder { folder in
      try CorpusFiles.write(
        Array("English Name,Board,中文名稱\nB Limited,Main,乙有限公司\n".utf8), to: folder + "/b.csv")
      let columns = try Self.run(folder, "import", "b.csv", "--glossary", "g.sqlite")
      #expect(columns.errors.contains("columns that are not read: Board"))
      let records = try Self.run(folder, "import", "g.jsonl", "--glossary", "n.sqlite")
      #expect(records.errors.contains("1 filings, 2 observations, 0 decisions read; new: 1, 2, 0"))
      let again = try Self.run(folder, "import", "g.jsonl", "--glossary", "n.sqlite")
      #expect(again.errors.contains("new: 0, 0, 0"))
      let store = try Self.run(folder, "import", "g.sqlite", "--glossary", "n.sqlite")
      #expect(store.errors.contains("glossary merge"))
    }
  }

  /// What `merge` refuses, `import` takes, and the other way round.
  @Test func theListOfARunIsImported() throws {
    try Self.inFolder { folder in
      try CorpusFiles.write(
        Array("The Group met Haiyue Trading Limited (海岳貿易有限公司) today.\n".utf8),
        to: folder + "/a.txt")
      _ = try CommandTests.run("run", "a.txt", "--output", "out", folder: folder)
      let merged = try Self.run(folder, "merge", "out/glossary.jsonl", "--output", "m.sqlite")
      #expect(merged.status == 3)
      #expect(merged.errors.contains("glossary import out/glossary.jsonl"))
      let read = try Self.run(folder, "import", "out/glossary.jsonl", "--glossary", "g.sqlite")
      #expect(read.status == 0)
      let found = try Self.run(folder, "lookup", "海岳貿易", "--glossary", "g.sqlite")
      #expect(found.text.contains("Haiyue Trading Limited"))
    }
  }

  /// Nothing that a terminal obeys, or that turns text around, is shown as it is.
  @Test func namesAreHarmlessOnATerminal() throws {
    try Self.inFolder { folder in
      let name = "Evil \u{202E}detimiL"
      _ = try Self.run(
        folder, "accept", "--en", name, "--zh", "壞\u{200B}有限公司", "--glossary", "g.sqlite")
      for command in [["list"], ["lookup", "evil"], ["show", name]] {
        let result = try Shell.run(
          [CommandTests.binary, "glossary"] + command + ["--glossary", "g.sqlite"], input: [],
          folder: folder)
        #expect(!result.text.contains("\u{202E}") && !result.text.contains("\u{200B}"))
        #expect(result.text.contains("Evil \\u{202E}detimiL"), "\(command): \(result.errors)")
      }
      let json = try Self.run(folder, "show", name, "--format", "json", "--glossary", "g.sqlite")
      let card = try #require(
        JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
      #expect(card["en"] as? String == name)
      #expect(!json.text.contains("\u{202E}"))
      #expect(card["filings"] as? Int == 0)
      #expect(card["confidence"] as? Double == 1)
      #expect((card["decisions"] as? [[String: Any]])?.first?["counts"] as? Bool == true)
      // Files keep what they were given.
      let csv = try Self.run(folder, "export", "--format", "csv", "--glossary", "g.sqlite")
      #expect(csv.text.contains(name))
    }
  }

  @Test func undoingSaysWhatItUndoes() throws {
    try Self.inFolder { folder in
      let rejected = try Self.run(folder, "reject", "海岳有限公司", "--glossary", "g.sqlite")
      let id = String(rejected.text.prefix(12))
      let undone = try Self.run(folder, "undo", id, "--glossary", "g.sqlite")
      #expect(undone.text.contains("reject by"))
      #expect(undone.text.contains("Haiyue Limited = 海岳有限公司"))
      let again = try Self.run(folder, "undo", id, "--glossary", "g.sqlite")
      #expect(again.errors.contains("undone already"))
    }
  }

  @Test func theCardOfACorrectedPairHasItsEvidence() throws {
    try Self.inFolder { folder in
      _ = try Self.run(
        folder, "correct", "海岳有限公司", "--zh", "海嶽集團有限公司", "--glossary", "g.sqlite")
      let card = try Self.run(folder, "show", "海嶽集團有限公司", "--glossary", "g.sqlite").text
      #expect(card.contains("filings        1"))
      #expect(card.contains("海岳有限公司 (full, global, corrected)"))
    }
  }

  @Test func theLaterOfTwoAcceptancesIsShown() throws {
    try Self.inFolder { folder in
      for zh in ["海岳甲有限公司", "海岳乙有限公司"] {
        _ = try Self.run(
          folder, "accept", "--en", "Haiyue Limited", "--zh", zh, "--glossary", "g.sqlite")
      }
      #expect(try Self.run(folder, "conflicts", "--glossary", "g.sqlite").text.count < 120)
      let first = try Self.run(folder, "show", "海岳甲有限公司", "--glossary", "g.sqlite").text
      #expect(first.contains("(history: another pair was accepted later)"))
      let second = try Self.run(folder, "show", "海岳乙有限公司", "--glossary", "g.sqlite").text
      #expect(second.contains("(full, global, accepted)"))
    }
  }

  /// A store where nothing can be written is read as it is.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")))
  func aStoreOnReadOnlyMediaIsRead() throws {
    try Self.inFolder { folder in
      let others = FileManager.default.isWritableFile(atPath: "/root")
      // The superuser may write everything: another user reads.
      let user = others ? ["/usr/bin/setpriv", "--reuid", "65534", "--clear-groups"] : []
      let place = folder + "/media"
      let setting =
        "mkdir media && cp g.sqlite media && chmod 444 media/g.sqlite && chmod 555 media && chmod a+rx ."
      _ = try Shell.run(["/bin/sh", "-c", setting], input: [], folder: folder)
      defer {
        _ = try? Shell.run(["/bin/chmod", "755", place], input: [])
      }
      func read(_ arguments: String...) throws -> Shell.Result {
        try Shell.run(
          user + [CommandTests.binary, "glossary"] + arguments
            + ["--glossary", place + "/g.sqlite"], input: [])
      }
      // Where another user does not reach the program there is nothing to see.
      guard try read("--help").status == 0 else { return }
      #expect(try read("lookup", "海岳").text.contains("Haiyue Limited"))
      #expect(try read("show", "海岳有限公司").status == 0)
      #expect(try read("list").status == 0)
      let whole = try Self.run(folder, "export", "--glossary", "g.sqlite").output
      #expect(try read("export").output == whole)
      let written = try read("reject", "海岳有限公司")
      #expect(written.status == 2)
      #expect(written.errors.contains("cannot be opened for writing"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["g.sqlite"])
    }
  }
}
