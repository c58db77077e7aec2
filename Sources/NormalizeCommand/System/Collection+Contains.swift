extension Collection where Element: Equatable {
  /// Whether `other` occurs in it. Complexity: O(n · m); for short stretches.
  func contains(_ other: [Element]) -> Bool {
    guard !other.isEmpty else { return true }
    return indices.contains { self[$0...].starts(with: other) }
  }
}
