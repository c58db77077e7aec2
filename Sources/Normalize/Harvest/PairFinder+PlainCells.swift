/// Cells that say a name behind a label, or in both languages without a legal form.
extension PairFinder {
  /// `As to PRC law: Guangdong Zhenxing Law Firm`, 有關中國法律：廣東正興律師事務所: the name behind the label.
  /// Complexity: O(cell).
  mutating func labelledName(_ text: [UInt8], _ start: Int, _ end: Int) -> WholeName? {
    let bytes = text.span
    guard end - start <= 200 else { return nil }
    let limit = min(end, start + 60)
    var value: Int?
    if let colon = ByteMatch.find(bytes, start, limit, ": ") {
      value = colon + 2
    } else if let colon = ByteMatch.find(bytes, start, limit, "：") {
      value = colon + 3
    }
    guard var from = value else { return nil }
    while from < end, bytes[from] == 0x20 { from += 1 }
    guard from < end, let name = wholeName(text, from, end), name.hasForm else { return nil }
    return name
  }

  /// `Lok Yee Congee & Noodles 樂怡粥麵`: words with capitals and ideographs that spell a brand and mean the
  /// rest, at least half of them. A heading (`Name of tenant 租戶名稱`) has no brand. Complexity: O(cell).
  mutating func plainCell(
    _ text: [UInt8], _ start: Int, _ end: Int, into names: inout NameCollection
  ) {
    guard end - start >= 16, end - start <= 160, text[start] &- 0x41 < 26, text[end - 1] >= 0x80
    else { return }
    var boundary = start
    while boundary < end, text[boundary] < 0xE3 { boundary += 1 }
    guard boundary > start + 4, boundary < end, text[boundary - 1] == 0x20,
      let zh = hanName(text, boundary, end), !zh.isTitled, !zh.hasHonorific
    else { return }
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, start, boundary - 1, into: &tokens)
    guard tokens.count >= 2, tokens.count <= 10, let first = tokens.first, let last = tokens.last,
      first.kind == .capital, last.kind == .capital,
      tokens.allSatisfy({ $0.kind == .capital || $0.kind == .connector }),
      !lexicon.isRole(text[Int(first.start)..<Int(last.end)])
    else { return }
    han.read(text, zh.start, zh.end, lexicon.han)
    guard han.count >= 4, han.scalars.allSatisfy(HanText.isHan),
      !kinds.isNoName(han.scalars[...]), !lexicon.isRole(han: han.scalars[...])
    else { return }
    aligner.align(tokens, text, han, from: 0, to: han.count)
    let sounded = aligner.parts.lazy.filter { $0.isSound && $0.kind != .place }.reduce(0) {
      $0 + Int($1.count)
    }
    guard 2 * aligner.used.lazy.filter({ $0 }).count >= han.count, sounded >= 2,
      tokens.count > 2
        || aligner.parts.contains(where: { $0.count > 0 && !$0.isSound && $0.kind != .place })
    else { return }
    var kind = kinds.kind(han.scalars[...], tokens[...], isTitled: false, honorific: false)
    if kind == .term { kind = .organization }
    guard kind == .organization else { return }
    names.add(
      FoundName(
        kind: kind, enForm: .full, zhForm: .full, en: Array(text[start..<Int(last.end)]),
        zh: Array(text[zh.start..<zh.end]), confidence: 92,
        evidence: .init(kind: .row, start: start, end: end)), lexicon.han)
  }
}
