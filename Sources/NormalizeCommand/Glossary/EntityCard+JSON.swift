internal import Normalize
internal import NormalizeStore

/// The card for programs.
extension EntityCard {
  /// One object on one line. Numbers are numbers; what is not known is null or empty.
  ///
  /// Complexity: O(n).
  func json() throws -> String {
    var members = [
      ("concept", Self.quoted(main.concept)), ("title", Self.quoted(title)),
      ("en", Self.quotedOrNull(main.en)), ("zh", Self.quotedOrNull(main.zh)),
      ("kind", Self.quoted(main.entry.kind.rawValue)), ("status", Self.quoted(Self.status(main))),
      ("confidence", RowTable.Value.fraction(Int(main.entry.confidence)).json),
      ("scope", Self.quoted(main.scope)), ("names", Self.array(entries.map(Self.object))),
    ]
    members.append(
      (
        "official",
        Self.object([
          ("side", Self.quoted(main.entry.official.rawValue)),
          ("sentence", Self.orNull(decidingSentence.map(Self.object))),
        ])
      ))
    members.append(("variants", Self.array(variants.map(Self.quoted))))
    members.append(
      (
        "formerNames",
        Self.array(
          formerNames.map { former in
            Self.object(Self.sides(former.pair) + [("filing", Self.object(former.filing))])
          })
      ))
    members.append(("listings", Self.array(try listings().map(Self.quoted))))
    let form = legalForm
    members.append(
      (
        "legalForm",
        Self.orNull(
          form.map {
            Self.object([("en", Self.quotedOrNull($0.en)), ("zh", Self.quotedOrNull($0.zh))])
          })
      ))
    members.append(("registeredIn", Self.array((form?.places ?? []).map(Self.quoted))))
    let filings = filings
    members.append(("filings", String(filings.count)))
    members.append(("firstFiling", Self.orNull(filings.first.map(Self.object))))
    members.append(("lastFiling", Self.orNull(Self.last(filings).map(Self.object))))
    let contexts = [("en", context { $0.enContext }), ("zh", context { $0.zhContext })]
    members.append(
      ("contexts", Self.object(contexts.map { ($0, Self.orNull($1.map(Self.object))) })))
    members.append(
      (
        "conflicts",
        Self.array(
          try rivals().map { rival in
            Self.object(
              [("one", rival.one), ("other", rival.other)].map { name, stored in
                (
                  name,
                  Self.object(
                    Self.sides(stored.pair) + [
                      ("concept", Self.quoted(stored.concept)),
                      ("documents", String(stored.entry.documents.count)),
                    ])
                )
              })
          })
      ))
    members.append(("decisions", Self.array(try decisions().map(Self.object))))
    return Self.object(members) + "\n"
  }

  // MARK: - Parts

  private static func quoted(_ text: String) -> String { JSONText.quoted(text) }

  private static func quotedOrNull(_ text: String) -> String {
    text.isEmpty ? "null" : quoted(text)
  }

  private static func orNull(_ json: String?) -> String { json ?? "null" }

  private static func array(_ items: [String]) -> String {
    "[" + items.joined(separator: ",") + "]"
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(quoted($0)):\($1)" }.joined(separator: ",") + "}"
  }

  private static func sides(_ pair: NamePair) -> [(String, String)] {
    [
      ("en", quotedOrNull(String(decoding: pair.en, as: UTF8.self))),
      ("zh", quotedOrNull(String(decoding: pair.zh, as: UTF8.self))),
    ]
  }

  private static func object(_ stored: StoredEntry) -> String {
    let entry = stored.entry
    return object(
      sides(stored.pair) + [
        ("enForm", stored.en.isEmpty ? "null" : quoted(entry.enForm.rawValue)),
        ("zhForm", stored.zh.isEmpty ? "null" : quoted(entry.zhForm.rawValue)),
        ("form", quoted(stored.form.rawValue)), ("scope", quoted(stored.scope)),
        ("status", quoted(status(stored))),
        ("confidence", RowTable.Value.fraction(Int(entry.confidence)).json),
        ("inferred", entry.isInferred ? "true" : "false"),
        ("documents", String(entry.documents.count)),
        ("evidence", array(entry.evidence.map { quoted($0.rawValue) })),
      ])
  }

  private static func object(_ filing: FilingRecord) -> String {
    object([
      ("id", quoted(RecordID.digits(filing.id))), ("date", quotedOrNull(filing.date ?? "")),
      ("title", quotedOrNull(filing.title ?? "")),
    ])
  }

  private static func object(_ quotation: Quotation) -> String {
    object([
      ("text", quoted(String(decoding: quotation.text, as: UTF8.self))),
      ("filing", object(quotation.filing)),
    ])
  }

  private static func object(_ decided: Decided) -> String {
    let decision = decided.decision
    var members = [
      ("id", quoted(decided.id.description)), ("action", quoted(decision.action.rawValue)),
      ("names", array(decision.pairs.map { object(sides($0)) })),
    ]
    if let replacement = decision.replacement {
      members.append(("replacement", object(sides(replacement))))
    }
    if let official = decision.official { members.append(("official", quoted(official.rawValue))) }
    if let scope = decision.scope { members.append(("scope", quoted(scope.shown))) }
    if let target = decision.target { members.append(("target", quoted(target.description))) }
    members += [
      ("who", quoted(decision.who)), ("when", quoted(decision.when)),
      ("why", quoted(decision.why)), ("counts", decided.isActive ? "true" : "false"),
      ("superseded", decided.isSuperseded ? "true" : "false"),
    ]
    return object(members)
  }
}
