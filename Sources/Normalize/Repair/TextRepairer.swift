/// Repair: text that was damaged on its way, undone line by line where the evidence is strong.
///
/// UTF-8, GBK and Big5 that were read as another encoding (``UTF8Repair``, ``HanRepair``), control codes
/// that are windows-1252, and escapes (``EscapeRepair``). One step over the decoded text, or the text of a
/// page, before layout and lines: each code point that changes is an edit with its own bytes. A sound
/// line is not touched, and nothing is guessed: what gives no common text stays as it is.
struct TextRepairer {
  /// The text had signs that may be damage once they stand beside others; set by `repair`.
  var sawSigns = false

  private static let longestPart = 4096

  /// The text repaired, or nil where it is sound. `exact` looks at every ideograph.
  ///
  /// Complexity: O(n).
  mutating func repair(_ input: AlignedText, isExact: Bool) -> TextStep? {
    sawSigns = false
    return step(input, scans: true, lines: isExact ? Self.clusters(input.bytes) : [])
  }

  /// The same for a text that was read before, and in which rare ideographs stand in the lines of some
  /// places, ascending.
  mutating func repairAgain(_ input: AlignedText, suspects: [Int]) -> TextStep? {
    guard sawSigns || !suspects.isEmpty else { return nil }
    let levels = HanLevels.shared
    let bytes = input.bytes.span
    var lines: [Range<Int>] = []
    for place in suspects where place >= lines.last?.upperBound ?? 0 {
      let line = Self.line(bytes, place)
      if DamageScan.hasCluster(bytes, line.lowerBound, line.upperBound, levels) {
        lines.append(line)
      }
    }
    return sawSigns || !lines.isEmpty ? step(input, scans: sawSigns, lines: lines) : nil
  }

  /// Whether a line of those is damaged.
  func findsDamage(_ text: [UInt8], suspects: [Int]) -> Bool {
    guard !suspects.isEmpty else { return false }
    var other = TextRepairer()
    return other.repairAgain(AlignedText(base: text), suspects: suspects) != nil
  }

  private static func line(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Range<Int> {
    let start = ByteScan.behindLast(0x0A, bytes, 0, place)
    return start..<max(start, ByteScan.first(0x0A, bytes, place, bytes.count))
  }

  /// The lines in which rare ideographs stand near one another.
  private static func clusters(_ text: [UInt8]) -> [Range<Int>] {
    let bytes = text.span
    let levels = HanLevels.shared
    var result: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
      let end = ByteScan.first(0x0A, bytes, at, bytes.count)
      if DamageScan.hasCluster(bytes, at, end, levels) { result.append(at..<end) }
      at = end + 1
    }
    return result
  }

  private mutating func step(
    _ input: AlignedText, scans: Bool, lines: [Range<Int>]
  ) -> TextStep? {
    let text = input.bytes
    let bytes = text.span
    let levels = HanLevels.shared
    var out = Rewriter(over: text)
    var lines = lines[...]
    var kept = 0
    var at = 0
    /// Up to where rare ideographs were looked at.
    var looked = 0
    var isChanged = false
    while at < bytes.count {
      let place = scans ? DamageScan.next(bytes, at, levels) : bytes.count
      var damaged: Range<Int>?
      if let line = lines.first, line.lowerBound <= place {
        damaged = line
        lines = lines.dropFirst()
      } else if place == bytes.count {
        break
      } else if UTF8Scan.leadsIdeograph(bytes[place]) {
        at = place + 3
        guard place >= looked else { continue }
        let line = Self.line(bytes, place)
        looked = line.upperBound
        if DamageScan.hasCluster(bytes, line.lowerBound, line.upperBound, levels) { damaged = line }
      } else {
        at = place + 1
        switch DamageScan.answer(bytes, place) {
        case .plain: break
        case .alone: sawSigns = true
        case .line:
          sawSigns = true
          damaged = Self.line(bytes, place)
        }
      }
      guard let damaged, damaged.upperBound > kept || damaged.isEmpty else { continue }
      // The signs of a line that is read as a whole are not looked at one by one.
      sawSigns = true
      let begun = max(kept, damaged.lowerBound)
      if repair(begun..<damaged.upperBound, text, &kept, &out) { isChanged = true }
      at = max(at, damaged.upperBound)
      looked = max(looked, damaged.upperBound)
    }
    guard isChanged else { return nil }
    out.keep(kept, bytes.count)
    return out.finishStep(over: input)
  }

  /// Repairs a line, in parts where it is long; whether it changed.
  private func repair(
    _ line: Range<Int>, _ text: [UInt8], _ kept: inout Int, _ out: inout Rewriter
  ) -> Bool {
    var isChanged = false
    var at = line.lowerBound
    var tokens: [RepairToken] = []
    while at < line.upperBound {
      while at < line.upperBound {
        let scalar = UTF8Scan.scalar(text, at: at)
        let end = min(line.upperBound, at + max(1, scalar.length))
        tokens.append(
          RepairToken(scalar: scalar.value, start: Int32(at), end: Int32(end), rule: .copy))
        at = end
        if tokens.count >= Self.longestPart,
          scalar.value == 0x20 || tokens.count >= 2 * Self.longestPart
        {
          break
        }
      }
      if let repaired = LineRepair.repair(tokens) {
        isChanged = true
        tokens = repaired
      }
      // An escape that goes on in the next part is left to it.
      let end = at < line.upperBound ? EscapeRepair.complete(tokens) : tokens.count
      emit(tokens[..<end], &kept, &out)
      tokens.removeSubrange(..<end)
    }
    return isChanged
  }

  private func emit(_ tokens: ArraySlice<RepairToken>, _ kept: inout Int, _ out: inout Rewriter) {
    for token in tokens where token.rule != .copy {
      // Two code points can share the one that both lie in.
      let start = max(kept, Int(token.start))
      let end = max(start, Int(token.end))
      out.keep(kept, start)
      var bytes: [UInt8] = []
      UTF8Scan.append(token.scalar, to: &bytes)
      out.replace(start, end, with: bytes[...], rule: token.rule)
      kept = end
    }
  }
}
