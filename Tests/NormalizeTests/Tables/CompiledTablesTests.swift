import Testing

@testable import Normalize

/// The tables that are built beforehand.
@Suite("Tables: compiled")
struct CompiledTablesTests {
  @Test("The embedded file is what the data give; else run `make compiled`")
  func theFileIsCurrent() throws {
    #expect(CompiledTables.isCurrent)
    // Another ICU classifies other code points, which come first in the file.
    if CompiledTables.stored?.classes != nil {
      #expect(try CompiledTables.bytes() == CompiledTables.embedded)
    }
  }

  @Test("Building twice gives the same bytes")
  func theFileIsDeterministic() throws {
    #expect(try CompiledTables.bytes() == CompiledTables.bytes())
  }

  @Test("What is taken up finds the same as what is built")
  func storedAndBuiltAgree() throws {
    let han = try HanTable(bytes: DataFile.bytes("han.bin"))
    let rules = try RuleSet.builtin()
    let stored = BoilerplateMatcher(rules, han: han)
    let built = BoilerplateMatcher(building: rules, han: han)
    var one = MatcherScratch()
    var other = MatcherScratch()
    for example in rules.rules.flatMap({ $0.examples.yes + $0.examples.no }) {
      let bytes = Array(example.utf8)
      var structure = Structure()
      SentenceBreaker.shared.find(bytes, into: &structure)
      var found: [StripFinding] = []
      var expected: [StripFinding] = []
      let classes = Set(BoilerplateClass.allCases)
      stored.find(bytes, structure, stripping: classes, into: &found, scratch: &one)
      built.find(bytes, structure, stripping: classes, into: &expected, scratch: &other)
      #expect(found == expected)
    }
  }

  @Test("A table that is cut short or of other elements is an error and no trap")
  func damagedTables() {
    var writer = TableWriter()
    writer.put([UInt32(1), 2, 3])
    let bytes = writer.bytes
    // Eight bytes of head and twelve of elements; what is left pads them.
    for count in 0..<20 {
      unsafe bytes.withUnsafeBufferPointer { buffer in
        var reader = unsafe TableReader(
          DataText(UnsafeBufferPointer(rebasing: buffer[..<count])))
        #expect(throws: TableError.self) { try reader.take(UInt32.self) }
      }
    }
    unsafe bytes.withUnsafeBufferPointer { buffer in
      var reader = unsafe TableReader(DataText(buffer))
      #expect(throws: TableError.self) { try reader.take(UInt64.self) }
    }
  }
}
