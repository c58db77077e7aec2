/// One name or pair of the glossary in one scope, folded from all its observations.
///
/// Every field is joined by an operation that is commutative, associative and idempotent: the
/// greatest rank, the least number, a union. So entries merge in any order.
public struct GlossaryEntry: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable {
    case known, conflict, unpaired
    /// A person turned it down; a person said what is right instead; another pair that contradicts
    /// it was accepted. None of these is ever used.
    case rejected, corrected, superseded

    /// It may be used or may become so; the others were decided against.
    public var isAlive: Bool { self == .known || self == .conflict || self == .unpaired }
  }

  /// Key of the issuer whose documents it may serve; 0 for all documents.
  public var scope: UInt64
  public var kind: Name.Kind
  public var enForm: Name.Form
  public var zhForm: Name.Form
  /// As displayed; empty where the side is not known.
  public var en: [UInt8]
  public var zh: [UInt8]
  /// Hundredths, the highest observed.
  public var confidence: UInt8
  /// Nothing but composition has shown it so far.
  public var isInferred: Bool
  public var concept: UInt64
  public var documents: DocumentSketch
  /// The first `maximumSpellings` of all spellings of both sides, ascending; empty where the
  /// displayed ones are all.
  var spellings: [[UInt8]] = []
  /// Set by `Glossary.freeze()`.
  public internal(set) var status: Status = .unpaired
  /// A pair of the same scope or of all documents names this side: nothing left to find.
  public internal(set) var isResolved = false
  /// A person accepted it.
  public internal(set) var isAccepted = false
  /// A decision made it, no document states it in this scope.
  public internal(set) var isMade = false
  /// The concept that it is a name of, by `Glossary.group(_:)`.
  public internal(set) var group: UInt64 = 0
  /// Concepts that documents state it as a name of besides `concept`, the smallest ones, ascending.
  var otherConcepts: [UInt64] = []

  /// Hashes of the keys of both sides, 0 for a side that is not known.
  var enKey: UInt64
  var zhKey: UInt64
  /// Bits of `Name.Official` seen: en 1, zh 2, both 4.
  var officialBits: UInt8
  /// Bit n for the nth of `Glossary.evidenceKinds`.
  var evidenceBits: UInt16
  /// Rank of the displayed spelling, and the document it is from.
  var rank: UInt16
  var from: UInt64

  static let maximumSpellings = 6
  private static let maximumConcepts = 8

  /// The scope of names that serve no documents but those that state them.
  public static let documentScope = UInt64.max

  /// The concepts that documents state it as a name of.
  public var concepts: [UInt64] { [concept] + otherConcepts }

  /// Spellings other than the displayed ones, ascending.
  public var variants: [[UInt8]] { spellings.filter { $0 != en && $0 != zh } }

  public var isPaired: Bool { enKey != 0 && zhKey != 0 }
  public var isFull: Bool {
    Self.crosses(enForm, zhForm, isPaired: isPaired, hasEnglish: enKey != 0)
  }

  static func crosses(
    _ enForm: Name.Form, _ zhForm: Name.Form, isPaired: Bool, hasEnglish: Bool
  ) -> Bool {
    if isPaired { return enForm == .full && zhForm == .full }
    return (hasEnglish ? enForm : zhForm) == .full
  }

  /// Which side is official; documents that say different things leave it unknown.
  public var official: Name.Official {
    switch officialBits {
    case 1: .en
    case 2: .zh
    case 4, 5, 6: .both
    default: .unknown
    }
  }

  /// How it was found, over all documents.
  public var evidence: [Name.Evidence.Kind] {
    Glossary.evidenceKinds.enumerated().filter { evidenceBits >> $0.offset & 1 != 0 }
      .map(\.element)
  }

  /// What tells entries apart.
  public var identity: UInt64 { identity(inScope: scope) }

  /// What tells names apart whatever their scope.
  public var pairIdentity: UInt64 { identity(inScope: 0) }

  private func identity(inScope scope: UInt64) -> UInt64 {
    var hash = StableHash.combine(scope, enKey)
    hash = StableHash.combine(hash, zhKey)
    // A side that is not known has the other's form in some documents and none in others.
    let en: UInt64 = enKey == 0 ? 0 : Self.number(enForm)
    let zh: UInt64 = zhKey == 0 ? 0 : Self.number(zhForm)
    return StableHash.combine(hash, en << 8 | zh)
  }

  /// The forms of both sides: entries that compete for one name agree in it.
  var formClass: UInt64 { Self.number(enForm) << 8 | Self.number(zhForm) }

  private static func number(_ form: Name.Form) -> UInt64 {
    switch form {
    case .full: 1
    case .short: 2
    case .abbreviation: 3
    case .former: 4
    }
  }

  /// Joins an entry of the same identity. Complexity: O(sketch + spellings).
  mutating func join(_ other: GlossaryEntry) {
    let mine = [en, zh]
    if other.isShown(before: self) {
      (en, zh, kind, rank, from) = (other.en, other.zh, other.kind, other.rank, other.from)
    }
    setSpellings(mine + [other.en, other.zh] + other.spellings)
    confidence = max(confidence, other.confidence)
    isInferred = isInferred && other.isInferred
    joinConcepts(other)
    isAccepted = isAccepted || other.isAccepted
    isMade = isMade && other.isMade
    if !other.status.isAlive { status = other.status }
    officialBits |= other.officialBits
    evidenceBits |= other.evidenceBits
    documents.formUnion(other.documents)
  }

  /// Keeps the smallest concepts of both: the smallest of all is the same in any order of joining.
  private mutating func joinConcepts(_ other: GlossaryEntry) {
    if concept == other.concept, otherConcepts == other.otherConcepts { return }
    let all = Set([concept, other.concept] + otherConcepts + other.otherConcepts).sorted()
    concept = all[0]
    otherConcepts = Array(all[1...].prefix(Self.maximumConcepts - 1))
  }

  /// Adds spellings to those that are kept.
  mutating func setSpellings(_ added: [[UInt8]]) {
    if spellings.isEmpty, added.allSatisfy({ $0.isEmpty || $0 == en || $0 == zh }) { return }
    var all = spellings
    for spelling in [en, zh] + added where !spelling.isEmpty {
      let place = all.firstIndex { !Self.precedes($0, spelling) } ?? all.count
      if place == all.count || all[place] != spelling { all.insert(spelling, at: place) }
    }
    spellings =
      all.allSatisfy({ $0 == en || $0 == zh }) ? [] : Array(all.prefix(Self.maximumSpellings))
  }

  /// Whether this spelling is displayed rather than the other's: by rank, document, bytes.
  private func isShown(before other: GlossaryEntry) -> Bool {
    if rank != other.rank { return rank > other.rank }
    if from != other.from { return from < other.from }
    if en != other.en { return Self.precedes(en, other.en) }
    if zh != other.zh { return Self.precedes(zh, other.zh) }
    return kind.rawValue < other.kind.rawValue
  }

  static func precedes(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.lexicographicallyPrecedes(b) }
}

extension GlossaryEntry {
  /// Keys of the sides and of the forms, for grouping.
  public var sideKeys: (en: UInt64, zh: UInt64, form: UInt64) { (enKey, zhKey, formClass) }
}
