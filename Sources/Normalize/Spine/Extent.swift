/// Referential of positions that count bytes of the source (what `restore` gives back).
public enum SourceBytes {}
/// Referential of positions that count UTF-8 bytes of the decoded source.
public enum DecodedBytes {}
/// Referential of positions that count UTF-8 bytes of a text of the pipeline.
public enum TextBytes {}

/// A half-open range of positions in the space that `Referential` names.
///
/// Units: bytes. `start <= end`; an empty extent names a position between two bytes. The phantom
/// parameter keeps a position in the source from being used as a position in the text.
public struct Extent<Referential>: Hashable, Sendable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  public var count: Int { end - start }
  public var isEmpty: Bool { start == end }

  public func contains(_ other: Extent) -> Bool { start <= other.start && other.end <= end }
  public func overlaps(_ other: Extent) -> Bool { start < other.end && other.start < end }
}

public typealias SourceExtent = Extent<SourceBytes>
public typealias DecodedExtent = Extent<DecodedBytes>
public typealias TextExtent = Extent<TextBytes>
