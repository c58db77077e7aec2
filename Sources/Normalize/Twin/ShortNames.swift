/// Short names of companies against full ones of the same language: 中航沈飛 of 中航沈飛股份有限公司, `ABC Steel` of
/// `Anshan Bright Crown Steel Co., Ltd.`
struct ShortNames {
  private let lexicon: Lexicon

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  // MARK: - Chinese

  /// The name as exchanges list it, without the marks of its state before it (`*ST`, `N`, `XD`), the class of the share
  /// behind it (`A`, `-W`) and 股份.
  ///
  /// Complexity: O(name).
  static func tidy(_ name: [UInt8]) -> [UInt8] {
    var start = 0
    while start < name.count, name[start] == 0x2A || (name[start] | 0x20) &- 0x61 < 26 {
      start += 1
    }
    let prefix = name[..<start].filter { $0 != 0x2A }
    let isMark = marks.contains { prefix.elementsEqual($0.utf8) }
    var rest =
      start > 0 && start < name.count && name[start] >= 0x80 && isMark
      ? Array(name[start...]) : name
    if let dash = rest.lastIndex(of: 0x2D), rest.count - dash <= 3, dash >= 6,
      rest[(dash + 1)...].allSatisfy({ $0 &- 0x41 < 26 })
    {
      rest.removeSubrange(dash...)
    } else if let last = rest.last, last == 0x41 || last == 0x42, rest.count >= 7,
      rest[rest.count - 2] >= 0x80
    {
      rest.removeLast()
    }
    let share = Array("股份".utf8)
    if rest.count > share.count + 3, rest.suffix(share.count).elementsEqual(share) {
      rest.removeLast(share.count)
    }
    return rest
  }

  private static let marks = ["ST", "SST", "S", "N", "C", "U", "XD", "XR", "DR", "PT", "G"]

  /// How well the ideographs of a short name are some of those of a full one, in their order: 0 where they are not
  /// or where the names are alike. What stands together at the begin of a part counts more.
  ///
  /// Complexity: O(both).
  func chinese(_ short: [UInt8], _ full: [UInt8]) -> Int {
    let mine = scalars(Self.tidy(short))
    let theirs = scalars(full)
    guard mine.count >= 2, theirs.count > mine.count, lexicon.formLength(mine[...]) == 0 else {
      return 0
    }
    let end = theirs.count - lexicon.formLength(theirs[...])
    var at = 0
    var value = 0
    var last = -2
    for scalar in mine {
      guard let place = theirs[at...].firstIndex(of: scalar) else { return 0 }
      value += place >= end ? 10 : place == last + 1 ? 60 : 40
      last = place
      at = place + 1
    }
    // What is left out, but for a place before the name, makes it less like the whole.
    let place = (2...4).reversed().first { count in
      count < end && lexicon.isPlace(han: theirs[..<count])
    }
    let left = max(0, end - mine.count - (theirs.first == mine.first ? 0 : place ?? 0))
    return max(1, value - 4 * left)
  }

  private func scalars(_ name: [UInt8]) -> [UInt32] {
    var text = HanText()
    text.read(name, 0, name.count, lexicon.han)
    return text.scalars.filter { NameAligner.counts($0) }
  }

  // MARK: - English

  /// How well an English short name is made of a full one: its first words, some of its words in order, or the
  /// first letters of all of them. 0 where it is not.
  ///
  /// Complexity: O(both).
  func english(_ short: [UInt8], _ full: [UInt8]) -> Int {
    let mine = words(short)
    let theirs = words(full)
    guard let first = mine.first, !theirs.isEmpty, theirs.count >= mine.count else { return 0 }
    if mine.count == 1, first.count >= 2, first.count <= 6,
      short.allSatisfy({ $0 &- 0x61 >= 26 })
    {
      let initials = theirs.prefix(first.count).compactMap(\.first)
      if initials == first { return 40 * first.count }
    }
    var at = 0
    var value = 0
    for word in mine {
      guard let place = theirs[at...].firstIndex(of: word) else { return 0 }
      value += place == at ? 60 : 40
      at = place + 1
    }
    return value
  }

  /// Words in lower case without the bare legal form.
  private func words(_ name: [UInt8]) -> [[UInt8]] {
    name.split { !(($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 >= 0x80) }
      .map { $0.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } }
      .filter { !Lexicon.isBareForm(PartLexicon.hash($0)) }
  }
}
