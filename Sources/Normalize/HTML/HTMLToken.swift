/// A stretch of a page: text, a tag, or what is neither. The tokens of a page tile it.
struct HTMLToken {
  enum Kind: UInt8 {
    case text, start, end
    /// A comment, a declaration, or an element that is passed over with its content.
    case other
  }

  struct Flags: OptionSet {
    let rawValue: UInt16
    /// Of a tag: its attributes or a style say that it is not shown. Of text: the wrapper of a filing.
    static let hidden = Flags(rawValue: 1)
    /// An icon, as far as it is short.
    static let icon = Flags(rawValue: 2)
    /// Its name or its role says that it is navigation.
    static let navigation = Flags(rawValue: 4)
    /// Its class or id sounds like navigation.
    static let hint = Flags(rawValue: 8)
    /// Its class or id speaks of cookies or consent.
    static let cookies = Flags(rawValue: 16)
    /// A list without marks.
    static let unmarked = Flags(rawValue: 32)
    /// A link to another page, text in one, and the first text of one.
    static let link = Flags(rawValue: 64)
    static let linkBegin = Flags(rawValue: 128)
    static let superscript = Flags(rawValue: 256)
    /// Of text: `&` begins no reference.
    static let literal = Flags(rawValue: 512)
    /// Of text: nothing but white space.
    static let blank = Flags(rawValue: 1024)
  }

  var start: Int32
  var end: Int32
  var kind: Kind
  var tag: HTMLTag
  var flags: Flags
}
