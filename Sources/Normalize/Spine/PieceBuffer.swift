/// Pieces that are appended one after the other, and the last of which may grow.
@safe struct PieceBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<AlignedText.Piece>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(16, capacity)
    unsafe base = .allocate(capacity: self.capacity)
  }

  deinit { unsafe base.deallocate() }

  var isEmpty: Bool { count == 0 }

  /// A copy of the pieces.
  var pieces: [AlignedText.Piece] {
    // The first `count` pieces were appended.
    unsafe Array(UnsafeBufferPointer(start: base, count: count))
  }

  /// Amortized O(1).
  @inline(__always)
  mutating func append(_ piece: AlignedText.Piece) {
    if count == capacity { grow() }
    // In bounds: there is room for one more.
    unsafe (base + count).initialize(to: piece)
    count &+= 1
  }

  /// Makes the last piece longer, where it is a copy that ends at `from` of its base.
  @inline(__always)
  mutating func extend(from: Int32, to: Int32, textEnd: Int32) -> Bool {
    // In bounds: there is a last piece.
    guard count > 0, unsafe base[count &- 1].isCopy, unsafe base[count &- 1].baseEnd == from else {
      return false
    }
    unsafe base[count &- 1].baseEnd = to
    unsafe base[count &- 1].textEnd = textEnd
    return true
  }

  @inline(never)
  private mutating func grow() {
    capacity = 2 * capacity
    let wider = UnsafeMutablePointer<AlignedText.Piece>.allocate(capacity: capacity)
    // The new memory is twice the old one, of which `count` pieces are there; a piece is trivial.
    unsafe wider.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = wider
  }
}
