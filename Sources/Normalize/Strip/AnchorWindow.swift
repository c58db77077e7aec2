/// The bytes that stand for an alternative in ``AnchorFilter``: two neighbouring windows, in every
/// spelling, of which one begins at an even byte wherever the alternative stands.
struct AnchorWindow: Sendable {
  struct Spelling: Sendable {
    /// The bytes, the first in the lowest, with bit 0x20 of each set.
    var key: UInt64
    /// Scalar of the alternative, and where it begins as seen from the window.
    var pivot: Int
    var offset: Int
  }

  var spellings: [Spelling] = []

  private static let most = 1024
  static let foldCase: UInt64 = 0x2020_2020_2020_2020

  /// Bytes of a window: less would be common, more would leave out short words.
  static let width = 5
  static let mask: UInt64 = 0xFF_FFFF_FFFF

  /// The windows of `alternative` that are rarest by `rates`; nil where all have too many
  /// spellings, as for a single ideograph.
  ///
  /// - Parameter forms: the code points that fold to a key, the key among them.
  static func rarest(
    of scalars: [UInt32], isWhole: Bool, forms: [UInt32: [UInt32]], rates: Rates
  ) -> AnchorWindow? {
    var best: (rate: Int, window: AnchorWindow)?
    for pivot in -1..<scalars.count {
      guard let window = window(scalars, pivot, isWhole, forms) else { continue }
      let rate = window.spellings.reduce(window.spellings.count / 8) { $0 + rates.of($1.key) }
      if best.map({ rate < $0.rate }) ?? true { best = (rate, window) }
    }
    return best?.window
  }

  /// How often windows stand in sample texts, about: windows with the same hash are one.
  struct Rates {
    private var counts = [Int32](repeating: 0, count: 1 << 15)

    func of(_ key: UInt64) -> Int { Int(counts[Self.slot(key)]) }

    /// Adds `weight` for each window of `text`. Complexity: O(n) in its bytes.
    mutating func add(_ text: String, _ weight: Int) {
      var word: UInt64 = 0
      for byte in text.utf8.reversed() {
        word = word << 8 | UInt64(byte | 0x20)
        counts[Self.slot(word & mask)] &+= Int32(truncatingIfNeeded: weight)
      }
    }

    private static func slot(_ key: UInt64) -> Int {
      Int(truncatingIfNeeded: TextHash.mix(key)) & (1 << 15 - 1)
    }
  }

  /// The windows from scalar `pivot` on and from the byte behind; -1 begins with the byte before.
  private static func window(
    _ scalars: [UInt32], _ pivot: Int, _ isWhole: Bool, _ forms: [UInt32: [UInt32]]
  ) -> AnchorWindow? {
    let first = max(0, pivot)
    var heads: [[UInt8]] = [[]]
    var index = first
    while index < scalars.count, heads.contains(where: { $0.count < 6 }) {
      // An apostrophe may be U+2019.
      guard scalars[index] != 0x27 else { break }
      var next: [[UInt8]] = []
      for head in heads {
        for scalar in forms[scalars[index]] ?? [scalars[index]] where scalar < 0x10000 {
          var bytes = head
          UTF8Scan.append(scalar, to: &bytes)
          next.append(bytes)
        }
      }
      guard next.count <= most else { return nil }
      heads = next
      index += 1
    }
    let isEnd = index == scalars.count
    var window = AnchorWindow()
    for head in heads {
      guard let lead = head.first else { return nil }
      // What stands before is no lead byte, as the text is UTF-8.
      let before =
        pivot < 0 ? around(isWhole && isWord(scalars[0])).filter { $0 < 0xC0 } : [lead]
      let bytes = pivot < 0 ? head : Array(head.dropFirst())
      let after = isEnd ? around(isWhole && isWord(scalars[scalars.count - 1])) : []
      for byte in before {
        guard window.add([byte] + bytes, after, first, pivot < 0 ? 1 : 0) else { return nil }
      }
      // The second window may begin within the scalar of the first.
      let isNext = pivot >= 0 && lead < 0x80
      guard window.add(bytes, after, isNext ? first + 1 : first, pivot < 0 || isNext ? 0 : -1)
      else { return nil }
    }
    return window
  }

  /// Adds the window that begins with `bytes`, which one of `after` may follow.
  private mutating func add(
    _ bytes: [UInt8], _ after: [UInt8], _ pivot: Int, _ offset: Int
  ) -> Bool {
    if bytes.count >= Self.width {
      spellings.append(Spelling(key: Self.key(bytes), pivot: pivot, offset: offset))
    } else {
      guard bytes.count == Self.width - 1, !after.isEmpty else { return false }
      for byte in after {
        spellings.append(Spelling(key: Self.key(bytes + [byte]), pivot: pivot, offset: offset))
      }
    }
    return spellings.count <= Self.most
  }

  private static func key(_ bytes: [UInt8]) -> UInt64 {
    var key: UInt64 = 0
    for index in 0..<width { key |= UInt64(bytes[index] | 0x20) << UInt64(8 * index) }
    return key
  }

  private static func isWord(_ scalar: UInt32) -> Bool {
    scalar >= 0x30 && scalar <= 0x39 || scalar >= 0x61 && scalar <= 0x7A
  }

  /// The bytes, with bit 0x20 set, that may stand beside an alternative.
  private static func around(_ isWholeWord: Bool) -> [UInt8] {
    (UInt8(0x20)...0xFF).filter { byte in
      byte & 0x20 != 0 && !(isWholeWord && isWord(UInt32(byte)))
    }
  }
}
