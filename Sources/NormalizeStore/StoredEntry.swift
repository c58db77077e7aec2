public import Normalize

/// An entry as the store has it.
public struct StoredEntry: Sendable {
  public var number: Int64
  public var entry: GlossaryEntry
  /// Label of the issuer that it serves; nil where it serves all or none.
  public var scopeLabel: String?

  public var concept: String { RecordID.digits(entry.group) }
  public var en: String { String(decoding: entry.en, as: UTF8.self) }
  public var zh: String { String(decoding: entry.zh, as: UTF8.self) }
  public var pair: NamePair { NamePair(en: entry.en, zh: entry.zh) }

  /// `global`, `document`, or the issuer's label.
  public var scope: String {
    switch entry.scope {
    case 0: "global"
    case GlossaryEntry.documentScope: "document"
    default: scopeLabel ?? "issuer"
    }
  }

  public var form: Name.Form {
    let forms = [entry.enForm, entry.zhForm]
    for form in [Name.Form.former, .abbreviation, .short] where forms.contains(form) { return form }
    return .full
  }
}

/// What a search found, and how near it is.
public struct GlossaryMatch: Sendable {
  public enum How: String, Sendable {
    /// The name, in any spelling that folds to the same key.
    case exact
    /// The name has what was asked for in it.
    case part
    /// The name is spelled nearly so.
    case fuzzy
  }

  public var entry: StoredEntry
  public var how: How
  /// 0...1; 1 for the name itself.
  public var score: Double
}
