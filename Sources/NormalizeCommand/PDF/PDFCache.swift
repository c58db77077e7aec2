internal import Glibc
internal import Normalize

/// The texts of PDFs between the passes of a run and between runs: a file for each, named by the
/// digest of the PDF.
///
/// What it holds can be lost at any time; what is damaged, or of another version of pdftotext, is not
/// read. Sendable notes: the set of names is touched with the gate locked.
final class PDFCache: @unchecked Sendable {
  private let folder: String
  private let gate = Gate()
  private var used: Set<String> = []
  private var count = 0

  init(_ folder: String) { self.folder = folder }

  /// Whether there was any PDF.
  var isUsed: Bool {
    gate.lock()
    defer { gate.unlock() }
    return !used.isEmpty
  }

  /// The text of a PDF as it was kept; nil where there is none. Any thread may call it.
  func text(_ digest: String, _ tool: String) -> PDFText? {
    note(digest)
    guard let bytes = try? FileSystem.read(path(digest)), bytes.count > 8 else { return nil }
    var reader = ByteReader(bytes[...])
    guard let check = reader.fixed(), check == UnitReader.check(Array(bytes[8...])),
      let found = PDFText(&reader), found.tool == tool, found.fileSHA256 == digest
    else { return nil }
    return found
  }

  /// Keeps a text; a disk that is full keeps none. Any thread may call it.
  func keep(_ text: PDFText) {
    var content = ByteWriter()
    text.write(to: &content)
    var file = ByteWriter()
    file.fixed(UnitReader.check(content.bytes))
    let bytes = file.bytes + content.bytes
    // Two threads may keep the same file.
    let temporary = "\(folder)/\(next()).tmp"
    do {
      try FileSystem.makeDirectory(folder)
      try Descriptor.open(temporary, .write).write(bytes)
      try FileSystem.rename(temporary, path(text.fileSHA256))
    } catch {
      try? FileSystem.removeFile(temporary)
    }
  }

  /// Removes what was neither asked for nor kept since the beginning: PDFs that are no inputs any more.
  func prune() {
    guard FileSystem.exists(folder), let names = try? FileSystem.names(in: folder) else { return }
    gate.lock()
    let kept = used
    gate.unlock()
    for name in names where !kept.contains(name.name) {
      try? FileSystem.removeFile("\(folder)/\(name.name)")
    }
    if kept.isEmpty { try? FileSystem.removeTree(folder) }
  }

  private func path(_ digest: String) -> String { "\(folder)/\(digest)" }

  private func note(_ digest: String) {
    gate.lock()
    used.insert(digest)
    gate.unlock()
  }

  private func next() -> Int {
    gate.lock()
    defer { gate.unlock() }
    count += 1
    return count
  }
}

extension PDFText {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.text(tool)
    writer.text(fileSHA256)
    writer.data(text)
    writer.number(warnings.count)
    for warning in warnings {
      writer.text(warning.code)
      writer.text(warning.message)
    }
    writer.number(pages.count)
    for page in pages {
      writer.number(page.source.end)
      writer.number(page.box == nil ? 0 : 4)
      for value in page.box ?? [] { writer.number(value) }
    }
  }

  fileprivate init?(_ reader: inout ByteReader) {
    guard let tool = reader.text(), let digest = reader.text(), let text = reader.data() else {
      return nil
    }
    self.init(text: Array(text), fileSHA256: digest, tool: tool)
    guard let warned = reader.number(), warned >= 0 else { return nil }
    for _ in 0..<warned {
      guard let code = reader.text(), let message = reader.text() else { return nil }
      warnings.append(Warning(code: code, message: message))
    }
    guard let count = reader.number(), count >= 0 else { return nil }
    var start = 0
    for number in 0..<count {
      guard let end = reader.number(), end >= start, end <= text.count, let width = reader.number()
      else { return nil }
      var box: [Int] = []
      for _ in 0..<max(0, min(4, width)) {
        guard let value = reader.number() else { return nil }
        box.append(value)
      }
      pages.append(
        Document.Page(
          number: number + 1, source: SourceExtent(start, end), box: box.isEmpty ? nil : box))
      start = end
    }
  }
}
