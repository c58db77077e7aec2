/// HTML: from the source of a page to the text that a reader sees.
///
/// One step over the decoded page, before layout and lines: a word of the page is copied, a character
/// reference becomes its code point, and what stands between two words (tags, white space, scripts,
/// what is not shown) becomes what it shows as: nothing, a blank, a tab between cells, one line end or a
/// blank line. Navigation is removed under the rule `html-navigation`.
///
/// Reference: HTML Standard, 13.2 (parsing) and 15.3 (rendering). Left alone: the alternative text of
/// images, values of form controls, text that only a script would write.
struct HTMLReader {
  /// Rule number of navigation in the rules of Strip; nil keeps it.
  let navigationRule: Int32?

  /// Start tags that were too deep to count, of the page read last.
  private(set) var dropped = 0

  init(navigationRule: Int32?) { self.navigationRule = navigationRule }

  /// The text of a page, referring to its base. Complexity: O(n).
  mutating func read(_ input: AlignedText, group: inout Int32) -> AlignedText {
    let source = input.bytes
    let page = HTMLPage(source.span, findsNavigation: navigationRule != nil)
    dropped = page.tree.dropped
    let tables = HTMLTables(page, source.span)
    var out = Rewriter(over: source)
    var flow = HTMLFlow(page: page, tables: tables)
    var gap = 0
    /// Where navigation begins and ends in the gap.
    var cuts: [Range<Int>] = []
    for (index, token) in page.tokens.enumerated() {
      flow.pass(index, token, source.span)
      guard token.kind == .text, !token.flags.contains(.blank) else { continue }
      switch page.sight[index] {
      case .navigation:
        let end = Int(token.end)
        if flow.isBesideNavigation, let last = cuts.last {
          cuts[cuts.count - 1] = last.lowerBound..<end
        } else {
          cuts.append(Int(token.start)..<end)
        }
        flow.sawNavigation()
      case .shown:
        let inner = HTMLContent.inner(token, source.span)
        let separator = flow.separator(index, source.span)
        close(gap..<inner.lowerBound, cuts, separator, flow.gapRule, source, &out, &group)
        HTMLContent.write(
          inner, isLiteral: token.flags.contains(.literal),
          isPreformatted: flow.isPreformatted, superscript: token.flags.contains(.superscript),
          source.span, &out)
        cuts.removeAll(keepingCapacity: true)
        gap = inner.upperBound
        flow.begin(index, source.span)
      case .hidden, .ruby: flow.sawHidden(page.sight[index], token)
      }
    }
    close(gap..<source.count, cuts, [], flow.gapRule, source, &out, &group)
    return out.finish(over: input)
  }

  /// Writes what stands between two words.
  private func close(
    _ gap: Range<Int>, _ cuts: [Range<Int>], _ separator: [UInt8], _ rule: EditRule,
    _ source: [UInt8], _ out: inout Rewriter, _ group: inout Int32
  ) {
    var at = gap.lowerBound
    var rest = separator[...]
    for cut in cuts {
      guard let navigationRule, cut.lowerBound >= at, cut.upperBound <= gap.upperBound else {
        continue
      }
      edit(at..<cut.lowerBound, rest, rule, source, &out)
      rest = []
      out.remove(cut.lowerBound, cut.upperBound, rule: navigationRule, group: group)
      group += 1
      at = cut.upperBound
    }
    edit(at..<gap.upperBound, rest, rule, source, &out)
  }

  private func edit(
    _ range: Range<Int>, _ text: ArraySlice<UInt8>, _ rule: EditRule, _ source: [UInt8],
    _ out: inout Rewriter
  ) {
    if range.count == text.count, source[range].elementsEqual(text) {
      return out.keep(range.lowerBound, range.upperBound)
    }
    out.replace(range.lowerBound, range.upperBound, with: text, rule: rule)
  }
}
