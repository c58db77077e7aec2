public import ArgumentParser
public import Normalize
internal import NormalizeStore

extension Options.GlossMode: CaseIterable, ExpressibleByArgument {
  public static let allCases: [Options.GlossMode] = [.none, .first, .every]
}

extension Options.GlossTarget: CaseIterable, ExpressibleByArgument {
  public static let allCases: [Options.GlossTarget] = [.en, .zh, .both]
}

extension Options.Resolution: CaseIterable, ExpressibleByArgument {
  public static let allCases: [Options.Resolution] = [.none, .sidecar, .inline]
}

/// What `clean` and `run` share: how a document is cleaned.
struct CleaningOptions: ParsableArguments {
  enum Ledger: String, CaseIterable, ExpressibleByArgument { case full, none }

  @Option(help: "Insert the counterpart of a name at its first mention, at every one, or nowhere.")
  var gloss: Options.GlossMode = .first

  @Option(help: "Which names are glossed; en inserts English after Chinese names.")
  var glossInto: Options.GlossTarget = .both

  @Option(help: "Defined terms: linked in the JSON, followed by what they refer to, or neither.")
  var resolve: Options.Resolution = .sidecar

  @Option(help: ArgumentHelp("Classes to strip besides the default ones.", valueName: "class,..."))
  var strip: [String] = []

  @Option(help: ArgumentHelp("Classes to keep.", valueName: "class,..."))
  var keep: [String] = []

  @Option(help: ArgumentHelp("More boilerplate rules.", valueName: "file"))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "Names already known (glossary.jsonl or a store); run adds to a store.", valueName: "file"))
  var glossary: String?

  @Option(help: ArgumentHelp("Overrides the detection of the encoding.", valueName: "name"))
  var encoding: String?

  @Option(help: "Whether documents carry what restore needs beyond text, map, edits and removed.")
  var ledger: Ledger = .full

  @Option(name: .customLong("floor"), help: "Names below this confidence are candidates (0...1).")
  var floor: Double = 0.9

  @Option(help: "Threads (default: the cores). The bytes that come out never depend on it.")
  var jobs: Int?

  @Option(help: "Seconds of one core that reading a PDF may take.")
  var pdfSeconds = 120

  var pdfConverter: PDFConverter {
    PDFConverter(limits: ChildProcess.Limits(seconds: pdfSeconds))
  }

  var jobCount: Int { jobs ?? Terminal.processors }

  mutating func validate() throws {
    if let jobs, jobs < 1 || jobs > 1024 {
      throw ValidationError("--jobs is \(jobs); it must be between 1 and 1024.")
    }
    guard pdfSeconds >= 1, pdfSeconds <= 86_400 else {
      throw ValidationError("--pdf-seconds is \(pdfSeconds); it must be between 1 and 86400.")
    }
    guard floor >= 0, floor <= 1 else {
      throw ValidationError("--floor is \(floor); it must be between 0 and 1.")
    }
    _ = try pipelineOptions()
  }

  /// Throws `ValidationError` for a class or an encoding that does not exist, with those that do.
  func pipelineOptions() throws -> Options {
    var options = Options()
    options.gloss = gloss
    options.glossInto = glossInto
    options.resolution = resolve
    options.floor = Int((floor * 100).rounded())
    options.stripped.formUnion(try Self.classes(strip, "--strip"))
    if Self.names(strip).contains("none") { options.stripped = [] }
    options.stripped.subtract(try Self.classes(keep, "--keep"))
    if let encoding {
      guard let known = TextEncoding(label: encoding) else {
        let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--encoding \(encoding) is not known; known are \(names).")
      }
      options.encoding = known
    }
    return options
  }

  /// The names of comma-separated lists, without the blanks around them.
  private static func names(_ lists: [String]) -> [String] {
    lists.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map {
      var name = $0
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      return String(name)
    }
  }

  private static func classes(_ lists: [String], _ option: String) throws -> Set<BoilerplateClass> {
    var result: Set<BoilerplateClass> = []
    for name in names(lists) {
      switch name {
      case "all": result.formUnion(BoilerplateClass.allCases)
      case "none": break
      default:
        guard let known = BoilerplateClass(rawValue: name) else {
          let names = BoilerplateClass.allCases.map(\.rawValue).joined(separator: ", ")
          throw ValidationError("\(option) `\(name)` is no class; classes are \(names), all, none.")
        }
        result.insert(known)
      }
    }
    return result
  }

  /// The rules and tables. Reads `--rules`.
  func resources() throws -> Resources {
    try Resources(rules: try Self.ruleSet(adding: rules))
  }

  /// The built-in rules and those of a file.
  static func ruleSet(adding path: String?) throws -> RuleSet {
    let builtin = try RuleSet.builtin()
    guard let path else { return builtin }
    let bytes = try readOption("--rules", path)
    do {
      return try builtin.adding(bytes, file: path)
    } catch {
      throw ValidationError("--rules \(error)")
    }
  }

  /// The glossary of `--glossary` to gloss with; nil without the option.
  func frozenGlossary(_ resources: Resources) throws -> Glossary? {
    guard let glossary else { return nil }
    guard try GlossaryFile.isStore(glossary) else {
      return try knownNames(resources)?.frozen(resources)
    }
    return try openGlossary(glossary, resources).compiled(floor: try pipelineOptions().floor)
  }

  /// The store of `--glossary`, to be read. Throws `ValidationError` where there is none.
  private func openGlossary(
    _ path: String, _ resources: Resources
  ) throws -> GlossaryStore {
    guard FileSystem.exists(path) else {
      throw ValidationError("--glossary \(path): there is no such glossary.")
    }
    return try GlossaryStore(path, .read, resources)
  }

  /// The names of `--glossary`, not frozen; nil without the option.
  func knownNames(_ resources: Resources) throws -> KnownNames? {
    guard let glossary else { return nil }
    if try GlossaryFile.isStore(glossary) {
      return KnownNames(try openGlossary(glossary, resources).parts())
    }
    let bytes = try Self.readOption("--glossary", glossary)
    do {
      return try KnownNames(resources, parsing: bytes)
    } catch {
      throw ValidationError("--glossary \(glossary), \(error)")
    }
  }

  private static func readOption(_ option: String, _ path: String) throws -> [UInt8] {
    do {
      return try FileSystem.read(path)
    } catch {
      throw ValidationError("\(option) \(error)")
    }
  }
}
