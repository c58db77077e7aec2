import Testing

@testable import Normalize

/// What is cut, what is tagged and kept, and where it goes.
@Suite("Strip: cases")
struct BoilerplateCaseTests {
  private static let notice =
    "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no "
    + "responsibility for the contents of this announcement, make no representation as to its accuracy "
    + "or completeness and expressly disclaim any liability whatsoever for any loss howsoever arising "
    + "from or in reliance upon the whole or any part of the contents of this announcement."
  private static let content = "The Group signed a contract of HK$120 million on 3 May 2026."

  @Test func theNoticeGoesAndTheContentStays() throws {
    let cleaned = try Cleaned(Self.notice + "\n\n" + Self.content + "\n")
    #expect(cleaned.text == Self.content + "\n")
    let cut = try #require(cleaned.removed.first)
    #expect(cut.kind == .disclaimer)
    #expect(cut.text == Self.notice)
  }

  @Test func theNoticeIsKnownWhenWrappedAndSpelledWithInvisibles() throws {
    var wrapped = ""
    for (index, word) in Self.notice.split(separator: " ").enumerated() {
      wrapped += word + (index % 9 == 8 ? "\n" : " ")
    }
    #expect(try Cleaned(wrapped + "\n\n" + Self.content + "\n").text == Self.content + "\n")
    let hidden = Self.notice.replacing("responsibility", with: "respon\u{AD}si\u{200B}bility")
    #expect(try Cleaned(hidden + "\n\n" + Self.content + "\n").text == Self.content + "\n")
  }

  @Test func theChineseTwinGoes() throws {
    let notice =
      "香港交易及結算所有限公司及香港聯合交易所有限公司對本公告的內容概不負責，對其準確性或完整性亦不發表任何聲明，並明確表示，概不對因本公告全部或任何部分內容而產生或因倚賴該等內容而引致的任何損失承擔任何責任。"
    let cleaned = try Cleaned(notice + "\n\n本集團於二零二六年五月三日簽訂合約。\n")
    #expect(cleaned.text == "本集團於二零二六年五月三日簽訂合約。\n")
  }

  @Test func aCautionWithoutFactsGoes() throws {
    let caution =
      "Shareholders and potential investors of the Company are advised to exercise caution when dealing in the shares of the Company."
    #expect(try Cleaned(Self.content + " " + caution + "\n").text == Self.content + "\n")
  }

  /// Content that only sounds like boilerplate: not one of its words may go.
  @Test(arguments: [
    "WARNING: in view of the high concentration of shareholding in 17 shareholders holding 91.2% of the shares, investors should exercise caution.",
    "The auditor does not express an opinion on the consolidated financial statements of the Group.",
    "A material uncertainty exists that may cast significant doubt on the Group's ability to continue as a going concern.",
    "The Stock Exchange took disciplinary action against Mr. Chan Tai Man on 3 May 2026.",
    "核數師不就本集團的綜合財務報表發表意見。",
  ])
  func contentStays(_ text: String) throws {
    #expect(try Cleaned(text + "\n").text == text + "\n")
  }

  @Test func aKeptClassIsTagged() throws {
    let cleaned = try Cleaned(Self.notice + "\n\n" + Self.content + "\n") {
      $0.stripped.remove(.disclaimer)
    }
    #expect(cleaned.text == Self.notice + "\n\n" + Self.content + "\n")
  }

  @Test func nothingIsStrippedWhenNothingIsAsked() throws {
    let cleaned = try Cleaned(Self.notice + "\n") { $0.stripped = [] }
    #expect(cleaned.text == Self.notice + "\n")
    #expect(cleaned.removed.isEmpty)
  }

  @Test func aFootnoteTakesItsMarksAlong() throws {
    let cleaned = try Cleaned(
      "The subsidiary Nanjing Legend Biotechnology Co., Ltd.* (南京傳奇生物科技股份有限公司) grew.\n\n* For identification purposes only\n"
    )
    #expect(!cleaned.text.contains("*"))
    #expect(cleaned.text.contains("Ltd. (南京傳奇生物科技股份有限公司)"))
    #expect(cleaned.rules.contains(.footnoteMark))
  }

  /// A note that names its mark in quotes takes the marks on both sides along.
  @Test(arguments: [
    "The English names of the PRC entities marked “*” are translations of their Chinese names and are included herein for identification purposes only.",
    "The English names of companies marked with \"*\" are for identification purposes only.",
    "於本通函內，標有「*」之英文名稱僅為中文名稱之翻譯，僅供識別。",
  ])
  func aNoteThatNamesItsMark(_ note: String) throws {
    let name = "“Heron”\tNanjing Heron Biotechnology Co., Ltd.* (南京翠鷺生物科技有限公司)"
    for text in ["\(name)\n\n\(note)\n", "\(note)\n\n\(name)\n"] {
      let cleaned = try Cleaned(text)
      #expect(cleaned.text == name.replacing("*", with: "") + "\n")
    }
    // Behind it the same mark has a note of its own, which stays.
    let other = "Sales* rose.\n\n* Sales of 2021 without those of the Dalian plant.\n"
    #expect(try Cleaned("\(name)\n\n\(note)\n\n\(other)").text.hasSuffix(other))
  }

  /// A heading goes with what stands below it.
  @Test(arguments: [
    ("Forward-Looking Statements", "This announcement contains forward-looking statements."),
    (
      "5. CAUTION IN TRADING",
      "Shareholders and potential investors are advised to exercise caution when dealing in the shares of the Company."
    ),
    (
      "WARNING",
      "Shareholders and potential investors are advised to exercise caution when dealing in the shares of the Company."
    ),
  ])
  func aHeadingGoesWithItsText(_ heading: String, _ boilerplate: String) throws {
    let before = "4. INFORMATION\n\n" + Self.content + "\n"
    let behind = "\n6. GENERAL\n\n" + Self.content + "\n"
    #expect(
      try Cleaned("\(before)\n\(heading)\n\n\(boilerplate)\n\(behind)").text == before + behind)
    let kept = "\(before)\n\(heading)\n\n\(Self.content)\n\(behind)"
    #expect(try Cleaned(kept).text == kept)
    #expect(
      try Cleaned("\(before)\n\(heading)\n\n\(boilerplate) \(Self.content)\n\(behind)").text
        == kept)
  }

  @Test func anAgreementThatMayBeTerminatedIsNoNews() throws {
    let caution =
      "As the conditions precedent to completion of the Purchase Agreement may or may not be satisfied and the "
      + "Purchase Agreement may be terminated upon the occurrence of certain events, prospective investors and "
      + "shareholders of the Company are advised to exercise caution when dealing in the securities of the Company."
    #expect(try Cleaned(Self.content + "\n\n" + caution + "\n").text == Self.content + "\n")
    let news = caution.replacing("may be terminated", with: "was terminated")
    #expect(try Cleaned(news + "\n").text == news + "\n")
  }

  @Test(arguments: [
    "“Mr. Lo”\tMr. Lo Wing Sang, the Chairman of the Board", "* 非執行董事", "PROFIT WARNING",
  ])
  func whatOnlyLooksLikeASignatureIsNotTagged(_ line: String) throws {
    let cleaned = try Cleaned("The Group grew.\n\n\(line)\n\nThe Group grew again.\n")
    #expect(cleaned.document.tagged.isEmpty)
  }

  /// Every rule's own examples, by themselves as whole documents.
  @Test func theExamplesOfTheRulesHold() throws {
    var cleaner = Cleaner(Shared.resources, Options())
    var lost: [String] = []
    for rule in Shared.resources.rules.rules {
      for example in rule.examples.no {
        let document = try cleaner.clean(Array((example + "\n").utf8))
        if document.text.removals.contains(where: {
          Shared.resources.rules.rules[Int($0.rule)].boilerplateClass != .pageFurniture
        }) {
          lost.append("\(rule.id): \(example)")
        }
      }
    }
    #expect(lost.isEmpty, "\(lost.count) negative examples lose something: \(lost.prefix(5))")
  }

  @Test func aRuleFileIsReadAndItsErrorsSayWhere() throws {
    let rules = """
      rule test-thanks
      class formula
      language en
      unit sentence
      anchor thanks its shareholders
      yes The Board thanks its shareholders.

      """
    let set = try RuleSet.builtin().adding(Array(rules.utf8), file: "mine.rules")
    #expect(set.rules.last?.id == "test-thanks")
    #expect(throws: RuleError.self) {
      try RuleSet.builtin().adding(Array("rule x\nclass nonsense\n".utf8), file: "mine.rules")
    }
    do {
      _ = try RuleSet.builtin().adding(Array("rule x\nclass nonsense\n".utf8), file: "mine.rules")
    } catch {
      #expect(error.file == "mine.rules")
      #expect(error.line == 2)
    }
  }
}
