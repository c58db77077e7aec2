/// One name of one language with several counterparts, in one scope: for a person to decide.
public struct Conflict: Sendable {
  /// The name that they share is the English one.
  public var isEnglish: Bool
  public var scope: UInt64
  /// Indexes of the entries, that of most documents first.
  public var claims: [Int]
}

extension Glossary {
  /// The conflicts, those of most documents first; a pair may be part of two.
  ///
  /// Complexity: O(n log n).
  public func conflicts() -> [Conflict] {
    struct Side: Hashable {
      var scope: UInt64
      var form: UInt64
      var key: UInt64
      var isEnglish: Bool
    }
    var claims: [Side: [Int]] = [:]
    var sides: [Side] = []
    for index in sorted() where entries[index].status == .conflict {
      let entry = entries[index]
      for (key, isEnglish) in [(entry.enKey, true), (entry.zhKey, false)] {
        let side = Side(
          scope: entry.scope, form: entry.formClass, key: key, isEnglish: isEnglish)
        if claims[side] == nil { sides.append(side) }
        claims[side, default: []].append(index)
      }
    }
    var result: [(count: Int, place: Int, conflict: Conflict)] = []
    for (place, side) in sides.enumerated() {
      guard let found = claims[side], found.count > 1 else { continue }
      let ordered = found.enumerated().sorted { a, b in
        let (x, y) = (entries[a.element].documents.count, entries[b.element].documents.count)
        return x == y ? a.offset < b.offset : x > y
      }.map(\.element)
      result.append(
        (
          ordered.reduce(0) { $0 + entries[$1].documents.count }, place,
          Conflict(isEnglish: side.isEnglish, scope: side.scope, claims: ordered)
        ))
    }
    return result.sorted { $0.count == $1.count ? $0.place < $1.place : $0.count > $1.count }
      .map(\.conflict)
  }
}
