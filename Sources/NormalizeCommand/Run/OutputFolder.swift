internal import Normalize

/// Why a run cannot write its output.
struct OutputError: Error, CustomStringConvertible {
  let description: String
}

/// DIR: its lock, the folder of unfinished work, and the publication of what is finished.
///
/// `DIR/.normalize` holds `lock` (empty, for one run at a time), `manifest.json` (what the output
/// was made from), `pdf` (texts of PDFs) and, while a run is unfinished, `work`.
struct OutputFolder: ~Copyable {
  static let files = ["documents.jsonl", "failures.jsonl", "glossary.jsonl", "report.html"]

  let path: String
  let status: FileSystem.Status
  private let lock: Descriptor

  var state: String { path + "/.normalize" }
  var work: String { state + "/work" }
  /// Texts of PDFs, so that a PDF is read once.
  var pdf: String { state + "/pdf" }
  var manifest: String { state + "/manifest.json" }
  /// The store of a run that was given none: it holds the names of this output's documents and what
  /// people decided of them.
  var store: String { path + "/glossary.sqlite" }

  /// Makes the folder and takes its lock.
  init(_ path: String) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    try FileSystem.makeDirectory(path)
    let state = path + "/.normalize"
    if !FileSystem.exists(state) {
      for name in Self.files + ["text"] where FileSystem.exists("\(path)/\(name)") {
        throw OutputError(
          description: "\(path)/\(name) was not written by `normalize run`; choose another --output"
        )
      }
    }
    try FileSystem.makeDirectory(state)
    let found = try FileSystem.status(path)
    let held = try Self.locked(state + "/lock", path)
    try Self.rescue(state + "/work/old", path + "/text")
    self.path = path
    status = found
    lock = held
  }

  private static func locked(_ lock: String, _ path: String) throws -> Descriptor {
    let file = try Descriptor.open(lock, .update)
    guard try file.lock() else {
      throw OutputError(description: "\(path) is in use by another run")
    }
    return file
  }

  /// Whether the output was made from these inputs with these settings.
  func wasMade(from inputs: Digest, _ settings: Digest) -> Bool {
    guard let manifest = readManifest() else { return false }
    return manifest["settings"]?.string == settings.hexadecimal
      && manifest["inputs"]?.string == inputs.hexadecimal
  }

  /// An output that is missing, or has another size or a later time than the manifest, which is
  /// written last: somebody changed it.
  func changedOutput(_ documents: RunDocuments) -> String? {
    guard let sizes = readManifest()?["outputs"], let made = try? FileSystem.status(manifest) else {
      return manifest
    }
    for name in Self.files {
      guard let found = try? FileSystem.status("\(path)/\(name)"),
        found.size == sizes[name]?.int, found.changed <= made.changed
      else { return "\(path)/\(name)" }
    }
    for digest in documents.digests {
      let text = "\(path)/text/\(TextStore.place(digest.id))"
      guard let found = try? FileSystem.status(text), found.changed <= made.changed else {
        return text
      }
    }
    return nil
  }

  /// Whether a run with these settings may have made the output: then it is worth a look whether
  /// the inputs are the same.
  func mayHold(_ settings: Digest, inputs: InputTable) -> Bool {
    guard let manifest = readManifest() else { return false }
    return manifest["settings"]?.string == settings.hexadecimal
      && manifest["inputBytes"]?.int == inputs.bytes
      && manifest["inputUnits"]?.int == inputs.units.count
  }

  private func readManifest() -> JSONValue? {
    guard let bytes = try? FileSystem.read(manifest) else { return nil }
    return try? JSONParser.parse(bytes[...])
  }

  /// Moves what is finished from the work folder into place and drops the work folder. The manifest
  /// goes first and comes last, so an interruption leaves none that lies.
  func publish(_ settings: Digest, inputs: InputTable, fingerprint: Digest) throws(SystemError) {
    try FileSystem.removeFile(manifest)
    var sizes: [String] = []
    for name in Self.files {
      let size = try FileSystem.status("\(work)/\(name)").size
      sizes.append("\"\(name)\":\(size)")
      try FileSystem.rename("\(work)/\(name)", "\(path)/\(name)")
    }
    if FileSystem.exists(path + "/text") {
      try FileSystem.removeTree(work + "/old")
      try FileSystem.rename(path + "/text", work + "/old")
    }
    try FileSystem.rename(work + "/text", path + "/text")
    try Self.rescue(work + "/old", path + "/text")
    let text = """
      {"schema":"normalize/run/1","version":"\(NormalizeCommand.version)",\
      "settings":"\(settings.hexadecimal)","inputs":"\(fingerprint.hexadecimal)",\
      "inputUnits":\(inputs.units.count),"inputBytes":\(inputs.bytes),\
      "outputs":{\(sizes.joined(separator: ","))}}

      """
    try FileSystem.replace(manifest, with: Array(text.utf8))
    try FileSystem.removeTree(work)
  }

  /// Puts what no run wrote from the texts that were replaced into those that replace them. Where an
  /// interruption came before these, the old ones come back.
  private static func rescue(_ old: String, _ text: String) throws(SystemError) {
    guard FileSystem.exists(old) else { return }
    guard FileSystem.exists(text) else { return try FileSystem.rename(old, text) }
    guard let kept = try TextStore.moveForeign(from: old, to: text) else { return }
    let others = kept.count > 1 ? " and \(kept.count - 1) more" : ""
    Terminal.warn("normalize: kept \(text)/\(kept.first)\(others), which no run wrote")
  }

  /// Drops work that an interrupted run left and this one does not need.
  func dropWork() throws(SystemError) {
    try FileSystem.removeTree(work)
  }
}
