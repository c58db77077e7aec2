internal import Normalize

/// Reads the text of PDFs with pdftotext, a process for each: a PDF is hostile input.
struct PDFConverter: Sendable {
  var limits = ChildProcess.Limits()
  /// Where texts are kept for the next pass and the next run.
  var cache: PDFCache?

  /// The text of a PDF. Throws `PDFError`.
  ///
  /// Complexity: two processes, within the limits; with a cache, reading what the first gave.
  func convert(_ file: [UInt8]) throws(PDFError) -> PDFText {
    if file.isEmpty { throw .empty }
    guard let tools = PDFTools.installed else { throw .missing }
    let digest = Digest(file).hexadecimal
    if let known = cache?.text(digest, tools.version) { return known }
    let result: PDFText
    do {
      result = try convert(try Descriptor.inMemory(file), digest, tools)
    } catch let error as SystemError {
      throw .system(error)
    } catch let error as PDFError {
      throw error
    } catch {
      throw .damaged("\(error)")
    }
    cache?.keep(result)
    return result
  }

  private func convert(
    _ input: consuming Descriptor, _ digest: String, _ tools: PDFTools
  ) throws -> PDFText {
    let told = try ChildProcess.run(
      tools.pdfinfo, ["-box", "-f", "1", "-l", "100000000", "-enc", "UTF-8", "-"], input: input,
      limits)
    try check(told)
    let info = PDFInfo(told.output)
    if info.pages < 1 { throw PDFError.noPages }
    let read = try ChildProcess.run(
      tools.pdftotext, ["-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-"], input: input, limits)
    try check(read)
    var result = PDFText(text: read.output, fileSHA256: digest, tool: tools.version)
    if result.isBlank { throw PDFError.imageOnly }
    result.findPages(info)
    result.judge(read.errors)
    return result
  }

  /// Throws `PDFError` where the program did not come to its end.
  private func check(_ outcome: ChildProcess.Outcome) throws(PDFError) {
    let lines = outcome.errors.split(separator: 0x0A)
    switch outcome.ending {
    case .status(0): return
    case .outOfTime: throw .outOfTime(limits.seconds)
    case .tooMuchOutput: throw .tooLarge(limits.output)
    case .status, .signal:
      if lines.contains(where: { $0.contains(Array("Incorrect password".utf8)) }) {
        throw .encrypted
      }
      if lines.contains(where: { $0.contains(Array("the last page (0)".utf8)) }) { throw .noPages }
      if lines.contains(where: {
        $0.contains(Array("Out of memory".utf8)) || $0.contains(Array("bad_alloc".utf8))
      }) {
        throw .outOfMemory
      }
      if case .signal(let number) = outcome.ending {
        throw .damaged("it ended by signal \(number)")
      }
      // The last error says what made it give up.
      throw .damaged(lines.last.map(PDFText.shown) ?? "")
    }
  }
}
