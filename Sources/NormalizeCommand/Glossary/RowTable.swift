internal import Glibc

/// Rows of named values, printed as a table for a person, JSON Lines or CSV for a program.
struct RowTable {
  enum Format: String, CaseIterable { case table, json, csv }

  enum Value {
    case text(String)
    case number(Int)
    /// Hundredths.
    case fraction(Int)
    case list([String])
    case absent

    var shown: String {
      switch self {
      case .text(let text): text
      case .number(let number): String(number)
      case .fraction(let hundredths): Self.digits(hundredths)
      case .list(let items): items.joined(separator: "; ")
      case .absent: ""
      }
    }

    var json: String {
      switch self {
      case .text(let text): JSONText.quoted(text)
      case .number(let number): String(number)
      case .fraction(let hundredths): Self.digits(hundredths)
      case .list(let items): "[" + items.map(JSONText.quoted).joined(separator: ",") + "]"
      case .absent: "null"
      }
    }

    private static func digits(_ hundredths: Int) -> String {
      let rest = hundredths % 100
      return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    static func optional(_ text: String?) -> Value {
      text.map { $0.isEmpty ? .absent : .text($0) } ?? .absent
    }
  }

  let columns: [String]
  private(set) var rows: [[Value]] = []

  init(_ columns: [String]) { self.columns = columns }

  mutating func append(_ row: [Value]) { rows.append(row) }

  /// Complexity: O(n).
  func text(_ format: Format) -> String {
    switch format {
    case .table: table(width: Self.terminalWidth, isColored: Terminal.isColored)
    case .json: rows.map { Self.object(columns, $0) + "\n" }.joined()
    case .csv:
      ([columns] + rows.map { $0.map(\.shown) }).map { row in
        row.map(Self.field).joined(separator: ",") + "\r\n"
      }.joined()
    }
  }

  static func object(_ names: [String], _ values: [Value]) -> String {
    "{"
      + zip(names, values).map { "\(JSONText.quoted($0)):\($1.json)" }.joined(separator: ",") + "}"
  }

  /// RFC 4180.
  static func field(_ text: String) -> String {
    let isPlain = !text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    return isPlain
      ? text
      : "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
  }

  // MARK: - Tables

  /// Columns of a terminal; nil where the output is none, so nothing is cut.
  private static var terminalWidth: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else {
      return 100
    }
    return Int(size.ws_col)
  }

  /// Columns whose cells people copy: they are never cut.
  private static let whole: Set<String> = ["concept", "line", "score"]

  /// Aligned columns, two blanks between them; too wide ones are cut, the widest first.
  func table(width: Int?, isColored: Bool) -> String {
    let cells = rows.map { $0.map { Terminal.visible($0.shown) } }
    var widths = columns.map(TextWidth.of)
    for row in cells {
      for (place, cell) in row.enumerated() where place < widths.count {
        widths[place] = max(widths[place], TextWidth.of(cell))
      }
    }
    if let width {
      let room = width - 2 * max(0, widths.count - 1)
      let cuttable = widths.indices.filter { !Self.whole.contains(columns[$0]) }
      var taken = widths.reduce(0, +)
      while taken > room, let widest = cuttable.max(by: { widths[$0] < widths[$1] }),
        widths[widest] > 8
      {
        widths[widest] -= 1
        taken -= 1
      }
    }
    var text = ""
    func line(_ row: [String], _ begin: String, _ end: String) {
      var shown: [String] = []
      for (place, cell) in row.enumerated() where place < widths.count {
        let cut = TextWidth.cut(cell, to: widths[place])
        let isLast = place == row.count - 1
        let blanks = isLast ? 0 : widths[place] - TextWidth.of(cut)
        shown.append(cut + String(repeating: " ", count: max(0, blanks)))
      }
      text += begin + shown.joined(separator: "  ") + end + "\n"
    }
    line(columns, isColored ? "\u{1B}[1m" : "", isColored ? "\u{1B}[0m" : "")
    for row in cells { line(row, "", "") }
    return text
  }
}

/// How many columns of a terminal a text takes (UAX #11: wide and fullwidth take two).
enum TextWidth {
  static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }

  /// The text, or as much of it as leaves room for an ellipsis.
  static func cut(_ text: String, to width: Int) -> String {
    if of(text) <= width { return text }
    var result = ""
    var taken = 0
    for scalar in text.unicodeScalars {
      taken += of(scalar)
      if taken > width - 1 { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }
}
