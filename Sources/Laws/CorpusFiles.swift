internal import Foundation

/// The filings of the repository.
public enum CorpusFiles {
  public struct Filing: Sendable {
    public var name: String
    public var bytes: [UInt8]
  }

  /// The root of the repository, found from where this file was compiled.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// `Corpus/filings/*.txt`, in the order of their names; empty where they cannot be read.
  public static let filings: [Filing] = files(in: "filings", endingIn: ".txt")

  /// `Corpus/html/*.html`, in the order of their names; empty where they cannot be read.
  public static let pages: [Filing] = files(in: "html", endingIn: ".html")

  private static func files(in folder: String, endingIn suffix: String) -> [Filing] {
    let path = root + "/Corpus/" + folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().compactMap { name in
      read(path + "/" + name).map { Filing(name: name, bytes: $0) }
    }
  }

  /// The bytes of a file; nil where it cannot be read.
  public static func read(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }

  /// Writes a file. Throws what Foundation says.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}
