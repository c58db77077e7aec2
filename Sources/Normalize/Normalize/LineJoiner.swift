/// Columns of the widest line of a block that may be wrapped, and of the widest without ideographs.
struct BlockWidth: Equatable {
  var all: Int32 = 0
  var latin: Int32 = 0
}

/// Decides what stands between two lines: a line end, or nothing but the wrap of a hard-wrapped
/// paragraph.
///
/// Only the lines of one block (between blank lines) are compared, so that the decision does not
/// depend on anything that joining elsewhere changes. A line that was filled (the next word would
/// not have fitted in the block's width) was wrapped; so was one that goes on in lower case, after
/// a comma, a function word or inside a bracket. Cover, signature and list lines are neither.
struct LineJoiner {
  /// Widths up to this many columns are those of a wrapped line; longer lines were not wrapped.
  static let widestWrap: Int32 = 150

  /// Decides the separators of `fragments[first..<last]`, one block between blank lines.
  static func joinBlock(
    _ fragments: inout [Fragment], _ first: Int, _ last: Int, _ look: LineText
  ) {
    guard last - first >= 2 else { return }
    var width = BlockWidth()
    var index = first
    // The last line of a paragraph says nothing of the width; of two lines either may be it.
    let measured = last - first > 2 ? last - 1 : last
    while index < measured {
      let fragment = fragments[index]
      if !fragment.isRow, fragment.width <= widestWrap,
        !look.isRule(Int(fragment.start), Int(fragment.end))
      {
        let columns = fragment.width - hang(fragments, index, last, look)
        width.all = max(width.all, columns)
        if !fragment.flags.contains(.han) { width.latin = max(width.latin, columns) }
      }
      index += 1
    }
    index = first
    while index + 1 < last {
      if fragments[index].separator == .undecided {
        decide(
          &fragments, index, index + 1, width: width, look, isLoose: false, lines: last - first)
      }
      index += 1
    }
  }

  /// Columns by which the text of an item stands out from the lines that hang below it.
  private static func hang(
    _ fragments: [Fragment], _ index: Int, _ last: Int, _ look: LineText
  ) -> Int32 {
    guard index + 1 < last else { return 0 }
    let columns = fragments[index + 1].indent - fragments[index].indent
    guard (2...12).contains(columns),
      look.beginsListItem(Int(fragments[index].start), Int(fragments[index].end))
    else { return 0 }
    return columns
  }

  /// Decides one separator; `isLoose` where a page ended between the lines, so that only a line
  /// that plainly goes on is joined.
  static func decide(
    _ fragments: inout [Fragment], _ index: Int, _ next: Int, width: BlockWidth,
    _ look: LineText, isLoose: Bool, lines: Int
  ) {
    if let joint = decision(
      fragments[index], fragments[next], width: width, look, isLoose: isLoose, lines: lines)
    {
      apply(joint, to: &fragments[index])
    }
  }

  /// What stands between two lines that are joined.
  struct Joint {
    var separator: Fragment.Separator
    var rule: EditRule
    var dropsHyphen = false
  }

  static func apply(_ joint: Joint, to fragment: inout Fragment) {
    fragment.separator = joint.separator
    fragment.rule = joint.rule
    fragment.dropsHyphen = joint.dropsHyphen
  }

  /// How two lines are joined, nil where the line ends. A line that is itself joined holds the line
  /// ends between its parts.
  static func decision(
    _ a: Fragment, _ b: Fragment, width: BlockWidth, _ look: LineText, isLoose: Bool, lines: Int
  ) -> Joint? {
    guard !a.isRow, !b.isRow, a.start < a.end, b.start < b.end else { return nil }
    let join = joint(a, b, width: width, look, isLoose: isLoose, lines: lines)
    guard join != .undecided else { return nil }
    if join == .none {
      let scalar = look.lastClass(Int(a.start), Int(a.end)).scalar
      if isHyphen(scalar) {
        return Joint(
          separator: .none, rule: .healHyphen,
          dropsHyphen: scalar == 0xAD
            || dropsHyphen(look, Int(a.start), Int(a.end), Int(b.start), Int(b.end)))
      }
    }
    return Joint(separator: join, rule: join == .none ? .joinHanLine : .joinLine)
  }

  private static func isHyphen(_ scalar: UInt32) -> Bool {
    scalar == 0x2D || scalar == 0x2010 || scalar == 0xAD
  }

  /// `.space` or `.none` for a wrap, `.undecided` where the line ends.
  private static func joint(
    _ a: Fragment, _ b: Fragment, width block: BlockWidth, _ look: LineText, isLoose: Bool,
    lines: Int
  ) -> Fragment.Separator {
    let aStart = Int(a.start)
    let aEnd = Int(a.end)
    let bStart = Int(b.start)
    let bEnd = Int(b.end)
    let last = look.lastClass(aStart, aEnd)
    let first = look.firstClass(bStart, bEnd)
    // Ideographs are counted as two columns, which a text that was wrapped by characters does not:
    // English lines are measured by those without any.
    let isLatin =
      !a.flags.contains(.han) && block.latin >= 50
      && (first.value == .upper || first.value == .digit || first.value == .open)
    let width = isLatin ? block.latin : block.all
    // 英文名称：X⏎法定代表人：Y: fields of a form, each on its line.
    if look.beginsLabel(bStart, bEnd),
      look.beginsLabel(aStart, aEnd) || last.value == .cjkClose
    {
      return .undecided
    }
    if look.isRule(aStart, aEnd) || look.isRule(bStart, bEnd) {
      // A blank to fill in, in a sentence: `of (address)⏎________⏎being the holder of`.
      return look.bytes[aStart] == 0x5F && first.value == .lower ? .space : .undecided
    }
    if look.bytes[bStart] == 0x5F, look.isBlankInSentence(bStart, bEnd),
      !look.isWholeBracket(aStart, aEnd), !endsSentence(last.scalar),
      last.value != .cjkStop
    {
      return .space
    }
    let isAHan = last.value == .han || last.value == .kana || last.value.isCJKPunctuation
    let isBHan = first.value == .han || first.value == .kana || first.value.isCJKPunctuation
    if look.beginsListItem(bStart, bEnd) {
      // A wrapped line may begin with `(a)` only where the sentence plainly asks for it.
      return look.closesBracket(bStart, bEnd, of: aStart, aEnd) ? .space : .undecided
    }
    if first.value == .upper,
      look.beginsSignature(aStart, aEnd)
        || !a.flags.contains(.han) && look.isCompany(aStart, aEnd),
      !look.endsWithFunctionWord(aStart, aEnd), look.isCapitalised(bStart, bEnd),
      last.scalar != 0x2C
    {
      return .undecided
    }
    // `Jiangyin-⏎Jingjiang Industrial Park`: where the lines are joined, the hyphen joins the words.
    var isCompound = false
    if isHyphen(last.scalar), aEnd - aStart > 2, first.value == .lower || first.value == .upper {
      let before = look.lastClass(
        aStart, aEnd - (last.scalar == 0x2D ? 1 : last.scalar == 0xAD ? 2 : 3))
      let isWord = before.value.isLetter || before.value == .digit
      if isWord, first.value == .lower { return .none }
      isCompound = isWord && before.value.isLetter
    }
    let isCompanyTail =
      isAHan && (isBHan || first.value == .open) && beginsWithLegalForm(look, bStart, bEnd)
    let spacing: Fragment.Separator =
      isAHan && isBHan || isAHan && first.value == .digit || last.value == .digit && isBHan
        || isCompound || joinsClosely(a, b, last, first, look)
      ? .none
      : isAHan && b.flags.contains(.han) && a.flags.contains(.han) && first.value != .open
        ? (isMostlyHan(a, b) ? .none : .space) : .space
    if isCompanyTail, last.value == .han, a.width < 60 { return .none }
    // 。⏎三、: an item of a list, however full the line above is.
    if isBHan, last.value == .cjkStop, last.scalar != 0x3001, look.beginsHanItem(bStart, bEnd) {
      return .undecided
    }
    let isFull = fillsLine(a, b, width: width, look)
    if isAHan || isBHan && a.flags.contains(.han) {
      return hanJoint(
        a, b, last, first, spacing, isFull: isFull, width: width, look, isLoose: isLoose,
        lines: lines)
    }
    // English.
    // A sentence and its Chinese twin, or a heading above one.
    if first.value == .han, a.rule != .column, look.bytes[aStart..<aEnd].contains(0x20),
      endsSentence(last.scalar) || a.width < 24
        || !look.endsWithFunctionWord(aStart, aEnd) && !look.hasOpenBracket(aStart, aEnd)
          && !look.hasLetter(bStart, bEnd)
    {
      return .undecided
    }
    if a.width >= 24, last.value.isLetter || last.value == .close || last.scalar == 0x2C,
      look.beginsWithForm(bStart, bEnd)
    {
      return spacing
    }
    // `(Stock code: 1548)`: a line that is one bracket stands alone, but for a name in Chinese that a
    // sentence ends in.
    if look.isWholeBracket(bStart, bEnd) || look.isWholeBracket(aStart, aEnd) {
      return first.value == .open && !isLoose && a.width >= 60 && isFull
        && !look.hasLetter(bStart, bEnd) && b.flags.contains(.han)
        && !look.isWholeBracket(aStart, aEnd) && !look.isCapitalised(aStart, aEnd)
        ? spacing : .undecided
    }
    // A bracket with the name in Chinese or in short, in a sentence that goes on.
    if first.value == .open || first.value == .cjkOpen, !isLoose,
      a.width >= (a.rule == .column ? 24 : 40), 4 * a.width >= 3 * width,
      b.flags.contains(.han) || look.beginsQuotedBracket(bStart, bEnd),
      look.goesOnBehindBracket(bStart, bEnd)
    {
      return spacing
    }
    // `Mr. Mok Tsan Wing (Chairman)⏎Mr. Wyland Mui`: a list of persons.
    if first.value == .upper, look.beginsPerson(bStart, bEnd), look.beginsPerson(aStart, aEnd),
      look.isCapitalised(aStart, aEnd), look.isCapitalised(bStart, bEnd), last.scalar != 0x2C,
      !look.endsWithFunctionWord(aStart, aEnd)
    {
      return .undecided
    }
    if first.value == .upper || first.value == .digit, b.width <= 60, !endsSentence(last.scalar),
      last.scalar != 0x2C,
      !look.endsWithFunctionWord(aStart, aEnd), look.isCapitalised(bStart, bEnd)
    {
      // A label of its own, or a name below its role.
      let end = look.lastClass(bStart, bEnd).scalar
      if end == 0x3A || look.isAppointment(aStart, aEnd) { return .undecided }
    }
    if first.value == .upper, last.scalar != 0x2C, look.beginsRole(bStart, bEnd),
      !look.endsWithFunctionWord(aStart, aEnd), !look.hasOpenBracket(aStart, aEnd)
    {
      return .undecided
    }
    if first.value == .lower {
      return endsSentence(last.scalar) && !isFull && !look.endsWithShortWord(aStart, aEnd)
        ? .undecided : spacing
    }
    if last.scalar == 0x2C, a.width > 20, !isLoose || first.value.isWord {
      return spacing
    }
    if a.width >= 24 || a.width * 2 >= width, look.hasOpenBracket(aStart, aEnd) { return spacing }
    if look.endsWithFunctionWord(aStart, aEnd) || look.endsWithLead(aStart, aEnd)
      || a.width >= 40 && first.value == .upper && look.endsWithSurname(aStart, aEnd)
    {
      return spacing
    }
    if isLoose { return .undecided }
    let floor: Int32 = a.rule == .column ? 24 : 50
    return isFull && width >= floor && a.width <= widestWrap ? spacing : .undecided
  }

  /// Nothing stands behind an opening bracket and before a closing one; nor between ideographs and
  /// a bracket of ideographs (有限合夥), a comma or a fullwidth hyphen; nor inside a name in a bracket.
  private static func joinsClosely(
    _ a: Fragment, _ b: Fragment, _ last: (value: ScalarClass, scalar: UInt32),
    _ first: (value: ScalarClass, scalar: UInt32), _ look: LineText
  ) -> Bool {
    if last.value == .open || first.value == .close || isQuoteInside(a, b, last, first, look) {
      return true
    }
    guard a.flags.contains(.han) else { return false }
    if last.value == .han {
      switch first.scalar {
      case 0x28: return look.firstClass(Int(b.start) + 1, Int(b.end)).value == .han
      case 0x2C, 0x2E, 0x3A, 0x3B, 0xFF0D: return true
      default: break
      }
    }
    return
      (last.value == .han && first.value.isLetter || last.value.isLetter && first.value == .han)
      && look.opensHanBracket(Int(a.start), Int(a.end))
  }

  /// The line ends behind an opening quotation mark or begins with a closing one.
  private static func isQuoteInside(
    _ a: Fragment, _ b: Fragment, _ last: (value: ScalarClass, scalar: UInt32),
    _ first: (value: ScalarClass, scalar: UInt32), _ look: LineText
  ) -> Bool {
    if last.scalar == 0x201C || first.scalar == 0x201D { return true }
    let end = Int(a.end)
    if last.scalar == 0x22, end - 2 > Int(a.start), look.bytes[end - 1] == 0x22 {
      return look.bytes[end - 2] == 0x20 || look.bytes[end - 2] == 0x28
    }
    let next = Int(b.start) + 1
    return first.scalar == 0x22 && next < Int(b.end) && look.bytes[next] == 0x20
  }

  private static func hanJoint(
    _ a: Fragment, _ b: Fragment, _ last: (value: ScalarClass, scalar: UInt32),
    _ first: (value: ScalarClass, scalar: UInt32), _ spacing: Fragment.Separator, isFull: Bool,
    width: Int32, _ look: LineText, isLoose: Bool, lines: Int
  ) -> Fragment.Separator {
    // The issuer above its title or its board.
    if first.value == .han || first.value == .digit, a.rule != .column,
      look.isHanCompany(Int(a.start), Int(a.end)),
      !look.hasHanStop(Int(b.start), Int(b.end))
    {
      return .undecided
    }
    // A line that is one bracket stands alone: （股份代號：1548）.
    if first.value == .cjkOpen || first.value == .open {
      if look.isWholeBracket(Int(b.start), Int(b.end))
        || look.isWholeBracket(Int(a.start), Int(a.end))
      {
        return .undecided
      }
      if a.width < 40, a.rule != .column || a.width + 4 < width {
        return !isLoose && b.width > 12 && last.value == .han
          && look.goesOnBehindBracket(Int(b.start), Int(b.end)) ? spacing : .undecided
      }
    }
    if first.value == .cjkClose || first.value == .cjkStop { return spacing }
    // A bracket that text follows on its own line belongs to the sentence above.
    if first.value == .open || first.value == .cjkOpen, last.value == .han || last.scalar == 0x300B,
      a.width >= 24, b.width > 12
    {
      return spacing
    }
    let opens = look.hasOpenBracket(Int(a.start), Int(a.end))
    if opens, a.width >= 24 { return spacing }
    // 、 and ， do not end a line; 。；： do.
    let isComma = last.scalar == 0x3001 || last.scalar == 0xFF0C
    let isStop = last.value == .cjkStop && !isComma || last.value == .stop && last.scalar != 0x2C
    if isComma, a.width >= 24 { return spacing }
    // 於 及 之 … want something behind them.
    if Self.particles.contains(last.scalar), a.width >= 24, !isLoose { return spacing }
    if isLoose {
      return !isStop && last.value != .cjkClose && a.width >= 40 && b.indent <= a.indent + 1
        ? spacing : .undecided
    }
    // Prose that breaks off: where Latin words stand among ideographs, lines are of various widths.
    if last.value == .han, first.value == .han, a.width >= 60, 4 * a.width >= 3 * width,
      look.hasHanStop(Int(a.start), Int(a.end)), look.hasHanStop(Int(b.start), Int(b.end)),
      !look.beginsHanItem(Int(b.start), Int(b.end))
    {
      return spacing
    }
    guard isFull, width >= (a.rule == .column ? 20 : 40) else { return .undecided }
    // After a full stop, an indented line begins a paragraph.
    if isStop, b.indent > a.indent { return .undecided }
    if lines == 2, !opens, a.width < 60, last.value == .han, first.value == .han, b.width > a.width
    {
      return .undecided
    }
    return spacing
  }

  /// Ideographs that no line of prose or name ends in: 於 于 由 及 與 与 之 的 在 至 為 为 和 或 將 将 被 向 從 从 按 據 据 對 对
  private static let particles: ScalarSet = [
    0x65BC, 0x4E8E, 0x7531, 0x53CA, 0x8207, 0x4E0E, 0x4E4B, 0x7684, 0x5728, 0x81F3, 0x70BA, 0x4E3A,
    0x548C, 0x6216, 0x5C07, 0x5C06, 0x88AB, 0x5411, 0x5F9E, 0x4ECE, 0x6309, 0x64DA, 0x636E, 0x5C0D,
    0x5BF9,
  ]

  /// The first word of `b` would not have fitted behind `a`.
  private static func fillsLine(
    _ a: Fragment, _ b: Fragment, width: Int32, _ look: LineText
  ) -> Bool {
    guard a.width <= widestWrap else { return false }
    let word = Int32(look.firstWordWidth(Int(b.start), Int(b.end)))
    if a.flags.contains(.han) { return a.width + max(6, word + 1) >= width }
    return a.width + 1 + word > width
  }

  private static func endsSentence(_ scalar: UInt32) -> Bool {
    scalar == 0x2E || scalar == 0x3B || scalar == 0x3A || scalar == 0x3F || scalar == 0x21
  }

  /// More columns of ideographs than of Latin in both lines together.
  private static func isMostlyHan(_ a: Fragment, _ b: Fragment) -> Bool {
    let bytes = (a.end - a.start) + (b.end - b.start)
    let columns = a.width + b.width
    // An ideograph has 3 bytes and 2 columns: bytes - columns is their number.
    return 2 * (bytes - columns) > columns / 2
  }

  private static let legalForms: [[UInt8]] = [
    "股份有限公司", "有限責任公司", "有限责任公司", "有限公司", "集團有限公司", "控股有限公司", "(有限合夥)", "(有限合伙)",
    "（有限合夥）", "（有限合伙）", "(普通合夥)", "(普通合伙)", "（普通合夥）", "（普通合伙）", "(特殊普通合夥)", "(特殊普通合伙)",
    "（特殊普通合夥）", "（特殊普通合伙）",
  ].map { Array($0.utf8) }

  private static func beginsWithLegalForm(_ look: LineText, _ start: Int, _ end: Int)
    -> Bool
  {
    for form in legalForms where end - start >= form.count {
      var index = 0
      while index < form.count, look.bytes[start + index] == form[index] { index += 1 }
      if index == form.count { return true }
    }
    return false
  }

  /// Whether the hyphen at a line end only divides the word (`unau-dited`) or belongs to it
  /// (`B-cell`, `long-term`, `non-executive`).
  private static func dropsHyphen(
    _ look: LineText, _ aStart: Int, _ aEnd: Int, _ bStart: Int, _ bEnd: Int
  ) -> Bool {
    // `Jiangyin-⏎Jingjiang`
    guard bStart < bEnd, look.bytes[bStart] &- 0x41 >= 26 else { return false }
    var left: [UInt8] = []
    var at = aEnd - 1
    while at > aStart, left.count < 24 {
      let byte = look.bytes[at - 1]
      guard byte < 0x80 else { break }
      if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A {
        left.append(byte)
      } else if byte >= 0x30 && byte <= 0x39 || byte == 0x2D {
        return false
      } else {
        break
      }
      at -= 1
    }
    left.reverse()
    var right: [UInt8] = []
    at = bStart
    while at < bEnd, right.count < 24, look.bytes[at] | 0x20 >= 0x61, look.bytes[at] | 0x20 <= 0x7A,
      look.bytes[at] < 0x80
    {
      right.append(look.bytes[at])
      at += 1
    }
    guard left.count > 1, left.dropFirst().allSatisfy({ $0 >= 0x61 }), !right.isEmpty else {
      return false
    }
    if at < bEnd, look.bytes[at] == 0x2D { return false }
    let word = String(decoding: left, as: UTF8.self).lowercased()
    let tail = String(decoding: right, as: UTF8.self)
    return !Self.hyphenHeads.contains(word) && !Self.hyphenTails.contains(tail)
  }

  private static let hyphenHeads: Set<String> = [
    "non", "self", "well", "long", "short", "mid", "high", "low", "ex", "vice", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "first",
    "second", "third", "half", "full", "part", "year", "month", "day", "wholly", "newly", "large",
    "small", "medium", "off", "on", "in", "out", "up", "state", "cross", "all", "end", "open",
    "single", "double", "multi", "real", "cost", "market", "price", "value", "risk", "profit",
    "loss", "interest", "tax", "share", "stock", "board", "company", "group", "industry", "anti",
    "best", "best-in", "bio", "semi", "quasi", "quarter", "period", "land", "water", "energy",
    "so", "then", "above", "below", "over", "on-", "follow", "start", "spin", "buy", "write",
    "roll",
    "case", "head", "hands", "know", "face", "by", "to",
  ]

  private static let hyphenTails: Set<String> = [
    "based", "related", "term", "owned", "known", "time", "free", "end", "ended", "party", "day",
    "month", "year", "level", "class", "quality", "scale", "tier", "cap", "type", "wide", "like",
    "off", "up", "in", "out", "on", "to", "of", "the", "cell", "executive", "controlling", "listed",
    "oriented", "driven", "bearing", "sharing", "making", "line", "side", "weighted", "adjusted",
    "linked", "backed", "funded", "specific", "controlled", "current", "recurring", "cash",
    "deductible", "compete", "competition", "disclosure", "refundable", "performing", "compliance",
    "financial", "transferable", "exempt", "founder", "invested", "generation", "offs", "person",
    "called", "mentioned", "year-old", "fold", "half", "thirds", "quarters", "round", "held",
    "established", "being", "standing", "sized", "speed", "grade", "end-user", "operated",
  ]
}
