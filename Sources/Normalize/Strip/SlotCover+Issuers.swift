/// Names in the place of the issuer: what a caution calls the company whose shares are dealt in.
///
/// `Shareholders of Alpha Limited and Beta (the “Vendor”)`, `the securities of both Alpha and Beta`;
/// 甲集團及乙有限公司各自之股東, 買賣甲集團及乙有限公司的證券. A clause that says anything of them
/// (甲集團未能償還債券的股東) is none: no name has its words.
extension SlotCover {
  private static let issuer = bit(.issuer, .en)
  /// Names in one row at the most, words of a name, and ideographs of one.
  private static let mostNames = 5
  private static let mostWords = 8
  private static let mostHan = 14

  // MARK: English

  /// Behind `shareholders`, `securities` and the like.
  mutating func coverIssuers(_ unit: UnitText, behind head: Int) {
    guard unit.hasLower, unit.isBlank(head) else { return }
    let at = unit.skipBlanks(head)
    guard let preposition = Self.word(unit, at), Self.prepositions.contains(preposition.hash) else {
      return
    }
    coverIssuers(unit, at: unit.skipBlanks(preposition.end), head: head)
  }

  /// The names that begin at `start`, behind the head that ends at `head`.
  mutating func coverIssuers(_ unit: UnitText, at start: Int, head: Int) {
    guard unit.hasLower else { return }
    var at = Self.skipArticles(unit, start)
    var end: Int?
    for _ in 0..<Self.mostNames {
      guard let name = Self.capitalRun(unit, at) else { break }
      let covered = aliasEnd(unit, name)
      end = covered
      var next = covered
      if unit.scalar(next) == 0x2C { next += 1 }
      next = unit.skipBlanks(next)
      if let word = Self.word(unit, next), Self.joints.contains(word.hash) {
        next = word.end
        // and/or
        if unit.scalar(next) == 0x2F, let other = Self.word(unit, next + 1) { next = other.end }
        next = unit.skipBlanks(next)
      } else if next == covered || unit.scalar(covered) != 0x2C {
        break
      }
      at = Self.skipArticles(unit, next)
    }
    if let end { put(Self.issuer, head, end) }
  }

  /// The name before `undertakes no` and the like, with which the unit or a clause begins.
  mutating func coverIssuer(_ unit: UnitText, before verb: Int) {
    guard unit.hasLower, verb >= 2, unit.isBlank(verb - 1) else { return }
    var start = verb - 1
    var begin = -1
    for _ in 0..<Self.mostWords {
      let end = start
      while start > 0, unit.isWord(start - 1) || Self.isNameMark(unit, start - 1) { start -= 1 }
      guard start < end, unit.trait(start).contains(.upper),
        let first = Self.word(unit, start), !Self.persons.contains(first.hash)
      else { break }
      begin = start
      guard start >= 2, unit.scalar(start - 1) == 0x20 else { break }
      start -= 1
    }
    guard begin >= 0 else { return }
    let isFirst = begin == 0 || begin >= 2 && unit.scalar(begin - 2) == 0x2C
    if isFirst { put(Self.issuer, begin, verb) }
  }

  private static func word(_ unit: UnitText, _ at: Int) -> (end: Int, hash: UInt64)? {
    var end = at
    while end < unit.count, unit.trait(end).contains(.letter) { end += 1 }
    return end > at ? (end, unit.hash(at, end)) : nil
  }

  private static func skipArticles(_ unit: UnitText, _ at: Int) -> Int {
    var at = at
    while let word = word(unit, at), articles.contains(word.hash), unit.isBlank(word.end) {
      at = unit.skipBlanks(word.end)
    }
    return at
  }

  /// The end of the capitalised words at `at`, nil where there is none or a person is addressed.
  private static func capitalRun(_ unit: UnitText, _ at: Int) -> Int? {
    guard let first = word(unit, at), !persons.contains(first.hash) else { return nil }
    var start = at
    var end: Int?
    for _ in 0..<mostWords {
      guard unit.trait(start).contains(.upper) else { break }
      var behind = start
      while unit.isWord(behind) || isNameMark(unit, behind) { behind += 1 }
      end = behind
      guard unit.scalar(behind) == 0x20, unit.trait(behind + 1).contains(.upper) else { break }
      start = behind + 1
    }
    return end
  }

  /// &, an apostrophe or a hyphen, and a full stop that no blank follows.
  private static func isNameMark(_ unit: UnitText, _ at: Int) -> Bool {
    switch unit.scalar(at) {
    case 0x26, 0x27, 0x2D: true
    case 0x2E: unit.isWord(at + 1)
    default: false
    }
  }

  private static func hashes(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { TextHash.word($0.unicodeScalars.map(\.value)) })
  }

  private static let prepositions = hashes("of in")
  private static let joints = hashes("and or")
  private static let articles = hashes("the of both each either respective")
  private static let persons = hashes("mr ms mrs dr madam sir miss prof professor")

  // MARK: Chinese

  /// Before 股東, 證券 and the like, which begin at `tail`.
  mutating func coverIssuers(_ unit: UnitText, before tail: Int, atClause: Bool) {
    var at = tail
    if Self.particles.contains(unit.scalar(at - 1)) { at -= 1 }
    if at >= 2, Self.each.contains(unit.scalar(at - 2)), Self.each.contains(unit.scalar(at - 1)) {
      at -= 2
    }
    let end = at
    var length = 0
    var names = 1
    while at > 0, !heads.contains(at) {
      let scalar = unit.scalar(at - 1)
      if Self.clauseMarks.contains(scalar) { break }
      if Self.hanJoints.contains(scalar) {
        // 及／或 is one joint.
        if length > 0 { names += 1 }
        length = 0
      } else if scalar == 0x29 || scalar == 0xFF09 {
        guard length == 0, let open = Self.opening(unit, at - 1) else { return }
        at = open + 1
      } else {
        let trait = unit.trait(at - 1)
        guard trait.contains(.han) || trait.contains(.letter), !Self.stops.contains(scalar)
        else { return }
        length += 1
      }
      guard length <= Self.mostHan, names <= Self.mostNames else { return }
      at -= 1
    }
    guard atClause || heads.contains(at), length >= 2, end - at >= 2 else { return }
    put(Self.issuer, at, tail)
  }

  /// The bracket that the one at `close` closes, within 60 scalars.
  private static func opening(_ unit: UnitText, _ close: Int) -> Int? {
    var at = close - 1
    while at >= 0, close - at <= 60 {
      if unit.scalar(at) == 0x28 || unit.scalar(at) == 0xFF08 { return at }
      at -= 1
    }
    return nil
  }

  // Each by all of its forms, of which one is the key.
  private static let particles = ScalarSet("的之".unicodeScalars.map(\.value))
  private static let each = ScalarSet("各自雙双方".unicodeScalars.map(\.value))
  private static let clauseMarks = ScalarSet("，,。；;：:（(".unicodeScalars.map(\.value))
  private static let hanJoints = ScalarSet("及與与和或、／/".unicodeScalars.map(\.value))
  /// What is said of a company and stands in no name.
  private static let stops = ScalarSet(
    ("的之已未被因由將将無无失不遭停違违欠虧亏損损於于在為为是就對对質质押盤盘破拘訴诉查罪售購购債债息辭辞"
      + "持獲获須须應应請请當当倘若如而並并其該该此").unicodeScalars.map(\.value))
}
