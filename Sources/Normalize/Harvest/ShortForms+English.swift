/// English short forms of Chinese ones.
extension ShortForms {
  /// The English short form that drops what the Chinese one drops.
  mutating func composedEnglish(_ text: [UInt8], _ name: FoundName) -> [UInt8]? {
    if let composed = composedEnglish(text, name, longest: 6) { return composed }
    if dividesPhrase { return composedEnglish(text, name, longest: 1) }
    guard let keeps = keptScalars(), let isKept = chosenByGaps(keeps) else { return nil }
    return joined(isKept, name)
  }

  /// Which ideographs of the name in `han` the short form in `shortHan` has, in their order.
  private func keptScalars() -> [Bool]? {
    guard shortHan.count >= 2, shortHan.count < han.count else { return nil }
    var keep = [Bool](repeating: false, count: han.count)
    var at = 0
    for scalar in shortHan.scalars {
      while at < han.count, han.scalars[at] != scalar { at += 1 }
      guard at < han.count else { return nil }
      keep[at] = true
      at += 1
    }
    return keep
  }

  private mutating func composedEnglish(
    _ text: [UInt8], _ name: FoundName, longest: Int
  ) -> [UInt8]? {
    full.removeAll(keepingCapacity: true)
    tokenizer.tokenize(name.en, 0, name.en.count, into: &full)
    align(name, longest: longest)
    shortHan.read(text, 0, text.count, lexicon.han)
    guard let keep = keptScalars() else { return nil }
    let rest = residue()
    let body = han.count - bareFormLength()
    var dropsRest = false
    // Each ideograph that is dropped has its word, is the legal form, or all that has none.
    for index in 0..<body
    where !keep[index] && !aligner.used[index] && NameAligner.counts(han.scalars[index]) {
      if let rest, rest.scalars.contains(index) {
        dropsRest = true
      } else if !Self.divisions.contains(han.scalars[index]),
        !isBesideDropped(index, keep, body)
      {
        return nil
      }
    }
    if dropsRest, let rest, rest.scalars.contains(where: { keep[$0] }) { return nil }
    // One word is the short form only where it stands for all that is kept: International is not 中芯國際.
    let isExplained = !(0..<body).contains { index in
      keep[index] && !aligner.used[index] && NameAligner.counts(han.scalars[index])
        && !(rest?.scalars.contains(index) ?? false)
    }
    var isKept = [Bool](repeating: false, count: full.count)
    for index in full.indices where full[index].kind == .capital {
      let part = aligner.parts[index]
      if part.count > 0 {
        let span = Int(part.start)..<(Int(part.start) + Int(part.count))
        let inside = span.lazy.filter { keep[$0] }.count
        if inside == span.count {
          isKept[index] = true
        } else if inside > 0 {
          dividesPhrase = true
          return nil
        }
      } else if let rest, rest.tokens.contains(index) {
        isKept[index] = !dropsRest
      } else {
        isKept[index] = !isBareForm(index)
      }
    }
    guard isKept.firstIndex(of: true) != isKept.lastIndex(of: true) || isExplained else {
      return nil
    }
    return joined(isKept, name)
  }

  /// The kept words of a name, with the small ones between them; nil where none or all are kept.
  private func joined(_ isKept: [Bool], _ name: FoundName) -> [UInt8]? {
    guard let first = isKept.firstIndex(of: true), let last = isKept.lastIndex(of: true),
      isKept.lazy.filter({ $0 }).count < full.lazy.filter(\.isWord).count
    else { return nil }
    var result: [UInt8] = []
    var previous: Int?
    for index in first...last {
      let token = full[index]
      let stays =
        isKept[index]
        || token.kind == .connector && index > first && isKept[index - 1] && isKept[index + 1]
      guard stays else { continue }
      if previous != nil { result.append(0x20) }
      // 奧的曼（中國）: Ottomann (China).
      let isBracketed = isBracketed(index) && shortHan.scalars.contains(0x28)
      if isBracketed { result.append(0x28) }
      result.append(contentsOf: name.en[Int(token.start)..<Int(token.end)])
      if isBracketed { result.append(0x29) }
      previous = index
    }
    return result
  }

  /// A part that is dropped with its word stands right beside: 清潔|能源 for Clean Energy.
  private func isBesideDropped(_ index: Int, _ keep: [Bool], _ body: Int) -> Bool {
    index > 0 && aligner.used[index - 1] && !keep[index - 1]
      || index + 1 < body && aligner.used[index + 1] && !keep[index + 1]
  }

  /// 省 市 县 区 behind a place: a short form may leave them out.
  static let divisions: ScalarSet = [0x7701, 0x5E02, 0x53BF, 0x533A]
}
