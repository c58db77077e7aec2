/// The legal form that a company's names end in, and where companies of that form are registered.
public struct LegalForm: Sendable, Equatable {
  /// As the lexicon writes it; empty where the name of that language ends in none.
  public var en: String
  public var zh: String
  /// ISO 3166 codes, ascending: those that the forms of both sides have in common.
  public var jurisdictions: [String]

  /// The longest form that either side ends in; nil where neither does.
  ///
  /// Complexity: O(rows of `legal-forms.tsv`), for single names.
  public init?(_ pair: NamePair, _ resources: Resources) {
    let keys = SearchKeys(resources)
    let en = keys.english(pair.en)
    let zh = keys.chinese(pair.zh)
    var best: (en: (String, Int, Set<String>)?, zh: (String, Int, Set<String>)?) = (nil, nil)
    let bytes = DataFile.bytes("legal-forms.tsv")
    for line in bytes.split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count >= 3 else { continue }
      let tags = cells[2].split(separator: 0x2C).map { String(decoding: $0, as: UTF8.self) }
      // Classes of registries are no endings of names.
      if tags.contains("class") { continue }
      for form in cells[0].split(separator: 0x7C) {
        let key = keys.english(Array(form))
        if !key.isEmpty, en.count > key.count, en.hasSuffix(key),
          en[en.count - key.count - 1] == 0x20
        {
          Self.take(form, key.count, tags, &best.en)
        }
      }
      for form in cells[1].split(separator: 0x7C) {
        let key = keys.chinese(Array(form))
        if !key.isEmpty, zh.count > key.count, zh.hasSuffix(key) {
          Self.take(form, key.count, tags, &best.zh)
        }
      }
    }
    if best.en == nil, best.zh == nil { return nil }
    self.en = best.en?.0 ?? ""
    self.zh = best.zh?.0 ?? ""
    let both = [best.en?.2, best.zh?.2].compactMap { $0 }
    let common = both.dropFirst().reduce(both[0]) { $0.intersection($1) }
    // 南京… with a form that is in use there is a company of the mainland.
    jurisdictions =
      common.contains("CN") && Self.beginsWithChinesePlace(zh, keys) ? ["CN"] : common.sorted()
  }

  /// Whether a Chinese key begins with a city, county or province of two ideographs and more.
  private static func beginsWithChinesePlace(_ zh: [UInt8], _ keys: SearchKeys) -> Bool {
    for line in DataFile.bytes("places.tsv").split(separator: 0x0A) where line.first != 0x23 {
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count >= 3,
        ["city", "county", "province"].contains(where: { cells[2].elementsEqual($0.utf8) })
      else { continue }
      for place in cells[1].split(separator: 0x7C) {
        let key = keys.chinese(Array(place))
        if key.count >= 6, zh.starts(with: key) { return true }
      }
    }
    return false
  }

  /// Keeps the longer form; of one length the jurisdictions of all rows that have it.
  private static func take(
    _ form: ArraySlice<UInt8>, _ length: Int, _ tags: [String],
    _ best: inout (String, Int, Set<String>)?
  ) {
    if let known = best, known.1 > length { return }
    if let known = best, known.1 == length {
      best = (known.0, length, known.2.union(tags))
    } else {
      best = (String(decoding: form, as: UTF8.self), length, Set(tags))
    }
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
