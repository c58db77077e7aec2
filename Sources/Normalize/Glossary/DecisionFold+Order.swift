/// Which decisions count, and in which order.
extension DecisionFold {
  /// The decisions that count: those no undoing of which counts.
  ///
  /// Undoings are looked at from the last backwards; addresses cannot run in a circle, and where a
  /// forged set does, none in the circle counts. Complexity: O(n).
  static func counting(_ decisions: [RecordID: Decision]) -> Set<RecordID> {
    var undoings: [RecordID: Int] = [:]
    for (_, decision) in decisions where decision.action == .undo {
      if let target = decision.target, decisions[target] != nil {
        undoings[target, default: 0] += 1
      }
    }
    var counting: Set<RecordID> = []
    var undone: Set<RecordID> = []
    var settled = decisions.keys.filter { undoings[$0] == nil }
    while let id = settled.popLast() {
      let counts = !undone.contains(id)
      if counts { counting.insert(id) }
      guard let decision = decisions[id], decision.action == .undo, let target = decision.target,
        let left = undoings[target]
      else { continue }
      if counts { undone.insert(target) }
      undoings[target] = left - 1
      if left == 1 { settled.append(target) }
    }
    return counting
  }

  /// Addresses in the order in which decisions count: by time, then by address; one that says that it
  /// was made knowing another one counts behind that one, whatever their clocks said.
  ///
  /// So a decision that is dated far ahead is overruled by whoever decides after it. The order
  /// depends on the set alone. What refers to itself in a circle, which only a forged set does, comes
  /// last, in the order of time. Complexity: O(n log n).
  public static func ordered(_ decisions: [RecordID: Decision]) -> [RecordID] {
    let byTime = decisions.sorted { a, b in
      if a.value.when != b.value.when { return a.value.when < b.value.when }
      return a.key < b.key
    }
    var waiting: [Int: Int] = [:]
    var followers: [RecordID: [Int]] = [:]
    for (place, (_, decision)) in byTime.enumerated() {
      for id in Set(decision.after) where decisions[id] != nil {
        waiting[place, default: 0] += 1
        followers[id, default: []].append(place)
      }
    }
    if waiting.isEmpty { return byTime.map(\.key) }
    // Those that wait for nothing are taken by time: the places in `ready` are an ascending heap.
    var ready = PlaceHeap()
    for place in byTime.indices where waiting[place] == nil { ready.push(place) }
    var order: [RecordID] = []
    var isTaken = [Bool](repeating: false, count: byTime.count)
    while let place = ready.pop() {
      isTaken[place] = true
      order.append(byTime[place].key)
      for follower in followers[byTime[place].key] ?? [] {
        let left = (waiting[follower] ?? 1) - 1
        waiting[follower] = left
        if left == 0 { ready.push(follower) }
      }
    }
    for place in byTime.indices where !isTaken[place] { order.append(byTime[place].key) }
    return order
  }
}

/// Numbers of which the smallest is taken first.
private struct PlaceHeap {
  private var places: [Int] = []

  mutating func push(_ place: Int) {
    places.append(place)
    var at = places.count - 1
    while at > 0, places[(at - 1) / 2] > places[at] {
      places.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = places.first, let last = places.popLast() else { return nil }
    if places.isEmpty { return first }
    places[0] = last
    var at = 0
    while true {
      var least = at
      for child in [2 * at + 1, 2 * at + 2]
      where child < places.count && places[child] < places[least] {
        least = child
      }
      if least == at { return first }
      places.swapAt(at, least)
      at = least
    }
  }
}
