/// Hanyu Pinyin syllables in the two spellings that Taiwan had after Wade and Giles: MPS II of 1986 (`zhao`
/// is Jau, `xie` Shie, `zhi` Jr) and Tongyong Pinyin of 2002 (`zhong` is Jhong, `xiu` Siou).
enum TaiwanSpelling {
  /// The spellings of a toneless pinyin syllable that differ from it.
  ///
  /// Source: the initials and finals of the systems; own work. Complexity: O(1).
  static func spellings(_ pinyin: some Collection<UInt8>) -> [[UInt8]] {
    let text = String(decoding: pinyin, as: UTF8.self)
    if let whole = wholes[text] { return whole.map { Array($0.utf8) } }
    let initial = initials.keys.filter { text.hasPrefix($0) }.max { $0.count < $1.count } ?? ""
    let final = String(text.dropFirst(initial.count))
    guard !final.isEmpty else { return [] }
    let heads = initials[initial] ?? ("", "")
    let isPalatal = initial == "j" || initial == "q" || initial == "x"
    let second = heads.0 + (mpsFinal(final, isPalatal: isPalatal))
    let third = heads.1 + (tongyongFinal(final, isPalatal: isPalatal))
    return Set([second, third]).subtracting([text]).sorted().map { Array($0.utf8) }
  }

  private static let wholes: [String: [String]] = [
    "zhi": ["jr", "jhih"], "chi": ["chr", "chih"], "shi": ["shr", "shih"], "ri": ["r", "rih"],
    "zi": ["tz", "zih"], "ci": ["tsz", "cih"], "si": ["sz", "sih"], "wen": ["wun"],
    "weng": ["wong"], "feng": ["fong"],
  ]

  /// MPS II and Tongyong.
  private static let initials: [String: (String, String)] = [
    "zh": ("j", "jh"), "ch": ("ch", "ch"), "sh": ("sh", "sh"), "j": ("j", "j"), "q": ("ch", "c"),
    "x": ("sh", "s"), "z": ("tz", "z"), "c": ("ts", "c"), "b": ("b", "b"), "p": ("p", "p"),
    "m": ("m", "m"), "f": ("f", "f"), "d": ("d", "d"), "t": ("t", "t"), "n": ("n", "n"),
    "l": ("l", "l"), "g": ("g", "g"), "k": ("k", "k"), "h": ("h", "h"), "r": ("r", "r"),
    "s": ("s", "s"), "y": ("y", "y"), "w": ("w", "w"),
  ]

  private static func mpsFinal(_ final: String, isPalatal: Bool) -> String {
    switch final {
    case "ao": "au"
    case "iao": "iau"
    case "ui": "uei"
    case "iu": "iou"
    case "un" where isPalatal: "iun"
    case "un": "uen"
    case "u" where isPalatal: "iu"
    case "ue" where isPalatal: "iue"
    case "uan" where isPalatal: "iuan"
    case "ong": "ung"
    case "iong": "iung"
    default: final
    }
  }

  private static func tongyongFinal(_ final: String, isPalatal: Bool) -> String {
    switch final {
    case "iu": "iou"
    case "ui": "uei"
    case "u" where isPalatal: "yu"
    case "ue" where isPalatal: "yue"
    case "uan" where isPalatal: "yuan"
    case "un" where isPalatal: "yun"
    default: final
    }
  }
}
