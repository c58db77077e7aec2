/// 64-bit hashes with a number each, and sets of them: open addressing without a second hash.
///
/// The keys are hashes already, so that one multiplication spreads them; `Dictionary` and `Set`
/// would run SipHash over each. For hashes of words and names only, never for input that chooses
/// its keys freely.
struct KeyTable: Sendable {
  private struct Slot: Sendable {
    var key: UInt64
    var value: Int32
    /// The slot is taken where this is the stamp of the table: emptying costs one addition.
    var stamp: UInt32
  }

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var slots: [Slot]
  /// Four bits a slot, set where a key hashes to, in a table that was taken up: they are sixteen
  /// times smaller than the slots, and nearly all keys that are asked for are not there.
  private var filter: [UInt64] = []
  private var shift: UInt64
  private var stamp: UInt32 = 1
  private(set) var count = 0

  init(minimumCapacity: Int = 4) {
    var bits: UInt64 = 3
    while (1 << bits) < minimumCapacity * 2 { bits += 1 }
    shift = 64 - bits
    slots = Array(repeating: Slot(key: 0, value: 0, stamp: 0), count: 1 << bits)
  }

  var isEmpty: Bool { count == 0 }

  mutating func removeAll() {
    if !filter.isEmpty { filter = [] }
    count = 0
    if stamp == .max {
      for index in slots.indices { slots[index].stamp = 0 }
      stamp = 0
    }
    stamp += 1
  }

  @inline(__always)
  private func home(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* Self.factor) &>> shift)
  }

  /// The bit of a key in the filter. A table has eight slots or more, so that `shift` is above 2.
  @inline(__always)
  private func bit(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* Self.factor) &>> (shift &- 2))
  }

  /// The slot of a key, or the free one where it belongs. At most half of the slots are taken.
  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    let mask = slots.count &- 1
    var at = home(key)
    while slots[at].stamp == stamp, slots[at].key != key { at = (at &+ 1) & mask }
    return at
  }

  subscript(key: UInt64) -> Int? {
    @inline(__always) get {
      if !filter.isEmpty {
        let bit = bit(key)
        guard filter[bit >> 6] &>> UInt64(truncatingIfNeeded: bit) & 1 != 0 else { return nil }
      }
      let slot = slots[slot(key)]
      return slot.stamp == stamp ? Int(slot.value) : nil
    }
    set {
      guard let newValue else { return }
      if !filter.isEmpty { filter = [] }
      if 2 * (count + 1) > slots.count { grow() }
      let at = slot(key)
      if slots[at].stamp != stamp { count += 1 }
      slots[at] = Slot(key: key, value: Int32(truncatingIfNeeded: newValue), stamp: stamp)
    }
  }

  /// Keys with their numbers in the order in which they lie in a table, the same for the same table
  /// however it was filled: taking them up writes from the begin of the table to its end.
  func write(to writer: inout TableWriter) {
    let taken = slots.filter { $0.stamp == stamp }.sorted {
      ($0.key &* Self.factor, $0.key) < ($1.key &* Self.factor, $1.key)
    }
    writer.put(taken.map(\.key))
    writer.put(taken.map(\.value))
  }

  init(from reader: inout TableReader) throws(TableError) {
    let keys = try reader.take(UInt64.self)
    let values = try reader.take(Int32.self)
    self.init(minimumCapacity: keys.count)
    filter = [UInt64](repeating: 0, count: max(1, slots.count / 16))
    for index in 0..<min(keys.count, values.count) {
      slots[slot(keys[index])] = Slot(key: keys[index], value: values[index], stamp: stamp)
      let bit = bit(keys[index])
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    count = min(keys.count, values.count)
  }

  private mutating func grow() {
    let old = slots
    shift -= 1
    slots = Array(repeating: Slot(key: 0, value: 0, stamp: 0), count: old.count * 2)
    for entry in old where entry.stamp == stamp { slots[slot(entry.key)] = entry }
  }
}

/// A set of hashes; see ``KeyTable``.
struct KeySet: Sendable, ExpressibleByArrayLiteral {
  private var table = KeyTable()

  init() {}
  init(minimumCapacity: Int) { table = KeyTable(minimumCapacity: minimumCapacity) }
  init(arrayLiteral elements: UInt64...) { for key in elements { insert(key) } }
  init(_ keys: some Sequence<UInt64>) { for key in keys { insert(key) } }

  var count: Int { table.count }
  @inline(__always) func contains(_ key: UInt64) -> Bool { table[key] != nil }

  /// True where the key was not there.
  @discardableResult
  mutating func insert(_ key: UInt64) -> Bool {
    let before = table.count
    table[key] = 0
    return table.count != before
  }

  mutating func removeAll() { table.removeAll() }

  func write(to writer: inout TableWriter) { table.write(to: &writer) }
  init(from reader: inout TableReader) throws(TableError) { table = try KeyTable(from: &reader) }
}
