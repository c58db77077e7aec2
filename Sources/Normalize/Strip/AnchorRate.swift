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

  /// Words of filings that stand in no notice, or seldom: what a window is to avoid. The rates are
  /// those of the words and of their like, for a million.
  static let ordinary: [(word: String, rate: Int)] =
    ordinaryRates.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }

  private static let ordinaryRates = table(
    """
    1500 year ended million approximately business revenue amount total period cash assets interests
    1000 increase increased decrease decreased respectively during between through following further
    1000 director executive non-executive corporate subsidiary subsidiaries equity value development
    1000 technology technical medical clinical biological chemical electrical mechanical practical
    800 income profit margin cost costs expenses fee fees payment payments paid payable receivable
    800 production product products customer customers supplier suppliers service services project
    800 property properties construction operation operations operating principal activities industry
    800 consideration percentage ordinary issued allotment option scheme proceeds facility borrowings
    600 agreement agreements arrangement agent assistant relevant related relation relationship
    600 international national regional central local province city district industrial commercial
    600 holding holdings controlled controlling ultimate beneficial owner owned wholly-owned directly
    600 appointed appointment resignation retire election committee remuneration nomination secretary
    600 previous previously various vision provision provisions division revision serious obvious
    600 policy policies procedure management governance compliance internal control review report
    400 research laboratory regulatory history territory inventory inventories satisfactory factory
    400 experience experienced university degree bachelor master professional accountant qualification
    400 application applications certification classification notification specification modification
    400 transaction transactions connected continuing annual cap price prices basis terms negotiation
    400 impairment depreciation amortisation allowance recognised measured fair comprehensive profit
    400 taken taking takes make making made sale sales sold land building equipment plant machinery
    400 current non-current long-term short-term fixed rate rates currency exchange foreign domestic
    400 employee employees staff training health safety environmental social protection energy power
    300 therapy treatment patient patients cell cells antibody antigen receptor receptors study studies
    300 china hong kong beijing shanghai shenzhen guangzhou hangzhou nanjing chengdu cayman bermuda
    2000 於 之 及 的 為 在 人民幣 百萬元 約 年度 截至 止 增加 減少 主要 業務 收入 收益 成本 溢利 虧損
    1000 附屬公司 有限公司 技術 產品 客戶 服務 項目 發展 市場 銷售 生產 管理 資產 負債 權益 價值
    800 該等 其他 相關 進行 以及 由於 就 與 向 其 已 將 可 並 而 或 不 未 尚未 不會 所有 同意 取得
    600 委任 任命 先生 女士 博士 委員會 提名 薪酬 審核 職務 經驗 學位 大學 國際 中國 香港 北京 上海
    600 轉讓 代價 支付 訂約 各方 賣方 買方 目標 股權 持股 控股 實益 擁有 間接 直接 全資 關連 持續
    400 研究 臨床 試驗 申請 專利 許可 監督 管理局 國家 地方 政府 政策 環境 安全 員工 培訓 建設 工程
    400 大會 通告 通函 決議案 批准 授權 發行 配發 購股權 計劃 供股 股息 派付 記錄 登記 過戶 手續
    """)

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
