/// A number, a date or a time as both languages mean it: `HK$1,234.5 million` and 12.345億 are equal,
/// `13 March 2018` and 二零一八年三月十三日 are.
struct Figure: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    /// `digits` x 10^`exponent`, the digits without zeros at their ends; zero is 0 x 10^0.
    case number(digits: UInt64, exponent: Int16)
    /// 0 for a year or a day that is not said.
    case date(year: Int16, month: Int8, day: Int8)
    /// Minutes since midnight.
    case time(Int16)
  }

  var value: Value
  /// Byte range in the text.
  var start: Int
  var end: Int
  /// Written in words (`three`, 三): it excuses a number that is missing and is not missed itself.
  var isWord = false

  var key: UInt64 {
    switch value {
    case .number(let digits, let exponent):
      StableHash.combine(digits, UInt64(bitPattern: Int64(exponent)))
    case .date(let year, let month, let day):
      StableHash.combine(
        UInt64(year.magnitude) << 16 | UInt64(month.magnitude) << 8 | UInt64(day.magnitude), 0xDA7E)
    case .time(let minutes): StableHash.combine(UInt64(minutes.magnitude), 0x71)
    }
  }

  static func number(_ digits: UInt64, _ exponent: Int) -> Value {
    guard digits > 0 else { return .number(digits: 0, exponent: 0) }
    var (digits, exponent) = (digits, exponent)
    while digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    return .number(digits: digits, exponent: Int16(clamping: exponent))
  }
}
