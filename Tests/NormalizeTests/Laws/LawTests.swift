import Foundation
import Laws
import Normalize
import Testing

/// The laws of the design over the corpus and over 20,000 generated and mutated inputs.
///
/// `SEED=n make test` makes other inputs; `make robustness` a million of them.
@Suite("Laws")
struct LawTests {
  private static let seed =
    ProcessInfo.processInfo.environment["NORMALIZE_SEED"].flatMap(UInt64.init) ?? 20_181_548
  private static let count =
    ProcessInfo.processInfo.environment["NORMALIZE_INPUTS"].flatMap(Int.init) ?? 20_000

  @Test(arguments: CorpusFiles.filings)
  func holdOnTheCorpus(_ filing: CorpusFiles.Filing) throws {
    var checker = LawChecker(Shared.resources)
    checker.freshEvery = 1
    let violations = checker.violations(filing.bytes)
    #expect(violations.isEmpty, "\(filing.name): \(violations)")
  }

  @Test func theCorpusIsThere() {
    #expect(CorpusFiles.filings.count >= 24)
  }

  @Test(arguments: HardCase.allCases)
  func holdOnHardForms(_ form: HardCase) throws {
    var checker = LawChecker(Shared.resources)
    for count in [1, 2, 3, 7, 40, 300] {
      let violations = checker.violations(form.make(count))
      #expect(violations.isEmpty, "\(form.rawValue) x \(count): \(violations)")
    }
  }

  @Test func holdOnOddInputs() throws {
    let inputs: [[UInt8]] = [
      [], [0x0A], [0x20, 0x09, 0x20], [0], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF],
      [0x0D, 0x0D, 0x0A, 0x0A, 0x0A, 0x0D], [0xE4, 0xB8], [0xF0, 0x9F], [0xED, 0xA0, 0x80],
      [UInt8](repeating: 0x80, count: 100), [0xFF, 0xFE, 0x00, 0xD8], [0xFE, 0xFF, 0xD8],
      [0x88, 0x62, 0x88, 0x64, 0x88, 0xA3], [0x84, 0x31, 0xA4, 0x37], [0x1B, 0x24, 0x42],
    ]
    var checker = LawChecker(Shared.resources)
    checker.freshEvery = 1
    for input in inputs {
      let violations = checker.violations(input)
      #expect(violations.isEmpty, "\(input.prefix(8)): \(violations)")
    }
  }

  /// A filing that ends anywhere, in each encoding that it can be in.
  @Test(arguments: [TextEncoding.utf8, .big5HKSCS, .gb18030, .utf16LittleEndian])
  func holdOnFilingsThatAreCut(_ encoding: TextEncoding) async throws {
    let shortest = try #require(CorpusFiles.filings.min { $0.bytes.count < $1.bytes.count })
    let bytes = try #require(Transcoder.encode(shortest.bytes, to: encoding.rawValue))
    await holds(on: Array(0...bytes.count), checkedBy: 4) { Array(bytes.prefix($0)) }
  }

  /// The first part of a filing in one encoding, the rest in another.
  @Test func holdOnSplicesOfTwoEncodings() async throws {
    let encodings: [TextEncoding] = [.utf8, .big5HKSCS, .gb18030, .utf16BigEndian]
    let filings = CorpusFiles.filings.sorted { $0.bytes.count < $1.bytes.count }.prefix(6)
    var inputs: [[UInt8]] = []
    for (first, second) in zip(filings, filings.dropFirst()) {
      for a in encodings {
        for b in encodings where a != b {
          guard let head = Transcoder.encode(first.bytes, to: a.rawValue),
            let tail = Transcoder.encode(second.bytes, to: b.rawValue)
          else { continue }
          for part in 1..<6 {
            inputs.append(
              Array(head.prefix(head.count * part / 6)) + tail.suffix(tail.count * part / 7))
          }
        }
      }
    }
    #expect(inputs.count > 100)
    let made = inputs
    await holds(on: Array(made.indices), checkedBy: 4) { made[$0] }
  }

  private func holds(
    on numbers: [Int], checkedBy shards: Int, _ input: @escaping @Sendable (Int) -> [UInt8]
  ) async {
    let found = await withTaskGroup(of: [(Int, [Violation])].self) { group in
      for shard in 0..<shards {
        group.addTask {
          var checker = LawChecker(Shared.resources)
          return stride(from: shard, to: numbers.count, by: shards).compactMap { place in
            let violations = checker.violations(input(numbers[place]))
            return violations.isEmpty ? nil : (numbers[place], violations)
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    for (number, violations) in found.sorted(by: { $0.0 < $1.0 }).prefix(5) {
      Issue.record("input \(number): \(violations)")
    }
  }

  @Test func holdOnGeneratedInputs() async throws {
    let factory = InputFactory(pool: InputPool(rules: Shared.resources.rules), seed: Self.seed)
    print("laws: seed \(Self.seed), \(Self.count) inputs")
    let shards = max(2, ProcessInfo.processInfo.activeProcessorCount)
    let found = await withTaskGroup(of: [(Int, [Violation])].self) { group in
      for shard in 0..<shards {
        group.addTask {
          var checker = LawChecker(Shared.resources)
          var found: [(Int, [Violation])] = []
          for number in stride(from: shard, to: Self.count, by: shards) {
            let violations = checker.violations(factory.input(number))
            if !violations.isEmpty { found.append((number, violations)) }
          }
          return found
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    for (number, violations) in found.sorted(by: { $0.0 < $1.0 }).prefix(20) {
      Issue.record("seed \(Self.seed), input \(number): \(violations)")
    }
  }

  /// One line joins, is longer for it, and so joins the next: all in one pass.
  @Test(arguments: ["A,\nB and C,\n", "Co.,\nLtd.", "\u{9999}\n\u{6E2F}\n", "*\n", "12\n--\n"])
  func manyShortLinesThatJoinSettle(_ lines: String) {
    var checker = LawChecker(Shared.resources)
    for count in [1, 5, 60, 2_000] {
      let text =
        "The board of the Company is pleased,\n" + String(repeating: lines, count: count)
      let violations = checker.violations(Array(text.utf8))
      #expect(violations.isEmpty, "\(lines.debugDescription) x \(count): \(violations)")
    }
  }

  /// A line that is emptied parts a block in two; both are looked at again.
  @Test(arguments: [
    "\u{8C28}\u{6B64}\u{516C}\u{544A}\u{3002}*\np\u{6703}\u{2028}\u{44C}\u{44C}\u{10}\u{44C}\u{44C}\n[\n\u{FFFD}",
    ")ese name and is for identification purposes only.\nIf you are in any doubt as to any aspect"
      + " of this circular or as to the action to be taken, you should consult your adviser.\n\n\t2\t0",
  ])
  func whatChangedIsLookedAtAgain(_ text: String) {
    var checker = LawChecker(Shared.resources)
    let violations = checker.violations(Array(text.utf8))
    #expect(violations.isEmpty, "\(violations)")
  }

  /// Pass 2 of a run goes on where pass 1 ended, with the same result.
  @Test(arguments: CorpusFiles.filings)
  func finishingWhatWasObservedIsCleaning(_ filing: CorpusFiles.Filing) throws {
    var cleaner = Cleaner(Shared.resources, Options())
    var other = Cleaner(Shared.resources, Options())
    var writer = DocumentWriter()
    func json(_ document: Document) -> [UInt8] {
      var bytes: [UInt8] = []
      let identity = DocumentIdentity(path: "input", sha256: String(repeating: "0", count: 64))
      writer.write(document, identity, rules: Shared.resources.rules, to: &bytes)
      return bytes
    }
    let observed = try cleaner.observe(filing.bytes)
    _ = try other.clean(Array("\u{0C}- 2 -\n\nA   B\nC   D\n".utf8))
    #expect(json(other.finish(observed)) == json(try cleaner.clean(filing.bytes)))
    #expect(observed.retainedBytes > filing.bytes.count)
  }

  @Test func aCutOfWhichOnePartIsDamagedIsRestored() {
    var checker = LawChecker(Shared.resources)
    let text = Array("text\n–2–\n\ntext\n特此通告".utf8) + [0xE3]
    #expect(checker.violations(text).isEmpty)
  }

  /// The checker itself must see what is broken, or the tests above say nothing.
  @Test func theCheckerSeesABrokenSpine() throws {
    var text = AlignedText(base: Array("abc\n".utf8))
    #expect(text.violations(base: Array("abc\n".utf8)).isEmpty)
    #expect(!text.violations(base: Array("abd\n".utf8)).isEmpty)
    text.pieces[0].baseEnd -= 1
    #expect(!text.violations(base: Array("abc\n".utf8)).isEmpty)
  }

  @Test func theSameNumberMakesTheSameInput() {
    let pool = InputPool(rules: Shared.resources.rules)
    let first = InputFactory(pool: pool, seed: 1)
    let second = InputFactory(pool: pool, seed: 1)
    let other = InputFactory(pool: pool, seed: 2)
    #expect((0..<200).allSatisfy { first.input($0) == second.input($0) })
    #expect((0..<200).contains { first.input($0) != other.input($0) })
  }
}
