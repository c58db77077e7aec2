import Laws
import Testing

@testable import Normalize

@Suite("Assignment")
struct AssignmentTests {
  /// The best sum over all ways to pair rows with columns, a pair left out where it is `without`.
  private static func best(
    _ values: [[Int]], without: (Int, Int)? = nil, row: Int = 0, used: Set<Int> = []
  ) -> Int {
    guard row < values.count else { return 0 }
    var result = best(values, without: without, row: row + 1, used: used)
    for column in values[row].indices where !used.contains(column) && values[row][column] > 0 {
      if let without, without == (row, column) { continue }
      let rest = best(values, without: without, row: row + 1, used: used.union([column]))
      result = max(result, values[row][column] + rest)
    }
    return result
  }

  @Test func sumAndMarginsAreThoseOfTryingEverything() {
    var random = RandomSource(seed: 17)
    for _ in 0..<600 {
      let (rows, columns) = (random.number(1...5), random.number(1...5))
      let values = (0..<rows).map { _ in (0..<columns).map { _ in random.number(-4...9) } }
      let pairs = Assignment.solve(values)
      let total = Self.best(values)
      #expect(pairs.reduce(0) { $0 + $1.value } == total)
      #expect(Set(pairs.map(\.column)).count == pairs.count)
      for pair in pairs {
        #expect(values[pair.row][pair.column] == pair.value)
        #expect(pair.margin == total - Self.best(values, without: (pair.row, pair.column)))
      }
    }
  }

  @Test func whatFitsTwoAlikeHasNoMargin() {
    #expect(Assignment.solve([[5, 5], [5, 5]]).map(\.margin) == [0, 0])
    #expect(Assignment.solve([[9, 1], [8, 1]]).map(\.value).reduce(0, +) == 10)
    #expect(Assignment.solve([]).isEmpty)
    #expect(Assignment.solve([[], []]).isEmpty)
    #expect(Assignment.solve([[-3]]).isEmpty)
  }
}
