internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

struct GlossaryImport: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument { case jsonl, csv, tsv, tbx, tmx }

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Adds names of a list: CSV or TSV, TBX or TMX, JSON Lines, or a list of securities.",
    discussion: """
      The columns of CSV and TSV may come in any order under the names that exchanges and translation \
      tools give them (English name, 中文名稱, Stock code); without a header the first two are names. \
      A row that cannot be read is reported with its line, the others are imported, and the exit \
      status is 3. Rows with the status accepted or rejected become decisions. Of JSON Lines, the \
      lossless export gives its records, and the glossary.jsonl of a run its names.
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
    if GlossaryStore.isStore(bytes.prefix(16)) {
      throw FailedInput(
        "\(file) is a store: `normalize glossary merge \(file) … --output FILE` joins stores")
    }
    if bytes.allSatisfy({ [0x09, 0x0A, 0x0D, 0x20].contains($0) }) {
      throw FailedInput("\(file) is empty: there is nothing to import")
    }
    let format = type ?? Self.format(bytes, file)
    // Where nothing is written there need not be a store.
    let path = try deciding.options.path()
    let store =
      dryRun && !FileSystem.exists(path)
      ? nil : try GlossaryOptions.store(path, dryRun ? .read : .create)
    if format == .jsonl, GlossaryRecord.isExport(bytes[...]) {
      return try importRecords(bytes, store)
    }
    let list = try list(bytes, format)
    if !list.unread.isEmpty {
      Terminal.warn(
        "normalize: \(file): columns that are not read: \(list.unread.joined(separator: ", "))")
    }
    if let store, !dryRun {
      let (filed, decisions) = GlossaryStore.records(
        list.rows, title: Self.title(file), id: Digest(bytes).id, who: deciding.person,
        why: deciding.why, now: DecidingOptions.now())
      try store.merge([filed], decisions)
      try store.settle()
    } else {
      try Terminal.print(try Self.changes(list.rows, store).text(rows.format))
    }
    for fault in list.faults { Terminal.warn("normalize: \(file), \(fault)") }
    Terminal.warn(
      "normalize: \(list.rows.count) rows \(dryRun ? "would be " : "")imported, "
        + "\(list.faults.count) could not be read")
    if !list.faults.isEmpty { throw ExitStatus.inputsFailed }
  }

  private func list(_ bytes: [UInt8], _ format: Format) throws -> ExchangeList {
    if format == .jsonl {
      do {
        return ExchangeList(try Glossary(try GlossaryOptions.resources(), parsing: bytes))
      } catch let error as GlossaryError {
        throw FailedInput(
          "\(file), \(error); it is neither an export (`glossary export`) nor the glossary.jsonl of a run"
        )
      }
    }
    let text: [UInt8]
    do {
      text = try ListText.decoded(bytes)
    } catch {
      throw FailedInput("\(file): \(error)")
    }
    return switch format {
    case .csv: SeparatedList.read(text, isTabbed: false, exchange: exchange)
    case .tsv: SeparatedList.read(text, isTabbed: true, exchange: exchange)
    case .tbx: TermBase.read(text)
    case .tmx, .jsonl: TranslationMemory.read(text)
    }
  }

  private func importRecords(_ bytes: [UInt8], _ store: GlossaryStore?) throws {
    let ledger: GlossaryLedger
    do {
      ledger = try GlossaryLedger(parsing: bytes, hash: GlossaryStore.hash)
    } catch {
      throw FailedInput("\(file), \(error)")
    }
    let (filings, observations) = (ledger.filings.count, ledger.observationCount)
    let before = try store?.statistics()
    if let store, !dryRun {
      try store.merge(ledger)
      try store.settle()
      try deciding.warnOfFuture(store)
    }
    let after = dryRun ? nil : try store?.statistics()
    var text =
      "normalize: \(filings) filings, \(observations) observations, \(ledger.decisions.count) decisions \(dryRun ? "would be read" : "read")"
    if let before, let after {
      text +=
        "; new: \(after.filings - before.filings), \(after.observations - before.observations), \(after.decisions - before.decisions)"
    }
    Terminal.warn(text)
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
    _ rows: [ExchangeRow], _ store: GlossaryStore?
  ) throws -> RowTable {
    var table = RowTable(["line", "change", "en", "zh", "now"])
    for row in rows {
      let same = try store?.entries(exactly: row.pair) ?? []
      var change = "new"
      var now: String?
      if row.status == "rejected" {
        change = "reject"
      } else if !same.isEmpty {
        change = row.status == "accepted" ? "accept" : "known"
      } else if !row.en.isEmpty, !row.zh.isEmpty {
        let rivals = try [NamePair(en: row.en, zh: []), NamePair(en: [], zh: row.zh)]
          .flatMap { try store?.entries(exactly: $0) ?? [] }
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
