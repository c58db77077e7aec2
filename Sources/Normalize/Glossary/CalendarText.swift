/// Dates and moments as records write them: of the Gregorian calendar, with all their digits.
enum CalendarText {
  /// `2026-03-01`, a day that there is. Complexity: O(1).
  static func isDay(_ text: String) -> Bool {
    guard let numbers = numbers(text, like: "0000-00-00") else { return false }
    return isDay(numbers)
  }

  /// `2026-03-01T09:30:00.000Z`, a moment that there is; no leap second. Complexity: O(1).
  static func isInstant(_ text: String) -> Bool {
    guard let numbers = numbers(text, like: "0000-00-00T00:00:00.000Z") else { return false }
    return isDay(numbers) && numbers[3] < 24 && numbers[4] < 60 && numbers[5] < 60
  }

  private static func isDay(_ numbers: [Int]) -> Bool {
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// The numbers of a text that has digits where the pattern has 0 and is the pattern elsewhere.
  private static func numbers(_ text: String, like pattern: String) -> [Int]? {
    let (bytes, signs) = (Array(text.utf8), Array(pattern.utf8))
    guard bytes.count == signs.count else { return nil }
    var numbers = [0]
    for (byte, sign) in zip(bytes, signs) {
      if sign == 0x30 {
        guard (0x30...0x39).contains(byte) else { return nil }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
      } else {
        guard byte == sign else { return nil }
        numbers.append(0)
      }
    }
    return numbers
  }
}
