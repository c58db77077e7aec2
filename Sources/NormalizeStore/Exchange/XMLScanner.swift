/// Reads the XML of term bases and translation memories: elements, attributes and text.
///
/// No document type is read and no entity is expanded but the five of XML and numbers, so hostile
/// input costs its length and no more; for another one U+FFFD stands in the text, and `unknown` says
/// which it is. Nesting is limited to 256. Units: bytes of UTF-8.
struct XMLScanner {
  enum Event: Equatable {
    case begin(name: String, attributes: [String: String])
    case end(name: String)
    case text(String)
  }

  struct Fault: Error, Equatable {
    var line: Int
    var reason: String
  }

  private let bytes: [UInt8]
  private var at = 0
  private(set) var line = 1
  private var open: [String] = []
  private var waiting: Event?
  /// What stands in texts as U+FFFD since this was last set to nil.
  var unknown: String?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func fault(_ reason: String) -> Fault { Fault(line: line, reason: reason) }

  /// Elements inside a name that mark a part of it, and those whose content is code of another format.
  private static let marks: Set<String> = ["hi", "mrk", "g", "foreign"]
  private static let codes: Set<String> = ["bpt", "ept", "ph", "it", "ut", "sub"]
  /// Elements of code that are open.
  private var codeDepth = 0

  /// The next event; nil at the end. Elements inside of names are left out, with their content where
  /// that is code. Throws `Fault`. Complexity: O(event).
  mutating func next() throws(Fault) -> Event? {
    while let event = try read() {
      switch event {
      case .begin(let name, _):
        if Self.codes.contains(name) { codeDepth += 1 }
        if !Self.codes.contains(name), !Self.marks.contains(name) { return event }
      case .end(let name):
        if Self.codes.contains(name) { codeDepth = max(0, codeDepth - 1) }
        if !Self.codes.contains(name), !Self.marks.contains(name) { return event }
      case .text: if codeDepth == 0 { return event }
      }
    }
    return nil
  }

  private mutating func read() throws(Fault) -> Event? {
    if let event = waiting {
      waiting = nil
      return event
    }
    while at < bytes.count {
      if bytes[at] != 0x3C {
        let text = text()
        if !text.isEmpty { return .text(text) }
        continue
      }
      if starts("<!--") {
        try skip(past: "-->")
      } else if starts("<![CDATA[") {
        let begun = at + 9
        try skip(past: "]]>")
        return .text(String(decoding: bytes[begun..<(at - 3)], as: UTF8.self))
      } else if starts("<?") {
        try skip(past: "?>")
      } else if starts("<!") {
        try skipDeclaration()
      } else {
        return try tag()
      }
    }
    if let name = open.last { throw fault("<\(name)> does not end") }
    return nil
  }

  private func starts(_ word: StaticString) -> Bool {
    let text = Array("\(word)".utf8)
    return at + text.count <= bytes.count && bytes[at..<(at + text.count)].elementsEqual(text)
  }

  private mutating func advance() {
    if bytes[at] == 0x0A { line += 1 }
    at += 1
  }

  private mutating func skip(past word: StaticString) throws(Fault) {
    let length = "\(word)".utf8.count
    while at < bytes.count {
      if starts(word) {
        at += length
        return
      }
      advance()
    }
    throw fault("\(word) is missing")
  }

  /// `<!DOCTYPE …>` with what stands in brackets.
  private mutating func skipDeclaration() throws(Fault) {
    var depth = 0
    while at < bytes.count {
      let byte = bytes[at]
      advance()
      if byte == 0x5B { depth += 1 }
      if byte == 0x5D { depth -= 1 }
      if byte == 0x3E, depth <= 0 { return }
    }
    throw fault("a declaration does not end")
  }

  private mutating func text() -> String {
    let begun = at
    while at < bytes.count, bytes[at] != 0x3C { advance() }
    return unescaped(bytes[begun..<at])
  }

  private mutating func tag() throws(Fault) -> Event {
    at += 1
    if at < bytes.count, bytes[at] == 0x2F {
      at += 1
      let name = name()
      skipBlanks()
      guard at < bytes.count, bytes[at] == 0x3E, open.popLast() == name else {
        throw fault("</\(name)> ends no element that is open")
      }
      at += 1
      return .end(name: Self.local(name))
    }
    let name = name()
    guard !name.isEmpty else { throw fault("a name is missing behind <") }
    var attributes: [String: String] = [:]
    while true {
      skipBlanks()
      guard at < bytes.count else { throw fault("<\(name) does not end") }
      if bytes[at] == 0x3E {
        at += 1
        open.append(name)
        guard open.count <= 256 else { throw fault("nested more than 256 deep") }
        return .begin(name: Self.local(name), attributes: attributes)
      }
      if bytes[at] == 0x2F {
        at += 1
        guard at < bytes.count, bytes[at] == 0x3E else { throw fault("<\(name) does not end") }
        at += 1
        waiting = .end(name: Self.local(name))
        return .begin(name: Self.local(name), attributes: attributes)
      }
      let key = self.name()
      skipBlanks()
      guard !key.isEmpty, at < bytes.count, bytes[at] == 0x3D else {
        throw fault("an attribute of <\(name)> has no value")
      }
      at += 1
      skipBlanks()
      guard at < bytes.count, bytes[at] == 0x22 || bytes[at] == 0x27 else {
        throw fault("an attribute of <\(name)> has no quotes")
      }
      let quote = bytes[at]
      at += 1
      let begun = at
      while at < bytes.count, bytes[at] != quote { advance() }
      guard at < bytes.count else { throw fault("an attribute of <\(name)> does not end") }
      attributes[key] = unescaped(bytes[begun..<at])
      at += 1
    }
  }

  private mutating func name() -> String {
    let begun = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte <= 0x20 || [0x3E, 0x2F, 0x3D, 0x22, 0x27, 0x3C].contains(byte) { break }
      at += 1
    }
    return String(decoding: bytes[begun..<at], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] <= 0x20 { advance() }
  }

  /// The name without its prefix: `basic:termType` is `termType`; `xml:lang` stays as an attribute.
  private static func local(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }

  /// Complexity: O(n).
  private mutating func unescaped(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(0x26) else { return String(decoding: text, as: UTF8.self) }
    var result = ""
    var rest = text
    while let mark = rest.firstIndex(of: 0x26) {
      result += String(decoding: rest[..<mark], as: UTF8.self)
      let end = rest[mark...].prefix(40).firstIndex(of: 0x3B)
      let name = end.map { rest[(mark + 1)..<$0] } ?? []
      guard let end, name.allSatisfy(Self.isOfEntity), !name.isEmpty else {
        // Many tools write `A & B`.
        result += "&"
        rest = rest[(mark + 1)...]
        continue
      }
      let word = String(decoding: name, as: UTF8.self)
      if let scalar = Self.scalar(word) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\u{FFFD}"
        unknown = "&\(word); is not known"
      }
      rest = rest[(end + 1)...]
    }
    return result + String(decoding: rest, as: UTF8.self)
  }

  private static func isOfEntity(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x23, 0x2D, 0x2E, 0x5F, 0x3A, 0x80...0xFF: true
    default: false
    }
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let value =
        digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      return value.flatMap(Unicode.Scalar.init)
    }
  }
}

/// Text as XML content: what ends or begins markup escaped, control codes left out.
func escapedXML(_ text: some Sequence<UInt8>) -> String {
  var result: [UInt8] = []
  for byte in text {
    switch byte {
    case 0x26: result += Array("&amp;".utf8)
    case 0x3C: result += Array("&lt;".utf8)
    case 0x3E: result += Array("&gt;".utf8)
    case 0x22: result += Array("&quot;".utf8)
    case 0x00..<0x20 where byte != 0x09 && byte != 0x0A: continue
    default: result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
