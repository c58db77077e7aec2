/// What people turned down is still somebody's name.
extension DecisionFold {
  /// The sides of the pairs that were turned down: a shorter name inside of one is no mention of that
  /// name. Where 南京傳奇生物科技 has another counterpart than was thought, its begin is not glossed
  /// with Nanjing Legend.
  ///
  /// A side that was corrected by leaving words of it out is none: those words were no part of the
  /// name. Each once, ascending. Complexity: O(n log n).
  var shields: [[UInt8]] {
    var sides: Set<[UInt8]> = []
    for (key, pairs) in written {
      var right: NamePair?
      switch verdicts[key] {
      case .accepted, nil: continue
      case .rejected: break
      case .corrected:
        right = correction(of: key).flatMap { made[$0]?.pair }
      }
      for pair in pairs {
        for (wrong, known) in [(pair.en, right?.en ?? []), (pair.zh, right?.zh ?? [])]
        where !wrong.isEmpty && !Self.holds(wrong, known) {
          sides.insert(wrong)
        }
      }
    }
    return sides.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What a corrected pair is now, as a person wrote it; nil where it is not corrected.
  public func corrected(_ pair: NamePair) -> NamePair? {
    correction(of: key(pair)).flatMap { made[$0]?.pair }
  }

  /// The same for two pairs that decisions take for one: in any spelling. Complexity: O(names).
  public func identity(of pair: NamePair) -> UInt64 {
    let key = key(pair)
    return StableHash.combine(key.en, key.zh)
  }

  /// Complexity: O(whole x part), of names.
  private static func holds(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
    guard !part.isEmpty, part.count <= whole.count else { return false }
    return (0...(whole.count - part.count)).contains {
      whole[$0] == part[0] && whole[$0..<($0 + part.count)].elementsEqual(part)
    }
  }
}
