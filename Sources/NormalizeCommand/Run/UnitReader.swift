internal import Normalize

/// The sources that a unit of the input holds.
enum UnitReader {
  /// Bytes of a unit. Throws `InputFailure`.
  static func bytes(_ inputs: InputTable, _ number: Int) throws(InputFailure) -> [UInt8] {
    let unit = inputs.units[number]
    let path = inputs.path(number)
    do {
      return unit.isPart
        ? try FileSystem.read(path, from: unit.offset, count: unit.size)
        : try FileSystem.read(path, expecting: unit.size)
    } catch {
      throw InputFailure(error)
    }
  }

  /// Each source of a unit in order, with its record's id; content decides whether the unit is one
  /// text or records. Lines that are no records are failures.
  static func forEachSource(
    in bytes: [UInt8], _ inputs: InputTable, _ number: Int, failures: inout [InputFailure],
    _ body: (_ source: [UInt8], _ record: String?) -> Void
  ) {
    let unit = inputs.units[number]
    guard unit.isPart || RecordScanner.looksLikeRecords(bytes) else { return body(bytes, nil) }
    var found: [InputFailure] = []
    RecordLines.forEach(in: bytes, first: max(1, Int(unit.firstLine))) { line, lineNumber in
      do {
        let record = try RecordScanner.record(line)
        body(record.text, record.id)
      } catch {
        found.append(
          InputFailure(
            path: inputs.path(number), line: lineNumber, code: "invalidRecord",
            message: "\(error)"))
      }
    }
    failures += found
  }

  /// A quick check that a file has not changed between the passes; not cryptographic.
  static func check(_ bytes: [UInt8]) -> UInt64 {
    let span = bytes.span
    var hash = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var at = 0
    while at + 8 <= span.count {
      // In bounds by the condition, and any eight bytes are an integer.
      let word = unsafe span.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ word.littleEndian) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      at += 8
    }
    while at < span.count {
      hash = (hash ^ UInt64(span[at])) &* 0x100_0000_01B3
      at += 1
    }
    return hash ^ hash >> 29
  }
}
