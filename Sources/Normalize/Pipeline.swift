/// The stages, in the order in which a document passes them. The folders of `Sources/Normalize`,
/// the tests and the corpus have these names.
public enum Stage: String, CaseIterable, Sendable {
  /// Bytes to UTF-8: encoding decided and reported, malformed bytes kept.
  case decode
  /// The source of a page to the text that a reader sees.
  case html
  /// Text that was read in the wrong encoding, and escapes.
  case repair
  /// Layout, lines, code points and blanks.
  case normalize
  /// Blocks, sentences, language runs.
  case segment
  /// Metadata, defined terms, names and pairs, before anything is stripped.
  case harvest
  /// Boilerplate recognised, removed or tagged.
  case strip
  /// The counterpart of each known name inserted.
  case gloss
}

/// What the bytes of a source are. Text that begins as pages in HTML do is one in any form but `text`.
public enum SourceForm: Sendable, Equatable {
  /// A file: its encoding is detected, or is that of the options; its content says whether it is HTML.
  case file
  /// The same, where the user says whether it is HTML.
  case text
  case html
  /// The text of a PDF, a form feed behind each page: UTF-8, and no HTML.
  case pages
  /// The value of a JSON string, which is UTF-8; `isValid` where that was checked.
  case value(isValid: Bool)
}

/// What a document is cleaned with.
public struct Options: Sendable, Equatable {
  public enum GlossMode: String, Sendable { case none, first, every }
  public enum GlossTarget: String, Sendable { case en, zh, both }
  public enum Resolution: String, Sendable { case none, sidecar, inline }

  public var gloss: GlossMode = .first
  public var glossInto: GlossTarget = .both
  public var resolution: Resolution = .sidecar
  public var stripped: Set<BoilerplateClass> = Set(
    BoilerplateClass.allCases.filter(\.isStrippedByDefault))
  public var encoding: TextEncoding?
  /// Names below this confidence, in hundredths, are candidates.
  public var floor = 90

  public init() {}
}
