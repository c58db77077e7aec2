/// A few scalars, for sets that are asked at every ideograph of a name.
///
/// Six bits of a scalar turn nearly all away; `Set` would run SipHash over each.
struct ScalarSet: Sendable, ExpressibleByArrayLiteral {
  private let scalars: [UInt32]
  private let filter: UInt64

  init(_ scalars: some Sequence<UInt32>) {
    self.scalars = Array(scalars)
    filter = self.scalars.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  init(arrayLiteral elements: UInt32...) { self.init(elements) }

  /// Complexity: O(1) for most that are no members, else O(members).
  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    filter >> UInt64(scalar & 63) & 1 != 0 && scalars.contains(scalar)
  }
}
