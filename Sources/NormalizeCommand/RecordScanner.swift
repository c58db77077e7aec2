internal import Normalize

/// What becomes a document: a file, or one line of JSON Lines: `{"id": …, "text": …}`.
struct Record: Sendable {
  var id: String?
  var text: [UInt8]
  var form: SourceForm = .file
  /// What the line was in where that is not UTF-8, and why.
  var origin: String?
  /// Malformed sequences and escapes without a code point: both became U+FFFD.
  var malformed = 0
  var loneSurrogates = 0
  /// The PDF whose text `text` is.
  var pdf: PDFText?

  /// Says in the document what became of the line.
  func annotate(_ document: inout Document) {
    if let pdf {
      document.mediaType = .pdf
      document.pages = pdf.pages
      document.decoded.evidence.detail = "pdftotext \(pdf.tool)"
      for warning in pdf.warnings { document.warn(warning.code, warning.message) }
    }
    if let origin { document.decoded.evidence.detail = origin }
    if malformed > 0 {
      document.warn(
        "malformed-bytes", "\(malformed) malformed sequences of the line became U+FFFD")
    }
    if loneSurrogates > 0 {
      document.warn(
        "lone-surrogates", "\(loneSurrogates) escapes of half a code point became U+FFFD")
    }
  }
}

extension Record {
  /// The text of a PDF.
  init(_ pdf: PDFText) {
    self.init(text: pdf.text, form: .pages, pdf: pdf)
  }
}

extension Document {
  fileprivate mutating func warn(_ code: String, _ message: String) {
    warnings.append(Document.Warning(code: code, message: message, source: []))
  }
}

/// Why a line is no record.
enum RecordError: Error, CustomStringConvertible {
  case notJSON(JSONError)
  case notAnObject
  case noText
  case badID
  /// The whole file.
  case wide(TextEncoding)
  case icu(ICUError)

  var description: String {
    switch self {
    case .notJSON(let error): error.description
    case .notAnObject: "the line is no JSON object"
    case .noText: "there is no string \"text\""
    case .badID: "\"id\" is neither a string nor a number"
    case .wide(let encoding):
      "JSON Lines in \(encoding.rawValue) are not read; convert the file to UTF-8 "
        + "(iconv -f \(encoding.rawValue) -t UTF-8)"
    case .icu(let error): error.description
    }
  }
}

/// Reads records out of lines. The usual line, with `id` and `text` in this order and nothing else,
/// is read in one pass that copies plain stretches; any other goes through the JSON parser.
enum RecordScanner {
  /// Throws `RecordError` where the line is no JSON or has no string `text`.
  static func record(_ line: ArraySlice<UInt8>) throws(RecordError) -> Record {
    if let record = fast(line) { return record }
    var loneSurrogates = 0
    let value: JSONValue
    do {
      value = try JSONParser.parse(line, loneSurrogates: &loneSurrogates)
    } catch {
      throw .notJSON(error)
    }
    guard case .object = value else { throw .notAnObject }
    guard let text = value["text"]?.text else {
      throw .noText
    }
    var id: String?
    switch value["id"] {
    case .string(let bytes)?: id = String(decoding: bytes, as: UTF8.self)
    case .number(let number)?:
      id = number == number.rounded() ? "\(Int(number))" : "\(number)"
    case .numeral(let digits)?: id = String(decoding: digits, as: UTF8.self)
    case nil, .null?: id = nil
    default: throw .badID
    }
    return Record(id: id, text: text, loneSurrogates: loneSurrogates)
  }

  private static func fast(_ line: ArraySlice<UInt8>) -> Record? {
    let bytes = line.span
    var at = 0
    guard expect("{\"id\":", bytes, &at) else { return nil }
    guard let id = string(bytes, &at), expect(",", bytes, &at) else { return nil }
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    guard expect("\"text\":", bytes, &at) else { return nil }
    guard let text = string(bytes, &at), expect("}", bytes, &at), at == bytes.count else {
      return nil
    }
    return Record(id: String(decoding: id, as: UTF8.self), text: text)
  }

  @inline(__always)
  private static func expect(_ text: StaticString, _ bytes: borrowing Span<UInt8>, _ at: inout Int)
    -> Bool
  {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    for offset in 0..<count where unsafe bytes[at + offset] != text.utf8Start[offset] {
      return false
    }
    at += count
    return true
  }

  /// A string's content, or nil where it needs the parser's care.
  private static func string(_ bytes: borrowing Span<UInt8>, _ at: inout Int) -> [UInt8]? {
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    guard at < bytes.count, bytes[at] == 0x22 else { return nil }
    at += 1
    var result: [UInt8] = []
    let total = bytes.count
    result.reserveCapacity(total - at)
    while true {
      // Escapes often follow one another, as those of a blank line do.
      if at < total, bytes[at] != 0x5C {
        let begun = at
        at = ByteScan.stringStop(bytes, at)
        unsafe bytes.extracting(begun..<at).withUnsafeBufferPointer {
          unsafe result.append(contentsOf: $0)
        }
      }
      guard at < total else { return nil }
      if bytes[at] == 0x22 {
        at += 1
        return result
      }
      guard bytes[at] == 0x5C, at + 1 < total else { return nil }
      switch bytes[at + 1] {
      case 0x6E: result.append(0x0A)
      case 0x22, 0x5C, 0x2F: result.append(bytes[at + 1])
      case 0x72: result.append(0x0D)
      case 0x74: result.append(0x09)
      case 0x66: result.append(0x0C)
      case 0x62: result.append(0x08)
      case 0x75:
        guard let scalar = scalar(bytes, &at) else { return nil }
        result.append(contentsOf: Array(String(scalar).utf8))
        continue
      default: return nil
      }
      at += 2
    }
  }

  /// A `\uXXXX` that is no surrogate; `at` moves behind it.
  private static func scalar(_ bytes: borrowing Span<UInt8>, _ at: inout Int) -> Unicode.Scalar? {
    guard at + 6 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for offset in 2..<6 {
      let byte = bytes[at + offset]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    at += 6
    return scalar
  }
}
