/// Persons before a Chinese name in brackets.
extension PairFinder {
  /// The name of a person at the end of the tokens, without honorific and honours.
  func englishPerson(_ text: [UInt8], honorific: Bool) -> (start: Int, end: Int)? {
    var last = tokens.count - 1
    // Honours behind the name: `LAU Tak Fai, BBS, JP`.
    while last >= 1, tokens[last].kind == .capital, tokens[last - 1].kind == .comma,
      isHonour(text, tokens[last])
    {
      last -= 2
    }
    guard last >= 0, tokens[last].kind == .capital || tokens[last].kind == .close else {
      return nil
    }
    // Behind an honorific everything is the name: `Ms. Tsang Wing Yan, Vivian`.
    var title = last
    while title >= 0, last - title < 9,
      tokens[title].kind == .capital || tokens[title].kind == .comma
        || tokens[title].kind == .open || tokens[title].kind == .close
    {
      if tokens[title].kind == .capital, lexicon.isHonorific(tokens[title].hash), title < last,
        text[Int(tokens[title].start)] >= 0x41, !isCapitals(text, tokens[title])
      {
        // `Mr. Justice Harris`
        let name =
          tokens[title + 1].hash == Self.justice && title + 1 < last ? title + 2 : title + 1
        return (Int(tokens[name].start), Int(tokens[last].end))
      }
      title -= 1
    }
    var first = last
    var count = 0
    var isTitled = false
    var index = last
    while index >= 0, last - index < 8 {
      let token = tokens[index]
      if token.kind == .capital {
        if lexicon.isHonorific(token.hash) {
          isTitled = true
          break
        }
        if lexicon.isEnglishRole(token.hash) || lexicon.isEnglishStop(token.hash) { break }
        first = index
        count += 1
        if count >= 7 { break }
      } else if token.kind == .comma {
        // `TSE, Wai-chun`: a capital surname before the comma.
        guard index > 0, tokens[index - 1].kind == .capital, isCapitals(text, tokens[index - 1])
        else { break }
      } else if token.kind != .open && token.kind != .close {
        break
      }
      index -= 1
    }
    guard count >= 2 || isTitled && count == 1 else { return nil }
    guard
      !tokens[first...last].contains(where: { lexicon.isFormWord($0.hash) && $0.end - $0.start > 3 }
      )
    else {
      return nil
    }
    if !isTitled, !honorific, count > 4 { return nil }
    return (Int(tokens[first].start), Int(tokens[last].end))
  }

  private static let justice = PartLexicon.hash("justice".utf8)

  private func isHonour(_ text: [UInt8], _ token: EnglishToken) -> Bool {
    isCapitals(text, token) && token.end - token.start <= 7
  }

  func isCapitals(_ text: [UInt8], _ token: EnglishToken) -> Bool {
    let word = text[Int(token.start)..<Int(token.end)]
    return word.count >= 2 && word.allSatisfy { $0 < 0x61 || $0 > 0x7A }
  }
}
