internal import Normalize
internal import NormalizeStore

/// What the bytes of a run depend on besides its inputs.
struct RunSettings: Sendable {
  var resources: Resources
  var options: Options
  var writesLedger: Bool
  var jobs: Int
  /// Names that are known from outside and are not added to.
  var known: KnownNames?
  /// The store of `--glossary`; nil where the output has its own.
  var storePath: String?
  /// Of the options, the rules, the given names and the program.
  var fingerprint: Digest
  /// Of what decides which names a document states.
  var reader: String

  init(_ cleaning: CleaningOptions) throws {
    resources = try cleaning.resources()
    options = try cleaning.pipelineOptions()
    writesLedger = cleaning.ledger == .full
    jobs = cleaning.jobCount
    if let glossary = cleaning.glossary, try GlossaryFile.isStore(glossary) {
      storePath = glossary
    } else {
      known = try cleaning.knownNames(resources)
    }
    var parts = ByteWriter()
    parts.text("\(NormalizeCommand.version) \(Self.build)")
    parts.text(options.gloss.rawValue)
    parts.text(options.glossInto.rawValue)
    parts.text(options.resolution.rawValue)
    parts.text(options.stripped.map(\.rawValue).sorted().joined(separator: ","))
    parts.text(options.encoding?.rawValue ?? "")
    parts.number(options.floor)
    parts.number(writesLedger ? 1 : 0)
    for path in [cleaning.rules, storePath == nil ? cleaning.glossary : nil] {
      parts.data(try path.map { try FileSystem.read($0) } ?? [])
    }
    fingerprint = Digest(parts.bytes)
    var reading = ByteWriter()
    reading.text("\(NormalizeCommand.version) \(Self.build)")
    reading.text(options.encoding?.rawValue ?? "")
    reading.number(options.floor)
    reader = String(Digest(reading.bytes).hexadecimal.prefix(32))
  }

  /// The fingerprint with what a store holds.
  func fingerprint(with records: RecordID) -> Digest {
    Digest(Array("\(fingerprint.hexadecimal) \(records)".utf8))
  }

  /// The program itself: a development build with the same version is another program.
  private static let build: String = {
    var hash: UInt64 = 0
    var part: [UInt8] = []
    guard let file = try? Descriptor.open("/proc/self/exe", .read) else { return "" }
    while let count = try? file.read(1 << 20, into: &part), count > 0 {
      hash = (hash &+ UnitReader.check(part)) &* 0x9E37_79B9_7F4A_7C15
      part.removeAll(keepingCapacity: true)
    }
    return Digest.hexadecimal(hash)
  }()
}
