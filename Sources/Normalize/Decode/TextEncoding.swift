/// The encodings that a filing can be in.
///
/// The raw value is the name that documents print; ICU and Python's codecs both know it.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case big5HKSCS = "Big5-HKSCS"
  case gb18030 = "GB18030"
  case windows1252 = "windows-1252"

  /// The encoding that a label names, by the WHATWG Encoding Standard's labels for these encodings,
  /// case and surrounding blanks ignored; nil for a label of another encoding.
  public init?(label: String) {
    let key = label.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
    switch key {
    case "utf8", "unicode11utf8", "usascii", "ascii": self = .utf8
    case "utf16", "utf16le", "ucs2", "unicode": self = .utf16LittleEndian
    case "utf16be", "unicodefffe": self = .utf16BigEndian
    case "big5", "big5hkscs", "cnbig5", "xxbig5", "csbig5", "cp950", "ms950", "hkscs":
      self = .big5HKSCS
    case "gb18030", "gbk", "gb2312", "chinese", "csgb2312", "gb231280", "xgbk", "cp936", "ms936",
      "euccn":
      self = .gb18030
    case "windows1252", "cp1252", "latin1", "iso88591", "l1", "xcp1252", "ansix3.41968":
      self = .windows1252
    default: return nil
    }
  }
}

/// Why an encoding was chosen.
public struct EncodingEvidence: Equatable, Sendable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    case byteOrderMark = "byte order mark"
    case override = "--encoding"
    case declared = "declared label"
    case ascii = "only ASCII"
    case valid = "valid UTF-8"
    case mostlyValid = "mostly valid UTF-8"
    case zeroBytes = "zero bytes of UTF-16"
    case frequency = "share of common code points"
    case fallback = "nothing else fits"
  }

  public var kind: Kind
  /// What was counted, in words; empty where the kind says all.
  public var detail: String

  public init(_ kind: Kind, _ detail: String = "") {
    self.kind = kind
    self.detail = detail
  }

  public var description: String {
    detail.isEmpty ? kind.rawValue : "\(kind.rawValue): \(detail)"
  }
}
