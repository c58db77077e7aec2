/// The tables of ``Lexicon``, which says what each is for: built from the data files, or taken up
/// as they were built beforehand (``CompiledTables``).
struct LexiconTables: Sendable {
  var hongKong: HongKongSpelling
  var parts: PartLexicon
  var stops: KeySet
  var longestStop: Int
  var stopTails: HanWords
  var englishStops: KeySet
  var englishRoles: KeySet
  var roleTerms: KeySet
  var roleStarts: KeySet
  var roleHan: KeySet
  var formWords: KeySet
  var formTails: HanWords
  var lawTails: HanWords
  var englishLawHeads: KeySet
  var honorifics: KeySet
  var surnames: KeySet
  var places: HanWords
  var weakTails: HanWords
  var trades: HanWords
  var words: HanWords
  var stopEnds: ScalarBits
  var placeStarts: ScalarBits
  var known: [Lexicon.KnownPair]

  /// Last words of long legal forms that stand anywhere in names: `Ltd. (Beijing)`, `Credit Union`.
  private static let commonWords = KeySet(
    ("ace appointed beijing business c capital center charter committee entity guarantee household ireland law "
      + "liability liquidation name of person plan portfolio practice proprietor quotas scheme school "
      + "shareholders shares site sole state-owned trader union unit venture xii")
      .split(separator: " ").map { PartLexicon.hash($0.utf8) })

  /// Complexity: O(n) in the bytes of the data files, about 15 ms.
  init(building han: HanTable) {
    hongKong = HongKongSpelling(han)
    parts = PartLexicon(han: han)
    func folded(_ text: DataText) -> [UInt32] {
      text.unicodeScalars.map { PartLexicon.fold($0.value, han) }
    }
    var stops = KeySet()
    var tails = HanWords()
    var weak = HanWords()
    var lasts = ScalarBits()
    var longest = 1
    // Words that are also parts of names (建設, 關係) end no name unless they are grammar.
    let nameParts = parts.renderings(of: [.trade, .word, .brand, .body])
    for row in DataFile.rows("zh-stops.tsv") where row.count >= 2 {
      for word in row[0].split(separator: "|") {
        let scalars = folded(word)
        let key = Lexicon.hash(scalars[...])
        if scalars.count >= 2, row[1] != "function", row[1] != "particle", nameParts.contains(key),
          !word.hasSuffix("公司"), !Self.isSureRole(scalars, row[1]),
          !Self.sureStops.contains(where: { word == $0 })
        {
          weak.insert(scalars.reversed())
          continue
        }
        longest = max(longest, scalars.count)
        stops.insert(key)
        tails.insert(scalars.reversed())
        if let last = scalars.last { lasts.insert(last) }
      }
    }
    for word in Self.moreStops {
      let scalars = word.unicodeScalars.map { PartLexicon.fold($0.value, han) }
      longest = max(longest, scalars.count)
      stops.insert(Lexicon.hash(scalars[...]))
      tails.insert(scalars.reversed())
      if let last = scalars.last { lasts.insert(last) }
    }
    self.stops = stops
    weakTails = weak
    stopEnds = lasts
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
    var roleStarts: KeySet = []
    var roleHan: KeySet = []
    func addRole(_ term: DataText) {
      let bytes = Array(term)
      roleTerms.insert(Lexicon.termKey(bytes[...]))
      if let start = Lexicon.termStart(bytes[...]) { roleStarts.insert(start) }
    }
    for row in DataFile.rows("roles.tsv") where row.count >= 2 {
      for term in row[0].split(separator: "|") {
        addRole(term)
      }
      for term in row[1].split(separator: "|") where term != "-" {
        roleHan.insert(Lexicon.hash(folded(term)[...]))
      }
    }
    for row in DataFile.rows("titles.tsv") where row.count >= 2 {
      for term in row[0].split(separator: "|") {
        addRole(term)
      }
      for term in row[1].split(separator: "|") where term != "-" {
        roleHan.insert(Lexicon.hash(folded(term)[...]))
      }
    }
    self.roleTerms = roleTerms
    self.roleStarts = roleStarts
    self.roleHan = roleHan
    var formWords: KeySet = []
    var forms: Set<[UInt32]> = []
    for row in DataFile.rows("legal-forms.tsv") where row.count >= 3 && !row[2].contains("class") {
      for form in row[0].split(separator: "|") {
        if let last = form.split(whereSeparator: { $0 == 0x20 || $0 == 0x2C }).last {
          let word = PartLexicon.hash(last.filter { $0 != 0x28 && $0 != 0x29 })
          if !Self.commonWords.contains(word) { formWords.insert(word) }
        }
      }
      for form in row[1].split(separator: "|") where form != "-" {
        let scalars = folded(form)
        if scalars.count >= 2 { forms.insert(scalars) }
      }
    }
    self.formWords = formWords
    formTails = HanWords()
    for form in forms.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      formTails.insert(form.reversed())
    }
    var heads: Set<[UInt32]> = []
    var englishHeads: KeySet = []
    for row in DataFile.rows("law-heads.tsv") where row.count >= 2 {
      for word in row[0].split(separator: "|") {
        // `Code of` ends in no head.
        if let last = word.split(separator: " ").last, last.utf8.first.map({ $0 < 0x61 }) ?? false {
          englishHeads.insert(PartLexicon.hash(last.utf8))
        }
      }
      for head in row[1].split(separator: "|") where head != "-" { heads.insert(folded(head)) }
    }
    lawTails = HanWords()
    for head in Self.longestFirst(heads) { lawTails.insert(head.reversed()) }
    englishLawHeads = englishHeads
    var honorifics: KeySet = []
    for row in DataFile.rows("titles.tsv") where row.count >= 3 && row[2] == "honorific" {
      for word in row[0].split(separator: "|") where !word.contains(" ") {
        honorifics.insert(PartLexicon.hash(word.utf8))
      }
    }
    self.honorifics = honorifics
    surnames = KeySet(
      DataFile.rows("surnames.tsv").compactMap { row in
        row.first.map { Lexicon.hash(folded($0)[...]) }
      })
    places = parts.words(of: [.place])
    placeStarts = parts.firstScalars(of: .place)
    trades = parts.words(of: [.trade, .legalForm])
    words = parts.words(of: [.trade, .word, .brand, .body])
    known = Self.knownPairs()
  }

  /// The longest first, then by their scalars: the same order in every run.
  private static func longestFirst(_ lists: Set<[UInt32]>) -> [[UInt32]] {
    lists.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
  }

  /// Verbs that stand before names although they occur in the names of committees.
  private static let sureStops: [StaticString] = [
    "提名", "委任", "收購", "出售", "任命", "聘請", "認購", "委聘", "透過", "通過", "持有", "擁有", "業主", "受託人",
    "保薦人", "聯席保薦人", "獨家保薦人", "委託", "通知",
  ]

  /// Words before names that the table leaves out because they also occur in names.
  /// 發行人, 承建商, 財務顧問: no name has them inside.
  private static func isSureRole(_ scalars: [UInt32], _ tag: DataText) -> Bool {
    // 人 商 问
    guard tag == "role", scalars.count >= 3, let last = scalars.last else { return false }
    return last == 0x4EBA || last == 0x5546 || last == 0x95EE
  }

  private static let moreStops = ["茲提述", "有關", "即", "及其", "連同", "並由", "名為", "稱為", "欠"]

  private static func knownPairs() -> [Lexicon.KnownPair] {
    var result: [Lexicon.KnownPair] = []
    let files: [(StaticString, Name.Kind)] = [("bodies.tsv", .organization), ("laws.tsv", .law)]
    for (file, kind) in files {
      for row in DataFile.rows(file) where row.count >= 4 {
        guard let en = row[0].split(separator: "|").first,
          let zh = row[1].split(separator: "|").first(where: { $0 != "-" })
        else { continue }
        result.append(
          Lexicon.KnownPair(en: Array(en), zh: Array(zh), kind: kind, enForm: .full, zhForm: .full))
      }
    }
    return result
  }

  // MARK: Tables

  func write(to writer: inout TableWriter) {
    hongKong.write(to: &writer)
    parts.write(to: &writer)
    for set in [
      stops, englishStops, englishRoles, roleTerms, roleStarts, roleHan, formWords,
      englishLawHeads, honorifics, surnames,
    ] {
      set.write(to: &writer)
    }
    for words in [stopTails, formTails, places, weakTails, trades, words, lawTails] {
      words.write(to: &writer)
    }
    writer.put(stopEnds.words)
    writer.put(placeStarts.words)
    writer.put(longestStop)
    writer.put(known.map(\.en))
    writer.put(known.map(\.zh))
    writer.put(known.map { UInt8($0.kind == .law ? 1 : 0) })
  }

  init(from reader: inout TableReader) throws(TableError) {
    hongKong = try HongKongSpelling(from: &reader)
    parts = try PartLexicon(from: &reader)
    stops = try KeySet(from: &reader)
    englishStops = try KeySet(from: &reader)
    englishRoles = try KeySet(from: &reader)
    roleTerms = try KeySet(from: &reader)
    roleStarts = try KeySet(from: &reader)
    roleHan = try KeySet(from: &reader)
    formWords = try KeySet(from: &reader)
    englishLawHeads = try KeySet(from: &reader)
    honorifics = try KeySet(from: &reader)
    surnames = try KeySet(from: &reader)
    stopTails = try HanWords(from: &reader)
    formTails = try HanWords(from: &reader)
    places = try HanWords(from: &reader)
    weakTails = try HanWords(from: &reader)
    trades = try HanWords(from: &reader)
    words = try HanWords(from: &reader)
    lawTails = try HanWords(from: &reader)
    stopEnds = try ScalarBits(words: reader.take())
    placeStarts = try ScalarBits(words: reader.take())
    longestStop = try reader.takeNumber()
    let english = try reader.takeLists(UInt8.self)
    let chinese = try reader.takeLists(UInt8.self)
    let isLaw = try reader.take(UInt8.self)
    known = []
    known.reserveCapacity(isLaw.count)
    for index in 0..<min(isLaw.count, english.count, chinese.count) {
      known.append(
        Lexicon.KnownPair(
          en: english[index], zh: chinese[index],
          kind: isLaw[index] == 1 ? .law : .organization, enForm: .full, zhForm: .full))
    }
  }
}
