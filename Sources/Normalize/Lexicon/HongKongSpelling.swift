/// How Hong Kong writes Cantonese syllables in names: Jyutping to the spellings in use.
///
/// The Government's romanization is unpublished; this is the rule from Jyutping's initials and
/// finals to the spellings found in public registers (`zoeng1` Cheung, `zang1` Tsang, `ng4` Ng).
/// Many-to-many: it recognises a spelling, it does not choose one.
struct HongKongSpelling: Sendable {
  /// Spellings of syllable `i`: `bytes` at the ranges `spans[starts[i]..<starts[i + 1]]`.
  private var starts: [Int32] = [0]
  private var spans: [Range<Int32>] = []
  private var bytes: [UInt8] = []
  /// A bit for the last five bits of each letter that a spelling of the syllable begins with.
  private var leads: [UInt32] = []

  init(_ han: HanTable) {
    for syllable in 0..<han.syllableCount {
      let letters = Array(han.letters(UInt16(syllable)))
      for spelling in Self.spellings(letters) {
        let begun = Int32(bytes.count)
        bytes.append(contentsOf: spelling)
        spans.append(begun..<Int32(bytes.count))
      }
      starts.append(Int32(spans.count))
    }
    findLeads()
  }

  private mutating func findLeads() {
    leads = zip(starts, starts.dropFirst()).map { first, end in
      spans[Int(first)..<max(Int(first), Int(end))].reduce(0) {
        $0 | Self.bit(bytes[Int($1.lowerBound)])
      }
    }
  }

  @inline(__always)
  private static func bit(_ letter: UInt8) -> UInt32 { 1 << UInt32(letter & 31) }

  func write(to writer: inout TableWriter) {
    writer.put(starts)
    writer.put(spans.map(\.lowerBound))
    writer.put(spans.map(\.upperBound))
    writer.put(bytes)
  }

  init(from reader: inout TableReader) throws(TableError) {
    starts = try reader.take()
    let lower = try reader.take(Int32.self)
    let upper = try reader.take(Int32.self)
    spans = zip(lower, upper).map { $0..<max($0, $1) }
    bytes = try reader.take()
    findLeads()
  }

  /// Calls `body` with the length of each spelling of the syllable that `word` has at `from`.
  func forEachPrefix(
    _ syllable: UInt16, of word: borrowing Span<UInt8>, from: Int, _ body: (Int) -> Void
  ) {
    guard Int(syllable) < leads.count, from < word.count,
      leads[Int(syllable)] & Self.bit(word[from]) != 0
    else { return }
    for index in Int(starts[Int(syllable)])..<Int(starts[Int(syllable) + 1]) {
      let span = spans[index]
      guard from + span.count <= word.count else { continue }
      var offset = 0
      while offset < span.count, bytes[Int(span.lowerBound) + offset] == word[from + offset] {
        offset += 1
      }
      if offset == span.count { body(offset) }
    }
  }

  /// The spellings of a syllable, the longest first.
  func spellings(_ syllable: UInt16) -> [[UInt8]] {
    guard Int(syllable) + 1 < starts.count else { return [] }
    return (Int(starts[Int(syllable)])..<Int(starts[Int(syllable) + 1])).map {
      Array(bytes[Int(spans[$0].lowerBound)..<Int(spans[$0].upperBound)])
    }
  }

  private static let initials: [(String, [String])] = [
    ("gw", ["kw", "gw"]), ("kw", ["kw", "qu"]), ("ng", ["ng", ""]), ("b", ["p", "b"]), ("p", ["p"]),
    ("m", ["m"]), ("f", ["f"]), ("d", ["t", "d"]), ("t", ["t"]), ("n", ["n"]), ("l", ["l"]),
    ("g", ["k", "g"]), ("k", ["k"]), ("h", ["h"]), ("w", ["w"]), ("z", ["ch", "ts", "j", "c"]),
    ("c", ["ch", "ts"]), ("s", ["s", "sh"]), ("j", ["y", "j", "i"]), ("", [""]),
  ]

  private static let finals: [String: [String]] = [
    "aa": ["a", "ah", "ar"], "aai": ["ai"], "aau": ["au", "aau"], "aam": ["am"], "aan": ["an"],
    "aang": ["ang"], "aap": ["ap"], "aat": ["at"], "aak": ["ak", "ack"], "ai": ["ai"], "au": ["au"],
    "am": ["am", "um"], "an": ["an", "un"], "ang": ["ang"], "ap": ["ap", "up"], "at": ["at", "ut"],
    "ak": ["ak", "uk"], "e": ["e", "eh"], "ei": ["ei", "i", "ay", "ee", "y"],
    "eng": ["eng", "ing"],
    "ek": ["ek"], "i": ["i", "ee", "y", "e"], "iu": ["iu", "ew"], "im": ["im"],
    "in": ["in", "een"],
    "ing": ["ing"], "ip": ["ip"], "it": ["it"], "ik": ["ik", "ick"], "o": ["o", "or", "oh"],
    "oi": ["oi", "oy"], "ou": ["o", "ou", "ow"], "on": ["on"], "ong": ["ong"], "ot": ["ot"],
    "ok": ["ok", "ock"], "u": ["u", "oo"], "ui": ["ui", "ooi", "oy"], "un": ["un", "oon"],
    "ung": ["ung"], "ut": ["ut"], "uk": ["uk", "ook"], "eoi": ["ui", "oy"], "eon": ["un"],
    "eot": ["ut"], "oe": ["oe", "eu"], "oeng": ["eung", "ong"], "oek": ["euk", "eock", "ok"],
    "yu": ["u", "ue", "yu"], "yun": ["uen", "un"], "yut": ["uet", "ut"], "m": ["m", "ng"],
    "ng": ["ng", "m"],
  ]

  /// Initials and finals that few names have for a sound, by Jyutping: `Chun` of 銓 (cyun), `Bong` of 邦 (bong).
  private static let seldomInitials: [String: Set<String>] = [
    "b": ["b"], "d": ["d"], "g": ["g"], "gw": ["gw"], "kw": ["qu"], "z": ["j", "c"], "j": ["i"],
  ]
  private static let seldomFinals: [String: Set<String>] = [
    "aa": ["ar"], "aau": ["aau"], "aak": ["ack"], "eng": ["ing"], "ei": ["ay", "y"], "i": ["y"],
    "iu": ["ew"], "in": ["een"], "oi": ["oy"], "ou": ["ow"], "ui": ["ooi", "oy"], "un": ["oon"],
    "eoi": ["oy"], "oeng": ["ong"], "oek": ["ok"], "yun": ["un"], "yut": ["ut"], "uk": ["ook"],
    "ok": ["ock"], "ik": ["ick"],
  ]

  /// A spelling of a toneless Jyutping syllable that needs an initial or a final that is seldom written so.
  ///
  /// Source: own work. Complexity: O(1).
  static func isSeldom(_ spelling: [UInt8], of syllable: [UInt8]) -> Bool {
    let text = String(decoding: syllable, as: UTF8.self)
    let spelling = String(decoding: spelling, as: UTF8.self)
    for (initial, heads) in initials where text.hasPrefix(initial) {
      let final = String(text.dropFirst(initial.count))
      guard let tails = finals[final] else { continue }
      let (rareHeads, rareTails) = (seldomInitials[initial] ?? [], seldomFinals[final] ?? [])
      // Ways to write it that are usual in both halves.
      for head in heads where !rareHeads.contains(head) && spelling.hasPrefix(head) {
        let rest = String(spelling.dropFirst(head.count))
        if tails.contains(rest), !rareTails.contains(rest) { return false }
      }
      // Whole spellings, as `Tsz` and `Yue`, are usual.
      return heads.contains { head in
        spelling.hasPrefix(head) && tails.contains(String(spelling.dropFirst(head.count)))
      }
    }
    return false
  }

  /// All spellings of a toneless Jyutping syllable, the longest first.
  static func spellings(_ syllable: [UInt8]) -> [[UInt8]] {
    let text = String(decoding: syllable, as: UTF8.self)
    var result: Set<String> = []
    if text == "zi" || text == "ci" {
      result.formUnion(["tsz", "tze", "tse", "chi", "chee", "tsz"])
    }
    if text == "si" { result.formUnion(["sze", "sz", "see", "shi", "si"]) }
    if text == "ng" || text == "m" { result.formUnion(["ng"]) }
    if text.hasPrefix("jyu") {
      let rest = text.dropFirst(3)
      result.formUnion(["yu" + rest, "yue" + rest])
    }
    for (initial, heads) in initials where text.hasPrefix(initial) {
      guard let tails = finals[String(text.dropFirst(initial.count))] else { continue }
      for head in heads {
        for tail in tails where !(head.isEmpty && tail.isEmpty) { result.insert(head + tail) }
      }
      break
    }
    return result.map { Array($0.utf8) }.sorted {
      ($1.count, $0.lexicographicallyPrecedes($1) ? 0 : 1) < ($0.count, 1)
    }
  }
}
