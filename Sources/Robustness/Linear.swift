internal import ArgumentParser
internal import Glibc
internal import Laws
internal import Normalize

/// Whether time grows with the input and no faster.
struct Linear: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Prints how the time grows when hard input doubles (2.0 is linear); fails above the limit.")

  @Option(help: "Bytes of the larger input, about.") var bytes = 1_000_000
  @Option(help: "Forms, by their names (default: all).") var form: [String] = []
  @Option(help: "How many times as long the double may take.") var limit = 2.2
  @Option(help: "How often a form that took longer is measured again.") var attempts = 6

  func validate() throws {
    let known = HardCase.allCases.map(\.rawValue)
    for name in form where !known.contains(name) {
      throw ValidationError("\(name) is no form; forms are \(known.joined(separator: ", "))")
    }
  }

  func run() throws {
    let rules = try RuleSet.builtin()
    var cleaner = Cleaner(try Resources(rules: rules), Options())
    var writer = DocumentWriter()
    var slow: [String] = []
    let identity = DocumentIdentity(path: "input", sha256: String(repeating: "0", count: 64))
    func time(_ source: [UInt8], rounds: Int) throws -> Duration {
      let begun = Self.processorTime()
      for _ in 0..<rounds {
        var json: [UInt8] = []
        writer.write(try cleaner.clean(source), identity, rules: rules, to: &json)
      }
      return Self.processorTime() - begun
    }
    for form in HardCase.allCases where self.form.isEmpty || self.form.contains(form.rawValue) {
      let unit = max(1, form.make(1_000).count / 1_000)
      let half = form.make(bytes / 2 / unit)
      let whole = form.make(bytes / unit)
      // Other work on the machine makes both times longer (by the caches), never shorter: the shortest are
      // compared.
      // The kernel counts in steps of some milliseconds: quick forms are cleaned more than once.
      let once = try time(half, rounds: 1)
      let rounds = max(1, min(40, Int(Duration.milliseconds(100) / max(once, .milliseconds(2)))))
      var (short, long) = (try time(half, rounds: rounds), try time(whole, rounds: rounds))
      var left = attempts
      while long / short > limit * 0.95, left > 0 {
        short = min(short, try time(half, rounds: rounds))
        long = min(long, try time(whole, rounds: rounds))
        left -= 1
      }
      let ratio = long / short
      let speed = Double(whole.count * rounds) / (long / .microseconds(1))
      let hundredths = Int((ratio * 100).rounded())
      if ratio > limit { slow.append(form.rawValue) }
      print(
        "\(form.rawValue): \(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10) x, "
          + "\(Int(speed)) MB/s, \(whole.count) bytes\(ratio > limit ? "  MORE THAN LINEAR" : "")")
    }
    if !slow.isEmpty {
      print("FAILED: \(slow.joined(separator: ", "))")
      throw ExitCode.failure
    }
  }

  /// Time that the process has computed, without that of the kernel: whether memory of the system is asked
  /// for depends on sizes, not on the work.
  private static func processorTime() -> Duration {
    var usage = rusage()
    // The structure is the function's to fill.
    unsafe getrusage(RUSAGE_SELF.rawValue, &usage)
    return .seconds(usage.ru_utime.tv_sec) + .microseconds(usage.ru_utime.tv_usec)
  }
}
