/// A line of the lossless export.
public enum GlossaryRecord: Sendable {
  case filing(FilingRecord)
  case observation(ObservationRecord)
  case decision(Decision)
  case schema

  /// Reads a line. An address must be that of the content.
  ///
  /// Throws `RecordError`. Complexity: O(n).
  public init(_ line: ArraySlice<UInt8>, hash: RecordHash) throws(RecordError) {
    guard String(validating: line, as: UTF8.self) != nil else {
      throw RecordError("it is not UTF-8")
    }
    let value: JSONValue
    do {
      value = try JSONParser.parse(line)
    } catch {
      throw RecordError(error.description)
    }
    if let schema = value["schema"] {
      guard schema.string == GlossaryLedger.schema else {
        throw RecordError("schema is not \(GlossaryLedger.schema)")
      }
      self = .schema
    } else if let id = value["observation"] {
      let record = try ObservationRecord(value)
      try Self.check(id, hash(record.canonical))
      self = .observation(record)
    } else if let id = value["decision"] {
      let decision = try Decision(value)
      try Self.check(id, hash(decision.canonical))
      self = .decision(decision)
    } else {
      self = .filing(try FilingRecord(value))
    }
  }

  private static func check(_ given: JSONValue, _ found: RecordID) throws(RecordError) {
    guard given.string == found.description else {
      throw RecordError("the address is not that of the content; was the line edited?")
    }
  }

  /// Whether bytes begin as the lossless export does.
  public static func isExport(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = bytes.prefix { $0 != 0x0A }
    guard line.count < 200, let value = try? JSONParser.parse(line) else { return false }
    return value["schema"]?.string == GlossaryLedger.schema
  }
}
