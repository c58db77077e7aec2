internal import Normalize
internal import NormalizeStore

/// The card on a terminal.
extension EntityCard {
  /// What the card says, line by line; what is not known is left out.
  private struct Lines {
    var all: [(label: String, value: String)] = []

    mutating func add(_ label: String, _ value: String) {
      if !value.isEmpty { all.append((label, value)) }
    }
  }

  /// Labels in one column. Complexity: O(n).
  func text(isColored: Bool) throws -> String {
    let title = Terminal.visible(title)
    var text = isColored ? "\u{1B}[1m\(title)\u{1B}[0m\n" : "\(title)\n"
    for (label, value) in try lines().all {
      let blanks = String(repeating: " ", count: max(1, 15 - label.utf8.count))
      text += "  \(label)\(blanks)\(Terminal.visible(value))\n"
    }
    return text
  }

  /// The lines as rows of a label and a value. Complexity: O(n).
  func csv() throws -> String {
    var table = RowTable(["label", "value"])
    table.append([.text("title"), .text(title)])
    for (label, value) in try lines().all { table.append([.text(label), .text(value)]) }
    return table.text(.csv)
  }

  private func lines() throws -> Lines {
    var lines = Lines()
    lines.add("concept", main.concept)
    lines.add("kind", main.entry.kind.rawValue)
    let percent = main.entry.confidence
    lines.add("status", "\(Self.status(main)), confidence \(percent)%, serves \(main.scope)")
    for stored in entries { lines.add("name", Self.line(stored)) }
    lines.add("official", officialLine)
    lines.add("variants", variants.joined(separator: "; "))
    for former in formerNames {
      lines.add("former name", "\(former.pair.shown), former by \(former.filing.shown)")
    }
    lines.add("listings", try listings().joined(separator: ", "))
    if let form = legalForm {
      lines.add("legal form", [form.en, form.zh].filter { !$0.isEmpty }.joined(separator: " = "))
      lines.add("registered in", form.shownJurisdictions)
    }
    let filings = filings
    lines.add("filings", String(filings.count))
    if let first = filings.first { lines.add("first filing", first.shown) }
    if filings.count > 1, let last = Self.last(filings) { lines.add("last filing", last.shown) }
    for (label, quotation) in [
      ("context en", context { $0.enContext }), ("context zh", context { $0.zhContext }),
    ] {
      if let quotation { lines.add(label, quotation.shown) }
    }
    for rival in try rivals() {
      lines.add(
        "conflict",
        "\(rival.one.pair.shown) (\(rival.one.entry.documents.count) documents) against "
          + "\(rival.other.pair.shown) (\(rival.other.entry.documents.count))")
    }
    for decided in try decisions() { lines.add("decision", Self.line(decided)) }
    return lines
  }

  private static func line(_ stored: StoredEntry) -> String {
    let entry = stored.entry
    let forms =
      entry.isPaired && entry.enForm != entry.zhForm
      ? "en \(entry.enForm.rawValue), zh \(entry.zhForm.rawValue)" : stored.form.rawValue
    let inferred = entry.isInferred ? ", inferred" : ""
    return "\(stored.pair.shown) (\(forms), \(stored.scope), \(status(stored))\(inferred))"
  }

  private var officialLine: String {
    let side = main.entry.official.rawValue
    return decidingSentence.map { "\(side): \($0.shown)" } ?? side
  }

  private static func line(_ decided: Decided) -> String {
    let decision = decided.decision
    var text = "\(decision.when) \(decision.action.rawValue) by \(decision.who)"
    if let official = decision.official { text += ": \(official.rawValue)" }
    if let scope = decision.scope { text += ": \(scope.shown)" }
    // The card has the names of a concept; each decision is about some of them.
    let about = decision.pairs.map(\.shown).joined(separator: "; ")
    let isOf = decision.official != nil || decision.scope != nil
    if !about.isEmpty { text += isOf ? " of \(about)" : ": \(about)" }
    if let replacement = decision.replacement { text += " is \(replacement.shown)" }
    if let target = decision.target { text += " of \(target.description.prefix(8))" }
    if !decision.why.isEmpty { text += " — \(decision.why)" }
    text += " [\(decided.id.description.prefix(8))]"
    if !decided.isActive { text += " (undone)" }
    if decided.isSuperseded { text += " (history: another pair was accepted later)" }
    return text
  }
}

extension EntityCard.Quotation {
  var shown: String { "“\(String(decoding: text, as: UTF8.self))” (\(filing.shown))" }
}

extension LegalForm {
  /// Few places at most: many use `Limited`.
  var places: [String] { jurisdictions.count < 4 ? jurisdictions : [] }

  var shownJurisdictions: String {
    places.isEmpty
      ? "many use this form" : places.joined(separator: " or ") + " (by legal form and place)"
  }
}

extension Decision.Scope {
  /// As `glossary scope` takes it.
  var shown: String {
    switch self {
    case .global: "global"
    case .document: "document"
    case .issuer(let label): label
    }
  }
}
