/// The bytes that stand for an alternative in ``AnchorFilter``: every spelling of a stretch of it.
struct AnchorWindow: Sendable {
  /// Index of the scalar of the alternative at which the window begins.
  var pivot: Int
  /// The bytes of each spelling, the first in the lowest byte, with bit 0x20 of each set.
  var keys: Set<UInt64>

  private static let most = 512

  /// Which bytes of the eight at a position belong to the window that begins with `byte`.
  static func mask(_ byte: UInt8) -> UInt64 {
    switch byte {
    case 0x80...0xBF, 0xF0...0xFF: 0
    case 0xE0...0xEF: 0xFFFF_FFFF_FFFF
    default: 0xFFFF_FFFF
    }
  }

  /// The window of `alternative` that is rarest by `rates`; nil where every one has too many
  /// spellings, as for a single ideograph.
  ///
  /// - Parameter spellings: the code points that fold to a key, the key among them.
  static func rarest(
    of scalars: [UInt32], isWhole: Bool, spellings: [UInt32: [UInt32]], rates: [UInt64: Int]
  ) -> AnchorWindow? {
    var best: (rate: Int, window: AnchorWindow)?
    for pivot in scalars.indices {
      guard let keys = keys(of: scalars, pivot, isWhole, spellings) else { continue }
      let rate = keys.reduce(keys.count / 8) { $0 + (rates[$1] ?? 0) }
      if best.map({ rate < $0.rate }) ?? true {
        best = (rate, AnchorWindow(pivot: pivot, keys: keys))
      }
    }
    return best?.window
  }

  /// How often each window stands in `texts`. Complexity: O(n) in their bytes.
  static func rates(_ texts: [String]) -> [UInt64: Int] {
    var rates: [UInt64: Int] = [:]
    for text in texts {
      var word: UInt64 = 0
      for byte in Array(text.utf8).reversed() {
        word = word << 8 | UInt64(byte | 0x20)
        let key = word & mask(byte)
        if key != 0 { rates[key, default: 0] += 1 }
      }
    }
    return rates
  }

  private static func keys(
    of scalars: [UInt32], _ pivot: Int, _ isWhole: Bool, _ spellings: [UInt32: [UInt32]]
  ) -> Set<UInt64>? {
    var heads: [[UInt8]] = [[]]
    var index = pivot
    var complete: Set<UInt64> = []
    while !heads.isEmpty, index < scalars.count {
      var next: [[UInt8]] = []
      // An apostrophe may be U+2019.
      guard scalars[index] != 0x27 else { return nil }
      for head in heads {
        for scalar in spellings[scalars[index]] ?? [scalars[index]] where scalar < 0x10000 {
          var bytes = head
          UTF8Scan.append(scalar, to: &bytes)
          if let key = key(bytes) { complete.insert(key) } else { next.append(bytes) }
        }
      }
      guard complete.count + next.count <= most else { return nil }
      heads = next
      index += 1
    }
    // What ends too early goes on with any byte that may follow.
    let last = scalars[scalars.count - 1]
    let isWord = last >= 0x30 && last <= 0x39 || last >= 0x61 && last <= 0x7A
    for head in heads {
      for byte in UInt8(0x20)...0xFF where byte & 0x20 != 0 {
        let isLetter = byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A
        // U+007B to U+007F share their bits with brackets.
        if isWhole, isWord, isLetter, byte != 0x20 { continue }
        guard let key = key(head + [byte]) else { return nil }
        complete.insert(key)
      }
      guard complete.count <= most else { return nil }
    }
    return complete.isEmpty ? nil : complete
  }

  /// The key of a window, nil while bytes of it are wanting.
  private static func key(_ bytes: [UInt8]) -> UInt64? {
    guard let first = bytes.first else { return nil }
    let mask = mask(first)
    guard mask != 0 else { return nil }
    let width = mask == 0xFFFF_FFFF ? 4 : 6
    guard bytes.count >= width else { return nil }
    var key: UInt64 = 0
    for index in 0..<width { key |= UInt64(bytes[index] | 0x20) << UInt64(8 * index) }
    return key
  }
}
