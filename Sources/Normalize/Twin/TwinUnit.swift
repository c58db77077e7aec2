/// A sentence of one version with what it may share with a sentence of the other.
struct TwinUnit {
  var start: Int
  var end: Int
  /// Letters, as many as an English sentence of the same content would have.
  var weight: Double = 0
  /// Number and kind of its block.
  var block = 0
  var kind = BlockKind.paragraph
  /// Keys of its figures, ascending; those in words behind them, ascending.
  var figures: [UInt64] = []
  var wordFigures: [UInt64] = []
  /// Concepts that both versions name, ascending.
  var concepts: [UInt64] = []
  /// Latin words, ascending: all of an English sentence, those that stand inside a Chinese one.
  var words: [UInt64] = []
  /// Of an English sentence: what each word of the lexicon may be in Chinese, as ranges of `pairs`.
  var senses: [Range<Int>] = []
  /// Two ideographs side by side: of a Chinese sentence all, ascending; of an English one those that
  /// its words begin with in Chinese.
  var pairs: [UInt64] = []
  /// `(a)`, `1.`: what a list item begins with, 0 for none.
  var label: UInt64 = 0
}

/// Reads the sentences of a version.
struct TwinReader {
  private let lexicon: Lexicon
  private let tokenizer = EnglishTokenizer()
  private var tokens: [EnglishToken] = []
  private var scanner = FigureScanner()

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// The units of a document, in the order of its text. `shared` has the concepts of both versions, and
  /// what to take for each.
  ///
  /// Complexity: O(n log n) in the longest sentence.
  mutating func units(_ document: Document, isEnglish: Bool, shared: [UInt64: UInt64]) -> [TwinUnit]
  {
    let text = document.text.bytes
    var units: [TwinUnit] = []
    units.reserveCapacity(document.sentences.count)
    var block = 0
    var mention = 0
    let mentions = document.mentions.sorted { $0.start < $1.start }
    for sentence in document.sentences where !sentence.isEmpty {
      while block + 1 < document.blocks.count, document.blocks[block].end <= sentence.start {
        block += 1
      }
      var unit = TwinUnit(start: sentence.start, end: sentence.end)
      if block < document.blocks.count {
        (unit.block, unit.kind) = (block, document.blocks[block].kind)
      }
      while mention < mentions.count, mentions[mention].start < sentence.start { mention += 1 }
      while mention < mentions.count, mentions[mention].start < sentence.end {
        if let concept = shared[mentions[mention].concept] { unit.concepts.append(concept) }
        mention += 1
      }
      unit.concepts.sort()
      read(text, &unit, isEnglish: isEnglish)
      units.append(unit)
    }
    return units
  }

  private mutating func read(_ text: [UInt8], _ unit: inout TwinUnit, isEnglish: Bool) {
    scanner.read(text, unit.start, unit.end)
    for figure in scanner.figures {
      if figure.isWord {
        unit.wordFigures.append(figure.key)
      } else {
        unit.figures.append(figure.key)
      }
    }
    unit.figures.sort()
    unit.wordFigures.sort()
    unit.label = label(text, unit.start, unit.end)
    readLatin(text, &unit, isEnglish: isEnglish)
    if isEnglish { readSenses(text, &unit) } else { readHan(text, &unit) }
  }

  /// `(a)` and （a）, `1.` and 1、: the same number.
  private func label(_ text: [UInt8], _ start: Int, _ end: Int) -> UInt64 {
    let bytes = text.span
    var at = start
    if at < end, bytes[at] == 0x28 {
      at += 1
    } else if at + 2 < end, UTF8Scan.scalar(bytes, at: at).value == 0xFF08 {
      at += 3
    }
    var hash = PartLexicon.seed
    let begun = at
    while at < end, at - begun < 5, (bytes[at] | 0x20) &- 0x61 < 26 || bytes[at] &- 0x30 < 10 {
      hash = PartLexicon.extend(hash, bytes[at] | 0x20)
      at += 1
    }
    guard at > begun, at < end else { return 0 }
    switch UTF8Scan.scalar(bytes, at: at).value {
    case 0x29, 0x2E, 0xFF09, 0xFF0E, 0x3001: return hash
    default: return 0
    }
  }

  /// Words of Latin letters, and the weight of the sentence.
  private func readLatin(_ text: [UInt8], _ unit: inout TwinUnit, isEnglish: Bool) {
    let bytes = text.span
    var at = unit.start
    var weight = 0.0
    while at < unit.end {
      let byte = bytes[at]
      if (byte | 0x20) &- 0x61 < 26 {
        let begun = at
        var hash = PartLexicon.seed
        while at < unit.end, (bytes[at] | 0x20) &- 0x61 < 26 {
          hash = PartLexicon.extend(hash, bytes[at] | 0x20)
          at += 1
        }
        weight += Double(at - begun)
        if at - begun >= 2 { unit.words.append(hash) }
      } else if byte < 0x80 {
        if byte > 0x20 { weight += 1 }
        at += 1
      } else {
        let scalar = UTF8Scan.scalar(bytes, at: at)
        if HanText.isHan(scalar.value) { weight += Self.lettersPerIdeograph }
        at += scalar.length
      }
    }
    unit.weight = weight
    unit.words.sort()
  }

  /// English letters that say what one ideograph says, in filings.
  private static let lettersPerIdeograph = 2.9

  private mutating func readSenses(_ text: [UInt8], _ unit: inout TwinUnit) {
    tokens.removeAll(keepingCapacity: true)
    tokenizer.tokenize(text, unit.start, unit.end, into: &tokens)
    for (place, token) in tokens.enumerated() where token.isWord {
      let begun = unit.pairs.count
      append(token.hash, to: &unit)
      if place + 1 < tokens.count, tokens[place + 1].isWord {
        append(PartLexicon.joined(token.hash, tokens[place + 1].hash), to: &unit)
      }
      if unit.pairs.count > begun { unit.senses.append(begun..<unit.pairs.count) }
    }
  }

  private func append(_ key: UInt64, to unit: inout TwinUnit) {
    for number in lexicon.parts.range(key).prefix(8) {
      let sense = lexicon.parts[number]
      guard sense.count >= 2, sense.kind != .legalForm else { continue }
      let start = Int(sense.start)
      unit.pairs.append(Self.pair(lexicon.parts.scalars[start], lexicon.parts.scalars[start + 1]))
    }
  }

  private func readHan(_ text: [UInt8], _ unit: inout TwinUnit) {
    let bytes = text.span
    var at = unit.start
    var last: UInt32 = 0
    while at < unit.end {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      at += scalar.length
      let folded = HanText.isHan(scalar.value) ? lexicon.han.fold(scalar.value) : 0
      if last != 0, folded != 0 { unit.pairs.append(Self.pair(last, folded)) }
      last = folded
    }
    unit.pairs.sort()
  }

  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }
}

extension [UInt64] {
  /// How many elements two ascending lists share, each counted as often as both have it.
  func shared(with other: [UInt64]) -> Int {
    var (a, b, count) = (0, 0, 0)
    while a < self.count, b < other.count {
      if self[a] == other[b] {
        count += 1
        a += 1
        b += 1
      } else if self[a] < other[b] {
        a += 1
      } else {
        b += 1
      }
    }
    return count
  }

  /// Whether an ascending list has the element.
  func holds(_ element: UInt64) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }
}
