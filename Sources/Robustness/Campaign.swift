internal import ArgumentParser
internal import Foundation

/// A whole run: one process a core, so that a trap or a hang is a finding and not the end.
struct Campaign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Checks many inputs on all cores (the default).")

  @Option(help: "How many inputs.") var count = 1_000_000
  @Option(help: "Seed; the same seed makes the same inputs.") var seed: UInt64?
  @Option(help: "Processes (default: the cores).") var jobs: Int?
  @Option(help: "Seconds after which an input counts as a hang.") var patience = 60.0
  @Option(help: "Stop after this many broken inputs.") var limit = 100

  func run() throws {
    let seed = seed ?? UInt64.random(in: 0...UInt64(UInt32.max))
    let jobs = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    print("seed \(seed), \(count) inputs, \(jobs) processes")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "robustness-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var shards: [Shard] = []
    for number in 0..<jobs {
      let shard = try Shard(
        seed: seed, from: number, to: count, step: jobs,
        progress: folder.appendingPathComponent("\(number)").path)
      try shard.start()
      shards.append(shard)
    }
    var broken = 0
    var lines: [String] = []
    let begun = Date()
    var said = begun
    while !shards.allSatisfy(\.isDone), broken < limit {
      Thread.sleep(forTimeInterval: 0.05)
      for shard in shards {
        for line in try shard.poll(patience: patience) {
          print(line)
          lines.append(line)
        }
      }
      broken = Set(lines.map { $0.prefix { $0 != ":" } }).count
      if Date().timeIntervalSince(said) > 30 {
        said = Date()
        let done = shards.reduce(0) { $0 + $1.done }
        FileHandle.standardError.write(Data("\(done) of \(count), \(broken) broken\n".utf8))
      }
    }
    for shard in shards { shard.stop() }
    let seconds = Int(Date().timeIntervalSince(begun))
    let done = shards.reduce(0) { $0 + $1.done }
    print("\(done) inputs, \(broken) break a law; seed \(seed), \(seconds) s")
    if broken > 0 {
      print("look at one: robustness input --seed \(seed) --number N --shrink --output FILE")
      throw ExitCode.failure
    }
  }
}

/// Every `step`th input of a run, in a process of its own that is started again behind an input
/// that ends it.
final class Shard {
  private let seed: UInt64
  private let first: Int
  private var from: Int
  private let to: Int
  private let step: Int
  private let progress: String
  private var process: Process?
  private var output = Pipe()
  private var reader: LineReader?
  private var last = (number: -1, since: Date())
  private(set) var isDone = false

  init(seed: UInt64, from: Int, to: Int, step: Int, progress: String) throws {
    self.seed = seed
    first = from
    self.from = from
    self.to = to
    self.step = step
    self.progress = progress
  }

  /// Inputs that were checked.
  var done: Int {
    if isDone { return max(0, (to - first + step - 1) / step) }
    return max(0, (ProgressFile.read(progress) ?? first) - first) / step
  }

  func start() throws {
    guard from < to else {
      isDone = true
      return
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [
      "work", "--seed", "\(seed)", "--from", "\(from)", "--to", "\(to)", "--step", "\(step)",
      "--progress", progress,
    ]
    output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    reader = LineReader(output.fileHandleForReading)
    last = (from, Date())
    try process.run()
    self.process = process
  }

  /// What the process found since the last call; a trap or a hang is a finding too.
  func poll(patience: Double) throws -> [String] {
    guard let process, !isDone else { return [] }
    let isRunning = process.isRunning
    let now = ProgressFile.read(progress) ?? from
    if now != last.number { last = (now, Date()) }
    if isRunning, Date().timeIntervalSince(last.since) > patience {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      var lines = reader?.rest() ?? []
      lines.append("input \(now): hang: more than \(Int(patience)) s")
      from = now + step
      try start()
      return lines
    }
    if isRunning { return reader?.lines() ?? [] }
    process.waitUntilExit()
    var lines = reader?.rest() ?? []
    if process.terminationReason == .exit, process.terminationStatus == 0 {
      isDone = true
    } else {
      lines.append("input \(now): trap: status \(process.terminationStatus)")
      from = now + step
      try start()
    }
    return lines
  }

  func stop() {
    guard let process, process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }
}
