/// The anchor lines that ``AnchorFilter`` does not look for, looked for in one unit.
struct AnchorLines: Sendable {
  private let shapes: AnchorShapes
  /// Lines of rule `r`: `ruleStarts[r]..<ruleStarts[r + 1]`; alternatives of line `l` the same way.
  private let ruleStarts: [UInt32]
  private let lineStarts: [UInt32]

  /// For each rule its lines of alternatives.
  init(_ rules: [[[AnchorShapes.Alternative]]], han: HanTable) {
    var ruleStarts: [UInt32] = [0]
    var lineStarts: [UInt32] = [0]
    var all: [AnchorShapes.Alternative] = []
    for lines in rules {
      for line in lines {
        all += line
        lineStarts.append(UInt32(all.count))
      }
      ruleStarts.append(UInt32(lineStarts.count - 1))
    }
    shapes = AnchorShapes(all, han: han)
    self.ruleStarts = ruleStarts
    self.lineStarts = lineStarts
  }

  func write(to writer: inout TableWriter) {
    shapes.write(to: &writer)
    writer.put(ruleStarts)
    writer.put(lineStarts)
  }

  init(from reader: inout TableReader, han: HanTable) throws(TableError) {
    shapes = try AnchorShapes(from: &reader, han: han)
    ruleStarts = try reader.take()
    lineStarts = try reader.take()
  }

  /// Whether each line of the rule has an alternative in the bytes `start..<end`; nil where only a
  /// comparison of all spellings can tell. Complexity: O(n) for each alternative.
  func stand(_ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, rule: Int) -> Bool? {
    var isKnown = true
    for line in Int(ruleStarts[rule])..<Int(ruleStarts[rule + 1]) {
      var stands: Bool? = false
      for alternative in Int(lineStarts[line])..<Int(lineStarts[line + 1]) {
        guard let found = shapes.contains(bytes, start, end, alternative) else {
          stands = nil
          continue
        }
        if found {
          stands = true
          break
        }
      }
      guard let stands else {
        isKnown = false
        continue
      }
      if !stands { return false }
    }
    return isKnown ? true : nil
  }
}
