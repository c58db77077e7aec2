/// The word lists that decide where names begin, end and what they are.
///
/// A class, so that passing it on costs one reference and not one for each of its lists.
final class Lexicon: Sendable {
  let parts: PartLexicon
  let han: HanTable
  let hongKong: HongKongSpelling
  /// Folded Chinese words that may stand before a name, keyed by hash, by number of scalars.
  private let stops: KeySet
  private let longestStop: Int
  /// Such words that are also parts of names, read from their end.
  private let weakTails: HanWords
  /// The same words, read from their end.
  private let stopTails: HanWords
  /// English function words and roles that are capitalised before names, by word hash.
  private let englishStops: KeySet
  private let englishRoles: KeySet
  /// Defined terms that are roles, by phrase hash and by folded Chinese hash.
  private let roleTerms: KeySet
  /// The first bytes of the English ones, by `termStart`.
  private let roleStarts: KeySet
  private let roleHan: KeySet
  /// Last words of English legal forms, by word hash.
  private let formWords: KeySet
  /// The forms, read from their end.
  private let formTails: HanWords
  /// Folded heads of law titles, read from their end.
  private let lawTails: HanWords
  private let englishLawHeads: KeySet
  /// Honorifics, by word hash.
  private let honorifics: KeySet
  private let surnames: KeySet
  /// Folded names of places, and the scalars that they begin with.
  private let places: HanWords
  private let placeStarts: ScalarBits
  /// Folded trades and legal forms.
  private let trades: HanWords
  /// Folded trades, words of meaning and bodies.
  private let words: HanWords
  /// Last scalars of the words that may stand before a name.
  private let stopEnds: ScalarBits
  /// Folded first names that the lexicon knows in full: 證監會 -> names.
  let known: [KnownPair]

  struct KnownPair: Sendable {
    var en: [UInt8]
    var zh: [UInt8]
    var kind: Name.Kind
    var enForm: Name.Form
    var zhForm: Name.Form
  }

  /// Takes up the tables that were built beforehand; builds them where the data are others.
  convenience init(han: HanTable) {
    self.init(CompiledTables.stored?.lexicon ?? LexiconTables(building: han), han: han)
  }

  init(_ tables: LexiconTables, han: HanTable) {
    self.han = han
    hongKong = tables.hongKong
    parts = tables.parts
    stops = tables.stops
    longestStop = tables.longestStop
    stopTails = tables.stopTails
    englishStops = tables.englishStops
    englishRoles = tables.englishRoles
    roleTerms = tables.roleTerms
    roleStarts = tables.roleStarts
    roleHan = tables.roleHan
    formWords = tables.formWords
    formTails = tables.formTails
    lawTails = tables.lawTails
    englishLawHeads = tables.englishLawHeads
    honorifics = tables.honorifics
    surnames = tables.surnames
    places = tables.places
    weakTails = tables.weakTails
    trades = tables.trades
    words = tables.words
    stopEnds = tables.stopEnds
    placeStarts = tables.placeStarts
    known = tables.known
  }

  static func hash(_ scalars: ArraySlice<UInt32>) -> UInt64 {
    var result = PartLexicon.seed
    for scalar in scalars { result = (result ^ UInt64(scalar)) &* 0x100_0000_01B3 }
    return result
  }

  /// Key of an English term: case, article and plural aside.
  static func termKey(_ term: ArraySlice<UInt8>) -> UInt64 {
    termKey(term.span) { _ in true } ?? PartLexicon.seed
  }

  /// The hash of the first bytes of a term as its key takes them; nil for a shorter term.
  static func termStart(_ term: ArraySlice<UInt8>) -> UInt64? {
    var start: UInt64?
    _ = termKey(term.span) { hash in
      start = hash
      return false
    }
    return start
  }

  /// Bytes of the key that are asked for beforehand.
  private static let startLength = 8

  /// The key of a term; nil where `begins` denies the hash of its first bytes.
  @inline(__always)
  private static func termKey(
    _ bytes: borrowing Span<UInt8>, _ begins: (_ start: UInt64) -> Bool
  ) -> UInt64? {
    let end = bytes.count
    var hash = PartLexicon.seed
    var left = startLength
    var index = 0
    if end > 4, bytes[0] | 0x20 == 0x74, ByteMatch.starts(bytes, 1, end, with: "he ") { index = 4 }
    while index < end {
      let byte = bytes[index]
      index &+= 1
      if byte | 1 == 0x29 { continue }
      // (s) and s at the end of a word.
      if byte | 0x20 == 0x73 {
        if index == end { break }
        if bytes[index] == 0x20 || bytes[index] == 0x29 { continue }
      }
      hash = PartLexicon.extend(hash, ByteMatch.fold(byte))
      left &-= 1
      if left == 0, !begins(hash) { return nil }
    }
    return hash
  }

  func isStop(_ scalars: ArraySlice<UInt32>) -> Bool { stops.contains(Self.hash(scalars)) }
  var stopLength: Int { longestStop }

  /// Length of the longest word that may stand before a name and ends just before scalar
  /// `position`, 0 for none.
  func stopLength(_ scalars: [UInt32], before position: Int) -> Int {
    guard position > 0, stopEnds.contains(scalars[position - 1]) else { return 0 }
    return stopTails.length(scalars[...], before: position)
  }

  /// Length of the longest word that ends just before scalar `position` and stands before names as
  /// well as in them, 0 for none: 股東, 建設.
  func weakStopLength(_ scalars: [UInt32], before position: Int) -> Int {
    weakTails.length(scalars[...], before: position)
  }

  func isWeakStop(_ scalars: ArraySlice<UInt32>) -> Bool { weakTails.contains(scalars.reversed()) }

  /// Length of the longest trade or word of names that begins at a scalar and is at least that long,
  /// 0 for none.
  func wordLength(_ scalars: [UInt32], at start: Int, atLeast least: Int) -> Int {
    let found = words.length(scalars, at: start, end: scalars.count)
    return found >= least ? found : 0
  }

  /// Length of the longest place whose name begins at a scalar, 0 for none: 南京, 南京市.
  func placeLength(_ scalars: [UInt32], at start: Int) -> Int {
    guard start < scalars.count, placeStarts.contains(scalars[start]) else { return 0 }
    var found = places.length(scalars, at: start, end: scalars.count)
    if found > 0, start + found < scalars.count {
      switch scalars[start + found] {
      // 省 市 县 区
      case 0x7701, 0x5E02, 0x53BF, 0x533A: found += 1
      default: break
      }
    }
    return found
  }

  /// Length of the longest trade or legal form that begins at a scalar and ends by `end`, 0 for
  /// none.
  func tradeLength(_ scalars: [UInt32], at start: Int, end: Int) -> Int {
    trades.length(scalars, at: start, end: end)
  }

  func isEnglishStop(_ word: UInt64) -> Bool { englishStops.contains(word) }
  func isEnglishRole(_ word: UInt64) -> Bool { englishRoles.contains(word) }
  func isPlace(han scalars: ArraySlice<UInt32>) -> Bool { places.contains(scalars) }
  func isRole(_ term: ArraySlice<UInt8>) -> Bool {
    var term = term
    // `the New Trustee`
    for _ in 0..<2 {
      guard let first = term.first, Self.roleLeadBytes.contains(UInt32(first)) else { break }
      for lead in Self.roleLeads where ByteMatch.starts(term.span, 0, term.count, with: lead) {
        term = term.dropFirst(lead.utf8CodeUnitCount)
        break
      }
    }
    let key = Self.termKey(term.span) { roleStarts.contains($0) }
    return key.map { roleTerms.contains($0) } ?? false
  }
  private static let roleLeads: [StaticString] = [
    "the ", "The ", "New ", "Existing ", "Former ", "Retiring ", "Incoming ", "Outgoing ",
    "Original ", "Initial ", "Proposed ", "Successor ",
  ]
  /// What those begin with.
  private static let roleLeadBytes: ScalarSet = [
    0x74, 0x54, 0x4E, 0x45, 0x46, 0x52, 0x49, 0x4F, 0x50, 0x53,
  ]
  func isRole(han scalars: ArraySlice<UInt32>) -> Bool {
    if roleHan.contains(Self.hash(scalars)) { return true }
    // 新|受託人
    guard scalars.count >= 4, let first = scalars.first, Self.roleHanLeads.contains(first) else {
      return false
    }
    return roleHan.contains(Self.hash(scalars.dropFirst()))
  }
  /// 新 原 前 旧 现
  private static let roleHanLeads: ScalarSet = [0x65B0, 0x539F, 0x524D, 0x65E7, 0x73B0]
  /// The Chinese stretch `start..<end`, blanks aside, is a role.
  func isRole(han text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    roleHan.contains(NameCollection.hanKey(text, start, end, han))
  }
  /// A spelling of a Chinese surname.
  func isSurname(_ word: UInt64) -> Bool {
    parts.range(word).contains { parts[$0].kind == .surname }
  }
  func isFormWord(_ word: UInt64) -> Bool { formWords.contains(word) }

  /// `Limited`, `Co.`: says the legal form and nothing else, as `Group` and `Trading` do not.
  static func isBareForm(_ word: UInt64) -> Bool { bareForms.contains(word) }

  private static let bareForms = KeySet(
    [
      "limited", "ltd", "co", "company", "corporation", "corp", "inc", "incorporated", "plc", "llc",
      "llp", "lp", "pte", "pty", "sdn", "bhd", "gmbh", "ag", "sa", "nv", "bv", "the", "joint-stock",
      "stock", "partnership", "a/s", "asa", "oyj", "spa", "srl", "kk",
    ].map { PartLexicon.hash($0.utf8) })

  func isLawHead(_ word: UInt64) -> Bool { englishLawHeads.contains(word) }
  func isHonorific(_ word: UInt64) -> Bool { honorifics.contains(word) }

  /// Scalars of the surname that a folded Chinese name begins with, 0 where it is none.
  func surnameLength(_ scalars: ArraySlice<UInt32>) -> Int {
    guard scalars.count >= 2 else { return 0 }
    if surnames.contains(Self.hash(scalars.prefix(2))) { return 2 }
    return surnames.contains(Self.hash(scalars.prefix(1))) ? 1 : 0
  }

  /// Length of the legal form at the end of folded scalars, 0 where there is none.
  func formLength(_ scalars: ArraySlice<UInt32>) -> Int {
    guard let last = scalars.last,
      last == 0x53F8 || last == 0x29 || last == 0x4F19 || last == 0x4E1A
        || last == 0x793E || last == 0x6237 || last == 0x4F1A || last == 0x6258
    else { return 0 }
    return formTails.length(scalars, before: scalars.endIndex)
  }

  /// Whether a legal form of three scalars or more ends in this one and 公司, as 有限公司 does.
  func isFormBeforeCompany(_ scalar: UInt32) -> Bool {
    formTails.leads(0x53F8, 0x516C, scalar)
  }

  /// Length of the head of a law's title at the end of folded scalars, 0 where there is none.
  func lawHeadLength(_ scalars: ArraySlice<UInt32>) -> Int {
    let found = lawTails.length(scalars, before: scalars.endIndex)
    return found < scalars.count ? found : 0
  }
}
