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
    guard last >= 0,
      tokens[last].kind == .capital || tokens[last].kind == .close
        || isCapitalSurname(text, tokens[last])
    else { return nil }
    // Behind an honorific everything is the name: `Ms. Tsang Wing Yan, Vivian`.
    var title = last
    while title >= 0, last - title < 9,
      tokens[title].kind == .capital || tokens[title].kind == .comma
        || tokens[title].kind == .open || tokens[title].kind == .close
        || isCapitalSurname(text, tokens[title])
    {
      if tokens[title].kind == .capital, isHonorific(title), title < last,
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
      if token.kind == .capital || isCapitalSurname(text, token) {
        if isHonorific(index) {
          isTitled = true
          break
        }
        if token.kind == .capital,
          lexicon.isEnglishRole(token.hash) || lexicon.isEnglishStop(token.hash)
        {
          break
        }
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

  /// An honorific; `Hon` behind another word in capitals is a syllable of a name: Lee Hon Tong.
  func isHonorific(_ index: Int) -> Bool {
    guard lexicon.isHonorific(tokens[index].hash) else { return false }
    return tokens[index].hash != Self.hon || index == 0 || tokens[index - 1].kind != .capital
      || tokens[index - 1].hash == tokenizer.the
  }

  private static let hon = PartLexicon.hash("hon".utf8)
  private static let justice = PartLexicon.hash("justice".utf8)

  /// Two to four words with capitals behind an honorific, where the ideographs are no body and no place:
  /// a person of whose name nothing else is known (`Dr. Takahashi Kenji`, 高橋健二).
  func isAddressed() -> Bool {
    guard han.count >= 3, han.count <= 6 else { return false }
    var at = tokens.count - 1
    while at >= 0, tokens[at].kind == .capital, !isHonorific(at) { at -= 1 }
    let words = tokens.count - 1 - at
    let scalars = han.scalars[...]
    return at >= 0 && tokens[at].kind == .capital && words >= 2 && words <= 4
      && scalars.allSatisfy(HanText.isHan) && !kinds.isBody(scalars)
      && !kinds.isPlace(scalars) && lexicon.lawHeadLength(scalars) == 0
      && !tokens[(at + 1)...].contains { lexicon.isFormWord($0.hash) }
  }

  /// `James TO`, `Wilson OR Chong-shing`: a surname in capitals that is a small word too.
  private func isCapitalSurname(_ text: [UInt8], _ token: EnglishToken) -> Bool {
    token.kind == .connector && isCapitals(text, token) && lexicon.isSurname(token.hash)
  }

  private func isHonour(_ text: [UInt8], _ token: EnglishToken) -> Bool {
    isCapitals(text, token) && token.end - token.start <= 7
  }

  func isCapitals(_ text: [UInt8], _ token: EnglishToken) -> Bool {
    let word = text[Int(token.start)..<Int(token.end)]
    return word.count >= 2 && word.allSatisfy { $0 < 0x61 || $0 > 0x7A }
  }
}
