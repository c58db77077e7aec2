/// A stretch of one physical line that is read as a unit, in text order.
///
/// The bytes between the end of a fragment and the begin of the next one in the source belong to
/// the fragment: they become its separator. That is what makes every byte fall to one place, in
/// whatever order fragments are read.
struct Fragment {
  enum Separator: UInt8 {
    case undecided
    case none
    case space
    case tab
    case lineEnd
    case blankLine
  }

  var start: Int32
  var end: Int32
  /// Begin of the next fragment in source order.
  var separatorEnd: Int32
  var separator: Separator
  /// Rule of the separator when it is not what the source has.
  var rule: EditRule
  var flags: Line.Flags
  var width: Int32
  var indent: Int32
  /// Empty cells before the first one of a row.
  var leadingTabs: UInt8 = 0
  /// Blank lines before this fragment, as a paragraph boundary.
  var blankBefore: Bool
  /// Part of a row of cells: never joined with other lines.
  var isRow: Bool = false
  /// The hyphen at the end is healed away with the separator.
  var dropsHyphen: Bool = false
}
