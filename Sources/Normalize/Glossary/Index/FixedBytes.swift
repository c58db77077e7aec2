/// Bytes that neither move nor change while it lives: of a file that is mapped, or of an array.
///
/// Safety: the bytes are constant until `release` is called, which is when nobody holds them any
/// more, so that any thread may read them (Sendable); each read checks its place against their number
/// (safe).
@safe public final class FixedBytes: @unchecked Sendable {
  private let start: UnsafeRawPointer
  let count: Int
  private let release: (UnsafeRawPointer, Int) -> Void

  /// `count` bytes from `start` on, which `release` gives back.
  @unsafe public init(
    _ start: UnsafeRawPointer, count: Int,
    release: @escaping (UnsafeRawPointer, Int) -> Void
  ) {
    unsafe self.start = start
    self.count = count
    unsafe self.release = release
  }

  /// A copy of an array.
  public convenience init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 8)
    unsafe copy.copyBytes(from: bytes)
    // There is a byte more than the array has, so there is a base.
    unsafe self.init(UnsafeRawPointer(copy.baseAddress!), count: bytes.count) { start, _ in
      unsafe start.deallocate()
    }
  }

  deinit { unsafe release(start, count) }

  /// The number of `Element`'s size at an offset, the lowest byte first; 0 where the bytes end before.
  @inline(__always)
  func load<Element: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, as type: Element.Type = Element.self
  ) -> Element {
    let size = MemoryLayout<Element>.size
    guard offset >= 0, offset <= count &- size else { return 0 }
    // In bounds by the condition.
    return unsafe Element(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// Bytes `offset..<offset + length`; none where there are fewer.
  func bytes(_ offset: Int, _ length: Int) -> [UInt8] {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return [] }
    // In bounds by the condition.
    return unsafe Array(UnsafeRawBufferPointer(start: start + offset, count: length))
  }

  /// Whether bytes `offset..<offset + length` are those of a text from `at` on.
  @inline(__always)
  func equal(_ offset: Int, _ length: Int, _ text: borrowing Span<UInt8>, _ at: Int) -> Bool {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset, at >= 0,
      at <= text.count, length <= text.count - at
    else { return false }
    for index in 0..<length where load(offset &+ index, as: UInt8.self) != text[at &+ index] {
      return false
    }
    return true
  }
}
