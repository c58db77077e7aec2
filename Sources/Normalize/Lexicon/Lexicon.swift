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
  /// Hashes of such words that are also parts of names, read from their end.
  private let weakTails: KeySet
  /// Hashes of the same words read from their end.
  private let stopTails: KeySet
  /// English function words and roles that are capitalised before names, by word hash.
  private let englishStops: KeySet
  private let englishRoles: KeySet
  /// Defined terms that are roles, by phrase hash and by folded Chinese hash.
  private let roleTerms: KeySet
  private let roleHan: KeySet
  /// Last words of English legal forms, by word hash.
  private let formWords: KeySet
  /// Folded Chinese legal forms, longest first.
  let hanForms: [[UInt32]]
  /// Hashes of the forms read from their end, and the length of the longest.
  private let formTails: KeySet
  private let longestForm: Int
  /// Folded heads of law titles.
  let lawHeads: [[UInt32]]
  private let englishLawHeads: KeySet
  /// Honorifics, by word hash.
  private let honorifics: KeySet
  /// Folded Chinese honorifics and positions, longest first.
  let hanHonorifics: [[UInt32]]
  private let surnames: KeySet
  /// Folded names of places, and the scalars that they begin with.
  private let places: KeySet
  private let placeStarts: ScalarBits
  /// Folded trades and legal forms.
  private let trades: KeySet
  /// Folded trades, words of meaning and bodies.
  private let words: KeySet
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

  init(han: HanTable) {
    self.han = han
    hongKong = HongKongSpelling(han)
    parts = PartLexicon(han: han)
    func folded(_ text: DataText) -> [UInt32] {
      text.unicodeScalars.map { PartLexicon.fold($0.value, han) }
    }
    var stops = KeySet()
    var tails = KeySet()
    var weak = KeySet()
    var lasts = ScalarBits()
    var longest = 1
    // Words that are also parts of names (建設, 關係) end no name unless they are grammar.
    let nameParts = parts.renderings(of: [.trade, .word, .body])
    for row in DataFile.rows("zh-stops.tsv") where row.count >= 2 {
      for word in row[0].split(separator: "|") {
        let scalars = folded(word)
        let key = Self.hash(scalars[...])
        if scalars.count >= 2, row[1] != "function", row[1] != "particle", nameParts.contains(key),
          !word.hasSuffix("公司"), !Self.sureStops.contains(where: { word == $0 })
        {
          weak.insert(Self.hash(reversed: scalars))
          continue
        }
        longest = max(longest, scalars.count)
        stops.insert(key)
        tails.insert(Self.hash(reversed: scalars))
        if let last = scalars.last { lasts.insert(last) }
      }
    }
    for word in Self.moreStops {
      let scalars = word.unicodeScalars.map { PartLexicon.fold($0.value, han) }
      longest = max(longest, scalars.count)
      stops.insert(Self.hash(scalars[...]))
      tails.insert(Self.hash(reversed: scalars))
      if let last = scalars.last { lasts.insert(last) }
    }
    self.stops = stops
    stopEnds = lasts
    weakTails = weak
    stopTails = tails
    longestStop = longest
    var englishStops: KeySet = []
    var englishRoles: KeySet = []
    for row in DataFile.rows("en-stops.tsv") where row.count >= 2 {
      for word in row[0].split(separator: "|") where !word.contains(" ") {
        let key = PartLexicon.hash(word.utf8)
        if row[1] == "role" { englishRoles.insert(key) } else { englishStops.insert(key) }
      }
    }
    self.englishStops = englishStops
    self.englishRoles = englishRoles
    var roleTerms: KeySet = []
    var roleHan: KeySet = []
    for row in DataFile.rows("roles.tsv") where row.count >= 2 {
      for term in row[0].split(separator: "|") {
        roleTerms.insert(Self.termKey(Array(term.utf8)[...]))
      }
      for term in row[1].split(separator: "|") where term != "-" {
        roleHan.insert(Self.hash(folded(term)[...]))
      }
    }
    for row in DataFile.rows("titles.tsv") where row.count >= 2 {
      for term in row[0].split(separator: "|") {
        roleTerms.insert(Self.termKey(Array(term.utf8)[...]))
      }
      for term in row[1].split(separator: "|") where term != "-" {
        roleHan.insert(Self.hash(folded(term)[...]))
      }
    }
    self.roleTerms = roleTerms
    self.roleHan = roleHan
    var formWords: KeySet = []
    var forms: Set<[UInt32]> = []
    for row in DataFile.rows("legal-forms.tsv") where row.count >= 3 && !row[2].contains("class") {
      for form in row[0].split(separator: "|") {
        if let last = form.split(whereSeparator: { $0 == 0x20 || $0 == 0x2C }).last {
          let word = last.filter { $0 != 0x28 && $0 != 0x29 }
          formWords.insert(PartLexicon.hash(word))
        }
      }
      for form in row[1].split(separator: "|") where form != "-" {
        let scalars = folded(form)
        if scalars.count >= 2 { forms.insert(scalars) }
      }
    }
    self.formWords = formWords
    formTails = KeySet(forms.map { Self.hash(reversed: $0) })
    longestForm = forms.reduce(0) { max($0, $1.count) }
    hanForms = forms.sorted { ($1.count, $0.lexicographicallyPrecedes($1) ? 0 : 1) < ($0.count, 1) }
    var heads: Set<[UInt32]> = []
    var englishHeads: KeySet = []
    for row in DataFile.rows("law-heads.tsv") where row.count >= 2 {
      for word in row[0].split(separator: "|") {
        if let last = word.split(separator: " ").last {
          englishHeads.insert(PartLexicon.hash(last.utf8))
        }
      }
      for head in row[1].split(separator: "|") where head != "-" { heads.insert(folded(head)) }
    }
    lawHeads = heads.sorted { $0.count > $1.count }
    englishLawHeads = englishHeads
    var honorifics: KeySet = []
    var hanHonorifics: Set<[UInt32]> = []
    for row in DataFile.rows("titles.tsv") where row.count >= 3 && row[2] == "honorific" {
      for word in row[0].split(separator: "|") where !word.contains(" ") {
        honorifics.insert(PartLexicon.hash(word.utf8))
      }
      for word in row[1].split(separator: "|") where word != "-" {
        let scalars = folded(word)
        if scalars.count >= 2 { hanHonorifics.insert(scalars) }
      }
    }
    self.honorifics = honorifics
    self.hanHonorifics = hanHonorifics.sorted { $0.count > $1.count }
    surnames = KeySet(
      DataFile.rows("surnames.tsv").compactMap { row in
        row.first.map { Self.hash(folded($0)[...]) }
      })
    places = parts.renderings(of: [.place])
    placeStarts = parts.firstScalars(of: .place)
    trades = parts.renderings(of: [.trade, .legalForm])
    words = nameParts
    known = Self.knownPairs()
  }

  /// Verbs that stand before names although they occur in the names of committees.
  private static let sureStops: [StaticString] = [
    "提名", "委任", "收購", "出售", "任命", "聘請", "認購", "委聘", "透過", "通過", "持有", "擁有",
  ]

  /// Words before names that the table leaves out because they also occur in names.
  private static let moreStops = ["茲提述", "有關", "即", "及其", "連同", "並由", "名為", "稱為", "欠"]

  private static func knownPairs() -> [KnownPair] {
    var result: [KnownPair] = []
    let files: [(StaticString, Name.Kind)] = [("bodies.tsv", .organization), ("laws.tsv", .law)]
    for (file, kind) in files {
      for row in DataFile.rows(file) where row.count >= 4 {
        guard let en = row[0].split(separator: "|").first,
          let zh = row[1].split(separator: "|").first(where: { $0 != "-" })
        else { continue }
        result.append(
          KnownPair(en: Array(en), zh: Array(zh), kind: kind, enForm: .full, zhForm: .full))
      }
    }
    return result
  }

  static func hash(_ scalars: ArraySlice<UInt32>) -> UInt64 {
    var result = PartLexicon.seed
    for scalar in scalars { result = (result ^ UInt64(scalar)) &* 0x100_0000_01B3 }
    return result
  }

  private static func hash(reversed scalars: [UInt32]) -> UInt64 {
    var result = PartLexicon.seed
    for scalar in scalars.reversed() { result = (result ^ UInt64(scalar)) &* 0x100_0000_01B3 }
    return result
  }

  /// Key of an English term: case, article and plural aside.
  static func termKey(_ term: ArraySlice<UInt8>) -> UInt64 {
    var bytes = term
    if bytes.count > 4,
      bytes.prefix(4).elementsEqual("the ".utf8) || bytes.prefix(4).elementsEqual("The ".utf8)
    {
      bytes = bytes.dropFirst(4)
    }
    var hash = PartLexicon.seed
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      // (s) and s at the end of a word.
      let isEnd = index == bytes.endIndex || bytes[index] == 0x20
      if byte == 0x28 || byte == 0x29 { continue }
      if byte | 0x20 == 0x73, isEnd || bytes[index] == 0x29 { continue }
      hash = PartLexicon.extend(hash, byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return hash
  }

  func isStop(_ scalars: ArraySlice<UInt32>) -> Bool { stops.contains(Self.hash(scalars)) }
  var stopLength: Int { longestStop }

  /// Length of the longest word that may stand before a name and ends just before scalar
  /// `position`, 0 for none.
  func stopLength(_ scalars: [UInt32], before position: Int) -> Int {
    guard position > 0, stopEnds.contains(scalars[position - 1]) else { return 0 }
    var hash = PartLexicon.seed
    var at = position
    var found = 0
    while at > 0, position - at < longestStop {
      at -= 1
      hash = (hash ^ UInt64(scalars[at])) &* 0x100_0000_01B3
      if stopTails.contains(hash) { found = position - at }
    }
    return found
  }

  /// Length of the longest word that ends just before scalar `position` and stands before names as
  /// well as in them, 0 for none: 股東, 建設.
  func weakStopLength(_ scalars: [UInt32], before position: Int) -> Int {
    var hash = PartLexicon.seed
    var at = position
    var found = 0
    while at > 0, position - at < 6 {
      at -= 1
      hash = (hash ^ UInt64(scalars[at])) &* 0x100_0000_01B3
      if weakTails.contains(hash) { found = position - at }
    }
    return found
  }

  func isWeakStop(_ scalars: ArraySlice<UInt32>) -> Bool {
    var hash = PartLexicon.seed
    for scalar in scalars.reversed() { hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3 }
    return weakTails.contains(hash)
  }

  /// Length of the longest trade or word of names that begins at a scalar and is at least that long,
  /// 0 for none.
  func wordLength(_ scalars: [UInt32], at start: Int, atLeast least: Int) -> Int {
    var hash = PartLexicon.seed
    var at = start
    var found = 0
    while at < scalars.count, at - start < 6 {
      hash = (hash ^ UInt64(scalars[at])) &* 0x100_0000_01B3
      at += 1
      if at - start >= least, words.contains(hash) { found = at - start }
    }
    return found
  }

  /// Length of the longest place whose name begins at a scalar, 0 for none: 南京, 南京市.
  func placeLength(_ scalars: [UInt32], at start: Int) -> Int {
    guard placeStarts.contains(scalars[start]) else { return 0 }
    var hash = PartLexicon.seed
    var at = start
    var found = 0
    while at < scalars.count, at - start < 7 {
      hash = (hash ^ UInt64(scalars[at])) &* 0x100_0000_01B3
      at += 1
      if at - start >= 2, places.contains(hash) { found = at - start }
    }
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
    var hash = PartLexicon.seed
    var at = start
    var found = 0
    while at < end, at - start < 8 {
      hash = (hash ^ UInt64(scalars[at])) &* 0x100_0000_01B3
      at += 1
      if at - start >= 2, trades.contains(hash) { found = at - start }
    }
    return found
  }

  /// Whether a word that may stand before a name ends just before scalar `position`.
  func endsStop(_ scalars: [UInt32], before position: Int) -> Bool {
    var hash = PartLexicon.seed
    var at = position
    while at > 0, position - at < longestStop {
      at -= 1
      hash = (hash ^ UInt64(scalars[at])) &* 0x100_0000_01B3
      if stopTails.contains(hash) { return true }
    }
    return false
  }

  func isEnglishStop(_ word: UInt64) -> Bool { englishStops.contains(word) }
  func isEnglishRole(_ word: UInt64) -> Bool { englishRoles.contains(word) }
  func isPlace(han scalars: ArraySlice<UInt32>) -> Bool { places.contains(Self.hash(scalars)) }
  func isRole(_ term: ArraySlice<UInt8>) -> Bool { roleTerms.contains(Self.termKey(term)) }
  func isRole(han scalars: ArraySlice<UInt32>) -> Bool { roleHan.contains(Self.hash(scalars)) }
  func isFormWord(_ word: UInt64) -> Bool { formWords.contains(word) }
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
    var hash = PartLexicon.seed
    var found = 0
    var length = 0
    for scalar in scalars.suffix(longestForm).reversed() {
      hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
      length += 1
      if formTails.contains(hash) { found = length }
    }
    return found
  }

  func lawHeadLength(_ scalars: ArraySlice<UInt32>) -> Int {
    for head in lawHeads where head.count < scalars.count {
      if scalars.suffix(head.count).elementsEqual(head) { return head.count }
    }
    return 0
  }
}
