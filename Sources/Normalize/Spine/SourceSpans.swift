/// The stretches of the source that something came from, in text order: nearly always one, which
/// needs no memory of its own.
///
/// Units: bytes. Complexity: O(1) for each stretch.
public struct SourceSpans: Sendable, Equatable, RandomAccessCollection, ExpressibleByArrayLiteral {
  /// Nil where there is none.
  private var head: SourceExtent?
  /// Those behind the first.
  private var others: [SourceExtent] = []

  public init() {}
  public init(arrayLiteral elements: SourceExtent...) { append(contentsOf: elements) }

  public var startIndex: Int { 0 }
  public var endIndex: Int { head == nil ? 0 : others.count + 1 }

  public subscript(position: Int) -> SourceExtent {
    guard position == 0, let head else { return others[position - 1] }
    return head
  }

  public mutating func append(_ extent: SourceExtent) {
    if head == nil { head = extent } else { others.append(extent) }
  }

  public mutating func append(contentsOf extents: some Sequence<SourceExtent>) {
    for extent in extents { append(extent) }
  }
}
