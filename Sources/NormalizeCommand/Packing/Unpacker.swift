internal import CPacking

/// Unpacks gzip, deflate or Zstandard data piece by piece. Not Sendable: it keeps state.
///
/// Several streams one after the other are one text, as `cat a.gz b.gz` makes them; zero bytes behind
/// the last are padding.
@safe final class Unpacker {
  enum Kind {
    case gzip, deflate, zstandard

    fileprivate var number: Int32 {
      switch self {
      case .gzip: Int32(CPACKING_GZIP)
      case .deflate: Int32(CPACKING_DEFLATE)
      case .zstandard: Int32(CPACKING_ZSTD)
      }
    }

    fileprivate var wrapping: Wrapping {
      switch self {
      case .gzip: .gzip
      case .deflate: .zip
      case .zstandard: .zstandard
      }
    }
  }

  private let handle: OpaquePointer
  private let kind: Kind
  /// Packed bytes that were read and not used yet, from `at` on.
  private var waiting: [UInt8] = []
  private var at = 0
  private var isInStream = true
  private var sawStream = false
  private(set) var packed = 0
  private(set) var unpacked = 0

  init(_ kind: Kind) throws(PackingError) {
    guard let opened = unsafe cpacking_open(kind.number) else { throw .noMemory }
    unsafe handle = opened
    self.kind = kind
  }

  deinit { unsafe cpacking_close(handle) }

  private static let inputSize = 1 << 17

  /// Appends at most `count` unpacked bytes; none at the end. `source` appends packed bytes, none at
  /// its end.
  ///
  /// Throws what `source` throws, and `PackingError` for damaged data and for those that unpack to
  /// more than a filing can be. Complexity: O(bytes read and made).
  func read(
    _ count: Int, into bytes: inout [UInt8],
    from source: (_ count: Int, _ bytes: inout [UInt8]) throws -> Int
  ) throws -> Int {
    while true {
      if at == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        at = 0
        if try source(Self.inputSize, &waiting) == 0 {
          if isInStream { throw PackingError.cut(kind.wrapping) }
          return 0
        }
      }
      if !isInStream { try beginNext() }
      guard isInStream else { continue }
      let made = try step(count, into: &bytes)
      try PackingLimit.check(packed: packed, unpacked: unpacked)
      if made > 0 { return made }
    }
  }

  /// Goes on with the stream behind the last one, or passes over its padding.
  private func beginNext() throws(PackingError) {
    while at < waiting.count, waiting[at] == 0 {
      at += 1
      packed += 1
    }
    guard at < waiting.count else { return }
    guard unsafe cpacking_reset(handle) == CPACKING_MORE else { throw .noMemory }
    isInStream = true
  }

  private func step(_ count: Int, into bytes: inout [UInt8]) throws(PackingError) -> Int {
    let begun = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    var (used, made) = (0, 0)
    let from = at
    let place = unsafe handle
    let status = unsafe waiting.withUnsafeBufferPointer { source in
      unsafe bytes.withUnsafeMutableBufferPointer { target in
        // In bounds: `from` is at most the count of the source, and `count` bytes were appended behind
        // `begun`.
        unsafe cpacking_unpack(
          place, source.baseAddress.map { unsafe $0 + from }, source.count - from, &used,
          target.baseAddress.map { unsafe $0 + begun }, count, &made)
      }
    }
    bytes.removeLast(count - made)
    at += used
    packed += used
    unpacked += made
    switch status {
    case Int32(CPACKING_MORE):
      // Nothing was read nor made, and there is more to read: no progress is possible.
      if used == 0, made == 0, at < waiting.count { throw .damaged(kind.wrapping, at: packed) }
      return made
    case Int32(CPACKING_END):
      isInStream = false
      return made
    case Int32(CPACKING_MEMORY): throw .noMemory
    default: throw .damaged(kind.wrapping, at: packed)
    }
  }

  /// All that packed bytes unpack to, at most `limit` bytes. Throws `PackingError`.
  static func unpack(
    _ source: [UInt8], _ kind: Kind, limit: Int = PackingLimit.document
  ) throws(PackingError) -> [UInt8] {
    let unpacker = try Unpacker(kind)
    var result: [UInt8] = []
    var next = 0
    do {
      while try unpacker.read(
        max(1 << 16, min(result.count, 1 << 22)), into: &result,
        from: { count, bytes in
          let end = min(source.count, next + count)
          bytes.append(contentsOf: source[next..<end])
          defer { next = end }
          return end - next
        }) > 0
      {
        if result.count > limit { throw PackingError.tooLarge(limit) }
      }
    } catch let error as PackingError {
      throw error
    } catch {
      throw .noMemory
    }
    return result
  }
}
