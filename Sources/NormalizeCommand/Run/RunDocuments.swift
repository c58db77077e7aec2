internal import Normalize

/// What pass 1 learned of the documents: about 60 bytes each.
struct RunDocuments: Sendable {
  /// Of each unit: where its documents begin in `digests`, and a check of its bytes.
  private(set) var starts: [Int32] = [0]
  private(set) var checks: [UInt64] = []
  private(set) var digests: [Digest] = []
  private(set) var languages: [SourceLanguage] = []
  /// Of each document that is one of two versions of a filing: the number of the other.
  private(set) var twins: [Int: Int] = [:]
  private var first: [Digest: Int32] = [:]

  /// Adds the next unit. A unit that could not be read has no documents and check 0.
  mutating func append(
    _ found: [Digest], _ languages: [SourceLanguage], check: UInt64
  ) {
    self.languages += languages
    for digest in found {
      if first[digest] == nil { first[digest] = Int32(digests.count) }
      digests.append(digest)
    }
    starts.append(Int32(digests.count))
    checks.append(check)
  }

  mutating func pair(_ found: [RunTwin]) {
    for twin in found {
      // Of three versions the English one names the Traditional one.
      if !twin.isSimplified || twins[twin.en] == nil { twins[twin.en] = twin.zh }
      twins[twin.zh] = twin.en
      byTwin[twin.id] = twin.zh
    }
  }

  /// By id: hash of issuer and date, of documents that say both.
  private(set) var filings: [UInt64: UInt64] = [:]

  mutating func note(_ filing: FilingRecord) {
    if let key = TwinFinder.key(filing) { filings[filing.id] = key }
  }

  /// The Chinese version of twins, by the id that the store has for both.
  private var byTwin: [UInt64: Int] = [:]

  func range(ofUnit unit: Int) -> Range<Int> { Int(starts[unit])..<Int(starts[unit + 1]) }

  /// The first document with the same bytes, where it is not this one.
  func original(of document: Int) -> Int? {
    guard let place = first[digests[document]], Int(place) != document else { return nil }
    return Int(place)
  }

  /// The unit that holds a document.
  func unit(of document: Int) -> Int {
    var low = 0
    var high = checks.count
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle + 1]) <= document { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Number of the first document with an id.
  func document(withID id: UInt64) -> Int? { byID[id] ?? byTwin[id] }

  private var byID: [UInt64: Int] = [:]

  /// Prepares `document(withID:)` for some ids.
  mutating func index(_ ids: Set<UInt64>) {
    byID = [:]
    for (place, digest) in digests.enumerated()
    where ids.contains(digest.id) && byID[digest.id] == nil {
      byID[digest.id] = place
    }
  }

  /// Of all inputs, their paths and contents.
  func fingerprint(_ inputs: InputTable, _ failures: [InputFailure]) -> Digest {
    var hasher = Digest.Builder()
    for (number, unit) in inputs.units.enumerated() {
      hasher.update(Array(inputs.pathBytes(unit)))
      hasher.update([0])
      hasher.update(checks[number])
      for document in range(ofUnit: number) {
        for word in digests[document].words { hasher.update(word) }
      }
    }
    for failure in failures { hasher.update(Array("\(failure.path)\0\(failure.code)\0".utf8)) }
    hasher.update(UInt64(inputs.skipped))
    // The text of a PDF, and what documents say of it, depend on the program that read it.
    if inputs.pdf.cache?.isUsed == true {
      hasher.update(Array((PDFTools.installed?.version ?? "").utf8))
    }
    return hasher.finish()
  }
}
