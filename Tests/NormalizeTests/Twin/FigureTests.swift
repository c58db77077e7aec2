import Testing

@testable import Normalize

@Suite("Figures")
struct FigureTests {
  /// The figures of a text as `number`, `date` or `time` values; those in words in brackets.
  static func figures(_ text: String) -> [String] {
    var scanner = FigureScanner()
    let bytes = Array(text.utf8)
    scanner.read(bytes, 0, bytes.count)
    return scanner.figures.map { figure in
      let value =
        switch figure.value {
        case .number(let digits, let exponent): "\(digits)e\(exponent)"
        case .date(let year, let month, let day): "\(year)-\(month)-\(day)"
        case .time(let minutes): "\(minutes / 60):\(minutes % 60)"
        }
      return figure.isWord ? "(\(value))" : value
    }
  }

  @Test(arguments: [
    ("HK$1,234.5 million", "港幣12.345億元"), ("RMB128.5 million", "人民幣1.285億元"),
    ("US$3 billion", "30億美元"), ("HK$410,000", "41萬港元"), ("25.7 million", "25.7百萬元"),
    ("13 March 2018", "二零一八年三月十三日"), ("March 13, 2018", "2018年3月13日"),
    ("31 December 2024", "二零二四年十二月三十一日"), ("21 November 2026", "二○二六年十一月廿一日"),
    ("10:30 a.m.", "上午十時三十分"), ("2:00 p.m.", "下午二時正"), ("4:30 p.m.", "下午四時半"),
    ("March 2024", "2024年3月"), ("five hundred million", "five hundred million"),
    ("0.5%", "0.50%"), ("2018-03-13", "13/03/2018"),
  ])
  func figuresThatMeanTheSameAreEqual(one: String, other: String) {
    let (a, b) = (Self.figures(one), Self.figures(other))
    #expect(a.count == 1)
    #expect(a == b)
  }

  @Test func valuesAreWhatTheySay() {
    #expect(Self.figures("on 13th March, 2018") == ["2018-3-13"])
    #expect(Self.figures("RMB38,550,000 (30%)") == ["3855e4", "3e1"])
    #expect(Self.figures("第十四章及第14A章") == ["(14e0)", "14e0"])
    #expect(Self.figures("一億二千萬") == ["(12e7)"])
    #expect(Self.figures("四個冷庫") == ["(4e0)"])
    #expect(Self.figures("截至二零二三年及二零二四年十二月三十一日") == ["(2023e0)", "2024-12-31"])
    #expect(Self.figures("10 days; May it please; 1,23") == ["1e1", "1e0", "23e0"])
  }

  @Test func wordsThatAreNoNumbersAreNone() {
    #expect(Self.figures("The Board may march on. Second-hand cars, Augustus.") == ["(2e0)"])
    #expect(Self.figures("年月日 公司 百貨 萬科 億利") == [])
    #expect(Self.figures("") == [])
    #expect(Self.figures("二零二四年") == ["(2024e0)"])
  }

  @Test func longNumbersDoNotOverflow() {
    #expect(Self.figures(String(repeating: "9", count: 60)).count == 1)
    #expect(Self.figures(String(repeating: "九", count: 60)).count >= 1)
    #expect(Self.figures("億" + String(repeating: "億", count: 40)).count <= 1)
    #expect(Self.figures("九億" + String(repeating: "億萬千百十", count: 40)).count >= 1)
  }
}
