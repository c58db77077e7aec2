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
    let unknown = found.filter { !$0.1.allSatisfy(Self.isKnown) }
    for (number, violations) in unknown.sorted(by: { $0.0 < $1.0 }).prefix(20) {
      Issue.record("seed \(Self.seed), input \(number): \(violations)")
    }
    // Few and of one cause, which has a test of its own below; more of them is another cause.
    let known = found.count - unknown.count
    print("laws: \(known) inputs of a known limit")
    #expect(known <= max(5, Self.count / 400))
  }

  /// What the known limit below looks like in a generated input: rounds that end before the text is
  /// settled, and sentences that were found before the last one.
  private static func isKnown(_ violation: Violation) -> Bool {
    switch violation.law {
    case .idempotence: true
    case .structure: violation.detail.hasPrefix("sentences:")
    case .restore, .balance, .determinism, .ungloss, .form, .names: false
    }
  }

  @Test func manyShortLinesThatJoinSettle() {
    withKnownIssue("one line is joined a round, and the rounds end") {
      var checker = LawChecker(Shared.resources)
      let text =
        "The board of the Company is pleased,\n" + String(repeating: "A,\nB and C,\n", count: 60)
      #expect(checker.violations(Array(text.utf8)).isEmpty)
    }
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
