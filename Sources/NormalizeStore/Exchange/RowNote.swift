internal import Normalize

/// What term bases have no element for, as a note that people can read and we read back:
/// `normalize: pair=2; scope=HKEX:1548; confidence=0.92; official=zh; evidence=bracket|note`.
struct RowNote {
  /// Which terms of a concept are counterparts of one another.
  var pair: Int
  var row: ExchangeRow

  private static let mark = "normalize: "

  var text: String {
    var parts = [
      "pair=\(pair)", "scope=\(row.scope)", "kind=\(row.kind.rawValue)",
      "confidence=\(SeparatedList.share(row.confidence))", "official=\(row.official.rawValue)",
      "status=\(row.status)",
    ]
    if row.isInferred { parts.append("inferred=true") }
    parts.append("evidence=\(row.evidence.map(\.rawValue).joined(separator: "|"))")
    if !row.variants.isEmpty {
      let variants = row.variants.map { String(decoding: $0, as: UTF8.self) }
      parts.append("variants=\(variants.joined(separator: "|"))")
    }
    return Self.mark + parts.joined(separator: "; ")
  }

  /// Reads a note of ours; nil for other people's.
  init?(_ text: String) {
    guard text.hasPrefix(Self.mark) else { return nil }
    row = ExchangeRow()
    pair = 0
    for part in text.dropFirst(Self.mark.count).split(separator: ";") {
      let ends = part.split(separator: "=", maxSplits: 1).map {
        String($0.drop { $0 == " " })
      }
      guard ends.count == 2 else { continue }
      let value = ends[1]
      switch ends[0] {
      case "pair": pair = Int(value) ?? 0
      case "scope": row.scope = value
      case "kind": row.kind = Name.Kind(rawValue: value) ?? .organization
      case "confidence":
        if let share = Double(value), share >= 0, share <= 1 {
          row.confidence = Int((share * 100).rounded())
        }
      case "official": row.official = Name.Official(rawValue: value) ?? .unknown
      case "status":
        if ["known", "accepted", "rejected"].contains(value) { row.status = value }
      case "inferred": row.isInferred = value == "true"
      case "evidence":
        row.evidence = value.split(separator: "|").compactMap {
          Name.Evidence.Kind(rawValue: String($0))
        }
      case "variants": row.variants = value.split(separator: "|").map { Array($0.utf8) }
      default: break
      }
    }
  }

  init(pair: Int, row: ExchangeRow) { (self.pair, self.row) = (pair, row) }
}
