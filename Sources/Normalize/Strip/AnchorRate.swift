/// How common the words of anchors are in filings, to look for the rarest line of a rule.
///
/// Classes of ten to the power of the number, for a million words or ideographs; a guess costs
/// speed, never a finding. Words that are not listed are taken to be rare.
enum AnchorRate {
  /// Of an alternative in lower case; the rarest word decides.
  static func of(_ alternative: String, _ language: BoilerplateRule.Language) -> Int {
    switch language {
    case .en:
      // Splitting by characters is slow, and nearly all alternatives are ASCII.
      let words =
        alternative.utf8.allSatisfy { $0 < 0x80 }
        ? alternative.utf8.split { ($0 | 0x20) &- 0x61 >= 26 }.map { Substring($0) }
        : alternative.split { !$0.isLetter }
      let rates = words.map { english[String($0)] ?? ($0.utf8.count < 3 ? 2000 : 30) }
      // Punctuation alone: a TAB stands in every row of a table, `[*]` hardly anywhere.
      guard let rarest = rates.min() else { return alternative == "\t" ? 100_000 : 5 }
      switch words.count {
      case 1: return rarest
      case 2: return min(rarest / 2, 1000)
      default: return min(rarest / 4, 200)
      }
    case .zh:
      var rate = alternative.unicodeScalars.count > 3 ? 15 : 60
      if alternative.unicodeScalars.count == 1 { rate = alternative == "\t" ? 100_000 : 5000 }
      if let common = chineseRates[alternative] { rate = common }
      return rate
    }
  }

  /// The words that are common, with their rates.
  static let common: [(word: String, rate: Int)] =
    english.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + chinese

  private static let english = table(
    """
    20000 the of and to in a or for by on is as at be with
    8000 company shares group share are
    4000 this may not no which any its it an such will has have
    2500 board directors director securities december june agreement hong kong financial listing
    2000 announcement information shareholders management interest date rules exchange
    1500 stock executive market investment issue march companies public registered you made
    1000 independent offer trading section results general meeting subject limited period law us we
    800 statements circular holders transaction acquisition audit other report part contents
    800 auditor risk risks capital including april may july august september october november
    600 purposes conditions party notice shall should pursuant completion approval january february
    500 contained relating opinion document statement responsible available without united states
    400 effect required issued under given take proceed sale accordance material action if
    300 investors potential loss liability guarantee persons sell purchase sold chinese english name
    300 names deal dealings dealing future current prospectus publication condition held chairman
    200 obtain advice result trade applicable plan complete completed contemplated
    """)

  private static let chinese = chineseRates.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }

  private static let chineseRates = table(
    """
    8000 公司 本公司 股份
    4000 董事 本集團 有關 集團
    2000 投資 根據 資料 董事會 證券 股東 交易 報告 應
    1500 執行董事 非執行董事 獨立董事 於本公告日期 深知 所深知 合理查詢 包括 除外 不少於 收購 要約 協議 註冊 單位
    1000 主席 本公告 任何 上市規則 條件 完成 公告 通函 出售 法律 條例 進行 公司董事會
    600 內容 責任 登記 情況 人士 聯交所 交易所 聲明 陳述 意見 投資者 持有人 買賣 顧問 監事
    400 認購 生效 確認 文件 美國 損失 準確性 代表 公眾 管理層 編製 批准 訂立 財務報表 審計
    """
  )

  private static func table(_ rows: String) -> [String: Int] {
    var rates: [String: Int] = [:]
    for row in rows.split(separator: "\n") {
      let cells = row.split(separator: " ")
      guard let first = cells.first, let rate = Int(first) else { continue }
      for word in cells.dropFirst() { rates[String(word)] = max(rates[String(word)] ?? 0, rate) }
    }
    return rates
  }
}
