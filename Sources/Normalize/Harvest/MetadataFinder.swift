/// Finds what a filing says of itself: issuers with their listings, former names, title and date.
///
/// Works on the normalized text before anything is stripped. The issuer is named on the cover; else
/// it is the party defined as the “Company” / 「本公司」 / “公司”; else it signs. A code belongs to a name
/// only by its own block, cell or brackets: a code beside another company is that company's.
///
/// - Roles: a party with a stock code is an issuer; one that is defined as the “Offeror” is the
///   offeror where another party is listed; a party without either beside a listed one is `other`.
/// - Names have no marks, quotes or brackets around them; an all-capitals name takes the mixed-case
///   form of the names or of the body; a side that the cover leaves out comes from `names` where
///   exactly one pair has the other side.
/// - Former names are the issuer's own: see ``FormerNames``.
/// - The date is the last date line near the end, else the first one on the cover.
///
/// Complexity: the first 60 and the last 45 lines; one pass over the text for cues of former names.
///
/// Source: contract.md, “Document”; HKEX Listing Rules 2.14 and 13.51A (cover of an announcement).
struct MetadataFinder: Sendable {
  let coverNames: CoverNames

  init(lexicon: Lexicon) { coverNames = CoverNames(lexicon) }

  /// The metadata of a text; `names` are the names found in it.
  ///
  /// `languages` is left empty. Text without structure gives empty metadata.
  func find(_ text: [UInt8], _ structure: Structure, names: [Name]) -> Metadata {
    var result = Metadata()
    guard !structure.lines.isEmpty else { return result }
    let bytes = text.span
    var cover = Cover(bytes, structure, coverNames)
    // An announcement attached to a Form 6-K has a cover of its own.
    let exhibit = exhibitLine(bytes, structure)
    if let exhibit {
      let attached = Cover(bytes, structure, coverNames, from: exhibit + 1)
      if attached.parties.contains(where: { $0.hasName && !$0.listings.isEmpty }) {
        cover = attached
      }
    }
    var parties = cover.parties.map { party in
      Party(
        en: party.en.map { Array(text[$0]) } ?? [], zh: party.zh.map { Array(text[$0]) } ?? [],
        listings: party.listings, lines: party.lines)
    }
    // Names without a code beside them may be anybody's: the definition of the issuer beats them.
    let isWeak = parties.count <= 1 && parties.allSatisfy { $0.listings.isEmpty }
    if isWeak, parties.contains(where: \.hasName),
      let party = field(text, structure) ?? defined(text, structure, names)
        ?? ownCompany(text, structure, names) ?? paged(text, structure),
      !isSame(party, parties[0])
    {
      parties = [party]
    }
    if !parties.contains(where: \.hasName) {
      var found =
        field(text, structure) ?? defined(text, structure, names)
        ?? boardOf(text, structure, names) ?? signed(text, structure) ?? titled(text, structure)
        ?? listed(text, structure, names) ?? reported(text, structure)
      if let unnamed = parties.first, found != nil {
        found?.listings = unnamed.listings
        found?.lines = unnamed.lines
      }
      if let found { parties = [found] }
    }
    if parties.count == 1, parties[0].hasName, parties[0].listings.isEmpty {
      parties[0].listings = labelledListings(bytes, structure)
      if parties[0].listings.isEmpty { parties[0].listings = bracketedListings(bytes, parties[0]) }
      if parties[0].listings.isEmpty { parties[0].listings = securityListings(bytes, structure) }
    }
    if parties.count == 1 { addAttached(&parties[0], text, structure) }
    parties.removeAll { !$0.hasName && $0.listings.isEmpty }
    for index in parties.indices { complete(&parties[index], text, structure, names) }
    result.title = title(text, structure, cover, exhibit: exhibit)
    var offerors: [Party] = []
    if parties.count > 1 || isOffer(result.title) {
      offerors = self.offerors(text, structure, names)
    }
    for index in offerors.indices { complete(&offerors[index], text, structure, names) }
    result.issuers = issuers(parties, offerors)
    if let issuer = result.issuers.firstIndex(where: { $0.role == .issuer }) {
      result.formerNames = FormerNames(issuer: parties[issuer], names: names, finder: self).find(
        text, structure)
    }
    result.date = date(bytes, structure)?.iso
    return result
  }

  /// Either side is the same name.
  func isSame(_ one: Party, _ other: Party) -> Bool {
    !one.en.isEmpty && Self.same(one.en, other.en) || !one.zh.isEmpty && one.zh == other.zh
  }

  /// A party as bytes: copies, of which there are one or two a document.
  struct Party {
    var en: [UInt8]
    var zh: [UInt8]
    var listings: [Metadata.Listing]
    /// Its lines on the cover, empty where it has none.
    var lines: Range<Int>
    var hasName: Bool { !en.isEmpty || !zh.isEmpty }
  }

  /// The codes that a line of corporate information gives: the label alone, or with the code beside
  /// or below it. Complexity: O(1): 200 lines, of which long ones are skipped.
  private func labelledListings(
    _ bytes: borrowing Span<UInt8>, _ structure: Structure
  ) -> [Metadata.Listing] {
    let lines = structure.lines
    var listings: [Metadata.Listing] = []
    for index in lines.indices.prefix(200) where lines[index].end - lines[index].start <= 90 {
      let line = lines[index]
      let first = ByteMatch.fold(bytes[line.start])
      guard first == 0x73 || first == 0xE8 || first == 0xE9,
        ListingCodes.beginsWithLabel(bytes, line.start, line.end)
      else { continue }
      ListingCodes.find(bytes, line.start, line.end, into: &listings)
      if listings.isEmpty, index + 1 < lines.count, lines[index + 1].end - line.start <= 160 {
        ListingCodes.find(bytes, line.start, lines[index + 1].end, into: &listings)
      }
      if !listings.isEmpty { break }
    }
    return listings
  }

  /// The codes in the bracket behind the party's name: `JD.com, Inc. (NASDAQ: JD and HKEX: 9618)`.
  /// Complexity: one pass over the first ``bodyLimit`` bytes.
  private func bracketedListings(
    _ bytes: borrowing Span<UInt8>, _ party: Party
  ) -> [Metadata.Listing] {
    var listings: [Metadata.Listing] = []
    for name in [party.en, party.zh] where name.count >= 6 {
      let limit = min(bytes.count, Self.bodyLimit) - name.count - 2
      var at = 0
      while at < limit, listings.isEmpty {
        at = ByteScan.first(name[0], bytes, at, limit)
        guard at < limit else { break }
        let end = at + name.count
        if ByteMatch.equalsFolded(bytes, at, name) {
          // `NIO Inc. (蔚來集團) (NYSE: NIO; HKEX: 9866)`
          var behind = end
          for _ in 0..<3 where listings.isEmpty {
            guard let open = Self.opensBracket(bytes, behind) else { break }
            behind = Self.closing(bytes, open)
            ListingCodes.find(bytes, open, behind, into: &listings)
          }
        }
        at += 1
      }
      if !listings.isEmpty { break }
    }
    return listings
  }

  /// Where a bracket begins right behind a name, a blank and marks aside.
  private static func opensBracket(_ bytes: borrowing Span<UInt8>, _ from: Int) -> Int? {
    var at = from
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x2A || bytes[at] == 0x23 { at += 1 }
    guard at < bytes.count else { return nil }
    return bytes[at] == 0x28 || ByteMatch.starts(bytes, at, bytes.count, with: "（") ? at : nil
  }

  /// The end of the bracket that opens at `open`, or of the line, or 200 bytes behind it.
  static func closing(_ bytes: borrowing Span<UInt8>, _ open: Int) -> Int {
    let limit = ByteScan.first(0x0A, bytes, open, open + 200)
    return ByteMatch.bracketEnd(bytes, open, limit) ?? limit
  }

  // MARK: - Names

  /// Mixed case for capitals, and the other side where the names have one.
  private func complete(
    _ party: inout Party, _ text: [UInt8], _ structure: Structure, _ names: [Name]
  ) {
    if Self.isCapitals(party.en) { party.en = mixedCase(party.en, text, names) }
    if party.zh.isEmpty, !party.en.isEmpty {
      party.zh = counterpart(names) {
        $0.en.count == party.en.count && Self.same($0.en, party.en)
      } of: {
        $0.zh
      }
    }
    if party.en.isEmpty, !party.zh.isEmpty {
      party.en = counterpart(names) {
        $0.zh == party.zh
      } of: {
        $0.en
      }
      if Self.isCapitals(party.en) { party.en = mixedCase(party.en, text, names) }
    }
  }

  private func counterpart(
    _ names: [Name], where matches: (Name) -> Bool, of side: (Name) -> [UInt8]
  ) -> [UInt8] {
    var found: [UInt8] = []
    for name in names where matches(name) {
      let other = side(name)
      if other.isEmpty || other == found { continue }
      if !found.isEmpty { return [] }
      found = other
    }
    return found
  }

  static func same(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { ByteMatch.fold($0) == ByteMatch.fold($1) }
  }

  /// Two letters or more, none of them small.
  static func isCapitals(_ name: [UInt8]) -> Bool {
    var letters = 0
    for byte in name {
      if byte >= 0x61, byte <= 0x7A { return false }
      if byte &- 0x41 < 26 { letters += 1 }
    }
    return letters >= 2
  }

  private func mixedCase(_ name: [UInt8], _ text: [UInt8], _ names: [Name]) -> [UInt8] {
    for candidate in names
    where candidate.en.count == name.count && Self.same(candidate.en, name)
      && !Self.isCapitals(candidate.en)
    {
      return candidate.en
    }
    let bytes = text.span
    guard let first = name.first, bytes.count >= name.count, name.count >= 2 else { return name }
    let last = min(bytes.count - name.count, Self.bodyLimit)
    guard last > 0 else { return name }
    let second = ByteMatch.fold(name[1])
    for at in 0...last
    where bytes[at] == first && ByteMatch.fold(bytes[at + 1]) == second
      && ByteMatch.equalsFolded(bytes, at, name)
    {
      let found = Array(text[at..<(at + name.count)])
      if !Self.isCapitals(found) { return found }
    }
    return name
  }

  /// Bytes of the body that are searched for a definition or a name in mixed case.
  static let bodyLimit = 60_000

  // MARK: - Roles

  /// The title speaks of an offer or a privatisation.
  private func isOffer(_ title: String?) -> Bool {
    guard let title else { return false }
    let bytes = Array(title.utf8)
    return Self.offerWords.isFound(in: bytes.span, 0, bytes.count)
  }

  private static let offerWords: FoldedWords = [
    "offer", "privati", "takeover", "要約", "要约", "私有化", "收購守則",
  ]

  /// The parties with their roles; an offeror that is not on the cover comes last.
  private func issuers(_ parties: [Party], _ offerors: [Party]) -> [Metadata.Issuer] {
    let isListed = parties.contains { !$0.listings.isEmpty }
    var result = parties.enumerated().map { index, party in
      var role = Metadata.Issuer.Role.issuer
      if parties.count > 1 {
        if offerors.contains(where: { isSame($0, party) }) {
          role = .offeror
        } else if isListed, party.listings.isEmpty {
          role = .other
        } else if !isListed, index > 0 {
          role = .other
        }
      }
      return issuer(party, role)
    }
    // Somebody is the issuer.
    if !result.isEmpty, !result.contains(where: { $0.role == .issuer }) {
      result[result.firstIndex { !$0.listings.isEmpty } ?? 0].role = .issuer
    }
    guard !parties.isEmpty else { return result }
    for offeror in offerors where !parties.contains(where: { isSame($0, offeror) }) {
      result.append(issuer(offeror, .offeror))
    }
    return result
  }

  private func issuer(_ party: Party, _ role: Metadata.Issuer.Role) -> Metadata.Issuer {
    Metadata.Issuer(
      en: party.en.isEmpty ? nil : String(decoding: party.en, as: UTF8.self),
      zh: party.zh.isEmpty ? nil : String(decoding: party.zh, as: UTF8.self), role: role,
      listings: party.listings)
  }

  // MARK: - Date

  private func date(_ bytes: borrowing Span<UInt8>, _ structure: Structure) -> LineDate? {
    let lines = structure.lines
    for index in lines.indices.suffix(45).reversed() {
      if let found = LineDate.parse(bytes, lines[index].start, lines[index].end) { return found }
    }
    for line in lines.prefix(60) {
      if let found = LineDate.parse(bytes, line.start, line.end) { return found }
    }
    return dateline(bytes, lines)
  }

  /// `HEFEI, China, July 26, 2023 (GLOBE NEWSWIRE) -- X announced …`: the begin of a press release.
  private func dateline(
    _ bytes: borrowing Span<UInt8>, _ lines: [Structure.Line]
  ) -> LineDate? {
    for line in lines.prefix(60) {
      let limit = min(line.end, line.start + 140)
      for wire in Self.wires {
        guard let at = ByteMatch.findFolded(bytes, line.start, limit, wire), at > line.start else {
          continue
        }
        var end = at
        while end > line.start,
          bytes[end - 1] == 0x20 || bytes[end - 1] == 0x28
            || bytes[end - 1] == 0x2F || bytes[end - 1] == 0x2D
        {
          end -= 1
        }
        if let found = LineDate.parse(bytes, line.start, end) { return found }
      }
    }
    return nil
  }

  private static let wires: [StaticString] = [
    "(globe newswire)", "/prnewswire/", "(business wire)", "(newsfile corp", "/cnw/", " -- ",
  ]
}
