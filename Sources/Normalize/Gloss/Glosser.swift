/// Gloss: inserts the counterpart of each known name behind its mention, as ` [NAME]`.
///
/// A form that stands beside its counterpart counts as glossed there; definitions (in quotes),
/// headings and addresses are left alone. Deleting the recorded ranges gives the text back.
struct Glosser {
  private var done: [Bool] = []

  /// Fills `document.glossed` and `document.glosses` from its mentions.
  mutating func gloss(_ document: inout Document, _ options: Options, floor: Int) {
    let text = document.text.bytes
    document.glosses.removeAll(keepingCapacity: true)
    guard options.gloss != .none, !document.mentions.isEmpty else {
      document.glossed = text
      return
    }
    done.removeAll(keepingCapacity: true)
    done.append(contentsOf: repeatElement(false, count: document.names.count))
    var inserts: [(at: Int, mention: Int)] = []
    for (index, mention) in document.mentions.enumerated() where mention.name >= 0 {
      let name = document.names[mention.name]
      guard name.isPaired, name.confidence >= floor, name.kind != .title else { continue }
      if options.gloss == .first, done[mention.name] { continue }
      if isDefinition(text, mention.start, mention.end) { continue }
      if standsBeside(document, index) {
        done[mention.name] = true
        continue
      }
      let wantsChinese = mention.isEnglish
      if wantsChinese ? options.glossInto == .en : options.glossInto == .zh { continue }
      if isInAddress(text, mention.start, mention.end) || isHeading(document, mention) { continue }
      done[mention.name] = true
      inserts.append((mention.end, index))
    }
    guard !inserts.isEmpty else {
      document.glossed = text
      return
    }
    var glossed: [UInt8] = []
    glossed.reserveCapacity(text.count + inserts.count * 48)
    var copied = 0
    for insert in inserts {
      let mention = document.mentions[insert.mention]
      let name = document.names[mention.name]
      glossed.append(contentsOf: text[copied..<insert.at])
      copied = insert.at
      let start = glossed.count
      glossed.append(0x20)
      glossed.append(0x5B)
      glossed.append(contentsOf: mention.isEnglish ? name.zh : name.en)
      glossed.append(0x5D)
      document.glosses.append(
        Document.Gloss(at: insert.at, start: start, end: glossed.count, concept: mention.concept))
    }
    glossed.append(contentsOf: text[copied...])
    document.glossed = glossed
  }

  /// Quotes stand right before and behind.
  private func isDefinition(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard start > 0, end < text.count else { return false }
    let before = UTF8Scan.scalar(text, before: start).value
    let behind = UTF8Scan.scalar(text, at: end).value
    return (before == 0x201C || before == 0x22 || before == 0x300C || before == 0x300E)
      && (behind == 0x201D || behind == 0x22 || behind == 0x300D || behind == 0x300F)
  }

  /// The neighbouring mention is the same concept in the other language, with only brackets,
  /// marks, quotes and blanks between.
  private func standsBeside(_ document: Document, _ index: Int) -> Bool {
    let mentions = document.mentions
    let text = document.text.bytes
    let mention = mentions[index]
    func counterpart(_ other: Document.Mention) -> Bool {
      guard other.isEnglish != mention.isEnglish, other.name >= 0 else { return false }
      if other.concept == mention.concept { return true }
      // The acronym in the next bracket, or the full name of a short form.
      let a = document.names[mention.name]
      let b = document.names[other.name]
      return mention.isEnglish ? a.zh == b.zh : a.en == b.en
    }
    if index + 1 < mentions.count, counterpart(mentions[index + 1]),
      isGap(text, mention.end, mentions[index + 1].start)
    {
      return true
    }
    return index > 0 && counterpart(mentions[index - 1])
      && isGap(text, mentions[index - 1].end, mention.start)
  }

  private func isGap(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard start <= end, end - start <= 40 else { return false }
    var at = start
    while at < end {
      let scalar = UTF8Scan.scalar(text, at: at)
      switch ScalarClassTable.shared[scalar.value] {
      case .upper, .lower, .letter, .digit, .han, .kana, .cjkStop, .stop:
        // Honorifics stand between: `張方良先生 (Mr. Zhang Fangliang)`.
        guard at > start, Self.isHonorific(text, start, end) else { return Self.isHonorific(text, start, end) }
        return true
      default: at += scalar.length
      }
    }
    return true
  }

  private static let honorifics = ["先生", "女士", "博士", "教授", "Mr.", "Ms.", "Mrs.", "Dr.", "Prof.", "Professor", "Mr", "Ms", "Dr"].map {
    Array($0.utf8)
  }

  /// Only signs and honorifics.
  private static func isHonorific(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      var taken = 0
      for word in honorifics where at + word.count <= end {
        if text[at..<(at + word.count)].elementsEqual(word) {
          taken = max(taken, word.count)
        }
      }
      if taken > 0 {
        at += taken
        continue
      }
      let scalar = UTF8Scan.scalar(text, at: at)
      switch ScalarClassTable.shared[scalar.value] {
      case .upper, .lower, .letter, .digit, .han, .kana, .cjkStop, .stop: return false
      default: at += scalar.length
      }
    }
    return true
  }

  /// Part of a URL or an e-mail address.
  private func isInAddress(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
    if start > 0, [0x2F, 0x40, 0x2E, 0x5F, 0x3D].contains(text[start - 1]), text[start - 1] != 0x2E || start > 1 && text[start - 2] != 0x20 {
      return true
    }
    return end < text.count && (text[end] == 0x40 || text[end] == 0x5F || text[end] == 0x2F && end + 1 < text.count && text[end + 1] != 0x20)
      || end + 1 < text.count && text[end] == 0x2E && text[end + 1] >= 0x61 && text[end + 1] <= 0x7A
  }

  private func isHeading(_ document: Document, _ mention: Document.Mention) -> Bool {
    var low = 0
    var high = document.blocks.count
    while low < high {
      let middle = (low + high) / 2
      if document.blocks[middle].end <= mention.start { low = middle + 1 } else { high = middle }
    }
    return low < document.blocks.count && document.blocks[low].start <= mention.start
      && (document.blocks[low].kind == .heading || document.blocks[low].kind == .signature)
  }
}
