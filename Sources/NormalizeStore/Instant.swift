/// A moment in UTC with milliseconds, as decisions write it: `2026-03-01T09:30:00.000Z`.
public struct Instant: Comparable, Sendable, CustomStringConvertible {
  /// Since 1970-01-01T00:00:00Z; 0 up to the end of the year 9999.
  public let milliseconds: Int

  private static let last = 253_402_300_799_999

  public init(milliseconds: Int) { self.milliseconds = min(max(0, milliseconds), Self.last) }

  /// Reads what `description` wrote; nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 24 else { return nil }
    func number(_ range: Range<Int>) -> Int? { Int(String(decoding: bytes[range], as: UTF8.self)) }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let milli = number(20..<23), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let seconds =
      Self.days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
    self.init(milliseconds: seconds * 1000 + milli)
  }

  /// A day later: what is dated beyond it was dated by a clock that runs ahead.
  public var horizon: Instant { Instant(milliseconds: milliseconds + 86_400_000) }

  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

  public var description: String {
    let seconds = milliseconds / 1000
    let (year, month, day) = Self.date(seconds / 86_400)
    let rest = seconds % 86_400
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let time = "\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
    return "\(date)T\(time).\(padded(milliseconds % 1000, 3))Z"
  }

  /// Days since 1970-01-01 in the Gregorian calendar, by eras of 400 years that begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let ofEra = year - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let civil = month < 10 ? month + 3 : month - 9
    return (year + era * 400 + (civil <= 2 ? 1 : 0), civil, day)
  }
}
