internal import Normalize

/// Views for other fields: SKOS as JSON-LD, and FollowTheMoney entities. Written only.
enum LinkedData {
  /// A SKOS concept scheme in JSON-LD 1.1. Complexity: O(n).
  static func skos(_ rows: [ExchangeRow], _ keys: SearchKeys) -> String {
    var text = """
      {"@context":{"skos":"http://www.w3.org/2004/02/skos/core#","prefLabel":"skos:prefLabel",\
      "altLabel":"skos:altLabel","hiddenLabel":"skos:hiddenLabel","note":"skos:note",\
      "inScheme":{"@id":"skos:inScheme","@type":"@id"}},"@graph":[
      {"@id":"urn:normalize:glossary","@type":"skos:ConceptScheme"}
      """
    for (concept, members) in TermBase.grouped(rows) {
      var preferred: [String] = []
      var others: [String] = []
      var hidden: [String] = []
      var taken: Set<String> = []
      // SKOS: one preferred label a language, and no label twice.
      for row in members.sorted(by: isFuller) {
        let sides = [("en", row.en), (keys.language(ofChinese: row.zh).rawValue, row.zh)]
        for (language, side) in sides where !side.isEmpty {
          let value = quoted(String(decoding: side, as: UTF8.self))
          let label = "{\"@language\":\"\(language)\",\"@value\":\(value)}"
          guard taken.insert(label).inserted else { continue }
          if row.status == "rejected" {
            hidden.append(label)
          } else if row.enForm != .former, row.zhForm != .former,
            taken.insert("preferred \(language)").inserted
          {
            preferred.append(label)
          } else {
            others.append(label)
          }
        }
      }
      text += ",\n{\"@id\":\"urn:normalize:concept:\(RecordID.digits(concept))\","
      text += "\"@type\":\"skos:Concept\",\"inScheme\":\"urn:normalize:glossary\""
      for (name, labels) in [
        ("prefLabel", preferred), ("altLabel", others), ("hiddenLabel", hidden),
      ] where !labels.isEmpty {
        text += ",\"\(name)\":[\(labels.joined(separator: ","))]"
      }
      text += ",\"note\":\(quoted(members[0].kind.rawValue))}"
    }
    return text + "\n]}\n"
  }

  private static func isFuller(_ a: ExchangeRow, _ b: ExchangeRow) -> Bool {
    func weight(_ row: ExchangeRow) -> Int {
      (row.status == "rejected" ? 4 : 0) + (row.enForm == .full && row.zhForm == .full ? 0 : 2)
        + (row.en.isEmpty || row.zh.isEmpty ? 1 : 0)
    }
    return weight(a) == weight(b) ? ExchangeRow.precedes(a, b) : weight(a) < weight(b)
  }

  /// FollowTheMoney entities, one a line: organizations and persons. Complexity: O(n).
  static func entities(
    _ rows: [ExchangeRow], _ resources: Resources, listings: (NamePair) throws -> [String]
  ) rethrows -> String {
    var text = ""
    for (concept, members) in TermBase.grouped(rows) {
      let used = members.filter { $0.status != "rejected" }.sorted(by: isFuller)
      guard let main = used.first, main.kind == .organization || main.kind == .person else {
        continue
      }
      let form = main.kind == .organization ? LegalForm(main.pair, resources) : nil
      var names: [(property: String, value: String)] = []
      func add(_ property: String, _ value: String) {
        if !value.isEmpty, !names.contains(where: { $0.value == value }) {
          names.append((property, value))
        }
      }
      for row in used {
        for (side, form) in [(row.en, row.enForm), (row.zh, row.zhForm)] {
          let value = String(decoding: side, as: UTF8.self)
          switch form {
          case .full: add("name", value)
          case .short: add("alias", value)
          case .abbreviation: add("weakAlias", value)
          case .former: add("previousName", value)
          }
        }
        for variant in row.variants { add("alias", String(decoding: variant, as: UTF8.self)) }
      }
      // An entity needs a name, be it a short one.
      if !names.contains(where: { $0.property == "name" }), let first = names.first {
        names[0] = ("name", first.value)
      }
      if let form {
        if form.jurisdictions.count == 1 {
          names.append(("jurisdiction", form.jurisdictions[0].lowercased()))
        }
        let legal = form.en.isEmpty ? form.zh : form.en
        if !legal.isEmpty { names.append(("legalForm", legal)) }
      }
      let codes = main.kind == .organization ? try listings(main.pair) : []
      for code in codes {
        names.append(("ticker", String(code.split(separator: ":").last ?? "")))
      }
      let schema =
        main.kind == .person ? "Person" : form != nil || !codes.isEmpty ? "Company" : "Organization"
      text += entity("normalize-\(RecordID.digits(concept))", schema, names)
    }
    return text
  }

  private static func entity(
    _ id: String, _ schema: String, _ values: [(property: String, value: String)]
  ) -> String {
    var properties: [String] = []
    // What only some schemas have.
    let ofCompanies: Set<String> = ["ticker"]
    var order: [String] = []
    for (property, _) in values where !order.contains(property) { order.append(property) }
    for property in order {
      if ofCompanies.contains(property), schema != "Company" { continue }
      let found = values.filter { $0.property == property }.map { quoted($0.value) }
      properties.append("\"\(property)\":[\(found.joined(separator: ","))]")
    }
    return "{\"id\":\"\(id)\",\"schema\":\"\(schema)\","
      + "\"properties\":{\(properties.joined(separator: ","))}}\n"
  }

  /// A JSON string (RFC 8259).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
