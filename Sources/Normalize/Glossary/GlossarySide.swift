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

  /// A name as people and lists give it, without blanks at its ends and composed (NFC), as it stands
  /// in cleaned texts. Complexity: O(n).
  public static func tidy(_ name: some Collection<UInt8>) -> [UInt8] {
    let blanks: Set<UInt32> = [0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x200B, 0x3000, 0xFEFF]
    var scalars = Substring(decoding: name, as: UTF8.self).unicodeScalars
    while let first = scalars.first, blanks.contains(first.value) { scalars.removeFirst() }
    while let last = scalars.last, blanks.contains(last.value) { scalars.removeLast() }
    let bytes = Array(String(scalars).utf8)
    return (try? ICU.nfc(bytes[...]).0) ?? bytes
  }

  public static func isHan(_ name: [UInt8]) -> Bool {
    String(decoding: name, as: UTF8.self).unicodeScalars.contains { HanText.isHan($0.value) }
  }

  static func hasLatin(_ name: [UInt8]) -> Bool {
    name.contains { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  }
}
