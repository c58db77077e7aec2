import Testing

@testable import Normalize

// The table is embedded in the test's binary: where it does not load, no test here can say anything
private let han = try! HanTable(bytes: DataFile.bytes("han.bin"))

private func runs(_ string: String) -> [String] {
  var segments: [Document.Segment] = []
  let text = Array(string.utf8)
  LanguageSegmenter.segments(text, han: han, into: &segments)
  return segments.map { segment in
    let words = String(decoding: text[segment.start..<segment.end], as: UTF8.self)
    return "\(segment.language.rawValue):\(words)"
  }
}

@Suite struct LanguageSegmenterTests {
  @Test func emptyTextHasNoRuns() {
    #expect(runs("").isEmpty)
  }

  @Test(arguments: ["1548", " \n", "(12.5%) — 3/4", "。（）「」", "\u{FEFF}", "①½"])
  func textWithoutLettersIsUndetermined(_ text: String) {
    #expect(runs(text) == ["und:\(text)"])
  }

  @Test func bracketsAroundAChineseNameGoWithTheEnglish() {
    #expect(
      runs("Nanjing Legend* (南京傳奇) received")
        == ["en:Nanjing Legend* (", "zh-Hant:南京傳奇", "en:) received"])
    #expect(
      runs("of Legend (“Legend” or 「傳奇」), a company")
        == ["en:of Legend (“Legend” or ", "zh-Hant:「傳奇」", "en:), a company"])
  }

  @Test func bracketsAroundALatinNameGoWithTheChinese() {
    #expect(
      runs("南京傳奇（Nanjing Legend）獲批准。")
        == ["zh-Hant:南京傳奇（", "en:Nanjing Legend", "zh-Hant:）獲批准。"])
    #expect(
      runs("中國公司 (China (HK) Ltd.)，簡稱")
        == ["zh-Hant:中國公司 (", "en:China (HK) Ltd.", "zh-Hant:)，簡稱"])
  }

  @Test func twoIdeographsAreARun() {
    #expect(runs("lives in 傳奇, which") == ["en:lives in ", "zh-Hant:傳奇", "en:, which"])
  }

  @Test func digitsGoWithTheMeasureWord() {
    #expect(runs("於2018年3月13日發出，") == ["zh-Hant:於2018年3月13日發出，"])
    #expect(runs("dated 2018年傳奇") == ["en:dated ", "zh-Hant:2018年傳奇"])
    #expect(runs("on 3 July 2025傳奇") == ["en:on 3 July 2025", "zh-Hant:傳奇"])
  }

  @Test func loneLettersStayChinese() {
    #expect(runs("H股股東見附註(a)及A類股份，臺灣") == ["zh-Hant:H股股東見附註(a)及A類股份，臺灣"])
    #expect(runs("English\nH股股東，臺灣") == ["en:English\n", "zh-Hant:H股股東，臺灣"])
    #expect(runs("臺灣VIE架構") == ["zh-Hant:臺灣", "en:VIE", "zh-Hant:架構"])
  }

  @Test func lineEndsGoWithWhatPrecedesAndBeginsWithWhatFollows() {
    #expect(
      runs("Company\n\n（股份代號：1）\n(Stock)")
        == ["en:Company\n\n", "zh-Hant:（股份代號：1）\n", "en:(Stock)"])
    #expect(runs("執行董事\t(1) Director") == ["zh-Hant:執行董事\t", "en:(1) Director"])
  }

  @Test func variantComesFromTheRunTheLineOrTheText() {
    #expect(runs("南京传奇 and 南京傳奇") == ["zh-Hans:南京传奇 ", "en:and ", "zh-Hant:南京傳奇"])
    #expect(
      runs("香港 ABC 獲批准 DEF 中山\n")
        == ["zh-Hant:香港 ", "en:ABC ", "zh-Hant:獲批准 ", "en:DEF ", "zh-Hant:中山\n"])
    #expect(runs("香港\n获批准\n上海") == ["zh-Hans:香港\n获批准\n上海"])
    #expect(runs("香港中山") == ["zh:香港中山"])
  }

  @Test func unbalancedBracketsAreHarmless() {
    #expect(runs("a) 香港 (b").count == 3)
    _ = runs(String(repeating: "(《", count: 500) + "a)中》")
  }

  /// Runs partition any text, on code point boundaries, and no two neighbours are of one language.
  @Test(arguments: 0..<40)
  func runsPartitionRandomText(_ seed: Int) {
    var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let pieces = [
      "a", "Ltd.", " ", "\n", "\t", "(", ")", "（", "）", "「", "」", "“", "”", "\"", "2018", "年", "傳",
      "传",
      "中", "香港", "，", "。", "é", "я", "カ", "한", "𠮷", "😀", "〇", "\u{E000}", "Ａ", "﨑", "․", "*", "'",
      "\u{301}",
    ]
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<next(30) { text += pieces[next(pieces.count)] }
      var segments: [Document.Segment] = []
      let bytes = Array(text.utf8)
      LanguageSegmenter.segments(bytes, han: han, into: &segments)
      var end = 0
      var last: Language?
      for segment in segments {
        #expect(segment.start == end, "gap in \(text.debugDescription)")
        #expect(segment.end > segment.start)
        #expect(bytes[segment.start] & 0xC0 != 0x80, "cut inside a code point")
        #expect(segment.language != last, "neighbours of one language in \(text.debugDescription)")
        last = segment.language
        end = segment.end
      }
      #expect(end == bytes.count, "end of \(text.debugDescription)")
    }
  }

  /// Bytes that are no UTF-8 are not promised a sensible result, but no trap and a partition.
  @Test func illFormedBytesDoNotTrap() {
    var state: UInt64 = 7
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(truncatingIfNeeded: state >> 40))
      }
      var segments: [Document.Segment] = []
      LanguageSegmenter.segments(bytes, han: han, into: &segments)
      #expect(segments.last?.end == bytes.count)
      #expect(zip(segments, segments.dropFirst()).allSatisfy { $0.end == $1.start })
    }
  }
}

private func blocks(_ string: String) -> [String] {
  let text = Array(string.utf8)
  var structure = Structure()
  SentenceBreaker.shared.find(text, into: &structure)
  var blocks: [Block] = []
  BlockClassifier.blocks(text, structure, into: &blocks)
  return blocks.map { block in
    "\(block.kind.rawValue):\(String(decoding: text[block.start..<block.end], as: UTF8.self))"
  }
}

@Suite struct BlockClassifierTests {
  @Test(arguments: [
    "PROFIT WARNING", "About the Product", "盈利警告", "1. INTRODUCTION", "一、关联交易概述",
    "PROPOSED ACQUISITION OF SHIP REPAIR CO., LTD.",
  ])
  func headings(_ line: String) {
    #expect(blocks(line + "\n") == ["heading:\(line)"])
  }

  @Test(arguments: [
    "The Company is pleased to announce.", "特此公告。", "Hong Kong, 13 March 2018", "香港，2023年10月11日",
    "the Vendor as at the date", "Total amounted to:",
  ])
  func paragraphs(_ line: String) {
    #expect(blocks(line + "\n") == ["paragraph:\(line)"])
  }

  @Test(arguments: [
    "- Revenue amounted to RMB2 million.", "(a) within ten business days;",
    "1. The Lessee leases it.",
    "（一）公司召开董事会会议。", "2、乙方为清源水处理股份公司。", "甲、本公司將予審議。", "(i)\tthe decrease in orders; and",
  ])
  func listItems(_ line: String) {
    #expect(blocks(line + "\n") == ["listItem:\(line)"])
  }

  @Test(arguments: [
    "* For identification purposes only", "# The English names", "^ 僅供識別", "†Note", "附註：金額以港元列示",
    "*\tFor identification purpose only", "+ 以上",
  ])
  func footnotes(_ line: String) {
    #expect(blocks(line + "\n") == ["footnote:\(line)"])
  }

  @Test func amountsAreNoListItems() {
    #expect(blocks("1.25 times of the price was paid.\n").first?.hasPrefix("paragraph") == true)
    #expect(blocks("+5% since then.\n").first?.hasPrefix("paragraph") == true)
  }

  @Test func rowsAreOneTable() {
    #expect(
      blocks("Year\t2018\t2017\nRevenue\t4\t5\n\nNext\t1\t2\n")
        == ["table:Year\t2018\t2017\nRevenue\t4\t5", "table:Next\t1\t2"])
  }

  @Test func signatureRunsToTheBlankLine() {
    #expect(
      blocks("By order of the Board\nA Limited\nLi Lin\nChairman\n\nHong Kong, 1 May 2020\n")
        == [
          "signature:By order of the Board\nA Limited\nLi Lin\nChairman",
          "paragraph:Hong Kong, 1 May 2020",
        ])
    #expect(
      blocks("承董事會命\n凌騰數據集團有限公司\n主席\n張凱倫\n\n於本公告日期，執行董事為張凱倫先生。\n").map { $0.prefix(4) }
        == ["sign", "para"])
    #expect(blocks("泓澈环境科技股份有限公司董事会\n2018年7月17日\n").first?.hasPrefix("signature") == true)
  }

  @Test func signatureInSingleLines() {
    let found = blocks("By order of the Board\n\nA Limited\n\nLi Lin\n\nHong Kong, 1 May 2020\n")
    #expect(found.map { $0.prefix(4) } == ["sign", "sign", "sign", "para"])
  }

  @Test func blocksAreWholeLines() {
    let text = "A\n\nb c\nd\te\n* f\n"
    #expect(
      blocks(text).map { $0.split(separator: ":", maxSplits: 1)[1] }.joined(separator: "|")
        == "A|b c|d\te|* f")
    #expect(blocks("").isEmpty)
  }
}
