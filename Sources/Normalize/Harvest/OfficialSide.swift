/// Decides which side of a pair is the official name, from the footnote of the mark it wears.
struct OfficialSide {
  private let text: [UInt8]
  private let lines: [Structure.Line]
  /// Lines that begin with a mark.
  private var notes: [(mark: UInt8, line: Int, says: Says)] = []

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
      let says: Says =
        contains(line, Self.chinese)
        ? .chinese
        : contains(line, Self.english)
          ? .english : contains(line, Self.identification) ? .identification : .nothing
      notes.append((mark, index, says))
    }
  }

  /// The mark that a sentence speaks of: 標有「*」, marked “#”, marked with *.
  private func quotedMark(_ line: Structure.Line) -> UInt8 {
    var at = line.start + 1
    while true {
      at = ByteScan.skip(text.span, at, line.end) {
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

  private func contains(_ line: Structure.Line, _ words: [[UInt8]]) -> Bool {
    for word in words where line.end - line.start >= word.count {
      var at = line.start
      while at + word.count <= line.end {
        var index = 0
        while index < word.count,
          text[at + index] | (text[at + index] < 0x80 ? 0x20 : 0) == word[index]
            | (word[index] < 0x80 ? 0x20 : 0)
        {
          index += 1
        }
        if index == word.count { return true }
        at += 1
      }
    }
    return false
  }

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

  /// What the note says of a name whose sides wear these marks, read at `position`.
  func official(enMark: UInt8, zhMark: UInt8, at position: Int) -> Name.Official {
    guard enMark != 0 || zhMark != 0 else { return .unknown }
    let mark = enMark != 0 ? enMark : zhMark
    // The first note behind the name; else the last one before it.
    let behind = notes.first { $0.mark == mark && lines[$0.line].start > position }
    guard let note = behind ?? notes.last(where: { $0.mark == mark }) else { return .unknown }
    switch note.says {
    case .chinese: return .en
    case .english: return .zh
    case .identification: return enMark != 0 ? .zh : .en
    case .nothing: return .unknown
    }
  }
}
