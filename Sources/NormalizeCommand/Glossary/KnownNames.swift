internal import Normalize
internal import NormalizeStore

/// Names from outside, not frozen, and what people decided of them.
struct KnownNames: Sendable {
  var glossary: Glossary
  var decisions: [RecordID: Decision] = [:]

  init(_ parts: (glossary: Glossary, decisions: [RecordID: Decision])) {
    (glossary, decisions) = parts
  }

  /// Reads `glossary.jsonl` of a run, or the lossless export of a store.
  ///
  /// Throws `GlossaryError` with the line.
  init(_ resources: Resources, parsing bytes: [UInt8]) throws(GlossaryError) {
    guard GlossaryRecord.isExport(bytes[...]) else {
      glossary = try Glossary(resources, parsing: bytes)
      return
    }
    let ledger = try GlossaryLedger(parsing: bytes, hash: GlossaryStore.hash)
    glossary = ledger.observed(resources)
    decisions = ledger.decisions
  }

  /// The glossary that documents are glossed with.
  func frozen(_ resources: Resources) -> Glossary {
    var glossary = glossary
    glossary.freeze(decisions.isEmpty ? nil : DecisionFold(decisions, resources))
    return glossary
  }
}

/// What a path of `--glossary` is.
enum GlossaryFile {
  /// Whether it is a store; a path where nothing is, or an empty file, is one to be.
  ///
  /// Throws `SystemError` where it cannot be read.
  static func isStore(_ path: String) throws(SystemError) -> Bool {
    guard FileSystem.exists(path) else { return !path.hasSuffix(".jsonl") }
    let head = try FileSystem.read(path, from: 0, count: 16)
    return head.isEmpty ? !path.hasSuffix(".jsonl") : GlossaryStore.isStore(head)
  }
}
