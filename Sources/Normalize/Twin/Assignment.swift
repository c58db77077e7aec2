/// Which rows and columns belong together, each in one pair at most, so that the values of the pairs
/// add up to the most; with what each pair is ahead of the best solution without it.
///
/// Kuhn's Hungarian algorithm with shortest augmenting paths (Jonker and Volgenant, 1987).
struct Assignment {
  struct Pair: Equatable {
    var row: Int
    var column: Int
    var value: Int
    /// By how much the whole is worse without this pair: 0 where another solution is as good.
    var margin: Int
  }

  /// The pairs with a value above 0, by row. `values` has a row for each, all of one length; pairs
  /// below 0 are never made.
  ///
  /// Complexity: O(n³) for n rows and columns together.
  static func solve(_ values: [[Int]]) -> [Pair] {
    guard let columns = values.first?.count, columns > 0 else { return [] }
    var solution = Assignment(values, columns)
    for row in 1...solution.width { solution.place(row) }
    var result: [Pair] = []
    for column in 1...columns {
      let row = solution.owner[column]
      let value = solution.value(row, column)
      guard value > 0 else { continue }
      result.append(
        Pair(
          row: row - 1, column: column - 1, value: value, margin: solution.margin(row, column)))
    }
    return result.sorted { $0.row < $1.row }
  }

  private let values: [[Int]]
  private let columns: Int
  /// Rows and columns, those that stay alone matched with ones of their own that are worth nothing. They
  /// count from 1; place 0 is where a path begins.
  private let width: Int
  private var rowPrice: [Int]
  private var columnPrice: [Int]
  /// The row of each column, 0 for none.
  private var owner: [Int]

  private init(_ values: [[Int]], _ columns: Int) {
    self.values = values
    self.columns = columns
    width = columns + values.count
    rowPrice = [Int](repeating: 0, count: width + 1)
    columnPrice = [Int](repeating: 0, count: width + 1)
    owner = [Int](repeating: 0, count: width + 1)
  }

  private func value(_ row: Int, _ column: Int) -> Int {
    row > values.count || column > columns ? 0 : max(0, values[row - 1][column - 1])
  }

  /// Gives a row its column, moving others where that is better. Complexity: O(n²).
  private mutating func place(_ row: Int) {
    var way = [Int](repeating: 0, count: width + 1)
    var least = [Int](repeating: .max, count: width + 1)
    var isUsed = [Bool](repeating: false, count: width + 1)
    owner[0] = row
    var at = 0
    repeat {
      isUsed[at] = true
      let current = owner[at]
      var delta = Int.max
      var next = 0
      for column in 1...width where !isUsed[column] {
        let reduced = -value(current, column) - rowPrice[current] - columnPrice[column]
        if reduced < least[column] {
          least[column] = reduced
          way[column] = at
        }
        if least[column] < delta {
          delta = least[column]
          next = column
        }
      }
      for column in 0...width {
        if isUsed[column] {
          rowPrice[owner[column]] += delta
          columnPrice[column] -= delta
        } else if least[column] < .max {
          least[column] -= delta
        }
      }
      at = next
    } while owner[at] != 0
    repeat {
      owner[at] = owner[way[at]]
      at = way[at]
    } while at != 0
  }

  /// How much worse the best solution without a pair is: the cheapest way from its row to its column
  /// through others.
  ///
  /// Complexity: O(n²).
  private func margin(_ row: Int, _ column: Int) -> Int {
    var distance = [Int](repeating: .max, count: width + 1)
    var isDone = [Bool](repeating: false, count: width + 1)
    var current = row
    var walked = 0
    while true {
      var next = 0
      for other in 1...width where !isDone[other] {
        if current != row || other != column {
          distance[other] = min(
            distance[other],
            walked - value(current, other) - rowPrice[current] - columnPrice[other])
        }
        if next == 0 || distance[other] < distance[next] { next = other }
      }
      // All columns have rows, so that a way is found where there are two.
      if next == 0 || next == column { return next == 0 ? .max : distance[column] }
      isDone[next] = true
      walked = distance[next]
      current = owner[next]
    }
  }
}
