/// Rows of comma-separated (RFC 4180) or tab-separated values.
///
/// Quotes are those of CSV only; tab-separated values are taken as they are. Units: bytes of UTF-8.
struct SeparatedReader {
  struct Row {
    /// Counts from 1.
    var line: Int
    var cells: [[UInt8]]
    /// Why the row cannot be read; nil where it can.
    var fault: String?
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private var at = 0
  private var line = 1

  init(_ bytes: [UInt8], isTabbed: Bool) {
    self.bytes = bytes
    separator = isTabbed ? 0x09 : 0x2C
  }

  /// The next row that is not blank; nil at the end. Complexity: O(row).
  mutating func next() -> Row? {
    while at < bytes.count {
      let row = read()
      if row.fault != nil || row.cells.contains(where: { !$0.isEmpty }) { return row }
    }
    return nil
  }

  private mutating func read() -> Row {
    var row = Row(line: line, cells: [])
    var cell: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case separator:
        row.cells.append(Self.trimmed(cell))
        cell = []
      case 0x0A:
        line += 1
        row.cells.append(Self.trimmed(cell))
        return row
      case 0x0D where at == bytes.count || bytes[at] == 0x0A: continue
      case 0x22 where separator == 0x2C && cell.allSatisfy({ $0 == 0x20 }):
        let begun = line
        guard let quoted = quoted() else {
          row.fault = "the quotes of line \(begun) do not end"
          return row
        }
        cell = quoted
      default: cell.append(byte)
      }
    }
    row.cells.append(Self.trimmed(cell))
    return row
  }

  /// What stands in quotes, which begin before `at`. Where they do not end, the next line is read as
  /// if they had not begun.
  private mutating func quoted() -> [UInt8]? {
    var cell: [UInt8] = []
    let (begun, first) = (at, line)
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == 0x22 {
        guard at < bytes.count, bytes[at] == 0x22 else { return cell }
        at += 1
      }
      if byte == 0x0A { line += 1 }
      cell.append(byte)
      // Names are short: a quote that was never closed must not swallow the file.
      if at - begun > 100_000 { break }
    }
    (at, line) = (begun, first)
    while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    if at < bytes.count {
      at += 1
      line += 1
    }
    return nil
  }

  private static func trimmed(_ cell: [UInt8]) -> [UInt8] {
    var slice = cell[...]
    while slice.first == 0x20 { slice.removeFirst() }
    while slice.last == 0x20 { slice.removeLast() }
    return Array(slice)
  }
}
