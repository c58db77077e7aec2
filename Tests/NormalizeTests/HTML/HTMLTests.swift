import Laws
import Testing

@testable import Normalize

/// HTML: what a reader sees and no more.
@Suite("HTML")
struct HTMLTests {
  /// The text of a page's body.
  private func text(_ body: String) throws -> String {
    var cleaner = Cleaner(Shared.resources, Options())
    let document = try cleaner.clean(Array("<!doctype html>\(body)".utf8), as: .html)
    return String(decoding: document.text.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    // A line break inside a paragraph is a blank, between ideographs nothing.
    ("<p>The Board\n  met.<p>董事會\n已開會。", "The Board met.\n\n董事會已開會。\n"),
    ("<p>It <b>did</b>\n<i>meet</i>.", "It did meet.\n"),
    ("<p>one<br>Two<br><br>Three", "one\nTwo\n\nThree\n"),
    ("<div>A line.</div><div>Another.</div>", "A line.\n\nAnother.\n"),
    (
      "10<sup>3</sup> and Limited<sup>(2)</sup> (甲乙有限公司), 5<sup>th</sup>",
      "10³ and Limited² (甲乙有限公司), 5th\n"
    ),
    ("<ruby>南<rp>(</rp><rt>nán</rt><rp>)</rp>京<rt>jīng</ruby>傳奇", "南京傳奇\n"),
    ("<ul><li>First<li>Second</ul>", "- First\n- Second\n"),
    ("<ol type=i start=4><li>Fourth<li value=9>Ninth</ol>", "iv. Fourth\nix. Ninth\n"),
    ("<ul style='list-style: none'><li>Plain</ul>", "Plain\n"),
    ("<ol><li>(a) First</ol>", "(a) First\n"),
    (
      "<dl><dt>“Board”<dd>the directors<dt>“Code”<dd>the rules</dl>",
      "“Board”\tthe directors\n“Code”\tthe rules\n"
    ),
    ("<h1>RESULTS</h1>Revenue rose.", "RESULTS\n\nRevenue rose.\n"),
  ])
  func blocksAndLines(_ page: String, _ expected: String) throws {
    #expect(try text(page) == expected)
  }

  @Test(arguments: [
    ("<table><tr><td>Revenue<td>10<tr><td>Cost<td>(7)</table>", "Revenue\t10\nCost\t(7)\n"),
    // Empty columns that no row uses go; those that one uses stay.
    ("<table><tr><td>A<td>&nbsp;<td>1<td>2<tr><td>B<td><td><td>3</table>", "A\t1\t2\nB\t\t3\n"),
    ("<table><tr><td>Loss<td>$<td>(7<td>)<tr><td>Gain<td><td>8</table>", "Loss\t$ (7)\nGain\t8\n"),
    ("<table><tr><td><p>Two</p><p>parts</p><td>x</table>", "Two parts\tx\n"),
    ("<table><tr><td>•<td>An item of a list.</table>", "- An item of a list.\n"),
    // A table with one cell lays out the page.
    ("<table><tr><td><p>One.</p><p>Two.</p></table>", "One.\n\nTwo.\n"),
    (
      "<table><tr><td><table><tr><td>a<td>1<tr><td>b<td>2</table><td>Beside.</table>",
      "a\t1\nb\t2\n\nBeside.\n"
    ),
    ("<table><tr><td>Total<td><table><tr><td>RMB<td>100</table></table>", "Total\tRMB 100\n"),
    ("<table><tr><td rowspan=2>A<td>x<tr><td>y</table>", "A\tx\ny\n"),
  ])
  func tables(_ page: String, _ expected: String) throws {
    #expect(try text(page) == expected)
  }

  @Test(arguments: [
    "<p hidden>SECRET</p>", "<div style='display:none'><p>SECRET</div>",
    "<span style=\"color:red; VISIBILITY : hidden\">SECRET</span>", "<script>SECRET</script>",
    "<style>SECRET</style>", "<!-- SECRET -->", "<title>SECRET</title>",
    "<template>SECRET</template>",
    "<noscript>SECRET</noscript>", "<i class=icon aria-hidden=true>SECRET</i>",
    "<input type=hidden value='SECRET'>", "<select><option>SECRET</select>",
    "<svg><text>SECRET</svg>",
    "<script><!-- <script>a</script> SECRET --></script>", "<a title='>SECRET' href='x'></a>",
    "<style>.x, p#y{ display:none }</style><b class='a x'>SECRET</b>", "<?php SECRET ?>",
    "<style><!-- .x{display:none} --></style><p class=x>SECRET</p>", "<textarea>SECRET</textarea>",
    "<span class=sr-only>SECRET</span>", "<b hidden>a<p>SECRET</p></b>",
    "<DOCUMENT><TYPE>6-K<FILENAME>SECRET\n<TEXT>", "<p><b hidden>a<p>SECRET</b></p>",
    "<a hidden>SECRET<fieldset></a></fieldset>",
  ])
  func whatIsNotShownIsNotInTheText(_ page: String) throws {
    let clean = try text("<p>Before.</p>\(page)<p>After.</p>")
    #expect(!clean.contains("SECRET"))
    #expect(clean.contains("After."))
  }

  @Test(arguments: [
    ("&amp;&lt;&gt;&quot;&nbsp;x", "&<>\" x\n"),
    ("&ampx &copy2021 &notit; &notin;", "&x ©2021 ¬it; ∉\n"),
    ("&#38634;&#x96F2; &#150; &#146;", "雪雲 – ’\n"),
    ("&#0; &#xD800; &#x110000; &#;&#x;", "\u{FFFD} \u{FFFD} \u{FFFD} &#;&#x;\n"),
    ("R&D and AT&T & more &unknown;", "R&D and AT&T & more &unknown;\n"),
    ("1 < 2 and <3", "1 < 2 and <3\n"),
  ])
  func characterReferences(_ page: String, _ expected: String) throws {
    #expect(try text(page) == expected)
  }

  @Test func everyNamedReferenceIsKnown() throws {
    for row in DataFile.rows("entities.tsv") {
      let source: [UInt8] = [0x26] + Array(try #require(row.first))
      let end = CharacterReference.resolve(source.span, 0, source.count)?.end
      #expect(end == source.count)
    }
  }

  @Test func preformattedTextKeepsItsLines() throws {
    let page = "<pre>\nItem           1999     2000\nA                12       13\n</pre>"
    #expect(try text(page) == "Item\t1999\t2000\nA\t12\t13\n")
  }

  @Test(arguments: [
    "<nav><a href=/a>GONE</a></nav>", "<ul class=main-menu><li><a href=/a>GONE</a></ul>",
    "<p><a href=/>GONE</a> | <a href=/b>GONE too</a> | <a href=/c>GONE</a></p>",
    "<div id=cookieBanner>GONE: this page uses cookies.</div>",
    "<footer>© 2021 GONE. All rights reserved.</footer>", "<div role=navigation>GONE</div>",
  ])
  func navigationGoesToTheLedger(_ page: String) throws {
    let source = "<!doctype html><p>The Board met on 3 May 2021 and approved the accounts.\(page)"
    let cleaned = try Cleaned(source)
    #expect(!cleaned.text.contains("GONE"))
    #expect(
      cleaned.removed.contains { $0.rule == "html-navigation" && $0.text.contains("GONE") })
    #expect(try Cleaned(source) { $0.stripped = [] }.text.contains("GONE"))
  }

  @Test(arguments: [
    "<div class=share-capital>Share capital: 4,000,000 shares of <a href=/n>HK$0.01</a> each</div>",
    "<p>See <a href=/a>the circular</a>, <a href=/b>the notice</a> and <a href=/c>the form</a>.</p>",
    "<ul><li><a href='#a'>1. Definitions</a><li><a href='#b'>2. Letter</a><li><a href='#c'>3. Notice</a></ul>",
    "<div class=header><p>Nanhu Paper Limited announces its results for the year.</p></div>",
  ])
  func contentStays(_ page: String) throws {
    let cleaned = try Cleaned("<!doctype html><p>The Board met on 3 May 2021.</p>\(page)")
    #expect(!cleaned.removed.contains { $0.rule == "html-navigation" })
  }

  @Test func aPageMustLeaveSomething() throws {
    let cleaned = try Cleaned("<html><div class=footer><a href=/x>All there is</a></div>")
    #expect(cleaned.text == "All there is\n")
  }

  @Test(arguments: CorpusFiles.pages)
  func lawsHoldOnPages(_ page: CorpusFiles.Filing) throws {
    var checker = LawChecker(Shared.resources)
    checker.freshEvery = 1
    let violations = checker.violations(page.bytes)
    #expect(violations.isEmpty, "\(page.name): \(violations)")
    var cleaner = Cleaner(Shared.resources, Options())
    #expect(try cleaner.clean(page.bytes).mediaType == .html)
  }

  @Test func thePagesAreThere() { #expect(CorpusFiles.pages.count >= 6) }

  @Test func deepPagesAreReadWithAWarning() throws {
    let source = "<html>" + String(repeating: "<div><b hidden>", count: 20_000) + "x<p>Seen."
    let cleaned = try Cleaned(source)
    #expect(cleaned.document.warnings.contains { $0.code == "deep-markup" })
    let shallow = "<html>" + String(repeating: "<div>", count: 100_000) + "Seen."
    #expect(try Cleaned(shallow).text == "Seen.\n")
  }
}

/// What is a page, and what it is in.
@Suite("HTML: content and encoding")
struct HTMLSnifferTests {
  @Test(arguments: [
    ("<!DOCTYPE html><p>a", true), ("\u{FEFF} \n<!-- x --><HTML>", true),
    ("<?xml version='1.0'?>\n<html>", true), ("Notice <b>bold</b> text", false), ("a < b", false),
    (String(repeating: "<p>Some words</p> ", count: 8), true),
    (String(repeating: "<PAGE>\n<S> <C>\n1 2\n", count: 40), false), ("", false), ("<", false),
    (String(repeating: "x", count: 5_000) + String(repeating: "<p>", count: 8), false),
  ])
  func pages(_ text: String, _ isPage: Bool) {
    #expect(HTMLSniffer.isPage(Array(text.utf8)) == isPage)
  }

  @Test(arguments: [
    ("<meta charset=big5>", TextEncoding.big5HKSCS), ("<META charset = 'GBK'>", .gb18030),
    ("<meta content=\"text/html; charset=windows-1252\">", .windows1252),
    ("<?xml version='1.0' encoding=\"utf-8\"?>", .utf8), ("<meta charset=x-unknown>", nil),
    ("charset=big5", nil),
  ])
  func declarations(_ head: String, _ encoding: TextEncoding?) {
    #expect(HTMLSniffer.declaredEncoding(Array(head.utf8)) == encoding)
  }

  /// A page in one encoding that declares another.
  @Test(arguments: [
    ("BIG5-HKSCS", "iso-8859-1", TextEncoding.big5HKSCS), ("BIG5-HKSCS", "gb2312", .big5HKSCS),
    ("GB18030", "big5", .gb18030), ("GB18030", "utf-8", .gb18030), ("UTF-8", "big5", .utf8),
    ("BIG5-HKSCS", "big5", .big5HKSCS), ("UTF-16LE", "utf-8", .utf16LittleEndian),
  ])
  func pagesLie(_ real: String, _ declared: String, _ expected: TextEncoding) throws {
    let page = """
      <html><meta charset="\(declared)"><p>董事會宣佈本公司與賣方訂立協議收購位於東莞市的廠房，代價為人民幣三千萬元。
      <p>本公司股份將於聯交所復牌，股東及潛在投資者於買賣本公司證券時務請審慎行事。
      """
    let bytes = try #require(Transcoder.encode(Array(page.utf8), to: real))
    var cleaner = Cleaner(Shared.resources, Options())
    let document = try cleaner.clean(bytes)
    #expect(document.decoded.encoding == expected)
    #expect(document.mediaType == .html)
    #expect(String(decoding: document.text.bytes, as: UTF8.self).hasPrefix("董事會宣佈本公司"))
  }

  @Test func accentsStayWindows1252() throws {
    let page =
      "<html><meta charset=gb2312><p>The caf\u{E9} \u{93}Legend\u{94} isn\u{92}t part of it."
    let bytes = page.unicodeScalars.map { UInt8($0.value) }
    var cleaner = Cleaner(Shared.resources, Options())
    let document = try cleaner.clean(bytes)
    #expect(
      String(decoding: document.text.bytes, as: UTF8.self)
        == "The café “Legend” isn’t part of it.\n")
  }
}
