/// A name or pair while it is collected: positions refer to the normalized text.
struct FoundName {
  struct Evidence {
    var kind: Name.Evidence.Kind
    var start: Int
    var end: Int
  }

  /// Places that state a name, the first of them without a list: most names have one.
  struct EvidenceList: RandomAccessCollection {
    private var first: Evidence
    private var others: [Evidence] = []

    init(kind: Name.Evidence.Kind, start: Int, end: Int) {
      first = Evidence(kind: kind, start: start, end: end)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { 1 + others.count }
    subscript(index: Int) -> Evidence { index == 0 ? first : others[index - 1] }

    mutating func append(_ evidence: Evidence) { others.append(evidence) }

    /// Keeps the first `count` places, one at least.
    mutating func keep(_ count: Int) {
      if count < self.count { others.removeLast(self.count - Swift.max(1, count)) }
    }
  }

  var kind: Name.Kind
  var enForm: Name.Form
  var zhForm: Name.Form
  /// Ranges of the normalized text, or empty where the side is unknown or composed.
  var en: [UInt8]
  var zh: [UInt8]
  var inferred = false
  var confidence: Int
  var evidence: EvidenceList
  /// The footnote mark that each side wears, 0 for none.
  var enMark: UInt8 = 0
  var zhMark: UInt8 = 0
  var official = Name.Official.unknown
  var variants: [[UInt8]] = []
  /// Number of the full name that a short form belongs to, or -1.
  var owner = -1
  /// The keys of both sides, 0 for a side that it has not; set when it is collected.
  fileprivate(set) var englishKey: UInt64 = 0
  fileprivate(set) var hanKey: UInt64 = 0

  /// It has a name in either language.
  var isPaired: Bool { !en.isEmpty && !zh.isEmpty }

  /// The form of the less complete of two sides.
  static func form(_ en: Name.Form, _ zh: Name.Form) -> Name.Form {
    if en == .former || zh == .former { return .former }
    if en == .abbreviation || zh == .abbreviation { return .abbreviation }
    if en == .short || zh == .short { return .short }
    return .full
  }
}

/// The names of one document, each once, whatever number of places state it.
struct NameCollection {
  private(set) var names: [FoundName] = []
  private var byKey = KeyTable()
  private var byEnglish = KeyTable()
  private var byHan = KeyTable()
  private var byHanTail = KeyTable()

  mutating func removeAll() {
    names.removeAll(keepingCapacity: true)
    byKey.removeAll()
    byEnglish.removeAll()
    byHan.removeAll()
    byHanTail.removeAll()
  }

  /// Key of an English name: case, full stops, commas, blanks and a leading `The` aside.
  static func englishKey(_ name: borrowing Span<UInt8>) -> UInt64 {
    let the = the
    let folds = keyFolds
    let table = folds.span
    var hash = PartLexicon.seed
    var count = 0
    for index in name.indices {
      // The table has a place for every byte.
      let folded = unsafe table[unchecked: Int(name[index])]
      if folded < 0x100 {
        count &+= 1
        hash = PartLexicon.extend(hash, UInt8(truncatingIfNeeded: folded))
      } else if folded == Self.counted {
        count &+= 1
      } else if folded == Self.blank, count == 3, hash == the {
        hash = PartLexicon.seed
      }
    }
    return hash
  }

  /// What a byte adds to an English key: itself in lower case, or nothing.
  private static let keyFolds: [UInt16] = (0..<256).map { value in
    switch UInt8(value) {
    case 0x20: blank
    case 0x2E, 0x2C, 0x27: 0x102
    // U+2019 is E2 80 99: its bytes are left out as well.
    case 0xE2, 0x80, 0x99: counted
    default: UInt16(ByteMatch.fold(UInt8(value)))
    }
  }
  private static let blank: UInt16 = 0x100
  private static let counted: UInt16 = 0x101

  static func englishKey(_ name: [UInt8]) -> UInt64 { englishKey(name.span) }
  static func englishKey(_ name: ArraySlice<UInt8>) -> UInt64 { englishKey(name.span) }

  private static let the = PartLexicon.hash("the".utf8)

  static func hanKey(_ name: [UInt8], _ han: HanTable) -> UInt64 {
    hanKey(name, 0, name.count, han)
  }

  /// Key of the Chinese name that `start..<end` of a text is.
  static func hanKey(_ text: [UInt8], _ start: Int, _ end: Int, _ han: HanTable) -> UInt64 {
    let bytes = text.span
    var hash = PartLexicon.seed
    var at = max(0, start)
    while at < end {
      if at &+ 4 <= bytes.count {
        let (scalar, isIdeograph) = UTF8Scan.ideograph(bytes, at)
        if isIdeograph {
          hash = (hash ^ UInt64(han.fold(scalar))) &* 0x100_0000_01B3
          at &+= 3
          continue
        }
      }
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at &+= scalar.length
      if scalar.value == 0x20 { continue }
      hash = (hash ^ UInt64(PartLexicon.fold(scalar.value, han))) &* 0x100_0000_01B3
    }
    return hash
  }

  /// Hash of a Chinese name's folded scalars from the last to the first.
  private static func hanTail(_ name: [UInt8], _ han: HanTable) -> UInt64 {
    let bytes = name.span
    var hash = PartLexicon.seed
    var at = name.count
    while at > 0 {
      if at >= 3, UTF8Scan.leadsIdeograph(bytes[at &- 3]), bytes[at &- 1] & 0xC0 == 0x80 {
        at &-= 3
        let scalar = han.fold(UTF8Scan.triple(bytes, at))
        hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
        continue
      }
      let scalar = UTF8Scan.scalar(bytes, before: at)
      at -= scalar.length
      if scalar.value == 0x20 { continue }
      hash = (hash ^ UInt64(PartLexicon.fold(scalar.value, han))) &* 0x100_0000_01B3
    }
    return hash
  }

  /// Adds a name of one language, but for one that a pair has already; `key` is its key or 0.
  mutating func addSingle(_ name: consuming FoundName, key known: UInt64, _ han: HanTable) {
    let isHan = name.en.isEmpty
    let key =
      known != 0 ? known : isHan ? Self.hanKey(name.zh, han) : Self.englishKey(name.en)
    guard !isPaired(key, isHan: isHan) else { return }
    add(name, isHan ? 0 : key, isHan ? key : 0, han)
  }

  /// Adds a name, or its evidence to the one that is there. Returns its number.
  @discardableResult
  mutating func add(_ name: consuming FoundName, _ han: HanTable) -> Int {
    let english = name.en.isEmpty ? 0 : Self.englishKey(name.en)
    let chinese = name.zh.isEmpty ? 0 : Self.hanKey(name.zh, han)
    return add(name, english, chinese, han)
  }

  @discardableResult
  private mutating func add(
    _ name: consuming FoundName, _ english: UInt64, _ chinese: UInt64, _ han: HanTable
  ) -> Int {
    let key = english &* 0x9E37_79B9_7F4A_7C15 ^ chinese
    if let index = byKey[key] {
      merge(name, into: index)
      return index
    }
    let index = names.count
    byKey[key] = index
    if english != 0, byEnglish[english] == nil || chinese != 0 { byEnglish[english] = index }
    if chinese != 0, byHan[chinese] == nil || english != 0 {
      byHan[chinese] = index
      byHanTail[Self.hanTail(name.zh, han)] = index
    }
    (name.englishKey, name.hanKey) = (english, chinese)
    names.append(name)
    return index
  }

  private mutating func merge(_ name: FoundName, into index: Int) {
    if names[index].evidence.count < 8 {
      for evidence in name.evidence { names[index].evidence.append(evidence) }
    }
    names[index].confidence = max(names[index].confidence, name.confidence)
    names[index].inferred = names[index].inferred && name.inferred
    if name.enForm == .former { names[index].enForm = .former }
    if name.zhForm == .former { names[index].zhForm = .former }
    if names[index].enMark == 0 { names[index].enMark = name.enMark }
    if names[index].zhMark == 0 { names[index].zhMark = name.zhMark }
    addVariant(name.en, names[index].en, index)
    addVariant(name.zh, names[index].zh, index)
  }

  private mutating func addVariant(_ variant: [UInt8], _ display: [UInt8], _ index: Int) {
    if !variant.isEmpty, variant != display, !names[index].variants.contains(variant),
      names[index].variants.count < 8
    {
      names[index].variants.append(variant)
    }
  }

  mutating func modify(_ index: Int, _ body: (inout FoundName) -> Void) { body(&names[index]) }

  /// Number of a pair or name with this English side, if any.
  func index(english name: ArraySlice<UInt8>) -> Int? { index(englishKey: Self.englishKey(name)) }

  /// Number of a pair or name whose English side has this ``englishKey(_:)``, if any.
  func index(englishKey key: UInt64) -> Int? { byEnglish[key] }

  /// A pair has the name of this key as one of its sides.
  func isPaired(_ key: UInt64, isHan: Bool) -> Bool {
    guard let index = isHan ? byHan[key] : byEnglish[key] else { return false }
    return names[index].isPaired
  }

  /// Number of a name whose Chinese side has this ``hanKey(_:_:_:_:)``, if any.
  func index(hanKey key: UInt64) -> Int? { byHan[key] }

  /// Number of a name whose folded Chinese side, read from its end, has this hash.
  func index(hanTail hash: UInt64) -> Int? { byHanTail[hash] }
}
