import Testing

@testable import Normalize

/// Lines of a contents page that no rule knows.
@Suite("Strip: contents pages")
struct ContentsPageTests {
  private static func text(_ source: String) throws -> String {
    try Cleaned(source) { $0.gloss = .none }.text
  }

  @Test(arguments: [
    "Letter from the Board\n1. Introduction\t4\n2. Proposed sale of the paper mill\t5\n",
    "Letter from the Board\n\n1. Introduction\t1\n\nA. The mill and its lodgers\t12\n",
    "Our mills\tii\nSmall Print of the Paper Trade\tP-1\n",
  ])
  func linesBetweenEntriesGo(_ between: String) throws {
    #expect(
      try Self.text(
        """
        CONTENTS

        Definitions\t1
        \(between)
        Notice of Annual General Meeting\tAGM-1

        The Company makes paper in Jinan.
        """) == "The Company makes paper in Jinan.\n")
  }

  /// A sentence, a figure that is no page, numbers that go down: not a contents page.
  @Test(arguments: [
    "The mills of the Company were sold.",
    "Paper sold\t1,204",
    "Our mills\t12\nOur shops\t3",
    "Mills in Jinan",
  ])
  func otherLinesStay(_ between: String) throws {
    let text = try Self.text(
      """
      Definitions\t1
      \(between)
      Notice of Annual General Meeting\tAGM-1
      """)
    #expect(text.contains(between))
  }
}
