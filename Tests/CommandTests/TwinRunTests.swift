import Foundation
import Laws
import Testing

@testable import NormalizeCommand

/// `run` finds the two language versions of a filing; `match` finds names of two lists.
@Suite("Command: twins in a run") struct TwinRunTests {
  private static let english = """
    Kwun Lok Cold Storage Holdings Limited
    (Stock Code: 6842)

    RESIGNATION OF DIRECTOR

    On 3 May 2023, Mr. Cheung Che Kit resigned from the Board for family reasons.

    The Group had 1,284 employees and bank borrowings of HK$32,400,000.

    A dividend of HK7.5 cents per share will be paid on 30 June 2023.

    Ms. Tsui Hoi Ching has been appointed in his place for a term of three years.

    Hong Kong, 3 May 2023

    """
  private static let chinese = """
    冠樂冷藏控股有限公司
    （股份代號：6842）

    董事辭任

    於二零二三年五月三日，張志傑先生因家庭理由辭任董事會職務。

    本集團有1,284名僱員，銀行借款為32,400,000港元。

    每股7.5港仙的股息將於二零二三年六月三十日派付。

    徐海晴女士已獲委任接替其職務，任期三年。

    香港，二零二三年五月三日

    """

  private static func documents(_ folder: String, _ output: String) throws -> String {
    try Shell.run(["/bin/cat", output + "/documents.jsonl"], input: [], folder: folder).text
  }

  @Test(arguments: [
    ("a.en.txt", "a.zh.txt"), ("2023050300123.txt", "2023050300123_c.txt"), ("x.txt", "y.txt"),
  ])
  func versionsAreFoundAndTheirNamesGlossed(en: String, zh: String) throws {
    try CommandTests.inFolder { folder in
      try CorpusFiles.write(Array(Self.english.utf8), to: folder + "/" + en)
      try CorpusFiles.write(Array(Self.chinese.utf8), to: folder + "/" + zh)
      let result = try CommandTests.run("run", en, zh, "--output", "out", folder: folder)
      #expect(result.status == 0)
      let documents = try Self.documents(folder, "out")
      #expect(documents.contains("\"path\":\"\(zh)\"}"))
      let text = try Shell.run(
        ["/bin/sh", "-c", "cat out/text/*/*.txt"], input: [], folder: folder)
      #expect(text.text.contains("Cheung Che Kit [張志傑]"))
      #expect(text.text.contains("徐海晴 [Tsui Hoi Ching]"))
      // The English version first, the Chinese one later: the same as both at once.
      for inputs in [[en], [en, zh]] {
        _ = try Shell.run(
          [CommandTests.binary, "run"] + inputs + ["--output", "later", "--jobs", "1"], input: [],
          folder: folder)
      }
      #expect(try Self.documents(folder, "later") == documents)
    }
  }

  @Test func threeVersionsUnderOneName() throws {
    try CommandTests.inFolder { folder in
      let simplified = [
        ("於", "于"), ("冠樂", "冠乐"), ("張志傑", "张志杰"), ("徐海晴", "徐海晴"), ("獲", "获"), ("員", "员"),
        ("銀", "银"),
      ].reduce(Self.chinese) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
      for (name, text) in [("a_e", Self.english), ("a_tc", Self.chinese), ("a_sc", simplified)] {
        try CorpusFiles.write(Array(text.utf8), to: folder + "/\(name).txt")
      }
      for jobs in ["1", "2"] {
        _ = try Shell.run(
          [
            CommandTests.binary, "run", "a_e.txt", "a_sc.txt", "a_tc.txt", "--output", "out" + jobs,
            "--jobs", jobs,
          ], input: [], folder: folder)
      }
      let documents = try Self.documents(folder, "out1")
      #expect(documents.contains("\"path\":\"a_tc.txt\"}"))
      #expect(documents.components(separatedBy: "\"path\":\"a_e.txt\"}").count == 3)
      #expect(try Self.documents(folder, "out2") == documents)
    }
  }

  @Test(arguments: [
    ("a_sc.txt", true), ("a_tc.txt", false), ("zh-CN/a.txt", true), ("zh-Hant/a.txt", false),
    ("notice (简体).txt", true), ("scan_c.txt", false),
  ])
  func namesSaySimplified(path: String, isSimplified: Bool) {
    #expect(VersionName(path.utf8).isSimplified == isSimplified)
  }

  @Test func anotherDateIsAnotherFiling() throws {
    try CommandTests.inFolder { folder in
      try CorpusFiles.write(Array(Self.english.utf8), to: folder + "/a.en.txt")
      let other = Self.chinese.replacingOccurrences(of: "香港，二零二三年五月三日", with: "香港，二零二二年五月三日")
      try CorpusFiles.write(Array(other.utf8), to: folder + "/a.zh.txt")
      _ = try CommandTests.run("run", "a.en.txt", "a.zh.txt", "--output", "out", folder: folder)
      #expect(!(try Self.documents(folder, "out")).contains("\"twin\":"))
    }
  }

  @Test(arguments: [
    ("x/a_c.pdf", "x/a.pdf"), ("en/a.txt", "zh/a.txt"), ("notice.EN.txt", "notice.zh-HK.txt.gz"),
    ("Annual Report (English).htm", "Annual Report (Chinese).htm"),
    ("ew_2023.txt", "ew_2023_TC.txt"),
    ("年報英文版.txt", "年報-中文版.txt"),
  ])
  func namesOfVersionsHaveOneKey(a: String, b: String) {
    let (first, second) = (VersionName(a.utf8), VersionName(b.utf8))
    if a.contains("年報") {
      // Ideographs are one word: nothing is taken off its end.
      #expect(first.key != second.key)
      return
    }
    #expect(first.key == second.key)
    #expect(first.language != nil || second.language != nil)
  }

  @Test func otherNamesHaveOthers() {
    #expect(VersionName("a.txt".utf8).key != VersionName("b.txt".utf8).key)
    #expect(VersionName("a/x.txt".utf8).key != VersionName("b/x.txt".utf8).key)
    #expect(VersionName("record.txt".utf8).language == nil)
    #expect(VersionName([]).key.isEmpty)
    #expect(VersionName([0x2F, 0xFF, 0x2F]).language == nil)
  }

  @Test func languagesOfSources() {
    #expect(SourceLanguage(Array(Self.english.utf8)) == .en)
    #expect(SourceLanguage(Array(Self.chinese.utf8)) == .zh)
    #expect(SourceLanguage(Array((Self.english + Self.chinese).utf8)) == .other)
    #expect(SourceLanguage([]) == .other)
    #expect(SourceLanguage([0x3C]) == .other)
  }

  @Test func listsAreMatchedGroupByGroup() throws {
    try CommandTests.inFolder { folder in
      let en = "Mr. Cheung Che Kit\nTsui Hoi Ching\n\nOuyang Jianming\n"
      let zh = "徐海晴\n張志傑先生\n\n\n歐陽建明\n"
      try CorpusFiles.write(Array(en.utf8), to: folder + "/en")
      try CorpusFiles.write(Array(zh.utf8), to: folder + "/zh")
      let result = try CommandTests.run("match", "en", "zh", folder: folder)
      #expect(
        result.text == """
          Mr. Cheung Che Kit\t張志傑先生\t0.96\thong-kong
          Tsui Hoi Ching\t徐海晴\t0.96\thong-kong
          Ouyang Jianming\t歐陽建明\t0.96\tpinyin

          """)
      try CorpusFiles.write(Array("歐陽建明\n".utf8), to: folder + "/short")
      let uneven = try CommandTests.run("match", "en", "short", folder: folder)
      #expect(uneven.status == 1)
      try CorpusFiles.write([0x41, 0xFF, 0x0A], to: folder + "/bytes")
      #expect(try CommandTests.run("match", "bytes", "short", folder: folder).status == 1)
      #expect(try CommandTests.run("match", folder, "short", folder: folder).status == 1)
    }
  }
}
