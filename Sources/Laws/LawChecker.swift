public import Normalize

/// One broken promise of one document.
public struct Violation: Sendable, Equatable, CustomStringConvertible {
  public var law: Law
  public var detail: String

  public var description: String { "\(law.rawValue): \(detail)" }
}

/// What holds of every document, whatever the input (see the decision records and the README).
public enum Law: String, CaseIterable, Sendable {
  /// The JSON gives the source back, byte for byte.
  case restore
  /// Pieces tile the text; map rows, edits and removed spans partition the source.
  case balance
  /// Cleaning the text gives the text.
  case idempotence
  /// The same bytes out, whatever the cleaner did before.
  case determinism
  /// Deleting the recorded glosses gives the text.
  case ungloss
  /// The text has the form that the contract says.
  case form
  /// Segments partition the text; blocks, sentences and mentions lie in it, in order.
  case structure
  /// Names are on the right side of the floor, and say something.
  case names
}

/// Checks the laws of one input after another. Not Sendable: each thread has its own.
public struct LawChecker {
  private let resources: Resources
  private let options: Options
  private var cleaner: Cleaner
  private var plain: Cleaner
  private var thorough: Cleaner
  private var writer = DocumentWriter()

  /// How often a cleaner that has seen nothing is the judge of determinism: building one costs as
  /// much as some hundred small documents.
  public var freshEvery = 512
  private var checked = 0

  public init(_ resources: Resources, _ options: Options = Options()) {
    self.resources = resources
    self.options = options
    cleaner = Cleaner(resources, options)
    var again = options
    again.encoding = .utf8
    plain = Cleaner(resources, again)
    thorough = Cleaner(resources, options)
    thorough.isThorough = true
  }

  /// The laws that the input breaks, empty where all hold. Complexity: O(n) for sane inputs.
  public mutating func violations(
    _ source: [UInt8], as form: SourceForm = .file
  ) -> [Violation] {
    checked += 1
    var found: [Violation] = []
    do {
      let document = try cleaner.clean(source, as: form)
      let json = written(document)
      checkSpine(document, &found)
      checkForm(document.text.bytes, &found)
      checkNames(document, &found)
      checkGlosses(document, &found)
      checkJSON(json, source, document, &found)
      let text = document.text.bytes
      let again = try plain.clean(text, as: .text)
      if again.text.bytes != text {
        found.append(Violation(law: .idempotence, detail: Self.difference(text, again.text.bytes)))
      }
      if written(try cleaner.clean(source, as: form)) != json {
        found.append(Violation(law: .determinism, detail: "the second cleaning differs"))
      }
      if written(try thorough.clean(source, as: form)) != json {
        found.append(
          Violation(law: .determinism, detail: "looking at the whole text each round differs"))
      }
      if checked % freshEvery == 0 {
        var fresh = Cleaner(resources, options)
        if written(try fresh.clean(source, as: form)) != json {
          found.append(Violation(law: .determinism, detail: "a fresh cleaner differs"))
        }
      }
    } catch {
      found.append(Violation(law: .form, detail: "clean threw \(error)"))
    }
    return found
  }

  private mutating func written(_ document: Document) -> [UInt8] {
    var bytes: [UInt8] = []
    let identity = DocumentIdentity(path: "input", sha256: String(repeating: "0", count: 64))
    writer.write(document, identity, rules: resources.rules, to: &bytes)
    return bytes
  }

  // MARK: - The document

  private func checkSpine(_ document: Document, _ found: inout [Violation]) {
    for detail in document.text.violations(base: document.decoded.text) {
      found.append(Violation(law: .balance, detail: detail))
    }
  }

  private func checkForm(_ text: [UInt8], _ found: inout [Violation]) {
    func broken(_ detail: String) { found.append(Violation(law: .form, detail: detail)) }
    if String(validating: text, as: UTF8.self) == nil { broken("the text is not UTF-8") }
    guard !text.isEmpty else { return }
    if text.last != 0x0A { broken("no line end at the end") }
    if text.first == 0x0A { broken("a blank line at the begin") }
    if text.count > 1, text[text.count - 1] == 0x0A, text[text.count - 2] == 0x0A {
      broken("a blank line at the end")
    }
    if text.contains(0x0D) { broken("U+000D in the text") }
    if text.contains(0x0C) { broken("U+000C in the text") }
    var run = 0
    for (at, byte) in text.enumerated() {
      run = byte == 0x0A ? run + 1 : 0
      if run == 3 { return broken("two blank lines in a row at byte \(at)") }
    }
  }

  private func checkNames(_ document: Document, _ found: inout [Violation]) {
    func broken(_ detail: String) { found.append(Violation(law: .names, detail: detail)) }
    for name in document.names + document.candidates {
      if name.en.isEmpty, name.zh.isEmpty { broken("a name without either side") }
      if name.confidence < 0 || name.confidence > 100 { broken("confidence \(name.confidence)") }
      for side in [name.en, name.zh] + name.variants
      where String(validating: side, as: UTF8.self) == nil {
        broken("a name that is not UTF-8")
      }
      for evidence in name.evidence {
        for span in evidence.source
        where span.start > span.end || span.end > document.decoded.sourceCount {
          broken("evidence at \(span.start)..<\(span.end) of \(document.decoded.sourceCount)")
        }
      }
    }
    for name in document.names where name.confidence < options.floor {
      broken("a name below the floor")
    }
    for name in document.candidates where name.confidence >= options.floor {
      broken("a candidate that is no candidate")
    }
  }

  private func checkGlosses(_ document: Document, _ found: inout [Violation]) {
    var rest: [UInt8] = []
    var at = 0
    for gloss in document.glosses {
      guard gloss.start >= at, gloss.start <= gloss.end, gloss.end <= document.glossed.count else {
        found.append(Violation(law: .ungloss, detail: "gloss at \(gloss.start)..<\(gloss.end)"))
        return
      }
      rest.append(contentsOf: document.glossed[at..<gloss.start])
      if rest.count != gloss.at {
        found.append(
          Violation(law: .ungloss, detail: "a gloss says \(gloss.at), stands at \(rest.count)"))
      }
      at = gloss.end
    }
    rest.append(contentsOf: document.glossed[at...])
    if rest != document.text.bytes {
      found.append(Violation(law: .ungloss, detail: "the rest is not the text"))
    }
  }

  /// Where two texts begin to differ, with what stands there in both.
  static func difference(_ a: [UInt8], _ b: [UInt8]) -> String {
    var at = 0
    while at < min(a.count, b.count), a[at] == b[at] { at += 1 }
    func around(_ bytes: [UInt8]) -> String {
      let from = max(0, at - 24)
      let part = bytes[from..<min(bytes.count, at + 40)]
      return String(decoding: part, as: UTF8.self).debugDescription
    }
    return "at byte \(at): \(around(a)) became \(around(b))"
  }
}
