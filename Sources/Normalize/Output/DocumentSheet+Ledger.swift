extension DocumentSheet {
  /// `rules`, `edits`, `map` and `ledger`.
  mutating func ledger(_ document: Document, writesLedger: Bool, to output: inout [UInt8]) {
    let (text, decoded) = (document.text, document.decoded)
    var numbers = [Int](repeating: -1, count: EditRule.allCases.count)
    var names = 0
    json.raw(",\"rules\":[")
    text.forEachRow(over: decoded) { row in
      guard row.rule != .copy, numbers[Int(row.rule.rawValue)] < 0 else { return }
      numbers[Int(row.rule.rawValue)] = names
      if names > 0 { json.comma() }
      names += 1
      json.string(row.rule.name)
    }
    json.raw("],\"edits\":[")
    var isFirst = true
    text.forEachRow(over: decoded) { row in
      guard row.rule != .copy else { return }
      if !isFirst { json.comma() }
      isFirst = false
      json.raw("[")
      json.number(numbers[Int(row.rule.rawValue)])
      json.comma()
      positions(row)
      json.drainIfLong(to: &output)
    }
    json.raw("],\"map\":[")
    isFirst = true
    text.forEachRow(over: decoded) { row in
      guard row.rule == .copy else { return }
      if !isFirst { json.comma() }
      isFirst = false
      json.raw("[")
      positions(row)
      json.drainIfLong(to: &output)
    }
    json.raw("]")
    guard writesLedger else { return }
    json.raw(",\"ledger\":[")
    entries(document, to: &output)
    json.raw("]")
  }

  @inline(__always)
  private mutating func positions(_ row: SourceRow) {
    json.numbers(
      "", index.codePoints(before: row.text.start), ",", index.codePoints(before: row.text.end), ","
    )
    json.numbers("", row.source.start, ",", row.source.end, "]")
  }

  /// `[sourceStart,"decoded text"]` for an edit whose rule does not determine its source,
  /// `[sourceStart,null,"hexadecimal bytes"]` for bytes that are no text of the encoding.
  private mutating func entries(_ document: Document, to output: inout [UInt8]) {
    var isFirst = true
    let decoded = document.decoded
    let unit = decoded.encoding.unit
    document.text.forEachRow(over: decoded) { row in
      guard row.rule != .copy, !row.source.isEmpty, row.rule != .byteOrderMark else { return }
      json.drainIfLong(to: &output)
      if row.needsBytes { return bytes(document, row.source, &isFirst) }
      if SourceDefault.determines(
        row.rule, was: decoded.text.span.extracting(row.decoded.start..<row.decoded.end),
        text: document.text.bytes.span.extracting(row.text.start..<row.text.end),
        units: row.source.count / unit)
      {
        return
      }
      entry(row.source.start, &isFirst)
      json.string(decoded.text[row.decoded.start..<row.decoded.end])
      json.raw("]")
    }
    guard !decoded.edits.isEmpty else { return }
    // A cut with damaged bytes in any of its spans is kept as bytes as a whole.
    let removals = document.text.removals
    var first = 0
    while first < removals.count {
      let last = AlignedText.endOfGroup(removals, first)
      let isDamaged = removals[first..<last].contains { removal in
        decoded.touchesEdit(removal.base)
      }
      if isDamaged {
        for removal in removals[first..<last] {
          bytes(document, decoded.source(removal.base), &isFirst)
        }
      }
      first = last
    }
  }

  private mutating func entry(_ start: Int, _ isFirst: inout Bool) {
    if !isFirst { json.comma() }
    isFirst = false
    json.raw("[")
    json.number(start)
    json.comma()
  }

  private mutating func bytes(_ document: Document, _ source: SourceExtent, _ isFirst: inout Bool) {
    entry(source.start, &isFirst)
    json.raw("null,\"")
    json.hexadecimal(document.sourceBytes[source.start..<source.end])
    json.raw("\"]")
  }
}
