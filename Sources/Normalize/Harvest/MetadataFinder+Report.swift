/// The issuer of an excerpt of a report, by its running head.
extension MetadataFinder {
  /// `54 X Limited · Annual Report 2022`, `甲有限公司 二零二二年年報` among the first or the last three lines.
  ///
  /// Complexity: O(1): six lines of 160 bytes.
  func reported(_ text: [UInt8], _ structure: Structure) -> Party? {
    let bytes = text.span
    let lines = structure.lines
    for line in Array(lines.prefix(3)) + Array(lines.suffix(3)) where line.end - line.start <= 160 {
      for report in Self.reports {
        guard let at = ByteMatch.findFolded(bytes, line.start, line.end, report), at > line.start
        else { continue }
        var start = line.start
        while start < at, !LetterClass.isLetter(bytes[start]), bytes[start] < 0xE3 { start += 1 }
        var end = at
        while end > start, !LetterClass.isLetter(bytes[end - 1]),
          bytes[end - 1] < 0x80 ? bytes[end - 1] != 0x2E && bytes[end - 1] != 0x29 : true
        {
          end -= 1
        }
        guard start < end, coverNames.isEnglish(bytes, start, end) else { continue }
        return Party(en: Array(text[start..<end]), zh: [], listings: [], lines: 0..<0)
      }
      guard let at = ByteMatch.find(bytes, line.start, line.end, "有限公司") else { continue }
      let end = at + 12
      guard
        Self.chineseReports.contains(where: { ByteMatch.find(bytes, end, line.end, $0) != nil }),
        coverNames.isChinese(bytes, line.start, end)
      else { continue }
      return Party(en: [], zh: Array(text[line.start..<end]), listings: [], lines: 0..<0)
    }
    return nil
  }

  private static let reports: [StaticString] = ["annual report 2", "interim report 2"]
  private static let chineseReports: [StaticString] = ["年報", "年报", "年度報告", "年度报告", "中期報告"]
}
