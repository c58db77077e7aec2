internal import CNormalizeData

/// The data files that the binary embeds: sorted, tab-separated, `#` comments first.
enum DataFile {
  /// An embedded file as it lies in the binary; empty where there is none of that name.
  static func text(_ name: StaticString) -> DataText {
    for index in 0..<normalize_data_count() {
      let file = unsafe normalize_data_at(index)
      guard let found = unsafe file.name, let start = unsafe file.bytes else { continue }
      // The shim's names are C strings: a comparison never passes the zero byte at their end.
      var at = 0
      while at < name.utf8CodeUnitCount,
        unsafe UInt8(bitPattern: found[at]) == name.utf8Start[at]
      {
        at += 1
      }
      if at == name.utf8CodeUnitCount, unsafe found[at] == 0 {
        // The shim's files live as long as the process and are `size` bytes long.
        return unsafe DataText(UnsafeBufferPointer(start: start, count: file.size))
      }
    }
    return unsafe DataText(UnsafeBufferPointer(start: nil, count: 0))
  }

  /// Bytes of an embedded file; empty where there is none of that name.
  static func bytes(_ name: String) -> [UInt8] {
    for index in 0..<normalize_data_count() {
      let file = unsafe normalize_data_at(index)
      guard let found = unsafe file.name, unsafe String(cString: found) == name,
        let start = unsafe file.bytes
      else { continue }
      // The shim's files live as long as the process and are `size` bytes long.
      return unsafe Array(UnsafeBufferPointer(start: start, count: file.size))
    }
    return []
  }

  /// Calls `body` with the name and the bytes of each embedded file, in the order of the shim.
  static func forEachFile(_ body: (DataText, DataText) -> Void) {
    for index in 0..<normalize_data_count() {
      let file = unsafe normalize_data_at(index)
      guard let name = unsafe file.name, let start = unsafe file.bytes else { continue }
      var length = 0
      // The shim's names are C strings, its files `size` bytes; both live as long as the process.
      while unsafe name[length] != 0 { length += 1 }
      let bytes = unsafe UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
      unsafe body(
        DataText(UnsafeBufferPointer(start: bytes, count: length)),
        DataText(UnsafeBufferPointer(start: start, count: file.size)))
    }
  }

  /// Names of the embedded files that end in `suffix`, in the order of the shim's list.
  static func names(endingIn suffix: String) -> [String] {
    (0..<normalize_data_count()).compactMap { index in
      let file = unsafe normalize_data_at(index)
      guard let found = unsafe file.name else { return nil }
      let name = unsafe String(cString: found)
      return name.hasSuffix(suffix) ? name : nil
    }
  }

  /// The rows of a table, comments and empty lines left out.
  static func rows(_ name: StaticString) -> DataRows { DataRows(text(name)) }
}

/// A stretch of an embedded file: bytes of UTF-8 that lie in the binary, never copied.
///
/// Reading tables through `String` costs 200 ms at the start of the program, this 5 ms.
///
/// Safety: the bytes are constant and live as long as the process, so that any thread may read them
/// (Sendable); each read checks its place against their number (safe).
@safe struct DataText: RandomAccessCollection, @unchecked Sendable {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// `bytes` live as long as the process.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe self.bytes = bytes }

  var startIndex: Int { 0 }
  var endIndex: Int { unsafe bytes.count }

  subscript(index: Int) -> UInt8 {
    @inline(__always) get {
      precondition(index >= 0 && index < endIndex)
      return unsafe bytes[index]
    }
  }

  /// The bytes `from..<to`, cut to those there are.
  func slice(_ from: Int, _ to: Int) -> DataText {
    let start = Swift.min(Swift.max(0, from), endIndex)
    let end = Swift.min(Swift.max(start, to), endIndex)
    return unsafe DataText(UnsafeBufferPointer(rebasing: bytes[start..<end]))
  }

  /// `count` elements whose bytes begin at `at`, copied at once; those there are where the text is
  /// shorter.
  func elements<Element: BitwiseCopyable>(at: Int, count: Int) -> [Element] {
    let size = MemoryLayout<Element>.stride
    let source = slice(at, at + count * size)
    let whole = source.count / size
    // `source` has at least the bytes that are copied, and they fill `whole` elements.
    return unsafe [Element](unsafeUninitializedCapacity: whole) { buffer, filled in
      unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(
          rebasing: UnsafeRawBufferPointer(source.bytes)[..<(whole * size)]))
      filled = whole
    }
  }

  /// A hash of the bytes: of four words at a time, then of the rest.
  var fingerprint: UInt64 {
    let raw = unsafe UnsafeRawBufferPointer(bytes)
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    var at = 0
    while at + 32 <= count {
      // The condition keeps the 32 bytes inside.
      for lane in 0..<4 {
        let word = unsafe raw.loadUnaligned(fromByteOffset: at + 8 * lane, as: UInt64.self)
        lanes[lane] = CompiledTables.mix(lanes[lane], UInt64(littleEndian: word))
      }
      at += 32
    }
    var hash = UInt64(count)
    for lane in 0..<4 { hash = CompiledTables.mix(hash, lanes[lane]) }
    while at < count {
      hash = CompiledTables.mix(hash, UInt64(self[at]))
      at += 1
    }
    return hash
  }

  var utf8: DataText { self }
  var unicodeScalars: DataScalars { DataScalars(text: self) }

  static func == (text: DataText, word: StaticString) -> Bool {
    text.count == word.utf8CodeUnitCount && text.starts(with: word, at: 0)
  }

  static func != (text: DataText, word: StaticString) -> Bool { !(text == word) }

  private func starts(with word: StaticString, at: Int) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount
    where unsafe self[at + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  func hasSuffix(_ word: StaticString) -> Bool {
    let at = count - word.utf8CodeUnitCount
    return at >= 0 && starts(with: word, at: at)
  }

  func contains(_ word: StaticString) -> Bool {
    let last = count - word.utf8CodeUnitCount
    return last >= 0 && (0...last).contains { starts(with: word, at: $0) }
  }

  /// The parts between separators, empty ones left out.
  func split(separator: Unicode.Scalar) -> DataParts {
    DataParts(text: self, separator: UInt8(truncatingIfNeeded: separator.value))
  }

  /// The value of hexadecimal digits, nil where they are none.
  var hexadecimal: Int? {
    guard !isEmpty, count < 9 else { return nil }
    var value = 0
    for byte in self {
      switch byte {
      case 0x30...0x39: value = value << 4 | Int(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | Int((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }
}

/// The parts of a cell between separators, empty ones left out.
struct DataParts: Sequence, IteratorProtocol {
  fileprivate let text: DataText
  fileprivate let separator: UInt8
  private var at = 0

  fileprivate init(text: DataText, separator: UInt8) {
    self.text = text
    self.separator = separator
  }

  var first: DataText? {
    var parts = self
    return parts.next()
  }

  var last: DataText? {
    var found: DataText?
    for part in self { found = part }
    return found
  }

  mutating func next() -> DataText? {
    while at < text.count, text[at] == separator { at += 1 }
    guard at < text.count else { return nil }
    let start = at
    while at < text.count, text[at] != separator { at += 1 }
    return text.slice(start, at)
  }
}

/// The code points of a stretch.
struct DataScalars: Sequence, IteratorProtocol {
  struct Scalar { var value: UInt32 }

  fileprivate let text: DataText
  private var at = 0

  fileprivate init(text: DataText) { self.text = text }

  mutating func next() -> Scalar? {
    guard at < text.count else { return nil }
    let lead = UInt32(text[at])
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = length == 1 ? lead : lead & (0x7F >> UInt32(length))
    var next = at + 1
    while next < Swift.min(at + length, text.count) {
      value = value << 6 | UInt32(text[next] & 0x3F)
      next += 1
    }
    at = next
    return Scalar(value: value)
  }
}

/// A row of a table.
struct DataRow {
  fileprivate let text: DataText
  /// Number of cells.
  let count: Int

  var first: DataText? { self[0] }

  /// A cell; empty where the row has not so many.
  subscript(cell: Int) -> DataText {
    var start = 0
    var skipped = 0
    while skipped < cell, start < text.count {
      if text[start] == 0x09 { skipped += 1 }
      start += 1
    }
    guard skipped == cell else { return text.slice(text.count, text.count) }
    var end = start
    while end < text.count, text[end] != 0x09 { end += 1 }
    return text.slice(start, end)
  }
}

/// The rows of a table, comments and empty lines left out.
struct DataRows: Sequence, IteratorProtocol {
  private let text: DataText
  private var at = 0

  fileprivate init(_ text: DataText) { self.text = text }

  mutating func next() -> DataRow? {
    while at < text.count {
      let start = at
      var tabs = 0
      while at < text.count, text[at] != 0x0A {
        if text[at] == 0x09 { tabs += 1 }
        at += 1
      }
      let end = at
      at += 1
      if end > start, text[start] != 0x23 {
        return DataRow(text: text.slice(start, end), count: tabs + 1)
      }
    }
    return nil
  }
}
