import Laws
import Testing

@testable import Normalize

/// The linter of the lexicon's data: sorted, unique, complete, with provenance.
@Suite("Lexicon: data")
struct LexiconDataTests {
  static let files = [
    "abbreviations", "bodies", "brands", "en-stops", "genders", "law-heads", "laws", "legal-forms",
    "places", "roles", "southern-readings", "surnames", "titles", "trades", "words", "zh-stops",
  ]

  private static func rows(_ file: String) throws -> (header: [Substring], rows: [[Substring]]) {
    let path = CorpusFiles.root + "/Sources/Normalize/Lexicon/Data/\(file).tsv"
    let bytes = try #require(CorpusFiles.read(path))
    let text = try #require(String(validating: bytes, as: UTF8.self), "\(file) is not UTF-8")
    #expect(text.hasSuffix("\n") && !text.contains("\r"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let rows = lines.filter { $0.first != "#" }
    return (
      lines.filter { $0.first == "#" },
      rows.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    )
  }

  @Test(arguments: files)
  func rowsAreCompleteSortedAndUnique(_ file: String) throws {
    let (header, rows) = try Self.rows(file)
    #expect(header.contains { $0.contains("columns:") }, "the header names the columns")
    let declared = try #require(header.first { $0.contains("columns:") })
    let columns = declared.split(separator: ":")[1].split(separator: "(")[0]
      .split(whereSeparator: { $0 == "|" || $0 == "," }).count
    #expect(!rows.isEmpty)
    var faults: [String] = []
    var seen: Set<[Substring]> = []
    for (number, row) in rows.enumerated() {
      if row.count != columns { faults.append("row \(number): \(row.count) of \(columns) columns") }
      if row.contains(where: \.isEmpty) { faults.append("row \(number): an empty cell") }
      for cell in row where cell.first == " " || cell.last == " " || cell.contains("  ") {
        faults.append("row \(number): a stray blank in \(cell)")
      }
      for cell in row.dropLast() {
        let alternatives = cell.split(separator: "|", omittingEmptySubsequences: false)
        if alternatives.contains(where: \.isEmpty) {
          faults.append("row \(number): an empty alternative")
        }
        if Set(alternatives).count != alternatives.count {
          faults.append("row \(number): \(cell) repeats itself")
        }
      }
      if !seen.insert(Array(row.dropLast())).inserted {
        faults.append("row \(number): twice: \(row[0])")
      }
      let provenance = row.last ?? ""
      if !(provenance == "own" || provenance == "elf-1.5") {
        faults.append("row \(number): provenance \(provenance)")
      }
    }
    let keys = rows.map { String($0[0]).utf8.map { $0 } }
    for (a, b) in zip(keys, keys.dropFirst()) where b.lexicographicallyPrecedes(a) {
      faults.append("not sorted at \(String(decoding: b, as: UTF8.self))")
    }
    #expect(faults.isEmpty, "\(file): \(faults.count) faults, first \(faults.prefix(5))")
  }

  /// No Han in an English column, no Latin letter alone in a Chinese one.
  @Test(arguments: ["law-heads", "laws", "bodies", "places", "titles"])
  func columnsHoldTheirLanguage(_ file: String) throws {
    for row in try Self.rows(file).rows {
      #expect(
        !row[0].unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
        "\(file): \(row[0])")
      if row[1] != "-" {
        #expect(row[1].unicodeScalars.contains { $0.value >= 0x3007 }, "\(file): \(row[1])")
      }
    }
  }

  /// What a data file says is what the program embeds.
  @Test(arguments: files)
  func theEmbeddedFileIsTheFile(_ file: String) throws {
    let path = CorpusFiles.root + "/Sources/Normalize/Lexicon/Data/\(file).tsv"
    #expect(DataFile.bytes("\(file).tsv") == CorpusFiles.read(path))
  }
}
