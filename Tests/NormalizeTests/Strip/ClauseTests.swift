import Testing

@testable import Normalize

/// A notice goes; a clause that the issuer adds to it keeps the sentence.
@Suite("Strip: clauses of one's own")
struct ClauseTests {
  private static let body = "The paper mill at Lidu was opened on time.\n\n"

  private func keeps(_ sentence: String) throws -> Bool {
    let cleaned = try Cleaned(Self.body + sentence + "\n") { $0.gloss = .none }
    return cleaned.text.contains(sentence)
  }

  @Test(arguments: [
    "Shareholders and potential investors are advised to exercise caution when dealing in the securities of the Company.",
    "本公司股東及潛在投資者於買賣本公司證券時務請審慎行事。",
    "The directors jointly and severally accept full responsibility for the accuracy of the information contained in this announcement.",
    "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no responsibility for the contents of this announcement, make no representation as to its accuracy or completeness and expressly disclaim any liability whatsoever for any loss howsoever arising from or in reliance upon the whole or any part of the contents of this announcement.",
  ])
  func noticesGo(_ sentence: String) throws {
    #expect(try !keeps(sentence))
  }

  @Test(arguments: [
    "Shareholders and potential investors are advised to exercise caution when dealing in the securities of the Company until the audit is completed.",
    "Shareholders and potential investors are advised to exercise caution when dealing in the securities of the Company, and in particular the Warrants.",
    "Shareholders and potential investors should exercise caution when dealing in the securities of the Company before the Vendor obtains the consent of its lender.",
    "本公司股東及潛在投資者於買賣本公司證券時務請審慎行事，因重組協議尚未生效。",
    "在獲得貸款人同意前，本公司股東及潛在投資者於買賣本公司證券時務請審慎行事。",
    "The directors jointly and severally accept full responsibility for the accuracy of the information contained in this announcement except the valuation.",
    "This announcement is for information purposes only and does not constitute an invitation or offer to acquire, purchase or subscribe for any securities except for the exchange offer to holders of the Existing Notes.",
  ])
  func whatIsAddedStays(_ sentence: String) throws {
    #expect(try keeps(sentence))
  }
}
