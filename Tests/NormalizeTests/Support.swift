import Laws
import Testing

@testable import Normalize

/// What the tests share: tables are built once.
enum Shared {
  static let resources: Resources = {
    do {
      return try Resources(rules: RuleSet.builtin())
    } catch {
      fatalError("the embedded tables are damaged: \(error)")
    }
  }()
}

/// A cleaned text with its parts as strings.
struct Cleaned {
  let document: Document

  init(_ text: String, _ change: (inout Options) -> Void = { _ in }) throws {
    try self.init(bytes: Array(text.utf8), change)
  }

  init(bytes: [UInt8], _ change: (inout Options) -> Void = { _ in }) throws {
    var options = Options()
    change(&options)
    var cleaner = Cleaner(Shared.resources, options)
    document = try cleaner.clean(bytes)
  }

  var text: String { String(decoding: document.text.bytes, as: UTF8.self) }
  var glossed: String { String(decoding: document.glossed, as: UTF8.self) }

  /// The text of a byte range.
  func part(_ start: Int, _ end: Int) -> String {
    String(decoding: document.text.bytes[start..<end], as: UTF8.self)
  }

  /// `English = Chinese` of each pair that the text gives, in its order: those of the lexicon alone are none.
  static func statedPairs(_ text: String) throws -> [String] {
    try Cleaned(text + "\n").document.names
      .filter { name in name.isPaired && name.evidence.contains { $0.kind != .lexicon } }
      .map {
        String(decoding: $0.en, as: UTF8.self) + " = " + String(decoding: $0.zh, as: UTF8.self)
      }
  }

  /// `English = Chinese` of each pair at or above the floor.
  var pairs: Set<String> {
    Set(
      document.names.filter(\.isPaired).map {
        String(decoding: $0.en, as: UTF8.self) + " = " + String(decoding: $0.zh, as: UTF8.self)
      })
  }

  func name(_ english: String) -> Name? {
    document.names.first { $0.isPaired && $0.en == Array(english.utf8) }
  }

  /// What was removed: rule and decoded text of each cut.
  var removed: [(rule: String, kind: BoilerplateClass, text: String)] {
    document.text.removals.map { removal in
      let rule = Shared.resources.rules.rules[Int(removal.rule)]
      let text = document.decoded.text[Int(removal.baseStart)..<Int(removal.baseEnd)]
      return (rule.id, rule.boilerplateClass, String(decoding: text, as: UTF8.self))
    }
  }

  /// The rules that changed something.
  var rules: Set<EditRule> {
    var found: Set<EditRule> = []
    document.text.forEachRow(over: document.decoded) { found.insert($0.rule) }
    return found.subtracting([.copy])
  }

  var sentences: [String] { document.sentences.map { part($0.start, $0.end) } }
  var segments: [String] {
    document.segments.map { "\($0.language.rawValue): \(part($0.start, $0.end))" }
  }
}

/// Files of the Unicode Character Database in the version of ICU, from Debian's `unicode-data`.
enum UnicodeData {
  static let folder = "/usr/share/unicode/"

  struct Missing: Error, CustomStringConvertible {
    var path: String
    var description: String { "\(path) is missing: run `make deps` (package unicode-data, bzip2)" }
  }

  /// The lines of a file that are no comment.
  static func lines(_ name: String) throws -> [Substring] {
    let path = folder + name
    let bytes: [UInt8]
    if name.hasSuffix(".bz2") {
      bytes = try Shell.output("bzip2", "-dc", path)
    } else if let read = CorpusFiles.read(path) {
      bytes = read
    } else {
      throw Missing(path: path)
    }
    if bytes.isEmpty { throw Missing(path: path) }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.first != "#" }
  }

  /// The UTF-8 of code points in hexadecimal, separated by blanks.
  static func utf8(_ hex: Substring) -> [UInt8] {
    hex.split(separator: " ").flatMap { word -> [UInt8] in
      guard let value = UInt32(word, radix: 16), let scalar = Unicode.Scalar(value) else {
        return []
      }
      return Array(String(scalar).utf8)
    }
  }
}
