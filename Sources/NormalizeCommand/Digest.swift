internal import Crypto

/// The SHA-256 of a source, as documents print it.
struct Digest: Hashable, Sendable {
  /// The first 8 bytes: the document's id.
  let id: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  init(_ bytes: [UInt8]) {
    self.init(SHA256.hash(data: bytes))
  }

  init(_ digest: SHA256.Digest) {
    var words: [UInt64] = []
    var word: UInt64 = 0
    for (place, byte) in digest.enumerated() {
      word = word << 8 | UInt64(byte)
      if place % 8 == 7 { words.append(word) }
    }
    self.init(words[0], words[1], words[2], words[3])
  }

  init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64) {
    (id, second, third, fourth) = (a, b, c, d)
  }

  var words: [UInt64] { [id, second, third, fourth] }

  /// 64 lower-case hexadecimal digits.
  var hexadecimal: String {
    unsafe String(unsafeUninitializedCapacity: 64) { buffer in
      var place = 0
      for word in words { place = unsafe Self.put(word, into: buffer, at: place) }
      return place
    }
  }

  /// 16 lower-case hexadecimal digits.
  static func hexadecimal(_ word: UInt64) -> String {
    unsafe String(unsafeUninitializedCapacity: 16) { unsafe put(word, into: $0, at: 0) }
  }

  private static func put(
    _ word: UInt64, into buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int
  ) -> Int {
    var place = start
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      let nibble = UInt8(truncatingIfNeeded: word >> shift & 15)
      // In bounds: the callers ask for 16 digits a word.
      unsafe buffer[place] = nibble < 10 ? 0x30 + nibble : 0x57 + nibble
      place += 1
    }
    return place
  }
}

extension Digest {
  /// A digest of parts.
  struct Builder {
    private var hash = SHA256()

    mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

    mutating func update(_ word: UInt64) {
      update((0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) })
    }

    func finish() -> Digest { Digest(hash.finalize()) }
  }
}
