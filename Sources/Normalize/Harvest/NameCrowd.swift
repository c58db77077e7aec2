/// Names of a bucket of a `NameMatcher` that has many: thousands of names may share their first words.
struct NameCrowd {
  /// The names by the hash of all their bytes and of their bucket.
  private var names = KeyTable()
  /// The lengths of the names of each bucket, ascending, and the numbers of the buckets.
  private var lengths: [[Int]] = []
  private var numbers = KeyTable()

  var isEmpty: Bool { names.isEmpty }

  mutating func removeAll() {
    guard !isEmpty else { return }
    names.removeAll()
    lengths.removeAll()
    numbers.removeAll()
  }

  mutating func add(_ name: [UInt8], _ index: Int, bucket: Int) {
    var hash = Self.seed(bucket)
    for byte in name { hash = PartLexicon.extend(hash, byte) }
    names[hash] = index
    let number = numbers[UInt64(bucket)] ?? lengths.count
    if number == lengths.count {
      numbers[UInt64(bucket)] = number
      lengths.append([])
    }
    let place = lengths[number].firstIndex { $0 >= name.count } ?? lengths[number].count
    if place == lengths[number].count || lengths[number][place] != name.count {
      lengths[number].insert(name.count, at: place)
    }
  }

  private static func seed(_ bucket: Int) -> UInt64 {
    PartLexicon.seed ^ UInt64(bucket) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Calls `body` with the names that may stand at `at`, the longest last.
  ///
  /// Complexity: O(length of the longest name).
  func forEach(
    _ text: borrowing Span<UInt8>, _ at: Int, _ bucket: Int, _ body: (Int) -> Void
  ) {
    guard let number = numbers[UInt64(bucket)] else { return }
    var hash = Self.seed(bucket)
    var read = 0
    for length in lengths[number] {
      guard at + length <= text.count else { return }
      while read < length {
        hash = PartLexicon.extend(hash, text[at + read])
        read += 1
      }
      if let index = names[hash] { body(index) }
    }
  }
}
