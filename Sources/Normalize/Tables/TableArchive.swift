/// Tables as a run of bytes, to be built at development time and taken up at the start.
///
/// A section is the number of its elements, the size of one, and the elements, padded to eight
/// bytes; little-endian. Sections have no names: they are taken in the order in which they were
/// put. What the bytes mean is checked by ``CompiledTables``, which knows what they were made from;
/// the reader checks only that it never leaves them.
struct TableWriter {
  private(set) var bytes: [UInt8] = []

  /// Elements must have no padding, or the bytes would differ from one build to the next.
  mutating func put<Element: BitwiseCopyable>(_ elements: [Element]) {
    let size = MemoryLayout<Element>.size
    precondition(size == MemoryLayout<Element>.stride, "an element has padding")
    putNumber(UInt32(elements.count))
    putNumber(UInt32(size))
    // Elements without padding are their bytes.
    unsafe elements.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    while !bytes.count.isMultiple(of: 8) { bytes.append(0) }
  }

  mutating func put(_ number: Int) { put([Int64(number)]) }

  /// Lists of lists: where each ends, and all of them.
  mutating func put<Element: BitwiseCopyable>(_ lists: [[Element]]) {
    var ends: [UInt32] = []
    for list in lists { ends.append((ends.last ?? 0) + UInt32(list.count)) }
    put(ends)
    put(Array(lists.joined()))
  }

  private mutating func putNumber(_ number: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}

/// Takes sections out again; see ``TableWriter``.
struct TableReader {
  private let text: DataText
  private var at: Int

  init(_ text: DataText, at: Int = 0) {
    self.text = text
    self.at = at
  }

  /// The next section, copied at once.
  ///
  /// - Throws: ``TableError`` where the section is of other elements or cut short.
  mutating func take<Element: BitwiseCopyable>(
    _: Element.Type = Element.self
  ) throws(TableError) -> [Element] {
    let start = at + 8
    guard start <= text.count else { throw error("the table is cut short") }
    let count = number(at)
    let size = number(at + 4)
    guard size == MemoryLayout<Element>.size, size == MemoryLayout<Element>.stride else {
      throw error("elements have \(size) bytes and not \(MemoryLayout<Element>.size)")
    }
    guard count <= (text.count - start) / max(1, size) else {
      throw error("a section is cut short")
    }
    at = (start + count * size + 7) & ~7
    return text.elements(at: start, count: count)
  }

  mutating func takeNumber() throws(TableError) -> Int {
    let found = try take(Int64.self)
    guard found.count == 1 else { throw error("a number is missing") }
    return Int(found[0])
  }

  mutating func takeLists<Element: BitwiseCopyable>(
    _: Element.Type = Element.self
  ) throws(TableError) -> [[Element]] {
    let ends = try take(UInt32.self)
    let all = try take(Element.self)
    var lists: [[Element]] = []
    lists.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      guard Int(end) >= start, Int(end) <= all.count else { throw error("a list is out of place") }
      lists.append(Array(all[start..<Int(end)]))
      start = Int(end)
    }
    return lists
  }

  private func number(_ at: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(text[at + $1]) << (8 * $1) }
  }

  private func error(_ reason: String) -> TableError {
    TableError(table: "compiled.bin", byteOffset: at, reason: reason)
  }
}
