/// How well some sentences of one version say what some sentences of the other say.
///
/// A figure says most, then a name that both versions have, then words of the lexicon, then length. The
/// weights are set by hand on notices of the project's own.
struct TwinScore {
  /// English letters of the whole document for each of the Chinese weight.
  private let ratio: Double

  init(english: [TwinUnit], chinese: [TwinUnit]) {
    let letters = english.reduce(0) { $0 + $1.weight }
    let weight = chinese.reduce(0) { $0 + $1.weight }
    ratio = letters > 0 && weight > 0 ? min(1.6, max(0.6, letters / weight)) : 1
  }

  /// What two sentences share, and all that they have: sums of it stand for several sentences.
  struct Evidence {
    /// Figures of both; those that the other side has in words are among them.
    var matched = 0.0
    var concepts = 0.0
    /// Words that the other side renders.
    var rendered = 0.0
    var latin = 0.0

    /// The sentences share nothing that is said.
    var isEmpty: Bool { matched + concepts + rendered + latin < 1 }

    /// Of English sentences together.
    static func + (a: Evidence, b: Evidence) -> Evidence {
      Evidence(
        matched: a.matched + b.matched, concepts: a.concepts + b.concepts,
        rendered: a.rendered + b.rendered, latin: a.latin + b.latin)
    }

    /// Of one English sentence with two Chinese ones, which may render the same words.
    func and(_ other: Evidence) -> Evidence {
      var sum = self + other
      sum.rendered -= 0.6 * min(rendered, other.rendered)
      return sum
    }
  }

  /// What one sentence, or several, have to be matched.
  struct Load {
    var figures = 0.0
    var known = 0.0
    var weight = 0.0

    init() {}

    init(_ unit: TwinUnit) {
      figures = Double(unit.figures.count)
      known = Double(unit.senses.count)
      weight = unit.weight
    }

    static func + (a: Load, b: Load) -> Load {
      var sum = Load()
      sum.figures = a.figures + b.figures
      sum.known = a.known + b.known
      sum.weight = a.weight + b.weight
      return sum
    }
  }

  /// Complexity: O(words of `en` x log pairs of `zh`).
  func evidence(_ en: TwinUnit, _ zh: TwinUnit) -> Evidence {
    var evidence = Evidence()
    var matched = en.figures.shared(with: zh.figures)
    for key in en.figures where zh.wordFigures.holds(key) && !zh.figures.holds(key) { matched += 1 }
    for key in zh.figures where en.wordFigures.holds(key) && !en.figures.holds(key) { matched += 1 }
    evidence.matched = Double(matched)
    evidence.concepts = Double(en.concepts.shared(with: zh.concepts))
    evidence.latin = Double(zh.words.shared(with: en.words))
    var rendered = 0
    for range in en.senses {
      for index in range where zh.pairs.holds(en.pairs[index]) {
        rendered += 1
        break
      }
    }
    evidence.rendered = Double(rendered)
    return evidence
  }

  /// 0 where sentences are as likely as not to belong together.
  func score(_ evidence: Evidence, _ en: Load, _ zh: Load) -> Double {
    let matched = min(evidence.matched, max(en.figures, zh.figures))
    let missed = max(0, en.figures + zh.figures - 2 * matched)
    let skew = log2((en.weight + 6) / (ratio * zh.weight + 6))
    // Short sentences differ more in length.
    let length = min(6, 2.2 * skew * skew) * min(1, (en.weight + ratio * zh.weight) / 120)
    let rendered = min(evidence.rendered, en.known)
    let share = rendered / max(4, en.known)
    return 0.4 + 2.6 * min(6, matched) - 1.3 * min(6, missed) + 1.8 * min(4, evidence.concepts)
      + 6 * share + 0.35 * min(6, rendered) + 0.9 * min(5, evidence.latin) - length
  }

  /// What the places of two single sentences add: kind of block, label, and a line that is hardly more
  /// than a name which the other version has elsewhere.
  func place(_ en: TwinUnit, _ zh: TwinUnit) -> Double {
    let isApart =
      en.concepts.shared(with: zh.concepts) == 0
      && (Self.isName(en) || Self.isName(zh))
    return (en.kind == zh.kind ? 0.3 : -0.7) + (isApart ? -2 : 0)
      + (en.label == zh.label ? (en.label == 0 ? 0 : 2) : -1.5)
  }

  private static func isName(_ unit: TwinUnit) -> Bool {
    !unit.concepts.isEmpty && unit.weight < 40
  }

  /// The base-2 logarithm of a positive number, to 0.01.
  private func log2(_ value: Double) -> Double {
    let rest = value.significand - 1
    // A quadratic through 0, 1/2 and 1 is near enough.
    return Double(value.exponent) + rest * (1.3399 - 0.3399 * rest)
  }
}
