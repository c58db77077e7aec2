import Foundation
import Laws
import Testing

@testable import Normalize
@testable import NormalizeCommand

/// PDFs through pdftotext, and programs that read hostile input. `Scripts/check_pdf.py` has more.
@Suite("Command: PDF")
struct PDFTests {
  /// A PDF of one page a text; readers find its objects without the table of places.
  static func file(_ pages: [String], box: String = "0 0 595.28 841.89") -> [UInt8] {
    var objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
    objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    objects.append(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for (place, text) in pages.enumerated() {
      objects.append(
        """
        << /Type /Page /Parent 2 0 R /MediaBox [\(box)] /Contents \(5 + 2 * place) 0 R \
        /Resources << /Font << /F1 3 0 R >> >> >>
        """)
      let content = "BT /F1 11 Tf 1 0 0 1 60 700 Tm (\(text)) Tj ET"
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    var result = "%PDF-1.4\n"
    for (number, object) in objects.enumerated() {
      result += "\(number + 1) 0 obj\n\(object)\nendobj\n"
    }
    result += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\n%%EOF\n"
    return Array(result.utf8)
  }

  @Test func pagesAndBoxes() throws {
    let found = try PDFConverter().convert(
      Self.file(["The first page says this.", "The second."]))
    #expect(found.pages.count == 2)
    #expect(found.pages.first?.box == [0, 0, 59528, 84189])
    #expect(found.pages.last?.source.end == found.text.count)
    #expect(found.text.last == 0x0C)
    #expect(found.warnings.isEmpty)
    try CommandTests.inFolder { folder in
      try CorpusFiles.write(Self.file(["A notice of the Board."]), to: folder + "/notice")
      let result = try CommandTests.run(
        "clean", "notice", "--format", "json", "--encoding", "big5", folder: folder)
      #expect(result.status == 0)
      let text = String(decoding: result.output, as: UTF8.self)
      #expect(text.contains("\"text\":\"A notice of the Board.\\n\""))
      #expect(text.contains("\"box\":[0,0,595.28,841.89]"))
      #expect(text.contains("\"encoding\":\"UTF-8\""))
      #expect(text.contains("\"fileSha256\":\""))
    }
  }

  @Test func whatIsAPDF() {
    let file = Self.file(["x"])
    #expect(PDFSniffer.isPDF(file))
    #expect(PDFSniffer.isPDF(Array("junk\r\n".utf8) + file))
    #expect(PDFSniffer.isPDF([UInt8](repeating: 0x20, count: 1023) + file))
    #expect(!PDFSniffer.isPDF([UInt8](repeating: 0x20, count: 1024) + file))
    #expect(!PDFSniffer.isPDF(Array("A file that begins with %PDF-1.4 is a PDF.".utf8)))
    #expect(!PDFSniffer.isPDF(Array("<html><pre>%PDF-1.4\n1 0 obj".utf8).reversed()))
    #expect(!PDFSniffer.isPDF(Array("%PDF-".utf8)))
    #expect(!PDFSniffer.isPDF([UInt8]()))
  }

  @Test func whatPdfinfoSays() {
    let info = PDFInfo(
      Array(
        """
        Title:           Page 1 MediaBox: 9 9 9 9
        Pages:           nonsense
        Pages:           2
        Page    1 size:  612 x 792 pts (letter)
        Page    1 MediaBox:     -1.50     0.00   612.00   792.25
        Page    2 MediaBox:      0.00     0.00   inf   nan
        Page    99999999999 MediaBox:      0.00     0.00   1.00   1.00
        """.utf8))
    #expect(info.pages == 2)
    #expect(info.boxes == [1: [-150, 0, 61200, 79225]])
  }

  @Test func programsAreBounded() throws {
    let input = try Descriptor.inMemory(Array("abc".utf8))
    let shell = "/bin/sh"
    func run(_ script: String, _ limits: ChildProcess.Limits) throws -> ChildProcess.Outcome {
      try ChildProcess.run(shell, ["-c", script], input: input, limits)
    }
    let quick = ChildProcess.Limits(seconds: 5)
    // Twice: each reads its input from the beginning.
    for _ in 0..<2 { #expect(try run("cat; exit 7", quick).output == Array("abc".utf8)) }
    #expect(try run("exit 7", quick).ending == .status(7))
    #expect(try run("echo no >&2; kill -9 $$", quick).ending == .signal(9))
    #expect(try run("cd /; echo x > /tmp/none.$$ || exit 3", quick).ending != .status(0))
    #expect(try run("while :; do :; done", ChildProcess.Limits(seconds: 1)).ending == .outOfTime)
    let loud = ChildProcess.Limits(seconds: 20, output: 1 << 20)
    #expect(
      try run("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaa; done", loud).ending == .tooMuchOutput)
    // What it started goes with it: the pipe is closed.
    #expect(try run("sleep 1000 & exit 0", ChildProcess.Limits(seconds: 1)).ending == .outOfTime)
    #expect(try run("ls /proc/self/fd | wc -l", quick).output.filter { $0 > 0x20 } == [0x34])
    let missing = try ChildProcess.run("/nowhere/program", [], input: input, quick)
    #expect(missing.ending == .status(127))
  }

  @Test func keptTextsAreChecked() throws {
    try CommandTests.inFolder { folder in
      let cache = PDFCache(folder + "/pdf")
      var text = try PDFConverter(cache: cache).convert(Self.file(["One.", "Two."]))
      #expect(cache.text(text.fileSHA256, text.tool) == text)
      #expect(cache.text(text.fileSHA256, "99") == nil)
      let path = folder + "/pdf/" + text.fileSHA256
      var bytes = try #require(CorpusFiles.read(path))
      for at in [0, 8, bytes.count - 1] {
        bytes[at] ^= 1
        try CorpusFiles.write(bytes, to: path)
        #expect(cache.text(text.fileSHA256, text.tool) == nil)
        bytes[at] ^= 1
      }
      try CorpusFiles.write(Array(bytes.prefix(7)), to: path)
      #expect(cache.text(text.fileSHA256, text.tool) == nil)
      text.tool = "100"
      cache.keep(text)
      #expect(cache.text(text.fileSHA256, "100") == text)
      PDFCache(folder + "/pdf").prune()
      #expect(cache.text(text.fileSHA256, "100") == nil)
    }
  }
}
