/// An append-only file of records that survives being killed: a record is there whole or not at
/// all, and those behind a torn one are not read.
struct Journal: ~Copyable {
  private let file: Descriptor

  /// Where a record lies in the file.
  struct Place: Sendable {
    var offset: Int
    var count: Int
  }

  /// Opens a journal and calls `body` with each of its records, where it was begun with the same
  /// header; otherwise begins it anew. One record at a time is in memory.
  init(
    _ path: String, header: [UInt8], _ body: (_ record: [UInt8], _ place: Place) -> Void
  ) throws(SystemError) {
    let file = try Descriptor.open(path, .update)
    let size = try file.size
    var at = 0
    var isSame = false
    while let place = try Self.place(file, at, size) {
      let record = try file.read(at: place.offset, count: place.count)
      guard record.count == place.count,
        try Self.word(file, at + 8) == UnitReader.check(record)
      else { break }
      if at == 0 {
        guard record == header else { break }
        isSame = true
      } else {
        body(record, place)
      }
      at = place.offset + place.count
    }
    try file.truncate(to: isSame ? at : 0)
    if !isSame { try Self.append(header, to: file) }
    self.file = file
  }

  /// The record at a place that `init` gave.
  func record(_ place: Place) throws(SystemError) -> [UInt8] {
    try file.read(at: place.offset, count: place.count)
  }

  func append(_ record: [UInt8]) throws(SystemError) {
    try Self.append(record, to: file)
  }

  private static func append(_ record: [UInt8], to file: borrowing Descriptor) throws(SystemError) {
    var framed: [UInt8] = []
    framed.reserveCapacity(record.count + 16)
    put(UInt64(record.count), &framed)
    put(UnitReader.check(record), &framed)
    framed.append(contentsOf: record)
    try file.write(framed)
  }

  private static func put(_ value: UInt64, _ bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// Where the record lies whose frame begins at `at`, nil where none is there as a whole.
  private static func place(
    _ file: borrowing Descriptor, _ at: Int, _ size: Int
  ) throws(SystemError) -> Place? {
    guard at + 16 <= size else { return nil }
    let count = try word(file, at)
    return count <= UInt64(size - at - 16) ? Place(offset: at + 16, count: Int(count)) : nil
  }

  private static func word(_ file: borrowing Descriptor, _ at: Int) throws(SystemError) -> UInt64 {
    let bytes = try file.read(at: at, count: 8)
    return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
