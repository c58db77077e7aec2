internal import ArgumentParser
internal import Normalize
internal import NormalizeStore

/// Which entries an argument means: a concept by its sixteen digits, or a name in either language.
struct NameSelection {
  let store: GlossaryStore

  /// The entries that a concept or a name stands for, exactly.
  ///
  /// Throws `ValidationError` with the nearest names where there are none.
  func entries(_ argument: String) throws -> [StoredEntry] {
    if let concept = RecordID.word(Array(argument.utf8)) {
      let found = try store.entries(ofConcept: concept)
      if !found.isEmpty { return found }
    }
    let name = Array(argument.utf8)
    let isHan = GlossarySide.isHan(name)
    let found = try store.entries(
      exactly: NamePair(en: isHan ? [] : name, zh: isHan ? name : []))
    guard found.isEmpty else { return found }
    let near = try store.lookup(argument, limit: 3).map { "\($0.entry.pair.shown)" }
    throw ValidationError(
      near.isEmpty
        ? "\(argument) is no name of this glossary."
        : "\(argument) is no name of this glossary; nearest are \(near.joined(separator: ", ")).")
  }

  /// The pairs that a decision about an argument is about: of a concept all that are in use, of a
  /// name the one pair that it is a side of. What was turned down is meant where nothing else is.
  ///
  /// Throws `ValidationError` where a name has several counterparts.
  func pairs(_ argument: String) throws -> [NamePair] {
    let all = try entries(argument)
    let alive = all.filter(\.entry.status.isAlive)
    let found = alive.isEmpty ? all : alive
    var pairs: [NamePair] = []
    for stored in found where !pairs.contains(stored.pair) { pairs.append(stored.pair) }
    if RecordID.word(Array(argument.utf8)) != nil { return pairs }
    let paired = pairs.filter { !$0.en.isEmpty && !$0.zh.isEmpty }
    if paired.isEmpty { return pairs }
    if paired.count > 1 {
      let several = paired.map(\.shown).joined(separator: ", ")
      throw ValidationError(
        "\(argument) has several counterparts: \(several); say which with --en and --zh.")
    }
    return paired
  }
}

/// The names that a decision is about: arguments, or one pair by its two sides.
struct NameArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Concepts (16 digits) or names of either language.", valueName: "name"))
  var names: [String] = []

  @Option(help: ArgumentHelp("The English side of the pair.", valueName: "name"))
  var en: String?

  @Option(help: ArgumentHelp("The Chinese side of the pair.", valueName: "name"))
  var zh: String?

  /// One side alone is a name like those of the arguments; both are a pair, which need not be there.
  ///
  /// Throws `ValidationError` where nothing, or what is not there, is named.
  func pairs(in store: GlossaryStore) throws -> [NamePair] {
    let selection = NameSelection(store: store)
    var pairs = try names.flatMap { try selection.pairs($0) }
    if let side = en ?? zh, en == nil || zh == nil {
      pairs += try selection.pairs(side)
    } else if let en, let zh {
      let pair = NamePair(
        en: GlossarySide.tidy(en.utf8), zh: GlossarySide.tidy(zh.utf8))
      if try store.entries(exactly: pair).isEmpty {
        Terminal.warn(
          "normalize: \(pair.shown) is no pair of this glossary yet; the decision is kept for when it is"
        )
      }
      if let fault = GlossarySide.fault(en: pair.en, zh: pair.zh) {
        throw ValidationError("--en, --zh: \(fault).")
      }
      pairs.append(pair)
    }
    if pairs.isEmpty {
      throw ValidationError("Name a concept or a name, or a pair by --en and --zh.")
    }
    return pairs
  }
}
