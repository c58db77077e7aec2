internal import Normalize

/// CSV and TSV: with a header whose columns may come in any order, or as translation tools write them
/// (source, target, comment).
public enum SeparatedList {
  enum Column: String, CaseIterable {
    case concept, en, zh, kind, enForm, zhForm, official, status, confidence, inferred, scope,
      variants, evidence, code, exchange
  }

  /// What columns are called, in lower case without blanks and punctuation.
  private static let aliases: [Column: [String]] = [
    .concept: ["concept", "conceptid"],
    .en: [
      "en", "english", "englishname", "nameinenglish", "nameen", "source", "companynameenglish",
      "englishstockshortname", "英文名稱", "英文名称", "英文", "公司英文名稱", "公司英文名称", "英文全称", "英文全稱",
      "nameofsecurities", "securityname", "companyname",
    ],
    .zh: [
      "zh", "chinese", "chinesename", "nameinchinese", "namezh", "target", "companynamechinese",
      "chinesestockshortname", "中文名稱", "中文名称", "中文", "公司中文名稱", "公司中文名称", "公司全称", "公司全稱",
      "證券名稱", "证券名称", "zhhant", "zhhans", "zhhk", "zhtw", "zhcn", "股份名稱", "證券簡稱", "证券简称",
    ],
    .kind: ["kind", "type"], .enForm: ["enform", "form"], .zhForm: ["zhform"],
    .official: ["official"], .status: ["status"], .confidence: ["confidence"],
    .inferred: ["inferred"], .scope: ["scope", "issuer"], .variants: ["variants"],
    .evidence: ["evidence"],
    .code: [
      "code", "stockcode", "securitycode", "symbol", "ticker", "股份代號", "證券代號", "證券代碼", "证券代码",
      "股票代碼", "股票代码", "代號", "代码",
    ],
    .exchange: ["exchange", "market", "交易所", "市場", "市场"],
  ]

  // MARK: - Reading

  /// Reads rows. Without a header the first two columns are names, each of the language that it is.
  ///
  /// Complexity: O(n).
  public static func read(_ text: [UInt8], isTabbed: Bool, exchange: String?) -> ExchangeList {
    var list = ExchangeList()
    var reader = SeparatedReader(text, isTabbed: isTabbed)
    var header: [Column: Int]?
    var isFirst = true
    while let row = reader.next() {
      if let fault = row.fault {
        list.faults.append(ExchangeFault(line: row.line, reason: fault))
        continue
      }
      if isFirst {
        isFirst = false
        header = columns(row.cells)
        if let header {
          let read = Set(header.values)
          list.unread = row.cells.indices.filter { !read.contains($0) && !row.cells[$0].isEmpty }
            .map { String(decoding: row.cells[$0], as: UTF8.self) }
          continue
        }
      }
      do {
        list.take(try read(row, header, exchange))
      } catch {
        list.faults.append(error)
      }
    }
    return list
  }

  /// Where each column stands; nil where the row is no header.
  private static func columns(_ cells: [[UInt8]]) -> [Column: Int]? {
    var found: [Column: Int] = [:]
    for (place, cell) in cells.enumerated() {
      let name = String(decoding: cell, as: UTF8.self).lowercased().filter {
        $0.isLetter || $0.isNumber
      }
      for column in Column.allCases
      where found[column] == nil && aliases[column]?.contains(name) == true {
        found[column] = place
        break
      }
    }
    return found[.en] != nil || found[.zh] != nil ? found : nil
  }

  private static func read(
    _ source: SeparatedReader.Row, _ header: [Column: Int]?, _ exchange: String?
  ) throws(ExchangeFault) -> ExchangeRow {
    var row = ExchangeRow()
    row.line = source.line
    guard let header else {
      guard source.cells.count >= 2 else {
        throw ExchangeFault(line: source.line, reason: "there is one column; two names are needed")
      }
      let (a, b) = (source.cells[0], source.cells[1])
      (row.en, row.zh) = GlossarySide.isHan(a) && !GlossarySide.isHan(b) ? (b, a) : (a, b)
      // Beside its long form an acronym is no second name that contradicts the first.
      if isAcronym(row.en) {
        row.enForm = .abbreviation
        row.scope = "global"
      }
      return row
    }
    func cell(_ column: Column) -> String? {
      guard let place = header[column], place < source.cells.count else { return nil }
      let text = String(decoding: source.cells[place], as: UTF8.self)
      return text.isEmpty ? nil : text
    }
    func word<Word: RawRepresentable>(
      _ column: Column, _ absent: Word
    ) throws(ExchangeFault) -> Word where Word.RawValue == String {
      guard let text = cell(column) else { return absent }
      guard let word = Word(rawValue: text) else {
        throw ExchangeFault(line: source.line, reason: "\(column.rawValue) cannot be \(text)")
      }
      return word
    }
    row.en = Array((cell(.en) ?? "").utf8)
    row.zh = Array((cell(.zh) ?? "").utf8)
    row.kind = try word(.kind, .organization)
    row.enForm = try word(.enForm, .full)
    row.zhForm = header[.zhForm] == nil ? row.enForm : try word(.zhForm, .full)
    row.official = try word(.official, .unknown)
    row.isInferred = cell(.inferred) == "true"
    if let text = cell(.confidence) {
      guard let share = Double(text), share >= 0, share <= 1 else {
        throw ExchangeFault(line: source.line, reason: "confidence \(text) is not between 0 and 1")
      }
      row.confidence = Int((share * 100).rounded())
    }
    row.status = cell(.status) ?? "known"
    guard ["known", "accepted", "rejected"].contains(row.status) else {
      throw ExchangeFault(line: source.line, reason: "status cannot be \(row.status)")
    }
    row.scope = cell(.scope) ?? ""
    row.concept = cell(.concept).flatMap { RecordID.word(Array($0.utf8)) }
    row.variants = (cell(.variants) ?? "").split(separator: "|").map { Array($0.utf8) }
    row.evidence = (cell(.evidence) ?? "").split(separator: "|").compactMap {
      Name.Evidence.Kind(rawValue: String($0))
    }
    if let code = cell(.code) {
      row.listing = try Self.listing(code, cell(.exchange) ?? exchange, source.line)
    }
    return row
  }

  /// One word of two to eight capitals and digits.
  private static func isAcronym(_ name: [UInt8]) -> Bool {
    (2...8).contains(name.count) && name.contains { (0x41...0x5A).contains($0) }
      && name.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x26 }
  }

  /// `5`, `00005`, `600519`, `5.HK`: the exchange by its column, its suffix or the number of digits.
  private static func listing(
    _ text: String, _ exchange: String?, _ line: Int
  ) throws(ExchangeFault) -> (exchange: String, code: String) {
    let parts = text.split(separator: ".")
    let code = String(parts.first ?? "")
    let digits = code.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard !code.isEmpty, code.utf8.count <= 12, digits || code.utf8.allSatisfy({ $0 > 0x20 }) else {
      throw ExchangeFault(line: line, reason: "\(text) is no code of a listing")
    }
    if let exchange { return (exchange.uppercased(), padded(code, exchange.uppercased())) }
    switch parts.count > 1 ? parts[1].uppercased() : "" {
    case "HK": return ("HKEX", padded(code, "HKEX"))
    case "SS", "SH": return ("SSE", code)
    case "SZ": return ("SZSE", code)
    case "SI": return ("SGX", code)
    default: break
    }
    if digits, code.utf8.count == 6 {
      return (code.hasPrefix("6") || code.hasPrefix("9") ? "SSE" : "SZSE", code)
    }
    return (digits ? "HKEX" : "SGX", padded(code, digits ? "HKEX" : "SGX"))
  }

  /// Hong Kong prints four digits at the least.
  private static func padded(_ code: String, _ exchange: String) -> String {
    guard exchange == "HKEX", let number = Int(code), number >= 0 else { return code }
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  // MARK: - Writing

  /// CSV with all columns, RFC 4180.
  static func csv(_ rows: [ExchangeRow]) -> String {
    let columns: [Column] = [
      .concept, .en, .zh, .kind, .enForm, .zhForm, .official, .status, .confidence, .inferred,
      .scope, .variants, .evidence,
    ]
    var text = columns.map(\.rawValue).joined(separator: ",") + "\r\n"
    for row in rows {
      let cells = [
        row.concept.map(RecordID.digits) ?? "", String(decoding: row.en, as: UTF8.self),
        String(decoding: row.zh, as: UTF8.self), row.kind.rawValue, row.enForm.rawValue,
        row.zhForm.rawValue, row.official.rawValue, row.status, share(row.confidence),
        row.isInferred ? "true" : "false", row.scope,
        row.variants.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|"),
        row.evidence.map(\.rawValue).joined(separator: "|"),
      ]
      text += cells.map(field).joined(separator: ",") + "\r\n"
    }
    return text
  }

  static func share(_ hundredths: Int) -> String {
    hundredths >= 100 ? "1.00" : "0.\(hundredths < 10 ? "0" : "")\(hundredths)"
  }

  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + parts.joined(separator: "\"\"") + "\""
  }

  /// Source, target; each source once, as translation tools ask for.
  static func tsv(_ rows: [ExchangeRow], isFromChinese: Bool) -> String {
    var seen: Set<[UInt8]> = []
    var text = ""
    for row in rows where !row.en.isEmpty && !row.zh.isEmpty && row.status != "rejected" {
      let (source, target) = isFromChinese ? (row.zh, row.en) : (row.en, row.zh)
      guard seen.insert(source).inserted else { continue }
      text += String(decoding: source, as: UTF8.self) + "\t"
      text += String(decoding: target, as: UTF8.self) + "\n"
    }
    return text
  }
}
