internal import Normalize

/// What `explain` prints: decisions, changes rule by rule, removals, names.
struct Explanation {
  private let document: Document
  private let rules: RuleSet
  private let isColored: Bool

  init(_ document: Document, _ rules: RuleSet, isColored: Bool) {
    self.document = document
    self.rules = rules
    self.isColored = isColored
  }

  func text(path: String) -> String {
    var lines: [String] = []
    let decoded = document.decoded
    let evidence = decoded.evidence
    lines.append(bold(path))
    lines.append(
      "  \(decoded.sourceCount) bytes in \(decoded.encoding.rawValue): \(evidence.kind.rawValue)"
        + (evidence.detail.isEmpty ? "" : " (\(evidence.detail))")
        + "; text of \(document.text.bytes.count) bytes")
    if let last = document.pages.last { lines[1] += "; \(last.number) pages" }
    lines += metadata()
    for warning in document.warnings {
      lines.append("  warning \(warning.code): \(warning.message) \(spans(warning.source))")
    }
    lines += changes() + removals() + tags() + names("Names", document.names)
    lines += names("Candidates, below the floor and not used", document.candidates)
    lines += terms()
    return lines.joined(separator: "\n") + "\n"
  }

  private func metadata() -> [String] {
    let metadata = document.metadata
    var lines = metadata.issuers.map { issuer in
      let names = [issuer.en, issuer.zh].compactMap { $0 }.joined(separator: " = ")
      let codes = issuer.listings.map { "\($0.exchange) \($0.code)" }.joined(separator: ", ")
      return "  \(issuer.role.rawValue): \(names)" + (codes.isEmpty ? "" : " (\(codes))")
    }
    if let title = metadata.title { lines.append("  title: \(Self.visible(title))") }
    if let date = metadata.date { lines.append("  date: \(date)") }
    return lines
  }

  /// Changes, the rule that made most of them first.
  private func changes() -> [String] {
    var byRule: [EditRule: [String]] = [:]
    for edit in document.decoded.edits {
      byRule[edit.rule, default: []].append(place(edit.source))
    }
    for piece in document.text.pieces where piece.rule != .copy {
      let was = DecodedExtent(Int(piece.baseStart), Int(piece.baseEnd))
      let source = document.decoded.source(was)
      let before = Self.quoted(document.decoded.text[was.start..<was.end])
      let after = Self.quoted(document.text.bytes[Int(piece.textStart)..<Int(piece.textEnd)])
      byRule[piece.rule, default: []].append(
        "\(place(source)): \(before) → \(after)")
    }
    if byRule.isEmpty { return [] }
    var lines = ["", bold("Changes")]
    let frequent = byRule.sorted {
      ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue)
    }
    for (rule, found) in frequent {
      lines.append("  \(bold(rule.name)) ×\(found.count): \(rule.reason)")
      lines += found.map { "    \($0)" }
    }
    return lines
  }

  private func removals() -> [String] {
    let removals = document.text.removals
    if removals.isEmpty { return [] }
    var lines = ["", bold("Removed")]
    for removal in removals {
      let rule = rules.rules[Int(removal.rule)]
      let was = DecodedExtent(Int(removal.baseStart), Int(removal.baseEnd))
      let source = document.decoded.source(was)
      lines.append("  \(bold(rule.id)) (\(rule.boilerplateClass.rawValue)), \(place(source))")
      lines.append("    " + Self.quoted(document.decoded.text[was.start..<was.end]))
    }
    return lines
  }

  private func tags() -> [String] {
    if document.tagged.isEmpty { return [] }
    var lines = ["", bold("Recognised and kept")]
    for tag in document.tagged {
      let rule = rules.rules[tag.rule]
      lines.append("  \(bold(rule.id)) (\(rule.boilerplateClass.rawValue)): \(tag.reason)")
      lines.append("    " + Self.quoted(document.text.bytes[tag.start..<tag.end]))
    }
    return lines
  }

  private func names(_ title: String, _ names: [Name]) -> [String] {
    if names.isEmpty { return [] }
    var lines = ["", bold(title)]
    for name in names {
      let sides = [name.en, name.zh].map { $0.isEmpty ? "?" : String(decoding: $0, as: UTF8.self) }
      var facts = [name.kind.rawValue, name.form.rawValue]
      if name.isPaired { facts.append("confidence \(Self.share(name.confidence))") }
      if name.official != .unknown { facts.append("official: \(name.official.rawValue)") }
      if name.inferred { facts.append("inferred, not stated") }
      lines.append("  \(bold(sides.joined(separator: " = "))) (\(facts.joined(separator: ", ")))")
      for evidence in name.evidence {
        lines.append("    \(evidence.kind.rawValue) \(spans(evidence.source))")
      }
      if !name.variants.isEmpty {
        let others = name.variants.map { String(decoding: $0, as: UTF8.self) }
        lines.append("    also " + others.joined(separator: "; "))
      }
    }
    return lines
  }

  private func terms() -> [String] {
    if document.definedTerms.isEmpty { return [] }
    return ["", bold("Defined terms")]
      + document.definedTerms.map { term in
        let name = document.names.indices.contains(term.name) ? document.names[term.name] : nil
        let referent = name.map { $0.en.isEmpty ? $0.zh : $0.en }
        return "  " + String(decoding: term.term, as: UTF8.self)
          + (term.isRole ? " (a role)" : "")
          + (referent.map { " → " + String(decoding: $0, as: UTF8.self) } ?? "")
          + " " + spans(term.source)
      }
  }

  // MARK: - Words

  private func bold(_ text: String) -> String { isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func spans(_ extents: some Collection<SourceExtent>) -> String {
    guard let first = extents.first else { return "" }
    return "at " + page(first)
      + "source " + extents.map { "\($0.start)–\($0.end)" }.joined(separator: ", ")
  }

  private func place(_ source: SourceExtent) -> String {
    "\(page(source))source \(source.start)–\(source.end)"
  }

  /// `page 3, ` of a PDF; empty elsewhere. Complexity: O(log pages).
  private func page(_ source: SourceExtent) -> String {
    var (low, high) = (0, document.pages.count)
    while low < high {
      let middle = (low + high) / 2
      if document.pages[middle].source.end <= source.start {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < document.pages.count ? "page \(document.pages[low].number), " : ""
  }

  private static func share(_ hundredths: Int) -> String {
    hundredths >= 100 ? "1.00" : "0." + (hundredths < 10 ? "0" : "") + "\(hundredths)"
  }

  /// A stretch in quotes with its invisible code points spelled out, cut at 160 code points.
  private static func quoted(_ bytes: ArraySlice<UInt8>) -> String {
    "“" + visible(String(decoding: bytes, as: UTF8.self)) + "”"
  }

  private static func visible(_ text: String) -> String {
    var result = ""
    for (place, scalar) in text.unicodeScalars.enumerated() {
      if place == 160 { return result + "…" }
      switch scalar {
      case "\n": result += "⏎"
      case "\t": result += "⇥"
      case _
      where scalar.properties.isDefaultIgnorableCodePoint || scalar.value < 0x20
        || (0x7F...0xA0).contains(scalar.value) || scalar == "\u{3000}":
        result += "<U+" + Self.hexadecimal(scalar.value) + ">"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
