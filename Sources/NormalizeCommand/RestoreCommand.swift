internal import ArgumentParser
internal import Normalize

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Prints the source bytes that a document was made from.",
    discussion: "Exit status 3 where the document does not give them, or not those of its SHA-256.")

  @Argument(help: ArgumentHelp("A document, or documents.jsonl.", valueName: "document.json"))
  var file: String

  @Option(help: "Which document, by its id, where the file holds several.")
  var id: String?

  func run() throws {
    let bytes = try Inputs.read(file)
    let document = try selected(bytes)
    let source: [UInt8]
    do {
      source = try SourceRestorer.restore(document)
    } catch {
      Terminal.warn("normalize: \(file): \(error)")
      throw ExitStatus.inputsFailed
    }
    guard Digest(source).hexadecimal == document["source"]?["sha256"]?.string else {
      Terminal.warn("normalize: \(file): the restored bytes have another SHA-256 than the document")
      throw ExitStatus.inputsFailed
    }
    try Terminal.print(source)
  }

  private func selected(_ bytes: [UInt8]) throws -> JSONValue {
    var found: [JSONValue] = []
    var failure: String?
    let key = id.map { Array("\"id\":\"\($0)\"".utf8) }
    // A document may be pretty-printed over many lines, so the whole file is tried where a line
    // alone is no JSON.
    RecordLines.forEach(in: bytes, first: 1) { line, number in
      if let key, !line.prefix(400).contains(key) { return }
      guard failure == nil else { return }
      do {
        found.append(try JSONParser.parse(line))
      } catch {
        failure = "line \(number): \(error)"
      }
    }
    if failure != nil || found.isEmpty, let whole = try? JSONParser.parse(bytes[...]) {
      failure = nil
      found = [whole]
    }
    if let id { found.removeAll { $0["id"]?.string != id } }
    if let failure {
      Terminal.warn("normalize: \(file), \(failure)")
      throw ExitStatus.inputsFailed
    }
    guard let first = found.first else {
      Terminal.warn("normalize: \(file): \(id.map { "no document \($0)" } ?? "no document")")
      throw ExitStatus.inputsFailed
    }
    // Duplicates of the same bytes share an id and restore alike.
    if found.count > 1, id == nil {
      throw ValidationError("\(file) holds \(found.count) documents; choose one with --id.")
    }
    return first
  }
}

/// Files named on the command line.
enum Inputs {
  /// The bytes of a file, or of standard input for `-`; a failure is said and ends the command.
  static func read(_ path: String) throws -> [UInt8] {
    do {
      return try FileSystem.read(path == "-" ? "/dev/stdin" : path)
    } catch {
      Terminal.warn("normalize: \(error)")
      throw ExitStatus.inputsFailed
    }
  }
}

extension Inputs {
  /// The one document of a file, unpacked and, of a PDF, its text; a failure is said and ends the
  /// command.
  static func record(_ path: String, _ converter: PDFConverter) throws -> Record {
    let bytes = try read(path)
    do {
      let content = try Wrapping.unpacked(bytes)
      guard PDFSniffer.isPDF(content) else { return Record(text: content) }
      return Record(try converter.convert(content))
    } catch {
      Terminal.warn("normalize: \(path): \(error)")
      throw ExitStatus.inputsFailed
    }
  }
}
