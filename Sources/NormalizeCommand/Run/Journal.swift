/// An append-only file of records that survives being killed: a record is there whole or not at
/// all, and those behind a torn one are not read.
struct Journal: ~Copyable {
  private let file: Descriptor

  /// Opens a journal and reads its records, where it was begun with the same header; otherwise
  /// begins it anew.
  init(_ path: String, header: [UInt8], records: inout [[UInt8]]) throws(SystemError) {
    let file = try Descriptor.open(path, .update)
    let bytes = try file.readAll(expecting: try file.size)
    var at = 0
    records = []
    var isSame = false
    while let (record, end) = Self.record(bytes, at) {
      if at == 0 {
        guard record == header else { break }
        isSame = true
      } else {
        records.append(record)
      }
      at = end
    }
    try file.truncate(to: isSame ? at : 0)
    if !isSame { try Self.append(header, to: file) }
    self.file = file
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

  private static func record(_ bytes: [UInt8], _ at: Int) -> (record: [UInt8], end: Int)? {
    guard at + 16 <= bytes.count else { return nil }
    func word(_ start: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    }
    let count = word(at)
    guard count <= UInt64(bytes.count - at - 16) else { return nil }
    let record = Array(bytes[(at + 16)..<(at + 16 + Int(count))])
    return word(at + 8) == UnitReader.check(record) ? (record, at + 16 + Int(count)) : nil
  }
}
