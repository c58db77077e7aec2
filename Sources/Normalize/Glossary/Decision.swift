/// The two sides of a name as a decision speaks of them; one may be empty.
public struct NamePair: Hashable, Sendable {
  public var en: [UInt8]
  public var zh: [UInt8]

  public init(en: [UInt8], zh: [UInt8]) { (self.en, self.zh) = (en, zh) }

  public init(en: String, zh: String) { self.init(en: Array(en.utf8), zh: Array(zh.utf8)) }
}

/// What a person decided of names: durable, with who, when and why.
///
/// A decision speaks of names, not of entries or concepts, whose numbers may change when more
/// documents are read: so it holds for every spelling of them, in every scope, for ever, until
/// another decision says otherwise. Content-addressed by its canonical form.
public struct Decision: Sendable, Equatable {
  public enum Action: String, Sendable, CaseIterable {
    /// The pair is right: it is used whatever contradicts it.
    case accept
    /// The pair is wrong: it is never used, however many documents state it.
    case reject
    /// The pair is wrong and `replacement` is right.
    case correct
    /// The names are those of one concept.
    case join
    /// The names are those of a concept of their own.
    case split
    /// `official` is the official side of the names.
    case official
    /// The names serve the documents that `scope` says.
    case scope
    /// `target`, a decision, no longer counts.
    case undo
  }

  /// Which documents a name serves.
  public enum Scope: Hashable, Sendable {
    case global
    /// Those of the issuer with this label: `HKEX:1548`.
    case issuer(String)
    /// None but those that state it.
    case document
  }

  public var action: Action
  public var pairs: [NamePair]
  public var replacement: NamePair?
  public var official: Name.Official?
  public var scope: Scope?
  public var target: RecordID?
  /// Of an accepted or corrected pair that no document states.
  public var kind: Name.Kind?
  public var form: Name.Form?
  /// Decisions that were known and speak of the same names although they are dated later, by a clock
  /// that ran ahead: this one counts behind them.
  public var after: [RecordID] = []
  public var who: String
  /// ISO 8601, UTC, with milliseconds: `2026-03-01T09:30:00.000Z`. Decisions count in its order.
  public var when: String
  public var why: String

  public init(
    _ action: Action, _ pairs: [NamePair], who: String, when: String, why: String
  ) {
    (self.action, self.pairs) = (action, pairs)
    (self.who, self.when, self.why) = (who, when, why)
  }

  // MARK: - JSON

  /// One line without its end and its address; members in a fixed order.
  public var canonical: [UInt8] {
    var json = JSONWriter()
    json.raw("{\"action\":")
    json.string(action.rawValue)
    json.raw(",\"names\":[")
    for (place, pair) in pairs.enumerated() {
      if place > 0 { json.comma() }
      Self.write(pair, &json)
    }
    json.raw("]")
    if let replacement {
      json.raw(",\"replacement\":")
      Self.write(replacement, &json)
    }
    if let official {
      json.raw(",\"official\":")
      json.raw(official.quoted)
    }
    switch scope {
    case nil: break
    case .global: json.raw(",\"scope\":\"global\"")
    case .document: json.raw(",\"scope\":\"document\"")
    case .issuer(let label):
      json.raw(",\"scope\":{\"issuer\":")
      json.string(label)
      json.raw("}")
    }
    if let target {
      json.raw(",\"target\":")
      json.string(target.description)
    }
    if let kind {
      json.raw(",\"kind\":")
      json.raw(kind.quoted)
    }
    if let form {
      json.raw(",\"form\":")
      json.raw(form.quoted)
    }
    if !after.isEmpty {
      json.raw(",\"after\":[")
      for (place, id) in after.enumerated() {
        if place > 0 { json.comma() }
        json.string(id.description)
      }
      json.raw("]")
    }
    json.raw(",\"who\":")
    json.string(who)
    json.raw(",\"when\":")
    json.string(when)
    json.raw(",\"why\":")
    json.string(why)
    json.raw("}")
    return json.bytes
  }

  private static func write(_ pair: NamePair, _ json: inout JSONWriter) {
    json.raw("{\"en\":")
    json.stringOrNull(pair.en)
    json.raw(",\"zh\":")
    json.stringOrNull(pair.zh)
    json.raw("}")
  }

  /// Reads what `canonical` gives. Throws `RecordError`.
  public init(_ value: JSONValue) throws(RecordError) {
    guard let action = value["action"]?.string.flatMap(Action.init(rawValue:)) else {
      let known = Action.allCases.map(\.rawValue).joined(separator: ", ")
      throw RecordError("action is none of \(known)")
    }
    guard let who = value["who"]?.string, let when = value["when"]?.string,
      let why = value["why"]?.string
    else { throw RecordError("who, when or why is missing") }
    guard CalendarText.isInstant(when) else {
      throw RecordError("when is no moment such as 2026-03-01T09:30:00.000Z")
    }
    var pairs: [NamePair] = []
    for pair in value["names"]?.array ?? [] { pairs.append(try Self.pair(pair)) }
    self.init(action, pairs, who: who, when: when, why: why)
    if let given = value["replacement"] { replacement = try Self.pair(given) }
    if value["official"] != nil {
      official = try ObservationRecord.word(value, "official", .unknown)
    }
    if let given = value["scope"] {
      if let label = given["issuer"]?.string {
        scope = .issuer(label)
      } else if given.string == "global" {
        scope = .global
      } else if given.string == "document" {
        scope = .document
      } else {
        throw RecordError("scope is none of global, document, {\"issuer\":…}")
      }
    }
    if let given = value["target"] {
      guard let id = given.text.flatMap({ RecordID($0) }) else {
        throw RecordError("target is not 32 hexadecimal digits")
      }
      target = id
    }
    for given in value["after"]?.array ?? [] {
      guard let id = given.text.flatMap({ RecordID($0) }) else {
        throw RecordError("after has what is not 32 hexadecimal digits")
      }
      after.append(id)
    }
    if value["kind"] != nil { kind = try ObservationRecord.word(value, "kind", .organization) }
    if value["form"] != nil { form = try ObservationRecord.word(value, "form", .full) }
    if let fault { throw RecordError(fault) }
  }

  private static func pair(_ value: JSONValue) throws(RecordError) -> NamePair {
    let pair = NamePair(en: value["en"]?.text ?? [], zh: value["zh"]?.text ?? [])
    if let reason = GlossarySide.fault(en: pair.en, zh: pair.zh) { throw RecordError(reason) }
    return pair
  }

  /// What keeps it from being a decision; nil where nothing does.
  public var fault: String? {
    if action != .undo, pairs.isEmpty { return "\(action.rawValue) names nothing" }
    switch action {
    case .correct: return replacement == nil ? "correct has no replacement" : nil
    case .official: return official == nil ? "official has no side" : nil
    case .scope: return scope == nil ? "scope says none" : nil
    case .undo: return target == nil ? "undo has no target" : nil
    case .accept, .reject, .join, .split: return nil
    }
  }
}
