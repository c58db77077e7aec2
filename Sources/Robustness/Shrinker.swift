internal import Foundation
internal import Laws
internal import Normalize

/// Leaves out of an input all that is not needed to break the law that it breaks.
struct Shrinker {
  private let resources: Resources

  init(resources: Resources) { self.resources = resources }

  /// The input without any stretch that can be left out. A trap is watched from outside.
  func smallest(_ bytes: [UInt8]) throws -> [UInt8] {
    if try outside(bytes) == nil {
      return reduce(bytes) { (try? outside($0)) == .some(nil) }
    }
    var checker = LawChecker(resources)
    guard let law = checker.violations(bytes).first?.law else { return bytes }
    return reduce(bytes) { part in checker.violations(part).contains { $0.law == law } }
  }

  private func reduce(_ bytes: [UInt8], _ isBroken: ([UInt8]) -> Bool) -> [UInt8] {
    var best = bytes
    var size = max(1, best.count / 2)
    while true {
      var at = 0
      var isShorter = false
      while at < best.count {
        var part = best
        part.removeSubrange(at..<min(part.count, at + size))
        if isBroken(part) {
          best = part
          isShorter = true
        } else {
          at += size
        }
      }
      if size == 1, !isShorter { return best }
      size = max(1, size / 2)
    }
  }

  /// Status of a process that checks the input, nil where it was ended by a signal.
  private func outside(_ bytes: [UInt8]) throws -> Int32? {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("shrink-\(getpid())")
      .path
    try CorpusFiles.write(bytes, to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["check", path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }
}
