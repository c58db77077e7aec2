internal import CICU

/// What the layout and normalization rules need to know of a code point: one byte a code point.
enum ScalarClass: UInt8 {
  /// Neutral: symbols and punctuation without a role of their own.
  case neutral
  case upper
  case lower
  case digit
  /// A letter of another script, or one without case.
  case letter
  case han
  /// Kana, Hangul, Bopomofo: written without spaces, but not Han.
  case kana
  case cjkOpen
  case cjkClose
  /// 、，。；：！？ and the like.
  case cjkStop
  case open
  case close
  /// . , ; : ! ?
  case stop
  case quote
  /// * # ^ † ‡ and the like, which refer to a footnote.
  case mark
  /// • · ‧ ・
  case dot
  case space
  case tab
  case newline
  // From here on a code point always asks for an edit.
  case blank
  case ideographicSpace
  case invisible
  case control
  case fullwidth
  case radical
  case presentation
  /// Not certain to be in NFC, or combining.
  case nfc

  var isCJKPunctuation: Bool { self == .cjkOpen || self == .cjkClose || self == .cjkStop }
  var isBlank: Bool { self == .space || self == .blank || self == .ideographicSpace }
  var isWord: Bool {
    self == .upper || self == .lower || self == .digit || self == .letter || self == .nfc
  }
  var isLetter: Bool { self == .upper || self == .lower || self == .letter }
  var isWide: Bool {
    self == .han || self == .kana || isCJKPunctuation || self == .ideographicSpace
      || self == .fullwidth || self == .radical
  }
}

/// The class of every code point, from ICU's properties and the lists of this file.
///
/// The BMP is a table of 65,536 bytes, built beforehand (``CompiledTables``) for the ICU of the
/// developer and filled at the start (about 2 ms) for another; other planes are decided by range.
/// Source: General_Category, Script, NFC_Quick_Check, ccc (UAX #44) of the ICU in use.
struct ScalarClassTable: Sendable {
  static let shared = CompiledTables.stored?.classes ?? ScalarClassTable(building: ())

  let bmp: [ScalarClass]
  /// Radical code point (U+2E80...U+2FDF) to the ideograph it stands for.
  let radicals: [UInt16]

  init(building _: Void) {
    var table = [ScalarClass](repeating: .neutral, count: 0x10000)
    for scalar in UInt32(0)..<0x10000 {
      switch scalar {
      // Whole blocks of one class, which ICU need not be asked of.
      case 0x4E00...0x9FFC: table[Int(scalar)] = .han
      case 0xAC00...0xD7A3: table[Int(scalar)] = .kana
      case 0xD800...0xF8FF: break
      default: table[Int(scalar)] = Self.classify(scalar)
      }
    }
    func set(_ string: String, _ value: ScalarClass) {
      for scalar in string.unicodeScalars { table[Int(scalar.value)] = value }
    }
    set("（「『《〈【〔〖〘〚［｛﹁﹃｟", .cjkOpen)
    set("）」』》〉】〕〗〙〛］｝﹂﹄｠", .cjkClose)
    set("、，。；：！？．｡､", .cjkStop)
    set("([{", .open)
    set(")]}", .close)
    set(".,;:!?", .stop)
    set("\"'“”‘’„‟‚‛«»", .quote)
    set("*#^†‡§＊＃@~", .mark)
    set("•·‧・", .dot)
    set("〇々〆", .han)
    set("\u{20}", .space)
    set("\u{9}", .tab)
    set("\u{A}\u{D}\u{B}\u{C}\u{85}\u{2028}\u{2029}", .newline)
    set("\u{3000}", .ideographicSpace)
    for scalar in PresentationForm.all { table[scalar] = .presentation }
    for scalar in 0x2E80...0x2FD5 where RadicalTable.ideograph(of: UInt32(scalar)) != nil {
      table[scalar] = .radical
    }
    for scalar in [0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A].joined() {
      table[scalar] = .fullwidth
    }
    bmp = table
    radicals = (0x2E80...0x2FDF).map { UInt16(RadicalTable.ideograph(of: UInt32($0)) ?? 0) }
  }

  func write(to writer: inout TableWriter) {
    writer.put(Array(ICU.version.utf8))
    writer.put(bmp.map(\.rawValue))
    writer.put(radicals)
  }

  /// Nil where the ICU in use is not the one that the table was made with.
  init?(from reader: inout TableReader) throws(TableError) {
    let version = try reader.take(UInt8.self)
    bmp = try reader.take(UInt8.self).map { ScalarClass(rawValue: $0) ?? .neutral }
    radicals = try reader.take(UInt16.self)
    guard version.elementsEqual(ICU.version.utf8), bmp.count == 0x10000 else { return nil }
  }

  @inline(__always)
  subscript(scalar: UInt32) -> ScalarClass {
    scalar < 0x10000 ? bmp[Int(scalar)] : Self.classify(scalar)
  }

  /// A combining mark: General_Category Mn, Mc or Me.
  static func isMark(_ scalar: UInt32) -> Bool {
    (6...8).contains(cicu_general_category(scalar))
  }

  private static func classify(_ scalar: UInt32) -> ScalarClass {
    if isInvisible(scalar) { return .invisible }
    if scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar) { return .control }
    if cicu_nfc_active(scalar) != 0 { return .nfc }
    let script = cicu_script(scalar)
    if script == cicu_script_han() { return .han }
    switch cicu_general_category(scalar) {
    case 1, 3: return .upper
    case 2: return .lower
    case 9: return .digit
    case 4, 5:
      switch scalar {
      case 0x3040...0x30FF, 0x3100...0x312F, 0x31A0...0x31BF, 0x31F0...0x31FF, 0x1100...0x11FF,
        0x3130...0x318F, 0xAC00...0xD7FF, 0xFF66...0xFF9F:
        return .kana
      default: return .letter
      }
    case 12: return .blank
    case 15: return .control
    default: return .neutral
    }
  }

  /// Default-ignorable and format code points that carry no text: soft hyphen, zero-width, bidi
  /// controls, word joiner, byte order mark, variation selectors, tags.
  private static func isInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
      0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}
