internal import Normalize

/// The text of a PDF as `pdftotext -layout` gives it: the source that positions count in and that
/// `restore` gives back.
struct PDFText: Equatable, Sendable {
  /// UTF-8, a form feed behind each page.
  var text: [UInt8]
  var pages: [Document.Page] = []
  var warnings: [Warning] = []
  /// Of the PDF, lower-case hexadecimal.
  var fileSHA256: String
  /// Version of pdftotext.
  var tool: String

  struct Warning: Equatable, Sendable {
    var code: String
    var message: String
  }

  /// Text without letters or digits on any page.
  var isBlank: Bool { !text.contains { $0 > 0x20 } }

  /// The pages are what stands before each form feed, where there are as many as the file has.
  ///
  /// Complexity: O(n).
  mutating func findPages(_ info: PDFInfo) {
    var start = 0
    var found: [Document.Page] = []
    var blank: [Int] = []
    while start < text.count {
      let stop = ByteScan.first(0x0C, text.span, start, text.count)
      let end = min(text.count, stop + 1)
      let number = found.count + 1
      if !text[start..<min(stop, text.count)].contains(where: { $0 > 0x20 }) {
        blank.append(number)
      }
      found.append(
        Document.Page(number: number, source: SourceExtent(start, end), box: info.boxes[number]))
      start = end
    }
    guard found.count == info.pages else {
      warnings.append(
        Warning(
          code: "pages",
          message: "the PDF has \(info.pages) pages, its text \(found.count): none is told apart"))
      return
    }
    pages = found
    if !blank.isEmpty, blank.count < found.count {
      let list = blank.prefix(20).map(String.init).joined(separator: ", ")
      warnings.append(
        Warning(
          code: "no-text-layer",
          message:
            "\(blank.count) of \(found.count) pages are blank or images without a text layer: "
            + list + (blank.count > 20 ? ", …" : "")))
    }
  }

  /// Notes what pdftotext said, and fonts that do not say which code points their glyphs are.
  mutating func judge(_ errors: [UInt8]) {
    let lines = errors.split(separator: 0x0A)
    if let pack = lines.first(where: { $0.contains(Array("Missing language pack".utf8)) }) {
      warnings.append(
        Warning(
          code: "missing-language-pack",
          message: "\(Self.shown(pack)); install the package poppler-data and clean the file again")
      )
    }
    let faults = lines.filter {
      $0.starts(with: "Syntax Error".utf8) || $0.starts(with: "Internal Error".utf8)
    }
    if let first = faults.first {
      warnings.append(
        Warning(
          code: "damaged-pdf",
          message: "pdftotext found \(faults.count) errors and may have left text out, first: "
            + Self.shown(first)))
    }
    let (unreadable, all) = glyphsWithoutMeaning()
    if unreadable > 20, 4 * unreadable > all {
      warnings.append(
        Warning(
          code: "unreadable-font",
          message:
            "\(unreadable) of \(all) code points are control codes, private use or U+FFFD: the "
            + "fonts do not say what they show; only OCR reads such pages"))
    }
  }

  /// A line of the program's words: without the place that differs with the build, and not too long.
  static func shown(_ line: ArraySlice<UInt8>) -> String {
    String(String(decoding: line, as: UTF8.self).prefix(160))
  }

  private func glyphsWithoutMeaning() -> (count: Int, all: Int) {
    var (count, all) = (0, 0)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20: continue
      case 0..<0x20, 0x7F..<0xA0, 0xE000...0xF8FF, 0xFFFD: count += 1
      default: break
      }
      all += 1
    }
    return (count, all)
  }
}
