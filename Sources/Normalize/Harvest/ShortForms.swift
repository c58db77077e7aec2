/// Pairs short forms: both stated, or one stated and the other composed by keeping the same parts
/// of the full pair.
struct ShortForms {
  private let lexicon: Lexicon
  private let tokenizer = EnglishTokenizer()
  private var aligner: NameAligner
  private var full: [EnglishToken] = []
  private var short: [EnglishToken] = []
  private var han = HanText()
  private var shortHan = HanText()
  /// Names by the hash of their first two ideographs, as far as they were filed.
  private var byHead: [UInt64: [Int32]] = [:]
  private var indexed = 0
  /// Names with one beginning that are compared: those of a group of companies.
  private static let mostLookedAt = 400
  /// The last composition failed because the short form keeps a part of a phrase.
  private var dividesPhrase = false

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    aligner = NameAligner(lexicon)
  }

  /// Adds the short pairs that `stated` leads to. Complexity: O(short forms x names) at worst.
  mutating func resolve(_ stated: [PairFinder.StatedShort], into names: inout NameCollection) {
    byHead.removeAll(keepingCapacity: true)
    indexed = 0
    var index = 0
    while index < stated.count {
      let owner = stated[index].name
      var last = index + 1
      while last < stated.count, stated[last].name == owner { last += 1 }
      if owner >= 0 {
        pair(stated[index..<last], owner, into: &names)
      }
      index = last
    }
  }

  private mutating func pair(
    _ group: ArraySlice<PairFinder.StatedShort>, _ owner: Int, into names: inout NameCollection
  ) {
    let name = names.names[owner]
    guard !name.en.isEmpty, !name.zh.isEmpty, name.zhForm != .short, name.enForm != .short else {
      return
    }
    let english = group.filter {
      !$0.isHan && (!isRole($0) || isAcronym(bare($0.text)) && abbreviates(bare($0.text), name.en))
    }
    let chinese = group.filter { $0.isHan && !isRole($0) }
    var pairedEnglish = false
    for item in english {
      let text = bare(item.text)
      guard text.count > 1 else { continue }
      if isAcronym(text) {
        if name.kind != .person, name.kind != .place, abbreviates(text, name.en) {
          add(owner, name, text, name.zh, .abbreviation, .full, false, 95, item, into: &names)
        }
        continue
      }
      if let other = chinese.first, chinese.count == 1 {
        add(owner, name, text, other.text, .short, .short, false, 96, item, into: &names)
        pairedEnglish = true
        continue
      }
      if name.kind == .person || name.kind == .place { continue }
      if let composed = composedHan(text, name), isUnique(composed, owner, names) {
        add(owner, name, text, composed, .short, .short, true, 92, item, into: &names)
      }
    }
    guard !pairedEnglish, name.kind != .person, name.kind != .place else { return }
    for item in chinese {
      if let composed = composedEnglish(item.text, name) {
        add(owner, name, composed, item.text, .short, .short, true, 92, item, into: &names)
      }
    }
  }

  /// The letters of the acronym stand in the name in their order, the first as its first letter.
  private func abbreviates(_ acronym: [UInt8], _ name: [UInt8]) -> Bool {
    var at = 0
    var isFirst = true
    for letter in acronym where letter >= 0x41 && letter <= 0x5A {
      while at < name.count, name[at] != letter, name[at] != letter | 0x20 || isFirst { at += 1 }
      guard at < name.count else { return false }
      at += 1
      isFirst = false
    }
    // Initials are capitals: at least half of the letters begin words.
    var initials = 0
    var previous: UInt8 = 0x20
    for byte in name {
      if previous == 0x20 || previous == 0x28 || previous == 0x2D, acronym.contains(byte & 0xDF) {
        initials += 1
      }
      previous = byte
    }
    return initials * 2 >= acronym.count
  }

  private func isRole(_ item: PairFinder.StatedShort) -> Bool {
    if !item.isHan { return lexicon.isRole(item.text[...]) }
    var scalars = HanText()
    scalars.read(item.text, 0, item.text.count, lexicon.han)
    return lexicon.isRole(han: scalars.scalars[...])
  }

  /// Without `the `.
  private func bare(_ text: [UInt8]) -> [UInt8] {
    text.starts(with: "the ".utf8) || text.starts(with: "The ".utf8)
      ? Array(text.dropFirst(4)) : text
  }

  /// One word of capitals: MIIT, CSRC, C&F.
  private func isAcronym(_ text: [UInt8]) -> Bool {
    text.count >= 2 && text.count <= 10
      && text.allSatisfy {
        $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x26 || $0 == 0x2D
          || $0 == 0x2E
      }
      && text.contains { $0 >= 0x41 && $0 <= 0x5A }
  }

  private func add(
    _ owner: Int, _ name: FoundName, _ en: [UInt8], _ zh: [UInt8], _ enForm: Name.Form,
    _ zhForm: Name.Form,
    _ inferred: Bool, _ confidence: Int, _ item: PairFinder.StatedShort,
    into names: inout NameCollection
  ) {
    names.add(
      FoundName(
        kind: name.kind, enForm: enForm, zhForm: zhForm, en: en, zh: zh, inferred: inferred,
        confidence: confidence,
        evidence: [.init(kind: inferred ? .composed : .defined, start: item.start, end: item.end)],
        owner: owner),
      lexicon.han)
  }

  // MARK: - Composition

  private mutating func align(_ name: FoundName, longest: Int = 6) {
    dividesPhrase = false
    full.removeAll(keepingCapacity: true)
    tokenizer.tokenize(name.en, 0, name.en.count, into: &full)
    han.read(name.zh, 0, name.zh.count, lexicon.han)
    aligner.align(full, name.en, han, from: 0, to: han.count, longest: longest)
  }

  /// The run of tokens and the run of ideographs that alone are left without counterpart.
  private func residue() -> (tokens: Range<Int>, scalars: Range<Int>)? {
    let open = full.indices.filter { full[$0].kind == .capital && aligner.parts[$0].count == 0 }
    // `Casting and Forging`: connectors may stand between.
    guard let first = open.first, let last = open.last,
      full[first...last].lazy.filter({ $0.kind != .connector }).count == open.count
    else { return nil }
    let rest = han.scalars.indices.filter {
      !aligner.used[$0] && NameAligner.counts(han.scalars[$0])
    }
    guard let start = rest.first, let end = rest.last, end - start + 1 == rest.count else {
      return nil
    }
    return (first..<(last + 1), start..<(end + 1))
  }

  /// The Chinese short form that keeps the parts that the English one keeps.
  ///
  /// A phrase of the lexicon that the short form divides (環境科技) is taken word by word.
  private mutating func composedHan(_ text: [UInt8], _ name: FoundName) -> [UInt8]? {
    if let composed = composedHan(text, name, longest: 6) { return composed }
    return dividesPhrase ? composedHan(text, name, longest: 1) : nil
  }

  private mutating func composedHan(
    _ text: [UInt8], _ name: FoundName, longest: Int
  ) -> [UInt8]? {
    align(name, longest: longest)
    short.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, 0, text.count, into: &short)
    let words = short.filter(\.isWord)
    guard !words.isEmpty, words.count < full.filter(\.isWord).count else { return nil }
    // The short form's words, in order, among those of the full name.
    var chosen: [Int] = []
    var at = 0
    for word in words {
      while at < full.count, !(full[at].isWord && full[at].hash == word.hash) { at += 1 }
      guard at < full.count else { return nil }
      chosen.append(at)
      at += 1
    }
    var keep = [Bool](repeating: false, count: han.count)
    let rest = residue()
    var usesRest = false
    for index in chosen where full[index].kind != .connector {
      let part = aligner.parts[index]
      // One word for a whole phrase (Fund 私募股權基金) is no part of a short form.
      if longest == 1, part.count > 3, !part.isSound { return nil }
      if part.count > 0 {
        // A phrase is kept whole or not at all.
        for other in full.indices
        where aligner.parts[other].group == part.group && aligner.parts[other].count > 0 {
          guard chosen.contains(other) || full[other].kind == .connector else {
            dividesPhrase = true
            return nil
          }
        }
        for scalar in Int(part.start)..<(Int(part.start) + Int(part.count)) { keep[scalar] = true }
      } else if let rest, rest.tokens.contains(index) {
        usesRest = true
      } else {
        return nil
      }
    }
    if usesRest, let rest {
      // One ideograph of a dropped part beside the brand (資 of 資本) leaves the rest in doubt.
      for part in aligner.parts where part.count == 1 && !keep[Int(part.start)] && !part.isForm {
        if Int(part.start) + 1 == rest.scalars.lowerBound
          || Int(part.start) == rest.scalars.upperBound
        {
          return nil
        }
      }
      guard rest.tokens.allSatisfy({ chosen.contains($0) }) else { return nil }
      for scalar in rest.scalars { keep[scalar] = true }
    }
    // Ideographs of parts that were dropped go; what no part covers inside the kept span stays out.
    guard let first = keep.firstIndex(of: true), let last = keep.lastIndex(of: true) else {
      return nil
    }
    var result: [UInt8] = []
    var kept = 0
    for index in first...last where keep[index] {
      result.append(contentsOf: name.zh[Int(han.offsets[index])..<Int(han.offsets[index + 1])])
      kept += 1
    }
    guard kept >= 2, kept < han.count else { return nil }
    // A short form has the brand or the place of the name, not its trade alone.
    let names = chosen.contains { index in
      let part = aligner.parts[index]
      return part.count == 0 || part.isSound || part.kind == .place || part.kind == .word
        || part.kind == .surname
    }
    return names ? result : nil
  }

  /// The English short form that keeps the parts that the Chinese one keeps.
  private mutating func composedEnglish(_ text: [UInt8], _ name: FoundName) -> [UInt8]? {
    if let composed = composedEnglish(text, name, longest: 6) { return composed }
    return dividesPhrase ? composedEnglish(text, name, longest: 1) : nil
  }

  private mutating func composedEnglish(
    _ text: [UInt8], _ name: FoundName, longest: Int
  ) -> [UInt8]? {
    align(name, longest: longest)
    shortHan.read(text, 0, text.count, lexicon.han)
    guard shortHan.count >= 2, shortHan.count < han.count else { return nil }
    var keep = [Bool](repeating: false, count: han.count)
    var at = 0
    for scalar in shortHan.scalars {
      while at < han.count, han.scalars[at] != scalar { at += 1 }
      guard at < han.count else { return nil }
      keep[at] = true
      at += 1
    }
    let rest = residue()
    var chosen: [Int] = []
    var explained = [Bool](repeating: false, count: han.count)
    for index in full.indices where full[index].kind == .capital {
      let part = aligner.parts[index]
      if part.count > 0 {
        let span = Int(part.start)..<(Int(part.start) + Int(part.count))
        let inside = span.filter { keep[$0] }.count
        if inside == span.count {
          chosen.append(index)
          for scalar in span { explained[scalar] = true }
        } else if inside > 0 {
          dividesPhrase = true
          return nil
        }
      } else if let rest, rest.tokens.contains(index) {
        let inside = rest.scalars.filter { keep[$0] }.count
        if inside == rest.scalars.count {
          chosen.append(index)
          for scalar in rest.scalars { explained[scalar] = true }
        } else if inside > 0 {
          return nil
        }
      }
    }
    guard let first = chosen.first, let last = chosen.last,
      chosen.count < full.filter(\.isWord).count
    else { return nil }
    for index in han.scalars.indices
    where keep[index] && !explained[index] && NameAligner.counts(han.scalars[index]) {
      return nil
    }
    var result: [UInt8] = []
    var previous: Int?
    for index in first...last {
      let token = full[index]
      let isKept =
        chosen.contains(index)
        || token.kind == .connector && chosen.contains(index - 1) && chosen.contains(index + 1)
      guard isKept else { continue }
      if previous != nil { result.append(0x20) }
      result.append(contentsOf: name.en[Int(token.start)..<Int(token.end)])
      previous = index
    }
    return result
  }

  /// No other name of the document begins with the composed form.
  private mutating func isUnique(
    _ composed: [UInt8], _ owner: Int, _ names: NameCollection
  ) -> Bool {
    // Names by their first two ideographs: only those can begin with the composed form.
    while indexed < names.names.count {
      let zh = names.names[indexed].zh
      if zh.count >= 6 { byHead[Self.head(zh), default: []].append(Int32(indexed)) }
      indexed += 1
    }
    guard composed.count >= 6 else { return false }
    for candidate in (byHead[Self.head(composed)] ?? []).prefix(Self.mostLookedAt) {
      let index = Int(candidate)
      guard index != owner, names.names[index].zhForm == .full,
        names.names[index].zh.count > composed.count,
        names.names[index].zh.starts(with: composed),
        names.names[index].zh != names.names[owner].zh
      else { continue }
      if names.names[index].kind == .organization
        || !names.names[owner].zh.starts(with: composed)
      {
        return false
      }
    }
    return true
  }

  private static func head(_ name: [UInt8]) -> UInt64 {
    var hash = PartLexicon.seed
    for byte in name.prefix(6) { hash = PartLexicon.extend(hash, byte) }
    return hash
  }
}
