/// A pair that the glossary vouches for, as the matcher needs it: both sides, displayed and stated.
///
/// Units: UTF-8 bytes; `confidence` in hundredths. Neither side is empty.
public struct KnownName: Sendable, Hashable {
  public var kind: Name.Kind
  public var enForm: Name.Form
  public var zhForm: Name.Form
  public var en: [UInt8]
  public var zh: [UInt8]
  public var official: Name.Official
  public var concept: UInt64
  public var confidence: Int
  public var isInferred: Bool

  init(
    kind: Name.Kind, enForm: Name.Form, zhForm: Name.Form, en: [UInt8], zh: [UInt8],
    official: Name.Official, concept: UInt64, confidence: Int, isInferred: Bool
  ) {
    (self.kind, self.enForm, self.zhForm, self.en, self.zh) = (kind, enForm, zhForm, en, zh)
    (self.official, self.concept) = (official, concept)
    (self.confidence, self.isInferred) = (confidence, isInferred)
  }

  init(_ entry: GlossaryEntry) {
    kind = entry.kind
    enForm = entry.enForm
    zhForm = entry.zhForm
    en = entry.en
    zh = entry.zh
    official = entry.official
    concept = entry.concept
    confidence = Int(entry.confidence)
    isInferred = entry.isInferred
  }
}

extension KnownName {
  /// Kind, Chinese, English, forms: the same order wherever the names come from.
  static func precedes(_ a: KnownName, _ b: KnownName) -> Bool {
    if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
    if a.zh != b.zh { return a.zh.lexicographicallyPrecedes(b.zh) }
    if a.en != b.en { return a.en.lexicographicallyPrecedes(b.en) }
    if a.enForm != b.enForm { return a.enForm.rawValue < b.enForm.rawValue }
    if a.zhForm != b.zhForm { return a.zhForm.rawValue < b.zhForm.rawValue }
    return a.concept < b.concept
  }
}
