internal import Normalize

/// The sources that a unit of the input holds.
enum UnitReader {
  /// Bytes of a unit. Throws `InputFailure`.
  static func bytes(_ inputs: InputTable, _ number: Int) throws(InputFailure) -> [UInt8] {
    let unit = inputs.units[number]
    let path = inputs.nativePath(number)
    do {
      if let (archive, member) = inputs.member(number) { return try archive.bytes(of: member) }
      if unit.isPart { return try FileSystem.read(path, from: unit.offset, count: unit.size) }
      return try Wrapping.unpacked(try FileSystem.read(path, expecting: unit.size))
    } catch {
      throw InputFailure(InputError(error, path: path))
    }
  }

  /// Each source of a unit in order; content decides whether the unit is one text or records. Lines
  /// that are no records are failures.
  static func forEachSource(
    in bytes: [UInt8], _ inputs: InputTable, _ number: Int, failures: inout [InputFailure],
    _ body: (_ record: Record) -> Void
  ) {
    let unit = inputs.units[number]
    if !unit.isPart, PDFSniffer.isPDF(bytes) {
      do {
        return body(Record(try inputs.pdf.convert(bytes)))
      } catch {
        failures.append(
          InputFailure(
            path: inputs.path(number), line: 0, code: error.code, message: error.reason))
        return
      }
    }
    guard let file = inputs.recordFile(number, bytes) else { return body(Record(text: bytes)) }
    let reader: RecordReader
    do {
      reader = try RecordReader(file)
    } catch {
      failures.append(
        InputFailure(
          path: inputs.path(number), line: 0, code: "invalidRecord", message: "\(error)"))
      return
    }
    var found: [InputFailure] = []
    RecordLines.forEach(in: bytes, first: max(1, Int(unit.firstLine))) { line, lineNumber in
      do {
        body(try reader.record(line))
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
