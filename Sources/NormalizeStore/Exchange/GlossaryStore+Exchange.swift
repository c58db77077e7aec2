public import Normalize

/// Lists out of and into the store.
extension GlossaryStore {
  public enum ListFormat: String, CaseIterable, Sendable {
    case csv, tsv, tbx, tbx3, tmx, skos, ftm
  }

  /// The glossary as a list. Formats of translation tools get what is in use; the others also what
  /// was rejected, marked so.
  ///
  /// Throws `StoreError`. Complexity: O(n log n).
  public func list(_ format: ListFormat, isFromChinese: Bool = false) throws(StoreError) -> String {
    var rows: [ExchangeRow] = []
    let isOfTranslators = format == .tsv || format == .tmx
    try forEachEntryChecked { stored in
      if isOfTranslators, stored.entry.status != .known { return }
      if stored.entry.status == .unpaired, stored.entry.isResolved, format != .csv { return }
      rows.append(ExchangeRow(stored))
    }
    rows.sort(by: ExchangeRow.precedes)
    switch format {
    case .csv: return SeparatedList.csv(rows)
    case .tsv: return SeparatedList.tsv(rows, isFromChinese: isFromChinese)
    case .tbx: return TermBase.text(rows, .martif, keys)
    case .tbx3: return TermBase.text(rows, .dct, keys)
    case .tmx: return TranslationMemory.text(rows, keys)
    case .skos: return LinkedData.skos(rows, keys)
    case .ftm:
      do {
        return try LinkedData.entities(rows, resources) { pair in
          var codes: Set<String> = []
          for label in FilingRecord.nameLabels(of: pair, self.resources) {
            codes.formUnion(try self.listings(ofName: label))
          }
          return codes.sorted()
        }
      } catch { throw (error as? StoreError) ?? StoreError(error, path) }
    }
  }

  /// What the rows of a list become: observations of the list, and decisions of who imports it.
  ///
  /// `title` names the list; `id` is the first 8 bytes of its SHA-256; `why` is said of decisions. Complexity: O(rows).
  public static func records(
    _ rows: [ExchangeRow], title: String, id: UInt64, who: String, why: String = "", now: Instant
  ) -> (filed: FiledObservations, decisions: [Decision]) {
    var filing = FilingRecord(
      id: id, generator: FilingRecord.list, date: nil, title: title, issuers: [])
    var observations: [ObservationRecord] = []
    var decisions: [Decision] = []
    func decide(_ action: Decision.Action, _ row: ExchangeRow, _ scope: Decision.Scope? = nil) {
      var decision = Decision(
        action, [row.pair], who: who, when: now.description,
        why: why.isEmpty ? "imported from \(title)" : why)
      decision.scope = scope
      if action == .accept { (decision.kind, decision.form) = (row.kind, nil) }
      decisions.append(decision)
    }
    for row in rows {
      let isFull =
        row.enForm == .full && row.zhForm == .full || row.pair.en.isEmpty && row.zhForm == .full
        || row.pair.zh.isEmpty && row.enForm == .full
      let isIssuer = !["", "global", "document"].contains(row.scope)
      // A short form is an observation of some issuer's; a decision says then whom it serves.
      observations += Self.observations(row, id, isFull ? [] : [isIssuer ? row.scope : list])
      if let listing = row.listing {
        filing.issuers.append(
          Metadata.Issuer(row.pair, exchange: listing.exchange, code: listing.code))
      }
      if row.status == "rejected" { decide(.reject, row) }
      if row.status == "accepted" { decide(.accept, row) }
      // Where the form would have it serve others than the list says.
      switch row.scope {
      case "global" where !isFull, "" where !isFull: decide(.scope, row, .global)
      case "document": decide(.scope, row, .document)
      case "", "global": break
      default: if isFull { decide(.scope, row, .issuer(row.scope)) }
      }
    }
    return (FiledObservations(filing, observations), decisions)
  }

  /// The issuer of short forms that a list does not scope.
  private static let list = "list"

  /// The row as an observation, and its variants as weaker ones.
  private static func observations(
    _ row: ExchangeRow, _ filing: UInt64, _ issuers: [String]
  ) -> [ObservationRecord] {
    let evidence = (row.evidence.isEmpty ? [.imported] : row.evidence).map {
      Name.Evidence(kind: $0, source: [])
    }
    let concept = row.concept ?? SeparatedConcept.of(row.pair)
    var records: [ObservationRecord] = []
    func add(_ pair: NamePair, _ confidence: Int) {
      let name = Name(
        kind: row.kind, enForm: row.enForm, zhForm: row.zhForm, pair, official: row.official,
        isInferred: row.isInferred, confidence: confidence, evidence: evidence, concept: concept)
      records.append(ObservationRecord(filing: filing, issuers: issuers, name: name))
    }
    add(row.pair, row.confidence)
    for variant in row.variants {
      let isHan = GlossarySide.isHan(variant)
      if isHan ? row.zh.isEmpty : row.en.isEmpty { continue }
      add(
        NamePair(en: isHan ? row.en : variant, zh: isHan ? variant : row.zh),
        max(0, row.confidence - 1))
    }
    return records
  }
}

/// The concept of a pair in a list that does not number them.
private enum SeparatedConcept {
  static func of(_ pair: NamePair) -> UInt64 {
    GlossaryStore.hash(pair.en + [0] + pair.zh).high
  }
}
