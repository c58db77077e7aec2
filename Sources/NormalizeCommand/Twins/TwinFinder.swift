internal import Normalize
internal import NormalizeStore

/// Two documents of a run that are the English and the Chinese version of one filing.
struct RunTwin: Equatable, Sendable {
  /// Numbers of the documents.
  var en: Int
  var zh: Int
  /// Under which the store keeps what the two give together.
  var id: UInt64
  /// Beside a version in Traditional Chinese.
  var isSimplified: Bool

  init(_ candidate: TwinFinder.Candidate, _ documents: RunDocuments) {
    (en, zh, isSimplified) = (candidate.en, candidate.zh, candidate.isSimplified)
    var builder = Digest.Builder()
    builder.update(Array("twin".utf8))
    for number in [en, zh] { for word in documents.digests[number].words { builder.update(word) } }
    id = builder.finish().id
  }
}

/// Which documents of a run may be twins: by the names of their files, or by stock code and date.
///
/// A candidate is a guess; `TwinPass` looks whether the two say the same.
struct TwinFinder {
  struct Candidate: Equatable, Sendable {
    var en: Int
    var zh: Int
    /// The names of the files say so.
    var isNamed: Bool
    /// The Simplified one of three versions under one name: no rival of the Traditional one.
    var isSimplified = false
  }

  let inputs: InputTable
  let documents: RunDocuments
  let store: GlossaryStore
  /// Documents that this run observed.
  let observed: Set<UInt64>

  /// Documents of one language with what they share, at most this many of each.
  private static let most = 4

  private struct Group {
    var en: [Int] = []
    var zh: [Int] = []
    /// A name of a file says the language, and none says another one than the document is in.
    var isNamed = false
    var isWrong = false
    /// Of `zh` those whose names say Simplified Chinese.
    var simplified: [Int] = []

    mutating func append(_ document: Int, _ language: SourceLanguage) {
      if language == .en { en.append(document) } else { zh.append(document) }
    }
  }

  /// In the order of the documents; each is in one language, and no duplicate.
  ///
  /// Throws `StoreError`. Complexity: O(n log n) in the documents of one language.
  func candidates() throws -> [Candidate] {
    let open = documents.digests.indices.filter {
      documents.languages[$0] != .other && documents.original(of: $0) == nil
    }
    guard open.contains(where: { documents.languages[$0] == .en }),
      open.contains(where: { documents.languages[$0] == .zh })
    else { return [] }
    var result = named(open)
    let taken = Set(result.flatMap { [$0.en, $0.zh] })
    result += try filed(open.filter { !taken.contains($0) })
    return result.sorted { ($0.en, $0.zh) < ($1.en, $1.zh) }
  }

  /// Hash of the issuer's first listing and the date; nil where one is not known. Others with the same hash are
  /// found out by what they say.
  static func key(_ filing: FilingRecord) -> UInt64? {
    guard let date = filing.date,
      let listing = filing.issuers.first(where: { $0.role == .issuer && !$0.listings.isEmpty })?
        .listings.first
    else { return nil }
    return UnitReader.check(Array("\(listing.exchange):\(listing.code) \(date)".utf8))
  }

  /// One English and one Chinese file whose names are the same but for the language, or one each in Traditional
  /// and in Simplified Chinese.
  private func named(_ open: [Int]) -> [Candidate] {
    var groups: [[UInt8]: Group] = [:]
    for document in open {
      let unit = documents.unit(of: document)
      guard documents.range(ofUnit: unit).count == 1 else { continue }
      let name = VersionName(inputs.pathBytes(inputs.units[unit]))
      let language = documents.languages[document]
      groups[name.key, default: Group()].append(document, language)
      if name.isSimplified { groups[name.key]?.simplified.append(document) }
      if let said = name.language {
        groups[name.key]?.isNamed = true
        if (said == .en) != (language == .en) { groups[name.key]?.isWrong = true }
      }
    }
    return groups.values.flatMap { group -> [Candidate] in
      guard group.en.count == 1, let en = group.en.first, group.isNamed, !group.isWrong else {
        return []
      }
      // English, Traditional and Simplified Chinese.
      let isThree = group.zh.count == 2 && group.simplified.count == 1
      guard group.zh.count == 1 || isThree else { return [] }
      return group.zh.map {
        Candidate(
          en: en, zh: $0, isNamed: true, isSimplified: isThree && group.simplified.contains($0))
      }
    }
  }

  /// Documents of one issuer and date.
  private func filed(_ open: [Int]) throws -> [Candidate] {
    var groups: [UInt64: Group] = [:]
    var places: [UInt64: Int] = [:]
    for document in open {
      let id = documents.digests[document].id
      if let key = documents.filings[id] {
        groups[key, default: Group()].append(document, documents.languages[document])
      } else if !observed.contains(id) {
        places[id] = document
      }
    }
    // Those that an earlier run observed.
    try store.forEachFiling(places.keys.sorted()) { filing in
      guard let key = Self.key(filing), let document = places[filing.id] else { return }
      groups[key, default: Group()].append(document, documents.languages[document])
    }
    return groups.values.flatMap { group -> [Candidate] in
      guard group.en.count <= Self.most, group.zh.count <= Self.most else { return [] }
      return group.en.flatMap { en in
        group.zh.map { Candidate(en: en, zh: $0, isNamed: false) }
      }
    }
  }
}
