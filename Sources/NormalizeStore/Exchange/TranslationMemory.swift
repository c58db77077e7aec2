internal import Normalize

/// TMX 1.4: a unit for each pair in use.
public enum TranslationMemory {
  /// The whole file. Complexity: O(n).
  static func text(_ rows: [ExchangeRow], _ keys: SearchKeys) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE tmx SYSTEM "tmx14.dtd">
      <tmx version="1.4">
      <header creationtool="normalize" creationtoolversion="1" segtype="phrase" o-tmf="normalize" \
      adminlang="en" srclang="en" datatype="plaintext"/>
      <body>

      """
    for row in rows where !row.en.isEmpty && !row.zh.isEmpty && row.status != "rejected" {
      let language = keys.language(ofChinese: row.zh).rawValue
      text += "<tu><note>\(escapedXML(RowNote(pair: 0, row: row).text.utf8))</note>"
      text += "<prop type=\"x-forms\">\(row.enForm.rawValue) \(row.zhForm.rawValue)</prop>\n"
      text += "<tuv xml:lang=\"en\"><seg>\(escapedXML(row.en))</seg></tuv>\n"
      text += "<tuv xml:lang=\"\(language)\"><seg>\(escapedXML(row.zh))</seg></tuv></tu>\n"
    }
    return text + "</body>\n</tmx>\n"
  }

  /// Reads units with an English and a Chinese segment.
  ///
  /// A damaged file gives what stands before the damage, and a fault. Complexity: O(n).
  public static func read(_ bytes: [UInt8]) -> ExchangeList {
    var list = ExchangeList()
    var scanner = XMLScanner(bytes)
    var row = ExchangeRow()
    var language = ""
    var property = ""
    var text = ""
    do {
      while let event = try scanner.next() {
        switch event {
        case .begin(let name, let attributes):
          text = ""
          if name == "tu" {
            row = ExchangeRow()
            row.line = scanner.line
            scanner.unknown = nil
          }
          if name == "tuv" {
            language = (attributes["xml:lang"] ?? attributes["lang"] ?? "").lowercased()
          }
          if name == "prop" { property = attributes["type"] ?? "" }
        case .text(let piece): text += piece
        case .end(let name):
          switch name {
          case "note":
            if var known = RowNote(text)?.row {
              known.line = row.line
              row = known
            }
          case "prop" where property == "x-forms":
            let forms = text.split(separator: " ").map { Name.Form(rawValue: String($0)) }
            if forms.count == 2, let en = forms[0], let zh = forms[1] {
              (row.enForm, row.zhForm) = (en, zh)
            }
          case "seg":
            if language.hasPrefix("en") { row.en = Array(text.utf8) }
            if language.hasPrefix("zh") { row.zh = Array(text.utf8) }
          case "tu":
            if !row.en.isEmpty, !row.zh.isEmpty { list.take(row, damage: scanner.unknown) }
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
}
