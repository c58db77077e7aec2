/// Names in the two languages side by side without a bracket: `Gold Coast Ferry Services Limited
/// 金海岸渡輪服務有限公司`, `Ms. Lo Wing Yan 羅詠欣女士`.
extension SingleNames {
  /// Pairs candidates that nothing but blanks and a mark keeps apart and whose parts agree.
  ///
  /// Complexity: O(candidates).
  mutating func pairNeighbours(_ text: [UInt8], into names: inout NameCollection) {
    let order = candidates.indices.filter { candidates[$0].confidence > 0 }.sorted {
      candidates[$0].start < candidates[$1].start
    }
    for (first, second) in zip(order, order.dropFirst()) {
      let a = candidates[first]
      let b = candidates[second]
      guard a.isHan != b.isHan, a.kind == b.kind, a.confidence > 0,
        let mark = gap(text, a.end, b.start)
      else { continue }
      let en = a.isHan ? b : a
      let zh = a.isHan ? a : b
      guard agree(text, en, zh) else { continue }
      candidates[first].confidence = 0
      candidates[second].confidence = 0
      names.add(
        FoundName(
          kind: a.kind, enForm: .full, zhForm: .full, en: Array(text[en.start..<en.end]),
          zh: Array(text[zh.start..<zh.end]), confidence: 94,
          evidence: [.init(kind: .neighbour, start: a.start, end: b.end)],
          enMark: a.isHan ? 0 : mark, zhMark: a.isHan ? mark : 0),
        lexicon.han)
    }
  }

  /// The mark between two names that blanks and marks alone keep apart, 0 for none; nil where
  /// anything else stands there.
  private func gap(_ text: [UInt8], _ start: Int, _ end: Int) -> UInt8? {
    guard start <= end, end - start <= 3 else { return nil }
    var mark: UInt8 = 0
    for byte in text[start..<end] {
      switch byte {
      case 0x20: continue
      case 0x2A, 0x23, 0x5E: mark = byte
      default: return nil
      }
    }
    return mark
  }

  /// Half of the ideographs, of a person all but one, stand for words of the English name.
  private mutating func agree(_ text: [UInt8], _ en: Candidate, _ zh: Candidate) -> Bool {
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, en.start, en.end, into: &tokens)
    han.read(text, zh.start, zh.end, lexicon.han)
    aligner.align(tokens, text, han, from: 0, to: han.count)
    let covered = aligner.used.lazy.filter { $0 }.count
    return en.kind == .person ? covered >= max(2, han.count - 1) : covered * 2 >= han.count
  }
}
