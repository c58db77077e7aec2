/// Bytes that are written one after the other into memory of their own.
///
/// `reserve` makes room; between two calls of it, what is put must fit in the room that was asked
/// for, which the callers argue in their comments and debug builds check. So a number or a short
/// text costs its stores and no check.
@safe struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  /// Bytes that a word-wide store may write behind what it puts: always there behind the room.
  static let slack = 16

  init(capacity: Int) {
    self.capacity = max(256, capacity)
    unsafe base = .allocate(capacity: self.capacity + Self.slack)
  }

  deinit { unsafe base.deallocate() }

  /// A copy of the bytes.
  var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Appends the bytes to an array.
  borrowing func append(to output: inout [UInt8]) {
    // The first `count` bytes were put.
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  /// Begins anew in the same memory.
  mutating func removeAll() { count = 0 }

  /// Room for `room` more bytes, and the slack behind them. Amortized O(1): the memory doubles.
  @inline(__always)
  mutating func reserve(_ room: Int) {
    if capacity &- count < room { grow(room) }
  }

  @inline(never)
  private mutating func grow(_ room: Int) {
    capacity = 2 * capacity + room
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
    // The new memory is larger than the old one, of which `count` bytes are there.
    unsafe wider.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = wider
  }

  /// One byte, for which there is room.
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    assert(count < capacity)
    // In bounds: the caller has reserved it.
    unsafe base[count] = byte
    count &+= 1
  }

  /// A text known at compile time, for which there is room.
  @inline(__always)
  mutating func put(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    assert(count + length <= capacity)
    // In bounds: the caller has reserved it, and a static string is `length` bytes long.
    unsafe UnsafeMutableRawPointer(base + count).copyMemory(
      from: text.utf8Start, byteCount: length)
    count &+= length
  }

  /// Appends bytes `from..<to` of a span, making room.
  @inline(__always)
  mutating func append(_ span: borrowing Span<UInt8>, _ from: Int, _ to: Int) {
    reserve(to &- from)
    if to &- from <= 16, from >= 0, from &+ 16 <= span.count {
      // In bounds by the condition.
      let lanes = unsafe span.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: from, as: ByteScan.Lanes.self)
      put(lanes, to &- from)
      return
    }
    appendLong(span, from, to)
  }

  @inline(__always)
  mutating func append(_ bytes: [UInt8], _ from: Int, _ to: Int) { append(bytes.span, from, to) }

  private mutating func appendLong(_ span: borrowing Span<UInt8>, _ from: Int, _ to: Int) {
    let part = span.extracting(from..<to)
    unsafe part.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      // In bounds: `append` has reserved as many bytes.
      unsafe (base + count).update(from: start, count: source.count)
    }
    count &+= part.count
  }

  /// Stores sixteen bytes and counts `length` of them, for which there is room: those behind lie in
  /// the room or the slack.
  @inline(__always)
  mutating func put(_ lanes: ByteScan.Lanes, _ length: Int) {
    assert(count + length <= capacity && length <= Self.slack)
    // In bounds: `count <= capacity`, and the slack of sixteen bytes lies behind.
    unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: lanes, as: ByteScan.Lanes.self)
    count &+= length
  }

  /// `put` for the low `length` bytes of a word, the lowest first.
  @inline(__always)
  mutating func put(word: UInt64, _ length: Int) {
    assert(count + length <= capacity && length <= 8)
    // In bounds: `count <= capacity`, and the slack lies behind.
    unsafe UnsafeMutableRawPointer(base + count).storeBytes(
      of: word.littleEndian, as: UInt64.self)
    count &+= length
  }
}
