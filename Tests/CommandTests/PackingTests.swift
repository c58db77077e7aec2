import Foundation
import Laws
import Testing

@testable import NormalizeCommand

/// Packed filings: gzip, Zstandard, zip, and what is wrong with them.
@Suite("Command: packed input")
struct PackingTests {
  /// `zstd` of `Second filing.\n`.
  private static let zstandard: [UInt8] = [
    0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58, 0x79, 0x00, 0x00, 0x53, 0x65, 0x63, 0x6F, 0x6E, 0x64, 0x20,
    0x66, 0x69, 0x6C, 0x69, 0x6E, 0x67, 0x2E, 0x0A, 0xF2, 0xF2, 0xF4, 0x0C,
  ]

  /// Runs a Python script in a folder: its modules pack as other programs do.
  private static func python(_ script: String, in folder: String) throws {
    let result = try Shell.run(["/usr/bin/env", "python3", "-c", script], folder: folder)
    try #require(result.status == 0, "\(result.errors)")
  }

  private static func documents(_ folder: String) throws -> [String] {
    let bytes = try #require(CorpusFiles.read(folder + "/out/documents.jsonl"))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func path(_ document: String) -> String {
    String(document.split(separator: "\"path\":\"")[1].split(separator: "\"")[0])
  }

  @Test func aFolderOfPackedFilings() throws {
    try CommandTests.inFolder { folder in
      try Self.python(
        """
        import gzip, os, zipfile
        os.mkdir("in")
        page = "<!doctype html><p>A page of the Board.<p>董事會".encode("big5")
        open("in/a.txt", "w").write("First filing.\\n")
        open("in/again.txt.gz", "wb").write(gzip.compress(b"First filing.\\n"))
        open("in/two.gz", "wb").write(gzip.compress(b"One, ") + gzip.compress(b"two.\\n") + b"\\0" * 9)
        open("in/lines.jsonl.gz", "wb").write(gzip.compress(b'{"id":"x","text":"A record."}\\n'))
        open("in/named.txt", "wb").write(gzip.compress(b"Not what it says.\\n"))
        with zipfile.ZipFile("in/b.zip", "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("deep/page.htm", page)
            z.writestr("notice.txt", "A notice.\\n" * 50)
            z.writestr("lines.jsonl", '{"id":"y","text":"Another record."}\\n')
            z.writestr("image.png", "no filing")
            z.writestr(".hidden.txt", "hidden")
            z.writestr("__MACOSX/x.txt", "hidden")
            z.writestr("inner.txt.gz", gzip.compress(b"Packed twice.\\n"))
        os.symlink("loop.txt", "in/loop.txt")
        os.mkfifo("in/pipe.txt")
        """, in: folder)
      try CorpusFiles.write(Self.zstandard, to: folder + "/in/c.txt.zst")
      for jobs in ["1", "2"] {
        let result = try CommandTests.run(
          "run", "in", "--output", "out", "--jobs", jobs, folder: folder)
        #expect(result.status == 3)
        let found = try Self.documents(folder)
        #expect(
          found.map(Self.path) == [
            "in/a.txt", "in/again.txt.gz", "in/b.zip/deep/page.htm", "in/b.zip/inner.txt.gz",
            "in/b.zip/lines.jsonl", "in/b.zip/notice.txt", "in/c.txt.zst", "in/lines.jsonl.gz",
            "in/named.txt", "in/two.gz",
          ])
        #expect(found[1].contains("\"duplicateOf\":\"in/a.txt\""))
        #expect(found[2].contains("\"encoding\":\"Big5-HKSCS\""))
        #expect(found[2].contains("\"mediaType\":\"text/html\""))
        #expect(found[3].contains("Packed twice."))
        #expect(found[4].contains("\"recordId\":\"y\""))
        #expect(found[6].contains("Second filing."))
        #expect(found[9].contains("\"text\":\"One, two.\\n\""))
        let failures = CorpusFiles.read(folder + "/out/failures.jsonl") ?? []
        #expect(String(decoding: failures, as: UTF8.self).contains("ELOOP"))
        try FileManager.default.removeItem(atPath: folder + "/out")
      }
      let cleaned = try CommandTests.run(
        "clean", "in/b.zip", "in/c.txt.zst", "in/two.gz", "--gloss", "none", folder: folder)
      #expect(cleaned.status == 0, "\(cleaned.errors)")
      for part in [
        "A page of the Board.", "Packed twice.", "Another record.", "Second filing.", "two.",
      ] {
        #expect(cleaned.text.contains(part))
      }
    }
  }

  @Test func whatIsDamagedIsSaid() throws {
    try CommandTests.inFolder { folder in
      try Self.python(
        """
        import gzip, os, zipfile, zlib
        os.mkdir("in")
        def put(name, data): open("in/" + name, "wb").write(data)
        whole = gzip.compress(os.urandom(3000).hex().encode())
        put("cut.gz", whole[:-20])
        put("bits.gz", whole[:500] + bytes(30) + whole[530:])
        put("garbage.gz", whole + b"no gzip")
        put("bomb.gz", gzip.compress(bytes(1 << 27)))
        put("cut.zip", b"PK\\x03\\x04" + bytes(60))
        def archive(name, method=zipfile.ZIP_DEFLATED, change=lambda data: data):
            with zipfile.ZipFile("in/" + name, "w", method) as z:
                z.writestr("../../out.txt", "a way out")
                z.writestr("good.txt", "A good one.\\n" * 40)
            put(name, change(open("in/" + name, "rb").read()))
        archive("names.zip")
        archive("method.zip", zipfile.ZIP_LZMA)
        archive("sum.zip", zipfile.ZIP_STORED, lambda data: data.replace(b"A good one.", b"A bad oneX.", 1))
        archive("place.zip", change=lambda data: data[:-6] + b"\\xff\\xff\\xff\\x7f" + data[-2:])
        """, in: folder)
      let result = try CommandTests.run("run", "in", "--output", "out", folder: folder)
      #expect(result.status == 3)
      #expect(try Self.documents(folder).map(Self.path) == ["in/names.zip/good.txt"])
      let bytes = try #require(CorpusFiles.read(folder + "/out/failures.jsonl"))
      let failures = String(decoding: bytes, as: UTF8.self)
      for (path, word) in [
        ("in/cut.gz", "end in the middle"), ("in/bits.gz", "damaged"), ("in/garbage.gz", "damaged"),
        ("in/bomb.gz", "200 times"), ("in/cut.zip", "damagedArchive"),
        ("in/names.zip/../../out.txt", "badName"), ("in/method.zip/good.txt", "method 14"),
        ("in/sum.zip/good.txt", "checksum"), ("in/place.zip", "damagedArchive"),
      ] {
        #expect(
          failures.split(separator: "\n").contains {
            $0.hasPrefix("{\"path\":\"\(path)\"") && $0.contains(word)
          }, "\(path): \(word)")
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/../out.txt"))
      let cleaned = try CommandTests.run("clean", "in/cut.gz", "in/names.zip", folder: folder)
      #expect(cleaned.status == 3)
      #expect(cleaned.errors.contains("in/cut.gz: the gzip data end in the middle"))
      #expect(cleaned.text.contains("A good one."))
    }
  }

  /// No archive, however it is damaged, ends the program.
  @Test func damagedArchivesAreErrors() throws {
    try CommandTests.inFolder { folder in
      try Self.python(
        """
        import zipfile
        with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("good.txt", "A good one.\\n" * 4)
            z.writestr("other.txt", "Another one.\\n" * 4)
        """, in: folder)
      let whole = try #require(CorpusFiles.read(folder + "/a.zip"))
      var random = RandomSource(seed: 11)
      for round in 0..<4_000 {
        var bytes = whole
        for _ in 0..<random.number(1...4) {
          bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
        }
        if round % 4 == 0 { bytes.removeLast(random.below(bytes.count)) }
        let archive = ArchiveFile.bytes(bytes)
        guard let listing = try? archive.listing() else { continue }
        for member in listing.filings { _ = try? archive.bytes(of: member) }
      }
      for _ in 0..<2_000 {
        var bytes = Self.zstandard
        bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
        _ = try? Unpacker.unpack(bytes, .zstandard)
      }
    }
  }

  @Test(arguments: ["a.txt\nb.txt\n", "a.txt\r\n\r\nb.txt", "a.txt\0b.txt\0"])
  func pathsFromAList(_ list: String) throws {
    try CommandTests.inFolder { folder in
      try CorpusFiles.write(Array("First.\n".utf8), to: folder + "/a.txt")
      try CorpusFiles.write(Array("Second.\n".utf8), to: folder + "/b.txt")
      let cleaned = try CommandTests.run("clean", "--files-from", "-", input: list, folder: folder)
      #expect(cleaned.text == "First.\n\u{0C}\nSecond.\n")
      let run = try CommandTests.run(
        "run", "--files-from", "-", "--output", "out", input: list, folder: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try Self.documents(folder).map(Self.path) == ["a.txt", "b.txt"])
      #expect(try CommandTests.run("run", "--output", "out", folder: folder).status == 1)
      let missing = try CommandTests.run("clean", "--files-from", "missing", folder: folder)
      #expect(missing.status == 3)
    }
  }
}
