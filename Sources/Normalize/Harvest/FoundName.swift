/// A name or pair while it is collected: positions refer to the normalized text.
struct FoundName {
  struct Evidence {
    var kind: Name.Evidence.Kind
    var start: Int
    var end: Int
  }

  var kind: Name.Kind
  var enForm: Name.Form
  var zhForm: Name.Form
  /// Ranges of the normalized text, or empty where the side is unknown or composed.
  var en: [UInt8]
  var zh: [UInt8]
  var inferred = false
  var confidence: Int
  var evidence: [Evidence]
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

  /// The form of the less complete side.
  @inline(__always)
  var form: Name.Form {
    if enForm == .former || zhForm == .former { return .former }
    if enForm == .abbreviation || zhForm == .abbreviation { return .abbreviation }
    if enForm == .short || zhForm == .short { return .short }
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
  static func englishKey(_ name: some Sequence<UInt8>) -> UInt64 {
    var hash = PartLexicon.seed
    var count = 0
    for byte in name {
      if byte == 0x20, count == 3, hash == the { hash = PartLexicon.seed }
      if byte == 0x20 || byte == 0x2E || byte == 0x2C || byte == 0x27 { continue }
      count &+= 1
      // U+2019 is E2 80 99: its bytes are left out as well.
      if byte == 0xE2 || byte == 0x80 || byte == 0x99 { continue }
      hash = PartLexicon.extend(hash, byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return hash
  }

  private static let the = PartLexicon.hash("the".utf8)

  static func hanKey(_ name: [UInt8], _ han: HanTable) -> UInt64 {
    hanKey(name, 0, name.count, han)
  }

  /// Key of the Chinese name that `start..<end` of a text is.
  static func hanKey(_ text: [UInt8], _ start: Int, _ end: Int, _ han: HanTable) -> UInt64 {
    let bytes = text.span
    var hash = PartLexicon.seed
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
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
      let scalar = UTF8Scan.scalar(bytes, before: at)
      at -= scalar.length
      if scalar.value == 0x20 { continue }
      hash = (hash ^ UInt64(PartLexicon.fold(scalar.value, han))) &* 0x100_0000_01B3
    }
    return hash
  }

  /// Adds a name of one language, but for one that a pair has already.
  mutating func addSingle(_ name: FoundName, _ han: HanTable) {
    let isHan = name.en.isEmpty
    let key = isHan ? Self.hanKey(name.zh, han) : Self.englishKey(name.en)
    guard !isPaired(key, isHan: isHan) else { return }
    add(name, isHan ? 0 : key, isHan ? key : 0, han)
  }

  /// Adds a name, or its evidence to the one that is there. Returns its number.
  @discardableResult
  mutating func add(_ name: FoundName, _ han: HanTable) -> Int {
    add(
      name, name.en.isEmpty ? 0 : Self.englishKey(name.en),
      name.zh.isEmpty ? 0 : Self.hanKey(name.zh, han), han)
  }

  @discardableResult
  private mutating func add(
    _ name: FoundName, _ english: UInt64, _ chinese: UInt64, _ han: HanTable
  ) -> Int {
    let key = english &* 0x9E37_79B9_7F4A_7C15 ^ chinese
    if let index = byKey[key] {
      merge(name, into: index)
      return index
    }
    let index = names.count
    names.append(name)
    names[index].englishKey = english
    names[index].hanKey = chinese
    byKey[key] = index
    if english != 0, byEnglish[english] == nil || name.zh.isEmpty == false {
      byEnglish[english] = index
    }
    if chinese != 0, byHan[chinese] == nil || name.en.isEmpty == false {
      byHan[chinese] = index
      byHanTail[Self.hanTail(name.zh, han)] = index
    }
    return index
  }

  private mutating func merge(_ name: FoundName, into index: Int) {
    if names[index].evidence.count < 8 {
      names[index].evidence.append(contentsOf: name.evidence)
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
  func index(english name: some Sequence<UInt8>) -> Int? { byEnglish[Self.englishKey(name)] }

  /// A pair has the name of this key as one of its sides.
  func isPaired(_ key: UInt64, isHan: Bool) -> Bool {
    guard let index = isHan ? byHan[key] : byEnglish[key] else { return false }
    return !names[index].en.isEmpty && !names[index].zh.isEmpty
  }

  /// Number of a name whose Chinese side has this ``hanKey(_:_:_:_:)``, if any.
  func index(hanKey key: UInt64) -> Int? { byHan[key] }

  /// Number of a name whose folded Chinese side, read from its end, has this hash.
  func index(hanTail hash: UInt64) -> Int? { byHanTail[hash] }
}
