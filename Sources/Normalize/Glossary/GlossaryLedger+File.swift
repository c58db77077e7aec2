extension GlossaryLedger {
  /// Reads the lossless export.
  ///
  /// Throws `GlossaryError` with the line. Complexity: O(n).
  public init(parsing bytes: [UInt8], hash: @escaping RecordHash) throws(GlossaryError) {
    self.init(hash: hash)
    var filings: [UInt64: FilingRecord] = [:]
    var observations: [UInt64: [ObservationRecord]] = [:]
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      do {
        switch try GlossaryRecord(line, hash: hash) {
        case .schema: break
        case .filing(let filing): filings[filing.id] = filing
        case .observation(let record): observations[record.filing, default: []].append(record)
        case .decision(let decision): decide(decision)
        }
      } catch {
        throw GlossaryError(line: number, reason: error.reason)
      }
    }
    for (id, filing) in filings { add(filing, observations[id] ?? []) }
  }

  /// What the observations fold to, not frozen. Complexity: O(n).
  public func observed(_ resources: Resources) -> Glossary {
    var glossary = Glossary(resources)
    for filing in filings.values {
      for record in records(of: filing.id) { glossary.add(record) }
      glossary.learn(filing)
    }
    return glossary
  }
}
