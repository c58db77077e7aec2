/// What joins English names in the middle, and offices of persons before them.
extension PairFinder {
  /// `Sociedade de|Fomento Predial`, `Construção e|Engenharia`: no word of an English sentence stands
  /// between the two.
  func joinsRomance(_ index: Int, _ start: Int) -> Bool {
    guard start < tokens.count, index + 2 < tokens.count, tokens[index + 1].kind == .connector,
      tokenizer.isRomance(tokens[index + 1].hash)
    else { return false }
    // `Banco de la Garça`
    let next = tokens[index + 2].kind == .connector ? index + 3 : index + 2
    return next < tokens.count && tokens[next].kind == .capital
  }

  static let englishStates = KeySet(["prc", "china", "chinese"].map { PartLexicon.hash($0.utf8) })

  /// `Chief Geologist of|Northwest Institute`, `Honorary Chairman of|the Chamber`: an office of a person that
  /// the Chinese name does not say.
  func behindOffice(_ start: Int) -> Int {
    guard Self.ranks.contains(tokens[start].hash), aligner.parts[start].count <= 1,
      let joint = tokens[start...].prefix(6).firstIndex(where: { $0.kind == .connector }),
      tokens[joint].hash == tokenizer.of, joint > start + 1, joint + 1 < tokens.count,
      (start..<joint).lazy.filter({ aligner.parts[$0].count > 0 }).count <= 1,
      tokens[(start + 1)..<joint].allSatisfy({ $0.kind != .comma })
    else { return start }
    var next = joint + 1
    if tokens[next].hash == tokenizer.the, tokens[next].kind == .connector { next += 1 }
    return next < tokens.count && tokens[next].kind == .capital ? next : start
  }

  private static let ranks = KeySet(
    [
      "chief", "deputy", "senior", "principal", "vice", "assistant", "associate", "managing",
      "founding", "former", "honorary", "executive", "general", "acting",
    ].map { PartLexicon.hash($0.utf8) })

  /// Whose name a place or a body may bear: `People’s Park Complex`.
  static let peoples = KeySet(
    [
      "peoples", "childrens", "womens", "workers", "mens", "kings", "queens", "students",
      "citizens", "farmers",
    ].map { PartLexicon.hash($0.utf8) })
}
