import Testing

@testable import Normalize

/// Lines of a letter's head that are no title.
@Suite("Harvest: titles below addresses and salutations")
struct CoverTitleTests {
  @Test(arguments: [
    "8 Wang Kwong Road Kowloon Bay Hong Kong", "Unit 1203, 12/F, Heron Tower",
    "To the Shareholders",
    "Dear Sir or Madam,", "致列位股東",
  ])
  func areNoTitles(_ line: String) throws {
    let document = try Cleaned(
      """
      Silver Finch Medical Co., Ltd.
      銀雀醫療股份有限公司
      (Stock Code: 1858)

      \(line)

      CHANGE OF AUDITOR

      The Board announces that the auditor of the Company has resigned with effect from today.
      """
    ).document
    #expect(document.metadata.title == "CHANGE OF AUDITOR")
  }

  @Test(arguments: [
    "2025 ROAD SHOW OF THE COMPANY", "3 TOLL ROADS: MONTHLY TRAFFIC", "ROAD SAFETY POLICY",
  ])
  func areTitles(_ line: String) throws {
    let document = try Cleaned(
      "Silver Finch Medical Co., Ltd.\n(Stock Code: 1858)\n\n\(line)\n\nThe Board announces the following.\n"
    ).document
    #expect(document.metadata.title == line)
  }
}
