/// Makes the inputs of a run; the seed and an input's number say all.
///
/// An input is a stretch of a filing, a filing put together anew, a heap of odd pieces, or a form
/// that is hard on a scanner; then damage; then, now and then, another encoding.
public struct InputFactory: Sendable {
  private let pool: InputPool
  private let seed: UInt64

  /// The longest input that is made on purpose; whole filings may be longer.
  public static let usualLimit = 4_096

  public init(pool: InputPool, seed: UInt64) {
    self.pool = pool
    self.seed = seed
  }

  /// The input with this number. Complexity: O(its length).
  public func input(_ number: Int) -> [UInt8] {
    var random = RandomSource(seed: seed, input: number)
    var bytes: [UInt8]
    switch random.below(20) {
    case 0...5: bytes = stretch(&random)
    case 6...9: bytes = collage(&random)
    case 10...12: bytes = atoms(&random)
    case 13: bytes = wrapped(&random)
    case 14: bytes = hard(&random)
    case 15...16: bytes = pagePart(&random)
    case 17...18: bytes = tagSoup(&random)
    default: bytes = splice(&random)
    }
    if number % 512 == 0 { bytes = random.pick(pool.filings) }
    for _ in 0..<random.below(7) { Mutation.damage(&bytes, pool, &random) }
    if random.once(in: 12) { bytes = reencoded(bytes, &random) }
    return bytes
  }

  /// Some lines of one filing, in whatever encoding it is.
  private func stretch(_ random: inout RandomSource) -> [UInt8] {
    let filing = random.pick(pool.filings)
    let length = min(filing.count, random.number(60...Self.usualLimit / 2))
    var start = random.below(filing.count - length + 1)
    if random.once(in: 2) {
      while start > 0, filing[start - 1] != 0x0A { start -= 1 }
    }
    return Array(filing[start..<min(filing.count, start + length)])
  }

  /// Lines and rule sentences of many filings under each other.
  private func collage(_ random: inout RandomSource) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<random.number(1...14) {
      bytes.append(
        contentsOf: random.once(in: 3) ? random.pick(pool.sentences) : random.pick(pool.lines))
      bytes.append(contentsOf: random.pick(Self.joints))
      if bytes.count > Self.usualLimit { break }
    }
    return bytes
  }

  private static let joints: [[UInt8]] = [
    "\n", "\n\n", "\r\n", " ", "", "\n    ", "\u{0C}", "\n\n\n",
  ].map {
    Array($0.utf8)
  }

  private func atoms(_ random: inout RandomSource) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<random.number(1...60) {
      bytes.append(contentsOf: random.pick(InputPool.atoms))
      if random.once(in: 3) { bytes.append(0x20) }
    }
    return bytes
  }

  /// A text broken into short lines, with or without a margin, as `pdftotext` would.
  private func wrapped(_ random: inout RandomSource) -> [UInt8] {
    let source = collage(&random)
    let width = random.number(8...90)
    let margin = [UInt8](repeating: 0x20, count: random.pick([0, 0, 4, 30]))
    var bytes = margin
    var column = 0
    for scalar in String(decoding: source, as: UTF8.self).unicodeScalars {
      bytes.append(contentsOf: Array(String(scalar).utf8))
      column += scalar.value > 0x2E7F ? 2 : 1
      if column > width, scalar == " " || scalar.value > 0x2E7F {
        bytes.append(0x0A)
        bytes.append(contentsOf: margin)
        column = 0
      }
    }
    return bytes
  }

  /// Some bytes of a page, most often made one by its beginning.
  private func pagePart(_ random: inout RandomSource) -> [UInt8] {
    guard !pool.pages.isEmpty else { return [] }
    let page = random.pick(pool.pages)
    if random.once(in: 3) { return page }
    let length = min(page.count, random.number(60...Self.usualLimit / 2))
    let start = random.below(page.count - length + 1)
    let head: [UInt8] = random.once(in: 5) ? [] : Array("<html>".utf8)
    return head + page[start..<(start + length)]
  }

  /// Tags, words and lines in any order.
  private func tagSoup(_ random: inout RandomSource) -> [UInt8] {
    var bytes = Array((random.once(in: 8) ? "" : "<!DOCTYPE html>").utf8)
    let isTable = random.once(in: 3)
    for _ in 0..<random.number(1...90) {
      switch random.below(6) {
      case 0: bytes += random.pick(InputPool.atoms)
      case 1: bytes += random.pick(pool.lines).prefix(200)
      case 2 where isTable: bytes += Array("<tr><td>".utf8)
      case 3 where isTable: bytes += Array("<td>".utf8) + random.pick(InputPool.atoms)
      default: bytes += random.pick(InputPool.tags)
      }
      if bytes.count > Self.usualLimit { break }
    }
    return bytes
  }

  /// Forms that make a careless scanner slow, deep or lost.
  private func hard(_ random: inout RandomSource) -> [UInt8] {
    let count = random.number(2...600)
    return HardCase.allCases[random.below(HardCase.allCases.count)].make(count)
  }

  private func splice(_ random: inout RandomSource) -> [UInt8] {
    let first = random.pick(pool.filings)
    let second = random.pick(pool.filings)
    let a = random.below(first.count + 1)
    let b = random.below(second.count + 1)
    let half = Self.usualLimit / 3
    return Array(first[max(0, a - random.below(half))..<a])
      + Array(second[b..<min(second.count, b + random.below(half))])
  }

  private func reencoded(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    guard !pool.encodings.isEmpty, let transcoder = Transcoder(to: random.pick(pool.encodings))
    else {
      return bytes
    }
    return transcoder.encode(Array(String(decoding: bytes, as: UTF8.self).utf8))
  }
}
