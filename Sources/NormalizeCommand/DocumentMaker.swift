internal import Normalize

/// What `clean` and `run` print a document as.
enum OutputFormat: String, CaseIterable, Sendable { case text, json, markdown, html }

/// Cleans sources and renders them: one for each thread.
struct DocumentMaker {
  private var cleaner: Cleaner
  private var writer: DocumentWriter
  private let glossary: Glossary?
  private let format: OutputFormat

  init(
    _ resources: Resources, _ options: Options, glossary: Glossary?, format: OutputFormat,
    writesLedger: Bool
  ) {
    cleaner = Cleaner(resources, options)
    writer = DocumentWriter(writesLedger: writesLedger)
    self.glossary = glossary
    self.format = format
  }

  /// Appends the document that `record` is. Throws `ICUError`.
  mutating func make(
    _ record: Record, path: String, into output: inout [UInt8]
  ) throws(ICUError) {
    var document = try cleaner.clean(record.text, as: record.form, glossary: glossary)
    record.annotate(&document)
    switch format {
    case .json:
      let identity = DocumentIdentity(
        path: path, recordID: record.id, sha256: Digest(record.text).hexadecimal,
        fileSHA256: record.pdf?.fileSHA256)
      writer.write(document, identity, rules: cleaner.resources.rules, to: &output)
    case .text:
      output.append(
        contentsOf: cleaner.options.gloss == .none ? document.text.bytes : document.glossed)
    case .markdown:
      MarkdownRenderer.render(document, into: &output)
    case .html:
      HTMLRenderer.render(document, title: record.id ?? path, into: &output)
    }
  }
}
