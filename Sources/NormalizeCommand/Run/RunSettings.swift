internal import Normalize

/// What the bytes of a run depend on besides its inputs.
struct RunSettings: Sendable {
  var resources: Resources
  var options: Options
  var writesLedger: Bool
  var jobs: Int
  /// Names that are known from outside, not frozen.
  var known: Glossary?
  /// Of the options, the rules, the given glossary and the program.
  var fingerprint: Digest

  init(_ cleaning: CleaningOptions) throws {
    resources = try cleaning.resources()
    options = try cleaning.pipelineOptions()
    writesLedger = cleaning.ledger == .full
    jobs = cleaning.jobCount
    known = try cleaning.knownNames(resources)
    var parts = ByteWriter()
    parts.text("\(NormalizeCommand.version) \(Self.build)")
    parts.text(options.gloss.rawValue)
    parts.text(options.glossInto.rawValue)
    parts.text(options.resolution.rawValue)
    parts.text(options.stripped.map(\.rawValue).sorted().joined(separator: ","))
    parts.text(options.encoding?.rawValue ?? "")
    parts.number(options.floor)
    parts.number(writesLedger ? 1 : 0)
    for path in [cleaning.rules, cleaning.glossary] {
      parts.data(try path.map { try FileSystem.read($0) } ?? [])
    }
    fingerprint = Digest(parts.bytes)
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
