public import ArgumentParser
public import Normalize

extension ListAligner.Kind: ExpressibleByArgument {}

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Finds the names of an English and a Chinese list that belong together.",
    discussion: """
      Each list is a file of one name a line; `-` is standard input. Blank lines part a list into groups, which \
      are matched one with the other: the boards of many companies in one go. Prints English, Chinese, \
      confidence and how it was found, with tabs between them; names that are not sure are left out.
      """)

  @Argument(help: ArgumentHelp("The English names.", valueName: "en"))
  var english: String

  @Argument(help: ArgumentHelp("The Chinese names.", valueName: "zh"))
  var chinese: String

  @Option(help: "What the names are of: person or organization.")
  var kind: ListAligner.Kind = .person

  @Flag(
    help:
      "Each English name by itself: several may find one Chinese name, as forms of one person do.")
  var each = false

  func run() throws {
    let (en, zh) = (try groups(english), try groups(chinese))
    guard en.count == zh.count else {
      throw ValidationError(
        """
        \(english) has \(en.count) groups of names and \(chinese) has \(zh.count): blank lines part the groups, \
        and both lists need the same number.
        """)
    }
    var aligner = ListAligner(try Resources(rules: try RuleSet.builtin()))
    var output: [UInt8] = []
    for (mine, theirs) in zip(en, zh) {
      let pairs =
        each
        ? aligner.each(mine, theirs, kind: kind) : aligner.together(mine, theirs, kind: kind)
      for pair in pairs {
        output += mine[pair.en] + [0x09] + theirs[pair.zh] + [0x09]
        output += "0.\(pair.confidence)\t\(pair.scheme)\n".utf8
      }
    }
    try Terminal.print(output)
  }

  /// The names of a file, in groups; none is empty.
  private func groups(_ path: String) throws -> [[[UInt8]]] {
    if let status = try? FileSystem.status(path), status.kind == .directory {
      throw ValidationError("\(path) is a directory; a list is one file.")
    }
    var groups: [[[UInt8]]] = []
    var isOpen = false
    let lines = try Inputs.read(path).split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let name = Self.trimmed(line)
      if name.isEmpty {
        isOpen = false
        continue
      }
      guard String(validating: name, as: UTF8.self) != nil else {
        throw ValidationError("\(path), line \(number + 1): not UTF-8; convert the list first.")
      }
      if !isOpen { groups.append([]) }
      isOpen = true
      groups[groups.count - 1].append(name)
      if groups[groups.count - 1].count > ListAligner.most {
        throw ValidationError(
          """
          \(path), line \(number + 1): more than \(ListAligner.most) names in a row; part the lists with blank \
          lines.
          """)
      }
    }
    return groups
  }

  /// Without a byte order mark, blanks, tabs and carriage returns around it.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var line = line
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    while let last = line.last, last <= 0x20 { line.removeLast() }
    while let first = line.first, first <= 0x20 { line.removeFirst() }
    // A tab would part the name into columns of the output.
    return line.map { $0 < 0x20 ? 0x20 : $0 }
  }
}
