import Testing

@testable import Normalize

/// Page numbers, running headers and footers go; what a page says stays, however it recurs.
@Suite("Normalize: page furniture")
struct FurnitureTests {
  /// Pages of `lines`, each ended by its number.
  private static func pages(_ lines: [[String]], _ end: (Int) -> String) -> String {
    lines.enumerated().map { $1.joined(separator: "\n") + "\n\n" + end($0 + 1) + "\n\n" }.joined()
  }

  @Test func formsKeepTheirCells() throws {
    let source = Self.pages(
      (1...3).map {
        [
          "Part \($0)", "", "Class of shares\tOrdinary", "Stock code\t06781",
          "Balance at close\t\(1000 + 77 * $0)",
        ]
      }
    ) { "Page \($0) of 3" }
    let cleaned = try Cleaned(source)
    for balance in ["1077", "1154", "1231"] { #expect(cleaned.text.contains(balance)) }
    #expect(cleaned.text.split(separator: "\n").filter { $0.hasSuffix("06781") }.count == 3)
    #expect(!cleaned.text.contains("Page"))
  }

  @Test func runningHeadersInBothLanguages() throws {
    let name = "Orchid Harbour Holdings Limited        蘭港控股有限公司"
    let source = (1...4).map {
      "\(name)\nAnnual Report 2022                     二零二二年年報\n\nPage text \($0) begins here.\n\n\(11 + $0)\n\u{0C}"
    }.joined()
    let cleaned = try Cleaned(source)
    #expect(cleaned.text.split(separator: "\n").filter { $0.contains("Holdings") }.count == 1)
    for page in 1...4 { #expect(cleaned.text.contains("Page text \(page) begins here.")) }
    // Rows of a table that goes on over pages are none.
    let rows = (1...4).map {
      "Name of director        董事姓名\nMr. Li Lin \($0)            黎霖先生\n\u{0C}"
    }.joined()
    let kept = try Cleaned(rows).text.split(separator: "\n").filter { $0.contains("董事姓名") }
    #expect(kept.count == 4)
  }

  @Test func sentencesAndNumberedHeadingsStay() throws {
    let source = Self.pages(
      (1...4).map {
        ["Section \($0)", "", "The Company bought \($0)000 shares at HK$\($0).50 each."]
      }
    ) { "– \($0) –" }
    let cleaned = try Cleaned(source)
    for page in 1...4 {
      #expect(cleaned.text.contains("Section \(page)"))
      #expect(cleaned.text.contains("bought \(page)000 shares"))
    }
    #expect(!cleaned.text.contains("–"))
  }

  @Test func answersOfAFormStay() throws {
    let source = Self.pages((1...3).map { ["Question \($0)", "", "Not applicable"] }) {
      "Page \($0) of 3"
    }
    let lines = try Cleaned(source).text.split(separator: "\n")
    #expect(lines.filter { $0 == "Not applicable" }.count == 3)
  }

  @Test func headersOfOddAndEvenPagesGo() throws {
    let headers = ["Maofeng Holdings Limited", "茂峰控股有限公司　二零二六年中期報告"]
    let source = Self.pages(
      (1...5).map { page in
        let header = page == 1 ? "INTERIM RESULTS" : headers[page % 2]
        return [header, "", "Text of page number \(page)a."]
      }
    ) { "– \($0) –" }
    let cleaned = try Cleaned(source)
    #expect(!cleaned.text.contains("中期報告"))
    #expect(cleaned.text.contains("Text of page number 4a."))
    #expect(!cleaned.text.contains("Maofeng Holdings"))
  }

  @Test func theNumberOfThePageMayBeACellOfTheHeader() throws {
    let body = (1...6).map { "A line of the page that says \($0)." }
    let pages = [
      ["252\tMAOFENG HOLDINGS LIMITED ANNUAL REPORT 2026"] + body,
      ["MAOFENG HOLDINGS LIMITED ANNUAL REPORT 2026\t253"] + body,
    ]
    let cleaned = try Cleaned(pages.map { $0.joined(separator: "\n") + "\n\n" }.joined())
    #expect(!cleaned.text.contains("ANNUAL REPORT"))
    let table = "Revenue\t252\n" + body.joined(separator: "\n") + "\nRevenue\t253\n"
    #expect(try Cleaned(table).text.contains("Revenue\t253"))
  }

  /// A bare number that breaks a sentence, and those that count on from it, or the only one.
  @Test func bareNumbersOfPagesGo() throws {
    let broken = """
      The Company and its subsidiaries carry on their business in the whole world and have

      1

      done so since 2004.

      2

      FINANCIAL POSITION

      The Group has cash of RMB1,000.

      """
    let text = try Cleaned(broken).text
    #expect(text.contains("in the whole world and have done so since 2004."))
    #expect(!text.split(separator: "\n").contains("2"))
    let page = (1...12).map {
      "The Company bought the machine with the number \(70 + $0) and paid for it."
    }
    .joined(separator: "\n\n")
    #expect(!(try Cleaned("\(page)\n\n1\n\nTHE END\n").text.split(separator: "\n").contains("1")))
  }

  @Test func numbersOfItemsStay() throws {
    let items = """
      Ordinary resolutions

      1

      To receive the accounts

      2

      To declare a dividend

      3

      To elect Mr. Chan as a director

      """
    let lines = try Cleaned(items).text.split(separator: "\n")
    for number in ["1", "2", "3"] { #expect(lines.contains { $0 == number }) }
  }
}
