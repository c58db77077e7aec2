/// Decides which side of a pair is the official name: from what the footnote of its mark says, else
/// from a clause for the whole document, else from which side wears the mark.
struct OfficialSide {
  /// The official side, and the sentence that says so as a range of the text.
  struct Verdict {
    var side: Name.Official
    var start: Int
    var end: Int
    /// It speaks of names, not of the text of the document.
    var isAboutNames = false
  }

  private let text: [UInt8]
  private let lines: [Structure.Line]
  /// Lines that begin with a mark.
  private var notes: [(mark: UInt8, line: Int, says: Says)] = []
  /// Numbers of the notes of each mark, of which there are a few.
  private var byMark: [(mark: UInt8, notes: [Int])] = []
  private var clause: Verdict?

  /// What a note is about, the strongest first.
  private enum Says { case nothing, chinese, english, identification }

  init(_ text: [UInt8], _ structure: Structure) {
    self.text = text
    lines = structure.lines
    for (index, line) in lines.enumerated() where line.end > line.start {
      let byte = text[line.start]
      var mark: UInt8 = 0
      switch byte {
      case 0x2A, 0x23, 0x5E, 0x7E, 0x2B: mark = byte
      case 0xE2 where line.start + 2 < line.end && text[line.start + 1] == 0x80:
        if text[line.start + 2] == 0xA0 { mark = 0x86 }
        if text[line.start + 2] == 0xA1 { mark = 0x87 }
      default: break
      }
      if mark == 0, line.end - line.start < 600 { mark = quotedMark(line) }
      guard mark != 0, line.end - line.start > 3 else { continue }
      // Whose names the note speaks of comes first in it.
      let chinese = place(line, Self.chinese) ?? .max
      let english = place(line, Self.english) ?? .max
      let says: Says =
        chinese < english
        ? .chinese
        : english < .max
          ? .english : place(line, Self.identification) != nil ? .identification : .nothing
      notes.append((mark, index, says))
    }
    for (index, note) in notes.enumerated() {
      if let known = byMark.firstIndex(where: { $0.mark == note.mark }) {
        byMark[known].notes.append(index)
      } else {
        byMark.append((note.mark, [index]))
      }
    }
    clause = findClause()
  }

  /// `the Chinese version shall prevail`, 概以英文版本為準: the version that counts.
  private func findClause() -> Verdict? {
    let bytes = text.span
    // Such clauses stand alone: long paragraphs are prose.
    var note = 0
    for (index, line) in lines.enumerated() where line.end - line.start < 420 {
      // What a note says is for its mark alone.
      while note < notes.count, notes[note].line < index { note += 1 }
      if note < notes.count, notes[note].line == index { continue }
      var at = line.start
      while true {
        // v of prevail and the letter behind it, the last two bytes of 準 and of 准.
        at = ByteScan.skipPairs(bytes, at, line.end + ByteScan.width) { byte, next in
          (byte .== ByteScan.Lanes(repeating: 0x76)) .& (next .== ByteScan.Lanes(repeating: 0x61))
            .| (byte .== ByteScan.Lanes(repeating: 0xBA))
            .& (next .== ByteScan.Lanes(repeating: 0x96))
            .| (byte .== ByteScan.Lanes(repeating: 0x87))
            .& (next .== ByteScan.Lanes(repeating: 0x86))
        }
        guard at < line.end else { break }
        if let verdict = clause(line, at) { return verdict }
        at += 1
      }
    }
    return nil
  }

  private func clause(_ line: Structure.Line, _ at: Int) -> Verdict? {
    let bytes = text.span
    let from = max(line.start, at - 120)
    var side = Name.Official.unknown
    if ByteMatch.starts(bytes, at - 3, line.end, with: "prevail"), at - 3 >= line.start {
      // The language named last before `prevail` counts.
      let english = last("nglish", from, at)
      let chinese = last("hinese", from, at)
      guard english != chinese else { return nil }
      side = english > chinese ? .en : .zh
    } else if at > line.start,
      ByteMatch.starts(bytes, at - 1, line.end, with: "準")
        || ByteMatch.starts(bytes, at - 1, line.end, with: "准")
    {
      let english = last("以英文", from, at)
      let chinese = last("以中文", from, at)
      guard english != chinese else { return nil }
      side = english > chinese ? .en : .zh
    }
    guard side != .unknown else { return nil }
    let isAboutNames =
      ByteMatch.find(bytes, from, at, "names") != nil
      || ByteMatch.find(bytes, from, at, "versions") != nil
      || ByteMatch.find(bytes, from, at, "名稱") != nil
      || ByteMatch.find(bytes, from, at, "名称") != nil
    return Verdict(side: side, start: line.start, end: line.end, isAboutNames: isAboutNames)
  }

  /// The last place of a word in a stretch, -1 where it is not there.
  private func last(_ word: StaticString, _ start: Int, _ end: Int) -> Int {
    var found = -1
    var at = start
    while let next = ByteMatch.find(text.span, at, end, word) {
      found = next
      at = next + 1
    }
    return found
  }

  /// The mark that a sentence speaks of: 標有「*」, marked “#”, marked with *.
  private func quotedMark(_ line: Structure.Line) -> UInt8 {
    var at = line.start + 1
    while true {
      at = ByteScan.skip(text.span, at, line.end + ByteScan.width) {
        ($0 .== ByteScan.Lanes(repeating: 0x2A)) .| ($0 .== ByteScan.Lanes(repeating: 0x23))
          .| ($0 .== ByteScan.Lanes(repeating: 0x5E))
      }
      guard at + 1 < line.end else { return 0 }
      let byte = text[at]
      if byte == 0x2A || byte == 0x23 || byte == 0x5E {
        let before = text[at - 1]
        let behind = text[at + 1]
        // 「 ends in 8C, “ in 9C; 」 and ” begin with E3 and E2.
        if before == 0x8C && behind == 0xE3 || before == 0x9C && behind == 0xE2
          || before == 0x22 && behind == 0x22
        {
          return byte
        }
        if before == 0x20, behind == 0x20, at > line.start + 8,
          text[(at - 7)..<(at - 1)].elementsEqual("marked".utf8)
            || text[(at - 5)..<(at - 1)].elementsEqual("with".utf8)
        {
          return byte
        }
      }
      at += 1
    }
  }

  /// Where the first of some words stands in a line.
  private func place(_ line: Structure.Line, _ words: [[UInt8]]) -> Int? {
    let bytes = text.span
    let firsts = ByteBits(words.lazy.map { Self.folded($0[0]) })
    for at in line.start..<line.end where firsts.contains(Self.folded(bytes[at])) {
      let stands = words.contains { word in
        guard at + word.count <= line.end else { return false }
        var index = 0
        while index < word.count, Self.folded(bytes[at + index]) == Self.folded(word[index]) {
          index += 1
        }
        return index == word.count
      }
      if stands { return at }
    }
    return nil
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 { byte < 0x80 ? byte | 0x20 : byte }

  private static let identification = [
    "identification purpose", "identification only", "僅供識別", "仅供识别", "供識別",
  ].map { Array($0.utf8) }
  private static let english = [
    "english names", "english name of", "english translation", "translation of", "英文名", "英文譯",
    "英文翻譯", "english version of",
    "best effort", "translated",
  ].map { Array($0.utf8) }
  private static let chinese = [
    "chinese name is for", "chinese names are for", "中文名稱僅", "中文名称仅", "chinese translation",
  ].map { Array($0.utf8) }

  /// What is said of a name whose sides wear these marks, 0 for none, and that stands at `position`.
  func official(enMark: UInt8, zhMark: UInt8, at position: Int) -> Verdict? {
    guard enMark != 0 || zhMark != 0 else { return clause }
    let mark = enMark != 0 ? enMark : zhMark
    // The first note behind the name; else the last one before it.
    guard let marked = byMark.first(where: { $0.mark == mark })?.notes else { return nil }
    var low = 0
    var high = marked.count
    while low < high {
      let middle = (low + high) / 2
      if lines[notes[marked[middle]].line].start > position {
        high = middle
      } else {
        low = middle + 1
      }
    }
    let note = notes[marked[min(low, marked.count - 1)]]
    let side: Name.Official
    switch note.says {
    case .chinese: side = .en
    case .english: side = .zh
    case .identification:
      // What a clause says of the document's text tells nothing of the names that are marked in it.
      if let clause, clause.isAboutNames { return clause }
      side = enMark != 0 ? .zh : .en
    case .nothing: return nil
    }
    return Verdict(side: side, start: lines[note.line].start, end: lines[note.line].end)
  }
}
