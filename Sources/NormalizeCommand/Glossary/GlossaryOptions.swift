public import ArgumentParser
internal import Glibc
public import Normalize
internal import NormalizeStore

extension RowTable.Format: ExpressibleByArgument {}
extension Name.Kind: CaseIterable, ExpressibleByArgument {
  public static let allCases: [Name.Kind] = [
    .organization, .person, .place, .law, .product, .term, .title,
  ]
}
extension Name.Official: CaseIterable, ExpressibleByArgument {
  public static let allCases: [Name.Official] = [.en, .zh, .both, .unknown]
}

/// Which glossary: what all of `normalize glossary` share.
struct GlossaryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The store (default: $NORMALIZE_GLOSSARY).", valueName: "file"))
  var glossary: String?

  /// The path of the store. Throws `ValidationError` where none is given.
  func path() throws -> String {
    if let path = glossary ?? Terminal.environment("NORMALIZE_GLOSSARY"), !path.isEmpty {
      return path
    }
    throw ValidationError(
      "Say which glossary: --glossary FILE or NORMALIZE_GLOSSARY; a run leaves one in DIR/glossary.sqlite."
    )
  }

  /// The store, with its entries up to date. Throws `ValidationError` where there is none.
  func store(_ mode: GlossaryStore.Mode) throws -> GlossaryStore {
    try Self.store(try path(), mode)
  }

  static func store(_ path: String, _ mode: GlossaryStore.Mode) throws -> GlossaryStore {
    guard mode == .create || FileSystem.exists(path) else {
      throw ValidationError("\(path): there is no such glossary; `normalize run` makes one.")
    }
    guard try GlossaryFile.isStore(path) else {
      throw ValidationError(
        "\(path) is no store; `normalize glossary import \(path) --glossary G.sqlite` makes one of a list."
      )
    }
    let store = try GlossaryStore(path, mode, try resources())
    try store.settleIfNeeded()
    return store
  }

  static func resources() throws -> Resources { try Resources(rules: RuleSet.builtin()) }
}

/// How rows are printed.
struct RowOptions: ParsableArguments {
  @Option(help: "table for a person; json (one object a line) and csv for programs.")
  var format: RowTable.Format = .table
}

/// Who decides, and why.
struct DecidingOptions: ParsableArguments {
  @OptionGroup var options: GlossaryOptions

  @Option(help: ArgumentHelp("Why: kept with the decision for ever.", valueName: "text"))
  var why: String = ""

  @Option(help: ArgumentHelp("Who decides (default: $USER).", valueName: "name"))
  var by: String?

  var person: String {
    by ?? Terminal.environment("USER") ?? Terminal.environment("LOGNAME") ?? "unknown"
  }

  /// A decision without its time.
  func decision(_ action: Decision.Action, _ pairs: [NamePair]) -> Decision {
    Decision(action, pairs, who: person, when: "", why: why)
  }

  /// Records a decision and says what it was.
  func record(_ decision: Decision, in store: GlossaryStore) throws {
    let id = try store.record(decision, now: Self.now())
    var lines = ["\(id) \(decision.action.rawValue)"]
    lines += Self.lines(decision)
    if let target = decision.target, let undone = try store.decision(target) {
      lines.append("  of \(target) \(undone.action.rawValue) by \(undone.who), \(undone.when)")
      lines += Self.lines(undone).map { "  " + $0 }
    }
    try Terminal.print(lines.map { Terminal.visible($0) + "\n" }.joined())
    try warnOfFuture(store)
  }

  /// What a decision is about.
  private static func lines(_ decision: Decision) -> [String] {
    var lines = decision.pairs.map { "  \($0.shown)" }
    if let replacement = decision.replacement { lines.append("  is \(replacement.shown)") }
    if let official = decision.official { lines.append("  official \(official.rawValue)") }
    if let scope = decision.scope { lines.append("  serves \(scope.shown)") }
    return lines
  }

  /// Says where decisions are dated in the future.
  func warnOfFuture(_ store: GlossaryStore) throws {
    let count = try store.futureDecisions(now: Self.now())
    if count > 0 {
      Terminal.warn(
        "normalize: \(count) decision\(count == 1 ? " is" : "s are") dated in the future, by a clock that ran ahead; what is decided here from now on counts behind"
      )
    }
  }

  static func now() -> Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
  }
}

extension NamePair {
  var shown: String {
    let (en, zh) = (String(decoding: en, as: UTF8.self), String(decoding: zh, as: UTF8.self))
    return en.isEmpty ? zh : zh.isEmpty ? en : "\(en) = \(zh)"
  }
}
