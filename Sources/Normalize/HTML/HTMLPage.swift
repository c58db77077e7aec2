/// A page: its tokens, its tree, and which of its texts a reader sees.
struct HTMLPage {
  /// Whether and why a text is no part of the filing.
  enum Sight: UInt8 { case shown, hidden, ruby, navigation }

  /// What the texts in an element come to.
  struct Sum {
    /// Code points that are no white space; of them in links, and of them in neither links nor the
    /// signs between them.
    var columns = 0
    var linked = 0
    var words = 0
    var links = 0
    var speaksOfCookies = false
    var speaksOfRights = false

    mutating func add(_ other: Sum) {
      columns += other.columns
      linked += other.linked
      words += other.words
      links += other.links
      speaksOfCookies = speaksOfCookies || other.speaksOfCookies
      speaksOfRights = speaksOfRights || other.speaksOfRights
    }
  }

  let tokens: [HTMLToken]
  let tree: HTMLTree
  /// Of each token; `hidden` for what is no text.
  private(set) var sight: [Sight]
  /// Of each element: what its shown texts come to.
  private(set) var sums: [Sum] = []

  /// Reads a page. `findsNavigation` where navigation is to be told apart. Complexity: O(n).
  init(_ page: borrowing Span<UInt8>, findsNavigation: Bool) {
    tokens = HTMLTokenizer.tokens(of: page)
    tree = HTMLTree(tokens, page)
    sight = [Sight](repeating: .hidden, count: tokens.count)
    let texts = tokens.indices.filter {
      tokens[$0].kind == .text && !tokens[$0].flags.contains(.blank)
        && !tokens[$0].flags.contains(.hidden)
    }
    var own = [Sum](repeating: Sum(), count: tree.elements.count)
    let asksWords = tokens.contains { !$0.flags.isDisjoint(with: [.cookies, .hint, .navigation]) }
    var parts: [Sum] = []
    parts.reserveCapacity(texts.count)
    for index in texts {
      let part = Self.sum(tokens[index], page, asksWords: asksWords)
      parts.append(part)
      own[Int(tree.parents[index])].add(part)
    }
    let all = total(own)
    let hidden = hiddenElements(all)
    // What is hidden does not weigh.
    for element in own.indices where hidden[element] != .shown { own[element] = Sum() }
    sums = total(own)
    var navigation = [Bool](repeating: false, count: tree.elements.count)
    if findsNavigation { navigation = navigationElements(page) }
    for index in texts {
      let parent = Int(tree.parents[index])
      sight[index] = navigation[parent] && hidden[parent] == .shown ? .navigation : hidden[parent]
    }
    guard navigation.contains(true) else { return }
    for element in own.indices where navigation[element] { own[element] = Sum() }
    sums = total(own)
  }

  /// Of each element with all in it.
  private func total(_ own: [Sum]) -> [Sum] {
    var result = own
    for element in tree.elements.indices.reversed() where element > 0 {
      result[Int(tree.elements[element].parent)].add(result[element])
    }
    return result
  }

  /// The longest text that an icon is.
  private static let longestIcon = 24

  private func hiddenElements(_ sums: [Sum]) -> [Sight] {
    var result = [Sight](repeating: .shown, count: tree.elements.count)
    for (index, element) in tree.elements.enumerated() where index > 0 {
      let around = result[Int(element.parent)]
      let isIcon =
        element.flags.contains(.icon) && !element.tag.isStructural
        && sums[index].columns <= Self.longestIcon
      switch element.tag {
      case _ where element.flags.contains(.hidden) || isIcon: result[index] = .hidden
      case .rt, .rp, .rtc: result[index] = around == .shown ? .ruby : around
      default: result[index] = around
      }
    }
    return result
  }

  // MARK: - Sums

  private static func sum(
    _ token: HTMLToken, _ page: borrowing Span<UInt8>, asksWords: Bool
  ) -> Sum {
    var sum = Sum()
    var signs = 0
    var at = Int(token.start)
    let end = Int(token.end)
    while at < end {
      let byte = page[at]
      if byte & 0xC0 != 0x80, !HTMLAttributes.isBlank(byte) {
        sum.columns += 1
        switch byte {
        case 0x7C, 0x2F, 0x3E, 0x2D, 0x5B, 0x5D, 0xC2: signs += 1
        default: break
        }
      }
      at += 1
    }
    if token.flags.contains(.linkBegin) { sum.links = 1 }
    if token.flags.contains(.link) {
      sum.linked = sum.columns
    } else {
      sum.words = sum.columns - signs
      // A reference to a blank or a sign: &nbsp; &raquo; &middot;
      if sum.words > 0, sum.words <= 16, page[Int(token.start)] == 0x26,
        page[end - 1] == 0x3B || HTMLAttributes.isBlank(page[end - 1])
      {
        sum.words = 0
      }
    }
    if asksWords {
      let start = Int(token.start)
      sum.speaksOfCookies = ByteMatch.findFolded(page, start, end, "cookie") != nil
      sum.speaksOfRights =
        ByteMatch.findFolded(page, start, end, "copyright") != nil
        || ByteMatch.findFolded(page, start, end, "rights reserved") != nil
        || ByteMatch.find(page, start, end, "©") != nil
        || ByteMatch.find(page, start, end, "&copy") != nil
        || ByteMatch.find(page, start, end, "版權所有") != nil
        || ByteMatch.find(page, start, end, "版权所有") != nil
    }
    return sum
  }

  // MARK: - Navigation

  /// Of each element: whether it, or one around it, is navigation.
  ///
  /// Nothing is where that would leave less than a tenth of the page: then the names of its classes
  /// say nothing.
  private func navigationElements(_ page: borrowing Span<UInt8>) -> [Bool] {
    var result = [Bool](repeating: false, count: tree.elements.count)
    var found = 0
    for (index, element) in tree.elements.enumerated() where index > 0 {
      let parent = Int(element.parent)
      if result[parent] {
        result[index] = true
      } else if isNavigation(element, sums[index]) {
        result[index] = true
        found += sums[index].columns
      }
    }
    let all = sums[0].columns
    return 10 * (all - found) < all ? [Bool](repeating: false, count: result.count) : result
  }

  private func isNavigation(_ element: HTMLTree.Element, _ sum: Sum) -> Bool {
    guard sum.columns > 0, 10 * sum.columns < 8 * sums[0].columns else { return false }
    let flags = element.flags
    let isMostlyLinks = 2 * sum.linked >= sum.columns
    if flags.contains(.navigation) { return isMostlyLinks || sum.columns < 600 }
    if flags.contains(.cookies), sum.speaksOfCookies { return sum.columns < 3_000 }
    if flags.contains(.hint) {
      if isMostlyLinks { return sum.links > 0 }
      if sum.speaksOfRights, sum.columns < 600 { return true }
      return sum.links > 1 && sum.columns < 160 && 3 * sum.linked >= sum.columns
    }
    // A bar of links, whatever it is called.
    switch element.tag {
    case .ul, .ol, .p, .div, .td, .table, .center, .section:
      return sum.links >= 3 && sum.words == 0 && sum.linked <= 24 * sum.links
    default: return false
    }
  }
}
