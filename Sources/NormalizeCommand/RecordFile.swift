internal import Normalize

/// Whether a file is JSON Lines of records, and in which encoding, as its head says.
struct RecordFile: Sendable, Equatable {
  let encoding: LineEncoding

  init(_ encoding: LineEncoding) { self.encoding = encoding }

  /// The file that begins so; nil where it is one text.
  init?(sniffing head: ArraySlice<UInt8>, override: TextEncoding?) {
    let head = head.prefix(LineEncoding.headSize)
    guard Self.mayBeRecords(head) else { return nil }
    let encoding = LineEncoding(head: head, override: override)
    self.init(encoding)
    guard encoding.isWide ? Self.beginsObject(head) : looksLikeRecords(head) else { return nil }
  }

  /// How many lines are looked at: the first record may be damaged, and several.
  private static let sniffedLines = 16

  /// Whether it is worth a look. Most texts have no brace at all.
  static func mayBeRecords(_ head: ArraySlice<UInt8>) -> Bool {
    let count = min(head.count, glanceSize)
    return ByteScan.first(0x7B, head.span, 0, count) < count
  }

  /// How many bytes `mayBeRecords` looks at.
  static let glanceSize = 1 << 12

  /// Records where the head begins with an object and one of its first lines is a record, or the
  /// first says that it is meant to be one; or where half of the first lines are records.
  private func looksLikeRecords(_ head: ArraySlice<UInt8>) -> Bool {
    let beginsObject = Self.beginsObject(head)
    if beginsObject, Self.namesMember(head) { return true }
    var whole = head
    if head.count == LineEncoding.headSize {
      // The last line is cut; where it is the only one, its beginning must do.
      guard let end = head.lastIndex(of: 0x0A) else { return beginsObject }
      whole = head[..<end]
    }
    let (found, lines) = records(in: whole)
    return beginsObject ? found > 0 : lines > 1 && 2 * found >= lines
  }

  private func records(in head: ArraySlice<UInt8>) -> (found: Int, lines: Int) {
    var found = 0
    var lines = 0
    guard let reader = try? RecordReader(self) else { return (0, 0) }
    RecordLines.forEach(in: Array(head), first: 1) { line, _ in
      guard lines < Self.sniffedLines else { return }
      lines += 1
      if (try? reader.record(line)) != nil { found += 1 }
    }
    return (found, lines)
  }

  /// `{` and a quotation mark, whatever the width of the code units: no filing begins so.
  private static func beginsObject(_ head: ArraySlice<UInt8>) -> Bool {
    let skipped: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x00, 0x20, 0x09, 0x0D, 0x0A]
    let brace = head.drop(while: skipped.contains)
    return brace.first == 0x7B && brace.dropFirst().drop(while: skipped.contains).first == 0x22
  }

  /// The first member is "id" or "text".
  private static func namesMember(_ head: ArraySlice<UInt8>) -> Bool {
    guard let quote = head.firstIndex(of: 0x22) else { return false }
    return ["\"id\"", "\"text\""].contains { head[quote...].starts(with: $0.utf8) }
  }
}

/// Reads records out of the lines of a file: one for each piece of it, as its converter keeps state.
final class RecordReader {
  private let decoder: LineDecoder

  /// Throws `RecordError` where lines of this encoding are not read.
  init(_ file: RecordFile) throws(RecordError) {
    if file.encoding.isWide { throw .wide(file.encoding.encoding) }
    do {
      decoder = try LineDecoder(file.encoding)
    } catch {
      throw .icu(error)
    }
  }

  /// Throws `RecordError` where the line is no JSON or has no string `text`.
  func record(_ line: ArraySlice<UInt8>) throws(RecordError) -> Record {
    let decoded: DecodedLine
    do {
      decoded = try decoder.decode(line)
    } catch {
      throw .icu(error)
    }
    var record = try RecordScanner.record(decoded.bytes)
    record.form = .value(isValid: decoded.isValid)
    record.origin = decoded.origin
    record.malformed = decoded.malformed
    return record
  }
}

/// The lines of a block, blank ones left out.
enum RecordLines {
  static func forEach(
    in bytes: [UInt8], first: Int, _ body: (ArraySlice<UInt8>, _ number: Int) -> Void
  ) {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) && first == 1 ? 3 : 0
    var number = first
    while at < bytes.count {
      let end = ByteScan.first(0x0A, bytes.span, at, bytes.count)
      var last = end
      while last > at, [0x0D, 0x20, 0x09].contains(bytes[last - 1]) { last -= 1 }
      if last > at { body(bytes[at..<last], number) }
      at = end + 1
      number += 1
    }
  }
}
