internal import ArgumentParser
internal import Normalize

struct TwinCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case json, tmx, html }

  static let configuration = CommandConfiguration(
    commandName: "twin",
    abstract: "Aligns the English and the Chinese version of one filing.",
    discussion: """
      Prints which sentences say the same, the names and defined terms of both versions, and what does \
      not agree: dates, times, numbers, sentences of one version alone.
      """)

  @Argument(help: ArgumentHelp("The English version.", valueName: "en"))
  var english: String

  @Argument(help: ArgumentHelp("The Chinese version.", valueName: "zh"))
  var chinese: String

  @Option(
    help: "json (normalize/twin/1), tmx (TMX 1.4 for translation tools) or html, side by side.")
  var format: Format = .json

  @OptionGroup var cleaning: CleaningOptions

  func run() throws {
    let (en, zh) = (try read(english), try read(chinese))
    let options = try cleaning.pipelineOptions()
    let resources = try cleaning.resources()
    var aligner = TwinAligner(resources, options)
    let known = try cleaning.knownNames(resources)
    let twin = try aligner.align(
      en.text, as: en.form, zh.text, as: zh.form, glossary: known?.glossary,
      decisions: known.map { DecisionFold($0.decisions, resources) })
    if twin.english.isMostlyChinese, !twin.chinese.isMostlyChinese {
      throw ValidationError(
        "\(english) is Chinese and \(chinese) is English: give the English version first.")
    }
    var output: [UInt8] = []
    switch format {
    case .json:
      TwinWriter.write(
        twin, en: identity(english, en), zh: identity(chinese, zh), to: &output)
    case .tmx: TMXRenderer.render(twin, into: &output)
    case .html: TwinRenderer.render(twin, paths: (english, chinese), into: &output)
    }
    try Terminal.print(output)
  }

  private func read(_ path: String) throws -> Record {
    if let status = try? FileSystem.status(path), status.kind == .directory {
      throw ValidationError("\(path) is a directory; a version is one file.")
    }
    return try Inputs.record(path, cleaning.pdfConverter)
  }

  private func identity(_ path: String, _ record: Record) -> DocumentIdentity {
    DocumentIdentity(
      path: NativeName.shown(path), sha256: Digest(record.text).hexadecimal,
      fileSHA256: record.pdf?.fileSHA256)
  }
}

extension Document {
  /// Chinese segments hold more bytes than English ones.
  fileprivate var isMostlyChinese: Bool {
    var balance = 0
    for segment in segments {
      switch segment.language {
      case .en: balance -= segment.end - segment.start
      case .chinese, .simplified, .traditional: balance += segment.end - segment.start
      case .undetermined: break
      }
    }
    return balance > 0
  }
}
