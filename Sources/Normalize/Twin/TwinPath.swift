/// Sentences of the two versions that say the same: none, one or two of each.
struct Bead: Equatable, Sendable {
  var en: Range<Int>
  var zh: Range<Int>
  var score: Double

  var isAligned: Bool { !en.isEmpty && !zh.isEmpty }
}

/// The best way through both versions in their order: beads of 1-1, 1-0, 0-1, 1-2, 2-1 and 2-2.
///
/// After Gale and Church, “A program for aligning sentences in bilingual corpora”, 1993, with the
/// scores of `TwinScore` besides lengths, in a band around sentences that stand for one another beyond
/// doubt. Complexity: O(n x band) time and memory.
struct TwinPath {
  private let en: [TwinUnit]
  private let zh: [TwinUnit]
  private let score: TwinScore
  private let enLoads: [TwinScore.Load]
  private let zhLoads: [TwinScore.Load]

  init(_ en: [TwinUnit], _ zh: [TwinUnit]) {
    (self.en, self.zh) = (en, zh)
    score = TwinScore(english: en, chinese: zh)
    enLoads = en.map(TwinScore.Load.init)
    zhLoads = zh.map(TwinScore.Load.init)
  }

  /// What a sentence without a counterpart costs, and what joining sentences costs.
  private static let gap = -1.6
  private static let join = -1.4
  private static let halfBand = 60

  private enum Move: UInt8 {
    case none, oneOne, oneZero, zeroOne, oneTwo, twoOne, twoTwo

    static let all: [Move] = [.oneOne, .oneZero, .zeroOne, .oneTwo, .twoOne, .twoTwo]

    var step: (en: Int, zh: Int) {
      switch self {
      case .none: (0, 0)
      case .oneOne: (1, 1)
      case .oneZero: (1, 0)
      case .zeroOne: (0, 1)
      case .oneTwo: (1, 2)
      case .twoOne: (2, 1)
      case .twoTwo: (2, 2)
      }
    }
  }

  func beads() -> [Bead] {
    let anchors = anchors()
    var result: [Bead] = []
    var (a, b) = (0, 0)
    for anchor in anchors + [(en.count, zh.count)] {
      align(a, anchor.0, b, anchor.1, into: &result)
      (a, b) = (anchor.0, anchor.1)
    }
    return result
  }

  // MARK: - Anchors

  /// Sentences that share a figure or a pair of figures that no other sentence has, in the order of
  /// both versions, as places where the path is cut: each begins a part.
  private func anchors() -> [(Int, Int)] {
    guard en.count > Self.halfBand || zh.count > Self.halfBand else { return [] }
    let mine = rare(en)
    let theirs = rare(zh)
    var found: [(Int, Int)] = []
    for (key, place) in mine {
      guard let other = theirs[key], single(place, other) > 4 else { continue }
      found.append((place, other))
    }
    found.sort { $0 < $1 }
    return increasing(found)
  }

  /// Features that one sentence alone has.
  private func rare(_ units: [TwinUnit]) -> [UInt64: Int] {
    var places: [UInt64: Int] = [:]
    for (place, unit) in units.enumerated() {
      var keys = unit.figures
      for index in unit.figures.indices.dropFirst() {
        keys.append(StableHash.combine(unit.figures[index - 1], unit.figures[index]))
      }
      for key in Set(keys) { places[key] = places[key] == nil ? place : -1 }
    }
    return places.filter { $0.value >= 0 }
  }

  /// The longest chain that rises in both numbers. Complexity: O(n log n).
  private func increasing(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    var tails: [Int] = []
    var before = [Int](repeating: -1, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        let tail = pairs[tails[middle]]
        if tail.1 < pair.1 && tail.0 < pair.0 { low = middle + 1 } else { high = middle }
      }
      if low > 0 {
        guard pairs[tails[low - 1]].0 < pair.0 else { continue }
        before[index] = tails[low - 1]
      }
      if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var chain: [(Int, Int)] = []
    var at = tails.last ?? -1
    while at >= 0 {
      chain.append(pairs[at])
      at = before[at]
    }
    return chain.reversed()
  }

  // MARK: - The path

  /// Aligns `a0..<a1` with `b0..<b1`.
  private func align(_ a0: Int, _ a1: Int, _ b0: Int, _ b1: Int, into beads: inout [Bead]) {
    let (rows, columns) = (a1 - a0, b1 - b0)
    if rows == 0 && columns == 0 { return }
    // Columns of row r: around the diagonal by weight.
    let band = bands(a0, a1, b0, b1)
    var table: [[Cell]] = []
    table.reserveCapacity(rows + 1)
    for row in 0...rows {
      let range = band[row]
      var cells = [Cell](repeating: Cell(), count: range.count)
      for column in range where row > 0 && column > 0 {
        cells[column - range.lowerBound].evidence = score.evidence(
          en[a0 + row - 1], zh[b0 + column - 1])
      }
      table.append(cells)
      // The evidence of two sentences lies where both end.
      func evidence(_ a: Int, _ b: Int) -> TwinScore.Evidence? {
        let (row, column) = (a - a0 + 1, b - b0 + 1)
        guard band[row].contains(column) else { return nil }
        return table[row][column - band[row].lowerBound].evidence
      }
      for column in range {
        let place = column - range.lowerBound
        if row == 0, column == 0 {
          table[0][place].best = 0
          continue
        }
        for move in Move.all {
          let (up, left) = move.step
          guard row >= up, column >= left, band[row - up].contains(column - left) else { continue }
          let base = table[row - up][column - left - band[row - up].lowerBound].best
          guard base > -.infinity,
            let value = value(move, a0 + row, b0 + column, evidence),
            base + value > table[row][place].best
          else { continue }
          table[row][place].best = base + value
          table[row][place].value = value
          table[row][place].move = move
        }
      }
    }
    var (row, column) = (rows, columns)
    let begun = beads.count
    while row > 0 || column > 0 {
      var cell = table[row][column - band[row].lowerBound]
      // Neighbouring rows overlap, so that there is a way to every end; were there none, the rest would
      // stand without counterparts.
      if cell.move == .none { cell.move = column > 0 ? .zeroOne : .oneZero }
      let (up, left) = cell.move.step
      beads.append(
        Bead(
          en: (a0 + row - up)..<(a0 + row), zh: (b0 + column - left)..<(b0 + column),
          score: cell.value))
      row -= up
      column -= left
    }
    beads[begun...].reverse()
  }

  /// The best way to the end of a sentence of each version.
  private struct Cell {
    var best = -Double.infinity
    var value = 0.0
    var move = Move.none
    var evidence = TwinScore.Evidence()
  }

  /// For each row the columns that are tried; neighbouring rows overlap, the corners are inside.
  private func bands(_ a0: Int, _ a1: Int, _ b0: Int, _ b1: Int) -> [ClosedRange<Int>] {
    let (rows, columns) = (a1 - a0, b1 - b0)
    if columns <= 4 * Self.halfBand || rows <= 4 {
      // Few enough, or a stretch that one version has alone.
      return [ClosedRange<Int>](repeating: 0...columns, count: rows + 1)
    }
    let half = Self.halfBand + columns / (rows + 1)
    let en = weights(self.en[a0..<a1])
    let zh = weights(self.zh[b0..<b1])
    var column = 0
    var result = (0...rows).map { row in
      while column < columns, zh[column] < en[row] { column += 1 }
      let low = row == 0 ? 0 : max(0, column - half)
      let high = row == rows ? columns : min(columns, column + half)
      return min(low, high)...high
    }
    for row in 0..<rows where result[row].upperBound < result[row + 1].lowerBound {
      result[row] = result[row].lowerBound...result[row + 1].lowerBound
    }
    return result
  }

  /// The share of the whole weight before each sentence, and 1 at the end.
  private func weights(_ units: ArraySlice<TwinUnit>) -> [Double] {
    let total = max(1, units.reduce(0) { $0 + $1.weight })
    var sum = 0.0
    var result: [Double] = []
    for unit in units {
      result.append(sum / total)
      sum += unit.weight
    }
    result.append(1)
    return result
  }

  /// What it is worth that two sentences stand for one another.
  private func single(_ a: Int, _ b: Int) -> Double {
    score.score(score.evidence(en[a], zh[b]), enLoads[a], zhLoads[b]) + score.place(en[a], zh[b])
  }

  /// What a move that ends before these sentences is worth; `evidence` has that of two sentences.
  private func value(
    _ move: Move, _ a: Int, _ b: Int, _ evidence: (Int, Int) -> TwinScore.Evidence?
  ) -> Double? {
    switch move {
    case .none: return nil
    case .oneZero: return Self.gap - min(1.5, enLoads[a - 1].weight / 120)
    case .zeroOne: return Self.gap - min(1.5, zhLoads[b - 1].weight / 120)
    case .oneOne:
      guard let one = evidence(a - 1, b - 1) else { return nil }
      return score.score(one, enLoads[a - 1], zhLoads[b - 1]) + score.place(en[a - 1], zh[b - 1])
    case .oneTwo:
      guard let one = evidence(a - 1, b - 2), let two = evidence(a - 1, b - 1) else { return nil }
      return joint(zh, b) + stray(one, two)
        + score.score(one.and(two), enLoads[a - 1], zhLoads[b - 2] + zhLoads[b - 1])
    case .twoOne:
      guard let one = evidence(a - 2, b - 1), let two = evidence(a - 1, b - 1) else { return nil }
      return joint(en, a) + stray(one, two)
        + score.score(one + two, enLoads[a - 2] + enLoads[a - 1], zhLoads[b - 1])
    case .twoTwo:
      guard let one = evidence(a - 2, b - 2), let two = evidence(a - 1, b - 2),
        let three = evidence(a - 2, b - 1), let four = evidence(a - 1, b - 1)
      else { return nil }
      return joint(en, a) + joint(zh, b)
        + score.score(
          one.and(three) + two.and(four), enLoads[a - 2] + enLoads[a - 1],
          zhLoads[b - 2] + zhLoads[b - 1]
        )
    }
  }

  /// What it costs to take the two sentences before `end` together: blocks are rarely joined.
  private func joint(_ units: [TwinUnit], _ end: Int) -> Double {
    units[end - 2].block == units[end - 1].block ? Self.join : 3 * Self.join
  }

  /// What it costs that one of two sentences that are taken together shares nothing with the third.
  private func stray(_ one: TwinScore.Evidence, _ two: TwinScore.Evidence) -> Double {
    one.isEmpty || two.isEmpty ? Self.gap : 0
  }
}
