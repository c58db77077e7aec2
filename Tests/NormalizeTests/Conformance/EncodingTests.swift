internal import Foundation
import Testing

@testable import Normalize

/// Each pair of bytes of the WHATWG Encoding Standard's indexes of Big5 and GB18030, from Debian's
/// `librust-encoding-rs-dev`.
@Suite("Conformance: encodings")
struct EncodingTests {
  struct Missing: Error, CustomStringConvertible {
    var description: String { "run `make deps-tests` (package librust-encoding-rs-dev)" }
  }

  /// A file of the package's tests, by lines.
  private static func lines(_ name: String) throws -> [[UInt8]] {
    let root = "/usr/share/cargo/registry"
    guard
      let folder = try FileManager.default.contentsOfDirectory(atPath: root)
        .first(where: { $0.hasPrefix("encoding_rs-") }),
      let data = FileManager.default.contents(atPath: "\(root)/\(folder)/src/test_data/\(name)")
    else { throw Missing() }
    return Array(data).split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
  }

  @Test(arguments: [
    ("big5", TextEncoding.big5HKSCS, 18_500), ("gb18030", .gb18030, 23_900),
  ])
  func everyPairIsWhatTheIndexSays(
    _ name: String, _ encoding: TextEncoding, _ atLeast: Int
  ) throws {
    let (given, expected) = (try Self.lines("\(name)_in.txt"), try Self.lines("\(name)_in_ref.txt"))
    #expect(given.count == expected.count)
    var checked = 0
    for (bytes, text) in zip(given, expected) where bytes.count == 2 && bytes[0] >= 0x80 {
      // A pair that the index leaves out: ICU has private use for it, or one U+FFFD.
      if text.starts(with: [0xEF, 0xBF, 0xBD]) { continue }
      checked += 1
      let decoded = try SourceDecoder.decode(bytes, override: encoding)
      #expect(decoded.text == text, "\(bytes)")
    }
    #expect(checked >= atLeast)
  }
}
