/// The rules that change text without removing content, in the order in which they are described
/// in the documentation. The raw value is the rule's number inside the pipeline; a document lists
/// the names that it uses.
public enum EditRule: UInt16, CaseIterable, Sendable {
  case copy = 0
  // Decode
  case byteOrderMark
  case malformed
  case reencoded
  // HTML
  case markup
  case hiddenText
  case reference
  case superscript
  case ruby
  // Repair
  case mojibake
  case escape
  // Normalize, scalars
  case nfc
  case radical
  case fullwidth
  case invisible
  case control
  case presentationForm
  case privateUse
  // Normalize, blanks
  case blank
  case hanSpace
  case hanDigitSpace
  case lineBlank
  // Normalize, lines
  case lineEnd
  case joinLine
  case joinHanLine
  case healHyphen
  case blankLines
  case finalLine
  case pageBreak
  // Normalize, layout
  case column
  case cell
  // Normalize, residue
  case markdown
  case leader
  case bullet
  // Strip
  case footnoteMark
  case stripBlank

  /// The name that documents, `explain` and reports use.
  public var name: String {
    switch self {
    case .copy: "copy"
    case .byteOrderMark: "byte-order-mark"
    case .malformed: "malformed"
    case .reencoded: "reencoded"
    case .markup: "markup"
    case .hiddenText: "hidden-text"
    case .reference: "character-reference"
    case .superscript: "superscript"
    case .ruby: "ruby"
    case .mojibake: "mojibake"
    case .escape: "escape"
    case .nfc: "nfc"
    case .radical: "radical"
    case .fullwidth: "fullwidth"
    case .invisible: "invisible"
    case .control: "control"
    case .presentationForm: "presentation-form"
    case .privateUse: "private-use"
    case .blank: "blank"
    case .hanSpace: "han-space"
    case .hanDigitSpace: "han-digit-space"
    case .lineBlank: "line-blank"
    case .lineEnd: "line-end"
    case .joinLine: "join-line"
    case .joinHanLine: "join-han-line"
    case .healHyphen: "heal-hyphen"
    case .blankLines: "blank-lines"
    case .finalLine: "final-line"
    case .pageBreak: "page-break"
    case .column: "column"
    case .cell: "cell"
    case .markdown: "markdown"
    case .leader: "leader"
    case .bullet: "bullet"
    case .footnoteMark: "footnote-mark"
    case .stripBlank: "strip-blank"
    }
  }

  /// What the rule does and why, one sentence for `explain`.
  public var reason: String {
    switch self {
    case .copy: "unchanged"
    case .byteOrderMark: "a byte order mark is no text"
    case .malformed: "bytes that the encoding does not allow are shown as U+FFFD"
    case .reencoded: "bytes that the encoding also writes in another way"
    case .markup: "tags, comments, scripts and the white space around them"
    case .hiddenText: "tags with text between them that the page does not show"
    case .reference: "a character reference of HTML"
    case .superscript: "a number above the line"
    case .ruby: "tags with the reading of an ideograph between them"
    case .mojibake: "text that was read in the wrong encoding"
    case .escape: "an escape that no program read"
    case .nfc: "canonical composition (UAX #15)"
    case .radical: "a radical used as an ideograph"
    case .fullwidth: "a fullwidth letter or digit"
    case .invisible: "an invisible, bidirectional or soft-hyphen code point"
    case .control: "a control code or noncharacter"
    case .presentationForm: "a vertical presentation form"
    case .privateUse: "a private-use code point that stands for an ideograph of HKSCS"
    case .blank: "a run of blanks is one space"
    case .hanSpace: "no space between ideographs and their punctuation"
    case .hanDigitSpace: "no space between an ideograph and a digit"
    case .lineBlank: "blanks at the edge of a line"
    case .lineEnd: "U+000A is the only line end"
    case .joinLine: "a hard-wrapped line is joined with a space"
    case .joinHanLine: "a hard-wrapped Chinese line is joined without a space"
    case .healHyphen: "a word divided at the line end is healed"
    case .blankLines: "at most one blank line in a row"
    case .finalLine: "the text ends with one line end"
    case .pageBreak: "a page break is no text"
    case .column: "text in columns is read column by column"
    case .cell: "cells of a row are separated by a tab"
    case .markdown: "markup residue"
    case .leader: "a leader run"
    case .bullet: "a bullet glyph is a hyphen"
    case .footnoteMark: "a mark is cut with its footnote"
    case .stripBlank: "white space around removed text"
    }
  }
}
