extension HanNumeral {
  /// The power of ten of 十 百 千 萬 億 behind digits; 1 for 廿 and 卅.
  static func scale(_ scalar: UInt32) -> Int? {
    switch scalar {
    case 0x5341, 0x5EFF, 0x5345: 1
    case 0x767E: 2
    case 0x5343, 0x4EDF: 3
    case 0x842C, 0x4E07: 4
    case 0x5104, 0x4EBF: 8
    default: nil
    }
  }

  /// 0 for 年, 1 for 月, 2 for 日 and 號.
  static func dateUnit(_ scalar: UInt32) -> Int? {
    switch scalar {
    case 0x5E74: 0
    case 0x6708: 1
    case 0x65E5, 0x865F, 0x53F7: 2
    default: nil
    }
  }

  /// The number that stands at `start` and where it ends; nil and `start` where there is none.
  ///
  /// Digits in a row are read one by one (二零一八), others by their places.
  static func read(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int
  ) -> (number: UInt64?, end: Int) {
    var at = start
    var row: UInt64 = 0
    var digits = 0
    var total: UInt64 = 0
    var section: UInt64 = 0
    var isPlaced = false
    while at < end, digits < 18, at - start < 60 {
      let scalar = UTF8Scan.scalar(bytes, at: at)
      if let digit = value(scalar.value), digit < 10 {
        row = row * 10 + UInt64(digit)
        digits += 1
      } else if let power = scale(scalar.value) {
        // 百萬 without a number before it is a unit of what stands before.
        guard digits > 0 || isPlaced || power == 1 else { break }
        isPlaced = true
        if power >= 4 {
          section = section &+ row
          total = total &+ max(1, section) &* (power == 4 ? 10_000 : 100_000_000)
          section = 0
        } else {
          let factor: UInt64 = power == 1 ? 10 : power == 2 ? 100 : 1000
          // 廿 and 卅 stand for themselves.
          let tens = UInt64((value(scalar.value) ?? 10) / 10)
          let count = tens > 1 ? tens : digits == 0 ? 1 : row
          section = section &+ count &* factor
        }
        (row, digits) = (0, 0)
      } else {
        break
      }
      at += scalar.length
    }
    guard at > start else { return (nil, start) }
    if !isPlaced { return (digits > 0 ? row : nil, digits > 0 ? at : start) }
    return (total &+ section &+ row, at)
  }
}
