/// Codes that the cover does not print beside a label.
extension MetadataFinder {
  /// `DAQING BOHAI SVCS LTD - SG1DF7000009 - 5WZ`: name, ISIN and code of a security, as forms of SGXNet give
  /// them. Complexity: O(1): 60 lines of 160 bytes.
  func securityListings(
    _ bytes: borrowing Span<UInt8>, _ structure: Structure
  ) -> [Metadata.Listing] {
    for line in structure.lines.prefix(60) where line.end - line.start <= 160 {
      guard var at = ByteMatch.find(bytes, line.start, line.end, " - "),
        !Self.otherSecurities.isFound(in: bytes, line.start, at)
      else { continue }
      while let next = ByteMatch.find(bytes, at + 3, line.end, " - ") {
        let (isin, code) = (at + 3, next + 3)
        at = next
        guard next - isin == 12, bytes[isin] &- 0x41 < 26, bytes[isin + 1] &- 0x41 < 26,
          LetterClass.isDigit(bytes[next - 1]), line.end - code >= 3, line.end - code <= 4
        else { continue }
        var isCode = true
        for index in isin..<line.end where index < next || index >= code {
          if !LetterClass.isDigit(bytes[index]), bytes[index] &- 0x41 >= 26 { isCode = false }
        }
        guard isCode else { continue }
        return [
          Metadata.Listing(
            exchange: "SGX", code: ListingCodes.string(bytes, code, line.end), counter: nil)
        ]
      }
    }
    return []
  }

  /// Securities that are not the shares of the company that files: of a trust the manager does.
  private static let otherSecurities: FoldedWords = [
    "trust", "reit", "fund", "notes", "bond", "warrant", "perp", "note due", "coupon",
  ]

  /// Adds the code of the issuer's A shares where the announcement of the other exchange is attached: a
  /// line that begins with 证券代码 and says 证券简称 or 公告编号, and the issuer's Chinese name among the six
  /// lines below it. Complexity: O(1): 200 lines, of which long ones are skipped.
  func addAttached(_ party: inout Party, _ text: [UInt8], _ structure: Structure) {
    guard !party.zh.isEmpty, party.listings.contains(where: { $0.exchange == "HKEX" }),
      !party.listings.contains(where: { $0.code.utf8.count == 6 })
    else { return }
    let bytes = text.span
    let lines = structure.lines
    let han = coverNames.lexicon.han
    let key = NameCollection.hanKey(party.zh, han)
    for index in lines.indices.prefix(200) where lines[index].end - lines[index].start <= 160 {
      let line = lines[index]
      guard bytes[line.start] == 0xE8,
        ByteMatch.starts(bytes, line.start, line.end, with: "证券代码")
          || ByteMatch.starts(bytes, line.start, line.end, with: "股票代码")
          || ByteMatch.starts(bytes, line.start, line.end, with: "证券简称"),
        ByteMatch.find(bytes, line.start, line.end, "简称") != nil
          || ByteMatch.find(bytes, line.start, line.end, "公告编号") != nil
      else { continue }
      let isOwn = lines[(index + 1)...].prefix(6).contains {
        $0.end - $0.start <= 120 && NameCollection.hanKey(text, $0.start, $0.end, han) == key
      }
      guard isOwn else { continue }
      var listings: [Metadata.Listing] = []
      ListingCodes.find(bytes, line.start, line.end, into: &listings)
      party.listings += listings.filter { $0.code.utf8.count == 6 }
      return
    }
  }
}
