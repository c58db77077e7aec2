/// SplitMix64: the same numbers for the same seed on every machine.
public struct RandomSource: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// The generator of one input of a run, so that an input can be made again by its number alone.
  public init(seed: UInt64, input: Int) {
    var mixer = RandomSource(seed: seed ^ UInt64(bitPattern: Int64(input)) &* 0xD1B5_4A32_D192_ED03)
    state = mixer.next()
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// A number in `0..<limit`; 0 where the limit is 0.
  public mutating func below(_ limit: Int) -> Int {
    limit <= 1 ? 0 : Int(truncatingIfNeeded: next() >> 1) % limit
  }

  /// A number in the range.
  public mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True once in `every` calls.
  public mutating func once(in every: Int) -> Bool { below(every) == 0 }

  /// An element; the collection must not be empty.
  public mutating func pick<Elements: RandomAccessCollection>(_ elements: Elements)
    -> Elements.Element
  where Elements.Index == Int {
    elements[elements.startIndex + below(elements.count)]
  }
}
