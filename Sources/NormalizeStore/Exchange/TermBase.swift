internal import Normalize

/// TBX in the two forms in use: TBX-Basic of 2008 (`martif`), which most tools read, and ISO
/// 30042:2019 (`tbx`, style DCT).
public enum TermBase {
  public enum Form: Sendable { case martif, dct }

  /// Names of what the two forms call otherwise.
  private struct Names {
    var entry, language, term, note: String
    var subject: (String) -> String
    var termType: (String) -> String
    var status: (String) -> String
  }

  private static func names(_ form: Form) -> Names {
    switch form {
    case .martif:
      Names(
        entry: "termEntry", language: "langSet", term: "tig", note: "note",
        subject: { "<descrip type=\"subjectField\">\($0)</descrip>" },
        termType: { "<termNote type=\"termType\">\($0)</termNote>" },
        status: { "<termNote type=\"administrativeStatus\">\($0)</termNote>" })
    case .dct:
      Names(
        entry: "conceptEntry", language: "langSec", term: "termSec", note: "note",
        subject: { "<min:subjectField>\($0)</min:subjectField>" },
        termType: { "<basic:termType>\($0)</basic:termType>" },
        status: { "<min:administrativeStatus>\($0)</min:administrativeStatus>" })
    }
  }

  // MARK: - Writing

  /// The whole file. Rows of one concept are one entry; entries come in the order of their first row.
  ///
  /// Complexity: O(n).
  static func text(_ rows: [ExchangeRow], _ form: Form, _ keys: SearchKeys) -> String {
    let names = names(form)
    var text = head(form)
    for (concept, members) in grouped(rows) {
      text += "<\(names.entry) id=\"c\(RecordID.digits(concept))\">\n"
      text += names.subject(members[0].kind.rawValue) + "\n"
      for language in ["en", "zh-Hant", "zh-Hans", "zh"] {
        var terms = ""
        for (pair, row) in members.enumerated() {
          let side = language == "en" ? row.en : row.zh
          guard !side.isEmpty else { continue }
          if language != "en", keys.language(ofChinese: side).rawValue != language { continue }
          let termForm = language == "en" ? row.enForm : row.zhForm
          terms += "<\(names.term)><term>\(escapedXML(side))</term>"
          terms += names.termType(type(termForm))
          terms += names.status(status(row, termForm))
          terms += "<note>\(escapedXML(RowNote(pair: pair, row: row).text.utf8))</note>"
          terms += "</\(names.term)>\n"
        }
        if !terms.isEmpty {
          text += "<\(names.language) xml:lang=\"\(language)\">\n\(terms)</\(names.language)>\n"
        }
      }
      text += "</\(names.entry)>\n"
    }
    return text + (form == .martif ? "</body></text>\n</martif>\n" : "</body></text>\n</tbx>\n")
  }

  private static func head(_ form: Form) -> String {
    let source = "<fileDesc><sourceDesc><p>Entity glossary of normalize</p></sourceDesc></fileDesc>"
    return switch form {
    case .martif:
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
      <martif type="TBX" xml:lang="en">
      <martifHeader>\(source)</martifHeader>
      <text><body>

      """
    case .dct:
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" \
      xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
      <tbxHeader>\(source)</tbxHeader>
      <text><body>

      """
    }
  }

  /// Rows by concept, in the order of the first row of each.
  static func grouped(_ rows: [ExchangeRow]) -> [(UInt64, [ExchangeRow])] {
    var places: [UInt64: Int] = [:]
    var result: [(UInt64, [ExchangeRow])] = []
    for row in rows {
      let concept = row.concept ?? 0
      if let place = places[concept] {
        result[place].1.append(row)
      } else {
        places[concept] = result.count
        result.append((concept, [row]))
      }
    }
    return result
  }

  private static func type(_ form: Name.Form) -> String {
    switch form {
    case .full, .former: "fullForm"
    case .short: "shortForm"
    case .abbreviation: "abbreviation"
    }
  }

  private static func status(_ row: ExchangeRow, _ form: Name.Form) -> String {
    if row.status == "rejected" { return "deprecatedTerm-admn-sts" }
    return form == .former ? "supersededTerm-admn-sts" : "preferredTerm-admn-sts"
  }

  // MARK: - Reading

  private struct Term {
    var text = ""
    var isChinese = false
    var form = Name.Form.full
    var isRejected = false
    var note: RowNote?
    var line = 0
  }

  /// Reads either form, and what other tools make of them: terms of one form are counterparts in
  /// their order.
  ///
  /// A damaged file gives what stands before the damage, and a fault. Complexity: O(n).
  public static func read(_ bytes: [UInt8]) -> ExchangeList {
    var list = ExchangeList()
    var scanner = XMLScanner(bytes)
    var path: [String] = []
    var concept: UInt64?
    var isChinese: Bool?
    var terms: [Term] = []
    var term = Term()
    var text = ""
    var kind = ""
    do {
      while let event = try scanner.next() {
        switch event {
        case .begin(let name, let attributes):
          path.append(name == "termNote" || name == "descrip" ? attributes["type"] ?? name : name)
          text = ""
          switch name {
          case "termEntry", "conceptEntry":
            concept = attributes["id"].flatMap { RecordID.word(Array($0.utf8.dropFirst())) }
            (terms, kind) = ([], "")
            scanner.unknown = nil
          case "langSet", "langSec":
            let language = (attributes["xml:lang"] ?? attributes["lang"] ?? "").lowercased()
            isChinese =
              language.hasPrefix("zh") ? true : language.hasPrefix("en") ? false : nil
          case "tig", "ntig", "termSec":
            term = Term()
            term.line = scanner.line
            term.isChinese = isChinese ?? false
          default: break
          }
        case .text(let piece): text += piece
        case .end(let name):
          let role = path.popLast() ?? name
          switch role {
          case "term": term.text = text
          case "termType": term.form = form(text)
          case "administrativeStatus":
            if text.hasPrefix("deprecated") { term.isRejected = true }
            if text.hasPrefix("superseded") { term.form = .former }
          case "note": if let note = RowNote(text) { term.note = note }
          case "subjectField": kind = text
          case "tig", "ntig", "termSec":
            if isChinese != nil, !term.text.isEmpty { terms.append(term) }
          case "termEntry", "conceptEntry":
            for row in rows(terms, concept, Name.Kind(rawValue: kind)) {
              list.take(row, damage: scanner.unknown)
            }
          default: break
          }
          text = ""
        }
      }
    } catch {
      list.faults.append(ExchangeFault(line: error.line, reason: error.reason))
    }
    return list
  }

  private static func form(_ text: String) -> Name.Form {
    switch text {
    case "shortForm": .short
    case "abbreviation", "acronym", "initialism": .abbreviation
    default: .full
    }
  }

  /// Terms of a concept as pairs: by our note, else by form and order.
  private static func rows(
    _ terms: [Term], _ concept: UInt64?, _ kind: Name.Kind?
  ) -> [ExchangeRow] {
    var rows: [String: ExchangeRow] = [:]
    var order: [String] = []
    var counts: [String: Int] = [:]
    for term in terms {
      let key: String
      if let note = term.note {
        key = "note \(note.pair)"
      } else {
        let side = "\(term.form.rawValue) \(term.isRejected)"
        counts["\(term.isChinese) \(side)", default: 0] += 1
        key = "\(side) \(counts["\(term.isChinese) \(side)"] ?? 0)"
      }
      if rows[key] == nil {
        var row = term.note?.row ?? ExchangeRow()
        row.concept = concept
        row.line = term.line
        if term.note == nil { row.kind = kind ?? .organization }
        if term.isRejected { row.status = "rejected" }
        rows[key] = row
        order.append(key)
      }
      if term.isChinese {
        rows[key]?.zh = Array(term.text.utf8)
        rows[key]?.zhForm = term.form
      } else {
        rows[key]?.en = Array(term.text.utf8)
        rows[key]?.enForm = term.form
      }
    }
    return order.compactMap { key in
      guard var row = rows[key] else { return nil }
      // A side that is not there has the form of the other.
      if row.en.isEmpty { row.enForm = row.zhForm }
      if row.zh.isEmpty { row.zhForm = row.enForm }
      return row
    }
  }
}
