/// The repair of one line, until nothing more is to be done.
enum LineRepair {
  /// Rounds at most: damage upon damage doubles the text each time, so that no text has so many.
  static let rounds = 40

  /// The line with its damage undone, nil where there is none. Complexity: O(n), a few times.
  static func repair(_ line: [RepairToken]) -> [RepairToken]? {
    var tokens = line
    var isChanged = false
    for _ in 0..<rounds {
      guard
        let next = EscapeRepair.step(tokens) ?? UTF8Repair.step(tokens[...])
          ?? HanRepair.step(tokens) ?? UTF8Repair.stretches(tokens[...])
          ?? UTF8Repair.controls(tokens[...])
      else { break }
      tokens = next
      isChanged = true
    }
    return isChanged ? tokens : nil
  }
}
