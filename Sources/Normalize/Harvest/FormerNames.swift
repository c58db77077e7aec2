/// Former names of the issuer, by cues with a direction.
///
/// - `X (formerly known as Y)`, `previously known as`, 前稱, 原名, 曾用名, 舊稱: Y is the former name;
/// - `Y (now known as X)`, `currently known as`, 現稱, 改稱, 更名為: what stands before is.
///
/// The other name must be the issuer's, stand in brackets below it on the cover, or be `the Company`.
/// `formerly listed on`, `the predecessor of` and 曾於…上市 are no cues; labels of tables (公司曾用名：)
/// speak of the company of the table.
struct FormerNames {
  let issuer: MetadataFinder.Party
  let names: [Name]
  private let finder: MetadataFinder

  init(issuer: MetadataFinder.Party, names: [Name], finder: MetadataFinder) {
    self.issuer = issuer
    self.names = names
    self.finder = finder
  }

  private struct Cue {
    var start: Int
    var end: Int
    /// The former name follows; else it precedes.
    var isBackward: Bool
  }

  /// Complexity: O(n), sixteen bytes a step.
  func find(_ text: [UInt8], _ structure: Structure) -> [Metadata.FormerName] {
    var result: [Metadata.FormerName] = []
    let bytes = text.span
    var at = 0
    while let cue = Self.next(bytes, &at) {
      guard let line = MetadataFinder.line(at: cue.start, structure) else { continue }
      let first = structure.lines.isEmpty ? 0 : lineIndex(line, structure)
      let onCover = issuer.lines.contains(first)
      let after = finder.nameAfter(bytes, skip(bytes, cue.end, line.end), line.end)
      // The bracket that the cue opens, if it does.
      let before = finder.nameBefore(
        text, line.start, openBefore(bytes, line.start, cue.start), names)
      let isBefore = isIssuer(before.en, before.zh) || onCover || isTheCompany(bytes, line, cue)
      if cue.isBackward {
        guard isBefore, let after else { continue }
        append(
          after.en.map { Array(text[$0]) } ?? [], after.zh.map { Array(text[$0]) } ?? [], &result)
      } else if let after,
        isIssuer(after.en.map { Array(text[$0]) } ?? [], after.zh.map { Array(text[$0]) } ?? [])
      {
        append(before.en, before.zh, &result)
      }
    }
    return result
  }

  private func append(_ en: [UInt8], _ zh: [UInt8], _ result: inout [Metadata.FormerName]) {
    guard !en.isEmpty || !zh.isEmpty, !isIssuer(en, zh) else { return }
    let name = Metadata.FormerName(
      en: en.isEmpty ? nil : String(decoding: en, as: UTF8.self),
      zh: zh.isEmpty ? nil : String(decoding: zh, as: UTF8.self))
    for index in result.indices {
      let known = result[index]
      let sameEnglish = name.en != nil && known.en?.lowercased() == name.en?.lowercased()
      if sameEnglish || name.zh != nil && known.zh == name.zh {
        if known.en == nil { result[index].en = name.en }
        if known.zh == nil { result[index].zh = name.zh }
        return
      }
    }
    result.append(name)
  }

  private func isIssuer(_ en: [UInt8], _ zh: [UInt8]) -> Bool {
    !en.isEmpty && MetadataFinder.same(en, issuer.en) || !zh.isEmpty && zh == issuer.zh
  }

  private func lineIndex(_ line: Structure.Line, _ structure: Structure) -> Int {
    var low = 0
    var high = structure.lines.count
    while low < high {
      let middle = (low + high) / 2
      if structure.lines[middle].start < line.start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// `the Company (formerly known as …)`, 本公司（前稱…）.
  private func isTheCompany(
    _ bytes: borrowing Span<UInt8>, _ line: Structure.Line, _ cue: Cue
  ) -> Bool {
    var end = openBefore(bytes, line.start, cue.start)
    while end > line.start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x2C { end -= 1 }
    return ByteMatch.ends(bytes, line.start, end, with: "the Company")
      || ByteMatch.ends(bytes, line.start, end, with: "The Company")
      || ByteMatch.ends(bytes, line.start, end, with: "本公司")
  }

  private func openBefore(_ bytes: borrowing Span<UInt8>, _ floor: Int, _ at: Int) -> Int {
    var end = at
    while end > floor, bytes[end - 1] == 0x20 { end -= 1 }
    if end > floor, bytes[end - 1] == 0x28 { return end - 1 }
    if ByteMatch.ends(bytes, floor, end, with: "（") || ByteMatch.ends(bytes, floor, end, with: "，")
    {
      return end - 3
    }
    if end > floor, bytes[end - 1] == 0x2C { return end - 1 }
    return end
  }

  /// Behind blanks, colons and 為 after a cue.
  private func skip(_ bytes: borrowing Span<UInt8>, _ from: Int, _ end: Int) -> Int {
    var at = from
    while at < end {
      if bytes[at] == 0x20 || bytes[at] == 0x3A {
        at += 1
      } else if ByteMatch.starts(bytes, at, end, with: "：")
        || ByteMatch.starts(bytes, at, end, with: "為")
        || ByteMatch.starts(bytes, at, end, with: "为")
      {
        at += 3
      } else {
        break
      }
    }
    return at
  }

  /// The next cue from `at` on.
  private static func next(_ bytes: borrowing Span<UInt8>, _ at: inout Int) -> Cue? {
    let count = bytes.count
    while at < count {
      // `kn` of known; 稱 E7 A8 B1, 称 E7 A7 B0 and 名 E5 90 8D by their first two bytes.
      at = ByteScan.skipPairs(bytes, at, count) { byte, next in
        (byte .== ByteScan.Lanes(repeating: 0x6B)) .& (next .== ByteScan.Lanes(repeating: 0x6E))
          .| (byte .== ByteScan.Lanes(repeating: 0xE7))
          .& ((next .== ByteScan.Lanes(repeating: 0xA8))
            .| (next .== ByteScan.Lanes(repeating: 0xA7)))
          .| (byte .== ByteScan.Lanes(repeating: 0xE5))
          .& (next .== ByteScan.Lanes(repeating: 0x90))
      }
      guard at < count else { return nil }
      if let cue = bytes[at] < 0x80 ? english(bytes, at) : chinese(bytes, at) {
        at = cue.end
        return cue
      }
      at += 1
    }
    return nil
  }

  private static func english(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Cue? {
    guard ByteMatch.starts(bytes, at, bytes.count, with: "known as ") else { return nil }
    for word in ["formerly " as StaticString, "Formerly ", "previously ", "Previously "]
    where ByteMatch.ends(bytes, 0, at, with: word) {
      return Cue(start: at - word.utf8CodeUnitCount, end: at + 9, isBackward: true)
    }
    for word in ["now " as StaticString, "currently ", "presently "]
    where ByteMatch.ends(bytes, 0, at, with: word) {
      return Cue(start: at - word.utf8CodeUnitCount, end: at + 9, isBackward: false)
    }
    return nil
  }

  private static let backward: [StaticString] = [
    "前稱", "前称", "原名", "原稱", "原称", "舊稱", "旧称", "舊名", "曾用名", "曾用名稱", "前名",
  ]
  private static let forward: [StaticString] = [
    "現稱", "现称", "改稱", "改称", "更名", "現名", "现名", "易名",
  ]

  /// A cue that ends with 稱 or 名 at `at`.
  private static func chinese(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Cue? {
    let count = bytes.count
    guard at + 2 < count else { return nil }
    let isCue =
      bytes[at] == 0xE7
      ? bytes[at + 1] == 0xA8 && bytes[at + 2] == 0xB1
        || bytes[at + 1] == 0xA7 && bytes[at + 2] == 0xB0
      : bytes[at] == 0xE5 && bytes[at + 1] == 0x90 && bytes[at + 2] == 0x8D
    guard isCue else { return nil }
    let end = at + 3
    for word in backward where ByteMatch.ends(bytes, 0, end, with: word) {
      return Cue(start: end - word.utf8CodeUnitCount, end: end, isBackward: true)
    }
    for word in forward where ByteMatch.ends(bytes, 0, end, with: word) {
      // 更名 needs 為: 附屬公司更名 says nothing.
      let isRename = bytes[at] == 0xE5
      if isRename, !ByteMatch.starts(bytes, end, count, with: "為"),
        !ByteMatch.starts(bytes, end, count, with: "为")
      {
        return nil
      }
      return Cue(start: end - word.utf8CodeUnitCount, end: end, isBackward: false)
    }
    return nil
  }
}
