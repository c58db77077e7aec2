/// Why a PDF gives no text.
struct PDFError: Error, Equatable, Sendable, CustomStringConvertible {
  /// For `failures.jsonl`.
  let code: String
  let reason: String

  var description: String { reason }

  static let imageOnly = PDFError(
    code: "imageOnly",
    reason: "image only: no text layer; add one first, as ocrmypdf does")
  static let encrypted = PDFError(
    code: "encrypted",
    reason: "it is encrypted and needs a password; save it without one, as `qpdf --decrypt` does")
  static let empty = PDFError(code: "empty", reason: "it is empty: 0 bytes, no PDF")
  static let noPages = PDFError(code: "noPages", reason: "the PDF has no pages")
  static let missing = PDFError(
    code: "noPdftotext",
    reason: "PDF needs the program pdftotext; install the packages poppler-utils and poppler-data")

  static func damaged(_ detail: String) -> PDFError {
    PDFError(
      code: "damagedPDF",
      reason: "pdftotext cannot read the PDF" + (detail.isEmpty ? "" : ": \(detail)"))
  }

  static func outOfTime(_ seconds: Int) -> PDFError {
    PDFError(
      code: "outOfTime",
      reason: "pdftotext took more than \(seconds) s; --pdf-seconds gives it more")
  }

  static func tooLarge(_ limit: Int) -> PDFError {
    PDFError(code: "tooLarge", reason: "the PDF has more than \(limit >> 20) MB of text")
  }

  static let outOfMemory = PDFError(
    code: "tooLarge", reason: "pdftotext ran out of the memory that it is given for one PDF")

  static func system(_ error: SystemError) -> PDFError {
    PDFError(code: error.name, reason: "pdftotext cannot be started: \(error.reason)")
  }
}
