internal import Crypto

/// What the report looks like, and the few lines that filter its tables.
enum ReportStyle {
  static let css: StaticString = """
    :root{color-scheme:light dark;--back:#f6f7f9;--card:#fff;--ink:#1c2330;--soft:#5d6778;\
    --line:#dfe3ea;--accent:#2457c5;--pair:#d7e8ff;--one:#ffecc4;--gloss:#d8f2df;--cut:#c2334d;\
    --cutback:#fdeaee;--bar:#4f7fe0;--bar2:#93b4f0;--bar3:#d7dce6}
    @media(prefers-color-scheme:dark){:root{--back:#12151b;--card:#1a1f28;--ink:#e4e8ef;\
    --soft:#98a2b3;--line:#2c3440;--accent:#86aefc;--pair:#1f3b66;--one:#5a4412;--gloss:#1d4a2c;\
    --cut:#ff8a9d;--cutback:#40202a;--bar:#5f8df0;--bar2:#3d5c9e;--bar3:#39414f}}
    *{box-sizing:border-box}
    html{scroll-padding-top:4.2rem}
    body{margin:0;background:var(--back);color:var(--ink);font:15px/1.55 system-ui,-apple-system,\
    "Segoe UI",Roboto,"Noto Sans",sans-serif,"PingFang HK","Microsoft JhengHei","Noto Sans CJK TC"}
    header{position:sticky;top:0;z-index:5;background:var(--card);border-bottom:1px solid var(--line)}
    header div,main{max-width:1240px;margin:0 auto;padding:0 1.2rem}
    header div{display:flex;gap:1.4rem;align-items:center;height:3.2rem;overflow-x:auto}
    header b{font-size:1.05rem;white-space:nowrap}
    header a{color:var(--soft);text-decoration:none;white-space:nowrap;font-size:.92rem}
    header a:hover{color:var(--accent)}
    main{padding-bottom:4rem}
    section{margin-top:2.2rem}
    h2{font-size:1.2rem;margin:0 0 .3rem}
    p.lead{color:var(--soft);margin:0 0 .9rem;max-width:52rem}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.2rem,1fr));gap:.8rem;\
    margin-top:1.6rem}
    .card,.panel{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.9rem 1rem}
    .card b{display:block;font-size:1.55rem;line-height:1.2;font-variant-numeric:tabular-nums}
    .card span{color:var(--soft);font-size:.86rem}
    .card.warn b{color:var(--cut)}
    .panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(21rem,1fr));gap:.8rem}
    .panel h3{margin:0 0 .6rem;font-size:.95rem}
    svg{display:block;width:100%;height:auto}
    svg text{fill:var(--ink);font-size:12px}
    svg text.n{fill:var(--soft)}
    .legend{display:flex;gap:.1rem 1.1rem;flex-wrap:wrap;font-size:.86rem;color:var(--soft);margin-top:.5rem}
    .legend i{display:inline-block;width:.75rem;height:.75rem;border-radius:3px;margin-right:.35rem;\
    vertical-align:-1px}
    .scroll{overflow:auto;max-height:34rem;border:1px solid var(--line);border-radius:10px;background:var(--card)}
    table{border-collapse:collapse;width:100%}
    th{position:sticky;top:0;background:var(--card);text-align:left;font-size:.8rem;color:var(--soft);\
    font-weight:600;border-bottom:1px solid var(--line);padding:.5rem .7rem;white-space:nowrap}
    td{padding:.42rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
    tr:last-child td{border-bottom:0}
    td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
    td small,.soft{color:var(--soft)}
    td a{color:var(--accent);text-decoration:none}
    .nb{white-space:nowrap}
    .tag{display:inline-block;font-size:.76rem;border:1px solid var(--line);border-radius:1rem;\
    padding:0 .5rem;color:var(--soft);white-space:nowrap}
    .off{font-weight:600}
    .meter{display:inline-block;width:3.2rem;height:.45rem;border-radius:3px;background:var(--bar3);\
    margin-right:.4rem;overflow:hidden}
    .meter i{display:block;height:100%;background:var(--bar)}
    input[type=search]{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);\
    border-radius:8px;padding:.4rem .7rem;width:min(24rem,100%);margin-bottom:.6rem}
    .conflict{display:grid;gap:.4rem}
    details{background:var(--card);border:1px solid var(--line);border-radius:10px;margin-bottom:.7rem}
    summary{cursor:pointer;padding:.6rem .9rem;display:flex;gap:.7rem;align-items:baseline;flex-wrap:wrap}
    summary b{overflow-wrap:anywhere}
    .sides{display:grid;grid-template-columns:1fr 1fr;border-top:1px solid var(--line)}
    .sides>div{padding:.8rem .9rem;min-width:0}
    .sides>div+div{border-left:1px solid var(--line)}
    .sides h4{margin:0 0 .5rem;font-size:.8rem;color:var(--soft)}
    pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;max-height:38rem;overflow:auto}
    @media(max-width:800px){.sides{grid-template-columns:1fr}.sides>div+div{border-left:0;\
    border-top:1px solid var(--line)}}
    del{color:var(--cut);background:var(--cutback);text-decoration-thickness:1px}
    mark{color:inherit;background:var(--pair);border-radius:3px}
    mark.one{background:var(--one)}
    ins{text-decoration:none;background:var(--gloss);border-radius:3px}
    .empty{color:var(--soft);font-style:italic}
    ul.warnings{margin:.2rem 0 0;padding:0 1rem .6rem 2rem;color:var(--cut);font-size:.88rem}
    @media print{header{position:static}.scroll,pre{max-height:none}}
    """

  /// Hides the rows of a table that do not contain what is typed. Text only: nothing of a filing
  /// becomes markup here.
  static let script: StaticString = """
    for(const f of document.querySelectorAll('input[data-table]')){f.hidden=false;\
    f.addEventListener('input',()=>{const q=f.value.toLowerCase();\
    for(const r of document.getElementById(f.dataset.table).tBodies[0].rows)\
    r.hidden=!r.textContent.toLowerCase().includes(q)})}
    """

  /// A policy that lets nothing in but this style and this script.
  static let policy: String = {
    let digest = unsafe SHA256.hash(
      data: UnsafeBufferPointer(start: script.utf8Start, count: script.utf8CodeUnitCount))
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
      + base64(Array(digest)) + "'"
  }()

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes.count - start
      let first = Int(bytes[start])
      let second = rest > 1 ? Int(bytes[start + 1]) : 0
      let third = rest > 2 ? Int(bytes[start + 2]) : 0
      text.append(digits[first >> 2])
      text.append(digits[(first & 3) << 4 | second >> 4])
      text.append(rest > 1 ? digits[(second & 15) << 2 | third >> 6] : 0x3D)
      text.append(rest > 2 ? digits[third & 63] : 0x3D)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
