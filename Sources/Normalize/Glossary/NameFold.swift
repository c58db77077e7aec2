/// The keys under which spellings of one name meet. For matching only, never for display.
struct NameFold: Sendable {
  private let han: HanTable

  init(_ resources: Resources) {
    han = resources.han
  }

  /// Lower-case ASCII, straight apostrophes, single spaces, no punctuation at the end.
  ///
  ///     english("Nanjing Legend  Biotechnology Co., Ltd.")  // nanjing legend biotechnology co., ltd
  ///
  /// Complexity: O(n).
  func english(_ name: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(name.count)
    var isBlank = true
    var at = 0
    while at < name.count {
      let byte = name[at]
      if (byte | 0x20) &- 0x61 < 26 {
        key.append(byte | 0x20)
        isBlank = false
        at += 1
        continue
      }
      let (scalar, length) = UTF8Scan.scalar(name, at: at)
      at += length
      switch scalar {
      case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000:
        if !isBlank { key.append(0x20) }
        isBlank = true
        continue
      case 0x2018, 0x2019, 0x02BC: key.append(0x27)
      case 0x2010...0x2013: key.append(0x2D)
      default: UTF8Scan.append(scalar, to: &key)
      }
      isBlank = false
    }
    while let last = key.last, last == 0x20 || last == 0x2E || last == 0x2C || last == 0x3B {
      key.removeLast()
    }
    return key
  }

  /// The key under which variants of spelling are one name: letters and digits of the English key
  /// only, legal forms in one spelling (`Company Limited` as `Co., Ltd.`).
  ///
  /// Complexity: O(n).
  func variant(_ name: [UInt8]) -> [UInt8] {
    let folded = english(name)
    var key: [UInt8] = []
    key.reserveCapacity(folded.count + 2)
    /// Where the word begins in `key`.
    var word = 0
    func close() {
      Self.shorten(&key, from: word)
      word = key.count
    }
    for byte in folded {
      switch byte {
      case 0x61...0x7A, 0x30...0x39, 0x80...0xFF: key.append(byte)
      case 0x26:
        close()
        key.append(contentsOf: "and".utf8)
        word = key.count
      case 0x2E, 0x27: continue
      default: close()
      }
    }
    close()
    return key.isEmpty ? folded : key
  }

  /// A word of a legal form in its short spelling, other words as they are.
  static func short(_ word: [UInt8]) -> [UInt8] {
    var word = word
    shorten(&word, from: 0)
    return word
  }

  /// Puts the word of a legal form that `key` ends with, from `start` on, in its short spelling.
  private static func shorten(_ key: inout [UInt8], from start: Int) {
    // The shortest form has seven letters, the longest twelve.
    guard (7...12).contains(key.count - start),
      let form = forms.first(where: { key[start...].elementsEqual($0.long.utf8) })
    else { return }
    key.replaceSubrange(start..., with: form.short.utf8)
  }

  private static let forms: [(long: String, short: String)] = [
    ("company", "co"), ("limited", "ltd"), ("incorporated", "inc"), ("corporation", "corp"),
  ]

  /// The Han table's keys, without blanks, fullwidth and ASCII brackets alike.
  ///
  /// Complexity: O(n).
  func chinese(_ name: [UInt8]) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(name.count)
    var at = 0
    while at < name.count {
      let (scalar, length) = UTF8Scan.scalar(name, at: at)
      at += length
      if scalar &- 0x4E00 < 0x5200 {
        UTF8Scan.append(han.fold(scalar), to: &key)
        continue
      }
      switch scalar {
      case 0x20, 0x09, 0x0A, 0xA0, 0x3000: continue
      case 0x41...0x5A: key.append(UInt8(scalar) | 0x20)
      case 0xFF01...0xFF5E:
        let narrow = UInt8(scalar - 0xFEE0)
        key.append((0x41...0x5A).contains(narrow) ? narrow | 0x20 : narrow)
      case 0x2022, 0x2027, 0x30FB: key.append(contentsOf: [0xC2, 0xB7])
      default: UTF8Scan.append(han.fold(scalar), to: &key)
      }
    }
    return key
  }
}
