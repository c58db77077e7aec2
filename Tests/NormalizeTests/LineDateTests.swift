import Testing

@testable import Normalize

private func date(_ line: String) -> String? {
  let bytes = Array(line.utf8)
  return LineDate.parse(bytes.span, 0, bytes.count)?.iso
}

@Suite struct LineDateTests {
  @Test(arguments: [
    ("Hong Kong, 13 March 2018", "2018-03-13"), ("Singapore 5 May 2021", "2021-05-05"),
    ("March 13, 2018", "2018-03-13"), ("8 May 2018", "2018-05-08"),
    ("Date: March 17, 2022", "2022-03-17"),
    ("Guangzhou, the PRC, 25 August 2023", "2023-08-25"), ("13th March, 2018", "2018-03-13"),
    ("香港，二零一八年三月十三日", "2018-03-13"), ("2018年3月13日", "2018-03-13"),
    ("二○二六年一月三十一日", "2026-01-31"), ("二〇一八年十二月廿一日", "2018-12-21"),
    ("香港，2023年10月11日", "2023-10-11"), ("呈交日期：\t2023年5月5日", "2023-05-05"),
    ("中國，成都，二零二零年五月十日", "2020-05-10"), ("Hong Kong, 30 March 2022\t香港，二零二二年三月三十日", "2022-03-30"),
    ("2018-03-13", "2018-03-13"),
    ("Luoyang, the People’s Republic of China, 7 July 2022", "2022-07-07"),
    ("Luoyang City, Henan Province, the People's Republic of China, 7 July 2022", "2022-07-07"),
    ("Seoul, Republic of Korea, 7 July 2022", "2022-07-07"),
    ("Hong Kong, 5 March 2024 (Tuesday)", "2024-03-05"), ("香港，二零二四年三月五日（星期二）", "2024-03-05"),
    ("Dated this 9th day of May, 2022", "2022-05-09"),
    ("Hong Kong, the 9th of May 2022", "2022-05-09"),
    ("中国北京\t2022年7月7日", "2022-07-07"), ("中国 北京 二〇二二年七月七日", "2022-07-07"),
    ("中國·洛陽，2022年7月7日", "2022-07-07"),
  ])
  func dateLines(_ line: String, _ expected: String) { #expect(date(line) == expected) }

  @Test(arguments: [
    "13/03/2018", "For the year ended 31 December 2018", "for the month ended 截至月份:\t31 May 2023",
    "On 13 March 2018, the Company", "二零一八年", "2018年", "31 February", "成立日期：2014年9月10日",
    "截至二零一八年十二月三十一日", "於2018年3月13日", "45 March 2018", "2018年13月1日", "", "December 2018",
    "HELD ON 27 JULY 2022", "AS AT 31 MAY 2022", "UPDATE AS OF 3 MAY 2021",
    "Minutes of the Meeting, 3 May 2021", "Articles of Association, 3 May 2021", "中國市場 3月5日",
  ])
  func noDateLines(_ line: String) { #expect(date(line) == nil) }
}
