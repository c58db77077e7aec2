/// Alternatives of anchors as they are compared with a text, in every spelling that folds to them.
struct AnchorShapes: Sendable {
  struct Alternative: Sendable {
    var scalars: [UInt32]
    /// Not within a longer word.
    var isWhole: Bool
  }

  /// An alternative as it is compared.
  private struct Shape: Sendable, BitwiseCopyable {
    /// Its scalars: `start..<start + count`.
    var start: UInt32
    var count: UInt16
    /// ``whole``, ``ascii``
    var flags: UInt16
    /// Of an alternative in ASCII the last bytes, the last in the highest, in lower case; zeros for
    /// those that it has not.
    var tail: UInt64
    /// Which bytes of `tail` it has.
    var mask: UInt64
    /// The bit of the case for each letter of `tail`.
    var fold: UInt64
  }

  private static let whole: UInt16 = 1
  private static let ascii: UInt16 = 2

  private let han: HanTable
  private let shapes: [Shape]
  /// Of all alternatives, one after the other.
  private let scalars: [UInt32]

  init(_ alternatives: [Alternative], han: HanTable) {
    self.han = han
    var scalars: [UInt32] = []
    shapes = alternatives.map { alternative in
      let start = UInt32(scalars.count)
      scalars += alternative.scalars
      return Self.shape(alternative, start)
    }
    self.scalars = scalars
  }

  private static func shape(_ alternative: Alternative, _ start: UInt32) -> Shape {
    // An apostrophe may be U+2019.
    let isASCII = alternative.scalars.allSatisfy { $0 < 0x80 && $0 != 0x27 }
    var shape = Shape(
      start: start, count: UInt16(alternative.scalars.count),
      flags: (alternative.isWhole ? whole : 0) | (isASCII ? ascii : 0), tail: 0, mask: 0, fold: 0)
    if isASCII {
      for scalar in alternative.scalars.suffix(8) {
        let isLetter = scalar >= 0x61 && scalar <= 0x7A
        shape.tail = shape.tail >> 8 | UInt64(scalar) << 56
        shape.mask = shape.mask >> 8 | 0xFF << 56
        shape.fold = shape.fold >> 8 | (isLetter ? 0x20 << 56 : 0)
      }
    }
    return shape
  }

  func write(to writer: inout TableWriter) {
    writer.put(shapes)
    writer.put(scalars)
  }

  init(from reader: inout TableReader, han: HanTable) throws(TableError) {
    self.han = han
    shapes = try reader.take()
    scalars = try reader.take()
  }

  // MARK: Search

  /// Whether an alternative stands within the bytes `start..<end`; nil where that would have to be
  /// looked for in several spellings.
  ///
  /// Complexity: O(end - start), sixteen bytes at a time.
  func contains(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ alternative: Int
  ) -> Bool? {
    let shape = shapes[alternative]
    guard shape.flags & Self.ascii != 0 else { return nil }
    let count = Int(shape.count)
    let first = UInt8(truncatingIfNeeded: scalars[Int(shape.start)])
    let last = UInt8(truncatingIfNeeded: shape.tail >> 56)
    let foldFirst = ByteScan.Lanes(repeating: Self.isLetter(first) ? 0x20 : 0)
    let foldLast = ByteScan.Lanes(repeating: Self.isLetter(last) ? 0x20 : 0)
    let firsts = ByteScan.Lanes(repeating: first)
    let lasts = ByteScan.Lanes(repeating: last)
    var at = start
    // Sixteen places at once: both loads lie inside by the condition.
    while at >= 0, at + count - 1 + 16 <= bytes.count, at + count <= end {
      let head = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at, as: ByteScan.Lanes.self)
      let tail = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: at + count - 1, as: ByteScan.Lanes.self)
      let both = ((head | foldFirst) .== firsts) .& ((tail | foldLast) .== lasts)
      var hits = both
      while case let hit = ByteScan.index(hits), hit < 16 {
        let place = at + hit
        if place + count <= end, stands(bytes, place, alternative, 0) { return true }
        hits[hit] = false
      }
      at += 16
    }
    while at + count <= end {
      if stands(bytes, at, alternative, 0) { return true }
      at += 1
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  /// Whether an alternative stands where its scalar `pivot` begins at `at`.
  @inline(__always)
  func stands(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ alternative: Int, _ pivot: Int
  ) -> Bool {
    let shape = shapes[alternative]
    guard at >= 0 else { return false }
    var start = at - pivot
    var end = start + Int(shape.count)
    if shape.flags & Self.ascii != 0 {
      guard start >= 0, end <= bytes.count else { return false }
      var word: UInt64 = 0
      if end >= 8 {
        let raw = unsafe bytes.bytes
        // The guards keep the eight bytes before `end` inside.
        word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: end - 8, as: UInt64.self)
      } else {
        for index in 0..<end { word = word >> 8 | UInt64(bytes[index]) << 56 }
      }
      if (word | shape.fold) & shape.mask != shape.tail { return false }
      var index = Int(shape.count) - 9
      while index >= 0 {
        let scalar = scalars[Int(shape.start) + index]
        if Self.fold(bytes[start + index]) != scalar { return false }
        index -= 1
      }
    } else {
      guard let found = extent(bytes, at, pivot, shape) else { return false }
      (start, end) = found
    }
    guard shape.flags & Self.whole != 0 else { return true }
    if start > 0, isWord(bytes, at: start), isWord(bytes, before: start) { return false }
    return end >= bytes.count || !isWord(bytes, at: end) || !isWord(bytes, before: end)
  }

  /// The bytes of an alternative whose scalar `pivot` begins at `at`, nil where it is another.
  private func extent(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ pivot: Int, _ shape: Shape
  ) -> (start: Int, end: Int)? {
    let first = Int(shape.start)
    var end = at
    for index in (first + pivot)..<(first + Int(shape.count)) {
      guard end < bytes.count else { return nil }
      let found = UTF8Scan.scalar(bytes, at: end)
      guard fold(found.value) == scalars[index] else { return nil }
      end += max(1, found.length)
    }
    var start = min(at, bytes.count)
    for index in (first..<(first + pivot)).reversed() {
      guard start > 0 else { return nil }
      let found = UTF8Scan.scalar(bytes, before: start)
      guard fold(found.value) == scalars[index] else { return nil }
      start -= max(1, found.length)
    }
    return (start, end)
  }

  @inline(__always)
  private static func fold(_ byte: UInt8) -> UInt32 {
    UInt32(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
  }

  @inline(__always)
  private func fold(_ scalar: UInt32) -> UInt32 {
    scalar < 0x80 ? Self.fold(UInt8(scalar)) : UnitText.fold(scalar, han)
  }

  @inline(__always)
  private func isWord(_ bytes: borrowing Span<UInt8>, at: Int) -> Bool {
    let byte = bytes[at]
    return byte < 0x80
      ? Self.isWord(byte) : UnitText.isWord(UTF8Scan.scalar(bytes, at: at).value)
  }

  @inline(__always)
  private func isWord(_ bytes: borrowing Span<UInt8>, before end: Int) -> Bool {
    let byte = bytes[end - 1]
    return byte < 0x80
      ? Self.isWord(byte) : UnitText.isWord(UTF8Scan.scalar(bytes, before: end).value)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F
  }
}
