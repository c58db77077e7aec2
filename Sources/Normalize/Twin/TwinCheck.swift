/// What does not agree between the two versions.
struct TwinCheck {
  private let twin: Twin
  private let en: [TwinUnit]
  private let zh: [TwinUnit]
  private var scanner = FigureScanner()

  init(_ twin: Twin, _ en: [TwinUnit], _ zh: [TwinUnit]) {
    (self.twin, self.en, self.zh) = (twin, en, zh)
  }

  /// Sentences below this confidence are not compared: they may not belong together.
  private static let floor = 70
  /// Letters of a sentence whose absence is worth a word.
  private static let shortest = 25.0

  /// Dates, times and numbers of aligned sentences that only one of them has; sentences that only one
  /// version has; codes and dates of the filings that differ. Complexity: O(n).
  mutating func inconsistencies() -> [Twin.Inconsistency] {
    var result: [Twin.Inconsistency] = []
    metadata(&result)
    for (number, alignment) in twin.alignments.enumerated() {
      if alignment.isAligned {
        if alignment.confidence >= Self.floor { figures(number, alignment, &result) }
      } else {
        sentence(number, alignment, &result)
      }
    }
    return result
  }

  private func metadata(_ result: inout [Twin.Inconsistency]) {
    let (a, b) = (twin.english.metadata, twin.chinese.metadata)
    if let date = a.date, let other = b.date, date != other {
      result.append(
        Twin.Inconsistency(
          kind: .metadata, alignment: -1,
          message: "the English version is dated \(date), the Chinese one \(other)"))
    }
    if !a.stockCodes.isEmpty, !b.stockCodes.isEmpty, a.stockCodes != b.stockCodes {
      result.append(
        Twin.Inconsistency(
          kind: .metadata, alignment: -1,
          message:
            "stock codes are \(a.stockCodes.joined(separator: ", ")) in the English version, "
            + "\(b.stockCodes.joined(separator: ", ")) in the Chinese one"))
    }
  }

  private func sentence(
    _ number: Int, _ alignment: Twin.Alignment, _ result: inout [Twin.Inconsistency]
  ) {
    let isEnglish = !alignment.en.isEmpty
    let units = isEnglish ? en[alignment.en] : zh[alignment.zh]
    guard units.reduce(0, { $0 + $1.weight }) >= Self.shortest else { return }
    result.append(
      Twin.Inconsistency(
        kind: .sentence, alignment: number,
        en: isEnglish ? Twin.extent(twin.english, alignment.en) : nil,
        zh: isEnglish ? nil : Twin.extent(twin.chinese, alignment.zh),
        message: isEnglish
          ? "only the English version has this sentence"
          : "only the Chinese version has this sentence"))
  }

  // MARK: - Figures

  private mutating func figures(
    _ number: Int, _ alignment: Twin.Alignment, _ result: inout [Twin.Inconsistency]
  ) {
    guard let mine = Twin.extent(twin.english, alignment.en),
      let theirs = Twin.extent(twin.chinese, alignment.zh)
    else { return }
    scanner.read(twin.english.text.bytes, mine.start, mine.end)
    let en = scanner.figures
    scanner.read(twin.chinese.text.bytes, theirs.start, theirs.end)
    let zh = scanner.figures
    for figure in Self.missing(en, zh) {
      result.append(
        Twin.Inconsistency(
          kind: figure.kind, alignment: number, en: TextExtent(figure.start, figure.end),
          zh: theirs,
          message: "only the English version says \(twin.english.string(figure))"))
    }
    for figure in Self.missing(zh, en) {
      result.append(
        Twin.Inconsistency(
          kind: figure.kind, alignment: number, en: mine, zh: TextExtent(figure.start, figure.end),
          message: "only the Chinese version says \(twin.chinese.string(figure))"))
    }
  }

  /// The figures of `mine` in digits that `others` has neither in digits nor in words, nor as parts of a
  /// date (二零二三年及二零二二年十二月三十一日 for `31 December 2023 and 2022`).
  private static func missing(_ mine: [Figure], _ others: [Figure]) -> [Figure] {
    var left: [UInt64: Int] = [:]
    for figure in others { left[figure.key, default: 0] += 1 }
    var parts: Set<UInt64> = []
    for figure in others { parts.formUnion(figure.parts) }
    return mine.filter { figure in
      if let count = left[figure.key], count > 0 {
        left[figure.key] = count - 1
        return false
      }
      return !figure.isWord && !figure.parts.allSatisfy(parts.contains)
    }
  }
}

extension Figure {
  var kind: Twin.Inconsistency.Kind {
    switch value {
    case .number: .number
    case .date: .date
    case .time: .time
    }
  }

  /// The year, and the day with its month, of a date; the number itself otherwise.
  var parts: [UInt64] {
    guard case .date(let year, let month, let day) = value else { return [key] }
    var result: [UInt64] = []
    if year > 0 {
      result.append(
        Figure(value: Figure.number(UInt64(year), 0), start: 0, end: 0).key)
    }
    result.append(StableHash.combine(UInt64(month.magnitude), 0x3017))
    if day > 0 { result.append(StableHash.combine(UInt64(day.magnitude), 0xDA1)) }
    return result
  }
}

extension Document {
  /// The text of a figure.
  fileprivate func string(_ figure: Figure) -> String {
    String(decoding: text.bytes[figure.start..<figure.end], as: UTF8.self)
  }
}
