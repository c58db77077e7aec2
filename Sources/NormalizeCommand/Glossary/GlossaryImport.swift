internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryImport: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case jsonl, csv, tsv, tbx, tmx }

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Adds names of a list: CSV or TSV, TBX or TMX, JSON Lines, or a list of securities.",
    discussion: """
      The columns of CSV and TSV may come in any order under the names that exchanges and translation \
      tools give them (English name, 中文名稱, Stock code); without a header the first two are names. \
      A row that cannot be read is reported with its line, the others are imported, and the exit \
      status is 3. Rows with the status accepted or rejected become decisions.
      """)

  @Argument(help: "The list; its encoding is detected.")
  var file: String

  @OptionGroup var deciding: DecidingOptions
  @OptionGroup var rows: RowOptions

  @Option(name: .customLong("from"), help: "What the file is (default: by content).")
  var type: Format?

  @Option(help: ArgumentHelp("Of a list of securities: HKEX, SSE, SZSE, SGX.", valueName: "name"))
  var exchange: String?

  @Flag(help: "Print what would change, and change nothing.")
  var dryRun = false

  func run() throws {
    let bytes = try Inputs.read(file)
    let format = type ?? Self.format(bytes, file)
    let store = try deciding.options.store(dryRun ? .open : .create)
    if format == .jsonl { return try importRecords(bytes, store) }
    let text: [UInt8]
    do {
      text = try ListText.decoded(bytes)
    } catch {
      throw ValidationError("\(file): \(error)")
    }
    let list =
      switch format {
      case .csv: SeparatedList.read(text, isTabbed: false, exchange: exchange)
      case .tsv: SeparatedList.read(text, isTabbed: true, exchange: exchange)
      case .tbx: TermBase.read(text)
      case .tmx, .jsonl: TranslationMemory.read(text)
      }
    if dryRun {
      try Terminal.print(try Self.changes(list.rows, store).text(rows.format))
    } else {
      let (filed, decisions) = GlossaryStore.records(
        list.rows, title: Self.title(file), id: Digest(bytes).id, who: deciding.person,
        why: deciding.why, now: DecidingOptions.now())
      try store.merge([filed], decisions)
      try store.settle()
    }
    for fault in list.faults { Terminal.warn("normalize: \(file), \(fault)") }
    Terminal.warn(
      "normalize: \(list.rows.count) rows \(dryRun ? "would be " : "")imported, "
        + "\(list.faults.count) could not be read")
    if !list.faults.isEmpty { throw ExitStatus.inputsFailed }
  }

  private func importRecords(_ bytes: [UInt8], _ store: GlossaryStore) throws {
    guard GlossaryRecord.isExport(bytes[...]) else {
      throw ValidationError(
        "\(file) is not the lossless export (`glossary export`); a run's glossary.jsonl is given to --glossary, and its store to `glossary merge`."
      )
    }
    let ledger: GlossaryLedger
    do {
      ledger = try GlossaryLedger(parsing: bytes, hash: GlossaryStore.hash)
    } catch {
      throw ValidationError("\(file), \(error)")
    }
    if dryRun {
      return try Terminal.print(
        "\(ledger.filings.count) filings, \(ledger.observationCount) observations, \(ledger.decisions.count) decisions\n"
      )
    }
    try store.merge(ledger)
    try store.settle()
  }

  private static func format(_ bytes: [UInt8], _ path: String) -> Format {
    if GlossaryRecord.isExport(bytes[...]) || path.hasSuffix(".jsonl") { return .jsonl }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    if head.contains("<martif") || head.contains("<tbx") { return .tbx }
    if head.contains("<tmx") { return .tmx }
    let line = bytes.prefix { $0 != 0x0A }
    return line.contains(0x09) ? .tsv : .csv
  }

  /// The name of the file without its folder: the same list has the same title everywhere.
  private static func title(_ path: String) -> String {
    NativeName.shown(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// What each row would do.
  private static func changes(
    _ rows: [ExchangeRow], _ store: GlossaryStore
  ) throws -> RowTable {
    var table = RowTable(["line", "change", "en", "zh", "now"])
    for row in rows {
      let same = try store.entries(exactly: row.pair)
      var change = "new"
      var now: String?
      if row.status == "rejected" {
        change = "reject"
      } else if !same.isEmpty {
        change = row.status == "accepted" ? "accept" : "known"
      } else if !row.en.isEmpty, !row.zh.isEmpty {
        let rivals = try [NamePair(en: row.en, zh: []), NamePair(en: [], zh: row.zh)]
          .flatMap { try store.entries(exactly: $0) }
          .filter { $0.entry.isPaired && $0.entry.status.isAlive }
        if let rival = rivals.first { (change, now) = ("contradicts", rival.pair.shown) }
      }
      table.append([
        .number(row.line), .text(change), .optional(String(decoding: row.en, as: UTF8.self)),
        .optional(String(decoding: row.zh, as: UTF8.self)), .optional(now),
      ])
    }
    return table
  }
}
