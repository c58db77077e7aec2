public import Normalize

/// One name or pair as lists carry it: what every format but the lossless one can hold, or a part of
/// that.
public struct ExchangeRow: Sendable, Equatable {
  public var en: [UInt8] = []
  public var zh: [UInt8] = []
  public var kind = Name.Kind.organization
  public var enForm = Name.Form.full
  public var zhForm = Name.Form.full
  public var official = Name.Official.unknown
  public var isInferred = false
  /// Hundredths.
  public var confidence = 100
  /// `known`, `accepted` or `rejected`.
  public var status = "known"
  /// `global`, `document` or an issuer's label; empty for what the form says.
  public var scope = ""
  /// The number of the concept; nil where the list does not say.
  public var concept: UInt64?
  public var variants: [[UInt8]] = []
  public var evidence: [Name.Evidence.Kind] = []
  /// A listing of the company: `HKEX:1548`.
  public var listing: (exchange: String, code: String)?
  /// Counts from 1; 0 for a row that was not read.
  public var line = 0

  public init() {}

  public static func == (a: ExchangeRow, b: ExchangeRow) -> Bool {
    a.en == b.en && a.zh == b.zh && a.scope == b.scope && a.status == b.status
  }

  init(_ stored: StoredEntry) {
    let entry = stored.entry
    (en, zh, kind) = (entry.en, entry.zh, entry.kind)
    (enForm, zhForm, official) = (entry.enForm, entry.zhForm, entry.official)
    isInferred = entry.isInferred
    confidence = Int(entry.confidence)
    status =
      switch entry.status {
      case .rejected, .corrected: "rejected"
      case .known, .conflict, .unpaired: entry.isAccepted ? "accepted" : "known"
      // What was accepted later decides.
      case .superseded: "known"
      }
    scope = stored.scope
    concept = entry.group
    variants = entry.variants
    evidence = entry.evidence.isEmpty ? [.imported] : entry.evidence
  }

  public var pair: NamePair { NamePair(en: en, zh: zh) }

  /// The order of lists: by the names' bytes.
  static func precedes(_ a: ExchangeRow, _ b: ExchangeRow) -> Bool {
    for (x, y) in [(a.en, b.en), (a.zh, b.zh), (Array(a.scope.utf8), Array(b.scope.utf8))]
    where x != y {
      return x.lexicographicallyPrecedes(y)
    }
    if a.enForm != b.enForm { return a.enForm.rawValue < b.enForm.rawValue }
    return a.zhForm.rawValue < b.zhForm.rawValue
  }
}

/// A row that could not be read.
public struct ExchangeFault: Error, Sendable, CustomStringConvertible {
  /// Counts from 1.
  public var line: Int
  public var reason: String

  public init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }

  public var description: String { "line \(line): \(reason)" }
}

/// What a list holds: its rows, and the rows that could not be read.
public struct ExchangeList: Sendable {
  public var rows: [ExchangeRow] = []
  public var faults: [ExchangeFault] = []
  /// Columns of a header that say nothing to us.
  public var unread: [String] = []

  public init() {}

  /// The names of a run's `glossary.jsonl`.
  public init(_ glossary: Glossary) {
    for entry in glossary.entries {
      var row = ExchangeRow(
        StoredEntry(number: 0, entry: entry, scopeLabel: glossary.label(ofIssuer: entry.scope)))
      row.concept = entry.concept
      take(row)
    }
  }

  /// Adds a row, or why it is none; `damage` is what could not be read in it.
  mutating func take(_ given: ExchangeRow, damage: String? = nil) {
    var row = given
    (row.en, row.zh) = (GlossarySide.tidy(row.en), GlossarySide.tidy(row.zh))
    row.variants = row.variants.map { GlossarySide.tidy($0) }.filter { !$0.isEmpty }
    var reason = GlossarySide.fault(en: row.en, zh: row.zh)
    // U+FFFD: bytes that the encoding of the list has no character for.
    if [row.en, row.zh].contains(where: { String(decoding: $0, as: UTF8.self).contains("\u{FFFD}") }
    ) {
      reason = damage ?? "a name has bytes that are not in the encoding of the file"
    }
    if let reason {
      faults.append(ExchangeFault(line: row.line, reason: reason))
    } else {
      rows.append(row)
    }
  }
}
