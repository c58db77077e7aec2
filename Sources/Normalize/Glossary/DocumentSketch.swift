/// A set of documents in bounded room: the smallest identifiers, which are hashes and so a uniform
/// sample (a bottom-k sketch).
///
/// Union is commutative, associative and idempotent. The count is exact up to `capacity` documents
/// and an estimate beyond (standard error about 1/√capacity).
///
/// Source: Cohen, Kaplan, “Summarizing data using bottom-k sketches”, PODC 2007.
public struct DocumentSketch: Sendable, Equatable {
  public static let capacity = 32

  /// Ascending, unique, at most `capacity`.
  public private(set) var smallest: [UInt64] = []
  public private(set) var isSaturated = false

  public init() {}

  init(_ documents: [UInt64], isSaturated: Bool) {
    for document in documents { insert(document) }
    if isSaturated { self.isSaturated = true }
  }

  /// Complexity: O(capacity).
  public mutating func insert(_ document: UInt64) {
    if let last = smallest.last, document > last {
      if smallest.count == Self.capacity {
        isSaturated = true
      } else {
        smallest.append(document)
      }
      return
    }
    let place = smallest.firstIndex { $0 >= document } ?? smallest.count
    if place < smallest.count, smallest[place] == document { return }
    smallest.insert(document, at: place)
    if smallest.count > Self.capacity {
      smallest.removeLast()
      isSaturated = true
    }
  }

  public mutating func formUnion(_ other: DocumentSketch) {
    for document in other.smallest { insert(document) }
    if other.isSaturated { isSaturated = true }
  }

  /// How many documents, estimated where `isSaturated`.
  public var count: Int {
    guard isSaturated, let last = smallest.last, last > 0 else { return smallest.count }
    let share = Double(last) / 0x1p64
    return max(smallest.count + 1, Int((Double(smallest.count - 1) / share).rounded()))
  }
}
