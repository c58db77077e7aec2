/// Hanyu Pinyin syllables as Wade and Giles wrote them, apostrophes, hyphens and umlauts left out, as
/// names in Taiwan do: `xiao` is Hsiao, `zhong` is Chung.
enum WadeGiles {
  /// The spellings of a toneless pinyin syllable that differ from it.
  ///
  /// Source: the initials and finals of the two systems; own work. Complexity: O(1).
  static func spellings(_ pinyin: some Collection<UInt8>) -> [[UInt8]] {
    let text = String(decoding: pinyin, as: UTF8.self)
    if let whole = wholes[text] { return whole.map { Array($0.utf8) } }
    guard let (initial, heads) = initials.first(where: { text.hasPrefix($0.0) }) else { return [] }
    let rest = String(text.dropFirst(initial.count))
    let finals = finals(rest, behind: initial)
    var result: [[UInt8]] = []
    for head in heads {
      for final in finals where head + final != text { result.append(Array((head + final).utf8)) }
    }
    return result
  }

  private static let wholes: [String: [String]] = [
    "zi": ["tzu"], "ci": ["tzu", "tsu"], "si": ["ssu", "szu"], "zhi": ["chih"], "chi": ["chih"],
    "shi": ["shih"], "ri": ["jih"], "er": ["erh"], "you": ["yu"], "yan": ["yen"], "ye": ["yeh"],
    "yi": ["i"], "yong": ["yung"], "yue": ["yueh"], "e": ["o"], "ge": ["ko", "ke"],
    "ke": ["ko", "ke"], "he": ["ho"], "gui": ["kuei"], "kui": ["kuei"], "shuo": ["shuo"],
    "guo": ["kuo"], "kuo": ["kuo"], "huo": ["huo"],
  ]

  private static let initials: [(String, [String])] = [
    ("zh", ["ch"]), ("ch", ["ch"]), ("sh", ["sh"]), ("b", ["p"]), ("p", ["p"]), ("d", ["t"]),
    ("t", ["t"]), ("g", ["k"]), ("k", ["k"]), ("j", ["ch"]), ("q", ["ch"]), ("x", ["hs"]),
    ("z", ["ts"]), ("c", ["ts"]), ("r", ["j"]), ("m", ["m"]), ("f", ["f"]), ("n", ["n"]),
    ("l", ["l"]), ("h", ["h"]), ("s", ["s"]), ("y", ["y"]), ("w", ["w"]),
  ]

  private static func finals(_ final: String, behind initial: String) -> [String] {
    switch final {
    case "ong": ["ung"]
    case "iong": ["iung"]
    case "ian": ["ien"]
    case "ie": ["ieh"]
    case "ue", "ve": ["ueh"]
    case "uo": ["o"]
    case "e": ["e", "o"]
    case "uan" where "jqxy".contains(initial): ["uan"]
    case "v": ["u"]
    default: [final]
    }
  }
}
