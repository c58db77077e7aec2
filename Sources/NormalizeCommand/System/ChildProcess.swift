internal import CSystem
internal import Glibc

/// A program that reads hostile input: no shell, no inherited files, bounded time, memory and output.
enum ChildProcess {
  struct Limits: Sendable {
    /// Seconds of one core; three times as many pass on the clock at the most.
    var seconds = 120
    /// Bytes of address space.
    var memory = 2 << 30
    /// Bytes of standard output.
    var output = 256 << 20
  }

  /// How a program ended.
  enum Ending: Equatable, Sendable {
    case status(Int)
    /// A signal that none of the limits sent.
    case signal(Int)
    case outOfTime
    case tooMuchOutput
  }

  struct Outcome: Sendable {
    var ending: Ending
    var output: [UInt8]
    /// The beginning of standard error.
    var errors: [UInt8]
  }

  /// Bytes of standard error that are kept.
  private static let keptErrors = 1 << 16
  private static let readSize = 1 << 16

  /// Runs a program with a file as its standard input, read from its beginning; returns when it, and
  /// all that it started, has ended.
  ///
  /// Throws `SystemError` where it cannot be started. Complexity: O(output), within the limits.
  static func run(
    _ program: String, _ arguments: [String], input: borrowing Descriptor, _ limits: Limits
  ) throws(SystemError) -> Outcome {
    try input.seek(to: 0)
    let child = try start(program, [program] + arguments, input.number, limits)
    let output = Descriptor(owning: child.output, program)
    let errors = Descriptor(owning: child.errors, program)
    let deadline = now() + 3_000 * Int(limits.seconds) + 5_000
    var outcome = Outcome(ending: .outOfTime, output: [], errors: [])
    var open = (output: true, errors: true)
    var isCut = false
    while open.output || open.errors {
      let left = deadline - now()
      guard left > 0, outcome.output.count <= limits.output else {
        isCut = true
        break
      }
      let ready = system_wait_for_bytes(
        open.output ? child.output : -1, open.errors ? child.errors : -1,
        Int32(clamping: min(left, 60_000)))
      if ready < 0 {
        isCut = true
        break
      }
      do {
        if open.output { open.output = try take(output, &outcome.output) }
        if open.errors { open.errors = try take(errors, &outcome.errors) }
      } catch {
        isCut = true
        break
      }
      if outcome.errors.count > keptErrors {
        outcome.errors.removeLast(outcome.errors.count - keptErrors)
      }
    }
    // A child that closed its pipes is at its end, but need not be.
    if !isCut { isCut = !hasEnded(child.pid, by: deadline) }
    let code = Int(system_end(child.pid, 1))
    if outcome.output.count > limits.output {
      outcome.ending = .tooMuchOutput
    } else if isCut || code == 256 + Int(SIGXCPU) {
      outcome.ending = .outOfTime
    } else {
      outcome.ending = code >= 256 || code < 0 ? .signal(max(0, code - 256)) : .status(code)
    }
    return outcome
  }

  private static func start(
    _ program: String, _ arguments: [String], _ input: Int32, _ limits: Limits
  ) throws(SystemError) -> system_child {
    let texts = arguments.map { NativeName.cString($0) }
    var child = system_child()
    var given = system_limits(cpu: UInt64(limits.seconds), memory: UInt64(limits.memory))
    var starts: [Int] = []
    var joined: [CChar] = []
    for text in texts {
      starts.append(joined.count)
      joined += text
    }
    let code = unsafe joined.withUnsafeBufferPointer { bytes in
      // In bounds: each start is the place of a text in `joined`, which ends with a zero.
      let pointers = unsafe starts.map { start in
        unsafe bytes.baseAddress.map { unsafe UnsafePointer($0 + start) }
      }
      return unsafe (pointers + [nil]).withUnsafeBufferPointer { list in
        unsafe system_start(
          list.first.flatMap { unsafe $0 }, list.baseAddress, input, &given, &child)
      }
    }
    if code != 0 { throw SystemError("fork", program, code: code) }
    return child
  }

  /// Appends what a pipe holds; false at its end.
  private static func take(
    _ pipe: borrowing Descriptor, _ bytes: inout [UInt8]
  ) throws(SystemError) -> Bool {
    do {
      return try pipe.read(readSize, into: &bytes) > 0
    } catch {
      if error.code == EAGAIN { return true }
      throw error
    }
  }

  /// Waits for the end of a child that closed its pipes; it stays to be waited for.
  private static func hasEnded(_ pid: Int32, by deadline: Int) -> Bool {
    var pause: useconds_t = 100
    while true {
      if system_has_ended(pid) != 0 { return true }
      if now() >= deadline { return false }
      usleep(pause)
      pause = min(2 * pause, 20_000)
    }
  }

  /// Milliseconds of a clock that nobody sets.
  private static func now() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
