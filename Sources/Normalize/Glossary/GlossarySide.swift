/// What a name of either language may be, wherever it comes from.
public enum GlossarySide {
  /// Bytes of a name that a file may give.
  public static let longest = 2_000

  /// Why these two are no sides of an entry; nil where they are.
  public static func fault(en: [UInt8], zh: [UInt8]) -> String? {
    if en.isEmpty && zh.isEmpty { return "an entry has neither en nor zh" }
    for side in [en, zh] {
      if side.count > longest || side.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        return "a name has a control character or more than \(longest) bytes"
      }
    }
    // A name in the wrong place would gloss the texts of the other language with it.
    if isHan(en), !hasLatin(en) { return "en is Chinese; are en and zh exchanged?" }
    if hasLatin(zh), !isHan(zh) { return "zh is not Chinese; are en and zh exchanged?" }
    return nil
  }

  public static func isHan(_ name: [UInt8]) -> Bool {
    String(decoding: name, as: UTF8.self).unicodeScalars.contains { HanText.isHan($0.value) }
  }

  static func hasLatin(_ name: [UInt8]) -> Bool {
    name.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  }
}
