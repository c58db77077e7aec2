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
    let status = try? FileSystem.status("/proc/self/exe")
    guard let size = status?.size,
      let bytes = try? FileSystem.read("/proc/self/exe", expecting: size)
    else { return "" }
    return Digest.hexadecimal(UnitReader.check(bytes))
  }()
}
