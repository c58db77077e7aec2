internal import Glibc

/// The programs of poppler-utils on this machine.
struct PDFTools: Sendable {
  let pdftotext: String
  let pdfinfo: String
  /// `22.12.0`: the text of a PDF depends on it.
  let version: String

  /// Found once; nil where they are not installed.
  static let installed: PDFTools? = {
    guard let pdftotext = program("pdftotext"), let pdfinfo = program("pdfinfo"),
      let input = try? Descriptor.inMemory([]),
      let told = try? ChildProcess.run(
        pdftotext, ["-v"], input: input, ChildProcess.Limits(seconds: 20))
    else { return nil }
    // `pdftotext version 22.12.0`, on standard error.
    let words = told.errors.prefix { $0 != 0x0A }.split(separator: 0x20)
    guard let last = words.last, words.count >= 3, words[1].elementsEqual("version".utf8) else {
      return nil
    }
    return PDFTools(
      pdftotext: pdftotext, pdfinfo: pdfinfo, version: String(decoding: last, as: UTF8.self))
  }()

  /// The file that a shell would run.
  private static func program(_ name: String) -> String? {
    let folders = Terminal.environment("PATH") ?? "/usr/bin:/bin"
    for folder in folders.split(separator: ":", omittingEmptySubsequences: true) {
      let path = "\(folder)/\(name)"
      guard let status = try? FileSystem.status(path), status.kind == .file else { continue }
      if unsafe access(NativeName.cString(path), X_OK) == 0 { return path }
    }
    return nil
  }
}
