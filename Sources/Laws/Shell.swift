internal import Foundation

/// Runs a program and gives what it prints.
public enum Shell {
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  /// Standard output of a program found by `PATH`. Throws where it cannot be run or fails.
  public static func output(_ program: String, _ arguments: String...) throws -> [UInt8] {
    let result = try run(["/usr/bin/env", program] + arguments)
    guard result.status == 0 else {
      throw Failure(description: "\(program): status \(result.status): \(result.errors)")
    }
    return result.output
  }

  public struct Result: Sendable {
    public var status: Int32
    public var output: [UInt8]
    public var errors: String

    public var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs a program with input on its standard input and waits for its end.
  public static func run(
    _ command: [String], input: [UInt8] = [], folder: String? = nil
  ) throws -> Result {
    let work = FileManager.default.temporaryDirectory
      .appendingPathComponent("shell-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    // Files instead of pipes: no side ever waits for the other.
    let (source, output, errors) = (
      work.appendingPathComponent("in"), work.appendingPathComponent("out"),
      work.appendingPathComponent("err")
    )
    try Data(input).write(to: source)
    try Data().write(to: output)
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: Array(try Data(contentsOf: output)),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
