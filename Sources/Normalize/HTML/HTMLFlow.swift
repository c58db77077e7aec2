/// Goes through a page and says what stands between one word that is shown and the next.
struct HTMLFlow {
  let page: HTMLPage
  let tables: HTMLTables
  /// Of each element: the item of a list or of definitions that it is or stands in; -1 for none.
  private var itemOf: [Int32]
  private var preformatted: [Bool]
  /// Of lists: the number of the item before.
  private var numbers: [Int32: Int] = [:]
  private var lastItem: Int32 = -1
  /// Items whose first word was shown.
  private var begun: Set<Int32> = []
  /// The element of the word shown last; -1 before the first.
  private var last: Int32 = -1

  // Since the word shown last:
  private var edge = HTMLTag.Break.none
  private var lineBreaks = 0
  private var hasBlank = false
  private var sawHiddenText = false
  private var sawRuby = false
  private(set) var isBesideNavigation = false
  /// Line ends of the white space in preformatted text.
  private var preLines = 0
  private var preBlanks: [UInt8] = []

  init(page: HTMLPage, tables: HTMLTables) {
    self.page = page
    self.tables = tables
    let elements = page.tree.elements
    itemOf = [Int32](repeating: -1, count: elements.count)
    preformatted = [Bool](repeating: false, count: elements.count)
    for (index, element) in elements.enumerated() where index > 0 {
      let parent = Int(element.parent)
      preformatted[index] = preformatted[parent] || element.tag.isPreformatted
      switch element.tag {
      case .li, .dt, .dd: itemOf[index] = Int32(index)
      case .td, .th, .table: itemOf[index] = -1
      default: itemOf[index] = itemOf[parent]
      }
    }
  }

  /// Whether the word that `separator` was asked for stands in preformatted text.
  private(set) var isPreformatted = false

  /// The rule of the gap before it.
  var gapRule: EditRule { sawHiddenText ? .hiddenText : sawRuby ? .ruby : .markup }

  /// Notes a token that is no word.
  mutating func pass(_ index: Int, _ token: HTMLToken, _ source: borrowing Span<UInt8>) {
    switch token.kind {
    case .start, .end:
      if token.tag == .br {
        lineBreaks += 1
      } else {
        edge = max(edge, token.tag.edge)
      }
      if token.kind == .start, token.tag == .li { hasBlank = true }
    case .text:
      guard token.flags.contains(.blank) else { return }
      note(Int(token.start)..<Int(token.end), source)
      hasBlank = true
    case .other: break
    }
  }

  /// White space, as preformatted text would keep it.
  private mutating func note(_ range: Range<Int>, _ source: borrowing Span<UInt8>) {
    for at in range {
      if source[at] == 0x0A {
        preLines += 1
        preBlanks.removeAll(keepingCapacity: true)
      } else if source[at] == 0x20 || source[at] == 0x09 {
        preBlanks.append(source[at])
      }
    }
  }

  mutating func sawHidden(_ sight: HTMLPage.Sight, _ token: HTMLToken) {
    isBesideNavigation = false
    if sight == .ruby { sawRuby = true } else { sawHiddenText = true }
  }

  mutating func sawNavigation() { isBesideNavigation = true }

  /// A word was shown: what comes next begins here.
  mutating func begin(_ index: Int, _ source: borrowing Span<UInt8>) {
    last = page.tree.parents[index]
    edge = .none
    (lineBreaks, preLines) = (0, 0)
    preBlanks.removeAll(keepingCapacity: true)
    (hasBlank, sawHiddenText, sawRuby, isBesideNavigation) = (false, false, false, false)
    let token = page.tokens[index]
    let trailing = HTMLContent.inner(token, source).upperBound..<Int(token.end)
    if !trailing.isEmpty {
      hasBlank = true
      note(trailing, source)
    }
  }

  /// What stands between the word shown last and the text `index`.
  mutating func separator(_ index: Int, _ source: borrowing Span<UInt8>) -> [UInt8] {
    let token = page.tokens[index]
    let element = page.tree.parents[index]
    isPreformatted = preformatted[Int(element)] || token.flags.contains(.literal)
    let isFirst = last < 0
    let leading = Int(token.start)..<HTMLContent.inner(token, source).lowerBound
    note(leading, source)
    if !leading.isEmpty { hasBlank = true }
    var bytes = isFirst ? [] : between(Int(last), Int(element))
    if isFirst, isPreformatted { bytes = preBlanks }
    bytes += mark(Int(element), index, source)
    return bytes
  }

  private static let lineEnd: [UInt8] = [0x0A]
  private static let blankLine: [UInt8] = [0x0A, 0x0A]

  private func between(_ a: Int, _ b: Int) -> [UInt8] {
    let (one, other) = (Int(tables.cellOf[a]), Int(tables.cellOf[b]))
    if one >= 0 || other >= 0, one != other { return betweenCells(one, other) }
    if one >= 0 {
      let kind = tables.rows[tables.cells[one].row].kind
      // What was in lines in a cell of a row is one line.
      if kind == .data || kind == .item { return inCell() }
    }
    if edge < .blank, isPreformatted { return preformattedGap() }
    let (item, next) = (itemOf[a], itemOf[b])
    if item != next, next >= 0 {
      let tags = (
        item >= 0 ? page.tree.elements[Int(item)].tag : .other, page.tree.elements[Int(next)].tag
      )
      if tags.1 == .dd, tags.0 == .dt { return [0x09] }
      if tags.1 == .li, tags.0 == .li { return Self.lineEnd }
    }
    switch max(edge, lineBreaks > 1 ? .blank : lineBreaks > 0 ? .line : .none) {
    case .blank: return isPreformatted ? Self.blankLine + preBlanks : Self.blankLine
    case .line: return Self.lineEnd
    case .space: return [0x20]
    case .none: return hasBlank ? [0x20] : []
    }
  }

  private func inCell() -> [UInt8] { edge > .none || lineBreaks > 0 || hasBlank ? [0x20] : [] }

  /// Between two texts of one `<pre>`.
  private func preformattedGap() -> [UInt8] {
    let lines = preLines + lineBreaks
    return [UInt8](repeating: 0x0A, count: min(lines, 64)) + preBlanks
  }

  private func betweenCells(_ one: Int, _ other: Int) -> [UInt8] {
    guard one >= 0, other >= 0 else {
      return Self.blankLine + (other >= 0 ? leadingTabs(other) : [])
    }
    let (a, b) = (tables.cells[one], tables.cells[other])
    let (before, after) = (tables.rows[a.row], tables.rows[b.row])
    if a.row == b.row {
      switch before.kind {
      case .item: return [0x20]
      case .data:
        if b.tie == .toPrevious { return [] }
        if a.tie == .toNext { return [0x20] }
        return [UInt8](repeating: 0x09, count: max(1, b.column - a.column))
      default: return Self.blankLine
      }
    }
    guard before.table == after.table else { return Self.blankLine + leadingTabs(other) }
    let isRow = before.kind == .data || after.kind == .data
    let isApart = [before.kind, after.kind].contains { $0 == .item || $0 == .layout }
    return (isRow && !isApart ? Self.lineEnd : Self.blankLine) + leadingTabs(other)
  }

  /// A tab for each empty column before the first cell of a row that has text.
  private func leadingTabs(_ cell: Int) -> [UInt8] {
    let found = tables.cells[cell]
    guard tables.rows[found.row].kind == .data, tables.rows[found.row].cells.first == cell else {
      return []
    }
    return [UInt8](repeating: 0x09, count: min(30, found.column))
  }

  // MARK: - Lists

  /// The mark that the list shows before the first word of an item: `- `, `3. `, `c. `.
  private mutating func mark(
    _ element: Int, _ index: Int, _ source: borrowing Span<UInt8>
  ) -> [UInt8] {
    let item = itemOf[element]
    guard item >= 0, begun.insert(item).inserted else { return [] }
    let found = page.tree.elements[Int(item)]
    guard found.tag == .li else { return [] }
    let list = page.tree.elements[Int(found.parent)]
    guard !found.flags.contains(.unmarked), !list.flags.contains(.unmarked) else { return [] }
    guard list.tag == .ol else {
      return HTMLMark.begins(page.tokens[index], source) ? [] : [0x2D, 0x20]
    }
    let number = numbered(found, list, source)
    return HTMLMark.begins(page.tokens[index], source) ? [] : number
  }

  private mutating func numbered(
    _ item: HTMLTree.Element, _ list: HTMLTree.Element, _ source: borrowing Span<UInt8>
  ) -> [UInt8] {
    let said = attribute("value", of: item, source)
    let start = attribute("start", of: list, source).flatMap {
      HTMLAttributes.number(source, $0, limit: 99_999)
    }
    let next = (numbers[item.parent] ?? (start ?? 1) - 1) + 1
    let number = said.flatMap { HTMLAttributes.number(source, $0, limit: 99_999) } ?? next
    numbers[item.parent] = number
    let style = attribute("type", of: list, source).map {
      $0.isEmpty ? 0x31 : source[$0.lowerBound]
    }
    return HTMLMark.number(number, style: style ?? 0x31)
  }

  private func attribute(
    _ name: StaticString, of element: HTMLTree.Element, _ source: borrowing Span<UInt8>
  ) -> Range<Int>? {
    guard element.token >= 0 else { return nil }
    let token = page.tokens[Int(element.token)]
    // Behind `<li` or `<ol`.
    var attributes = HTMLAttributes(Int(token.start) + 3, Int(token.end))
    while let found = attributes.next(source) {
      if HTMLAttributes.is(source, found.name, name) { return found.value }
    }
    return nil
  }
}
