/// What the glossary keeps of a document: who issued it, when, and which version of the program read
/// it.
///
/// Of one document, what the later version observed replaces what an earlier one did; so a store
/// outlives the mistakes of a version.
public struct FilingRecord: Sendable, Equatable {
  /// The first 8 bytes of the SHA-256 of the source: the document's `id`.
  public var id: UInt64
  /// Version of the program that observed it: `0.1.0`. Of an imported list: `import`.
  public var generator: String
  /// ISO 8601 calendar date.
  public var date: String?
  public var title: String?
  public var issuers: [Metadata.Issuer]

  public init(
    id: UInt64, generator: String, date: String?, title: String?, issuers: [Metadata.Issuer]
  ) {
    (self.id, self.generator, self.date) = (id, generator, date)
    (self.title, self.issuers) = (title, issuers)
  }

  public init(_ document: Document, id: UInt64, generator: String) {
    self.init(
      id: id, generator: generator, date: document.metadata.date, title: document.metadata.title,
      issuers: document.metadata.issuers)
  }

  /// The generator of lists that a person imported: each of its issuers stands for itself.
  public static let list = "import"

  private func metadata(_ issuers: [Metadata.Issuer]) -> Metadata {
    var metadata = Metadata()
    metadata.issuers = issuers
    return metadata
  }

  /// The names of the issuers, as the glossary's keys label them, and the listings beside them:
  /// (`zh:金斯瑞…`, `HKEX:1548`).
  public func listings(_ resources: Resources) -> [(name: String, code: String)] {
    let groups = generator == Self.list ? issuers.map { [$0] } : [issuers]
    return groups.flatMap { group in
      let (codes, names) = metadata(group).issuerKeys(resources)
      return names.flatMap { name in codes.map { (name.label, $0.label) } }
    }
  }

  /// Labels of the names of an issuer: `zh:金斯瑞…`, `en:genscript …`.
  public static func nameLabels(of pair: NamePair, _ resources: Resources) -> [String] {
    func text(_ side: [UInt8]) -> String? {
      side.isEmpty ? nil : String(decoding: side, as: UTF8.self)
    }
    var metadata = Metadata()
    metadata.issuers = [
      Metadata.Issuer(en: text(pair.en), zh: text(pair.zh), role: .issuer, listings: [])
    ]
    return metadata.issuerKeys(resources).names.map(\.label)
  }

  /// Labels of the issuers whose documents short forms of this one serve.
  public func issuerLabels(_ resources: Resources) -> [String] {
    let (codes, names) = metadata(issuers).issuerKeys(resources)
    return (codes.isEmpty ? names : codes).map(\.label)
  }

  /// Numbers of a version, the first the weightiest; anything else is older than a version.
  private var version: [Int] {
    let parts = generator.split(separator: ".").map { Int($0) ?? -1 }
    return parts.contains(-1) ? [] : parts
  }

  /// Whether what this record's version observed replaces what the other's did.
  public func replaces(_ other: FilingRecord) -> Bool {
    if version == other.version { return false }
    return other.version.lexicographicallyPrecedes(version)
  }

  // MARK: - JSON

  /// One line without its end; members in a fixed order.
  public var canonical: [UInt8] {
    var json = JSONWriter()
    json.raw("{\"filing\":")
    json.hexadecimal(id)
    json.raw(",\"generator\":")
    json.string(generator)
    json.raw(",\"date\":")
    json.stringOrNull(date)
    json.raw(",\"title\":")
    json.stringOrNull(title)
    json.raw(",\"issuers\":[")
    for (place, issuer) in issuers.enumerated() {
      if place > 0 { json.comma() }
      json.issuer(issuer)
    }
    json.raw("]}")
    return json.bytes
  }

  /// Reads a line that `canonical` gives. Throws `RecordError`.
  public init(_ value: JSONValue) throws(RecordError) {
    guard let id = value["filing"]?.text.flatMap({ RecordID.word($0) }) else {
      throw RecordError("filing is not 16 hexadecimal digits")
    }
    guard let generator = value["generator"]?.string else {
      throw RecordError("generator is missing")
    }
    if let date = value["date"], date != .null, !(date.string.map(CalendarText.isDay) ?? false) {
      throw RecordError("date is no day such as 2026-03-01")
    }
    var issuers: [Metadata.Issuer] = []
    for issuer in value["issuers"]?.array ?? [] {
      guard let role = Metadata.Issuer.Role(rawValue: issuer["role"]?.string ?? "issuer") else {
        throw RecordError("role of an issuer is none of issuer, offeror, other")
      }
      let listings = (issuer["listings"]?.array ?? []).compactMap {
        listing -> Metadata.Listing? in
        guard let exchange = listing["exchange"]?.string, let code = listing["code"]?.string
        else { return nil }
        return Metadata.Listing(
          exchange: exchange, code: code, counter: listing["counter"]?.string)
      }
      issuers.append(
        Metadata.Issuer(
          en: issuer["en"]?.string, zh: issuer["zh"]?.string, role: role, listings: listings))
    }
    self.init(
      id: id, generator: generator, date: value["date"]?.string, title: value["title"]?.string,
      issuers: issuers)
  }
}

/// Why a line is no record of a glossary.
public struct RecordError: Error, Equatable, Sendable, CustomStringConvertible {
  public let reason: String
  public init(_ reason: String) { self.reason = reason }
  public var description: String { reason }
}
